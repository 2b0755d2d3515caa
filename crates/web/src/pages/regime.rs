//! "Which regime applies to us?": the number of days, and why, at an address that can be shared.

mod answer;
mod asked;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::IntoResponse;
use fla_domain::committees::{self, Committee};
use fla_domain::right::regime::lookup;
use fla_domain::size::{Band, reference_quarters, two_year_period};
use fla_domain::time::Year;

use self::answer::Answer;
use self::asked::Asked;
use crate::front::Front;
use crate::i18n::T;
use crate::page::{Cache, Page, Section, Width};
use crate::view::{Choice, Choosable, ErrorSummary, Field};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "pages/regime.html")]
struct Regime {
    t: T,
    errors: ErrorSummary,
    band: Choice,
    fields: Fields,
    person_open: bool,
    committees: Vec<&'static Committee>,
    sectors: usize,
    answer: Option<Answer>,
}

struct Fields {
    average: Field,
    committee: Field,
    year: Field,
    percent: Field,
    q: Field,
    s: Field,
    start: Field,
    end: Field,
    day: Field,
}

fn fields(t: T, asked: &Asked, year: Year, errors: &ErrorSummary) -> Fields {
    let label = |name: &str| t.get(&format!("regime-{name}"));
    let hint = |name: &str| t.get(&format!("regime-{name}-hint"));
    let fill = |field: Field, name: &str, value: &str| field.value(value).error(errors.of(name));
    let number = |name: &str, value: &str| fill(Field::number(name, label(name)), name, value);
    let date = |name: &str, value: &str| {
        let (first, last) = (format!("{year}-01-01"), format!("{year}-12-31"));
        fill(Field::date(name, label(name)), name, value).hint(hint(name)).between(first, last)
    };
    let year_text = if asked.year.is_empty() { year.to_string() } else { asked.year.clone() };
    Fields {
        average: number("average", &asked.average)
            .hint(hint("average"))
            .suffix(t.get("regime-fte")),
        committee: fill(
            Field::text("committee", label("committee")),
            "committee",
            &asked.committee,
        )
        .hint(hint("committee"))
        .list("committees"),
        year: fill(Field::digits("year", label("year")).width("short"), "year", &year_text),
        percent: number("percent", &asked.percent).hint(hint("percent")).suffix("%"),
        q: number("q", &asked.q),
        s: number("s", &asked.s),
        start: date("start", &asked.start),
        end: date("end", &asked.end),
        day: fill(Field::number("day", label("day")), "day", &asked.day).hint(hint("day")),
    }
}

/// The bands, with the quarters over which the average of the year is taken.
fn band_question(t: T, asked: &Asked, year: Year, error: &str) -> Choice {
    let [first, second, third, fourth] = reference_quarters(year).map(|q| t.quarter(q));
    let (from, to) = two_year_period(year);
    let hint = t.with(
        "regime-band-hint",
        &[
            ("first", &first),
            ("second", &second),
            ("third", &third),
            ("fourth", &fourth),
            ("from", &from.to_string()),
            ("to", &to.to_string()),
        ],
    );
    let options = Band::ALL.iter().map(|band| {
        Choosable::new(band.code(), t.get(&format!("regime-band-{}", band.code())), &asked.band)
    });
    Choice::one("band", t.get("regime-band"), options.collect()).hint(hint).error(error)
}

pub async fn show(
    viewer: Viewer,
    State(front): State<Front>,
    Query(asked): Query<Asked>,
) -> impl IntoResponse {
    let t = viewer.t;
    let mut errors = ErrorSummary::new(t);
    let today = front.today().year();
    let query = if asked.is_empty() { None } else { asked.read(t, &mut errors) };
    let answer = query.map(|query| {
        let found = lookup(&front.rules, &query);
        Answer::new(t, &front.rules, &query, &found, asked.address())
    });
    let year = asked.readable_year().unwrap_or(today);
    let body = Regime {
        t,
        band: band_question(t, &asked, year, errors.of("band")),
        fields: fields(t, &asked, year, &errors),
        person_open: asked.has_person(),
        committees: committees::all().iter().filter(|c| c.until.is_none()).collect(),
        sectors: sectors(&front),
        answer,
        errors,
    };
    Page::new(viewer, t.get("regime-title"), body)
        .cache(Cache::Public)
        .section(Section::Regime)
        .width(Width::Wide)
}

/// How many joint committees have a rule of their own.
fn sectors(front: &Front) -> usize {
    let codes: std::collections::BTreeSet<_> =
        front.rules.rules().iter().filter_map(|rule| rule.joint_committee()).collect();
    codes.len()
}
