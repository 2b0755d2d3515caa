//! What the officer adds to what the declarations say of people.

use fla_app::{Command, PersonInput};
use fla_domain::language::Language;
use fla_formats::synthetic::mix;

use crate::data::DataFault;
use crate::data::catalogue::words;
use crate::data::door::Door;

/// Of how many people more than name and team is known.
const KNOWN: usize = 40;

/// The team of everybody, and languages and addresses of the first people of each employer.
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
            birth_date: None,
            birth_place: None,
            address: None,
            gender: None,
            language: Some(worker.language).filter(|l| known && *l != Language::En),
            email: (known && lot.is_multiple_of(3)).then(|| format!("person{at}@example.org")),
            team: Some(team.to_owned()),
        };
        door.submit(&Command::ChangePerson { employee, person }, None).await?;
    }
    Ok(())
}
