//! The list of employees with their credit: find, filter, tick, and act on many at once.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{EmployeeItem, EmployeePage, EmployeeQuery, EmployeeSort};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::time::Year;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::account_view::{committee, regime};
use super::{Place, page};
use crate::acting::Acting;
use crate::address;
use crate::form::{Posted, Stop, done, see};
use crate::i18n::T;
use crate::view::{Choosable, CreditMeter, CreditParts, Empty, Exports, Field, Notice, Picker};

#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    name: String,
    team: String,
    committee: String,
    leavers: String,
    year: String,
    sort: String,
    page: String,
    done: String,
}

/// People on a page.
const PAGE: u32 = 50;

struct Row {
    id: String,
    href: String,
    name: String,
    ssin: String,
    team: String,
    work: String,
    credit: Option<Credit>,
}

struct Credit {
    meter: CreditMeter,
    left: String,
    exact: String,
    granted: String,
}

#[derive(Template)]
#[template(path = "pages/employees.html")]
struct Employees {
    t: T,
    notice: Option<Notice>,
    base: String,
    token: String,
    filters: Filters,
    year: Year,
    rows: Vec<Row>,
    previous: Option<String>,
    next: Option<String>,
    acts: Vec<(&'static str, String)>,
    register: bool,
    may_add: bool,
    empty: Empty,
    /// For those who read the register as a whole.
    exports: Option<Exports>,
}

struct Filters {
    name: Field,
    team: Picker,
    committee: Picker,
    year: Picker,
    sort: Picker,
    leavers: bool,
}

impl Asked {
    fn sort(&self) -> EmployeeSort {
        match self.sort.as_str() {
            "most" => EmployeeSort::MostLeft,
            "least" => EmployeeSort::LeastLeft,
            _ => EmployeeSort::Name,
        }
    }

    fn is_filtered(&self) -> bool {
        [&self.name, &self.team, &self.committee, &self.leavers].iter().any(|t| !t.is_empty())
    }

    /// The address of another page of the same list.
    fn address(&self, base: &str, page: u32) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in [
            ("name", &self.name),
            ("team", &self.team),
            ("committee", &self.committee),
            ("leavers", &self.leavers),
            ("year", &self.year),
            ("sort", &self.sort),
        ] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        format!("{base}/employees?{}", query.finish())
    }

    /// The links by which the list is taken out as it is filtered.
    fn exports(&self, t: T, base: &str) -> Exports {
        let here = self.address(base, 1);
        let query = here.split_once('?').map_or("", |(_, query)| query);
        Exports::new(t, t.get("side-employees"), &format!("{base}/sheets/export/employees"), query)
    }
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    list(&acting, &asked, None).await
}

/// What was asked for in the form. It is sent and not put into an address, because somebody may
/// type an SSIN: that leads to the employee, everything else to the list.
pub async fn find(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    let text = |name: &str| posted.text(name).to_owned();
    let asked = Asked {
        name: text("name"),
        team: text("team"),
        committee: text("committee"),
        leavers: text("leavers"),
        year: text("year"),
        sort: text("sort"),
        ..Asked::default()
    };
    let base = acting.base();
    let fault = match asked.name.parse::<Ssin>() {
        Ok(_) => {
            let lines = [asked.name.clone()];
            let found = acting.app.find_people(&acting.caller, &lines).await?;
            match found.into_iter().flatten().next() {
                Some(person) => return Ok(see(&format!("{base}/employees/{}", person.id))),
                None => Anomaly::new(Zone::Ssin, Fault::NotFound),
            }
        }
        Err(fault) if address::holds_ssin(&asked.name) => fault,
        Err(_) => return Ok(see(&asked.address(&base, 1))),
    };
    let message = acting.viewer.t.anomaly(&fault);
    list(&acting, &asked, Some(format!("{} {}", message.message, message.mend))).await
}

/// The list, with what is wrong with the number that was asked for.
async fn list(acting: &Acting, asked: &Asked, wrong: Option<String>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let this_year = acting.app.today().year();
    let year = asked.year.trim().parse().unwrap_or(this_year);
    let number: u32 = asked.page.trim().parse().unwrap_or(1).clamp(1, 100_000);
    let query = EmployeeQuery {
        name: asked.name.clone(),
        team: asked.team.clone(),
        joint_committee: asked.committee.clone(),
        leavers: !asked.leavers.is_empty(),
        year,
        sort: asked.sort(),
        page: number,
        page_size: PAGE,
        after: None,
    };
    let list = acting.app.employees(&acting.caller, &query).await?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let base = acting.base();
    let may_add = acting.caller.may(Action::ManageEmployees);
    let body = Employees {
        t,
        notice: done(t, &asked.done),
        token: acting.session.form_token().to_owned(),
        filters: filters(t, asked, &list, (year, this_year), wrong.unwrap_or_default()),
        year,
        previous: (number > 1).then(|| asked.address(&base, number - 1)),
        next: list.more.then(|| asked.address(&base, number + 1)),
        rows: list.items.iter().map(|item| row(t, acting, &base, item, year)).collect(),
        acts: acts(acting),
        register: acting.caller.may(Action::RegisterTrainings),
        may_add,
        empty: empty(t, &base, asked.is_filtered(), may_add),
        exports: acting.caller.may(Action::ReadRegister).then(|| asked.exports(t, &base)),
        base,
    };
    let page = page(acting, Place::Employees, t.get("side-employees"), body).status(status);
    Ok(page.into_response())
}

fn empty(t: T, base: &str, filtered: bool, may_add: bool) -> Empty {
    if filtered {
        let back = (format!("{base}/employees"), t.get("employees-all").into_owned());
        Empty {
            title: t.get("employees-none-found").into_owned(),
            text: t.get("employees-none-found-text").into_owned(),
            action: Some(back),
        }
    } else {
        let import = (format!("{base}/import"), t.get("overview-act-import").into_owned());
        Empty {
            title: t.get("employees-none").into_owned(),
            text: t.get("employees-none-text").into_owned(),
            action: may_add.then_some(import),
        }
    }
}

/// The acts that can be done for those who are ticked: code and words.
fn acts(acting: &Acting) -> Vec<(&'static str, String)> {
    let t = acting.viewer.t;
    [
        ("verify", Action::VerifyRights),
        ("company-days", Action::SetRights),
        ("right", Action::SetRights),
        ("opt-out", Action::SetRights),
        ("opt-in", Action::SetRights),
        ("team", Action::ManageEmployees),
    ]
    .into_iter()
    .filter(|(_, action)| acting.caller.may(*action))
    .map(|(act, _)| (act, t.get(&format!("act-{act}")).into_owned()))
    .collect()
}

fn filters(
    t: T,
    asked: &Asked,
    list: &EmployeePage,
    (year, this_year): (Year, Year),
    wrong: String,
) -> Filters {
    let all = |current: &str| Choosable::new("", t.get("employees-any"), current);
    let picker = |name: &str, options: Vec<Choosable>| Picker {
        name: name.to_owned(),
        label: t.get(&format!("employees-{name}")).into_owned(),
        hint: String::new(),
        error: String::new(),
        options,
    };
    let mut teams = vec![all(&asked.team)];
    teams.extend(list.teams.iter().map(|team| Choosable::new(team, team.as_str(), &asked.team)));
    let mut committees = vec![all(&asked.committee)];
    committees.extend(
        list.joint_committees
            .iter()
            .map(|code| Choosable::new(code, committee(t, code), &asked.committee)),
    );
    let mut years: Vec<Year> = ((this_year - 3)..=(this_year + 1)).collect();
    if !years.contains(&year) {
        years.push(year);
    }
    let years = years
        .into_iter()
        .rev()
        .map(|y| Choosable::new(&y.to_string(), y.to_string(), &year.to_string()))
        .collect();
    let sorts = ["name", "most", "least"]
        .map(|sort| Choosable::new(sort, t.get(&format!("employees-sort-{sort}")), &asked.sort));
    Filters {
        name: Field::search("name", t.get("employees-name-or-ssin"))
            .value(asked.name.as_str())
            .error(wrong),
        team: picker("team", teams),
        committee: picker("committee", committees),
        year: picker("year", years),
        sort: picker("sort", sorts.into()),
        leavers: !asked.leavers.is_empty(),
    }
}

fn row(t: T, acting: &Acting, base: &str, item: &EmployeeItem, year: Year) -> Row {
    let day = acting.employer.day_minutes;
    let work: Vec<_> = item
        .spans
        .iter()
        .map(|s| format!("{} · {}", s.joint_committee.code(), regime(t, s.fraction)))
        .collect();
    let credit = item.credit.as_ref().map(|credit| {
        let parts = CreditParts {
            right: credit.granted() + credit.adjusted - credit.lapsed,
            carried: credit.carried_in,
            followed: credit.debited,
            planned: credit.planned,
        };
        Credit {
            meter: CreditMeter::new(t, &format!("m{}", item.id.0.simple()), parts, day).compact(),
            left: t.days(credit.left(), day),
            exact: t.hours(credit.left()),
            granted: t.days(parts.whole(), day),
        }
    });
    Row {
        id: item.id.to_string(),
        href: format!("{base}/employees/{}?year={year}", item.id),
        name: item.name.clone(),
        ssin: item.ssin.clone(),
        team: item.team.clone().unwrap_or_default(),
        work: if work.is_empty() {
            t.get("employees-left-service").into_owned()
        } else {
            work.join(" + ")
        },
        credit,
    }
}
