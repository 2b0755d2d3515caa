//! The people behind a figure.

use axum::extract::Query;
use axum::response::Response;
use fla_app::{Cut, Group, PeoplePage, PeopleQuery, PersonSort, Sums};
use fla_domain::time::Year;

use super::asked::{Asked, cut_label, cut_pickers, picker, sort_picker, year_picker};
use super::list::{Cell, List, nothing};
use super::table::Count;
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::register::Place;
use crate::view::Picker;

fn sort(asked: &str) -> PersonSort {
    match asked {
        "most" => PersonSort::MostLeft,
        "least" => PersonSort::LeastLeft,
        "followed" => PersonSort::MostFollowed,
        _ => PersonSort::Name,
    }
}

/// What the list is asked for.
pub fn query(asked: &Asked, this_year: Year) -> PeopleQuery {
    PeopleQuery {
        year: asked.year(this_year),
        group: Group::from_code(&asked.group).unwrap_or_default(),
        cut: asked.cut(),
        sort: sort(&asked.sort),
        page: asked.page(),
    }
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let this_year = acting.app.today().year();
    let query = query(&asked, this_year);
    let year = query.year;
    let found = acting.app.people_behind(&acting.caller, &query).await?;
    let path = format!("{}/figures/people", acting.base());
    let list = List {
        t,
        title: t.one(&title(query.group), "year", year.to_string()),
        lead: lead(t, query.group, &query.cut),
        filters: filters(t, &asked, &found, (year, this_year)),
        carried: Vec::new(),
        files: asked.files(t, &path),
        totals: totals(t, &found.totals, acting.employer.day_minutes),
        heads: heads(t, year),
        rows: rows(&acting, &found, year),
        empty: nothing(t),
        previous: (query.page > 1).then(|| asked.at_page(&path, query.page - 1)),
        next: found.more.then(|| asked.at_page(&path, query.page + 1)),
        number: query.page,
        action: path,
    };
    Ok(list.page(&acting, Place::Overview))
}

/// The key of the title of a group.
fn title(group: Group) -> String {
    let code = if group == Group::All { "all" } else { group.code() };
    format!("dashboard-people-{code}")
}

/// What the list is cut to, in words.
fn lead(t: T, _group: Group, cut: &Cut) -> String {
    let cuts = [
        ("team", &cut.team),
        ("committee", &cut.committee),
        ("gender", &cut.gender),
        ("age", &cut.age),
    ];
    let words: Vec<String> = cuts
        .into_iter()
        .filter_map(|(by, value)| {
            let key = value.strip_prefix('=')?;
            let what = t.get(&format!("dashboard-by-{by}"));
            // A code nobody knows is shown as it was asked for.
            let known = by == "team"
                || key.is_empty()
                || by == "committee"
                || t.has(&format!("dashboard-{by}-{key}"));
            Some(t.says(what, if known { cut_label(t, by, key) } else { key.to_owned() }))
        })
        .collect();
    words.join(" · ")
}

/// The words for a cut, for other lists.
pub fn cut_words(t: T, cut: &Cut) -> String {
    lead(t, Group::All, cut)
}

fn filters(
    t: T,
    asked: &Asked,
    found: &PeoplePage,
    (year, this_year): (Year, Year),
) -> Vec<Picker> {
    let groups = Group::ALL.into_iter().filter(|g| *g != Group::All);
    let groups = groups
        .map(|g| {
            let words = t.get(&format!("dashboard-group-{}", g.code())).into_owned();
            (g.code().to_owned(), words)
        })
        .collect::<Vec<_>>();
    let mut filters = vec![year_picker(t, year, this_year)];
    filters.push(picker(t, "group", &asked.group, &groups));
    filters.extend(cut_pickers(t, asked, &found.choices));
    filters.push(sort_picker(t, &asked.sort, &["name", "most", "least", "followed"]));
    filters
}

fn totals(t: T, sums: &Sums, day: u32) -> Vec<(String, Count)> {
    let credit = &sums.credit;
    let people = Count::new("people", sums.people, t.number(sums.people), String::new());
    let mut totals = vec![(t.get("dashboard-people").into_owned(), people)];
    for (unit, key, minutes) in [
        ("granted", "account-granted", credit.granted()),
        ("carried", "account-carried", credit.carried_in),
        ("debited", "dashboard-debited", credit.debited),
        ("reserved", "dashboard-reserved", credit.planned),
        ("left", "account-left", credit.left()),
        ("followed", "dashboard-followed", sums.followed_minutes),
        ("planned", "dashboard-planned", sums.planned_minutes),
    ] {
        let count = Count::new(unit, minutes.0, t.days(minutes, day), String::new());
        totals.push((t.get(key).into_owned(), count.exact(t.hours(minutes))));
    }
    totals
}

fn heads(t: T, year: Year) -> Vec<String> {
    vec![
        t.get("employees-name").into_owned(),
        t.get("employees-team").into_owned(),
        t.get("dashboard-by-committee").into_owned(),
        t.one("dashboard-credit-year", "year", year.to_string()),
        t.get("dashboard-followed").into_owned(),
        t.get("dashboard-planned").into_owned(),
        t.get("account-left").into_owned(),
    ]
}

fn rows(acting: &Acting, found: &PeoplePage, year: Year) -> Vec<Vec<Cell>> {
    let (t, base, day) = (acting.viewer.t, acting.base(), acting.employer.day_minutes);
    found
        .rows
        .iter()
        .map(|person| {
            let (row, sums) = (&person.row, &person.row.sums);
            let whole = sums.credit.left() + sums.credit.debited;
            let left = sums.credit.left();
            vec![
                Cell::words(&person.name).href(format!("{base}/employees/{}?year={year}", row.id)),
                Cell::words(row.team.as_deref().unwrap_or_default()),
                Cell::words(row.committee.as_deref().unwrap_or_default()),
                Cell::num(t.days(whole, day)).how(t.hours(whole)),
                Cell::num(t.hours(sums.followed_minutes)),
                Cell::num(t.hours(sums.planned_minutes)),
                Cell::num(t.days(left, day)).how(t.hours(left)),
            ]
        })
        .collect()
}
