//! Accepting a report with a change: the form of a training, filled with what was reported.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use fla_app::{Refused, ReportedSession, ReportedView};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::ReportPartId;

use super::{address, queue};
use crate::acting::Acting;
use crate::form::{Head, Posted, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::pages::given::when;
use crate::pages::register::{Place, crumbs, id, page};
use crate::pages::trainings::{Fields, errors, read_details, typed};
use crate::view::{Choice, ChoiceKind, Choosable, ErrorSummary};

#[derive(Template)]
#[template(path = "pages/reported_accept.html")]
struct Form {
    t: T,
    errors: ErrorSummary,
    head: Head,
    action: String,
    leave: String,
    /// Where it is told how a duration is understood.
    echo: String,
    reported: String,
    people: Choice,
    fields: Fields,
}

/// The form with what was reported.
pub async fn show(
    acting: Acting,
    Path((_, part)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let part: ReportPartId = id(&part)?;
    let session = acting.app.reported_with(&acting.caller, part).await?;
    let plain = |view: &&ReportedView| view.alike.is_empty();
    let mut filled = typed(&session.details);
    filled.extend(
        session
            .parts
            .iter()
            .filter(plain)
            .map(|view| ("part".to_owned(), view.part.id.to_string())),
    );
    Ok(form(&acting, part, &session, &Posted::filled(filled), &[]))
}

pub async fn send(
    acting: Acting,
    Path((_, part)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let part: ReportPartId = id(&part)?;
    let parts: Vec<ReportPartId> = posted.ids("part");
    let read = read_details(&posted, acting.employer.day_minutes);
    let mut found = read.faults;
    if parts.is_empty() {
        found.push(Anomaly::new(Zone::Participants, Fault::Missing).at("part"));
    }
    if found.is_empty() {
        let key = posted.key()?;
        match acting.app.accept_changed(&acting.caller, &parts, &read.details, &key).await {
            Ok(accepted) => {
                let made = accepted.trainings.first().map(|id| format!("/{id}"));
                let to = format!("{}/trainings{}", acting.base(), made.unwrap_or_default());
                return Ok(see(&format!("{to}?done=reported-accepted-changed")));
            }
            Err(refused) => {
                found.extend(faults(refused)?);
                // Answered by somebody else meanwhile: there is no form for it any more.
                if waits(&acting, part).await?.is_none() {
                    return queue(&acting, &Posted::default(), &found, None).await;
                }
            }
        }
    }
    let session = waits(&acting, part).await?.ok_or(Refused::Hidden)?;
    Ok(form(&acting, part, &session, &posted, &found))
}

/// The training of which a part waits, with the other parts that do.
async fn waits(acting: &Acting, part: ReportPartId) -> Result<Option<ReportedSession>, Stop> {
    match acting.app.reported_with(&acting.caller, part).await {
        Ok(session) => Ok(Some(session)),
        Err(Refused::Hidden) => Ok(None),
        Err(refused) => Err(refused.into()),
    }
}

fn form(
    acting: &Acting,
    part: ReportPartId,
    session: &ReportedSession,
    posted: &Posted,
    found: &[Anomaly],
) -> Response {
    let t = acting.viewer.t;
    let errors = errors(t, found);
    let chosen: Vec<ReportPartId> = posted.ids("part");
    let person = |view: &ReportedView| {
        let (_, name) = view.employee.as_ref()?;
        let mut option = Choosable::new(&view.part.id.to_string(), name, "");
        option.chosen = chosen.contains(&view.part.id);
        Some(option)
    };
    let people = session.parts.iter().filter_map(person).collect();
    let people = Choice::one("part", t.get("reported-change-for"), people).error(errors.of("part"));
    let (day, today) = (acting.employer.day_minutes, acting.app.today());
    let told = when(t, &session.details, session.details.minutes);
    let leave = address(acting);
    let body = Form {
        t,
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{leave}/{part}/accept"),
        leave: leave.clone(),
        echo: format!("{}/trainings/duration", acting.base()),
        reported: format!("{} · {told} · {}", session.details.title, session.provider),
        people: Choice { kind: ChoiceKind::Several, ..people },
        fields: Fields::new(t, posted, &errors, day, today),
        errors,
    };
    let back = (leave, t.get("side-reported").into_owned());
    page(acting, Place::Reported, t.get("reported-change"), body)
        .crumbs(crumbs(acting, &[back]))
        .status(status_of(found))
        .into_response()
}
