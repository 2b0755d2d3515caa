//! The published worked examples of rights, 1 to 11.

use super::*;
use crate::ids::CompanyDaysId;
use crate::size::{SizeInputs, two_year_period};
use RightKind::{Company, Sectoral, Statutory};

const NO_SECTOR: &str = "999";

#[test]
fn example_1_whole_year() {
    let rights = rights(2026, Band::From20, &[span("2020-02-03", "", NO_SECTOR, 100)]);
    assert_eq!(minutes(&rights), [(Statutory, 2280)]);
    assert_eq!(rights[0].working.sum, exact("5"));
}

#[test]
fn example_2_twelve_employees() {
    let rights = rights(2026, Band::From10, &[span("2020-02-03", "", NO_SECTOR, 100)]);
    assert_eq!(minutes(&rights), [(Statutory, 456)]);
}

#[test]
fn example_3_averages_around_the_bands() {
    let book = RuleBook::builtin();
    for (hundredths, expected) in [(999_i64, 0), (1000, 456), (1999, 456), (2000, 2280)] {
        let (first, _) = two_year_period(2026);
        let quarter = format!("{}Q2", first - 1).parse().unwrap();
        let average = num_rational::BigRational::new(hundredths.into(), 100.into());
        let inputs = SizeInputs {
            year: 2026,
            fte_by_quarter: [(quarter, average)].into(),
            ..SizeInputs::default()
        };
        let size = SizeUsed::from(&inputs.work_out());
        let spans = [span("2020-02-03", "", NO_SECTOR, 100)];
        let rights = compute(&RightInputs {
            book: &book,
            year: 2026,
            spans: &spans,
            size: &size,
            day_minutes: 456,
            company: &[],
        });
        assert_eq!(minutes(&rights), [(Statutory, expected)], "{hundredths}");
        assert_eq!(rights[0].working.size.average, Exact::new(hundredths, 100));
    }
}

#[test]
fn example_4_half_time_from_july_with_two_company_days() {
    let two = CompanyDays::new(CompanyDaysId(uuid::Uuid::nil()), 200, false).unwrap();
    let spans = [span("2026-07-01", "", NO_SECTOR, 50)];
    let rights = compute(&RightInputs {
        book: &RuleBook::builtin(),
        year: 2026,
        spans: &spans,
        size: &size(Band::Below10),
        day_minutes: 456,
        company: &[two],
    });
    assert_eq!(minutes(&rights), [(Statutory, 0), (Company, 228)]);
    assert_eq!(rights[1].working.sum, exact("1/2"));
}

#[test]
fn example_5_four_fifths_in_jc_200() {
    let rights = rights(2026, Band::From20, &[span("2020-02-03", "", "200", 80)]);
    assert_eq!(minutes(&rights), [(Sectoral, 1459)]);
    assert_eq!(rights[0].working.sum, exact("16/5"));
}

#[test]
fn example_6_regime_changes_in_may() {
    let spans = [span("2020-02-03", "2026-05-14", "200", 100), span("2026-05-15", "", "200", 50)];
    let rights = rights(2026, Band::From20, &spans);
    assert_eq!(minutes(&rights), [(Sectoral, 1292)]);
    let working = &rights[0].working;
    assert_eq!(working.sum, exact("17/6"));
    let runs: Vec<_> = working.runs.iter().map(|run| (run.from, run.to)).collect();
    assert_eq!(runs, [(1, 5), (6, 12)]);
}

#[test]
fn example_7_starts_on_the_last_of_march() {
    let rights = rights(2026, Band::From20, &[span("2026-03-31", "", NO_SECTOR, 100)]);
    assert_eq!(minutes(&rights), [(Statutory, 1900)]);
    assert_eq!(rights[0].working.sum, exact("25/6"));
}

#[test]
fn example_8_growth_path_of_jc_119() {
    for (year, expected) in [(2024, 1368), (2025, 1824), (2026, 1824), (2027, 1824), (2028, 2280)] {
        let rights = rights(year, Band::From20, &[span("2020-02-03", "", "119", 100)]);
        assert_eq!(minutes(&rights), [(Sectoral, expected)], "{year}");
    }
}

#[test]
fn example_9_six_months_in_jc_116() {
    for (start, expected) in [("2026-08-01", 0), ("2026-07-01", 228)] {
        let rights = rights(2026, Band::Below10, &[span(start, "", "116", 100)]);
        assert_eq!(minutes(&rights), [(Sectoral, expected)], "{start}");
        let condition = rights[0].working.bases[0].condition.unwrap();
        assert_eq!(condition.is_met(), expected > 0);
    }
}

#[test]
fn example_10_two_occupations() {
    let spans = [span("2020-02-03", "", "200", 50), span("2021-04-01", "", "200", 30)];
    let rights = rights(2026, Band::From20, &spans);
    assert_eq!(minutes(&rights), [(Sectoral, 1459)]);
    assert_eq!(rights[0].working.runs[0].terms[0].occupations.len(), 2);
}

#[test]
fn example_11_joint_committee_changes_in_july() {
    let spans = [span("2020-02-03", "2026-06-30", "200", 100), span("2026-07-01", "", "119", 100)];
    let rights = rights(2026, Band::From20, &spans);
    assert_eq!(minutes(&rights), [(Sectoral, 1824)]);
    assert_eq!(rights[0].working.sum, exact("4"));
    assert_eq!(rights[0].working.bases.len(), 2);
}
