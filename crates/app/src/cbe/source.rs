//! The files of an extract, in a ZIP file or a folder, read within bounds and handed on in pieces.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

use fla_domain::anomaly::{Anomaly, Fault};
use fla_domain::identifier::EnterpriseNumber;
use fla_formats::cbe::{self, Name, Names, Numbers};
use jiff::civil::Date;
use tokio::sync::mpsc::Sender;
use zip::ZipArchive;

/// Numbers or names in one piece.
const PIECE: usize = 20_000;

/// Faults that are told.
const FAULTS: usize = 20;

/// Bytes of one file, unpacked: twenty times what they are.
const MOST: u64 = 4 << 30;

/// How many times larger than the ZIP file a file of it may be, once it is more than [`UNSUSPECTED`].
const RATIO: u64 = 50;

/// Up to so many unpacked bytes the ratio is not looked at.
const UNSUSPECTED: u64 = 8 << 20;

/// Files in a ZIP file; more is no extract.
const ENTRIES: usize = 1_000;

/// A part of an extract.
pub(super) enum Piece {
    /// Its day, before everything else.
    Day(Date),
    /// Numbers of enterprises.
    Numbers(Vec<EnterpriseNumber>),
    /// Their names.
    Names(Vec<Name>),
}

/// Where the files are.
enum Source {
    Folder(PathBuf),
    Packed { archive: Box<ZipArchive<File>>, most: u64 },
}

impl Source {
    fn open(path: &Path) -> Result<Self, Anomaly> {
        let shown = path.display().to_string();
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        let unread = |_| cbe::fault(&shown, Fault::NotFound, "io");
        let damaged = |_| cbe::fault(&shown, Fault::Invalid, "cbe-damaged");
        let file = File::open(path).map_err(unread)?;
        let bytes = file.metadata().map_err(unread)?.len();
        let archive = ZipArchive::new(file).map_err(damaged)?;
        if archive.len() > ENTRIES {
            return Err(cbe::fault(&shown, Fault::Length, "cbe-big"));
        }
        let most = bytes.saturating_mul(RATIO).clamp(UNSUSPECTED, MOST);
        Ok(Self::Packed { archive: Box::new(archive), most })
    }

    /// One of its files, wherever in the ZIP file it lies.
    fn file(&mut self, name: &str) -> Result<BufReader<Bounded<'_>>, Anomaly> {
        let missing = || cbe::fault(name, Fault::Missing, "cbe-missing");
        let bounded: Bounded<'_> = match self {
            Self::Folder(folder) => {
                let file = File::open(folder.join(name)).map_err(|_| missing())?;
                Bounded { source: Box::new(file), left: MOST }
            }
            Self::Packed { archive, most } => {
                let found =
                    archive.file_names().find(|n| n.rsplit(['/', '\\']).next() == Some(name));
                let found = found.ok_or_else(missing)?.to_owned();
                let damaged = |_| cbe::fault(name, Fault::Invalid, "cbe-damaged");
                let entry = archive.by_name(&found).map_err(damaged)?;
                Bounded { source: Box::new(entry), left: *most }
            }
        };
        Ok(BufReader::with_capacity(128 << 10, bounded))
    }
}

/// What is read within a bound: what a ZIP file says of its sizes is not believed.
struct Bounded<'s> {
    source: Box<dyn Read + 's>,
    left: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(bytes)?;
        self.left = self.left.checked_sub(read as u64).ok_or(ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

/// Reads an extract to its end. Where nobody takes the pieces any more it stops.
pub(super) fn read(path: &Path, to: &Sender<Piece>) -> Result<(), Vec<Anomaly>> {
    let one = |anomaly| vec![anomaly];
    let mut source = Source::open(path).map_err(one)?;
    let day = cbe::snapshot(source.file(cbe::META).map_err(one)?).map_err(one)?;
    let mut reading = Reading { to, faults: Vec::new() };
    if to.blocking_send(Piece::Day(day)).is_err() {
        return Ok(());
    }
    let numbers = Numbers::open(source.file(cbe::ENTERPRISES).map_err(one)?).map_err(one)?;
    let enterprises = reading.pass_on(numbers, Piece::Numbers);
    if enterprises == 0 && reading.faults.is_empty() {
        return Err(one(cbe::fault(cbe::ENTERPRISES, Fault::Missing, "cbe-empty")));
    }
    let names = Names::open(source.file(cbe::DENOMINATIONS).map_err(one)?).map_err(one)?;
    reading.pass_on(names, Piece::Names);
    if reading.faults.is_empty() { Ok(()) } else { Err(reading.faults) }
}

struct Reading<'s> {
    to: &'s Sender<Piece>,
    faults: Vec<Anomaly>,
}

impl Reading<'_> {
    /// Hands rows on as long as none is faulty; says how many.
    fn pass_on<T>(
        &mut self,
        rows: impl Iterator<Item = Result<T, Anomaly>>,
        piece: impl Fn(Vec<T>) -> Piece,
    ) -> u64 {
        let mut count = 0;
        let mut gathered = Vec::new();
        for row in rows {
            match row {
                Ok(row) if self.faults.is_empty() => {
                    count += 1;
                    gathered.push(row);
                }
                Ok(_) => {}
                Err(fault) => {
                    // Behind a broken row it cannot be told where the next begins.
                    let broken = fault.column.is_none();
                    self.faults.push(fault);
                    if broken || self.faults.len() >= FAULTS {
                        return count;
                    }
                }
            }
            if gathered.len() >= PIECE
                && self.to.blocking_send(piece(std::mem::take(&mut gathered))).is_err()
            {
                return count;
            }
        }
        // Nobody takes it where writing failed; that is told elsewhere.
        let _ = self.to.blocking_send(piece(gathered));
        count
    }
}
