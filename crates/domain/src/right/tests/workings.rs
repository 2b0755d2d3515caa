//! The stored working: its form, and that it tells every term that does not fit.

use super::*;
use crate::ids::CompanyDaysId;
use crate::quantity::Minutes;

fn working() -> Working {
    let spans = [
        span("2020-02-03", "2026-05-14", "200", 100),
        span("2026-05-15", "", "200", 50),
        span("2026-07-01", "", "999", 25),
    ];
    let rights = rights(2026, Band::From20, &spans);
    minutes(&rights);
    rights[1].working.clone()
}

#[test]
fn is_compact_and_camel_case() {
    let rights = rights(2026, Band::From20, &[span("2020-02-03", "", "200", 80)]);
    let json = serde_json::to_value(&rights[0].working).unwrap();
    let expected = serde_json::json!({
        "year": 2026,
        "kind": "sectoral",
        "size": { "band": "from20", "manual": false, "unknown": false },
        "monthsUnderContract": 12,
        "bases": [{
            "jointCommittee": "200",
            "rule": {
                "id": "be.jc.200", "version": 1, "jointCommittee": "200", "source": "besox.be",
                "reference": {
                    "nl": "cao van 6 juli 2023, nr. 181682/CO/200",
                    "fr": "CCT du 6 juillet 2023, n° 181682/CO/200",
                    "de": "KAA vom 6. Juli 2023, Nr. 181682/CO/200",
                    "en": "CLA of 6 July 2023, no. 181682/CO/200"
                }
            },
            "since": 2026,
            "ruleDays": "4",
            "a": "4"
        }],
        "runs": [{
            "from": 1, "to": 12, "months": 12, "total": "4/5",
            "terms": [{
                "jointCommittee": "200", "a": "4", "occupations": [{ "q": 3040, "s": 3800 }],
                "b": "4/5", "days": "16/5"
            }]
        }],
        "sum": "16/5",
        "dayMinutes": 456,
        "minutes": 1459
    });
    assert_eq!(json, expected);
}

#[test]
fn survives_the_store() {
    let working = working();
    let json = serde_json::to_string(&working).unwrap();
    let read: Working = serde_json::from_str(&json).unwrap();
    assert_eq!(read, working);
    assert!(read.adds_up());
}

#[test]
fn tells_every_term_that_does_not_fit() {
    let changed = |change: &dyn Fn(&mut Working)| {
        let mut working = working();
        change(&mut working);
        working.recompute().unwrap_err()
    };
    let seven: Exact = exact("7");
    assert_eq!(changed(&|w| w.sum = seven.clone()), WorkingFault::Days);
    assert_eq!(changed(&|w| w.runs[0].terms[0].days = seven.clone()), WorkingFault::Days);
    assert_eq!(changed(&|w| w.runs[0].terms[0].b = exact("1/2")), WorkingFault::Regime);
    assert_eq!(changed(&|w| w.runs[0].terms[0].a = seven.clone()), WorkingFault::Base);
    assert_eq!(changed(&|w| w.bases[0].a = seven.clone()), WorkingFault::Base);
    assert_eq!(changed(&|w| w.bases[0].rule_days = seven.clone()), WorkingFault::Base);
    assert_eq!(changed(&|w| w.runs[0].total = exact("1/2")), WorkingFault::Total);
    assert_eq!(changed(&|w| w.runs[2].others.clear()), WorkingFault::Total);
    assert_eq!(changed(&|w| w.runs[0].months = 4), WorkingFault::Months);
    assert_eq!(changed(&|w| w.runs[0].to = 13), WorkingFault::Months);
    assert_eq!(changed(&|w| w.runs.swap(0, 1)), WorkingFault::Months);
    assert_eq!(changed(&|w| w.runs[1].from = 5), WorkingFault::Months);
    assert_eq!(changed(&|w| w.months_under_contract = 11), WorkingFault::Months);
    assert_eq!(changed(&|w| w.months_under_contract = 13), WorkingFault::Months);
    let other = |w: &mut Working| w.runs[0].terms[0].joint_committee = "119".parse().unwrap();
    assert_eq!(changed(&other), WorkingFault::Base);
}

#[test]
fn company_days_must_be_those_shown() {
    let given = |hundredths, flat| {
        CompanyDays::new(CompanyDaysId(uuid::Uuid::nil()), hundredths, flat).unwrap()
    };
    let company = |company: &[CompanyDays]| {
        let spans = [span("2020-02-03", "", "200", 80)];
        let size = size(Band::From20);
        let inputs = RightInputs {
            book: &RuleBook::builtin(),
            year: 2026,
            spans: &spans,
            size: &size,
            day_minutes: 456,
            company,
        };
        compute(&inputs).pop().unwrap().working
    };
    let mut working = company(&[given(200, false), given(50, true)]);
    assert_eq!((working.sum.to_string().as_str(), working.adds_up()), ("21/10", true));
    working.runs[0].terms[0].a = exact("3");
    assert_eq!(working.recompute(), Err(WorkingFault::Base));
    working = company(&[given(200, false), given(50, true)]);
    working.company[1] = given(60, true);
    assert_eq!(working.recompute(), Err(WorkingFault::Days));
    let flat = company(&[given(50, true)]);
    assert!(flat.runs.is_empty() && flat.adds_up());
}

#[test]
fn a_wrong_figure_is_not_what_the_terms_give() {
    let mut working = working();
    working.minutes = Minutes(working.minutes.0 + 1);
    assert!(working.recompute().is_ok() && !working.adds_up());
}

#[test]
fn a_fraction_without_reference_hours_is_told() {
    let mut json = serde_json::to_value(working()).unwrap();
    json["runs"][0]["terms"][0]["occupations"][0]["s"] = 0.into();
    let read: Working = serde_json::from_value(json).unwrap();
    assert_eq!(read.recompute(), Err(WorkingFault::Fraction));
}
