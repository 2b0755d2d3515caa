//! The individual training account of an employee and year, with the items that the royal decree
//! of 5 December 2017, art. 2, lists: identity, regime, joint committees, credit, days followed
//! and left or carried over, growth path; and the trainings behind them.

use fla_domain::committees;
use fla_domain::language::Language;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::right::{RightKind, Run, Term, Working};
use fla_domain::rules::Exact;
use fla_domain::time::Year;
use fla_domain::training::{NotCounting, PartDetails, Status, TrainingDetails, TrainingKind};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::PaperFault;
use crate::figure::{amount, date, days, days_in_words, exact, hours, period, regime};
use crate::phrase::{self as say, month};
use crate::sheet::{Column, Figure, Row, Sheet};

/// The employer, as the paper names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Employer {
    /// Name.
    pub name: String,
    /// Enterprise number as it is written.
    pub number: String,
}

/// The person. What is not known is said to be not known.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Social security identification number as it is written, in full: the decree asks for it.
    pub ssin: String,
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(masked)")
    }
}

/// Work in a joint committee and regime over a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnWork {
    /// First day.
    pub from: Date,
    /// Last day; `None` for as long as nothing else is said.
    pub to: Option<Date>,
    /// Code of the joint committee; `None` where there is none.
    pub committee: Option<String>,
    /// Regime.
    pub fraction: Fraction,
}

/// A right of the year.
#[derive(Clone, Debug)]
pub struct Right {
    /// Its kind.
    pub kind: RightKind,
    /// What counts.
    pub minutes: Minutes,
    /// How it was worked out, where it was.
    pub working: Option<Working>,
    /// The reason why it was set by hand in place of the working.
    pub by_hand: Option<String>,
}

/// The sums of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Credit {
    /// Granted in the year, all kinds.
    pub granted: Minutes,
    /// Carried over from earlier years.
    pub carried_in: Minutes,
    /// Adjusted, signed.
    pub adjusted: Minutes,
    /// Followed and counted.
    pub followed: Minutes,
    /// Lapsed.
    pub lapsed: Minutes,
    /// Carried over to the next year.
    pub carried_out: Minutes,
    /// Planned, not yet deducted.
    pub planned: Minutes,
}

impl Credit {
    /// What there is in the year before anything is followed.
    pub fn in_all(&self) -> Minutes {
        self.granted + self.carried_in + self.adjusted
    }

    /// What is left of the year, before anything goes to the next; negative beyond the credit.
    pub fn left(&self) -> Minutes {
        self.in_all() - self.followed - self.lapsed
    }
}

/// From a year on, so many days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrowthStep {
    /// First year.
    pub from: Year,
    /// Days of a full-time employee a year.
    pub days: Exact,
}

/// The growth path of a joint committee under the rule that applies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrowthPath {
    /// Code of the joint committee of the occupation; `None` where there is none.
    pub committee: Option<String>,
    /// The rule's source in the language of the paper.
    pub source: String,
    /// The steps, in order.
    pub steps: Vec<GrowthStep>,
}

/// A participation with its training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attendance {
    /// The training.
    pub training: TrainingDetails,
    /// The participation.
    pub part: PartDetails,
}

/// What is put in an account of a year.
#[derive(Clone, Debug)]
pub struct Account {
    /// The employer.
    pub employer: Employer,
    /// The employee.
    pub person: Person,
    /// Calendar year.
    pub year: Year,
    /// The day it is drawn up.
    pub drawn_up: Date,
    /// Minutes of a full-time training day.
    pub day_minutes: u32,
    /// Stretches of service.
    pub services: Vec<(Date, Option<Date>)>,
    /// Work in the year.
    pub work: Vec<OwnWork>,
    /// Rights of the year.
    pub rights: Vec<Right>,
    /// Sums of the year.
    pub credit: Credit,
    /// Growth paths.
    pub growth: Vec<GrowthPath>,
    /// Trainings of the year, in order.
    pub trainings: Vec<Attendance>,
}

/// The account of a year as PDF.
pub fn account(account: &Account, language: Language) -> Result<Vec<u8>, PaperFault> {
    let l = language;
    let year = account.year.to_string();
    let title = say::ACCOUNT_YEAR.with(l, &[("year", &year)]);
    let name = full_name(&account.person);
    let titled = format!("{title} – {name}");
    let mut sheet = Sheet::new(l, &titled, &account.employer.name, account.drawn_up)?;
    sheet.heading(1, &title);
    sheet.strong(&name);
    sheet.remark(&say::AS_OF.with(l, &[("date", &date(l, account.drawn_up))]));
    sheet.remark(&format!("{} · {}", account.employer.name, number_of(l, &account.employer)));
    summary(&mut sheet, &account.credit, account.day_minutes);
    identity(&mut sheet, &account.person, &account.services, 2);
    year_of(&mut sheet, account, 2);
    sheet.heading(2, say::RIGHTS.to(l));
    sheet.paragraph(&format!("{} {}", say::RIGHT_TO_SEE.to(l), say::RIGHT_TO_CORRECT.to(l)));
    sheet.finish(&format!("{} · {title} · {name}", account.employer.name))
}

/// The enterprise number with what it is.
pub(crate) fn number_of(l: Language, employer: &Employer) -> String {
    format!("{} {}", say::ENTERPRISE_NUMBER.to(l), employer.number)
}

/// What there is, what was followed and what is left, at a glance.
fn summary(sheet: &mut Sheet, credit: &Credit, day: u32) {
    let l = sheet.language;
    let figure = |phrase: say::Phrase, minutes: Minutes| Figure {
        label: phrase.to(l).to_owned(),
        value: days_in_words(l, minutes, day),
        more: hours(l, minutes),
    };
    let left = credit.left();
    let last = if left.0 < 0 { figure(say::BEYOND, -left) } else { figure(say::LEFT, left) };
    sheet.figures(&[
        figure(say::CREDIT_SUM, credit.in_all()),
        figure(say::FOLLOWED, credit.followed),
        last,
    ]);
}

/// The name as people say it; the number where no name is known.
pub(crate) fn full_name(person: &Person) -> String {
    let name = format!("{} {}", person.given_name, person.family_name);
    match name.trim() {
        "" => person.ssin.clone(),
        name => name.to_owned(),
    }
}

/// Item 1, and when the person was in service.
pub(crate) fn identity(
    sheet: &mut Sheet,
    person: &Person,
    services: &[(Date, Option<Date>)],
    level: u8,
) {
    let l = sheet.language;
    let known = |value: Option<String>| {
        value.filter(|v| !v.trim().is_empty()).unwrap_or_else(|| say::UNKNOWN.to(l).to_owned())
    };
    let in_service: Vec<String> = services.iter().map(|(f, t)| period(l, *f, *t)).collect();
    sheet.heading(level, say::PERSON.to(l));
    sheet.facts(&[
        (say::FAMILY_NAME.to(l).to_owned(), known(Some(person.family_name.clone()))),
        (say::GIVEN_NAME.to(l).to_owned(), known(Some(person.given_name.clone()))),
        (say::BIRTH_DATE.to(l).to_owned(), known(person.birth_date.map(|d| date(l, d)))),
        (say::BIRTH_PLACE.to(l).to_owned(), known(person.birth_place.clone())),
        (say::ADDRESS.to(l).to_owned(), known(person.address.clone())),
        (say::SSIN.to(l).to_owned(), person.ssin.clone()),
        (say::SERVICE.to(l).to_owned(), known(Some(in_service.join("; ")))),
    ]);
}

/// Items 2 to 6 and the trainings, under headings of a level.
pub(crate) fn year_of(sheet: &mut Sheet, account: &Account, level: u8) {
    let l = sheet.language;
    let year = account.year.to_string();
    sheet.heading(level, say::REGIME.to(l));
    if account.work.is_empty() {
        sheet.paragraph(&say::REGIME_NONE.with(l, &[("year", &year)]));
    } else {
        work(sheet, &account.work);
    }
    sheet.heading(level, &say::CREDIT.with(l, &[("year", &year)]));
    rights(sheet, account);
    // A sum is read in one piece.
    sheet.reserve(185.0);
    sheet.heading(level, say::BALANCE.to(l));
    balance(sheet, &account.credit, account.year, account.day_minutes);
    sheet.reserve(110.0);
    sheet.heading(level, say::GROWTH.to(l));
    growth(sheet, &account.growth, account.year);
    sheet.heading(level, &say::TRAININGS.with(l, &[("year", &year)]));
    trainings(sheet, account);
}

/// The code of a joint committee with its name, where the list has one.
fn committee(language: Language, code: Option<&String>) -> String {
    let Some(code) = code else { return say::NO_COMMITTEE.to(language).to_owned() };
    match committees::find(code) {
        Some(found) => format!("{code}\n{}", found.line(language)),
        None => code.clone(),
    }
}

fn work(sheet: &mut Sheet, work: &[OwnWork]) {
    let l = sheet.language;
    let columns = [
        Column::left(say::PERIOD.to(l), 0.25),
        Column::left(say::REGIME_COLUMN.to(l), 0.33),
        Column::left(say::COMMITTEE.to(l), 0.42),
    ];
    let rows: Vec<Row> = work
        .iter()
        .map(|one| {
            Row::new(vec![
                period(l, one.from, one.to),
                regime(l, one.fraction, say::REGIME_VALUE),
                committee(l, one.committee.as_ref()),
            ])
        })
        .collect();
    sheet.table(&columns, &rows);
}

fn rights(sheet: &mut Sheet, account: &Account) {
    let l = sheet.language;
    let day = account.day_minutes;
    if account.rights.is_empty() {
        let year = account.year.to_string();
        return sheet.paragraph(&say::RIGHT_NONE.with(l, &[("year", &year)]));
    }
    let columns = [
        Column::left(say::WHAT.to(l), 0.26),
        Column::left(say::HOW.to(l), 0.46),
        Column::right(say::DAYS.to(l), 0.13),
        Column::right(say::HOURS.to(l), 0.15),
    ];
    let mut rows: Vec<Row> = account
        .rights
        .iter()
        .map(|right| {
            Row::new(vec![
                kind(right.kind).to(l).to_owned(),
                how(l, right),
                days(l, right.minutes, day),
                hours(l, right.minutes),
            ])
        })
        .collect();
    let sum: Minutes = account.rights.iter().map(|r| r.minutes).sum();
    if account.rights.len() > 1 {
        let label = say::GRANTED.to(l).to_owned();
        rows.push(Row::sum(vec![label, String::new(), days(l, sum, day), hours(l, sum)]));
    }
    sheet.table(&columns, &rows);
    let day = hours(l, Minutes(day.into()));
    sheet.remark(&say::A_B_C.with(l, &[("day", &day)]));
}

const fn kind(kind: RightKind) -> say::Phrase {
    match kind {
        RightKind::Statutory => say::STATUTORY,
        RightKind::Sectoral => say::SECTORAL,
        RightKind::Company => say::COMPANY,
    }
}

/// The working of a right in short: a line for each run of months, and the rule.
fn how(l: Language, right: &Right) -> String {
    let mut lines = Vec::new();
    if let Some(reason) = &right.by_hand {
        lines.push(match reason.trim() {
            "" => say::BY_HAND.to(l).to_owned(),
            reason => say::BY_HAND_REASON.with(l, &[("reason", reason)]),
        });
    }
    let Some(working) = &right.working else { return lines.join("\n") };
    if right.by_hand.is_none() {
        for run in &working.runs {
            lines.extend(run.terms.iter().map(|t| term(l, run, t)));
        }
        for days in working.company.iter().filter(|days| days.is_flat()) {
            lines.push(say::FLAT.with(l, &[("days", &exact(l, &days.days()))]));
        }
        let mut sources: Vec<String> = working
            .bases
            .iter()
            .filter_map(|base| base.rule.as_ref())
            .map(|rule| format!("{}, {}", rule.source.get(l), rule.reference.get(l)))
            .collect();
        sources.dedup();
        let source = |source: String| say::SOURCE.with(l, &[("source", &source)]);
        lines.extend(sources.into_iter().map(source));
    }
    lines.join("\n")
}

fn term(l: Language, run: &Run, term: &Term) -> String {
    let name = |number: u8| month(l, i8::try_from(number).unwrap_or(1));
    let months = if run.from == run.to {
        name(run.from).to_owned()
    } else {
        format!("{} – {}", name(run.from), name(run.to))
    };
    say::TERM.with(
        l,
        &[
            ("months", &months),
            ("a", &exact(l, &term.a)),
            ("b", &exact(l, &term.b)),
            ("count", &run.months.to_string()),
            ("days", &exact(l, &term.days)),
        ],
    )
}

/// Item 5: from the right of the year to what is left, and what goes on.
pub(crate) fn balance(sheet: &mut Sheet, credit: &Credit, year: Year, day: u32) {
    let l = sheet.language;
    let columns = [
        Column::left(say::WHAT.to(l), 0.60),
        Column::right(say::DAYS.to(l), 0.18),
        Column::right(say::HOURS.to(l), 0.22),
    ];
    let cells = |label: &str, minutes: Minutes| {
        vec![label.to_owned(), days(l, minutes, day), hours(l, minutes)]
    };
    let mut rows = vec![
        Row::new(cells(say::GRANTED.to(l), credit.granted)),
        Row::new(cells(say::CARRIED_IN.to(l), credit.carried_in)),
    ];
    if credit.adjusted.0 != 0 {
        rows.push(Row::new(cells(say::ADJUSTED.to(l), credit.adjusted)));
    }
    rows.push(Row::sum(cells(say::CREDIT_SUM.to(l), credit.in_all())));
    rows.push(Row::new(cells(say::FOLLOWED.to(l), -credit.followed)));
    if credit.lapsed.0 != 0 {
        rows.push(Row::new(cells(say::LAPSED.to(l), -credit.lapsed)));
    }
    let left = credit.left();
    rows.push(if left.0 < 0 {
        Row::sum(cells(say::BEYOND.to(l), -left))
    } else {
        Row::sum(cells(say::LEFT.to(l), left))
    });
    if credit.carried_out.0 != 0 {
        let next = (year + 1).to_string();
        let label = say::CARRIED_OUT.with(l, &[("year", &next)]);
        rows.push(Row::new(cells(&label, credit.carried_out)));
    }
    if credit.planned.0 != 0 {
        rows.push(Row::new(cells(say::PLANNED.to(l), credit.planned)));
    }
    sheet.table(&columns, &rows);
}

fn growth(sheet: &mut Sheet, paths: &[GrowthPath], year: Year) {
    let l = sheet.language;
    if paths.is_empty() {
        let year = year.to_string();
        return sheet.paragraph(&say::GROWTH_NONE.with(l, &[("year", &year)]));
    }
    let columns = [
        Column::left(say::COMMITTEE.to(l), 0.40),
        Column::left(say::GROWTH_DAYS.to(l), 0.26),
        Column::left(say::GROWTH_RULE.to(l), 0.34),
    ];
    let rows: Vec<Row> = paths
        .iter()
        .map(|path| {
            let steps: Vec<String> = path
                .steps
                .iter()
                .map(|step| {
                    let since = say::GROWTH_ROW.with(l, &[("year", &step.from.to_string())]);
                    format!("{since}: {}", exact(l, &step.days))
                })
                .collect();
            let code = committee(l, path.committee.as_ref());
            Row::new(vec![code, steps.join("\n"), path.source.clone()])
        })
        .collect();
    sheet.table(&columns, &rows);
}

fn trainings(sheet: &mut Sheet, account: &Account) {
    let l = sheet.language;
    if account.trainings.is_empty() {
        let year = account.year.to_string();
        return sheet.paragraph(&say::TRAININGS_NONE.with(l, &[("year", &year)]));
    }
    let columns = [
        Column::left(say::TITLE.to(l), 0.37),
        Column::left(say::WHEN.to(l), 0.21),
        Column::right(say::HOURS.to(l), 0.15),
        Column::left(say::STATE.to(l), 0.27),
    ];
    let rows: Vec<Row> = account
        .trainings
        .iter()
        .map(|one| {
            Row::new(vec![
                titled(l, &one.training),
                period(l, one.training.start, Some(one.training.end)),
                hours(l, in_year(one, account.year)),
                state(l, one),
            ])
        })
        .collect();
    sheet.table(&columns, &rows);
}

/// The minutes of a participation that fall in a year.
fn in_year(one: &Attendance, year: Year) -> Minutes {
    if one.part.split.is_empty() {
        return one.part.minutes;
    }
    one.part.split.iter().filter(|part| part.year == year).map(|part| part.minutes).sum()
}

fn titled(l: Language, training: &TrainingDetails) -> String {
    let kind = training.kind.map(|kind| match kind {
        TrainingKind::Formal => say::FORMAL.to(l),
        TrainingKind::Informal => say::INFORMAL.to(l),
    });
    let more: Vec<&str> = kind.into_iter().chain(training.provider.as_deref()).collect();
    if more.is_empty() {
        training.title.clone()
    } else {
        format!("{}\n{}", training.title, more.join(", "))
    }
}

fn state(l: Language, one: &Attendance) -> String {
    let mut said = vec![
        match one.part.status {
            Status::Planned => say::STATUS_PLANNED,
            Status::Completed => say::STATUS_COMPLETED,
            Status::NotFollowed => say::STATUS_NOT_FOLLOWED,
            Status::NotEligible => say::STATUS_NOT_ELIGIBLE,
        }
        .to(l)
        .to_owned(),
    ];
    if let Some(why) = one.part.not_counting.or(one.training.not_counting) {
        let why = match why {
            NotCounting::FlemishTrainingLeave => say::NOT_VOV,
            NotCounting::PaidEducationalLeave => say::NOT_BEV,
            NotCounting::OutsideProfession => say::NOT_PROFESSION,
        };
        said.push(why.to(l).to_owned());
    }
    if let Some(copy) = one.part.copy {
        let said_of = if copy.checked { say::COPY_CHECKED } else { say::COPY };
        said.push(said_of.to(l).to_owned());
    }
    if one.part.certificate {
        said.push(match one.part.valid_until {
            None => say::CERTIFICATE.to(l).to_owned(),
            Some(day) => say::CERTIFICATE_UNTIL.with(l, &[("date", &date(l, day))]),
        });
    }
    said.join("\n")
}

/// What is left, in words, for the notice and the copy.
pub(crate) fn left_in_words(l: Language, credit: &Credit, day: u32) -> String {
    let left = credit.left();
    amount(l, if left.0 < 0 { -left } else { left }, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_adds_up() {
        let credit = Credit {
            granted: Minutes(2280),
            carried_in: Minutes(456),
            adjusted: Minutes(-56),
            followed: Minutes(680),
            lapsed: Minutes(100),
            ..Credit::default()
        };
        assert_eq!(credit.left(), Minutes(1900));
    }
}
