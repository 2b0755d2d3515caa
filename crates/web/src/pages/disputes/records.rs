//! What employees show of what is their own: the list, one of them with its evidence, and what the
//! employer finds of it.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{Command, SharedView};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Zone};
use fla_domain::certificate::Validity;
use fla_domain::ids::{FileId, OwnRecordId};
use fla_domain::own::{RecordDetails, Standing};
use serde::Deserialize;

use super::list::tabs;
use crate::acting::Acting;
use crate::form::{Head, Posted, Reading, Stop, done, faults, see, status_of};
use crate::i18n::T;
use crate::pages::evidence::{self, Piece};
use crate::pages::register::{Place, crumbs, id, page};
use crate::view::{Choice, Choosable, Empty, ErrorSummary, Notice, Tabs, Tag, TextArea, Tone};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

struct Line {
    href: String,
    title: String,
    kind: String,
    who: String,
    account: String,
    since: String,
    validity: Option<Tag>,
    state: Tag,
}

#[derive(Template)]
#[template(path = "pages/shared_records.html")]
struct List {
    t: T,
    tabs: Tabs,
    lines: Vec<Line>,
    empty: Empty,
}

fn base(acting: &Acting) -> String {
    format!("{}/records", acting.base())
}

/// How far the employer says it may be relied on; nothing yet where nobody looked.
pub fn state(t: T, view: &SharedView) -> Tag {
    match view.judgement().map(|j| j.standing) {
        None => Tag::new(Tone::Warning, t.get("shared-state-new")),
        Some(Standing::Copied | Standing::Declared) => {
            Tag::new(Tone::Neutral, t.get("shared-state-declared"))
        }
        Some(Standing::EvidenceSeen) => Tag::new(Tone::Info, t.get("shared-state-evidenceSeen")),
        Some(Standing::Confirmed | Standing::Authentic) => {
            Tag::new(Tone::Good, t.get("shared-state-confirmed"))
        }
    }
}

fn validity(acting: &Acting, details: &RecordDetails) -> Option<Tag> {
    let t = acting.viewer.t;
    let until = details.valid_until?;
    Some(match Validity::on(true, Some(until), acting.app.today()) {
        Validity::Expired(day) => Tag::new(Tone::Bad, t.one("own-expired", "date", t.date(day))),
        _ => Tag::new(Tone::Good, t.one("own-valid-until-day", "date", t.date(until))),
    })
}

fn when(t: T, details: &RecordDetails) -> String {
    if details.start == details.end {
        t.date(details.start)
    } else {
        t.period(details.start, Some(details.end))
    }
}

pub async fn list(acting: Acting) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let found = acting.app.shared_records(&acting.caller, None).await?;
    let line = |view: &SharedView| {
        let details = &view.record.details;
        Line {
            href: format!("{}/{}", base(&acting), view.record.id),
            title: details.title.clone(),
            kind: t.get(&format!("own-kind-{}", details.kind.code())).into_owned(),
            who: view.name.clone(),
            account: format!("{}/employees/{}", acting.base(), view.employee),
            since: t.date(view.since.date_in_brussels()),
            validity: validity(&acting, details),
            state: state(t, view),
        }
    };
    let body = List {
        t,
        tabs: tabs(&acting, super::Tab::Records),
        lines: found.iter().map(line).collect(),
        empty: Empty {
            title: t.get("shared-none").into_owned(),
            text: t.get("shared-none-text").into_owned(),
            action: None,
        },
    };
    Ok(page(&acting, Place::Disputes, t.get("shared-title"), body).into_response())
}

#[derive(Template)]
#[template(path = "pages/shared_record.html")]
struct One {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    title: String,
    state: Tag,
    validity: Option<Tag>,
    who: String,
    account: String,
    facts: Vec<(String, String)>,
    files: Vec<Piece>,
    found: Vec<(String, String)>,
    may: bool,
    head: Head,
    here: String,
    known: String,
    standing: Choice,
    words: TextArea,
}

pub async fn show(
    acting: Acting,
    Path((_, record)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let notice = done(acting.viewer.t, &asked.done);
    render(&acting, id(&record)?, &Posted::default(), &[], notice).await
}

pub async fn judge(
    acting: Acting,
    Path((_, record)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let record: OwnRecordId = id(&record)?;
    if !acting.caller.may(Action::JudgeRecords) {
        return Err(fla_app::Refused::Forbidden(Action::JudgeRecords).into());
    }
    let mut reading = Reading::of(&posted);
    let standing = reading.code("standing", Zone::Status, Standing::from_code);
    let mut found = reading.faults();
    if let Some(standing) = standing {
        let version = posted.text("known").parse().unwrap_or(0);
        let words = posted.text("words").to_owned();
        let command = Command::JudgeRecord { record, version, standing, words };
        match acting.app.submit(&acting.caller, &command, &posted.key()?, None).await {
            Ok(_) => {
                let here = format!("{}/{record}", base(&acting));
                return Ok(see(&format!("{here}?done=shared-judged")));
            }
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    render(&acting, record, &posted, &found, None).await
}

pub async fn give(
    acting: Acting,
    Path((_, record, file)): Path<(String, String, String)>,
) -> Result<Response, Stop> {
    let (record, file): (OwnRecordId, FileId) = (id(&record)?, id(&file)?);
    let content = acting.app.shared_evidence(&acting.caller, record, file).await?;
    Ok(evidence::download(content))
}

async fn render(
    acting: &Acting,
    record: OwnRecordId,
    posted: &Posted,
    found: &[Anomaly],
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let view = acting.app.shared_record(&acting.caller, record).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let here = format!("{}/{record}", base(acting));
    let title = view.record.details.title.clone();
    let given = match posted.text("standing") {
        "" => view.judgement().map_or(Standing::EvidenceSeen, |j| j.standing).code(),
        given => given,
    };
    let option = |standing: Standing| {
        let key = format!("shared-say-{}", standing.code());
        Choosable::new(standing.code(), t.get(&key), given).hint(t.get(&format!("{key}-hint")))
    };
    let options = [Standing::EvidenceSeen, Standing::Confirmed, Standing::Declared].map(option);
    let body = One {
        t,
        notice,
        title: title.clone(),
        state: state(t, &view),
        validity: validity(acting, &view.record.details),
        who: view.name.clone(),
        account: format!("{}/employees/{}", acting.base(), view.employee),
        facts: facts(t, &view),
        files: view
            .files
            .iter()
            .map(|file| Piece::new(t, file, format!("{here}/files/{}", file.id), false))
            .collect(),
        found: said(t, &view),
        may: acting.caller.may(Action::JudgeRecords),
        head: Head::new(acting).again(posted.key_after(found)),
        known: view.record.version.to_string(),
        standing: Choice::one("standing", t.get("shared-say"), options.into())
            .error(errors.of("standing")),
        words: TextArea {
            name: "words".to_owned(),
            label: t.get("shared-words").into_owned(),
            hint: t.get("shared-words-hint").into_owned(),
            error: errors.of("words").to_owned(),
            value: posted.text("words").to_owned(),
            rows: 3,
            optional: t.get("optional").into_owned(),
        },
        here,
        errors,
    };
    let way = [(base(acting), t.get("shared-title").into_owned())];
    let page = page(acting, Place::Disputes, title, body).crumbs(crumbs(acting, &way));
    Ok(page.status(status_of(found)).into_response())
}

fn facts(t: T, view: &SharedView) -> Vec<(String, String)> {
    let details = &view.record.details;
    let field = details.field.map(|f| t.get(&format!("own-field-{}", f.code())).into_owned());
    [
        ("own-kind", Some(t.get(&format!("own-kind-{}", details.kind.code())).into_owned())),
        ("own-when", Some(when(t, details))),
        ("own-provider", details.provider.clone()),
        ("own-duration", details.minutes.map(|m| t.hours(m))),
        ("own-field", field),
        ("own-valid-until", details.valid_until.map(|day| t.date(day))),
        ("shared-since", Some(t.date(view.since.date_in_brussels()))),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((t.get(key).into_owned(), value?)))
    .collect()
}

/// What was found of it, the latest first: when and by whom, and what.
fn said(t: T, view: &SharedView) -> Vec<(String, String)> {
    view.judgements
        .iter()
        .rev()
        .map(|j| {
            let who = t.two("shared-said-by", "who", j.by.as_str(), "date", t.moment(j.at));
            let mut what = t.get(&format!("shared-state-{}", j.standing.code())).into_owned();
            if j.version != view.record.version {
                what = format!("{what} – {}", t.get("own-found-earlier"));
            }
            if !j.words.is_empty() {
                what = t.says(what, &j.words);
            }
            (who, what)
        })
        .collect()
}
