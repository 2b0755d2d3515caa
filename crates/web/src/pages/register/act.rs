//! Acts on employees, rights, size and settings: a form, what it would do, and done. They all go
//! the same way; which questions each asks is in `act_ask`, how the answers become a command in
//! `act_read`.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, Receipt, Refused, Targets};
use fla_domain::access::Action;
use fla_domain::anomaly::Anomaly;
use fla_domain::committees::{self, Committee};
use fla_domain::ids::EmployeeId;

use super::act_ask::{self, Sheet};
use super::act_read;
use super::{Place, crumbs, page};
use crate::acting::Acting;
use crate::form::{Carried, Confirm, Effects, Head, Posted, Step, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::view::{Crumbs, ErrorSummary};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Adds an employee.
    New,
    /// Changes what is known of a person.
    Person,
    /// Puts people in a team.
    Team,
    /// Says under which occupations a person works from a day.
    Occupations,
    /// Ends the service of a person.
    End,
    /// Sets a right by hand.
    Right,
    /// Goes back to the computed right.
    RightBack,
    /// Gives company days.
    CompanyDays,
    /// Takes company days back.
    DaysBack,
    /// Opts out of automatic calculation.
    OptOut,
    /// Opts back in.
    OptIn,
    /// Marks rights as verified.
    Verify,
    /// Adjusts a credit.
    Adjust,
    /// Takes an adjustment back.
    AdjustBack,
    /// Enters the average size.
    Average,
    /// Goes back to the computed size.
    AverageBack,
    /// Changes name, language, training day.
    Settings,
}

impl Act {
    /// Those with an address of their own: adding an employee has another.
    const ALL: [Self; 16] = [
        Self::Person,
        Self::Team,
        Self::Occupations,
        Self::End,
        Self::Right,
        Self::RightBack,
        Self::CompanyDays,
        Self::DaysBack,
        Self::OptOut,
        Self::OptIn,
        Self::Verify,
        Self::Adjust,
        Self::AdjustBack,
        Self::Average,
        Self::AverageBack,
        Self::Settings,
    ];

    /// The code in addresses and keys of texts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Person => "person",
            Self::Team => "team",
            Self::Occupations => "occupations",
            Self::End => "end",
            Self::Right => "right",
            Self::RightBack => "right-back",
            Self::CompanyDays => "company-days",
            Self::DaysBack => "days-back",
            Self::OptOut => "opt-out",
            Self::OptIn => "opt-in",
            Self::Verify => "verify",
            Self::Adjust => "adjust",
            Self::AdjustBack => "adjust-back",
            Self::Average => "average",
            Self::AverageBack => "average-back",
            Self::Settings => "settings",
        }
    }

    const fn needs(self) -> Action {
        match self {
            Self::New | Self::Person | Self::Team | Self::Occupations | Self::End => {
                Action::ManageEmployees
            }
            Self::Verify => Action::VerifyRights,
            Self::Settings => Action::ManageSettings,
            _ => Action::SetRights,
        }
    }

    /// Whether it is about the company and not about some of its employees.
    const fn is_of_company(self) -> bool {
        matches!(self, Self::Average | Self::AverageBack | Self::Settings)
    }

    /// Whether it is for as many employees as are given.
    const fn has_targets(self) -> bool {
        matches!(
            self,
            Self::Team
                | Self::Right
                | Self::RightBack
                | Self::CompanyDays
                | Self::OptOut
                | Self::OptIn
                | Self::Verify
        )
    }

    /// Whether it cannot be done without saying why.
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::Right | Self::Average | Self::Adjust)
    }

    const fn place(self, posted_all: bool) -> Place {
        if self.is_of_company() || posted_all { Place::Rights } else { Place::Employees }
    }
}

/// The form of an act.
#[derive(Template)]
#[template(path = "pages/employee_act.html")]
struct ActPage {
    t: T,
    errors: ErrorSummary,
    title: String,
    lead: String,
    action: String,
    head: Head,
    carried: Carried,
    whom: Option<String>,
    questions: Vec<String>,
    committees: Vec<&'static Committee>,
    teams: Vec<String>,
    leave: String,
}

type Fields = Vec<(String, String)>;

pub async fn show(
    acting: Acting,
    Path((_, code)): Path<(String, String)>,
    Query(fields): Query<Fields>,
) -> Result<Response, Stop> {
    open(acting, named(&code)?, fields).await
}

pub async fn take(
    acting: Acting,
    Path((_, code)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let ticked = posted.has("all") || posted.has("employee");
    if !ticked && !posted.has("step") && (code == "training" || named(&code)?.has_targets()) {
        return Ok(see(&format!("{}/employees?done=nobody-ticked", acting.base())));
    }
    if code == "training" {
        return Ok(see(&training(&acting, &posted)));
    }
    go(acting, named(&code)?, posted).await
}

pub async fn new_employee(acting: Acting, Query(fields): Query<Fields>) -> Result<Response, Stop> {
    open(acting, Act::New, fields).await
}

pub async fn add_employee(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    go(acting, Act::New, posted).await
}

/// The form to register a training for those who are ticked.
fn training(acting: &Acting, posted: &Posted) -> String {
    let ids = posted.ids::<EmployeeId>("employee");
    let pairs = ids.iter().map(|id| ("employee", id.to_string()));
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{}/trainings/new?{query}", acting.base())
}

fn named(code: &str) -> Result<Act, Stop> {
    let act = Act::ALL.into_iter().find(|act| act.code() == code);
    act.ok_or_else(|| StatusCode::NOT_FOUND.into())
}

fn permit(acting: &Acting, act: Act) -> Result<(), Refused> {
    if acting.caller.may(act.needs()) { Ok(()) } else { Err(Refused::Forbidden(act.needs())) }
}

/// The act as a link opens it: the form, or at once what it would do where nothing is left to ask.
async fn open(acting: Acting, act: Act, fields: Fields) -> Result<Response, Stop> {
    permit(&acting, act)?;
    // A link may say about whom and what; never the token, the key, or how far one is.
    let fields = fields
        .into_iter()
        .filter(|(name, _)| !matches!(name.as_str(), "csrf" | "key" | "step" | "seen"));
    let mut fields: Fields = fields.collect();
    fields.push(("key".to_owned(), acting.app.fresh_key()));
    fields.extend(act_ask::prefill(&acting, act, &fields).await?);
    let posted = Posted::filled(fields);
    if matches!(act, Act::Verify | Act::OptIn) && posted.has("year") {
        return check(&acting, act, &posted).await;
    }
    form(&acting, act, &posted, &[]).await
}

/// The act as it was sent.
async fn go(acting: Acting, act: Act, posted: Posted) -> Result<Response, Stop> {
    permit(&acting, act)?;
    match posted.step() {
        Step::Edit => form(&acting, act, &posted, &[]).await,
        Step::Check => check(&acting, act, &posted).await,
        Step::Do => carry_out(&acting, act, &posted).await,
    }
}

async fn check(acting: &Acting, act: Act, posted: &Posted) -> Result<Response, Stop> {
    let command = match act_read::command(acting, act, posted) {
        Ok(command) => command,
        Err(found) => return form(acting, act, posted, &found).await,
    };
    let effects = if matches!(act, Act::Person | Act::Team) {
        None
    } else {
        match Effects::of(acting, &command, posted.reason()).await {
            Ok(effects) => Some(effects),
            Err(refused) => return form(acting, act, posted, &faults(refused)?).await,
        }
    };
    let t = acting.viewer.t;
    let nothing_wrong = ErrorSummary::new(t);
    let mut sheet = Sheet::new(t, posted, &nothing_wrong);
    act_ask::questions(&mut sheet, act);
    let mut facts: Vec<_> = whom(acting, act, posted)
        .await?
        .map(|whom| (t.get("form-employees").into_owned(), whom))
        .into_iter()
        .collect();
    facts.extend(sheet.facts());
    let title = t.get(&format!("act-{}", act.code())).into_owned();
    let body = Confirm {
        t,
        title: title.clone(),
        facts,
        effects,
        action: address(acting, act),
        token: acting.session.form_token().to_owned(),
        carried: posted.carried(),
        leave: leave(acting, act, posted, None),
    };
    Ok(framed(acting, act, posted, title, body).into_response())
}

async fn carry_out(acting: &Acting, act: Act, posted: &Posted) -> Result<Response, Stop> {
    let command = match act_read::command(acting, act, posted) {
        Ok(command) => command,
        Err(found) => return form(acting, act, posted, &found).await,
    };
    let key = posted.key()?;
    match acting.app.submit(&acting.caller, &command, &key, posted.reason()).await {
        Ok(receipt) => Ok(see(&landing(acting, act, posted, &command, &receipt))),
        Err(refused) => form(acting, act, posted, &faults(refused)?).await,
    }
}

async fn form(
    acting: &Acting,
    act: Act,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let mut errors = ErrorSummary::from_anomalies(t, found);
    let mut sheet = Sheet::new(t, posted, &errors);
    act_ask::questions(&mut sheet, act);
    let (questions, labels) = sheet.into_questions();
    errors.relabel(&labels);
    let key = |end: &str| format!("act-{}{end}", act.code());
    let title = t.get(&key("")).into_owned();
    // About whom and what it is, what is known of a person without being asked here, and since when
    // what was shown of the person stands.
    let carried = ["employee", "all", "id", "gender", "seen"].into_iter().flat_map(|name| {
        posted.all(name).into_iter().map(move |value| (name.to_owned(), value.to_owned()))
    });
    let with_committees = matches!(act, Act::New | Act::Occupations);
    let body = ActPage {
        t,
        title: title.clone(),
        lead: if t.has(&key("-lead")) { t.get(&key("-lead")).into_owned() } else { String::new() },
        action: address(acting, act),
        head: Head::new(acting).again(posted.key_after(found)),
        carried: Carried::new(carried),
        whom: whom(acting, act, posted).await?,
        questions,
        committees: if with_committees {
            committees::all().iter().filter(|c| c.until.is_none()).collect()
        } else {
            Vec::new()
        },
        teams: if matches!(act, Act::New | Act::Person | Act::Team) {
            acting.app.teams(&acting.caller).await?
        } else {
            Vec::new()
        },
        leave: leave(acting, act, posted, None),
        errors,
    };
    Ok(framed(acting, act, posted, title, body).status(status_of(found)).into_response())
}

fn framed<B: Template>(
    acting: &Acting,
    act: Act,
    posted: &Posted,
    title: String,
    body: B,
) -> crate::page::Page<B> {
    let t = acting.viewer.t;
    let place = act.place(posted.has("all"));
    let (path, key) = match place {
        Place::Rights => ("/rights", "side-rights"),
        _ => ("/employees", "side-employees"),
    };
    let link = (format!("{}{path}", acting.base()), t.get(key).into_owned());
    let way: Crumbs = crumbs(acting, &[link]);
    page(acting, place, title, body).crumbs(way)
}

/// For whom it is, in words; `None` for what is not about employees.
async fn whom(acting: &Acting, act: Act, posted: &Posted) -> Result<Option<String>, Stop> {
    const NAMED: usize = 20;
    if act.is_of_company() || act == Act::New {
        return Ok(None);
    }
    let t = acting.viewer.t;
    if posted.has("all") {
        return Ok(Some(t.get("form-employees-all").into_owned()));
    }
    let ids = posted.ids::<EmployeeId>("employee");
    if ids.is_empty() {
        return Ok(Some("–".to_owned()));
    }
    let people = acting.app.employees_by_id(&acting.caller, &ids).await?;
    if people.is_empty() {
        return Err(Refused::Hidden.into());
    }
    let names: Vec<_> = people.iter().take(NAMED).map(|p| p.name.as_str()).collect();
    let more = people.len().saturating_sub(NAMED);
    let names = names.join("; ");
    Ok(Some(if more == 0 { names } else { t.two("act-and-more", "names", names, "count", more) }))
}

/// For whom a command is.
pub(super) fn targets(act: Act, posted: &Posted) -> Targets {
    if posted.has("all") && act.has_targets() {
        Targets::All
    } else {
        Targets::Some(posted.ids("employee"))
    }
}

fn address(acting: &Acting, act: Act) -> String {
    match act {
        Act::New => format!("{}/employees/new", acting.base()),
        act => format!("{}/act/{}", acting.base(), act.code()),
    }
}

/// Where one goes without doing it, or afterwards.
fn leave(acting: &Acting, act: Act, posted: &Posted, new: Option<EmployeeId>) -> String {
    let base = acting.base();
    let ids = posted.ids::<EmployeeId>("employee");
    let year = posted.text("year").parse::<i16>().ok();
    let query = year.map(|year| format!("?year={year}")).unwrap_or_default();
    if let Some(id) = new {
        return format!("{base}/employees/{id}");
    }
    if act.place(posted.has("all")) == Place::Rights {
        return format!("{base}/rights");
    }
    match ids.as_slice() {
        [one] => format!("{base}/employees/{one}{query}"),
        _ => format!("{base}/employees{query}"),
    }
}

fn landing(
    acting: &Acting,
    act: Act,
    posted: &Posted,
    command: &Command,
    receipt: &Receipt,
) -> String {
    if receipt.job.is_some() {
        return format!("{}?done=later", acting.base());
    }
    let added = matches!(command, Command::AddEmployee { .. });
    let new = receipt.object.filter(|_| added).map(EmployeeId);
    let back = leave(acting, act, posted, new);
    let mark = if back.contains('?') { '&' } else { '?' };
    format!("{back}{mark}done={}", act.code())
}
