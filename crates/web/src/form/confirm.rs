//! Before anything is carried out: what it would do, and everything typed carried along.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use askama::filters::HtmlSafe;
use fla_app::{Command, Refused};
use fla_domain::ids::EmployeeId;
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;

use crate::acting::{Acting, Someone};
use crate::auth::csrf::FORM_TOKEN;
use crate::i18n::T;
use crate::view::{Notice, Tone};

/// What every form carries unseen: the token of the session, and the key under which it is
/// carried out once.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"<input type="hidden" name="{{ crate::auth::csrf::FORM_TOKEN }}" value="{{ token }}"><input type="hidden" name="key" value="{{ key }}">"#,
    ext = "html"
)]
pub struct Head {
    token: String,
    key: String,
}

impl HtmlSafe for Head {}

impl Head {
    /// For a form that is shown for the first time.
    pub fn new(acting: &Acting) -> Self {
        Self { token: acting.session.form_token().to_owned(), key: acting.app.fresh_key() }
    }

    /// For a form of somebody who acts for no employer.
    pub fn of_someone(app: &fla_app::App, someone: &Someone) -> Self {
        Self { token: someone.session.form_token().to_owned(), key: app.fresh_key() }
    }

    /// The same with the key that a form that comes back already had.
    #[must_use]
    pub fn again(mut self, key: &str) -> Self {
        if !key.is_empty() {
            key.clone_into(&mut self.key);
        }
        self
    }
}

/// What was typed, as hidden fields. The form token is not among it.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"{% for (name, value) in pairs %}<input type="hidden" name="{{ name }}" value="{{ value }}">{% endfor %}"#,
    ext = "html"
)]
pub struct Carried {
    pairs: Vec<(String, String)>,
}

impl HtmlSafe for Carried {}

impl Carried {
    /// These fields.
    pub fn new(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { pairs: pairs.into_iter().filter(|(name, _)| name != FORM_TOKEN).collect() }
    }
}

/// How one person's credit of a year changes.
#[derive(Clone, Debug)]
struct Row {
    name: String,
    year: Year,
    before: Minutes,
    after: Minutes,
}

/// What a command would do to the credit of people.
#[derive(Clone, Debug, Template)]
#[template(path = "components/effects.html")]
pub struct Effects {
    t: T,
    day_minutes: u32,
    /// People whose account it touches.
    affected: usize,
    rows: Vec<Row>,
    /// People whose credit changes.
    changed: usize,
    /// Changes beyond those that are listed.
    more: usize,
    /// Participants who are not in service while the training runs.
    outside: Option<Notice>,
    /// Whether so many people are touched that it is worked out afterwards.
    later: bool,
}

impl HtmlSafe for Effects {}

/// Most changes listed.
const LISTED: usize = 100;

impl Effects {
    /// Asks the application what a command would do, and changes nothing.
    pub async fn of(
        acting: &Acting,
        command: &Command,
        reason: Option<&str>,
    ) -> Result<Self, Refused> {
        let mut preview = acting.app.preview(&acting.caller, command, reason).await?;
        preview.effects.retain(|e| e.before != e.after);
        let changes = preview.effects.len();
        let changed = preview.effects.iter().map(|e| e.employee).collect::<BTreeSet<_>>().len();
        let ids: Vec<EmployeeId> =
            preview.effects.iter().take(LISTED).map(|e| e.employee).collect();
        let people = acting.app.employees_by_id(&acting.caller, &ids).await?;
        let names: BTreeMap<_, _> = people.into_iter().map(|p| (p.id, p.name)).collect();
        let mut rows: Vec<Row> = preview
            .effects
            .iter()
            .take(LISTED)
            .map(|e| Row {
                // Somebody who is only being added has no name in the register yet.
                name: names.get(&e.employee).cloned().unwrap_or_default(),
                year: e.year,
                before: e.before,
                after: e.after,
            })
            .collect();
        let outside = outside(acting, &preview.not_in_service).await?;
        rows.sort_by(|a, b| (&a.name, a.year).cmp(&(&b.name, b.year)));
        Ok(Self {
            t: acting.viewer.t,
            day_minutes: acting.employer.day_minutes,
            affected: preview.affected,
            rows,
            changed,
            outside,
            more: changes.saturating_sub(LISTED),
            later: preview.affected > 1_000,
        })
    }

    fn before(&self, row: &Row) -> String {
        self.t.days_and_hours(row.before, self.day_minutes)
    }

    fn after(&self, row: &Row) -> String {
        self.t.days_and_hours(row.after, self.day_minutes)
    }

    fn change(row: &Row) -> Minutes {
        row.after - row.before
    }

    fn signed(&self, row: &Row) -> String {
        let change = Self::change(row);
        let plus = if change.0 > 0 { "+" } else { "" };
        format!("{plus}{}", self.t.hours(change))
    }
}

/// Says of whom a training is registered though they are not in service while it runs: that may be
/// right, and is easily a wrong name or year.
async fn outside(acting: &Acting, ids: &[EmployeeId]) -> Result<Option<Notice>, Refused> {
    if ids.is_empty() {
        return Ok(None);
    }
    let t = acting.viewer.t;
    let listed = &ids[..ids.len().min(LISTED)];
    let people = acting.app.employees_by_id(&acting.caller, listed).await?;
    let names: Vec<_> = people.into_iter().map(|person| person.name).collect();
    let title = t.one("form-outside", "count", ids.len());
    Ok(Some(Notice::new(Tone::Warning, title, names.join("; "))))
}

/// The page "check your answers": what was asked, what it does, and the two ways on.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/confirm.html")]
pub struct Confirm {
    /// The texts.
    pub t: T,
    /// What is about to happen, as title.
    pub title: String,
    /// What was asked, in words and figures.
    pub facts: Vec<(String, String)>,
    /// What it does to the credit of people; `None` where it cannot touch one.
    pub effects: Option<Effects>,
    /// Where the form goes.
    pub action: String,
    /// The form token.
    pub token: String,
    /// What was typed, the key among it.
    pub carried: Carried,
    /// Where one goes without doing it.
    pub leave: String,
}
