//! What is done to a training in one act, for all of its participants or for some: complete,
//! withdraw, restore.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, Participant, Refused, TrainingView};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::ParticipationId;
use fla_domain::time::Instant;
use fla_domain::training::Status;

use super::history::{self, Entry};
use super::{OfTraining, correct, words};
use crate::acting::Acting;
use crate::form::{Confirm, Effects, Head, Posted, Step, Stop, faults as on_form, see, status_of};
use crate::i18n::T;
use crate::view::{Choice, Choosable, ErrorSummary, Notice, Tag, TextArea, Tone};

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Complete,
    Withdraw,
    Restore,
}

impl Act {
    /// The end of the address, and of the keys of its texts.
    const fn needs(self) -> Action {
        match self {
            Self::Complete => Action::RegisterTrainings,
            Self::Withdraw | Self::Restore => Action::CorrectTrainings,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Withdraw => "withdraw",
            Self::Restore => "restore",
        }
    }

    fn key(self, end: &str) -> String {
        format!("training-{}{end}", self.name())
    }

    const fn done(self) -> &'static str {
        match self {
            Self::Complete => "?done=training-completed",
            Self::Withdraw => "?done=training-withdrawn",
            Self::Restore => "?done=training-restored",
        }
    }

    /// Whether a participant is one to whom it can be done.
    fn fits(self, participant: &Participant) -> bool {
        let part = &participant.part;
        match self {
            Self::Complete => !part.withdrawn && part.details.status == Status::Planned,
            Self::Withdraw => !part.withdrawn,
            Self::Restore => part.withdrawn,
        }
    }

    /// What keeps it from being done to this training at all; `None` where nothing does.
    fn obstacle(self, t: T, view: &TrainingView, today: jiff::civil::Date) -> Option<Notice> {
        let training = &view.training;
        let notice = |key: &str| Notice::new(Tone::Info, t.get(key), "");
        match self {
            Self::Complete | Self::Withdraw if training.withdrawn => {
                Some(notice("training-is-withdrawn"))
            }
            Self::Complete if training.details.end > today => {
                let title = t.one("training-complete-from", "date", t.date(training.details.end));
                Some(Notice::new(Tone::Info, title, t.get("training-complete-from-text")))
            }
            Self::Restore if training.withdrawn => None,
            _ if view.participants.iter().any(|p| self.fits(p)) => None,
            Self::Withdraw => None,
            _ => Some(notice(&self.key("-nobody"))),
        }
    }
}

struct Row {
    id: ParticipationId,
    name: String,
    ssin: String,
    status: Tag,
    exact: String,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "pages/training_act.html")]
struct Form {
    t: T,
    head: Head,
    known: i64,
    errors: ErrorSummary,
    conflict: Option<Notice>,
    meanwhile: Vec<Entry>,
    obstacle: Option<Notice>,
    title: String,
    lead: String,
    facts: Vec<(String, String)>,
    whom: Option<Choice>,
    caption: String,
    column: String,
    people_error: String,
    rows: Vec<Row>,
    reason: Option<TextArea>,
    action: String,
    leave: String,
}

/// The form that completes a training.
pub async fn complete(acting: Acting, path: Path<OfTraining>) -> Result<Response, Stop> {
    ask(&acting, path, Act::Complete).await
}

/// Completes.
pub async fn send_complete(
    acting: Acting,
    path: Path<OfTraining>,
    posted: Posted,
) -> Result<Response, Stop> {
    send(&acting, path, &posted, Act::Complete).await
}

/// The form that withdraws.
pub async fn withdraw(acting: Acting, path: Path<OfTraining>) -> Result<Response, Stop> {
    ask(&acting, path, Act::Withdraw).await
}

/// Withdraws.
pub async fn send_withdraw(
    acting: Acting,
    path: Path<OfTraining>,
    posted: Posted,
) -> Result<Response, Stop> {
    send(&acting, path, &posted, Act::Withdraw).await
}

/// The form that takes a withdrawal back.
pub async fn restore(acting: Acting, path: Path<OfTraining>) -> Result<Response, Stop> {
    ask(&acting, path, Act::Restore).await
}

/// Takes a withdrawal back.
pub async fn send_restore(
    acting: Acting,
    path: Path<OfTraining>,
    posted: Posted,
) -> Result<Response, Stop> {
    send(&acting, path, &posted, Act::Restore).await
}

async fn ask(acting: &Acting, path: Path<OfTraining>, act: Act) -> Result<Response, Stop> {
    super::require(acting, act.needs())?;
    let view = acting.app.training(&acting.caller, super::training_of(path)?, None).await?;
    Ok(form(acting, &Posted::default(), &view, act, &[]))
}

/// The form carries up to which instant the training was known when it was opened: it acts on
/// what stood there then, or not at all.
async fn send(
    acting: &Acting,
    path: Path<OfTraining>,
    posted: &Posted,
    act: Act,
) -> Result<Response, Stop> {
    super::require(acting, act.needs())?;
    let id = super::training_of(path)?;
    let known = posted.text("known").parse().map_err(|_| StatusCode::BAD_REQUEST)?;
    let seen = acting.app.training(&acting.caller, id, Some(Instant(known))).await?;
    if posted.step() == Step::Edit {
        return Ok(form(acting, posted, &seen, act, &[]));
    }
    let (command, faults) = read(posted, &seen, act);
    if !faults.is_empty() {
        return Ok(form(acting, posted, &seen, act, &faults));
    }
    let done = if posted.step() == Step::Do {
        carry_out(acting, posted, &seen, act, &command).await
    } else {
        confirm(acting, posted, &seen, act, &command).await
    };
    match done {
        Ok(done) => Ok(done),
        Err(Refused::Conflict) => conflict(acting, posted, &seen, act).await,
        Err(refused) => Ok(form(acting, posted, &seen, act, &on_form(refused)?)),
    }
}

/// The form on what stands there now, with what somebody else changed since it was opened.
async fn conflict(
    acting: &Acting,
    posted: &Posted,
    seen: &TrainingView,
    act: Act,
) -> Result<Response, Stop> {
    let now = acting.app.training(&acting.caller, seen.training.id, None).await?;
    let meanwhile = history::since(acting, seen.training.id, correct::known(seen)).await?;
    // Neither what was seen nor the key holds any more: sent again it is another act.
    let typed = ["whom", "reason"].map(|name| (name.to_owned(), posted.text(name).to_owned()));
    let ticked = posted.all("part").into_iter().map(|id| ("part".to_owned(), id.to_owned()));
    let posted = Posted::filled(typed.into_iter().chain(ticked));
    let mut body = body(acting, &posted, &now, act, &[]);
    body.conflict = Some(correct::conflict_notice(acting.viewer.t));
    body.meanwhile = meanwhile;
    Ok(framed(acting, &now, body, StatusCode::CONFLICT))
}

/// The command, made of what was sent alone, so that the same form sent twice is one act.
fn read(posted: &Posted, view: &TrainingView, act: Act) -> (Command, Vec<Anomaly>) {
    let (training, version) = (view.training.id, view.training.version);
    let ids: Vec<ParticipationId> = posted.ids("part");
    if act == Act::Complete {
        return (Command::CompleteTraining { training, version, absent: ids }, Vec::new());
    }
    let whole = posted.text("whom") == "all";
    let mut faults = Vec::new();
    if !whole && posted.text("whom") != "some" {
        faults.push(Anomaly::new(Zone::Participants, Fault::Invalid).at("whom"));
    } else if !whole && ids.is_empty() {
        faults.push(Anomaly::new(Zone::Participants, Fault::Missing).at("participants"));
    }
    let parts = (!whole).then_some(ids);
    let command = if act == Act::Withdraw {
        Command::WithdrawTraining { training, version, parts }
    } else {
        Command::RestoreTraining { training, version, parts }
    };
    // Told together with what else is missing, and not only once that is there.
    if command.needs_reason() && posted.reason().is_none() {
        faults.push(Anomaly::new(Zone::Reason, Fault::Missing).at("reason"));
    }
    (command, faults)
}

async fn carry_out(
    acting: &Acting,
    posted: &Posted,
    view: &TrainingView,
    act: Act,
    command: &Command,
) -> Result<Response, Refused> {
    acting.app.submit(&acting.caller, command, &posted.key()?, posted.reason()).await?;
    Ok(see(&super::address(acting, view.training.id, act.done())))
}

async fn confirm(
    acting: &Acting,
    posted: &Posted,
    view: &TrainingView,
    act: Act,
    command: &Command,
) -> Result<Response, Refused> {
    let t = acting.viewer.t;
    let effects = Effects::of(acting, command, posted.reason()).await?;
    let leave = super::address(acting, view.training.id, "");
    let title = t.get(&act.key("-check"));
    let body = Confirm {
        t,
        title: title.clone().into_owned(),
        facts: facts(t, posted, view, act),
        effects: Some(effects),
        action: format!("{leave}/{}", act.name()),
        token: acting.session.form_token().to_owned(),
        carried: posted.carried(),
        leave: leave.clone(),
    };
    let over = vec![(leave, view.training.details.title.clone())];
    Ok(super::page(acting, title, over, body).into_response())
}

/// Most names told on the page that asks for confirmation.
const NAMES: usize = 40;

fn facts(t: T, posted: &Posted, view: &TrainingView, act: Act) -> Vec<(String, String)> {
    let ticked: BTreeSet<ParticipationId> = posted.ids("part").into_iter().collect();
    let names: Vec<&str> = view
        .participants
        .iter()
        .filter(|p| act.fits(p) && ticked.contains(&p.part.id))
        .map(|p| p.name.as_str())
        .collect();
    let count = t.one("training-people", "count", names.len());
    let listed = match names.len() {
        0 => t.get("training-nobody").into_owned(),
        1..=NAMES => names.join(", "),
        _ => count,
    };
    let mut facts = words::named(t, &view.training);
    let fits = view.participants.iter().filter(|p| act.fits(p)).count();
    if act == Act::Complete {
        let present = t.one("training-people", "count", fits - names.len());
        facts.push((t.get("training-present").into_owned(), present));
        facts.push((t.get("training-absent").into_owned(), listed));
    } else if posted.text("whom") == "all" {
        let people = t.one("training-people", "count", fits);
        facts.push((t.get("training-whom-all").into_owned(), people));
    } else {
        facts.push((t.get("training-who").into_owned(), listed));
    }
    if let Some(reason) = posted.reason() {
        facts.push((t.get("form-reason").into_owned(), reason.to_owned()));
    }
    facts
}

fn form(
    acting: &Acting,
    posted: &Posted,
    view: &TrainingView,
    act: Act,
    faults: &[Anomaly],
) -> Response {
    framed(acting, view, body(acting, posted, view, act, faults), status_of(faults))
}

fn framed(acting: &Acting, view: &TrainingView, body: Form, status: StatusCode) -> Response {
    let over = vec![(body.leave.clone(), view.training.details.title.clone())];
    super::page(acting, body.title.clone(), over, body).status(status).into_response()
}

fn body(
    acting: &Acting,
    posted: &Posted,
    view: &TrainingView,
    act: Act,
    faults: &[Anomaly],
) -> Form {
    let t = acting.viewer.t;
    let errors = errors(t, faults);
    let leave = super::address(acting, view.training.id, "");
    let whom = act != Act::Complete;
    let text = |key: &str| t.get(key).into_owned();
    Form {
        t,
        head: Head::new(acting).again(posted.key_after(faults)),
        known: correct::known(view).0,
        conflict: None,
        meanwhile: Vec::new(),
        obstacle: act.obstacle(t, view, acting.app.today()),
        title: text(&act.key("")),
        lead: text(&act.key("-lead")),
        facts: words::named(t, &view.training),
        whom: whom.then(|| whom_choice(t, posted, act, errors.of("whom"))),
        caption: text(&act.key("-people")),
        column: text(if whom { "training-chosen" } else { "training-absent" }),
        people_error: errors.of("participants").to_owned(),
        rows: rows(t, posted, view, act),
        reason: whom.then(|| reason(t, posted, act, &errors)),
        action: format!("{leave}/{}", act.name()),
        errors,
        leave,
    }
}

/// The faults; one that is only of these forms has words of its own.
fn errors(t: T, faults: &[Anomaly]) -> ErrorSummary {
    let mut errors = ErrorSummary::new(t);
    for fault in faults {
        if fault.path == "whom" {
            errors.add("whom", t.get("training-whom-missing"));
        } else {
            errors.add_anomaly(super::field_of(&fault.path), fault);
        }
    }
    errors
}

fn reason(t: T, posted: &Posted, act: Act, errors: &ErrorSummary) -> TextArea {
    let mut reason = correct::reason(t, posted, errors);
    if act == Act::Withdraw {
        reason.optional = String::new();
    }
    reason
}

fn whom_choice(t: T, posted: &Posted, act: Act, error: &str) -> Choice {
    let given = posted.text("whom");
    let all =
        Choosable::new("all", t.get("training-whom-all"), given).hint(t.get(&act.key("-all-hint")));
    let some = Choosable::new("some", t.get("training-whom-some"), given);
    Choice::one("whom", t.get("training-whom"), vec![all, some]).error(error)
}

fn rows(t: T, posted: &Posted, view: &TrainingView, act: Act) -> Vec<Row> {
    let ticked: BTreeSet<ParticipationId> = posted.ids("part").into_iter().collect();
    let row = |p: &Participant| Row {
        id: p.part.id,
        name: p.name.clone(),
        ssin: p.ssin.clone(),
        status: words::status_tag(t, p.part.details.status),
        exact: t.hours(p.part.details.minutes),
        ticked: ticked.contains(&p.part.id),
    };
    view.participants.iter().filter(|p| act.fits(p)).map(row).collect()
}
