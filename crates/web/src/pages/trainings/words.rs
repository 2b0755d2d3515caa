//! What trainings and participations are called on pages.

use fla_app::{PartCount, StoredTraining};
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::training::{NotCounting, PartDetails, Status, TrainingDetails, TrainingKind};

use crate::i18n::T;
use crate::pages::register::account_view;
use crate::view::{Tag, Tone};

/// A status in words.
pub fn status(t: T, status: Status) -> String {
    t.get(&format!("training-status-{}", status.code())).into_owned()
}

/// A status as a tag.
pub fn status_tag(t: T, of: Status) -> Tag {
    let tone = match of {
        Status::Planned => Tone::Info,
        Status::Completed => Tone::Good,
        Status::NotFollowed => Tone::Warning,
        Status::NotEligible => Tone::Neutral,
    };
    Tag::new(tone, status(t, of))
}

/// Participations by status as tags: "12 completed".
pub fn count_tags(t: T, counts: &[PartCount]) -> Vec<Tag> {
    let tag = |status: &Status| {
        let people = counts.iter().find(|c| c.status == status.code())?.people;
        let tone = if *status == Status::Completed { Tone::Good } else { Tone::Neutral };
        Some(Tag::new(tone, t.one(&format!("training-count-{}", status.code()), "count", people)))
    };
    Status::ALL.iter().filter_map(tag).collect()
}

/// Whether it counts, in words.
pub fn counting(t: T, why_not: Option<NotCounting>) -> String {
    let code = why_not.map_or("yes", NotCounting::code);
    t.get(&format!("training-counts-{code}")).into_owned()
}

/// Whether a participation counts, in words: one that was not followed never does.
pub fn part_counting(t: T, part: &PartDetails) -> String {
    match part.status {
        Status::NotFollowed | Status::NotEligible => t.get("training-counts-no").into_owned(),
        Status::Planned | Status::Completed => counting(t, part.not_counting),
    }
}

/// Formal or informal, in words; empty where it is not known.
pub fn kind(t: T, kind: Option<TrainingKind>) -> String {
    kind.map(|k| t.get(&format!("training-kind-{}", k.code())).into_owned()).unwrap_or_default()
}

/// A field of education with its code; empty where it is not known.
pub fn field(t: T, field: Option<FieldOfEducation>) -> String {
    field.map(|f| f.label(t.language())).unwrap_or_default()
}

/// One day, or the first and the last.
pub fn period(t: T, details: &TrainingDetails) -> String {
    if details.start == details.end {
        t.short_date(details.start)
    } else {
        t.period(details.start, Some(details.end))
    }
}

/// Hours and minutes, minutes, and days: the three ways in which people think of a duration.
pub fn duration(t: T, minutes: Minutes, day_minutes: u32) -> String {
    let days = t.days(minutes, day_minutes);
    if minutes.0 < 60 {
        return format!("{} ({days})", t.hours(minutes));
    }
    let exact = t.one("training-minutes", "minutes", minutes.0);
    format!("{} = {exact} ({days})", t.hours(minutes))
}

/// The certificate of a participation: none, obtained, valid until a day.
pub fn certificate(t: T, part: &PartDetails) -> String {
    match (part.certificate, part.valid_until) {
        (false, _) => t.get("training-certificate-none").into_owned(),
        (true, None) => t.get("training-certificate-yes").into_owned(),
        (true, Some(until)) => t.one("training-certificate-until", "date", t.short_date(until)),
    }
}

/// The division over years; empty where all is in the year of the end.
pub fn split(t: T, part: &PartDetails) -> String {
    let year = |p: &fla_domain::training::YearPart| t.says(p.year, t.hours(p.minutes));
    part.split.iter().map(year).collect::<Vec<_>>().join("; ")
}

/// Every field of a training as a person reads it, by the key of its label; empty where nothing
/// is known.
pub fn facts(t: T, details: &TrainingDetails, day_minutes: u32) -> Vec<(&'static str, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![
        ("training-title", details.title.clone()),
        ("training-start", t.date(details.start)),
        ("training-end", t.date(details.end)),
        ("training-duration", duration(t, details.minutes, day_minutes)),
        ("training-kind", kind(t, details.kind)),
        ("training-provider", text(&details.provider)),
        ("training-place", text(&details.place)),
        ("training-nature", text(&details.nature)),
        ("training-funding", text(&details.funding)),
        ("training-cla", text(&details.cla_number)),
        ("training-field", field(t, details.field)),
        ("training-counts", counting(t, details.not_counting)),
    ]
}

/// The same for a participation.
pub fn part_facts(t: T, part: &PartDetails, day_minutes: u32) -> Vec<(&'static str, String)> {
    vec![
        ("training-status", status(t, part.status)),
        ("training-duration", duration(t, part.minutes, day_minutes)),
        ("training-counts", part_counting(t, part)),
        ("training-certificate", certificate(t, part)),
        ("training-split", split(t, part)),
        (
            "training-origin",
            part.copy.map(|copy| account_view::copied(t, copy)).unwrap_or_default(),
        ),
    ]
}

/// The facts of a training with their labels, without the title and what is not known.
pub fn labelled(t: T, details: &TrainingDetails, day_minutes: u32) -> Vec<(String, String)> {
    facts(t, details, day_minutes)
        .into_iter()
        .filter(|(key, value)| !value.is_empty() && *key != "training-title")
        .filter(|(key, _)| *key != "training-end" || details.end != details.start)
        .map(|(key, value)| (t.get(key).into_owned(), value))
        .collect()
}

/// Which training, for the pages that ask for confirmation.
pub fn named(t: T, training: &StoredTraining) -> Vec<(String, String)> {
    let details = &training.details;
    vec![
        (t.get("training-title").into_owned(), details.title.clone()),
        (t.get("training-when").into_owned(), period(t, details)),
    ]
}
