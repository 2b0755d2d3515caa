//! The account of an employee as the employer sees it, now or as it was known on a day.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{AccountView, Person, Refused};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::EmployeeId;
use fla_domain::time::{Instant, Year};
use jiff::civil::Date;
use serde::Deserialize;

use super::account_view::{self as shown, EntryShown, PartShown, SpanShown, YearShown};
use super::{Place, crumbs, id, page};
use crate::acting::Acting;
use crate::form::{Stop, done};
use crate::i18n::T;
use crate::view::{ErrorSummary, Field, Notice, Tabs, Tag, Tone};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    year: String,
    known: String,
    done: String,
}

/// Something that can be taken back: what it is, why, and where it is taken back.
struct Taken {
    what: String,
    reason: String,
    href: String,
}

/// A version of a right.
struct Version {
    when: String,
    kind: String,
    state: String,
    booked: String,
    why: String,
}

#[derive(Template)]
#[template(path = "pages/employee.html")]
struct Account {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    name: String,
    ssin: String,
    team: String,
    years: Tabs,
    year: Year,
    shown: Option<YearShown>,
    acts: Vec<(String, String)>,
    entries: Vec<EntryShown>,
    parts: Vec<PartShown>,
    register: String,
    adjustments: Vec<Taken>,
    company_days: Vec<Taken>,
    person: Vec<(String, String)>,
    services: Vec<String>,
    spans: Vec<SpanShown>,
    occupation_acts: Vec<(String, String)>,
    versions: Vec<Version>,
    history: String,
    known: Field,
    here: String,
    then: bool,
    /// What the account on paper asks for and is not known, in words; may be empty.
    lacking: String,
    /// Where it is filled in; empty where that may not be done.
    fill: String,
    /// What the employee shows: address, name, where it stands.
    shown_records: Vec<(String, String, Tag)>,
}

pub async fn show(
    acting: Acting,
    Path((_, employee)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let employee: EmployeeId = id(&employee)?;
    let t = acting.viewer.t;
    let mut errors = ErrorSummary::new(t);
    let mut notice = done(t, &asked.done);
    let day = read_day(&asked.known, &mut errors);
    let (view, then) = match day {
        None => (acting.app.account(&acting.caller, employee, None).await?, None),
        Some(day) => {
            match acting.app.account(&acting.caller, employee, Some(Instant::end_of(day))).await {
                Ok(view) => (view, Some(day)),
                Err(Refused::Hidden) => {
                    let text = t.one("account-unknown-then", "date", t.date(day));
                    notice = Some(Notice::new(Tone::Warning, text, ""));
                    (acting.app.account(&acting.caller, employee, None).await?, None)
                }
                Err(other) => return Err(other.into()),
            }
        }
    };
    if let Some(day) = then {
        let title = t.one("account-known-then", "date", t.date(day));
        notice = Some(Notice::new(Tone::Warning, title, t.get("account-known-then-text")));
    }
    let this_year = acting.app.today().year();
    let year = asked.year.trim().parse().unwrap_or(this_year);
    let body = body(&acting, &view, year, &asked, then, notice, errors).await?;
    let back = (format!("{}/employees", acting.base()), t.get("side-employees").into_owned());
    let title = view.name.clone();
    Ok(page(&acting, Place::Employees, title, body)
        .crumbs(crumbs(&acting, &[back]))
        .into_response())
}

async fn body(
    acting: &Acting,
    view: &AccountView,
    year: Year,
    asked: &Asked,
    then: Option<Date>,
    notice: Option<Notice>,
    errors: ErrorSummary,
) -> Result<Account, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let here = format!("{base}/employees/{}", view.employee.id);
    let trainings = format!("{base}/trainings");
    let day = acting.employer.day_minutes;
    let now = then.is_none();
    let acts_at = |action| {
        if now && acting.caller.may(action) { format!("{base}/act") } else { String::new() }
    };
    let rights_acts = acts_at(Action::SetRights);
    let this = view.year(year);
    let known = asked.known.trim();
    let mut versions = Vec::new();
    if acting.caller.may(Action::ReadHistory) {
        let found = acting.app.right_history(&acting.caller, view.employee.id, year).await?;
        versions = found
            .iter()
            .rev()
            .map(|(right, change)| Version {
                when: t.moment(right.known_from),
                kind: t.get(&format!("kind-{}", right.kind.code())).into_owned(),
                state: t.get(&format!("account-state-{}", right.state.code())).into_owned(),
                booked: t.days_and_hours(right.booked, day),
                why: change.as_ref().map(|c| super::history::words(t, c)).unwrap_or_default(),
            })
            .collect();
    }
    let person = &view.employee.person;
    Ok(Account {
        t,
        notice,
        name: view.name.clone(),
        ssin: person.ssin.masked(),
        team: person.team.clone().unwrap_or_default(),
        years: year_tabs(t, view, year, &here, known, acting.app.today().year()),
        year,
        shown: this.map(|y| YearShown::new(t, view, y, &rights_acts)),
        acts: acts(t, view, year, &rights_acts, this.is_some_and(|y| y.opted_out)),
        entries: this.map(|y| shown::entries(t, y, day, &trainings)).unwrap_or_default(),
        parts: shown::trainings(t, &view.parts, &trainings),
        register: if acts_at(Action::RegisterTrainings).is_empty() {
            String::new()
        } else {
            format!("{trainings}/new?employee={}", view.employee.id)
        },
        adjustments: adjustments(t, view, year, day, &rights_acts),
        company_days: company_days(t, view, year, &rights_acts),
        person: person_facts(t, view),
        services: shown::services(t, view),
        spans: shown::spans(t, &view.employment.spans),
        occupation_acts: occupation_acts(t, view, &acts_at(Action::ManageEmployees)),
        versions,
        history: if acting.caller.may(Action::ReadHistory) {
            format!("{here}/history")
        } else {
            String::new()
        },
        known: Field::date("known", t.get("account-known"))
            .hint(t.get("account-known-hint"))
            .value(known)
            .error(errors.of("known")),
        lacking: if now { lacking(t, person) } else { String::new() },
        fill: match acts_at(Action::ManageEmployees).as_str() {
            "" => String::new(),
            acts => format!("{acts}/person?employee={}", view.employee.id),
        },
        shown_records: if now { shared(acting, view.employee.id).await? } else { Vec::new() },
        errors,
        here,
        then: then.is_some(),
    })
}

/// What the account on paper asks for and is not known.
fn lacking(t: T, person: &Person) -> String {
    let words: Vec<String> = [
        ("person-birthDate", person.birth_date.is_none()),
        ("person-birthPlace", person.birth_place.is_none()),
        ("person-address", person.address.is_none()),
    ]
    .into_iter()
    .filter(|(_, lacks)| *lacks)
    .map(|(key, _)| t.get(key).to_lowercase())
    .collect();
    words.join(", ")
}

/// What the employee shows of what is their own.
async fn shared(acting: &Acting, employee: EmployeeId) -> Result<Vec<(String, String, Tag)>, Stop> {
    if !acting.caller.may(Action::ReadRegister) {
        return Ok(Vec::new());
    }
    let found = acting.app.shared_records(&acting.caller, Some(employee)).await?;
    let one = |view: &fla_app::SharedView| {
        let href = format!("{}/records/{}", acting.base(), view.record.id);
        let state = crate::pages::disputes::shared_state(acting.viewer.t, view);
        (href, view.record.details.title.clone(), state)
    };
    Ok(found.iter().map(one).collect())
}

fn read_day(text: &str, errors: &mut ErrorSummary) -> Option<Date> {
    match text.trim() {
        "" => None,
        text => text
            .parse()
            .map_err(|_| {
                errors.add_anomaly("known", &Anomaly::new(Zone::StartDate, Fault::Invalid));
            })
            .ok(),
    }
}

fn year_tabs(
    t: T,
    view: &AccountView,
    year: Year,
    here: &str,
    known: &str,
    this_year: Year,
) -> Tabs {
    let mut years: Vec<Year> = view.years.iter().map(|y| y.year).collect();
    years.extend([this_year, year]);
    years.sort_unstable();
    years.dedup();
    years.reverse();
    let known = if known.is_empty() { String::new() } else { format!("&known={known}") };
    let tab =
        |y: Year| (format!("{here}?year={y}{known}"), y.to_string(), String::new(), y == year);
    Tabs { label: t.get("form-year").into_owned(), tabs: years.into_iter().map(tab).collect() }
}

/// The acts on the year's rights that are not about one right.
fn acts(
    t: T,
    view: &AccountView,
    year: Year,
    acts: &str,
    opted_out: bool,
) -> Vec<(String, String)> {
    if acts.is_empty() {
        return Vec::new();
    }
    let opt = if opted_out { "opt-in" } else { "opt-out" };
    ["company-days", opt, "adjust"]
        .map(|act| {
            let href = format!("{acts}/{act}?employee={}&year={year}", view.employee.id);
            (href, t.get(&format!("act-{act}")).into_owned())
        })
        .into()
}

fn occupation_acts(t: T, view: &AccountView, acts: &str) -> Vec<(String, String)> {
    if acts.is_empty() {
        return Vec::new();
    }
    ["person", "occupations", "end"]
        .map(|act| {
            let href = format!("{acts}/{act}?employee={}", view.employee.id);
            (href, t.get(&format!("act-{act}")).into_owned())
        })
        .into()
}

fn adjustments(t: T, view: &AccountView, year: Year, day: u32, acts: &str) -> Vec<Taken> {
    view.adjustments
        .iter()
        .filter(|a| a.year == year)
        .map(|a| Taken {
            what: t.says(t.date(a.date), t.days_and_hours(a.minutes, day)),
            reason: a.reason.clone(),
            href: back(acts, "adjust-back", view.employee.id, &a.id.to_string(), year),
        })
        .collect()
}

fn company_days(t: T, view: &AccountView, year: Year, acts: &str) -> Vec<Taken> {
    view.company_days
        .iter()
        .filter(|d| d.year == year)
        .map(|d| {
            let how = if d.flat { "account-days-flat" } else { "account-days-prorated" };
            let whom = if d.employee.is_none() { "account-days-all" } else { "account-days-one" };
            let own = d.employee.is_some();
            Taken {
                what: format!("{}, {} ({})", t.days_of(d.hundredths), t.get(how), t.get(whom)),
                reason: d.reason.clone().unwrap_or_default(),
                // Days for everybody are taken back where they are given: with the company.
                href: if own {
                    back(acts, "days-back", view.employee.id, &d.id.to_string(), year)
                } else {
                    String::new()
                },
            }
        })
        .collect()
}

fn back(acts: &str, act: &str, employee: EmployeeId, id: &str, year: Year) -> String {
    if acts.is_empty() {
        String::new()
    } else {
        format!("{acts}/{act}?employee={employee}&id={id}&year={year}")
    }
}

fn person_facts(t: T, view: &AccountView) -> Vec<(String, String)> {
    let person = &view.employee.person;
    let facts: BTreeMap<u8, (&str, Option<String>)> = BTreeMap::from([
        (0, ("birthDate", person.birth_date.map(|d| t.date(d)))),
        (1, ("birthPlace", person.birth_place.clone())),
        (2, ("address", person.address.clone())),
        (
            3,
            (
                "language",
                person.language.map(|l| t.get(&format!("language-{}", l.code())).into_owned()),
            ),
        ),
        (4, ("email", person.email.clone())),
    ]);
    facts
        .into_values()
        .filter_map(|(name, value)| Some((t.get(&format!("person-{name}")).into_owned(), value?)))
        .collect()
}
