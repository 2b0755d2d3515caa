//! The section of an employer to which a role is limited: in words, and chosen in a form.

use fla_app::Refused;
use fla_domain::access::{Action, Role, Section};
use fla_domain::anomaly::{Anomaly, Fault, Zone};

use super::account_view::committee;
use crate::acting::Acting;
use crate::form::Posted;
use crate::i18n::T;
use crate::view::{Choosable, Picker};

/// "Team Bakery only".
pub fn words(t: T, section: &Section) -> String {
    match section {
        Section::Team(team) => t.one("section-team", "team", team.as_str()),
        Section::JointCommittee(code) => {
            t.one("section-committee", "committee", committee(t, code.code()))
        }
    }
}

/// A role, with its section where it has one.
pub fn role(t: T, role: Role, section: Option<&Section>) -> String {
    let name = t.get(&format!("role-{}", role.code())).into_owned();
    match section {
        Some(section) => format!("{name} – {}", words(t, section)),
        None => name,
    }
}

/// The list from which a section is chosen; `None` where the organisation has no employees.
pub async fn picker(
    acting: &Acting,
    name: &str,
    posted: &Posted,
) -> Result<Option<Picker>, Refused> {
    if !acting.caller.may(Action::ReadRegister) {
        return Ok(None);
    }
    let t = acting.viewer.t;
    let current = posted.text(name);
    let teams = acting.app.teams(&acting.caller).await?;
    let committees = acting.app.joint_committees(&acting.caller).await?;
    let mut options = vec![Choosable::new("", t.get("section-all"), current)];
    let sections = teams.into_iter().map(Section::Team);
    for section in sections.chain(committees.into_iter().map(Section::JointCommittee)) {
        options.push(Choosable::new(&code(&section), words(t, &section), current));
    }
    Ok(Some(Picker {
        name: name.to_owned(),
        label: t.get("section").into_owned(),
        hint: t.get("section-hint").into_owned(),
        error: String::new(),
        options,
    }))
}

fn code(section: &Section) -> String {
    match section {
        Section::Team(team) => format!("team:{team}"),
        Section::JointCommittee(code) => format!("committee:{}", code.code()),
    }
}

/// What was chosen.
///
/// # Errors
/// `ACCESS-053` where it stands in no list.
pub fn read(text: &str) -> Result<Option<Section>, Anomaly> {
    let wrong = || Anomaly::new(Zone::Access, Fault::NotApplicable);
    match text.split_once(':') {
        None if text.is_empty() => Ok(None),
        Some(("team", team)) => Ok(Some(Section::Team(team.to_owned()))),
        Some(("committee", code)) => {
            code.parse().map(|code| Some(Section::JointCommittee(code))).map_err(|_| wrong())
        }
        _ => Err(wrong()),
    }
}
