//! Does a training count against the credit? A short guide by questions.

use askama::Template;
use axum::extract::Query;
use axum::response::IntoResponse;
use serde::Deserialize;

use crate::i18n::T;
use crate::page::{Cache, Page, Section};
use crate::view::{Choice, Choosable, ErrorSummary};
use crate::viewer::Viewer;

/// The answers as the address gives them; absent ones are empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    context: String,
    leave: String,
    kind: String,
    status: String,
}

impl Asked {
    fn is_empty(&self) -> bool {
        [&self.context, &self.leave, &self.kind, &self.status].iter().all(|a| a.is_empty())
    }
}

/// Whether it counts, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Counts { formal: bool },
    Later,
    Not(&'static str),
}

/// The first reason that settles it; `None` while an answer that matters is missing.
fn judge(asked: &Asked) -> Option<Verdict> {
    match asked.context.as_str() {
        "private" => return Some(Verdict::Not("private")),
        "work" => {}
        _ => return None,
    }
    match asked.leave.as_str() {
        "vov" => return Some(Verdict::Not("vov")),
        "bev" => return Some(Verdict::Not("bev")),
        "none" => {}
        _ => return None,
    }
    let formal = match asked.kind.as_str() {
        "formal" => true,
        "informal" => false,
        _ => return None,
    };
    match asked.status.as_str() {
        "completed" => Some(Verdict::Counts { formal }),
        "planned" => Some(Verdict::Later),
        "notFollowed" => Some(Verdict::Not("notFollowed")),
        _ => None,
    }
}

struct Answer {
    tone: &'static str,
    title: String,
    why: String,
    more: String,
}

fn words(t: T, verdict: Verdict) -> Answer {
    let (tone, title, why, more) = match verdict {
        Verdict::Counts { formal } => {
            let why = if formal { "counts-why-formal" } else { "counts-why-informal" };
            ("tone-good", "counts-yes", t.get(why), "counts-short")
        }
        Verdict::Later => {
            ("tone-info", "counts-later", t.get("counts-why-planned"), "counts-short")
        }
        Verdict::Not(reason) => {
            let why = t.get(&format!("counts-why-{reason}"));
            ("tone-warning", "counts-no", why, "counts-register")
        }
    };
    Answer {
        tone,
        title: t.get(title).into_owned(),
        why: why.into_owned(),
        more: t.get(more).into_owned(),
    }
}

#[derive(Template)]
#[template(path = "pages/counts.html")]
struct Counts {
    t: T,
    errors: ErrorSummary,
    context: Choice,
    leave: Choice,
    kind: Choice,
    status: Choice,
    answer: Option<Answer>,
}

/// The questions, with the values of their answers; `+` marks those with a hint.
const QUESTIONS: [(&str, &[&str]); 4] = [
    ("context", &["work+", "private"]),
    ("leave", &["none", "vov", "bev"]),
    ("kind", &["formal+", "informal+"]),
    ("status", &["completed", "planned", "notFollowed"]),
];

fn question(t: T, index: usize, given: &str, error: &str) -> Choice {
    let (name, values) = QUESTIONS[index];
    let options = values.iter().map(|value| {
        let plain = value.trim_end_matches('+');
        let key = format!("counts-{name}-{plain}");
        let option = Choosable::new(plain, t.get(&key), given);
        if plain == *value { option } else { option.hint(t.get(&format!("{key}-hint"))) }
    });
    Choice::one(name, t.get(&format!("counts-{name}")), options.collect()).error(error)
}

pub async fn show(viewer: Viewer, Query(asked): Query<Asked>) -> impl IntoResponse {
    let t = viewer.t;
    let verdict = judge(&asked);
    let given = [&asked.context, &asked.leave, &asked.kind, &asked.status];
    let mut errors = ErrorSummary::new(t);
    if verdict.is_none() && !asked.is_empty() {
        for ((name, values), given) in QUESTIONS.iter().zip(given) {
            if !values.iter().any(|v| v.trim_end_matches('+') == given) {
                let asked = t.get(&format!("counts-{name}"));
                errors.add(name, t.one("counts-missing", "question", asked));
            }
        }
    }
    let [context, leave, kind, status] =
        [0, 1, 2, 3].map(|i| question(t, i, given[i], errors.of(QUESTIONS[i].0)));
    let answer = verdict.map(|verdict| words(t, verdict));
    let body = Counts { t, errors, context, leave, kind, status, answer };
    Page::new(viewer, t.get("counts-title"), body).cache(Cache::Public).section(Section::Counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(context: &str, leave: &str, kind: &str, status: &str) -> Asked {
        Asked {
            context: context.into(),
            leave: leave.into(),
            kind: kind.into(),
            status: status.into(),
        }
    }

    #[test]
    fn only_followed_training_for_work_without_leave_counts() {
        let verdict = |c, l, k, s| judge(&asked(c, l, k, s));
        assert_eq!(
            verdict("work", "none", "formal", "completed"),
            Some(Verdict::Counts { formal: true })
        );
        assert_eq!(
            verdict("work", "none", "informal", "completed"),
            Some(Verdict::Counts { formal: false })
        );
        assert_eq!(verdict("work", "none", "formal", "planned"), Some(Verdict::Later));
        assert_eq!(
            verdict("work", "none", "formal", "notFollowed"),
            Some(Verdict::Not("notFollowed"))
        );
        assert_eq!(verdict("private", "", "", ""), Some(Verdict::Not("private")));
        assert_eq!(verdict("work", "vov", "", ""), Some(Verdict::Not("vov")));
        assert_eq!(verdict("work", "bev", "formal", "completed"), Some(Verdict::Not("bev")));
        assert_eq!(verdict("work", "none", "formal", ""), None);
        assert_eq!(verdict("", "none", "formal", "completed"), None);
    }
}
