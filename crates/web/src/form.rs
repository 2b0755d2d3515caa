//! Forms of signed-in pages: what was sent, its reading, the step "check your answers", and the
//! word of confirmation afterwards.
//!
//! A form is a page with `{{ head }}` ([`Head`]: form token and key) inside its `<form>`. Its
//! handler takes [`Posted`] as last argument (the token is checked by then) and goes:
//!
//! 1. [`Reading`] reads the fields; what cannot be read becomes an anomaly at its field.
//! 2. Without a fault, [`Posted::step`] says how far the person is: [`Step::Check`] shows
//!    [`Effects`] on a [`Confirm`] page, [`Step::Edit`] shows the form again as it was typed,
//!    [`Step::Do`] submits under [`Posted::key`] and answers [`see`] with a `done` code.
//! 3. A refusal goes through [`faults`]: those that belong on the form come back as anomalies
//!    (render the form again with [`status_of`] them and [`Posted::key_after`] them), everything
//!    else is a page of its own, by `?`.

mod confirm;
mod fraction;
mod read;

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fla_app::{Key, Refused};
use fla_domain::anomaly::{Anomaly, Fault, Zone};

use crate::acting::status;
use crate::auth::csrf::CheckedForm;
use crate::i18n::T;
use crate::state::Site;
use crate::view::{Notice, Tone};

pub use confirm::{Carried, Confirm, Effects, Head};
pub use fraction::{At, fraction};
pub use read::{Reading, hours_and_minutes, hundredths};

/// Why a handler gives no page of its own.
#[derive(Debug)]
pub enum Stop {
    /// The application refused; the page for it is made where the answer leaves.
    Refused(Refused),
    /// Another answer.
    Answer(Box<Response>),
}

impl From<Refused> for Stop {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl From<Response> for Stop {
    fn from(response: Response) -> Self {
        Self::Answer(Box::new(response))
    }
}

impl From<StatusCode> for Stop {
    fn from(status: StatusCode) -> Self {
        status.into_response().into()
    }
}

impl IntoResponse for Stop {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(refused) => status(&refused).into_response(),
            Self::Answer(response) => *response,
        }
    }
}

/// The anomalies of a refusal that belongs on the form; any other refusal is a page of its own.
pub fn faults(refused: Refused) -> Result<Vec<Anomaly>, Stop> {
    match refused {
        Refused::Invalid(anomalies) => Ok(anomalies),
        Refused::KeyReused => Ok(vec![used_before()]),
        other => Err(other.into()),
    }
}

/// The fault of a form whose key was used before: sent again it is another act.
pub fn used_before() -> Anomaly {
    Anomaly::new(Zone::Key, Fault::Conflict)
}

/// The status of a form that is shown with these faults.
pub fn status_of(faults: &[Anomaly]) -> StatusCode {
    if faults.is_empty() {
        StatusCode::OK
    } else if faults.contains(&used_before()) {
        StatusCode::CONFLICT
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

/// How far a person is with a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Filled in: what it would do is shown next.
    Check,
    /// Checked: carry it out.
    Do,
    /// Checked, and back to the form as it was typed.
    Edit,
}

/// The field in which a button says the step.
pub const STEP: &str = "step";

/// What a signed-in person sent from one of their own pages: the form token was checked. Values
/// are as sent; [`Posted::text`] trims.
#[derive(Clone, Debug, Default)]
pub struct Posted {
    pairs: Vec<(String, String)>,
}

impl FromRequest<Site> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let form = CheckedForm::<Vec<(String, String)>>::from_request(request, site).await?;
        Ok(Self { pairs: form.fields })
    }
}

impl Posted {
    /// A form filled in beforehand, for the page on which it is first shown.
    pub fn filled<N: Into<String>, V: Into<String>>(
        pairs: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        Self { pairs: pairs.into_iter().map(|(n, v)| (n.into(), v.into())).collect() }
    }

    /// The first value of a field without the space around it; empty where there is none.
    pub fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value.trim())
    }

    /// The same, `None` where it is empty.
    pub fn given(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// All values of a field that is repeated, in the order in which they were sent.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect()
    }

    /// All values of a repeated field that are ids; anything else is left out.
    pub fn ids<I: std::str::FromStr>(&self, name: &str) -> Vec<I> {
        self.all(name).into_iter().filter_map(|text| text.parse().ok()).collect()
    }

    /// Whether a box of that name is ticked (or a field of that name was sent at all).
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|(n, _)| n == name)
    }

    /// How far the person is.
    pub fn step(&self) -> Step {
        match self.text(STEP) {
            "do" => Step::Do,
            "edit" => Step::Edit,
            _ => Step::Check,
        }
    }

    /// The key under which the command is carried out once, however often the form is sent.
    pub fn key(&self) -> Result<Key, Refused> {
        Key::new(self.text("key"))
    }

    /// The key of a form that comes back with these faults; empty, for a new one, where its own
    /// was used before.
    pub fn key_after(&self, faults: &[Anomaly]) -> &str {
        if faults.contains(&used_before()) { "" } else { self.text("key") }
    }

    /// Everything that was sent, to carry along on the page that asks for confirmation.
    pub fn carried(&self) -> Carried {
        Carried::new(self.pairs.iter().filter(|(name, _)| name != STEP).cloned())
    }

    /// The reason, `None` where none was given.
    pub fn reason(&self) -> Option<&str> {
        Some(self.text("reason")).filter(|reason| !reason.is_empty())
    }
}

/// Leads the browser on after a form was carried out; `address` may carry `?done=code`.
pub fn see(address: &str) -> Response {
    HeaderValue::from_str(address).map_or_else(
        |_| StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        |address| (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
    )
}

/// What became of an act for which nobody was ticked: nothing.
const NOBODY: &str = "nobody-ticked";

/// The notice for `?done=code`: the text `done-<code>`; `None` for a code without a text.
pub fn done(t: T, code: &str) -> Option<Notice> {
    let plain = !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let key = format!("done-{code}");
    let tone = if code == NOBODY { Tone::Warning } else { Tone::Good };
    (plain && t.has(&key)).then(|| Notice::new(tone, t.get(&key), "").live())
}

#[cfg(test)]
mod tests {
    use fla_domain::language::Language;

    use super::*;

    #[test]
    fn repeated_fields_are_kept_in_order() {
        let posted = Posted::filled([("a", " 1 "), ("b", "x"), ("a", "2")]);
        assert_eq!(posted.text("a"), "1");
        assert_eq!(posted.all("a"), [" 1 ", "2"]);
        assert_eq!(posted.ids::<u8>("a"), [2]);
        assert!(posted.has("b") && !posted.has("c"));
        assert_eq!(posted.given("c"), None);
    }

    #[test]
    fn only_known_codes_become_notices() {
        let t = T::new(Language::En);
        assert!(done(t, "saved").is_some());
        for code in ["", "nonsense", "../x", "saved<script>"] {
            assert!(done(t, code).is_none(), "{code}");
        }
    }
}
