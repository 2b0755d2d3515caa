//! The history of a training: each change with who, when, why and through which channel, and what
//! stood there before.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{ChangeView, StoredPart, StoredTraining, TrainingHistory};
use fla_domain::anomaly::{Fault, Zone};
use fla_domain::ids::{ChangeId, TrainingId};
use fla_domain::time::Instant;
use serde::Deserialize;

use super::OfTraining;
use super::difference::{self, Difference};
use crate::acting::Acting;
use crate::form::{Stop, see};
use crate::i18n::T;
use crate::view::{ErrorSummary, Field};

/// The same change for several people.
pub struct Together {
    /// What happened, where it is more than a change of fields.
    pub what: String,
    /// The fields.
    pub differences: Vec<Difference>,
    /// The people, by name.
    pub names: Vec<String>,
}

/// A change.
pub struct Entry {
    /// What was done.
    pub title: String,
    /// When, to the minute.
    pub when: String,
    /// By whom, in which role, through which channel.
    pub by: String,
    /// Why; empty where no reason was given.
    pub reason: String,
    /// What changed of the training itself.
    pub differences: Vec<Difference>,
    /// What changed of participations.
    pub people: Vec<Together>,
    /// The instant after it, for the view of what was known then.
    pub at: i64,
}

#[derive(Template)]
#[template(path = "pages/training_history.html")]
struct Page {
    t: T,
    title: String,
    action: String,
    training: String,
    entries: Vec<Entry>,
    errors: ErrorSummary,
    on: Field,
}

/// As known on which day.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    on: String,
}

/// The page; a day leads on to the training as it was known at the end of that day.
pub async fn show(
    acting: Acting,
    path: Path<OfTraining>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let id = super::training_of(path)?;
    let history = acting.app.training_history(&acting.caller, id).await?;
    let training = super::address(&acting, id, "");
    let mut errors = ErrorSummary::new(t);
    if !asked.on.trim().is_empty() {
        let first = history.versions.first().map_or(Instant(0), |v| v.known_from);
        match asked.on.trim().parse().ok().map(Instant::end_of) {
            None => {
                let fault = fla_domain::anomaly::Anomaly::new(Zone::StartDate, Fault::Invalid);
                errors.add("on", t.anomaly(&fault).message);
            }
            Some(at) if at < first => {
                errors.add("on", t.one("training-not-yet-known", "moment", t.moment(first)));
            }
            Some(at) => return Ok(see(&format!("{training}?known={}", at.0))),
        }
    }
    let title = history.versions.last().map(|v| v.details.title.clone()).unwrap_or_default();
    let mut entries = entries(t, &history, acting.employer.day_minutes);
    entries.reverse();
    let body = Page {
        t,
        title: title.clone(),
        action: format!("{training}/history"),
        on: Field::date("on", t.get("training-known-on"))
            .hint(t.get("training-known-on-hint"))
            .value(asked.on.as_str())
            .error(errors.of("on")),
        errors,
        entries,
        training: training.clone(),
    };
    let page = super::page(&acting, t.get("training-history"), vec![(training, title)], body);
    Ok(page.into_response())
}

/// What was changed after an instant, oldest first.
pub(super) async fn since(
    acting: &Acting,
    id: TrainingId,
    known: Instant,
) -> Result<Vec<Entry>, fla_app::Refused> {
    let history = acting.app.training_history(&acting.caller, id).await?;
    let entries = entries(acting.viewer.t, &history, acting.employer.day_minutes);
    Ok(entries.into_iter().filter(|e| e.at > known.0).collect())
}

/// The changes, oldest first.
fn entries(t: T, history: &TrainingHistory, day_minutes: u32) -> Vec<Entry> {
    let entry = |change: &ChangeView| Entry {
        title: t.get(&format!("training-did-{}", change.kind)).into_owned(),
        when: t.moment(change.at),
        by: by(t, change),
        reason: change.reason.clone().unwrap_or_default(),
        differences: of_training(t, &history.versions, change.id, day_minutes),
        people: of_people(t, history, change.id, day_minutes),
        at: change.at.0,
    };
    history.changes.iter().map(entry).collect()
}

fn by(t: T, change: &ChangeView) -> String {
    let role = t.get(&format!("training-role-{}", change.role));
    let channel = t.get(&format!("training-channel-{}", change.channel));
    t.three("training-by", "name", change.by.as_str(), "role", role, "channel", channel)
}

fn of_training(
    t: T,
    versions: &[StoredTraining],
    change: ChangeId,
    day_minutes: u32,
) -> Vec<Difference> {
    let Some(at) = versions.iter().position(|v| v.change == change) else { return Vec::new() };
    let Some(before) = at.checked_sub(1).map(|at| &versions[at]) else { return Vec::new() };
    let after = &versions[at];
    let mut found = difference::training(t, &before.details, &after.details, day_minutes);
    found.extend(difference::withdrawn(t, before.withdrawn, after.withdrawn));
    found
}

/// What a change did to participations, the same for several people told once.
fn of_people(t: T, history: &TrainingHistory, change: ChangeId, day_minutes: u32) -> Vec<Together> {
    let mut same: BTreeMap<(String, Vec<Difference>), Vec<String>> = BTreeMap::new();
    for part in history.parts.iter().filter(|p| p.change == change) {
        let name = history.names.get(&part.employee).cloned().unwrap_or_default();
        same.entry(of_part(t, history, part, day_minutes)).or_default().push(name);
    }
    same.into_iter()
        .map(|((what, differences), mut names)| {
            names.sort();
            Together { what, differences, names }
        })
        .collect()
}

fn of_part(
    t: T,
    history: &TrainingHistory,
    part: &StoredPart,
    day_minutes: u32,
) -> (String, Vec<Difference>) {
    let before = history.parts.iter().find(|p| p.id == part.id && p.version == part.version - 1);
    let Some(before) = before else {
        let status = super::words::status(t, part.details.status);
        let minutes = t.hours(part.details.minutes);
        let what = t.two("training-joined", "status", status, "duration", minutes);
        return (what, Vec::new());
    };
    let mut found = difference::part(t, &before.details, &part.details, day_minutes);
    found.extend(difference::withdrawn(t, before.withdrawn, part.withdrawn));
    (String::new(), found)
}
