//! Tests of the size of an undertaking.

use num_rational::BigRational;
use proptest::prelude::*;

use super::*;
use crate::quantity::Fraction;

fn quarter(text: &str) -> Quarter {
    text.parse().unwrap()
}

fn full(people: i64) -> BigRational {
    BigRational::from_integer(people.into())
}

fn hundredths(value: i64) -> BigRational {
    BigRational::new(value.into(), 100.into())
}

fn inputs(year: Year, declared: &[(&str, BigRational)]) -> SizeInputs {
    let fte_by_quarter = declared.iter().map(|(q, fte)| (quarter(q), fte.clone())).collect();
    SizeInputs { year, fte_by_quarter, ..SizeInputs::default() }
}

#[test]
fn reference_quarters_are_those_of_the_two_year_period() {
    for (years, quarters) in [
        ([2022, 2023], ["2020Q4", "2021Q1", "2021Q2", "2021Q3"]),
        ([2024, 2025], ["2022Q4", "2023Q1", "2023Q2", "2023Q3"]),
        ([2026, 2027], ["2024Q4", "2025Q1", "2025Q2", "2025Q3"]),
    ] {
        for year in years {
            assert_eq!(two_year_period(year), (years[0], years[1]));
            assert_eq!(reference_quarters(year).map(|q| q.to_string()), quarters);
        }
    }
}

#[test]
fn bands_are_not_rounded() {
    for (average, band) in [
        ("0", Band::Below10),
        ("999/100", Band::Below10),
        ("99999999999/10000000000", Band::Below10),
        ("10", Band::From10),
        ("1999/100", Band::From10),
        ("20", Band::From20),
        ("2001/100", Band::From20),
    ] {
        assert_eq!(Band::of(&average.parse().unwrap()), band, "{average}");
    }
    assert_eq!(
        Band::ALL.iter().map(|b| b.code()).collect::<Vec<_>>(),
        ["below10", "from10", "from20"]
    );
}

#[test]
fn only_declared_quarters_divide() {
    let declared =
        [("2024Q4", full(18)), ("2025Q1", full(21)), ("2025Q3", full(21)), ("2025Q4", full(900))];
    let working = inputs(2026, &declared).work_out();
    assert_eq!(working.computed, Exact::new(20, 1));
    assert_eq!(working.band, Band::From20);
    assert!(!working.unknown && working.adds_up());
    let shown: Vec<_> = working.quarters.iter().map(|q| q.fte.is_some()).collect();
    assert_eq!(shown, [true, true, false, true]);
}

#[test]
fn a_declared_quarter_without_people_divides_too() {
    let declared = [("2024Q4", full(0)), ("2025Q1", full(19))];
    assert_eq!(inputs(2027, &declared).work_out().computed, Exact::new(19, 2));
}

#[test]
fn headcount_stands_in_only_without_declarations() {
    let mut inputs = inputs(2026, &[]);
    inputs.fallback = Some((quarter("2025Q4"), 20));
    let working = inputs.work_out();
    assert_eq!(working.fallback, Some(Headcount { quarter: quarter("2025Q4"), people: 20 }));
    assert_eq!((working.band, working.unknown), (Band::From20, false));
    assert!(working.adds_up());
    inputs.fte_by_quarter.insert(quarter("2025Q3"), full(3));
    let working = inputs.work_out();
    assert_eq!((working.fallback, working.band), (None, Band::Below10));
    inputs.fte_by_quarter.clear();
    inputs.fallback = Some((quarter("2025Q3"), 20));
    assert!(inputs.work_out().unknown, "a reference quarter is not after the reference period");
}

#[test]
fn nothing_known_is_the_lowest_band() {
    let working = inputs(2026, &[]).work_out();
    assert!(working.unknown && working.adds_up());
    assert_eq!((working.band, working.average), (Band::Below10, None));
}

#[test]
fn manual_average_stands_over_the_computed_one() {
    let mut inputs = inputs(2026, &[("2024Q4", hundredths(1999))]);
    inputs.manual = Some(ManualAverage::new(2000, " two sites counted twice ").unwrap());
    let working = inputs.work_out();
    assert_eq!(working.computed, Exact::new(1999, 100));
    assert_eq!(working.average, Exact::new(20, 1));
    assert_eq!(working.band, Band::From20);
    assert_eq!(working.manual.as_ref().unwrap().reason(), "two sites counted twice");
    assert!(working.adds_up());
    assert_eq!(ManualAverage::new(-1, "x").unwrap_err().code(), "AVERAGE-008");
    assert_eq!(ManualAverage::new(1, " ").unwrap_err().code(), "REASON-001");
}

#[test]
fn working_survives_the_store_and_tells_tampering() {
    let working = inputs(2026, &[("2024Q4", hundredths(999)), ("2025Q1", full(9))]).work_out();
    let json = serde_json::to_string(&working).unwrap();
    assert!(json.contains(r#"{"quarter":"2024Q4","fte":"999/100"}"#), "{json}");
    assert!(json.contains(r#""band":"below10""#), "{json}");
    let mut read: SizeWorking = serde_json::from_str(&json).unwrap();
    assert_eq!(read, working);
    read.band = Band::From10;
    assert!(!read.adds_up());
    read = working.clone();
    read.unknown = true;
    assert!(!read.adds_up());
    read = working.clone();
    read.quarters[2].fte = Exact::new(50, 1);
    assert!(!read.adds_up());
}

#[test]
fn a_person_counts_at_most_once() {
    let part = |q, s| Fraction::new(q, s).unwrap();
    let people = vec![
        vec![part(3800, 3800)],
        vec![part(1900, 3800), part(1140, 3800)],
        vec![part(3000, 3800), part(3000, 3800)],
        vec![part(4000, 3800)],
        vec![part(1200, 3600)],
        vec![],
    ];
    // 1 + 8/10 + 1 + 1 + 1/3
    assert_eq!(fte(people), BigRational::new(62.into(), 15.into()));
}

proptest! {
    #[test]
    fn fte_agrees_with_the_plain_sum(
        people in prop::collection::vec(prop::collection::vec((0_u32..5000, 1_u32..5000), 0..4), 0..30)
    ) {
        let fractions: Vec<Vec<Fraction>> = people
            .iter()
            .map(|p| p.iter().map(|&(q, s)| Fraction::new(q, s).unwrap()).collect())
            .collect();
        let plain = fractions.iter().fold(full(0), |total, person| {
            let sum = person.iter().fold(full(0), |sum, fraction| sum + fraction.ratio());
            total + sum.min(full(1))
        });
        prop_assert_eq!(fte(fractions), plain);
    }
}
