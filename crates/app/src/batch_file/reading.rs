//! The forms of a file in sets, read on a thread of their own ahead of what is written.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use fla_domain::anomaly::Anomaly;
use fla_formats::batch_file::Reader;
use fla_formats::compressed::{self, Bounds, Unpacked};
use jiff::civil::Date;
use tokio::sync::mpsc;

use super::carry::Item;
use crate::import::ahead::Ahead;

/// Bytes read from the disk at once.
const BUFFER: usize = 128 * 1024;
/// Forms of a set.
const SET: usize = 2_000;
/// Participants of a set: one form of very many fills it.
const PEOPLE: usize = 4_000;
/// Sets read and not yet carried out.
const SETS_AHEAD: usize = 1;

/// What comes from the thread: a set, or why the file cannot be read after all.
pub(super) type Read = Result<Vec<Item>, Anomaly>;

/// Begins to read the forms behind the first so many.
pub(super) fn start(path: PathBuf, today: Date, skip: i64) -> mpsc::Receiver<Read> {
    let (send, receive) = mpsc::channel(SETS_AHEAD);
    tokio::task::spawn_blocking(move || {
        if let Err(anomaly) = sets(&path, today, skip, &send) {
            // Where the writer has gone, nobody waits for this.
            let _ = send.blocking_send(Err(anomaly));
        }
    });
    receive
}

/// The bytes of a file, unpacked on the way where it is compressed.
pub(super) fn open(path: &Path) -> io::Result<Unpacked<BufReader<File>>> {
    let file = BufReader::with_capacity(BUFFER, File::open(path)?);
    Unpacked::open(file, Bounds::default())
}

fn sets(path: &Path, today: Date, skip: i64, send: &mpsc::Sender<Read>) -> Result<(), Anomaly> {
    let file = open(path).map_err(|error| compressed::anomaly(&error))?;
    let mut reader = Reader::open(Ahead::start(file), today)?;
    let skip = u64::try_from(skip).unwrap_or(0);
    let (mut set, mut people) = (Vec::new(), 0);
    while let Some(form) = reader.next()? {
        if form.n <= skip {
            continue;
        }
        people += form.body.as_ref().map_or(0, super::meaning::people);
        set.push(Item::new(form).map_err(|error| compressed::anomaly(&error))?);
        if set.len() == SET || people >= PEOPLE {
            people = 0;
            if send.blocking_send(Ok(std::mem::take(&mut set))).is_err() {
                return Ok(());
            }
        }
    }
    if !set.is_empty() {
        let _ = send.blocking_send(Ok(set));
    }
    Ok(())
}
