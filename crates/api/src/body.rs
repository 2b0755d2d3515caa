//! Reading a JSON body, every fault at once: what is missing, of another type, or not in the contract
//! (rule `req-valid`). Numbers and dates are read as the contract writes them; what they mean is
//! checked by the register.

use std::sync::Arc;

use axum::extract::{FromRequest, Request};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName};
use fla_domain::anomaly::Anomaly;
use fla_domain::reference::Reference;
use fla_web::strict_json::Strict;
use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::Api;
use crate::form::Form;
use crate::problem::{In, Issue, Problem, Wrong};
use crate::sent::Sent;

/// A JSON object that was sent, not yet looked at.
pub struct Body(Arc<Map<String, Value>>);

impl FromRequest<Api> for Body {
    type Rejection = Problem;

    async fn from_request(request: Request, api: &Api) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::MediaType);
        }
        let sent = request.extensions().get::<Arc<Sent>>().cloned().unwrap_or_default();
        let bytes = axum::body::Bytes::from_request(request, api).await;
        let bytes = bytes.map_err(|fault| {
            let too_large = fault.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
            if too_large { Problem::TooLarge } else { malformed(Form::Cut) }
        })?;
        match serde_json::from_slice(&bytes) {
            Ok(Strict(Value::Object(map))) => {
                let map = Arc::new(map);
                sent.keep(&map);
                Ok(Self(map))
            }
            Ok(_) => Err(malformed(Form::JsonObject)),
            Err(fault) => {
                let how = if fault.is_data() { Form::NameTwice } else { Form::NotJson };
                Err(malformed(how(fault.line(), fault.column())))
            }
        }
    }
}

/// Whether a body says that it is JSON as it stands: in UTF-8, and packed in nothing.
fn is_json(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| match headers.get(name) {
        None => Some(String::new()),
        Some(value) => value.to_str().ok().map(str::to_ascii_lowercase),
    };
    let (Some(kind), Some(packed)) = (text(CONTENT_TYPE), text(CONTENT_ENCODING)) else {
        return false;
    };
    let mut parts = kind.split(';').map(str::trim);
    let json = parts.next() == Some("application/json");
    let utf8 = parts
        .filter_map(|part| part.strip_prefix("charset="))
        .all(|charset| matches!(charset.trim_matches('"'), "utf-8" | "utf8"));
    json && utf8 && matches!(packed.trim(), "" | "identity")
}

/// A text that any store can keep.
fn written(value: &Value) -> Option<String> {
    value.as_str().filter(|text| !text.contains('\0')).map(str::to_owned)
}

fn malformed(how: Form) -> Problem {
    Problem::one(Issue::schema(In::Body, "", how))
}

impl Body {
    /// Reads all of it.
    pub fn read<V>(&self, read: impl FnOnce(&mut Fields<'_>) -> V) -> Result<V, Problem> {
        let mut issues = Vec::new();
        let mut fields = Fields::new(String::new(), &self.0, &mut issues);
        let value = read(&mut fields);
        fields.finish();
        if issues.is_empty() { Ok(value) } else { Err(Problem::Input(issues)) }
    }

    /// Reads all of it, and leaves what the register has against it to the caller.
    ///
    /// # Errors
    /// What is not of the form of the contract.
    pub fn read_leaving<V>(
        &self,
        read: impl FnOnce(&mut Fields<'_>) -> V,
    ) -> Result<(V, Vec<(String, Anomaly)>), Problem> {
        let mut issues = Vec::new();
        let mut fields = Fields::new(String::new(), &self.0, &mut issues);
        let value = read(&mut fields);
        fields.finish();
        let mut left = Vec::new();
        for issue in &issues {
            match &issue.wrong {
                Wrong::Anomaly(anomaly) => left.push((issue.name.clone(), anomaly.clone())),
                Wrong::Schema(_) | Wrong::Unknown => return Err(Problem::Input(issues)),
            }
        }
        Ok((value, left))
    }
}

/// The fields of an object.
pub struct Fields<'a> {
    path: String,
    map: &'a Map<String, Value>,
    known: Vec<&'static str>,
    issues: &'a mut Vec<Issue>,
}

impl<'a> Fields<'a> {
    fn new(path: String, map: &'a Map<String, Value>, issues: &'a mut Vec<Issue>) -> Self {
        Self { path, map, known: Vec::new(), issues }
    }

    /// What the contract does not know.
    fn finish(self) {
        for name in self.map.keys().filter(|name| !self.known.contains(&name.as_str())) {
            let name = format!("{}{name}", self.path);
            self.issues.push(Issue { place: In::Body, name, wrong: Wrong::Unknown });
        }
    }

    /// The name of a field in problems.
    pub fn at(&self, name: &str) -> String {
        format!("{}{name}", self.path)
    }

    /// Says that a field is not of the form of the contract.
    pub fn wrong(&mut self, name: &str, how: Form) {
        let name = self.at(name);
        self.issues.push(Issue::schema(In::Body, name, how));
    }

    /// Says what the register has against a field.
    pub fn refuse(&mut self, name: &str, anomaly: Anomaly) {
        let name = self.at(name);
        self.issues.push(Issue { place: In::Body, name, wrong: Wrong::Anomaly(anomaly) });
    }

    fn value(&mut self, name: &'static str) -> Option<&'a Value> {
        self.known.push(name);
        self.map.get(name)
    }

    fn optional<V>(
        &mut self,
        name: &'static str,
        wanted: Form,
        read: impl FnOnce(&'a Value) -> Option<V>,
    ) -> Option<V> {
        let found = read(self.value(name)?);
        if found.is_none() {
            self.wrong(name, wanted);
        }
        found
    }

    /// Whether there is a field of that name, whatever is in it.
    pub fn has(&self, name: &str) -> bool {
        self.map.contains_key(name)
    }

    /// Says where a field is not there at all.
    pub fn need(&mut self, name: &str) {
        if !self.has(name) {
            self.wrong(name, Form::Missing);
        }
    }

    /// A text.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.optional(name, Form::Text, written)
    }

    /// A text that must be there.
    pub fn needed_text(&mut self, name: &'static str) -> String {
        self.need(name);
        self.text(name).unwrap_or_default()
    }

    /// A day, `yyyy-MM-dd`.
    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        self.optional(name, Form::Date, |value| {
            value.as_str().filter(|text| text.len() == 10)?.parse().ok()
        })
    }

    /// A day that must be there.
    pub fn needed_date(&mut self, name: &'static str) -> Date {
        self.need(name);
        self.date(name).unwrap_or_default()
    }

    /// A whole number within bounds.
    pub fn whole(&mut self, name: &'static str, least: i64, most: i64) -> Option<i64> {
        self.optional(name, Form::Number(least, most), |value| {
            value.as_i64().filter(|number| (least..=most).contains(number))
        })
    }

    /// A whole number that must be there.
    pub fn needed_whole(&mut self, name: &'static str, least: i64, most: i64) -> i64 {
        self.need(name);
        self.whole(name, least, most).unwrap_or_default()
    }

    /// `true` or `false`; `false` where it is not there.
    pub fn flag(&mut self, name: &'static str) -> bool {
        self.optional(name, Form::Boolean, Value::as_bool).unwrap_or(false)
    }

    /// A value of a list of codes.
    pub fn code<V>(
        &mut self,
        name: &'static str,
        all: &[&str],
        of: impl FnOnce(&str) -> Option<V>,
    ) -> Option<V> {
        self.optional(name, Form::Choice(all.join(", ")), |value| value.as_str().and_then(of))
    }

    /// An id.
    pub fn id<V: std::str::FromStr>(&mut self, name: &'static str) -> Option<V> {
        self.parsed(name, Form::Id)
    }

    /// Something that is written as a text and checked by its own type.
    pub fn parsed<V: std::str::FromStr>(&mut self, name: &'static str, wanted: Form) -> Option<V> {
        self.optional(name, wanted, |value| value.as_str()?.parse().ok())
    }

    /// An object.
    pub fn object<V>(
        &mut self,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> V,
    ) -> Option<V> {
        let map = self.optional(name, Form::Object, Value::as_object)?;
        let mut fields = Fields::new(format!("{}{name}.", self.path), map, self.issues);
        let value = read(&mut fields);
        fields.finish();
        Some(value)
    }

    /// What the sender calls a record.
    pub fn reference(&mut self) -> Option<Reference> {
        match self.text("reference")?.parse() {
            Ok(reference) => Some(reference),
            Err(anomaly) => {
                self.refuse("reference", anomaly);
                None
            }
        }
    }

    /// Objects, at most so many.
    pub fn list<V>(
        &mut self,
        name: &'static str,
        most: usize,
        each: impl FnMut(&mut Fields<'_>) -> V,
    ) -> Vec<V> {
        self.list_within(name, 0, most, each)
    }

    /// Objects, at least one and at most so many.
    pub fn needed_list<V>(
        &mut self,
        name: &'static str,
        most: usize,
        each: impl FnMut(&mut Fields<'_>) -> V,
    ) -> Vec<V> {
        self.need(name);
        self.list_within(name, 1, most, each)
    }

    fn list_within<V>(
        &mut self,
        name: &'static str,
        least: usize,
        most: usize,
        mut each: impl FnMut(&mut Fields<'_>) -> V,
    ) -> Vec<V> {
        let found = self.optional(name, Form::Objects(least, most), |value| {
            let all = value.as_array().filter(|all| (least..=most).contains(&all.len()))?;
            all.iter().map(Value::as_object).collect::<Option<Vec<_>>>()
        });
        let mut read = Vec::new();
        for (n, map) in found.unwrap_or_default().into_iter().enumerate() {
            let path = format!("{}{name}[{n}].", self.path);
            let mut fields = Fields::new(path, map, self.issues);
            read.push(each(&mut fields));
            fields.finish();
        }
        read
    }

    /// Texts, at least one and at most so many; `None` where they are left out.
    pub fn some_texts(&mut self, name: &'static str, most: usize) -> Option<Vec<String>> {
        self.has(name).then(|| self.texts_within(name, 1, most))
    }

    /// Texts, at most so many.
    pub fn texts(&mut self, name: &'static str, most: usize) -> Vec<String> {
        self.texts_within(name, 0, most)
    }

    /// Texts, at least one and at most so many.
    pub fn needed_texts(&mut self, name: &'static str, most: usize) -> Vec<String> {
        self.need(name);
        self.texts_within(name, 1, most)
    }

    fn texts_within(&mut self, name: &'static str, least: usize, most: usize) -> Vec<String> {
        let found = self.optional(name, Form::Texts(least, most), |value| {
            let all = value.as_array().filter(|all| (least..=most).contains(&all.len()))?;
            all.iter().map(written).collect::<Option<Vec<_>>>()
        });
        found.unwrap_or_default()
    }
}
