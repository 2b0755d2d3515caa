//! Lists out that are read and not brought in again: certificates, and questions of employees.

use axum::http::StatusCode;
use axum::response::Response;
use fla_app::{HolderView, QUESTIONS};
use fla_domain::certificate::Validity;
use fla_sheets::write::{self, Kind, Value};
use jiff::civil::Date;

use super::download::file;
use crate::acting::Acting;
use crate::address;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::disputes::subject;

/// Who holds a certificate or training of a name on a day; without a name, which there are.
pub async fn certificates(
    acting: &Acting,
    title: &str,
    day: Date,
    kind: Kind,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    if title.is_empty() || address::holds_ssin(title) {
        let kinds = acting.app.certificate_titles(&acting.caller, day).await?;
        let titles = ["training-title", "certificate-valid", "certificate-all"];
        let rows = kinds.into_iter().map(|kind| {
            vec![Value::Text(kind.title), Value::Whole(kind.valid), Value::Whole(kind.people)]
        });
        return written(acting, "certificates", &titles, rows.collect(), kind).await;
    }
    let titles = [
        "training-name",
        "person-team",
        "training-title",
        "training-certificate",
        "own-valid-until",
        "certificate-followed",
        "certificate-gone",
    ];
    let holders = acting.app.holders(&acting.caller, title, day).await?;
    let rows = holders.iter().map(|holder| of_holder(t, title, holder)).collect();
    written(acting, "certificates", &titles, rows, kind).await
}

fn of_holder(t: T, title: &str, holder: &HolderView) -> Vec<Value> {
    let (state, until) = match holder.validity {
        Validity::None => (t.get("certificate-none").into_owned(), None),
        Validity::NoEnd => (t.get("certificate-no-end").into_owned(), None),
        Validity::Expired(day) => (t.one("own-expired", "date", t.date(day)), Some(day)),
        Validity::Until(day) => (t.one("own-valid-until-day", "date", t.date(day)), Some(day)),
    };
    vec![
        Value::Text(holder.name.clone()),
        Value::text(holder.team.as_deref()),
        Value::Text(title.to_owned()),
        Value::Text(state),
        Value::day(until),
        Value::Day(holder.end),
        Value::text((!holder.in_service).then_some("x")),
    ]
}

/// The questions that wait for an answer, or all.
pub async fn disputes(acting: &Acting, all: bool, kind: Kind) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let titles = [
        "question-who",
        "question-about",
        "question-asked",
        "question-due",
        "account-state",
        "question-late",
    ];
    let found = acting.app.disputes(&acting.caller, all, None, QUESTIONS).await?.items;
    let rows = found.iter().map(|view| {
        let state = t.get(&format!("question-state-{}", view.dispute.state.code()));
        vec![
            Value::Text(view.name.clone()),
            Value::Text(subject(t, view)),
            Value::Day(view.dispute.opened_at.date_in_brussels()),
            Value::Day(view.dispute.due),
            Value::Text(state.into_owned()),
            Value::text(view.late.then_some("x")),
        ]
    });
    written(acting, "disputes", &titles, rows.collect(), kind).await
}

async fn written(
    acting: &Acting,
    name: &str,
    titles: &[&str],
    rows: Vec<Vec<Value>>,
    kind: Kind,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let titles: Vec<String> = titles.iter().map(|key| t.get(key).into_owned()).collect();
    let bytes = tokio::task::spawn_blocking(move || {
        write::write(kind, &titles, rows, &std::env::temp_dir())
    })
    .await
    .map_err(|_| Stop::from(StatusCode::INTERNAL_SERVER_ERROR))?
    .map_err(|_| Stop::from(StatusCode::SERVICE_UNAVAILABLE))?;
    Ok(file(&format!("{name}-{}", acting.app.today()), kind, bytes))
}
