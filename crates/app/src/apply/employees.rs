//! Employees by hand: who they are, what they work under, when they leave.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::committees;
use fla_domain::identifier::{JointCommittee, Ssin};
use fla_domain::ids::EmployeeId;
use fla_domain::occupation::{EndCause, Occupation, Statement};
use fla_domain::time::Instant;
use fla_store::employee::Person;
use jiff::civil::{Date, date};

use super::{check_end, own_employees, within};
use crate::command::{OccupationInput, PersonInput, Targets};
use crate::intake::Work;
use crate::{Refused, recompute};

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
        found.extend(within(birth, date(1900, 1, 1), today, Zone::BirthDate, "birthDate"));
    }
    found
}

/// The person of an input, or every fault in it with its field.
fn checked_person(input: &PersonInput) -> Result<Person, Vec<Anomaly>> {
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
    if email.as_deref().is_some_and(|e| e.len() > 254 || !looks_like_email(e)) {
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
            work.tx.all_in_service(employer, today, i64::MAX).await?
        }
    };
    for chunk in ids.chunks(CHUNK) {
        let people = work.tx.get_employees(employer, chunk, Instant::LATEST).await?;
        let mut moved = Vec::new();
        for one in people.into_iter().filter(|e| e.person.team != team) {
            work.tx.close_employee(employer, one.id, work.at).await?;
            work.written.insert(one.id);
            moved.push((one.id, Person { team: team.clone(), ..one.person }));
        }
        work.tx.insert_employees(employer, &moved, work.at, work.change).await?;
    }
    Ok(())
}

fn trimmed(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
}

fn looks_like_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    }) && !text.chars().any(char::is_whitespace)
}

pub(super) fn check_occupations(
    from: Date,
    to: Option<Date>,
    occupations: &[OccupationInput],
    today: Date,
) -> Vec<Anomaly> {
    // Further ahead a date is a slip of the pen and no employment.
    let latest = today.saturating_add(jiff::Span::new().years(10));
    let start = within(from, date(1950, 1, 1), latest, Zone::StartDate, "from");
    let mut found: Vec<Anomaly> = start.into_iter().collect();
    if let Some(to) = to {
        found.extend(check_end(to, "to"));
        if to < from {
            found.push(Anomaly::new(Zone::EndDate, Fault::EndBeforeStart).at("to"));
        }
    }
    if occupations.is_empty() {
        found.push(Anomaly::new(Zone::JointCommittee, Fault::Missing).at("jointCommittee"));
    }
    for (index, occupation) in occupations.iter().enumerate() {
        let committee = &occupation.joint_committee;
        if *committee != JointCommittee::none() && !committees::has(committee.code()) {
            let path = match index {
                0 => "jointCommittee".to_owned(),
                _ => format!("jointCommittee-{}", index + 1),
            };
            let unknown = Anomaly::new(Zone::JointCommittee, Fault::NotFound).at(path);
            found.push(unknown.with("code", committee.code()));
        }
    }
    found
}

pub(super) async fn add(
    work: &mut Work<'_>,
    input: &PersonInput,
    from: Date,
    to: Option<Date>,
    occupations: &[OccupationInput],
) -> Result<(), Refused> {
    let person = checked_person(input)?;
    let employer = work.caller.employer();
    if !work.tx.find_employees(employer, std::slice::from_ref(&person.ssin)).await?.is_empty() {
        return Err(Anomaly::new(Zone::Ssin, Fault::Duplicate).at("ssin").into());
    }
    let id = EmployeeId(work.app.opaque_id());
    work.tx.insert_employees(employer, &[(id, person)], work.at, work.change).await?;
    work.object = Some(id.0);
    state(work, id, from, to, occupations).await
}

pub(super) async fn change(
    work: &mut Work<'_>,
    id: EmployeeId,
    input: &PersonInput,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let before =
        work.tx.get_employee(employer, id, Instant::LATEST).await?.ok_or(Refused::Hidden)?;
    let mut input = input.clone();
    if input.ssin.trim().is_empty() {
        before.person.ssin.digits().clone_into(&mut input.ssin);
    }
    let person = checked_person(&input)?;
    work.object = Some(id.0);
    work.touched.insert(id);
    if before.person == person {
        return Ok(());
    }
    if before.person.ssin != person.ssin
        && !work.tx.find_employees(employer, std::slice::from_ref(&person.ssin)).await?.is_empty()
    {
        return Err(Anomaly::new(Zone::Ssin, Fault::Duplicate).at("ssin").into());
    }
    work.tx.close_employee(employer, id, work.at).await?;
    work.tx.insert_employees(employer, &[(id, person)], work.at, work.change).await?;
    Ok(())
}

pub(super) async fn occupations(
    work: &mut Work<'_>,
    id: EmployeeId,
    from: Date,
    to: Option<Date>,
    occupations: &[OccupationInput],
) -> Result<(), Refused> {
    own_employees(work, &[id]).await.map_err(|_| Refused::Hidden)?;
    work.object = Some(id.0);
    state(work, id, from, to, occupations).await
}

pub(super) async fn end(
    work: &mut Work<'_>,
    id: EmployeeId,
    end: Date,
    cause: EndCause,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    own_employees(work, &[id]).await.map_err(|_| Refused::Hidden)?;
    work.object = Some(id.0);
    let spans = work.tx.spans_of(employer, &[id], Instant::LATEST).await?;
    let in_service =
        spans.iter().any(|s| s.span.from <= end && s.span.to.is_none_or(|to| to >= end));
    if !in_service {
        return Err(Anomaly::new(Zone::EndDate, Fault::NotApplicable).at("end").into());
    }
    work.tx.set_service_end(employer, id, end, cause, work.at, work.change).await?;
    let tomorrow = end.tomorrow().map_err(|_| Anomaly::new(Zone::EndDate, Fault::OutsideDomain))?;
    state(work, id, tomorrow, None, &[]).await
}

/// Takes back that somebody was added. The history of the person stays; the person is no longer
/// listed, and can be added again.
pub(super) async fn remove(work: &mut Work<'_>, id: EmployeeId) -> Result<(), Refused> {
    let employer = work.caller.employer();
    own_employees(work, &[id]).await.map_err(|_| Refused::Hidden)?;
    let now = Instant::LATEST;
    let declared = work
        .tx
        .statements_of(employer, &[id], now)
        .await?
        .iter()
        .any(|s| !matches!(s.statement, Statement::Manual { .. }));
    let followed = work.tx.parts_of(employer, &[id], now).await?.iter().any(|p| !p.withdrawn);
    let adjusted = !work.tx.adjustments_of(employer, &[id], now).await?.is_empty();
    let set = !work.tx.overrides_of(employer, &[id], now).await?.is_empty();
    let days = work.tx.company_days_of(employer, &[id], now).await?;
    let given = days.iter().any(|d| d.employee == Some(id));
    if declared || followed || adjusted || set || given {
        return Err(Anomaly::new(Zone::Employee, Fault::NotApplicable).at("employee").into());
    }
    let spans = work.tx.spans_of(employer, &[id], now).await?;
    if let Some(first) = spans.iter().map(|s| s.span.from).min() {
        state(work, id, first, None, &[]).await?;
    }
    work.tx.close_employee(employer, id, work.at).await?;
    work.object = Some(id.0);
    work.touched.insert(id);
    Ok(())
}

/// Records what is said by hand and lets the time line follow.
async fn state(
    work: &mut Work<'_>,
    id: EmployeeId,
    from: Date,
    to: Option<Date>,
    occupations: &[OccupationInput],
) -> Result<(), Refused> {
    let occupations = occupations
        .iter()
        .map(|o| Occupation {
            start: from,
            end: to,
            joint_committee: o.joint_committee.clone(),
            fraction: o.fraction,
        })
        .collect();
    let statement = Statement::Manual { from, to, recorded: work.at, occupations };
    let row = (work.app.ordered_id(work.at), id, statement);
    work.tx.insert_statements(work.caller.employer(), &[row], work.at, work.change).await?;
    work.touched.insert(id);
    recompute::timelines(work, &[id]).await?;
    if !work.sizes_later {
        crate::jobs::sizes_after_change(work).await?;
    }
    Ok(())
}
