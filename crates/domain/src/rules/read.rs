//! Reading a rule file: its tables, and what rules and conventions have in common.

use toml::Spanned;
use toml::de::DeTable;

use super::fault::{Faults, Place, RuleFault, complaint};
use super::model::{Conventions, Rule, Source, Texts};
use super::read_convention::read_convention;
use super::read_retention::read_retention;
use super::read_rule::read_rule;
use super::reader::{Section, Value, items_of};
use super::retention::Retention;
use crate::anomaly::Fault;
use crate::language::Language;

/// What was read, with its place.
pub(super) struct Located<T> {
    pub item: T,
    pub place: Place,
}

/// All that the files hold.
#[derive(Default)]
pub(super) struct Contents {
    pub rules: Vec<Located<Rule>>,
    pub conventions: Vec<Located<Conventions>>,
    pub retentions: Vec<Located<Retention>>,
    pub faults: Vec<RuleFault>,
}

impl Contents {
    /// Reads a file and adds what it holds.
    pub fn read(&mut self, file: &str, text: &str) {
        let mut faults = Faults::new(file, text);
        match DeTable::parse(text) {
            Ok(document) => self.read_document(&document, &mut faults),
            Err(error) => {
                let mend = "Correct the TOML here; nothing after it was read";
                let wrong = error.message().lines().collect::<Vec<_>>().join(" ");
                let span = error.span().unwrap_or(0..0);
                faults.add(&span, "", complaint(Fault::Invalid, wrong, mend));
            }
        }
        self.faults.append(&mut faults.found);
    }

    fn read_document(&mut self, document: &Spanned<DeTable<'_>>, faults: &mut Faults<'_>) {
        let root = Section { table: document.get_ref(), span: 0..0, path: String::new() };
        root.only(&["rule", "convention", "retention"], faults);
        if root.table.is_empty() {
            root.missing("rule", "Add a [[rule]] or a [[convention]], or remove the file", faults);
        }
        read_all(&root, "rule", read_rule, &mut self.rules, faults);
        read_all(&root, "convention", read_convention, &mut self.conventions, faults);
        read_all(&root, "retention", read_retention, &mut self.retentions, faults);
    }
}

/// Reads every table of a list.
fn read_all<'a, 't, T>(
    root: &Section<'a, 't>,
    key: &str,
    read: impl Fn(&Section<'a, 't>, &mut Faults<'_>) -> Option<T>,
    into: &mut Vec<Located<T>>,
    faults: &mut Faults<'_>,
) {
    let Some(list) = root.value(key) else { return };
    let tables: Vec<&'a Value<'t>> = items_of(list, key, faults);
    for value in tables {
        faults.rule = None;
        let Some(section) = Section::of(value, key, faults) else { continue };
        if let Some(item) = read(&section, faults) {
            into.push(Located { item, place: faults.place(section.span.start) });
        }
        faults.rule = None;
    }
}

/// Identifier and version; from here on faults name the identifier.
pub(super) fn read_identity(
    section: &Section<'_, '_>,
    faults: &mut Faults<'_>,
) -> (Option<String>, Option<u32>) {
    let mend = "Add a stable identifier such as \"be.jc.200\"";
    let id = section.text("id", mend, faults);
    faults.rule.clone_from(&id);
    let fits = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'-');
    let id = id.filter(|id| {
        let good = id.len() <= 64 && id.bytes().all(fits);
        if !good {
            let wrong = format!("`{id}` is no identifier");
            let mend = "Use at most 64 lower-case letters, digits, dots and hyphens";
            section.wrong("id", complaint(Fault::Invalid, wrong, mend), faults);
        }
        good
    });
    (id, section.number("version", 1..=1_000_000, faults))
}

/// The source of a rule.
pub(super) fn read_source(section: &Section<'_, '_>, faults: &mut Faults<'_>) -> Option<Source> {
    let mend = "Add a table `source` with `name` and `reference`: no rule stands without a source";
    let source = section.section("source", mend, faults)?;
    source.only(&["name", "reference"], faults);
    let name = read_words(&source, "name", "Name the act, the fund or the publisher", faults);
    let mend = "Give the article, or the number and date of the agreement";
    let reference = read_words(&source, "reference", mend, faults);
    Some(Source { name: name?, reference: reference? })
}

/// A text that is the same in the four languages, or a table with one for each.
fn read_words(
    section: &Section<'_, '_>,
    key: &str,
    mend: &str,
    faults: &mut Faults<'_>,
) -> Option<Texts> {
    if section.value(key).is_some_and(|value| value.get_ref().is_table()) {
        return read_texts(section, key, faults);
    }
    section.text(key, mend, faults).map(|text| Texts::same(&text))
}

/// A text in four languages.
pub(super) fn read_texts(
    section: &Section<'_, '_>,
    key: &str,
    faults: &mut Faults<'_>,
) -> Option<Texts> {
    let codes = Language::ALL.map(Language::code);
    let mend = "Add a table with nl, fr, de and en";
    let texts = section.section(key, mend, faults)?;
    texts.only(&codes, faults);
    let [nl, fr, de, en] =
        codes.map(|code| texts.text(code, "Add the text in this language", faults));
    Some(Texts([nl?, fr?, de?, en?]))
}
