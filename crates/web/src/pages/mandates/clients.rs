//! The employers that a provider serves, with a search: the way from one to another.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::ClientView;
use serde::Deserialize;

use super::{quarters, scopes};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::register::{Place, page};
use crate::view::{Field, Pager};

/// Employers on one page.
const PAGE: usize = 50;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    page: String,
}

struct Line {
    href: String,
    name: String,
    number: String,
    scopes: String,
    period: String,
}

#[derive(Template)]
#[template(path = "pages/clients.html")]
struct Clients {
    t: T,
    action: String,
    mandates: String,
    search: Field,
    pager: Pager,
    all: usize,
    lines: Vec<Line>,
}

/// Whether an employer is meant: by a part of the name, or of the number however it is written.
fn is_meant(client: &ClientView, words: &str) -> bool {
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    let name = client.employer.name.to_lowercase();
    let number = client.employer.enterprise_number.digits();
    let only_number = words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ' '));
    name.contains(words) || (only_number && !digits.is_empty() && number.contains(&digits))
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let clients = acting.app.clients(&acting.caller).await?;
    let words = asked.q.trim().to_lowercase();
    let found: Vec<&ClientView> =
        clients.iter().filter(|c| words.is_empty() || is_meant(c, &words)).collect();
    let here = format!("{}/clients", acting.base());
    let base = match asked.q.trim() {
        "" => format!("{here}?"),
        q => {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            format!("{here}?{}&", query.append_pair("q", q).finish())
        }
    };
    let pager = Pager::named(t, base, "page", &asked.page, PAGE, found.len());
    let lines = pager.cut(&found).iter().map(|client| Line {
        href: format!("/register/{}", client.mandate),
        name: client.employer.name.clone(),
        number: client.employer.enterprise_number.to_string(),
        scopes: scopes(t, client.scopes),
        period: quarters(t, client.period),
    });
    let body = Clients {
        t,
        action: here,
        mandates: format!("{}/mandates", acting.base()),
        search: Field::search("q", t.get("clients-search")).value(asked.q.trim()),
        all: clients.len(),
        lines: lines.collect(),
        pager,
    };
    Ok(page(&acting, Place::Clients, t.get("side-clients"), body).into_response())
}
