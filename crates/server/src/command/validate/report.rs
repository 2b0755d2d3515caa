//! What was found, as text, as JSON or as the answer of a register, while it is found.

use std::fs::File;
use std::io::{self, BufWriter, Seek as _, Stdout, Write as _};

use fla_domain::anomaly::Anomaly;
use fla_domain::language::Language;
use fla_formats::answer::{
    Acrf, AnomalyReport, FileReference, HandledForm, NotiHeader, NotiWriter, write_acrf,
};
use fla_formats::batch_file::code::Code as _;
use fla_formats::batch_file::{EmployerId, Form, Limits, RULES_VERSION, SCHEMA_VERSION, Stage};
use fla_formats::declaration::Employer;
use fla_web::i18n::T;
use fla_web::view::{batch_stage, batch_verdict};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Checked, anomalies};
use crate::cli::Report;

/// Where a report goes.
pub(super) struct Reporter {
    report: Report,
    t: T,
    today: Date,
    out: BufWriter<Stdout>,
    /// The file that is read, as it was given.
    path: String,
    name: String,
    files: u64,
    /// Forms of the file that are in the document already.
    told: u64,
    noti: Option<NotiWriter<BufWriter<File>>>,
}

impl Reporter {
    pub(super) fn new(report: Report, language: Language, today: Date) -> Self {
        Self {
            report,
            t: T::new(language),
            today,
            out: BufWriter::new(io::stdout()),
            path: String::new(),
            name: String::new(),
            files: 0,
            told: 0,
            noti: None,
        }
    }

    pub(super) fn begin(&mut self) -> io::Result<()> {
        if self.report != Report::Json {
            return Ok(());
        }
        let (program, on) = (env!("CARGO_PKG_VERSION"), self.today);
        write!(
            self.out,
            "{{\"program\":\"{program}\",\"schema\":\"{SCHEMA_VERSION}\",\
             \"rules\":\"{RULES_VERSION}\",\"checkedOn\":\"{on}\",\"files\":["
        )
    }

    /// A file begins.
    pub(super) fn file(
        &mut self,
        path: &str,
        name: &str,
        bytes: u64,
        sha256: &str,
    ) -> io::Result<()> {
        path.clone_into(&mut self.path);
        name.clone_into(&mut self.name);
        self.told = 0;
        if self.report == Report::Json {
            let comma = if self.files > 0 { "," } else { "" };
            let name = Value::from(path);
            write!(
                self.out,
                "{comma}{{\"name\":{name},\"bytes\":{bytes},\"sha256\":\"{sha256}\",\"refused\":["
            )?;
        }
        self.files += 1;
        Ok(())
    }

    /// A form was read.
    pub(super) fn form(&mut self, form: &Form) -> io::Result<()> {
        match self.report {
            Report::Text => anomalies(form).iter().try_for_each(|anomaly| self.line(anomaly)),
            Report::Json if form.body.is_err() => {
                let comma = if self.told > 0 { "," } else { "" };
                self.told += 1;
                let found: Vec<_> = anomalies(form).iter().map(|a| self.json(a)).collect();
                let kind = form.kind.map(fla_formats::batch_file::Kind::element);
                let refused = json!({
                    "form": form.n,
                    "reference": form.reference.as_str(),
                    "block": kind,
                    "line": form.line,
                    "column": form.column,
                    "anomalies": found,
                });
                write!(self.out, "{comma}{refused}")
            }
            Report::Json => Ok(()),
            Report::Noti => self.handled(form),
        }
    }

    /// The whole file would be refused.
    pub(super) fn whole(&mut self, anomaly: &Anomaly) -> io::Result<()> {
        match self.report {
            Report::Text => self.line(anomaly),
            Report::Json => {
                let fault = self.json(anomaly);
                write!(self.out, "],\"fault\":{fault}")
            }
            Report::Noti => {
                self.noti = None;
                let acrf = Acrf {
                    created: self.today.at(0, 0, 0, 0),
                    file: self.reference(),
                    reception: None,
                    taken: false,
                    anomalies: vec![self.reported(anomaly)],
                };
                self.out.write_all(&write_acrf(Vec::new(), &acrf)?)
            }
        }
    }

    pub(super) fn file_end(&mut self, checked: &Checked) -> io::Result<()> {
        let verdict = batch_verdict(self.t, checked.forms, checked.refused);
        match self.report {
            Report::Text => writeln!(self.out, "{}: {verdict}", self.path),
            Report::Json => {
                let close = if checked.refused.is_some() { "]" } else { "" };
                let forms = checked.forms;
                let refused = checked.refused.map_or_else(|| "null".to_owned(), |n| n.to_string());
                let conforms = checked.conforms();
                write!(
                    self.out,
                    "{close},\"forms\":{forms},\"refusedForms\":{refused},\"conforms\":{conforms}}}"
                )
            }
            Report::Noti => match self.noti.take() {
                Some(noti) => {
                    let mut kept = noti.finish()?.into_inner()?;
                    kept.rewind()?;
                    io::copy(&mut kept, &mut self.out).map(drop)
                }
                None => Ok(()),
            },
        }
    }

    pub(super) fn end(&mut self, conforms: bool) -> io::Result<()> {
        if self.report == Report::Json {
            writeln!(self.out, "],\"conforms\":{conforms}}}")?;
        }
        self.out.flush()
    }

    fn line(&mut self, anomaly: &Anomaly) -> io::Result<()> {
        let text = self.t.anomaly(anomaly);
        let stage = batch_stage(self.t, Stage::of(anomaly).code());
        let (line, column) = (anomaly.line.unwrap_or(1), anomaly.column.unwrap_or(1));
        let (path, place) = (&self.path, &anomaly.path);
        let (code, message, mend) = (text.code, text.message, text.mend);
        writeln!(self.out, "{path}:{line}:{column}: {code} [{stage}] {place}: {message} {mend}")
    }

    fn json(&self, anomaly: &Anomaly) -> Value {
        let text = self.t.anomaly(anomaly);
        json!({
            "code": text.code,
            "stage": Stage::of(anomaly).code(),
            "line": anomaly.line,
            "column": anomaly.column,
            "path": anomaly.path,
            "element": anomaly.args.get("element"),
            "value": anomaly.args.get("value"),
            "message": text.message,
            "mend": text.mend,
        })
    }

    fn reference(&self) -> FileReference {
        FileReference { name: self.name.clone(), ticket: None }
    }

    fn reported(&self, anomaly: &Anomaly) -> AnomalyReport {
        let text = self.t.anomaly(anomaly);
        AnomalyReport::new(anomaly, text.message, text.mend)
    }

    /// Adds a form to the answer, which is kept in a file of its own until all is read: the whole
    /// may yet be refused.
    fn handled(&mut self, form: &Form) -> io::Result<()> {
        let mut noti = if let Some(noti) = self.noti.take() {
            noti
        } else {
            let created = self.today.at(0, 0, 0, 0);
            let file = self.reference();
            let header = NotiHeader { created, file, reception: None, sender: None };
            NotiWriter::new(BufWriter::new(tempfile::tempfile()?), &header)?
        };
        let listed = anomalies(form).iter().take(Limits::ANOMALIES);
        let more = anomalies(form).get(Limits::ANOMALIES).and_then(|a| a.args.get("count"));
        noti.form(&HandledForm {
            n: form.n,
            created: form.created,
            status: form.status.digit().parse().unwrap_or(0),
            reference: form.reference.to_string(),
            employer: match &form.employer {
                EmployerId::Company(number) => {
                    Employer { enterprise_number: Some(number.clone()), nsso_number: None }
                }
                EmployerId::Nsso(number) => {
                    Employer { enterprise_number: None, nsso_number: Some(*number) }
                }
            },
            ticket: None,
            accepted: form.body.is_ok(),
            anomalies: listed.map(|anomaly| self.reported(anomaly)).collect(),
            more: more.and_then(|n| n.parse().ok()).unwrap_or(0),
            training: None,
            people: Vec::new(),
        })?;
        self.noti = Some(noti);
        Ok(())
    }
}
