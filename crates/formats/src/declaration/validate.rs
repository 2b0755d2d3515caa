//! A first pass over a whole file, before anything is changed.

use std::collections::BTreeMap;
use std::io::BufRead;

use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::{EnterpriseNumber, NssoNumber};
use fla_domain::time::Quarter;

use super::{Kind, Reader};
use crate::{dimona, dmfa};

/// An employer as a declaration names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Employer {
    /// CBE number, where given.
    pub enterprise_number: Option<EnterpriseNumber>,
    /// NSSO number, where given.
    pub nsso_number: Option<NssoNumber>,
}

/// Where something stands first in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line of the form, from 1.
    pub line: u64,
    /// Path of the element.
    pub path: String,
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Kind of declaration.
    pub kind: Kind,
    /// Forms, with those of which nothing is taken.
    pub forms: u64,
    /// Forms of a `DmfA` of which nothing is taken.
    pub refused: u64,
    /// Declared quarters, and where each stands first; none in a Dimona file.
    pub quarters: BTreeMap<Quarter, Place>,
    /// Employers named, up to [`Summary::EMPLOYERS`] of them, and where each stands first.
    pub employers: BTreeMap<Employer, Place>,
    /// Persons (`DmfA`) or declarations (Dimona) that can be read.
    pub readable: u64,
    /// Persons or declarations that cannot be read.
    pub unreadable: u64,
    /// Occupations of the persons that can be read.
    pub occupations: u64,
    /// What is wrong with the unreadable and refused, up to [`Summary::ANOMALIES`].
    pub anomalies: Vec<Anomaly>,
    /// How many anomalies are not listed.
    pub more_anomalies: u64,
}

impl Summary {
    /// Anomalies listed.
    pub const ANOMALIES: usize = 1000;
    /// Employers listed.
    pub const EMPLOYERS: usize = 10_000;

    fn new(kind: Kind) -> Self {
        Self {
            kind,
            forms: 0,
            refused: 0,
            quarters: BTreeMap::new(),
            employers: BTreeMap::new(),
            readable: 0,
            unreadable: 0,
            occupations: 0,
            anomalies: Vec::new(),
            more_anomalies: 0,
        }
    }

    fn employer(&mut self, employer: Employer, place: impl FnOnce() -> Place) {
        if self.employers.len() < Self::EMPLOYERS {
            self.employers.entry(employer).or_insert_with(place);
        }
    }

    fn list(&mut self, anomalies: &[Anomaly]) {
        for anomaly in anomalies {
            if self.anomalies.len() < Self::ANOMALIES {
                self.anomalies.push(anomaly.clone());
            } else {
                self.more_anomalies += 1;
            }
        }
    }

    fn dmfa(&mut self, item: &dmfa::Item) {
        match item {
            dmfa::Item::Header(header) => {
                self.forms += 1;
                let path = format!("DmfAOriginal/Form[{}]/EmployerDeclaration", header.form);
                let place = Place { line: header.line, path };
                let employer = Employer {
                    enterprise_number: header.enterprise_number.clone(),
                    nsso_number: header.nsso_number,
                };
                self.employer(employer, || place.clone());
                let path = format!("{}/Quarter", place.path);
                self.quarters.entry(header.quarter).or_insert(Place { path, ..place });
            }
            dmfa::Item::Person(person) => {
                self.readable += 1;
                self.occupations += u64::try_from(person.occupations.len()).unwrap_or(u64::MAX);
            }
            dmfa::Item::Unreadable(person) => {
                self.unreadable += 1;
                self.list(&person.anomalies);
            }
            dmfa::Item::Refused(form) => {
                self.forms += 1;
                self.refused += 1;
                self.list(&form.anomalies);
            }
        }
    }

    fn dimona(&mut self, item: dimona::Item) {
        self.forms += 1;
        match item {
            dimona::Item::Declaration(declaration) => {
                self.readable += 1;
                if let Some(employer) = declaration.employer {
                    let (line, form) = (declaration.line, declaration.form);
                    let place = || Place { line, path: format!("Dimona/Form[{form}]") };
                    self.employer(employer, place);
                }
            }
            dimona::Item::Unreadable(declaration) => {
                self.unreadable += 1;
                self.list(&declaration.anomalies);
            }
        }
    }
}

/// Reads a whole file and says what is in it, changing nothing.
///
/// It fails where the file as a whole cannot be read (not well-formed, not such a file), and
/// where every form of a `DmfA` is refused. Single persons, forms and declarations that cannot be
/// read are counted and listed in the summary; the rest can be taken.
pub fn validate<R: BufRead>(source: R) -> Result<Summary, Vec<Anomaly>> {
    validate_and(source, drop)
}

/// The same, and hands over what is understood of a `DmfA` on the way. It counts for nothing
/// until the file is read to its end.
pub fn validate_and<R: BufRead>(
    source: R,
    mut understood: impl FnMut(dmfa::Item),
) -> Result<Summary, Vec<Anomaly>> {
    let whole = |anomaly| vec![anomaly];
    let mut reader = Reader::open(source).map_err(whole)?;
    let mut summary = Summary::new(reader.kind());
    match &mut reader {
        Reader::Dmfa(reader) => {
            while let Some(item) = reader.next().map_err(whole)? {
                summary.dmfa(&item);
                understood(item);
            }
        }
        Reader::Dimona(reader) => {
            while let Some(item) = reader.next().map_err(whole)? {
                summary.dimona(item);
            }
        }
    }
    if summary.refused == summary.forms { Err(summary.anomalies) } else { Ok(summary) }
}
