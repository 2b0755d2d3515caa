//! The employee's questions: asked, read, asked again, taken back.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{AccountView, Command, DisputeView, Refused};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::dispute::{About, Claim, DisputeState};
use fla_domain::duration::parse_duration;
use fla_domain::ids::{DisputeId, EmployerId, ParticipationId};
use serde::Deserialize;

use super::{Place, below, tabs};
use crate::form::{Head, Posted, Reading, Stop, done, faults, see, status_of};
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::pages::disputes::{Shown, Side, state, subject};
use crate::pages::evidence::Sure;
use crate::pages::register::{Visit, account_view, id};
use crate::view::{Empty, ErrorSummary, Field, Notice, Tabs, Tag, TextArea};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

struct Line {
    href: String,
    about: String,
    employer: String,
    asked: String,
    due: String,
    state: Tag,
}

#[derive(Template)]
#[template(path = "pages/own_questions.html")]
struct Questions {
    t: T,
    pages: Tabs,
    notice: Option<Notice>,
    lines: Vec<Line>,
    empty: Empty,
    /// Where something is said to be missing, by employer.
    missing: Vec<(String, String)>,
}

pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let person = &visit.someone.person;
    let found = visit.app.own_disputes(person).await?;
    let accounts = visit.app.own_accounts(person).await?;
    let line = |view: &DisputeView| Line {
        href: format!("/account/questions/{}", view.dispute.id),
        about: subject(t, view),
        employer: view.employer.name.clone(),
        asked: t.date(view.dispute.opened_at.date_in_brussels()),
        due: match view.dispute.state {
            DisputeState::Open => t.date(view.dispute.due),
            _ => String::new(),
        },
        state: state(t, view.dispute.state),
    };
    let missing = |view: &AccountView| {
        let address = "/account/questions/new?about=missing&employer=";
        (format!("{address}{}", view.employer.id), view.employer.name.clone())
    };
    let body = Questions {
        t,
        pages: tabs(t, Place::Questions),
        notice: done(t, &asked.done),
        lines: found.iter().map(line).collect(),
        empty: Empty {
            title: t.get("own-questions-none").into_owned(),
            text: t.get("own-questions-none-text").into_owned(),
            action: None,
        },
        missing: accounts.iter().map(missing).collect(),
    };
    let page = Page::new(visit.viewer, t.get("own-questions"), body).section(Section::Account);
    Ok(page.into_response())
}

/// What a question is about, as the address and the form carry it.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct Topic {
    employer: String,
    about: String,
    part: String,
    year: String,
}

#[derive(Template)]
#[template(path = "pages/own_question_new.html")]
struct Form {
    t: T,
    errors: ErrorSummary,
    heading: String,
    employer: String,
    entry: Vec<(String, String)>,
    head: Head,
    topic: Topic,
    title: Option<Field>,
    date: Option<Field>,
    duration: Option<Field>,
    words: TextArea,
}

/// The account a question is about; anybody else's is absent.
async fn account(visit: &Visit, topic: &Topic) -> Result<AccountView, Stop> {
    let employer: EmployerId = id(&topic.employer)?;
    let views = visit.app.own_accounts(&visit.someone.person).await?;
    Ok(views.into_iter().find(|v| v.employer.id == employer).ok_or(Refused::Hidden)?)
}

pub async fn new(visit: Visit, Query(topic): Query<Topic>) -> Result<Response, Stop> {
    form(&visit, &topic, &Posted::default(), &[]).await
}

pub async fn send(visit: Visit, posted: Posted) -> Result<Response, Stop> {
    let text = |name| posted.text(name).to_owned();
    let topic = Topic {
        employer: text("employer"),
        about: text("about"),
        part: text("part"),
        year: text("year"),
    };
    let about = About::from_code(&topic.about).ok_or(Refused::Hidden)?;
    let employer = account(&visit, &topic).await?.employer.id;
    let mut reading = Reading::of(&posted);
    let date = reading.optional_date("date", Zone::StartDate).flatten();
    let minutes = match posted.text("duration") {
        "" => None,
        given => reading.keep("duration", parse_duration(given, 456)).map(|m| m.0),
    };
    let mut found = reading.faults();
    if found.is_empty() {
        let command = Command::AskAbout {
            about,
            participation: topic.part.parse::<ParticipationId>().ok(),
            year: topic.year.parse().ok(),
            words: posted.text("words").to_owned(),
            claim: Claim { title: posted.given("title"), date, minutes },
        };
        let caller = visit.app.act_as_employee(&visit.someone.person, employer).await?;
        match visit.app.submit(&caller, &command, &posted.key()?, None).await {
            Ok(receipt) => {
                let id = receipt.object.map(DisputeId).ok_or(Refused::Hidden)?;
                return Ok(see(&format!("/account/questions/{id}?done=question-asked")));
            }
            Err(refused) => found = faults(refused)?,
        }
    } else if posted.text("words").is_empty() {
        found.push(Anomaly::new(Zone::Text, Fault::Missing).at("words"));
    }
    form(&visit, &topic, &posted, &found).await
}

async fn form(
    visit: &Visit,
    topic: &Topic,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let about = About::from_code(&topic.about).ok_or(Refused::Hidden)?;
    let view = account(visit, topic).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let fill = |field: Field, name: &str| field.value(posted.text(name)).error(errors.of(name));
    let mut entry = Vec::new();
    if about == About::Participation {
        let part: ParticipationId = id(&topic.part)?;
        let part = view.parts.iter().find(|p| p.part.id == part).ok_or(Refused::Hidden)?;
        let shown = account_view::trainings(t, std::slice::from_ref(part), "").remove(0);
        entry = vec![
            (t.get("account-training").into_owned(), shown.title),
            (t.get("account-when").into_owned(), shown.when),
            (t.get("account-hours").into_owned(), shown.exact),
        ];
    } else if about == About::Right {
        entry = vec![(t.get("form-year").into_owned(), topic.year.clone())];
    }
    let training = about != About::Right;
    let optional = || t.get("optional");
    let title = Field::text("title", t.get("own-claim-title")).width("long");
    let title = if about == About::Missing { Some(fill(title.required(), "title")) } else { None };
    let heading = t.get(&format!("own-question-{}", about.code())).into_owned();
    let body = Form {
        t,
        heading: heading.clone(),
        employer: view.employer.name.clone(),
        entry,
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        topic: topic.clone(),
        title,
        date: training.then(|| {
            fill(Field::date("date", t.get("own-claim-date")), "date").optional(optional())
        }),
        duration: training.then(|| {
            let field = Field::text("duration", t.get("own-claim-duration"));
            let field = field.hint(t.get("own-duration-hint")).width("medium");
            fill(field, "duration").optional(optional())
        }),
        words: words(t, posted, &errors, "own-question-words"),
        errors,
    };
    let over = vec![("/account/questions", t.get("own-questions").into_owned())];
    Ok(below(visit, heading, over, body).status(status_of(found)).into_response())
}

fn words(t: T, posted: &Posted, errors: &ErrorSummary, key: &str) -> TextArea {
    TextArea {
        name: "words".to_owned(),
        label: t.get(key).into_owned(),
        hint: t.get("own-question-words-hint").into_owned(),
        error: errors.of("words").to_owned(),
        value: posted.text("words").to_owned(),
        rows: 5,
        optional: String::new(),
    }
}

#[derive(Template)]
#[template(path = "pages/own_question.html")]
struct Question {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    employer: String,
    shown: Shown,
    head: Head,
    here: String,
    /// Where there is an answer with which one may not agree.
    again: Option<TextArea>,
    open: bool,
}

pub async fn show(
    visit: Visit,
    Path(dispute): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let notice = done(visit.viewer.t, &asked.done);
    page(&visit, id(&dispute)?, notice, &Posted::default(), &[]).await
}

pub async fn again(
    visit: Visit,
    Path(dispute): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let dispute: DisputeId = id(&dispute)?;
    let words = posted.text("words").to_owned();
    let command = Command::AskAgain { dispute, words };
    match carry_out(&visit, dispute, &command, &posted).await {
        Ok(()) => Ok(see(&format!("/account/questions/{dispute}?done=question-asked"))),
        Err(refused) => page(&visit, dispute, None, &posted, &faults(refused)?).await,
    }
}

async fn carry_out(
    visit: &Visit,
    dispute: DisputeId,
    command: &Command,
    posted: &Posted,
) -> Result<(), Refused> {
    let person = &visit.someone.person;
    let employer = visit.app.own_dispute(person, dispute).await?.employer.id;
    let caller = visit.app.act_as_employee(person, employer).await?;
    visit.app.submit(&caller, command, &posted.key()?, None).await?;
    Ok(())
}

async fn page(
    visit: &Visit,
    dispute: DisputeId,
    notice: Option<Notice>,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let view = visit.app.own_dispute(&visit.someone.person, dispute).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let answered = matches!(view.dispute.state, DisputeState::Corrected | DisputeState::Explained);
    let shown = Shown::new(t, &view, Side::Employee);
    let title = shown.title.clone();
    let body = Question {
        t,
        notice,
        employer: view.employer.name.clone(),
        shown,
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        here: format!("/account/questions/{dispute}"),
        again: answered.then(|| words(t, posted, &errors, "own-question-again")),
        open: view.dispute.state == DisputeState::Open,
        errors,
    };
    let over = vec![("/account/questions", t.get("own-questions").into_owned())];
    Ok(below(visit, title, over, body).status(status_of(found)).into_response())
}

pub async fn ask_back(visit: Visit, Path(dispute): Path<String>) -> Result<Response, Stop> {
    sure(&visit, id(&dispute)?, &Posted::default(), &[]).await
}

pub async fn back(
    visit: Visit,
    Path(dispute): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let dispute: DisputeId = id(&dispute)?;
    let command = Command::TakeBack { dispute };
    match carry_out(&visit, dispute, &command, &posted).await {
        Ok(()) => Ok(see("/account/questions?done=question-taken-back")),
        Err(refused) => sure(&visit, dispute, &posted, &faults(refused)?).await,
    }
}

async fn sure(
    visit: &Visit,
    dispute: DisputeId,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let view = visit.app.own_dispute(&visit.someone.person, dispute).await?;
    let here = format!("/account/questions/{dispute}");
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        errors.add_anomaly("", fault);
    }
    let about = subject(t, &view);
    let body = Sure {
        t,
        title: t.get("own-question-back").into_owned(),
        text: t.get("own-question-back-text").into_owned(),
        facts: vec![(t.get("question-about").into_owned(), about.clone())],
        errors,
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        action: format!("{here}/back"),
        button: t.get("own-question-back").into_owned(),
        leave: here.clone(),
        known: String::new(),
    };
    let questions = ("/account/questions", t.get("own-questions").into_owned());
    let over = vec![questions, (here.as_str(), about)];
    let page = below(visit, t.get("own-question-back"), over, body);
    Ok(page.status(status_of(found)).into_response())
}
