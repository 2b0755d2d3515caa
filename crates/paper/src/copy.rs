//! The complete copy for an employee: every year with every employer, and who looked.

use fla_domain::language::Language;
use jiff::civil::Date;

use crate::PaperFault;
use crate::account::{Account, identity, year_of};
use crate::figure::date;
use crate::phrase as say;
use crate::sheet::{Column, Row, Sheet};

/// Somebody looked at or changed the account; already in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub when: String,
    /// What.
    pub what: String,
    /// Who.
    pub who: String,
}

/// The account with one employer.
#[derive(Clone, Debug)]
pub struct Copy {
    /// Its years, latest first; all of the same employer and person.
    pub years: Vec<Account>,
    /// Who looked, newest first.
    pub looks: Vec<Look>,
}

/// The complete copy as PDF.
pub fn complete_copy(
    name: &str,
    drawn_up: Date,
    copies: &[Copy],
    language: Language,
) -> Result<Vec<u8>, PaperFault> {
    let l = language;
    let title = say::EXPORT.to(l);
    let mut sheet = Sheet::new(l, &format!("{title} – {name}"), name, drawn_up)?;
    sheet.heading(1, title);
    sheet.strong(name);
    sheet.remark(&say::AS_OF.with(l, &[("date", &date(l, drawn_up))]));
    sheet.paragraph(say::EXPORT_LEAD.to(l));
    if copies.is_empty() {
        sheet.paragraph(say::NOBODY.to(l));
    }
    for copy in copies {
        one(&mut sheet, copy);
    }
    sheet.finish(&format!("{title} · {name}"))
}

fn one(sheet: &mut Sheet, copy: &Copy) {
    let l = sheet.language;
    let Some(first) = copy.years.first() else { return };
    sheet.heading(2, &format!("{} ({})", first.employer.name, first.employer.number));
    identity(sheet, &first.person, &first.services, 3);
    for account in &copy.years {
        let year = account.year.to_string();
        sheet.heading(3, &say::ACCOUNT_YEAR.with(l, &[("year", &year)]));
        year_of(sheet, account, 4);
    }
    sheet.heading(3, say::LOOKS.to(l));
    if copy.looks.is_empty() {
        return sheet.paragraph(say::LOOKS_NONE.to(l));
    }
    let columns = [
        Column::left(say::WHEN.to(l), 0.24),
        Column::left(say::WHAT.to(l), 0.40),
        Column::left(say::WHO.to(l), 0.36),
    ];
    let rows: Vec<Row> = copy
        .looks
        .iter()
        .map(|look| Row::new(vec![look.when.clone(), look.what.clone(), look.who.clone()]))
        .collect();
    sheet.table(&columns, &rows);
}
