//! How an input is not of the form of the contract, in the caller's language.

use fla_web::i18n::{Arg, T};

/// What is wrong with the form of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// It is missing.
    Missing,
    /// It is missing, and so is the other one of which one is needed.
    MissingBoth(&'static str),
    /// Neither people are given nor everybody is meant.
    MissingPeople,
    /// None of several minutes is given.
    MissingMinutes,
    /// It stands beside another in whose place it may stand.
    Beside(&'static str),
    /// It stands more than once.
    Twice,
    /// Not a text that any store can keep.
    Text,
    /// It holds the character U+0000.
    Zero,
    /// Not a date.
    Date,
    /// Not a whole number from the first to the second.
    Number(i64, i64),
    /// None of these.
    Choice(String),
    /// Neither true nor false.
    Boolean,
    /// Not an object.
    Object,
    /// Not a list of so many objects.
    Objects(usize, usize),
    /// Not a list of so many texts.
    Texts(usize, usize),
    /// Not an id.
    Id,
    /// Not the name of a task.
    Task,
    /// Not an SSIN in digits alone.
    ElevenDigits,
    /// It has digits, where an SSIN could stand.
    NoDigits,
    /// Longer than so many characters.
    Longer(usize),
    /// Not a name of so many printable characters at most.
    Name(usize),
    /// Not taken from the link of an answer.
    Link,
    /// Outside the period that is compared.
    OutsidePeriod,
    /// Longer than a year is compared.
    LongPeriod,
    /// Not exactly one change is asked for.
    OneChange,
    /// Two references that are not the same.
    OtherReference,
    /// No version was told.
    NoVersion,
    /// What was told is the `ETag` of no one version.
    Version,
    /// The body is not a JSON object.
    JsonObject,
    /// The body is not JSON, seen at a line and column.
    NotJson(usize, usize),
    /// A name stands twice in an object, seen at a line and column.
    NameTwice(usize, usize),
    /// The body did not arrive whole.
    Cut,
    /// The same, and what came of it is kept.
    CutKept,
    /// Not a whole number of bytes.
    Bytes,
    /// Less than one.
    AtLeastOne,
    /// Another length than at the beginning.
    OtherLength,
    /// Bytes are still missing at the end.
    BytesMissing,
    /// Does not say whether the last bytes come.
    Complete,
    /// Not a dictionary of digests.
    Digests,
    /// Not a selection of fields.
    Selection,
    /// The resource has no such field, but these.
    NoField(String, String),
}

impl Form {
    /// What it says, in a language.
    pub fn text(&self, t: T) -> String {
        let (key, values) = self.parts();
        let values: Vec<(&str, &dyn Arg)> =
            values.iter().map(|(name, value)| (*name, value as &dyn Arg)).collect();
        t.with(key, &values)
    }

    fn parts(&self) -> (&'static str, Vec<(&'static str, String)>) {
        let one = |name, value: &dyn std::fmt::Display| vec![(name, value.to_string())];
        let range = |least: &dyn std::fmt::Display, most: &dyn std::fmt::Display| {
            vec![("least", least.to_string()), ("most", most.to_string())]
        };
        let at = |line: &usize, column: &usize| {
            vec![("line", line.to_string()), ("column", column.to_string())]
        };
        let plain = Vec::new;
        match self {
            Self::Missing => ("form-fault-missing", plain()),
            Self::MissingBoth(other) => ("form-fault-missing-both", one("other", other)),
            Self::MissingPeople => ("form-fault-missing-people", plain()),
            Self::MissingMinutes => ("form-fault-missing-minutes", plain()),
            Self::Beside(other) => ("form-fault-beside", one("other", other)),
            Self::Twice => ("form-fault-twice", plain()),
            Self::Text => ("form-fault-text", plain()),
            Self::Zero => ("form-fault-zero", plain()),
            Self::Date => ("form-fault-date", plain()),
            Self::Number(least, most) => ("form-fault-number", range(least, most)),
            Self::Choice(all) => ("form-fault-choice", one("all", all)),
            Self::Boolean => ("form-fault-boolean", plain()),
            Self::Object => ("form-fault-object", plain()),
            Self::Objects(least, most) => ("form-fault-objects", range(least, most)),
            Self::Texts(least, most) => ("form-fault-texts", range(least, most)),
            Self::Id => ("form-fault-id", plain()),
            Self::Task => ("form-fault-task", plain()),
            Self::ElevenDigits => ("form-fault-eleven-digits", plain()),
            Self::NoDigits => ("form-fault-no-digits", plain()),
            Self::Longer(most) => ("form-fault-longer", one("most", most)),
            Self::Name(most) => ("form-fault-name", one("most", most)),
            Self::Link => ("form-fault-link", plain()),
            Self::OutsidePeriod => ("form-fault-outside-period", plain()),
            Self::LongPeriod => ("form-fault-long-period", plain()),
            Self::OneChange => ("form-fault-one-change", plain()),
            Self::OtherReference => ("form-fault-other-reference", plain()),
            Self::NoVersion => ("form-fault-no-version", plain()),
            Self::Version => ("form-fault-version", plain()),
            Self::JsonObject => ("form-fault-json-object", plain()),
            Self::NotJson(line, column) => ("form-fault-not-json", at(line, column)),
            Self::NameTwice(line, column) => ("form-fault-name-twice", at(line, column)),
            Self::Cut => ("form-fault-cut", plain()),
            Self::CutKept => ("form-fault-cut-kept", plain()),
            Self::Bytes => ("form-fault-bytes", plain()),
            Self::AtLeastOne => ("form-fault-at-least-one", plain()),
            Self::OtherLength => ("form-fault-other-length", plain()),
            Self::BytesMissing => ("form-fault-bytes-missing", plain()),
            Self::Complete => ("form-fault-complete", plain()),
            Self::Digests => ("form-fault-digests", plain()),
            Self::Selection => ("form-fault-selection", plain()),
            Self::NoField(name, known) => {
                ("form-fault-no-field", vec![("name", name.clone()), ("known", known.clone())])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use fla_domain::language::Language;

    use super::*;

    /// The texts of the whole file, in English.
    const TEXTS: &str = include_str!("../../web/locales/en/api_forms.ftl");

    fn all() -> Vec<Form> {
        use Form::*;
        let text = || "x1".to_owned();
        let plain =
            [Missing, MissingPeople, MissingMinutes, Twice, Text, Zero, Date, Boolean, Object]
                .into_iter()
                .chain([
                    Id,
                    Task,
                    ElevenDigits,
                    NoDigits,
                    Link,
                    OutsidePeriod,
                    LongPeriod,
                    OneChange,
                ])
                .chain([OtherReference, NoVersion, Version, JsonObject, Cut, CutKept, Bytes])
                .chain([AtLeastOne, OtherLength, BytesMissing, Complete, Digests, Selection]);
        let with = [
            MissingBoth("x1"),
            Beside("x1"),
            Number(31, 32),
            Choice(text()),
            Objects(31, 32),
            Texts(31, 32),
            Longer(31),
            Name(31),
            NotJson(31, 32),
            NameTwice(31, 32),
            NoField(text(), "x2".to_owned()),
        ];
        plain.chain(with).collect()
    }

    #[test]
    fn each_has_a_text_with_its_values_in_every_language() {
        let all = all();
        let texts = TEXTS.lines().filter(|line| line.starts_with("form-fault-")).count();
        assert_eq!(all.len() + 1, texts, "and one for inputs that the contract does not know");
        for form in all {
            let (key, values) = form.parts();
            for language in Language::ALL {
                let text = form.text(T::new(language));
                assert!(T::new(language).has(key), "{key} in {language:?}");
                assert!(values.iter().all(|(_, value)| text.contains(value)), "{text}");
            }
        }
    }
}
