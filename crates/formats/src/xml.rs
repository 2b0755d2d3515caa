//! Elements and text of a file, pulled one at a time: well-formedness, bounds, true places.

mod ahead;
mod check;
mod encoding;
mod input;
mod limits;
mod path;
mod tokens;

use std::io::Read;

use fla_domain::anomaly::Anomaly;
use quick_xml::events::BytesStart;
use quick_xml::events::attributes::Attributes;

use self::ahead::Windows;
use self::check::{Why, is_space};
pub(crate) use self::input::Position;
pub use self::limits::Limits;
use self::path::Path;
use self::tokens::{Kind, Stop, Token, Window};
use crate::reason::{Reason, shown_name};
use crate::tag::Tag;

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
    Prolog,
    Root,
    Epilog,
}

/// A pull reader of elements.
pub(crate) struct Xml<R> {
    windows: Windows<R>,
    window: Window,
    /// The token of the window that is next, and the byte where the one before it begins.
    next: usize,
    at: usize,
    /// Lines of the window that begin before what was last looked for.
    lines: usize,
    path: Path,
    /// The innermost element has ended and leaves the path at the next pull.
    ended: bool,
    /// The element just begun has no content: `<a/>`.
    empty: bool,
    /// The element of the start tag pulled last, and whether it has attributes.
    tag: Tag,
    attributed: bool,
    /// The attributes of the root element, as they are written.
    root_attributes: String,
    stage: Stage,
    /// The text of the element being read, and where it begins.
    text: String,
    text_at: Option<Position>,
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
        Self::of(Windows::here(source))
    }

    /// The same, with a thread that reads and cuts the file ahead.
    pub(crate) fn ahead(source: R) -> Self
    where
        R: Send + 'static,
    {
        Self::of(Windows::ahead(source))
    }

    fn of(windows: Windows<R>) -> Self {
        Self {
            windows,
            window: Window::default(),
            next: 0,
            at: 0,
            lines: 0,
            path: Path::default(),
            ended: false,
            empty: false,
            tag: Tag::Other,
            attributed: false,
            root_attributes: String::new(),
            stage: Stage::Prolog,
            text: String::new(),
            text_at: None,
        }
    }

    /// The root element, once everything before it is read.
    pub(crate) fn root(&mut self) -> Result<Tag, Anomaly> {
        match self.pull(Mode::Structure)? {
            Pulled::Begin => Ok(self.tag),
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
            Pulled::Begin => Child::Element(self.tag),
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
        self.window.position_near(self.at, &mut self.lines)
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
            while self.next == self.window.tokens.len() {
                if let Some(done) = self.stopped()? {
                    return Ok(done);
                }
                self.windows.next(&mut self.window);
                (self.next, self.at, self.lines) = (0, 0, 0);
            }
            let token = self.window.tokens[self.next];
            self.next += 1;
            self.at = token.at();
            match self.take(token, mode) {
                Ok(Some(pulled)) => return Ok(pulled),
                Ok(None) => {}
                Err(why) => return Err(self.fault(why)),
            }
        }
    }

    /// What comes after the last token of the window; `None` where it is another window.
    fn stopped(&mut self) -> Result<Option<Pulled>, Anomaly> {
        let (why, what) = match &self.window.stop {
            Stop::Not => return Ok(None),
            Stop::Fault { at, why, what } => {
                self.at = *at;
                (why.clone(), *what)
            }
            Stop::End => {
                self.at = self.window.text.len();
                match self.stage {
                    Stage::Root => ((Reason::Truncated, None), None),
                    Stage::Epilog => return Ok(Some(Pulled::Done)),
                    Stage::Prolog => ((Reason::NoRoot, None), None),
                }
            }
        };
        let anomaly = self.fault(why);
        Err(match what {
            Some(what) => anomaly.with("what", what),
            None => anomaly,
        })
    }

    fn take(&mut self, token: Token, mode: Mode) -> Result<Option<Pulled>, Why> {
        match token.kind() {
            Kind::Start => self.begin(token),
            Kind::Empty => {
                self.empty = true;
                self.begin(token)
            }
            Kind::End => self.end(token),
            Kind::Text => {
                let text = self.window.of(token);
                if memchr::memchr(b']', text.as_bytes()).is_some() && text.contains("]]>") {
                    return Err((Reason::SectionEnd, None));
                }
                self.piece(token, mode)
            }
            Kind::CData | Kind::Reference if self.stage != Stage::Root => {
                Err((Reason::OutsideRoot, None))
            }
            Kind::CData => self.piece(token, mode),
            Kind::Reference => {
                let character = check::resolve(self.window.of(token))?;
                self.text_of(character.encode_utf8(&mut [0; 4]), mode)
            }
        }
    }

    fn begin(&mut self, token: Token) -> Result<Option<Pulled>, Why> {
        if self.stage == Stage::Epilog {
            return Err((Reason::OutsideRoot, None));
        }
        if self.path.depth() == Limits::DEPTH {
            return Err(check::too(Reason::TooDeep, Limits::DEPTH));
        }
        self.tag = token.tag();
        self.attributed = false;
        let whole = self.window.of(token);
        if token.is_plain() {
            self.path.push(whole);
        } else {
            let name = whole.find(|c: char| c.is_ascii() && is_space(c as u8));
            let tag = BytesStart::from_content(whole, name.unwrap_or(whole.len()));
            check::start_tag(&tag)?;
            self.attributed = !tag.attributes_raw().trim_ascii_start().is_empty();
            if self.stage != Stage::Root {
                tag.attributes_raw().clone_into(&mut self.root_attributes);
            }
            self.path.push(tag.name().into_inner());
        }
        self.stage = Stage::Root;
        Ok(Some(Pulled::Begin))
    }

    fn end(&mut self, token: Token) -> Result<Option<Pulled>, Why> {
        let name = self.window.of(token);
        if self.path.depth() == 0 {
            return Err((Reason::UnmatchedEnd, Some(("found", shown_name(name)))));
        }
        if name != self.path.innermost() {
            return Err((Reason::MismatchedEnd, Some(("found", shown_name(name)))));
        }
        self.ended = true;
        Ok(Some(Pulled::End))
    }

    /// Takes in a piece of text as it is written.
    fn piece(&mut self, token: Token, mode: Mode) -> Result<Option<Pulled>, Why> {
        if mode == Mode::Skip {
            return Ok(None);
        }
        let piece = self.window.of(token);
        let content = piece.bytes().position(|b| !is_space(b));
        if mode == Mode::Structure {
            return self.between(content.is_none());
        }
        let at = self.window.position_near(self.at, &mut self.lines);
        if self.text.len() + piece.len() > Limits::TEXT {
            return Err(check::too(Reason::TooLong, Limits::TEXT));
        }
        if let (None, Some(n)) = (self.text_at, content) {
            // A place in a CDATA section is counted from where the section begins.
            self.text_at = Some(at.after(&piece[..n]));
        }
        keep(&mut self.text, piece);
        Ok(None)
    }

    /// Takes in a character that is not written as itself.
    fn text_of(&mut self, character: &str, mode: Mode) -> Result<Option<Pulled>, Why> {
        let blank = character.bytes().all(is_space);
        match mode {
            Mode::Skip => Ok(None),
            Mode::Structure => self.between(blank),
            Mode::Keep if self.text.len() + character.len() > Limits::TEXT => {
                Err(check::too(Reason::TooLong, Limits::TEXT))
            }
            Mode::Keep => {
                if !blank && self.text_at.is_none() {
                    self.text_at = Some(self.position());
                }
                self.text.push_str(character);
                Ok(None)
            }
        }
    }

    /// Text where elements are expected.
    fn between(&self, blank: bool) -> Result<Option<Pulled>, Why> {
        if blank {
            Ok(None)
        } else if self.stage == Stage::Root {
            Ok(Some(Pulled::Text))
        } else {
            Err((Reason::OutsideRoot, None))
        }
    }

    /// The anomaly of a fault in what is being read.
    pub(crate) fn fault(&mut self, (reason, argument): Why) -> Anomaly {
        let at = self.position();
        let anomaly = reason.anomaly().at(self.path()).in_file(at.line, at.column);
        let anomaly = match argument {
            Some((name, value)) => anomaly.with(name, value),
            None => anomaly,
        };
        match reason {
            Reason::MismatchedEnd | Reason::Truncated => anomaly.with("expected", self.name()),
            // The text of an element is longer than its pieces.
            Reason::TooLong => anomaly.with("what", "text"),
            _ => anomaly,
        }
    }
}

/// Adds to a text; line ends as they are written are one line feed each, as XML has it.
fn keep(text: &mut String, piece: &str) {
    if memchr::memchr(b'\r', piece.as_bytes()).is_none() {
        text.push_str(piece);
        return;
    }
    for (n, line) in piece.split('\r').enumerate() {
        let line = if n == 0 { line } else { line.strip_prefix('\n').unwrap_or(line) };
        if n > 0 {
            text.push('\n');
        }
        text.push_str(line);
    }
}
