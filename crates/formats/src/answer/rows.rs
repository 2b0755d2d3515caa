//! A NOTI as a table: a row for each anomaly, and one for each form that is accepted.

use std::io::{self, Write};

use fla_domain::cell::harmless;
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::reference::Reference;

use super::{AnomalyReport, HandledForm};

/// What the columns hold, by the names of the elements of the NOTI; titles in a language belong to
/// the pages.
pub const COLUMNS: [&str; 22] = [
    "FormSequenceNbr",
    "ReferenceNbr",
    "HandledReference",
    "CompanyID",
    "NOSSRegistrationNbr",
    "ResultCode",
    "AnomalyClass",
    "ErrorID",
    "AnomalyLabel",
    "AnomalyMend",
    "LineNbr",
    "ColumnNbr",
    "TagName",
    "Value",
    "Path",
    "TrainingID",
    "EmployeeID",
    "UserReference",
    "TrainingUserReference",
    "TrainingVersionNbr",
    "EmployeeUserReference",
    "ParticipantUserReference",
];

/// Writes such a table row by row: UTF-8 with its mark, semicolons between cells, as spreadsheets
/// in Belgium open it; no cell is taken for a formula.
pub struct NotiRows<W: Write> {
    out: csv::Writer<W>,
    row: [String; COLUMNS.len()],
}

impl<W: Write> NotiRows<W> {
    /// Begins a table with its titles.
    pub fn new(mut out: W, titles: &[impl AsRef<str>; COLUMNS.len()]) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut out = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        out.write_record(titles.iter().map(|title| harmless(title.as_ref())))?;
        Ok(Self { out, row: Default::default() })
    }

    /// Writes the rows of a form: that it is accepted, and each of its anomalies.
    pub fn form(&mut self, form: &HandledForm) -> io::Result<()> {
        self.common(form);
        if form.accepted {
            self.made(form);
            self.out.write_record(&self.row)?;
        }
        for anomaly in &form.anomalies {
            self.common(form);
            self.anomaly(anomaly);
            self.out.write_record(&self.row)?;
        }
        Ok(())
    }

    /// Ends the table and gives back what was written to.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }

    fn set(&mut self, column: usize, value: Option<impl AsRef<str>>) {
        self.row[column] = value.map_or_else(String::new, |value| harmless(value.as_ref()));
    }

    fn common(&mut self, form: &HandledForm) {
        self.row.iter_mut().for_each(String::clear);
        let employer = &form.employer;
        self.set(0, Some(form.n.to_string()));
        self.set(1, Some(&form.reference));
        self.set(2, form.ticket.as_ref());
        self.set(3, employer.enterprise_number.as_ref().map(EnterpriseNumber::digits));
        self.set(4, employer.nsso_number.map(|number| number.value().to_string()));
        self.set(5, Some(if form.accepted { "1" } else { "0" }));
    }

    fn anomaly(&mut self, anomaly: &AnomalyReport) {
        self.set(6, Some(anomaly.class.code()));
        self.set(7, Some(&anomaly.code));
        self.set(8, Some(&anomaly.label));
        self.set(9, Some(&anomaly.mend));
        self.set(10, anomaly.line.map(|line| line.to_string()));
        self.set(11, anomaly.column.map(|column| column.to_string()));
        self.set(12, anomaly.tag.as_ref());
        self.set(13, anomaly.value.as_ref());
        self.set(14, anomaly.path.as_ref());
    }

    /// What the form made. People are told where it is one; of a training with many they stand in
    /// the NOTI and in the register.
    fn made(&mut self, form: &HandledForm) {
        let person = if let [one] = &*form.people { Some(one) } else { None };
        let own = match &form.training {
            Some(training) => training.reference.as_ref(),
            None => person.and_then(|person| person.reference.as_ref()),
        };
        self.set(15, form.training.as_ref().map(|training| training.id.to_string()));
        self.set(16, person.map(|person| person.id.to_string()));
        self.set(17, own.map(Reference::as_str));
        let training = form.training.as_ref();
        let called = training.and_then(|training| training.reference.as_ref());
        self.set(18, called.map(Reference::as_str));
        let version = training.and_then(|training| training.version);
        self.set(19, version.map(|version| version.to_string()));
        let called = person.and_then(|person| person.reference.as_ref());
        self.set(20, called.map(Reference::as_str));
        let called = person.and_then(|person| person.participant.as_ref());
        self.set(21, called.map(Reference::as_str));
    }
}
