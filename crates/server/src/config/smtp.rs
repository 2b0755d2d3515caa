//! The mail server, where one is set. Without it no mail is sent.

use std::fmt;

use lettre::message::Mailbox;
use url::{Host, Url};

use super::given::Given;
use super::value::Faults;

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// TLS after a greeting, and nothing without it.
    StartTls,
    /// None: only towards this machine itself.
    Local,
}

/// The mail server and from whom mail comes.
#[derive(Clone)]
pub struct Smtp {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// The user and the password, where it wants one.
    pub user: Option<(String, String)>,
    /// From whom mail comes.
    pub from: Mailbox,
}

impl fmt::Debug for Smtp {
    /// Without user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({}:{})", self.host, self.port)
    }
}

impl Smtp {
    /// Reads it; `None` where nothing of it is set.
    pub fn of(given: &Given, faults: &mut Faults) -> Option<Self> {
        let keys = ["smtp_url", "smtp_from", "smtp_password"];
        if !keys.iter().any(|key| given.has(key)) {
            return None;
        }
        for key in ["smtp_url", "smtp_from"] {
            if !given.has(key) {
                faults.add(&given.place(key), "is missing, and other settings of mail are there");
            }
        }
        let server = given.parsed(
            "smtp_url",
            "the address of a mail server, without a password",
            "smtps://user@mail.example:465 or smtp://mail.example:587",
            faults,
            server,
        );
        let from = given.parsed(
            "smtp_from",
            "an e-mail address",
            "Training register <register@example.org>",
            faults,
            |text| text.parse().ok(),
        );
        let password = given.text("smtp_password");
        let (url, security) = server?;
        let user = decoded(url.username());
        if user.is_empty() == password.is_some() {
            let wrong = "goes with a user in the address of the mail server, and a user with it";
            faults.add(&given.place("smtp_password"), wrong);
        }
        let port = match security {
            Security::Tls => 465,
            Security::StartTls => 587,
            Security::Local => 25,
        };
        Some(Self {
            host: url.host_str()?.to_owned(),
            port: url.port().unwrap_or(port),
            security,
            user: password.map(|password| (user, password)),
            from: from?,
        })
    }
}

/// A user name often is an e-mail address, whose `@` stands as `%40` in an address.
fn decoded(text: &str) -> String {
    text.replace("%40", "@")
}

fn server(text: &str) -> Option<(Url, Security)> {
    let url = Url::parse(text).ok()?;
    let bare = url.password().is_none()
        && matches!(url.path(), "" | "/")
        && url.query().is_none()
        && url.fragment().is_none()
        && url.host_str().is_some_and(|host| !host.is_empty());
    let security = match url.scheme() {
        "smtps" => Security::Tls,
        "smtp" if is_this_machine(&url) => Security::Local,
        "smtp" => Security::StartTls,
        _ => return None,
    };
    bare.then_some((url, security))
}

/// Whether an address is one of this machine itself.
pub(super) fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            // Of other schemes than those of the web the host is not parsed further.
            name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
        }
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_in_the_open_but_to_this_machine() {
        for (text, security) in [
            ("smtps://mail.example", Security::Tls),
            ("smtp://mail.example:2525", Security::StartTls),
            ("smtp://localhost:1025", Security::Local),
            ("smtp://127.0.0.1:1025", Security::Local),
            ("smtp://localhost.example", Security::StartTls),
        ] {
            assert_eq!(server(text).map(|s| s.1), Some(security), "{text}");
        }
        for bad in ["mail.example", "http://mail.example", "smtps://u:p@mail.example", "smtp://"] {
            assert!(server(bad).is_none(), "{bad}");
        }
    }
}
