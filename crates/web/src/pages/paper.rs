//! Papers: training accounts and yearly notices as PDF, for one or for all, and the complete copy
//! for the employee.

mod files;
mod notices;
mod own;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::{BundleKind, BundleView, MissingCounts, NoticePage, StoredMail};
use fla_domain::access::Action;
use fla_domain::anomaly::Anomaly;
use fla_domain::paper::Handing;
use fla_domain::time::Year;
use serde::Deserialize;

use super::register::{Place, page};
use crate::acting::Acting;
use crate::form::{Head, Posted, Stop, done, status_of};
use crate::i18n::T;
use crate::state::Site;
use crate::view::{Choice, Choosable, ErrorSummary, Field, Notice, Progress, Tabs, Tag, Tone};

/// The routes of papers.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/register/{employer}/papers", get(show))
        .route("/register/{employer}/papers/bundle", post(files::make))
        .route("/register/{employer}/papers/{job}/file", get(files::bundle))
        .route("/register/{employer}/papers/notices/make", post(notices::make))
        .route("/register/{employer}/papers/notices/mark", post(notices::mark))
        .route("/register/{employer}/papers/notices/send", post(notices::send))
        .route("/register/{employer}/papers/notices/proof.pdf", get(notices::proof))
        .route("/register/{employer}/notices/{notice}/letter.pdf", get(notices::letter))
        .route("/register/{employer}/employees/{employee}/account.pdf", get(files::account))
        .route("/account/{employer}/account.pdf", get(own::account))
        .route("/account/copy.pdf", get(own::copy))
        .route("/account/copy.json", get(own::json))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Asked {
    year: String,
    page: String,
    done: String,
}

/// A file of papers, made or in the making.
struct Bundle {
    what: String,
    when: String,
    state: Tag,
    count: String,
    href: String,
    progress: Option<Progress>,
}

/// A notice in a row.
struct Line {
    id: String,
    name: String,
    person: String,
    made: String,
    left: String,
    state: Tag,
    given: String,
    letter: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "pages/papers.html")]
struct Papers {
    t: T,
    base: String,
    notice: Option<Notice>,
    errors: ErrorSummary,
    years: Tabs,
    year: Year,
    head: Head,
    mark_head: Head,
    zip_heads: [Head; 2],
    bundles: Vec<Bundle>,
    counts: [(String, i64); 3],
    /// Id, address, name.
    without: Vec<(String, String, String)>,
    without_more: i64,
    lines: Vec<Line>,
    /// What the accounts on paper ask for and is not known: in words and how many.
    missing: Vec<(String, i64)>,
    missing_any: String,
    /// How many notices can be sent by e-mail now.
    to_send: i64,
    send_head: Head,
    to_mark: bool,
    may: bool,
    on: Field,
    how: Choice,
    previous: Option<String>,
    next: Option<String>,
}

/// The year that is asked for, kept within what the register knows.
pub(super) fn year_of(text: &str, this_year: Year) -> Year {
    text.trim().parse().unwrap_or(this_year).clamp(2022, 2100)
}

/// Tabs of the years around this one.
pub(super) fn year_tabs(t: T, here: &str, year: Year, this_year: Year) -> Tabs {
    let tab = |y: Year| (format!("{here}?year={y}"), y.to_string(), String::new(), y == year);
    let mut years: Vec<Year> = ((this_year - 2)..=(this_year + 1)).collect();
    years.push(year);
    years.sort_unstable();
    years.dedup();
    Tabs {
        label: t.get("form-year").into_owned(),
        tabs: years.into_iter().rev().map(tab).collect(),
    }
}

pub(super) async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let this_year = acting.app.today().year();
    let year = year_of(&asked.year, this_year);
    let notice = done(acting.viewer.t, &asked.done);
    let number = asked.page.parse().unwrap_or(1).max(1);
    render(&acting, year, number, &Posted::default(), &[], notice).await
}

/// The page, with what was typed and what is wrong with it.
async fn render(
    acting: &Acting,
    year: Year,
    number: u32,
    posted: &Posted,
    found: &[Anomaly],
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let here = format!("{base}/papers");
    let this_year = acting.app.today().year();
    let notices = acting.app.notices(&acting.caller, year, number).await?;
    let bundles = acting.app.bundles(&acting.caller).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let today = acting.app.today().to_string();
    let given = posted.text("on");
    let option = |how: &Handing| {
        let label = t.get(&format!("paper-how-{}", how.code()));
        let current = posted.given("how").unwrap_or_else(|| Handing::ByHand.code().to_owned());
        Choosable::new(how.code(), label, &current)
    };
    let lines: Vec<Line> = notices.items.iter().map(|one| line(t, &base, one)).collect();
    let at = |page: u32| format!("{here}?year={year}&page={page}");
    let body = Papers {
        t,
        notice,
        years: year_tabs(t, &here, year, this_year),
        year,
        head: Head::new(acting),
        mark_head: Head::new(acting).again(posted.key_after(found)),
        zip_heads: [Head::new(acting), Head::new(acting)],
        bundles: bundles.iter().map(|one| bundle(t, &base, one)).collect(),
        counts: counts(t, &notices),
        without_more: more(&notices),
        without: notices
            .without
            .iter()
            .map(|(id, name)| (id.to_string(), format!("{base}/employees/{id}"), name.clone()))
            .collect(),
        missing: missing(t, &notices.missing),
        missing_any: t.two(
            "paper-missing-text",
            "count",
            notices.missing.any,
            "people",
            notices.missing.people,
        ),
        to_send: notices.to_send,
        send_head: Head::new(acting),
        to_mark: lines.iter().any(|line| line.open),
        lines,
        may: acting.caller.may(Action::ManageEmployees),
        on: Field::date("on", t.get("paper-given-on"))
            .value(if given.is_empty() { &today } else { given })
            .error(errors.of("on")),
        how: Choice::one(
            "how",
            t.get("paper-given-how"),
            Handing::ALL.iter().map(option).collect(),
        )
        .error(errors.of("how"))
        .inline(),
        previous: (number > 1).then(|| at(number - 1)),
        next: notices.more.then(|| at(number + 1)),
        errors,
        base,
    };
    let busy = body.bundles.iter().any(|one| one.progress.is_some());
    let page = page(acting, Place::Papers, t.get("side-papers"), body).status(status_of(found));
    Ok(if busy { page.refresh(3) } else { page }.into_response())
}

fn counts(t: T, notices: &NoticePage) -> [(String, i64); 3] {
    let counts = &notices.counts;
    [("made", counts.made), ("given", counts.given), ("without", counts.without)]
        .map(|(name, count)| (t.get(&format!("paper-count-{name}")).into_owned(), count))
}

/// What is not known of whom, where anything is.
fn missing(t: T, counts: &MissingCounts) -> Vec<(String, i64)> {
    [
        ("person-birthDate", counts.birth_date),
        ("person-birthPlace", counts.birth_place),
        ("person-address", counts.address),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| (t.get(key).into_owned(), count))
    .collect()
}

/// People without a notice beyond those who are named.
fn more(notices: &NoticePage) -> i64 {
    notices.counts.without - i64::try_from(notices.without.len()).unwrap_or(0)
}

fn line(t: T, base: &str, one: &fla_app::NoticeView) -> Line {
    let (state, given) = match &one.given {
        None => not_given(t, one.mail.as_ref()),
        Some(given) => {
            let words = t.three(
                "paper-given-words",
                "how",
                t.get(&format!("paper-how-{}", given.how.code())),
                "date",
                t.date(given.on),
                "who",
                given.by.as_str(),
            );
            let words = if one.to.is_empty() { words } else { format!("{words} → {}", one.to) };
            (Tag::new(Tone::Good, t.get("paper-given")), words)
        }
    };
    Line {
        id: one.id.to_string(),
        name: one.name.clone(),
        person: format!("{base}/employees/{}", one.employee),
        made: t.two("paper-made-by", "date", t.moment(one.made_at), "who", one.made_by.as_str()),
        left: t.days_and_hours(one.left, one.day_minutes),
        state,
        given,
        letter: format!("{base}/notices/{}/letter.pdf", one.id),
        open: one.given.is_none(),
    }
}

/// Where a notice stands that was not given: on its way, or not even that.
fn not_given(t: T, mail: Option<&StoredMail>) -> (Tag, String) {
    match mail.map(|mail| (mail.state.as_str(), mail)) {
        Some(("waiting", mail)) => (
            Tag::new(Tone::Info, t.get("paper-mail-waiting")),
            t.two("paper-mail", "date", t.moment(mail.created_at), "to", mail.address.as_str()),
        ),
        Some(("failed", mail)) => (
            Tag::new(Tone::Bad, t.get("paper-mail-failed")),
            t.two("paper-mail", "date", t.moment(mail.created_at), "to", mail.address.as_str()),
        ),
        _ => (Tag::new(Tone::Warning, t.get("paper-not-given")), String::new()),
    }
}

fn bundle(t: T, base: &str, one: &BundleView) -> Bundle {
    let tone = match one.job.state.as_str() {
        "done" => Tone::Good,
        "failed" | "refused" => Tone::Bad,
        _ => Tone::Info,
    };
    let busy = matches!(one.job.state.as_str(), "waiting" | "running");
    let kind = match one.kind {
        BundleKind::Accounts => "paper-bundle-accounts",
        BundleKind::Notices => "paper-bundle-notices",
    };
    let state = match (&one.file, one.job.state.as_str()) {
        (None, "done") => Tag::new(Tone::Neutral, t.get("paper-swept")),
        _ => Tag::new(tone, t.get(&format!("job-{}", one.job.state))),
    };
    Bundle {
        what: t.one(kind, "year", one.year.to_string()),
        when: t.moment(one.job.created_at),
        state,
        count: t.one("paper-count", "count", one.job.done),
        href: one
            .file
            .as_ref()
            .map(|_| format!("{base}/papers/{}/file", one.job.id))
            .unwrap_or_default(),
        progress: busy.then(|| super::register::progress_of(t, base, &one.job)),
    }
}
