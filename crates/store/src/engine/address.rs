//! The address of the database server: `postgres://user:password@host:port/database?…`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::SslMode;
use url::{Url, form_urlencoded};

use super::StoreError;
use super::pool::{GRACE, WAIT};
use super::tls::{Files, Tls, Wanted};

/// Connections at most, where the address does not say `max_connections`.
const CONNECTIONS: usize = 20;

/// How long a statement may take, where the address does not say `statement_timeout`.
const STATEMENT: Duration = Duration::from_secs(30);

/// Where a server of the same machine listens, unless the address names a host.
const SOCKETS: [&str; 2] = ["/run/postgresql", "/tmp"];

/// Where the server is, in whose name it is talked to, and how.
#[derive(Clone)]
pub(crate) struct Address {
    pub(super) config: Config,
    pub(super) tls: Tls,
    /// Connections at most.
    pub(super) connections: usize,
    /// How long a statement may take.
    pub(super) statement: Duration,
}

fn invalid() -> StoreError {
    let detail = "the address of the store is not valid, or asks for what is not known";
    StoreError::refused("open", detail)
}

impl Address {
    /// Reads an address: `max_connections`, `statement_timeout` (milliseconds), `options[setting]` (a
    /// setting of each connection) and `sslmode`, `sslrootcert`, `sslcert`, `sslkey`. What else it
    /// asks for is the driver's: `connect_timeout`, `target_session_attrs`, `channel_binding` and so on.
    pub(crate) fn parse(text: &str) -> Result<Self, StoreError> {
        Self::parse_among(text, |name| std::env::var(name).ok())
    }

    /// The same among variables of the environment: who asked for TLS in them, as with libpq, is heard.
    fn parse_among(
        text: &str,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, StoreError> {
        let url = Url::parse(&with_first_host(text)).map_err(|_| invalid())?;
        let (mut connections, mut statement) = (CONNECTIONS, STATEMENT);
        let mut wanted = variable("PGSSLMODE");
        let mut files = Files {
            issuers: variable("PGSSLROOTCERT").map(Into::into),
            certificate: variable("PGSSLCERT").map(Into::into),
            key: variable("PGSSLKEY").map(Into::into),
        };
        let (mut driver, mut options) = (of_authority(&url)?, Vec::new());
        driver.extend(of_hosts(text)?);
        for (key, value) in url.query_pairs().into_owned() {
            match key.as_str() {
                "max_connections" => {
                    connections = value.parse().ok().filter(|n| *n > 0).ok_or_else(invalid)?;
                }
                "statement_timeout" => {
                    statement = Duration::from_millis(value.parse().map_err(|_| invalid())?);
                }
                "sslmode" | "ssl-mode" => wanted = Some(value),
                "sslrootcert" | "ssl-root-cert" | "ssl-ca" => files.issuers = Some(value.into()),
                "sslcert" | "ssl-cert" => files.certificate = Some(value.into()),
                "sslkey" | "ssl-key" => files.key = Some(value.into()),
                "options" => options.push(value),
                // The register says itself who it is.
                "application_name" => {}
                _ => match key.strip_prefix("options[").and_then(|key| key.strip_suffix(']')) {
                    Some(setting) => options.push(format!("-c {setting}={value}")),
                    None => drop(driver.insert(key, value)),
                },
            }
        }
        let wanted = match wanted {
            Some(mode) => Wanted::parse(&mode).ok_or_else(invalid)?,
            None => Wanted::default(),
        };
        options.push(settings(statement));
        let mut config = configured(driver)?;
        config.application_name("fla").options(options.join(" ")).ssl_mode(match wanted {
            Wanted::Plain => SslMode::Disable,
            Wanted::Prefer => SslMode::Prefer,
            Wanted::Require | Wanted::Issuer | Wanted::Host => SslMode::Require,
        });
        Ok(Self { config, tls: Tls::new(wanted, files)?, connections, statement })
    }
}

/// The address with the first of its hosts alone: several, as libpq takes them (`h1:5432,h2:5432`), are
/// otherwise none of a URL.
pub fn with_first_host(text: &str) -> Cow<'_, str> {
    match hosts(text) {
        Some((before, hosts, after)) => {
            let first = hosts.split(',').next().unwrap_or_default();
            Cow::Owned(format!("{before}{first}{after}"))
        }
        None => Cow::Borrowed(text),
    }
}

/// The hosts of an address that names several, with what stands before and behind them.
fn hosts(text: &str) -> Option<(&str, &str, &str)> {
    let begin = text.find("://")? + 3;
    let end = text[begin..].find(['/', '?', '#']).map_or(text.len(), |length| begin + length);
    let begin = text[begin..end].rfind('@').map_or(begin, |at| begin + at + 1);
    let hosts = &text[begin..end];
    hosts.contains(',').then(|| (&text[..begin], hosts, &text[end..]))
}

/// Where an address names several hosts, all of them and their ports by the names that the driver has for
/// them: it tries one after the other.
fn of_hosts(text: &str) -> Result<BTreeMap<String, String>, StoreError> {
    let mut all = BTreeMap::new();
    let Some((_, several, _)) = hosts(text) else { return Ok(all) };
    let (mut names, mut ports) = (Vec::new(), Vec::new());
    for one in several.split(',') {
        let name_ends = one.rfind(']').map_or(0, |bracket| bracket + 1);
        let (name, port) = match one[name_ends..].find(':') {
            Some(colon) => (&one[..name_ends + colon], &one[name_ends + colon + 1..]),
            None => (one, ""),
        };
        let name = read(name.trim_matches(['[', ']']))?;
        if name.is_empty() || !port.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(invalid());
        }
        names.push(name);
        ports.push(port);
    }
    all.insert("host".to_owned(), names.join(","));
    // One that is not said is the usual one.
    all.insert("port".to_owned(), ports.join(","));
    Ok(all)
}

/// What a part of the address says, as text behind a `=`, in which only what is escaped means something
/// else than itself.
fn read(text: &str) -> Result<String, StoreError> {
    let text = format!("={}", text.replace('+', "%2B").replace('&', "%26"));
    let read = form_urlencoded::parse(text.as_bytes()).next().map(|(_, value)| value.into_owned());
    read.filter(|text| !text.contains(char::REPLACEMENT_CHARACTER)).ok_or_else(invalid)
}

/// What stands before the query, by the names that the driver has for it.
fn of_authority(url: &Url) -> Result<BTreeMap<String, String>, StoreError> {
    let port = url.port().map(|port| port.to_string());
    let host = url.host_str().map(|host| host.trim_matches(['[', ']']));
    let parts = [
        ("user", Some(url.username())),
        ("password", url.password()),
        ("host", host),
        ("port", port.as_deref()),
        ("dbname", Some(url.path().trim_start_matches('/'))),
    ];
    let mut all = BTreeMap::new();
    for (name, part) in parts {
        if let Some(part) = part.filter(|part| !part.is_empty()) {
            all.insert(name.to_owned(), read(part)?);
        }
    }
    Ok(all)
}

fn configured(mut driver: BTreeMap<String, String>) -> Result<Config, StoreError> {
    if !driver.contains_key("host") && !driver.contains_key("hostaddr") {
        let port = driver.get("port").map_or("5432", String::as_str);
        let mut sockets = SOCKETS.iter();
        let listens = |folder: &&&str| Path::new(folder).join(format!(".s.PGSQL.{port}")).exists();
        let host = sockets.find(listens).map_or("localhost", |folder| folder);
        driver.insert("host".to_owned(), host.to_owned());
    }
    let escaped = |value: &str| value.replace('\\', "\\\\").replace('\'', "\\'");
    let pairs = driver.iter().map(|(key, value)| format!("{key}='{}'", escaped(value)));
    let text = pairs.collect::<Vec<_>>().join(" ");
    // A name with anything else in it could be read as several.
    let are_names =
        driver.keys().all(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    let config = are_names.then(|| text.parse::<Config>().ok()).flatten();
    let mut config = config.ok_or_else(invalid)?;
    if config.get_tcp_user_timeout().is_none() {
        // A line that was cut without a word ends, and is not waited for as a statement is.
        config.tcp_user_timeout(WAIT + GRACE);
    }
    Ok(config)
}

/// What holds for each connection.
fn settings(statement: Duration) -> String {
    let of = [
        ("statement_timeout", statement.as_millis().to_string()),
        ("lock_timeout", WAIT.min(statement).as_millis().to_string()),
        // One plan for any argument (decision 25).
        ("plan_cache_mode", "force_generic_plan".to_owned()),
        ("idle_in_transaction_session_timeout", "60000".to_owned()),
    ];
    of.map(|(setting, value)| format!("-c {setting}={value}")).join(" ")
}

#[cfg(test)]
mod tests {
    use tokio_postgres::config::{Host, TargetSessionAttrs};

    use super::*;

    fn parsed(text: &str) -> Address {
        Address::parse_among(text, |_| None).expect("a valid address")
    }

    fn host(text: &str) -> Host {
        let address = parsed(text);
        let [host] = address.config.get_hosts() else { panic!("{text}: one host") };
        host.clone()
    }

    #[test]
    fn what_an_address_asks_for_is_heard() {
        let address = parsed(
            "postgres://fla:a%20b@db.example:5433/register?max_connections=7&statement_timeout=900\
             &sslmode=DISABLE&connect_timeout=3&options=-c+work_mem%3D8MB&options[geqo]=off",
        );
        assert_eq!((address.connections, address.statement.as_millis()), (7, 900));
        let config = &address.config;
        assert_eq!(config.get_password(), Some(&b"a b"[..]));
        assert_eq!((config.get_dbname(), config.get_ports()), (Some("register"), &[5433][..]));
        assert_eq!(config.get_connect_timeout(), Some(&Duration::from_secs(3)));
        assert_eq!(config.get_ssl_mode(), SslMode::Disable);
        let options = config.get_options().unwrap();
        assert!(options.starts_with("-c work_mem=8MB -c geqo=off -c statement_timeout=900 "));
        assert!(options.contains("-c lock_timeout=900 "), "{options}");
    }

    #[test]
    fn a_password_is_what_it_is_wherever_it_stands() {
        for text in [
            "postgres://fla:a+b%40c%26'%5C%20d@db.example/register",
            "postgres://db.example/register?user=fla&password=a%2Bb@c%26'%5C%20d",
            "postgres://wrong:wrong@db.example/register?user=fla&password=a%2Bb%40c%26%27%5C+d#x",
        ] {
            let address = parsed(text);
            let (user, password) = (address.config.get_user(), address.config.get_password());
            assert_eq!((user, password), (Some("fla"), Some(&b"a+b@c&'\\ d"[..])), "{text}");
            assert_eq!(address.config.get_dbname(), Some("register"), "{text}");
            assert_eq!(host(text), Host::Tcp("db.example".to_owned()), "{text}");
        }
    }

    #[test]
    fn one_host_is_meant() {
        let socket = Host::Unix("/run/postgresql".into());
        assert_eq!(host("postgres:///fla?host=/run/postgresql&user=fla"), socket);
        assert_eq!(host("postgres://fla@localhost/fla?host=/run/postgresql"), socket);
        assert_eq!(host("postgres://fla@%2Frun%2Fpostgresql/fla"), socket);
        assert_eq!(host("postgres://fla@[::1]:5433/fla"), Host::Tcp("::1".to_owned()));
        let address = parsed("postgres://fla@localhost:5433/fla?port=5434");
        assert_eq!(address.config.get_ports(), [5434]);
        assert_eq!(address.config.get_ssl_mode(), SslMode::Prefer);
        assert_eq!((address.connections, address.statement), (CONNECTIONS, STATEMENT));
        assert_eq!(parsed("postgres:///fla").config.get_hosts().len(), 1);
    }

    #[test]
    fn several_hosts_are_tried() {
        let tcp = |name: &str| Host::Tcp(name.to_owned());
        let text =
            "postgres://fla:a%40b@h1:5433,h2,[::1]:5434/register?target_session_attrs=read-write";
        let address = parsed(text);
        assert_eq!(address.config.get_hosts(), [tcp("h1"), tcp("h2"), tcp("::1")]);
        assert_eq!(address.config.get_ports(), [5433, 5432, 5434]);
        assert_eq!(address.config.get_password(), Some(&b"a@b"[..]));
        assert_eq!(address.config.get_dbname(), Some("register"));
        let asked = address.config.get_target_session_attrs();
        assert_eq!(asked, TargetSessionAttrs::ReadWrite);
        let plain = parsed("postgres://h1,h2");
        assert_eq!(plain.config.get_hosts(), [tcp("h1"), tcp("h2")]);
        let named = parsed("postgres://fla@h0/fla?host=h1,h2&port=1,2");
        assert_eq!(named.config.get_hosts(), [tcp("h1"), tcp("h2")]);
        assert_eq!(named.config.get_ports(), [1, 2]);
        assert_eq!(with_first_host(text).find(','), None);
    }

    #[test]
    fn what_the_environment_asks_of_tls_is_heard() {
        let variable = |name: &str| (name == "PGSSLMODE").then(|| "require".to_owned());
        let mode = |text| Address::parse_among(text, variable).unwrap().config.get_ssl_mode();
        assert_eq!(mode("postgres://fla@localhost/fla"), SslMode::Require);
        assert_eq!(mode("postgres://fla@localhost/fla?sslmode=disable"), SslMode::Disable);
        let nowhere = |name: &str| (name == "PGSSLROOTCERT").then(|| "/nowhere.pem".to_owned());
        assert!(Address::parse_among("postgres://fla@localhost/fla", nowhere).is_err());
    }

    #[test]
    fn who_looks_at_certificates() {
        let is_verified = |query: &str| {
            parsed(&format!("postgres://fla@db.example/fla{query}")).tls.is_verified()
        };
        for query in ["", "?sslmode=prefer", "?sslmode=require", "?sslmode=disable"] {
            assert!(!is_verified(query), "{query}");
        }
        assert!(is_verified("?sslmode=verify-full"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "postgres",
            "postgres://fla@h1,/fla",
            "postgres://fla@h1:x,h2/fla",
            "postgres://fla@localhost/fla?max_connections=0",
            "postgres://fla@localhost/fla?statement_timeout=soon",
            "postgres://fla@localhost/fla?sslmode=maybe",
            "postgres://fla@localhost/fla?unheard_of=1",
            "postgres://fla@localhost/fla?user%20host=1",
            "postgres://fla:%FF@localhost/fla",
            "postgres://fla@localhost/fla?sslmode=verify-full&sslrootcert=/nowhere.pem",
            "postgres://fla@localhost/fla?sslmode=verify-ca",
            "postgres://fla@localhost/fla?sslcert=/nowhere.pem",
        ] {
            assert!(Address::parse_among(text, |_| None).is_err(), "{text}");
        }
    }
}
