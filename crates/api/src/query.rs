//! Parameters of the query, read by name; what the contract does not know is refused (rule
//! `req-valid`).

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use fla_app::Refused;
use fla_domain::anomaly::Anomaly;
use url::form_urlencoded;

use crate::Api;
use crate::form::Form;
use crate::problem::{In, Issue, Problem, Wrong};

/// The query of a request, not yet looked at.
pub struct Query(Vec<(String, String)>);

impl FromRequestParts<Api> for Query {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Api) -> Result<Self, Problem> {
        let text = parts.uri.query().unwrap_or_default();
        Ok(Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect()))
    }
}

impl Query {
    /// Reads all of it; every fault at once.
    pub fn read<V>(self, read: impl FnOnce(&mut Parameters) -> V) -> Result<V, Problem> {
        let mut parameters = Parameters { left: self.0, issues: Vec::new() };
        let value = read(&mut parameters);
        let Parameters { left, mut issues } = parameters;
        issues.extend(left.into_iter().map(|(name, _)| Issue {
            place: In::Query,
            name,
            wrong: Wrong::Unknown,
        }));
        if issues.is_empty() { Ok(value) } else { Err(Problem::Input(issues)) }
    }

    /// Refuses a query where there can be none.
    pub fn none(self) -> Result<(), Problem> {
        self.read(|_| ())
    }
}

/// The parameters that were not read yet.
pub struct Parameters {
    left: Vec<(String, String)>,
    issues: Vec<Issue>,
}

impl Parameters {
    /// Says that a parameter is not of the form of the contract.
    pub fn wrong(&mut self, name: &str, how: Form) {
        self.issues.push(Issue::schema(In::Query, name, how));
    }

    /// The one value of a parameter.
    pub fn text(&mut self, name: &str) -> Option<String> {
        let mut found = Vec::new();
        self.left.retain(|(key, value)| {
            let ours = key == name;
            if ours {
                found.push(value.clone());
            }
            !ours
        });
        if found.len() > 1 {
            self.wrong(name, Form::Twice);
        }
        if found.iter().any(|text| text.contains('\0')) {
            self.wrong(name, Form::Zero);
        }
        found.pop()
    }

    /// Something that is checked by its own type.
    pub fn parsed<V>(&mut self, name: &str) -> Option<V>
    where
        V: std::str::FromStr<Err = Anomaly>,
    {
        match self.text(name)?.parse() {
            Ok(value) => Some(value),
            Err(anomaly) => {
                let (place, name) = (In::Query, name.to_owned());
                self.issues.push(Issue { place, name, wrong: Wrong::Anomaly(anomaly) });
                None
            }
        }
    }

    /// The id of a record.
    pub fn id<I: std::str::FromStr>(&mut self, name: &str) -> Option<I> {
        let text = self.text(name)?;
        let id = text.parse().ok();
        if id.is_none() {
            self.wrong(name, Form::Id);
        }
        id
    }

    /// Where a page ended, as `of` reads it.
    pub fn place<V>(&mut self, name: &str, of: impl FnOnce(&str) -> Option<V>) -> Option<V> {
        let text = self.text(name)?;
        let place = of(&text);
        if place.is_none() {
            self.wrong(name, Form::Link);
        }
        place
    }

    /// A whole number within bounds.
    pub fn whole(&mut self, name: &str, least: u32, most: u32) -> Option<u32> {
        let text = self.text(name)?;
        let number = text.parse().ok().filter(|n| (least..=most).contains(n));
        if number.is_none() {
            self.wrong(name, Form::Number(least.into(), most.into()));
        }
        number
    }

    /// A day, `yyyy-MM-dd`.
    pub fn date(&mut self, name: &str) -> Option<jiff::civil::Date> {
        let text = self.text(name)?;
        let day = Some(&text).filter(|text| text.len() == 10).and_then(|text| text.parse().ok());
        if day.is_none() {
            self.wrong(name, Form::Date);
        }
        day
    }

    /// Says what the register has against a parameter.
    pub fn refuse(&mut self, name: &str, anomaly: Anomaly) {
        let (place, name) = (In::Query, name.to_owned());
        self.issues.push(Issue { place, name, wrong: Wrong::Anomaly(anomaly) });
    }

    /// Whether a parameter is there and was not read yet.
    pub fn has(&self, name: &str) -> bool {
        self.left.iter().any(|(key, _)| key == name)
    }

    /// Says that a parameter that must be there is missing.
    pub fn missing(&mut self, name: &str) {
        self.wrong(name, Form::Missing);
    }

    /// A value of a list of codes.
    pub fn code<V>(
        &mut self,
        name: &str,
        all: &[&str],
        of: impl FnOnce(&str) -> Option<V>,
    ) -> Option<V> {
        let text = self.text(name)?;
        let value = of(&text);
        if value.is_none() {
            self.wrong(name, Form::Choice(all.join(", ")));
        }
        value
    }

    /// `true` or `false`; `false` where it is not there.
    pub fn flag(&mut self, name: &str) -> bool {
        let of = |text: &str| match text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        self.code(name, &["true", "false"], of).unwrap_or(false)
    }
}

/// What is refused of a list that is to begin behind a row that is not there.
pub fn behind(fault: Refused, name: &str) -> Problem {
    let issue =
        |anomaly| Issue { place: In::Query, name: name.to_owned(), wrong: Wrong::Anomaly(anomaly) };
    match fault {
        Refused::Invalid(anomalies) => Problem::Input(anomalies.into_iter().map(issue).collect()),
        other => other.into(),
    }
}
