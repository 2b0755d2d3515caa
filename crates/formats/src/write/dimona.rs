//! Dimona files.

use std::io::{self, Write};

use fla_domain::identifier::{EnterpriseNumber, Ssin};
use jiff::civil::DateTime;

use super::tree::Tree;
use crate::declaration::Employer;
use crate::dimona::{Event, In};

const ROOT: &str = "Dimona";
/// The joint committees that the declaration can name (`JointCommissionNbr` in the schema of Dimona).
const NAMED: [&str; 8] = ["124", "140", "144", "145", "149", "302", "320", "322"];
/// Their value for all others.
const ANY_OTHER: &str = "XXX";

/// Writes a Dimona file declaration by declaration.
pub struct DimonaWriter<W> {
    tree: Tree<W>,
    forms: u64,
}

impl<W: Write> DimonaWriter<W> {
    /// Begins a file; at least one declaration must follow.
    pub fn new(out: W) -> io::Result<Self> {
        Ok(Self { tree: Tree::new(out, ROOT, "Dimona_20231.xsd")?, forms: 0 })
    }

    /// Writes a declaration in a form of its own.
    pub fn declaration(
        &mut self,
        created: DateTime,
        employer: Option<&Employer>,
        event: &Event,
    ) -> io::Result<()> {
        self.forms += 1;
        let reference = format!("D{:07}", self.forms);
        self.tree.form("DIMONA", created, &reference)?;
        let tree = &mut self.tree;
        let name = match event {
            Event::In(_) => "DimonaIn",
            Event::Out { .. } => "DimonaOut",
            Event::Update { .. } => "DimonaUpdate",
            Event::Cancel { .. } => "DimonaCancel",
        };
        tree.open(name)?;
        match event {
            Event::In(begin) => {
                tree.optional("DimonaPeriodId", begin.period)?;
                tree.leaf("StartingDate", begin.start)?;
                tree.optional("EndingDate", begin.end)?;
                self.employer(employer)?;
                self.begin(begin)?;
            }
            Event::Out { period, end, ssin } => {
                tree.leaf("DimonaPeriodId", period)?;
                tree.leaf("EndingDate", end)?;
                tree.optional("INSS", ssin.as_ref().map(Ssin::digits))?;
                self.employer(employer)?;
            }
            Event::Update { period, start, end, ssin } => {
                tree.leaf("DimonaPeriodId", period)?;
                tree.optional("StartingDate", *start)?;
                tree.optional("EndingDate", *end)?;
                tree.optional("INSS", ssin.as_ref().map(Ssin::digits))?;
                self.employer(employer)?;
            }
            Event::Cancel { period, ssin } => {
                tree.leaf("DimonaPeriodId", period)?;
                tree.optional("INSS", ssin.as_ref().map(Ssin::digits))?;
                self.employer(employer)?;
            }
        }
        self.tree.close(name)?;
        self.tree.close("Form")
    }

    /// Ends the file and gives back what was written to.
    pub fn finish(self) -> io::Result<W> {
        self.tree.finish(ROOT)
    }

    fn employer(&mut self, employer: Option<&Employer>) -> io::Result<()> {
        let Some(employer) = employer else { return Ok(()) };
        let tree = &mut self.tree;
        tree.open("EmployerId")?;
        if let Some(number) = employer.nsso_number {
            let provisional = number.value() >= 5_000_000_000;
            let name = if provisional { "ProvisionalNSSONbr" } else { "NOSSRegistrationNbr" };
            tree.leaf(name, number.value())?;
        }
        let enterprise = employer.enterprise_number.as_ref();
        tree.optional("CompanyID", enterprise.map(EnterpriseNumber::digits))?;
        tree.close("EmployerId")
    }

    fn begin(&mut self, begin: &In) -> io::Result<()> {
        let tree = &mut self.tree;
        tree.open("NaturalPerson")?;
        tree.leaf("INSS", begin.ssin.digits())?;
        tree.optional("WorkerName", begin.family_name.as_deref())?;
        tree.optional("WorkerFirstName", begin.given_name.as_deref())?;
        tree.close("NaturalPerson")?;
        tree.open("DimonaFeatures")?;
        let named = begin.joint_committee.as_ref().filter(|code| NAMED.contains(&code.code()));
        tree.leaf("JointCommissionNbr", named.map_or(ANY_OTHER, |code| code.code()))?;
        tree.leaf("WorkerType", begin.worker_type.as_deref().unwrap_or("OTH"))?;
        tree.close("DimonaFeatures")
    }
}
