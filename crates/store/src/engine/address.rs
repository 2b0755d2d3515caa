//! The address of the database server: `postgres://user:password@host:port/database?…`.

use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;
use url::Url;

use super::StoreError;
use super::pool::WAIT;
use super::tls::{self, Files, Wanted};

/// Connections at most, where the address does not say `max_connections`.
const CONNECTIONS: usize = 20;

/// How long a statement may take, where the address does not say `statement_timeout`.
const STATEMENT: Duration = Duration::from_secs(30);

/// Where the server is, in whose name it is talked to, and how.
#[derive(Clone)]
pub(crate) struct Address {
    pub(super) config: Config,
    pub(super) tls: MakeRustlsConnect,
    /// Connections at most.
    pub(super) connections: usize,
    /// How long a statement may take.
    pub(super) statement: Duration,
}

impl Address {
    /// Reads an address: `max_connections`, `statement_timeout` (milliseconds), `options[setting]` (a
    /// setting of each connection) and `sslmode`, `sslrootcert`, `sslcert`, `sslkey`. What else it
    /// asks for is the driver's: `connect_timeout`, `target_session_attrs`, `channel_binding` and so on.
    pub(crate) fn parse(text: &str) -> Result<Self, StoreError> {
        let invalid = || StoreError::refused("open", "the address of the store is not valid");
        let mut url = Url::parse(text).map_err(|_| invalid())?;
        let (mut connections, mut statement) = (CONNECTIONS, STATEMENT);
        let (mut wanted, mut files) = (Wanted::default(), Files::default());
        let (mut others, mut options) = (Vec::new(), Vec::new());
        for part in url.query().unwrap_or_default().split('&').filter(|part| !part.is_empty()) {
            let pair = url::form_urlencoded::parse(part.as_bytes()).into_owned().next();
            let (key, value) = pair.ok_or_else(invalid)?;
            match key.as_str() {
                "max_connections" => {
                    connections = value.parse().ok().filter(|n| *n > 0).ok_or_else(invalid)?;
                }
                "statement_timeout" => {
                    statement = Duration::from_millis(value.parse().map_err(|_| invalid())?);
                }
                "sslmode" | "ssl-mode" => wanted = Wanted::parse(&value).ok_or_else(invalid)?,
                "sslrootcert" | "ssl-root-cert" | "ssl-ca" => files.issuers = Some(value.into()),
                "sslcert" | "ssl-cert" => files.certificate = Some(value.into()),
                "sslkey" | "ssl-key" => files.key = Some(value.into()),
                _ => match key.strip_prefix("options[").and_then(|key| key.strip_suffix(']')) {
                    Some(setting) => options.push(format!("-c {setting}={value}")),
                    None => others.push(part),
                },
            }
        }
        let others = others.join("&");
        url.set_query((!others.is_empty()).then_some(others.as_str()));
        let mut config: Config = url.as_str().parse().map_err(|_| invalid())?;
        config.ssl_mode(match wanted {
            Wanted::Plain => SslMode::Disable,
            Wanted::Prefer => SslMode::Prefer,
            Wanted::Require | Wanted::Issuer | Wanted::Host => SslMode::Require,
        });
        config.application_name("fla");
        options.extend(config.get_options().map(ToOwned::to_owned));
        options.push(settings(statement));
        config.options(options.join(" "));
        Ok(Self { config, tls: tls::connector(wanted, &files)?, connections, statement })
    }
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
    use super::*;

    fn parsed(text: &str) -> Address {
        Address::parse(text).expect("a valid address")
    }

    #[test]
    fn what_an_address_asks_for_is_heard() {
        let address = parsed(
            "postgres://fla:a%20b@db.example:5433/register?max_connections=7&statement_timeout=900\
             &sslmode=disable&connect_timeout=3&options=-c%20work_mem%3D8MB&options[geqo]=off",
        );
        assert_eq!((address.connections, address.statement.as_millis()), (7, 900));
        let config = &address.config;
        assert_eq!(config.get_password(), Some(&b"a b"[..]));
        assert_eq!((config.get_dbname(), config.get_ports()), (Some("register"), &[5433][..]));
        assert_eq!(config.get_connect_timeout(), Some(&Duration::from_secs(3)));
        assert_eq!(config.get_ssl_mode(), SslMode::Disable);
        let options = config.get_options().unwrap();
        assert!(
            options.starts_with("-c geqo=off -c work_mem=8MB -c statement_timeout=900 "),
            "{options}"
        );
        assert!(options.contains("-c lock_timeout=900 "), "{options}");
    }

    #[test]
    fn a_socket_and_what_is_not_said() {
        let address = parsed("postgres:///register?host=/run/postgresql&user=fla");
        assert_eq!((address.connections, address.statement), (CONNECTIONS, STATEMENT));
        let socket = tokio_postgres::config::Host::Unix("/run/postgresql".into());
        assert_eq!(address.config.get_hosts(), [socket]);
        assert_eq!(address.config.get_ssl_mode(), SslMode::Prefer);
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "postgres",
            "postgres://fla@localhost/fla?max_connections=0",
            "postgres://fla@localhost/fla?statement_timeout=soon",
            "postgres://fla@localhost/fla?sslmode=maybe",
            "postgres://fla@localhost/fla?unheard_of=1",
            "postgres://fla@localhost/fla?sslmode=verify-full&sslrootcert=/nowhere.pem",
            "postgres://fla@localhost/fla?sslcert=/nowhere.pem",
        ] {
            assert!(Address::parse(text).is_err(), "{text}");
        }
    }
}
