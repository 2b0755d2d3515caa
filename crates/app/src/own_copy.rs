//! What people saved of their own account in the public FLA, brought into what is their own here:
//! the file is kept as evidence, each row of its table becomes an own record that carries the mark
//! of a copy. Read from the file each time it is looked at; a file from which nothing was taken is
//! swept away after a day.

use std::collections::BTreeSet;
use std::io::ErrorKind;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::OwnRecordId;
use fla_domain::own::{RecordDetails, RecordKind};
use fla_domain::quantity::{DEFAULT_DAY_MINUTES, Minutes};
use fla_domain::time::Instant;
use fla_domain::training::Status;
use fla_sheets::{Cell, Row};
use fla_store::TRACES;
use fla_store::employee::fold;
use fla_store::own_copy::OwnCopy;
use fla_store::sheet::SheetRow;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tracing::{Instrument as _, info_span};
use uuid::Uuid;

use crate::import::{IncomingFile, Upload, UploadLimits};
use crate::sheets::{Column, Field, KeptFile, SheetKind, Verdict, own};
use crate::{App, Key, OwnCommand, OwnReceipt, Refused, Visitor};

/// Most bytes of a file: 10 MiB, as for other evidence.
pub const COPY_BYTES: u64 = 10 << 20;
/// Most copies of one person.
const MOST: usize = 50;
/// Most rows that are taken from one file: nobody followed more trainings.
const MOST_ROWS: usize = 2_000;

/// What is kept of a copy beside its file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Report {
    /// Why there is no table in it.
    refused: Vec<Anomaly>,
    /// The copy with the file of which this is the table, where it was pasted beside it.
    original: Option<Uuid>,
    /// How many records were taken from it.
    taken: usize,
}

/// A copy in a list.
#[derive(Clone, Debug)]
pub struct OwnCopyItem {
    /// Its id.
    pub id: Uuid,
    /// `open`, `refused`, `taken` or `undone`.
    pub state: String,
    /// The name of the file; empty for a pasted table.
    pub name: String,
    /// When it came.
    pub received_at: Instant,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the file, in hexadecimal digits.
    pub digest: String,
    /// Why there is no table in it.
    pub refused: Vec<Anomaly>,
    /// The copy whose file is the original of this pasted table.
    pub original: Option<Uuid>,
    /// How many records were taken from it.
    pub taken: usize,
}

/// A row of a copy.
#[derive(Clone, Debug)]
pub struct OwnCopyRow {
    /// Its number in the file.
    pub number: u32,
    /// [`Verdict::New`], [`Verdict::Same`] or [`Verdict::Refused`].
    pub verdict: Verdict,
    /// Its cells as text.
    pub cells: Vec<String>,
    /// What is wrong with it.
    pub faults: Vec<Anomaly>,
}

/// A copy with its table.
#[derive(Clone, Debug)]
pub struct OwnCopyView {
    /// The copy.
    pub item: OwnCopyItem,
    /// Its columns.
    pub columns: Vec<Column>,
    /// What each column is.
    pub mapping: Vec<Option<Field>>,
    /// Whether name and date of a training are known, so that rows can be read.
    pub enough: bool,
    /// Its rows, while nothing was taken from it yet.
    pub rows: Vec<OwnCopyRow>,
    /// Whether its file was swept away before anything was taken.
    pub gone: bool,
}

impl OwnCopyView {
    /// How many rows would become records.
    pub fn to_do(&self) -> usize {
        self.rows.iter().filter(|row| row.verdict == Verdict::New).count()
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Refused> {
    serde_json::from_str(text).map_err(|_| Refused::Broken("state of a copy".to_owned()))
}

fn text_of(value: &impl Serialize) -> Result<String, Refused> {
    serde_json::to_string(value).map_err(|_| Refused::Broken("state of a copy".to_owned()))
}

fn item(copy: &OwnCopy) -> Result<OwnCopyItem, Refused> {
    let report: Report = parse(&copy.report)?;
    Ok(OwnCopyItem {
        id: copy.id,
        state: copy.state.clone(),
        name: copy.name.clone(),
        received_at: copy.received_at,
        size: copy.size,
        digest: crate::sheets::hexadecimal(&copy.digest),
        refused: report.refused,
        original: report.original,
        taken: report.taken,
    })
}

/// A table as it was read from a file, and what its columns are.
struct Found {
    table: own::OwnTable,
    mapping: Vec<Option<Field>>,
}

impl App {
    /// Begins to receive a copy.
    pub async fn receive_public_copy(&self, _: &Visitor, name: &str) -> Result<Upload, Refused> {
        let limits = UploadLimits { file: COPY_BYTES, all: COPY_BYTES, files: 1 };
        self.receive_file(name, limits, 0).await
    }

    /// Takes a copy that came in and looks for a table in it. `original` is the copy with the file
    /// of which this is the table, where no table was found in that.
    pub async fn keep_public_copy(
        &self,
        visitor: &Visitor,
        file: &IncomingFile,
        original: Option<Uuid>,
    ) -> Result<Uuid, Refused> {
        let asked = self.keep_public_copy_once(visitor, file, original);
        self.own_refusal_noted(visitor, "ownCopyReceived", asked).await
    }

    async fn keep_public_copy_once(
        &self,
        visitor: &Visitor,
        file: &IncomingFile,
        original: Option<Uuid>,
    ) -> Result<Uuid, Refused> {
        if file.size == 0 {
            return Err(Anomaly::new(Zone::File, Fault::Missing).at("file").into());
        }
        let bytes = self.inner.files.read(file.id).await;
        let bytes = bytes.map_err(|error| crate::import::disk(&error))?;
        let digest = Sha256::digest(&bytes).to_vec();
        let found = self.table_of_own(bytes).await?;
        let mut report = Report { original, ..Report::default() };
        let (state, mapping) = match &found {
            Ok(table) => ("open", table.recognise()),
            Err(refused) => {
                report.refused = vec![refused.clone()];
                ("refused", Vec::new())
            }
        };
        let copy = OwnCopy {
            id: self.opaque_id(),
            state: state.to_owned(),
            name: crate::evidence::plain_name(&file.name),
            file: file.id,
            size: i64::try_from(file.size).unwrap_or(i64::MAX),
            digest,
            received_at: self.now(),
            mapping: text_of(&mapping)?,
            report: text_of(&report)?,
        };
        let mut tx = self.inner.store.write().await?;
        tx.lock_person(&visitor.ssin).await?;
        let earlier = tx.own_copies(&visitor.ssin).await?;
        if let Some(original) = original
            && !earlier.iter().any(|copy| copy.id == original)
        {
            return Err(Refused::Hidden);
        }
        if earlier.len() >= MOST {
            let many = Anomaly::new(Zone::Upload, Fault::OutsideDomain).at("file");
            return Err(many.with("max", MOST).into());
        }
        tx.insert_own_copy(&visitor.ssin, &copy).await?;
        if found.is_err() {
            // All there is of it is the file.
            tx.keep_own_copy(copy.file).await?;
        }
        self.note_own(&mut tx, visitor, "ownCopyReceived").await?;
        tx.commit().await?;
        Ok(copy.id)
    }

    async fn table_of_own(
        &self,
        bytes: Vec<u8>,
    ) -> Result<Result<own::OwnTable, Anomaly>, Refused> {
        let pdfs = self.inner.pdfs.get().cloned();
        tokio::task::spawn_blocking(move || own::table(&bytes, pdfs.as_ref(), MOST_ROWS))
            .instrument(info_span!(target: TRACES, "fla.sheet.read"))
            .await
            .map_err(|_| Refused::Broken("reader of a file".to_owned()))
    }

    /// The copies of a person, latest first.
    pub async fn public_copies(&self, visitor: &Visitor) -> Result<Vec<OwnCopyItem>, Refused> {
        let mut tx = self.inner.store.write().await?;
        let copies = tx.own_copies(&visitor.ssin).await?;
        if !copies.is_empty() {
            self.note_own(&mut tx, visitor, "ownCopies").await?;
        }
        tx.commit().await?;
        copies.iter().map(item).collect()
    }

    async fn one_copy(&self, visitor: &Visitor, id: Uuid) -> Result<OwnCopy, Refused> {
        let mut tx = self.inner.store.read().await?;
        let copy = tx.own_copy(&visitor.ssin, id).await?;
        tx.rollback().await?;
        copy.ok_or(Refused::Hidden)
    }

    /// A copy of a person with its table and what would become of each row.
    pub async fn public_copy(&self, visitor: &Visitor, id: Uuid) -> Result<OwnCopyView, Refused> {
        let asked = self.public_copy_once(visitor, id);
        self.own_refusal_noted(visitor, "ownCopy", asked).await
    }

    async fn public_copy_once(&self, visitor: &Visitor, id: Uuid) -> Result<OwnCopyView, Refused> {
        let copy = self.one_copy(visitor, id).await?;
        let mut tx = self.inner.store.write().await?;
        self.note_own(&mut tx, visitor, "ownCopy").await?;
        tx.commit().await?;
        let mut view = OwnCopyView {
            item: item(&copy)?,
            columns: Vec::new(),
            mapping: Vec::new(),
            enough: false,
            rows: Vec::new(),
            gone: false,
        };
        if copy.state != "open" {
            return Ok(view);
        }
        let Some(found) = self.found(&copy).await? else {
            view.gone = true;
            return Ok(view);
        };
        view.columns.clone_from(found.table.columns());
        view.mapping.clone_from(&found.mapping);
        view.enough = own::is_enough(&found.mapping);
        if view.enough {
            view.rows =
                self.judged(visitor, &found).await?.into_iter().map(|(row, _)| row).collect();
        }
        Ok(view)
    }

    /// What is in the file of a copy; `None` where it was swept away.
    async fn found(&self, copy: &OwnCopy) -> Result<Option<Found>, Refused> {
        let bytes = match self.inner.files.read(copy.file).await {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(crate::import::disk(&error)),
        };
        let table = self.table_of_own(bytes).await?;
        let table = table.map_err(|anomaly| Refused::from(anomaly.at("file")))?;
        Ok(Some(Found { table, mapping: parse(&copy.mapping)? }))
    }

    /// What would become of each row, with the record it would be.
    async fn judged(
        &self,
        visitor: &Visitor,
        found: &Found,
    ) -> Result<Vec<(OwnCopyRow, Option<RecordDetails>)>, Refused> {
        let mut known = self.known_to(visitor).await?;
        let today = self.today();
        let mut judged = Vec::new();
        for row in found.table.rows() {
            let read = record(found, row, visitor, today)?;
            let (verdict, details, faults) = match read {
                Err(faults) => (Verdict::Refused, None, faults),
                Ok(details) => {
                    let new = known.insert((fold(&details.title), details.start));
                    let verdict = if new { Verdict::New } else { Verdict::Same };
                    (verdict, Some(details).filter(|_| new), Vec::new())
                }
            };
            let cells = row.cells.iter().map(Cell::shown).collect();
            judged.push((OwnCopyRow { number: row.number, verdict, cells, faults }, details));
        }
        Ok(judged)
    }

    /// The trainings that a person's account holds already, by name and first day: the own ones
    /// and those that employers registered.
    async fn known_to(&self, visitor: &Visitor) -> Result<BTreeSet<(String, Date)>, Refused> {
        let mut known = BTreeSet::new();
        let accounts = self.act_for_self(visitor).await?;
        let mut tx = self.inner.store.read().await?;
        for record in tx.own_records(&visitor.ssin).await? {
            known.insert((fold(&record.details.title), record.details.start));
        }
        for (caller, employee) in accounts {
            let parts = tx.parts_of(caller.employer(), &[employee], Instant::LATEST).await?;
            let ids: Vec<_> = parts.iter().filter(|p| !p.withdrawn).map(|p| p.training).collect();
            for training in tx.get_trainings(caller.employer(), &ids, Instant::LATEST).await? {
                if !training.withdrawn {
                    known.insert((fold(&training.details.title), training.details.start));
                }
            }
        }
        tx.rollback().await?;
        Ok(known)
    }

    /// Says what each column of a copy is.
    pub async fn public_copy_columns(
        &self,
        visitor: &Visitor,
        id: Uuid,
        mapping: &[Option<Field>],
    ) -> Result<(), Refused> {
        let asked = self.public_copy_columns_once(visitor, id, mapping);
        self.own_refusal_noted(visitor, "ownCopy", asked).await
    }

    async fn public_copy_columns_once(
        &self,
        visitor: &Visitor,
        id: Uuid,
        mapping: &[Option<Field>],
    ) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.lock_person(&visitor.ssin).await?;
        let mut copy = tx.own_copy(&visitor.ssin, id).await?.ok_or(Refused::Hidden)?;
        if copy.state != "open" {
            return Err(Refused::Conflict);
        }
        let faults = own::check(mapping);
        if !faults.is_empty() {
            return Err(faults.into());
        }
        copy.mapping = text_of(&mapping)?;
        tx.update_own_copy(&visitor.ssin, &copy).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Takes the new rows of a copy over as own records.
    pub async fn take_public_copy(
        &self,
        visitor: &Visitor,
        id: Uuid,
        key: &Key,
    ) -> Result<OwnReceipt, Refused> {
        let asked = self.one_copy(visitor, id);
        let copy = self.own_refusal_noted(visitor, "takeOwnCopy", asked).await?;
        if copy.state != "open" {
            return Err(Refused::Conflict);
        }
        let found = self.found(&copy).await?.ok_or(Refused::Conflict)?;
        let records: Vec<RecordDetails> =
            self.judged(visitor, &found).await?.into_iter().filter_map(|(_, d)| d).collect();
        self.submit_own(visitor, &OwnCommand::TakeCopy { copy: id, records }, key).await
    }

    /// The file of a copy as it came; hidden where it is somebody else's, or swept away.
    pub async fn public_copy_file(&self, visitor: &Visitor, id: Uuid) -> Result<KeptFile, Refused> {
        let asked = self.public_copy_file_once(visitor, id);
        self.own_refusal_noted(visitor, "ownCopyFile", asked).await
    }

    async fn public_copy_file_once(
        &self,
        visitor: &Visitor,
        id: Uuid,
    ) -> Result<KeptFile, Refused> {
        let copy = self.one_copy(visitor, id).await?;
        let bytes = match self.inner.files.read(copy.file).await {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(Refused::Hidden),
            Err(error) => return Err(crate::import::disk(&error)),
        };
        let mut tx = self.inner.store.write().await?;
        self.note_own(&mut tx, visitor, "ownCopyFile").await?;
        tx.commit().await?;
        if Sha256::digest(&bytes).as_slice() != copy.digest {
            return Err(Refused::Broken("evidence is not what came in".to_owned()));
        }
        Ok(KeptFile { name: copy.name, bytes })
    }

    /// Removes a copy from which no record comes any more, with its file.
    pub async fn remove_public_copy(&self, visitor: &Visitor, id: Uuid) -> Result<(), Refused> {
        let asked = self.remove_public_copy_once(visitor, id);
        self.own_refusal_noted(visitor, "ownCopyRemoved", asked).await
    }

    async fn remove_public_copy_once(&self, visitor: &Visitor, id: Uuid) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.lock_person(&visitor.ssin).await?;
        let copy = tx.own_copy(&visitor.ssin, id).await?.ok_or(Refused::Hidden)?;
        let records = tx.own_records(&visitor.ssin).await?;
        let mut in_use = records.iter().any(|record| record.copy == Some(id));
        for other in tx.own_copies(&visitor.ssin).await? {
            in_use |= parse::<Report>(&other.report)?.original == Some(id);
        }
        if in_use {
            return Err(Refused::Conflict);
        }
        tx.delete_own_copy(&visitor.ssin, &copy).await?;
        self.note_own(&mut tx, visitor, "ownCopyRemoved").await?;
        tx.commit().await?;
        self.discard(&[copy.file]).await;
        Ok(())
    }
}

/// Writes into a copy that records were taken from it.
pub(crate) fn taken(copy: &mut OwnCopy, count: usize) -> Result<(), Refused> {
    let mut report: Report = parse(&copy.report)?;
    report.taken = count;
    "taken".clone_into(&mut copy.state);
    copy.report = text_of(&report)?;
    Ok(())
}

/// The record that a row is.
fn record(
    found: &Found,
    row: &Row,
    visitor: &Visitor,
    today: Date,
) -> Result<Result<RecordDetails, Vec<Anomaly>>, Refused> {
    let rules = found.table.rules(&found.mapping, DEFAULT_DAY_MINUTES, today);
    let row = SheetRow {
        number: i64::from(row.number),
        cells: text_of(&row.cells)?,
        verdict: String::new(),
        group: String::new(),
        item: String::new(),
        faults: String::new(),
        made: String::new(),
    };
    let read = own::read(&rules, &row)?;
    let place = |faults: Vec<Anomaly>| -> Vec<Anomaly> {
        faults.into_iter().map(|a| rules.place(row.number, a)).collect()
    };
    let line = match read {
        Ok(line) => line,
        Err(faults) => return Ok(Err(faults)),
    };
    let mut faults = Vec::new();
    if line.ssin.as_ref().is_some_and(|ssin| *ssin != visitor.ssin) {
        let other = Anomaly::new(Zone::Ssin, Fault::Conflict).at("ssin");
        faults.push(other.with("reason", "sheet-not-yours"));
    }
    if matches!(line.status, Some(Status::NotFollowed | Status::NotEligible)) {
        let not = Anomaly::new(Zone::Status, Fault::NotApplicable).at("status");
        faults.push(not.with("reason", "sheet-not-followed"));
    }
    for (there, zone, path) in [
        (line.title.is_some(), Zone::Title, "title"),
        (line.start.is_some(), Zone::StartDate, "start"),
    ] {
        if !there {
            faults.push(Anomaly::new(zone, Fault::Missing).at(path));
        }
    }
    let (Some(title), Some(start)) = (line.title, line.start) else {
        return Ok(Err(place(faults)));
    };
    let details = RecordDetails {
        kind: RecordKind::Training,
        title,
        provider: line.provider,
        field: None,
        start,
        end: line.end.unwrap_or(start),
        minutes: line.minutes.map(Minutes),
        valid_until: line.valid_until,
    };
    faults.extend(details.check(today));
    Ok(if faults.is_empty() { Ok(details) } else { Err(place(faults)) })
}

/// The fields that a column of an own copy can be.
pub fn own_copy_fields() -> impl Iterator<Item = Field> {
    SheetKind::Trainings.fields().filter(|field| own::FIELDS.contains(field))
}

/// The id of the record where a list of them has none.
pub(crate) fn first(records: &[OwnRecordId], copy: Uuid) -> OwnRecordId {
    records.first().copied().unwrap_or(OwnRecordId(copy))
}
