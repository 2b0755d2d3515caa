//! What the officer adds to what the declarations say of people.

use fla_app::{Command, PersonInput};
use fla_domain::time::first_day;
use fla_formats::synthetic::mix;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::data::DataFault;
use crate::data::catalogue::words;
use crate::data::door::Door;

/// Of how many people an address is known.
const KNOWN: usize = 40;

/// Given names of women; the others here are mostly men's.
const WOMEN: &[&str] = &[
    "An",
    "Carine",
    "Els",
    "Greet",
    "Inge",
    "Katrien",
    "Mieke",
    "Noor",
    "Saartje",
    "Tine",
    "Ulrike",
    "Veerle",
    "Ineke",
    "Zoë",
    "Amélie",
    "Chloé",
    "Élise",
    "Gaëlle",
    "Inès",
    "Lætitia",
    "Nadia",
    "Anneliese",
    "Claudia",
    "Elfriede",
    "Gisela",
    "Irmgard",
    "Käthe",
    "Monika",
];

/// The date of birth of eleven in twelve: of people between twenty and sixty-four, whatever their
/// invented number says.
fn birth_date(door: &Door<'_>, lot: u64) -> Option<Date> {
    if (lot >> 8).is_multiple_of(12) {
        return None;
    }
    let year = door.day.year() - 20 - i16::try_from((lot >> 12) % 44).ok()?;
    let days = i64::try_from((lot >> 24) % 365).ok()?;
    first_day(year).checked_add(days.days()).ok()
}

/// The gender of fourteen in fifteen: not told by everybody.
fn gender(given: &str, lot: u64) -> Option<&'static str> {
    match (lot >> 32) % 150 {
        0..10 => None,
        10 => Some("x"),
        _ if WOMEN.contains(&given) => Some("f"),
        _ => Some("m"),
    }
}

/// Team, language and, of most, date of birth and gender; addresses of the first people of each
/// employer.
pub(super) async fn happen(door: &Door<'_>) -> Result<(), DataFault> {
    let teams = words(door.company.language).teams;
    let ids = door.everybody().await?;
    for (at, (worker, employee)) in door.staff.iter().zip(ids).enumerate() {
        let Some(employee) = employee else { continue };
        let known = at < KNOWN;
        let lot = mix(at as u64 + 77);
        let team = teams[usize::try_from(lot % 5).unwrap_or(0)];
        let person = PersonInput {
            // The number that is known stays.
            ssin: String::new(),
            family_name: worker.family.to_owned(),
            given_name: worker.given.to_owned(),
            birth_date: birth_date(door, lot),
            birth_place: None,
            address: None,
            gender: gender(worker.given, lot).map(str::to_owned),
            language: Some(worker.language),
            email: (known && lot.is_multiple_of(3)).then(|| format!("person{at}@example.org")),
            team: Some(team.to_owned()),
        };
        door.submit(&Command::ChangePerson { employee, seen: None, person }, None).await?;
    }
    Ok(())
}
