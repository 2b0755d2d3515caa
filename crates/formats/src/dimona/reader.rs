//! The forms of a Dimona file one by one.

use std::io::Read;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, JointCommittee, NssoNumber, Ssin};
use jiff::civil::{Date, Time};

use super::{Declaration, Event, In, Item, PeriodId, Unreadable};
use crate::declaration::Employer;
use crate::field::{self, Faults, Place, Slot, stray_text, unexpected};
use crate::reason::Reason;
use crate::tag::Tag;
use crate::xml::{Child, Position, Xml};

/// Reads the declarations of a file one by one.
pub struct Reader<R> {
    xml: Xml<R>,
    forms: u32,
    done: bool,
    failed: Option<Anomaly>,
}

impl<R: Read> Reader<R> {
    /// A reader right after the start tag of the root element.
    pub(crate) fn new(xml: Xml<R>) -> Self {
        Self { xml, forms: 0, done: false, failed: None }
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
        if self.done {
            return Ok(None);
        }
        let next = self.advance();
        self.failed = next.as_ref().err().cloned();
        next
    }

    fn advance(&mut self) -> Result<Option<Item>, Anomaly> {
        match self.xml.child()? {
            Child::Element(Tag::Form) => {
                self.forms += 1;
                self.xml.number(self.forms);
                form(&mut self.xml, self.forms).map(Some)
            }
            Child::Element(_) => Err(unexpected(&mut self.xml)),
            Child::Text => Err(stray_text(&mut self.xml)),
            Child::End if self.forms == 0 => Err(Place::of(&mut self.xml).missing(Tag::Form)),
            Child::End => {
                self.xml.finish()?;
                self.done = true;
                Ok(None)
            }
        }
    }
}

/// What of a form is read so far.
#[derive(Default)]
struct Draft {
    faults: Faults,
    identification: Slot<&'static str>,
    date: Slot<Date>,
    time: Slot<Time>,
    status: Slot<&'static str>,
    /// Which declaration it holds, and where that stands.
    body: Option<(Tag, Place)>,
    period: Slot<PeriodId>,
    start: Slot<Date>,
    end: Slot<Date>,
    end_at: Position,
    has_employer: bool,
    nsso: Slot<Option<NssoNumber>>,
    enterprise: Slot<Option<EnterpriseNumber>>,
    person: Option<Place>,
    ssin: Slot<Option<Ssin>>,
    given_name: Slot<String>,
    family_name: Slot<String>,
    joint_committee: Slot<Option<JointCommittee>>,
    worker_type: Slot<String>,
}

fn form<R: Read>(xml: &mut Xml<R>, number: u32) -> Result<Item, Anomaly> {
    let place = Place::of(xml);
    let (line, column) = (place.at.line, place.at.column);
    let mut draft = Draft::default();
    draft.children(xml, Draft::form_child)?;
    let mut faults = std::mem::take(&mut draft.faults);
    let read = draft.finish(&place, &mut faults);
    Ok(match read {
        Some((created, employer, event)) if faults.is_empty() => {
            Item::Declaration(Declaration { form: number, line, column, created, employer, event })
        }
        _ => Item::Unreadable(Unreadable { form: number, line, column, anomalies: faults.take() }),
    })
}

type ReadChild<R> = fn(&mut Draft, &mut Xml<R>, Tag) -> Result<(), Anomaly>;

impl Draft {
    fn children<R: Read>(&mut self, xml: &mut Xml<R>, read: ReadChild<R>) -> Result<(), Anomaly> {
        loop {
            match xml.child()? {
                Child::Element(tag) => read(self, xml, tag)?,
                Child::Text => self.faults.text(xml),
                Child::End => return Ok(()),
            }
        }
    }

    fn form_child<R: Read>(&mut self, xml: &mut Xml<R>, tag: Tag) -> Result<(), Anomaly> {
        let Self { faults, identification, date, time, status, .. } = self;
        match tag {
            Tag::Identification => {
                faults.read(xml, tag, identification, |t| field::one_of(t, &["DIMONA"]))
            }
            Tag::FormCreationDate => faults.read(xml, tag, date, |t| field::date(t, tag.zone())),
            Tag::FormCreationHour => faults.read(xml, tag, time, field::time),
            Tag::AttestationStatus => faults.read(xml, tag, status, |t| field::one_of(t, &["0"])),
            Tag::DimonaIn | Tag::DimonaOut | Tag::DimonaUpdate | Tag::DimonaCancel => {
                if self.body.is_some() {
                    let name = xml.name();
                    self.faults.push(xml.fault((Reason::Twice, Some(("element", name)))));
                    return xml.skip();
                }
                self.body = Some((tag, Place::of(xml)));
                self.children(xml, Self::body_child)
            }
            Tag::DailyRegistrationDeclaration => {
                let name = xml.name();
                self.faults.push(xml.fault((Reason::NotApplicable, Some(("element", name)))));
                self.body.get_or_insert((tag, Place::of(xml)));
                xml.skip()
            }
            _ => xml.skip(),
        }
    }

    fn body_child<R: Read>(&mut self, xml: &mut Xml<R>, tag: Tag) -> Result<(), Anomaly> {
        let Self { faults, period, start, end, ssin, .. } = self;
        match tag {
            Tag::DimonaPeriodId => faults.read(xml, tag, period, |t| field::number(t, 12)),
            Tag::StartingDate => faults.read(xml, tag, start, |t| field::date(t, tag.zone())),
            Tag::EndingDate => {
                self.end_at = xml.position();
                faults.read(xml, tag, end, |t| field::date(t, tag.zone()))
            }
            Tag::Inss => faults.read(xml, tag, ssin, field::ssin_or_none),
            Tag::EmployerId => {
                self.has_employer = true;
                self.children(xml, Self::employer_child)
            }
            Tag::NaturalPerson => {
                self.person = Some(Place::of(xml));
                self.children(xml, Self::person_child)
            }
            Tag::DimonaFeatures => self.children(xml, Self::features_child),
            _ => xml.skip(),
        }
    }

    fn employer_child<R: Read>(&mut self, xml: &mut Xml<R>, tag: Tag) -> Result<(), Anomaly> {
        match tag {
            Tag::NossRegistrationNbr | Tag::ProvisionalNssoNbr | Tag::NossLpaRegistrationNbr => {
                self.faults.read(xml, tag, &mut self.nsso, field::nsso)
            }
            Tag::CompanyId => self.faults.read(xml, tag, &mut self.enterprise, field::enterprise),
            _ => xml.skip(),
        }
    }

    fn person_child<R: Read>(&mut self, xml: &mut Xml<R>, tag: Tag) -> Result<(), Anomaly> {
        let Self { faults, ssin, given_name, family_name, .. } = self;
        let zone = tag.zone();
        match tag {
            Tag::Inss => faults.read(xml, tag, ssin, field::ssin_or_none),
            Tag::WorkerFirstName => faults.read(xml, tag, given_name, |t| field::name(t, zone)),
            Tag::WorkerName => faults.read(xml, tag, family_name, |t| field::name(t, zone)),
            _ => xml.skip(),
        }
    }

    fn features_child<R: Read>(&mut self, xml: &mut Xml<R>, tag: Tag) -> Result<(), Anomaly> {
        let Self { faults, joint_committee, worker_type, .. } = self;
        match tag {
            Tag::JointCommissionNbr => faults.read(xml, tag, joint_committee, |t| {
                // The value for every committee that a Dimona cannot name reads as none.
                Ok(field::joint_committee(t).ok())
            }),
            Tag::WorkerType => faults.read(xml, tag, worker_type, |t| field::code(t, 3)),
            _ => xml.skip(),
        }
    }

    fn finish(
        self,
        form: &Place,
        faults: &mut Faults,
    ) -> Option<(jiff::civil::DateTime, Option<Employer>, Event)> {
        self.identification.require(Tag::Identification, form, faults);
        self.status.require(Tag::AttestationStatus, form, faults);
        let date = self.date.require(Tag::FormCreationDate, form, faults);
        let time = self.time.require(Tag::FormCreationHour, form, faults);
        let Some((tag, body)) = self.body else {
            faults.push(form.missing(Tag::DimonaIn));
            return None;
        };
        if let (Slot::Good(start), Slot::Good(end)) = (&self.start, &self.end)
            && end < start
        {
            let anomaly = Anomaly::new(Zone::EndDate, Fault::EndBeforeStart);
            let path = format!("{}/{}", body.path, Tag::EndingDate.name());
            faults.push(anomaly.at(path).in_file(self.end_at.line, self.end_at.column));
        }
        let employer = Employer {
            enterprise_number: self.enterprise.good().flatten(),
            nsso_number: self.nsso.good().flatten(),
        };
        let named = employer.enterprise_number.is_some() || employer.nsso_number.is_some();
        if !named && (tag == Tag::DimonaIn || self.has_employer) && faults.is_empty() {
            faults.push(body.mark(Anomaly::new(Zone::Employer, Fault::Missing)));
        }
        let period = match tag {
            Tag::DimonaIn | Tag::DailyRegistrationDeclaration => self.period.good(),
            _ => self.period.require(Tag::DimonaPeriodId, &body, faults),
        };
        let event = match tag {
            Tag::DimonaIn => {
                let person = self.person.as_ref().unwrap_or(&body);
                let ssin = match self.ssin {
                    Slot::Good(None) => Slot::Absent,
                    other => other,
                };
                let start = self.start.require(Tag::StartingDate, &body, faults);
                Event::In(In {
                    period,
                    ssin: ssin.require(Tag::Inss, person, faults).flatten()?,
                    given_name: self.given_name.good(),
                    family_name: self.family_name.good(),
                    start: start?,
                    end: self.end.good(),
                    joint_committee: self.joint_committee.good().flatten(),
                    worker_type: self.worker_type.good(),
                })
            }
            Tag::DimonaOut => {
                let end = self.end.require(Tag::EndingDate, &body, faults);
                Event::Out { period: period?, end: end?, ssin: self.ssin.good().flatten() }
            }
            Tag::DimonaUpdate => Event::Update {
                period: period?,
                start: self.start.good(),
                end: self.end.good(),
                ssin: self.ssin.good().flatten(),
            },
            Tag::DimonaCancel => {
                Event::Cancel { period: period?, ssin: self.ssin.good().flatten() }
            }
            _ => return None,
        };
        Some((date?.to_datetime(time?), named.then_some(employer), event))
    }
}
