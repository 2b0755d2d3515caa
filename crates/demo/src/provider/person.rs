//! The people of the demonstration.

use fla_domain::identifier::Ssin;
use fla_domain::language::Language;

/// Somebody one can sign in as.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// A number that checks and belongs to nobody.
    pub ssin: Ssin,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// The language of their profile.
    pub language: Language,
    /// What they are in the demonstration: role and organisation.
    pub caption: String,
}

impl DemoPerson {
    /// Whether the number can belong to nobody alive: born from 1900 to 1910 by its check digits,
    /// with a counter above 900, which so few births a day never reached.
    pub(super) fn is_invented(&self) -> bool {
        let digits = self.ssin.digits();
        let number = |range: std::ops::Range<usize>| digits[range].parse::<u64>().unwrap_or(0);
        let nine = number(0..9);
        let born_in_the_1900s = 97 - nine % 97 == number(9..11);
        born_in_the_1900s && number(0..2) <= 10 && number(6..9) > 900 && number(2..4) <= 12
    }

    /// Whether every word of the filter stands in name or caption.
    pub(super) fn matches(&self, filter: &str) -> bool {
        let all = format!("{} {} {}", self.given_name, self.family_name, self.caption);
        let all = all.to_lowercase();
        filter.to_lowercase().split_whitespace().all(|word| all.contains(word))
    }
}
