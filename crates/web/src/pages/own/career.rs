//! The career of a person over all employers: employments, trainings and what the person declared,
//! in one line of time, each with how far it may be relied on.

use askama::Template;
use axum::response::{IntoResponse, Response};
use fla_app::{AccountView, RecordView};
use fla_domain::occupation::Origin;
use fla_domain::own::{RecordKind, Standing};
use fla_domain::time::Year;
use fla_domain::training::Status;
use jiff::civil::Date;

use super::{
    Place, registered_by, registered_tag, standing_of, standing_parts, standing_tag, standings,
    tabs,
};
use crate::form::Stop;
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::pages::register::Visit;
use crate::view::{Tabs, Tag, Tone};

/// Something in the line of time.
struct Event {
    day: Date,
    when: String,
    what: String,
    /// Where, with whom, how long; may be empty.
    more: String,
    /// What can be read about it; may be empty.
    href: String,
    mark: &'static str,
    state: Option<Tag>,
    standing: Tag,
}

/// The events of a calendar year, latest first.
struct Stretch {
    year: Year,
    events: Vec<Event>,
}

#[derive(Template)]
#[template(path = "pages/own_career.html")]
struct Career {
    t: T,
    pages: Tabs,
    coming: Vec<Event>,
    years: Vec<Stretch>,
    standings: Vec<(Tag, String)>,
}

pub async fn show(visit: Visit) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let person = &visit.someone.person;
    let accounts = visit.app.own_accounts(person).await?;
    let records = visit.app.own_records(person).await?;
    let today = visit.app.today();
    let mut events: Vec<Event> = accounts.iter().flat_map(|view| of_employer(t, view)).collect();
    events.extend(records.iter().map(|view| of_person(t, view)));
    events.sort_by(|a, b| (b.day, &b.what).cmp(&(a.day, &a.what)));
    let (mut coming, past): (Vec<_>, Vec<_>) = events.into_iter().partition(|e| e.day > today);
    coming.reverse();
    let mut years: Vec<Stretch> = Vec::new();
    for event in past {
        let year = event.day.year();
        match years.last_mut() {
            Some(stretch) if stretch.year == year => stretch.events.push(event),
            _ => years.push(Stretch { year, events: vec![event] }),
        }
    }
    let pages = tabs(t, Place::Career);
    let body = Career { t, pages, coming, years, standings: standings(t) };
    let page = Page::new(visit.viewer, t.get("own-career"), body).section(Section::Account);
    Ok(page.into_response())
}

fn of_employer(t: T, view: &AccountView) -> Vec<Event> {
    let name = view.employer.name.as_str();
    let mut events = Vec::new();
    let standing = |day: Date| {
        let span =
            view.employment.spans.iter().find(|s| s.from <= day && s.to.is_none_or(|to| to >= day));
        match span {
            Some(span) if span.origin != Origin::Manual && !span.assumed => Standing::Authentic,
            _ => Standing::Confirmed,
        }
    };
    let mut employment = |day: Date, key: &str| {
        events.push(Event {
            day,
            when: t.date(day),
            what: t.one(key, "employer", name),
            more: String::new(),
            href: String::new(),
            mark: "mark-work",
            state: None,
            standing: match standing(day) {
                Standing::Authentic => standing_tag(t, Standing::Authentic, ""),
                _ => registered_by(t, name),
            },
        });
    };
    for service in &view.employment.services {
        employment(service.start, "own-career-began");
        if let Some(end) = service.end {
            employment(end, "own-career-ended");
        }
    }
    for part in standing_parts(view) {
        let (details, own) = (&part.training.details, &part.part.details);
        let tone = match own.status {
            Status::Planned => Tone::Info,
            Status::Completed => Tone::Good,
            Status::NotFollowed => Tone::Warning,
            Status::NotEligible => Tone::Neutral,
        };
        let mut more = vec![name.to_owned(), t.hours(own.minutes)];
        more.extend(details.provider.clone());
        if let Some(until) = own.valid_until {
            more.push(t.one("account-certificate-until", "date", t.date(until)));
        }
        events.push(Event {
            day: details.start,
            when: t.date(details.start),
            what: details.title.clone(),
            more: more.join(" · "),
            href: String::new(),
            mark: "mark-training",
            state: Some(Tag::new(tone, t.get(&format!("account-part-{}", own.status.code())))),
            standing: registered_tag(t, own, name),
        });
    }
    events
}

fn of_person(t: T, view: &RecordView) -> Event {
    let details = &view.record.details;
    let mut more = vec![t.get(&format!("own-kind-{}", details.kind.code())).into_owned()];
    more.extend(details.provider.clone());
    more.extend(details.minutes.map(|m| t.hours(m)));
    if let Some(until) = details.valid_until {
        more.push(t.one("own-valid-until-day", "date", t.date(until)));
    }
    Event {
        day: details.start,
        when: t.date(details.start),
        what: details.title.clone(),
        more: more.join(" · "),
        href: format!("/account/records/{}", view.record.id),
        mark: if details.kind == RecordKind::Training { "mark-training" } else { "mark-diploma" },
        state: None,
        standing: standing_of(t, view),
    }
}
