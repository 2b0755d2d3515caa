//! What every request shares.

use std::sync::Arc;

use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;

/// Tells the time. The server gives the wall clock, a test a fixed one.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// What an operator can set about the pages.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Who runs this installation, shown in the footer; empty for nobody.
    pub operator: String,
    /// Where people can write about the service and its accessibility; empty for nowhere.
    pub contact: String,
    /// Whether cookies are `Secure` and carry the `__Host-` prefix. False only for a plain-HTTP
    /// installation on a machine of one's own.
    pub secure_cookies: bool,
    /// Origins to which a form may lead besides our own, such as the sign-in service's.
    pub form_origins: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            operator: String::new(),
            contact: String::new(),
            secure_cookies: true,
            form_origins: Vec::new(),
        }
    }
}

/// The state of the router.
#[derive(Clone)]
pub struct Site {
    /// The rules in force.
    pub rules: Arc<RuleBook>,
    /// The time.
    pub clock: Clock,
    /// What the operator set.
    pub settings: Arc<Settings>,
}

impl Site {
    /// The civil date in Brussels.
    pub fn today(&self) -> jiff::civil::Date {
        (self.clock)().date_in_brussels()
    }
}
