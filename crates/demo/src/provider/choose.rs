//! The page on which one picks a person.

use axum::Form;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::authorize::{Asked, answer};
use super::token::Granted;
use super::{DemoProvider, page};

/// From this many people on there is a filter.
const LONG_LIST: usize = 8;

#[derive(Deserialize)]
pub(super) struct Shown {
    request: String,
    #[serde(default)]
    filter: String,
}

pub(super) async fn show(
    State(provider): State<DemoProvider>,
    Query(shown): Query<Shown>,
) -> Response {
    let now = provider.now();
    let Some(asked) = provider.memory().asked.get(&shown.request, now).cloned() else {
        return page::refusal(StatusCode::BAD_REQUEST, "request");
    };
    let persons = provider.persons();
    let filter = shown.filter.trim();
    let cards = persons.iter().enumerate().filter(|(_, person)| person.matches(filter));
    page::choose(&page::Choose {
        t: page::texts(asked.language),
        language: asked.language,
        request: &shown.request,
        cards: cards.map(|(at, person)| page::Card::new(at, person)).collect(),
        filter,
        has_filter: persons.len() >= LONG_LIST,
        client_origin: asked.redirect.origin().ascii_serialization(),
    })
}

#[derive(Deserialize)]
pub(super) struct Decided {
    request: String,
    /// The position in the list; absent when the person cancels.
    person: Option<usize>,
}

pub(super) async fn decide(
    State(provider): State<DemoProvider>,
    Form(decided): Form<Decided>,
) -> Response {
    let now = provider.now();
    let Some(asked) = provider.memory().asked.take(&decided.request, now) else {
        return page::refusal(StatusCode::BAD_REQUEST, "request");
    };
    let Asked { redirect, state, .. } = asked.clone();
    let Some(person) = decided.person else {
        return answer(&provider, redirect, state.as_deref(), ("error", "access_denied"));
    };
    if person >= provider.persons().len() {
        return page::refusal(StatusCode::BAD_REQUEST, "person");
    }
    let code = provider.draw();
    provider.memory().codes.put(code.clone(), Granted::new(asked, person, now), now);
    answer(&provider, redirect, state.as_deref(), ("code", &code))
}
