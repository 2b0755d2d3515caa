//! The bytes of a file on their way to the XML reader: decoded to UTF-8 and checked in chunks,
//! bounded per event, and counted in lines and columns.

use std::io::{self, BufRead, Read};

use memchr::{memchr_iter, memrchr};

use super::encoding::{self, Encoding};
use crate::compressed;
use crate::reason::Reason;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    /// Line, from 1; lines end with a line feed.
    pub line: u64,
    /// Byte in the line, from 1; a byte-order mark is not counted.
    pub column: u64,
}

impl Default for Position {
    /// The start of a file.
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

impl Position {
    /// The place after some ASCII text that stands here.
    pub(crate) fn after(self, text: &str) -> Self {
        let mut here = self;
        here.advance(text.as_bytes(), <[u8]>::len);
        here
    }

    fn advance(&mut self, bytes: &[u8], width: impl Fn(&[u8]) -> usize) {
        if let Some(last) = memrchr(b'\n', bytes) {
            self.line += count(memchr_iter(b'\n', &bytes[..=last]).count());
            self.column = 1 + count(width(&bytes[last + 1..]));
        } else {
            self.column += count(width(bytes));
        }
    }
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

/// Why the bytes end before the file does.
#[derive(Clone, Debug)]
pub(super) struct Flaw {
    pub(super) reason: Reason,
    pub(super) position: Position,
    pub(super) argument: Option<(&'static str, String)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing read yet.
    New,
    /// Up to the end of the XML declaration: the encoding is not known.
    Declaration,
    /// The encoding is known.
    Body(Encoding),
}

/// Bytes read from the source at a time.
const CHUNK: usize = 64 * 1024;
/// Room for a declaration; also as much as is looked at to tell what a file is.
const HEAD: usize = 1024;

/// A source whose bytes come out as checked UTF-8.
pub(super) struct Input<R> {
    source: R,
    /// The first bytes, as read, and how many of them are used.
    head: Vec<u8>,
    head_used: usize,
    stage: Stage,
    marked_utf8: bool,
    /// Decoded bytes; `start..end` are still to be used.
    chunk: Vec<u8>,
    start: usize,
    end: usize,
    /// Bytes from `end` that begin a character whose rest is not read yet.
    carry: usize,
    /// What stands right after `end`, once that is reached.
    pending: Option<(Reason, Option<(&'static str, String)>)>,
    /// What was reached.
    flaw: Option<Flaw>,
    /// Bytes the event being read may still use.
    left: usize,
    limit: usize,
    at_end: bool,
    /// `position` is that of byte `settled` of the chunk.
    position: Position,
    settled: usize,
    /// Start of the event being read: a byte of the chunk, or a place already worked out.
    mark: Mark,
}

#[derive(Clone, Copy)]
enum Mark {
    Byte(usize),
    Known(Position),
}

impl<R: Read> Input<R> {
    /// Events of `source` may be as long as `limit` bytes.
    pub(super) fn new(source: R, limit: usize) -> Self {
        Self {
            source,
            head: Vec::new(),
            head_used: 0,
            stage: Stage::New,
            marked_utf8: false,
            chunk: vec![0; CHUNK],
            start: 0,
            end: 0,
            carry: 0,
            pending: None,
            flaw: None,
            left: limit + 1,
            limit,
            at_end: false,
            position: Position::default(),
            settled: 0,
            mark: Mark::Known(Position::default()),
        }
    }

    /// Notes that an event begins here.
    #[inline]
    pub(super) fn mark(&mut self) {
        self.mark = Mark::Byte(self.start);
        self.left = self.limit + 1;
    }

    /// Where the event being read begins.
    pub(super) fn marked(&mut self) -> Position {
        match self.mark {
            Mark::Known(position) => position,
            Mark::Byte(byte) => {
                self.settle(byte);
                self.mark = Mark::Known(self.position);
                self.position
            }
        }
    }

    /// What stopped the bytes, if something did.
    pub(super) fn flaw(&mut self) -> Option<Flaw> {
        self.flaw.take()
    }

    /// Whether the source is used up.
    pub(super) const fn at_end(&self) -> bool {
        self.at_end
    }

    /// Says how the bytes after the XML declaration are to be read.
    pub(super) fn decode(&mut self, encoding: Encoding) -> Result<(), Reason> {
        if self.marked_utf8 && encoding != Encoding::Utf8 {
            return Err(Reason::EncodingContradiction);
        }
        if self.stage == Stage::Declaration {
            self.stage = Stage::Body(encoding);
        }
        Ok(())
    }

    fn settle(&mut self, to: usize) {
        let single = self.stage == Stage::Body(Encoding::Windows1252);
        let bytes = &self.chunk[self.settled..to];
        if single {
            // One byte of the file for each character, however many it takes in UTF-8.
            self.position.advance(bytes, |b| b.iter().filter(|b| **b & 0xc0 != 0x80).count());
        } else {
            self.position.advance(bytes, <[u8]>::len);
        }
        self.settled = to;
    }

    /// Fills the chunk with more decoded bytes; none are left at the end of the file.
    fn refill(&mut self) -> Result<(), Reason> {
        self.marked();
        self.settle(self.end);
        if let Some((reason, argument)) = self.pending.take() {
            self.flaw = Some(Flaw { reason, position: self.position, argument });
            return Err(reason);
        }
        self.chunk.copy_within(self.end..self.end + self.carry, 0);
        (self.start, self.end, self.settled) = (0, 0, 0);
        if self.stage == Stage::New {
            self.look_at_head()?;
        }
        match self.stage {
            Stage::New => Ok(()),
            Stage::Declaration => self.declaration(),
            Stage::Body(Encoding::Utf8) => self.utf8(),
            Stage::Body(Encoding::Windows1252) => self.windows_1252(),
        }
    }

    fn look_at_head(&mut self) -> Result<(), Reason> {
        let mut head = vec![0; HEAD];
        let mut read = 0;
        while read < HEAD {
            match self.read_source(&mut head[read..])? {
                0 => break,
                n => read += n,
            }
        }
        head.truncate(read);
        if let Some(reason) = encoding::refuse(&head) {
            return Err(self.stop(reason, None));
        }
        self.marked_utf8 = head.starts_with(encoding::MARK);
        self.head_used = if self.marked_utf8 { encoding::MARK.len() } else { 0 };
        self.stage = if encoding::has_declaration(&head[self.head_used..]) {
            Stage::Declaration
        } else {
            Stage::Body(Encoding::Utf8)
        };
        self.head = head;
        Ok(())
    }

    /// Lets through the declaration and nothing after it.
    fn declaration(&mut self) -> Result<(), Reason> {
        let rest = &self.head[self.head_used..];
        let Some(close) = memchr::memchr(b'>', rest).filter(|n| rest[..*n].is_ascii()) else {
            return Err(self.stop(Reason::Declaration, None));
        };
        self.chunk[..=close].copy_from_slice(&rest[..=close]);
        self.end = close + 1;
        self.head_used += close + 1;
        self.check_characters();
        Ok(())
    }

    fn utf8(&mut self) -> Result<(), Reason> {
        loop {
            let mut total = self.carry;
            let read = self.read_into_chunk(total)?;
            total += read;
            self.carry = 0;
            match simdutf8::compat::from_utf8(&self.chunk[..total]) {
                Ok(_) => self.end = total,
                Err(error) => {
                    self.end = error.valid_up_to();
                    if error.error_len().is_none() && read > 0 {
                        self.carry = total - self.end;
                    } else {
                        self.pend(Reason::Bytes, "encoding", Encoding::Utf8.name());
                    }
                }
            }
            self.check_characters();
            if self.end > 0 || read == 0 || self.pending.is_some() {
                return self.raise_if_first();
            }
        }
    }

    fn windows_1252(&mut self) -> Result<(), Reason> {
        // A character takes up to three bytes in UTF-8.
        let mut raw = [0; CHUNK / 4];
        let read = self.read_source(&mut raw)?;
        self.at_end = read == 0;
        for block in raw[..read].chunks(256) {
            if block.is_ascii() {
                self.chunk[self.end..self.end + block.len()].copy_from_slice(block);
                self.end += block.len();
            } else if !self.decode_block(block) {
                self.pend(Reason::Bytes, "encoding", Encoding::Windows1252.name());
                break;
            }
        }
        self.check_characters();
        self.raise_if_first()
    }

    /// Whether all bytes mean a character; those before the first that means none are decoded.
    fn decode_block(&mut self, block: &[u8]) -> bool {
        for &byte in block {
            let Some(character) = encoding::windows_1252(byte) else { return false };
            self.end += character.encode_utf8(&mut self.chunk[self.end..]).len();
        }
        true
    }

    /// Cuts the chunk before the first character that XML does not allow.
    fn check_characters(&mut self) {
        let bytes = &self.chunk[..self.end];
        let Some(at) = first_forbidden(bytes) else { return };
        let code = if bytes[at] < 0x20 {
            u32::from(bytes[at])
        } else {
            0xff00 | u32::from(bytes[at + 2]) | 0x40
        };
        self.carry = 0;
        self.end = at;
        self.pend(Reason::Character, "character", &format!("U+{code:04X}"));
    }

    fn pend(&mut self, reason: Reason, name: &'static str, value: &str) {
        self.pending = Some((reason, Some((name, value.to_owned()))));
    }

    fn raise_if_first(&mut self) -> Result<(), Reason> {
        if self.end == 0
            && let Some((reason, argument)) = self.pending.take()
        {
            return Err(self.stop(reason, argument));
        }
        Ok(())
    }

    fn stop(&mut self, reason: Reason, argument: Option<(&'static str, String)>) -> Reason {
        self.flaw = Some(Flaw { reason, position: self.position, argument });
        reason
    }

    fn read_into_chunk(&mut self, from: usize) -> Result<usize, Reason> {
        let mut chunk = std::mem::take(&mut self.chunk);
        let read = self.read_source(&mut chunk[from..]);
        self.chunk = chunk;
        self.at_end = read == Ok(0);
        read
    }

    /// Bytes of the head, then of the source.
    fn read_source(&mut self, target: &mut [u8]) -> Result<usize, Reason> {
        if self.head_used < self.head.len() {
            let rest = &self.head[self.head_used..];
            let n = rest.len().min(target.len());
            target[..n].copy_from_slice(&rest[..n]);
            self.head_used += n;
            return Ok(n);
        }
        loop {
            match self.source.read(target) {
                Ok(n) => return Ok(n),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let (reason, argument) = compressed::why(&error);
                    return Err(self.stop(reason, argument));
                }
            }
        }
    }
}

/// The first byte of a character that XML 1.0 does not allow: a control character other than
/// tab, line feed and carriage return, U+FFFE or U+FFFF. The bytes are UTF-8.
fn first_forbidden(bytes: &[u8]) -> Option<usize> {
    let control = |b: u8| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r');
    let mut at = 0;
    for block in bytes.chunks(128) {
        // Without an early way out the whole block is compared at once.
        let (mut bad, mut wide) = (false, false);
        for &b in block {
            bad |= control(b);
            wide |= b == 0xef;
        }
        if bad || wide {
            let found = (at..at + block.len()).find(|&i| {
                control(bytes[i])
                    || (bytes[i] == 0xef
                        && bytes.get(i + 1) == Some(&0xbf)
                        && bytes.get(i + 2).is_some_and(|b| *b >= 0xbe))
            });
            if found.is_some() {
                return found;
            }
        }
        at += block.len();
    }
    None
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(target.len());
        target[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl<R: Read> BufRead for Input<R> {
    #[inline]
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end && !(self.at_end && self.pending.is_none()) {
            self.refill().map_err(|reason| io::Error::other(reason.key()))?;
        }
        let available = (self.end - self.start).min(self.left);
        if available == 0 && self.start < self.end {
            let position = self.marked();
            self.flaw = Some(Flaw {
                reason: Reason::TooLong,
                position,
                argument: Some(("limit", self.limit.to_string())),
            });
            return Err(io::Error::other(Reason::TooLong.key()));
        }
        Ok(&self.chunk[self.start..self.start + available])
    }

    #[inline]
    fn consume(&mut self, n: usize) {
        self.start += n;
        self.left -= n;
    }
}
