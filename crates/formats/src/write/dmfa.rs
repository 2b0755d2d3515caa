//! `DmfA` files.

use std::io::{self, Write};

use fla_domain::identifier::{EnterpriseNumber, NssoNumber, Ssin};
use fla_domain::occupation::Occupation;
use fla_domain::time::Quarter;
use jiff::civil::DateTime;

use super::tree::Tree;
use crate::synthetic::mix;

const ROOT: &str = "DmfAOriginal";
/// Occupations of a worker record are numbered with two digits.
const PER_RECORD: usize = 99;

/// What a form says before its persons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DmfaHeader {
    /// The declared quarter.
    pub quarter: Quarter,
    /// NSSO number of the employer.
    pub nsso_number: Option<NssoNumber>,
    /// CBE number of the employer.
    pub enterprise_number: Option<EnterpriseNumber>,
    /// When the form was made; written to the millisecond.
    pub created: DateTime,
    /// The declarant's own reference, 1 to 20 characters.
    pub reference: String,
}

/// Writes a `DmfA` person by person, holding none of it.
pub struct DmfaWriter<W> {
    tree: Tree<W>,
    quarter: Quarter,
    persons: u64,
}

impl<W: Write> DmfaWriter<W> {
    /// Begins a file and its first form.
    pub fn new(out: W, header: &DmfaHeader) -> io::Result<Self> {
        let schema = format!("{ROOT}_{}.xsd", header.quarter.yyyyq());
        let tree = Tree::new(out, ROOT, &schema)?;
        let mut writer = Self { tree, quarter: header.quarter, persons: 0 };
        writer.begin(header)?;
        Ok(writer)
    }

    /// Ends the form and begins the next one.
    pub fn next_form(&mut self, header: &DmfaHeader) -> io::Result<()> {
        self.end()?;
        self.begin(header)
    }

    /// Writes a person with all occupations of the quarter, at least one.
    ///
    /// Q and S must be at most 60 hours and S above zero, as in the official schema; a Q below S
    /// is written as a part-time contract.
    pub fn person(
        &mut self,
        ssin: &Ssin,
        occupations: &[Occupation],
        local_unit: Option<u64>,
    ) -> io::Result<()> {
        self.persons += 1;
        let tree = &mut self.tree;
        tree.open("NaturalPerson")?;
        tree.leaf("NaturalPersonSequenceNbr", format_args!("{:07}", self.persons))?;
        tree.leaf("INSS", ssin.digits())?;
        tree.leaf("NaturalPersonUserReference", format_args!("P{:07}", self.persons))?;
        for record in occupations.chunks(PER_RECORD) {
            self.record(record, local_unit)?;
        }
        self.tree.close("NaturalPerson")
    }

    /// Ends the form and the file, and gives back what was written to.
    pub fn finish(mut self) -> io::Result<W> {
        self.end()?;
        self.tree.finish(ROOT)
    }

    fn begin(&mut self, header: &DmfaHeader) -> io::Result<()> {
        self.quarter = header.quarter;
        self.persons = 0;
        let tree = &mut self.tree;
        tree.form("DMFA", header.created, &header.reference)?;
        tree.open("EmployerDeclaration")?;
        tree.leaf("Quarter", header.quarter.yyyyq())?;
        tree.leaf("NOSSRegistrationNbr", header.nsso_number.map_or(0, NssoNumber::value))?;
        tree.leaf("Trusteeship", 0)?;
        let enterprise = header.enterprise_number.as_ref().map_or("0", EnterpriseNumber::digits);
        tree.leaf("CompanyID", enterprise)?;
        tree.leaf("NetOwedAmount", "000000012345678")
    }

    fn end(&mut self) -> io::Result<()> {
        self.tree.close("EmployerDeclaration")?;
        self.tree.close("Form")
    }

    fn record(&mut self, occupations: &[Occupation], local_unit: Option<u64>) -> io::Result<()> {
        let tree = &mut self.tree;
        tree.open("WorkerRecord")?;
        tree.leaf("EmployerClass", "010")?;
        tree.leaf("WorkerCode", "495")?;
        tree.leaf("NOSSQuarterStartingDate", self.quarter.first_day())?;
        tree.leaf("NOSSQuarterEndingDate", self.quarter.last_day())?;
        tree.leaf("Border", 0)?;
        tree.leaf("WorkerRecordUserReference", format_args!("R{:07}", self.persons))?;
        let mut pay = 0;
        for (occupation, number) in occupations.iter().zip(1_u64..) {
            pay += self.occupation(occupation, number, local_unit)?;
        }
        for (code, basis, per_mille) in [("495", pay, 380), ("809", pay, 1), ("855", pay, 16)] {
            let tree = &mut self.tree;
            tree.open("WorkerContribution")?;
            tree.leaf("ContributionWorkerCode", code)?;
            tree.leaf("ContributionType", 0)?;
            tree.leaf("ContributionCalculationBasis", format_args!("{basis:011}"))?;
            tree.leaf("ContributionAmount", format_args!("{:011}", basis * per_mille / 1000))?;
            tree.close("WorkerContribution")?;
        }
        self.tree.close("WorkerRecord")
    }

    /// Gives the made-up pay of the quarter in cents.
    fn occupation(
        &mut self,
        occupation: &Occupation,
        number: u64,
        local_unit: Option<u64>,
    ) -> io::Result<u64> {
        let (q, s) = (occupation.fraction.q(), occupation.fraction.s());
        let share = |whole: u64| whole * u64::from(q) / u64::from(s);
        let pay = share(750_000 + mix(self.persons * 100 + number) % 750_000);
        let tree = &mut self.tree;
        tree.open("Occupation")?;
        tree.leaf("OccupationSequenceNbr", format_args!("{number:02}"))?;
        tree.leaf("OccupationStartingDate", occupation.start)?;
        tree.optional("OccupationEndingDate", occupation.end)?;
        tree.leaf("JointCommissionNbr", &occupation.joint_committee)?;
        tree.leaf("WorkingDaysSystem", 500)?;
        tree.leaf("ContractType", u8::from(q < s))?;
        tree.leaf("RefMeanWorkingHours", s)?;
        tree.leaf("MeanWorkingHours", q)?;
        tree.leaf("Retired", 0)?;
        tree.leaf("OccupationUserReference", format_args!("O{:07}/{number}", self.persons))?;
        tree.optional("LocalUnitID", local_unit)?;
        tree.open("Service")?;
        tree.leaf("ServiceSequenceNbr", "01")?;
        tree.leaf("ServiceCode", "001")?;
        tree.leaf("ServiceNbrDays", format_args!("{:05}", share(6500).max(1)))?;
        tree.leaf("ServiceNbrHours", format_args!("{:07}", share(49_400).max(1)))?;
        tree.close("Service")?;
        for (code, amount) in [("001", pay), ("002", pay / 20)] {
            tree.open("Remun")?;
            tree.leaf("RemunSequenceNbr", format_args!("{:02}", code.as_bytes()[2] - b'0'))?;
            tree.leaf("RemunCode", code)?;
            if code == "002" {
                tree.leaf("BonusPaymentFrequency", 12)?;
            }
            tree.leaf("RemunAmount", format_args!("{amount:011}"))?;
            tree.close("Remun")?;
        }
        tree.close("Occupation")?;
        Ok(pay + pay / 20)
    }
}
