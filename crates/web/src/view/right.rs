//! The working of a right in words: each term as stored, so that a reader can sum it.

use fla_domain::right::{RuleRef, Run, Term, Working};

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
        let committee = t.one("regime-trail-committee", "code", term.joint_committee.code());
        format!("{committee}: {formula}")
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
