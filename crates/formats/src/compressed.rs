//! Compressed files: gzip and zstd, known by their first bytes and unpacked on the way, within
//! bounds, so that a small file never makes us work or remember much.
//!
//! | bound | |
//! |---|---|
//! | what is unpacked | at most [`Bounds::unpacked`] |
//! | against what came in | at most [`Bounds::RATIO`] times as much, beyond the first [`Bounds::FREE`] bytes |
//! | memory of a zstd frame | a window of at most [`Bounds::WINDOW`] bytes, what `zstd` uses up to its level 19 |
//! | members and frames | as many as their content is worth: one for each [`Bounds::MEMBER`] bytes, and a few |
//!
//! All members of a gzip file and all frames of a zstd file are read one after the other, and the
//! checksums of each are checked. Anything after them is refused.

mod gzip;
mod zstd;

use std::error::Error;
use std::fmt;
use std::io::{self, BufRead, Chain, Cursor, Read};

use fla_domain::anomaly::Anomaly;

use self::gzip::Gzip;
use self::zstd::Zstd;
use crate::reason::Reason;

/// How much may come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Bytes that may come out of a file.
    pub unpacked: u64,
}

impl Bounds {
    /// Bytes that come out for nothing.
    pub const FREE: u64 = 8 << 20;
    /// Bytes that come out for each that came in; XML of a payroll gives about 30.
    pub const RATIO: u64 = 250;
    /// Bytes that a frame may look back.
    pub const WINDOW: u64 = 8 << 20;
    /// Bytes that a member or frame should hold.
    pub const MEMBER: u64 = 1024;
}

impl Default for Bounds {
    fn default() -> Self {
        Self { unpacked: 8 << 30 }
    }
}

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// Not at all.
    None,
    /// gzip.
    Gzip,
    /// zstd.
    Zstd,
}

impl Compression {
    /// How a file that begins so is compressed.
    pub fn of(head: &[u8]) -> Self {
        if head.starts_with(b"\x1f\x8b") {
            Self::Gzip
        } else if zstd::begins(head) {
            Self::Zstd
        } else {
            Self::None
        }
    }
}

/// What is wrong with a compressed file, as the cause of an error of reading.
#[derive(Debug)]
struct Flaw {
    reason: Reason,
    argument: (&'static str, u64),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} {})", self.reason, self.argument.0, self.argument.1)
    }
}

impl Error for Flaw {}

impl Flaw {
    fn error(self) -> io::Error {
        io::Error::other(self)
    }
}

/// Why a read failed: what is wrong with the compressed file, else that it could not be fetched.
pub(crate) fn why(error: &io::Error) -> (Reason, Option<(&'static str, String)>) {
    match error.get_ref().and_then(|cause| cause.downcast_ref::<Flaw>()) {
        Some(flaw) => (flaw.reason, Some((flaw.argument.0, flaw.argument.1.to_string()))),
        None => (Reason::Io, None),
    }
}

/// The anomaly of an error that came out of [`Unpacked`].
pub fn anomaly(error: &io::Error) -> Anomaly {
    let (reason, argument) = why(error);
    let anomaly = reason.anomaly();
    match argument {
        Some((name, value)) => anomaly.with(name, value),
        None => anomaly,
    }
}

/// A source that counts what is taken from it and remembers how it ended.
struct Counted<R> {
    source: R,
    taken: u64,
    /// Whether the end was seen.
    ended: bool,
    /// Whether the source itself failed.
    failed: bool,
}

impl<R: BufRead> Counted<R> {
    fn at_end(&mut self) -> io::Result<bool> {
        Ok(self.fill_buf()?.is_empty())
    }

    /// What is wrong, where unpacking failed with that error.
    fn explain(&self, error: io::Error) -> io::Error {
        if self.failed {
            return error;
        }
        let short = self.ended || error.kind() == io::ErrorKind::UnexpectedEof;
        let reason = if short { Reason::PackedTruncated } else { Reason::PackedDamaged };
        Flaw { reason, argument: ("offset", self.taken) }.error()
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(target)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.source.fill_buf() {
            Ok(bytes) => {
                self.ended = bytes.is_empty();
                Ok(bytes)
            }
            Err(error) => {
                self.failed = error.kind() != io::ErrorKind::Interrupted;
                Err(error)
            }
        }
    }

    fn consume(&mut self, n: usize) {
        self.taken += u64::try_from(n).unwrap_or(u64::MAX);
        self.source.consume(n);
    }
}

/// A source whose first bytes were looked at.
type Source<R> = Chain<Cursor<Vec<u8>>, R>;

enum Inner<R> {
    Plain(Counted<Source<R>>),
    Gzip(Box<Gzip<Source<R>>>),
    Zstd(Box<Zstd<Source<R>>>),
}

/// A file as it was before it was compressed; one that was not comes through as it is.
pub struct Unpacked<R> {
    inner: Inner<R>,
    bounds: Bounds,
    /// Bytes that came out.
    out: u64,
    /// What went wrong: it comes again when asked again.
    flaw: Option<(Reason, (&'static str, u64))>,
}

impl<R: BufRead> Unpacked<R> {
    /// Looks at the first bytes of a file.
    pub fn open(mut source: R, bounds: Bounds) -> io::Result<Self> {
        let mut head = Vec::new();
        source.by_ref().take(4).read_to_end(&mut head)?;
        let compression = Compression::of(&head);
        let source = Cursor::new(head).chain(source);
        let source = Counted { source, taken: 0, ended: false, failed: false };
        let inner = match compression {
            Compression::None => Inner::Plain(source),
            Compression::Gzip => Inner::Gzip(Box::new(Gzip::new(source))),
            Compression::Zstd => Inner::Zstd(Box::new(Zstd::new(source))),
        };
        Ok(Self { inner, bounds, out: 0, flaw: None })
    }

    /// How it is compressed.
    pub const fn compression(&self) -> Compression {
        match self.inner {
            Inner::Plain(_) => Compression::None,
            Inner::Gzip(_) => Compression::Gzip,
            Inner::Zstd(_) => Compression::Zstd,
        }
    }

    /// Bytes that were taken from the source.
    pub fn packed(&self) -> u64 {
        match &self.inner {
            Inner::Plain(source) => source.taken,
            Inner::Gzip(gzip) => gzip.taken(),
            Inner::Zstd(zstd) => zstd.taken(),
        }
    }

    /// Bytes that came out.
    pub const fn unpacked(&self) -> u64 {
        self.out
    }

    /// Whether more came out than may.
    fn beyond(&self) -> Option<Flaw> {
        if self.out > self.bounds.unpacked {
            let argument = ("limit", self.bounds.unpacked >> 20);
            return Some(Flaw { reason: Reason::PackedSize, argument });
        }
        let most = Bounds::FREE.saturating_add(self.packed().saturating_mul(Bounds::RATIO));
        let argument = ("limit", Bounds::RATIO);
        (self.out > most).then_some(Flaw { reason: Reason::PackedRatio, argument })
    }

    fn next(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let n = match &mut self.inner {
            Inner::Plain(source) => source.read(target),
            Inner::Gzip(gzip) => gzip.read(target, self.out),
            Inner::Zstd(zstd) => zstd.read(target, self.out),
        }?;
        self.out += u64::try_from(n).unwrap_or(u64::MAX);
        match self.beyond() {
            Some(flaw) => Err(flaw.error()),
            None => Ok(n),
        }
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        if let Some((reason, argument)) = self.flaw {
            return Err(Flaw { reason, argument }.error());
        }
        let read = self.next(target);
        if let Err(error) = &read
            && let Some(flaw) = error.get_ref().and_then(|cause| cause.downcast_ref::<Flaw>())
        {
            self.flaw = Some((flaw.reason, flaw.argument));
        }
        read
    }
}

/// Whether there are more members than their content is worth.
const fn too_many(members: u64, out: u64) -> bool {
    members > 16 + out / Bounds::MEMBER
}
