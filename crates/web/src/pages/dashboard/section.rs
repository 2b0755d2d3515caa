//! The figures and charts of a year, as they stand on the overview of an employer.

use askama::Template;
use askama::filters::HtmlSafe;
use fla_app::{Amount, Cut, Dashboard, Done, Group, Slice};
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_domain::training::Status;

use super::asked::{Asked, cut_label, of_cut, people_link};
use super::parts::{field_words, kind_words};
use super::table::{Count, Line, Pair, Table};
use crate::i18n::T;
use crate::view::{Bar, Chart, RowBar};

/// Rows of a panel that show at once; the others open.
const SHOWN: usize = 8;

/// A table with bars in its rows, or beside a chart.
#[derive(Debug)]
pub struct Panel {
    id: String,
    title: String,
    text: String,
    chart: Option<Chart>,
    table: Table,
    more: Option<Table>,
    planned: bool,
    shape: &'static str,
}

/// The dashboard of a year.
#[derive(Debug, Template)]
#[template(path = "pages/dashboard.html")]
pub struct Section {
    t: T,
    tiles: Vec<(String, Count)>,
    certificates: Vec<(String, Count)>,
    groups: Vec<(&'static str, Vec<Panel>)>,
    alike: String,
}

impl HtmlSafe for Section {}

/// What numbers are written with.
struct Pen<'a> {
    t: T,
    base: &'a str,
    year: Year,
    day: u32,
}

/// A row of a panel about trainings: its name in a chart and in a table, what was done, and the
/// question that leads to its rows.
struct Row<'a> {
    short: String,
    label: String,
    done: &'a Done,
    asked: Asked,
}

impl Section {
    /// The section of a dashboard; `base` is where the pages of the employer begin.
    pub fn new(t: T, base: &str, day_minutes: u32, d: &Dashboard) -> Self {
        let pen = Pen { t, base, year: d.year, day: day_minutes };
        let trainings = vec![pen.months(d), pen.fields(d), pen.kinds(d), pen.counting(d)];
        let (mut people, mut alike) = (Vec::new(), Vec::new());
        for (by, slices) in [
            ("team", &d.teams),
            ("committee", &d.committees),
            ("gender", &d.genders),
            ("age", &d.ages),
        ] {
            // One slice tells nothing: everybody is in it, and it says the same as the tiles.
            if slices.len() > 1 {
                people.push(pen.slices(by, slices));
            } else {
                alike.push(t.get(&format!("dashboard-by-{by}")).into_owned());
            }
        }
        let mut groups = vec![("dashboard-trainings", trainings), ("dashboard-of-people", people)];
        groups.retain(|(_, panels)| !panels.is_empty());
        let (tiles, certificates) = (pen.tiles(d), pen.certificates(d));
        Self { t, tiles, certificates, groups, alike: alike.join(", ") }
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

    /// The numbers of trainings followed, with those planned below them.
    fn done(&self, done: &Done, asked: &Asked) -> Vec<Pair> {
        let planned = self.words("dashboard-planned-word");
        vec![
            Pair::with(
                self.parts(done.followed, Status::Completed, asked.clone()),
                self.parts(done.planned, Status::Planned, asked.clone()),
                planned.clone(),
            ),
            Pair::with(
                self.hours("followed", done.followed.minutes, asked.clone()),
                self.hours("planned", done.planned.minutes, asked.clone()),
                planned,
            ),
        ]
    }

    fn done_table(
        &self,
        id: &str,
        by: &str,
        rows: Vec<Row<'_>>,
        bars: Vec<Option<RowBar>>,
    ) -> Table {
        let lines = rows
            .into_iter()
            .zip(bars)
            .map(|(row, bar)| Line {
                pairs: self.done(row.done, &row.asked),
                label: row.label,
                bar,
            })
            .collect();
        let columns = ["dashboard-participations", "dashboard-hours"];
        Table {
            id: id.to_owned(),
            caption: self.title(by),
            head: self.words(&format!("dashboard-head-{by}")),
            columns: columns.map(|key| self.words(key)).into(),
            lines,
        }
    }

    fn title(&self, by: &str) -> String {
        self.t.one(&format!("dashboard-{by}"), "year", self.year.to_string())
    }

    fn done_panel(&self, by: &str, shape: &'static str, mut rows: Vec<Row<'_>>) -> Panel {
        let bars: Vec<Bar> = rows.iter().map(|row| bar(&row.short, row.done)).collect();
        let planned = bars.iter().any(|bar| bar.planned.0 > 0);
        let others = rows.split_off(rows.len().min(SHOWN));
        let (bars, rest) = row_bars(by, bars);
        let more =
            (!others.is_empty()).then(|| self.done_table(&format!("{by}-more"), by, others, rest));
        Panel {
            id: by.to_owned(),
            title: self.title(by),
            text: self.words(&format!("dashboard-{by}-text")),
            chart: None,
            table: self.done_table(by, by, rows, bars),
            more,
            planned,
            shape,
        }
    }

    fn months(&self, d: &Dashboard) -> Panel {
        let rows: Vec<Row<'_>> = (1_i8..)
            .zip(&d.months)
            .map(|(month, done)| {
                let name = self.t.month(month);
                Row {
                    short: name.chars().take(1).flat_map(char::to_uppercase).collect(),
                    label: name.to_owned(),
                    done,
                    asked: Asked { month: month.to_string(), ..Asked::default() },
                }
            })
            .collect();
        let bars = rows.iter().map(|row| bar(&row.short, row.done)).collect();
        let none = rows.iter().map(|_| None).collect();
        Panel {
            id: "months".to_owned(),
            title: self.title("months"),
            text: self.words("dashboard-months-text"),
            chart: Some(Chart::new(self.t, "months", self.title("months"), bars)),
            table: self.done_table("months", "months", rows, none),
            more: None,
            planned: false,
            shape: "graph-wide",
        }
    }

    fn kinds(&self, d: &Dashboard) -> Panel {
        let row = |(kind, done)| Row {
            short: String::new(),
            label: kind_words(self.t, kind),
            done,
            asked: Asked { kind: format!("={kind}"), ..Asked::default() },
        };
        self.done_panel("kinds", "", d.kinds.iter().map(|(kind, done)| row((kind, done))).collect())
    }

    fn fields(&self, d: &Dashboard) -> Panel {
        let row = |code: &str, done| Row {
            short: String::new(),
            label: field_words(self.t, code),
            done,
            asked: Asked { field: format!("={code}"), ..Asked::default() },
        };
        let rows = d.fields.iter().map(|(code, done)| row(code, done)).collect();
        self.done_panel("fields", "graph-tall", rows)
    }

    fn counting(&self, d: &Dashboard) -> Panel {
        let row = |(code, done): (&str, _)| Row {
            short: String::new(),
            label: self.words(&format!("dashboard-counting-{code}")),
            done,
            asked: Asked { counting: code.to_owned(), ..Asked::default() },
        };
        let rows = ["yes", "no"].into_iter().zip(&d.counting).map(row).collect();
        self.done_panel("counting", "", rows)
    }

    fn slices(&self, by: &str, slices: &[Slice]) -> Panel {
        let bars: Vec<Bar> = slices
            .iter()
            .map(|slice| Bar {
                label: String::new(),
                followed: slice.sums.followed_minutes,
                planned: slice.sums.planned_minutes,
            })
            .collect();
        let planned = bars.iter().any(|bar| bar.planned.0 > 0);
        let (shown, others) = slices.split_at(slices.len().min(SHOWN));
        let (bars, rest) = row_bars(by, bars);
        let more =
            (!others.is_empty()).then(|| self.slice_table(&format!("{by}-more"), by, others, rest));
        Panel {
            id: by.to_owned(),
            text: self.words(&format!("dashboard-{by}-text")),
            title: self.title(by),
            chart: None,
            table: self.slice_table(by, by, shown, bars),
            more,
            planned,
            shape: "",
        }
    }

    fn slice_table(
        &self,
        id: &str,
        by: &str,
        slices: &[Slice],
        bars: Vec<Option<RowBar>>,
    ) -> Table {
        let columns =
            ["dashboard-people", "dashboard-nothing", "dashboard-hours", "dashboard-left-days"];
        let lines = slices.iter().zip(bars).map(|(slice, bar)| self.slice_line(by, slice, bar));
        Table {
            id: id.to_owned(),
            caption: self.title(by),
            head: self.words(&format!("dashboard-by-{by}")),
            columns: columns.map(|key| self.words(key)).into(),
            lines: lines.collect(),
        }
    }

    fn slice_line(&self, by: &str, slice: &Slice, bar: Option<RowBar>) -> Line {
        let value = format!("={}", slice.key);
        let mut cut = Cut::default();
        match by {
            "team" => cut.team = value,
            "committee" => cut.committee = value,
            "gender" => cut.gender = value,
            _ => cut.age = value,
        }
        let sums = &slice.sums;
        let left = sums.credit.left();
        let all = people_link(self.base, self.year, Group::All, &cut);
        Line {
            label: cut_label(self.t, by, &slice.key),
            bar,
            pairs: vec![
                self.people(sums.people, Group::All, &cut).into(),
                self.people(sums.nothing, Group::Nothing, &cut).into(),
                Pair::with(
                    self.hours("followed", sums.followed_minutes, of_cut(&cut)),
                    self.hours("planned", sums.planned_minutes, of_cut(&cut)),
                    self.words("dashboard-planned-word"),
                ),
                Count::new("left", left.0, self.t.days_bare(left, self.day), all).into(),
            ],
        }
    }
}

fn bar(short: &str, done: &Done) -> Bar {
    Bar { label: short.to_owned(), followed: done.followed.minutes, planned: done.planned.minutes }
}

/// The bars of the rows that show and of those that open, all against the longest of both.
fn row_bars(by: &str, mut bars: Vec<Bar>) -> (Vec<Option<RowBar>>, Vec<Option<RowBar>>) {
    let longest = bars.iter().map(Bar::whole).max().unwrap_or(0);
    let rest = bars.split_off(bars.len().min(SHOWN));
    let of = |id: &str, bars| RowBar::of(id, bars, longest).into_iter().map(Some).collect();
    (of(by, bars), of(&format!("{by}-more"), rest))
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
