//! How people are called in lists.

use fla_domain::identifier::Ssin;
use fla_store::employee::Person;

/// Family and given name; where the declarations gave no name, the masked SSIN stands for it.
pub(crate) fn display(person: &Person) -> String {
    display_parts(&person.family_name, &person.given_name, &person.ssin)
}

pub(crate) fn display_parts(family: &str, given: &str, ssin: &Ssin) -> String {
    let name = format!("{family} {given}");
    match name.trim() {
        "" => ssin.masked(),
        name => name.to_owned(),
    }
}
