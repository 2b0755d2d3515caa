//! An import of a spreadsheet as it is shown.

use fla_domain::access::Action;
use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::Ssin;
use fla_domain::ids::FileId;
use fla_domain::time::Instant;
use fla_sheets::{Cell, Form};
use fla_store::sheet::SheetImport;
use jiff::civil::Date;
use uuid::Uuid;

use super::field::{Field, SheetKind};
use super::layout::{Column, Layout};
use super::verdict::Verdict;
use super::{Report, parse};
use crate::{App, Caller, JobView, Refused};

/// An import.
#[derive(Clone, Debug)]
pub struct SheetView {
    /// Its id.
    pub id: Uuid,
    /// What its rows are, where that is known.
    pub kind: Option<SheetKind>,
    /// Where it stands, as code.
    pub state: String,
    /// The name of the file; empty for a pasted table.
    pub name: String,
    /// In which form it came, once it was read.
    pub form: Option<Form>,
    /// The row of the headings.
    pub head: u32,
    /// Its columns; samples that hold a social security number are masked.
    pub columns: Vec<Column>,
    /// What each column is.
    pub mapping: Vec<Option<Field>>,
    /// How many rows there are of each verdict.
    pub counts: Vec<(Verdict, i64)>,
    /// Rows in all.
    pub rows: i64,
    /// Why it cannot be read.
    pub refused: Vec<Anomaly>,
    /// Whether the layout was known from an earlier time.
    pub remembered: bool,
    /// Other sheets of the workbook that were not read.
    pub others: Vec<String>,
    /// Whether it is a copy from the public FLA.
    pub copy: bool,
    /// The work on it.
    pub job: Option<JobView>,
    /// When it came.
    pub created_at: Instant,
    /// Who brought it.
    pub actor_name: String,
    /// Until when its rows are kept; `None` once they are cleared.
    pub kept_until: Option<Date>,
    /// The file, where it is kept as evidence.
    pub file: Option<FileId>,
    /// SHA-256 of that file, in hexadecimal digits.
    pub digest: String,
    /// The import whose file is the original of this pasted table.
    pub original: Option<Uuid>,
}

impl SheetView {
    /// How many rows have a verdict.
    pub fn count(&self, verdict: Verdict) -> i64 {
        self.counts.iter().find(|(v, _)| *v == verdict).map_or(0, |(_, n)| *n)
    }

    /// How many rows are going to be carried out.
    pub fn to_do(&self) -> i64 {
        self.count(Verdict::New) + self.count(Verdict::Newer)
    }

    /// How many rows are handed back.
    pub fn returned(&self) -> i64 {
        self.counts.iter().filter(|(v, _)| v.is_returned()).map(|(_, n)| n).sum()
    }
}

/// A row as it is shown.
#[derive(Clone, Debug)]
pub struct SheetRowView {
    /// Its number in the spreadsheet.
    pub number: i64,
    /// What is to become of it, or became of it.
    pub verdict: Verdict,
    /// Its cells as text; social security numbers are masked.
    pub cells: Vec<String>,
    /// What is wrong, each with row and column.
    pub faults: Vec<Anomaly>,
}

/// A row that is handed back as it came.
#[derive(Clone, Debug)]
pub struct ReturnedRow {
    /// Its number in the spreadsheet.
    pub number: i64,
    /// Why it is handed back.
    pub verdict: Verdict,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// What is wrong.
    pub faults: Vec<Anomaly>,
}

/// The rows that were not taken, in the layout in which they came.
#[derive(Clone, Debug)]
pub struct ReturnedRows {
    /// The name of the file.
    pub name: String,
    /// In which form it came.
    pub form: Option<Form>,
    /// The headings.
    pub titles: Vec<String>,
    /// The rows.
    pub rows: Vec<ReturnedRow>,
}

/// What other people's eyes see of a text: a social security number is masked, also one that does
/// not check.
fn masked(text: &str) -> String {
    if let Ok(ssin) = text.parse::<Ssin>() {
        return ssin.masked();
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let other = text.chars().filter(|c| c.is_alphabetic()).count();
    if digits >= 9 && other < 4 {
        let keep: String =
            text.chars().rev().take(4).collect::<Vec<_>>().into_iter().rev().collect();
        return format!("•••••••{keep}");
    }
    text.to_owned()
}

fn view(app: &App, sheet: &SheetImport) -> Result<SheetView, Refused> {
    let layout: Layout = parse(&sheet.columns)?;
    let report: Report = parse(&sheet.report)?;
    let columns = layout
        .columns
        .into_iter()
        .map(|column| Column {
            samples: column.samples.iter().map(|s| masked(s)).collect(),
            title: masked(&column.title),
            ..column
        })
        .collect();
    Ok(SheetView {
        id: sheet.id,
        kind: SheetKind::from_code(&sheet.kind),
        state: sheet.state.clone(),
        name: sheet.name.clone(),
        form: parse(&sheet.form)?,
        head: layout.head,
        columns,
        mapping: parse(&sheet.mapping)?,
        counts: report
            .counts
            .iter()
            .filter_map(|(code, n)| Some((Verdict::from_code(code)?, *n)))
            .collect(),
        rows: report.rows,
        refused: report.refused,
        remembered: report.remembered,
        others: report.others,
        copy: report.copy,
        job: None,
        created_at: sheet.created_at,
        actor_name: sheet.actor_name.clone(),
        kept_until: sheet.cleared_at.is_none().then(|| app.rows_kept_until(sheet.touched_at)),
        file: sheet.file.filter(|_| report.copy),
        digest: report.digest,
        original: report.original,
    })
}

impl App {
    /// The last imports of spreadsheets, newest first.
    pub async fn sheets(&self, caller: &Caller) -> Result<Vec<SheetView>, Refused> {
        self.may(caller, Action::ImportDeclarations, "sheet").await?;
        let mut tx = self.inner.store.read().await?;
        let sheets = tx.recent_sheets(caller.employer(), 50).await?;
        tx.rollback().await?;
        sheets.iter().map(|sheet| view(self, sheet)).collect()
    }

    /// An import of a spreadsheet; hidden where it is another employer's.
    pub async fn sheet(&self, caller: &Caller, id: Uuid) -> Result<SheetView, Refused> {
        self.may(caller, Action::ImportDeclarations, "sheet").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let sheet = tx.get_sheet(employer, id).await?;
        let sheet = self.there(caller, "sheet", sheet).await?;
        let mut view = view(self, &sheet)?;
        for (code, count) in tx.sheet_counts(employer, id).await? {
            if let Some(verdict) = Verdict::from_code(&code) {
                view.counts.push((verdict, count));
            }
        }
        view.counts.sort_unstable();
        if let Some(job) = sheet.job {
            view.job = tx.get_job(employer, job).await?.as_ref().map(JobView::from);
        }
        tx.rollback().await?;
        Ok(view)
    }

    /// The next rows of an import behind a row: of one verdict, or all.
    pub async fn sheet_rows(
        &self,
        caller: &Caller,
        id: Uuid,
        verdict: Option<Verdict>,
        after: i64,
        limit: u32,
    ) -> Result<Vec<SheetRowView>, Refused> {
        self.may(caller, Action::ImportDeclarations, "sheet").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let sheet = tx.get_sheet(employer, id).await?;
        self.there(caller, "sheet", sheet).await?;
        let code = verdict.map(Verdict::code);
        let rows = tx.sheet_rows(employer, id, code, after, i64::from(limit)).await?;
        tx.rollback().await?;
        self.note_read(caller, "sheet", Vec::new()).await?;
        let mut views = Vec::with_capacity(rows.len());
        for row in rows {
            // A row that was not looked at yet has nothing to show.
            let Some(verdict) = Verdict::from_code(&row.verdict) else { continue };
            let cells: Vec<Cell> = parse(&row.cells)?;
            views.push(SheetRowView {
                number: row.number,
                verdict,
                cells: cells.iter().map(|cell| masked(&cell.shown())).collect(),
                faults: parse(&row.faults)?,
            });
        }
        Ok(views)
    }

    /// The rows that were not taken, as they came.
    pub async fn returned_rows(&self, caller: &Caller, id: Uuid) -> Result<ReturnedRows, Refused> {
        self.may(caller, Action::ImportDeclarations, "sheetReturned").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let sheet = tx.get_sheet(employer, id).await?;
        let sheet = self.there(caller, "sheetReturned", sheet).await?;
        let layout: Layout = parse(&sheet.columns)?;
        let mut rows = Vec::new();
        let mut after = 0;
        loop {
            let next = tx.sheet_rows(employer, id, None, after, 5_000).await?;
            let Some(last) = next.last() else { break };
            after = last.number;
            for row in next {
                let Some(verdict) = Verdict::from_code(&row.verdict).filter(|v| v.is_returned())
                else {
                    continue;
                };
                rows.push(ReturnedRow {
                    number: row.number,
                    verdict,
                    cells: parse(&row.cells)?,
                    faults: parse(&row.faults)?,
                });
            }
        }
        tx.rollback().await?;
        self.note_read(caller, "sheetReturned", Vec::new()).await?;
        Ok(ReturnedRows {
            name: sheet.name.clone(),
            form: parse(&sheet.form)?,
            titles: layout.columns.into_iter().map(|c| c.title).collect(),
            rows,
        })
    }
}
