//! Who looked at the own account: in which role, of which organisation. Names of people of the
//! employer are not told; the employer has them.

use askama::Template;
use axum::response::{IntoResponse, Response};
use fla_app::LookView;

use crate::form::Stop;
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::pages::register::Visit;
use crate::pages::register::employee_history::{Look, look};
use crate::view::Crumbs;

/// What was looked at with one employer, or of what is the person's own.
struct With {
    id: String,
    title: String,
    /// By others.
    looks: Vec<Look>,
    /// By the person.
    own: Vec<Look>,
}

#[derive(Template)]
#[template(path = "pages/own_looks.html")]
struct Looks {
    t: T,
    accounts: Vec<With>,
}

/// What others looked at apart from what the person did: the first is what one wants to know.
fn with(t: T, id: String, title: String, found: &[LookView]) -> With {
    let (own, others): (Vec<_>, Vec<_>) = found.iter().partition(|seen| seen.own);
    let shown = |seen: &&LookView| look(t, seen, &title, false);
    With {
        looks: others.iter().map(shown).collect(),
        own: own.iter().map(shown).collect(),
        id,
        title,
    }
}

pub async fn show(visit: Visit) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let person = &visit.someone.person;
    let found = visit.app.own_audit(person).await?;
    let mut accounts: Vec<With> = found
        .into_iter()
        .map(|(employer, looks)| with(t, employer.id.0.simple().to_string(), employer.name, &looks))
        .collect();
    let own = visit.app.own_record_looks(person).await?;
    accounts.push(with(t, "own".to_owned(), t.get("own-records").into_owned(), &own));
    let body = Looks { t, accounts };
    let way = Crumbs {
        label: t.get("here").into_owned(),
        links: vec![("/account".to_owned(), t.get("own-title").into_owned())],
    };
    Ok(Page::new(visit.viewer, t.get("own-looks"), body)
        .section(Section::Account)
        .crumbs(way)
        .into_response())
}
