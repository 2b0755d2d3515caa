//! The answers of an act as a command.

use fla_app::{Command, OccupationInput, PersonInput};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::EmployeeId;
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::time::Instant;
use jiff::civil::Date;

use super::act::{Act, targets};
use super::act_ask::OCCUPATIONS;
use crate::acting::Acting;
use crate::form::{Posted, Reading, hours_and_minutes};

/// The command, or what is wrong with the answers.
pub fn command(acting: &Acting, act: Act, posted: &Posted) -> Result<Command, Vec<Anomaly>> {
    let mut reading = Reading::of(posted);
    let command = read(acting, act, posted, &mut reading);
    if act.needs_reason() && posted.reason().is_none() {
        reading.fault("reason", Zone::Reason, Fault::Missing);
    }
    let mut found = reading.faults();
    if !found.is_empty() && matches!(act, Act::New | Act::Person) {
        // The application looks at a command only, and there is none yet: everything that is wrong
        // is to be told at once all the same.
        let person = input(posted, posted.text("birthDate").parse().ok());
        found.extend(fla_app::faults_of_person(&person, acting.app.today(), act == Act::New));
    }
    match command {
        Some(command) if found.is_empty() => Ok(command),
        // A part that is missing always leaves a fault; this says so where one does not.
        _ if found.is_empty() => Err(vec![Anomaly::new(Zone::Text, Fault::Missing)]),
        _ => Err(found),
    }
}

fn read(acting: &Acting, act: Act, posted: &Posted, reading: &mut Reading<'_>) -> Option<Command> {
    let day = acting.employer.day_minutes;
    match act {
        Act::New => {
            let person = person(posted, reading);
            let from = reading.date("from", Zone::StartDate);
            let to = reading.optional_date("to", Zone::EndDate);
            let occupations = occupations(posted, reading);
            Some(Command::AddEmployee {
                person: person?,
                from: from?,
                to: to?,
                occupations: occupations?,
            })
        }
        Act::Person => {
            let employee = employee(posted, reading);
            let seen = posted.text("seen").parse().ok().map(Instant);
            let person = person(posted, reading);
            Some(Command::ChangePerson { employee: employee?, seen, person: person? })
        }
        Act::Team => {
            Some(Command::SetTeam { targets: targets(act, posted), team: posted.given("team") })
        }
        Act::Occupations => {
            let employee = employee(posted, reading);
            let from = reading.date("from", Zone::StartDate);
            let to = reading.optional_date("to", Zone::EndDate);
            let occupations = occupations(posted, reading);
            Some(Command::ChangeOccupations {
                employee: employee?,
                from: from?,
                to: to?,
                occupations: occupations?,
            })
        }
        Act::End => {
            let employee = employee(posted, reading);
            let end = reading.date("end", Zone::EndDate);
            let cause = reading.code("cause", Zone::EndCause, EndCause::from_code);
            Some(Command::EndService { employee: employee?, end: end?, cause: cause? })
        }
        Act::Right | Act::RightBack => {
            let year = reading.year("year");
            let kind = reading.code("kind", Zone::RightKind, RightKind::from_code);
            let minutes = if act == Act::Right {
                reading.amount("minutes", day, Zone::Minutes).map(Some)
            } else {
                Some(None)
            };
            let targets = targets(act, posted);
            Some(Command::SetRight { targets, year: year?, kind: kind?, minutes: minutes? })
        }
        Act::CompanyDays => {
            let year = reading.year("year");
            let hundredths = reading.hundredths("days", Zone::Days);
            Some(Command::GiveCompanyDays {
                targets: targets(act, posted),
                year: year?,
                hundredths: hundredths?,
                flat: posted.text("how") == "flat",
            })
        }
        Act::DaysBack => {
            let id = reading.code("id", Zone::Days, |text| text.parse().ok());
            Some(Command::WithdrawCompanyDays { id: id? })
        }
        Act::OptOut | Act::OptIn => {
            let year = reading.year("year")?;
            let targets = targets(act, posted);
            Some(Command::SetOptOut { targets, year, out: act == Act::OptOut })
        }
        Act::Verify => {
            let year = reading.year("year")?;
            Some(Command::VerifyRights { targets: targets(act, posted), year })
        }
        Act::Adjust => adjust(posted, reading, day),
        Act::AdjustBack => {
            let employee = employee(posted, reading);
            let id = reading.code("id", Zone::Minutes, |text| text.parse().ok());
            Some(Command::WithdrawAdjustment { employee: employee?, id: id? })
        }
        Act::Average => {
            let year = reading.year("year");
            let hundredths = reading.hundredths("average", Zone::Average);
            Some(Command::SetAverage { year: year?, hundredths: Some(hundredths?) })
        }
        Act::AverageBack => {
            Some(Command::SetAverage { year: reading.year("year")?, hundredths: None })
        }
        Act::Settings => {
            let language = reading.code("language", Zone::Language, Language::from_code);
            let day_minutes = day_minutes(reading);
            Some(Command::ChangeSettings {
                name: posted.text("name").to_owned(),
                language: language?,
                day_minutes: day_minutes?,
            })
        }
    }
}

fn employee(posted: &Posted, reading: &mut Reading<'_>) -> Option<EmployeeId> {
    let found = posted.ids("employee").into_iter().next();
    if found.is_none() {
        reading.fault("employees", Zone::Employee, Fault::Missing);
    }
    found
}

fn adjust(posted: &Posted, reading: &mut Reading<'_>, day: u32) -> Option<Command> {
    let employee = employee(posted, reading);
    let year = reading.year("year");
    let date = reading.date("date", Zone::StartDate);
    let minutes = reading.amount("minutes", day, Zone::Minutes).map(|minutes| {
        if posted.text("sign") == "less" { Minutes(-minutes.0.abs()) } else { minutes }
    });
    Some(Command::AdjustCredit { employee: employee?, year: year?, date: date?, minutes: minutes? })
}

/// What is said of a person. The application checks it field by field.
fn person(posted: &Posted, reading: &mut Reading<'_>) -> Option<PersonInput> {
    Some(input(posted, reading.optional_date("birthDate", Zone::BirthDate)?))
}

fn input(posted: &Posted, birth_date: Option<Date>) -> PersonInput {
    let text = |name: &str| posted.text(name).to_owned();
    PersonInput {
        ssin: text("ssin"),
        family_name: text("familyName"),
        given_name: text("givenName"),
        birth_date,
        birth_place: posted.given("birthPlace"),
        address: posted.given("address"),
        gender: posted.given("gender"),
        language: Language::from_code(posted.text("language")),
        email: posted.given("email"),
        team: posted.given("team"),
    }
}

/// The occupations that are filled in; the first must be.
fn occupations(posted: &Posted, reading: &mut Reading<'_>) -> Option<Vec<OccupationInput>> {
    let mut occupations = Vec::new();
    let mut whole = true;
    for (index, end) in OCCUPATIONS.into_iter().enumerate() {
        let name = |field: &str| format!("{field}{end}");
        if index > 0 && posted.text(&name("jointCommittee")).is_empty() {
            continue;
        }
        let joint_committee = reading.joint_committee(&name("jointCommittee"));
        let fraction = reading.fraction(&name("percent"), &name("q"), &name("s"));
        match joint_committee.zip(fraction) {
            Some((joint_committee, fraction)) => {
                occupations.push(OccupationInput { joint_committee, fraction });
            }
            None => whole = false,
        }
    }
    whole.then_some(occupations)
}

/// `7:36`, `7 h 36`, or whole minutes.
fn day_minutes(reading: &mut Reading<'_>) -> Option<u32> {
    reading.code("dayMinutes", Zone::DayMinutes, |text| match text.parse() {
        Ok(minutes) => Some(minutes),
        Err(_) => hours_and_minutes(text).and_then(|m| u32::try_from(m.0).ok()),
    })
}
