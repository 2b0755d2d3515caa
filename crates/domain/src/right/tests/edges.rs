//! Boundaries: months, years, regimes, joint committees, company days.

use super::*;
use crate::ids::CompanyDaysId;
use RightKind::{Company, Sectoral, Statutory};

fn months(year: Year, spans: &[Span]) -> Vec<(u8, u8)> {
    let rights = rights(year, Band::From20, spans);
    minutes(&rights);
    rights.iter().flat_map(|r| &r.working.runs).map(|run| (run.from, run.to)).collect()
}

#[test]
fn a_month_that_was_begun_counts() {
    assert_eq!(months(2026, &[span("2026-03-31", "2026-05-01", "999", 100)]), [(3, 5)]);
    assert_eq!(months(2026, &[span("2026-03-31", "2026-04-30", "999", 100)]), [(3, 4)]);
    assert_eq!(months(2026, &[span("2026-04-01", "2026-04-01", "999", 100)]), [(4, 4)]);
    assert_eq!(months(2026, &[span("2025-01-01", "2026-01-01", "999", 100)]), [(1, 1)]);
    assert_eq!(months(2026, &[span("2026-12-31", "", "999", 100)]), [(12, 12)]);
}

#[test]
fn leap_days_belong_to_february() {
    assert_eq!(months(2024, &[span("2024-02-29", "", "999", 100)]), [(2, 12)]);
    assert_eq!(months(2024, &[span("2020-01-01", "2024-02-29", "999", 100)]), [(1, 2)]);
    assert_eq!(months(2026, &[span("2026-02-28", "2026-02-28", "999", 100)]), [(2, 2)]);
    let spans = [span("2020-01-01", "2024-02-28", "200", 100), span("2024-02-29", "", "200", 50)];
    // February at its first day: (2 × 1 + 10 × 0.5) × 3 ÷ 12
    assert_eq!(minutes(&rights(2024, Band::From20, &spans)), [(Sectoral, 798)]);
}

#[test]
fn years_outside_the_employment_give_nothing() {
    let spans = [span("2024-05-01", "2025-12-31", "200", 100)];
    assert!(rights(2023, Band::From20, &spans).is_empty());
    assert!(rights(2026, Band::From20, &spans).is_empty());
    assert!(rights(2026, Band::From20, &[]).is_empty());
    assert_eq!(months_under_contract(&spans, 2024), 8);
    let backwards = [span("2026-05-01", "2026-04-30", "200", 100)];
    assert!(rights(2026, Band::From20, &backwards).is_empty());
}

#[test]
fn leaving_and_returning_within_a_month_counts_it_once() {
    let spans = [span("2020-01-01", "2026-05-03", "999", 100), span("2026-05-28", "", "999", 50)];
    // January to May full-time, June to December half-time: 5 × 8.5 ÷ 12.
    let rights = rights(2026, Band::From20, &spans);
    assert_eq!(rights[0].working.sum, exact("85/24"));
    assert_eq!(rights[0].working.months_under_contract, 12);
    minutes(&rights);
    let gap = [span("2020-01-01", "2026-05-03", "999", 100), span("2026-08-28", "", "999", 100)];
    assert_eq!(months(2026, &gap), [(1, 5), (8, 12)]);
}

#[test]
fn the_act_grows_and_gives_nothing_before_2023() {
    let spans = [span("2010-01-01", "", "999", 100)];
    for (year, from10, from20) in [(2022, 0, 0), (2023, 456, 1824), (2024, 456, 2280)] {
        assert_eq!(minutes(&rights(year, Band::Below10, &spans)), [(Statutory, 0)]);
        assert_eq!(minutes(&rights(year, Band::From10, &spans)), [(Statutory, from10)]);
        assert_eq!(minutes(&rights(year, Band::From20, &spans)), [(Statutory, from20)]);
    }
    assert_eq!(rights(2022, Band::From20, &spans)[0].working.bases[0].rule, None);
}

#[test]
fn shipped_sector_rules() {
    let table = [
        ("200", 2023, [(Statutory, 0), (Statutory, 456), (Statutory, 1824)]),
        ("200", 2024, [(Sectoral, 456), (Sectoral, 456), (Sectoral, 1368)]),
        ("200", 2025, [(Sectoral, 456), (Sectoral, 456), (Sectoral, 1368)]),
        ("200", 2027, [(Sectoral, 456), (Sectoral, 456), (Sectoral, 1824)]),
        ("200", 2028, [(Sectoral, 456), (Sectoral, 456), (Sectoral, 2280)]),
        ("116", 2023, [(Sectoral, 456), (Sectoral, 456), (Sectoral, 1824)]),
        ("116", 2024, [(Sectoral, 456), (Sectoral, 456), (Sectoral, 2280)]),
        ("119", 2023, [(Statutory, 0), (Statutory, 456), (Statutory, 1824)]),
        ("119", 2026, [(Statutory, 0), (Statutory, 456), (Sectoral, 1824)]),
        ("330.01.10", 2026, [(Statutory, 0), (Statutory, 456), (Statutory, 2280)]),
    ];
    for (committee, year, expected) in table {
        for (band, expected) in Band::ALL.iter().zip(expected) {
            let rights = rights(year, *band, &[span("2010-01-01", "", committee, 100)]);
            assert_eq!(minutes(&rights), [expected], "{committee} {year} {band:?}");
        }
    }
}

#[test]
fn two_joint_committees_each_have_their_days() {
    let spans = [span("2020-01-01", "", "200", 50), span("2020-01-01", "", "999", 30)];
    let rights = rights(2026, Band::From20, &spans);
    // 5 × 0.3 and 4 × 0.5
    assert_eq!(minutes(&rights), [(Statutory, 684), (Sectoral, 912)]);
    assert_eq!(rights[0].working.runs[0].total, exact("4/5"));
    assert_eq!(rights[0].working.runs[0].others.len(), 1);
}

#[test]
fn more_than_full_time_is_divided_by_the_total() {
    let one = [span("2020-01-01", "", "200", 110)];
    assert_eq!(minutes(&rights(2026, Band::From20, &one)), [(Sectoral, 1824)]);
    let same = [span("2020-01-01", "", "200", 80), span("2020-01-01", "", "200", 40)];
    assert_eq!(minutes(&rights(2026, Band::From20, &same)), [(Sectoral, 1824)]);
    let two = [span("2020-01-01", "", "200", 80), span("2020-01-01", "", "999", 70)];
    let rights = rights(2026, Band::From20, &two);
    assert_eq!(rights[0].working.sum, exact("7/3"));
    assert_eq!(rights[1].working.sum, exact("32/15"));
    // 1064 and 972.8
    assert_eq!(minutes(&rights), [(Statutory, 1064), (Sectoral, 973)]);
}

#[test]
fn only_the_first_day_of_the_month_counts() {
    let spans = [span("2026-05-01", "", "200", 50), span("2026-05-02", "", "119", 50)];
    let rights = rights(2026, Band::From20, &spans);
    let runs = &rights[0].working.runs;
    assert_eq!(runs[0].terms.len(), 1);
    assert_eq!(runs[1].terms.len(), 2);
    minutes(&rights);
}

#[test]
fn each_kind_is_rounded_once() {
    // Twelve months of 1/3 in two joint committees of one kind: 4 × 2/3 = 8/3 days = 1216.
    let third = |committee| {
        let mut span = span("2020-01-01", "", committee, 100);
        span.fraction = Fraction::new(1000, 3000).unwrap();
        span
    };
    let rights = rights(2026, Band::From20, &[third("200"), third("119")]);
    assert_eq!(minutes(&rights), [(Sectoral, 1216)]);
}

#[test]
fn halves_are_rounded_upward() {
    let mut half = span("2020-01-01", "", "999", 100);
    half.fraction = Fraction::new(1, 912).unwrap();
    assert_eq!(minutes(&rights(2026, Band::From10, &[half])), [(Statutory, 1)]);
}

#[test]
fn no_hours_give_no_minutes_but_count_as_a_month() {
    let spans = [span("2026-01-01", "2026-06-30", "116", 0)];
    let rights = rights(2026, Band::Below10, &spans);
    assert_eq!(minutes(&rights), [(Sectoral, 0)]);
    assert!(rights[0].working.bases[0].condition.unwrap().is_met());
}

#[test]
fn months_in_other_joint_committees_meet_a_condition() {
    let spans = [span("2026-05-01", "2026-08-31", "200", 100), span("2026-09-01", "", "116", 100)];
    // 1 × 4/12 in each: 8 months under contract.
    assert_eq!(minutes(&rights(2026, Band::Below10, &spans)), [(Sectoral, 304)]);
}

#[test]
fn a_sector_rule_never_goes_below_the_floor() {
    let book = book_with(
        "id = \"own.124\"\nversion = 1\nkind = \"sectoral\"\njoint_committee = \"124\"\n\
         [rule.days]\nfrom10 = [{ from = 2024, days = \"0.5\" }]\n\
         from20 = [{ from = 2020, days = 1 }]",
    );
    let spans = [span("2020-01-01", "", "124", 100)];
    let rights = rights_by(&book, 2026, Band::From20, &spans);
    assert_eq!(minutes(&rights), [(Sectoral, 912)]);
    let base = &rights[0].working.bases[0];
    assert_eq!((&base.rule_days, base.floor.as_ref()), (&exact("1"), Some(&exact("2"))));
    assert_eq!(minutes(&rights_by(&book, 2026, Band::From10, &spans)), [(Sectoral, 228)]);
    // The floor is for sector rules, not for the act itself.
    let act = book_with(
        "id = \"be.statutory\"\nversion = 2\nkind = \"statutory\"\n[rule.days]\n\
         from20 = [{ from = 2025, days = 1 }]\n[rule.floor]\nfrom20 = [{ from = 2025, days = 2 }]",
    );
    let no_sector = [span("2020-01-01", "", "999", 100)];
    assert_eq!(minutes(&rights_by(&act, 2026, Band::From20, &no_sector)), [(Statutory, 456)]);
    // There was no act, and so no floor, before 2023.
    assert_eq!(minutes(&rights_by(&book, 2022, Band::From20, &spans)), [(Sectoral, 456)]);
}

#[test]
fn company_days_are_prorated_unless_flat() {
    let days = |hundredths, flat| {
        CompanyDays::new(CompanyDaysId(uuid::Uuid::nil()), hundredths, flat).unwrap()
    };
    let company = |given: &[CompanyDays], spans: &[Span]| {
        let rights = compute(&RightInputs {
            book: &RuleBook::builtin(),
            year: 2026,
            spans,
            size: &size(Band::From20),
            day_minutes: 456,
            company: given,
        });
        minutes(&rights).into_iter().filter(|(kind, _)| *kind == Company).collect::<Vec<_>>()
    };
    let december = [span("2026-12-31", "", "200", 50)];
    assert_eq!(company(&[days(150, true)], &december), [(Company, 684)]);
    assert_eq!(company(&[days(150, false)], &december), [(Company, 29)]);
    assert_eq!(company(&[days(150, true), days(150, false)], &december), [(Company, 713)]);
    assert_eq!(company(&[days(150, true)], &[]), []);
    assert_eq!(company(&[], &december), []);
    let two = [span("2020-01-01", "", "200", 80), span("2020-01-01", "", "999", 80)];
    assert_eq!(company(&[days(100, false)], &two), [(Company, 456)]);
    assert_eq!(
        CompanyDays::new(CompanyDaysId(uuid::Uuid::nil()), 0, true).unwrap_err().code(),
        "DAYS-008"
    );
}
