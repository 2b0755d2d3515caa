//! Elements, one after the other, with line ends and indents.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use jiff::civil::DateTime;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A file being written.
pub(crate) struct Tree<W> {
    writer: Writer<W>,
    text: String,
    compact: bool,
}

impl<W: Write> Tree<W> {
    /// Begins a file with its declaration and root element.
    pub(crate) fn new(out: W, root: &'static str, schema: &str) -> io::Result<Self> {
        Self::begin(Writer::new_with_indent(out, b'\t', 1), false, root, schema)
    }

    /// The same without indents; [`Tree::line_end`] says where lines end.
    pub(crate) fn compact(out: W, root: &'static str, schema: &str) -> io::Result<Self> {
        let mut tree = Self::begin(Writer::new(out), true, root, schema)?;
        tree.line_end()?;
        Ok(tree)
    }

    fn begin(
        writer: Writer<W>,
        compact: bool,
        root: &'static str,
        schema: &str,
    ) -> io::Result<Self> {
        let mut tree = Self { writer, text: String::new(), compact };
        tree.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let mut start = BytesStart::new(root);
        start.push_attribute(("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"));
        start.push_attribute(("xsi:noNamespaceSchemaLocation", schema));
        tree.event(Event::Start(start))?;
        Ok(tree)
    }

    fn event(&mut self, event: Event<'_>) -> io::Result<()> {
        self.writer.write_event(event)
    }

    /// Ends a line, where there are no indents that do.
    pub(crate) fn line_end(&mut self) -> io::Result<()> {
        if self.compact { self.writer.get_mut().write_all(b"\n") } else { Ok(()) }
    }

    /// Begins an element.
    pub(crate) fn open(&mut self, name: &'static str) -> io::Result<()> {
        self.event(Event::Start(BytesStart::new(name)))
    }

    /// Ends an element.
    pub(crate) fn close(&mut self, name: &'static str) -> io::Result<()> {
        self.event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an element with a value.
    pub(crate) fn leaf(&mut self, name: &'static str, value: impl Display) -> io::Result<()> {
        self.text.clear();
        write!(self.text, "{value}").map_err(io::Error::other)?;
        self.writer.write_event(Event::Start(BytesStart::new(name)))?;
        let text = if self.text.contains(is_awkward) {
            BytesText::from_escaped(written(&self.text))
        } else {
            BytesText::new(&self.text)
        };
        self.writer.write_event(Event::Text(text))?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an element with a value, if there is one.
    pub(crate) fn optional(
        &mut self,
        name: &'static str,
        value: Option<impl Display>,
    ) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.leaf(name, value))
    }

    /// Begins an original form with what each form begins with.
    pub(crate) fn form(
        &mut self,
        identification: &'static str,
        created: DateTime,
        reference: &str,
    ) -> io::Result<()> {
        self.form_of(identification, created, "0")?;
        self.reference("1", "1", reference)
    }

    /// Begins a form of a status, up to its references.
    pub(crate) fn form_of(
        &mut self,
        identification: &'static str,
        created: DateTime,
        status: &'static str,
    ) -> io::Result<()> {
        self.open("Form")?;
        self.leaf("Identification", identification)?;
        self.leaf("FormCreationDate", created.date())?;
        self.leaf("FormCreationHour", created.strftime("%H:%M:%S%.3f"))?;
        self.leaf("AttestationStatus", status)?;
        self.leaf("TypeForm", "SU")
    }

    /// Writes a reference of a form.
    pub(crate) fn reference(
        &mut self,
        kind: &'static str,
        origin: &'static str,
        number: impl Display,
    ) -> io::Result<()> {
        self.open("Reference")?;
        self.leaf("ReferenceType", kind)?;
        self.leaf("ReferenceOrigin", origin)?;
        self.leaf("ReferenceNbr", number)?;
        self.close("Reference")
    }

    /// Ends the root element and gives back what was written to.
    pub(crate) fn finish(mut self, root: &'static str) -> io::Result<W> {
        self.close(root)?;
        let mut out = self.writer.into_inner();
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(out)
    }
}

/// A character that does not stand for itself in XML although it needs no escape: a carriage
/// return becomes a line feed, a control character is none at all.
fn is_awkward(c: char) -> bool {
    matches!(c, '\0'..='\x08' | '\x0b'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// A text escaped so that it is read back as it is, but for characters that XML does not have.
fn written(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    for c in quick_xml::escape::escape(text).chars() {
        match c {
            '\r' => written.push_str("&#13;"),
            c => written.push(in_xml(c)),
        }
    }
    written
}

/// A character, or the one that is written in place of it where XML does not have it.
pub(crate) const fn in_xml(c: char) -> char {
    match c {
        '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    }
}
