//! Pieces of markup and text, found a window of the file at a time by the XML reader underneath.
//!
//! The reader underneath reads from memory, which is several times as fast as from a source, and
//! each window is cut behind a `>`, so that most windows hold whole pieces only. Where one ends in
//! the middle of a piece, that piece begins the next.

use std::io::Read;

use memchr::{memchr_iter, memrchr};
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Limits;
use super::check::{self, Why};
use super::input::{Flaw, Input, Position};
use crate::reason::Reason;
use crate::tag::Tag;

/// Bytes that are added to a window at least, where the file has as many.
const WINDOW: usize = 32 * 1024;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `<a>`; the range is what stands between the brackets.
    Start,
    /// `<a/>`; the range is what stands before the slash.
    Empty,
    /// `</a>`; the range is the name.
    End,
    /// Text as it is written.
    Text,
    /// What stands in a CDATA section.
    CData,
    /// `&a;`; the range is the name.
    Reference,
}

/// A piece of the file; offsets are bytes of the window.
///
/// It is made by the ten million, and so kept in two words that are made in registers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where it begins, above where its content begins.
    begins: u64,
    /// Where its content ends, above kind, element and whether it is plain.
    ends: u64,
}

impl Token {
    fn new(kind: Kind, at: usize, from: usize, to: usize) -> Self {
        let (at, from, to) = (u64_of(at), u64_of(from), u64_of(to));
        Self { begins: at << 32 | from, ends: to << 32 | kind as u64 }
    }

    /// The same of an element, and whether it is nothing but a sound name.
    fn of(self, tag: Tag, plain: bool) -> Self {
        Self { ends: self.ends | (tag as u64) << 8 | u64::from(plain) << 16, ..self }
    }

    pub(super) fn kind(self) -> Kind {
        const KINDS: [Kind; 6] =
            [Kind::Start, Kind::Empty, Kind::End, Kind::Text, Kind::CData, Kind::Reference];
        KINDS[low(self.ends & 7) % KINDS.len()]
    }

    /// The element of a start tag.
    pub(super) fn tag(self) -> Tag {
        Tag::ALL.get(low(self.ends >> 8 & 0xff)).copied().unwrap_or(Tag::Other)
    }

    /// Whether a start tag is nothing but a sound name.
    pub(super) fn is_plain(self) -> bool {
        self.ends >> 16 & 1 == 1
    }

    /// Where it begins.
    pub(super) fn at(self) -> usize {
        low(self.begins >> 32)
    }

    fn range(self) -> std::ops::Range<usize> {
        low(self.begins & 0xffff_ffff)..low(self.ends >> 32)
    }
}

fn low(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// What stops the pieces.
#[derive(Clone, Debug)]
pub(super) enum Stop {
    /// More windows follow.
    Not,
    /// The end of the file.
    End,
    /// A fault at an offset of the window.
    Fault { at: usize, why: Why, what: Option<&'static str> },
}

/// A stretch of the file and what is in it.
pub(super) struct Window {
    pub(super) text: String,
    pub(super) tokens: Vec<Token>,
    pub(super) stop: Stop,
    /// Where each line but the first begins.
    lines: Vec<u32>,
    /// The place of the first byte.
    base: Position,
    /// Columns count characters, because in the file each is one byte.
    single: bool,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            text: String::new(),
            tokens: Vec::new(),
            stop: Stop::Not,
            lines: Vec::new(),
            base: Position::default(),
            single: false,
        }
    }
}

impl Window {
    /// In place of a window that nobody could cut.
    pub(super) fn broken() -> Self {
        let stop = Stop::Fault { at: 0, why: (Reason::Io, None), what: None };
        Self { stop, ..Self::default() }
    }

    /// The place of a byte.
    pub(super) fn position(&self, at: usize) -> Position {
        self.position_near(at, &mut 0)
    }

    /// The same; `lines` is how many lines begin before a byte asked for earlier, most of the time
    /// one shortly before, and afterwards before this one.
    pub(super) fn position_near(&self, at: usize, lines: &mut usize) -> Position {
        let begins = |n: usize| self.lines.get(n).map(|start| usize_of(*start));
        while begins(*lines).is_some_and(|start| start <= at) {
            *lines += 1;
        }
        while lines.checked_sub(1).and_then(begins).is_some_and(|start| start > at) {
            *lines -= 1;
        }
        let lines = *lines;
        let start = lines.checked_sub(1).and_then(begins).unwrap_or(0);
        let width = if self.single {
            self.text.get(start..at).map_or(0, |text| text.chars().count())
        } else {
            at - start
        };
        let before = if lines == 0 { self.base.column } else { 1 };
        Position { line: self.base.line + u64_of(lines), column: before + u64_of(width) }
    }

    /// The characters of a token.
    pub(super) fn of(&self, token: Token) -> &str {
        &self.text[token.range()]
    }

    /// Keeps what begins at a byte, as the beginning of what follows.
    fn keep_from(&mut self, at: usize) {
        self.base = self.position(at);
        self.text.drain(..at);
        self.tokens.clear();
    }
}

fn usize_of(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn u64_of(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

fn u32_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// What the text of a window came to.
enum Came {
    /// To its end, or to a piece whose end is not there yet.
    Short(usize),
    /// To a stop.
    To(Stop),
}

/// The windows of a source.
pub(super) struct Tokens<R> {
    input: Input<R>,
    /// The beginning of a piece, and its place.
    rest: String,
    at: Position,
    /// Nothing of the file is read.
    first: bool,
    /// The source gives no more, because it ended or because of a flaw.
    ended: Option<Result<(), Flaw>>,
}

impl<R: Read> Tokens<R> {
    pub(super) fn new(source: R) -> Self {
        Self {
            input: Input::new(source),
            rest: String::new(),
            at: Position::default(),
            first: true,
            ended: None,
        }
    }

    /// Fills the window with what follows.
    pub(super) fn next(&mut self, window: &mut Window) {
        window.text.clear();
        window.text.push_str(&self.rest);
        window.base = self.at;
        window.tokens.clear();
        loop {
            self.fill(&mut window.text);
            window.single = self.input.is_single_byte();
            window.lines.clear();
            let ends = memchr_iter(b'\n', window.text.as_bytes());
            window.lines.extend(ends.map(|n| u32_of(n + 1)));
            let came = self.cut(window);
            match came {
                Came::To(stop) => {
                    window.stop = stop;
                    return;
                }
                Came::Short(at) if window.tokens.is_empty() => {
                    // Nothing of it is a whole piece: comments go by here too.
                    window.keep_from(at);
                }
                Came::Short(at) => {
                    self.at = window.position(at);
                    self.rest.clear();
                    self.rest.push_str(&window.text[at..]);
                    window.stop = Stop::Not;
                    return;
                }
            }
        }
    }

    /// Adds so much to the text that cutting it is worth while, however little the source gives
    /// at a time.
    fn fill(&mut self, text: &mut String) {
        let enough = text.len() + WINDOW;
        while self.ended.is_none() && text.len() < enough {
            let before = text.len();
            match self.input.more(text) {
                Ok(()) if text.len() == before => self.ended = Some(Ok(())),
                Ok(()) if self.input.awaits_encoding() => return,
                Ok(()) => {}
                Err(flaw) => self.ended = Some(Err(flaw)),
            }
        }
    }

    /// Cuts the text of the window into its pieces.
    fn cut(&mut self, window: &mut Window) -> Came {
        let Window { text, tokens, .. } = window;
        let whole = self.ended.is_some() || text.len() > Limits::TEXT + 1;
        let to = match memrchr(b'>', text.as_bytes()) {
            Some(n) if !whole => n + 1,
            None if !whole => return Came::Short(0),
            _ => text.len(),
        };
        let mut at = 0;
        let mut first = std::mem::take(&mut self.first);
        // The reader underneath takes this for the mark of an encoding, wherever it begins.
        while text[at..to].starts_with('\u{feff}') {
            let end = at + '\u{feff}'.len_utf8();
            tokens.push(Token::new(Kind::Text, at, at, end));
            at = end;
        }
        let start = at;
        let mut reader = Reader::from_reader(&text.as_bytes()[start..to]);
        let config = reader.config_mut();
        config.check_comments = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        loop {
            let event = reader.read_event();
            let end = start + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let event = match &event {
                Ok(Event::Eof) if to < text.len() || self.ended.is_none() => {
                    return Came::Short(to);
                }
                Ok(Event::Eof) => return Came::To(self.end(to)),
                Ok(event) => event,
                Err(error) => return self.fault(error, text, at, to),
            };
            let is_text = matches!(event, Event::Text(_));
            if is_text && end == text.len() && !matches!(self.ended, Some(Ok(()))) {
                // There may be more of it, or it leads up to a flaw.
                return match &self.ended {
                    Some(_) => Came::To(self.end(end)),
                    None if end - at > Limits::TEXT => Came::To(too_long(at, &text[at..])),
                    None => Came::Short(at),
                };
            }
            if end - at > Limits::TEXT + usize::from(!is_text) {
                return Came::To(too_long(at, &text[at..]));
            }
            let token = match event {
                Event::Start(tag) => start_tag(Kind::Start, tag, at, end - 1),
                Event::Empty(tag) => start_tag(Kind::Empty, tag, at, end - 2),
                Event::End(tag) => {
                    Token::new(Kind::End, at, at + 2, at + 2 + tag.name().into_inner().len())
                }
                Event::Text(_) => Token::new(Kind::Text, at, at, end),
                Event::CData(_) => Token::new(Kind::CData, at, at + 9, end - 3),
                Event::GeneralRef(_) => Token::new(Kind::Reference, at, at + 1, end - 1),
                event => {
                    if let Err(why) = self.aside(event, first) {
                        return Came::To(Stop::Fault { at, why, what: None });
                    }
                    (at, first) = (end, false);
                    continue;
                }
            };
            tokens.push(token);
            (at, first) = (end, false);
        }
    }

    /// Takes in what is neither element nor text.
    fn aside(&mut self, event: &Event<'_>, first: bool) -> Result<(), Why> {
        match event {
            Event::Decl(declaration) if first => {
                let encoding = check::declaration(declaration)?;
                let argument = || Some(("encoding", encoding.name().to_owned()));
                self.input.decode(encoding).map_err(|reason| (reason, argument()))
            }
            Event::Decl(_) => Err((Reason::Declaration, None)),
            Event::PI(instruction) => check::instruction(instruction.target()),
            Event::DocType(name) => {
                let html = name.get(..4).is_some_and(|n| n.eq_ignore_ascii_case("html"));
                Err((if html { Reason::Html } else { Reason::Doctype }, None))
            }
            _ => Ok(()),
        }
    }

    /// How the file ends.
    fn end(&self, at: usize) -> Stop {
        match &self.ended {
            Some(Err(flaw)) => {
                Stop::Fault { at, why: (flaw.reason, flaw.argument.clone()), what: None }
            }
            _ => Stop::End,
        }
    }

    /// What the reader underneath stumbled over; a piece that is not whole yet is no fault.
    fn fault(&self, error: &Error, text: &str, at: usize, to: usize) -> Came {
        let unfinished = match error {
            // Nobody knows yet what it begins.
            Error::Syntax(SyntaxError::InvalidBangMarkup) => &text[at..to] == "<!",
            Error::IllFormed(IllFormedError::UnclosedReference) => {
                to == text.len() && !text[at + 1..].contains(['&', '<', ';'])
            }
            Error::Syntax(_) => true,
            _ => false,
        };
        let too_far = text.len() - at > Limits::TEXT + 1;
        let why = match error {
            _ if unfinished && self.ended.is_none() && !too_far => return Came::Short(at),
            _ if unfinished && too_far => return Came::To(too_long(at, &text[at..])),
            _ if unfinished && to == text.len() => match &self.ended {
                Some(Err(_)) => return Came::To(self.end(to)),
                _ => (Reason::Truncated, None),
            },
            Error::Encoding(_) => (Reason::Bytes, None),
            Error::InvalidAttr(_) | Error::Escape(_) => (Reason::Attribute, None),
            Error::IllFormed(IllFormedError::DoubleHyphenInComment) => (Reason::Comment, None),
            Error::IllFormed(IllFormedError::UnclosedReference) => (Reason::Reference, None),
            _ => (Reason::Markup, None),
        };
        Came::To(Stop::Fault { at, why, what: None })
    }
}

fn start_tag(kind: Kind, tag: &BytesStart<'_>, at: usize, to: usize) -> Token {
    let name = tag.name().into_inner();
    let known = Tag::of(name);
    // Names that are known are sound ones.
    let plain = known != Tag::Other && tag.attributes_raw().is_empty();
    Token::new(kind, at, at + 1, to).of(known, plain)
}

fn too_long(at: usize, read: &str) -> Stop {
    let what = match read.as_bytes() {
        [b'<', b'!', b'D' | b'd', ..] => {
            return Stop::Fault { at, why: (Reason::Doctype, None), what: None };
        }
        [b'<', b'!', b'-', ..] => "comment",
        [b'<', b'!', ..] => "cdata",
        [b'<', b'?', ..] => "instruction",
        [b'<', ..] => "tag",
        _ => "text",
    };
    Stop::Fault { at, why: check::too(Reason::TooLong, Limits::TEXT), what: Some(what) }
}
