//! What training providers reported to an employer: accepting, also with a change, merging,
//! disputing.

mod change;

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::{ANSWERED, AlikeView, ReportedSession, ReportedView};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::ReportPartId;
use fla_domain::reported::PartState;
use fla_domain::training::TrainingDetails;
use serde::Deserialize;

use super::given::when;
use super::register::{Place, id, page};
use super::trainings::{Difference, differences};
use crate::acting::Acting;
use crate::form::{Head, Posted, Stop, done, faults, see, status_of};
use crate::i18n::T;
use crate::state::Site;
use crate::view::{Empty, ErrorSummary, Notice, Pager};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
    page: String,
}

/// A registered training that may be the same.
struct Alike {
    href: String,
    title: String,
    when: String,
    /// The score with its reasons.
    why: String,
    participation: String,
}

/// What was reported of one person.
struct Part {
    id: String,
    /// Name and address of the employee; without an address where the person is none.
    name: String,
    href: String,
    /// The name as it was reported, where it is another.
    told: String,
    by_link: bool,
    due: String,
    late: bool,
    alike: Vec<Alike>,
    merge: String,
}

/// What waits of one report.
struct Session {
    id: String,
    title: String,
    when: String,
    provider: String,
    parts: Vec<Part>,
    /// Whether there is somebody to accept.
    known: bool,
    /// Where it is accepted with a change.
    change: String,
}

/// What was answered.
struct Answered {
    name: String,
    title: String,
    when: String,
    provider: String,
    state: String,
    tone: &'static str,
    words: String,
    /// What was registered instead.
    changes: Vec<Difference>,
    by: String,
    /// Where it is taken back; empty where it cannot be.
    reopen: String,
    training: String,
}

#[derive(Template)]
#[template(path = "pages/reported.html")]
struct Queue {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    head: Head,
    /// Which page it is.
    page: i64,
    action: String,
    may: bool,
    sessions: Vec<Session>,
    /// Parts that can be accepted without a look at each: an employee, and nothing alike.
    plain: Vec<String>,
    /// What was typed as a reason.
    reason: String,
    /// What is wrong with it; may be empty.
    wrong: String,
    pager: Pager,
    answered: Vec<Answered>,
    empty: Empty,
}

/// The routes of the queue.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/register/{employer}/reported", get(show).post(answer))
        .route("/register/{employer}/reported/{part}/accept", get(change::show).post(change::send))
        .route("/register/{employer}/reported/{part}/merge", post(merge))
        .route("/register/{employer}/reported/{part}/reopen", post(reopen))
}

fn address(acting: &Acting) -> String {
    format!("{}/reported", acting.base())
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let notice = done(acting.viewer.t, &asked.done);
    queue(&acting, &Posted::filled([("page", asked.page)]), &[], notice).await
}

pub async fn answer(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    let parts: Vec<ReportPartId> = posted.ids("part");
    let here = address(&acting);
    let disputes = posted.text("act") == "dispute";
    if parts.is_empty() {
        if !acting.caller.may(Action::VerifyReports) {
            // The application refuses it, and notes that it did.
            acting.app.accept_reported(&acting.caller, &parts, &posted.key()?).await?;
        }
        let nobody = Anomaly::new(Zone::Participants, Fault::Missing).at("part");
        return queue(&acting, &posted, &[nobody], None).await;
    }
    let (app, caller, key) = (&acting.app, &acting.caller, posted.key()?);
    let outcome = if disputes {
        let words = posted.text("reason");
        let sent = app.dispute_reported(caller, &parts, words, &key).await;
        sent.map(|_| format!("{here}?done=reported-disputed"))
    } else {
        let accepted = app.accept_reported(caller, &parts, &key).await;
        accepted.map(|accepted| match accepted.trainings.as_slice() {
            [only] => format!("{}/trainings/{only}?done=reported-accepted", acting.base()),
            _ => format!("{here}?done=reported-accepted"),
        })
    };
    match outcome {
        Ok(to) => Ok(see(&to)),
        Err(refused) => queue(&acting, &posted, &faults(refused)?, None).await,
    }
}

pub async fn merge(
    acting: Acting,
    Path((_, part)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let participation = id(posted.text("participation"))?;
    let key = posted.key()?;
    let part = id(&part)?;
    match acting.app.merge_reported(&acting.caller, part, participation, &key).await {
        Ok(_) => Ok(see(&format!("{}?done=reported-merged", address(&acting)))),
        Err(refused) => queue(&acting, &Posted::default(), &faults(refused)?, None).await,
    }
}

pub async fn reopen(
    acting: Acting,
    Path((_, part)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    match acting.app.reopen_reported(&acting.caller, id(&part)?, &posted.key()?).await {
        Ok(_) => Ok(see(&format!("{}?done=reported-reopened", address(&acting)))),
        Err(refused) => queue(&acting, &Posted::default(), &faults(refused)?, None).await,
    }
}

fn alike(t: T, base: &str, view: &AlikeView) -> Alike {
    let reasons: Vec<_> = view
        .likeness
        .reasons
        .iter()
        .map(|reason| t.get(&format!("alike-{}", reason.code())))
        .collect();
    Alike {
        href: format!("{base}/trainings/{}", view.training),
        title: view.details.title.clone(),
        when: when(t, &view.details, view.minutes),
        why: t.two("alike-score", "score", view.likeness.score, "reasons", reasons.join(", ")),
        participation: view.participation.to_string(),
    }
}

fn part(acting: &Acting, view: &ReportedView) -> Part {
    let (t, base) = (acting.viewer.t, acting.base());
    let (name, href) = match &view.employee {
        Some((id, name)) => (name.clone(), format!("{base}/employees/{id}")),
        None => (view.part.name.clone(), String::new()),
    };
    Part {
        id: view.part.id.to_string(),
        told: if same_words(&name, &view.part.name) {
            String::new()
        } else {
            view.part.name.clone()
        },
        name,
        href,
        by_link: view.part.by_link,
        due: t.date(view.due),
        late: view.due < acting.app.today(),
        alike: view.alike.iter().map(|one| alike(t, &base, one)).collect(),
        merge: format!("{base}/reported/{}/merge", view.part.id),
    }
}

/// Whether two names are the same but for the order of given and family name.
fn same_words(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let mut words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
        words.sort();
        words
    };
    words(one) == words(other)
}

fn session(acting: &Acting, session: &ReportedSession) -> Session {
    let parts: Vec<Part> = session.parts.iter().map(|view| part(acting, view)).collect();
    let of = session.parts.first().map(|view| view.part.id.to_string()).unwrap_or_default();
    Session {
        id: session.report.0.simple().to_string(),
        change: format!("{}/{of}/accept", address(acting)),
        title: session.details.title.clone(),
        when: when(acting.viewer.t, &session.details, session.details.minutes),
        provider: session.provider.clone(),
        known: parts.iter().any(|part| !part.href.is_empty()),
        parts,
    }
}

/// Where a part stands, as the key of its words.
pub fn standing(state: PartState, changed: bool) -> String {
    let with = if changed && state == PartState::Accepted { "-changed" } else { "" };
    format!("reported-{}{with}", state.code())
}

/// What was registered instead of what was reported.
pub fn changes(
    t: T,
    reported: &TrainingDetails,
    changed: Option<&TrainingDetails>,
    day_minutes: u32,
) -> Vec<Difference> {
    changed.map(|changed| differences(t, reported, changed, day_minutes)).unwrap_or_default()
}

fn answered(acting: &Acting, view: &ReportedView) -> Answered {
    let (t, base, part) = (acting.viewer.t, acting.base(), &view.part);
    let back = matches!(part.state, PartState::Merged | PartState::Disputed)
        && acting.caller.may(Action::VerifyReports);
    let at = part.answered_at.map(|at| t.date(at.date_in_brussels())).unwrap_or_default();
    let by = part.answered_by.clone().unwrap_or_default();
    Answered {
        name: view.employee.as_ref().map_or_else(|| part.name.clone(), |(_, name)| name.clone()),
        title: part.details.title.clone(),
        when: when(t, &part.details, part.details.minutes),
        provider: view.provider.clone(),
        state: t.get(&standing(part.state, part.changed.is_some())).into_owned(),
        tone: super::given::tone(part.state),
        words: part.words.clone(),
        changes: changes(
            acting.viewer.t,
            &part.details,
            part.changed.as_ref(),
            acting.employer.day_minutes,
        ),
        by: format!("{by}, {at}"),
        reopen: if back { format!("{base}/reported/{}/reopen", part.id) } else { String::new() },
        training: part
            .training
            .map(|training| format!("{base}/trainings/{training}"))
            .unwrap_or_default(),
    }
}

fn pager(t: T, base: &str, page: i64, size: i64, total: i64) -> Pager {
    let [page, size, total] = [page, size, total].map(|n| u64::try_from(n).unwrap_or_default());
    Pager::new(t, base, page, size, total)
}

async fn queue(
    acting: &Acting,
    posted: &Posted,
    found: &[Anomaly],
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let number = posted.text("page").parse().unwrap_or(1);
    let found_page = acting.app.reported(&acting.caller, number).await?;
    let waiting = &found_page.sessions;
    let done = acting.app.answered_reports(&acting.caller, None, ANSWERED).await?.items;
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        // Each report has a form of its own: there is no one field to lead to.
        errors.add_anomaly("", fault);
    }
    let reason = found.iter().find(|fault| fault.path == "reason");
    let wrong = reason.map(|fault| t.anomaly(fault).message).unwrap_or_default();
    let plain = waiting
        .iter()
        .flat_map(|session| &session.parts)
        .filter(|view| view.employee.is_some() && view.alike.is_empty())
        .map(|view| view.part.id.to_string());
    let body = Queue {
        t,
        notice,
        head: Head::new(acting).again(posted.key_after(found)),
        page: found_page.page,
        action: address(acting),
        may: acting.caller.may(Action::VerifyReports),
        plain: plain.collect(),
        sessions: waiting.iter().map(|one| session(acting, one)).collect(),
        pager: pager(
            t,
            &format!("{}?", address(acting)),
            found_page.page,
            found_page.size,
            found_page.total,
        ),
        reason: posted.text("reason").to_owned(),
        wrong,
        answered: done.iter().map(|view| answered(acting, view)).collect(),
        empty: Empty {
            title: t.get("reported-none").into_owned(),
            text: t.get("reported-none-text").into_owned(),
            action: None,
        },
        errors,
    };
    let page = page(acting, Place::Reported, t.get("side-reported"), body);
    Ok(page.status(status_of(found)).into_response())
}
