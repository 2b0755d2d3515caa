//! Addresses of databases.

use std::fmt;
use std::path::{Path, PathBuf};

use fla_store::with_first_host;
use percent_encoding::percent_decode_str;
use url::Url;

use super::given::Given;
use super::value::Faults;

/// The address of a database, of which the password is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// Takes an address as an operator gives it; `None` where it is none of a database of ours.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let known = match scheme {
            "sqlite" => !rest.is_empty() && rest != ":memory:",
            "postgres" | "postgresql" => server(text).is_some_and(|url| url.has_host()),
            _ => false,
        };
        known.then(|| Self(text.to_owned()))
    }

    /// The address of an embedded database in a file.
    pub fn embedded(file: &Path) -> Self {
        Self(format!("sqlite:{}", file.display()))
    }

    /// The address as it is, for the store.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The role of a database server in whose name it is opened.
    pub fn role(&self) -> Option<String> {
        let url = server(&self.0).filter(|url| !url.username().is_empty())?;
        let role = percent_decode_str(url.username()).decode_utf8().ok()?;
        Some(role.into_owned())
    }

    /// The file of an embedded database.
    pub fn file(&self) -> Option<PathBuf> {
        let path = self.0.strip_prefix("sqlite:")?;
        Some(PathBuf::from(path.strip_prefix("//").unwrap_or(path)))
    }
}

impl fmt::Display for DatabaseUrl {
    /// Without user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_once("://") {
            Some((scheme, rest)) if scheme.starts_with("postgres") => {
                let rest = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
                let rest = rest.split_once('?').map_or(rest, |(host, _)| host);
                write!(f, "{scheme}://{rest}")
            }
            _ => f.write_str(&self.0),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// The address of a database server, with the first of its hosts.
fn server(text: &str) -> Option<Url> {
    Url::parse(&with_first_host(text)).ok()
}

/// The address for the owner of the tables.
pub(super) fn owner(given: &Given, faults: &mut Faults) -> Option<DatabaseUrl> {
    let (what, example) = ("the address of a database server", "postgres://owner@host/fla");
    given.parsed("database_owner_url", what, example, faults, |text| {
        DatabaseUrl::parse(text).filter(|url| url.role().is_some())
    })
}
