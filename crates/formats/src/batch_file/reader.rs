//! The forms of a file, one by one.

use std::io::Read;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::reference::Reference;
use jiff::civil::{Date, Time};

use super::check::Frame;
use super::content::{Content, Inside, Leaf};
use super::found::Found;
use super::layout::{self, EMPLOYER};
use super::places::{Places, Spot};
use super::{AttestationStatus, EmployerId, Form, IDENTIFICATION, Limits, ROOT, Ticket, value};
use crate::field::{self, stray_text, unexpected};
use crate::reason::Reason;
use crate::tag::Tag;
use crate::xml::{Child, Position, Xml};

/// Reads the forms of a batch file one by one, and holds no more of it than one form.
pub struct Reader<R> {
    xml: Xml<R>,
    today: Date,
    forms: u64,
    done: bool,
    failed: Option<Anomaly>,
}

/// What a form says up to its employer.
#[derive(Default)]
struct Header {
    date: Option<Date>,
    time: Option<Time>,
    status: Option<AttestationStatus>,
    reference: Option<Reference>,
    ticket: Option<Ticket>,
    employer: Option<EmployerId>,
}

/// A `Reference` of the header.
enum Named {
    Own(Reference),
    Earlier(Ticket),
}

impl<R: Read> Reader<R> {
    /// A reader right after the start tag of the root element. `today` is the civil date in
    /// Brussels, against which what must lie in the past is checked.
    ///
    /// # Errors
    /// An anomaly of zone `FILE` or `ELEMENT` where this is no batch file at all.
    pub fn open(source: R, today: Date) -> Result<Self, Anomaly> {
        Self::begin(Xml::new(source), today)
    }

    /// The same with a thread of its own that reads the source and cuts it into elements ahead of
    /// what is asked for; it ends with the file, or soon after nobody asks any more.
    ///
    /// # Errors
    /// As [`Reader::open`].
    pub fn open_ahead(source: R, today: Date) -> Result<Self, Anomaly>
    where
        R: Send + 'static,
    {
        Self::begin(Xml::ahead(source), today)
    }

    fn begin(mut xml: Xml<R>, today: Date) -> Result<Self, Anomaly> {
        let root = xml.root()?;
        if root != Tag::FlaDeclaration {
            let root = xml.name();
            let html = root.eq_ignore_ascii_case("html");
            let reason = if html { Reason::Html } else { Reason::NoBatchFile };
            return Err(xml.fault((reason, Some(("root", root)))));
        }
        if !plain_root(&xml) {
            return Err(xml.fault((Reason::Attributes, Some(("element", ROOT.to_owned())))));
        }
        Ok(Self { xml, today, forms: 0, done: false, failed: None })
    }

    /// The next form; `None` after the end of the file, once all of it is found well-formed.
    ///
    /// The error refuses the whole file; nothing can be read after it, and it comes again when
    /// asked again.
    #[expect(clippy::should_implement_trait, reason = "an error ends it, unlike an iterator's")]
    pub fn next(&mut self) -> Result<Option<Form>, Anomaly> {
        if let Some(failed) = &self.failed {
            return Err(failed.clone());
        }
        let next = self.advance();
        self.failed = next.as_ref().err().cloned();
        next
    }

    /// How many forms were begun.
    pub const fn forms(&self) -> u64 {
        self.forms
    }

    fn advance(&mut self) -> Result<Option<Form>, Anomaly> {
        if self.done {
            return Ok(None);
        }
        match self.xml.child()? {
            Child::Element(Tag::Form) => self.form().map(Some),
            Child::Element(_) => Err(unexpected(&mut self.xml)),
            Child::Text => Err(stray_text(&mut self.xml)),
            Child::End if self.forms == 0 => {
                let place = field::Place::of(&mut self.xml);
                Err(place.missing(Tag::Form))
            }
            Child::End => {
                self.xml.finish()?;
                self.done = true;
                Ok(None)
            }
        }
    }

    fn form(&mut self) -> Result<Form, Anomaly> {
        self.forms += 1;
        let n = self.forms;
        if n > Ticket::LAST_FORM {
            let most = ("limit", Ticket::LAST_FORM.to_string());
            return Err(self.xml.fault((Reason::TooManyInForm, Some(most))));
        }
        self.xml.number(u32::try_from(n).unwrap_or(u32::MAX));
        let at = self.xml.position();
        let places = Places::of_form(n, at);
        let content = Content { xml: &mut self.xml, places, found: Found::default() };
        if content.xml.has_attributes() {
            return Err(content.xml.fault((Reason::Attributes, Some(("element", "Form".into())))));
        }
        content.form(n, at, self.today)
    }
}

/// Whether the root element has no attributes but those by which a file names its schema, which
/// is neither needed nor fetched.
fn plain_root<R: Read>(xml: &Xml<R>) -> bool {
    const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
    let (mut bound, mut used) = (false, false);
    for attribute in xml.root_attributes() {
        // They were checked when the tag was read.
        let Ok(attribute) = attribute else { return false };
        match attribute.key.into_inner() {
            "xmlns:xsi" if attribute.value == INSTANCE => bound = true,
            "xsi:noNamespaceSchemaLocation" | "xsi:schemaLocation" => used = true,
            _ => return false,
        }
    }
    bound || !used
}

impl<R: Read> Content<'_, R> {
    fn form(mut self, n: u64, at: Position, today: Date) -> Result<Form, Anomaly> {
        let mut inside = Inside { spot: Spot::FORM, order: layout::Order::new(layout::FORM) };
        let mut header = Header::default();
        let mut block = None;
        let mut reason = None;
        while let Some((tag, number)) = self.next(&mut inside)? {
            self.framed(&header, &inside, tag)?;
            let leaf = Leaf { tag, parent: Spot::FORM };
            match tag {
                Tag::Motivation => {
                    let most = Limits::REASON;
                    reason = self.whole_value(leaf, |w| value::text(w, Zone::Reason, most))?;
                }
                tag => match layout::kind_of(tag) {
                    Some(kind) => block = Some((kind, self.block(kind)?)),
                    None => self.in_header(&mut header, leaf, number)?,
                },
            }
            self.framed(&header, &inside, tag)?;
        }
        self.framed(&header, &inside, Tag::Form)?;
        let Header {
            date: Some(date),
            time: Some(time),
            status: Some(status),
            reference: Some(reference),
            employer: Some(employer),
            ticket,
        } = header
        else {
            return Err(self.xml.fault((Reason::Missing, Some(("element", "Form".to_owned())))));
        };
        let kind = block.as_ref().map(|(kind, _)| *kind);
        let frame = Frame { status, ticket, reason: reason.as_deref(), today };
        let body = block.and_then(|(kind, (draft, spot))| self.body(&frame, kind, draft, spot));
        let Self { places, found, .. } = self;
        let place = places.of(Spot::FORM);
        let body = body.ok_or_else(|| {
            found.all(|anomaly| anomaly.at(&*place.path).in_file(at.line, at.column))
        });
        Ok(Form {
            n,
            line: at.line,
            column: at.column,
            reference,
            created: date.to_datetime(time),
            status,
            ticket,
            employer,
            kind,
            reason,
            body,
            places,
        })
    }

    /// As long as the employer is not read, whatever is wrong is a fault of the frame; the header
    /// ends before the content begins.
    fn framed(&mut self, header: &Header, inside: &Inside, tag: Tag) -> Result<(), Anomaly> {
        if header.employer.is_some() && tag != Tag::EmployerId {
            return Ok(());
        }
        if matches!(tag, Tag::Motivation | Tag::EmployerId | Tag::Form)
            || layout::kind_of(tag).is_some()
        {
            self.missing(inside, EMPLOYER + usize::from(tag != Tag::EmployerId));
        }
        self.found.first().map_or(Ok(()), Err)
    }

    fn in_header(&mut self, header: &mut Header, leaf: Leaf, number: u32) -> Result<(), Anomaly> {
        let one = |value: &'static str| move |t: &str| field::one_of(t, &[value]);
        match leaf.tag {
            Tag::Identification => drop(self.value(leaf, one(IDENTIFICATION))?),
            Tag::FormCreationDate => {
                header.date = self.value(leaf, creation_date)?;
            }
            Tag::FormCreationHour => header.time = self.value(leaf, field::time)?,
            Tag::AttestationStatus => {
                header.status = self.value(leaf, |t| value::code(t, Zone::Element))?;
            }
            Tag::TypeForm => drop(self.value(leaf, one("SU"))?),
            Tag::Reference => {
                let twice = match self.reference(number)? {
                    Some((Named::Own(reference), spot)) => {
                        let before = header.reference.replace(reference).is_some();
                        before.then_some((Zone::Reference, spot))
                    }
                    Some((Named::Earlier(ticket), spot)) => {
                        let before = header.ticket.replace(ticket).is_some();
                        before.then_some((Zone::Ticket, spot))
                    }
                    None => None,
                };
                if let Some((zone, spot)) = twice {
                    self.fault_at(Anomaly::new(zone, Fault::Duplicate), spot);
                }
            }
            _ => {
                header.employer = self.employer()?;
                if header.reference.is_none() {
                    self.fault_at(Anomaly::new(Zone::Reference, Fault::Missing), Spot::FORM);
                }
            }
        }
        Ok(())
    }

    fn reference(&mut self, number: u32) -> Result<Option<(Named, Spot)>, Anomaly> {
        let mut inside = self.enter(Tag::Reference, number, Spot::FORM, layout::REFERENCE);
        let (mut earlier, mut origin, mut named) = (None, None, None);
        while let Some((tag, _)) = self.next(&mut inside)? {
            let leaf = Leaf { tag, parent: inside.spot };
            match tag {
                Tag::ReferenceType => {
                    earlier =
                        self.value(leaf, |t| field::one_of(t, &["1", "3"]))?.map(|t| t == "3");
                }
                Tag::ReferenceOrigin => {
                    // Who named it goes with what it is: a ticket is the register's.
                    let expected: &[&str] = match earlier {
                        Some(true) => &["2"],
                        Some(false) => &["1"],
                        None => &["1", "2"],
                    };
                    origin = self.value(leaf, |t| field::one_of(t, expected))?;
                }
                _ if earlier == Some(true) => {
                    named = self.whole_value(leaf, ticket)?.map(Named::Earlier);
                }
                _ => named = self.whole_value(leaf, value::reference)?.map(Named::Own),
            }
        }
        Ok(origin.and(named).map(|named| (named, inside.spot)))
    }

    fn employer(&mut self) -> Result<Option<EmployerId>, Anomaly> {
        let mut inside = self.enter(Tag::EmployerId, 0, Spot::FORM, layout::EMPLOYER_ID);
        let mut employer = None;
        while let Some((tag, _)) = self.next(&mut inside)? {
            let leaf = Leaf { tag, parent: inside.spot };
            employer = if tag == Tag::CompanyId {
                self.value(leaf, value::company)?.map(EmployerId::Company)
            } else {
                self.value(leaf, value::nsso)?.map(EmployerId::Nsso)
            };
        }
        Ok(employer)
    }
}

/// The day on which a form was made.
fn creation_date(text: &str) -> Result<Date, Anomaly> {
    field::date(text, Zone::Element).map_err(|anomaly| {
        let outside = anomaly.fault == Fault::OutsideDomain;
        let reason = if outside { Reason::Value } else { Reason::Form };
        field::with_value(reason.anomaly(), text)
    })
}

/// The ticket of a form; blanks around it count, as they do for the schema.
fn ticket(whole: &str) -> Result<Ticket, Anomaly> {
    if whole.len() > 64 && whole.chars().count() > 64 {
        return Err(Anomaly::new(Zone::Ticket, Fault::Invalid));
    }
    let ticket: Ticket = whole.trim().parse()?;
    match ticket.form() {
        Some(_) => Ok(ticket),
        // That of a file is no form's.
        None => Err(Anomaly::new(Zone::Ticket, Fault::NotApplicable)),
    }
}
