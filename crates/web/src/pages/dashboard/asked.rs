//! The addresses of the lists behind the figures: writing them and reading them back. What people
//! are told apart by stands in them as `=value`, and as a bare `=` where it is not known.

use fla_app::{AGE_BANDS, Choices, Cut, GENDERS, Group};
use fla_domain::time::Year;
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use crate::i18n::T;
use crate::pages::register::account_view::committee;
use crate::view::{Choosable, Picker};

/// What a list is asked for; absent answers are empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Calendar year.
    pub year: String,
    /// Of people: which group.
    pub group: String,
    /// Of participations: which status.
    pub status: String,
    /// Months, such as `3` or `1-3`.
    pub month: String,
    /// Kind of training.
    pub kind: String,
    /// Broad field of education.
    pub field: String,
    /// Whether it counts.
    pub counting: String,
    /// Only those that are over.
    pub over: String,
    /// Of certificates: when they end.
    pub within: String,
    /// Team.
    pub team: String,
    /// Joint committee.
    pub committee: String,
    /// Gender.
    pub gender: String,
    /// Age band.
    pub age: String,
    /// Order.
    pub sort: String,
    /// Page.
    pub page: String,
    /// Of a file: `csv` or `xlsx`.
    pub form: String,
}

impl Asked {
    fn pairs(&self) -> [(&'static str, &String); 14] {
        [
            ("year", &self.year),
            ("group", &self.group),
            ("status", &self.status),
            ("month", &self.month),
            ("kind", &self.kind),
            ("field", &self.field),
            ("counting", &self.counting),
            ("over", &self.over),
            ("within", &self.within),
            ("team", &self.team),
            ("committee", &self.committee),
            ("gender", &self.gender),
            ("age", &self.age),
            ("sort", &self.sort),
        ]
    }

    /// The address of a page of the list at `path`.
    pub fn at_page(&self, path: &str, page: u32) -> String {
        let mut query = Serializer::new(String::new());
        for (name, value) in self.pairs() {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if page > 1 {
            query.append_pair("page", &page.to_string());
        }
        format!("{path}?{}", query.finish())
    }

    /// The addresses of all rows of the list at `path` as files: address and what it says.
    pub fn files(&self, t: T, path: &str) -> Vec<(String, String)> {
        let file = |form: &str| {
            let address = self.at_page(&format!("{path}/export"), 1);
            let mark = if address.ends_with('?') { "" } else { "&" };
            let words = t.get(&format!("dashboard-file-{form}")).into_owned();
            (format!("{address}{mark}form={form}"), words)
        };
        ["csv", "xlsx"].map(file).into()
    }

    /// The year, or this one where none is asked for that a register can have.
    pub fn year(&self, this_year: Year) -> Year {
        let asked = self.year.trim().parse().ok();
        asked.filter(|y| (1990..=2100).contains(y)).unwrap_or(this_year)
    }

    /// The page.
    pub fn page(&self) -> u32 {
        self.page.trim().parse().unwrap_or(1).clamp(1, 100_000)
    }

    /// What people are told apart by.
    pub fn cut(&self) -> Cut {
        Cut {
            team: self.team.clone(),
            committee: self.committee.clone(),
            gender: self.gender.clone(),
            age: self.age.clone(),
        }
    }

    /// First and last month.
    pub fn months(&self) -> Option<(i8, i8)> {
        let (first, last) = self.month.split_once('-').unwrap_or((&self.month, &self.month));
        let month = |text: &str| text.trim().parse().ok().filter(|m| (1..=12).contains(m));
        Some((month(first)?, month(last)?))
    }
}

/// The address of the people of a group and a cut in a year.
pub fn people_link(base: &str, year: Year, group: Group, cut: &Cut) -> String {
    let asked = Asked { year: year.to_string(), group: group.code().to_owned(), ..of_cut(cut) };
    asked.at_page(&format!("{base}/figures/people"), 1)
}

/// A question with only a cut.
pub fn of_cut(cut: &Cut) -> Asked {
    Asked {
        team: cut.team.clone(),
        committee: cut.committee.clone(),
        gender: cut.gender.clone(),
        age: cut.age.clone(),
        ..Asked::default()
    }
}

/// What a value of `team`, `committee`, `gender` or `age` reads like; empty is not known.
pub fn cut_label(t: T, by: &str, key: &str) -> String {
    match (by, key) {
        ("team", "") => t.get("dashboard-no-team").into_owned(),
        ("committee", "") => t.get("dashboard-no-committee").into_owned(),
        (_, "") => t.get("dashboard-not-known").into_owned(),
        ("committee", code) => committee(t, code),
        ("gender", code) => t.get(&format!("dashboard-gender-{code}")).into_owned(),
        ("age", code) => t.get(&format!("dashboard-age-{code}")).into_owned(),
        (_, other) => other.to_owned(),
    }
}

/// A list to choose from whose first answer is all; answers are values with their words.
pub fn picker(t: T, name: &str, asked: &str, answers: &[(String, String)]) -> Picker {
    let mut options = vec![Choosable::new("", t.get("dashboard-all"), asked)];
    options.extend(answers.iter().map(|(v, words)| Choosable::new(v, words.as_str(), asked)));
    Picker {
        name: name.to_owned(),
        label: t.get(&format!("dashboard-by-{name}")).into_owned(),
        hint: String::new(),
        error: String::new(),
        options,
    }
}

/// The pickers for what people are told apart by.
pub fn cut_pickers(t: T, asked: &Asked, choices: &Choices) -> Vec<Picker> {
    let with_none = |by: &str, keys: Vec<&str>| {
        let keys = keys.into_iter().filter(|key| !key.is_empty()).chain([""]);
        keys.map(|key| (format!("={key}"), cut_label(t, by, key))).collect::<Vec<_>>()
    };
    let texts = |list: &'static [&'static str]| list.to_vec();
    let mut pickers = Vec::new();
    if !choices.teams.is_empty() {
        let teams = choices.teams.iter().map(String::as_str).collect();
        pickers.push(picker(t, "team", &asked.team, &with_none("team", teams)));
    }
    let committees = choices.committees.iter().map(String::as_str).collect();
    pickers.push(picker(t, "committee", &asked.committee, &with_none("committee", committees)));
    pickers.push(picker(t, "gender", &asked.gender, &with_none("gender", texts(&GENDERS))));
    pickers.push(picker(t, "age", &asked.age, &with_none("age", texts(&AGE_BANDS))));
    pickers
}

/// The years to choose from.
pub fn year_picker(t: T, year: Year, this_year: Year) -> Picker {
    let mut years: Vec<Year> = ((this_year - 3)..=(this_year + 1)).rev().collect();
    if !years.contains(&year) {
        years.push(year);
    }
    let chosen = year.to_string();
    Picker {
        name: "year".to_owned(),
        label: t.get("form-year").into_owned(),
        hint: String::new(),
        error: String::new(),
        options: years
            .into_iter()
            .map(|y| Choosable::new(&y.to_string(), y.to_string(), &chosen))
            .collect(),
    }
}

/// The orders of a list; the first is the usual one.
pub fn sort_picker(t: T, asked: &str, orders: &[&str]) -> Picker {
    let usual = orders.first().copied().unwrap_or_default();
    let asked = if orders.contains(&asked) { asked } else { usual };
    Picker {
        name: "sort".to_owned(),
        label: t.get("dashboard-by-sort").into_owned(),
        hint: String::new(),
        error: String::new(),
        options: orders
            .iter()
            .map(|order| Choosable::new(order, t.get(&format!("dashboard-sort-{order}")), asked))
            .collect(),
    }
}
