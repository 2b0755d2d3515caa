//! What the Crossroads Bank for Enterprises says of a number, in words beside it.

use fla_app::CbeEntry;

use crate::i18n::T;
use crate::view::Tone;

/// What it says of an organisation of that name.
pub fn beside_name(t: T, entry: &CbeEntry, name: &str) -> (Tone, String) {
    match &entry.name {
        Some(registered) if registered == name => {
            (Tone::Good, t.one("cbe-same", "date", t.date(entry.snapshot)))
        }
        _ => beside_number(t, entry),
    }
}

/// What it says of a number.
pub fn beside_number(t: T, entry: &CbeEntry) -> (Tone, String) {
    let date = t.date(entry.snapshot);
    match &entry.name {
        Some(name) => (Tone::Info, t.two("cbe-name", "name", name.as_str(), "date", date)),
        None if entry.known => (Tone::Info, t.one("cbe-nameless", "date", date)),
        None => (Tone::Warning, t.one("cbe-unknown", "date", date)),
    }
}
