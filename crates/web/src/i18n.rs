//! Everything a person reads, in four languages.
//!
//! Texts live in `locales/<language>/<subject>.ftl` and are part of the binary. [`T`] is a
//! language with a voice: a copyable value that pages and templates hold as `t`.
//!
//! | in a template | gives |
//! |---|---|
//! | `{{ t.get("home-title") }}` | a text |
//! | `{{ t.one("codes-count", "count", n) }}` | a text with one value; `two` and `three` exist too |
//! | `{{ t.prose("do-rules-part-text")\|safe }}` | paragraphs, lists, links and emphasis from one text |
//! | `{{ t.date(day) }}`, `{{ t.number(n) }}` | `14 mei 2026`, `1.234` |
//! | `{{ t.hours(m) }}`, `{{ t.days(m, day) }}` | `7 u 36`, `2,5 dagen` |
//!
//! A text is plain: the template escapes it. Values are never marked up.

mod amount;
mod anomaly;
mod date;
mod negotiate;
mod number;
mod prose;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fla_domain::language::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::Embed;

pub use amount::hundredths_of_days;
pub use anomaly::{AnomalyText, CATALOGUE, examples};
pub use negotiate::preferred;
pub(crate) use prose::render as rendered;

/// The text files.
#[derive(Embed)]
#[folder = "locales"]
struct Locales;

type Bundle = FluentBundle<FluentResource>;

static BUNDLES: LazyLock<[Bundle; 4]> = LazyLock::new(|| Language::ALL.map(bundle));

fn bundle(language: Language) -> Bundle {
    let tag = language.code().parse().expect("the four codes are language tags");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // All four languages run left to right: no isolation marks around values.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(number::formatter(language)));
    for path in Locales::iter().filter(|path| path.starts_with(language.code())) {
        let file = Locales::get(&path).expect("a listed file is there");
        let source = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(source)
            .unwrap_or_else(|(_, errors)| panic!("{path} does not parse: {errors:?}"));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("{path} repeats a key: {errors:?}"));
    }
    bundle
}

/// A value that can stand in a text.
pub trait Arg {
    /// The value as the text engine takes it; numbers keep their plural.
    fn value(&self) -> FluentValue<'_>;
}

impl<A: Arg + ?Sized> Arg for &A {
    fn value(&self) -> FluentValue<'_> {
        (**self).value()
    }
}

impl Arg for str {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self)
    }
}

impl Arg for String {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_str())
    }
}

impl Arg for Cow<'_, str> {
    fn value(&self) -> FluentValue<'_> {
        FluentValue::from(self.as_ref())
    }
}

macro_rules! number_args {
    ($($type:ty)+) => {$(
        impl Arg for $type {
            fn value(&self) -> FluentValue<'_> {
                FluentValue::from(*self)
            }
        }
    )+};
}
number_args!(i16 i32 i64 u8 u16 u32 u64 usize);

/// The texts of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct T(Language);

impl T {
    /// The texts of `language`.
    pub const fn new(language: Language) -> Self {
        Self(language)
    }

    /// The language.
    pub const fn language(self) -> Language {
        self.0
    }

    /// Its ISO 639-1 code, for `lang` attributes.
    pub const fn code(self) -> &'static str {
        self.0.code()
    }

    fn bundle(self) -> &'static Bundle {
        &BUNDLES[self.0 as usize]
    }

    /// Whether there is a text of that key.
    pub fn has(self, key: &str) -> bool {
        self.bundle().get_message(key).is_some_and(|m| m.value().is_some())
    }

    /// The text of `key`. A key that is missing shows itself between brackets and is logged:
    /// tests keep that from happening.
    pub fn get(self, key: &str) -> Cow<'static, str> {
        self.format(key, None).unwrap_or_else(|| missing(key))
    }

    /// The colon as the language sets it: in French not right behind the word.
    pub fn colon(self) -> &'static str {
        if self.language() == Language::Fr { "\u{a0}:" } else { ":" }
    }

    /// Something and what is said of it, with a colon between.
    pub fn says(self, what: impl fmt::Display, value: impl fmt::Display) -> String {
        format!("{what}{} {value}", self.colon())
    }

    /// The text of `key` with one value.
    pub fn one(self, key: &str, name: &str, value: impl Arg) -> String {
        self.with(key, &[(name, &value)])
    }

    /// The text of `key` with two values.
    pub fn two(self, key: &str, n1: &str, v1: impl Arg, n2: &str, v2: impl Arg) -> String {
        self.with(key, &[(n1, &v1), (n2, &v2)])
    }

    /// The text of `key` with three values.
    #[expect(clippy::too_many_arguments, reason = "templates cannot build a list of mixed values")]
    pub fn three(
        self,
        key: &str,
        n1: &str,
        v1: impl Arg,
        n2: &str,
        v2: impl Arg,
        n3: &str,
        v3: impl Arg,
    ) -> String {
        self.with(key, &[(n1, &v1), (n2, &v2), (n3, &v3)])
    }

    /// The text of `key` with any number of values.
    pub fn with(self, key: &str, values: &[(&str, &dyn Arg)]) -> String {
        let args: FluentArgs = values.iter().map(|(name, value)| (*name, value.value())).collect();
        self.format(key, Some(&args)).unwrap_or_else(|| missing(key)).into_owned()
    }

    /// `None` where the key is missing, or a value that the text asks for.
    fn format(self, key: &str, args: Option<&FluentArgs<'_>>) -> Option<Cow<'static, str>> {
        let bundle = self.bundle();
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors);
        if errors.is_empty() { Some(Cow::Owned(text.into_owned())) } else { None }
    }
}

fn missing(key: &str) -> Cow<'static, str> {
    tracing::error!(key, "a text is missing, or a value in it");
    Cow::Owned(format!("[{key}]"))
}
