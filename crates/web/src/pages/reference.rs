//! The reference of the REST API: its contract for people, open to everybody.

use std::borrow::Cow;

use askama::Template;
use askama::filters::HtmlSafe;
use axum::Router;
use axum::extract::{FromRef, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::front::Front;
use crate::i18n::{T, rendered};
use crate::page::{Cache, Page, Section, Width};
use crate::reference::operation::{Body, Parameter};
use crate::reference::schema::Node;
use crate::reference::{self, Operation, ProblemType};
use crate::view::{Crumbs, Field, SideGroup, SideLink, SideNav};
use crate::viewer::Viewer;

/// Where the API begins, below the public address.
pub const BASE: &str = "/fla/v1";
/// Where the pages begin.
const HERE: &str = "/api";

/// The routes.
pub fn routes<S>() -> Router<S>
where
    Front: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    Router::new()
        .route(HERE, get(overview))
        .route("/api/operations/{operation}", get(operation))
        .route("/api/schemas", get(schemas))
        .route("/api/problems", get(problems))
        .route("/api/problems/{urn}", get(problem))
}

/// The address of the page of a problem type.
pub fn problem_page(urn: &str) -> String {
    format!("{HERE}/problems/{urn}")
}

/// The contract's own words as HTML: as texts of ours, and `*words*` stand out too.
fn words(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    for (place, piece) in text.split("**").enumerate() {
        if place > 0 {
            marked.push_str("**");
        }
        marked.push_str(&piece.replace('*', "**"));
    }
    rendered(&marked)
}

/// A field with the fields in it.
#[derive(Template)]
#[template(path = "pages/reference_field.html")]
struct Row<'a> {
    t: T,
    node: &'a Node,
}

impl HtmlSafe for Row<'_> {}

impl Row<'_> {
    fn fields(&self) -> Vec<Row<'_>> {
        self.node.fields.iter().map(|node| Row { t: self.t, node }).collect()
    }

    fn limits(&self) -> Vec<(String, bool)> {
        let limits = self.node.limits.iter();
        limits
            .map(|limit| match limit.kind {
                "pattern" => (limit.value.clone(), true),
                kind => (self.t.one(&format!("api-{kind}"), "value", limit.value.as_str()), false),
            })
            .collect()
    }

    fn meaning(&self) -> String {
        words(&self.node.meaning)
    }
}

fn rows(t: T, nodes: &[Node]) -> Vec<Row<'_>> {
    nodes.iter().map(|node| Row { t, node }).collect()
}

/// An operation in the list.
struct Line {
    method: &'static str,
    /// With the places where it may be broken.
    path: String,
    summary: &'static str,
    href: String,
}

fn href(operation: &Operation) -> String {
    format!("{HERE}/operations/{}", operation.id)
}

struct Group {
    id: String,
    name: String,
    description: String,
    lines: Vec<Line>,
}

fn groups() -> Vec<Group> {
    reference::tags()
        .map(|(name, description)| Group {
            id: name.to_lowercase().replace(' ', "-"),
            lines: reference::operations()
                .iter()
                .filter(|one| one.tag == name)
                .map(|one| Line {
                    method: &one.method,
                    path: one.path.replace('/', "/<wbr>"),
                    summary: &one.summary,
                    href: href(one),
                })
                .collect(),
            name,
            description,
        })
        .filter(|group| !group.lines.is_empty())
        .collect()
}

/// The navigation beside the pages.
fn side(t: T, here: &str) -> SideNav {
    let link = |href: String, label: Cow<'_, str>| SideLink {
        current: href == here,
        href,
        label: label.into_owned(),
        count: String::new(),
    };
    let mut all = vec![SideGroup {
        title: String::new(),
        links: vec![
            link(HERE.to_owned(), t.get("api-overview")),
            link(format!("{HERE}/schemas"), t.get("api-schemas")),
            link(format!("{HERE}/problems"), t.get("api-problems")),
        ],
    }];
    for group in groups() {
        all.push(SideGroup {
            title: group.name,
            links: group
                .lines
                .into_iter()
                .map(|line| link(line.href, line.summary.into()))
                .collect(),
        });
    }
    SideNav {
        ground: None,
        title: t.get("api-title").into_owned(),
        subtitle: String::new(),
        groups: all,
    }
}

fn page<B: Template>(viewer: Viewer, title: String, here: &str, body: B) -> Page<B> {
    let t = viewer.t;
    let crumbs = Crumbs {
        label: t.get("here").into_owned(),
        links: vec![(HERE.to_owned(), t.get("api-title").into_owned())],
    };
    let page = Page::new(viewer, title, body)
        .cache(Cache::Public)
        .section(Section::Other)
        .width(Width::Wide)
        .side(side(t, here));
    if here == HERE { page } else { page.crumbs(crumbs) }
}

#[derive(Template)]
#[template(path = "pages/reference.html")]
struct Overview {
    t: T,
    introduction: String,
    contract: String,
    filter: Field,
    count: usize,
    groups: Vec<Group>,
    scopes: Vec<(&'static str, String)>,
}

async fn overview(viewer: Viewer) -> impl IntoResponse {
    let t = viewer.t;
    let body = Overview {
        t,
        introduction: words(
            reference::DOCUMENT["info"]["description"].as_str().unwrap_or_default(),
        ),
        contract: format!("{BASE}/doc/openapi.yaml"),
        filter: Field::search("filter", t.get("api-filter")),
        count: reference::operations().len(),
        groups: groups(),
        scopes: reference::scopes().collect(),
    };
    page(viewer, t.get("api-title").into_owned(), HERE, body)
}

/// An answer with what it brings.
struct Shown<'a> {
    status: &'a str,
    meaning: String,
    headers: &'a [(String, String)],
    body: Option<&'a Body>,
    fields: Vec<Row<'a>>,
}

#[derive(Template)]
#[template(path = "pages/reference_operation.html")]
struct OperationPage<'a> {
    t: T,
    it: &'a Operation,
    description: String,
    base: &'static str,
    curl: String,
    /// Whether it can be tried here: in a sandbox.
    trial: bool,
    given: &'a [Parameter],
    parameters: Vec<(Cow<'static, str>, Vec<Row<'a>>)>,
    body: Vec<Row<'a>>,
    answers: Vec<Shown<'a>>,
}

async fn operation(
    viewer: Viewer,
    State(front): State<Front>,
    Path(id): Path<String>,
) -> Result<Response, StatusCode> {
    let t = viewer.t;
    let found = reference::operations().iter().find(|one| one.id == id);
    let it = found.ok_or(StatusCode::NOT_FOUND)?;
    let public = front.settings.public_url.as_str().trim_end_matches('/');
    let of = |place: &'static str| {
        let nodes = it.parameters_in(place).map(|Parameter { node, .. }| Row { t, node });
        (t.get(&format!("api-in-{place}")), nodes.collect::<Vec<_>>())
    };
    let body = OperationPage {
        t,
        it,
        description: words(&it.description),
        base: BASE,
        curl: it.curl(&format!("{public}{BASE}")),
        trial: viewer.sandbox.is_some(),
        given: &it.parameters,
        parameters: ["path", "query", "header"]
            .map(of)
            .into_iter()
            .filter(|(_, all)| !all.is_empty())
            .collect(),
        body: it.body.as_ref().map(|body| rows(t, &body.node.fields)).unwrap_or_default(),
        answers: it
            .answers
            .iter()
            .map(|answer| Shown {
                status: &answer.status,
                meaning: words(&answer.meaning),
                headers: &answer.headers,
                body: answer.body.as_ref(),
                fields: answer
                    .body
                    .as_ref()
                    .map(|body| rows(t, &body.node.fields))
                    .unwrap_or_default(),
            })
            .collect(),
    };
    Ok(page(viewer, it.summary.clone(), &href(it), body).into_response())
}

#[derive(Template)]
#[template(path = "pages/reference_schemas.html")]
struct Schemas<'a> {
    t: T,
    filter: Field,
    all: Vec<(&'static str, Row<'a>)>,
}

async fn schemas(viewer: Viewer) -> impl IntoResponse {
    let t = viewer.t;
    let nodes: Vec<_> =
        reference::schemas().map(|(name, schema)| (name, Node::flat("", schema, true))).collect();
    let body = Schemas {
        t,
        filter: Field::search("filter", t.get("api-filter-schemas")),
        all: nodes.iter().map(|(name, node)| (*name, Row { t, node })).collect(),
    };
    page(viewer, t.get("api-schemas").into_owned(), "/api/schemas", body).into_response()
}

#[derive(Template)]
#[template(path = "pages/reference_problems.html")]
struct Problems {
    t: T,
    filter: Field,
    requests: Vec<&'static ProblemType>,
    inputs: Vec<&'static ProblemType>,
}

async fn problems(viewer: Viewer) -> impl IntoResponse {
    let t = viewer.t;
    let (requests, inputs) =
        reference::problem_types().iter().partition(|one| one.status.is_some());
    let filter = Field::search("filter", t.get("api-filter-problems"));
    let body = Problems { t, filter, requests, inputs };
    page(viewer, t.get("api-problems").into_owned(), "/api/problems", body)
}

#[derive(Template)]
#[template(path = "pages/reference_problem.html")]
struct OneProblem {
    t: T,
    it: &'static ProblemType,
    description: String,
    mend: String,
    codes: bool,
}

async fn problem(viewer: Viewer, Path(urn): Path<String>) -> Result<Response, StatusCode> {
    let t = viewer.t;
    let found = reference::problem_types().iter().find(|one| one.urn == urn);
    let it = found.ok_or(StatusCode::NOT_FOUND)?;
    let body = OneProblem {
        t,
        it,
        description: words(&it.description),
        mend: words(&it.mend),
        codes: it.status.is_none() || it.status == Some(400),
    };
    Ok(page(viewer, it.title.clone(), &problem_page(&it.urn), body).into_response())
}
