//! Reading a term of retention.

use super::fault::{Faults, complaint};
use super::read::{read_identity, read_source, read_texts};
use super::reader::Section;
use super::retention::{Kept, Retention, Term};
use crate::anomaly::Fault;

const KEYS: [&str; 8] =
    ["id", "version", "kind", "keep_years", "keep_days", "source", "title", "text"];

/// The retention of a table; `None` with at least one fault noted.
pub(super) fn read_retention(
    section: &Section<'_, '_>,
    faults: &mut Faults<'_>,
) -> Option<Retention> {
    let (id, version) = read_identity(section, faults);
    section.only(&KEYS, faults);
    let kind = read_kind(section, faults);
    let term = read_term(section, faults);
    let source = read_source(section, faults);
    let title = read_texts(section, "title", faults);
    let text = read_texts(section, "text", faults);
    Some(Retention {
        id: id?,
        version: version?,
        kind: kind?,
        term: term?,
        source: source?,
        title: title?,
        text: text?,
    })
}

fn read_kind(section: &Section<'_, '_>, faults: &mut Faults<'_>) -> Option<Kept> {
    let codes = Kept::ALL.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
    let mend = format!("Say what is kept: {codes}");
    let code = section.text("kind", &mend, faults)?;
    let kind = Kept::from_code(&code);
    if kind.is_none() {
        let wrong = format!("`{code}` is nothing that is kept");
        section.wrong("kind", complaint(Fault::OutsideDomain, wrong, &mend), faults);
    }
    kind
}

/// Years or days, and not both.
fn read_term(section: &Section<'_, '_>, faults: &mut Faults<'_>) -> Option<Term> {
    let years = section.value("keep_years").is_some();
    let days = section.value("keep_days").is_some();
    match (years, days) {
        (true, false) => section.number("keep_years", 0..=100, faults).map(Term::Years),
        (false, true) => section.number("keep_days", 0..=36_500, faults).map(Term::Days),
        (false, false) => {
            section.missing("keep_years", "Add `keep_years = 10` or `keep_days = 90`", faults);
            None
        }
        (true, true) => {
            let wrong = "`keep_years` stands beside it";
            let mend = "Remove one of the two";
            section.wrong("keep_days", complaint(Fault::Duplicate, wrong, mend), faults);
            None
        }
    }
}
