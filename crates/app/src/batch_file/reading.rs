//! The forms of a file in sets, read on a thread of their own ahead of what is written.

use std::io::{self, BufReader};

use fla_domain::anomaly::Anomaly;
use fla_domain::ids::FileId;
use fla_files::{Blocking, Files};
use fla_formats::batch_file::Reader;
use fla_formats::compressed::{self, Bounds, Unpacked};
use jiff::civil::Date;
use tokio::sync::mpsc;

use super::carry::Item;
use crate::App;
use crate::import::ahead::Ahead;

/// Bytes read from the disk at once.
const BUFFER: usize = 128 * 1024;
/// Forms of a set.
pub(super) const SET: usize = 2_000;
/// Participants of a set: one form of very many fills it.
const PEOPLE: usize = 4_000;
/// Sets read and not yet carried out.
const SETS_AHEAD: usize = 1;

/// What comes from the thread: a set, or why the file cannot be read after all.
pub(super) type Read = Result<Vec<Item>, Anomaly>;

/// Begins to read the forms behind the first so many.
pub(super) fn start(app: &App, file: FileId, skip: i64) -> mpsc::Receiver<Read> {
    let (send, receive) = mpsc::channel(SETS_AHEAD);
    let (files, today) = (app.inner.files.clone(), app.today());
    tokio::task::spawn_blocking(move || {
        if let Err(anomaly) = sets(&files, file, today, skip, &send) {
            // Where the writer has gone, nobody waits for this.
            let _ = send.blocking_send(Err(anomaly));
        }
    });
    receive
}

/// The bytes of a file, unpacked on the way where it is compressed.
pub(super) fn open(content: Blocking) -> io::Result<Unpacked<BufReader<Blocking>>> {
    Unpacked::open(BufReader::with_capacity(BUFFER, content), Bounds::default())
}

fn sets(
    files: &Files,
    file: FileId,
    today: Date,
    skip: i64,
    send: &mpsc::Sender<Read>,
) -> Result<(), Anomaly> {
    let file =
        files.open_blocking(file).and_then(open).map_err(|error| compressed::anomaly(&error))?;
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
