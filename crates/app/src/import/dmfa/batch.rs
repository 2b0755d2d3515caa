//! Reading a declaration batch by batch on a thread of its own, ahead of what is written.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::FileId;
use fla_domain::occupation::Occupation;
use fla_domain::time::Quarter;
use fla_files::{Blocking, Files};
use fla_formats::declaration::Reader;
use fla_formats::dmfa;
use jiff::civil::DateTime;
use tokio::sync::mpsc;

use super::super::check::BUFFER;
use super::super::people::Named;
use super::super::readings::{self, Piece};

/// How many people are written in a step.
const BATCH: u64 = 8_000;

/// What is declared of a person in a quarter, the occurrences in one file together.
pub(super) struct Declared {
    pub(super) created: DateTime,
    pub(super) occupations: Vec<Occupation>,
}

/// A form: the quarter it declares, and when it was made.
pub(super) type Form = (Quarter, DateTime);

/// What is declared for a quarter.
pub(super) type OfQuarter = BTreeMap<Ssin, Declared>;

/// The people of a step.
#[derive(Default)]
pub(super) struct Batch {
    /// How many there are in the file, the unreadable included.
    pub(super) items: u64,
    pub(super) named: Vec<Named>,
    pub(super) declared: BTreeMap<Quarter, OfQuarter>,
    /// What is wrong with each of those that cannot be read.
    pub(super) unreadable: Vec<Vec<Anomaly>>,
    /// The form of each person among them, and who it is where that could be read.
    pub(super) unread: Vec<(Form, Option<Ssin>)>,
}

impl Batch {
    /// A later declaration for the same quarter wins; occurrences in the same one add up.
    fn person(&mut self, form: Form, named: Named, occupations: Vec<Occupation>) {
        let (quarter, created) = form;
        let quarter = self.declared.entry(quarter).or_default();
        let entry = quarter
            .entry(named.ssin.clone())
            .or_insert_with(|| Declared { created, occupations: Vec::new() });
        if created > entry.created {
            entry.created = created;
            entry.occupations.clear();
        }
        if created == entry.created {
            entry.occupations.extend(occupations);
        }
        self.named.push(named);
    }
}

type Sender = mpsc::Sender<Result<Batch, Anomaly>>;

/// Where a declaration is taken from.
pub(in crate::import) enum Source {
    /// What the check understood of it.
    Understood(File),
    /// The file itself.
    File(Files, FileId),
}

/// Sends what follows after the first `skip` people of a declaration.
pub(super) fn read(source: Source, skip: u64, send: &Sender) {
    let all = match source {
        Source::Understood(reading) => {
            let broken = |_| Anomaly::new(Zone::File, Fault::NotFound);
            in_batches(readings::pieces(reading).map(|p| p.map_err(broken)), skip, send)
        }
        Source::File(files, id) => open(&files, id).and_then(|mut reader| {
            let items = std::iter::from_fn(|| reader.next().transpose());
            in_batches(items.map(|item| item.map(Piece::from)), skip, send)
        }),
    };
    if let Err(anomaly) = all {
        // Where the writer has gone, nobody waits for this.
        let _ = send.blocking_send(Err(anomaly));
    }
}

fn open(files: &Files, id: FileId) -> Result<dmfa::Reader<BufReader<Blocking>>, Anomaly> {
    let gone = || Anomaly::new(Zone::File, Fault::NotFound);
    let content = files.open_blocking(id).map_err(|_| gone())?;
    match Reader::open(BufReader::with_capacity(BUFFER, content))? {
        Reader::Dmfa(reader) => Ok(reader),
        Reader::Dimona(_) => Err(gone()),
    }
}

fn in_batches(
    pieces: impl Iterator<Item = Result<Piece, Anomaly>>,
    skip: u64,
    send: &Sender,
) -> Result<(), Anomaly> {
    let (mut seen, mut form) = (0_u64, None);
    let mut batch = Batch::default();
    for piece in pieces {
        let piece = piece?;
        if let Piece::Form { quarter, created } = piece {
            form = Some((quarter, created));
            continue;
        }
        seen += 1;
        if seen <= skip {
            continue;
        }
        batch.items += 1;
        match (piece, form) {
            (Piece::Person { ssin, given_name, family_name, occupations }, Some(form)) => {
                batch.person(form, Named { ssin, given_name, family_name }, occupations);
            }
            (Piece::Unreadable { ssin, anomalies }, form) => {
                batch.unreadable.push(anomalies);
                batch.unread.extend(form.map(|form| (form, ssin.map(|number| number.0))));
            }
            (Piece::Refused(anomalies), _) => batch.unreadable.push(anomalies),
            (Piece::Form { .. } | Piece::Person { .. }, _) => {}
        }
        if batch.items == BATCH && send.blocking_send(Ok(std::mem::take(&mut batch))).is_err() {
            return Ok(());
        }
    }
    if batch.items > 0 {
        let _ = send.blocking_send(Ok(batch));
    }
    Ok(())
}
