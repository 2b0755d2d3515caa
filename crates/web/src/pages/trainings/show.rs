//! One training with its participants, now or as it was known at an instant.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, Participant, ReportedView, TrainingView};
use fla_domain::access::Action;
use fla_domain::time::Instant;
use fla_domain::training::{PartDetails, PublicCopy, Status};
use serde::Deserialize;

use super::difference::{self, Difference};
use super::{OfTraining, words};
use crate::acting::Acting;
use crate::form::{Posted, Stop, done, see};
use crate::i18n::T;
use crate::pages::register::account_view;
use crate::view::{Notice, Tag, Tone};

/// What was just done, and as known when.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    done: String,
    known: String,
}

struct Row {
    account: String,
    name: String,
    ssin: String,
    status: Tag,
    exact: String,
    days: String,
    counts: String,
    certificate: String,
    split: String,
    withdrawn: bool,
    copied: Option<Tag>,
}

/// A training provider that reported it.
struct Origin {
    by: String,
    /// What was reported, and what stands there now, where it is another.
    changes: Vec<Difference>,
}

/// Who reported it, each report once.
async fn origins(acting: &Acting, view: &TrainingView) -> Result<Vec<Origin>, Stop> {
    let (t, day) = (acting.viewer.t, acting.employer.day_minutes);
    let ids: Vec<_> = view.participants.iter().map(|p| p.part.id).collect();
    let mut reports = acting.app.reports_of(&acting.caller, &ids).await?;
    reports.sort_by_key(|one| (one.part.reported_at, one.part.report));
    reports.dedup_by_key(|one| one.part.report);
    let origin = |one: &ReportedView| Origin {
        by: t.two(
            "training-reported-by",
            "provider",
            one.provider.as_str(),
            "date",
            t.date(one.part.reported_at.date_in_brussels()),
        ),
        changes: difference::training(t, &one.part.details, &view.training.details, day),
    };
    Ok(reports.iter().map(origin).collect())
}

/// What can be done next: address and words, the first stands out.
type Acts = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "pages/training.html")]
struct Page {
    t: T,
    notices: Vec<Notice>,
    title: String,
    withdrawn: bool,
    facts: Vec<(String, String)>,
    reported: Vec<Origin>,
    acts: Acts,
    rows: Vec<Row>,
    has_split: bool,
    history: String,
    files: String,
    /// The imports with the files from which participations were copied.
    copies: Vec<String>,
    /// Where it is said that they were checked; empty where nothing is to check.
    check: String,
    token: String,
    known: String,
    key: String,
}

fn row(t: T, base: &str, day_minutes: u32, participant: &Participant) -> Row {
    let part = &participant.part.details;
    Row {
        account: format!("{base}/employees/{}", participant.part.employee),
        name: participant.name.clone(),
        ssin: participant.ssin.clone(),
        status: words::status_tag(t, part.status),
        exact: t.hours(part.minutes),
        days: t.days(part.minutes, day_minutes),
        counts: words::part_counting(t, part),
        certificate: words::certificate(t, part),
        split: words::split(t, part),
        withdrawn: participant.part.withdrawn,
        copied: part.copy.map(|copy| {
            let tone = if copy.checked { Tone::Neutral } else { Tone::Warning };
            Tag::new(tone, account_view::copied(t, copy))
        }),
    }
}

/// Whether anybody is planned, and whether anybody was withdrawn.
fn standing(view: &TrainingView) -> (bool, bool) {
    let planned = |p: &Participant| !p.part.withdrawn && p.part.details.status == Status::Planned;
    let gone = view.training.withdrawn || view.participants.iter().any(|p| p.part.withdrawn);
    (!view.training.withdrawn && view.participants.iter().any(planned), gone)
}

fn corrects(acting: &Acting, view: &TrainingView) -> bool {
    acting.caller.may(Action::CorrectTrainings) && !view.others
}

fn acts(acting: &Acting, view: &TrainingView) -> Acts {
    let registers = acting.caller.may(Action::RegisterTrainings);
    let corrects = corrects(acting, view);
    let t = acting.viewer.t;
    let id = view.training.id;
    let (planned, gone) = standing(view);
    let over = view.training.details.end <= acting.app.today();
    let act = |end: &str, key: &str| (super::address(acting, id, end), t.get(key).into_owned());
    let mut acts = Vec::new();
    if planned && over && registers && !view.others {
        acts.push(act("/complete", "training-complete"));
    }
    if !view.training.withdrawn && corrects {
        acts.push(act("/correct", "training-correct"));
        acts.push(act("/withdraw", "training-withdraw"));
    }
    if gone && corrects {
        acts.push(act("/restore", "training-restore"));
    }
    if !registers {
        return acts;
    }
    let copy = format!("{}/new?copy={id}", super::base(acting));
    acts.push((copy.clone(), t.get("training-copy").into_owned()));
    acts.push((format!("{copy}&people=same"), t.get("training-copy-people").into_owned()));
    let series = format!("{}/series?copy={id}", super::base(acting));
    acts.push((series, t.get("training-copy-series").into_owned()));
    acts
}

fn notices(
    acting: &Acting,
    view: &TrainingView,
    asked: &Asked,
    at: Option<Instant>,
) -> Vec<Notice> {
    let t = acting.viewer.t;
    let mut notices: Vec<Notice> = done(t, &asked.done).into_iter().collect();
    if let Some(at) = at {
        let title = t.one("training-as-known", "moment", t.moment(at));
        notices.push(Notice::new(Tone::Info, title, t.get("training-as-known-text")));
    }
    if view.others {
        let title = t.get("training-others");
        notices.push(Notice::new(Tone::Info, title, t.get("training-others-text")));
    }
    if view.training.withdrawn {
        let (title, text) = (t.get("training-is-withdrawn"), t.get("training-is-withdrawn-text"));
        notices.push(Notice::new(Tone::Warning, title, text));
    }
    let end = view.training.details.end;
    if at.is_none() && standing(view).0 && end > acting.app.today() {
        let title = t.one("training-complete-from", "date", t.date(end));
        notices.push(Notice::new(Tone::Info, title, t.get("training-complete-from-text")));
    }
    notices
}

/// Whether anything in it is a copy that nobody checked.
fn unchecked(view: &TrainingView) -> bool {
    let open = |p: &Participant| {
        !p.part.withdrawn && p.part.details.copy.is_some_and(|copy| !copy.checked)
    };
    !view.training.withdrawn && view.participants.iter().any(open)
}

/// Where the imports are that brought copies, for those who may see them.
fn copies(acting: &Acting, view: &TrainingView) -> Vec<String> {
    if !acting.caller.may(Action::ImportDeclarations) {
        return Vec::new();
    }
    let of = |p: &Participant| p.part.details.copy.map(|copy| copy.import);
    let imports: BTreeSet<_> = view.participants.iter().filter_map(of).collect();
    imports.iter().map(|id| format!("{}/sheets/{id}", acting.base())).collect()
}

/// Says that what was copied was compared with the own papers.
pub async fn checked(
    acting: Acting,
    path: Path<OfTraining>,
    posted: Posted,
) -> Result<Response, Stop> {
    super::require(&acting, Action::CorrectTrainings)?;
    let id = super::training_of(path)?;
    let version = posted.text("known").parse().map_err(|_| StatusCode::BAD_REQUEST)?;
    let view = acting.app.training(&acting.caller, id, None).await?;
    let checked = |p: &Participant| {
        let copy = p.part.details.copy.filter(|_| !p.part.withdrawn)?;
        let copy = Some(PublicCopy { checked: true, ..copy });
        Some((p.part.id, PartDetails { copy, ..p.part.details.clone() }))
    };
    let command = Command::CorrectTraining {
        training: id,
        version,
        details: view.training.details.clone(),
        parts: view.participants.iter().filter_map(checked).collect(),
        added: Vec::new(),
    };
    acting.app.submit(&acting.caller, &command, &posted.key()?, None).await?;
    Ok(see(&super::address(&acting, id, "?done=training-copy-checked")))
}

/// The page.
pub async fn show(
    acting: Acting,
    path: Path<OfTraining>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let id = super::training_of(path)?;
    let at = asked.known.parse().ok().map(Instant);
    let view = acting.app.training(&acting.caller, id, at).await?;
    let day = acting.employer.day_minutes;
    let details = &view.training.details;
    let base = acting.base();
    let years: BTreeSet<_> = [details.start.year(), details.end.year()].into();
    let has = |part: &PartDetails| !part.split.is_empty();
    let body = Page {
        t,
        notices: notices(&acting, &view, &asked, at),
        title: details.title.clone(),
        withdrawn: view.training.withdrawn,
        facts: words::labelled(t, details, day),
        reported: origins(&acting, &view).await?,
        acts: if at.is_none() { acts(&acting, &view) } else { Vec::new() },
        has_split: years.len() > 1 || view.participants.iter().any(|p| has(&p.part.details)),
        rows: view.participants.iter().map(|p| row(t, &base, day, p)).collect(),
        history: if acting.caller.may(Action::ReadHistory) {
            super::address(&acting, id, "/history")
        } else {
            String::new()
        },
        files: super::address(&acting, id, "/files"),
        copies: copies(&acting, &view),
        check: if at.is_none() && corrects(&acting, &view) && unchecked(&view) {
            super::address(&acting, id, "/checked")
        } else {
            String::new()
        },
        token: acting.session.form_token().to_owned(),
        known: view.training.version.to_string(),
        key: acting.app.fresh_key(),
    };
    let over = match at {
        Some(_) => vec![(super::address(&acting, id, ""), details.title.clone())],
        None => Vec::new(),
    };
    Ok(super::page(&acting, details.title.clone(), over, body).into_response())
}
