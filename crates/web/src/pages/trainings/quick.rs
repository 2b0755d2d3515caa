//! Quick registration: a talk or instruction of some minutes for whole teams. A name, who was
//! there, one look at what it does, done; everything else has a likely answer.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, Course, NewPart, Refused, part_of};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::duration::{hours_and_minutes, parse_duration};
use fla_domain::ids::EmployeeId;
use fla_domain::quantity::Minutes;
use fla_domain::training::{Status, TrainingDetails, TrainingKind};
use serde::Deserialize;

use super::{Suggested, words};
use crate::acting::Acting;
use crate::form::{
    Carried, Confirm, Effects, Head, Posted, Reading, Step, Stop, faults as on_form, see, status_of,
};
use crate::i18n::T;
use crate::view::{ErrorSummary, Field};

/// The value that stands for everybody in service.
const EVERYBODY: &str = "*";
/// How long a talk is where nobody says so and the name is on no list.
const LIKELY: Minutes = Minutes(15);

/// A team that can be ticked.
struct Team {
    value: String,
    label: String,
    /// How many people are in it.
    size: String,
    ticked: bool,
}

#[derive(Template)]
#[template(path = "pages/training_quick.html")]
struct Form {
    t: T,
    errors: ErrorSummary,
    head: Head,
    action: String,
    leave: String,
    whole: String,
    title: Field,
    titles: Vec<Suggested>,
    teams: Vec<Team>,
    teams_error: String,
    duration: Field,
    start: Field,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    title: String,
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    super::require(&acting, Action::RegisterTrainings)?;
    let today = acting.app.today().to_string();
    form(&acting, &Posted::filled([("title", asked.title), ("start", today)]), &[]).await
}

pub async fn send(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    super::require(&acting, Action::RegisterTrainings)?;
    if posted.step() == Step::Edit {
        return form(&acting, &posted, &[]).await;
    }
    let (command, found) = read(&acting, &posted).await?;
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

/// Who was there: the people of a form that was checked, else the members of the ticked teams.
async fn people(acting: &Acting, posted: &Posted) -> Result<Vec<EmployeeId>, Refused> {
    let named: Vec<EmployeeId> = posted.ids("employee");
    if !named.is_empty() {
        return Ok(named);
    }
    let ticked: Vec<String> = posted.all("team").into_iter().map(str::to_owned).collect();
    if ticked.is_empty() {
        return Ok(Vec::new());
    }
    let day = posted.text("start").parse().unwrap_or_else(|_| acting.app.today());
    if ticked.iter().any(|team| team == EVERYBODY) {
        return acting.app.everybody(&acting.caller, day).await;
    }
    acting.app.team_members(&acting.caller, &ticked, day).await
}

async fn read(acting: &Acting, posted: &Posted) -> Result<(Command, Vec<Anomaly>), Refused> {
    let courses = acting.app.courses(&acting.caller).await?;
    let title = posted.text("title");
    let same = |c: &&Course| c.title.to_lowercase() == title.to_lowercase();
    let course = courses.iter().find(same);
    let mut reading = Reading::of(posted);
    let start = reading.date("start", Zone::StartDate);
    let minutes = match posted.text("duration") {
        "" => Some(course.map_or(LIKELY, |c| c.minutes)),
        text => reading.keep("duration", parse_duration(text, acting.employer.day_minutes)),
    };
    let mut found = reading.faults();
    let day = start.unwrap_or_else(|| acting.app.today());
    let details = TrainingDetails {
        title: title.to_owned(),
        start: day,
        end: day,
        minutes: minutes.unwrap_or(LIKELY),
        kind: course.map_or(Some(TrainingKind::Informal), |c| c.kind),
        provider: course.and_then(|c| c.provider.clone()),
        place: course.and_then(|c| c.place.clone()),
        nature: None,
        funding: None,
        cla_number: None,
        field: course.and_then(|c| c.field),
        not_counting: None,
    };
    if found.is_empty() {
        found.extend(details.check());
    }
    let status = if day > acting.app.today() { Status::Planned } else { Status::Completed };
    let part = part_of(course, &details, status);
    let parts: Vec<NewPart> = people(acting, posted)
        .await?
        .into_iter()
        .map(|employee| NewPart { employee, details: part.clone() })
        .collect();
    if parts.is_empty() {
        found.push(Anomaly::new(Zone::Participants, Fault::Missing).at("team"));
    }
    Ok((Command::RegisterTraining { details, parts }, found))
}

async fn register(
    acting: &Acting,
    posted: &Posted,
    command: &Command,
) -> Result<Response, Refused> {
    let receipt = acting.app.submit(&acting.caller, command, &posted.key()?, None).await?;
    let end = receipt.object.map(|id| format!("/{id}")).unwrap_or_default();
    Ok(see(&format!("{}{end}?done=training-registered", super::base(acting))))
}

async fn confirm(acting: &Acting, posted: &Posted, command: &Command) -> Result<Response, Refused> {
    let t = acting.viewer.t;
    let Command::RegisterTraining { details, parts } = command else {
        return Err(Refused::Broken("a quick registration of something else".to_owned()));
    };
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let mut facts = vec![
        fact("training-title", details.title.clone()),
        fact("training-who", t.one("training-people", "count", parts.len())),
    ];
    facts.extend(words::labelled(t, details, acting.employer.day_minutes));
    if let Some(part) = parts.first() {
        facts.push(fact("training-status", words::status(t, part.details.status)));
        if part.details.certificate {
            facts.push(fact("training-certificate", words::certificate(t, &part.details)));
        }
    }
    let typed = ["title", "start", "duration", "key"]
        .iter()
        .map(|name| ((*name).to_owned(), posted.text(name).to_owned()));
    let teams = posted.all("team").into_iter().map(|team| ("team".to_owned(), team.to_owned()));
    // Who was shown is who is registered, even where a team changes meanwhile.
    let people = parts.iter().map(|p| ("employee".to_owned(), p.employee.to_string()));
    let body = Confirm {
        t,
        title: t.get("training-new-check").into_owned(),
        facts,
        effects: Some(Effects::of(acting, command, None).await?),
        action: format!("{}/quick", super::base(acting)),
        token: acting.session.form_token().to_owned(),
        carried: Carried::new(typed.chain(teams).chain(people)),
        leave: super::base(acting),
    };
    Ok(super::page(acting, t.get("training-new-check"), vec![], body).into_response())
}

async fn form(acting: &Acting, posted: &Posted, found: &[Anomaly]) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = super::base(acting);
    let errors = super::errors(t, found);
    let ticked = posted.all("team");
    let (sizes, all) = acting.app.team_sizes(&acting.caller).await?;
    let mut teams: Vec<Team> = sizes
        .into_iter()
        .map(|(team, size)| Team {
            ticked: ticked.contains(&team.as_str()),
            label: team.clone(),
            size: t.number(size),
            value: team,
        })
        .collect();
    teams.push(Team {
        value: EVERYBODY.to_owned(),
        label: t.get("quick-everybody").into_owned(),
        size: t.number(all),
        ticked: ticked.contains(&EVERYBODY),
    });
    let fill = |field: Field, name: &str| field.value(posted.text(name)).error(errors.of(name));
    let body = Form {
        t,
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{base}/quick"),
        leave: base.clone(),
        whole: format!("{base}/new"),
        title: fill(Field::text("title", t.get("quick-title")), "title")
            .required()
            .list("titles")
            .width("long"),
        titles: super::suggested(acting).await?,
        teams,
        teams_error: errors.of("team").to_owned(),
        duration: fill(Field::text("duration", t.get("training-duration")), "duration")
            .hint(t.one("quick-duration-hint", "likely", hours_and_minutes(LIKELY)))
            .width("medium"),
        start: fill(Field::date("start", t.get("quick-day")), "start").required(),
        errors,
    };
    let page = super::page(acting, t.get("quick"), vec![], body);
    Ok(page.status(status_of(found)).into_response())
}
