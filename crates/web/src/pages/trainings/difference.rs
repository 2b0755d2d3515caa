//! What stood there before and what stands there now, field by field.

use std::borrow::Borrow;

use fla_domain::training::{PartDetails, TrainingDetails};

use super::words;
use crate::i18n::T;

/// A field that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// Its name.
    pub label: String,
    /// What stood there; empty for nothing.
    pub old: String,
    /// What stands there; empty for nothing.
    pub new: String,
}

impl Difference {
    /// Old and new in a sentence.
    pub fn sentence(&self, t: impl Borrow<T>) -> String {
        let t = *t.borrow();
        let word = |text: &str| {
            if text.is_empty() { t.get("training-nothing").into_owned() } else { text.to_owned() }
        };
        t.two("training-old-new", "old", word(&self.old), "new", word(&self.new))
    }
}

type Facts = Vec<(&'static str, String)>;

fn between(t: T, before: Facts, after: Facts) -> Vec<Difference> {
    before
        .into_iter()
        .zip(after)
        .filter(|((_, old), (_, new))| old != new)
        .map(|((key, old), (_, new))| Difference { label: t.get(key).into_owned(), old, new })
        .collect()
}

/// The fields of a training that changed.
pub fn training(
    t: T,
    before: &TrainingDetails,
    after: &TrainingDetails,
    day_minutes: u32,
) -> Vec<Difference> {
    between(t, words::facts(t, before, day_minutes), words::facts(t, after, day_minutes))
}

/// The fields of a participation that changed.
pub fn part(t: T, before: &PartDetails, after: &PartDetails, day_minutes: u32) -> Vec<Difference> {
    between(t, words::part_facts(t, before, day_minutes), words::part_facts(t, after, day_minutes))
}

/// The change of being withdrawn.
pub fn withdrawn(t: T, before: bool, after: bool) -> Option<Difference> {
    let word = |gone| {
        let key = if gone { "training-withdrawn" } else { "training-in-force" };
        t.get(key).into_owned()
    };
    (before != after).then(|| Difference {
        label: t.get("training-standing").into_owned(),
        old: word(before),
        new: word(after),
    })
}

#[cfg(test)]
mod tests {
    use fla_domain::language::Language;
    use fla_domain::quantity::Minutes;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn only_what_changed_is_told() {
        let before = TrainingDetails {
            title: "VCA".into(),
            start: date(2026, 3, 2),
            end: date(2026, 3, 2),
            minutes: Minutes(456),
            kind: None,
            provider: None,
            place: None,
            nature: None,
            funding: None,
            cla_number: None,
            field: None,
            not_counting: None,
        };
        let after = TrainingDetails { place: Some("Gent".into()), ..before.clone() };
        let t = T::new(Language::En);
        let found = training(t, &before, &after, 456);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].old.as_str(), found[0].new.as_str()), ("", "Gent"));
        assert!(training(t, &before, &before, 456).is_empty());
        assert!(withdrawn(t, true, true).is_none());
    }
}
