//! The size of the undertaking with its working, what the employer decides for everybody, the
//! settings, and who has access.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::SizeView;
use fla_domain::access::Action;
use fla_domain::rules::Exact;
use fla_domain::size::SizeWorking;
use fla_domain::time::Year;
use serde::Deserialize;

use super::{Place, access, page};
use crate::acting::Acting;
use crate::form::{Stop, done};
use crate::i18n::T;
use crate::view::{self, Line, Notice};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// The size in one two-year period.
struct Period {
    title: String,
    band: String,
    average: String,
    working: view::Working,
    manual: Option<(String, String)>,
    set: String,
    back: String,
}

/// Company days for everybody.
struct Days {
    what: String,
    reason: String,
    href: String,
}

/// What is decided for everybody in a year.
struct OfYear {
    year: Year,
    opted_out: bool,
    acts: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/rights.html")]
struct Rights {
    t: T,
    notice: Option<Notice>,
    periods: Vec<Period>,
    days: Vec<Days>,
    years: Vec<OfYear>,
    settings: Vec<(String, String)>,
    settings_act: String,
    access: Vec<access::Line>,
    manage_access: String,
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let sizes = acting.app.sizes(&acting.caller).await?;
    let grants = if acting.caller.may(Action::ReadHistory) {
        acting.app.grants(&acting.caller).await?
    } else {
        Vec::new()
    };
    let act = format!("{}/act", acting.base());
    let acts = if acting.caller.may(Action::SetRights) { act.as_str() } else { "" };
    let may_settings = acting.caller.may(Action::ManageSettings);
    let body = Rights {
        t,
        notice: done(t, &asked.done),
        periods: periods(t, &sizes, acts),
        days: company_days(t, &sizes, acts),
        years: years(t, &acting, &sizes, acts).await?,
        settings: settings(t, &acting),
        settings_act: if may_settings { format!("{act}/settings") } else { String::new() },
        access: grants.iter().map(|grant| access::line(t, grant, "")).collect(),
        manage_access: if acting.caller.may(Action::ManageAccess) {
            format!("{}/access", acting.base())
        } else {
            String::new()
        },
    };
    Ok(page(&acting, Place::Rights, t.get("side-rights"), body).into_response())
}

/// Each two-year period once, latest first.
fn periods(t: T, sizes: &SizeView, acts: &str) -> Vec<Period> {
    let mut seen = Vec::new();
    let mut periods = Vec::new();
    for size in &sizes.years {
        if !seen.contains(&size.period) {
            seen.push(size.period);
            periods.push(period(t, size, acts));
        }
    }
    periods
}

fn period(t: T, size: &SizeWorking, acts: &str) -> Period {
    let (from, to) = size.period;
    let manual = size.manual.as_ref().map(|manual| {
        (
            t.one("rights-manual", "average", t.hundredths(manual.hundredths())),
            t.one("account-by-hand-reason", "reason", manual.reason()),
        )
    });
    let act = |name: &str, wanted: bool| {
        let there = wanted && !acts.is_empty();
        if there { format!("{acts}/{name}?year={from}") } else { String::new() }
    };
    Period {
        title: t.two("rights-period", "from", from.to_string(), "to", to.to_string()),
        band: t.get(&format!("regime-band-{}", size.band.code())).into_owned(),
        average: size
            .average
            .as_ref()
            .map_or_else(|| t.get("rights-size-unknown").into_owned(), |a| t.exact(a)),
        working: working(t, size),
        set: act("average", true),
        back: act("average-back", manual.is_some()),
        manual,
    }
}

/// The working of an average: the quarters, and their sum over their number.
fn working(t: T, size: &SizeWorking) -> view::Working {
    let mut lines: Vec<Line> = size
        .quarters
        .iter()
        .map(|quarter| Line {
            what: t.quarter(quarter.quarter),
            how: String::new(),
            amount: quarter
                .fte
                .as_ref()
                .map_or_else(|| t.get("rights-not-declared").into_owned(), |fte| t.exact(fte)),
        })
        .collect();
    let declared: Vec<&Exact> = size.quarters.iter().filter_map(|q| q.fte.as_ref()).collect();
    if let Some(headcount) = &size.fallback {
        lines.push(Line {
            what: t.quarter(headcount.quarter),
            how: t.get("rights-headcount").into_owned(),
            amount: t.number(headcount.people),
        });
    } else if !declared.is_empty() {
        let sum = declared.iter().fold(Exact::ZERO, |sum, fte| &sum + *fte);
        lines.push(Line {
            what: t.get("rights-sum").into_owned(),
            how: t.one("rights-divided", "count", declared.len()),
            amount: t.exact(&sum),
        });
    }
    let computed = size
        .computed
        .as_ref()
        .map_or_else(|| t.get("rights-size-unknown").into_owned(), |average| t.exact(average));
    view::Working {
        summary: t.get("working-open").into_owned(),
        lines,
        total: (t.get("rights-computed").into_owned(), computed),
        source: t.get("rights-size-source").into_owned(),
        open: false,
    }
}

fn company_days(t: T, sizes: &SizeView, acts: &str) -> Vec<Days> {
    sizes
        .company_days
        .iter()
        .filter(|days| days.employee.is_none())
        .map(|days| {
            let how = if days.flat { "account-days-flat" } else { "account-days-prorated" };
            Days {
                what: t.says(days.year, format!("{}, {}", t.days_of(days.hundredths), t.get(how))),
                reason: days.reason.clone().unwrap_or_default(),
                href: if acts.is_empty() {
                    String::new()
                } else {
                    format!("{acts}/days-back?all=1&id={}&year={}", days.id, days.year)
                },
            }
        })
        .collect()
}

async fn years(t: T, acting: &Acting, sizes: &SizeView, acts: &str) -> Result<Vec<OfYear>, Stop> {
    let this_year = acting.app.today().year();
    let mut years = Vec::new();
    for year in [this_year + 1, this_year, this_year - 1] {
        let opted_out = sizes.opted_out.contains(&year);
        let mut of_year = Vec::new();
        if !acts.is_empty() {
            let waiting = acting.app.overview(&acting.caller, year).await?.to_verify;
            if waiting > 0 {
                let words = t.one("rights-verify-all", "count", waiting);
                of_year.push((format!("{acts}/verify?all=1&year={year}"), words));
            }
            let opt = if opted_out { "opt-in" } else { "opt-out" };
            for act in ["company-days", opt] {
                let words = t.get(&format!("act-{act}")).into_owned();
                of_year.push((format!("{acts}/{act}?all=1&year={year}"), words));
            }
        }
        years.push(OfYear { year, opted_out, acts: of_year });
    }
    Ok(years)
}

fn settings(t: T, acting: &Acting) -> Vec<(String, String)> {
    let employer = &acting.employer;
    let day = i64::from(employer.day_minutes);
    let nsso = employer.nsso_number.map_or_else(|| "–".to_owned(), |number| number.to_string());
    [
        ("operator-name", employer.name.clone()),
        ("operator-enterpriseNumber", employer.enterprise_number.to_string()),
        ("operator-nssoNumber", nsso),
        (
            "operator-language",
            t.get(&format!("language-{}", employer.language.code())).into_owned(),
        ),
        ("regime-day-used", t.hours(fla_domain::quantity::Minutes(day))),
    ]
    .map(|(key, value)| (t.get(key).into_owned(), value))
    .into()
}
