//! Employees by hand: what can be wrong with what is said of them, and putting them in teams.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::bounds;
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;
use fla_domain::time::Instant;
use fla_store::employee::Person;
use jiff::civil::Date;

use super::own_employees;
use crate::Refused;
use crate::command::{OccupationInput, PersonInput, Targets};
use crate::intake::Work;

/// Everything that is wrong with what is said of a person, each fault with its field.
///
/// Of a person who is not new, the SSIN may be left out: the one that stands is kept. It is shown
/// masked, so nobody can be asked to type it again.
pub fn faults_of_person(input: &PersonInput, today: Date, new: bool) -> Vec<Anomaly> {
    let mut found = checked_person(input).err().unwrap_or_default();
    if !new && input.ssin.trim().is_empty() {
        found.retain(|a| a.zone != Zone::Ssin);
    }
    if let Some(birth) = input.birth_date {
        found.extend(bounds::birth_date(birth, today));
    }
    found
}

/// The person of an input, or every fault in it with its field.
pub(super) fn checked_person(input: &PersonInput) -> Result<Person, Vec<Anomaly>> {
    let mut found = Vec::new();
    let ssin: Option<Ssin> = match input.ssin.parse() {
        Ok(ssin) => Some(ssin),
        Err(anomaly) => {
            let anomaly: Anomaly = anomaly;
            found.push(anomaly.at("ssin"));
            None
        }
    };
    for (path, zone, text) in [
        ("familyName", Zone::FamilyName, &input.family_name),
        ("givenName", Zone::GivenName, &input.given_name),
    ] {
        let length = text.trim().chars().count();
        if length == 0 {
            found.push(Anomaly::new(zone, Fault::Missing).at(path));
        } else if length > 100 {
            found.push(Anomaly::new(zone, Fault::Length).at(path).with("max", 100));
        }
    }
    let email = trimmed(input.email.as_deref());
    if email.as_deref().is_some_and(|e| e.len() > 254 || !bounds::looks_like_email(e)) {
        found.push(Anomaly::new(Zone::Email, Fault::Invalid).at("email"));
    }
    let (birth_place, address, team) = (
        trimmed(input.birth_place.as_deref()),
        trimmed(input.address.as_deref()),
        trimmed(input.team.as_deref()),
    );
    for (path, text) in [("birthPlace", &birth_place), ("address", &address), ("team", &team)] {
        if text.as_ref().is_some_and(|t| t.chars().count() > 200) {
            found.push(Anomaly::new(Zone::Text, Fault::Length).at(path).with("max", 200));
        }
    }
    let gender = trimmed(input.gender.as_deref());
    if gender.as_deref().is_some_and(|g| !matches!(g, "f" | "m" | "x")) {
        found.push(Anomaly::new(Zone::Text, Fault::OutsideDomain).at("gender"));
    }
    match ssin {
        Some(ssin) if found.is_empty() => Ok(Person {
            ssin,
            family_name: input.family_name.trim().to_owned(),
            given_name: input.given_name.trim().to_owned(),
            birth_date: input.birth_date,
            birth_place,
            address,
            gender,
            language: input.language,
            email,
            team,
        }),
        _ => Err(found),
    }
}

/// Longest name of a team.
const TEAM_LENGTH: usize = 200;
/// How many people are read and written at once.
const CHUNK: usize = 500;

pub(super) fn check_team(team: Option<&str>) -> Vec<Anomaly> {
    let long = team.is_some_and(|t| t.trim().chars().count() > TEAM_LENGTH);
    let fault = Anomaly::new(Zone::Text, Fault::Length).at("team").with("max", TEAM_LENGTH);
    long.then_some(fault).into_iter().collect()
}

/// Puts people in a team, or in none. Whoever is in it already stays as they are.
pub(super) async fn set_team(
    work: &mut Work<'_>,
    targets: &Targets,
    team: Option<&str>,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let team = trimmed(team);
    let ids: Vec<EmployeeId> = match targets {
        Targets::Some(ids) => own_employees(work, ids).await?.into_iter().collect(),
        Targets::All => {
            let today = work.app.today();
            work.tx.all_in_service(employer, today, i64::MAX, None).await?
        }
    };
    for chunk in ids.chunks(CHUNK) {
        let people = work.tx.get_employees(employer, chunk, Instant::LATEST).await?;
        let moved: Vec<(EmployeeId, Person)> = people
            .into_iter()
            .filter(|e| e.person.team != team)
            .map(|e| (e.id, Person { team: team.clone(), ..e.person }))
            .collect();
        let ids: Vec<EmployeeId> = moved.iter().map(|m| m.0).collect();
        work.tx.close_employees(employer, &ids, &work.stamps).await?;
        work.tx.insert_employees(employer, &moved, &work.stamps).await?;
        work.written.extend(ids);
    }
    Ok(())
}

fn trimmed(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
}

pub(super) fn check_occupations(
    from: Date,
    to: Option<Date>,
    occupations: &[OccupationInput],
    today: Date,
) -> Vec<Anomaly> {
    let start = bounds::first_day(from, today, "from");
    let mut found: Vec<Anomaly> = start.into_iter().collect();
    if let Some(to) = to {
        found.extend(bounds::last_day(to, "to"));
        if to < from {
            found.push(Anomaly::new(Zone::EndDate, Fault::EndBeforeStart).at("to"));
        }
    }
    if occupations.is_empty() {
        found.push(Anomaly::new(Zone::JointCommittee, Fault::Missing).at("jointCommittee"));
    }
    for (index, occupation) in occupations.iter().enumerate() {
        let path = match index {
            0 => "jointCommittee".to_owned(),
            _ => format!("jointCommittee-{}", index + 1),
        };
        found.extend(bounds::joint_committee(&occupation.joint_committee, &path));
    }
    found
}
