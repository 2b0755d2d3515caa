//! Short answers, and the official words in four languages.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use fla_domain::language::Language;
use fla_domain::rules::Kept;

use super::manual;
use crate::front::Front;
use crate::i18n::T;
use crate::page::{Cache, Page, Section};
use crate::viewer::Viewer;

/// The questions by subject, as the ends of their keys.
const GROUPS: [(&str, &[&str]); 6] = [
    ("start", &["start-access", "start-key", "start-public"]),
    ("rights", &["rights-differs", "rights-none", "rights-five"]),
    ("trainings", &["trainings-short", "trainings-late", "trainings-absent", "trainings-leave"]),
    ("files", &["files-declaration", "files-error", "files-layout", "files-twice"]),
    ("employees", &["employees-left", "employees-private", "employees-wrong"]),
    ("privacy", &["privacy-who", "privacy-cookies"]),
];

const TERMS: [&str; 12] = [
    "training-right",
    "training-credit",
    "joint-committee",
    "enterprise-number",
    "ssin",
    "employer",
    "employee",
    "social-secretariat",
    "work-regime",
    "carried-over",
    "access-manager",
    "training-plan",
];

struct Question {
    id: &'static str,
    text: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "pages/help_faq.html")]
struct Faq {
    t: T,
    contact: String,
    groups: Vec<(String, Vec<Question>)>,
    /// What is kept how long: title and text of each term in force.
    kept: Vec<(String, String)>,
    terms: Vec<[(T, String); 4]>,
}

pub async fn show(viewer: Viewer, State(front): State<Front>) -> impl IntoResponse {
    let t = viewer.t;
    let question = |id: &&'static str| Question {
        id,
        text: t.get(&format!("help-{id}")).into_owned(),
        answer: t.prose(&format!("help-{id}-answer")),
    };
    let groups = GROUPS.iter().map(|(name, ids)| {
        (t.get(&format!("help-group-{name}")).into_owned(), ids.iter().map(question).collect())
    });
    let term = |id: &&str| {
        Language::ALL.map(|language| {
            let t = T::new(language);
            (t, t.get(&format!("term-{id}")).into_owned())
        })
    };
    let rule = |kind: &Kept| front.rules.retention(*kind);
    let kept = Kept::ALL.iter().filter_map(rule).map(|rule| {
        let language = t.language();
        (rule.title.get(language).to_owned(), rule.text.get(language).to_owned())
    });
    let body = Faq {
        t,
        kept: kept.collect(),
        contact: front.settings.contact.clone(),
        groups: groups.collect(),
        terms: TERMS.iter().map(term).collect(),
    };
    Page::new(viewer, t.get("help-faq"), body)
        .cache(Cache::Public)
        .section(Section::Help)
        .side(manual::side(t, "faq"))
}
