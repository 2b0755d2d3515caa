//! Values as they are typed: what is taken, and in words what else would be.

use fla_domain::access::Quality;
use fla_domain::language::Language;
use fla_domain::quantity::Fraction;

use crate::config::DatabaseUrl;
use crate::words::anomaly;

/// A quality that can be given, by its code.
pub fn quality(text: &str) -> Result<Quality, String> {
    let given = || Quality::GIVEN.map(Quality::code).join(", ");
    Quality::from_code(text)
        .filter(|quality| Quality::GIVEN.contains(quality))
        .ok_or_else(|| format!("one of {}", given()))
}

/// A language, by its code.
pub fn language(text: &str) -> Result<Language, String> {
    Language::from_code(text).ok_or_else(|| "nl, fr, de or en".to_owned())
}

/// The address of a store.
pub fn database_url(text: &str) -> Result<DatabaseUrl, String> {
    let wrong = || "sqlite:<file>, or postgres://user@host/database".to_owned();
    DatabaseUrl::parse(text).ok_or_else(wrong)
}

/// The number of a sender.
pub fn sender(text: &str) -> Result<u32, String> {
    let six = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    let number = six.then(|| text.parse().ok()).flatten().filter(|number| *number > 0);
    number.ok_or_else(|| "six digits, not 000000".to_owned())
}

/// SHA-256 of a certificate in hexadecimal digits, with colons between them or without.
pub fn fingerprint(text: &str) -> Result<String, String> {
    let digits: String = text.chars().filter(|c| *c != ':').collect::<String>().to_lowercase();
    if digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        Ok(digits)
    } else {
        Err("64 hexadecimal digits, as of openssl x509 -noout -fingerprint -sha256".to_owned())
    }
}

/// A number with at most two decimals, in hundredths.
pub fn hundredths(text: &str) -> Result<i64, String> {
    let wrong = || "a number with at most two decimals, such as 19.75".to_owned();
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 2 || !digits(whole) || !digits(part) {
        return Err(wrong());
    }
    format!("{whole}{part:0<2}").parse().map_err(|_| wrong())
}

/// `80%` or `30.4/38`.
pub fn fraction(text: &str) -> Result<Fraction, String> {
    let read = match text.split_once('/') {
        Some((q, s)) => fla_web::form::fraction("", q, s),
        None => fla_web::form::fraction(text, "", ""),
    };
    read.map_err(|(_, fault)| anomaly(&fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_senders_and_fingerprints_have_one_form() {
        assert_eq!(sender("001234"), Ok(1234));
        assert!(["1234", "000000", "12345a", "+12345"].iter().all(|bad| sender(bad).is_err()));
        let (with, without) = (["AB"; 32].join(":"), "ab".repeat(32));
        assert_eq!((fingerprint(&with), fingerprint(&without)), (Ok(without.clone()), Ok(without)));
        assert!(fingerprint("ab").is_err() && fingerprint(&"g".repeat(64)).is_err());
    }

    #[test]
    fn fractions_and_averages_are_exact() {
        let of = |text| fraction(text).map(|f| (f.q(), f.s())).ok();
        assert_eq!(of("80%"), Some((800, 1_000)));
        assert_eq!(of("30.4/38"), Some((3_040, 3_800)));
        assert_eq!((of("10/0"), of("33.33%"), of("150%")), (None, None, None));
        assert_eq!(hundredths("19.75"), Ok(1975));
        assert_eq!(hundredths("25"), Ok(2500));
        for bad in ["", "-1", "1.234", "x", ".5", "1e3"] {
            assert!(hundredths(bad).is_err(), "{bad}");
        }
    }
}
