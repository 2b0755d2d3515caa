//! Forms and their frame; the persons one by one.

use std::io::Read;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, NssoNumber};
use fla_domain::time::Quarter;
use jiff::civil::{Date, Time};

use super::{Header, Item, Refused, person};
use crate::field::{self, Faults, Place, Slot, stray_text, unexpected};
use crate::reason::Reason;
use crate::tag::Tag;
use crate::xml::{Child, Xml};

/// What of a form's frame is read so far.
#[derive(Default)]
struct Frame {
    form: Place,
    declaration: Option<Place>,
    faults: Faults,
    identification: Slot<&'static str>,
    date: Slot<Date>,
    time: Slot<Time>,
    status: Slot<&'static str>,
    type_form: Slot<String>,
    quarter: Slot<Quarter>,
    nsso: Slot<Option<NssoNumber>>,
    enterprise: Slot<Option<EnterpriseNumber>>,
    /// The header was given.
    announced: bool,
    /// The quarter in it.
    declared: Option<Quarter>,
    /// The start tag of the first person was read to know that the header ends.
    waiting: bool,
    persons: u32,
}

#[derive(Clone, Copy)]
enum At {
    /// Between forms.
    Root,
    /// In a form, outside its declaration.
    Form,
    /// In the declaration of a form.
    Declaration,
    /// After the end.
    Done,
}

/// Reads the forms and persons of a file one by one.
pub struct Reader<R> {
    xml: Xml<R>,
    at: At,
    forms: u32,
    frame: Frame,
    failed: Option<Anomaly>,
}

impl<R: Read> Reader<R> {
    /// A reader right after the start tag of the root element.
    pub(crate) fn new(xml: Xml<R>) -> Self {
        Self { xml, at: At::Root, forms: 0, frame: Frame::default(), failed: None }
    }

    /// The next item; `None` after the end of the file, once all of it is found well-formed.
    ///
    /// The error is a fault of the whole file; nothing can be read after it, and it comes again
    /// when asked again.
    #[expect(clippy::should_implement_trait, reason = "an error ends it, unlike an iterator's")]
    pub fn next(&mut self) -> Result<Option<Item>, Anomaly> {
        if let Some(failed) = &self.failed {
            return Err(failed.clone());
        }
        let next = self.advance();
        self.failed = next.as_ref().err().cloned();
        next
    }

    fn advance(&mut self) -> Result<Option<Item>, Anomaly> {
        loop {
            let item = match self.at {
                At::Root => {
                    self.between_forms()?;
                    None
                }
                At::Form => self.in_form()?,
                At::Declaration => self.in_declaration()?,
                At::Done => return Ok(None),
            };
            if item.is_some() {
                return Ok(item);
            }
        }
    }

    fn between_forms(&mut self) -> Result<(), Anomaly> {
        match self.xml.child()? {
            Child::Element(Tag::Form) => {
                self.forms += 1;
                self.xml.number(self.forms);
                self.frame = Frame { form: Place::of(&mut self.xml), ..Frame::default() };
                self.at = At::Form;
            }
            Child::Element(_) => return Err(unexpected(&mut self.xml)),
            Child::Text => return Err(stray_text(&mut self.xml)),
            Child::End if self.forms == 0 => {
                return Err(Place::of(&mut self.xml).missing(Tag::Form));
            }
            Child::End => {
                self.xml.finish()?;
                self.at = At::Done;
            }
        }
        Ok(())
    }

    fn in_form(&mut self) -> Result<Option<Item>, Anomaly> {
        let tag = match self.xml.child()? {
            Child::Element(tag) => tag,
            Child::Text => return Err(stray_text(&mut self.xml)),
            Child::End => {
                self.at = At::Root;
                return if self.frame.announced { Ok(None) } else { self.announce(0).map(Some) };
            }
        };
        if tag == Tag::EmployerDeclaration {
            return self.declaration().map(|()| None);
        }
        let is_leaf = matches!(
            tag,
            Tag::Identification
                | Tag::FormCreationDate
                | Tag::FormCreationHour
                | Tag::AttestationStatus
                | Tag::TypeForm
        );
        if is_leaf && self.frame.declaration.is_some() {
            return Err(unexpected(&mut self.xml));
        }
        let (xml, Frame { faults, identification, date, time, status, type_form, .. }) =
            (&mut self.xml, &mut self.frame);
        match tag {
            Tag::Identification => {
                faults.read(xml, tag, identification, |t| field::one_of(t, &["DMFA"]))?;
            }
            Tag::FormCreationDate => faults.read(xml, tag, date, |t| field::date(t, tag.zone()))?,
            Tag::FormCreationHour => faults.read(xml, tag, time, field::time)?,
            Tag::AttestationStatus => {
                faults.read(xml, tag, status, |t| field::one_of(t, &["0"]))?;
            }
            Tag::TypeForm => faults.read(xml, tag, type_form, |t| field::code(t, 2))?,
            _ => xml.skip()?,
        }
        Ok(None)
    }

    fn declaration(&mut self) -> Result<(), Anomaly> {
        if self.frame.declaration.is_some() {
            let name = self.xml.name();
            return Err(self.xml.fault((Reason::Twice, Some(("element", name)))));
        }
        self.frame.declaration = Some(Place::of(&mut self.xml));
        self.at = At::Declaration;
        Ok(())
    }

    fn in_declaration(&mut self) -> Result<Option<Item>, Anomaly> {
        if std::mem::take(&mut self.frame.waiting) {
            return self.person().map(Some);
        }
        let announced = self.frame.announced;
        let tag = match self.xml.child()? {
            Child::Element(tag) => tag,
            Child::Text => return Err(stray_text(&mut self.xml)),
            Child::End => {
                self.at = At::Form;
                return if announced { Ok(None) } else { self.announce(1).map(Some) };
            }
        };
        let is_leaf = matches!(
            tag,
            Tag::Quarter
                | Tag::NossRegistrationNbr
                | Tag::ProvisionalNssoNbr
                | Tag::NossLpaRegistrationNbr
                | Tag::CompanyId
        );
        if is_leaf && announced {
            return Err(unexpected(&mut self.xml));
        }
        let (xml, Frame { faults, quarter, nsso, enterprise, .. }) =
            (&mut self.xml, &mut self.frame);
        match tag {
            Tag::NaturalPerson if announced => return self.person().map(Some),
            Tag::NaturalPerson => {
                self.frame.waiting = true;
                return self.announce(3).map(Some);
            }
            Tag::Quarter => faults.read(xml, tag, quarter, field::quarter)?,
            Tag::NossRegistrationNbr | Tag::ProvisionalNssoNbr | Tag::NossLpaRegistrationNbr => {
                faults.read(xml, tag, nsso, field::nsso)?;
            }
            Tag::CompanyId => faults.read(xml, tag, enterprise, field::enterprise)?,
            _ => xml.skip()?,
        }
        Ok(None)
    }

    fn person(&mut self) -> Result<Item, Anomaly> {
        self.frame.persons += 1;
        self.xml.number(self.frame.persons);
        person::read(&mut self.xml, self.frame.declared)
    }

    /// The header of the form, or that it is refused; then it is left, and with it as many
    /// elements as are `open`.
    fn announce(&mut self, open: u32) -> Result<Item, Anomaly> {
        let line = self.frame.form.at.line;
        let column = self.frame.form.at.column;
        if let Some(header) = self.header() {
            self.frame.announced = true;
            return Ok(Item::Header(header));
        }
        for _ in 0..open {
            self.xml.skip()?;
        }
        self.at = At::Root;
        let anomalies = self.frame.faults.take();
        Ok(Item::Refused(Refused { form: self.forms, line, column, anomalies }))
    }

    fn header(&mut self) -> Option<Header> {
        let frame = std::mem::take(&mut self.frame);
        let mut faults = frame.faults;
        let form = &frame.form;
        let identification = frame.identification.require(Tag::Identification, form, &mut faults);
        let date = frame.date.require(Tag::FormCreationDate, form, &mut faults);
        let time = frame.time.require(Tag::FormCreationHour, form, &mut faults);
        let status = frame.status.require(Tag::AttestationStatus, form, &mut faults);
        let type_form = frame.type_form.require(Tag::TypeForm, form, &mut faults);
        let mut quarter = None;
        let mut numbers = (None, None);
        if let Some(declaration) = &frame.declaration {
            quarter = frame.quarter.require(Tag::Quarter, declaration, &mut faults);
            let sound = faults.is_empty();
            numbers = (frame.nsso.good().flatten(), frame.enterprise.good().flatten());
            if sound && numbers == (None, None) {
                let nobody = Anomaly::new(Zone::Employer, Fault::Missing);
                faults.push(declaration.mark(nobody));
            }
        } else {
            faults.push(form.missing(Tag::EmployerDeclaration));
        }
        let line = form.at.line;
        let sound = faults.is_empty();
        self.frame = Frame {
            form: frame.form,
            declaration: frame.declaration,
            waiting: frame.waiting && sound,
            declared: quarter.filter(|_| sound),
            faults,
            ..Frame::default()
        };
        if !sound {
            return None;
        }
        identification.zip(status)?;
        Some(Header {
            form: self.forms,
            line,
            quarter: quarter?,
            nsso_number: numbers.0,
            enterprise_number: numbers.1,
            created: date?.to_datetime(time?),
            type_form: type_form?,
        })
    }
}
