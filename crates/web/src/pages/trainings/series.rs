//! A series: the same planned training every week or month, in one act.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, NewPart, Refused};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::TrainingId;
use fla_domain::training::{PartDetails, Status};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;

use super::chooser::Chooser;
use super::fields::Fields;
use super::{input, words};
use crate::acting::Acting;
use crate::form::{
    Carried, Confirm, Effects, Head, Posted, Reading, STEP, Step, Stop, faults as on_form, see,
    status_of,
};
use crate::i18n::T;
use crate::view::{Choice, Choosable, ErrorSummary, Field};

/// How often it comes back.
const RHYTHMS: [&str; 4] = ["week", "fortnight", "month", "quarter"];

#[derive(Template)]
#[template(path = "pages/training_series.html")]
struct Form {
    t: T,
    head: Head,
    errors: ErrorSummary,
    action: String,
    leave: String,
    echo: String,
    chooser: Chooser,
    fields: Fields,
    titles: Vec<super::Suggested>,
    rhythm: Choice,
    times: Field,
}

/// The first days of a series. Months are counted from the first day, so that the 31st comes back
/// wherever there is one, and is the last day of the month elsewhere.
fn starts(first: Date, rhythm: &str, times: u8) -> Vec<Date> {
    (0..i32::from(times))
        .map(|n| match rhythm {
            "week" => first.saturating_add(n.weeks()),
            "fortnight" => first.saturating_add((2 * n).weeks()),
            "quarter" => first.saturating_add((3 * n).months()),
            _ => first.saturating_add(n.months()),
        })
        .collect()
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// An earlier training that is to come back, with its people.
    copy: String,
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    super::require(&acting, Action::RegisterTrainings)?;
    let mut filled =
        vec![("rhythm".to_owned(), "month".to_owned()), ("times".to_owned(), "12".to_owned())];
    if !asked.copy.is_empty() {
        let id: TrainingId = asked.copy.parse().map_err(|_| StatusCode::NOT_FOUND)?;
        let view = acting.app.training(&acting.caller, id, None).await?;
        let typed = input::typed(&view.training.details).into_iter();
        filled.extend(typed.filter(|(name, _)| name != "start" && name != "end"));
        let standing = view.participants.iter().filter(|p| !p.part.withdrawn);
        filled.extend(standing.map(|p| ("employee".to_owned(), p.part.employee.to_string())));
    }
    form(&acting, &Posted::filled(filled), &[]).await
}

pub async fn send(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    super::require(&acting, Action::RegisterTrainings)?;
    if matches!(posted.text(STEP), "search" | "people" | "edit") {
        return form(&acting, &posted, &[]).await;
    }
    let chooser = Chooser::read(&acting, &posted, &BTreeSet::new()).await?;
    if chooser.asks() {
        return form(&acting, &posted, &[]).await;
    }
    let (command, found) = read(&acting, &posted, &chooser);
    if !found.is_empty() {
        return form(&acting, &posted, &found).await;
    }
    let outcome = if posted.step() == Step::Do {
        register(&acting, &posted, &command).await
    } else {
        confirm(&acting, &posted, &command).await
    };
    match outcome {
        Ok(answer) => Ok(answer),
        Err(refused) => form(&acting, &posted, &on_form(refused)?).await,
    }
}

fn read(acting: &Acting, posted: &Posted, chooser: &Chooser) -> (Command, Vec<Anomaly>) {
    let mut read = input::details(posted, acting.employer.day_minutes);
    let mut reading = Reading::of(posted);
    let rhythm = reading
        .code("rhythm", Zone::Text, |code| RHYTHMS.into_iter().find(|rhythm| *rhythm == code));
    let times: Option<u8> = reading.whole("times", Zone::Days);
    let mut found: Vec<Anomaly> = chooser.fault().into_iter().collect();
    found.append(&mut read.faults);
    found.extend(reading.faults());
    let part = PartDetails {
        status: Status::Planned,
        minutes: read.details.minutes,
        not_counting: read.details.not_counting,
        certificate: false,
        valid_until: None,
        split: Vec::new(),
        copy: None,
    };
    let parts: Vec<NewPart> = chooser
        .chosen()
        .into_iter()
        .map(|employee| NewPart { employee, details: part.clone() })
        .collect();
    if parts.is_empty() && chooser.fault().is_none() {
        found.push(Anomaly::new(Zone::Participants, Fault::Missing).at("participants"));
    }
    let starts = starts(read.details.start, rhythm.unwrap_or("month"), times.unwrap_or(1));
    (Command::RegisterSeries { details: read.details, starts, parts }, found)
}

async fn register(
    acting: &Acting,
    posted: &Posted,
    command: &Command,
) -> Result<Response, Refused> {
    acting.app.submit(&acting.caller, command, &posted.key()?, None).await?;
    Ok(see(&format!("{}?done=training-series", super::base(acting))))
}

async fn confirm(acting: &Acting, posted: &Posted, command: &Command) -> Result<Response, Refused> {
    let t = acting.viewer.t;
    let Command::RegisterSeries { details, starts, parts } = command else {
        return Err(Refused::Broken("a series of something else".to_owned()));
    };
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let days: Vec<String> = starts.iter().map(|day| t.date(*day)).collect();
    let mut facts = vec![
        fact("training-title", details.title.clone()),
        fact("training-who", t.one("training-people", "count", parts.len())),
        fact("series-days", format!("{} × – {}", starts.len(), days.join(", "))),
    ];
    let rest = words::labelled(t, details, acting.employer.day_minutes).into_iter();
    let dates = [t.get("training-start").into_owned(), t.get("training-end").into_owned()];
    facts.extend(rest.filter(|(label, _)| !dates.contains(label)));
    let names = input::FIELDS.iter().chain(["rhythm", "times"].iter());
    let typed = names
        .filter(|name| posted.has(name))
        .map(|name| ((*name).to_owned(), posted.text(name).to_owned()));
    let people = parts.iter().map(|p| ("employee".to_owned(), p.employee.to_string()));
    let body = Confirm {
        t,
        title: t.get("series-check").into_owned(),
        facts,
        effects: Some(Effects::of(acting, command, None).await?),
        action: format!("{}/series", super::base(acting)),
        token: acting.session.form_token().to_owned(),
        carried: Carried::new(typed.chain(people)),
        leave: super::base(acting),
    };
    Ok(super::page(acting, t.get("series-check"), vec![], body).into_response())
}

async fn form(acting: &Acting, posted: &Posted, found: &[Anomaly]) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let errors = super::errors(t, found);
    let chooser = Chooser::read(acting, posted, &BTreeSet::new())
        .await?
        .errors(errors.of("participants"), errors.of("paste"));
    let base = super::base(acting);
    let option = |rhythm: &str| {
        Choosable::new(rhythm, t.get(&format!("series-every-{rhythm}")), posted.text("rhythm"))
    };
    let body = Form {
        t,
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{base}/series"),
        echo: format!("{base}/duration"),
        leave: base,
        chooser,
        fields: Fields::new(t, posted, &errors, acting.employer.day_minutes, acting.app.today()),
        titles: super::suggested(acting).await?,
        rhythm: Choice::one("rhythm", t.get("series-rhythm"), RHYTHMS.map(option).into())
            .error(errors.of("rhythm"))
            .inline(),
        times: Field::digits("times", t.get("series-times"))
            .hint(t.get("series-times-hint"))
            .required()
            .value(posted.text("times"))
            .error(errors.of("times")),
        errors,
    };
    let page = super::page(acting, t.get("series"), vec![], body);
    Ok(page.status(status_of(found)).into_response())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_series_comes_back_in_its_rhythm() {
        let first = date(2027, 1, 31);
        assert_eq!(starts(first, "week", 2), [first, date(2027, 2, 7)]);
        assert_eq!(starts(first, "fortnight", 2), [first, date(2027, 2, 14)]);
        let months = starts(first, "month", 4);
        assert_eq!(months[1..], [date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]);
        assert_eq!(starts(first, "quarter", 2), [first, date(2027, 4, 30)]);
        assert!(starts(first, "week", 0).is_empty());
    }
}
