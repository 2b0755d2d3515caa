//! Own trainings and diplomas: the list, one of them with its evidence, withdrawing one.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{OwnCommand, RecordHistory, RecordView};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::certificate::Validity;
use fla_domain::ids::OwnRecordId;
use jiff::civil::Date;
use serde::Deserialize;

use super::sharing::{Shown, others, shown_to};
use super::{Place, below, standing_of, tabs};
use crate::form::{Head, Posted, Stop, done, faults, see, status_of};
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::pages::evidence::{self, Piece, Sure};
use crate::pages::register::{Visit, id};
use crate::view::{Empty, ErrorSummary, Notice, Tabs, Tag, Tone, Upload};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// A record in the list.
struct Line {
    href: String,
    title: String,
    kind: String,
    when: String,
    provider: String,
    files: usize,
    validity: Option<Tag>,
    standing: Tag,
}

#[derive(Template)]
#[template(path = "pages/own_records.html")]
struct Records {
    t: T,
    pages: Tabs,
    notice: Option<Notice>,
    lines: Vec<Line>,
    empty: Empty,
}

/// Whether something that runs out is still valid, as a tag; `None` where it does not run out.
pub(super) fn validity(t: T, until: Option<Date>, today: Date) -> Option<Tag> {
    let until = until?;
    Some(match Validity::on(true, Some(until), today) {
        Validity::Expired(day) => Tag::new(Tone::Bad, t.one("own-expired", "date", t.date(day))),
        _ => Tag::new(Tone::Good, t.one("own-valid-until-day", "date", t.date(until))),
    })
}

fn when(t: T, view: &RecordView) -> String {
    let details = &view.record.details;
    if details.start == details.end {
        t.date(details.start)
    } else {
        t.period(details.start, Some(details.end))
    }
}

pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let today = visit.app.today();
    let found = visit.app.own_records(&visit.someone.person).await?;
    let line = |view: &RecordView| Line {
        href: format!("/account/records/{}", view.record.id),
        title: view.record.details.title.clone(),
        kind: t.get(&format!("own-kind-{}", view.record.details.kind.code())).into_owned(),
        when: when(t, view),
        provider: view.record.details.provider.clone().unwrap_or_default(),
        files: view.files.len(),
        validity: validity(t, view.record.details.valid_until, today),
        standing: standing_of(t, view),
    };
    let body = Records {
        t,
        pages: tabs(t, Place::Records),
        notice: done(t, &asked.done),
        lines: found.iter().map(line).collect(),
        empty: Empty {
            title: t.get("own-records-none").into_owned(),
            text: t.get("own-records-none-text").into_owned(),
            action: Some(("/account/records/new".to_owned(), t.get("own-record-add").into_owned())),
        },
    };
    let page = Page::new(visit.viewer, t.get("own-records"), body).section(Section::Account);
    Ok(page.into_response())
}

#[derive(Template)]
#[template(path = "pages/own_record.html")]
struct Record {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    title: String,
    standing: Tag,
    /// Where the copy is from which it was taken.
    copy: Option<String>,
    validity: Option<Tag>,
    facts: Vec<(String, String)>,
    files: Vec<Piece>,
    shared: Vec<Shown>,
    /// Employers to whom it can be shown: address and name.
    others: Vec<(String, String)>,
    head: Head,
    here: String,
    upload: Upload,
    history: Vec<(String, String)>,
}

/// What is known of a record, in words.
pub(super) fn facts(t: T, view: &RecordView) -> Vec<(String, String)> {
    let details = &view.record.details;
    let field = details.field.map(|f| t.get(&format!("own-field-{}", f.code())).into_owned());
    [
        ("own-kind", Some(t.get(&format!("own-kind-{}", details.kind.code())).into_owned())),
        ("own-when", Some(when(t, view))),
        ("own-provider", details.provider.clone()),
        ("own-duration", details.minutes.map(|m| t.hours(m))),
        ("own-field", field),
        ("own-valid-until", details.valid_until.map(|day| t.date(day))),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((t.get(key).into_owned(), value?)))
    .collect()
}

pub async fn show(
    visit: Visit,
    Path(record): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    page(&visit, id(&record)?, done(visit.viewer.t, &asked.done), &[], "").await
}

/// The page of a record, with what is wrong with the evidence that was sent.
pub(super) async fn page(
    visit: &Visit,
    id: OwnRecordId,
    notice: Option<Notice>,
    found: &[Anomaly],
    key: &str,
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let RecordHistory { view, changes } = visit.app.own_record(&visit.someone.person, id).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let title = view.record.details.title.clone();
    let piece = |file| Piece::new(t, file, format!("/account/files/{}", file.id), true);
    let body = Record {
        t,
        notice,
        title: title.clone(),
        standing: standing_of(t, &view),
        copy: view.record.copy.map(|id| format!("/account/copies/{id}")),
        validity: validity(t, view.record.details.valid_until, visit.app.today()),
        facts: facts(t, &view),
        files: view.files.iter().map(piece).collect(),
        shared: shown_to(t, &view),
        others: others(visit, &view).await?,
        head: Head::of_someone(&visit.app, &visit.someone).again(key),
        here: format!("/account/records/{id}"),
        upload: evidence::question(t, &errors),
        history: changes
            .iter()
            .rev()
            .map(|(kind, at)| (t.moment(*at), t.get(&format!("own-did-{kind}")).into_owned()))
            .collect(),
        errors,
    };
    let over = vec![("/account/records", t.get("own-records").into_owned())];
    Ok(below(visit, title, over, body).status(status_of(found)).into_response())
}

pub async fn ask(visit: Visit, Path(record): Path<String>) -> Result<Response, Stop> {
    sure(&visit, id(&record)?, &Posted::default(), &[]).await
}

pub async fn withdraw(
    visit: Visit,
    Path(record): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let record: OwnRecordId = id(&record)?;
    let Ok(version) = posted.text("known").parse() else {
        let fault = Anomaly::new(Zone::Version, Fault::Invalid);
        return sure(&visit, record, &posted, &[fault]).await;
    };
    let command = OwnCommand::WithdrawRecord { record, version };
    let person = &visit.someone.person;
    match visit.app.submit_own(person, &command, &posted.key()?).await {
        Ok(_) => Ok(see("/account/records?done=own-withdrawn")),
        Err(refused) => sure(&visit, record, &posted, &faults(refused)?).await,
    }
}

async fn sure(
    visit: &Visit,
    id: OwnRecordId,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let RecordHistory { view, .. } = visit.app.own_record(&visit.someone.person, id).await?;
    let here = format!("/account/records/{id}");
    let mut facts = vec![(t.get("own-name").into_owned(), view.record.details.title.clone())];
    facts.extend(self::facts(t, &view));
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        errors.add_anomaly("", fault);
    }
    let body = Sure {
        t,
        title: t.get("own-record-withdraw").into_owned(),
        text: t.get("own-record-withdraw-text").into_owned(),
        facts,
        errors,
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        action: format!("{here}/withdraw"),
        button: t.get("own-record-withdraw").into_owned(),
        leave: here,
        known: view.record.version.to_string(),
    };
    let over = vec![("/account/records", t.get("own-records").into_owned())];
    let title = t.get("own-record-withdraw");
    Ok(below(visit, title, over, body).status(status_of(found)).into_response())
}
