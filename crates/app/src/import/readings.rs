//! What the check of a file understood of it, kept until it is taken: a large declaration takes
//! about as long to read as to write into the register, and is read once.
//!
//! It is kept in a file without a name, which is gone with the process. Where it is not there, for
//! another instance goes on or the process was started anew, the declaration is read again.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, Write as _};
use std::path::Path;
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::Ssin;
use fla_domain::ids::FileId;
use fla_domain::occupation::Occupation;
use fla_domain::time::Quarter;
use fla_formats::dmfa::Item;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// What is taken of a declaration, in the order of the file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Piece {
    /// A form begins.
    Form { quarter: Quarter, created: DateTime },
    /// A person of it.
    Person {
        #[serde(with = "digits")]
        ssin: Ssin,
        given_name: Option<String>,
        family_name: Option<String>,
        occupations: Vec<Occupation>,
    },
    /// A person of whom nothing is taken, and who it is where that could be read.
    Unreadable { ssin: Option<Number>, anomalies: Vec<Anomaly> },
    /// A form of which nothing is taken.
    Refused(Vec<Anomaly>),
}

/// An SSIN, kept as its digits.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Number(#[serde(with = "digits")] pub(super) Ssin);

impl From<Item> for Piece {
    fn from(item: Item) -> Self {
        match item {
            Item::Header(form) => Self::Form { quarter: form.quarter, created: form.created },
            Item::Person(person) => Self::Person {
                ssin: person.ssin,
                given_name: person.given_name,
                family_name: person.family_name,
                occupations: person.occupations,
            },
            Item::Unreadable(one) => {
                Self::Unreadable { ssin: one.ssin.map(Number), anomalies: one.anomalies }
            }
            Item::Refused(one) => Self::Refused(one.anomalies),
        }
    }
}

mod digits {
    use fla_domain::identifier::Ssin;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(ssin: &Ssin, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(ssin.digits())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Ssin, D::Error> {
        let digits = String::deserialize(from)?;
        // The number is personal: the error does not repeat it.
        digits.parse().map_err(|_| de::Error::custom("not an SSIN"))
    }
}

/// Pieces on their way to the disk together.
const TOGETHER: usize = 256;

/// Writes what is understood on a thread of its own, while reading goes on.
pub(super) struct Keeper {
    made: Vec<Piece>,
    send: mpsc::SyncSender<Vec<Piece>>,
    thread: JoinHandle<io::Result<File>>,
}

impl Keeper {
    /// Begins to keep a reading in an unnamed file of a folder.
    pub(super) fn start(folder: &Path) -> io::Result<Self> {
        let file = tempfile::tempfile_in(folder)?;
        let (send, pieces) = mpsc::sync_channel::<Vec<Piece>>(4);
        let thread = std::thread::spawn(move || {
            let mut out = BufWriter::with_capacity(super::check::BUFFER, file);
            for piece in pieces.into_iter().flatten() {
                serde_json::to_writer(&mut out, &piece)?;
                out.write_all(b"\n")?;
            }
            let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
            file.rewind()?;
            Ok(file)
        });
        Ok(Self { made: Vec::with_capacity(TOGETHER), send, thread })
    }

    /// Keeps a piece; after a fault of the disk nothing more.
    pub(super) fn keep(&mut self, piece: Piece) {
        self.made.push(piece);
        if self.made.len() == TOGETHER {
            let made = std::mem::replace(&mut self.made, Vec::with_capacity(TOGETHER));
            let _ = self.send.send(made);
        }
    }

    /// The whole reading; an error where the disk had no room for it.
    pub(super) fn finish(self) -> io::Result<File> {
        let _ = self.send.send(self.made);
        drop(self.send);
        self.thread.join().unwrap_or_else(|_| Err(io::Error::other("the keeper broke")))
    }
}

/// The readings of files that wait to be taken.
#[derive(Default)]
pub(crate) struct Readings(Mutex<BTreeMap<FileId, File>>);

impl Readings {
    pub(super) fn put(&self, id: FileId, reading: File) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id, reading);
    }

    /// Gives a reading away: a file is taken once.
    pub(super) fn take(&self, id: FileId) -> Option<File> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&id)
    }
}

/// The pieces of a reading.
pub(super) fn pieces(reading: File) -> impl Iterator<Item = io::Result<Piece>> {
    let mut from = BufReader::with_capacity(super::check::BUFFER, reading);
    let mut line = Vec::new();
    std::iter::from_fn(move || {
        line.clear();
        match from.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => Some(serde_json::from_slice(&line).map_err(io::Error::from)),
            Err(error) => Some(Err(error)),
        }
    })
}

#[cfg(test)]
mod tests {
    use fla_domain::anomaly::{Fault, Zone};
    use fla_domain::quantity::Fraction;
    use fla_formats::synthetic;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_was_understood_comes_back_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut keeper = Keeper::start(folder.path()).unwrap();
        let created = date(2026, 10, 20).at(9, 30, 15, 0);
        let mut kept = Vec::new();
        let mut keep = |piece: Piece| {
            kept.push(serde_json::to_string(&piece).unwrap());
            keeper.keep(piece);
        };
        keep(Piece::Form { quarter: Quarter::new(2026, 3).unwrap(), created });
        for n in 0..1_000 {
            keep(Piece::Person {
                ssin: synthetic::ssin(n),
                given_name: (n % 2 == 0).then(|| "Zoë".to_owned()),
                family_name: None,
                occupations: vec![Occupation {
                    start: date(2019, 1, 1),
                    end: (n % 3 == 0).then(|| date(2026, 9, 30)),
                    joint_committee: "200".parse().unwrap(),
                    fraction: Fraction::new(1_900, 3_800).unwrap(),
                }],
            });
        }
        let anomalies = vec![Anomaly::new(Zone::Ssin, Fault::CheckDigits).in_file(7, 3)];
        keep(Piece::Unreadable { ssin: None, anomalies: anomalies.clone() });
        keep(Piece::Unreadable {
            ssin: Some(Number(synthetic::ssin(7))),
            anomalies: anomalies.clone(),
        });
        keep(Piece::Refused(anomalies));
        let reading = keeper.finish().unwrap();
        let readings = Readings::default();
        let id = FileId(uuid::Uuid::from_u128(1));
        readings.put(id, reading);
        let back: Vec<String> = pieces(readings.take(id).unwrap())
            .map(|piece| serde_json::to_string(&piece.unwrap()).unwrap())
            .collect();
        assert_eq!(back, kept);
        assert!(readings.take(id).is_none());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
