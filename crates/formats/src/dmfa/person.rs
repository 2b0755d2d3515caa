//! One person of a declaration, with all worker records and occupations.

use std::io::Read;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{JointCommittee, Ssin};
use fla_domain::occupation::Occupation;
use fla_domain::quantity::Fraction;
use fla_domain::time::Quarter;
use jiff::civil::Date;

use super::{Item, Person, Unreadable};
use crate::Limits;
use crate::field::{self, Faults, Place, Slot};
use crate::reason::Reason;
use crate::tag::Tag;
use crate::xml::{Child, Position, Xml};

/// Compensation for the end of a contract, expressed in working time.
const SEVERANCE: u64 = 3;

#[derive(Default)]
struct Draft {
    /// The declared quarter.
    quarter: Option<Quarter>,
    faults: Faults,
    sequence: Slot<u64>,
    ssin: Slot<Ssin>,
    given_name: Slot<String>,
    family_name: Slot<String>,
    records: u32,
    occupations: Vec<Occupation>,
    local_unit: Option<u64>,
}

/// Reads the person whose start tag was just read, up to its end.
///
/// The error is a fault of the whole file; what is wrong with the person is in the item.
pub(super) fn read<R: Read>(xml: &mut Xml<R>, quarter: Option<Quarter>) -> Result<Item, Anomaly> {
    let at = xml.position();
    let mut draft = Draft { quarter, ..Draft::default() };
    loop {
        match xml.child()? {
            Child::Element(tag) => draft.child(xml, tag)?,
            Child::Text => draft.faults.text(xml),
            Child::End => return Ok(draft.finish(xml, at)),
        }
    }
}

impl Draft {
    fn child<R: Read>(&mut self, xml: &mut Xml<R>, tag: Tag) -> Result<(), Anomaly> {
        let Self { faults, sequence, ssin, given_name, family_name, .. } = self;
        match tag {
            Tag::NaturalPersonSequenceNbr => {
                faults.read(xml, tag, sequence, |t| field::number(t, 7))
            }
            Tag::Inss => faults.read(xml, tag, ssin, field::ssin),
            Tag::WorkerFirstName => {
                faults.read(xml, tag, given_name, |t| field::name(t, tag.zone()))
            }
            Tag::WorkerName => faults.read(xml, tag, family_name, |t| field::name(t, tag.zone())),
            Tag::WorkerRecord => self.worker_record(xml),
            _ => xml.skip(),
        }
    }

    fn worker_record<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<(), Anomaly> {
        self.records += 1;
        xml.number(self.records);
        let mut count = 0;
        loop {
            match xml.child()? {
                Child::Element(Tag::Occupation) => {
                    count += 1;
                    xml.number(count);
                    self.occupation(xml)?;
                }
                Child::Element(Tag::LocalUnitId) => self.local_unit(xml)?,
                Child::Element(_) => xml.skip()?,
                Child::Text => self.faults.text(xml),
                Child::End => return Ok(()),
            }
        }
    }

    /// Keeps the first establishment unit that is given; the register can do without, so one
    /// that cannot be read is passed over.
    fn local_unit<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<(), Anomaly> {
        xml.leaf()?;
        let unit = field::number(xml.text(), 10).ok().filter(|unit| *unit > 0);
        self.local_unit = self.local_unit.or(unit);
        Ok(())
    }

    fn occupation<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<(), Anomaly> {
        let at = xml.position();
        let mut line = OccupationDraft::default();
        loop {
            match xml.child()? {
                Child::Element(Tag::LocalUnitId) => self.local_unit(xml)?,
                Child::Element(tag) => line.child(xml, tag, &mut self.faults)?,
                Child::Text => self.faults.text(xml),
                Child::End => break,
            }
        }
        if line.is_severance() {
            // See [`Person::occupations`].
            return Ok(());
        }
        let place = || Place { path: xml.path(), at };
        if self.occupations.len() == Limits::OCCUPATIONS {
            let anomaly = Reason::TooMany.anomaly().with("limit", Limits::OCCUPATIONS);
            self.faults.push(place().mark(anomaly.with("element", Tag::Occupation.name())));
        } else if let Some(occupation) = line.finish(place, &mut self.faults)
            && self.quarter.is_none_or(|quarter| occupation.start <= quarter.last_day())
        {
            self.occupations.push(occupation);
        }
        Ok(())
    }

    fn finish<R: Read>(mut self, xml: &Xml<R>, at: Position) -> Item {
        let faults = &mut self.faults;
        let sequence_nbr = self.sequence.good().and_then(|n| u32::try_from(n).ok());
        if self.ssin.is_absent() || self.records == 0 {
            let place = Place { path: xml.path(), at };
            if self.records == 0 {
                faults.push(place.missing(Tag::WorkerRecord));
            }
            self.ssin = self.ssin.require(Tag::Inss, &place, faults).map_or(Slot::Bad, Slot::Good);
        }
        match self.ssin.good() {
            Some(ssin) if faults.is_empty() => Item::Person(Person {
                line: at.line,
                column: at.column,
                sequence_nbr,
                ssin,
                given_name: self.given_name.good(),
                family_name: self.family_name.good(),
                occupations: self.occupations,
                local_unit: self.local_unit,
            }),
            ssin => Item::Unreadable(Unreadable {
                line: at.line,
                column: at.column,
                sequence_nbr,
                ssin,
                anomalies: faults.take(),
            }),
        }
    }
}

#[derive(Default)]
struct OccupationDraft {
    start: Slot<Date>,
    end: Slot<Date>,
    end_at: Position,
    joint_committee: Slot<JointCommittee>,
    contract: Slot<&'static str>,
    s: Slot<u32>,
    q: Slot<u32>,
    /// What is paid under the code of severance, and under any other.
    severance: u32,
    pay: u32,
}

impl OccupationDraft {
    fn child<R: Read>(
        &mut self,
        xml: &mut Xml<R>,
        tag: Tag,
        faults: &mut Faults,
    ) -> Result<(), Anomaly> {
        let zone = tag.zone();
        match tag {
            Tag::OccupationStartingDate => {
                faults.read(xml, tag, &mut self.start, |t| field::date(t, zone))
            }
            Tag::OccupationEndingDate => {
                self.end_at = xml.position();
                faults.read(xml, tag, &mut self.end, |t| field::date(t, zone))
            }
            Tag::JointCommissionNbr => {
                faults.read(xml, tag, &mut self.joint_committee, field::joint_committee)
            }
            Tag::ContractType => {
                faults.read(xml, tag, &mut self.contract, |t| field::one_of(t, &["0", "1"]))
            }
            Tag::RefMeanWorkingHours => {
                faults.read(xml, tag, &mut self.s, |t| field::hours(t, zone, 1))
            }
            Tag::MeanWorkingHours => {
                faults.read(xml, tag, &mut self.q, |t| field::hours(t, zone, 0))
            }
            Tag::Remun => self.remuneration(xml, faults),
            _ => xml.skip(),
        }
    }

    /// Only tells severance from other pay; a code that cannot be read is of other pay.
    fn remuneration<R: Read>(
        &mut self,
        xml: &mut Xml<R>,
        faults: &mut Faults,
    ) -> Result<(), Anomaly> {
        let mut severance = false;
        loop {
            match xml.child()? {
                Child::Element(Tag::RemunCode) => {
                    xml.leaf()?;
                    severance = field::number(xml.text(), 3).is_ok_and(|code| code == SEVERANCE);
                }
                Child::Element(_) => xml.skip()?,
                Child::Text => faults.text(xml),
                Child::End => break,
            }
        }
        if severance {
            self.severance += 1;
        } else {
            self.pay += 1;
        }
        Ok(())
    }

    /// Whether nothing but severance is paid for it.
    fn is_severance(&self) -> bool {
        self.severance > 0 && self.pay == 0
    }

    fn finish(self, place: impl Fn() -> Place, faults: &mut Faults) -> Option<Occupation> {
        let fraction = self.fraction(&place, faults);
        for (absent, tag) in [
            (self.start.is_absent(), Tag::OccupationStartingDate),
            (self.joint_committee.is_absent(), Tag::JointCommissionNbr),
        ] {
            if absent {
                faults.push(place().missing(tag));
            }
        }
        let ended = !self.end.is_absent();
        let (start, end) = (self.start.good()?, self.end.good());
        if ended && end.is_none() {
            return None;
        }
        if end.is_some_and(|end| end < start) {
            let path = format!("{}/{}", place().path, Tag::OccupationEndingDate.name());
            let anomaly = Anomaly::new(Zone::EndDate, Fault::EndBeforeStart);
            faults.push(anomaly.at(path).in_file(self.end_at.line, self.end_at.column));
            return None;
        }
        Some(Occupation {
            start,
            end,
            joint_committee: self.joint_committee.good()?,
            fraction: fraction?,
        })
    }

    /// Q over S. A full-time contract of which Q, or both, is not given counts as full-time.
    fn fraction(&self, place: &impl Fn() -> Place, faults: &mut Faults) -> Option<Fraction> {
        let full_time = matches!(self.contract, Slot::Good("0"));
        match (&self.q, &self.s) {
            (Slot::Good(q), Slot::Good(s)) => Fraction::new(*q, *s).ok(),
            (Slot::Absent, Slot::Absent) if full_time => Some(Fraction::FULL),
            (Slot::Absent, Slot::Good(s)) if full_time => Fraction::new(*s, *s).ok(),
            (q, s) => {
                for (absent, tag) in [
                    (q.is_absent(), Tag::MeanWorkingHours),
                    (s.is_absent(), Tag::RefMeanWorkingHours),
                ] {
                    if absent {
                        faults.push(place().missing(tag));
                    }
                }
                None
            }
        }
    }
}
