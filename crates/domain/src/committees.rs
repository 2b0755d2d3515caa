//! The names of the joint committees, for people who know theirs by name.

use std::sync::LazyLock;

use crate::language::Language;
use crate::time::Quarter;

/// A joint committee or subcommittee as the code list has it. The list is in Dutch and French
/// only: these are names, not texts of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Committee {
    /// Code with dots.
    pub code: &'static str,
    /// Dutch name.
    pub nl: &'static str,
    /// French name.
    pub fr: &'static str,
    /// Last quarter, where it ended.
    pub until: Option<Quarter>,
}

impl Committee {
    /// The name to show in a language with the language it is in: Dutch or French where there is
    /// one, both otherwise.
    pub fn names(&self, language: Language) -> Vec<(&'static str, &'static str)> {
        match language {
            Language::Nl => vec![("nl", self.nl)],
            Language::Fr => vec![("fr", self.fr)],
            Language::De | Language::En => vec![("nl", self.nl), ("fr", self.fr)],
        }
    }

    /// The names in one line.
    pub fn line(&self, language: Language) -> String {
        let names: Vec<_> = self.names(language).into_iter().map(|(_, name)| name).collect();
        names.join(" / ")
    }
}

static ALL: LazyLock<Vec<Committee>> = LazyLock::new(|| {
    include_str!("../data/joint-committees.csv").lines().skip(1).filter_map(read).collect()
});

fn read(line: &'static str) -> Option<Committee> {
    let mut cells = line.split(';');
    let (code, nl, fr) = (cells.next()?, cells.next()?, cells.next()?);
    let until = cells.next().filter(|cell| !cell.is_empty());
    Some(Committee { code, nl, fr, until: until.and_then(|text| text.parse().ok()) })
}

/// All joint committees of the code list, in its order.
pub fn all() -> &'static [Committee] {
    &ALL
}

/// The joint committee of a code.
pub fn find(code: &str) -> Option<&'static Committee> {
    ALL.iter().find(|committee| committee.code == code)
}

/// Whether the list has this code, or a part of this one.
pub fn has(code: &str) -> bool {
    let part = |of: &str| of.strip_prefix(code).is_some_and(|rest| rest.starts_with('.'));
    ALL.iter().any(|committee| committee.code == code || part(committee.code))
}

#[cfg(test)]
mod tests {
    use crate::identifier::JointCommittee;

    use super::*;

    #[test]
    fn every_line_is_read() {
        let lines = include_str!("../data/joint-committees.csv").lines().count() - 1;
        assert_eq!(all().len(), lines);
        for committee in all() {
            let code: JointCommittee = committee.code.parse().unwrap();
            assert_eq!(code.code(), committee.code);
            assert!(!committee.nl.is_empty() && !committee.fr.is_empty(), "{}", committee.code);
        }
        assert!(find("200").is_some_and(|c| c.until.is_none() && c.nl.contains("bedienden")));
        assert_eq!(find("113.01").and_then(|c| c.until), "2009Q3".parse().ok());
    }
}
