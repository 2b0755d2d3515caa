//! Writers of both answers.

use std::io::{self, Write};

use fla_domain::identifier::EnterpriseNumber;
use fla_domain::reference::Reference;
use jiff::civil::DateTime;

use super::buffer::Buffer;
use super::{
    ACRF_ROOT, Acrf, AnomalyReport, FileReference, HandledForm, LONGEST_NAME, LONGEST_TEXT,
    NOTI_ROOT, NotiHeader, Reception,
};
use crate::declaration::Employer;

/// Characters of a code, a reference, an element's name.
const CODE: usize = 64;
/// Characters of a path.
const PATH: usize = 4096;

/// Writes an ACRF, and gives back what was written to.
pub fn write_acrf<W: Write>(mut out: W, acrf: &Acrf) -> io::Result<W> {
    let mut buffer = Buffer::default();
    buffer.begin(ACRF_ROOT, "FlaAcrf_20264.xsd");
    buffer.open("Form");
    // A file that is refused has its final answer; of one that is taken a NOTI follows.
    header(&mut buffer, "ACRF001", acrf.created, if acrf.taken { "PA" } else { "FA" });
    file_reference(&mut buffer, &acrf.file);
    reception(&mut buffer, acrf.reception);
    buffer.open("ReceptionResult");
    buffer.leaf("ResultCode", u8::from(acrf.taken));
    let mut told: Vec<&str> = Vec::new();
    for anomaly in &acrf.anomalies {
        if !told.contains(&&*anomaly.code) {
            buffer.text("ErrorID", &anomaly.code, CODE);
            told.push(&anomaly.code);
        }
    }
    for anomaly in &acrf.anomalies {
        report(&mut buffer, anomaly);
    }
    buffer.close("ReceptionResult");
    buffer.close("Form");
    buffer.0.push('\n');
    buffer.close(ACRF_ROOT);
    buffer.0.push('\n');
    out.write_all(buffer.0.as_bytes())?;
    out.flush()?;
    Ok(out)
}

/// Writes a NOTI form by form, one on each line.
pub struct NotiWriter<W> {
    out: W,
    buffer: Buffer,
    /// What each form begins with.
    head: String,
    /// What only the first form tells, until it is told.
    once: String,
}

impl<W: Write> NotiWriter<W> {
    /// Begins a file.
    pub fn new(mut out: W, noti: &NotiHeader) -> io::Result<Self> {
        let mut buffer = Buffer::default();
        buffer.begin(NOTI_ROOT, "FlaNoti_20264.xsd");
        out.write_all(buffer.0.as_bytes())?;
        let mut head = Buffer::default();
        header(&mut head, "NOTI001", noti.created, "FA");
        file_reference(&mut head, &noti.file);
        let mut once = Buffer::default();
        reception(&mut once, noti.reception);
        if let Some(sender) = noti.sender {
            once.open("HandledOriginalFile");
            once.leaf("SenderId", format_args!("{sender:06}"));
            once.close("HandledOriginalFile");
        }
        Ok(Self { out, buffer, head: head.0, once: once.0 })
    }

    /// Writes what became of a form.
    pub fn form(&mut self, form: &HandledForm) -> io::Result<()> {
        let buffer = &mut self.buffer;
        buffer.0.clear();
        buffer.open("Form");
        buffer.0.push_str(&self.head);
        buffer.0.push_str(&std::mem::take(&mut self.once));
        original(buffer, form);
        employer(buffer, &form.employer);
        if let Some(ticket) = &form.ticket {
            buffer.open("HandledReference");
            reference(buffer, "1", "2", ticket);
            buffer.close("HandledReference");
        }
        buffer.open("HandlingResult");
        buffer.leaf("ResultCode", u8::from(form.accepted));
        for anomaly in &form.anomalies {
            report(buffer, anomaly);
        }
        if form.more > 0 {
            buffer.leaf("MoreAnomaliesNbr", form.more);
        }
        buffer.close("HandlingResult");
        application_data(buffer, form);
        buffer.close("Form");
        buffer.0.push('\n');
        self.out.write_all(buffer.0.as_bytes())
    }

    /// Ends the file and gives back what was written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.buffer.0.clear();
        self.buffer.close(NOTI_ROOT);
        self.buffer.0.push('\n');
        self.out.write_all(self.buffer.0.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn header(buffer: &mut Buffer, identification: &str, created: DateTime, kind: &str) {
    buffer.leaf("Identification", identification);
    moment(buffer, "FormCreationDate", "FormCreationHour", created);
    buffer.leaf("AttestationStatus", 0);
    buffer.leaf("TypeForm", kind);
}

fn moment(buffer: &mut Buffer, date: &str, hour: &str, at: DateTime) {
    buffer.leaf(date, at.date());
    let thousandths = at.subsec_nanosecond() / 1_000_000;
    let (h, m, s) = (at.hour(), at.minute(), at.second());
    buffer.leaf(hour, format_args!("{h:02}:{m:02}:{s:02}.{thousandths:03}"));
}

fn file_reference(buffer: &mut Buffer, file: &FileReference) {
    buffer.open("FileReference");
    buffer.text("FileName", &file.name, LONGEST_NAME);
    if let Some(ticket) = &file.ticket {
        buffer.leaf("ReferenceOrigin", 2);
        buffer.text("ReferenceNbr", ticket, CODE);
    }
    buffer.close("FileReference");
}

fn reception(buffer: &mut Buffer, reception: Option<Reception>) {
    let Some(reception) = reception else { return };
    buffer.open("FileReceptionInformation");
    moment(buffer, "ReceptionDate", "ReceptionHour", reception.at);
    buffer.leaf("Channel", reception.channel.code());
    buffer.close("FileReceptionInformation");
}

fn reference(buffer: &mut Buffer, kind: &str, origin: &str, number: &str) {
    buffer.leaf("ReferenceType", kind);
    buffer.leaf("ReferenceOrigin", origin);
    buffer.text("ReferenceNbr", number, CODE);
}

fn original(buffer: &mut Buffer, form: &HandledForm) {
    buffer.open("HandledOriginalForm");
    buffer.leaf("FormSequenceNbr", form.n);
    buffer.leaf("Identification", "FLAC001");
    moment(buffer, "FormCreationDate", "FormCreationHour", form.created);
    buffer.leaf("AttestationStatus", form.status);
    buffer.leaf("TypeForm", "SU");
    buffer.open("Reference");
    reference(buffer, "1", "1", &form.reference);
    buffer.close("Reference");
    buffer.close("HandledOriginalForm");
}

fn employer(buffer: &mut Buffer, employer: &Employer) {
    buffer.open("EmployerId");
    if let Some(number) = employer.nsso_number {
        buffer.leaf("NOSSRegistrationNbr", number.value());
    }
    if let Some(number) = employer.enterprise_number.as_ref().map(EnterpriseNumber::digits) {
        buffer.leaf("CompanyID", number);
    }
    buffer.close("EmployerId");
}

fn report(buffer: &mut Buffer, anomaly: &AnomalyReport) {
    buffer.open("AnomalyReport");
    buffer.text("ErrorID", &anomaly.code, CODE);
    buffer.optional("TagName", anomaly.tag.as_deref(), CODE);
    buffer.optional("Value", anomaly.value.as_deref(), LONGEST_TEXT);
    buffer.leaf("AnomalyClass", anomaly.class.code());
    buffer.text("AnomalyLabel", &anomaly.label, LONGEST_TEXT);
    let location = anomaly.location();
    if anomaly.line.is_some() || anomaly.column.is_some() || location.is_some() {
        buffer.open("AnomalyLocation");
        if let Some(line) = anomaly.line {
            buffer.leaf("LineNbr", line);
        }
        if let Some(column) = anomaly.column {
            buffer.leaf("ColumnNbr", column);
        }
        buffer.optional("Location", location.as_deref(), PATH);
        buffer.close("AnomalyLocation");
    }
    buffer.optional("Path", anomaly.path.as_deref(), PATH);
    buffer.text("AnomalyMend", &anomaly.mend, LONGEST_TEXT);
    buffer.close("AnomalyReport");
}

fn application_data(buffer: &mut Buffer, form: &HandledForm) {
    if form.training.is_none() && form.people.is_empty() {
        return;
    }
    buffer.open("ApplicationData");
    if let Some(training) = &form.training {
        buffer.open("HandledTraining");
        buffer.leaf("TrainingID", training.id);
        let own = training.reference.as_ref().map(Reference::as_str);
        buffer.optional("TrainingUserReference", own, CODE);
        if let Some(version) = training.version {
            buffer.leaf("TrainingVersionNbr", version);
        }
        buffer.close("HandledTraining");
    }
    for person in &form.people {
        buffer.open("HandledEmployee");
        buffer.leaf("EmployeeID", person.id);
        let own = person.reference.as_ref().map(Reference::as_str);
        buffer.optional("EmployeeUserReference", own, CODE);
        let own = person.participant.as_ref().map(Reference::as_str);
        buffer.optional("ParticipantUserReference", own, CODE);
        buffer.close("HandledEmployee");
    }
    buffer.close("ApplicationData");
}
