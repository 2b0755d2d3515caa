//! The scenarios and answers of the reference calculation, as its README describes them.

use std::collections::BTreeMap;

use fla_domain::occupation::{Origin, Span};
use fla_domain::quantity::Fraction;
use fla_domain::time::{Quarter, Year};
use jiff::civil::Date;
use num_rational::BigRational;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Scenario {
    pub employer: Employer,
    #[serde(default)]
    pub quarters: Vec<Quarter>,
    pub fte_by_quarter: Option<BTreeMap<Quarter, String>>,
    #[serde(default)]
    pub manual_average: BTreeMap<String, String>,
    #[serde(default)]
    pub headcount_fallback: BTreeMap<String, u32>,
    #[serde(default)]
    pub rules: Vec<Rule>,
    pub people: Vec<Person>,
    #[serde(default)]
    pub employer_opt_out: Vec<Year>,
    pub horizon: Date,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Employer {
    pub day_minutes: u32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rule {
    pub jc: String,
    pub band: String,
    pub steps: Vec<(Year, serde_json::Value)>,
    pub min_months: Option<u8>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    pub id: String,
    #[serde(default)]
    pub spans: Vec<SpanInput>,
    #[serde(default)]
    pub company_days: Vec<CompanyDaysInput>,
    #[serde(default)]
    pub overrides: Vec<Override>,
    #[serde(default)]
    pub opt_out: Vec<Year>,
    #[serde(default)]
    pub debits: Vec<Movement>,
    #[serde(default)]
    pub adjustments: Vec<Movement>,
}

#[derive(Deserialize)]
pub struct SpanInput {
    pub from: Date,
    pub to: Option<Date>,
    pub jc: String,
    pub q: u32,
    pub s: u32,
}

#[derive(Deserialize)]
pub struct CompanyDaysInput {
    pub year: Year,
    pub hundredths: i64,
    pub flat: bool,
}

#[derive(Deserialize)]
pub struct Override {
    pub year: Year,
    pub kind: String,
    pub minutes: i64,
}

#[derive(Deserialize)]
pub struct Movement {
    pub year: Year,
    pub date: Date,
    pub minutes: i64,
}

#[derive(Deserialize)]
pub struct Expected {
    pub size: Vec<ExpectedSize>,
    pub people: Vec<ExpectedPerson>,
}

#[derive(Deserialize)]
pub struct ExpectedSize {
    pub year: Year,
    pub band: String,
}

#[derive(Deserialize)]
pub struct ExpectedPerson {
    pub years: Vec<ExpectedYear>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpectedYear {
    pub year: Year,
    pub granted: Granted,
    pub carried_in: i64,
    pub debited: i64,
    pub adjusted: i64,
    pub lapsed: i64,
    pub carried_out: i64,
    pub balance: i64,
    pub left: i64,
}

#[derive(Deserialize)]
pub struct Granted {
    pub statutory: i64,
    pub sectoral: i64,
    pub company: i64,
}

pub fn span(input: &SpanInput) -> Span {
    Span {
        from: input.from,
        to: input.to,
        joint_committee: input.jc.parse().unwrap(),
        fraction: Fraction::new(input.q, input.s).unwrap(),
        origin: Origin::Manual,
        assumed: false,
    }
}

pub fn decimal(days: &serde_json::Value) -> String {
    days.as_str().map_or_else(|| days.to_string(), str::to_owned)
}

/// `n/d` or a decimal.
pub fn ratio(text: &str) -> BigRational {
    let parsed = match text.parse::<BigRational>() {
        Ok(ratio) => ratio,
        Err(_) => BigRational::new(hundredths(text).into(), 100.into()),
    };
    parsed.reduced()
}

pub fn hundredths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = format!("{part:0<2}");
    assert_eq!(part.len(), 2, "at most hundredths: {text}");
    whole.parse::<i64>().unwrap() * 100 + part.parse::<i64>().unwrap()
}
