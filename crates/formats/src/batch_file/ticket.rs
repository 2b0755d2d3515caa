//! Tickets: what the register calls a file, or a form of it, once it took it.

use std::fmt;
use std::str::FromStr;

use fla_domain::anomaly::{Anomaly, Fault, Zone};

/// The digits, in the order of their values: those of Crockford's base 32, without `I`, `L`, `O`
/// and `U`, which people mistake for others.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Digits of the file's serial number.
const SERIAL: u32 = 7;
/// Digits of the form's number.
const FORM: u32 = 5;

/// The ticket of a file or of one of its forms: thirteen characters, seven for the serial number of
/// the file, five for the number of the form (0 for the file itself) and a check character.
///
/// The check character is the one with which the thirteen digits, as elements of the field of 32,
/// sum to nought when each is multiplied by another power of a generator. So it finds every single
/// wrong character and every two that changed places.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    serial: u64,
    form: u32,
}

impl Ticket {
    /// Highest serial number of a file.
    pub const LAST_SERIAL: u64 = (1 << (5 * SERIAL)) - 1;
    /// Highest number of a form.
    pub const LAST_FORM: u64 = (1 << (5 * FORM)) - 1;

    /// The ticket of the file with a serial number; `None` above [`Ticket::LAST_SERIAL`].
    pub const fn of_file(serial: u64) -> Option<Self> {
        Self::of_form(serial, 0)
    }

    /// The ticket of a form of that file, counted from 1; `None` above [`Ticket::LAST_FORM`].
    pub const fn of_form(serial: u64, form: u64) -> Option<Self> {
        if serial > Self::LAST_SERIAL || form > Self::LAST_FORM {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "25 bits fit")]
        let form = form as u32;
        Some(Self { serial, form })
    }

    /// The serial number of the file.
    pub const fn serial(self) -> u64 {
        self.serial
    }

    /// The number of the form in the file, from 1; `None` in the ticket of the file itself.
    pub const fn form(self) -> Option<u64> {
        match self.form {
            0 => None,
            n => Some(n as u64),
        }
    }

    /// The twelve digits and the check digit.
    fn digits(self) -> [u8; 13] {
        let value = (self.serial << (5 * FORM)) | u64::from(self.form);
        let mut digits = [0; 13];
        for (n, digit) in (0..12).rev().zip(&mut digits) {
            *digit = u8::try_from((value >> (5 * n)) & 31).unwrap_or(0);
        }
        digits[12] = check(&digits[..12]);
        digits
    }
}

/// The check digit of the digits before it: Horner's rule in the field of 32 elements, with the
/// generator x modulo x⁵ + x² + 1.
fn check(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |sum, digit| {
        let product = (sum ^ digit) << 1;
        if product & 32 == 0 { product } else { product ^ 0b10_0101 }
    })
}

impl fmt::Display for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits().iter().try_for_each(|d| write!(f, "{}", char::from(DIGITS[usize::from(*d)])))
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ticket({self})")
    }
}

impl FromStr for Ticket {
    type Err = Anomaly;

    /// Reads thirteen digits and capital letters and checks them.
    fn from_str(text: &str) -> Result<Self, Anomaly> {
        let bad = |fault| Anomaly::new(Zone::Ticket, fault);
        if text.is_empty() {
            return Err(bad(Fault::Missing));
        }
        if text.len() != 13 {
            return Err(bad(Fault::Invalid));
        }
        let mut digits = [0; 13];
        for (digit, byte) in digits.iter_mut().zip(text.bytes()) {
            let value = DIGITS.iter().position(|d| *d == byte).and_then(|n| u8::try_from(n).ok());
            *digit = value.ok_or_else(|| bad(Fault::Invalid))?;
        }
        if check(&digits[..12]) != digits[12] {
            return Err(bad(Fault::CheckDigits));
        }
        let value = digits[..12].iter().fold(0, |value, d| (value << 5) | u64::from(*d));
        Self::of_form(value >> (5 * FORM), value & Self::LAST_FORM)
            .ok_or_else(|| bad(Fault::Invalid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for serial in [0, 1, 31, 32, 4_711, Ticket::LAST_SERIAL] {
            for form in [0, 1, 2, 1_000_000, Ticket::LAST_FORM] {
                let ticket = Ticket::of_form(serial, form).unwrap();
                let text = ticket.to_string();
                assert_eq!(text.len(), 13);
                let read: Ticket = text.parse().unwrap();
                assert_eq!((read.serial(), read.form().unwrap_or(0)), (serial, form));
            }
        }
        assert_eq!(Ticket::of_file(4711).unwrap().to_string(), "00004K700000W");
        assert!(Ticket::of_file(Ticket::LAST_SERIAL + 1).is_none());
        assert!(Ticket::of_form(1, Ticket::LAST_FORM + 1).is_none());
    }

    #[test]
    fn one_wrong_character_and_two_that_changed_places_are_found() {
        let right = Ticket::of_form(81_985_529_216, 9_999_999);
        assert!(right.is_none());
        let right = Ticket::of_form(29_216_815_985, 9_999_999).unwrap().to_string();
        for at in 0..13 {
            for digit in DIGITS {
                let mut wrong = right.clone().into_bytes();
                wrong[at] = *digit;
                let wrong = String::from_utf8(wrong).unwrap();
                assert_eq!(wrong.parse::<Ticket>().is_ok(), wrong == right, "{wrong}");
            }
            for other in 0..at {
                let mut wrong = right.clone().into_bytes();
                wrong.swap(at, other);
                let wrong = String::from_utf8(wrong).unwrap();
                assert_eq!(wrong.parse::<Ticket>().is_ok(), wrong == right, "{wrong}");
            }
        }
    }

    #[test]
    fn other_texts_are_none() {
        for (text, code) in [
            ("", "TICKET-001"),
            ("00004K700000", "TICKET-003"),
            ("00004k700000W", "TICKET-003"),
            ("0000OK700000W", "TICKET-003"),
            ("00004K700000X", "TICKET-004"),
        ] {
            assert_eq!(text.parse::<Ticket>().unwrap_err().code(), code, "{text}");
        }
    }
}
