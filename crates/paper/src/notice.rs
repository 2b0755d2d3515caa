//! The yearly notice: what the employee has left, and the rights to consult and to correct. As a
//! letter, and as the text of a message.

use fla_domain::language::Language;
use fla_domain::time::Year;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::PaperFault;
use crate::account::{Credit, Employer, Person, balance, full_name, left_in_words, number_of};
use crate::figure::{date, days, hours};
use crate::phrase as say;
use crate::sheet::Sheet;

/// What is put in a notice; kept with it, so that the same letter can be drawn again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Notice {
    /// The employer.
    pub employer: Employer,
    /// The employee.
    pub person: Person,
    /// The language in which the employee is written to.
    pub language: Language,
    /// Calendar year.
    pub year: Year,
    /// The day it is drawn up.
    pub drawn_up: Date,
    /// Minutes of a full-time training day.
    pub day_minutes: u32,
    /// Sums of the year on that day.
    pub credit: Credit,
}

/// The text of a message. It holds no identification number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Subject.
    pub subject: String,
    /// Body, in lines.
    pub body: String,
}

fn sentence(notice: &Notice) -> String {
    let l = notice.language;
    let left = left_in_words(l, &notice.credit, notice.day_minutes);
    let phrase = if notice.credit.left().0 < 0 { say::NOTICE_BEYOND } else { say::NOTICE_LEFT };
    phrase.with(
        l,
        &[
            ("date", &date(l, notice.drawn_up)),
            ("employer", &notice.employer.name),
            ("left", &left),
            ("year", &notice.year.to_string()),
        ],
    )
}

/// The notice as a letter in PDF.
pub fn notice(notice: &Notice) -> Result<Vec<u8>, PaperFault> {
    let l = notice.language;
    let subject = say::NOTICE.with(l, &[("year", &notice.year.to_string())]);
    let name = full_name(&notice.person);
    let titled = format!("{subject} – {name}");
    let mut sheet = Sheet::new(l, &titled, &notice.employer.name, notice.drawn_up)?;
    sheet.strong(&notice.employer.name);
    sheet.remark(&number_of(l, &notice.employer));
    // The window of a C5/6 envelope with its window on the right.
    sheet.at_least(138.0);
    sheet.block_at(262.0, &name);
    if let Some(address) = &notice.person.address {
        // An address is one line in the register; each of its parts gets one here.
        let lines: Vec<&str> = address.split([',', '\n']).map(str::trim).collect();
        sheet.block_at(262.0, &lines.join("\n"));
    }
    sheet.at_least(236.0);
    sheet.paragraph(&date(l, notice.drawn_up));
    sheet.heading(1, &subject);
    sheet.gap(4.0);
    sheet.paragraph(&say::DEAR.with(l, &[("name", &name)]));
    sheet.gap(4.0);
    sheet.strong(&sentence(notice));
    sheet.gap(4.0);
    sheet.paragraph(say::NOTICE_HOW.to(l));
    balance(&mut sheet, &notice.credit, notice.year, notice.day_minutes);
    sheet.paragraph(say::NOTICE_CARRY.to(l));
    sheet.heading(2, say::RIGHTS.to(l));
    sheet.paragraph(say::RIGHT_TO_SEE.to(l));
    sheet.paragraph(say::RIGHT_TO_CORRECT.to(l));
    sheet.gap(10.0);
    sheet.paragraph(say::GREETING.to(l));
    sheet.paragraph(&notice.employer.name);
    sheet.at_least(706.0);
    sheet.paragraph(say::NOTICE_RECEIPT.to(l));
    sheet.gap(26.0);
    sheet.rule(0.0);
    sheet.finish(&format!("{} · {subject} · {name}", notice.employer.name))
}

/// The notice as the text of a message. `link` is where the employee finds the own account.
pub fn message(notice: &Notice, link: Option<&str>) -> Message {
    let l = notice.language;
    let credit = &notice.credit;
    let name = full_name(&notice.person);
    let mut lines = vec![
        say::DEAR.with(l, &[("name", &name)]),
        String::new(),
        sentence(notice),
        String::new(),
        say::NOTICE_HOW.to(l).to_owned(),
    ];
    let beyond = credit.left().0 < 0;
    let left = if beyond { -credit.left() } else { credit.left() };
    for (phrase, minutes, always) in [
        (say::GRANTED, credit.granted, true),
        (say::CARRIED_IN, credit.carried_in, true),
        (say::ADJUSTED, credit.adjusted, false),
        (say::FOLLOWED, -credit.followed, true),
        (say::LAPSED, -credit.lapsed, false),
        (if beyond { say::BEYOND } else { say::LEFT }, left, true),
        (say::PLANNED, credit.planned, false),
    ] {
        if always || minutes.0 != 0 {
            let (days, hours) = (days(l, minutes, notice.day_minutes), hours(l, minutes));
            lines.push(format!("– {}: {days} ({hours})", phrase.to(l)));
        }
    }
    lines.extend([
        String::new(),
        say::RIGHT_TO_SEE.to(l).to_owned(),
        say::RIGHT_TO_CORRECT.to(l).to_owned(),
    ]);
    if let Some(link) = link {
        lines.extend([String::new(), say::NOTICE_WHERE.with(l, &[("link", link)])]);
    }
    lines.extend([String::new(), say::GREETING.to(l).to_owned(), notice.employer.name.clone()]);
    let subject = say::NOTICE.with(l, &[("year", &notice.year.to_string())]);
    Message { subject, body: lines.join("\n") }
}
