//! Software that works for an organisation through the REST API: who, what it may, its keys.

use askama::Template;
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::{ApiClientView, ApiKeyView, Refused};
use fla_domain::access::{Action, ApiScope, ApiScopes};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{ClientId, ClientKeyId};
use serde::Deserialize;
use serde_json::Value;

use crate::acting::Acting;
use crate::auth::oidc::assertion::{KeyFault, public_key};
use crate::form::{Head, Posted, Stop, done, faults, see, status_of};
use crate::front::Front;
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, id, page};
use crate::state::Site;
use crate::view::{Choice, ChoiceKind, Choosable, ErrorSummary, Field, Notice, TextArea};

/// Where software asks for a token, below the public address.
pub const TOKEN_PATH: &str = "/oauth2/token";

/// The routes of the software of an organisation.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/register/{employer}/software", get(list).post(add))
        .route("/register/{employer}/software/{client}", get(show))
        .route("/register/{employer}/software/{client}/keys", post(add_key))
        .route("/register/{employer}/software/{client}/keys/{key}/end", post(end_key))
        .route("/register/{employer}/software/{client}/link", post(link))
        .route("/register/{employer}/software/{client}/link/end", post(unlink))
        .route("/register/{employer}/software/{client}/end", post(end))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    done: String,
}

/// Software in the list.
struct Line {
    name: String,
    may: Vec<String>,
    since: String,
    keys: usize,
    /// Its name at the issuer; empty for none.
    outside: String,
    href: String,
}

#[derive(Template)]
#[template(path = "pages/software.html")]
struct Software {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    lead: String,
    /// Whether the register gives tokens itself, and whether an outside issuer does.
    own: bool,
    outside: bool,
    lines: Vec<Line>,
    head: Head,
    action: String,
    name: Field,
    scopes: Choice,
}

/// A key in the list.
struct KeyLine {
    /// What tells it from others: its own name, or the end of it.
    name: String,
    kind: String,
    since: String,
    end: String,
}

#[derive(Template)]
#[template(path = "pages/software_one.html")]
struct One {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    name: String,
    facts: Vec<(String, String)>,
    may: Vec<String>,
    link: Option<Linking>,
    /// Whether keys count: where the register gives no tokens itself they do not.
    own: bool,
    keys: Vec<KeyLine>,
    head: Head,
    add: String,
    key: TextArea,
    end: String,
}

/// By which name the software goes at the issuer, or the form to say so.
struct Linking {
    /// Name and since when; `None` where there is none yet.
    held: Option<(String, String)>,
    /// The issuer for which the name was given, where that is another one; empty where it is not.
    elsewhere: String,
    lead: String,
    field: Field,
    add: String,
    end: String,
}

fn base(acting: &Acting) -> String {
    format!("{}/software", acting.base())
}

fn permit(acting: &Acting) -> Result<(), Stop> {
    if acting.caller.may(Action::ManageAccess) {
        Ok(())
    } else {
        Err(Refused::Forbidden(Action::ManageAccess).into())
    }
}

fn scope(t: T, scope: ApiScope) -> String {
    t.get(&format!("scope-{}", scope.short())).into_owned()
}

fn may(t: T, scopes: ApiScopes) -> Vec<String> {
    scopes.list().into_iter().map(|one| scope(t, one)).collect()
}

fn since(t: T, view: &ApiClientView) -> String {
    let date = t.date(view.since.date_in_brussels());
    t.two("software-since", "date", date, "name", view.by.as_str())
}

async fn list(
    acting: Acting,
    State(front): State<Front>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    permit(&acting)?;
    let notice = done(acting.viewer.t, &asked.done);
    list_form(&acting, &front, (&Posted::default(), &[]), notice).await
}

async fn add(acting: Acting, State(front): State<Front>, posted: Posted) -> Result<Response, Stop> {
    let scopes: ApiScopes =
        posted.all("scope").into_iter().filter_map(ApiScope::from_code).collect();
    let name = posted.text("name");
    match acting.app.add_client(&acting.caller, name, scopes, &posted.key()?).await {
        Ok(id) => {
            let next =
                if front.settings.own_tokens { "software-added" } else { "software-unlinked" };
            Ok(see(&format!("{}/{id}?done={next}", base(&acting))))
        }
        Err(refused) => {
            let found = faults(refused)?;
            permit(&acting)?;
            list_form(&acting, &front, (&posted, &found), None).await
        }
    }
}

async fn list_form(
    acting: &Acting,
    front: &Front,
    (posted, found): (&Posted, &[Anomaly]),
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let (own, issuer) = (front.settings.own_tokens, front.settings.issuer.as_deref());
    let base = base(acting);
    let views = acting.app.api_clients(&acting.caller).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let chosen = posted.all("scope");
    let option = |one: &ApiScope| {
        let option = Choosable::new(one.code(), scope(t, *one), "");
        Choosable { chosen: chosen.contains(&one.code()), ..option }
    };
    let body = Software {
        t,
        notice,
        lead: match issuer {
            Some(issuer) if !own => t.one("software-lead-outside", "issuer", issuer),
            Some(_) | None => t.get("software-lead").into_owned(),
        },
        own,
        outside: issuer.is_some(),
        lines: views
            .iter()
            .map(|view| Line {
                name: view.name.clone(),
                may: may(t, view.scopes),
                since: since(t, view),
                keys: view.keys.len(),
                outside: view
                    .link
                    .iter()
                    .filter(|link| Some(link.issuer.as_str()) == issuer)
                    .map(|link| link.outside_id.clone())
                    .collect(),
                href: format!("{base}/{}", view.id),
            })
            .collect(),
        head: Head::new(acting).again(posted.key_after(found)),
        name: Field::text("name", t.get("software-name"))
            .hint(t.get("software-name-hint"))
            .required()
            .value(posted.text("name"))
            .error(errors.of("name")),
        scopes: Choice {
            kind: ChoiceKind::Several,
            ..Choice::one(
                "scope",
                t.get("software-scopes"),
                ApiScope::ALL.iter().map(option).collect(),
            )
            .hint(t.get("software-scopes-hint"))
            .error(errors.of("scope"))
        },
        action: base,
        errors,
    };
    let back = (format!("{}/access", acting.base()), t.get("side-access").into_owned());
    Ok(page(acting, Place::Access, t.get("software-title"), body)
        .crumbs(crumbs(acting, &[back]))
        .status(status_of(found))
        .into_response())
}

async fn show(
    acting: Acting,
    State(front): State<Front>,
    Path((_, client)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    permit(&acting)?;
    let notice = done(acting.viewer.t, &asked.done);
    one(&acting, &front, id(&client)?, (&Posted::default(), &[]), notice).await
}

async fn add_key(
    acting: Acting,
    State(front): State<Front>,
    Path((_, client)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    permit(&acting)?;
    let client: ClientId = id(&client)?;
    let found = match public_key(posted.text("key_text")) {
        Err(fault) => vec![Anomaly::new(Zone::ClientKey, fault_of(fault)).at("key_text")],
        Ok(jwk) => {
            let key = posted.key()?;
            match acting.app.add_client_key(&acting.caller, client, &jwk, &key).await {
                Ok(_) => {
                    let on = format!("{}/{client}?done=software-key-added", base(&acting));
                    return Ok(see(&on));
                }
                Err(refused) => {
                    faults(refused)?.into_iter().map(|fault| fault.at("key_text")).collect()
                }
            }
        }
    };
    one(&acting, &front, client, (&posted, &found), None).await
}

/// Says by which name the software goes at the issuer of this installation.
async fn link(
    acting: Acting,
    State(front): State<Front>,
    Path((_, client)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    permit(&acting)?;
    let client: ClientId = id(&client)?;
    let issuer = front.settings.issuer.as_deref().ok_or(StatusCode::NOT_FOUND)?;
    let name = (issuer, posted.text("outside_id"));
    match acting.app.link_client(&acting.caller, client, name, &posted.key()?).await {
        Ok(()) => Ok(see(&format!("{}/{client}?done=software-linked", base(&acting)))),
        Err(refused) => one(&acting, &front, client, (&posted, &faults(refused)?), None).await,
    }
}

async fn unlink(
    acting: Acting,
    State(front): State<Front>,
    Path((_, client)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let client = id(&client)?;
    match acting.app.unlink_client(&acting.caller, client, &posted.key()?).await {
        Ok(()) => Ok(see(&format!("{}/{client}?done=software-link-ended", base(&acting)))),
        Err(refused) => one(&acting, &front, client, (&posted, &faults(refused)?), None).await,
    }
}

pub(super) const fn fault_of(fault: KeyFault) -> Fault {
    match fault {
        KeyFault::Unreadable => Fault::Invalid,
        KeyFault::Private => Fault::Forbidden,
        KeyFault::Weak => Fault::OutsideDomain,
    }
}

async fn end_key(
    acting: Acting,
    State(front): State<Front>,
    Path((_, client, key)): Path<(String, String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let (client, which): (ClientId, ClientKeyId) = (id(&client)?, id(&key)?);
    match acting.app.end_client_key(&acting.caller, client, which, &posted.key()?).await {
        Ok(()) => Ok(see(&format!("{}/{client}?done=software-key-ended", base(&acting)))),
        Err(refused) => one(&acting, &front, client, (&posted, &faults(refused)?), None).await,
    }
}

async fn end(
    acting: Acting,
    State(front): State<Front>,
    Path((_, client)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let client = id(&client)?;
    match acting.app.end_client(&acting.caller, client, &posted.key()?).await {
        Ok(()) => Ok(see(&format!("{}?done=software-ended", base(&acting)))),
        Err(refused) => one(&acting, &front, client, (&posted, &faults(refused)?), None).await,
    }
}

async fn one(
    acting: &Acting,
    front: &Front,
    client: ClientId,
    (posted, found): (&Posted, &[Anomaly]),
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let views = acting.app.api_clients(&acting.caller).await?;
    let view = views.into_iter().find(|view| view.id == client).ok_or(StatusCode::NOT_FOUND)?;
    let at = format!("{}/{client}", base(acting));
    let errors = ErrorSummary::from_anomalies(t, found);
    let own = front.settings.own_tokens;
    let body = One {
        t,
        notice,
        facts: facts(t, front, &view),
        link: linking(t, front, &view, &at, (posted, &errors)),
        own,
        may: may(t, view.scopes),
        keys: view.keys.iter().map(|key| key_line(t, key, &at)).collect(),
        head: Head::new(acting).again(posted.key_after(found)),
        add: format!("{at}/keys"),
        key: TextArea {
            name: "key_text".to_owned(),
            label: t.get("software-key").into_owned(),
            hint: t.get("software-key-hint").into_owned(),
            error: errors.of("key_text").to_owned(),
            value: posted.text("key_text").to_owned(),
            rows: 6,
            optional: String::new(),
        },
        end: format!("{at}/end"),
        name: view.name.clone(),
        errors,
    };
    let above = [
        (format!("{}/access", acting.base()), t.get("side-access").into_owned()),
        (base(acting), t.get("software-title").into_owned()),
    ];
    Ok(page(acting, Place::Access, view.name.clone(), body)
        .crumbs(crumbs(acting, &above))
        .status(status_of(found))
        .into_response())
}

/// What is to be passed on to the supplier.
fn facts(t: T, front: &Front, view: &ApiClientView) -> Vec<(String, String)> {
    let settings = &front.settings;
    let public = settings.public_url.as_str().trim_end_matches('/');
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let mut facts = Vec::new();
    if settings.own_tokens {
        facts.push(fact("software-id", view.client_id.clone()));
        facts.push(fact("software-token", format!("{public}{TOKEN_PATH}")));
    }
    if let Some(issuer) = &settings.issuer {
        facts.push(fact("software-issuer", issuer.clone()));
    }
    if !view.folders.is_empty() {
        let folders: Vec<_> = view.folders.iter().map(|number| format!("{number:06}")).collect();
        facts.push(fact("software-folders", folders.join(", ")));
    }
    facts
}

fn linking(
    t: T,
    front: &Front,
    view: &ApiClientView,
    at: &str,
    (posted, errors): (&Posted, &ErrorSummary),
) -> Option<Linking> {
    let issuer = front.settings.issuer.as_deref();
    // Where there is no issuer any more, what is left of it can still be ended.
    if issuer.is_none() && view.link.is_none() {
        return None;
    }
    let held = view.link.as_ref().map(|link| {
        let date = t.date(link.since.date_in_brussels());
        (link.outside_id.clone(), t.one("software-key-since", "date", date))
    });
    let elsewhere = view.link.iter().find(|link| Some(link.issuer.as_str()) != issuer);
    Some(Linking {
        held,
        elsewhere: elsewhere
            .map(|link| t.one("software-link-elsewhere", "issuer", link.issuer.as_str()))
            .unwrap_or_default(),
        lead: issuer
            .map(|issuer| t.one("software-link-lead", "issuer", issuer))
            .unwrap_or_default(),
        field: Field::text("outside_id", t.get("software-link"))
            .hint(t.get("software-link-hint"))
            .required()
            .value(posted.text("outside_id"))
            .error(errors.of("outside_id")),
        add: format!("{at}/link"),
        end: format!("{at}/link/end"),
    })
}

fn key_line(t: T, key: &ApiKeyView, at: &str) -> KeyLine {
    let jwk: Value = serde_json::from_str(&key.jwk).unwrap_or_default();
    let text = |name: &str| jwk[name].as_str().unwrap_or_default();
    let whole = if text("kty") == "RSA" { text("n") } else { text("x") };
    let name = match text("kid") {
        "" => format!("…{}", whole.get(whole.len().saturating_sub(8)..).unwrap_or_default()),
        kid => kid.to_owned(),
    };
    let kind = if text("kty") == "RSA" { "RSA" } else { "P-256" };
    let date = t.date(key.since.date_in_brussels());
    KeyLine {
        name,
        kind: kind.to_owned(),
        since: t.one("software-key-since", "date", date),
        end: format!("{at}/keys/{}/end", key.id),
    }
}
