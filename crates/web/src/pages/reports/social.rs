//! The training tables of the social balance sheet.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, PaperCommand, SocialBalance};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::paper::{Cost, Gender, Heading};
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_sheets::write::Value;

use super::{Asked, files, way, years};
use crate::acting::Acting;
use crate::form::{Head, Posted, Stop, done, faults, hundredths, see, status_of};
use crate::i18n::T;
use crate::pages::paper::year_of;
use crate::pages::register::{Place, page};
use crate::pages::table_file;
use crate::view::{Choice, Choosable, ErrorSummary, Field, Notice, Tabs};

/// A cell: what it says, and the item of the model accounts it is.
struct Cell {
    label: String,
    value: String,
    number: Value,
    item: Option<u16>,
    code: String,
}

struct Line {
    label: String,
    cells: Vec<Cell>,
    /// Whether it is a part of the line above.
    part: bool,
}

struct Block {
    id: &'static str,
    title: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "pages/report_social.html")]
struct Page {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    year: Year,
    years: Tabs,
    files: Vec<(String, String)>,
    columns: Vec<String>,
    blocks: Vec<Block>,
    how: Vec<String>,
    kinds: Vec<(String, String)>,
    genders: Vec<(String, String)>,
    cost: Option<CostForm>,
}

struct CostForm {
    head: Head,
    action: String,
    column: Choice,
    fields: [Field; 3],
}

const COLUMNS: [Option<Gender>; 3] = [Some(Gender::Men), Some(Gender::Women), None];

pub(super) async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let year = asked.year(&acting);
    let notice = done(acting.viewer.t, &asked.done);
    render(&acting, year, &Posted::default(), &[], notice).await
}

async fn render(
    acting: &Acting,
    year: Year,
    posted: &Posted,
    found: &[Anomaly],
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let report = acting.app.social_balance(&acting.caller, year).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let may = acting.caller.may(Action::ManageSettings);
    let kinds = report.without_kind.iter();
    let genders = report.without_gender.iter();
    let body = Page {
        t,
        notice,
        year,
        years: years(acting, "social-balance", year),
        files: files(acting, "social-balance", &format!("year={year}")),
        columns: columns(t, &report),
        blocks: blocks(t, &report),
        how: how(t, &report),
        kinds: kinds.map(|(id, title)| (format!("{base}/trainings/{id}"), title.clone())).collect(),
        genders: genders
            .map(|(id, name)| (format!("{base}/employees/{id}"), name.clone()))
            .collect(),
        cost: may.then(|| cost_form(acting, posted, found, &errors, year)),
        errors,
    };
    let page = page(acting, Place::Reports, t.get("report-social"), body);
    Ok(page.crumbs(way(acting)).status(status_of(found)).into_response())
}

/// The column of those whose gender is not known is only there where there are such people.
fn shown(report: &SocialBalance) -> impl Iterator<Item = Option<Gender>> {
    let unknown = report.amounts.iter().any(|((_, gender), _)| gender.is_none());
    COLUMNS.into_iter().filter(move |gender| gender.is_some() || unknown)
}

fn columns(t: T, report: &SocialBalance) -> Vec<String> {
    shown(report)
        .map(|gender| match gender {
            Some(gender) => t.get(&format!("report-{}", gender.code())).into_owned(),
            None => t.get("report-gender-unknown").into_owned(),
        })
        .collect()
}

fn blocks(t: T, report: &SocialBalance) -> Vec<Block> {
    let mut headings: Vec<Option<Heading>> = Heading::ALL.iter().copied().map(Some).collect();
    if report.amounts.keys().any(|(heading, _)| heading.is_none()) {
        headings.push(None);
    }
    headings.into_iter().map(|heading| block(t, report, heading)).collect()
}

/// A number of a table in both forms: as it is read, and as a file holds it.
struct Told {
    value: String,
    number: Value,
}

fn block(t: T, report: &SocialBalance, heading: Option<Heading>) -> Block {
    let unknown = || Told { value: t.get("report-unknown").into_owned(), number: Value::Empty };
    let told = heading != Some(Heading::Initial);
    let line = |key: &str, told: &dyn Fn(Option<Gender>) -> Told, item: &ItemOf<'_>| Line {
        label: t.get(key).into_owned(),
        part: key.starts_with("report-of-which"),
        cells: shown(report)
            .zip(columns(t, report))
            .map(|(gender, label)| {
                let Told { value, number } = told(gender);
                let item = heading.zip(gender).map(|(h, g)| item(h, g));
                let code = item.map(|code| t.one("report-code", "code", code.to_string()));
                Cell { label, value, number, item, code: code.unwrap_or_default() }
            })
            .collect(),
    };
    let people = |gender| {
        let people = report.of(heading, gender).people;
        let number = Value::Whole(i64::try_from(people).unwrap_or(i64::MAX));
        if told { Told { value: t.number(people), number } } else { unknown() }
    };
    let hours = |gender| {
        let minutes = report.of(heading, gender).minutes;
        let number = Value::Hundredths(hundredths_of_hours(minutes));
        if told { Told { value: decimal(t, minutes), number } } else { unknown() }
    };
    let amount = |gender: Option<Gender>, of: fn(&Cost) -> i64| {
        let entered = heading.zip(gender).and_then(|column| report.costs.get(&column)).map(of);
        entered.map_or_else(unknown, |cents| Told {
            value: t.hundredths(cents),
            number: Value::Hundredths(cents),
        })
    };
    let mut lines = vec![
        line("report-people", &people, &Heading::people_item),
        line("report-hours", &hours, &Heading::hours_item),
        line("report-cost", &|gender| amount(gender, Cost::net), &Heading::cost_item),
    ];
    if heading == Some(Heading::Formal) {
        let parts: [CostPart; 3] = [
            ("gross", |cost| cost.gross),
            ("contributions", |cost| cost.contributions),
            ("subsidies", |cost| cost.subsidies),
        ];
        for (part, (name, of)) in (1..).zip(parts) {
            let item = |h: Heading, g: Gender| h.cost_item(g) * 10 + part;
            let key = format!("report-of-which-{name}");
            lines.push(line(&key, &|gender| amount(gender, of), &item));
        }
    }
    Block {
        id: heading.map_or("unknown", Heading::code),
        title: match heading {
            Some(heading) => t.get(&format!("report-heading-{}", heading.code())).into_owned(),
            None => t.get("report-heading-unknown").into_owned(),
        },
        lines,
    }
}

/// A part of a cost by its name.
type CostPart = (&'static str, fn(&Cost) -> i64);

/// Which item of the model accounts a figure is.
type ItemOf<'a> = dyn Fn(Heading, Gender) -> u16 + 'a;

/// Hours as the model accounts want them, to two decimals, rounded half up.
fn decimal(t: T, minutes: Minutes) -> String {
    t.hundredths(hundredths_of_hours(minutes))
}

fn hundredths_of_hours(minutes: Minutes) -> i64 {
    (minutes.0 * 100 * 2 + 60) / 120
}

fn how(t: T, report: &SocialBalance) -> Vec<String> {
    let year = report.year.to_string();
    let mut how = vec![
        t.one("report-year-note", "year", year.clone()),
        t.one("report-how-people", "year", year),
        t.one("report-how-hours", "leave", t.hours(report.leave)),
    ];
    if report.outside.people > 0 {
        how.push(t.one("report-how-outside", "hours", t.hours(report.outside.minutes)));
    }
    how.push(t.get("report-how-cost").into_owned());
    how.push(t.get("report-how-initial").into_owned());
    how
}

fn cost_form(
    acting: &Acting,
    posted: &Posted,
    found: &[Anomaly],
    errors: &ErrorSummary,
    year: Year,
) -> CostForm {
    let t = acting.viewer.t;
    let options = Heading::ALL.iter().flat_map(|heading| {
        Gender::ALL.iter().map(move |gender| {
            let value = format!("{}-{}", heading.code(), gender.code());
            let label = format!(
                "{} – {}",
                t.get(&format!("report-heading-{}", heading.code())),
                t.get(&format!("report-{}", gender.code()))
            );
            Choosable::new(&value, label, posted.text("column"))
        })
    });
    let field = |name: &str| {
        Field::number(name, t.get(&format!("report-cost-{name}")))
            .value(posted.text(name))
            .error(errors.of(name))
            .suffix("€")
    };
    CostForm {
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{}/reports/cost?year={year}", acting.base()),
        column: Choice::one("column", t.get("report-cost-for"), options.collect())
            .error(errors.of("column")),
        fields: ["gross", "contributions", "subsidies"].map(field),
    }
}

/// Takes an amount in euro to cents; nothing where it is empty.
fn amount(posted: &Posted, name: &str, found: &mut Vec<Anomaly>) -> Option<i64> {
    let text = posted.text(name);
    if text.is_empty() {
        return None;
    }
    let cents = hundredths(text).filter(|cents| *cents >= 0);
    if cents.is_none() {
        found.push(Anomaly::new(Zone::Text, Fault::Invalid).at(name));
    }
    cents
}

pub(super) async fn cost(
    acting: Acting,
    Query(asked): Query<Asked>,
    posted: Posted,
) -> Result<Response, Stop> {
    let year = year_of(&asked.year, acting.app.today().year());
    let mut found = Vec::new();
    let column = posted.text("column").split_once('-').and_then(|(heading, gender)| {
        Some((Heading::from_code(heading)?, Gender::from_code(gender)?))
    });
    if column.is_none() {
        found.push(Anomaly::new(Zone::Text, Fault::Missing).at("column"));
    }
    let amounts =
        ["gross", "contributions", "subsidies"].map(|name| amount(&posted, name, &mut found));
    if let (Some((heading, gender)), true) = (column, found.is_empty()) {
        let [gross, contributions, subsidies] = amounts;
        let cost = amounts.iter().any(Option::is_some).then(|| Cost {
            gross: gross.unwrap_or(0),
            contributions: contributions.unwrap_or(0),
            subsidies: subsidies.unwrap_or(0),
        });
        let command =
            Command::Papers(PaperCommand::SetTrainingCost { year, heading, gender, cost });
        match acting.app.submit(&acting.caller, &command, &posted.key()?, None).await {
            Ok(_) => {
                let base = acting.base();
                let back = format!("{base}/reports/social-balance?year={year}&done=cost-saved");
                return Ok(see(&back));
            }
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    render(&acting, year, &posted, &found, None).await
}

/// The tables as a file: an item a row, with its code and number in each column.
pub(super) async fn export(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let year = asked.year(&acting);
    let report = acting.app.social_balance(&acting.caller, year).await?;
    let mut titles = vec![t.get("report-table").into_owned(), t.get("report-what").into_owned()];
    for column in columns(t, &report) {
        titles.push(format!("{column} – {}", t.get("report-item")));
        titles.push(column);
    }
    let mut rows = Vec::new();
    for block in blocks(t, &report) {
        for line in block.lines {
            let mut row = vec![Value::Text(block.title.clone()), Value::Text(line.label)];
            for cell in line.cells {
                row.push(cell.item.map_or(Value::Empty, |item| Value::Text(item.to_string())));
                row.push(cell.number);
            }
            rows.push(row);
        }
    }
    table_file::answer(&format!("social-balance-{year}"), &asked.form, titles, rows).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_rounded_once() {
        for (minutes, expected) in [(0, 0), (60, 100), (1, 2), (90, 150), (100, 167), (1459, 2432)]
        {
            assert_eq!(hundredths_of_hours(Minutes(minutes)), expected);
        }
    }
}
