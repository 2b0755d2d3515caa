//! Which of two books is the later one.

use std::collections::{BTreeMap, BTreeSet};

/// The versions of each rule and convention that a book holds, as its digest names them. Of two books either
/// may be later in some and earlier in others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions(BTreeMap<String, Vec<u32>>);

impl Versions {
    /// Those of a digest such as `be.jc.200@1;be.statutory@1`. What is no version of anything is left out.
    pub fn of_digest(digest: &str) -> Self {
        let mut all: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (id, version) in digest.split(';').filter_map(|tag| tag.split_once('@')) {
            if let Ok(version) = version.parse() {
                all.entry(id.to_owned()).or_default().push(version);
            }
        }
        for versions in all.values_mut() {
            versions.sort_unstable_by(|a, b| b.cmp(a));
        }
        Self(all)
    }

    /// In which identifiers these are older than others: by the highest version, where that is the same by
    /// the next one. An identifier that is missing is older than any. Empty where they are the same or later
    /// in all; two that are older than each other in none are equal.
    pub fn older_in(&self, other: &Self) -> BTreeSet<String> {
        let older = |(id, theirs): &(&String, &Vec<u32>)| self.0.get(*id) < Some(*theirs);
        other.0.iter().filter(older).map(|(id, _)| id.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn older(mine: &str, theirs: &str) -> String {
        let older = Versions::of_digest(mine).older_in(&Versions::of_digest(theirs));
        older.into_iter().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn later_versions_and_more_rules_are_later() {
        assert_eq!(older("a@1;b@2", "a@1;b@2"), "");
        assert_eq!(
            (older("a@1;b@2", "a@1;b@10"), older("a@1;b@10", "a@1;b@2")),
            ("b".into(), String::new())
        );
        assert_eq!((older("a@1", "a@1;b@1"), older("a@1;b@1", "a@1")), ("b".into(), String::new()));
        assert_eq!(
            (older("a@2;b@1", "a@1;b@2"), older("a@1;b@2", "a@2;b@1")),
            ("b".into(), "a".into())
        );
    }

    #[test]
    fn books_that_differ_in_an_earlier_version_are_not_taken_for_equal() {
        assert_eq!((older("a@2", "a@1;a@2"), older("a@1;a@2", "a@2")), ("a".into(), String::new()));
        assert_eq!(
            (older("a@2;a@10", "a@3;a@10"), older("a@3;a@10", "a@2;a@10")),
            ("a".into(), String::new())
        );
    }
}
