//! Before the most sensitive acts a session may not be enough: the person signs in again, at a
//! higher level or simply now, where the operator asks for it.

use askama::Template;
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::auth::{ReturnPath, Visitor, again};
use crate::i18n::T;
use crate::page::{Page, Width};
use crate::state::Site;
use crate::viewer::Viewer;

/// The addresses to which the forms of these acts are sent, and by how many parts each is longer
/// than the address of the page with the form: who may do what, and which organisations there are.
pub const ACTS: [(&str, usize); 22] = [
    ("/register/{employer}/access", 0),
    ("/register/{employer}/access/{grant}/end", 0),
    ("/register/{employer}/access/invitations", 1),
    ("/register/{employer}/access/invitations/{invitation}/end", 3),
    ("/register/{employer}/mandates", 0),
    ("/register/{employer}/mandates/{mandate}/answer", 2),
    ("/register/{employer}/mandates/{mandate}/end", 0),
    ("/register/{employer}/software", 0),
    ("/register/{employer}/software/{client}/keys", 1),
    ("/register/{employer}/software/{client}/keys/{key}/end", 3),
    ("/register/{employer}/software/{client}/link", 1),
    ("/register/{employer}/software/{client}/link/end", 2),
    ("/register/{employer}/software/{client}/end", 1),
    ("/register/{employer}/webhooks", 0),
    ("/register/{employer}/webhooks/{webhook}/replay", 1),
    ("/register/{employer}/webhooks/{webhook}/resume", 1),
    ("/register/{employer}/webhooks/{webhook}/end", 1),
    ("/inspection", 0),
    ("/operator", 0),
    ("/operator/{employer}", 0),
    ("/operator/requests/{request}/grant", 3),
    ("/operator/requests/{request}/refuse", 3),
];

#[derive(Template)]
#[template(path = "pages/sign_in_again.html")]
struct SignInAgain {
    t: T,
    sign_in: String,
}

/// The layer: the form of such an act does not reach its page from a session that is not enough.
/// Nothing is carried out and nothing kept; the person is led to sign-in and back to the form.
pub async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let Some(longer) = longer(&request) else { return next.run(request).await };
    let (mut parts, body) = request.into_parts();
    let visitor = <Visitor as FromRequestParts<Site>>::from_request_parts(&mut parts, &site).await;
    // Somebody without a session is refused where everybody is.
    let enough = match &visitor {
        Ok(Visitor::SignedIn(person)) => site.auth.is_sure(&person.session),
        _ => true,
    };
    if enough {
        return next.run(Request::from_parts(parts, body)).await;
    }
    let viewer = Viewer::of(&parts);
    let t = viewer.t;
    let sign_in = again(&page_of(parts.uri.path(), longer));
    let page = Page::new(viewer, t.get("sure-title"), SignInAgain { t, sign_in });
    page.status(StatusCode::FORBIDDEN).width(Width::Text).into_response()
}

fn longer(request: &Request) -> Option<usize> {
    let at = request.extensions().get::<MatchedPath>()?;
    let act = ACTS.iter().find(|(address, _)| *address == at.as_str())?;
    (*request.method() == Method::POST).then_some(act.1)
}

fn page_of(path: &str, longer: usize) -> ReturnPath {
    let mut page = path;
    for _ in 0..longer {
        page = page.rsplit_once('/').map_or(page, |(rest, _)| rest);
    }
    ReturnPath::parse(page).unwrap_or_else(ReturnPath::root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_a_form() {
        assert_eq!(
            page_of("/register/1/access/invitations/2/end", 3).as_str(),
            "/register/1/access"
        );
        assert_eq!(page_of("/operator", 0).as_str(), "/operator");
    }
}
