//! In which capacity somebody acts: straight on where there is only one.

use askama::Template;
use axum::response::{IntoResponse, Response};
use fla_app::Capacity;

use super::Visit;
use crate::form::{Stop, see};
use crate::i18n::T;
use crate::page::{Page, Section};

struct Way {
    href: String,
    title: String,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/choose.html")]
struct Choose {
    t: T,
    ways: Vec<Way>,
    several: bool,
}

fn way(t: T, capacity: &Capacity) -> Way {
    match capacity {
        Capacity::Employer { employer, role } => Way {
            href: format!("/register/{}", employer.id),
            title: employer.name.clone(),
            text: t.two(
                "capacity-employer",
                "role",
                t.get(&format!("role-{}", role.code())),
                "number",
                employer.enterprise_number.to_string(),
            ),
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

pub async fn show(visit: Visit) -> Result<Response, Stop> {
    let capacities = visit.app.capacities(&visit.someone.person).await?;
    let t = visit.viewer.t;
    let ways: Vec<_> = capacities.iter().map(|capacity| way(t, capacity)).collect();
    if let [only] = ways.as_slice() {
        return Ok(see(&only.href));
    }
    let employers = capacities.iter().filter(|c| matches!(c, Capacity::Employer { .. }));
    let several = employers.count() > 1;
    let body = Choose { t, ways, several };
    Ok(Page::new(visit.viewer, t.get("capacity-title"), body)
        .section(Section::Register)
        .into_response())
}
