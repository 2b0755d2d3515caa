//! A sandbox: a key in a minute, what came with it, and the date by which everything works. These
//! pages are served in a sandbox only; anybody may use them.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use askama::Template;
use axum::extract::{ConnectInfo, FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Form, Router};
use fla_app::{App, FARTHEST, Refused, SandboxKind, SandboxState, SandboxView};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Deserialize;

use crate::acting::TraceId;
use crate::auth::oidc::assertion::public_key;
use crate::form::{Stop, faults, see, status_of};
use crate::front::Front;
use crate::i18n::T;
use crate::page::{Page, Width};
use crate::pages::reference::BASE;
use crate::pages::software::{TOKEN_PATH, fault_of};
use crate::state::Site;
use crate::view::{Choice, Choosable, Crumbs, ErrorSummary, Field, Notice, TextArea, Tone};
use crate::viewer::Viewer;

/// The routes of a sandbox.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/sandbox", get(show).post(give))
        .route("/sandbox/date", post(set_date))
        .route("/sandbox/keys/{client}", get(given))
}

/// The address from which somebody asks: that of the connection, or what the proxy in front says.
struct Asker(IpAddr);

impl FromRequestParts<Site> for Asker {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let told = site.app.sandbox_address_header().and_then(|name| {
            // A proxy adds what it saw at the end; what stands before was said by whoever asks.
            let all = parts.headers.get_all(name).iter().next_back()?.to_str().ok()?;
            all.rsplit(',').next()?.trim().parse().ok()
        });
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let found: Option<IpAddr> = told.or(connected);
        Ok(Self(found.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

#[derive(Template)]
#[template(path = "pages/sandbox.html")]
struct Sandbox {
    t: T,
    errors: ErrorSummary,
    notice: Option<Notice>,
    kind: Choice,
    key: TextArea,
    state: SandboxState,
    reset: String,
    date: Field,
    by: Field,
}

/// What was typed, of either form.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Typed {
    kind: String,
    key_text: String,
    date: String,
    by: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    done: String,
}

async fn show(
    viewer: Viewer,
    State(app): State<App>,
    axum::extract::Query(asked): axum::extract::Query<Asked>,
) -> Result<Response, Stop> {
    let t = viewer.t;
    let moved = (asked.done == "date").then(|| t.get("sandbox-date-set").into_owned());
    let notice = moved.map(|text| Notice::new(Tone::Good, text, String::new()).live());
    form(viewer, &app, &Typed::default(), &[], notice)
}

fn form(
    viewer: Viewer,
    app: &App,
    typed: &Typed,
    found: &[Anomaly],
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = viewer.t;
    let state = app.sandbox().ok_or(Refused::Hidden)?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let chosen = SandboxKind::from_code(&typed.kind).unwrap_or(SandboxKind::Employer).code();
    let options = SandboxKind::ALL.map(|kind| {
        let text = |what: &str| t.get(&format!("sandbox-{}{what}", name_of(kind))).into_owned();
        Choosable::new(kind.code(), text(""), chosen).hint(text("-hint"))
    });
    let farthest = state.real.saturating_add(i64::from(FARTHEST).days());
    let shown = if typed.date.is_empty() { state.today.to_string() } else { typed.date.clone() };
    let body = Sandbox {
        t,
        notice,
        kind: Choice::one("kind", t.get("sandbox-kind"), options.to_vec()),
        key: TextArea {
            name: "key_text".to_owned(),
            label: t.get("software-key").into_owned(),
            hint: t.get("sandbox-key-hint").into_owned(),
            error: errors.of("key_text").to_owned(),
            value: typed.key_text.clone(),
            rows: 5,
            optional: String::new(),
        },
        reset: t.moment(state.reset_at),
        date: Field::date("date", t.get("sandbox-date"))
            .value(shown)
            .between(state.real.to_string(), farthest.to_string())
            .error(errors.of("date")),
        by: Field::text("by", t.get("sandbox-by"))
            .hint(t.get("sandbox-by-hint"))
            .value(typed.by.clone()),
        state,
        errors,
    };
    let title = t.get("sandbox-title").into_owned();
    Ok(Page::new(viewer, title, body).width(Width::Normal).status(status_of(found)).into_response())
}

const fn name_of(kind: SandboxKind) -> &'static str {
    match kind {
        SandboxKind::Employer => "employer",
        SandboxKind::SocialSecretariat => "secretariat",
        SandboxKind::TrainingProvider => "provider",
    }
}

async fn give(
    viewer: Viewer,
    State(app): State<App>,
    Asker(address): Asker,
    Form(typed): Form<Typed>,
) -> Result<Response, Stop> {
    let kind = SandboxKind::from_code(&typed.kind).unwrap_or(SandboxKind::Employer);
    let at_key = |fault| vec![Anomaly::new(Zone::ClientKey, fault).at("key_text")];
    let jwk = match public_key(&typed.key_text) {
        Ok(jwk) => jwk,
        Err(_) if typed.key_text.trim().is_empty() => {
            return form(viewer, &app, &typed, &at_key(Fault::Missing), None);
        }
        Err(fault) => return form(viewer, &app, &typed, &at_key(fault_of(fault)), None),
    };
    if let Err(seconds) = app.may_ask_for_key(address) {
        return too_many(viewer, &app, &typed, seconds);
    }
    match app.sandbox_key(kind, Some(&jwk)).await {
        Ok(Some(client)) => Ok(see(&format!("/sandbox/keys/{client}"))),
        Ok(None) => Err(StatusCode::NOT_FOUND.into()),
        Err(refused) => form(viewer, &app, &typed, &faults(refused)?, None),
    }
}

/// The page again, with when to come back.
fn too_many(viewer: Viewer, app: &App, typed: &Typed, seconds: i64) -> Result<Response, Stop> {
    let t = viewer.t;
    let minutes = seconds / 60 + 1;
    let text = t.one("sandbox-too-many-text", "minutes", minutes);
    let notice = Notice::new(Tone::Warning, t.get("sandbox-too-many"), text).live();
    let mut page = form(viewer, app, typed, &[], Some(notice))?;
    *page.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    page.headers_mut().insert("retry-after", seconds.into());
    Ok(page)
}

async fn set_date(
    viewer: Viewer,
    State(app): State<App>,
    trace: Option<Extension<TraceId>>,
    Form(typed): Form<Typed>,
) -> Result<Response, Stop> {
    let real = app.sandbox().ok_or(Refused::Hidden)?.real;
    let wanted = if typed.kind == "real" { Ok(real) } else { typed.date.parse::<Date>() };
    let Ok(date) = wanted else {
        let fault = Anomaly::new(Zone::SandboxDate, Fault::Invalid).at("date");
        return form(viewer, &app, &typed, &[fault], None);
    };
    let trace = trace.map(|Extension(TraceId(id))| id).unwrap_or_default();
    let caller = app.sandbox_visitor(&typed.by, &trace);
    match app.set_sandbox_date(&caller, date, &typed.by).await {
        Ok(_) => Ok(see("/sandbox?done=date")),
        Err(refused) => form(viewer, &app, &typed, &faults(refused)?, None),
    }
}

/// About whom the first call is.
struct First {
    /// In whose name: an employer with its people, or a training provider that reports.
    number: String,
    /// Where the person works.
    employer: String,
    ssin: String,
    /// As it stands between the quotation marks of a shell.
    name: String,
    /// Whether a training is reported, which an employer then answers.
    reports: bool,
}

fn first(it: &SandboxView) -> Option<First> {
    let employer = it.employers.first()?;
    let person = employer.people.first()?;
    let reports = it.kind == SandboxKind::TrainingProvider;
    let in_whose_name = if reports { &it.number } else { &employer.number };
    Some(First {
        number: in_whose_name.digits().to_owned(),
        employer: employer.number.digits().to_owned(),
        ssin: person.ssin.digits().to_owned(),
        name: person.name.replace('\'', r"'\''"),
        reports,
    })
}

#[derive(Template)]
#[template(path = "pages/sandbox_key.html")]
struct Key {
    t: T,
    it: SandboxView,
    reset: String,
    token: String,
    api: String,
    first: Option<First>,
    public: String,
    /// The real day, on which everybody is in service.
    day: String,
}

async fn given(
    viewer: Viewer,
    State(app): State<App>,
    State(front): State<Front>,
    Path(client): Path<String>,
) -> Result<Response, Stop> {
    let t = viewer.t;
    let state = app.sandbox().ok_or(Refused::Hidden)?;
    let it = app.sandbox_view(&client).await?;
    let public = front.settings.public_url.as_str().trim_end_matches('/').to_owned();
    let body = Key {
        t,
        reset: t.moment(state.reset_at),
        token: format!("{public}{TOKEN_PATH}"),
        api: format!("{public}{BASE}"),
        first: first(&it),
        it,
        public,
        day: state.real.to_string(),
    };
    let way = Crumbs {
        label: t.get("here").into_owned(),
        links: vec![("/sandbox".to_owned(), t.get("sandbox-title").into_owned())],
    };
    Ok(Page::new(viewer, t.get("sandbox-key-title").into_owned(), body)
        .width(Width::Wide)
        .crumbs(way)
        .into_response())
}
