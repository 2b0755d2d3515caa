//! Who can still do this task: for the name of a certificate or training, who holds it and until
//! when. A certificate is valid on its last day.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{CertificateTitle, HolderSource, HolderView};
use fla_domain::certificate::Validity;
use jiff::civil::Date;
use serde::Deserialize;
use url::form_urlencoded;

use crate::acting::Acting;
use crate::address;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::register::{self as work, Place};
use crate::view::{Empty, Exports, Field, Tag, Tone};

/// Fewer days left than this are worth a warning.
const SOON: i32 = 90;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    title: String,
    on: String,
}

struct Kind {
    href: String,
    title: String,
    valid: String,
    people: String,
    next: String,
}

struct Line {
    account: String,
    name: String,
    team: String,
    state: Tag,
    left: String,
    source: String,
    shown: bool,
    when: String,
    gone: bool,
}

#[derive(Template)]
#[template(path = "pages/certificates.html")]
struct Certificates {
    t: T,
    action: String,
    search: Field,
    on: Field,
    kinds_title: String,
    titles: Vec<super::Suggested>,
    asked: String,
    sentence: String,
    lines: Vec<Line>,
    kinds: Vec<Kind>,
    empty: Empty,
    exports: Exports,
}

fn state(t: T, holder: &HolderView, days: Option<i32>) -> Tag {
    match holder.validity {
        Validity::None => Tag::new(Tone::Neutral, t.get("certificate-none")),
        Validity::Expired(day) => Tag::new(Tone::Bad, t.one("own-expired", "date", t.date(day))),
        Validity::NoEnd => Tag::new(Tone::Good, t.get("certificate-no-end")),
        Validity::Until(day) => {
            let soon = days.is_some_and(|days| days < SOON);
            let tone = if soon { Tone::Warning } else { Tone::Good };
            Tag::new(tone, t.one("own-valid-until-day", "date", t.date(day)))
        }
    }
}

/// The day of which it is asked; today where it cannot be read.
pub fn on(acting: &Acting, text: &str) -> Date {
    let day: Option<Date> = text.trim().parse().ok();
    let fits = day.filter(|day| (1990..=2100).contains(&day.year()));
    fits.unwrap_or_else(|| acting.app.today())
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let today = acting.app.today();
    let day = on(&acting, &asked.on);
    let title = asked.title.trim();
    // A number of a person is no name of a training, and is not repeated.
    let title = if address::holds_ssin(title) { "" } else { title };
    let kinds = acting.app.certificate_titles(&acting.caller, day).await?;
    let holders = if title.is_empty() {
        Vec::new()
    } else {
        acting.app.holders(&acting.caller, title, day).await?
    };
    let can = holders.iter().filter(|h| h.in_service && h.validity.is_valid()).count();
    let line = |holder: &HolderView| {
        let days = holder.validity.days_left(day).filter(|days| *days < SOON);
        Line {
            account: format!("{base}/employees/{}", holder.employee),
            name: holder.name.clone(),
            team: holder.team.clone().unwrap_or_default(),
            state: state(t, holder, days),
            left: days.map(|days| t.one("certificate-days", "count", days)).unwrap_or_default(),
            source: match holder.source {
                HolderSource::Training(id) => format!("{base}/trainings/{id}"),
                HolderSource::Record(id) => format!("{base}/records/{id}"),
            },
            shown: matches!(holder.source, HolderSource::Record(_)),
            when: t.date(holder.end),
            gone: !holder.in_service,
        }
    };
    let kind = |kind: &CertificateTitle| {
        let query: String = form_urlencoded::byte_serialize(kind.title.as_bytes()).collect();
        Kind {
            href: if day == today {
                format!("{base}/certificates?title={query}")
            } else {
                format!("{base}/certificates?title={query}&on={day}")
            },
            title: kind.title.clone(),
            valid: t.number(kind.valid),
            people: t.number(kind.people),
            next: kind.next.map(|day| t.date(day)).unwrap_or_default(),
        }
    };
    let found = !holders.is_empty();
    let query = form_urlencoded::Serializer::new(String::new())
        .append_pair("title", title)
        .append_pair("on", &day.to_string())
        .finish();
    let body = Certificates {
        t,
        action: format!("{base}/certificates"),
        search: Field::search("title", t.get("certificate-title")).value(title).list("titles"),
        on: Field::date("on", t.get("certificate-on"))
            .hint(t.get("certificate-on-hint"))
            .value(day.to_string()),
        kinds_title: if day == today {
            t.get("certificate-kinds").into_owned()
        } else {
            t.one("certificate-kinds-on", "date", t.date(day))
        },
        titles: super::suggested(&acting).await?,
        asked: title.to_owned(),
        sentence: if day == today {
            t.two("certificate-sentence", "count", can, "title", title)
        } else {
            t.three("certificate-sentence-on", "count", can, "title", title, "date", t.date(day))
        },
        lines: holders.iter().map(line).collect(),
        kinds: kinds.iter().map(kind).collect(),
        exports: Exports::new(
            t,
            t.get("side-certificates"),
            &format!("{base}/sheets/export/certificates"),
            if title.is_empty() { "" } else { &query },
        ),
        empty: Empty {
            title: t
                .get(if title.is_empty() || found {
                    "certificate-empty"
                } else {
                    "certificate-nobody"
                })
                .into_owned(),
            text: t.get("certificate-empty-text").into_owned(),
            action: None,
        },
    };
    Ok(work::page(&acting, Place::Certificates, t.get("side-certificates"), body).into_response())
}
