//! The own account: what an employee has with each employer, for somebody who never heard of it.

mod career;
mod copies;
mod files;
mod looks;
mod questions;
mod record_form;
mod records;
mod sessions;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::{AccountView, DisputeView, PartView, StoredEvidence};
use fla_domain::dispute::DisputeState;
use fla_domain::ids::ParticipationId;
use fla_domain::own::Standing;
use fla_domain::time::Year;
use fla_domain::training::{PartDetails, Status};
use serde::Deserialize;

use super::evidence::{self, Piece};
use super::register::Visit;
use super::register::account_view::{self as shown, EntryShown, PartShown, YearShown};
use crate::form::Stop;
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::state::Site;
use crate::view::{Crumbs, Empty, Tabs, Tag, Tone};

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

/// How far an entry may be relied on, as a tag.
fn standing_tag(t: T, standing: Standing) -> Tag {
    let tone = match standing {
        Standing::Copied => Tone::Warning,
        Standing::Declared => Tone::Neutral,
        Standing::EvidenceSeen => Tone::Info,
        Standing::Confirmed | Standing::Authentic => Tone::Good,
    };
    Tag::new(tone, t.get(&format!("own-standing-{}", standing.code())))
}

/// How far what an employer registered may be relied on.
fn standing_of(part: &PartDetails) -> Standing {
    match part.copy {
        Some(copy) if !copy.checked => Standing::Copied,
        _ => Standing::Confirmed,
    }
}

/// The standings with what they mean.
fn standings(t: T) -> Vec<(Tag, String)> {
    Standing::ALL
        .iter()
        .map(|s| {
            let text = t.get(&format!("own-standing-{}-text", s.code()));
            (standing_tag(t, *s), text.into_owned())
        })
        .collect()
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    year: String,
}

/// A training of the account, and what the person can do about it.
struct Entry {
    part: PartShown,
    standing: Tag,
    files: Vec<Piece>,
    /// Where the question about it is asked or read.
    ask: String,
    ask_words: String,
}

/// The account with one employer.
struct With {
    id: String,
    employer: String,
    sentence: String,
    coming: Vec<(String, String)>,
    shown: Option<YearShown>,
    entries: Vec<EntryShown>,
    parts: Vec<Entry>,
    missing: String,
    wrong_right: String,
    services: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/own.html")]
struct Own {
    t: T,
    pages: Tabs,
    year: Year,
    years: Tabs,
    accounts: Vec<With>,
    standings: Vec<(Tag, String)>,
    empty: Empty,
}

pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let this_year = visit.app.today().year();
    let year: Year = asked.year.trim().parse().unwrap_or(this_year);
    let person = &visit.someone.person;
    let views = visit.app.own_accounts(person).await?;
    let files = visit.app.own_attachments(person).await?;
    let questions = visit.app.own_disputes(person).await?;
    let mut years: Vec<Year> =
        views.iter().flat_map(|v| v.years.iter().map(|y| y.year)).chain([this_year]).collect();
    years.sort_unstable();
    years.dedup();
    let tab = |y: Year| (format!("/account?year={y}"), y.to_string(), String::new(), y == year);
    let body = Own {
        t,
        pages: tabs(t, Place::Overview),
        year,
        years: Tabs {
            label: t.get("form-year").into_owned(),
            tabs: years.into_iter().rev().map(tab).collect(),
        },
        accounts: views.iter().map(|view| with(t, view, year, &files, &questions)).collect(),
        standings: standings(t),
        empty: Empty {
            title: t.get("own-none").into_owned(),
            text: t.get("own-none-text").into_owned(),
            action: Some(("/account/records".to_owned(), t.get("own-tab-records").into_owned())),
        },
    };
    Ok(Page::new(visit.viewer, t.get("own-title"), body).section(Section::Account).into_response())
}

/// What an employer registered and did not withdraw.
fn standing_parts(view: &AccountView) -> impl Iterator<Item = &PartView> {
    view.parts.iter().filter(|p| !p.part.withdrawn && !p.training.withdrawn)
}

fn with(
    t: T,
    view: &AccountView,
    year: Year,
    files: &[(ParticipationId, StoredEvidence)],
    questions: &[DisputeView],
) -> With {
    let day = view.employer.day_minutes;
    let this = view.year(year);
    let sentence = match this {
        Some(y) => {
            let left = y.balance.left();
            let key = if left.0 < 0 { "own-sentence-beyond" } else { "own-sentence" };
            let amount = t.days_and_hours(if left.0 < 0 { -left } else { left }, day);
            t.two(key, "left", amount, "year", year.to_string())
        }
        None => t.one("own-sentence-none", "year", year.to_string()),
    };
    let mut coming: Vec<_> =
        standing_parts(view).filter(|p| p.part.details.status == Status::Planned).collect();
    coming.sort_by_key(|p| p.training.details.start);
    let employer = view.employer.id;
    let ask = |about: &str| format!("/account/questions/new?employer={employer}&about={about}");
    With {
        id: employer.0.simple().to_string(),
        employer: view.employer.name.clone(),
        sentence,
        coming: coming
            .into_iter()
            .map(|p| (t.date(p.training.details.start), p.training.details.title.clone()))
            .collect(),
        shown: this.map(|y| YearShown::new(t, view, y, "")),
        entries: this.map(|y| shown::entries(t, y, day, "")).unwrap_or_default(),
        parts: standing_parts(view).map(|p| entry(t, view, p, files, questions)).collect(),
        missing: ask("missing"),
        wrong_right: format!("{}&year={year}", ask("right")),
        services: shown::services(t, view),
    }
}

fn entry(
    t: T,
    view: &AccountView,
    part: &PartView,
    files: &[(ParticipationId, StoredEvidence)],
    questions: &[DisputeView],
) -> Entry {
    let id = part.part.id;
    let piece = |file: &StoredEvidence| {
        Piece::new(t, file, format!("/account/evidence/{}", file.id), false)
    };
    let open = questions
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
        standing: standing_tag(t, standing_of(&part.part.details)),
        files: files.iter().filter(|(of, _)| *of == id).map(|(_, file)| piece(file)).collect(),
        ask,
        ask_words: t.get(key).into_owned(),
    }
}
