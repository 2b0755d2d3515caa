//! Elements and text of a file, pulled one at a time: well-formedness, bounds, true places.

mod check;
mod encoding;
mod input;
mod path;

use std::io::Read;

use fla_domain::anomaly::Anomaly;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use self::check::{Why, is_space};
use self::input::Input;
pub(crate) use self::input::Position;
use self::path::Path;
use crate::reason::{Reason, shown_name};
use crate::tag::Tag;

/// The bounds within which a file is read; anything beyond is refused, whatever it is.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// Bytes of one run of text, one tag, comment, section or instruction, and of the text of
    /// one element that is read.
    pub const TEXT: usize = 64 * 1024;
    /// Bytes of an element's or attribute's name.
    pub const NAME: usize = 256;
    /// Elements open at a time.
    pub const DEPTH: usize = 64;
    /// Attributes on an element.
    pub const ATTRIBUTES: usize = 64;
    /// Occupations of one person in one declaration.
    pub const OCCUPATIONS: usize = 1000;
    /// Anomalies listed for one person or form.
    pub const ANOMALIES: usize = 32;
}

/// What stands between two elements.
pub(crate) enum Child {
    /// An element begins.
    Element(Tag),
    /// Text where elements are expected.
    Text,
    /// The element around ends.
    End,
}

/// What to do with what is pulled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Elements are expected; text is reported.
    Structure,
    /// Text is kept.
    Keep,
    /// Only well-formedness is of interest.
    Skip,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Start,
    Prolog,
    Root,
    Epilog,
}

/// A pull reader of elements.
pub(crate) struct Xml<R> {
    reader: Reader<Input<R>>,
    buffer: Vec<u8>,
    path: Path,
    /// The innermost element has ended and leaves the path at the next pull.
    ended: bool,
    /// The element just begun has no content: `<a/>`.
    empty: bool,
    /// The element just begun has attributes.
    attributed: bool,
    /// The attributes of the root element, as they are written.
    root_attributes: String,
    stage: Stage,
    /// The text of the element being read, and where it begins.
    text: String,
    text_at: Option<Position>,
    /// Where the fault lies, if not at the start of what was being read.
    fault_at: Option<Position>,
}

enum Pulled {
    Begin,
    Text,
    End,
    Done,
}

impl<R: Read> Xml<R> {
    /// A reader at the start of a file.
    pub(crate) fn new(source: R) -> Self {
        let mut reader = Reader::from_reader(Input::new(source, Limits::TEXT));
        reader.config_mut().enable_all_checks(true);
        Self {
            reader,
            buffer: Vec::with_capacity(1024),
            path: Path::default(),
            ended: false,
            empty: false,
            attributed: false,
            root_attributes: String::new(),
            stage: Stage::Start,
            text: String::new(),
            text_at: None,
            fault_at: None,
        }
    }

    /// The root element, once everything before it is read.
    pub(crate) fn root(&mut self) -> Result<Tag, Anomaly> {
        match self.pull(Mode::Structure)? {
            Pulled::Begin => Ok(Tag::of(self.path.innermost())),
            Pulled::Text | Pulled::End | Pulled::Done => Err(self.fault((Reason::NoRoot, None))),
        }
    }

    /// The name of the innermost open element, fit to be shown.
    pub(crate) fn name(&self) -> String {
        shown_name(self.path.innermost())
    }

    /// The next child of the innermost open element. An element that is reported must be read
    /// with this, [`Xml::leaf`] or [`Xml::skip`] up to its end.
    pub(crate) fn child(&mut self) -> Result<Child, Anomaly> {
        Ok(match self.pull(Mode::Structure)? {
            Pulled::Begin => Child::Element(Tag::of(self.path.innermost())),
            Pulled::Text => Child::Text,
            Pulled::End | Pulled::Done => Child::End,
        })
    }

    /// Reads an element that holds a value, up to its end; [`Xml::text`] is then the value,
    /// whatever comments, sections and references it is made of.
    ///
    /// Gives the place of the value, or of the element if it has none, and whether there were
    /// elements in it.
    pub(crate) fn leaf(&mut self) -> Result<(Position, bool), Anomaly> {
        let begin = self.position();
        self.text.clear();
        self.text_at = None;
        let mut nested = false;
        loop {
            match self.pull(Mode::Keep)? {
                Pulled::Begin => {
                    nested = true;
                    self.skip()?;
                }
                Pulled::Text => {}
                Pulled::End | Pulled::Done => return Ok((self.text_at.unwrap_or(begin), nested)),
            }
        }
    }

    /// The value of the element that [`Xml::leaf`] read last, without surrounding white space.
    pub(crate) fn text(&self) -> &str {
        self.text.trim_matches([' ', '\t', '\r', '\n'])
    }

    /// The same with the white space around it.
    pub(crate) fn whole_text(&self) -> &str {
        &self.text
    }

    /// Whether the element that began last has attributes.
    pub(crate) fn has_attributes(&self) -> bool {
        self.attributed
    }

    /// The attributes of the root element.
    pub(crate) fn root_attributes(&self) -> Attributes<'_> {
        Attributes::new(&self.root_attributes, 0)
    }

    /// Reads to the end of the innermost open element.
    pub(crate) fn skip(&mut self) -> Result<(), Anomaly> {
        let mut depth = 1;
        while depth > 0 {
            match self.pull(Mode::Skip)? {
                Pulled::Begin => depth += 1,
                Pulled::Text => {}
                Pulled::End | Pulled::Done => depth -= 1,
            }
        }
        Ok(())
    }

    /// Reads what may follow the root element, to the end of the file.
    pub(crate) fn finish(&mut self) -> Result<(), Anomaly> {
        while !matches!(self.pull(Mode::Structure)?, Pulled::Done) {}
        Ok(())
    }

    /// Where what was pulled last begins.
    pub(crate) fn position(&mut self) -> Position {
        self.reader.get_mut().marked()
    }

    /// Says the how-manieth of its name the innermost element is.
    pub(crate) fn number(&mut self, number: u32) {
        self.path.number(number);
    }

    /// The open elements; one that was just read to its end is still among them.
    pub(crate) fn path(&self) -> String {
        self.path.to_string()
    }

    fn pull(&mut self, mode: Mode) -> Result<Pulled, Anomaly> {
        if self.ended {
            self.ended = false;
            self.path.pop();
            if self.path.depth() == 0 {
                self.stage = Stage::Epilog;
            }
        }
        if self.empty {
            self.empty = false;
            self.ended = true;
            return Ok(Pulled::End);
        }
        loop {
            match self.event(mode) {
                Ok(Some(pulled)) => return Ok(pulled),
                Ok(None) => {}
                Err(why) => return Err(self.fault(why)),
            }
        }
    }

    /// Reads one event; `None` where it means nothing.
    fn event(&mut self, mode: Mode) -> Result<Option<Pulled>, Why> {
        let first = self.stage == Stage::Start;
        if first {
            self.stage = Stage::Prolog;
        }
        self.buffer.clear();
        self.reader.get_mut().mark();
        // The buffer is borrowed by the event; it comes back when the event is done with.
        let mut buffer = std::mem::take(&mut self.buffer);
        let result = match self.reader.read_event_into(&mut buffer) {
            Ok(event) => self.take(event, mode, first),
            Err(error) => Err(self.explain(error, &buffer)),
        };
        self.buffer = buffer;
        result
    }

    fn take(&mut self, event: Event<'_>, mode: Mode, first: bool) -> Result<Option<Pulled>, Why> {
        match event {
            Event::Start(tag) => self.begin(&tag),
            Event::Empty(tag) => {
                self.empty = true;
                self.begin(&tag)
            }
            Event::End(_) => {
                self.ended = true;
                Ok(Some(Pulled::End))
            }
            Event::Text(text) => {
                if memchr::memchr(b']', text.as_bytes()).is_some() && text.contains("]]>") {
                    return Err((Reason::SectionEnd, None));
                }
                self.piece(&text, mode, true)
            }
            Event::CData(_) | Event::GeneralRef(_) if self.stage != Stage::Root => {
                Err((Reason::OutsideRoot, None))
            }
            Event::CData(text) => self.piece(&text, mode, true),
            Event::GeneralRef(reference) => {
                let character = check::resolve(&reference)?;
                self.piece(character.encode_utf8(&mut [0; 4]), mode, false)
            }
            Event::Decl(declaration) if first => {
                let encoding = check::declaration(&declaration)?;
                self.reader
                    .get_mut()
                    .decode(encoding)
                    .map_err(|reason| (reason, Some(("encoding", encoding.name().to_owned()))))?;
                Ok(None)
            }
            Event::Decl(_) => Err((Reason::Declaration, None)),
            Event::PI(instruction) => check::instruction(instruction.target()).map(|()| None),
            Event::Comment(_) => Ok(None),
            Event::DocType(name) => {
                let html = name.get(..4).is_some_and(|n| n.eq_ignore_ascii_case("html"));
                Err((if html { Reason::Html } else { Reason::Doctype }, None))
            }
            Event::Eof => match self.stage {
                Stage::Root => Err((Reason::Truncated, Some(("expected", self.name())))),
                Stage::Epilog => Ok(Some(Pulled::Done)),
                Stage::Start | Stage::Prolog => Err((Reason::NoRoot, None)),
            },
        }
    }

    fn begin(&mut self, tag: &BytesStart<'_>) -> Result<Option<Pulled>, Why> {
        if self.stage == Stage::Epilog {
            return Err((Reason::OutsideRoot, None));
        }
        if self.path.depth() == Limits::DEPTH {
            return Err(check::too(Reason::TooDeep, Limits::DEPTH));
        }
        check::start_tag(tag)?;
        self.attributed = !tag.attributes_raw().trim_ascii_start().is_empty();
        if self.stage != Stage::Root {
            tag.attributes_raw().clone_into(&mut self.root_attributes);
        }
        self.path.push(tag.name().into_inner());
        self.stage = Stage::Root;
        Ok(Some(Pulled::Begin))
    }

    /// Takes in a piece of text.
    fn piece(&mut self, piece: &str, mode: Mode, as_written: bool) -> Result<Option<Pulled>, Why> {
        if mode == Mode::Skip {
            return Ok(None);
        }
        let content = piece.bytes().position(|b| !is_space(b));
        if mode == Mode::Keep {
            if self.text.len() + piece.len() > Limits::TEXT {
                return Err(check::too(Reason::TooLong, Limits::TEXT));
            }
            if let (None, Some(n)) = (self.text_at, content) {
                self.text_at = Some(self.position().after(&piece[..n]));
            }
            self.keep(piece, as_written);
            return Ok(None);
        }
        match content {
            None => Ok(None),
            Some(_) if self.stage == Stage::Root => Ok(Some(Pulled::Text)),
            Some(_) => Err((Reason::OutsideRoot, None)),
        }
    }

    /// Adds to the text; line ends as they are written are one line feed each, as XML has it.
    fn keep(&mut self, piece: &str, as_written: bool) {
        if !as_written || memchr::memchr(b'\r', piece.as_bytes()).is_none() {
            self.text.push_str(piece);
            return;
        }
        for (n, line) in piece.split('\r').enumerate() {
            let line = if n == 0 { line } else { line.strip_prefix('\n').unwrap_or(line) };
            if n > 0 {
                self.text.push('\n');
            }
            self.text.push_str(line);
        }
    }

    /// What the reader underneath stumbled over.
    fn explain(&mut self, error: Error, read: &[u8]) -> Why {
        match error {
            Error::Io(_) => match self.reader.get_mut().flaw() {
                Some(flaw) if flaw.reason == Reason::TooLong && read.starts_with(b"<!D") => {
                    (Reason::Doctype, None)
                }
                Some(flaw) => {
                    self.fault_at = Some(flaw.position);
                    (flaw.reason, flaw.argument)
                }
                None => (Reason::Io, None),
            },
            Error::Syntax(_) if self.reader.get_ref().at_end() => {
                (Reason::Truncated, Some(("expected", self.name())))
            }
            Error::Encoding(_) => (Reason::Bytes, None),
            Error::InvalidAttr(_) | Error::Escape(_) => (Reason::Attribute, None),
            Error::IllFormed(IllFormedError::DoubleHyphenInComment) => (Reason::Comment, None),
            Error::IllFormed(IllFormedError::UnclosedReference) => (Reason::Reference, None),
            Error::IllFormed(IllFormedError::UnmatchedEndTag(found)) => {
                (Reason::UnmatchedEnd, Some(("found", shown_name(&found))))
            }
            Error::IllFormed(IllFormedError::MismatchedEndTag { found, .. }) => {
                (Reason::MismatchedEnd, Some(("found", shown_name(&found))))
            }
            _ => (Reason::Markup, None),
        }
    }

    /// The anomaly of a fault in what is being read.
    pub(crate) fn fault(&mut self, (reason, argument): Why) -> Anomaly {
        let at = self.fault_at.take().unwrap_or_else(|| self.position());
        let anomaly = reason.anomaly().at(self.path()).in_file(at.line, at.column);
        let anomaly = match argument {
            Some((name, value)) => anomaly.with(name, value),
            None => anomaly,
        };
        match reason {
            Reason::MismatchedEnd => anomaly.with("expected", self.name()),
            Reason::TooLong => anomaly.with("what", what(&self.buffer)),
            _ => anomaly,
        }
    }
}

/// What kind of thing begins so.
fn what(read: &[u8]) -> &'static str {
    match read {
        [b'<', b'!', b'-', ..] => "comment",
        [b'<', b'!', ..] => "cdata",
        [b'<', b'?', ..] => "instruction",
        [b'<', ..] => "tag",
        _ => "text",
    }
}
