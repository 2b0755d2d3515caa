//! `GET /sign-in`, `GET /sign-in/callback`, `POST /sign-out`.

use std::borrow::Cow;

use axum::extract::{FromRef, FromRequestParts, Request, State};
use axum::http::header::{InvalidHeaderValue, LOCATION, REFRESH, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Router, body::Bytes};
use url::form_urlencoded;

use super::cookies::Cookie;
use super::csrf::FORM_TOKEN;
use super::oidc::{Callback, Identity};
use super::session::NewSession;
use super::{Auth, ReturnPath, SignInFault, Token, Visitor, back_channel};

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

/// What of `/sign-in` asks for a sign-in that is enough for the most sensitive acts.
const AGAIN: (Cow<'_, str>, Cow<'_, str>) = (Cow::Borrowed("again"), Cow::Borrowed("1"));

/// Where somebody signs in for a sensitive act and comes back to a page.
pub(crate) fn again(back: &ReturnPath) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("again", "1").append_pair("return", back.as_str());
    format!("/sign-in?{}", query.finish())
}

/// The routes of sign-in, for the router of pages.
pub fn routes<S>() -> Router<S>
where
    S: Clone + Send + Sync + 'static,
    Auth: FromRef<S>,
{
    Router::new()
        .route("/sign-in", get(sign_in))
        .route("/sign-in/callback", get(callback::<S>))
        .route("/sign-out", post(sign_out::<S>))
        .route(back_channel::PATH, post(back_channel::end))
}

/// Begins: keeps the sign-in, marks the browser, sends it to the provider. `?return=/path` says
/// where to go afterwards; what is not a path of this site is not gone to.
async fn sign_in(State(auth): State<Auth>, parts: Parts) -> Response {
    let language = auth.language(&parts);
    let query = parts.uri.query().unwrap_or_default();
    let return_to = form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "return")
        .and_then(|(_, path)| ReturnPath::parse(&path));
    // From a page that led here before a sensitive act; whoever adds it to a link makes somebody
    // sign in once more, nothing else.
    let anew = form_urlencoded::parse(query.as_bytes()).any(|pair| pair == AGAIN);
    // Two tabs that sign in at once share the mark.
    let browser = auth
        .cookies()
        .read(Cookie::SignIn, &parts.headers)
        .unwrap_or_else(|| auth.random().token());
    let begun = async {
        let (relying, now) = (auth.relying(), auth.now());
        let (url, login) = if anew {
            relying.authorize_anew(language, return_to, browser.hash(), now).await?
        } else {
            relying.authorize(language, return_to, browser.hash(), now).await?
        };
        auth.sessions().save_login(login).await.map_err(|_| SignInFault::StoreUnavailable)?;
        Ok(url)
    };
    match begun.await {
        Ok(url) => answer(redirect(url.as_str()).and_then(|response| {
            with_cookie(response, auth.cookies().set(Cookie::SignIn, &browser))
        })),
        Err(fault) => auth.fault_page(&fault, language),
    }
}

/// Ends: the provider's answer becomes a session, or a page that says why not.
async fn callback<S>(State(state): State<S>, mut parts: Parts) -> Response
where
    S: Clone + Send + Sync + 'static,
    Auth: FromRef<S>,
{
    let auth = Auth::from_ref(&state);
    match complete(&auth, &parts).await {
        Ok(response) => response,
        // Somebody who went back, or pressed twice: the sign-in is done, there is no fault.
        Err(SignInFault::StateUnknown) if is_signed_in(&mut parts, &state).await => {
            answer(redirect("/"))
        }
        Err(fault) => auth.fault_page(&fault, auth.language(&parts)),
    }
}

async fn is_signed_in<S>(parts: &mut Parts, state: &S) -> bool
where
    S: Send + Sync,
    Auth: FromRef<S>,
{
    let visitor = <Visitor as FromRequestParts<S>>::from_request_parts(parts, state).await;
    matches!(visitor, Ok(Visitor::SignedIn(_)))
}

async fn complete(auth: &Auth, parts: &Parts) -> Result<Response, SignInFault> {
    let callback = Callback::parse(parts.uri.query().unwrap_or_default())?;
    let now = auth.now();
    let store = |_| SignInFault::StoreUnavailable;
    let state = Token::parse(&callback.state).ok_or(SignInFault::StateUnknown)?;
    let login = auth.sessions().take_login(state.hash()).await.map_err(store)?;
    let login = login.ok_or(SignInFault::StateUnknown)?;
    if login.has_expired(now) {
        return Err(SignInFault::StateExpired);
    }
    let browser = auth.cookies().read(Cookie::SignIn, &parts.headers);
    if browser.map(|token| token.hash()) != Some(login.browser) {
        return Err(SignInFault::OtherBrowser);
    }
    let return_to = login.return_to.clone();
    let identity = auth.relying().exchange(callback, login, now).await?;
    let landing = auth.hooks().signed_in(&identity, return_to).await?;
    let token = open(auth, &parts.headers, identity).await?;
    Ok(answer(
        redirect(landing.as_str()).and_then(|response| {
            with_cookie(response, auth.cookies().set(Cookie::Session, &token))
        }),
    ))
}

/// Opens a session under a new token and ends the one the browser had: a token from before
/// sign-in never becomes a token after it.
async fn open(auth: &Auth, headers: &HeaderMap, identity: Identity) -> Result<Token, SignInFault> {
    let store = |_| SignInFault::StoreUnavailable;
    if let Some(old) = auth.cookies().read(Cookie::Session, headers) {
        auth.sessions().end(old.hash()).await.map_err(store)?;
    }
    let token = auth.random().token();
    let session = NewSession { token: token.hash(), identity, opened: auth.now() };
    auth.sessions().open(session).await.map_err(store)?;
    Ok(token)
}

/// Ends the session here, then at the provider.
async fn sign_out<S>(State(state): State<S>, request: Request) -> Response
where
    S: Clone + Send + Sync + 'static,
    Auth: FromRef<S>,
{
    let auth = Auth::from_ref(&state);
    let (mut parts, body) = request.into_parts();
    let visitor = <Visitor as FromRequestParts<S>>::from_request_parts(&mut parts, &state).await;
    let visitor = match visitor {
        Ok(visitor) => visitor,
        Err(refusal) => return refusal,
    };
    let mut response = redirect("/");
    if let Visitor::SignedIn(person) = &visitor {
        let language = auth.language(&parts);
        let body = axum::body::to_bytes(body, 10_000).await.unwrap_or_else(|_| Bytes::new());
        let sent = form_urlencoded::parse(&body).find(|(name, _)| name == FORM_TOKEN);
        if !sent.is_some_and(|(_, token)| person.owns_form(&token)) {
            return auth.fault_page(&SignInFault::FormToken, language);
        }
        if auth.sessions().end(person.session.token).await.is_err() {
            return auth.fault_page(&SignInFault::StoreUnavailable, language);
        }
        auth.hooks().signed_out(&person.session).await;
        if let Some(url) = auth.relying().logout_url(&person.session, auth.now()).await {
            response = if auth.relying().config().form_may_lead_to(&url) {
                redirect(url.as_str())
            } else {
                onward(url.as_str())
            };
        }
    }
    answer(response.and_then(|mut response| {
        // Not "cookies": that would clear the cookies of the whole registered domain, other
        // sites of the organisation among them. Ours is removed by name.
        let data = HeaderValue::from_static("\"cache\", \"storage\"");
        response.headers_mut().insert(CLEAR_SITE_DATA, data);
        with_cookie(response, auth.cookies().clear(Cookie::Session))
    }))
}

fn redirect(address: &str) -> Result<Response, InvalidHeaderValue> {
    let address = HeaderValue::from_str(address)?;
    Ok((StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response())
}

/// A page that leads on at once: browsers hold the redirects of a form against `form-action`, and
/// only discovery told this origin, which the policy of our pages cannot know.
fn onward(address: &str) -> Result<Response, InvalidHeaderValue> {
    let refresh = HeaderValue::from_str(&format!("0; url={address}"))?;
    Ok((StatusCode::OK, [(REFRESH, refresh)]).into_response())
}

fn with_cookie(
    mut response: Response,
    cookie: Result<HeaderValue, InvalidHeaderValue>,
) -> Result<Response, InvalidHeaderValue> {
    response.headers_mut().append(SET_COOKIE, cookie?);
    Ok(response)
}

fn answer(response: Result<Response, InvalidHeaderValue>) -> Response {
    response.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}
