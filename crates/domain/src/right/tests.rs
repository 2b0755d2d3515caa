//! Tests of rights: what they share.

mod edges;
mod examples;
mod lookup;
mod properties;
mod reference;
mod workings;

use std::sync::LazyLock;

use jiff::civil::Date;

use super::*;
use crate::occupation::{Origin, Span};
use crate::quantity::Fraction;
use crate::rules::{Exact, RuleBook};
use crate::size::Band;
use crate::time::Year;

pub(super) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

/// A span from a day to a day (`""`: for ever) in a joint committee, at a percentage.
pub(super) fn span(from: &str, to: &str, committee: &str, percent: u32) -> Span {
    Span {
        from: date(from),
        to: (!to.is_empty()).then(|| date(to)),
        joint_committee: committee.parse().unwrap(),
        fraction: Fraction::new(percent * 38, 3800).unwrap(),
        origin: Origin::Dmfa,
        assumed: false,
    }
}

pub(super) fn size(band: Band) -> SizeUsed {
    SizeUsed { band, average: None, manual: false, unknown: false }
}

static SHIPPED: LazyLock<RuleBook> = LazyLock::new(RuleBook::builtin);

/// The rights by the shipped rules, with a day of 456 minutes.
pub(super) fn rights(year: Year, band: Band, spans: &[Span]) -> Vec<ComputedRight> {
    rights_by(&SHIPPED, year, band, spans)
}

pub(super) fn rights_by(
    book: &RuleBook,
    year: Year,
    band: Band,
    spans: &[Span],
) -> Vec<ComputedRight> {
    let size = size(band);
    compute(&RightInputs { book, year, spans, size: &size, day_minutes: 456, company: &[] })
}

/// The minutes by kind.
pub(super) fn minutes(rights: &[ComputedRight]) -> Vec<(RightKind, i64)> {
    for right in rights {
        assert!(right.working.adds_up(), "{:?}", right.working);
        assert_eq!(right.working.minutes, right.minutes);
    }
    rights.iter().map(|right| (right.kind, right.minutes.0)).collect()
}

pub(super) fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// The shipped book with one more file, in which texts and source are filled in.
pub(super) fn book_with(rule: &str) -> RuleBook {
    let texts = "nl = \"t\"\nfr = \"t\"\nde = \"t\"\nen = \"t\"";
    let file = format!(
        "[[rule]]\n{rule}\n[rule.source]\nname = \"n\"\nreference = \"r\"\n[rule.title]\n{texts}\n[rule.text]\n{texts}\n"
    );
    let files = RuleBook::shipped_files().map(|(name, text)| (name, text.to_owned()));
    RuleBook::load(files.chain([("own.toml", file)])).unwrap()
}
