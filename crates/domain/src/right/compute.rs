//! Computing the rights of one person with one employer in one year.

use super::RightKind;
use super::base::Base;
use super::months::{MonthRun, month_runs};
use super::working::{
    CompanyDays, Occupied, Run, SizeUsed, Term, Working, company_sum, days_of, fraction_sum, share,
    to_minutes,
};
use crate::identifier::JointCommittee;
use crate::occupation::Span;
use crate::quantity::{Fraction, Minutes};
use crate::rules::{Exact, RuleBook};
use crate::time::Year;

/// What the rights of a person with an employer in a year follow from.
#[derive(Clone, Copy, Debug)]
pub struct RightInputs<'a> {
    /// The rules in force.
    pub book: &'a RuleBook,
    /// The calendar year.
    pub year: Year,
    /// The time line of the person with the employer, in any order; other years do no harm.
    pub spans: &'a [Span],
    /// The size of the undertaking in the year.
    pub size: &'a SizeUsed,
    /// Minutes of the employer's full-time day.
    pub day_minutes: u32,
    /// The company days that the person has in this year.
    pub company: &'a [CompanyDays],
}

/// A right and how it came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComputedRight {
    /// The kind; at most one right of each.
    pub kind: RightKind,
    /// The right.
    pub minutes: Minutes,
    /// Its working, which gives the same minutes.
    pub working: Working,
}

/// The rights of one person with one employer in one year, by kind: a statutory or sectoral one
/// (or both, if the joint committee changed), also where it comes to 0, and a company one where
/// there are company days. Nothing for a year without a day under contract.
///
/// Months that are alike are worked out together, which is exact and spares most of the work.
pub fn compute(inputs: &RightInputs<'_>) -> Vec<ComputedRight> {
    let months = month_runs(inputs.spans, inputs.year);
    let under_contract = months.iter().map(MonthRun::months).sum();
    if under_contract == 0 {
        return Vec::new();
    }
    let bases = bases(inputs, &months, under_contract);
    let mut rights = Vec::with_capacity(2);
    for kind in [RightKind::Statutory, RightKind::Sectoral] {
        let own = |code: &JointCommittee| base_of(&bases, kind, code).map(|base| &base.a);
        let runs = runs(&months, own);
        if runs.is_empty() {
            continue;
        }
        let shown = bases.iter().filter(|(k, _)| *k == kind).map(|(_, base)| base.clone());
        rights.push(right(inputs, kind, under_contract, shown.collect(), runs));
    }
    if !inputs.company.is_empty() {
        let given = company_sum(inputs.company, false);
        // Flat days alone need no months to be summed.
        let runs = if given.is_zero() { Vec::new() } else { runs(&months, |_| Some(&given)) };
        rights.push(right(inputs, RightKind::Company, under_contract, Vec::new(), runs));
    }
    rights
}

/// A of every joint committee of the year, each once, in the order in which they come.
fn bases(
    inputs: &RightInputs<'_>,
    months: &[MonthRun<'_>],
    under_contract: u8,
) -> Vec<(RightKind, Base)> {
    let mut bases: Vec<(RightKind, Base)> = Vec::new();
    for (code, _) in months.iter().flat_map(|run| &run.in_force) {
        if bases.iter().all(|(_, base)| base.joint_committee != **code) {
            let band = inputs.size.band;
            bases.push(Base::of(inputs.book, code, inputs.year, band, under_contract));
        }
    }
    bases
}

fn base_of<'b>(
    bases: &'b [(RightKind, Base)],
    kind: RightKind,
    code: &JointCommittee,
) -> Option<&'b Base> {
    bases.iter().find(|(k, base)| *k == kind && base.joint_committee == *code).map(|(_, b)| b)
}

/// The runs of a kind of right: `own` gives A of the joint committees that belong to it.
fn runs<'a>(
    months: &[MonthRun<'_>],
    own: impl Fn(&JointCommittee) -> Option<&'a Exact>,
) -> Vec<Run> {
    months.iter().map(|run| run_of(run, &own)).filter(|run| !run.terms.is_empty()).collect()
}

fn run_of<'a>(run: &MonthRun<'_>, own: &impl Fn(&JointCommittee) -> Option<&'a Exact>) -> Run {
    let total = sum(run.in_force.iter().map(|(_, fraction)| *fraction));
    let mut terms = Vec::with_capacity(1);
    let mut others = Vec::new();
    // What is in force is sorted by joint committee.
    for same in run.in_force.chunk_by(|(code, _), (next, _)| code == next) {
        let [(code, _), ..] = same else { continue };
        let fractions = same.iter().map(|(_, fraction)| *fraction);
        match own(code) {
            Some(a) => {
                let occupations: Vec<Fraction> = fractions.collect();
                let b = share(&sum(occupations.iter().copied()), &total);
                let days = days_of(a, &b, run.months());
                let joint_committee = (*code).clone();
                terms.push(Term { joint_committee, a: a.clone(), occupations, b, days });
            }
            None => others.extend(
                fractions.map(|fraction| Occupied { joint_committee: (*code).clone(), fraction }),
            ),
        }
    }
    Run { from: run.from, to: run.to, months: run.months(), total, terms, others }
}

/// The sum of fractions that were checked when they were made.
fn sum(fractions: impl Iterator<Item = Fraction>) -> Exact {
    fraction_sum(fractions).expect("a fraction has reference hours")
}

fn right(
    inputs: &RightInputs<'_>,
    kind: RightKind,
    months_under_contract: u8,
    bases: Vec<Base>,
    runs: Vec<Run>,
) -> ComputedRight {
    let company = if kind == RightKind::Company { inputs.company } else { &[] };
    let sum = runs
        .iter()
        .flat_map(|run| &run.terms)
        .fold(company_sum(company, true), |sum, term| &sum + &term.days);
    // Days and minutes of a day are bounded where they are read; a figure beyond all bounds
    // would show as the largest one.
    let minutes = to_minutes(&sum, inputs.day_minutes).unwrap_or(Minutes(i64::MAX));
    let working = Working {
        year: inputs.year,
        kind,
        size: inputs.size.clone(),
        months_under_contract,
        bases,
        company: company.to_vec(),
        runs,
        sum,
        day_minutes: inputs.day_minutes,
        minutes,
    };
    ComputedRight { kind, minutes, working }
}
