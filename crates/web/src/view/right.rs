//! The working of a right in words: each term as stored, so that a reader can sum it.

use fla_domain::identifier::JointCommittee;
use fla_domain::right::{Base, RuleRef, Run, Term, Working};

use super::working::{Line, Working as Opened};
use crate::i18n::T;

/// The working of a right as a closed detail that opens to its lines.
pub fn right_working(t: T, working: &Working, summary: impl Into<String>) -> Opened {
    let many = working.bases.len() > 1;
    let mut lines = Vec::new();
    for run in &working.runs {
        lines.extend(run.terms.iter().map(|term| line(t, run, term, many)));
    }
    for days in working.company.iter().filter(|days| days.is_flat()) {
        lines.push(Line {
            what: t.get("working-flat").into_owned(),
            how: String::new(),
            amount: t.exact(&days.days()),
        });
    }
    lines.push(Line {
        what: t.get("working-sum").into_owned(),
        how: t.two(
            "working-minutes",
            "days",
            t.exact_term(&working.sum),
            "minutes",
            working.day_minutes,
        ),
        amount: t.exact(&working.sum),
    });
    Opened {
        summary: summary.into(),
        lines,
        total: (
            t.get("working-total").into_owned(),
            t.days_and_hours(working.minutes, working.day_minutes),
        ),
        source: sources(t, working),
        open: false,
    }
}

/// What to know of a rule's number of days: since when it holds, and how it was found.
pub fn base_notes(t: T, base: &Base) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(since) = base.since {
        notes.push(t.one("regime-since", "year", since.to_string()));
    }
    if let Some(floor) = &base.floor {
        notes.push(t.one("regime-floor", "days", t.exact_days(floor)));
    }
    if let Some(rule) = &base.referred_by {
        notes.push(t.one("regime-referred", "rule", rule_version(t, rule)));
    }
    notes
}

/// The condition that a person in service too briefly does not meet, because of which the number
/// of days is 0.
pub fn unmet_condition(t: T, working: &Working) -> Option<String> {
    let unmet = working.bases.iter().filter_map(|b| b.condition).find(|c| !c.is_met())?;
    let (needed, months) = (unmet.min_months, unmet.months);
    Some(t.two("regime-condition-unmet", "needed", needed, "months", months))
}

/// A joint committee by its code: "JC 200", or that there is none.
pub fn committee_code(t: T, code: &str) -> String {
    if code == JointCommittee::none().code() {
        t.get("committee-none").into_owned()
    } else {
        t.one("regime-trail-committee", "code", code)
    }
}

/// A rule with its version.
pub fn rule_version(t: T, rule: &RuleRef) -> String {
    t.two("regime-version", "id", rule.id.as_str(), "version", rule.version.to_string())
}

fn line(t: T, run: &Run, term: &Term, many: bool) -> Line {
    let month = |number: u8| t.month(i8::try_from(number).unwrap_or(1));
    let what = if run.months == 1 {
        t.one("working-months-one", "month", month(run.from))
    } else {
        t.three("working-months", "from", month(run.from), "to", month(run.to), "count", run.months)
    };
    let formula = t.three(
        "working-term",
        "a",
        t.exact_term(&term.a),
        "b",
        t.exact_term(&term.b),
        "months",
        run.months,
    );
    let how = if many {
        let committee = committee_code(t, term.joint_committee.code());
        t.says(committee, formula)
    } else {
        formula
    };
    Line { what, how, amount: t.exact(&term.days) }
}

fn sources(t: T, working: &Working) -> String {
    let sources: Vec<_> = working
        .bases
        .iter()
        .filter_map(|base| base.rule.as_ref())
        .map(|rule| {
            t.with(
                "working-rule",
                &[
                    ("name", &rule.source.get(t.language())),
                    ("reference", &rule.reference.get(t.language())),
                    ("id", &rule.id),
                    ("version", &rule.version.to_string()),
                ],
            )
        })
        .collect();
    sources.join(" · ")
}

/// Where a rule comes from, in a line.
pub fn source_of(t: T, rule: &RuleRef) -> String {
    let language = t.language();
    format!("{}, {}", rule.source.get(language), rule.reference.get(language))
}
