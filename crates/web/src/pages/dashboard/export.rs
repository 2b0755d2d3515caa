//! The lists behind the figures as files: every row of the list as it is filtered.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use fla_app::{CertificatePage, IncompletePage, Named, PartRow, PersonRow, Within};
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_sheets::write::Value;

use super::asked::Asked;
use super::parts::kind_words;
use super::{certificates, parts, people};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::table_file;

/// Titles and rows of a file.
type Table = (Vec<String>, Vec<Vec<Value>>);

pub async fn show(
    acting: Acting,
    Path((_, list)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let today = acting.app.today();
    let (app, caller) = (&acting.app, &acting.caller);
    let (titles, rows) = match list.as_str() {
        "people" => {
            let query = people::query(&asked, today.year());
            let found = app.all_people_behind(caller, &query).await?;
            of_people(t, query.year, &found.rows)
        }
        "trainings" => {
            let found = app.all_parts_behind(caller, &parts::query(&asked, today)).await?;
            of_parts(t, &found.rows)
        }
        "certificates" => {
            let within = Within::from_code(&asked.within).unwrap_or(Within::Week);
            let by_name = asked.sort == "name";
            of_certificates(t, &app.all_certificates_behind(caller, within, by_name).await?)
        }
        "incomplete" => of_incomplete(t, &app.all_incomplete_people(caller).await?),
        _ => return Err(StatusCode::NOT_FOUND.into()),
    };
    table_file::answer(&format!("{list}-{today}"), &asked.form, titles, rows).await
}

fn titles(t: T, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| t.get(key).into_owned()).collect()
}

fn minutes(minutes: Minutes) -> Value {
    Value::Minutes(minutes.0)
}

fn of_people(t: T, year: Year, rows: &[Named<PersonRow>]) -> Table {
    let mut heads = titles(t, &["employees-name", "employees-team", "dashboard-by-committee"]);
    for key in [
        "account-granted",
        "account-carried",
        "dashboard-debited",
        "dashboard-reserved",
        "account-left",
        "dashboard-followed",
        "dashboard-planned",
    ] {
        heads.push(format!("{} {year}", t.get(key)));
    }
    let row = |person: &Named<PersonRow>| {
        let (row, sums) = (&person.row, &person.row.sums);
        let credit = &sums.credit;
        vec![
            Value::Text(person.name.clone()),
            Value::text(row.team.as_deref()),
            Value::text(row.committee.as_deref()),
            minutes(credit.granted()),
            minutes(credit.carried_in),
            minutes(credit.debited),
            minutes(credit.planned),
            minutes(credit.left()),
            minutes(sums.followed_minutes),
            minutes(sums.planned_minutes),
        ]
    };
    (heads, rows.iter().map(row).collect())
}

fn of_parts(t: T, rows: &[Named<PartRow>]) -> Table {
    let heads = titles(
        t,
        &[
            "training-title",
            "training-start",
            "training-end",
            "employees-name",
            "employees-team",
            "training-status",
            "training-kind",
            "training-field",
            "training-duration",
        ],
    );
    let row = |part: &Named<PartRow>| {
        let row = &part.row;
        let status = t.get(&format!("training-status-{}", row.status.code()));
        vec![
            Value::Text(row.title.clone()),
            Value::Day(row.start),
            Value::Day(row.end),
            Value::Text(part.name.clone()),
            Value::text(row.team.as_deref()),
            Value::Text(status.into_owned()),
            Value::text(row.kind.map(|k| kind_words(t, k.code())).as_deref()),
            Value::text(row.field.map(|f: FieldOfEducation| f.label(t.language())).as_deref()),
            minutes(row.minutes),
        ]
    };
    (heads, rows.iter().map(row).collect())
}

fn of_certificates(t: T, found: &CertificatePage) -> Table {
    let heads =
        titles(t, &["employees-name", "employees-team", "training-title", "dashboard-valid-until"]);
    let row = |one: &Named<fla_app::CertificateRow>| {
        vec![
            Value::Text(one.name.clone()),
            Value::text(one.row.team.as_deref()),
            Value::Text(one.row.title.clone()),
            Value::Day(one.row.valid_until),
        ]
    };
    (heads, found.rows.iter().map(row).collect())
}

fn of_incomplete(t: T, found: &IncompletePage) -> Table {
    let heads = titles(
        t,
        &["employees-name", "employees-team", "dashboard-since", "dashboard-missing", "tasks-due"],
    );
    let rows = found.rows.iter().map(|(one, due)| {
        vec![
            Value::Text(one.name.clone()),
            Value::text(one.row.team.as_deref()),
            Value::Day(one.row.first),
            Value::Text(certificates::missing(t, &one.row)),
            Value::Day(*due),
        ]
    });
    (heads, rows.collect())
}
