//! Where an organisation has itself told what happens: addresses, of what, how it goes.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::{NewWebhook, Refused, Replay, WebhookStanding, WebhookView};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Zone};
use fla_domain::ids::WebhookId;
use fla_domain::time::Instant;
use fla_domain::webhook::Topic;
use serde::Deserialize;

use crate::acting::Acting;
use crate::form::{Head, Posted, Reading, Stop, done, faults, see, status_of};
use crate::front::Front;
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, id, page};
use crate::state::Site;
use crate::view::{Choice, ChoiceKind, Choosable, ErrorSummary, Field, Notice};

/// The routes of the webhooks of an organisation.
pub fn router() -> Router<Site> {
    const ONE: &str = "/register/{employer}/webhooks/{webhook}";
    Router::new()
        .route("/register/{employer}/webhooks", get(list).post(add))
        .route(ONE, get(show))
        .route(&format!("{ONE}/test"), post(test))
        .route(&format!("{ONE}/replay"), post(replay))
        .route(&format!("{ONE}/resume"), post(resume))
        .route(&format!("{ONE}/end"), post(end))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    done: String,
}

/// A webhook in the list.
struct Line {
    address: String,
    topics: String,
    state: String,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/webhooks.html")]
struct Webhooks {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    lines: Vec<Line>,
    /// Whether this installation sends anything.
    tells: bool,
    head: Head,
    action: String,
    address: Field,
    topics: Choice,
    /// Of whom, where there is a choice.
    whom: Option<Choice>,
}

#[derive(Template)]
#[template(path = "pages/webhook_one.html")]
struct One {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    address: String,
    facts: Vec<(String, String)>,
    state: String,
    paused: bool,
    key: String,
    key_address: String,
    head: Head,
    /// Where its forms are sent.
    base: String,
    since: Field,
    event: Field,
}

fn base(acting: &Acting) -> String {
    format!("{}/webhooks", acting.base())
}

fn permit(acting: &Acting) -> Result<(), Stop> {
    if acting.caller.may(Action::ManageAccess) {
        Ok(())
    } else {
        Err(Refused::Forbidden(Action::ManageAccess).into())
    }
}

fn topic(t: T, topic: Topic) -> String {
    t.get(&format!("topic-{}", topic.code())).into_owned()
}

fn topics(t: T, view: &WebhookView) -> String {
    let words: Vec<_> = view.topics.iter().map(|one| topic(t, *one)).collect();
    words.join("; ")
}

/// How it goes, in a sentence.
fn state(t: T, standing: &WebhookStanding) -> String {
    let answer = standing.answer.as_deref().unwrap_or_default();
    let answer = match answer {
        "address" | "timeout" | "connection" => t.get(&format!("webhook-answer-{answer}")).into(),
        status => t.one("webhook-answer-status", "status", status),
    };
    match (standing.paused_at, standing.failing_since, standing.answered_at) {
        (Some(at), _, _) => {
            t.two("webhook-paused", "moment", t.moment(at), "answer", answer.as_str())
        }
        (None, Some(since), _) => {
            t.two("webhook-failing", "moment", t.moment(since), "answer", answer.as_str())
        }
        (None, None, Some(at)) => t.one("webhook-works", "moment", t.moment(at)),
        (None, None, None) => t.get("webhook-nothing-yet").into_owned(),
    }
}

async fn list(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    permit(&acting)?;
    let notice = done(acting.viewer.t, &asked.done);
    list_form(&acting, &Posted::default(), &[], notice).await
}

async fn add(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    let serves = acting.caller.may(Action::ServeEmployers);
    let whom = posted.all("whom");
    let new = NewWebhook {
        address: posted.text("address").to_owned(),
        topics: posted.all("topic").into_iter().filter_map(Topic::from_code).collect(),
        own: !serves || whom.contains(&"own"),
        served: serves && whom.contains(&"served"),
    };
    match acting.app.add_webhook(&acting.caller, &new, &posted.key()?).await {
        Ok(id) => Ok(see(&format!("{}/{id}?done=webhook-added", base(&acting)))),
        Err(refused) => {
            let found = faults(refused)?;
            permit(&acting)?;
            list_form(&acting, &posted, &found, None).await
        }
    }
}

fn several(name: &str, legend: impl Into<String>, options: Vec<Choosable>) -> Choice {
    Choice { kind: ChoiceKind::Several, ..Choice::one(name, legend, options) }
}

async fn list_form(
    acting: &Acting,
    posted: &Posted,
    found: &[Anomaly],
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = base(acting);
    let views = acting.app.webhooks(&acting.caller).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let options = |name: &str, all: Vec<(&'static str, String)>| -> Vec<Choosable> {
        let chosen = posted.all(name);
        let option = |(code, label): (&'static str, String)| Choosable {
            chosen: chosen.contains(&code),
            ..Choosable::new(code, label, "")
        };
        all.into_iter().map(option).collect()
    };
    let all_topics = Topic::ALL.iter().map(|one| (one.code(), topic(t, *one))).collect();
    let both = ["own", "served"].map(|one| (one, t.get(&format!("webhook-{one}")).into_owned()));
    let body = Webhooks {
        t,
        notice,
        lines: views
            .iter()
            .map(|view| Line {
                address: view.address.clone(),
                topics: topics(t, view),
                state: state(t, &view.standing),
                href: format!("{base}/{}", view.id),
            })
            .collect(),
        tells: acting.app.tells(),
        head: Head::new(acting).again(posted.key_after(found)),
        address: Field::text("address", t.get("zone-webhook"))
            .hint(t.get("webhook-address-hint"))
            .required()
            .value(posted.text("address"))
            .error(errors.of("address")),
        topics: several("topic", t.get("zone-topic"), options("topic", all_topics))
            .error(errors.of("topic")),
        whom: acting.caller.may(Action::ServeEmployers).then(|| {
            several("whom", t.get("webhook-whom"), options("whom", both.into()))
                .hint(t.get("webhook-whom-hint"))
                .error(errors.of("whom"))
        }),
        action: base,
        errors,
    };
    let back = (format!("{}/access", acting.base()), t.get("side-access").into_owned());
    Ok(page(acting, Place::Access, t.get("webhook-title"), body)
        .crumbs(crumbs(acting, &[back]))
        .status(status_of(found))
        .into_response())
}

async fn show(
    acting: Acting,
    State(front): State<Front>,
    Path((_, webhook)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    permit(&acting)?;
    let notice = done(acting.viewer.t, &asked.done);
    one(&acting, &front, id(&webhook)?, (&Posted::default(), &[]), notice).await
}

/// The page again, with what was done or what is in its way.
async fn after(
    acting: &Acting,
    front: &Front,
    webhook: WebhookId,
    posted: &Posted,
    (came, what): (Result<(), Refused>, &str),
) -> Result<Response, Stop> {
    match came {
        Ok(()) => Ok(see(&format!("{}/{webhook}?done={what}", base(acting)))),
        Err(refused) => {
            let found = faults(refused)?;
            one(acting, front, webhook, (posted, &found), None).await
        }
    }
}

async fn test(
    acting: Acting,
    State(front): State<Front>,
    Path((_, webhook)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let webhook = id(&webhook)?;
    let came = acting.app.test_webhook(&acting.caller, webhook, &posted.key()?).await;
    after(&acting, &front, webhook, &posted, (came, "webhook-tested")).await
}

async fn resume(
    acting: Acting,
    State(front): State<Front>,
    Path((_, webhook)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let webhook = id(&webhook)?;
    let came = acting.app.resume_webhook(&acting.caller, webhook, &posted.key()?).await;
    after(&acting, &front, webhook, &posted, (came, "webhook-resumed")).await
}

async fn replay(
    acting: Acting,
    State(front): State<Front>,
    Path((_, webhook)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    permit(&acting)?;
    let webhook = id(&webhook)?;
    let what = if let Some(event) = posted.given("event") {
        Replay::One(event)
    } else {
        let mut reading = Reading::of(&posted);
        let day = reading.date("since", Zone::StartDate);
        // Since the first moment of that day: the one after the last of the day before.
        let moment = day.and_then(|day| day.yesterday().ok()).map(Instant::end_of);
        let Some(moment) = moment else {
            return one(&acting, &front, webhook, (&posted, &reading.faults()), None).await;
        };
        Replay::Since(moment)
    };
    let came = acting.app.replay_webhook(&acting.caller, webhook, &what, &posted.key()?).await;
    after(&acting, &front, webhook, &posted, (came, "webhook-replayed")).await
}

async fn end(
    acting: Acting,
    State(front): State<Front>,
    Path((_, webhook)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let webhook = id(&webhook)?;
    match acting.app.end_webhook(&acting.caller, webhook, &posted.key()?).await {
        Ok(()) => Ok(see(&format!("{}?done=webhook-ended", base(&acting)))),
        Err(refused) => one(&acting, &front, webhook, (&posted, &faults(refused)?), None).await,
    }
}

async fn one(
    acting: &Acting,
    front: &Front,
    webhook: WebhookId,
    (posted, found): (&Posted, &[Anomaly]),
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let views = acting.app.webhooks(&acting.caller).await?;
    let view = views.into_iter().find(|view| view.id == webhook).ok_or(StatusCode::NOT_FOUND)?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let public = front.settings.public_url.as_str().trim_end_matches('/');
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let whom: Vec<_> = [(view.own, "webhook-own"), (view.served, "webhook-served")]
        .into_iter()
        .filter(|(told, _)| *told)
        .map(|(_, key)| t.get(key).into_owned())
        .collect();
    let date = t.date(view.since.date_in_brussels());
    let body = One {
        t,
        notice,
        facts: vec![
            fact("zone-topic", topics(t, &view)),
            fact("webhook-whom", whom.join("; ")),
            fact("settings-since", format!("{date}, {}", view.by)),
        ],
        state: state(t, &view.standing),
        paused: view.standing.paused_at.is_some(),
        key: view.key.clone().unwrap_or_default(),
        key_address: format!("{public}/fla/v1/webhooks/{webhook}/key"),
        head: Head::new(acting).again(posted.key_after(found)),
        base: format!("{}/{webhook}", base(acting)),
        since: Field::date("since", t.get("webhook-since"))
            .value(posted.text("since"))
            .error(errors.of("since")),
        event: Field::text("event", t.get("webhook-event"))
            .hint(t.get("webhook-event-hint"))
            .value(posted.text("event"))
            .error(errors.of("event")),
        address: view.address.clone(),
        errors,
    };
    let above = [
        (format!("{}/access", acting.base()), t.get("side-access").into_owned()),
        (base(acting), t.get("webhook-title").into_owned()),
    ];
    Ok(page(acting, Place::Access, t.get("webhook-title"), body)
        .crumbs(crumbs(acting, &above))
        .status(status_of(found))
        .into_response())
}
