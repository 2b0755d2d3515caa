//! For whom something is done: some employees, by the id of the register or by SSIN, or everybody.

use fla_app::{Targets, Who};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;

use crate::Api;
use crate::bearer::Acting;
use crate::body::Fields;
use crate::form::Form;
use crate::problem::{In, Issue, Problem, Wrong};
use crate::trainings::who;

/// Most people in one call.
const MOST: usize = 10_000;

/// For whom, as it was said.
pub enum Asked {
    Everybody,
    Some(Vec<Option<Who>>),
}

/// Exactly one of `employees` and `everybody: true`.
pub fn asked(b: &mut Fields<'_>) -> Asked {
    let everybody = b.flag("everybody");
    let some = b.list("employees", MOST, who);
    match (everybody, b.has("employees")) {
        (true, false) => Asked::Everybody,
        (true, true) => {
            b.wrong("everybody", Form::Beside("employees"));
            Asked::Everybody
        }
        (false, true) => Asked::Some(some),
        (false, false) => {
            b.wrong("employees", Form::MissingPeople);
            Asked::Some(some)
        }
    }
}

/// Those who are meant, with the ids of the register; every SSIN under which nobody is, is told.
pub async fn targets(api: &Api, acting: &Acting, asked: Asked) -> Result<Targets, Problem> {
    let Asked::Some(asked) = asked else { return Ok(Targets::All) };
    let ssins: Vec<Ssin> = asked
        .iter()
        .filter_map(|who| match who {
            Some(Who::Ssin(ssin)) => Some(ssin.clone()),
            _ => None,
        })
        .collect();
    let found = if ssins.is_empty() {
        Vec::new()
    } else {
        acting.need(api, Action::ReadPeople).await?;
        api.app.employees_of_ssins(&acting.caller, &ssins).await?
    };
    let mut found = found.into_iter();
    let mut issues = Vec::new();
    let mut ids: Vec<EmployeeId> = Vec::with_capacity(asked.len());
    for (n, who) in asked.into_iter().enumerate() {
        match who {
            Some(Who::Id(employee)) => ids.push(employee),
            _ => match found.next().flatten() {
                Some(employee) => ids.push(employee),
                None => issues.push(Issue {
                    place: In::Body,
                    name: format!("employees[{n}].ssin"),
                    wrong: Wrong::Anomaly(Anomaly::new(Zone::Ssin, Fault::NotFound)),
                }),
            },
        }
    }
    if issues.is_empty() { Ok(Targets::Some(ids)) } else { Err(Problem::Input(issues)) }
}
