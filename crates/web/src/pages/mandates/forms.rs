//! Giving, confirming, refusing and ending a mandate.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::NewMandate;
use fla_domain::access::{Action, Scope};
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::MandateId;
use fla_domain::time::Quarter;

use super::list::{Line, line, list};
use crate::acting::Acting;
use crate::form::{Head, Posted, Reading, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, id, page};
use crate::view::ErrorSummary;

#[derive(Template)]
#[template(path = "pages/mandate_end.html")]
struct End {
    t: T,
    errors: ErrorSummary,
    facts: Vec<(String, String)>,
    head: Head,
    action: String,
    leave: String,
}

pub async fn give(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    let (new, mut found) = read(&posted);
    if let Some(new) = new {
        match acting.app.give_mandate(&acting.caller, &new, &posted.key()?).await {
            Ok(_) => return Ok(see(&format!("{}/mandates?done=mandate-given", acting.base()))),
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    list(&acting, &posted, &found, None).await
}

fn read(posted: &Posted) -> (Option<NewMandate>, Vec<Anomaly>) {
    let mut reading = Reading::of(posted);
    let provider = reading.keep("provider", posted.text("provider").parse());
    let from = reading.keep("from", posted.text("from").parse::<Quarter>());
    let until = match posted.text("until") {
        "" => Some(None),
        text => reading.keep("until", text.parse::<Quarter>()).map(Some),
    };
    let scopes: Vec<Scope> = posted.all("scope").into_iter().filter_map(Scope::from_code).collect();
    let found = reading.faults();
    let new = (|| {
        let until = until?.map(Quarter::yyyyq);
        Some(NewMandate { provider: provider?, from: from?.yyyyq(), until, scopes })
    })();
    (new, found)
}

pub async fn answer(
    acting: Acting,
    Path((_, mandate)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let mandate: MandateId = id(&mandate)?;
    let confirm = posted.text("answer") == "confirm";
    let base = acting.base();
    match acting.app.answer_mandate(&acting.caller, mandate, confirm, &posted.key()?).await {
        Ok(()) if confirm => Ok(see(&format!("{base}/mandates?done=mandate-confirmed"))),
        Ok(()) => Ok(see(&format!("{base}/mandates?done=mandate-refused"))),
        Err(refused) => list(&acting, &Posted::default(), &faults(refused)?, None).await,
    }
}

pub async fn ask_end(
    acting: Acting,
    Path((_, mandate)): Path<(String, String)>,
) -> Result<Response, Stop> {
    end_form(&acting, id(&mandate)?, &Posted::default(), &[]).await
}

pub async fn end(
    acting: Acting,
    Path((_, mandate)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let mandate: MandateId = id(&mandate)?;
    match acting.app.end_mandate(&acting.caller, mandate, &posted.key()?).await {
        Ok(()) => Ok(see(&format!("{}/mandates?done=mandate-ended", acting.base()))),
        Err(refused) => end_form(&acting, mandate, &posted, &faults(refused)?).await,
    }
}

async fn end_form(
    acting: &Acting,
    mandate: MandateId,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let (base, caller) = (acting.base(), &acting.caller);
    let mut views = Vec::new();
    if caller.may(Action::GiveMandates) {
        views.extend(acting.app.mandates_given(caller).await?);
    }
    if caller.may(Action::HoldMandates) {
        views.extend(acting.app.mandates_held(caller).await?);
    }
    if !caller.may(Action::GiveMandates) && !caller.may(Action::HoldMandates) {
        return Err(fla_app::Refused::Forbidden(Action::GiveMandates).into());
    }
    let view = views.iter().find(|view| view.id == mandate).ok_or(StatusCode::NOT_FOUND)?;
    let Line { name, number, scopes, period, standing, end, .. } = line(t, &base, view, true, true);
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        // There is no field to change.
        errors.add_anomaly("", fault);
    }
    let leave = format!("{base}/mandates");
    let body = End {
        t,
        errors,
        facts: vec![
            fact("mandate-with", format!("{name} ({number})")),
            fact("mandate-period", period),
            fact("mandate-scopes", scopes),
            fact("mandate-standing", standing),
        ],
        head: Head::new(acting).again(posted.key_after(found)),
        action: if end.is_empty() { format!("{leave}/{mandate}/end") } else { end },
        leave: leave.clone(),
    };
    let back = (leave, t.get("side-mandates").into_owned());
    Ok(page(acting, Place::Mandates, t.get("mandate-end"), body)
        .crumbs(crumbs(acting, &[back]))
        .status(status_of(found))
        .into_response())
}
