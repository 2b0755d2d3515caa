//! The list that proves that the yearly notices were given: to whom, when, how, where to, noted by
//! whom.

use fla_domain::language::Language;
use fla_domain::paper::Handing;
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use jiff::civil::Date;

use crate::PaperFault;
use crate::account::{Employer, number_of};
use crate::figure::{amount, date, short_date};
use crate::phrase as say;
use crate::sheet::{Column, Figure, Row, Sheet};

/// A notice that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Name of the employee.
    pub name: String,
    /// The day it was made.
    pub made_on: Date,
    /// What it said is left.
    pub left: Minutes,
    /// The minutes of a day it reckons with.
    pub day_minutes: u32,
    /// When and how it was given, where to, and who noted that; `None` while it was not.
    pub given: Option<(Date, Handing, String, String)>,
}

/// The notices of an employer and year.
#[derive(Clone, Debug)]
pub struct ProofList {
    /// The employer.
    pub employer: Employer,
    /// Calendar year.
    pub year: Year,
    /// The day the list is drawn up.
    pub drawn_up: Date,
    /// The notices, in order of name.
    pub notices: Vec<Proof>,
}

const fn how(handing: Handing) -> say::Phrase {
    match handing {
        Handing::ByHand => say::HOW_HAND,
        Handing::ByPost => say::HOW_POST,
        Handing::ByEmail => say::HOW_EMAIL,
    }
}

/// The list as PDF.
pub fn proof_list(list: &ProofList, language: Language) -> Result<Vec<u8>, PaperFault> {
    let l = language;
    let title = say::PROOF.with(l, &[("year", &list.year.to_string())]);
    let mut sheet = Sheet::new(l, &title, &list.employer.name, list.drawn_up)?;
    sheet.heading(1, &title);
    sheet.strong(&list.employer.name);
    let drawn = say::AS_OF.with(l, &[("date", &date(l, list.drawn_up))]);
    sheet.remark(&format!("{} · {drawn}", number_of(l, &list.employer)));
    let given = list.notices.iter().filter(|n| n.given.is_some()).count();
    let figure = |phrase: say::Phrase, number: usize| Figure {
        label: phrase.to(l).to_owned(),
        value: number.to_string(),
        more: String::new(),
    };
    sheet.figures(&[
        figure(say::PROOF_MADE, list.notices.len()),
        figure(say::PROOF_GIVEN, given),
        figure(say::PROOF_OPEN, list.notices.len() - given),
    ]);
    sheet.paragraph(say::PROOF_LEAD.to(l));
    let columns = [
        Column::left(say::PERSON_NAME.to(l), 0.26),
        Column::left(say::PROOF_BALANCE.to(l), 0.21),
        Column::left(say::WHEN.to(l), 0.13),
        Column::left(say::PROOF_HOW.to(l), 0.24),
        Column::left(say::PROOF_BY.to(l), 0.16),
    ];
    let rows: Vec<Row> = list.notices.iter().map(|one| row(l, one)).collect();
    sheet.table(&columns, &rows);
    sheet.finish(&format!("{} · {title}", list.employer.name))
}

fn row(l: Language, one: &Proof) -> Row {
    let balance = amount(l, one.left, one.day_minutes).replacen(" (", "\n(", 1);
    let balance = format!("{balance}\n{}", short_date(l, one.made_on));
    let mut cells = vec![one.name.clone(), balance];
    match &one.given {
        None => cells.extend([String::new(), say::PROOF_NOT.to(l).to_owned(), String::new()]),
        Some((on, handing, to, by)) => {
            let mut way = how(*handing).to(l).to_owned();
            if !to.is_empty() {
                way = format!("{way}\n{to}");
            }
            cells.extend([short_date(l, *on), way, by.clone()]);
        }
    }
    Row::new(cells)
}
