//! Messy spreadsheets through the application's door: which column is what, what is to become of
//! each row, and what is handed back with which reason and suggestion. What is expected stands in
//! `messy/expected.txt`; `FLA_WRITE_EXPECTED=1` writes what is found into it, to be read before it
//! is kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::messy::{Fixture, PEOPLE};
use crate::support::{Browser, House, person, ssin};
use fla_app::{Caller, Command, NewSheet, OccupationInput, PersonInput, SheetView, Verdict};
use fla_domain::language::Language;
use fla_domain::quantity::Fraction;
use fla_sheets::{Cell, Limits, read};
use jiff::civil::date;

const EXPECTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/web/messy/expected.txt");

async fn staff(house: &House, caller: &Caller) {
    for (n, (family, given)) in (1..).zip(PEOPLE) {
        let person = PersonInput {
            family_name: family.to_owned(),
            given_name: given.to_owned(),
            ..person(n)
        };
        let occupations = vec![OccupationInput {
            joint_committee: "200".parse().unwrap(),
            fraction: Fraction::FULL,
        }];
        let command =
            Command::AddEmployee { person, from: date(2020, 1, 1), to: None, occupations };
        house.submit(caller, command, None).await;
    }
}

/// What came of a file: its columns, and a line for each row.
async fn outcome(house: &House, caller: &Caller, browser: &Browser, fixture: &Fixture) -> String {
    house.tick();
    let mut upload = house.app.receive_sheet(caller, fixture.name).await.unwrap();
    upload.write(&fixture.bytes).await.unwrap();
    let file = upload.finish().await.unwrap();
    let new = NewSheet { file, kind: None, copy: fixture.copy, original: None };
    let id = house.app.take_sheet(caller, &new).await.unwrap();
    house.work().await;
    let view = house.app.sheet(caller, id).await.unwrap();
    let mut text = format!("== {}\n", fixture.name);
    let kind = view.kind.map_or("?", fla_app::SheetKind::code);
    writeln!(text, "{kind}, {}, headings in row {}", view.state, view.head).unwrap();
    for (column, field) in view.columns.iter().zip(&view.mapping) {
        let field = field.map_or("-", fla_app::Field::code);
        writeln!(text, "  {} = {field}", column.title).unwrap();
    }
    if view.state != "ready" {
        return text;
    }
    let back = returned(browser, &view, house, caller).await;
    for row in house.app.sheet_rows(caller, id, None, 0, 1_000).await.unwrap() {
        let why = back.get(&row.number).map(|why| format!(" | {}", why.join(" | ")));
        let returned = row.verdict.is_returned();
        assert_eq!(why.is_some(), returned, "{}: row {}", fixture.name, row.number);
        writeln!(text, "{} {}{}", row.number, row.verdict.code(), why.unwrap_or_default()).unwrap();
    }
    text
}

/// The file that hands rows back: of each row column, reason, suggestion and code. Its other
/// columns are those that came, with the same values.
async fn returned(
    browser: &Browser,
    view: &SheetView,
    house: &House,
    caller: &Caller,
) -> BTreeMap<i64, Vec<String>> {
    if view.returned() == 0 {
        return BTreeMap::new();
    }
    let employer = caller.employer();
    let page = browser.bytes(&format!("/register/{employer}/sheets/{}/returned", view.id)).await;
    let table = read(&page, &Limits::default()).unwrap();
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|r| r.cells.iter().map(Cell::shown).collect()).collect();
    let width = view.columns.len();
    let titles: Vec<&str> = view.columns.iter().map(|c| c.title.as_str()).collect();
    let own: Vec<&str> = rows[0][..width].iter().map(String::as_str).collect();
    assert_eq!(own, titles, "the layout is the one that came");
    assert_eq!(rows[0][width], "FLA: row");
    let came = house.app.returned_rows(caller, view.id).await.unwrap();
    assert_eq!(rows.len() - 1, came.rows.len());
    let mut back = BTreeMap::new();
    for (row, came) in rows[1..].iter().zip(&came.rows) {
        let cell = |at: usize| row.get(at).cloned().unwrap_or_default();
        assert_eq!(cell(width), came.number.to_string(), "the true number of the row");
        for (at, value) in came.cells.iter().enumerate().take(width) {
            let (there, came) = (cell(at), value.shown());
            assert!(there == came || matches!(value, Cell::Date(_)), "{there} for {came}");
        }
        back.insert(came.number, (width + 1..width + 5).map(cell).collect());
    }
    back
}

#[tokio::test]
async fn each_row_of_each_messy_spreadsheet_comes_to_what_is_expected() {
    let house = House::new().await;
    let hr = ssin(300_000);
    let employer = house.employer(1, &hr).await;
    let caller = house.caller(&hr, employer).await;
    staff(&house, &caller).await;
    let browser = house.sign_in(&hr, Language::En).await;
    let mut found = String::new();
    for fixture in crate::messy::all() {
        found.push_str(&outcome(&house, &caller, &browser, &fixture).await);
        found.push('\n');
    }
    if std::env::var_os("FLA_WRITE_EXPECTED").is_some() {
        std::fs::write(EXPECTED, &found).unwrap();
    }
    let expected = std::fs::read_to_string(EXPECTED).unwrap();
    for (found, expected) in found.split("\n\n").zip(expected.split("\n\n")) {
        assert_eq!(found, expected);
    }
    assert_eq!(found, expected);
}

#[tokio::test]
async fn all_good_rows_are_carried_out_and_taken_back() {
    let house = House::new().await;
    let hr = ssin(300_000);
    let employer = house.employer(1, &hr).await;
    let caller = house.caller(&hr, employer).await;
    staff(&house, &caller).await;
    let people = house.app.count_in_service(&caller).await.unwrap();
    let query = fla_app::TrainingQuery::default();
    for fixture in crate::messy::all() {
        let mut upload = house.app.receive_sheet(&caller, fixture.name).await.unwrap();
        upload.write(&fixture.bytes).await.unwrap();
        let file = upload.finish().await.unwrap();
        let new = NewSheet { file, kind: None, copy: fixture.copy, original: None };
        let id = house.app.take_sheet(&caller, &new).await.unwrap();
        house.work().await;
        let view = house.app.sheet(&caller, id).await.unwrap();
        if view.state != "ready" || view.to_do() == 0 {
            continue;
        }
        house.app.carry_out_sheet(&caller, id).await.unwrap();
        house.work().await;
        let done = house.app.sheet(&caller, id).await.unwrap();
        assert_eq!(done.state, "done", "{}", fixture.name);
        assert_eq!(done.count(Verdict::Done), view.to_do(), "{}: {:?}", fixture.name, done.counts);
        house.app.undo_sheet(&caller, id, "a test").await.unwrap();
        house.work().await;
        let undone = house.app.sheet(&caller, id).await.unwrap();
        let counts = &undone.counts;
        assert_eq!(undone.count(Verdict::Undone), view.to_do(), "{}: {counts:?}", fixture.name);
        assert_eq!(house.app.count_in_service(&caller).await.unwrap(), people, "{}", fixture.name);
        let left = house.app.trainings(&caller, &query).await.unwrap();
        assert!(left.items.is_empty(), "{}: {:?}", fixture.name, left.items);
    }
}
