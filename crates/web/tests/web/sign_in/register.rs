//! A register with two pages and one form, served on a real port.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};

use axum::Router;
use axum::extract::{FromRef, State};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use fla_demo::provider::{DemoMode, DemoPerson, DemoProvider, DemoSetup, UserinfoForm};
use fla_domain::identifier::Ssin;
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_web::auth::csrf::{self, CheckedForm, OwnOrigin};
use fla_web::auth::headers::{self, SecurityHeaders};
use fla_web::auth::oidc::{BackChannel, ClientAuth, Identity, OidcConfig, Relying, Secret};
use fla_web::auth::session::{MemorySessions, SessionStore};
use fla_web::auth::{self, Auth, Hooks, Random, ReturnPath, SignInFault, SignedIn, Visitor};
use futures::FutureExt;
use futures::future::BoxFuture;
use serde::Deserialize;
use tokio::net::TcpListener;
use url::Url;

/// A number that checks and belongs to nobody.
pub const SSIN: &str = "00010190146";
pub const OTHER_SSIN: &str = "05050591545";
const SECRET: &str = "a secret";

/// A register that runs until the end of the test.
pub struct Register {
    pub origin: Url,
    pub sessions: Arc<MemorySessions>,
    pub changes: Arc<AtomicUsize>,
    pub closed: Arc<AtomicBool>,
    clock: Arc<AtomicI64>,
    task: tokio::task::JoinHandle<()>,
}

/// A port, before it is known who answers there.
pub struct Port(TcpListener);

#[derive(Clone)]
struct Shared {
    auth: Auth,
    changes: Arc<AtomicUsize>,
}

impl FromRef<Shared> for Auth {
    fn from_ref(shared: &Shared) -> Self {
        shared.auth.clone()
    }
}

struct Door(Arc<AtomicBool>);

impl Hooks for Door {
    fn signed_in<'h>(
        &'h self,
        _: &'h Identity,
        return_to: Option<ReturnPath>,
    ) -> BoxFuture<'h, Result<ReturnPath, SignInFault>> {
        let closed = self.0.load(Ordering::Relaxed);
        let landing = return_to.unwrap_or_else(ReturnPath::root);
        let result = if closed { Err(SignInFault::NotAdmitted) } else { Ok(landing) };
        std::future::ready(result).boxed()
    }
}

impl Port {
    pub async fn open() -> Self {
        Self(TcpListener::bind("127.0.0.1:0").await.unwrap())
    }

    pub fn origin(&self) -> Url {
        Url::parse(&format!("http://{}", self.0.local_addr().unwrap())).unwrap()
    }

    /// Serves a register that signs in with `relying`, beside `provider`'s routes.
    pub fn serve(self, relying: Relying, provider: Router, clock: Arc<AtomicI64>) -> Register {
        let origin = self.origin();
        let sessions = Arc::new(MemorySessions::default());
        let (changes, closed) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let form_origins = relying.config().form_action_origins();
        let now = Arc::clone(&clock);
        let auth = Auth::new(
            relying,
            Arc::clone(&sessions) as Arc<dyn SessionStore>,
            Arc::new(Door(Arc::clone(&closed))),
            Arc::new(move || Instant(now.load(Ordering::Relaxed))),
            Random::system(),
        );
        let shared = Shared { auth, changes: Arc::clone(&changes) };
        let pages = Router::new()
            .route("/", get(start))
            .route("/account", get(account))
            .route("/change", post(change))
            .merge(auth::routes())
            .layer(from_fn_with_state(OwnOrigin::of(&origin), csrf::guard))
            .with_state(shared)
            .merge(provider)
            .layer(from_fn_with_state(
                SecurityHeaders::new(&origin, &form_origins),
                headers::secure,
            ));
        let task = tokio::spawn(async move { axum::serve(self.0, pages).await.unwrap() });
        Register { origin, sessions, changes, closed, clock, task }
    }
}

async fn start(visitor: Visitor) -> &'static str {
    if visitor.session().is_some() { "signed in" } else { "anonymous" }
}

async fn account(person: SignedIn) -> String {
    let session = &person.session;
    format!(
        "{} {} {} {:?} <input name=\"{}\" value=\"{}\">",
        session.given_name,
        session.family_name,
        session.ssin,
        session.language,
        csrf::FORM_TOKEN,
        person.form_token()
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    note: String,
    #[serde(default)]
    day: Vec<u8>,
}

async fn change(State(shared): State<Shared>, form: CheckedForm<Change>) -> String {
    shared.changes.fetch_add(1, Ordering::Relaxed);
    format!("{} {:?} by {}", form.fields.note, form.fields.day, form.person.session.given_name)
}

impl Register {
    pub fn at(&self, path: &str) -> String {
        self.origin.join(path).unwrap().into()
    }

    pub fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// A register with the demonstration's provider, reached in process.
    pub async fn demo() -> Self {
        Self::demo_with(|provider| BackChannel::local(provider.router())).await
    }

    pub async fn demo_with(channel: impl FnOnce(&DemoProvider) -> BackChannel) -> Self {
        let port = Port::open().await;
        let clock = Arc::new(AtomicI64::new(1_800_000_000_000_000));
        let provider = demo_provider(&port.origin(), &clock);
        let secret = ClientAuth::SecretBasic(Secret::new(SECRET));
        let config = OidcConfig::federal(provider.issuer(), "fla", secret, &port.origin());
        let relying = Relying::new(config, channel(&provider), Random::system()).unwrap();
        port.serve(relying, provider.router(), clock)
    }
}

fn demo_provider(origin: &Url, clock: &Arc<AtomicI64>) -> DemoProvider {
    let person = |ssin: &str, given_name: &str| DemoPerson {
        ssin: ssin.parse().unwrap(),
        given_name: given_name.to_owned(),
        family_name: "Peeters".to_owned(),
        language: Language::De,
        caption: "Employee, Brouwerij Voorbeeld".to_owned(),
    };
    let (clock, random) = (Arc::clone(clock), aws_lc_rs::rand::SystemRandom::new());
    let setup = DemoSetup {
        public_url: origin.clone(),
        client_id: "fla".to_owned(),
        client_secret: Some(SECRET.to_owned()),
        redirect_urls: vec![origin.join("/sign-in/callback").unwrap()],
        post_logout_urls: vec![origin.join("/").unwrap()],
        persons: vec![person(SSIN, "Ada"), person(OTHER_SSIN, "Bert")],
        userinfo: UserinfoForm::Signed,
        clock: Arc::new(move || Instant(clock.load(Ordering::Relaxed))),
        random: Arc::new(move |bytes| {
            aws_lc_rs::rand::SecureRandom::fill(&random, bytes).unwrap();
        }),
    };
    DemoProvider::new(DemoMode::anybody_may_sign_in_as_anybody(), setup).unwrap()
}

impl Drop for Register {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub fn ssin() -> Ssin {
    SSIN.parse().unwrap()
}
