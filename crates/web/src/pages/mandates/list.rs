//! The list of mandates, of either side.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{CbeEntry, MandateStepView, MandateView};
use fla_domain::access::{Action, Scope, Scopes};
use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::mandate::{Period, Standing};
use fla_domain::time::Quarter;
use serde::Deserialize;

use crate::acting::Acting;
use crate::form::{Head, Posted, Stop, done, status_of};
use crate::i18n::T;
use crate::pages::cbe::{beside_name, beside_number};
use crate::pages::register::{Place, page};
use crate::view::{
    Choice, ChoiceKind, Choosable, ErrorSummary, Field, Notice, Pager, Picker, Tone,
};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
    /// Pages of those given and of those held.
    given: String,
    held: String,
}

/// Mandates on one page.
const PAGE: usize = 50;

/// A page of mandates.
struct Lines {
    lines: Vec<Line>,
    pager: Pager,
}

/// A mandate as it is shown.
pub(super) struct Line {
    pub name: String,
    pub number: String,
    /// What the CBE says of the number, where that is another name or nothing.
    cbe: String,
    pub scopes: String,
    pub period: String,
    pub standing: String,
    tone: &'static str,
    steps: Vec<String>,
    /// Where it is confirmed or refused; empty where that cannot be done.
    answer: String,
    /// Where it is ended; empty where that cannot be done.
    pub end: String,
}

/// What an employer fills in to give one.
struct Give {
    provider: Field,
    from: Picker,
    until: Picker,
    scopes: Choice,
}

#[derive(Template)]
#[template(path = "pages/mandates.html")]
struct Mandates {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    head: Head,
    action: String,
    given: Option<Lines>,
    held: Option<Lines>,
    give: Option<Give>,
    clients: String,
}

/// Scopes in words.
pub fn scopes(t: T, scopes: Scopes) -> String {
    let words = scopes.list().into_iter().map(|s| t.get(&format!("scope-{}", s.code())));
    words.collect::<Vec<_>>().join(", ")
}

/// A period in words.
pub fn quarters(t: T, period: Period) -> String {
    match period.until {
        Some(until) => {
            t.two("mandate-from-until", "from", t.quarter(period.from), "until", t.quarter(until))
        }
        None => t.one("mandate-from", "from", t.quarter(period.from)),
    }
}

const fn tone(standing: Standing) -> &'static str {
    match standing {
        Standing::InForce => "tone-good",
        Standing::Requested => "tone-warning",
        Standing::Coming => "tone-info",
        Standing::Over | Standing::Refused | Standing::Ended => "",
    }
}

fn step(t: T, step: &MandateStepView) -> String {
    let what = t.get(&format!("mandate-step-{}", step.step.code()));
    let who = t.two("looks-role-of", "role", step.by.as_str(), "organisation", &step.organisation);
    format!("{}{}{what}, {who}", t.moment(step.at), t.colon())
}

pub(super) fn line(t: T, base: &str, view: &MandateView, holds: bool, ends: bool) -> Line {
    let at = format!("{base}/mandates/{}", view.id);
    let link = |on: bool, path: &str| if on { format!("{at}{path}") } else { String::new() };
    Line {
        name: view.other.name.clone(),
        number: view.other.enterprise_number.to_string(),
        cbe: String::new(),
        scopes: scopes(t, view.scopes),
        period: quarters(t, view.period),
        standing: t.get(&format!("mandate-{}", view.standing.code())).into_owned(),
        tone: tone(view.standing),
        steps: view.steps.iter().map(|s| step(t, s)).collect(),
        answer: link(holds && view.standing == Standing::Requested, "/answer"),
        end: link(ends && view.standing.is_open(), "/end"),
    }
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let notice = done(acting.viewer.t, &asked.done);
    let pages = [("givenPage", asked.given), ("heldPage", asked.held)];
    list(&acting, &Posted::filled(pages), &[], notice).await
}

pub(super) async fn list(
    acting: &Acting,
    posted: &Posted,
    found: &[Anomaly],
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let (base, caller) = (acting.base(), &acting.caller);
    let may_give = caller.may(Action::GiveMandates);
    let may_hold = caller.may(Action::HoldMandates);
    let serves = caller.may(Action::ServeEmployers);
    let given = if !serves || caller.may(Action::ReadRegister) {
        let views = acting.app.mandates_given(caller).await?;
        let number = posted.text("givenPage");
        Some(lines(acting, ("given", number), &views, false, may_give).await?)
    } else {
        None
    };
    let held = if serves {
        let views = acting.app.mandates_held(caller).await?;
        let number = posted.text("heldPage");
        Some(lines(acting, ("held", number), &views, may_hold, may_hold).await?)
    } else {
        None
    };
    let errors = ErrorSummary::from_anomalies(t, found);
    let cbe = match posted.text("provider").parse::<EnterpriseNumber>() {
        Ok(number) => acting.app.cbe_entry(&number, t.language()).await?,
        Err(_) => None,
    };
    let give = may_give.then(|| form(acting, posted, &errors, cbe.as_ref()));
    let body = Mandates {
        t,
        notice,
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{base}/mandates"),
        given,
        held,
        give,
        clients: if serves { format!("{base}/clients") } else { String::new() },
        errors,
    };
    let page = page(acting, Place::Mandates, t.get("side-mandates"), body);
    Ok(page.status(status_of(found)).into_response())
}

async fn lines(
    acting: &Acting,
    (list, number): (&str, &str),
    views: &[MandateView],
    holds: bool,
    ends: bool,
) -> Result<Lines, Stop> {
    let (t, base) = (acting.viewer.t, acting.base());
    let pager = Pager::named(t, format!("{base}/mandates?"), list, number, PAGE, views.len());
    let views = pager.cut(views);
    let numbers: Vec<_> = views.iter().map(|v| v.other.enterprise_number.clone()).collect();
    let cbe = acting.app.cbe_entries(&numbers, t.language()).await?;
    let of = |view: &MandateView| {
        let entry = cbe.get(&view.other.enterprise_number)?;
        let (tone, words) = beside_name(t, entry, &view.other.name);
        (tone != Tone::Good).then_some(words)
    };
    let with =
        |view| Line { cbe: of(view).unwrap_or_default(), ..line(t, &base, view, holds, ends) };
    Ok(Lines { lines: views.iter().map(with).collect(), pager })
}

/// How many quarters ahead a mandate can begin, and end.
const BEGIN: usize = 5;
const END: usize = 17;

fn form(acting: &Acting, posted: &Posted, errors: &ErrorSummary, cbe: Option<&CbeEntry>) -> Give {
    let t = acting.viewer.t;
    let now = Quarter::of(acting.app.today());
    let ahead: Vec<Quarter> =
        std::iter::successors(Some(now), |quarter| Some(quarter.next())).take(END).collect();
    let option = |q: &Quarter, current: &str| Choosable::new(&q.to_string(), t.quarter(q), current);
    let from = posted.given("from").unwrap_or_else(|| now.to_string());
    let until = posted.text("until");
    let open = Choosable::new("", t.get("mandate-no-end"), until);
    // Whoever gives a mandate for the first time gives the usual one.
    let first = posted.text("provider").is_empty();
    let chosen = posted.all("scope");
    let scopes = Scope::ALL.iter().filter(|scope| **scope != Scope::Read).map(|scope| {
        let code = scope.code();
        let mut option = Choosable::new(code, t.get(&format!("scope-{code}")), "")
            .hint(t.get(&format!("scope-{code}-hint")));
        option.chosen = first || chosen.contains(&code);
        option
    });
    let picker = |name: &str, label: &str, options: Vec<Choosable>| Picker {
        name: name.to_owned(),
        label: t.get(label).into_owned(),
        hint: String::new(),
        error: errors.of(name).to_owned(),
        options,
    };
    Give {
        provider: Field::digits("provider", t.get("mandate-provider"))
            .hint(cbe.map_or_else(
                || t.get("mandate-provider-hint").into_owned(),
                |entry| beside_number(t, entry).1,
            ))
            .required()
            .value(posted.text("provider"))
            .error(errors.of("provider")),
        from: picker(
            "from",
            "mandate-first",
            ahead.iter().take(BEGIN).map(|q| option(q, &from)).collect(),
        ),
        until: picker(
            "until",
            "mandate-last",
            std::iter::once(open).chain(ahead.iter().map(|q| option(q, until))).collect(),
        ),
        scopes: Choice {
            kind: ChoiceKind::Several,
            ..Choice::one("scope", t.get("mandate-scopes"), scopes.collect())
                .hint(t.get("mandate-scopes-hint"))
                .error(errors.of("scope"))
        },
    }
}
