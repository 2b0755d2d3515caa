//! A year of an account as people read it: what the credit is made of, each right with its
//! working, the entries of the ledger, the trainings. The employer and the employee see the same.

use std::collections::BTreeMap;

use askama::Template;
use askama::filters::HtmlSafe;
use fla_app::{AccountView, EntryView, PartView, RightState, RightView, YearView};
use fla_domain::account::YearBalance;
use fla_domain::committees;
use fla_domain::identifier::JointCommittee;
use fla_domain::occupation::Span;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::right::{RightKind, Working};
use fla_domain::time::Year;
use fla_domain::training::{PartDetails, PublicCopy, Status};

use crate::i18n::T;
use crate::view::{self, CreditMeter, CreditParts, Tag, Tone, right_working, source_of};

/// A figure with its name, in days and exactly.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// In days.
    pub days: String,
    /// In hours and minutes.
    pub exact: String,
}

/// A right as it is shown.
#[derive(Clone, Debug)]
pub struct RightShown {
    /// Which kind.
    pub kind: RightKind,
    /// Which kind, in words.
    pub title: String,
    /// What counts.
    pub amount: String,
    /// Where it stands.
    pub state: Tag,
    /// How it changed since it was verified or set; may be empty.
    pub difference: String,
    /// What was computed where something else stands, with the reason.
    pub by_hand: Option<(String, String)>,
    /// The arithmetic.
    pub working: Option<view::Working>,
    /// What the arithmetic rests on.
    pub basis: Vec<(String, String)>,
    /// Whether it was set by hand.
    pub manual: bool,
    /// Whether somebody still has to look at it.
    pub to_verify: bool,
}

/// An entry of the ledger as it is shown.
#[derive(Clone, Debug)]
pub struct EntryShown {
    /// When it took effect.
    pub date: String,
    /// What it is.
    pub what: String,
    /// More about it: the training, the reason; may be empty.
    pub more: String,
    /// Where the training is; empty without one.
    pub href: String,
    /// In which year the credit was granted.
    pub origin: Year,
    /// Whether that was an earlier year.
    pub older: bool,
    /// Exactly, with its sign.
    pub exact: String,
    /// In days, with its sign.
    pub days: String,
}

/// A training of an account as it is shown.
#[derive(Clone, Debug)]
pub struct PartShown {
    /// What it is called.
    pub title: String,
    /// Where it is; empty where it cannot be opened.
    pub href: String,
    /// When.
    pub when: String,
    /// How long.
    pub exact: String,
    /// Where it stands.
    pub state: Tag,
    /// Why it does not count, whether there is a certificate; may be empty.
    pub more: String,
}

/// A stretch of an employment as it is shown.
#[derive(Clone, Debug)]
pub struct SpanShown {
    /// From when to when.
    pub period: String,
    /// Joint committee with its name.
    pub committee: String,
    /// Regime.
    pub regime: String,
    /// From where it is known.
    pub origin: String,
    /// Whether it was carried on or assumed.
    pub assumed: bool,
}

/// A year of an account.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/employee_year.html")]
pub struct YearShown {
    t: T,
    /// Tells two years on one page apart.
    id: String,
    /// The year.
    pub year: Year,
    /// Whether the page shows the sum itself.
    bare: bool,
    meter: CreditMeter,
    figures: Vec<Figure>,
    rights: Vec<RightShown>,
    opted_out: bool,
    /// Where the acts on rights are; empty where none may be done.
    acts: String,
    /// The employee, for the acts.
    employee: String,
}

impl HtmlSafe for YearShown {}

/// Words as a heading begins with them: with a capital.
fn headline(words: &str) -> String {
    let mut rest = words.chars();
    let first = rest.next().into_iter().flat_map(char::to_uppercase);
    first.chain(rest.clone()).collect()
}

/// Of what a year's credit is made, for its meter.
pub fn parts(balance: &YearBalance, planned: Minutes) -> CreditParts {
    CreditParts {
        // What was adjusted or lapsed changes what there is, so that the rest is what is left.
        right: balance.granted_in_all() + balance.adjusted - balance.lapsed,
        carried: balance.carried_in,
        followed: balance.debited,
        planned,
    }
}

impl YearShown {
    /// A year of an account. `acts` is where the acts on rights are, or empty.
    pub fn new(t: T, view: &AccountView, year: &YearView, acts: &str) -> Self {
        let day = view.employer.day_minutes;
        let id = format!("year-{}-{}", year.year, view.employer.id.0.simple());
        Self {
            t,
            year: year.year,
            meter: CreditMeter::new(t, &id, parts(&year.balance, year.planned), day),
            id,
            bare: false,
            figures: figures(t, year, day),
            rights: year.rights.iter().map(|right| right_shown(t, right, day)).collect(),
            opted_out: year.opted_out,
            acts: acts.to_owned(),
            employee: view.employee.id.to_string(),
        }
    }
}

impl YearShown {
    /// The same without meter and figures, for a page that shows them by itself.
    #[must_use]
    pub fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Where its rights are on the page.
    pub fn anchor(&self) -> String {
        format!("#rights-{}", self.id)
    }
}

fn figures(t: T, year: &YearView, day: u32) -> Vec<Figure> {
    let balance = &year.balance;
    let mut shown = vec![("granted", balance.granted_in_all(), true)];
    shown.push(("carried", balance.carried_in, false));
    shown.push(("adjusted", balance.adjusted, false));
    shown.push(("followed", balance.debited, true));
    shown.push(("lapsed", balance.lapsed, false));
    shown.push(("left", balance.left(), true));
    shown.push(("planned", year.planned, false));
    shown.push(("carried-out", balance.carried_out, false));
    shown
        .into_iter()
        .filter(|(_, minutes, always)| *always || minutes.0 != 0)
        .map(|(name, minutes, _)| Figure {
            label: t.get(&format!("account-{name}")).into_owned(),
            days: t.days(minutes, day),
            exact: t.hours(minutes),
        })
        .collect()
}

fn state_tag(t: T, state: RightState) -> Tag {
    let tone = match state {
        RightState::Calculated => Tone::Info,
        RightState::Verified => Tone::Good,
        RightState::Manual => Tone::Warning,
        RightState::OptedOut => Tone::Neutral,
    };
    Tag::new(tone, t.get(&format!("account-state-{}", state.code())))
}

fn right_shown(t: T, view: &RightView, day: u32) -> RightShown {
    let right = &view.right;
    let title = headline(&t.get(&format!("kind-{}", right.kind.code())));
    let difference = right
        .previous
        .filter(|previous| *previous != right.computed)
        .map(|previous| {
            t.two(
                "account-difference",
                "before",
                t.days_and_hours(previous, day),
                "now",
                t.days_and_hours(right.computed, day),
            )
        })
        .unwrap_or_default();
    let by_hand = view.by_hand.as_ref().map(|set| {
        (
            t.two(
                "account-by-hand",
                "computed",
                t.days_and_hours(right.computed, day),
                "manual",
                t.days_and_hours(set.minutes, day),
            ),
            t.one("account-by-hand-reason", "reason", set.reason.as_str()),
        )
    });
    RightShown {
        kind: right.kind,
        title,
        amount: t.days_and_hours(right.booked, day),
        state: state_tag(t, right.state),
        difference,
        by_hand,
        working: view
            .working
            .as_ref()
            .map(|working| right_working(t, working, t.get("working-open"))),
        basis: view.working.as_ref().map(|working| basis(t, working)).unwrap_or_default(),
        manual: right.state == RightState::Manual,
        to_verify: right.state == RightState::Calculated,
    }
}

/// What a working rests on: size, months, rules with their conditions, regimes month by month.
fn basis(t: T, working: &Working) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut fact = |name: &str, value: String| facts.push((t.get(name).into_owned(), value));
    let size = &working.size;
    let band = t.get(&format!("regime-band-{}", size.band.code())).into_owned();
    let size_text = match &size.average {
        Some(average) => t.two("regime-size-average", "band", band, "average", t.exact(average)),
        None => band,
    };
    let note = match (size.unknown, size.manual) {
        (true, _) => format!(" – {}", t.get("account-size-unknown")),
        (_, true) => format!(" – {}", t.get("account-size-manual")),
        _ => String::new(),
    };
    fact("account-basis-size", format!("{size_text}{note}"));
    fact("account-basis-months", format!("{} / 12", working.months_under_contract));
    for base in &working.bases {
        let name = view::committee_code(t, base.joint_committee.code());
        let mut text = vec![t.exact_days(&base.a)];
        if let Some(rule) = &base.rule {
            text.push(view::rule_version(t, rule));
            text.push(source_of(t, rule));
        }
        text.extend(view::base_notes(t, base));
        if let Some(condition) = &base.condition {
            text.push(t.two(
                "account-basis-condition",
                "needed",
                condition.min_months,
                "months",
                condition.months,
            ));
        }
        facts.push((format!("A – {name}"), text.join(" · ")));
    }
    for run in &working.runs {
        let month = |number: u8| t.month(i8::try_from(number).unwrap_or(1));
        let months = if run.months == 1 {
            month(run.from).to_owned()
        } else {
            format!("{} – {}", month(run.from), month(run.to))
        };
        let own = run.terms.iter().flat_map(|term| {
            term.occupations.iter().map(|fraction| (&term.joint_committee, *fraction))
        });
        let others = run.others.iter().map(|other| (&other.joint_committee, other.fraction));
        let regimes: Vec<_> = own
            .chain(others)
            .map(|(committee, fraction)| {
                let name = view::committee_code(t, committee.code());
                t.says(name, regime(t, fraction))
            })
            .collect();
        facts.push((format!("B – {months}"), regimes.join(" + ")));
    }
    for days in working.company.iter().filter(|days| !days.is_flat()) {
        let text = t.days_of(i64::from(days.hundredths()));
        facts.push((format!("A – {}", t.get("kind-company")), text));
    }
    facts
}

/// `30,4 / 38 h (80 %)`; a regime over 1000 was typed as a percentage.
pub fn regime(t: T, fraction: Fraction) -> String {
    let (q, s) = (i64::from(fraction.q()), i64::from(fraction.s()));
    let percent = t.hundredths((q * 10_000 + s / 2) / s.max(1));
    if s == 1000 {
        return format!("{percent} %");
    }
    t.three("account-regime", "q", t.hundredths(q), "s", t.hundredths(s), "percent", percent)
}

/// The entries of a year. `trainings` is where trainings are, or empty.
pub fn entries(t: T, year: &YearView, day: u32, trainings: &str) -> Vec<EntryShown> {
    year.entries.iter().map(|view| entry(t, view, day, trainings)).collect()
}

fn entry(t: T, view: &EntryView, day: u32, trainings: &str) -> EntryShown {
    let entry = &view.entry;
    let key = format!("entry-{}", entry.kind.code().replace('.', "-"));
    let (more, href) = match (&view.training, &view.reason) {
        (Some((id, title)), _) if !trainings.is_empty() => {
            (title.clone(), format!("{trainings}/{id}"))
        }
        (Some((_, title)), _) => (title.clone(), String::new()),
        (None, Some(reason)) => (reason.clone(), String::new()),
        _ => Default::default(),
    };
    let plus = if entry.minutes.0 > 0 { "+" } else { "" };
    EntryShown {
        date: t.short_date(entry.date),
        what: t.get(&key).into_owned(),
        more,
        href,
        origin: entry.origin_year,
        older: entry.origin_year != entry.year,
        exact: format!("{plus}{}", t.hours(entry.minutes)),
        days: format!("{plus}{}", t.days(entry.minutes, day)),
    }
}

/// The trainings of an account. `trainings` is where they are, or empty.
pub fn trainings(t: T, parts: &[PartView], trainings: &str) -> Vec<PartShown> {
    parts.iter().map(|part| part_shown(t, part, trainings)).collect()
}

fn part_shown(t: T, view: &PartView, trainings: &str) -> PartShown {
    let details = &view.training.details;
    let part = &view.part.details;
    let withdrawn = view.part.withdrawn || view.training.withdrawn;
    let state = if withdrawn {
        Tag::new(Tone::Neutral, t.get("account-part-withdrawn"))
    } else {
        let tone = match part.status {
            Status::Planned => Tone::Info,
            Status::Completed => Tone::Good,
            Status::NotFollowed => Tone::Warning,
            Status::NotEligible => Tone::Neutral,
        };
        Tag::new(tone, t.get(&format!("account-part-{}", part.status.code())))
    };
    let when = if details.start == details.end {
        t.short_date(details.start)
    } else {
        t.period(details.start, Some(details.end))
    };
    PartShown {
        title: details.title.clone(),
        href: if trainings.is_empty() {
            String::new()
        } else {
            format!("{trainings}/{}", view.training.id)
        },
        when,
        exact: t.hours(part.minutes),
        state,
        more: part_more(t, part, details.not_counting.is_some()),
    }
}

/// That something was taken from a copy of what the public FLA held.
pub fn copied(t: T, copy: PublicCopy) -> String {
    t.get(if copy.checked { "sheets-tag-checked" } else { "sheets-tag-copy" }).into_owned()
}

fn part_more(t: T, part: &PartDetails, training_does_not_count: bool) -> String {
    let mut more: Vec<String> = part.copy.map(|copy| copied(t, copy)).into_iter().collect();
    if let Some(reason) = part.not_counting {
        more.push(t.get(&format!("account-not-{}", reason.code())).into_owned());
    } else if training_does_not_count {
        more.push(t.get("account-not-counting").into_owned());
    }
    if let Some(until) = part.valid_until {
        more.push(t.one("account-certificate-until", "date", t.date(until)));
    } else if part.certificate {
        more.push(t.get("account-certificate").into_owned());
    }
    more.join(" · ")
}

/// The time line of an employment, latest first.
pub fn spans(t: T, spans: &[Span]) -> Vec<SpanShown> {
    let mut shown: Vec<_> = spans.iter().collect();
    shown.sort_by_key(|span| std::cmp::Reverse((span.from, span.to)));
    shown
        .into_iter()
        .map(|span| SpanShown {
            period: t.period(span.from, span.to),
            committee: committee(t, span.joint_committee.code()),
            regime: regime(t, span.fraction),
            origin: t.get(&format!("account-origin-{}", span.origin.code())).into_owned(),
            assumed: span.assumed,
        })
        .collect()
}

/// A joint committee with its name, where the list knows it.
pub fn committee(t: T, code: &str) -> String {
    committees::find(code)
        .map_or_else(|| bare(t, code), |found| format!("{code} – {}", found.line(t.language())))
}

/// A code that stands in no list: what it means that there is none, else the code itself.
fn bare(t: T, code: &str) -> String {
    if *code == *JointCommittee::none().code() {
        t.get("committee-none").into_owned()
    } else {
        code.to_owned()
    }
}

/// The periods of service with why they ended.
pub fn services(t: T, view: &AccountView) -> Vec<String> {
    let causes: &BTreeMap<_, _> = &view.employment.end_causes;
    let words = |service: &fla_domain::occupation::Service| {
        let period = t.period(service.start, service.end);
        match service.end.and_then(|end| causes.get(&end)) {
            Some(cause) => format!("{period} ({})", t.get(&format!("cause-{}", cause.code()))),
            None => period,
        }
    };
    view.employment.services.iter().map(words).collect()
}
