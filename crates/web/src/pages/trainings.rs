//! Trainings of an employer: the list, registering, one training with its participants and what
//! can be done to it, and its history.

mod acts;
pub(crate) mod certificates;
mod chooser;
mod correct;
mod courses;
mod difference;
mod echo;
mod fields;
mod files;
mod history;
mod input;
mod list;
mod quick;
mod register;
mod rows;
mod series;
mod show;
mod words;

pub(super) use difference::{Difference, training as differences};
pub(super) use fields::Fields;
pub(super) use input::{details as read_details, typed};
pub(super) use words::period;

use askama::Template;
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::{get, post};
use fla_app::Refused;
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, alike};
use fla_domain::duration::hours_and_minutes;
use fla_domain::ids::TrainingId;
use serde::Deserialize;

use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::page::Page;
use crate::pages::register::{self as work, Place};
use crate::state::Site;
use crate::view::ErrorSummary;

/// The routes of the trainings of an employer.
pub fn router() -> Router<Site> {
    let at = |end: &str| format!("/register/{{employer}}/trainings{end}");
    let of = |end: &str| format!("/register/{{employer}}/trainings/{{training}}{end}");
    Router::new()
        .route(&at(""), get(list::show))
        .route(&at("/find"), post(list::find))
        .route(&at("/new"), get(register::show).post(register::send))
        .route(&at("/duration"), get(echo::show))
        .route(&at("/quick"), get(quick::show).post(quick::send))
        .route(&at("/series"), get(series::show).post(series::send))
        .route("/register/{employer}/certificates", get(certificates::show))
        .route("/register/{employer}/courses", get(courses::list))
        .route("/register/{employer}/courses/new", get(courses::new).post(courses::add))
        .route("/register/{employer}/courses/{course}", get(courses::edit).post(courses::change))
        .route(&of("/files"), get(files::show))
        .route(&of("/files"), post(files::take).layer(crate::pages::evidence::limit()))
        .route(&of("/files/{file}"), get(files::give))
        .route(&of("/files/{file}/remove"), get(files::ask).post(files::remove))
        .route(&of(""), get(show::show))
        .route(&of("/correct"), get(correct::show).post(correct::send))
        .route(&of("/correct/find"), post(correct::find))
        .route(&of("/complete"), get(acts::complete).post(acts::send_complete))
        .route(&of("/withdraw"), get(acts::withdraw).post(acts::send_withdraw))
        .route(&of("/checked"), post(show::checked))
        .route(&of("/restore"), get(acts::restore).post(acts::send_restore))
        .route(&of("/history"), get(history::show))
}

/// Where the trainings of the employer begin.
fn base(acting: &Acting) -> String {
    format!("{}/trainings", acting.base())
}

/// The page of a training, or one of the pages under it.
fn address(acting: &Acting, id: TrainingId, end: &str) -> String {
    format!("{}/{id}{end}", base(acting))
}

/// The training of the address; what is not an id is a training that is not there.
#[derive(Deserialize)]
struct OfTraining {
    training: String,
}

fn training_of(Path(path): Path<OfTraining>) -> Result<TrainingId, Stop> {
    path.training.parse().map_err(|_| StatusCode::NOT_FOUND.into())
}

/// Stops whoever may not do something before a form for it is shown.
fn require(acting: &Acting, action: Action) -> Result<(), Stop> {
    if acting.caller.may(action) { Ok(()) } else { Err(Refused::Forbidden(action).into()) }
}

/// A page under the trainings, with the way back; `over` are the links between the list and it.
fn page<B: Template>(
    acting: &Acting,
    title: impl Into<String>,
    over: Vec<(String, String)>,
    body: B,
) -> Page<B> {
    let t = acting.viewer.t;
    let mut links = vec![(base(acting), t.get("trainings-title").into_owned())];
    links.extend(over);
    frame(acting, title, body).crumbs(work::crumbs(acting, &links))
}

/// The frame of every page of an employer, with the trainings marked.
fn frame<B: Template>(acting: &Acting, title: impl Into<String>, body: B) -> Page<B> {
    work::page(acting, Place::Trainings, title, body)
}

/// A name that is suggested while somebody types one.
struct Suggested {
    title: String,
    /// What the course list knows of it: name of the field and value, for the script of the page.
    fills: Vec<(&'static str, String)>,
}

/// Names to suggest: of the course list with what it knows of them, then of earlier trainings.
async fn suggested(acting: &Acting) -> Result<Vec<Suggested>, Refused> {
    let courses = acting.app.courses(&acting.caller).await?;
    let titles = acting.app.suggested_titles(&acting.caller).await?;
    let fills = |title: &str| {
        let course = courses.iter().find(|course| course.title == title)?;
        let mut fills = vec![("duration", hours_and_minutes(course.minutes))];
        fills.extend(course.kind.map(|kind| ("kind", kind.code().to_owned())));
        fills.extend(course.provider.clone().map(|provider| ("provider", provider)));
        fills.extend(course.place.clone().map(|place| ("place", place)));
        fills.extend(course.valid_months.map(|_| ("certificate", "yes".to_owned())));
        Some(fills)
    };
    let one = |title: String| Suggested { fills: fills(&title).unwrap_or_default(), title };
    Ok(titles.into_iter().map(one).collect())
}

/// The faults on a form, each at the field where the answer stands.
pub(super) fn errors(t: T, faults: &[Anomaly]) -> ErrorSummary {
    let mut errors = ErrorSummary::new(t);
    for fault in alike(faults.iter().cloned()) {
        errors.add_anomaly(field_of(&fault.path), &fault);
    }
    errors
}

/// The form field of a path of the domain.
fn field_of(path: &str) -> &str {
    match path {
        "minutes" => "duration",
        "employees" => "participants",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use fla_domain::anomaly::{Fault, Zone};
    use fla_domain::language::Language;

    use super::*;

    #[test]
    fn sixty_participants_with_the_same_fault_are_one_line() {
        let late = || Anomaly::new(Zone::ValidUntil, Fault::EndBeforeStart).at("validUntil");
        let nobody = || Anomaly::new(Zone::Employee, Fault::NotFound).at("who");
        let all = (0..60).flat_map(|n| [late(), nobody()].map(|one| one.among("participants", n)));
        let errors = errors(T::new(Language::En), &all.collect::<Vec<_>>());
        assert!(!errors.of("validUntil").is_empty() && !errors.of("participants").is_empty());
        assert_eq!(errors.render().unwrap().matches("<li").count(), 2);
    }
}
