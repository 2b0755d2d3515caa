//! The figures and charts of a year, as they stand on the overview of an employer.

use askama::Template;
use askama::filters::HtmlSafe;
use fla_app::{Amount, Cut, Dashboard, Done, Group, Slice};
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_domain::training::Status;

use super::asked::{Asked, cut_label, of_cut, people_link};
use super::parts::kind_words;
use super::table::{Count, Line, Table};
use crate::i18n::T;
use crate::view::{Bar, Chart, Lie};

/// Rows of a panel that show at once; the others open.
const SHOWN: usize = 8;

/// A chart with its table.
#[derive(Debug)]
pub struct Panel {
    id: String,
    title: String,
    text: String,
    chart: Chart,
    table: Table,
    more: Option<Table>,
    wide: bool,
}

/// The dashboard of a year.
#[derive(Debug, Template)]
#[template(path = "pages/dashboard.html")]
pub struct Section {
    t: T,
    tiles: Vec<(String, Count)>,
    certificates: Vec<(String, Count)>,
    panels: Vec<Panel>,
}

impl HtmlSafe for Section {}

/// What numbers are written with.
struct Pen<'a> {
    t: T,
    base: &'a str,
    year: Year,
    day: u32,
}

impl Section {
    /// The section of a dashboard; `base` is where the pages of the employer begin.
    pub fn new(t: T, base: &str, day_minutes: u32, d: &Dashboard) -> Self {
        let pen = Pen { t, base, year: d.year, day: day_minutes };
        let mut panels = vec![pen.months(d), pen.kinds(d), pen.counting(d)];
        // One slice tells nothing: everybody is in it, and it says the same as the tiles.
        for (by, slices) in [
            ("team", &d.teams),
            ("committee", &d.committees),
            ("gender", &d.genders),
            ("age", &d.ages),
        ] {
            panels.push(pen.slices(by, slices));
        }
        Self { t, tiles: pen.tiles(d), certificates: pen.certificates(d), panels }
    }
}

impl Pen<'_> {
    fn words(&self, key: &str) -> String {
        self.t.get(key).into_owned()
    }

    fn people(&self, n: i64, group: Group, cut: &Cut) -> Count {
        Count::new("people", n, self.t.number(n), people_link(self.base, self.year, group, cut))
    }

    /// An amount of credit, in days and exactly, that leads to whose it is.
    fn credit(&self, unit: &'static str, minutes: Minutes, cut: &Cut) -> Count {
        let href = people_link(self.base, self.year, Group::All, cut);
        Count::new(unit, minutes.0, self.t.days(minutes, self.day), href)
            .exact(self.t.hours(minutes))
    }

    /// The address of participations.
    fn parts_link(&self, asked: Asked, status: Status) -> String {
        let asked =
            Asked { year: self.year.to_string(), status: status.code().to_owned(), ..asked };
        asked.at_page(&format!("{}/figures/trainings", self.base), 1)
    }

    /// Hours that lead to the participations they are of.
    fn hours(&self, unit: &'static str, minutes: Minutes, asked: Asked) -> Count {
        let status = if unit == "planned" { Status::Planned } else { Status::Completed };
        Count::new(unit, minutes.0, self.t.hours(minutes), self.parts_link(asked, status))
    }

    /// The number of participations, leading to them.
    fn parts(&self, amount: Amount, status: Status, asked: Asked) -> Count {
        let href = self.parts_link(asked, status);
        Count::new("parts", amount.parts, self.t.number(amount.parts), href)
    }

    fn tiles(&self, d: &Dashboard) -> Vec<(String, Count)> {
        let none = Cut::default();
        let people = |key: &str, n, group| (self.words(key), self.people(n, group, &none));
        vec![
            people("dashboard-group-serving", d.all.serving, Group::Serving),
            people("dashboard-group-nothing", d.all.nothing, Group::Nothing),
            people("dashboard-group-verify", d.to_verify, Group::Verify),
            people("dashboard-group-beyond", d.beyond, Group::Beyond),
            (
                self.words("dashboard-followed"),
                self.hours("followed", d.all.followed_minutes, Asked::default()),
            ),
            (
                self.words("dashboard-planned"),
                self.hours("planned", d.all.planned_minutes, Asked::default()),
            ),
        ]
    }

    fn certificates(&self, d: &Dashboard) -> Vec<(String, Count)> {
        d.certificates
            .iter()
            .map(|(within, n)| {
                let asked = Asked { within: within.code().to_owned(), ..Asked::default() };
                let href = asked.at_page(&format!("{}/figures/certificates", self.base), 1);
                let words = self.words(&format!("dashboard-within-{}", within.code()));
                (words, Count::new("certificates", *n, self.t.number(*n), href))
            })
            .collect()
    }

    /// The numbers of trainings followed and planned.
    fn done(&self, done: &Done, asked: &Asked) -> Vec<Count> {
        vec![
            self.parts(done.followed, Status::Completed, asked.clone()),
            self.hours("followed", done.followed.minutes, asked.clone()),
            self.parts(done.planned, Status::Planned, asked.clone()),
            self.hours("planned", done.planned.minutes, asked.clone()),
        ]
    }

    fn done_panel(
        &self,
        (id, lie): (&str, Lie),
        rows: Vec<(String, String, &Done, Asked)>,
    ) -> Panel {
        let t = self.t;
        let title = t.one(&format!("dashboard-{id}"), "year", self.year.to_string());
        let bar = |(short, _, done, _): &(String, String, &Done, Asked)| Bar {
            label: short.clone(),
            followed: done.followed.minutes,
            planned: done.planned.minutes,
        };
        let chart = Chart::new(t, id, title.clone(), lie, rows.iter().map(bar).collect());
        let lines = rows
            .into_iter()
            .map(|(_, label, done, asked)| Line { label, counts: self.done(done, &asked) })
            .collect();
        let columns = [
            "dashboard-followed-count",
            "dashboard-followed",
            "dashboard-planned-count",
            "dashboard-planned",
        ];
        let table = Table {
            id: id.to_owned(),
            caption: title.clone(),
            head: self.words(&format!("dashboard-head-{id}")),
            columns: columns.map(|key| self.words(key)).into(),
            lines,
        };
        let text = self.words(&format!("dashboard-{id}-text"));
        let wide = lie == Lie::Upright;
        Panel { id: id.to_owned(), title, text, chart, table, more: None, wide }
    }

    fn months(&self, d: &Dashboard) -> Panel {
        let rows = (1_i8..)
            .zip(&d.months)
            .map(|(month, done)| {
                let name = self.t.month(month);
                let first: String = name.chars().take(1).flat_map(char::to_uppercase).collect();
                let asked = Asked { month: month.to_string(), ..Asked::default() };
                (first, name.to_owned(), done, asked)
            })
            .collect();
        self.done_panel(("months", Lie::Upright), rows)
    }

    fn kinds(&self, d: &Dashboard) -> Panel {
        let rows = d
            .kinds
            .iter()
            .map(|(kind, done)| {
                let words = kind_words(self.t, kind);
                (words.clone(), words, done, Asked { kind: format!("={kind}"), ..Asked::default() })
            })
            .collect();
        self.done_panel(("kinds", Lie::Flat), rows)
    }

    fn counting(&self, d: &Dashboard) -> Panel {
        let rows = ["yes", "no"]
            .into_iter()
            .zip(&d.counting)
            .map(|(code, done)| {
                let words = self.words(&format!("dashboard-counting-{code}"));
                let asked = Asked { counting: code.to_owned(), ..Asked::default() };
                (words.clone(), words, done, asked)
            })
            .collect();
        self.done_panel(("counting", Lie::Flat), rows)
    }

    fn slices(&self, by: &str, slices: &[Slice]) -> Panel {
        let t = self.t;
        let title = t.one(&format!("dashboard-{by}"), "year", self.year.to_string());
        let bars = slices.iter().take(SHOWN).map(|slice| Bar {
            // The code of a joint committee is short enough to read; the table has its name.
            label: if by == "committee" && !slice.key.is_empty() {
                slice.key.clone()
            } else {
                cut_label(t, by, &slice.key)
            },
            followed: slice.sums.followed_minutes,
            planned: slice.sums.planned_minutes,
        });
        let chart = Chart::new(t, by, title.clone(), Lie::Flat, bars.collect());
        let (shown, others) = slices.split_at(slices.len().min(SHOWN));
        let more =
            (!others.is_empty()).then(|| self.slice_table(&format!("{by}-more"), by, others));
        Panel {
            id: by.to_owned(),
            text: self.words(&format!("dashboard-{by}-text")),
            table: self.slice_table(by, by, shown),
            title,
            chart,
            more,
            wide: false,
        }
    }

    fn slice_table(&self, id: &str, by: &str, slices: &[Slice]) -> Table {
        let columns = [
            "dashboard-people",
            "dashboard-nothing",
            "dashboard-followed",
            "dashboard-planned",
            "account-left",
        ];
        Table {
            id: id.to_owned(),
            caption: self.t.one(&format!("dashboard-{by}"), "year", self.year.to_string()),
            head: self.words(&format!("dashboard-by-{by}")),
            columns: columns.map(|key| self.words(key)).into(),
            lines: slices.iter().map(|slice| self.slice_line(by, slice)).collect(),
        }
    }

    fn slice_line(&self, by: &str, slice: &Slice) -> Line {
        let value = format!("={}", slice.key);
        let mut cut = Cut::default();
        match by {
            "team" => cut.team = value,
            "committee" => cut.committee = value,
            "gender" => cut.gender = value,
            _ => cut.age = value,
        }
        let sums = &slice.sums;
        Line {
            label: cut_label(self.t, by, &slice.key),
            counts: vec![
                self.people(sums.people, Group::All, &cut),
                self.people(sums.nothing, Group::Nothing, &cut),
                self.hours("followed", sums.followed_minutes, of_cut(&cut)),
                self.hours("planned", sums.planned_minutes, of_cut(&cut)),
                self.credit("left", sums.credit.left(), &cut),
            ],
        }
    }
}

/// The figures of the credit of everybody together: name and number.
pub fn credit_figures(t: T, base: &str, day_minutes: u32, d: &Dashboard) -> Vec<(String, Count)> {
    let pen = Pen { t, base, year: d.year, day: day_minutes };
    let (credit, none) = (&d.all.credit, Cut::default());
    [
        ("granted", "account-granted", credit.granted()),
        ("carried", "account-carried", credit.carried_in),
        ("debited", "dashboard-debited", credit.debited),
        ("reserved", "dashboard-reserved", credit.planned),
        ("left", "account-left", credit.left()),
    ]
    .map(|(unit, key, minutes)| (pen.words(key), pen.credit(unit, minutes, &none)))
    .into()
}
