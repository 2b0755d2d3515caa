//! The own account: what an employee has with each employer, for somebody who never heard of it.

mod career;
mod copies;
mod files;
mod looks;
mod questions;
mod record_form;
mod records;
mod reported;
mod sessions;
mod sharing;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::{
    AccountView, DisputeView, OwnReportedView, PartView, RecordView, StoredEvidence, YearView,
};
use fla_domain::dispute::DisputeState;
use fla_domain::ids::ParticipationId;
use fla_domain::own::Standing;
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_domain::training::{PartDetails, Status};
use jiff::civil::Date;
use serde::Deserialize;

use super::evidence::{self, Piece};
use super::register::Visit;
use super::register::account_view::{self as shown, EntryShown, PartShown, YearShown};
use crate::form::{Stop, done};
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::state::Site;
use crate::view::{CreditMeter, Crumbs, Empty, Notice, Tabs, Tag, Tone};

/// The routes of the own account.
pub fn router() -> Router<Site> {
    let limit = evidence::limit;
    Router::new()
        .route("/account", get(show))
        .route("/account/career", get(career::show))
        .route("/account/records", get(records::list))
        .route("/account/records/new", get(record_form::new).post(record_form::add))
        .route("/account/records/{record}", get(records::show))
        .route("/account/records/{record}/change", get(record_form::edit).post(record_form::change))
        .route("/account/records/{record}/withdraw", get(records::ask).post(records::withdraw))
        .route("/account/records/{record}/share", get(sharing::ask).post(sharing::share))
        .route("/account/records/{record}/unshare", get(sharing::ask_stop).post(sharing::stop))
        .route("/account/records/{record}/files", post(files::take).layer(limit()))
        .route("/account/files/{file}", get(files::give))
        .route("/account/files/{file}/remove", get(files::ask).post(files::remove))
        .route("/account/evidence/{file}", get(files::give_of_employer))
        .route("/account/copies", get(copies::list).post(copies::take).layer(copies::limit()))
        .route("/account/copies/{copy}", get(copies::show))
        .route("/account/copies/{copy}/columns", post(copies::columns))
        .route("/account/copies/{copy}/take", post(copies::carry_out))
        .route("/account/copies/{copy}/undo", post(copies::undo))
        .route("/account/copies/{copy}/file", get(copies::file))
        .route("/account/copies/{copy}/remove", post(copies::remove))
        .route("/account/questions", get(questions::list))
        .route("/account/questions/new", get(questions::new).post(questions::send))
        .route("/account/questions/{dispute}", get(questions::show).post(questions::again))
        .route("/account/questions/{dispute}/back", get(questions::ask_back).post(questions::back))
        .route("/account/looks", get(looks::show))
        .route("/account/sessions", get(sessions::show).post(sessions::end))
}

/// The pages of the own account, as its tabs list them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Overview,
    Career,
    Records,
    Questions,
}

/// The tabs of the own account.
fn tabs(t: T, here: Place) -> Tabs {
    let tab = |place: Place, href: &str, key: &str| {
        (href.to_owned(), t.get(key).into_owned(), String::new(), place == here)
    };
    Tabs {
        label: t.get("own-title").into_owned(),
        tabs: vec![
            tab(Place::Overview, "/account", "own-tab-overview"),
            tab(Place::Career, "/account/career", "own-tab-career"),
            tab(Place::Records, "/account/records", "own-tab-records"),
            tab(Place::Questions, "/account/questions", "own-tab-questions"),
        ],
    }
}

/// A page below the own account, with the way back; `over` are the pages between.
fn below<B: Template>(
    visit: &Visit,
    title: impl Into<String>,
    over: Vec<(&str, String)>,
    body: B,
) -> Page<B> {
    let t = visit.viewer.t;
    let mut links = vec![("/account".to_owned(), t.get("own-title").into_owned())];
    links.extend(over.into_iter().map(|(href, words)| (href.to_owned(), words)));
    Page::new(visit.viewer.clone(), title, body)
        .section(Section::Account)
        .crumbs(Crumbs { label: t.get("here").into_owned(), links })
}

/// How far an entry may be relied on, and who says so, as a tag that a stranger understands.
fn standing_tag(t: T, standing: Standing, by: &str) -> Tag {
    let tone = match standing {
        Standing::Copied => Tone::Warning,
        Standing::Declared => Tone::Neutral,
        Standing::EvidenceSeen => Tone::Info,
        Standing::Confirmed | Standing::Authentic => Tone::Good,
    };
    let code = standing.code();
    let words = match standing {
        Standing::EvidenceSeen | Standing::Confirmed if !by.is_empty() => {
            t.one(&format!("own-standing-{code}-by"), "who", by)
        }
        _ => t.get(&format!("own-standing-{code}")).into_owned(),
    };
    Tag::new(tone, words)
}

/// How far something that the person added may be relied on.
fn standing_of(t: T, view: &RecordView) -> Tag {
    let (standing, by) = view.standing();
    standing_tag(t, standing, by.map_or("", |s| s.employer.name.as_str()))
}

/// How far what an employer registered may be relied on: by its name, unless it is a copy of what
/// the public FLA held that nobody checked.
fn registered_tag(t: T, part: &PartDetails, employer: &str) -> Tag {
    match part.copy {
        Some(copy) if !copy.checked => standing_tag(t, Standing::Copied, ""),
        _ => registered_by(t, employer),
    }
}

/// What an employer put in the register, with its name.
fn registered_by(t: T, employer: &str) -> Tag {
    Tag::new(Tone::Good, t.one("own-origin-registered", "who", employer))
}

/// The standings with what they mean.
fn standings(t: T) -> Vec<(Tag, String)> {
    Standing::ALL
        .iter()
        .map(|s| {
            let text = t.get(&format!("own-standing-{}-text", s.code()));
            (standing_tag(t, *s, ""), text.into_owned())
        })
        .collect()
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    year: String,
    done: String,
}

/// A training of the account, and what the person can do about it.
struct Entry {
    part: PartShown,
    standing: Tag,
    /// Who else says so: the training provider that reported it.
    confirmed: Option<Tag>,
    files: Vec<Piece>,
    /// Where the question about it is asked or read.
    ask: String,
    ask_words: String,
}

/// The account with one employer, at a glance and in full.
struct With {
    id: String,
    employer: String,
    /// The figure, and the same exactly; empty where there is no right in the year.
    left: String,
    exact: String,
    /// What the figure is, in words.
    what: String,
    meter: Option<CreditMeter>,
    /// From the right to what is left: what, and how much.
    sum: Vec<(String, String)>,
    left_label: String,
    coming: Vec<(String, String)>,
    shown: Option<YearShown>,
    anchor: String,
    entries: Vec<EntryShown>,
    parts: Vec<Entry>,
    missing: String,
    wrong_right: String,
    paper: String,
    services: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/own.html")]
struct Own {
    t: T,
    pages: Tabs,
    year: Year,
    years: Tabs,
    notice: Option<Notice>,
    accounts: Vec<With>,
    reported: Vec<reported::Line>,
    standings: Vec<(Tag, String)>,
    empty: Empty,
}

pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let today = visit.app.today();
    let year: Year = asked.year.trim().parse().unwrap_or(today.year());
    let person = &visit.someone.person;
    let views = visit.app.own_accounts(person).await?;
    let files = visit.app.own_attachments(person).await?;
    let questions = visit.app.own_disputes(person).await?;
    let reports = visit.app.own_reported(person).await?;
    let mut years: Vec<Year> =
        views.iter().flat_map(|v| v.years.iter().map(|y| y.year)).chain([today.year()]).collect();
    years.sort_unstable();
    years.dedup();
    let tab = |y: Year| (format!("/account?year={y}"), y.to_string(), String::new(), y == year);
    let found = Found { files: &files, questions: &questions, reports: &reports, today };
    let mut accounts: Vec<With> = views.iter().map(|view| with(t, view, year, &found)).collect();
    // Where there is something left comes before where somebody worked long ago.
    accounts.sort_by_key(|account| account.left.is_empty());
    let body = Own {
        t,
        pages: tabs(t, Place::Overview),
        year,
        years: Tabs {
            label: t.get("form-year").into_owned(),
            tabs: years.into_iter().rev().map(tab).collect(),
        },
        notice: done(t, &asked.done),
        accounts,
        reported: reports.iter().map(|view| reported::line(t, view, today)).collect(),
        standings: standings(t),
        empty: Empty {
            title: t.get("own-none").into_owned(),
            text: t.get("own-none-text").into_owned(),
            action: Some(("/account/records".to_owned(), t.get("own-records").into_owned())),
        },
    };
    Ok(Page::new(visit.viewer, t.get("own-title"), body).section(Section::Account).into_response())
}

/// What was looked up beside the accounts.
struct Found<'a> {
    files: &'a [(ParticipationId, StoredEvidence)],
    questions: &'a [DisputeView],
    reports: &'a [OwnReportedView],
    today: Date,
}

/// What an employer registered and did not withdraw.
fn standing_parts(view: &AccountView) -> impl Iterator<Item = &PartView> {
    view.parts.iter().filter(|p| !p.part.withdrawn && !p.training.withdrawn)
}

/// From the right to what is left, line by line; lines that are nothing are left out.
fn sum(t: T, year: &YearView, day: u32) -> Vec<(String, String)> {
    let balance = &year.balance;
    let number = year.year.to_string();
    let plus = |minutes: Minutes| {
        let sign = if minutes.0 < 0 { "−" } else { "+" };
        let amount = if minutes.0 < 0 { -minutes } else { minutes };
        format!("{sign}\u{a0}{}", t.days(amount, day))
    };
    let mut lines =
        vec![(t.one("own-sum-right", "year", number), t.days(balance.granted_in_all(), day))];
    for (key, minutes) in [
        ("own-sum-carried", balance.carried_in),
        ("own-sum-adjusted", balance.adjusted),
        ("own-sum-followed", -balance.debited),
        ("own-sum-lapsed", -balance.lapsed),
    ] {
        if minutes.0 != 0 || key == "own-sum-followed" {
            lines.push((t.get(key).into_owned(), plus(minutes)));
        }
    }
    lines
}

/// Whether a training belongs to a year: it ends in it, or a part was put in it.
fn is_of(part: &PartView, year: Year) -> bool {
    let split = &part.part.details.split;
    if split.is_empty() {
        part.training.details.end.year() == year
    } else {
        split.iter().any(|one| one.year == year)
    }
}

fn with(t: T, view: &AccountView, year: Year, found: &Found<'_>) -> With {
    let day = view.employer.day_minutes;
    let this = view.year(year);
    let number = year.to_string();
    let (mut figure, mut exact) = (String::new(), String::new());
    let mut what = t.one("own-sentence-none", "year", number.as_str());
    let mut beyond = false;
    if let Some(y) = this {
        let left = y.balance.left();
        beyond = left.0 < 0;
        let amount = if beyond { -left } else { left };
        (figure, exact) = (t.days(amount, day), t.hours(amount));
        what = t.one(if beyond { "own-beyond" } else { "own-left" }, "year", number.as_str());
    }
    let coming = |p: &&PartView| {
        p.part.details.status == Status::Planned && p.training.details.end >= found.today
    };
    let mut planned: Vec<_> = standing_parts(view).filter(coming).collect();
    planned.sort_by_key(|p| p.training.details.start);
    let employer = view.employer.id;
    let ask = |about: &str| format!("/account/questions/new?employer={employer}&about={about}");
    let shown = this.map(|y| YearShown::new(t, view, y, "").bare());
    let id = employer.0.simple().to_string();
    let meter = |y: &YearView| {
        CreditMeter::new(t, &format!("own-{id}"), shown::parts(&y.balance, y.planned), day)
    };
    With {
        employer: view.employer.name.clone(),
        left: figure,
        exact,
        what,
        meter: this.map(meter),
        sum: this.map(|y| sum(t, y, day)).unwrap_or_default(),
        left_label: t.get(if beyond { "own-sum-beyond" } else { "own-sum-left" }).into_owned(),
        coming: planned
            .into_iter()
            .map(|p| {
                let details = &p.training.details;
                let what = format!("{} ({})", details.title, t.hours(p.part.details.minutes));
                (t.date(details.start), what)
            })
            .collect(),
        anchor: shown.as_ref().map(YearShown::anchor).unwrap_or_default(),
        shown,
        entries: this.map(|y| shown::entries(t, y, day, "")).unwrap_or_default(),
        parts: standing_parts(view)
            .filter(|p| is_of(p, year))
            .map(|p| entry(t, view, p, found))
            .collect(),
        missing: ask("missing"),
        wrong_right: format!("{}&year={year}", ask("right")),
        paper: format!("/account/{id}/account.pdf?year={year}"),
        services: shown::services(t, view),
        id,
    }
}

fn entry(t: T, view: &AccountView, part: &PartView, found: &Found<'_>) -> Entry {
    let id = part.part.id;
    let piece = |file: &StoredEvidence| {
        Piece::new(t, file, format!("/account/evidence/{}", file.id), false)
    };
    let open = found
        .questions
        .iter()
        .find(|q| q.dispute.part == Some(id) && q.dispute.state == DisputeState::Open);
    let (ask, key) = if let Some(question) = open {
        (format!("/account/questions/{}", question.dispute.id), "own-question-open")
    } else {
        let employer = view.employer.id;
        let address = "/account/questions/new?about=participation";
        (format!("{address}&employer={employer}&part={id}"), "own-ask")
    };
    Entry {
        part: shown::trainings(t, std::slice::from_ref(part), "").remove(0),
        standing: registered_tag(t, &part.part.details, &view.employer.name),
        confirmed: found
            .reports
            .iter()
            .find(|report| report.part.participation == Some(id))
            .map(|report| standing_tag(t, Standing::Confirmed, &report.provider)),
        files: found
            .files
            .iter()
            .filter(|(of, _)| *of == id)
            .map(|(_, file)| piece(file))
            .collect(),
        ask,
        ask_words: t.get(key).into_owned(),
    }
}
