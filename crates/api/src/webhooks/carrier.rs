//! Taking messages to webhooks over HTTP: no proxy, no redirect, no address but one that was checked.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use fla_app::{Answered, Message, Messenger, NoAnswer};
use fla_domain::anomaly::Fault;
use futures::future::BoxFuture;
use reqwest::dns::{Name, Resolve, Resolving};
use reqwest::header::{CONTENT_TYPE, RETRY_AFTER};

use super::address::Policy;

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(5);
/// How long everything together may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// What an event is (`CloudEvents` HTTP binding, structured).
const EVENT: &str = "application/cloudevents+json; charset=utf-8";

/// Finds the addresses of a name.
pub type Lookup =
    Arc<dyn Fn(String) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> + Send + Sync>;

/// Takes messages over the network.
pub struct Carrier {
    policy: Policy,
    client: reqwest::Client,
}

/// Says why nothing is connected to.
#[derive(Debug)]
struct Inside;

impl std::fmt::Display for Inside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the name leads to an address to which nothing is sent")
    }
}

impl std::error::Error for Inside {}

/// Looks names up for the client, which connects to what it is given here and to nothing else: what
/// was checked cannot be another address a moment later.
struct Checked {
    policy: Policy,
    lookup: Lookup,
}

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let found = (self.lookup)(name.as_str().to_owned());
        let policy = self.policy.clone();
        Box::pin(async move {
            let found = found.await?;
            // A name with one address inside is not to be trusted with the others.
            if found.is_empty() || found.iter().any(|at| !policy.may_reach(at.ip())) {
                return Err(Inside.into());
            }
            let found: reqwest::dns::Addrs = Box::new(found.into_iter());
            Ok(found)
        })
    }
}

impl Carrier {
    /// With the names of the machine's own resolver.
    ///
    /// # Errors
    /// Where the client cannot be made, such as without a trust store.
    pub fn new(policy: Policy) -> reqwest::Result<Self> {
        let lookup: Lookup = Arc::new(|name| {
            Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) })
        });
        Self::with_lookup(policy, lookup)
    }

    /// With names that are looked up elsewhere.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn with_lookup(policy: Policy, lookup: Lookup) -> reqwest::Result<Self> {
        let checked = Checked { policy: policy.clone(), lookup };
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .connect_timeout(CONNECT)
            .timeout(PATIENCE)
            .pool_max_idle_per_host(0)
            .dns_resolver(Arc::new(checked))
            .user_agent("fla-webhooks")
            .build()?;
        Ok(Self { policy, client })
    }

    async fn sent(&self, address: &str, message: &Message) -> Result<Answered, NoAnswer> {
        // Each time: the operator may have changed what is allowed.
        let url = self.policy.admits(address).map_err(|_| NoAnswer::Address)?;
        let request = self
            .client
            .post(url)
            .header(CONTENT_TYPE, EVENT)
            .header("webhook-id", &message.id)
            .header("webhook-timestamp", message.timestamp)
            .header("webhook-signature", &message.signature)
            .body(message.body.clone());
        let answer = request.send().await.map_err(|fault| why(&fault))?;
        // The body is not read: status and header say all that counts.
        let wish = answer.headers().get(RETRY_AFTER).and_then(|wish| wish.to_str().ok());
        Ok(Answered { status: answer.status().as_u16(), retry_after: wish.map(str::to_owned) })
    }
}

fn why(fault: &reqwest::Error) -> NoAnswer {
    let mut source: Option<&(dyn std::error::Error + 'static)> = Some(fault);
    while let Some(one) = source {
        if one.is::<Inside>() {
            return NoAnswer::Address;
        }
        source = one.source();
    }
    if fault.is_timeout() { NoAnswer::Timeout } else { NoAnswer::Connection }
}

impl Messenger for Carrier {
    fn admits(&self, address: &str) -> Result<String, Fault> {
        self.policy.admits(address).map(String::from)
    }

    fn send<'a>(
        &'a self,
        address: &'a str,
        message: &'a Message,
    ) -> BoxFuture<'a, Result<Answered, NoAnswer>> {
        Box::pin(self.sent(address, message))
    }
}
