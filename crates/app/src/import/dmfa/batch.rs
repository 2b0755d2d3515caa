//! Reading a declaration batch by batch on a thread of its own, ahead of what is written.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::occupation::Occupation;
use fla_domain::time::Quarter;
use fla_formats::declaration::Reader;
use fla_formats::dmfa::{Header, Item, Person};
use jiff::civil::DateTime;
use tokio::sync::mpsc;

use super::super::check::BUFFER;
use super::super::people::Named;

/// How many people are written in a step.
const BATCH: u64 = 8_000;

/// What is declared of a person in a quarter, the occurrences in one file together.
pub(super) struct Declared {
    pub(super) created: DateTime,
    pub(super) occupations: Vec<Occupation>,
}

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
}

impl Batch {
    /// A later declaration for the same quarter wins; occurrences in the same one add up.
    fn person(&mut self, header: &Header, person: Person) {
        let quarter = self.declared.entry(header.quarter).or_default();
        let entry = quarter
            .entry(person.ssin.clone())
            .or_insert_with(|| Declared { created: header.created, occupations: Vec::new() });
        if header.created > entry.created {
            entry.created = header.created;
            entry.occupations.clear();
        }
        if header.created == entry.created {
            entry.occupations.extend(person.occupations);
        }
        self.named.push(Named {
            ssin: person.ssin,
            given_name: person.given_name,
            family_name: person.family_name,
        });
    }
}

type Sender = mpsc::Sender<Result<Batch, Anomaly>>;

/// Sends what follows after the first `skip` people of a file.
pub(super) fn read(path: &Path, skip: u64, send: &Sender) {
    if let Err(anomaly) = read_all(path, skip, send) {
        // Where the writer has gone, nobody waits for this.
        let _ = send.blocking_send(Err(anomaly));
    }
}

fn read_all(path: &Path, skip: u64, send: &Sender) -> Result<(), Anomaly> {
    let gone = || Anomaly::new(Zone::File, Fault::NotFound);
    let file = File::open(path).map_err(|_| gone())?;
    let Reader::Dmfa(mut reader) = Reader::open(BufReader::with_capacity(BUFFER, file))? else {
        return Err(gone());
    };
    let (mut seen, mut header) = (0_u64, None);
    let mut batch = Batch::default();
    while let Some(item) = reader.next()? {
        if let Item::Header(next) = item {
            header = Some(next);
            continue;
        }
        seen += 1;
        if seen <= skip {
            continue;
        }
        batch.items += 1;
        match (item, &header) {
            (Item::Person(person), Some(header)) => batch.person(header, person),
            (Item::Unreadable(one), _) => batch.unreadable.push(one.anomalies),
            (Item::Refused(one), _) => batch.unreadable.push(one.anomalies),
            (Item::Header(_) | Item::Person(_), _) => {}
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
