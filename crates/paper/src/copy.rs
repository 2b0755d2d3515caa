//! The complete copy for an employee: every year with every employer, what the person added, the
//! questions asked, and who looked.

use fla_domain::dispute::StepKind;
use fla_domain::language::Language;
use fla_domain::own::{RecordDetails, RecordKind, Standing};
use fla_domain::time::Year;
use jiff::civil::Date;

use crate::PaperFault;
use crate::account::{Account, identity, year_of};
use crate::figure::{date, hours, period, short_date};
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

/// Something that the person added.
#[derive(Clone, Debug)]
pub struct OwnRecord {
    /// What is said of it.
    pub details: RecordDetails,
    /// How far it may be relied on.
    pub standing: Standing,
    /// Which employer saw or confirmed it; empty where none did.
    pub by: String,
    /// The employers to whom it is shown.
    pub shown_to: Vec<String>,
    /// The names of its evidence.
    pub files: Vec<String>,
}

/// A step in the history of a question.
#[derive(Clone, Debug)]
pub struct QuestionStep {
    /// The day.
    pub on: Date,
    /// What.
    pub kind: StepKind,
    /// In what words.
    pub words: String,
}

/// What a question is about.
#[derive(Clone, Debug)]
pub enum OwnTopic {
    /// A training in the account, by name.
    Training(String),
    /// A training that is missing, by name.
    Missing(String),
    /// The right of a year.
    Right(Year),
}

impl OwnTopic {
    fn words(&self, l: Language) -> String {
        match self {
            Self::Training(title) => title.clone(),
            Self::Missing(title) => say::ABOUT_MISSING.with(l, &[("title", title)]),
            Self::Right(year) => say::ABOUT_RIGHT.with(l, &[("year", &year.to_string())]),
        }
    }
}

/// A question that the person asked.
#[derive(Clone, Debug)]
pub struct OwnQuestion {
    /// About what.
    pub about: OwnTopic,
    /// The employer that answers.
    pub employer: String,
    /// The last day for an answer, while it is open.
    pub due: Option<Date>,
    /// The steps, oldest first.
    pub steps: Vec<QuestionStep>,
}

/// What is the person's own.
#[derive(Clone, Debug, Default)]
pub struct OwnPart {
    /// Trainings and diplomas that the person added, latest first.
    pub records: Vec<OwnRecord>,
    /// Questions, newest first.
    pub questions: Vec<OwnQuestion>,
    /// Who looked at what the person added, newest first.
    pub looks: Vec<Look>,
}

/// The complete copy as PDF.
pub fn complete_copy(
    name: &str,
    drawn_up: Date,
    copies: &[Copy],
    own: &OwnPart,
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
    sheet.heading(2, say::RECORDS.to(l));
    records(&mut sheet, &own.records);
    sheet.heading(2, say::QUESTIONS.to(l));
    if own.questions.is_empty() {
        sheet.paragraph(say::QUESTIONS_NONE.to(l));
    }
    for question in &own.questions {
        asked(&mut sheet, question);
    }
    sheet.heading(2, say::LOOKS_OWN.to(l));
    looks(&mut sheet, &own.looks);
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
    looks(sheet, &copy.looks);
}

fn looks(sheet: &mut Sheet, looks: &[Look]) {
    let l = sheet.language;
    if looks.is_empty() {
        return sheet.paragraph(say::LOOKS_NONE.to(l));
    }
    let columns = [
        Column::left(say::WHEN.to(l), 0.24),
        Column::left(say::WHAT.to(l), 0.40),
        Column::left(say::WHO.to(l), 0.36),
    ];
    let rows: Vec<Row> = looks
        .iter()
        .map(|look| Row::new(vec![look.when.clone(), look.what.clone(), look.who.clone()]))
        .collect();
    sheet.table(&columns, &rows);
}

fn records(sheet: &mut Sheet, records: &[OwnRecord]) {
    let l = sheet.language;
    if records.is_empty() {
        return sheet.paragraph(say::RECORDS_NONE.to(l));
    }
    sheet.paragraph(say::RECORDS_LEAD.to(l));
    let columns = [
        Column::left(say::TITLE.to(l), 0.44),
        Column::left(say::WHEN.to(l), 0.22),
        Column::left(say::RELIABILITY.to(l), 0.34),
    ];
    let rows: Vec<Row> = records
        .iter()
        .map(|one| {
            let when = period(l, one.details.start, Some(one.details.end));
            let mut standing = vec![standing(l, one)];
            if !one.shown_to.is_empty() {
                let names = one.shown_to.join(", ");
                standing.push(say::SHOWN_TO.with(l, &[("names", &names)]));
            }
            Row::new(vec![titled(l, one), when, standing.join("\n")])
        })
        .collect();
    sheet.table(&columns, &rows);
}

fn titled(l: Language, one: &OwnRecord) -> String {
    let details = &one.details;
    let kind = match details.kind {
        RecordKind::Training => say::RECORD_TRAINING,
        RecordKind::Diploma => say::RECORD_DIPLOMA,
        RecordKind::Certificate => say::RECORD_CERTIFICATE,
    };
    let mut more = vec![kind.to(l).to_owned()];
    more.extend(details.provider.clone());
    more.extend(details.minutes.map(|minutes| hours(l, minutes)));
    let mut lines = vec![details.title.clone(), more.join(", ")];
    if let Some(until) = details.valid_until {
        lines.push(say::VALID_UNTIL.with(l, &[("date", &date(l, until))]));
    }
    if !one.files.is_empty() {
        lines.push(say::EVIDENCE.with(l, &[("names", &one.files.join(", "))]));
    }
    lines.join("\n")
}

fn standing(l: Language, one: &OwnRecord) -> String {
    match one.standing {
        Standing::Copied => say::COPY.to(l).to_owned(),
        Standing::Declared => say::STANDING_DECLARED.to(l).to_owned(),
        Standing::EvidenceSeen => say::STANDING_SEEN.with(l, &[("who", &one.by)]),
        Standing::Confirmed | Standing::Authentic => {
            say::STANDING_CONFIRMED.with(l, &[("who", &one.by)])
        }
    }
}

const fn step(kind: StepKind) -> say::Phrase {
    match kind {
        StepKind::Asked => say::STEP_ASKED,
        StepKind::Corrected => say::STEP_CORRECTED,
        StepKind::Explained => say::STEP_EXPLAINED,
        StepKind::AskedAgain => say::STEP_ASKED_AGAIN,
        StepKind::TakenBack => say::STEP_TAKEN_BACK,
    }
}

fn asked(sheet: &mut Sheet, question: &OwnQuestion) {
    let l = sheet.language;
    sheet.heading(3, &format!("{} – {}", question.about.words(l), question.employer));
    if let Some(due) = question.due {
        sheet.remark(&say::ANSWER_BY.with(l, &[("date", &date(l, due))]));
    }
    let columns = [
        Column::left(say::WHEN.to(l), 0.16),
        Column::left(say::WHAT.to(l), 0.24),
        Column::left(say::WORDS.to(l), 0.60),
    ];
    let rows: Vec<Row> = question
        .steps
        .iter()
        .map(|one| {
            let what = step(one.kind).to(l).to_owned();
            Row::new(vec![short_date(l, one.on), what, one.words.clone()])
        })
        .collect();
    sheet.table(&columns, &rows);
}
