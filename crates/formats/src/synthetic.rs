//! Numbers that check and names that belong to nobody, for demonstrations, tests and
//! measurements. The n-th is always the same, and no two are.

mod forms;
mod names;

use std::fmt::Display;
use std::str::FromStr;

use fla_domain::identifier::{EnterpriseNumber, NssoNumber, Ssin};
use fla_domain::language::Language;
use jiff::civil::Date;

pub use forms::{hiring, person, registration};

/// How many numbers [`ssin`] can make.
pub const SSINS: u32 = DAYS * COUNTERS;
/// How many numbers [`enterprise`] can make.
pub const ENTERPRISES: u32 = 1_000_000;
/// How many numbers [`nsso`] can make.
pub const NSSO_NUMBERS: u32 = 99_999;

/// Days of the years 1900 to 1910.
const DAYS: u32 = 4017;
/// Counters 901 to 998.
const COUNTERS: u32 = 98;

/// The `n`-th SSIN, `n` below [`SSINS`]: born from 1900 to 1910 with a counter above 900, which
/// nobody alive has.
///
/// # Panics
/// Where `n` is too large.
pub fn ssin(n: u32) -> Ssin {
    assert!(n < SSINS, "there are {SSINS} synthetic numbers");
    let born = birth_date(n);
    let counter = 901 + n / DAYS;
    let nine = u64::from(counter)
        + 1000 * u64::from(born.day().unsigned_abs())
        + 100_000 * u64::from(born.month().unsigned_abs())
        + 10_000_000 * u64::from(born.year().unsigned_abs() - 1900);
    checked(&format!("{nine:09}{:02}", 97 - nine % 97))
}

/// Whether a number is of those that [`ssin`] makes: born from 1900 to 1910, by its check digits
/// too, with a counter above 900.
pub fn is_synthetic(ssin: &Ssin) -> bool {
    let digits = ssin.digits();
    let number = |range: std::ops::Range<usize>| digits[range].parse::<u64>().unwrap_or(0);
    let born_in_the_1900s = 97 - number(0..9) % 97 == number(9..11);
    let register_number = (1..=12).contains(&number(2..4)) && (1..=31).contains(&number(4..6));
    born_in_the_1900s && register_number && number(0..2) <= 10 && number(6..9) > 900
}

/// The date of birth of the `n`-th person, as in the number of [`ssin`].
pub fn birth_date(n: u32) -> Date {
    let first = Date::constant(1900, 1, 1);
    first.checked_add(jiff::Span::new().days(n % DAYS)).expect("a day before 1911")
}

/// The `n`-th enterprise number, `n` below [`ENTERPRISES`], from `0100.000`, a range that is not
/// given out.
///
/// # Panics
/// Where `n` is too large.
pub fn enterprise(n: u32) -> EnterpriseNumber {
    assert!(n < ENTERPRISES, "there are {ENTERPRISES} synthetic numbers");
    let eight = 1_000_000 + n;
    checked(&format!("{eight:08}{:02}", 97 - eight % 97))
}

/// The `n`-th NSSO number, `n` below [`NSSO_NUMBERS`], from 1900000.
///
/// # Panics
/// Where `n` is too large.
pub fn nsso(n: u32) -> NssoNumber {
    assert!(n < NSSO_NUMBERS, "there are {NSSO_NUMBERS} synthetic numbers");
    let seven = 1_900_000 + u64::from(n);
    let check = match 96 - (seven * 100) % 97 {
        0 => 97,
        check => check,
    };
    checked(&format!("{seven}{check:02}"))
}

/// The `n`-th establishment unit number, of the same check as an enterprise number.
///
/// # Panics
/// Where `n` is not below [`ENTERPRISES`].
pub fn local_unit(n: u32) -> u64 {
    assert!(n < ENTERPRISES, "there are {ENTERPRISES} synthetic numbers");
    let eight = 20_000_000 + u64::from(n);
    eight * 100 + 97 - eight % 97
}

/// A name that is given to nobody: invented family names with common given names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Given name.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// The language it sounds of.
    pub language: Language,
}

/// The `n`-th name; six in eleven Dutch, four French, one German. Names come again, numbers of
/// [`ssin`] do not.
pub fn name(n: u32) -> Name {
    let (language, given, family) = match n % 11 {
        0 | 2 | 4 | 6 | 8 | 10 => (Language::Nl, &names::GIVEN_NL, &names::FAMILY_NL),
        5 => (Language::De, &names::GIVEN_DE, &names::FAMILY_DE),
        _ => (Language::Fr, &names::GIVEN_FR, &names::FAMILY_FR),
    };
    let pick = |list: &[&'static str; 24], word: u64| list[usize::try_from(word % 24).unwrap_or(0)];
    let word = mix(u64::from(n));
    Name { given: pick(given, word), family: pick(family, word >> 32), language }
}

/// A number that looks drawn by lot but is always the same for the same `seed` (the output
/// function of `SplitMix64`).
pub const fn mix(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn checked<T: FromStr<Err: Display>>(digits: &str) -> T {
    match digits.parse() {
        Ok(number) => number,
        Err(error) => unreachable!("a number made here checks, but: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_ssin_is_valid_and_another() {
        let all: HashSet<Ssin> = (0..SSINS).map(ssin).collect();
        assert_eq!(all.len(), SSINS as usize);
        for ssin in [&ssin(0), &ssin(SSINS - 1)] {
            let digits = ssin.digits();
            assert!(digits[..2] <= *"10" && digits[6..9] > *"900", "{digits}");
        }
        assert_eq!(ssin(0).digits(), "00010190146");
        assert!(all.iter().all(is_synthetic));
        for other in ["85073003328", "00003241778", "10400100171", "10200100128", "92321506985"] {
            assert!(!is_synthetic(&other.parse().unwrap()), "{other}");
        }
        assert_eq!(birth_date(DAYS - 1), Date::constant(1910, 12, 31));
    }

    #[test]
    fn employers_are_valid_and_others() {
        let numbers = 0..20_000;
        let enterprises: HashSet<_> = numbers.clone().map(enterprise).collect();
        let nsso_numbers: HashSet<_> = numbers.map(nsso).collect();
        assert_eq!((enterprises.len(), nsso_numbers.len()), (20_000, 20_000));
        assert!(enterprise(ENTERPRISES - 1).digits().starts_with("01999999"));
        assert!(nsso(NSSO_NUMBERS - 1).value() < 199_999_934);
    }

    #[test]
    fn names_are_of_three_languages() {
        let languages: HashSet<_> = (0..11).map(|n| name(n).language).collect();
        assert_eq!(languages.len(), 3);
        assert_eq!(name(7), name(7));
        let distinct: HashSet<_> = (0..5000).map(|n| (name(n).given, name(n).family)).collect();
        assert!(distinct.len() > 1000, "{}", distinct.len());
    }
}
