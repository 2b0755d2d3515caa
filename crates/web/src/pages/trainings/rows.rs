//! The participations of a training in the form that corrects it: a row each.

use std::collections::{BTreeMap, BTreeSet};

use fla_app::{Participant, StoredPart, TrainingView};
use fla_domain::anomaly::{Anomaly, Zone};
use fla_domain::duration::{hours_and_minutes, parse_duration};
use fla_domain::ids::ParticipationId;
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use jiff::civil::Date;

use super::input;
use super::words;
use crate::form::{Posted, Reading};
use crate::i18n::T;
use crate::view::{Choosable, ErrorSummary};

/// Most rows on one page; beyond that one searches for a name.
pub const ROWS: usize = 300;

/// A row of the form.
pub struct Row {
    /// The participation.
    pub id: ParticipationId,
    /// Name of the participant.
    pub name: String,
    /// Masked SSIN.
    pub ssin: String,
    /// The statuses to choose from.
    pub statuses: Vec<Choosable>,
    /// Minutes as typed.
    pub minutes: String,
    /// Whether a certificate was obtained.
    pub certificate: bool,
    /// Until when it is valid, as typed.
    pub valid_until: String,
    /// Division over years as typed; `None` where the training lies in one year and there is none.
    pub split: Option<String>,
    /// What is wrong, with the field; the first of each.
    pub errors: Vec<(String, String)>,
}

/// What is asked in a row.
const NAMES: [&str; 5] = ["status", "minutes", "certificate", "validUntil", "split"];

/// The field of a row.
fn field(name: &str, id: ParticipationId) -> String {
    format!("{name}-{id}")
}

/// The rows as they would be typed.
pub fn typed(parts: &[&Participant]) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for participant in parts {
        let (id, part) = (participant.part.id, &participant.part.details);
        let mut add = |name: &str, value: String| pairs.push((field(name, id), value));
        add("status", part.status.code().to_owned());
        add("minutes", hours_and_minutes(part.minutes));
        if part.certificate {
            add("certificate", "yes".to_owned());
        }
        add("validUntil", part.valid_until.map(|d| d.to_string()).unwrap_or_default());
        add("split", input::split_text(&part.split));
        pairs.push(("row".to_owned(), id.to_string()));
    }
    pairs
}

/// The names of the fields of the rows that were sent.
pub fn names(posted: &Posted) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for id in posted.ids::<ParticipationId>("row") {
        pairs.push(("row".to_owned(), id.to_string()));
        for name in NAMES.map(|name| field(name, id)) {
            if posted.has(&name) {
                let value = posted.text(&name).to_owned();
                pairs.push((name, value));
            }
        }
    }
    pairs
}

/// The rows as typed; of what was left as it stood, as it stands now. For a form that comes back
/// because somebody else changed the training in the meantime.
pub fn kept(posted: &Posted, seen: &[&Participant], now: &[&Participant]) -> Vec<(String, String)> {
    let map = |pairs: Vec<(String, String)>| -> BTreeMap<_, _> { pairs.into_iter().collect() };
    let (sent, seen) = (map(names(posted)), map(typed(seen)));
    let shown: BTreeSet<ParticipationId> = posted.ids("row").into_iter().collect();
    let mut pairs = Vec::new();
    for participant in now {
        let id = participant.part.id;
        let standing = map(typed(&[participant]));
        pairs.push(("row".to_owned(), id.to_string()));
        for name in NAMES.map(|name| field(name, id)) {
            let changed = shown.contains(&id) && sent.get(&name) != seen.get(&name);
            let value = if changed { sent.get(&name) } else { standing.get(&name) };
            pairs.extend(value.map(|value| (name, value.clone())));
        }
    }
    pairs
}

/// The rows with what was typed in them.
pub fn rows(t: T, posted: &Posted, view: &TrainingView, errors: &ErrorSummary) -> Vec<Row> {
    let shown: BTreeSet<ParticipationId> = posted.ids("row").into_iter().collect();
    let year = |name: &str| posted.text(name).get(..4).unwrap_or_default();
    let years = !year("end").is_empty() && year("end") != year("start");
    let of = |participant: &Participant| {
        let id = participant.part.id;
        let value = |name: &str| posted.text(&field(name, id)).to_owned();
        let status = value("status");
        let names = ["status", "minutes", "validUntil", "split"].map(|name| field(name, id));
        let errors = names.into_iter().map(|name| {
            let message = errors.of(&name).to_owned();
            (name, message)
        });
        let split = value("split");
        Row {
            id,
            name: participant.name.clone(),
            ssin: participant.ssin.clone(),
            statuses: Status::ALL
                .iter()
                .map(|s| Choosable::new(s.code(), words::status(t, *s), &status))
                .collect(),
            minutes: value("minutes"),
            certificate: posted.has(&field("certificate", id)),
            valid_until: value("validUntil"),
            split: (years || !split.is_empty()).then_some(split),
            errors: errors.filter(|(_, message)| !message.is_empty()).collect(),
        }
    };
    view.participants.iter().filter(|p| shown.contains(&p.part.id)).map(of).collect()
}

/// Reads the rows against what stood there when the form was opened.
pub struct RowReader<'a> {
    /// What was sent.
    pub posted: &'a Posted,
    /// What stood there.
    pub before: &'a TrainingView,
    /// The training as it should stand.
    pub after: &'a TrainingDetails,
    /// Whether all of the training could be read, so that rows can be judged by it.
    pub sound: bool,
    /// The day's length in minutes.
    pub day_minutes: u32,
    /// Today in Brussels.
    pub today: Date,
}

impl RowReader<'_> {
    /// The participations that change, and what is wrong in their rows. Whoever stood at the
    /// duration (or the counting) of the training follows it when it changes.
    pub fn read(&self) -> (Vec<(ParticipationId, PartDetails)>, Vec<Anomaly>) {
        let shown: BTreeSet<ParticipationId> = self.posted.ids("row").into_iter().collect();
        let (mut changed, mut faults) = (Vec::new(), Vec::new());
        for part in self.before.participants.iter().map(|p| &p.part).filter(|p| !p.withdrawn) {
            let mut details = part.details.clone();
            if shown.contains(&part.id) {
                self.typed(part, &mut details, &mut faults);
            }
            self.follow(part, &mut details);
            if shown.contains(&part.id) && self.sound && faults.is_empty() {
                let found = details.check(self.after.start, self.after.end, self.today);
                let at = |f: Anomaly| Anomaly { path: field(&f.path, part.id), ..f };
                faults.extend(found.into_iter().map(at));
            }
            if details != part.details {
                changed.push((part.id, details));
            }
        }
        (changed, faults)
    }

    fn typed(&self, part: &StoredPart, details: &mut PartDetails, faults: &mut Vec<Anomaly>) {
        let name = |name: &str| field(name, part.id);
        let mut reading = Reading::of(self.posted);
        if let Some(status) = reading.code(&name("status"), Zone::Status, Status::from_code) {
            details.status = status;
        }
        let minutes = parse_duration(self.posted.text(&name("minutes")), self.day_minutes);
        if let Some(minutes) = reading.keep(&name("minutes"), minutes) {
            details.minutes = minutes;
        }
        details.certificate = self.posted.has(&name("certificate"));
        let until = reading.optional_date(&name("validUntil"), Zone::ValidUntil);
        details.valid_until = until.flatten();
        let split = input::split(self.posted.text(&name("split")), self.day_minutes);
        if let Some(split) = reading.keep(&name("split"), split) {
            details.split = split;
        }
        faults.extend(reading.faults());
    }

    fn follow(&self, part: &StoredPart, details: &mut PartDetails) {
        let before = &self.before.training.details;
        if details.minutes == part.details.minutes && details.minutes == before.minutes {
            details.minutes = self.after.minutes;
        }
        if details.not_counting == before.not_counting {
            details.not_counting = self.after.not_counting;
        }
    }
}
