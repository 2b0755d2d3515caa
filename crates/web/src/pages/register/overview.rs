//! An employer at a glance.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{ImportSummary, JobView, Overview};
use fla_domain::access::Action;
use fla_domain::ids::JobId;
use fla_domain::time::Year;
use serde::{Deserialize, Serialize};

use super::{Place, id, page};
use crate::acting::Acting;
use crate::form::{Stop, done, see};
use crate::i18n::T;
use crate::pages::dashboard::{Count, Section, credit_figures};
use crate::view::{CreditMeter, CreditParts, Notice, Progress, Tabs};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    year: String,
    done: String,
}

/// An import in a line.
pub struct ImportLine {
    href: String,
    when: String,
    text: String,
}

#[derive(Template)]
#[template(path = "pages/overview.html")]
struct Glance {
    t: T,
    notice: Option<Notice>,
    name: String,
    year: Year,
    years: Tabs,
    base: String,
    empty: bool,
    progress: Option<Progress>,
    to_verify: i64,
    figures: Vec<(String, Count)>,
    dashboard: Section,
    meter: CreditMeter,
    size: String,
    acts: Vec<(String, String)>,
    steps: Vec<(String, String, String)>,
    imports: Vec<ImportLine>,
    may_verify: bool,
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    if !acting.caller.may(Action::ReadRegister) {
        let told = done(t, &asked.done).map(|_| format!("?done={}", asked.done));
        let first = Place::first(&acting).path();
        return Ok(see(&format!("{}{first}{}", acting.base(), told.unwrap_or_default())));
    }
    let this_year = acting.app.today().year();
    let year: Year = asked.year.trim().parse().unwrap_or(this_year).clamp(2022, 2100);
    let (view, figures) = tokio::try_join!(
        acting.app.overview(&acting.caller, year),
        acting.app.dashboard(&acting.caller, year)
    )?;
    let imports = if acting.caller.may(Action::ImportDeclarations) {
        acting.app.imports(&acting.caller).await?
    } else {
        Vec::new()
    };
    let base = acting.base();
    let tabs = ((this_year - 2)..=(this_year + 1)).rev();
    let tab = |y: Year| (format!("{base}?year={y}"), y.to_string(), String::new(), y == year);
    let years = Tabs { label: t.get("form-year").into_owned(), tabs: tabs.map(tab).collect() };
    let working = view.jobs.first();
    let body = Glance {
        t,
        notice: done(t, &asked.done),
        name: acting.employer.name.clone(),
        year,
        years,
        empty: view.in_service == 0 && view.with_credit == 0,
        progress: working.map(|job| progress_of(t, &base, job)),
        to_verify: figures.to_verify,
        figures: credit_figures(t, &base, acting.employer.day_minutes, &figures),
        dashboard: Section::new(t, &base, acting.employer.day_minutes, &figures),
        meter: CreditMeter::new(t, "credit", parts(&view), acting.employer.day_minutes),
        size: size(t, &view),
        acts: acts(&acting),
        steps: steps(&acting),
        imports: imports.iter().take(5).map(|import| import_line(t, &base, import)).collect(),
        may_verify: acting.caller.may(Action::VerifyRights),
        base,
    };
    let busy = body.progress.is_some();
    let page = page(&acting, Place::Overview, t.get("overview-title"), body);
    Ok(if busy { page.refresh(5) } else { page }.into_response())
}

fn parts(view: &Overview) -> CreditParts {
    let credit = &view.credit;
    CreditParts {
        right: credit.granted() + credit.adjusted - credit.lapsed,
        carried: credit.carried_in,
        followed: credit.debited,
        planned: credit.planned,
    }
}

fn size(t: T, view: &Overview) -> String {
    let band = t.get(&format!("regime-band-{}", view.size.band.code())).into_owned();
    match &view.size.average {
        Some(average) => t.two("regime-size-average", "band", band, "average", t.exact(average)),
        None => t.get("rights-size-unknown").into_owned(),
    }
}

fn acts(acting: &Acting) -> Vec<(String, String)> {
    let t = acting.viewer.t;
    let base = acting.base();
    [
        (Action::RegisterTrainings, "/trainings/quick", "quick"),
        (Action::RegisterTrainings, "/trainings/new", "overview-act-training"),
        (Action::ManageEmployees, "/employees/new", "overview-act-employee"),
        (Action::ImportDeclarations, "/import", "overview-act-import"),
    ]
    .into_iter()
    .filter(|(action, _, _)| acting.caller.may(*action))
    .map(|(_, path, key)| (format!("{base}{path}"), t.get(key).into_owned()))
    .collect()
}

/// The first three acts of an employer of whom nothing is known yet: address, title, text.
fn steps(acting: &Acting) -> Vec<(String, String, String)> {
    let t = acting.viewer.t;
    let base = acting.base();
    [("/import", "import"), ("/rights", "size"), ("/trainings/new", "training")]
        .map(|(path, name)| {
            (
                format!("{base}{path}"),
                t.get(&format!("overview-step-{name}")).into_owned(),
                t.get(&format!("overview-step-{name}-text")).into_owned(),
            )
        })
        .into()
}

/// How many employees an import brought, and how many it changed.
pub fn import_counts(t: T, import: &ImportSummary) -> String {
    t.two("overview-import-counts", "new", import.new, "changed", import.changed)
}

fn import_line(t: T, base: &str, import: &ImportSummary) -> ImportLine {
    let state = t.get(&format!("job-{}", import.state())).into_owned();
    let files = t.one("import-files", "count", import.files.len());
    let counts = import_counts(t, import);
    ImportLine {
        href: format!("{base}/import/{}", import.job.id),
        when: t.moment(import.job.created_at),
        text: format!("{state} · {files} · {counts}"),
    }
}

/// How far a job is, for a page that shows it.
pub fn progress_of(t: T, base: &str, job: &JobView) -> Progress {
    let known = |n: i64| u64::try_from(n).unwrap_or(0);
    Progress {
        label: t.get(&format!("job-kind-{}", job.kind)).into_owned(),
        text: words(t, job),
        done: known(job.done),
        total: known(job.total),
        poll: format!("{base}/jobs/{}", job.id),
    }
}

/// How far a job is, in words.
pub fn words(t: T, job: &JobView) -> String {
    if job.total > 0 {
        t.two("job-progress", "done", job.done.min(job.total), "total", job.total)
    } else {
        t.get(&format!("job-{}", job.state)).into_owned()
    }
}

/// How far a job is, for the script of the page.
#[derive(Serialize)]
pub struct Far {
    done: i64,
    total: i64,
    text: String,
    finished: bool,
}

impl Far {
    /// How far a job is, with words for it.
    pub fn of(job: &JobView, text: String) -> Self {
        let finished = !matches!(job.state.as_str(), "waiting" | "running");
        Self { done: job.done, total: job.total, text, finished }
    }
}

pub async fn progress(
    acting: Acting,
    Path((_, job)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let job: JobId = id(&job)?;
    let job = acting.app.job(&acting.caller, job).await?;
    Ok(Json(Far::of(&job, words(acting.viewer.t, &job))).into_response())
}
