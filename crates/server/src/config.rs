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
    /// The sign-in service, where one is set.
    pub provider: Option<Provider>,
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

/// Reads file and environment. `file` is the one that was asked for; without it `fla.toml` of the
/// current folder is read where it is there.
pub fn read(file: Option<&Path>) -> anyhow::Result<Config> {
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
    of(text, environment).map_err(|faults| anyhow::Error::msg(faults.to_string()))
}

/// The configuration of a file (name and text) and an environment, whose values may be unreadable.
fn of(
    file: Option<(&str, &str)>,
    environment: impl Iterator<Item = (String, Result<String, ()>)>,
) -> Result<Config, Faults> {
    let mut faults = Faults::default();
    let given = Given::collect(file, environment, &mut faults);
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
        provider: Provider::of(&given, &mut faults),
        smtp: Smtp::of(&given, &mut faults),
        sandbox: sandbox(&given, &mut faults),
        webhooks: given.parsed("webhooks", "on or off", "on", &mut faults, on_or_off),
        webhooks_allow: given
            .parsed(
                "webhooks_allow",
                "addresses or networks",
                "10.2.0.0/16 127.0.0.1",
                &mut faults,
                |text| text.split_ascii_whitespace().map(|one| one.parse().ok()).collect(),
            )
            .unwrap_or_default(),
        drop: drop::settings(&given, &mut faults),
        operation: Operation::of(&given, &mut faults),
        traces: Traces::of(&given, &mut faults),
        files_url: files::place(&given, &mut faults),
        signatures: files::signatures(&given, &mut faults),
        unknown: given.unknown,
    };
    faults.or(config)
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
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Vec<(String, Result<String, ()>)> {
        pairs.iter().map(|(n, v)| ((*n).to_owned(), Ok((*v).to_owned()))).collect()
    }

    #[test]
    fn nothing_set_is_a_configuration() {
        let config = of(None, std::iter::empty()).unwrap();
        assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
        assert_eq!(config.database().to_string(), "sqlite:data/fla.db");
        assert_eq!(config.audit_late_hours, 4);
        assert_eq!((config.webhooks, config.webhooks_allow.len()), (None, 0));
        assert!(config.provider.is_none());
        let demo = config.for_demo().unwrap();
        assert_eq!(demo.files(), Path::new("data/demo/files"));
    }

    #[test]
    fn the_environment_wins() {
        let file = "listen = \"0.0.0.0:1\"\noperator = \"A\"\n[oidc]\nissuer = \"https://a\"\nclient_id = \"x\"\nclient_auth = \"none\"\n";
        let set = environment(&[("FLA_LISTEN", "127.0.0.1:2"), ("FLA_OIDC_ISSUER", "https://b")]);
        let config = of(Some(("fla.toml", file)), set.into_iter()).unwrap();
        assert_eq!(config.listen.port(), 2);
        assert_eq!(config.operator, "A");
        assert_eq!(config.provider.unwrap().issuer(), "https://b");
    }

    #[test]
    fn origins_are_exact() {
        let of_text = |text: &str| {
            of(None, environment(&[("FLA_API_ORIGINS", text)]).into_iter()).map(|c| c.api_origins)
        };
        let good = "https://HR.example https://hr.example:8443 http://localhost:5173";
        let read = ["https://hr.example", "https://hr.example:8443", "http://localhost:5173"];
        assert_eq!(of_text(good).unwrap(), read);
        assert_eq!(of_text("").unwrap(), [""; 0]);
        for wrong in [
            "*",
            "null",
            "hr.example",
            "https://*.example",
            "http://hr.example",
            "https://hr.example/app",
            "https://hr.example?x",
            "https://me@hr.example",
            "https://hr.example,https://other.example",
        ] {
            let faults = of_text(wrong).unwrap_err().to_string();
            assert!(faults.contains("FLA_API_ORIGINS"), "{wrong}: {faults}");
        }
    }

    #[test]
    fn what_is_asked_before_sensitive_acts() {
        let file = "[oidc]\nissuer = \"https://a\"\nclient_id = \"x\"\nclient_auth = \"none\"\n";
        let (level, age) = ("FLA_OIDC_ACR_SENSITIVE", "FLA_OIDC_REAUTH_MINUTES");
        for (set, minutes) in [
            (vec![], None),
            (vec![(level, "high higher")], Some(15)),
            (vec![(level, "high"), (age, "0")], None),
            (vec![(age, "5")], Some(5)),
            (vec![(age, "0")], None),
        ] {
            let asks = set.iter().any(|(_, value)| *value != "0");
            let config = of(Some(("fla.toml", file)), environment(&set).into_iter()).unwrap();
            let oidc = config.provider.unwrap().at(&"https://fla.example/".parse().unwrap());
            let found = oidc.reauthentication.map(|age| age.as_secs() / 60);
            assert_eq!((found, oidc.asks_again()), (minutes, asks), "{set:?}");
        }
        for wrong in ["721", "-1", "soon"] {
            let set = environment(&[(age, wrong)]);
            let faults = of(Some(("fla.toml", file)), set.into_iter()).unwrap_err();
            assert!(faults.to_string().contains(age), "{faults}");
        }
    }

    #[test]
    fn an_outside_issuer_takes_what_it_lacks_from_sign_in() {
        let file = "[oidc]\nissuer = \"https://a\"\nclient_id = \"x\"\nclient_auth = \"none\"\nclaim_ssin = \"nr\"\nacr_accepted = \"high\"\nacr_sensitive = \"higher\"\n";
        let public = "https://fla.example/".parse().unwrap();
        let read = |set: &[(&str, &str)]| {
            let config = of(Some(("fla.toml", file)), environment(set).into_iter())?;
            let sign_in = config.provider.unwrap().at(&public);
            Ok::<_, Faults>(config.api_issuer.map(|i| (i.own_tokens, i.at(&public, &sign_in))))
        };
        assert!(read(&[]).unwrap().is_none());
        let issuer = ("FLA_API_ISSUER", "https://tokens.example");
        let (own, all) = read(&[issuer]).unwrap().unwrap();
        assert!(!own);
        assert_eq!(all.audience, "https://fla.example/fla/v1");
        assert_eq!((all.claims.ssin.as_str(), all.acr_accepted.len()), ("nr", 2));
        let set = [
            issuer,
            ("FLA_API_AUDIENCE", "fla"),
            ("FLA_API_OWN_TOKENS", "on"),
            ("FLA_API_CLAIM_SSIN", "number"),
            ("FLA_API_ACR_ACCEPTED", "any"),
        ];
        let (own, all) = read(&set).unwrap().unwrap();
        assert!(own && all.acr_accepted.is_empty());
        assert_eq!((all.audience.as_str(), all.claims.ssin.as_str()), ("fla", "number"));
        for (name, value) in [("FLA_API_AUDIENCE", "fla"), ("FLA_API_OWN_TOKENS", "off")] {
            let faults = read(&[(name, value)]).unwrap_err().to_string();
            assert!(faults.contains(name), "{faults}");
        }
        let wrong = read(&[issuer, ("FLA_API_OWN_TOKENS", "perhaps")]).unwrap_err();
        assert!(wrong.to_string().contains("FLA_API_OWN_TOKENS"));
    }

    #[test]
    fn folders_of_senders_are_off_unless_there_is_one() {
        let read = |set: &[(&str, &str)]| of(None, environment(set).into_iter()).map(|c| c.drop);
        assert!(read(&[]).unwrap().is_none());
        let dir = ("FLA_DROP_DIR", "/srv/fla");
        assert_eq!(read(&[dir]).unwrap().unwrap().wait, 10);
        let wait = |minutes| ("FLA_DROP_WAIT_MINUTES", minutes);
        assert_eq!(read(&[dir, wait("0")]).unwrap().unwrap().wait, 0);
        for wrong in [vec![wait("0")], vec![dir, wait("1441")]] {
            let faults = read(&wrong).unwrap_err().to_string();
            assert!(faults.contains("FLA_DROP_WAIT_MINUTES"), "{faults}");
        }
    }

    #[test]
    fn files_need_no_signature_unless_it_is_said() {
        let read =
            |set: &[(&str, &str)]| of(None, environment(set).into_iter()).map(|c| c.signatures);
        let bare = read(&[]).unwrap();
        assert_eq!((bare.wanted.len(), bare.issuers.is_none()), (0, true));
        let issuers = ("FLA_FILES_ISSUERS_DIR", "/etc/fla/issuers");
        let all = [issuers, ("FLA_FILES_SIGNED", "R S"), ("FLA_FILES_NEED_LISTS", "on")];
        let all = read(&all).unwrap();
        assert_eq!(all.wanted.len(), 2);
        assert!(all.issuers.unwrap().need_lists);
        for (wrong, named) in [
            (vec![("FLA_FILES_SIGNED", "R")], "FLA_FILES_ISSUERS_DIR"),
            (vec![("FLA_FILES_NEED_LISTS", "on")], "FLA_FILES_NEED_LISTS"),
            (vec![issuers, ("FLA_FILES_SIGNED", "R X")], "FLA_FILES_SIGNED"),
        ] {
            let faults = read(&wrong).unwrap_err().to_string();
            assert!(faults.contains(named), "{faults}");
        }
    }

    #[test]
    fn every_fault_is_told_at_once_and_no_secret() {
        let file = "lisen = 1\ndata = 7\n[oidc]\nissuer = \"https://a\"\nwhat = \"x\"\n";
        let set = environment(&[
            ("FLA_LISTEN", "nowhere"),
            ("FLA_PUBLIC_URL", "https://fla.example/path"),
            ("FLA_DATABASE_URL", "mysql://me:hunter2@host"),
            ("FLA_OIDC_CLIENT_SECRET", "hunter2"),
            ("FLA_SHEET_DAYS", "0"),
            ("FLA_AUDIT_LATE_HOURS", "721"),
            ("FLA_OIDC_SCOPE", "openid"),
            ("FLA_OIDC_ALGORITHMS", "HS256"),
            ("FLA_DATABASE", "misspelt"),
        ]);
        let faults = of(Some(("my.toml", file)), set.into_iter()).unwrap_err().to_string();
        for part in [
            "my.toml: lisen",
            "my.toml: data",
            "my.toml: oidc.what",
            "FLA_LISTEN",
            "127.0.0.1:8080",
            "FLA_PUBLIC_URL",
            "FLA_DATABASE_URL",
            "FLA_OIDC_SCOPE ",
            "FLA_OIDC_ALGORITHMS",
            "FLA_OIDC_CLIENT_ID",
            "FLA_SHEET_DAYS",
            "FLA_AUDIT_LATE_HOURS",
        ] {
            assert!(faults.contains(part), "{part} is missing in:\n{faults}");
        }
        assert!(!faults.contains("hunter2"), "{faults}");
        assert!(!faults.contains("FLA_DATABASE "), "{faults}");
    }

    #[test]
    fn watching_is_off_and_stopping_has_its_limits() {
        let usual = of(None, std::iter::empty()).unwrap().operation;
        assert_eq!(usual.metrics_listen, None);
        assert_eq!((usual.notice.as_secs(), usual.drain.as_secs()), (0, 15));
        let file = "metrics_listen = \"[::1]:9464\"\ndrain_notice_seconds = 5\n";
        let set = environment(&[("FLA_DRAIN_SECONDS", "3600")]);
        let set = of(Some(("fla.toml", file)), set.into_iter()).unwrap().operation;
        assert_eq!(set.metrics_listen.map(|address| address.port()), Some(9464));
        assert_eq!((set.notice.as_secs(), set.drain.as_secs()), (5, 3_600));
        let wrong = environment(&[
            ("FLA_METRICS_LISTEN", "9464"),
            ("FLA_DRAIN_NOTICE_SECONDS", "301"),
            ("FLA_DRAIN_SECONDS", "soon"),
        ]);
        let names: Vec<String> = wrong.iter().map(|(name, _)| name.clone()).collect();
        let faults = of(None, wrong.into_iter()).unwrap_err().to_string();
        assert!(names.iter().all(|name| faults.contains(name)), "{faults}");
    }

    #[test]
    fn traces_are_sent_nowhere_unless_it_is_said() {
        let read = |set: &[(&str, &str)]| of(None, environment(set).into_iter()).map(|c| c.traces);
        assert!(read(&[]).unwrap().is_none());
        let collector = ("FLA_TRACES_ENDPOINT", "http://collector:4318");
        let secure = ("FLA_TRACES_ENDPOINT", "https://collector.example");
        let here = ("FLA_TRACES_ENDPOINT", "http://127.0.0.1:4318");
        let token = ("FLA_TRACES_TOKEN", "hunter2");
        let share = |share| ("FLA_TRACES_SHARE", share);
        let usual = read(&[collector]).unwrap().unwrap();
        assert!(usual.share > 0.99 && usual.authorization.is_none());
        for good in [[secure, token], [here, token], [collector, share("0")]] {
            let read = read(&good).unwrap();
            assert!(!format!("{read:?}").contains("hunter2"), "{read:?}");
        }
        for (wrong, named) in [
            (vec![("FLA_TRACES_ENDPOINT", "collector:4317")], "FLA_TRACES_ENDPOINT"),
            (vec![collector, share("2")], "FLA_TRACES_SHARE"),
            (vec![share("0.5")], "FLA_TRACES_SHARE"),
            (vec![token], "FLA_TRACES_TOKEN"),
            (vec![collector, token], "FLA_TRACES_TOKEN"),
            (vec![secure, ("FLA_TRACES_TOKEN", "two words")], "FLA_TRACES_TOKEN"),
        ] {
            let faults = read(&wrong).unwrap_err().to_string();
            assert!(faults.contains(named) && !faults.contains("hunter2"), "{faults}");
        }
    }

    #[test]
    fn a_variable_that_is_no_setting_is_noted() {
        let set = environment(&[("FLA_DATABASE", "x"), ("FLA_CONFIG", "fla.toml"), ("PATH", "/")]);
        assert_eq!(of(None, set.into_iter()).unwrap().unknown, ["FLA_DATABASE"]);
    }

    #[test]
    fn a_password_is_not_shown() {
        let url =
            DatabaseUrl::parse("postgres://me:hunter2@host:5432/fla?sslmode=require").unwrap();
        assert_eq!(url.to_string(), "postgres://host:5432/fla");
        assert_eq!(format!("{url:?}"), "DatabaseUrl(postgres://host:5432/fla)");
    }

    #[test]
    fn a_file_that_is_no_toml_says_where() {
        let faults = of(Some(("my.toml", "listen = \n")), std::iter::empty()).unwrap_err();
        assert!(faults.to_string().contains("my.toml: line 1"), "{faults}");
    }
}
