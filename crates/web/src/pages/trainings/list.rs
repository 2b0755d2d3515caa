//! The list of trainings.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{TrainingItem, TrainingQuery};
use fla_domain::access::Action;
use fla_domain::time::Year;
use fla_domain::training::Status;
use serde::Deserialize;

use super::words;
use crate::acting::Acting;
use crate::address;
use crate::form::{Posted, Stop, done, see};
use crate::i18n::T;
use crate::view::{Choosable, Empty, Exports, Field, Notice, Picker, Tag};

/// What the list is asked for; absent answers are empty.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    title: String,
    status: String,
    year: String,
    withdrawn: String,
    page: String,
    done: String,
}

impl Asked {
    fn query(&self) -> TrainingQuery {
        TrainingQuery {
            title: self.title.clone(),
            status: Status::from_code(&self.status),
            year: self.year.trim().parse().ok().filter(|y| (1990..=2100).contains(y)),
            withdrawn: !self.withdrawn.is_empty(),
            page: self.page.parse().ok().filter(|p| (1..=100_000).contains(p)).unwrap_or(1),
            after: None,
        }
    }

    fn is_narrowed(&self) -> bool {
        [&self.title, &self.status, &self.year].iter().any(|asked| !asked.trim().is_empty())
    }

    /// The address of another page of the same list.
    fn at_page(&self, base: &str, page: u32) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("title", &self.title),
            ("status", &self.status),
            ("year", &self.year),
            ("withdrawn", &self.withdrawn),
        ] {
            if !value.trim().is_empty() {
                query.append_pair(name, value.trim());
            }
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        format!("{base}?{}", query.finish())
    }
}

struct Row {
    href: String,
    title: String,
    period: String,
    duration: String,
    provider: String,
    counts: Vec<Tag>,
    withdrawn: bool,
}

#[derive(Template)]
#[template(path = "pages/trainings.html")]
struct List {
    t: T,
    base: String,
    notice: Option<Notice>,
    title: Field,
    status: Picker,
    year: Picker,
    withdrawn: bool,
    rows: Vec<Row>,
    empty: Empty,
    previous: Option<String>,
    next: Option<String>,
    page: u32,
    token: String,
    may_register: bool,
    courses: String,
    /// For those who read the register as a whole.
    exports: Option<Exports>,
}

fn row(t: T, base: &str, item: TrainingItem) -> Row {
    let training = item.training;
    Row {
        href: format!("{base}/{}", training.id),
        period: words::period(t, &training.details),
        duration: t.hours(training.details.minutes),
        provider: training.details.provider.unwrap_or_default(),
        counts: words::count_tags(t, &item.counts),
        title: training.details.title,
        withdrawn: training.withdrawn,
    }
}

fn status_picker(t: T, asked: &str) -> Picker {
    let all = Choosable::new("", t.get("trainings-all"), asked);
    let each = Status::ALL.iter().map(|s| Choosable::new(s.code(), words::status(t, *s), asked));
    picker(t, "status", "training-status", std::iter::once(all).chain(each).collect())
}

fn year_picker(t: T, asked: &str, today: Year) -> Picker {
    let all = Choosable::new("", t.get("trainings-all-years"), asked);
    let mut years: Vec<String> = (2022..=today + 1).rev().map(|y| y.to_string()).collect();
    if !asked.trim().is_empty() && !years.iter().any(|y| y == asked) {
        years.push(asked.to_owned());
    }
    let each = years.iter().map(|y| Choosable::new(y, y.as_str(), asked));
    picker(t, "year", "trainings-year", std::iter::once(all).chain(each).collect())
}

pub(super) fn picker(t: T, name: &str, label: &str, options: Vec<Choosable>) -> Picker {
    Picker {
        name: name.to_owned(),
        label: t.get(label).into_owned(),
        hint: String::new(),
        error: String::new(),
        options,
    }
}

fn nothing(t: T, base: &str, narrowed: bool, may_register: bool) -> Empty {
    let (title, text) = if narrowed {
        ("trainings-none-fit", "trainings-none-fit-text")
    } else {
        ("trainings-none", "trainings-none-text")
    };
    let action = match (narrowed, may_register) {
        (true, _) => Some((base.to_owned(), t.get("trainings-show-all").into_owned())),
        (false, true) => Some((format!("{base}/new"), t.get("trainings-register").into_owned())),
        (false, false) => None,
    };
    Empty { title: t.get(title).into_owned(), text: t.get(text).into_owned(), action }
}

/// The page.
pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    page(&acting, &asked, None).await
}

/// What was asked for in the form. It is sent and not put into an address as long as it may hold
/// an SSIN, which is no title.
pub async fn find(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    let text = |name: &str| posted.text(name).to_owned();
    let asked = Asked {
        title: text("title"),
        status: text("status"),
        year: text("year"),
        withdrawn: text("withdrawn"),
        ..Asked::default()
    };
    if address::holds_ssin(&asked.title) {
        let wrong = acting.viewer.t.get("trainings-no-ssin").into_owned();
        return page(&acting, &asked, Some(wrong)).await;
    }
    Ok(see(&asked.at_page(&super::base(&acting), 1)))
}

async fn page(acting: &Acting, asked: &Asked, wrong: Option<String>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = super::base(acting);
    let query = asked.query();
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let found = acting.app.trainings(&acting.caller, &query).await?;
    let may_register = acting.caller.may(Action::RegisterTrainings);
    let body = List {
        t,
        notice: done(t, &asked.done),
        title: Field::search("title", t.get("training-title"))
            .value(asked.title.as_str())
            .error(wrong.unwrap_or_default()),
        token: acting.session.form_token().to_owned(),
        status: status_picker(t, &asked.status),
        year: year_picker(t, &asked.year, acting.app.today().year()),
        withdrawn: query.withdrawn,
        rows: found.items.into_iter().map(|item| row(t, &base, item)).collect(),
        empty: nothing(t, &base, asked.is_narrowed(), may_register),
        previous: (query.page > 1).then(|| asked.at_page(&base, query.page - 1)),
        next: found.more.then(|| asked.at_page(&base, query.page + 1)),
        page: query.page,
        may_register,
        courses: format!("{}/courses", acting.base()),
        exports: acting.caller.may(Action::ReadRegister).then(|| {
            Exports::new(
                t,
                t.get("trainings-title"),
                &format!("{}/sheets/export/trainings", acting.base()),
                asked.at_page(&base, 1).split_once('?').map_or("", |(_, query)| query),
            )
        }),
        base,
    };
    Ok(super::frame(acting, t.get("trainings-title"), body).status(status).into_response())
}
