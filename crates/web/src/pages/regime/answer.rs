//! The regime in words.

use fla_domain::committees;
use fla_domain::right::RuleRef;
use fla_domain::right::regime::{Considered, RegimeAnswer, RegimeQuery};
use fla_domain::rules::{Outcome, RuleBook};

use crate::i18n::T;
use crate::view::{
    Tag, Tone, Working, base_notes, committee_code, right_working, rule_version, source_of,
    unmet_condition,
};

/// What the page says of the regime that applies.
pub struct Answer {
    pub figure: String,
    pub exact: String,
    pub full: String,
    pub none: bool,
    pub facts: Vec<(String, String)>,
    pub notes: Vec<String>,
    pub rule: Option<RuleWords>,
    pub person: Option<PersonWords>,
    pub trail: Vec<Seen>,
    pub address: String,
}

/// The rule, for people.
pub struct RuleWords {
    pub title: String,
    pub text: String,
    pub growth: Vec<(String, bool)>,
}

/// The right of the person described.
pub struct PersonWords {
    pub title: String,
    pub figure: String,
    pub exact: String,
    pub working: Option<Working>,
}

/// A rule that was considered.
pub struct Seen {
    pub label: String,
    pub names: Vec<(&'static str, &'static str)>,
    pub outcome: Tag,
    pub detail: String,
}

impl Answer {
    pub fn new(
        t: T,
        book: &RuleBook,
        query: &RegimeQuery,
        found: &RegimeAnswer,
        address: String,
    ) -> Self {
        let year = found.year.to_string();
        Self {
            figure: t.exact_days(&found.base.a),
            exact: t.hours(found.minutes),
            full: t.one("regime-full", "year", &year),
            none: found.base.a.is_zero(),
            facts: facts(t, found),
            notes: notes(t, query, found),
            rule: found.base.rule.as_ref().and_then(|rule| rule_words(t, book, found, rule)),
            person: query.person.map(|_| person(t, found)),
            trail: found.trail.iter().enumerate().map(|(i, c)| seen(t, book, c, i)).collect(),
            address,
        }
    }
}

fn facts(t: T, found: &RegimeAnswer) -> Vec<(String, String)> {
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let band = t.get(&format!("regime-band-{}", found.size.band.code())).into_owned();
    let size = match &found.size.average {
        Some(average) => t.two("regime-size-average", "band", &band, "average", t.exact(average)),
        None => band,
    };
    let kind = t.get(&format!("kind-{}", found.kind.code())).into_owned();
    let mut facts = vec![fact("regime-size", size), fact("regime-kind", kind)];
    if let Some(rule) = &found.base.rule {
        facts.push(fact("regime-rule", rule_version(t, rule)));
        facts.push(fact("regime-source", source_of(t, rule)));
    }
    let day = fla_domain::quantity::Minutes(found.day_minutes.into());
    facts.push(fact("regime-day-used", t.hours(day)));
    facts
}

/// What else a reader must know: why the number differs, and what it depends on.
fn notes(t: T, query: &RegimeQuery, found: &RegimeAnswer) -> Vec<String> {
    let base = &found.base;
    let mut notes = base_notes(t, base);
    if let Some(condition) = base.condition {
        notes.push(t.one("regime-condition", "months", condition.min_months));
    }
    let ended = committees::find(query.joint_committee.code()).and_then(|c| c.until);
    if let Some(until) = ended {
        notes.push(t.one("regime-old-committee", "quarter", t.quarter(until)));
    }
    notes
}

fn rule_words(t: T, book: &RuleBook, found: &RegimeAnswer, rule: &RuleRef) -> Option<RuleWords> {
    let rule = book.rule(&rule.id, rule.version)?;
    let step = |step: &fla_domain::rules::Step| {
        let text = t.two(
            "regime-growth-step",
            "year",
            step.from.to_string(),
            "days",
            t.exact_days(&step.days),
        );
        (text, found.base.since == Some(step.from))
    };
    Some(RuleWords {
        title: rule.title.get(t.language()).to_owned(),
        text: rule.text.get(t.language()).to_owned(),
        growth: rule.band(found.size.band).steps.iter().map(step).collect(),
    })
}

fn person(t: T, found: &RegimeAnswer) -> PersonWords {
    let year = found.year.to_string();
    let Some(working) = &found.person else {
        return PersonWords {
            title: t.one("regime-person-none", "year", year),
            figure: String::new(),
            exact: String::new(),
            working: None,
        };
    };
    let mut opened = right_working(t, working, t.get("working-open"));
    opened.open = true;
    if let Some(unmet) = unmet_condition(t, working) {
        opened.source = unmet;
    }
    PersonWords {
        title: t.one("regime-person-result", "year", year),
        figure: t.days(working.minutes, working.day_minutes),
        exact: t.hours(working.minutes),
        working: Some(opened),
    }
}

/// `index`: how far up the search had come; the parents of a committee speak more shortly.
fn seen(t: T, book: &RuleBook, considered: &Considered, index: usize) -> Seen {
    let tone = match considered.outcome {
        Outcome::Applies => Tone::Good,
        Outcome::AsStatutory => Tone::Info,
        Outcome::NoRule | Outcome::NotInYear | Outcome::NotForBand => Tone::Neutral,
    };
    let outcome = t.get(&format!("regime-outcome-{}", considered.outcome.code()));
    let (label, names) = match considered.joint_committee.as_deref() {
        Some(code) => (
            committee_code(t, code),
            committees::find(code).map(|c| c.names(t.language())).unwrap_or_default(),
        ),
        None => (t.get("regime-trail-law").into_owned(), Vec::new()),
    };
    let detail = match &considered.rule {
        Some(rule) => {
            let title = book.rule(&rule.id, rule.version).map(|r| r.title.get(t.language()));
            format!("{} ({})", title.unwrap_or_default(), rule_version(t, rule))
        }
        None if index == 0 => t.get("regime-outcome-noRule-text").into_owned(),
        None => t.get("regime-outcome-noRule-parent-text").into_owned(),
    };
    Seen { label, names, outcome: Tag::new(tone, outcome), detail }
}
