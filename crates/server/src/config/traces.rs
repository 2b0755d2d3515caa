//! Where traces are sent, where they are.

use std::fmt;

use axum::http::HeaderValue;
use url::Url;

use super::given::Given;
use super::smtp::is_this_machine;
use super::value::Faults;

/// The path of traces at a collector, where its address has none (OTLP over HTTP).
const PATH: &str = "/v1/traces";

/// The collector, and how much it is told.
#[derive(Clone)]
pub struct Traces {
    /// Where spans are posted.
    pub endpoint: Url,
    /// Which share of the traces that begin here is sent, from 0 to 1.
    pub share: f64,
    /// The value of `Authorization`, where the collector wants one.
    pub authorization: Option<HeaderValue>,
}

impl fmt::Debug for Traces {
    /// Without what opens the collector.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Traces({}, {})", self.endpoint, self.share)
    }
}

impl Traces {
    /// As it was set; `None` where no collector is.
    pub fn of(given: &Given, faults: &mut Faults) -> Option<Self> {
        const TOKEN: &str = "traces_token";
        let endpoint = given.parsed(
            "traces_endpoint",
            "the address of a collector for OTLP over HTTP, without a password",
            "http://collector.example:4318",
            faults,
            endpoint,
        );
        let share = given.parsed("traces_share", "a number from 0 to 1", "0.1", faults, share);
        let authorization = given.text(TOKEN).and_then(|token| bearer(token.trim()));
        if given.has(TOKEN) && authorization.is_none() {
            faults.add(&given.place(TOKEN), "must be visible characters without blanks");
        }
        if !given.has("traces_endpoint") {
            for key in ["traces_share", TOKEN] {
                if given.has(key) {
                    faults.add(&given.place(key), "means nothing without FLA_TRACES_ENDPOINT");
                }
            }
        }
        let endpoint = endpoint?;
        if authorization.is_some() && endpoint.scheme() != "https" && !is_this_machine(&endpoint) {
            let wrong = "goes in the open to FLA_TRACES_ENDPOINT: give that an address with https";
            faults.add(&given.place(TOKEN), wrong);
        }
        Some(Self { endpoint, share: share.unwrap_or(1.0), authorization })
    }
}

fn endpoint(text: &str) -> Option<Url> {
    let mut url = Url::parse(text).ok()?;
    let bare = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if url.path() == "/" {
        url.set_path(PATH);
    }
    bare.then_some(url)
}

fn share(text: &str) -> Option<f64> {
    text.parse().ok().filter(|share| (0.0..=1.0).contains(share))
}

fn bearer(token: &str) -> Option<HeaderValue> {
    let visible = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    let mut value = HeaderValue::try_from(format!("Bearer {token}")).ok().filter(|_| visible)?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_collector_has_a_path_of_its_own_or_the_usual_one() {
        for (text, whole) in [
            ("http://collector:4318", "http://collector:4318/v1/traces"),
            ("https://collector.example/", "https://collector.example/v1/traces"),
            (
                "https://collector.example/otlp/v1/traces",
                "https://collector.example/otlp/v1/traces",
            ),
        ] {
            assert_eq!(endpoint(text).map(String::from).as_deref(), Some(whole));
        }
        for bad in [
            "collector:4318",
            "grpc://collector:4317",
            "http://me:hunter2@collector",
            "https://collector.example/?key=hunter2",
        ] {
            assert!(endpoint(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_share_is_a_part_of_all() {
        for (text, read) in [("0", Some(0.0)), ("0.25", Some(0.25)), ("1", Some(1.0))] {
            assert_eq!(share(text), read);
        }
        for bad in ["-0.1", "1.1", "NaN", "10%", "all"] {
            assert!(share(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_token_is_one_word() {
        assert_eq!(bearer("abc.DEF-1"), Some(HeaderValue::from_static("Bearer abc.DEF-1")));
        assert!(bearer("").is_none() && bearer("a b").is_none() && bearer("\u{e9}").is_none());
    }
}
