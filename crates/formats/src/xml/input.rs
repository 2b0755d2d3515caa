//! The bytes of a file on their way to the XML reader: decoded to UTF-8 and checked in chunks.

use std::io::{self, Read};

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

/// Why the bytes end before the file does, right after those that were given.
#[derive(Clone, Debug)]
pub(super) struct Flaw {
    pub(super) reason: Reason,
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
    /// Decoded bytes, as many as `end`.
    chunk: Vec<u8>,
    end: usize,
    /// Bytes from `end` that begin a character whose rest is not read yet.
    carry: usize,
    /// What stands right after `end`.
    pending: Option<Flaw>,
    at_end: bool,
}

impl<R: Read> Input<R> {
    /// A source at its start.
    pub(super) fn new(source: R) -> Self {
        Self {
            source,
            head: Vec::new(),
            head_used: 0,
            stage: Stage::New,
            marked_utf8: false,
            chunk: vec![0; CHUNK],
            end: 0,
            carry: 0,
            pending: None,
            at_end: false,
        }
    }

    /// Whether a character of the file is one byte, however many it takes in UTF-8.
    pub(super) fn is_single_byte(&self) -> bool {
        self.stage == Stage::Body(Encoding::Windows1252)
    }

    /// Whether the XML declaration must be understood before more is read.
    pub(super) fn awaits_encoding(&self) -> bool {
        self.stage == Stage::Declaration
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

    /// Adds more characters to the text; none at the end of the file.
    pub(super) fn more(&mut self, text: &mut String) -> Result<(), Flaw> {
        if let Some(flaw) = self.pending.take() {
            return Err(flaw);
        }
        if self.at_end {
            return Ok(());
        }
        self.chunk.copy_within(self.end..self.end + self.carry, 0);
        self.end = 0;
        if self.stage == Stage::New {
            self.look_at_head()?;
        }
        match self.stage {
            Stage::New => {}
            Stage::Declaration => self.declaration()?,
            Stage::Body(Encoding::Utf8) => self.utf8()?,
            Stage::Body(Encoding::Windows1252) => self.windows_1252()?,
        }
        // Checked already, several times as fast as this would.
        match simdutf8::basic::from_utf8(&self.chunk[..self.end]) {
            Ok(more) => text.push_str(more),
            Err(_) => return Err(Flaw { reason: Reason::Bytes, argument: None }),
        }
        Ok(())
    }

    fn look_at_head(&mut self) -> Result<(), Flaw> {
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
            return Err(stop(reason));
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
    fn declaration(&mut self) -> Result<(), Flaw> {
        let rest = &self.head[self.head_used..];
        let Some(close) = memchr::memchr(b'>', rest).filter(|n| rest[..*n].is_ascii()) else {
            return Err(stop(Reason::Declaration));
        };
        self.chunk[..=close].copy_from_slice(&rest[..=close]);
        self.end = close + 1;
        self.head_used += close + 1;
        self.check_characters();
        Ok(())
    }

    fn utf8(&mut self) -> Result<(), Flaw> {
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

    fn windows_1252(&mut self) -> Result<(), Flaw> {
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
        self.pending = Some(Flaw { reason, argument: Some((name, value.to_owned())) });
    }

    fn raise_if_first(&mut self) -> Result<(), Flaw> {
        match self.pending.take() {
            Some(flaw) if self.end == 0 => Err(flaw),
            pending => {
                self.pending = pending;
                Ok(())
            }
        }
    }

    fn read_into_chunk(&mut self, from: usize) -> Result<usize, Flaw> {
        let mut chunk = std::mem::take(&mut self.chunk);
        let read = self.read_source(&mut chunk[from..]);
        self.chunk = chunk;
        self.at_end = matches!(read, Ok(0));
        read
    }

    /// Bytes of the head, then of the source.
    fn read_source(&mut self, target: &mut [u8]) -> Result<usize, Flaw> {
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
                    return Err(Flaw { reason, argument });
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

fn stop(reason: Reason) -> Flaw {
    Flaw { reason, argument: None }
}
