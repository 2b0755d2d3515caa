//! A register with its pages, and browsers that are signed in: requests go straight through the
//! router, sessions are opened in the session store as sign-in would.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use fla_app::{
    App, Caller, Channel, Command, Files, Key, NewEmployer, OccupationInput, PersonInput, Setup,
    Visitor,
};
use fla_domain::access::{Quality, Role};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::language::Language;
use fla_domain::occupation::Occupation;
use fla_domain::quantity::Fraction;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_formats::write::{DmfaHeader, DmfaWriter};
use fla_store::Store;
use fla_web::auth::oidc::{BackChannel, ClientAuth, Identity, OidcConfig, Relying, Secret};
use fla_web::auth::session::NewSession;
use fla_web::auth::{Auth, Random};
use fla_web::sessions::{Entrance, KeptSessions};
use fla_web::{Front, Settings, Site};
use jiff::civil::{Date, date};
use tower::ServiceExt;
use url::{Url, form_urlencoded};

/// The day on which all of this happens.
pub const TODAY: Date = date(2026, 11, 23);

/// A register in memory.
pub struct House {
    pub app: App,
    router: Router,
    sessions: Auth,
    random: Random,
    clock: Arc<AtomicI64>,
    keys: AtomicU64,
    files: tempfile::TempDir,
}

/// Somebody with a session, who reads in one language.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookie: String,
    language: Language,
}

/// An answer.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

/// Bytes that differ and repeat from run to run: a counter through a mixing function.
fn mixed(counter: &AtomicU64, buffer: &mut [u8]) {
    for chunk in buffer.chunks_mut(8) {
        let mut x = counter.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        chunk.copy_from_slice(&(x ^ (x >> 31)).to_le_bytes()[..chunk.len()]);
    }
}

fn noon(day: Date) -> i64 {
    let days = day.duration_since(date(1970, 1, 1)).as_hours() / 24;
    (days * 86_400 + 43_200) * 1_000_000
}

impl House {
    /// How many files lie in the files folder.
    pub fn kept_files(&self) -> usize {
        std::fs::read_dir(self.files.path()).map_or(0, Iterator::count)
    }

    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// One whose sign-in is configured in another way.
    pub async fn with(configure: impl FnOnce(&mut OidcConfig)) -> Self {
        let store = Store::open("sqlite::memory:").await.unwrap();
        store.migrate().await.unwrap();
        let files = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(noon(TODAY)));
        let counter = Arc::new(AtomicU64::new(1));
        let time = {
            let clock = Arc::clone(&clock);
            Arc::new(move || Instant(clock.load(Ordering::SeqCst)))
        };
        let app = App::new(Setup {
            store,
            rules: RuleBook::builtin(),
            clock: Arc::clone(&time) as fla_app::Clock,
            random: Arc::new({
                let counter = Arc::clone(&counter);
                move |buffer: &mut [u8]| mixed(&counter, buffer)
            }),
            files: Files::folder(files.path()),
        });
        let random = Random::from_fn(move |buffer| mixed(&counter, buffer));
        let url = Url::parse("http://fla.test/").unwrap();
        let secret = ClientAuth::SecretBasic(Secret::new("unused"));
        // Nobody goes through sign-in here, so the provider is never asked.
        let mut config = OidcConfig::federal("http://provider.test", "fla", secret, &url);
        configure(&mut config);
        let channel = BackChannel::local(Router::new());
        let relying = Relying::new(config, channel, random.clone()).unwrap();
        let sessions = Auth::new(
            relying,
            KeptSessions::new(app.clone()),
            Arc::new(Entrance),
            Arc::clone(&time) as fla_web::auth::Clock,
            random.clone(),
        );
        let front = Front {
            rules: Arc::new(RuleBook::builtin()),
            clock: time,
            settings: Arc::new(Settings {
                issuer: Some("https://tokens.test".to_owned()),
                ..Settings::at(url)
            }),
        };
        let site = Site { front, app: app.clone(), auth: sessions.clone() };
        let router = fla_web::router(site);
        Self { app, router, sessions, random, clock, keys: AtomicU64::new(0), files }
    }

    /// The patterns of all addresses that are served.
    pub fn routes(&self) -> Vec<String> {
        let text = format!("{:?}", self.router);
        text.split('"').filter(|part| part.starts_with('/')).map(str::to_owned).collect()
    }

    /// A second later.
    pub fn tick(&self) {
        self.clock.fetch_add(1_000_000, Ordering::SeqCst);
    }

    /// Does the work that waits, such as imports.
    pub async fn work(&self) {
        self.tick();
        self.app.work_to_the_end().await.unwrap();
    }

    /// Adds employer number `n` with the person who registers for it.
    pub async fn employer(&self, n: u32, hr: &Ssin) -> EmployerId {
        let new = NewEmployer {
            enterprise_number: synthetic::enterprise(n),
            nsso_number: Some(synthetic::nsso(n)),
            name: format!("Bakkerij Nummer {n}"),
            language: Language::Nl,
            qualities: vec![Quality::Employer],
        };
        let key = Key::new(&format!("employer{n}")).unwrap();
        let first = Some((hr, Role::Registrar));
        self.app.add_employer(&self.app.installation(), &new, first, &key).await.unwrap()
    }

    /// Gives a person a role with an employer, as the installation.
    pub async fn give(&self, employer: EmployerId, ssin: &Ssin, role: Role) {
        let caller = if matches!(role, Role::Operator | Role::Inspector) {
            self.app.installation()
        } else {
            self.app.act_as_installation(employer).await.unwrap()
        };
        let key = format!("house{}", self.keys.fetch_add(1, Ordering::Relaxed));
        self.app.give_access(&caller, ssin, role, None, &Key::new(&key).unwrap()).await.unwrap();
    }

    /// Somebody who acts for an employer, at the application's door.
    pub async fn caller(&self, ssin: &Ssin, employer: EmployerId) -> Caller {
        self.app.act_for(&visitor(ssin), employer).await.unwrap()
    }

    /// Carries out a command as somebody with a role for the employer.
    pub async fn submit(
        &self,
        caller: &Caller,
        command: Command,
        reason: Option<&str>,
    ) -> fla_app::Receipt {
        self.tick();
        let key = format!("house{}", self.keys.fetch_add(1, Ordering::Relaxed));
        let key = Key::new(&key).unwrap();
        self.app.submit(caller, &command, &key, reason).await.unwrap()
    }

    /// Adds person `n` full-time (Q 3800) or part-time under one joint committee.
    pub async fn hire(&self, caller: &Caller, n: u32, from: Date, jc: &str, q: u32) -> EmployeeId {
        let command = Command::AddEmployee {
            person: person(n),
            from,
            to: None,
            occupations: vec![OccupationInput {
                joint_committee: jc.parse().unwrap(),
                fraction: Fraction::new(q, 3800).unwrap(),
            }],
        };
        let receipt = self.submit(caller, command, None).await;
        EmployeeId(receipt.object.unwrap())
    }

    /// A browser in which a person is signed in.
    pub async fn sign_in(&self, ssin: &Ssin, language: Language) -> Browser {
        self.sign_in_with(ssin, language, None, None).await
    }

    /// The same after a proof at a level of assurance and at a time.
    pub async fn sign_in_with(
        &self,
        ssin: &Ssin,
        language: Language,
        acr: Option<&str>,
        auth_time: Option<Instant>,
    ) -> Browser {
        let token = self.random.token();
        let identity = Identity {
            ssin: ssin.clone(),
            given_name: "Test".to_owned(),
            family_name: "Person".to_owned(),
            language: Some(language),
            acr: acr.map(str::to_owned),
            amr: Vec::new(),
            auth_time,
            sub: "test".to_owned(),
            sid: None,
            id_token_hint: None,
        };
        let opened = self.app.now();
        let session = NewSession { token: token.hash(), identity, opened };
        self.sessions.sessions().open(session).await.unwrap();
        let name = self.sessions.cookies().session_name();
        let cookie = format!("{name}={}", token.reveal());
        Browser { router: self.router.clone(), cookie, language }
    }

    /// A browser in which nobody is signed in.
    pub fn stranger(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: String::new(), language: Language::En }
    }
}

impl Browser {
    /// The same session in another language.
    #[must_use]
    pub fn reading(&self, language: Language) -> Self {
        Self { language, ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// A file that must be there.
    pub async fn bytes(&self, path: &str) -> Vec<u8> {
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        request.headers_mut().insert("cookie", self.cookie.parse().unwrap());
        let language = format!("fla-language={}", self.language.code());
        request.headers_mut().append("cookie", language.parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        axum::body::to_bytes(response.into_body(), 50_000_000).await.unwrap().to_vec()
    }

    /// Opens a page that must be there.
    pub async fn open(&self, path: &str) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        page.check(path, self.language);
        page
    }

    /// Sends exactly these fields.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("origin", "http://fla.test")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Sends fields as the form on `page` would: with its token, and its key and what it knew of
    /// unless they are given.
    pub async fn submit(&self, page: &Page, path: &str, fields: &[(&str, &str)]) -> Page {
        let token = page.hidden("csrf");
        let mut all = vec![("csrf", token.as_str())];
        let key = page.find_hidden("key");
        if let Some(key) = key.as_deref().filter(|_| !fields.iter().any(|(n, _)| *n == "key")) {
            all.push(("key", key));
        }
        let known = page.find_hidden("known");
        if let Some(known) = known.as_deref().filter(|_| !fields.iter().any(|(n, _)| *n == "known"))
        {
            all.push(("known", known));
        }
        all.extend(fields);
        self.post(path, &all).await
    }

    /// Sends files as the form on `page` would.
    pub async fn upload(&self, page: &Page, path: &str, files: &[(&str, &[u8])]) -> Page {
        let mark = "boundary-of-a-test";
        let mut body = Vec::new();
        let token = page.hidden("csrf");
        let head = format!("--{mark}\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n");
        body.extend(format!("{head}{token}\r\n").bytes());
        for (name, bytes) in files {
            let head = format!(
                "--{mark}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\
                 \r\ncontent-type: application/xml\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend(*bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{mark}--\r\n").bytes());
        let request = Request::post(path)
            .header("content-type", format!("multipart/form-data; boundary={mark}"))
            .header("origin", "http://fla.test")
            .body(Body::from(body))
            .unwrap();
        self.send(request).await
    }

    /// Sends a request as this person.
    pub async fn send(&self, mut request: Request<Body>) -> Page {
        let headers = request.headers_mut();
        if !self.cookie.is_empty() {
            headers.insert("cookie", self.cookie.parse().unwrap());
        }
        // The language chosen in the browser stands over the one of the profile.
        let chosen = format!("fla-language={}", self.language.code());
        headers.append("cookie", chosen.parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 50_000_000).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Page { status: parts.status, headers: parts.headers, body }
    }
}

impl Page {
    /// Where it leads.
    pub fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.headers["location"].to_str().unwrap()
    }

    /// A hidden field of the first form that has it, outside the frame of the page.
    pub fn find_hidden(&self, name: &str) -> Option<String> {
        let main = self.body.split_once("<main").map_or(self.body.as_str(), |(_, main)| main);
        let start = format!("name=\"{name}\" value=\"");
        let (_, rest) = main.split_once(&start)?;
        Some(rest.split_once('"')?.0.to_owned())
    }

    pub fn hidden(&self, name: &str) -> String {
        self.find_hidden(name).unwrap_or_else(|| panic!("no field {name}: {}", self.body))
    }

    /// The text without markup.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        text
    }

    /// What must hold of every page: its language, one title, no missing text, no SSIN.
    pub fn check(&self, path: &str, language: Language) {
        let lang = format!("<html lang=\"{}\"", language.code());
        assert!(self.body.contains(&lang), "{path} is not in {language:?}: {}", self.body);
        assert_eq!(self.body.matches("<h1").count(), 1, "{path}: titles");
        // A text that is missing shows its key between brackets.
        for rest in self.body.split('[').skip(1) {
            let Some((key, _)) = rest.split_once(']') else { continue };
            let plain = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            let is_key = plain && key.starts_with(|c: char| c.is_ascii_lowercase());
            assert!(!is_key, "{path} in {language:?} lacks the text {key}");
        }
        assert!(!self.body.contains("style=\"") && !self.body.contains("<script>"), "{path}");
        let mut ids: Vec<&str> = self
            .body
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"').map(|(id, _)| id))
            .collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{path}: an id stands twice");
        let digits: String =
            self.text().chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
        for run in digits.split_whitespace().filter(|run| run.len() == 11) {
            assert!(run.parse::<Ssin>().is_err(), "{path} shows an SSIN");
        }
    }
}

/// The person of number `n`, who belongs to nobody.
pub fn ssin(n: u32) -> Ssin {
    synthetic::ssin(n)
}

pub fn person(n: u32) -> PersonInput {
    let name = synthetic::name(n);
    PersonInput {
        ssin: synthetic::ssin(n).digits().to_owned(),
        family_name: name.family.to_owned(),
        given_name: name.given.to_owned(),
        birth_date: None,
        birth_place: None,
        address: None,
        gender: None,
        language: None,
        email: None,
        team: None,
    }
}

pub fn visitor(ssin: &Ssin) -> Visitor {
    Visitor {
        ssin: ssin.clone(),
        name: "Test Person".to_owned(),
        channel: Channel::Web,
        trace: "test".to_owned(),
    }
}

/// A declaration of employer number `n`: people by number, each full-time or not in one committee.
pub fn dmfa(n: u32, quarter: &str, people: &[(u32, &str, u32)]) -> Vec<u8> {
    let header = DmfaHeader {
        quarter: quarter.parse().unwrap(),
        nsso_number: Some(synthetic::nsso(n)),
        enterprise_number: Some(synthetic::enterprise(n)),
        created: "2026-10-20T10:00:00".parse().unwrap(),
        reference: "TEST".to_owned(),
    };
    let mut writer = DmfaWriter::new(Vec::new(), &header).unwrap();
    for (person, committee, q) in people {
        let occupation = Occupation {
            start: date(2019, 3, 1),
            end: None,
            joint_committee: committee.parse().unwrap(),
            fraction: Fraction::new(*q, 3800).unwrap(),
        };
        writer.person(&synthetic::ssin(*person), &[occupation], None).unwrap();
    }
    writer.finish().unwrap()
}
