//! Faults of rule files: where, what is wrong, how to mend it.

use std::fmt;
use std::ops::Range;

use crate::anomaly::{Anomaly, Fault, Zone};

/// A fault of a rule file. The words are English: they are for who maintains the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFault {
    /// The file; empty where the fault is of all files together.
    pub file: String,
    /// The rule or convention, where its identifier could be read.
    pub rule: Option<String>,
    /// What is wrong.
    pub wrong: String,
    /// How to mend it.
    pub mend: String,
    /// The same for machines: zone [`Zone::Rule`], the key as path, line and column from 1.
    pub anomaly: Anomaly,
}

impl fmt::Display for RuleFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.anomaly.line.unwrap_or(1);
        let column = self.anomaly.column.unwrap_or(1);
        if !self.file.is_empty() {
            write!(f, "{}:{line}:{column}: ", self.file)?;
        }
        write!(f, "{}", self.anomaly.code())?;
        if let Some(rule) = &self.rule {
            write!(f, " {rule}")?;
        }
        if !self.anomaly.path.is_empty() {
            write!(f, " {}", self.anomaly.path)?;
        }
        write!(f, ": {}. {}.", self.wrong, self.mend)
    }
}

impl std::error::Error for RuleFault {}

/// What is wrong and how to mend it, before it has a place.
pub(super) struct Complaint {
    pub fault: Fault,
    pub wrong: String,
    pub mend: String,
}

/// A complaint.
pub(super) fn complaint(
    fault: Fault,
    wrong: impl Into<String>,
    mend: impl Into<String>,
) -> Complaint {
    Complaint { fault, wrong: wrong.into(), mend: mend.into() }
}

/// A place in a file: of a rule that was read well but does not go with others.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub file: String,
    pub line: u64,
    pub column: u64,
}

impl Place {
    /// A fault at this place.
    pub fn fault(&self, rule: Option<&str>, path: &str, complaint: Complaint) -> RuleFault {
        let mut anomaly = Anomaly::new(Zone::Rule, complaint.fault)
            .at(path)
            .in_file(self.line, self.column)
            .with("file", &self.file);
        if let Some(rule) = rule {
            anomaly = anomaly.with("rule", rule);
        }
        RuleFault {
            file: self.file.clone(),
            rule: rule.map(str::to_owned),
            wrong: complaint.wrong,
            mend: complaint.mend,
            anomaly,
        }
    }
}

/// The faults of one file while it is read.
pub(super) struct Faults<'f> {
    file: &'f str,
    text: &'f str,
    /// The rule being read.
    pub rule: Option<String>,
    pub found: Vec<RuleFault>,
}

impl<'f> Faults<'f> {
    pub fn new(file: &'f str, text: &'f str) -> Self {
        Self { file, text, rule: None, found: Vec::new() }
    }

    /// Line and column of a byte.
    pub fn place(&self, byte: usize) -> Place {
        let before = self.text.get(..byte).unwrap_or(self.text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Place { file: self.file.to_owned(), line: wide(line), column: wide(column) }
    }

    /// Notes a fault at a stretch of the file.
    pub fn add(&mut self, span: &Range<usize>, path: &str, complaint: Complaint) {
        let fault = self.place(span.start).fault(self.rule.as_deref(), path, complaint);
        self.found.push(fault);
    }
}

fn wide(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}
