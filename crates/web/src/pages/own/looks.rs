//! Who looked at the own account: in which role, of which organisation. Names of people of the
//! employer are not told; the employer has them.

use askama::Template;
use axum::response::{IntoResponse, Response};

use crate::form::Stop;
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::pages::register::Visit;
use crate::pages::register::employee_history::{Look, look};
use crate::view::Crumbs;

/// The account with one employer.
struct With {
    id: String,
    employer: String,
    looks: Vec<Look>,
}

#[derive(Template)]
#[template(path = "pages/own_looks.html")]
struct Looks {
    t: T,
    accounts: Vec<With>,
}

pub async fn show(visit: Visit) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let found = visit.app.own_audit(&visit.someone.person).await?;
    let with = |(employer, looks): &(fla_app::Employer, Vec<fla_app::LookView>)| With {
        id: employer.id.0.simple().to_string(),
        employer: employer.name.clone(),
        looks: looks
            .iter()
            .map(|seen| {
                let mut shown = look(t, seen, &employer.name, false);
                if seen.own {
                    shown.who = t.get("looks-yourself").into_owned();
                }
                shown
            })
            .collect(),
    };
    let body = Looks { t, accounts: found.iter().map(with).collect() };
    let way = Crumbs {
        label: t.get("here").into_owned(),
        links: vec![("/account".to_owned(), t.get("own-title").into_owned())],
    };
    Ok(Page::new(visit.viewer, t.get("own-looks"), body)
        .section(Section::Account)
        .crumbs(way)
        .into_response())
}
