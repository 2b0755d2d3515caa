//! Configuration: a file and the environment, which wins; checked as a whole at start, so that
//! every fault is told at once.

mod database;
mod drop;
mod files;
mod given;
mod issuer;
mod oidc;
mod operation;
mod smtp;
mod traces;
mod value;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context;
use fla_api::webhooks::address::Network;
use fla_app::{Place, SandboxRules};
use fla_web::CALLS_PER_MINUTE;
use tracing_subscriber::EnvFilter;
use url::Url;

pub use database::DatabaseUrl;
use given::Given;
pub use issuer::Issuer;
pub use oidc::Provider;
pub use operation::Operation;
pub use smtp::{Security, Smtp};
pub use traces::Traces;
use value::Faults;

/// The keys of the file outside the table `[oidc]`; the environment has them in capitals after
/// `FLA_`.
const KEYS: [&str; 41] = [
    "listen",
    "public_url",
    "data",
    "database_url",
    "database_owner_url",
    "rules_dir",
    "operator",
    "contact",
    "log",
    "log_format",
    "sheet_days",
    "api_calls_per_minute",
    "api_origins",
    "api_issuer",
    "api_audience",
    "api_own_tokens",
    "api_claim_ssin",
    "api_acr_accepted",
    "retention",
    "audit_key_file",
    "audit_late_hours",
    "smtp_url",
    "smtp_from",
    "smtp_password",
    "sandbox_reset_hour",
    "sandbox_keys_per_hour",
    "sandbox_address_header",
    "webhooks",
    "webhooks_allow",
    "drop_dir",
    "drop_wait_minutes",
    "metrics_listen",
    "traces_endpoint",
    "traces_share",
    "traces_token",
    "drain_notice_seconds",
    "drain_seconds",
    "files_url",
    "files_signed",
    "files_issuers_dir",
    "files_need_lists",
];

/// How an installation is set up.
#[derive(Debug)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where people find it; `None` for the address it listens on.
    pub public_url: Option<Url>,
    /// Folder of the data; `None` where nothing was set.
    data: Option<PathBuf>,
    /// Address of the database; `None` for a file in the folder of the data.
    database_url: Option<DatabaseUrl>,
    /// Address of the same database for the role that owns the tables, which brings the schema up to
    /// date; `None` where the one of [`Self::database`] does.
    pub database_owner_url: Option<DatabaseUrl>,
    /// Folder with rule files beside those that come with the product.
    pub rules_dir: Option<PathBuf>,
    /// Who runs it.
    pub operator: String,
    /// Where people can write.
    pub contact: String,
    /// What is logged.
    pub log: String,
    /// In which form.
    pub log_format: LogFormat,
    /// Days for which rows of spreadsheets are kept after an import last went on.
    pub sheet_days: u32,
    /// Calls of the REST API that one client may make in a minute; 0 for no limit.
    pub api_calls_per_minute: u32,
    /// Origins of which pages may call the REST API from a browser.
    pub api_origins: Vec<String>,
    /// Who gives tokens for the REST API besides the register, or in its place.
    pub api_issuer: Option<Issuer>,
    /// Whether what is past its term is erased by itself.
    pub retention: bool,
    /// The file with the key of the audit log; `None` for the one in the folder of the data.
    pub audit_key_file: Option<PathBuf>,
    /// Hours that an audit entry may wait to be sealed before nothing is answered any more.
    pub audit_late_hours: u32,
    /// The sign-in service, where one is set and the client can prove there who it is.
    pub provider: Option<Provider>,
    /// Why it cannot, where it cannot.
    pub no_proof: Option<String>,
    /// The mail server, where one is set.
    pub smtp: Option<Smtp>,
    /// The sandbox, for `fla sandbox`.
    pub sandbox: SandboxRules,
    /// Whether something is sent to webhooks; `None` where nothing was set.
    pub webhooks: Option<bool>,
    /// Networks to which webhooks may lead though they are not public.
    pub webhooks_allow: Vec<Network>,
    /// How the folders of senders are looked after, where there are any.
    pub drop: Option<fla_drop::Settings>,
    /// How it is watched, and how it stops.
    pub operation: Operation,
    /// Where traces are sent; `None` for nowhere.
    pub traces: Option<Traces>,
    /// Where uploaded files are kept; `None` for the folder of the data.
    pub files_url: Option<Place>,
    /// How batch files are to be signed.
    pub signatures: fla_app::Signatures,
    /// Variables that begin with `FLA_` and are no setting: perhaps misspelt.
    pub unknown: Vec<String>,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line.
    Json,
}

impl Config {
    /// Folder of the data.
    pub fn data(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| PathBuf::from("data"))
    }

    /// Address of the database.
    pub fn database(&self) -> DatabaseUrl {
        self.database_url
            .clone()
            .unwrap_or_else(|| DatabaseUrl::embedded(&self.data().join("fla.db")))
    }

    /// Folder in which uploaded files are kept where no other place is set, and of what only this
    /// process knows.
    pub fn files(&self) -> PathBuf {
        self.data().join("files")
    }

    /// The same for a sandbox, which keeps to a folder and an embedded database of its own: an
    /// address of a database that others use cannot be given to it by mistake.
    pub fn for_sandbox(mut self) -> anyhow::Result<Self> {
        anyhow::ensure!(
            self.database_url.is_none(),
            "a sandbox keeps its data in a file of its own, which it removes every night: unset \
             FLA_DATABASE_URL"
        );
        anyhow::ensure!(
            self.files_url.is_none(),
            "a sandbox keeps its files in a folder of its own, which it removes every night: unset \
             FLA_FILES_URL"
        );
        self.data.get_or_insert_with(|| PathBuf::from("data/sandbox"));
        Ok(self)
    }

    /// The same for the demonstration, which keeps to a folder of its own.
    pub fn for_demo(mut self) -> anyhow::Result<Self> {
        anyhow::ensure!(
            self.database_url.is_none(),
            "the demonstration keeps its data in a file of its own: unset FLA_DATABASE_URL"
        );
        anyhow::ensure!(
            self.files_url.is_none(),
            "the demonstration keeps its files in a folder of its own: unset FLA_FILES_URL"
        );
        self.data.get_or_insert_with(|| PathBuf::from("data/demo"));
        Ok(self)
    }
}

/// Whether people sign in at what is configured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SignIn {
    /// They do: secret and key must be there.
    Needed,
    /// They do not: secret and key may be out of the reach of whoever runs a command.
    NotNeeded,
}

/// Reads file and environment. `file` is the one that was asked for; without it `fla.toml` of the
/// current folder is read where it is there. What only sign-in needs may be out of reach.
pub fn read(file: Option<&Path>) -> anyhow::Result<Config> {
    read_for(file, SignIn::NotNeeded)
}

/// The same for whoever signs people in.
pub fn read_to_serve(file: Option<&Path>) -> anyhow::Result<Config> {
    read_for(file, SignIn::Needed)
}

fn read_for(file: Option<&Path>, sign_in: SignIn) -> anyhow::Result<Config> {
    let usual = Path::new("fla.toml");
    let file = file.or_else(|| Some(usual).filter(|path| path.is_file()));
    let text = match file {
        Some(path) => {
            let text = std::fs::read_to_string(path);
            let text = text.with_context(|| format!("cannot read {}", path.display()))?;
            Some((path.display().to_string(), text))
        }
        None => None,
    };
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
        .map(|(name, value)| (name, value.into_string().map_err(drop)));
    let text = text.as_ref().map(|(name, text)| (name.as_str(), text.as_str()));
    of(text, environment, sign_in).map_err(|faults| anyhow::Error::msg(faults.to_string()))
}

/// The configuration of a file (name and text) and an environment, whose values may be unreadable.
fn of(
    file: Option<(&str, &str)>,
    environment: impl Iterator<Item = (String, Result<String, ()>)>,
    sign_in: SignIn,
) -> Result<Config, Faults> {
    let mut faults = Faults::default();
    let given = Given::collect(file, environment, &mut faults);
    let (provider, no_proof) = Provider::of(&given, &mut faults, sign_in);
    let config = Config {
        listen: given
            .parsed("listen", "an address and port", "127.0.0.1:8080", &mut faults, |text| {
                text.parse().ok()
            })
            .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8080))),
        public_url: given.parsed(
            "public_url",
            "the origin people find this installation at",
            "https://fla.example",
            &mut faults,
            origin,
        ),
        data: given.path("data"),
        database_url: given.parsed(
            "database_url",
            "the address of a database",
            "sqlite:/var/lib/fla/fla.db or postgres://user@host/fla",
            &mut faults,
            DatabaseUrl::parse,
        ),
        database_owner_url: database::owner(&given, &mut faults),
        rules_dir: given.path("rules_dir"),
        operator: given.text("operator").unwrap_or_default(),
        contact: given.text("contact").unwrap_or_default(),
        log: given
            .parsed("log", "a filter", "info or fla_app=debug,info", &mut faults, |text| {
                EnvFilter::try_new(text).ok().map(|_| text.to_owned())
            })
            .unwrap_or_else(|| "info".to_owned()),
        log_format: given
            .parsed("log_format", "the form of the log", "text or json", &mut faults, |text| {
                match text {
                    "text" => Some(LogFormat::Text),
                    "json" => Some(LogFormat::Json),
                    _ => None,
                }
            })
            .unwrap_or(LogFormat::Text),
        sheet_days: given
            .parsed("sheet_days", "a number of days from 1 to 3650", "60", &mut faults, |text| {
                text.parse().ok().filter(|days| (1..=3_650).contains(days))
            })
            .unwrap_or(60),
        api_calls_per_minute: given
            .parsed(
                "api_calls_per_minute",
                "a number of calls from 1 to 1000000, or 0 for no limit",
                "1200",
                &mut faults,
                |text| text.parse().ok().filter(|calls| *calls <= 1_000_000),
            )
            .unwrap_or(CALLS_PER_MINUTE),
        api_origins: given
            .parsed(
                "api_origins",
                "origins with https, or of this machine",
                "https://hr.example http://localhost:5173",
                &mut faults,
                |text| text.split_ascii_whitespace().map(page_origin).collect(),
            )
            .unwrap_or_default(),
        api_issuer: Issuer::of(&given, &mut faults),
        retention: given
            .parsed("retention", "on or off", "on", &mut faults, on_or_off)
            .unwrap_or(true),
        audit_key_file: given.path("audit_key_file"),
        audit_late_hours: given
            .parsed(
                "audit_late_hours",
                "a number of hours from 1 to 720",
                "4",
                &mut faults,
                |text| text.parse().ok().filter(|hours| (1..=720).contains(hours)),
            )
            .unwrap_or(4),
        provider,
        no_proof,
        smtp: Smtp::of(&given, &mut faults),
        sandbox: sandbox(&given, &mut faults),
        webhooks: given.parsed("webhooks", "on or off", "on", &mut faults, on_or_off),
        webhooks_allow: networks(&given, &mut faults),
        drop: drop::settings(&given, &mut faults),
        operation: Operation::of(&given, &mut faults),
        traces: Traces::of(&given, &mut faults),
        files_url: files::place(&given, &mut faults),
        signatures: files::signatures(&given, &mut faults),
        unknown: given.unknown,
    };
    faults.or(config)
}

/// Networks to which webhooks may lead.
fn networks(given: &Given, faults: &mut Faults) -> Vec<Network> {
    let (key, example) = ("webhooks_allow", "10.2.0.0/16 127.0.0.1");
    let read = |text: &str| text.split_ascii_whitespace().map(|one| one.parse().ok()).collect();
    given.parsed(key, "addresses or networks", example, faults, read).unwrap_or_default()
}

/// The rules of a sandbox.
fn sandbox(given: &Given, faults: &mut Faults) -> SandboxRules {
    SandboxRules {
        reset_hour: given
            .parsed("sandbox_reset_hour", "an hour from 0 to 23", "3", faults, |text| {
                text.parse().ok().filter(|hour| (0..=23).contains(hour))
            })
            .unwrap_or(3),
        keys_per_hour: given
            .parsed("sandbox_keys_per_hour", "a number from 1 to 1000", "10", faults, |text| {
                text.parse().ok().filter(|keys| (1..=1_000).contains(keys))
            })
            .unwrap_or(10),
        address_header: given.parsed(
            "sandbox_address_header",
            "the name of a header",
            "X-Forwarded-For",
            faults,
            |text| text.parse::<axum::http::HeaderName>().ok().map(|name| name.to_string()),
        ),
    }
}

fn on_or_off(text: &str) -> Option<bool> {
    match text {
        "on" => Some(true),
        "off" => Some(false),
        _ => None,
    }
}

fn origin(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let bare = matches!(url.scheme(), "http" | "https")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    bare.then_some(url)
}

/// An origin as browsers write it. Plain http is for pages of a machine of one's own.
fn page_origin(text: &str) -> Option<String> {
    let url = origin(text)?;
    let here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    // Each is one origin: a star would be taken for the name of a machine.
    let exact = url.host_str().is_some_and(|host| !host.contains('*'));
    (exact && (url.scheme() == "https" || here)).then(|| url.origin().ascii_serialization())
}

#[cfg(test)]
mod tests;
