//! What was known of a person before, and who looked at the account.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use fla_app::{ChangeView, Employee, LookView, Person};
use fla_domain::ids::EmployeeId;

use super::{Place, crumbs, history, id, page};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;

/// A version of a person.
struct Version {
    when: String,
    why: String,
    /// Field, what stood there before, what stands there since. Of the first version there is
    /// nothing before.
    changes: Vec<(String, String, String)>,
}

/// Somebody looked, or changed something.
pub(in crate::pages) struct Look {
    pub when: String,
    pub what: String,
    pub who: String,
    pub more: String,
}

#[derive(Template)]
#[template(path = "pages/employee_history.html")]
struct History {
    t: T,
    name: String,
    versions: Vec<Version>,
    looks: Vec<Look>,
}

pub async fn show(
    acting: Acting,
    Path((_, employee)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let employee: EmployeeId = id(&employee)?;
    let t = acting.viewer.t;
    let found = acting.app.employee_history(&acting.caller, employee).await?;
    let looks = acting.app.audit_of(&acting.caller, employee).await?;
    let name = found
        .last()
        .map(|(v, _)| format!("{} {}", v.person.family_name, v.person.given_name).trim().to_owned())
        .unwrap_or_default();
    let organisation = acting.employer.name.as_str();
    let body = History {
        t,
        versions: versions(t, &found),
        looks: looks.iter().map(|seen| look(t, seen, organisation, true)).collect(),
        name: name.clone(),
    };
    let base = format!("{}/employees", acting.base());
    let back = [
        (base.clone(), t.get("side-employees").into_owned()),
        (format!("{base}/{employee}"), name),
    ];
    let title = t.get("looks-title");
    Ok(page(&acting, Place::Employees, title, body).crumbs(crumbs(&acting, &back)).into_response())
}

/// The versions, newest first, each with what it changed.
fn versions(t: T, found: &[(Employee, Option<ChangeView>)]) -> Vec<Version> {
    let mut before = vec![String::new(); facts(t, None).len()];
    let mut versions = Vec::new();
    for (version, change) in found {
        let now = facts(t, Some(&version.person));
        let changes = now
            .iter()
            .zip(&before)
            .filter(|((_, now), before)| now != *before)
            .map(|((label, now), before)| (label.clone(), before.clone(), now.clone()))
            .collect();
        before = now.into_iter().map(|(_, value)| value).collect();
        versions.push(Version {
            when: t.moment(version.known_from),
            why: change.as_ref().map(|c| history::words(t, c)).unwrap_or_default(),
            changes,
        });
    }
    versions.reverse();
    versions
}

/// What is known of a person, field by field; the SSIN masked.
fn facts(t: T, person: Option<&Person>) -> Vec<(String, String)> {
    let text =
        |value: fn(&Person) -> Option<&String>| person.and_then(value).cloned().unwrap_or_default();
    [
        ("ssin", person.map(|p| p.ssin.masked()).unwrap_or_default()),
        ("familyName", text(|p| Some(&p.family_name))),
        ("givenName", text(|p| Some(&p.given_name))),
        ("birthDate", person.and_then(|p| p.birth_date).map(|d| t.date(d)).unwrap_or_default()),
        ("birthPlace", text(|p| p.birth_place.as_ref())),
        ("address", text(|p| p.address.as_ref())),
        ("gender", text(|p| p.gender.as_ref())),
        (
            "language",
            person
                .and_then(|p| p.language)
                .map(|l| t.get(&format!("language-{}", l.code())).into_owned())
                .unwrap_or_default(),
        ),
        ("email", text(|p| p.email.as_ref())),
        ("team", text(|p| p.team.as_ref())),
    ]
    .map(|(name, value)| (t.get(&format!("person-{name}")).into_owned(), value))
    .into()
}

/// Somebody who looked, in words: in which role, of which organisation; by name and with the stated
/// reason only where that is asked for.
pub(in crate::pages) fn look(t: T, look: &LookView, organisation: &str, by_name: bool) -> Look {
    let role = t.get(&format!("role-{}", look.role));
    let who = match look.role.as_str() {
        "employee" => t.get("looks-the-employee").into_owned(),
        "system" | "inspector" => role.into_owned(),
        _ => match (&look.behalf.organisation_name, &look.behalf.quality) {
            (Some(provider), Some(quality)) => {
                let quality = t.get(&format!("quality-{quality}"));
                let provider = format!("{provider} ({quality})");
                t.three(
                    "looks-role-for",
                    "role",
                    role,
                    "organisation",
                    provider,
                    "employer",
                    organisation,
                )
            }
            _ => t.two("looks-role-of", "role", role, "organisation", organisation),
        },
    };
    let kind = t.get(if look.changed { "looks-changed" } else { "looks-looked" });
    let channel = t.get(&format!("channel-{}", look.channel));
    let mut more = format!("{kind}, {channel}");
    // What somebody wrote may be about others too: it is for those who work for the employer.
    // The reason of an inspection is the purpose of each look.
    let told = by_name || look.role == "inspector";
    if let Some(reason) = look.reason.as_ref().filter(|_| told) {
        more = format!("{more} – {reason}");
    }
    let named = by_name && !matches!(look.role.as_str(), "system" | "employee");
    Look {
        when: t.moment(look.at),
        what: history::action(t, &look.action),
        who: if named { format!("{}, {who}", look.by) } else { who },
        more,
    }
}
