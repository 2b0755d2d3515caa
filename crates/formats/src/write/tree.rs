//! Elements, one after the other, with line ends and indents.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use jiff::civil::DateTime;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// A file being written.
pub(super) struct Tree<W> {
    writer: Writer<W>,
    text: String,
}

impl<W: Write> Tree<W> {
    /// Begins a file with its declaration and root element.
    pub(super) fn new(out: W, root: &'static str, schema: &str) -> io::Result<Self> {
        let mut tree = Self { writer: Writer::new_with_indent(out, b'\t', 1), text: String::new() };
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

    /// Begins an element.
    pub(super) fn open(&mut self, name: &'static str) -> io::Result<()> {
        self.event(Event::Start(BytesStart::new(name)))
    }

    /// Ends an element.
    pub(super) fn close(&mut self, name: &'static str) -> io::Result<()> {
        self.event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an element with a value.
    pub(super) fn leaf(&mut self, name: &'static str, value: impl Display) -> io::Result<()> {
        self.text.clear();
        write!(self.text, "{value}").map_err(io::Error::other)?;
        self.writer.write_event(Event::Start(BytesStart::new(name)))?;
        self.writer.write_event(Event::Text(BytesText::new(&self.text)))?;
        self.writer.write_event(Event::End(BytesEnd::new(name)))
    }

    /// Writes an element with a value, if there is one.
    pub(super) fn optional(
        &mut self,
        name: &'static str,
        value: Option<impl Display>,
    ) -> io::Result<()> {
        value.map_or(Ok(()), |value| self.leaf(name, value))
    }

    /// Begins a form with what each form begins with.
    pub(super) fn form(
        &mut self,
        identification: &'static str,
        created: DateTime,
        reference: &str,
    ) -> io::Result<()> {
        self.open("Form")?;
        self.leaf("Identification", identification)?;
        self.leaf("FormCreationDate", created.date())?;
        self.leaf("FormCreationHour", created.strftime("%H:%M:%S%.3f"))?;
        self.leaf("AttestationStatus", 0)?;
        self.leaf("TypeForm", "SU")?;
        self.open("Reference")?;
        self.leaf("ReferenceType", 1)?;
        self.leaf("ReferenceOrigin", 1)?;
        self.leaf("ReferenceNbr", reference)?;
        self.close("Reference")
    }

    /// Ends the root element and gives back what was written to.
    pub(super) fn finish(mut self, root: &'static str) -> io::Result<W> {
        self.close(root)?;
        let mut out = self.writer.into_inner();
        out.write_all(b"\n")?;
        out.flush()?;
        Ok(out)
    }
}
