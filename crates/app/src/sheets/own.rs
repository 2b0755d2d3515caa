//! Tables that are about one person only: who needs no column.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::training::Status;
use fla_sheets::{Row, SheetError, Table, pdf};
use fla_store::sheet::SheetRow;
use jiff::civil::Date;

use super::field::{Field, SheetKind};
use super::job::{refusal, table_of};
use super::layout::{Column, Layout};
use super::reading::{Reading, Rules, total};
use super::trainings::status;
use crate::Refused;

/// What such a column can be.
pub(crate) const FIELDS: [Field; 10] = [
    Field::Ssin,
    Field::Title,
    Field::Start,
    Field::End,
    Field::Duration,
    Field::Minutes,
    Field::Provider,
    Field::Status,
    Field::Certificate,
    Field::ValidUntil,
];

/// A table with its columns.
#[derive(Debug)]
pub(crate) struct OwnTable {
    layout: Layout,
    table: Table,
}

/// The table of a file, or why there is none. Blocks.
pub(crate) fn table(
    bytes: &[u8],
    pdfs: Option<&pdf::Reader>,
    most: usize,
) -> Result<OwnTable, Anomaly> {
    let mut table = table_of(bytes, pdfs).map_err(|error| refusal(&error))?;
    let layout = Layout::take(&mut table);
    match table.rows.len() {
        0 => Err(refusal(&SheetError::Empty)),
        rows if rows > most => {
            let max = u32::try_from(most).unwrap_or(u32::MAX);
            Err(refusal(&SheetError::TooManyRows { max }))
        }
        _ => Ok(OwnTable { layout, table }),
    }
}

impl OwnTable {
    pub(crate) const fn columns(&self) -> &Vec<Column> {
        &self.layout.columns
    }

    pub(crate) fn rows(&self) -> &[Row] {
        &self.table.rows
    }

    /// What each column is, as far as the headings and the values tell.
    pub(crate) fn recognise(&self) -> Vec<Option<Field>> {
        let (_, mapping) = self.layout.recognise(self.rows(), Some(SheetKind::Trainings));
        mapping.into_iter().map(|field| field.filter(|f| FIELDS.contains(f))).collect()
    }

    pub(crate) fn rules(&self, mapping: &[Option<Field>], day_minutes: u32, today: Date) -> Rules {
        Rules {
            kind: SheetKind::Trainings,
            layout: self.layout.clone(),
            mapping: mapping.to_vec(),
            day_minutes,
            today,
            copy: None,
        }
    }
}

/// Whether rows can be read with these columns: what, and when.
pub(crate) fn is_enough(mapping: &[Option<Field>]) -> bool {
    let has = |field| mapping.contains(&Some(field));
    has(Field::Title) && has(Field::Start)
}

/// What is wrong with what was said of the columns.
pub(crate) fn check(mapping: &[Option<Field>]) -> Vec<Anomaly> {
    let mut faults = super::twice(mapping);
    if !is_enough(mapping) {
        let lacks = Anomaly::new(Zone::File, Fault::Missing).at("columns");
        faults.push(lacks.with("reason", "sheet-lacks-own"));
    }
    faults
}

/// A row as it was read.
pub(crate) struct OwnLine {
    pub(crate) ssin: Option<Ssin>,
    pub(crate) title: Option<String>,
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) minutes: Option<i64>,
    pub(crate) provider: Option<String>,
    pub(crate) status: Option<Status>,
    pub(crate) valid_until: Option<Date>,
}

pub(crate) fn read(
    rules: &Rules,
    row: &SheetRow,
) -> Result<Result<OwnLine, Vec<Anomaly>>, Refused> {
    let mut r = Reading::of(rules, row)?;
    if r.is_total() {
        return Ok(Err(vec![rules.place(row.number, total())]));
    }
    let followed = r.minutes(Field::Minutes);
    let duration = r.minutes(Field::Duration);
    let line = OwnLine {
        ssin: r.ssin(),
        title: r.text(Field::Title),
        start: r.day(Field::Start, Zone::StartDate),
        end: r.day(Field::End, Zone::EndDate),
        minutes: followed.or(duration),
        provider: r.text(Field::Provider),
        status: r.choice(Field::Status, Zone::Status, status),
        valid_until: r.day(Field::ValidUntil, Zone::ValidUntil),
    };
    let faults = r.faults();
    Ok(if faults.is_empty() { Ok(line) } else { Err(faults) })
}
