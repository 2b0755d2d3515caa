//! The dashboard in the browser: every number leads to the rows it counts, every chart says what
//! the table beside it says; the tasks, and the digest of them.

use std::collections::BTreeMap;

use crate::support::{Browser, House, Page, person, ssin};
use axum::http::StatusCode;
use fla_app::{Command, NewPart, PersonInput};
use fla_domain::access::Role;
use fla_domain::ids::EmployeeId;
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::training::{PartDetails, Status, TrainingDetails, TrainingKind};
use jiff::civil::{Date, date};

const HR: u32 = 300_000;

fn training(title: &str, day: Date, minutes: i64, kind: Option<TrainingKind>) -> TrainingDetails {
    TrainingDetails {
        title: title.to_owned(),
        start: day,
        end: day,
        minutes: Minutes(minutes),
        kind,
        provider: None,
        place: None,
        nature: None,
        funding: None,
        cla_number: None,
        field: None,
        not_counting: None,
    }
}

fn part(employee: EmployeeId, status: Status, minutes: i64, until: Option<Date>) -> NewPart {
    let details = PartDetails {
        status,
        minutes: Minutes(minutes),
        not_counting: None,
        certificate: until.is_some(),
        valid_until: until,
        split: Vec::new(),
        copy: None,
    };
    NewPart { employee, details }
}

struct Works {
    house: House,
    base: String,
    hr: Browser,
}

/// Fifty-six people in ten teams, so that lists have a second page and panels a part that opens.
async fn works() -> Works {
    let house = House::new().await;
    let id = house.employer(1, &ssin(HR)).await;
    let caller = house.caller(&ssin(HR), id).await;
    let size = Command::SetAverage { year: 2026, hundredths: Some(5_600) };
    house.submit(&caller, size, Some("annual count")).await;
    for n in 1..=56_u32 {
        let jc = if n % 3 == 0 { "119" } else { "200" };
        let employee = house.hire(&caller, n, date(2024, 1, 1), jc, 3800).await;
        let known = PersonInput {
            ssin: String::new(),
            team: (n % 11 != 0).then(|| format!("Team & Söhne {}", n % 11)),
            gender: ["f", "m"].get(n as usize % 3).map(|g| (*g).to_owned()),
            birth_date: (n % 4 != 0).then(|| date(1960 + i16::try_from(n % 40).unwrap(), 5, 1)),
            ..person(n)
        };
        house
            .submit(&caller, Command::ChangePerson { employee, seen: None, person: known }, None)
            .await;
        if n <= 40 {
            let month = i8::try_from(n % 11 + 1).unwrap();
            let kind = [None, Some(TrainingKind::Formal), Some(TrainingKind::Informal)];
            let minutes = 45 + i64::from(n) * 13;
            let mut details =
                training("Course", date(2026, month, 3), minutes, kind[n as usize % 3]);
            details.field = ["061", "0613", "10"].get(n as usize % 4).and_then(|f| f.parse().ok());
            let status = if n % 4 == 0 { Status::Planned } else { Status::Completed };
            let until = (n % 10 == 1).then(|| date(2026, 11, 23 + i8::try_from(n / 10).unwrap()));
            let until = until.filter(|_| status == Status::Completed);
            let parts = vec![part(employee, status, minutes, until)];
            house.submit(&caller, Command::RegisterTraining { details, parts }, None).await;
        }
    }
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    Works { house, base: format!("/register/{id}"), hr }
}

/// An attribute of a tag.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = format!(" {name}=\"");
    Some(tag.split_once(&start)?.1.split_once('"')?.0)
}

/// The tags of a page that begin so.
fn tags<'a>(body: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("<{name} ");
    body.split(&start).skip(1).filter_map(|rest| Some(rest.split_once('>')?.0)).collect::<Vec<_>>()
}

/// Unit, amount and address of every number of a page that leads somewhere.
fn numbers(page: &Page) -> Vec<(String, i64, String)> {
    let links = page.body.split("<a ").skip(1).filter_map(|rest| Some(rest.split_once('>')?.0));
    links
        .filter_map(|tag| {
            let tag = format!(" {tag}");
            let unit = attribute(&tag, "data-unit")?.to_owned();
            let n = attribute(&tag, "data-n")?.parse().unwrap();
            Some((unit, n, attribute(&tag, "href")?.replace("&amp;", "&").replace("&#38;", "&")))
        })
        .collect()
}

/// What a list says all its rows come to.
fn totals(page: &Page) -> BTreeMap<String, i64> {
    let spans = page.body.split("<span ").skip(1).filter_map(|rest| Some(rest.split_once('>')?.0));
    spans
        .filter_map(|tag| {
            let tag = format!(" {tag}");
            let n = attribute(&tag, "data-n")?.parse().unwrap();
            Some((attribute(&tag, "data-unit")?.to_owned(), n))
        })
        .collect()
}

/// The rows of a list through all its pages.
async fn rows(browser: &Browser, first: Page) -> i64 {
    let (mut page, mut number) = (first, 0);
    loop {
        let body = page.body.split_once("<table id=\"rows\"").map_or("", |(_, table)| table);
        number += i64::try_from(body.matches("<th scope=\"row\"").count()).unwrap();
        let Some(next) = tags(&page.body, "a rel=\"next\"").first().map(|tag| format!(" {tag}"))
        else {
            return number;
        };
        let href = attribute(&next, "href").unwrap().replace("&amp;", "&").replace("&#38;", "&");
        page = browser.open(&href).await;
    }
}

#[tokio::test]
async fn every_number_leads_to_the_rows_it_counts() {
    let works = works().await;
    let mut followed = 0;
    for path in [works.base.clone(), format!("{}/tasks", works.base)] {
        let page = works.hr.open(&path).await;
        for (unit, n, href) in numbers(&page) {
            let list = works.hr.open(&href).await;
            let totals = totals(&list);
            assert_eq!(totals.get(&unit), Some(&n), "{unit} of {href}: {totals:?}");
            // The first unit of a list is what its rows are.
            let each = ["parts", "certificates", "count-questions", "people"]
                .into_iter()
                .find_map(|u| totals.get(u));
            let each = *each.unwrap();
            assert_eq!(rows(&works.hr, list).await, each, "rows of {href}");
            followed += 1;
        }
    }
    assert!(followed > 100, "only {followed} numbers lead somewhere");
}

/// What is drawn: of each row and series the minutes that are written on it, and how long it is in
/// hundredths of a unit.
type Drawn = BTreeMap<(usize, String), (i64, i64)>;

fn drawn(drawing: &str, along: &str) -> Drawn {
    let mut found = Drawn::new();
    for series in ["followed", "planned"] {
        for tag in tags(drawing, &format!("rect class=\"chart-{series}\"")) {
            let tag = format!(" {tag}");
            let row = attribute(&tag, "data-row").unwrap().parse().unwrap();
            let n = attribute(&tag, "data-n").unwrap().parse().unwrap();
            let long: f64 = attribute(&tag, along).unwrap().trim_end_matches('%').parse().unwrap();
            assert_eq!(attribute(&tag, "data-unit"), Some(series));
            #[expect(clippy::cast_possible_truncation, reason = "a length in a drawing")]
            found.insert((row, series.to_owned()), (n, (long * 100.0).round() as i64));
        }
    }
    found
}

/// What the numbers of a table say of followed and planned hours, in rows.
fn told(table: &str) -> BTreeMap<(usize, String), i64> {
    let body = table.split_once("<tbody>").unwrap().1;
    let mut told = BTreeMap::new();
    for (row, text) in body.split("<tr>").skip(1).enumerate() {
        let cells = text.split_once("</th>").unwrap().1;
        for unit in ["followed", "planned"] {
            let mark = format!("data-unit=\"{unit}\" data-n=\"");
            let Some((_, at)) = cells.split_once(&mark) else { continue };
            let n: i64 = at.split_once('"').unwrap().0.parse().unwrap();
            if n != 0 {
                told.insert((row, unit.to_owned()), n);
            }
        }
    }
    told
}

/// Compares a drawing with its table: the same amounts in the same rows, and each as long against
/// the longest row as its amount is. What differs is told.
fn compared(id: &str, drawn: &Drawn, told: &BTreeMap<(usize, String), i64>) -> Result<(), String> {
    let written: BTreeMap<_, _> = drawn.iter().map(|(key, (n, _))| (key.clone(), *n)).collect();
    if written != *told {
        return Err(format!("{id}: drawn {written:?}, told {told:?}"));
    }
    // The length of a minute, from the longest piece.
    let Some((most, long)) = drawn.values().max().copied() else { return Ok(()) };
    for (key, (n, length)) in drawn {
        let wanted = n * long / most;
        // A unit of the drawing is a hundred; what is very short is drawn as one unit.
        if (length - wanted).abs() > 100 && *length != 100 {
            return Err(format!("{id} {key:?}: {length} long, {wanted} wanted"));
        }
    }
    Ok(())
}

/// The charts of a page with their tables: id, drawing, table, and along what lengths run.
fn charts(page: &Page) -> Vec<(String, String, String, &'static str)> {
    let mut found = Vec::new();
    for chart in page.body.split("data-chart=\"").skip(1) {
        let (id, rest) = chart.split_once('"').unwrap();
        let (drawing, rest) = rest.split_once("</svg>").unwrap();
        let (_, table) = rest.split_once(&format!("<table id=\"{id}\"")).unwrap();
        let table = table.split_once("</table>").unwrap().0;
        found.push((id.to_owned(), drawing.to_owned(), table.to_owned(), "height"));
    }
    for table in page.body.split("<table id=\"").skip(1) {
        let (id, rest) = table.split_once('"').unwrap();
        if rest.starts_with(" data-bars") {
            let table = rest.split_once("</table>").unwrap().0;
            found.push((id.to_owned(), table.to_owned(), table.to_owned(), "width"));
        }
    }
    found
}

#[tokio::test]
async fn every_chart_says_what_the_table_beside_it_says() {
    let works = works().await;
    let page = works.hr.open(&works.base).await;
    let charts = charts(&page);
    for (id, drawing, table, along) in &charts {
        let (drawn, told) = (drawn(drawing, along), told(table));
        assert!(!drawn.is_empty(), "{id} is empty");
        compared(id, &drawn, &told).unwrap();
        // The comparison can fail: a number that was changed, a bar that is too long.
        let mut wrong = told.clone();
        *wrong.values_mut().next().unwrap() += 1;
        assert!(compared(id, &drawn, &wrong).is_err(), "{id}: another number was not noticed");
        let mut long = drawn.clone();
        let shortest = long.values_mut().min().unwrap();
        shortest.1 += 301;
        let alone = drawn.len() == 1;
        assert!(alone || compared(id, &long, &told).is_err(), "{id}: a bar was not noticed");
    }
    let ids: Vec<_> = charts.iter().map(|(id, ..)| id.as_str()).collect();
    let expected = [
        "months",
        "fields",
        "kinds",
        "counting",
        "team",
        "team-more",
        "committee",
        "gender",
        "age",
    ];
    assert_eq!(ids, expected);
    assert!(page.body.contains("<details><summary>3 more"), "the other teams open");
}

#[tokio::test]
async fn every_list_goes_into_a_file_with_all_its_rows() {
    let works = works().await;
    for (path, rows) in [
        ("figures/people?year=2026", 56),
        ("figures/people?year=2026&group=nothing&sort=most", 16),
        ("figures/trainings?year=2026", 40),
        ("figures/trainings?year=2026&status=planned&field=%3D06", 10),
        ("figures/certificates?within=week", 4),
        ("figures/incomplete", 0),
    ] {
        let list = works.hr.open(&format!("{}/{path}", works.base)).await;
        let links: Vec<_> = tags(&list.body, "a class=\"button button-quiet button-small\"")
            .iter()
            .map(|tag| attribute(&format!(" {tag}"), "href").unwrap().replace("&amp;", "&"))
            .map(|href| href.replace("&#38;", "&"))
            .collect();
        assert_eq!(links.len(), if rows == 0 { 0 } else { 2 }, "{path}: {links:?}");
        for href in links {
            let file = works.hr.get(&href).await;
            assert_eq!(file.status, StatusCode::OK, "{href}");
            if href.contains("form=csv") {
                let lines = file.body.trim_end().lines().count();
                assert_eq!(lines, rows + 1, "{href}: {}", file.body);
            } else {
                let media = file.headers.get("content-type").unwrap().to_str().unwrap();
                assert!(media.contains("spreadsheetml"), "{href}: {media}");
            }
        }
    }
    let unknown = works.hr.get(&format!("{}/figures/nothing/export", works.base)).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_task_is_noted_as_done_and_taken_back() {
    let works = works().await;
    let tasks = format!("{}/tasks", works.base);
    let path = format!("{tasks}/settle");
    let page = works.hr.open(&tasks).await;
    assert!(page.body.contains("/tasks/settle?task=plan-2027"), "{}", page.body);
    let form = works.hr.open(&format!("{path}?task=plan-2027")).await;
    let early = [("task", "plan-2027"), ("on", "2027-03-01"), ("step", "save")];
    let refused = works.hr.submit(&form, &path, &early).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = [("task", "plan-2027"), ("on", "2026-11-20"), ("step", "save")];
    let sent = works.hr.submit(&form, &path, &done).await;
    let page = works.hr.open(sent.location()).await;
    let (open, noted) = page.body.split_once("id=\"done-before\"").unwrap();
    assert!(!open.contains("Make the training plan of 2027"), "it is gone from the list");
    assert!(noted.contains("Make the training plan of 2027"), "and stands below it");
    let form = works.hr.open(&format!("{path}?task=plan-2027")).await;
    let back = [("task", "plan-2027"), ("step", "back")];
    let sent = works.hr.submit(&form, &path, &back).await;
    let page = works.hr.open(sent.location()).await;
    assert!(!page.body.contains("id=\"done-before\""), "{}", page.body);
    let lost = works.hr.get(&format!("{path}?task=other")).await;
    assert_eq!(lost.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_tasks_of_all_employers_stand_in_one_list() {
    let works = works().await;
    let alone = works.hr.open("/register/tasks").await;
    assert!(alone.body.contains("Of one employer"), "{}", alone.body);
    works.house.employer(2, &ssin(HR)).await;
    let both = works.hr.open("/register/tasks").await;
    assert!(both.body.contains("Of 2 employers"), "{}", both.body);
    for (_, _, href) in numbers(&both) {
        works.hr.open(&href).await;
    }
    let choose = works.hr.open("/register").await;
    assert!(choose.body.contains("/register/tasks"), "{}", choose.body);
}

#[tokio::test]
async fn the_pages_are_there_in_four_languages() {
    let works = works().await;
    let paths = [
        "",
        "?year=2025",
        "/tasks",
        "/tasks/digest",
        "/tasks/settle?task=quarter-2026Q3",
        "/tasks/outbox",
        "/reports/plan?year=2026",
        "/figures/people?group=uninformed",
        "/figures/people?group=nothing&age=%3D&sort=least",
        "/figures/people?group=what&team=%3DNobody%20here&gender=%3Dq",
        "/figures/trainings?status=planned&month=10-12&over=1&field=%3D10",
        "/figures/trainings?month=99&kind=x&page=7",
        "/figures/certificates?within=month&sort=name",
        "/figures/incomplete",
    ];
    for language in Language::ALL {
        let browser = works.hr.reading(language);
        for path in paths {
            browser.open(&format!("{}{path}", works.base)).await;
        }
    }
    let other = works.house.sign_in(&ssin(310_000), Language::En).await;
    for path in paths {
        let page = other.get(&format!("{}{path}", works.base)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_digest_is_asked_for_written_and_shown() {
    let works = works().await;
    let path = format!("{}/tasks/digest", works.base);
    let form = works.hr.open(&path).await;
    let wrong = [("often", "weekly"), ("address", "nowhere"), ("language", "de")];
    let page = works.hr.submit(&form, &path, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("value=\"nowhere\"") && page.body.contains("address-error"));
    let fields = [("often", "weekly"), ("address", "hr@example.org"), ("language", "de")];
    let page = works.hr.submit(&form, &path, &fields).await;
    let landed = works.hr.open(page.location()).await;
    assert!(landed.body.contains("value=\"hr@example.org\""), "{}", landed.body);
    works.house.tick();
    let url = url::Url::parse("https://fla.example/").unwrap();
    let written = works
        .house
        .app
        .write_digests(&|employer, list, language| {
            fla_web::pages::tasks::letter(&url, employer, list, language)
        })
        .await
        .unwrap();
    assert_eq!(written, 1);
    let outbox = works.hr.open(&format!("{}/tasks/outbox", works.base)).await;
    let link = format!("https://fla.example{}/tasks", works.base);
    assert!(outbox.body.contains(&link), "{}", outbox.body);
    assert!(outbox.body.contains("Weiterbildungsansprüche des Jahres 2026 prüfen"), "its language");
    for n in 1..=56 {
        let name = person(n);
        assert!(!outbox.body.contains(&format!("{} ", name.family_name)), "no names");
    }
    let reader = ssin(320_000);
    let id = works.base.rsplit('/').next().unwrap().parse().unwrap();
    works.house.give(id, &reader, Role::Reader).await;
    let reader = works.house.sign_in(&reader, Language::Fr).await;
    let tasks = reader.open(&format!("{}/tasks", works.base)).await;
    assert!(!tasks.body.contains("/act/verify"), "a reader is offered no act");
}
