//! Whole numbers with the grouping of the language.

use fla_domain::language::Language;
use fluent_bundle::FluentValue;
use fluent_bundle::memoizer::MemoizerKind;

use super::T;

/// The mark between groups of three digits.
const fn group(language: Language) -> char {
    match language {
        Language::Nl | Language::De => '.',
        Language::Fr => '\u{202f}',
        Language::En => ',',
    }
}

/// The decimal mark.
pub(super) const fn decimal_mark(language: Language) -> char {
    match language {
        Language::En => '.',
        _ => ',',
    }
}

/// `digits` in groups of three from the right.
fn grouped(digits: &str, language: Language) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(group(language));
        }
        text.push(digit);
    }
    text
}

/// A whole number as people write it; years and codes are not for this.
pub(super) fn whole(value: i64, language: Language) -> String {
    let sign = if value < 0 { "−" } else { "" };
    format!("{sign}{}", grouped(&value.unsigned_abs().to_string(), language))
}

/// A whole number of any size; beyond 64 bits it stays at the bound.
pub trait Whole {
    /// The number.
    fn whole(&self) -> i64;
}

impl<W: Whole + ?Sized> Whole for &W {
    fn whole(&self) -> i64 {
        (**self).whole()
    }
}

macro_rules! wholes {
    ($($type:ty)+) => {$(
        impl Whole for $type {
            fn whole(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        }
    )+};
}
wholes!(i16 i32 i64 u8 u16 u32 u64 usize);

impl T {
    /// A whole number: `1.234`, `1 234`, `1,234`.
    pub fn number(self, value: impl Whole) -> String {
        whole(value.whole(), self.language())
    }

    /// A number given in hundredths, without idle zeros: `12,5` for 1250.
    pub fn hundredths(self, value: i64) -> String {
        let language = self.language();
        let sign = if value < 0 { "−" } else { "" };
        let value = value.unsigned_abs();
        let (units, rest) = (value / 100, value % 100);
        let units = grouped(&units.to_string(), language);
        let mark = decimal_mark(language);
        match rest {
            0 => format!("{sign}{units}"),
            r if r.is_multiple_of(10) => format!("{sign}{units}{mark}{}", r / 10),
            r => format!("{sign}{units}{mark}{r:02}"),
        }
    }

    /// A number given in thousandths, of which the last is not zero.
    pub fn thousandths(self, value: i64) -> String {
        let sign = if value < 0 { "−" } else { "" };
        let value = value.unsigned_abs();
        let units = grouped(&(value / 1_000).to_string(), self.language());
        format!("{sign}{units}{}{:03}", decimal_mark(self.language()), value % 1_000)
    }
}

type Formatter<M> = fn(&FluentValue<'_>, &M) -> Option<String>;

/// How numbers inside texts are written.
pub(super) fn formatter<M: MemoizerKind>(language: Language) -> Formatter<M> {
    match language {
        Language::Nl => |value, _| inside(value, Language::Nl),
        Language::Fr => |value, _| inside(value, Language::Fr),
        Language::De => |value, _| inside(value, Language::De),
        Language::En => |value, _| inside(value, Language::En),
    }
}

fn inside(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    number.as_string().parse().ok().map(|n: i64| whole(n, language))
}
