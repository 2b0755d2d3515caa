//! What may not stand in an address: numbers by which people are known. Addresses stay in
//! histories, in logs on the way and on shared screens; a form that is sent does not.

use axum::http::Uri;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use url::form_urlencoded;

/// Digits of an SSIN.
const DIGITS: usize = 11;

/// Whether a text holds what looks like an SSIN: eleven digits that stand alone, with or without
/// punctuation between them, whether they check or not.
pub fn holds_ssin(text: &str) -> bool {
    let joins = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".-/_\u{2013}".contains(c);
    let mut before = None;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        before = rest[..start].chars().next_back().or(before.filter(|_| start == 0));
        let run = &rest[start..];
        let end = run.find(|c: char| !joins(c)).unwrap_or(run.len());
        let after = run[end..].chars().next();
        // A run that touches a letter is part of a name of something, such as of a record.
        let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let digits = run[..end].chars().filter(char::is_ascii_digit).count();
        let apart = run[..end].ends_with(char::is_whitespace) || !touches(after);
        if digits == DIGITS && !touches(before) && apart {
            return true;
        }
        before = run[..end].chars().next_back();
        rest = &run[end..];
    }
    false
}

/// Whether an address holds what looks like an SSIN. The way back from sign-in is left out: what
/// stands there is the provider's.
pub fn tells_ssin(uri: &Uri) -> bool {
    if uri.path() == "/sign-in/callback" {
        return false;
    }
    let query = uri.query().unwrap_or_default();
    let values = form_urlencoded::parse(query.as_bytes());
    let segments = uri.path().split('/').flat_map(|s| form_urlencoded::parse(s.as_bytes()));
    values.chain(segments).any(|(name, value)| holds_ssin(&name) || holds_ssin(&value))
}

/// The fault of an address with an SSIN in it.
pub fn fault() -> Anomaly {
    Anomaly::new(Zone::Ssin, Fault::Forbidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ssin_is_seen_however_it_is_written() {
        for text in [
            "00010190146",
            "00.01.01-901.46",
            "00 01 01 901 46",
            "000101/901/46",
            "Peeters 00010190146",
            "(00010190146)",
            "00010190146 Peeters",
            "00010190147",
        ] {
            assert!(holds_ssin(text), "{text}");
        }
        for text in [
            "",
            "Peeters",
            "0001019014",
            "000101901461",
            "2026-11-23 2026-11-24",
            "a0001019-0146",
            "0001019-0146-4a",
            "00000000-0000-4000-8000-000000000000",
            "0190146a-1234-7890-8123-456789012345",
            "ISO 9001 2015",
        ] {
            assert!(!holds_ssin(text), "{text}");
        }
    }

    #[test]
    fn addresses_are_read_as_they_are_decoded() {
        let tells = |text: &str| tells_ssin(&text.parse().unwrap());
        assert!(tells("/register/x/employees?name=00.01.01-901.46"));
        assert!(tells("/register/x/employees?name=00%2E01%2E01%2D901%2E46"));
        assert!(tells("/register/x/employees?name=00+01+01+901+46&page=2"));
        assert!(tells("/register/x/employees/00010190146"));
        assert!(tells("/help?00010190146"));
        assert!(tells("/sign-in?return=%2Fregister%2Fx%3Fname%3D00010190146"));
        assert!(!tells("/sign-in/callback?code=00010190146&state=x"));
        assert!(!tells(
            "/register/0190146a-1234-7890-8123-456789012345/history?before=1795445400000000"
        ));
    }
}
