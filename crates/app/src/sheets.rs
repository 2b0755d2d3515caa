//! Spreadsheets in and out. A file or a pasted table is kept row by row, each column is
//! understood or said by the user once and remembered, each row is looked at, and what the user
//! then agrees to goes through the one intake: one command for each row or group of rows, under a
//! key made of the import and the row. What was carried out can be taken back whole.
//!
//! | state | what it means | goes on by |
//! |---|---|---|
//! | `reading` | the file is being read | itself |
//! | `refused` | it cannot be read | |
//! | `columns` | some columns are not understood | [`App::sheet_columns`] |
//! | `looking` | each row is being looked at | itself |
//! | `ready` | it is told what would happen | [`App::carry_out_sheet`] |
//! | `taking` | rows are being carried out | itself |
//! | `done` | they are | [`App::undo_sheet`] |
//! | `undoing` | they are being taken back | itself |
//! | `undone` | they are, as far as they can be | |
//! | `left` | nobody went on with it, and its rows were cleared | |
//!
//! Rows are full of people's data: they are kept a while after an import last went on, and then
//! cleared; how many there were of each verdict stays.

mod clear;
mod days;
mod export;
mod field;
mod job;
mod layout;
mod many;
pub(crate) mod own;
mod people;
mod reading;
mod trainings;
mod undo;
mod verdict;
mod view;
mod who;

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::JobId;
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::job::{Job, StoredFile};
use fla_store::sheet::SheetImport;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub(crate) use clear::DAY;
pub use clear::KeptFile;
pub use export::ExportQuery;
pub use field::{Field, SheetKind};
pub use layout::Column;
pub use verdict::Verdict;
pub use view::{ReturnedRow, ReturnedRows, SheetRowView, SheetView};

pub(crate) use job::{hexadecimal, step};

use crate::import::{IncomingFile, Upload, UploadLimits};
use crate::intake::Work;
use crate::{App, Caller, Key, Receipt, Refused, jobs};

/// What was found and done, as it is kept with an import.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Report {
    /// Why the file cannot be read.
    refused: Vec<Anomaly>,
    /// How many of the columns the user said, rather than the headings.
    remembered: bool,
    /// Other sheets of the workbook.
    others: Vec<String>,
    /// Whether it is a copy from the public FLA, which nobody verified; the file is then kept.
    copy: bool,
    /// How many rows it holds.
    rows: i64,
    /// How many rows there were of each verdict, kept when the rows are cleared.
    counts: Vec<(String, i64)>,
    /// SHA-256 of the file in hexadecimal digits, where it is kept.
    digest: String,
    /// The import whose file is the original of this table, where it was pasted beside a file in
    /// which no table was found.
    original: Option<Uuid>,
}

/// What the job of an import is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Task {
    Read,
    Look,
    Take,
    Undo,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Payload {
    sheet: Uuid,
    task: Task,
    /// Why it is taken back, in the words of the person.
    #[serde(default)]
    reason: String,
    /// What the rows are, where the person said so.
    #[serde(default)]
    wish: Option<SheetKind>,
}

/// Leaves the spreadsheet of a job as the job left it, whose mandate is not in force any more.
pub(crate) async fn stop(tx: &mut Tx, job: &Job, at: Instant) -> Result<(), Refused> {
    let payload: Payload = parse(&job.payload)?;
    if let Some(mut sheet) = tx.get_sheet(job.employer, payload.sheet).await? {
        "stopped".clone_into(&mut sheet.state);
        sheet.touched_at = at;
        tx.update_sheet(job.employer, &sheet).await?;
    }
    Ok(())
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Refused> {
    serde_json::from_str(text).map_err(|_| Refused::Broken("state of a spreadsheet".to_owned()))
}

fn text_of(value: &impl Serialize) -> Result<String, Refused> {
    serde_json::to_string(value).map_err(|_| Refused::Broken("state of a spreadsheet".to_owned()))
}

/// What is sent in.
#[derive(Clone, Debug)]
pub struct NewSheet {
    /// The file, or what was pasted.
    pub file: IncomingFile,
    /// What its rows are; `None` where the headings shall tell.
    pub kind: Option<SheetKind>,
    /// Whether it is a copy from the public FLA.
    pub copy: bool,
    /// The import with the file of which this is the table, where it was pasted beside it.
    pub original: Option<Uuid>,
}

/// How much is taken.
fn limits() -> UploadLimits {
    let file = fla_sheets::Limits::default().bytes;
    UploadLimits { file, all: file, files: 1 }
}

impl App {
    /// Begins to receive a spreadsheet.
    pub async fn receive_sheet(&self, caller: &Caller, name: &str) -> Result<Upload, Refused> {
        self.require_sheets(caller).await?;
        self.receive_after(caller, name, limits(), 0).await
    }

    async fn require_sheets(&self, caller: &Caller) -> Result<(), Refused> {
        if let Err(refused) = caller.require(Action::ImportDeclarations) {
            self.note_refusal(caller, "sheet").await?;
            return Err(refused);
        }
        Ok(())
    }

    /// Keeps a spreadsheet that came in, and has it read.
    pub async fn take_sheet(&self, caller: &Caller, new: &NewSheet) -> Result<Uuid, Refused> {
        let asked = self.take_sheet_once(caller, new);
        self.refusal_noted(caller, "sheetReceived", asked).await
    }

    async fn take_sheet_once(&self, caller: &Caller, new: &NewSheet) -> Result<Uuid, Refused> {
        caller.require(Action::ImportDeclarations)?;
        if new.file.size == 0 {
            return Err(Anomaly::new(Zone::File, Fault::Missing).at("file").into());
        }
        let id = self.opaque_id();
        let mut work = self.begin(caller, None).await?;
        if let Some(original) = new.original {
            let original = work.tx.get_sheet(caller.employer(), original).await?;
            original.filter(|o| o.file.is_some()).ok_or(Refused::Hidden)?;
        }
        let name = crate::evidence::plain_name(&new.file.name);
        let stored = StoredFile {
            id: new.file.id,
            name: name.clone(),
            size: i64::try_from(new.file.size).unwrap_or(i64::MAX),
            received_at: work.at,
        };
        work.tx.insert_file(caller.employer(), &stored).await?;
        let copy = new.copy || new.original.is_some();
        let report = Report { copy, original: new.original, ..Report::default() };
        let sheet = SheetImport {
            id,
            kind: new.kind.map_or("", SheetKind::code).to_owned(),
            state: String::new(),
            name,
            file: Some(new.file.id),
            form: "null".to_owned(),
            columns: text_of(&layout::Layout::default())?,
            mapping: "[]".to_owned(),
            report: text_of(&report)?,
            job: None,
            created_at: work.at,
            actor_name: caller.name().to_owned(),
            touched_at: work.at,
            cleared_at: None,
        };
        work.tx.insert_sheet(caller.employer(), &sheet).await?;
        let payload =
            Payload { sheet: id, task: Task::Read, reason: String::new(), wish: new.kind };
        let job = begin_task(&mut work, sheet, &payload, "reading").await?;
        let key = Key::new(&format!("sheet:{id}"))?;
        note(&mut work, "sheetReceived", &key, id, job).await?;
        work.tx.commit().await?;
        self.inner.work_waiting.notify_one();
        Ok(id)
    }

    /// Says what the rows are and what each column is, remembers it for this layout, and has the
    /// rows looked at.
    pub async fn sheet_columns(
        &self,
        caller: &Caller,
        id: Uuid,
        kind: SheetKind,
        mapping: &[Option<Field>],
    ) -> Result<(), Refused> {
        let asked = self.sheet_columns_once(caller, id, kind, mapping);
        self.refusal_noted(caller, "sheet", asked).await
    }

    async fn sheet_columns_once(
        &self,
        caller: &Caller,
        id: Uuid,
        kind: SheetKind,
        mapping: &[Option<Field>],
    ) -> Result<(), Refused> {
        caller.require(Action::ImportDeclarations)?;
        let mut work = self.begin(caller, None).await?;
        let mut sheet = own_sheet(&mut work, id, &["columns", "ready"]).await?;
        let layout: layout::Layout = parse(&sheet.columns)?;
        let mut mapping = mapping.to_vec();
        mapping.resize(layout.columns.len(), None);
        let faults = check_mapping(kind, &mapping);
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let text = text_of(&mapping)?;
        let (employer, digest) = (caller.employer(), layout.digest());
        work.tx.keep_sheet_layout(employer, &digest, kind.code(), &text, work.at).await?;
        kind.code().clone_into(&mut sheet.kind);
        sheet.mapping = text;
        work.tx.clear_sheet_rows(employer, id).await?;
        let payload = Payload { sheet: id, task: Task::Look, reason: String::new(), wish: None };
        begin_task(&mut work, sheet, &payload, "looking").await?;
        work.tx.commit().await?;
        self.inner.work_waiting.notify_one();
        Ok(())
    }

    /// Carries out the rows that are new or newer.
    pub async fn carry_out_sheet(&self, caller: &Caller, id: Uuid) -> Result<(), Refused> {
        let asked = self.carry_out_sheet_once(caller, id);
        self.refusal_noted(caller, "sheetCarriedOut", asked).await
    }

    async fn carry_out_sheet_once(&self, caller: &Caller, id: Uuid) -> Result<(), Refused> {
        let mut work = self.begin(caller, None).await?;
        let sheet = own_sheet(&mut work, id, &["ready"]).await?;
        let kind = kind_of(&sheet)?;
        caller.require(kind.action())?;
        let payload = Payload { sheet: id, task: Task::Take, reason: String::new(), wish: None };
        let job = begin_task(&mut work, sheet, &payload, "taking").await?;
        note(&mut work, "sheetCarriedOut", &Key::new(&format!("sheet:{id}:take"))?, id, job)
            .await?;
        work.tx.commit().await?;
        self.inner.work_waiting.notify_one();
        Ok(())
    }

    /// Takes back what an import did, where nothing changed it since.
    pub async fn undo_sheet(&self, caller: &Caller, id: Uuid, reason: &str) -> Result<(), Refused> {
        let asked = self.undo_sheet_once(caller, id, reason);
        self.refusal_noted(caller, "sheetUndone", asked).await
    }

    async fn undo_sheet_once(
        &self,
        caller: &Caller,
        id: Uuid,
        reason: &str,
    ) -> Result<(), Refused> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(Anomaly::new(Zone::Reason, Fault::Missing).at("reason").into());
        }
        if reason.chars().count() > 500 {
            let long = Anomaly::new(Zone::Reason, Fault::Length).at("reason");
            return Err(long.with("max", 500).into());
        }
        let mut work = self.begin(caller, Some(reason)).await?;
        let sheet = own_sheet(&mut work, id, &["done", "stopped"]).await?;
        caller.require(kind_of(&sheet)?.action())?;
        let payload =
            Payload { sheet: id, task: Task::Undo, reason: reason.to_owned(), wish: None };
        let job = begin_task(&mut work, sheet, &payload, "undoing").await?;
        note(&mut work, "sheetUndone", &Key::new(&format!("sheet:{id}:undo"))?, id, job).await?;
        work.tx.commit().await?;
        self.inner.work_waiting.notify_one();
        Ok(())
    }
}

/// The columns that would be the same as one before them.
fn twice(mapping: &[Option<Field>]) -> Vec<Anomaly> {
    let mut seen = std::collections::BTreeSet::new();
    let mut faults = Vec::new();
    for (index, field) in mapping.iter().enumerate() {
        if field.is_some_and(|field| !seen.insert(field)) {
            let twice =
                Anomaly::new(Zone::File, Fault::Duplicate).with("reason", "sheet-column-twice");
            faults.push(twice.at(format!("column{index}")));
        }
    }
    faults
}

/// What is wrong with what was said of the columns.
fn check_mapping(kind: SheetKind, mapping: &[Option<Field>]) -> Vec<Anomaly> {
    let mut faults = twice(mapping);
    if !kind.is_satisfied(|field| mapping.contains(&Some(field))) {
        let lacks = Anomaly::new(Zone::File, Fault::Missing).at("kind");
        faults.push(lacks.with("reason", format!("sheet-lacks-{}", kind.code().to_lowercase())));
    }
    faults
}

fn kind_of(sheet: &SheetImport) -> Result<SheetKind, Refused> {
    SheetKind::from_code(&sheet.kind).ok_or_else(|| Refused::Broken("kind of a sheet".to_owned()))
}

/// An import of the caller's employer in one of some states; a conflict in any other.
async fn own_sheet(work: &mut Work<'_>, id: Uuid, states: &[&str]) -> Result<SheetImport, Refused> {
    let sheet = work.tx.get_sheet(work.caller.employer(), id).await?.ok_or(Refused::Hidden)?;
    let kept = sheet.cleared_at.is_none();
    if kept && states.contains(&sheet.state.as_str()) { Ok(sheet) } else { Err(Refused::Conflict) }
}

/// Puts work on an import in the queue.
async fn begin_task(
    work: &mut Work<'_>,
    mut sheet: SheetImport,
    payload: &Payload,
    state: &str,
) -> Result<JobId, Refused> {
    let total = parse::<Report>(&sheet.report)?.rows;
    let job = jobs::new_job(work.app, work.caller, work.at, jobs::SHEET, text_of(payload)?, total);
    state.clone_into(&mut sheet.state);
    sheet.touched_at = work.at;
    sheet.job = Some(job.id);
    work.tx.update_sheet(work.caller.employer(), &sheet).await?;
    work.tx.insert_job(&job).await?;
    Ok(job.id)
}

async fn note(
    work: &mut Work<'_>,
    kind: &str,
    key: &Key,
    id: Uuid,
    job: JobId,
) -> Result<(), Refused> {
    let receipt = Receipt { change: work.change, object: Some(id), affected: 0, job: Some(job) };
    work.note(kind, key, Vec::new(), &receipt).await
}
