//! Readers of both answers: for tests, for `fla validate` and for software of senders.

use std::io::Read;

use fla_domain::anomaly::Anomaly;
use fla_domain::reference::Reference;

use super::tree::Node;
use super::{
    ACRF_ROOT, Acrf, AnomalyReport, Channel, Class, FileReference, HandledForm, HandledPerson,
    HandledTraining, NOTI_ROOT, NotiHeader, Reception,
};
use crate::declaration::Employer;
use crate::field::{stray_text, unexpected};
use crate::reason::Reason;
use crate::xml::{Child, Xml};

/// The reader of a file right after its root, which must be of that name.
fn open<R: Read>(source: R, root: &str) -> Result<Xml<R>, Anomaly> {
    let mut xml = Xml::new(source);
    xml.root()?;
    let found = xml.name();
    if found == root { Ok(xml) } else { Err(xml.fault((Reason::Root, Some(("root", found))))) }
}

/// The next form, or nothing at the end of the file.
fn next<R: Read>(xml: &mut Xml<R>, n: u32) -> Result<Option<Node>, Anomaly> {
    match xml.child()? {
        Child::Element(_) if xml.name() == "Form" => {
            xml.number(n);
            Node::read(xml).map(Some)
        }
        Child::Element(_) => Err(unexpected(xml)),
        Child::Text => Err(stray_text(xml)),
        Child::End => xml.finish().map(|()| None),
    }
}

/// Reads an ACRF.
pub fn read_acrf<R: Read>(source: R) -> Result<Acrf, Anomaly> {
    let mut xml = open(source, ACRF_ROOT)?;
    let Some(form) = next(&mut xml, 1)? else {
        return Err(xml.fault((Reason::Missing, Some(("element", "Form".to_owned())))));
    };
    let acrf = acrf(&form)?;
    match next(&mut xml, 2)? {
        Some(second) => Err(second.fault(Reason::Twice)),
        None => Ok(acrf),
    }
}

fn acrf(form: &Node) -> Result<Acrf, Anomaly> {
    form.one_of("Identification", &[("ACRF001", ())])?;
    let result = form.need("ReceptionResult")?;
    Ok(Acrf {
        created: form.moment("FormCreationDate", "FormCreationHour")?,
        file: file(form)?,
        reception: reception(form)?,
        taken: result.one_of("ResultCode", &[("0", false), ("1", true)])?,
        anomalies: result.all("AnomalyReport").map(report).collect::<Result<_, _>>()?,
    })
}

/// Reads a NOTI form by form.
pub struct NotiReader<R> {
    xml: Xml<R>,
    forms: u32,
    header: Option<NotiHeader>,
}

impl<R: Read> NotiReader<R> {
    /// The reader of a file.
    pub fn open(source: R) -> Result<Self, Anomaly> {
        Ok(Self { xml: open(source, NOTI_ROOT)?, forms: 0, header: None })
    }

    /// What all forms have in common; known once the first was read.
    pub fn header(&self) -> Option<&NotiHeader> {
        self.header.as_ref()
    }

    /// The next form; nothing after the last, once the whole file is found well-formed.
    #[expect(clippy::should_implement_trait, reason = "an error ends it, unlike an iterator's")]
    pub fn next(&mut self) -> Result<Option<HandledForm>, Anomaly> {
        self.forms = self.forms.saturating_add(1);
        let Some(form) = next(&mut self.xml, self.forms)? else { return Ok(None) };
        form.one_of("Identification", &[("NOTI001", ())])?;
        if self.header.is_none() {
            self.header = Some(header(&form)?);
        }
        handled(&form).map(Some)
    }
}

fn header(form: &Node) -> Result<NotiHeader, Anomaly> {
    let original = form.find("HandledOriginalFile")?;
    Ok(NotiHeader {
        created: form.moment("FormCreationDate", "FormCreationHour")?,
        file: file(form)?,
        reception: reception(form)?,
        sender: original.map(|file| file.value("SenderId")).transpose()?,
    })
}

fn handled(form: &Node) -> Result<HandledForm, Anomaly> {
    let original = form.need("HandledOriginalForm")?;
    let employer = form.need("EmployerId")?;
    let result = form.need("HandlingResult")?;
    let reference = form.find("HandledReference")?;
    let data = form.find("ApplicationData")?;
    let people = data.into_iter().flat_map(|data| data.all("HandledEmployee"));
    let made = data.map(|data| data.find("HandledTraining")).transpose()?.flatten();
    Ok(HandledForm {
        n: original.value("FormSequenceNbr")?,
        created: original.moment("FormCreationDate", "FormCreationHour")?,
        status: original.one_of("AttestationStatus", &[("0", 0), ("1", 1), ("3", 3)])?,
        reference: original.need("Reference")?.text("ReferenceNbr")?,
        employer: Employer {
            enterprise_number: employer.maybe("CompanyID")?,
            nsso_number: employer.maybe("NOSSRegistrationNbr")?,
        },
        ticket: reference.map(|reference| reference.text("ReferenceNbr")).transpose()?,
        accepted: result.one_of("ResultCode", &[("0", false), ("1", true)])?,
        anomalies: result.all("AnomalyReport").map(report).collect::<Result<_, _>>()?,
        more: result.maybe("MoreAnomaliesNbr")?.unwrap_or(0),
        training: made.map(training).transpose()?,
        people: people.map(person).collect::<Result<_, _>>()?,
    })
}

fn file(form: &Node) -> Result<FileReference, Anomaly> {
    let file = form.need("FileReference")?;
    Ok(FileReference { name: file.text("FileName")?, ticket: file.maybe_text("ReferenceNbr")? })
}

fn reception(form: &Node) -> Result<Option<Reception>, Anomaly> {
    let Some(reception) = form.find("FileReceptionInformation")? else { return Ok(None) };
    let at = reception.moment("ReceptionDate", "ReceptionHour")?;
    let channel = reception.one_of("Channel", &Channel::ALL.map(|c| (c.code(), c)))?;
    Ok(Some(Reception { at, channel }))
}

fn report(node: &Node) -> Result<AnomalyReport, Anomaly> {
    let place = node.find("AnomalyLocation")?;
    let number = |name| place.map(|place| place.maybe(name)).transpose().map(Option::flatten);
    Ok(AnomalyReport {
        code: node.text("ErrorID")?,
        tag: node.maybe_text("TagName")?,
        value: node.maybe_text("Value")?,
        class: node.one_of("AnomalyClass", &Class::ALL.map(|c| (c.code(), c)))?,
        label: node.text("AnomalyLabel")?,
        mend: node.text("AnomalyMend")?,
        line: number("LineNbr")?,
        column: number("ColumnNbr")?,
        path: node.maybe_text("Path")?,
    })
}

fn training(node: &Node) -> Result<HandledTraining, Anomaly> {
    Ok(HandledTraining {
        id: node.value("TrainingID")?,
        reference: node.maybe::<Reference>("TrainingUserReference")?,
        version: node.maybe("TrainingVersionNbr")?,
    })
}

fn person(node: &Node) -> Result<HandledPerson, Anomaly> {
    Ok(HandledPerson {
        id: node.value("EmployeeID")?,
        reference: node.maybe::<Reference>("EmployeeUserReference")?,
        participant: node.maybe::<Reference>("ParticipantUserReference")?,
    })
}
