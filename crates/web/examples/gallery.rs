//! All components on one page, on <http://localhost:8089>: to look at while working on them.
#![expect(clippy::disallowed_methods, reason = "a program may ask for the time")]

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use fla_domain::quantity::Minutes;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_web::i18n::T;
use fla_web::page::{Page, Section, Width};
use fla_web::view::{
    Choice, Choosable, CreditMeter, CreditParts, Crumbs, Empty, ErrorSummary, Field, Line, Notice,
    Pager, Picker, Progress, SideGroup, SideLink, SideNav, Steps, Tabs, Tag, TextArea, Tone,
    Upload, Working,
};
use fla_web::viewer::{Identity, Viewer};
use fla_web::{Front, Settings};

#[derive(Template)]
#[template(path = "gallery.html")]
struct Gallery {
    t: T,
    errors: ErrorSummary,
    steps: Steps,
    tabs: Tabs,
    tags: Vec<Tag>,
    notices: Vec<Notice>,
    meters: Vec<CreditMeter>,
    rows: Vec<(String, CreditMeter, Tag)>,
    working: Working,
    fields: Vec<Field>,
    choice: Choice,
    several: Choice,
    picker: Picker,
    area: TextArea,
    upload: Upload,
    progress: Progress,
    pager: Pager,
    empty: Empty,
}

const fn parts(right: i64, carried: i64, followed: i64, planned: i64) -> CreditParts {
    CreditParts {
        right: Minutes(right),
        carried: Minutes(carried),
        followed: Minutes(followed),
        planned: Minutes(planned),
    }
}

const TONES: [(Tone, &str); 5] = [
    (Tone::Neutral, "neutral"),
    (Tone::Info, "info"),
    (Tone::Good, "good"),
    (Tone::Warning, "warning"),
    (Tone::Bad, "bad"),
];

fn options(values: &[(&str, &str)], chosen: &str) -> Vec<Choosable> {
    values.iter().map(|(value, label)| Choosable::new(value, *label, chosen)).collect()
}

fn row(t: T, number: i64) -> (String, CreditMeter, Tag) {
    let parts = parts(2280, 456 * (number % 2), 500 * number, 300);
    let meter = CreditMeter::new(t, &format!("row-{number}"), parts, 456).compact();
    let (tone, word) = TONES[usize::try_from(number).unwrap_or(0) % 5];
    (format!("Voorbeeld, Persoon {number}"), meter, Tag::new(tone, word))
}

fn gallery(t: T) -> Gallery {
    let mut errors = ErrorSummary::new(t);
    errors.add("title", "Name of the training: not given. Fill this in.");
    errors.add("start", "Start date: not of the form asked for.");
    let tab = |path: &str, words: &str, count: &str, here| {
        (path.to_owned(), words.to_owned(), count.to_owned(), here)
    };
    let line = |what: &str, how: &str, amount: &str| Line {
        what: what.to_owned(),
        how: how.to_owned(),
        amount: amount.to_owned(),
    };
    Gallery {
        t,
        steps: Steps::at(t, "Import", &["Choose files", "Look", "Confirm", "Done"], 1),
        tabs: Tabs {
            label: "Views".to_owned(),
            tabs: vec![tab("#", "All", "812", true), tab("#", "To verify", "17", false)],
        },
        tags: TONES.map(|(tone, word)| Tag::new(tone, word)).to_vec(),
        notices: TONES
            .map(|(tone, word)| Notice::new(tone, format!("A notice: {word}"), "And what it says."))
            .to_vec(),
        meters: [(2280, 0, 1368, 228), (2280, 912, 2280, 0), (2280, 0, 2736, 0), (456, 0, 0, 600)]
            .iter()
            .enumerate()
            .map(|(i, m)| CreditMeter::new(t, &format!("m{i}"), parts(m.0, m.1, m.2, m.3), 456))
            .collect(),
        rows: (0..6).map(|n| row(t, n)).collect(),
        working: Working {
            summary: "How this was worked out".to_owned(),
            lines: vec![
                line("January – May: 5 months", "4 × 1 × 5/12", "5/3"),
                line("Sum", "", "17/6"),
            ],
            total: ("Right".to_owned(), "2.83 days (21 h 32)".to_owned()),
            source: "besox.be".to_owned(),
            open: true,
        },
        fields: vec![
            Field::text("title", "Name of the training").error(errors.of("title")),
            Field::date("start", "Start").hint("The first day.").error(errors.of("start")),
            Field::number("hours", "Duration").suffix("h").value("7:36"),
            Field::text("place", "Place").optional("optional"),
        ],
        errors,
        choice: Choice::one("kind", "Kind", options(&[("f", "Formal"), ("i", "Informal")], "f"))
            .inline(),
        several: Choice {
            kind: fla_web::view::ChoiceKind::Several,
            ..Choice::one("who", "Who", options(&[("a", "Everybody"), ("b", "My team")], "b"))
        },
        picker: Picker {
            name: "cause".to_owned(),
            label: "Why the employment ended".to_owned(),
            hint: String::new(),
            error: String::new(),
            options: options(&[("r", "Resignation"), ("t", "End of term")], "t"),
        },
        area: TextArea {
            name: "reason".to_owned(),
            label: "Reason".to_owned(),
            hint: "One sentence is enough.".to_owned(),
            error: String::new(),
            value: String::new(),
            rows: 3,
            optional: String::new(),
        },
        upload: Upload {
            name: "files".to_owned(),
            label: "Declarations".to_owned(),
            hint: "XML files of your payroll.".to_owned(),
            error: String::new(),
            accept: ".xml".to_owned(),
            multiple: true,
            invite: "Drop files here, or choose them.".to_owned(),
        },
        progress: Progress {
            label: "Reading the files".to_owned(),
            text: "3 of 10".to_owned(),
            done: 3,
            total: 10,
            poll: String::new(),
        },
        pager: Pager::new(t, "?", 5, 50, 812),
        empty: Empty {
            title: "No trainings yet".to_owned(),
            text: "Register the first one, or read in a file.".to_owned(),
            action: Some(("#".to_owned(), "Register a training".to_owned())),
        },
    }
}

async fn show(mut viewer: Viewer) -> impl IntoResponse {
    let t = viewer.t;
    viewer.identity = Some(Identity {
        name: "Persoon Voorbeeld".to_owned(),
        acting_for: "Bakkerij Voorbeeld bv".to_owned(),
        form_token: String::new(),
        tour: None,
    });
    let link = |label: &str, count: &str, current| SideLink {
        href: "#".to_owned(),
        label: label.to_owned(),
        count: count.to_owned(),
        current,
    };
    let side = SideNav {
        ground: None,
        title: "Bakkerij Voorbeeld bv".to_owned(),
        subtitle: "0884.303.369".to_owned(),
        groups: vec![SideGroup {
            title: "Work".to_owned(),
            links: vec![
                link("Overview", "", false),
                link("Employees", "812", true),
                link("Rights", "17", false),
            ],
        }],
    };
    let crumbs = Crumbs {
        label: "You are here".to_owned(),
        links: vec![
            ("#".to_owned(), "Register".to_owned()),
            ("#".to_owned(), "Employees".to_owned()),
        ],
    };
    Page::new(viewer, "Components", gallery(t))
        .section(Section::Register)
        .width(Width::Wide)
        .side(side)
        .crumbs(crumbs)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let front = Front {
        rules: Arc::new(RuleBook::builtin()),
        clock: Arc::new(|| Instant(jiff::Timestamp::now().as_microsecond())),
        settings: Arc::new(Settings::at("http://localhost:8089/".parse()?)),
    };
    let pages = Router::new().route("/", get(show));
    let site = front.around(pages, |pages| pages).with_state(());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8089").await?;
    axum::serve(listener, site).await?;
    Ok(())
}
