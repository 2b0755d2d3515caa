//! The rule book: all rules and conventions, read, checked and found by joint committee and year.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::check::check_together;
use super::fault::RuleFault;
use super::model::{Conventions, Rule};
use super::read::Contents;
use super::retention::{Kept, Retention};
use crate::time::Year;

/// The files that come with the product, by name.
const SHIPPED: [(&str, &str); 6] = [
    ("be-jc-116.toml", include_str!("../../../../rules/be-jc-116.toml")),
    ("be-jc-119.toml", include_str!("../../../../rules/be-jc-119.toml")),
    ("be-jc-200.toml", include_str!("../../../../rules/be-jc-200.toml")),
    ("be-statutory.toml", include_str!("../../../../rules/be-statutory.toml")),
    ("conventions.toml", include_str!("../../../../rules/conventions.toml")),
    ("retention.toml", include_str!("../../../../rules/retention.toml")),
];

/// All rules and conventions that an operator put in force.
#[derive(Clone, Debug)]
pub struct RuleBook {
    /// By identifier, the highest version first.
    rules: Vec<Rule>,
    /// Places of sector rules in `rules`, by joint committee, in that order.
    sectoral: BTreeMap<String, Vec<usize>>,
    /// Places of statutory rules in `rules`, in that order.
    statutory: Vec<usize>,
    /// By first day, the highest version last.
    conventions: Vec<Conventions>,
    /// By kind, the highest version last.
    retentions: Vec<Retention>,
}

impl RuleBook {
    /// Reads rule files, each a name (used in faults only) and its text. Either all are without
    /// fault and go together, or every fault found is told, file by file.
    pub fn load<N, T>(files: impl IntoIterator<Item = (N, T)>) -> Result<Self, Vec<RuleFault>>
    where
        N: AsRef<str>,
        T: AsRef<str>,
    {
        let mut contents = Contents::default();
        for (name, text) in files {
            contents.read(name.as_ref(), text.as_ref());
        }
        check_together(&mut contents);
        if !contents.faults.is_empty() {
            return Err(contents.faults);
        }
        let rules = contents.rules.into_iter().map(|r| r.item).collect();
        let conventions = contents.conventions.into_iter().map(|c| c.item).collect();
        Ok(Self::of(rules, conventions, contents.retentions.into_iter().map(|r| r.item).collect()))
    }

    /// The files that come with the product, to be loaded together with an operator's own.
    pub fn shipped_files<'a>() -> impl Iterator<Item = (&'a str, &'a str)> {
        let files: [(&'a str, &'a str); 6] = SHIPPED;
        files.into_iter()
    }

    /// The book of the files that come with the product.
    pub fn builtin() -> Self {
        Self::load(Self::shipped_files()).expect("a test loads the shipped files")
    }

    fn of(
        mut rules: Vec<Rule>,
        mut conventions: Vec<Conventions>,
        mut retentions: Vec<Retention>,
    ) -> Self {
        retentions.sort_by_key(|r| (r.kind, r.version));
        rules.sort_by(|a, b| a.id.cmp(&b.id).then(b.version.cmp(&a.version)));
        conventions.sort_by_key(|c| (c.from, c.version));
        let mut sectoral: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut statutory = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            match rule.joint_committee() {
                Some(code) => sectoral.entry(code.code().to_owned()).or_default().push(at),
                None => statutory.push(at),
            }
        }
        Self { rules, sectoral, statutory, conventions, retentions }
    }

    /// All rules, by identifier, the highest version first.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// All conventions, by first day, then version.
    pub fn all_conventions(&self) -> &[Conventions] {
        &self.conventions
    }

    /// All terms of retention, by kind, then version.
    pub fn retentions(&self) -> &[Retention] {
        &self.retentions
    }

    /// How long something is kept; `None` for ever.
    pub fn retention(&self, kind: Kept) -> Option<&Retention> {
        self.retentions.iter().rfind(|r| r.kind == kind)
    }

    /// A rule by identifier and version, as a stored working names it.
    pub fn rule(&self, id: &str, version: u32) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id && rule.version == version)
    }

    /// The conventions that hold on a day; before the first of them, the first.
    pub fn conventions(&self, date: Date) -> &Conventions {
        let begun = self.conventions.iter().rfind(|c| c.from <= date);
        begun.or(self.conventions.first()).expect("a book without conventions does not load")
    }

    /// Which rules and conventions of rights the book holds, as `be.jc.200@1;be.statutory@1`, sorted: equal
    /// for equal books, so that a stored right can tell which book computed it.
    pub fn digest(&self) -> String {
        let rules = self.rules.iter().map(|r| (r.id.as_str(), r.version));
        let conventions = self.conventions.iter().map(|c| (c.id.as_str(), c.version));
        let mut all: Vec<_> = rules.chain(conventions).collect();
        all.sort_unstable();
        let tags: Vec<_> = all.iter().map(|(id, version)| format!("{id}@{version}")).collect();
        tags.join(";")
    }

    /// The sector rules of exactly this joint committee, valid or not.
    pub(super) fn of_committee(&self, code: &str) -> impl Iterator<Item = &Rule> {
        self.sectoral.get(code).into_iter().flatten().map(|&at| &self.rules[at])
    }

    /// The statutory rule of a year.
    pub fn statutory(&self, year: Year) -> Option<&Rule> {
        self.statutory.iter().map(|&at| &self.rules[at]).find(|rule| rule.is_valid_in(year))
    }
}
