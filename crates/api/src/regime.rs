//! Which regime applies, and why; and the rules from which that follows. They are nobody's, and
//! open to everybody.

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::JointCommittee;
use fla_domain::quantity::Fraction;
use fla_domain::right::RuleRef;
use fla_domain::right::regime::lookup;
use fla_domain::right::regime::{Considered, GivenSize, RegimeAnswer, RegimePerson, RegimeQuery};
use fla_domain::rules::{Rule, Step, Texts};
use fla_domain::size::Band;
use fla_domain::time::Year;
use serde_json::{Value, json};

use crate::Api;
use crate::account::WorkingBody;
use crate::form::Form;
use crate::problem::Problem;
use crate::query::{Parameters, Query};
use crate::ref_data::{collection, localized};

/// First and last year that can be asked about, as on the page.
const YEARS: (u32, u32) = (2022, 2040);

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new()
        .route("/regime", get(answer))
        .route("/refData/rules", get(rules))
        .route("/refData/rules/{ruleCode}", get(rule))
}

async fn answer(State(api): State<Api>, query: Query) -> Result<Json<Value>, Problem> {
    let asked = query.read(asked)?.ok_or(Problem::Internal)?;
    Ok(Json(answer_json(&api, &lookup(&api.front.rules, &asked))))
}

/// The question; `None` only where something was told of it.
fn asked(q: &mut Parameters) -> Option<RegimeQuery> {
    let size = size(q);
    let joint_committee = q.parsed::<JointCommittee>("jointCommittee");
    let year = match q.text("year") {
        None => {
            q.missing("year");
            None
        }
        Some(text) => {
            let year = text.parse().ok().filter(|year| (YEARS.0..=YEARS.1).contains(year));
            if year.is_none() {
                let outside = Anomaly::new(Zone::Year, Fault::OutsideDomain);
                q.refuse("year", outside.with("min", YEARS.0).with("max", YEARS.1));
            }
            year.and_then(|year| Year::try_from(year).ok())
        }
    };
    let day_minutes = q.whole("dayMinutes", 60, 720);
    let person = person(q);
    Some(RegimeQuery {
        size: size?,
        joint_committee: joint_committee.unwrap_or_else(JointCommittee::none),
        year: year?,
        day_minutes,
        person,
    })
}

/// The average or its band: one of the two.
fn size(q: &mut Parameters) -> Option<GivenSize> {
    let codes: Vec<_> = Band::ALL.iter().map(|band| band.code()).collect();
    let said = (q.has("band"), q.has("averageHundredths"));
    let band = q.code("band", &codes, Band::from_code);
    let average = q.whole("averageHundredths", 0, 100_000_000).map(i64::from);
    match said {
        (true, true) => {
            q.wrong("averageHundredths", Form::Beside("band"));
            None
        }
        (false, false) => {
            q.refuse("band", Anomaly::new(Zone::Average, Fault::Missing));
            None
        }
        _ => average.map(GivenSize::Average).or(band.map(GivenSize::Band)),
    }
}

/// A person, where anything is said of one.
fn person(q: &mut Parameters) -> Option<RegimePerson> {
    let hours = q.whole("workingHours", 0, 9_999);
    let full_time = q.whole("referenceHours", 1, 9_999);
    let (start, end) = (q.date("startDate"), q.date("endDate"));
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        q.refuse("endDate", Anomaly::new(Zone::EndDate, Fault::EndBeforeStart));
    }
    let fraction = match (hours, full_time) {
        (Some(hours), Some(full_time)) => Fraction::new(hours, full_time).ok(),
        (None, None) => (start.is_some() || end.is_some()).then_some(Fraction::FULL),
        (Some(_), None) => {
            q.missing("referenceHours");
            None
        }
        (None, Some(_)) => {
            q.missing("workingHours");
            None
        }
    };
    Some(RegimePerson { fraction: fraction?, start, end })
}

fn answer_json(api: &Api, found: &RegimeAnswer) -> Value {
    let base = &found.base;
    let mut body = json!({
        "year": found.year,
        "band": found.size.band.code(),
        "jointCommittee": base.joint_committee.code(),
        "kind": found.kind.code(),
        "days": base.a.to_string(),
        "minutes": found.minutes.0,
        "dayMinutes": found.day_minutes,
        "ruleDays": base.rule_days.to_string(),
        "considered": found.trail.iter().map(|one| considered(api, one)).collect::<Vec<_>>(),
    });
    if let Some(average) = &found.size.average {
        body["average"] = json!(average.to_string());
    }
    if let Some(rule) = &base.rule {
        body["rule"] = reference(api, rule);
    }
    if let Some(rule) = &base.referred_by {
        body["referredBy"] = reference(api, rule);
    }
    if let Some(year) = base.since {
        body["sinceYear"] = json!(year);
    }
    if let Some(floor) = &base.floor {
        body["floorDays"] = json!(floor.to_string());
    }
    if let Some(condition) = &base.condition {
        body["minMonths"] = json!(condition.min_months);
    }
    if let Some(working) = &found.person {
        body["right"] = json!(WorkingBody::of(working));
    }
    body
}

fn considered(api: &Api, one: &Considered) -> Value {
    let mut body = json!({ "outcome": one.outcome.code() });
    if let Some(code) = &one.joint_committee {
        body["jointCommittee"] = json!(code);
    }
    if let Some(rule) = &one.rule {
        body["rule"] = reference(api, rule);
    }
    body
}

fn texts(texts: &Texts) -> Value {
    localized(|language| texts.get(language).to_owned())
}

fn code(id: &str, version: u32) -> String {
    format!("{id}@{version}")
}

fn reference(api: &Api, rule: &RuleRef) -> Value {
    let code = code(&rule.id, rule.version);
    json!({
        "code": code,
        "ruleId": rule.id,
        "version": rule.version,
        "source": texts(&rule.source),
        "reference": texts(&rule.reference),
        "href": api.link(&format!("/refData/rules/{code}")),
    })
}

async fn rules(State(api): State<Api>, query: Query) -> Result<Json<Value>, Problem> {
    query.none()?;
    Ok(collection(api.front.rules.rules().iter().map(|one| rule_json(&api, one))))
}

async fn rule(
    State(api): State<Api>,
    Path(asked): Path<String>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    query.none()?;
    let found = api.front.rules.rules().iter().find(|one| one.tag() == asked);
    Ok(Json(rule_json(&api, found.ok_or(Problem::NotFound)?)))
}

fn rule_json(api: &Api, rule: &Rule) -> Value {
    let steps = |steps: &[Step]| -> Vec<Value> {
        steps.iter().map(|s| json!({ "fromYear": s.from, "days": s.days.to_string() })).collect()
    };
    let band = |(at, band): (usize, &Band)| {
        let said = rule.band(*band);
        let mut body = json!({
            "band": band.code(),
            "steps": steps(&said.steps),
            "asStatutory": said.as_statutory,
            "floor": steps(&rule.floor[at]),
        });
        if let Some(months) = said.min_months {
            body["minMonths"] = json!(months);
        }
        body
    };
    let code = rule.tag();
    let mut body = json!({
        "code": code,
        "ruleId": rule.id,
        "version": rule.version,
        "startYear": rule.valid_from,
        "title": texts(&rule.title),
        "text": texts(&rule.text),
        "source": texts(&rule.source.name),
        "reference": texts(&rule.source.reference),
        "bands": Band::ALL.iter().enumerate().map(band).collect::<Vec<_>>(),
        "href": api.link(&format!("/refData/rules/{code}")),
    });
    if let Some(committee) = rule.joint_committee() {
        body["jointCommittee"] = json!(committee.code());
    }
    if let Some(year) = rule.valid_to {
        body["endYear"] = json!(year);
    }
    body
}
