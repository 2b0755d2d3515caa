//! Questions of employees about entries: how they are shown to both sides, and the pages on which
//! an employer answers them.

mod answer;
mod list;
mod records;

use axum::Router;
use axum::routing::get;
use fla_app::{DisputeView, PartView};
use fla_domain::dispute::{About, Claim, DisputeState, StepKind};

pub use self::records::state as shared_state;
use crate::i18n::T;
use crate::pages::register::account_view;
use crate::state::Site;
use crate::view::{Tag, Tone};

/// The routes of an employer's questions.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/register/{employer}/disputes", get(list::show))
        .route("/register/{employer}/disputes/{dispute}", get(answer::show).post(answer::send))
        .route("/register/{employer}/records", get(records::list))
        .route("/register/{employer}/records/{record}", get(records::show).post(records::judge))
        .route("/register/{employer}/records/{record}/files/{file}", get(records::give))
}

/// The pages under the questions of employees.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tab {
    /// Questions that wait for an answer.
    Open,
    /// All questions.
    All,
    /// What employees show of what is their own.
    Records,
}

/// Which side reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The employee: people of the employer are not named.
    Employee,
    /// The employer.
    Employer,
}

/// A step as it is shown.
pub struct Step {
    /// When.
    pub when: String,
    /// Who did what.
    pub what: String,
    /// In what words.
    pub words: String,
    /// What the employee says it should be, and by what it was corrected.
    pub more: Vec<(String, String)>,
}

/// A question as it is shown.
pub struct Shown {
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub state: Tag,
    /// Until when it is to be answered; empty where it is not open.
    pub due: String,
    /// Whether that day has passed.
    pub late: bool,
    /// The entry: label, as it was, as it is.
    pub versions: Vec<(String, String, String)>,
    /// Whether the two differ.
    pub differs: bool,
    /// The steps.
    pub steps: Vec<Step>,
}

/// What a question is about, in words.
pub fn subject(t: T, view: &DisputeView) -> String {
    match (view.dispute.about, view.dispute.year, &view.then) {
        (About::Participation, _, Some(then)) => then.training.details.title.clone(),
        (About::Right, Some(year), _) => t.one("question-about-year", "year", year.to_string()),
        _ => {
            let claimed = view.steps.first().and_then(|s| s.claim.as_ref()?.title.clone());
            t.one("question-about-missing", "title", claimed.unwrap_or_default())
        }
    }
}

/// Where a question stands, as a tag.
pub fn state(t: T, state: DisputeState) -> Tag {
    let tone = match state {
        DisputeState::Open => Tone::Warning,
        DisputeState::Corrected => Tone::Good,
        DisputeState::Explained => Tone::Info,
        DisputeState::TakenBack => Tone::Neutral,
    };
    Tag::new(tone, t.get(&format!("question-state-{}", state.code())))
}

/// An entry in words, field by field.
fn fields(t: T, view: &PartView) -> Vec<(String, String)> {
    let shown = account_view::trainings(t, std::slice::from_ref(view), "").remove(0);
    let withdrawn = view.part.withdrawn || view.training.withdrawn;
    let code = if withdrawn { "withdrawn" } else { view.part.details.status.code() };
    let state = t.get(&format!("account-part-{code}")).into_owned();
    [
        ("account-training", shown.title),
        ("account-when", shown.when),
        ("account-hours", shown.exact),
        ("account-state", state),
    ]
    .map(|(key, value)| (t.get(key).into_owned(), value))
    .into()
}

fn claim(t: T, claim: &Claim) -> Vec<(String, String)> {
    [
        ("account-training", claim.title.clone()),
        ("account-when", claim.date.map(|day| t.date(day))),
        ("account-hours", claim.minutes.map(|m| t.hours(fla_domain::quantity::Minutes(m)))),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((t.one("question-claimed", "what", t.get(key)), value?)))
    .collect()
}

impl Shown {
    /// A question for one of the sides.
    pub fn new(t: T, view: &DisputeView, side: Side) -> Self {
        let open = view.dispute.state == DisputeState::Open;
        let (then, now) = (view.then.as_ref(), view.now.as_ref());
        let versions: Vec<_> = match (then, now) {
            (Some(then), Some(now)) => fields(t, then)
                .into_iter()
                .zip(fields(t, now))
                .map(|((label, then), (_, now))| (label, then, now))
                .collect(),
            _ => Vec::new(),
        };
        Self {
            title: subject(t, view),
            state: state(t, view.dispute.state),
            due: if open { t.date(view.dispute.due) } else { String::new() },
            late: view.late,
            differs: versions.iter().any(|(_, then, now)| then != now),
            versions,
            steps: view.steps.iter().map(|step| shown_step(t, view, step, side)).collect(),
        }
    }
}

fn shown_step(t: T, view: &DisputeView, step: &fla_app::StepView, side: Side) -> Step {
    let asker = !matches!(step.kind, StepKind::Corrected | StepKind::Explained);
    let who = match (side, asker) {
        (Side::Employee, true) => t.get("looks-yourself").into_owned(),
        (Side::Employee, false) => view.employer.name.clone(),
        (Side::Employer, true) => view.name.clone(),
        (Side::Employer, false) => step.by.clone(),
    };
    let mut more = step.claim.as_ref().map(|c| claim(t, c)).unwrap_or_default();
    if let Some(change) = &step.correction {
        let kind = t.get(&format!("history-{}", change.kind));
        more.push((
            t.get("question-corrected-by").into_owned(),
            format!("{kind}, {}", t.moment(change.at)),
        ));
    }
    Step {
        when: t.moment(step.at),
        what: t.one(&format!("question-did-{}", step.kind.code()), "who", who),
        words: step.words.clone(),
        more,
    }
}
