//! What spreadsheets do to values, undone.

use fla_sheets::Cell;
use fla_sheets::recognise::Unread;
use fla_sheets::recognise::date::{self, Dates, Order};
use fla_sheets::recognise::duration::{self, Durations, Unit};
use fla_sheets::recognise::{number, ssin};
use jiff::ToSpan as _;
use jiff::civil::date as day;
use proptest::prelude::*;

const DATES: Dates = Dates { order: Order::DayFirst, latest_year: 2036, from_1904: false };

fn text(text: &str) -> Cell {
    Cell::text(text)
}

#[test]
fn dates_are_read_in_every_form() {
    let wanted = day(2026, 3, 4);
    for form in [
        "2026-03-04",
        "4/3/2026",
        "04.03.26",
        "4-3-2026",
        "04/03/2026 00:00",
        "2026-03-04T00:00:00",
        "20260304",
        "04032026",
        "4 maart 2026",
        "4 mrt 2026",
        "4 mars 2026",
        "4. März 2026",
        "March 4, 2026",
        "4-mar-26",
        "46085",
        "4 / 3 / 2026",
        "2026/03/04",
    ] {
        assert_eq!(date::read(&text(form), DATES), Ok(Some(wanted)), "{form}");
    }
    for cell in [Cell::Date(46_085.0), Cell::Date(46_085.75), Cell::Number(46_085.0)] {
        assert_eq!(date::read(&cell, DATES), Ok(Some(wanted)));
    }
    assert_eq!(date::read(&Cell::Number(20_260_304.0), DATES), Ok(Some(wanted)));
    assert_eq!(date::read(&Cell::Number(4_032_026.0), DATES), Ok(Some(wanted)));
    let from_1904 = Dates { from_1904: true, ..DATES };
    assert_eq!(date::read(&Cell::Number(46_085.0 - 1_462.0), from_1904), Ok(Some(wanted)));
    let american = Dates { order: Order::MonthFirst, ..DATES };
    assert_eq!(date::read(&text("3/4/2026"), american), Ok(Some(wanted)));
    assert_eq!(date::read(&text("1/2/37"), DATES), Ok(Some(day(1937, 2, 1))));
}

#[test]
fn what_is_no_date_is_said_to_be_none() {
    for (form, why) in [
        ("31/2/2026", Unread::NoSuchDay),
        ("2026", Unread::OnlyAYear),
        ("morgen", Unread::Form),
        ("1/2/3/4", Unread::Form),
        ("32 januari 2026", Unread::NoSuchDay),
    ] {
        assert_eq!(date::read(&text(form), DATES), Err(why), "{form}");
    }
    assert_eq!(date::read(&Cell::Error("#REF!".into()), DATES), Err(Unread::BrokenFormula));
    assert_eq!(date::read(&Cell::Number(2026.0), DATES), Err(Unread::OnlyAYear));
    assert_eq!(date::read(&Cell::Empty, DATES), Ok(None));
}

#[test]
fn the_order_of_a_column_is_told_by_its_values() {
    let column = |texts: &[&str]| texts.iter().map(|t| text(t)).collect::<Vec<_>>();
    assert_eq!(date::order_of(&column(&["1/2/2026", "3/25/2026"])), Order::MonthFirst);
    assert_eq!(date::order_of(&column(&["1/2/2026", "25/3/2026"])), Order::DayFirst);
    assert_eq!(date::order_of(&column(&["1/2/2026"])), Order::DayFirst);
    assert_eq!(date::order_of(&column(&["3/25/2026", "25/3/2026"])), Order::DayFirst);
}

#[test]
fn durations_are_read_in_every_form() {
    let hours = Durations { unit: Unit::Hours, parts_of_a_day: false, day_minutes: 456 };
    for (cell, minutes) in [
        (text("7:36"), 456),
        (text("7u36"), 456),
        (text("7,6"), 456),
        (text("7.6"), 456),
        (text("7:36:00"), 456),
        (text("1 dag"), 456),
        (text("90 min"), 90),
        (text("2,33"), 140),
        (Cell::Number(7.6), 456),
        (Cell::Number(0.25), 15),
        (Cell::Duration(456.0 / 1440.0), 456),
        (Cell::Duration(1.5), 2160),
        (Cell::Date(456.0 / 1440.0), 456),
    ] {
        assert_eq!(duration::read(&cell, hours), Ok(Some(minutes)), "{cell:?}");
    }
    let days = Durations { unit: Unit::Days, ..hours };
    assert_eq!(duration::read(&text("0,5"), days), Ok(Some(228)));
    let minutes = Durations { unit: Unit::Minutes, ..hours };
    assert_eq!(duration::read(&Cell::Number(90.0), minutes), Ok(Some(90)));
    let lost = [Cell::Number(456.0 / 1440.0), Cell::Number(0.25), Cell::Number(100.0 / 1440.0)];
    assert!(duration::are_parts_of_a_day(&lost));
    assert!(!duration::are_parts_of_a_day(&[Cell::Number(0.25), Cell::Number(0.5)]));
    let parts = Durations { parts_of_a_day: true, ..hours };
    assert_eq!(duration::read(&lost[1], parts), Ok(Some(360)));
    assert_eq!(duration::read(&text("lang"), hours), Err(Unread::Form));
}

#[test]
fn long_numbers_are_mended_where_they_can_be() {
    // Of 1 January 1900 with the counter 901: 00010190196, which loses three zeros.
    let nine = 101_901_u64;
    let check = 97 - nine % 97;
    let whole = format!("{nine:09}{check:02}");
    let wanted: fla_domain::identifier::Ssin = whole.parse().unwrap();
    let bare = whole.trim_start_matches('0').to_owned();
    let as_number: f64 = bare.parse().unwrap();
    for cell in [
        text(&whole),
        text(&bare),
        text(&format!("'{whole}")),
        text(&format!("{bare},00")),
        Cell::Number(as_number),
        text(&wanted.formatted()),
    ] {
        assert_eq!(ssin::read(&cell).unwrap().unwrap(), wanted);
    }
    let lost = ssin::read(&text("8,50730E+10")).unwrap_err();
    assert_eq!(
        (lost.code().as_str(), lost.args["reason"].as_str()),
        ("SSIN-003", "sheet-digits-lost")
    );
    assert_eq!(ssin::read(&text("85073003329")).unwrap_err().code(), "SSIN-004");
    assert!(ssin::read(&text("12345")).is_err());
}

#[test]
fn numbers_are_read_with_any_mark() {
    for (form, hundredths) in [
        ("1.234,56", 123_456),
        ("1,234.56", 123_456),
        ("1 234,5", 123_450),
        ("80 %", 8_000),
        ("-2,5", -250),
        ("1.234.567", 123_456_700),
        ("0,8", 80),
        ("38", 3_800),
    ] {
        assert_eq!(number::hundredths(&text(form)), Ok(Some(hundredths)), "{form}");
    }
    for form in ["1,2,3", "abc", "1.2345", "1.23,4.5"] {
        assert_eq!(number::hundredths(&text(form)), Err(Unread::Form), "{form}");
    }
    assert_eq!(number::yes(&text("Oui")), Ok(Some(true)));
    assert_eq!(number::yes(&text("neen")), Ok(Some(false)));
    assert_eq!(number::yes(&text("misschien")), Err(Unread::Form));
}

proptest! {
    #[test]
    fn every_day_is_read_in_every_form(days in 0_i32..72_000) {
        let wanted = day(1903, 1, 1).checked_add(days.days()).unwrap();
        let wide = Dates { latest_year: 2000, ..DATES };
        let (y, m, d) = (wanted.year(), wanted.month(), wanted.day());
        for form in [
            wanted.to_string(),
            format!("{d}/{m}/{y}"),
            format!("{d:02}.{m:02}.{y}"),
            format!("{y}{m:02}{d:02}"),
        ] {
            prop_assert_eq!(date::read(&text(&form), wide), Ok(Some(wanted)));
        }
        let serial = f64::from(date::to_serial(wanted));
        prop_assert_eq!(date::read(&Cell::Date(serial), wide), Ok(Some(wanted)));
        if !(1900.0..=2100.0).contains(&serial) {
            prop_assert_eq!(date::read(&Cell::Number(serial), wide), Ok(Some(wanted)));
        }
    }

    #[test]
    fn every_number_is_read_in_every_form(hundredths in -10_000_000_i64..10_000_000) {
        let sign = if hundredths < 0 { "-" } else { "" };
        let (whole, part) = (hundredths.abs() / 100, hundredths.abs() % 100);
        for form in [format!("{sign}{whole},{part:02}"), format!("{sign}{whole}.{part:02}")] {
            prop_assert_eq!(number::hundredths(&text(&form)), Ok(Some(hundredths)));
        }
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let float = hundredths as f64 / 100.0;
        prop_assert_eq!(number::hundredths(&Cell::Number(float)), Ok(Some(hundredths)));
    }

    #[test]
    fn every_duration_is_read_in_every_form(minutes in 1_i64..2_000) {
        let hours = Durations { unit: Unit::Hours, parts_of_a_day: false, day_minutes: 456 };
        let clock = format!("{}:{:02}", minutes / 60, minutes % 60);
        prop_assert_eq!(duration::read(&text(&clock), hours), Ok(Some(minutes)));
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        let days = minutes as f64 / 1440.0;
        prop_assert_eq!(duration::read(&Cell::Duration(days), hours), Ok(Some(minutes)));
        let decimal = format!("{:.2}", days * 24.0);
        prop_assert_eq!(duration::read(&text(&decimal), hours), Ok(Some(minutes)));
    }

    #[test]
    fn nothing_that_comes_makes_a_reader_fall(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = fla_sheets::read(&bytes, &fla_sheets::Limits::default());
        let cell = text(&String::from_utf8_lossy(&bytes));
        let _ = (date::read(&cell, DATES), number::hundredths(&cell), number::yes(&cell));
        let _ = ssin::read(&cell);
    }
}
