//! The work of an employer: everything under `/register`.

mod access;
mod account;
pub(super) mod account_view;
mod act;
mod act_ask;
mod act_read;
mod choose;
pub(super) mod employee_history;
mod employees;
mod history;
mod import;
mod import_view;
mod join;
mod operator;
pub(super) mod overview;
mod rights;
pub mod section;
mod start;
mod visit;

use askama::Template;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use fla_domain::access::Action;

use crate::acting::Acting;
use crate::form::Stop;
use crate::page::{Page, Section, Width};
use crate::state::Site;
use crate::view::{Crumbs, SideGroup, SideLink, SideNav};

pub(super) use overview::progress_of;
pub use visit::Visit;

/// The routes of the register.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/register", get(choose::show))
        .route("/operator", get(operator::show).post(operator::add))
        .route("/register/add", get(join::show).post(join::ask))
        .route("/operator/requests/{request}/grant", post(operator::grant))
        .route("/operator/requests/{request}/refuse", post(operator::refuse))
        .route("/operator/{employer}", get(operator::one).post(operator::set))
        .route("/register/{employer}", get(overview::show))
        .route("/register/{employer}/employees", get(employees::show))
        .route("/register/{employer}/employees/find", post(employees::find))
        .route("/register/{employer}/employees/new", get(act::new_employee).post(act::add_employee))
        .route("/register/{employer}/employees/{employee}", get(account::show))
        .route("/register/{employer}/employees/{employee}/history", get(employee_history::show))
        .route("/register/{employer}/access", get(access::show).post(access::give))
        .route("/register/{employer}/access/invitations", post(access::invite))
        .route("/register/{employer}/access/invitations/{invitation}/end", post(access::take_back))
        .route("/register/{employer}/access/{grant}/end", get(access::ask_end).post(access::end))
        .route("/register/{employer}/act/{act}", get(act::show).post(act::take))
        .route("/register/{employer}/start", get(start::show))
        .route("/register/{employer}/history/log.zip", get(history::zip))
        .route("/register/{employer}/rights", get(rights::show))
        .route("/register/{employer}/import", get(import::show))
        .route("/register/{employer}/import/{job}", get(import::result))
        .route("/register/{employer}/import/{job}/progress", get(import::progress))
        .route("/register/{employer}/jobs/{job}", get(overview::progress))
        .route("/register/{employer}/history", get(history::show))
        .route("/register/{employer}/import", post(import::take).layer(import::limit()))
}

/// The pages of an employer, as its navigation lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At a glance.
    Overview,
    /// What must be done next.
    Tasks,
    /// People and their accounts.
    Employees,
    /// Trainings.
    Trainings,
    /// Who can still do which task.
    Certificates,
    /// Questions of employees.
    Disputes,
    /// Accounts and notices on paper.
    Papers,
    /// Reports from the register.
    Reports,
    /// Declarations.
    Import,
    /// Spreadsheets.
    Sheets,
    /// Batch files.
    Files,
    /// Size, rights of the company, settings.
    Rights,
    /// Who did what.
    History,
    /// Employers served under a mandate.
    Clients,
    /// What a training provider reported.
    Given,
    /// What training providers reported to the employer.
    Reported,
    /// Who acts for whom.
    Mandates,
    /// Who may do what.
    Access,
    /// First use.
    Start,
}

impl Place {
    const ALL: [Self; 19] = [
        Self::Clients,
        Self::Given,
        Self::Overview,
        Self::Tasks,
        Self::Employees,
        Self::Trainings,
        Self::Reported,
        Self::Certificates,
        Self::Disputes,
        Self::Papers,
        Self::Reports,
        Self::Import,
        Self::Sheets,
        Self::Files,
        Self::Rights,
        Self::History,
        Self::Mandates,
        Self::Access,
        Self::Start,
    ];

    /// What comes after the employer in the address.
    const fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Tasks => "/tasks",
            Self::Employees => "/employees",
            Self::Trainings => "/trainings",
            Self::Certificates => "/certificates",
            Self::Disputes => "/disputes",
            Self::Papers => "/papers",
            Self::Reports => "/reports",
            Self::Import => "/import",
            Self::Sheets => "/sheets",
            Self::Files => "/files",
            Self::Rights => "/rights",
            Self::History => "/history",
            Self::Clients => "/clients",
            Self::Given => "/given",
            Self::Reported => "/reported",
            Self::Mandates => "/mandates",
            Self::Access => "/access",
            Self::Start => "/start",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Overview => "side-overview",
            Self::Tasks => "side-tasks",
            Self::Employees => "side-employees",
            Self::Trainings => "side-trainings",
            Self::Certificates => "side-certificates",
            Self::Disputes => "side-disputes",
            Self::Papers => "side-papers",
            Self::Reports => "side-reports",
            Self::Import => "side-import",
            Self::Sheets => "side-sheets",
            Self::Files => "side-files",
            Self::Rights => "side-rights",
            Self::History => "side-history",
            Self::Clients => "side-clients",
            Self::Given => "side-given",
            Self::Reported => "side-reported",
            Self::Mandates => "side-mandates",
            Self::Access => "side-access",
            Self::Start => "side-start",
        }
    }

    const fn needs(self) -> Action {
        match self {
            Self::Import | Self::Sheets => Action::ImportDeclarations,
            Self::Files => Action::SendFiles,
            Self::History => Action::ReadHistory,
            Self::Mandates => Action::ReadMandates,
            Self::Clients => Action::ServeEmployers,
            Self::Given => Action::ReportTrainings,
            Self::Access | Self::Start => Action::ManageAccess,
            Self::Employees | Self::Trainings => Action::ReadPeople,
            _ => Action::ReadRegister,
        }
    }
}

impl Place {
    /// Whether somebody finds it in the navigation.
    fn is_for(self, acting: &Acting) -> bool {
        acting.caller.may(self.needs())
    }

    /// Where somebody begins who may not read the register as a whole: with the people of the own
    /// section, a provider with its employers, anybody else with what there is.
    fn first(acting: &Acting) -> Self {
        let places = [Self::Employees, Self::Clients, Self::Given, Self::Access, Self::Mandates];
        places.into_iter().find(|place| place.is_for(acting)).unwrap_or(Self::History)
    }
}

/// The navigation beside every page of an employer: what the role allows, and where one is.
pub fn side(acting: &Acting, here: Place) -> SideNav {
    let t = acting.viewer.t;
    let base = acting.base();
    let links = Place::ALL
        .into_iter()
        .filter(|place| place.is_for(acting))
        .map(|place| SideLink {
            href: format!("{base}{}", place.path()),
            label: t.get(place.key()).into_owned(),
            count: String::new(),
            current: place == here,
        })
        .collect();
    SideNav {
        title: acting.employer.name.clone(),
        subtitle: acting.employer.enterprise_number.to_string(),
        ground: ground(acting),
        groups: vec![SideGroup { title: String::new(), links }],
    }
}

/// On what ground one acts, where that is not the whole of one's own organisation, and the way back
/// from there: "Social secretariat, mandate from …".
fn ground(acting: &Acting) -> Option<(String, String)> {
    let t = acting.viewer.t;
    if let Some(mandated) = acting.caller.mandated() {
        let quarters = crate::pages::mandates::quarters(t, mandated.period);
        let name = mandated.provider_name.as_str();
        let text = t.two("ground-mandate", "name", name, "period", quarters);
        return Some((text, format!("/register/{}/clients", mandated.provider)));
    }
    if let Some(section) = acting.caller.section() {
        return Some((section::words(t, section), "/register".to_owned()));
    }
    let reason = acting.caller.purpose()?;
    Some((t.one("ground-inspection", "reason", reason), "/inspection".to_owned()))
}

/// A page of an employer in its frame: navigation beside it, the work section marked.
pub fn page<B: Template>(
    acting: &Acting,
    here: Place,
    title: impl Into<String>,
    body: B,
) -> Page<B> {
    Page::new(acting.viewer.clone(), title, body)
        .section(Section::Register)
        .width(Width::Wide)
        .side(side(acting, here))
}

/// The way back from a page below a place of the navigation.
pub fn crumbs(acting: &Acting, links: &[(String, String)]) -> Crumbs {
    Crumbs { label: acting.viewer.t.get("here").into_owned(), links: links.to_vec() }
}

/// The id in an address; anything that is none is answered as an absent one.
pub fn id<I: std::str::FromStr>(text: &str) -> Result<I, Stop> {
    text.parse().map_err(|_| StatusCode::NOT_FOUND.into())
}
