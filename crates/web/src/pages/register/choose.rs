//! In which capacity somebody acts: straight on where there is only one.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{Capacity, OrganisationRequest, RequestState};
use jiff::ToSpan as _;
use serde::Deserialize;

use super::join::{Own, own};
use super::{Visit, section};
use crate::form::{Stop, done, see};
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::view::Notice;

/// For how many days an answer to a request is shown before the only way in is taken straight.
const ANSWER_DAYS: i64 = 14;

struct Way {
    href: String,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/choose.html")]
struct Choose {
    t: T,
    notice: Option<Notice>,
    ways: Vec<Way>,
    several: bool,
    requests: Vec<Own>,
}

fn way(t: T, capacity: &Capacity) -> Way {
    match capacity {
        Capacity::Employer { employer, role, qualities, serves } => {
            let words: Vec<_> = qualities
                .list()
                .into_iter()
                .map(|quality| t.get(&format!("quality-{}", quality.code())))
                .collect();
            let mut text = t.three(
                "capacity-organisation",
                "role",
                t.get(&format!("role-{}", role.code())),
                "qualities",
                words.join(", "),
                "number",
                employer.enterprise_number.to_string(),
            );
            if *serves > 0 {
                text = format!("{text} {}", t.one("capacity-serves", "count", *serves));
            }
            Way { href: format!("/register/{}", employer.id), title: employer.name.clone(), text }
        }
        Capacity::Section { employer, grant, role, section } => Way {
            href: format!("/register/{grant}"),
            title: employer.name.clone(),
            text: t.two(
                "capacity-section",
                "role",
                section::role(t, *role, Some(section)),
                "number",
                employer.enterprise_number.to_string(),
            ),
        },
        Capacity::Inspector => Way {
            href: "/inspection".to_owned(),
            title: t.get("inspection-title").into_owned(),
            text: t.get("capacity-inspector-text").into_owned(),
        },
        Capacity::OwnAccount { employments } => Way {
            href: "/account".to_owned(),
            title: t.get("capacity-own").into_owned(),
            text: t.one("capacity-own-text", "count", employments.len()),
        },
        Capacity::Operator => Way {
            href: "/operator".to_owned(),
            title: t.get("capacity-operator").into_owned(),
            text: t.get("capacity-operator-text").into_owned(),
        },
    }
}

/// Where to go on with an employer, such as `/employees/`: what the help and the tour ask for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    to: String,
    done: String,
}

impl Asked {
    /// A path below an employer's address; anything else leads to where an employer begins.
    fn path(&self) -> Option<&str> {
        let path = self.to.strip_suffix('/').unwrap_or(&self.to);
        let plain = |b: u8| b.is_ascii_lowercase() || matches!(b, b'/' | b'-');
        let below = path.is_empty() || (path.starts_with('/') && path.bytes().all(plain));
        (below && !self.to.is_empty()).then_some(path)
    }
}

pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let capacities = visit.app.capacities(&visit.someone.person).await?;
    let t = visit.viewer.t;
    let mut ways: Vec<_> = capacities.iter().map(|capacity| way(t, capacity)).collect();
    if let Some(path) = asked.path() {
        let employers: Vec<Way> = capacities
            .iter()
            .filter(|c| matches!(c, Capacity::Employer { .. } | Capacity::Section { .. }))
            .map(|capacity| way(t, capacity))
            .map(|way| Way { href: format!("{}{path}", way.href), ..way })
            .collect();
        if !employers.is_empty() {
            ways = employers;
        }
    }
    let requests = visit.app.own_requests(&visit.someone.person).await?;
    // An answer is read here too, for as long as it is news.
    let since = visit.app.today().saturating_sub(ANSWER_DAYS.days());
    let news = |request: &OrganisationRequest| {
        request.state == RequestState::Waiting
            || request.answered_at.is_some_and(|at| at.date_in_brussels() >= since)
    };
    let asked_lately = asked.done == "organisation-asked" || requests.iter().any(news);
    if let ([only], false) = (ways.as_slice(), asked_lately) {
        return Ok(see(&only.href));
    }
    let employers = capacities.iter().filter(|c| matches!(c, Capacity::Employer { .. }));
    let several = employers.count() > 1;
    let body = Choose {
        t,
        notice: done(t, &asked.done),
        ways,
        several,
        requests: requests.iter().map(|request| own(t, request)).collect(),
    };
    Ok(Page::new(visit.viewer, t.get("capacity-title"), body)
        .section(Section::Register)
        .into_response())
}
