//! Forms back into a file.

use std::io::{self, Write};

use fla_domain::reference::Reference;
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use jiff::civil::Date;

use super::code::{COUNTS, Code};
use super::{
    Body, EmployerId, Form, IDENTIFICATION, Occupation, Participant, Person, PersonId, ROOT,
    SCHEMA_NAME, TrainingRef,
};
use crate::write::tree::{Tree, in_xml};

/// A text as it comes back when a file that it was written to is read: without blanks around it,
/// and with another sign for each character that XML does not have. Nothing where none is left.
pub fn as_written(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.chars().map(in_xml).collect())
}

/// Writes a batch file form by form, holding none of it.
pub struct Writer<W> {
    tree: Tree<W>,
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    pub fn new(out: W) -> io::Result<Self> {
        Ok(Self { tree: Tree::new(out, ROOT, SCHEMA_NAME)? })
    }

    /// The same without indents: a line for each form.
    pub fn compact(out: W) -> io::Result<Self> {
        Ok(Self { tree: Tree::compact(out, ROOT, SCHEMA_NAME)? })
    }

    /// Writes a form.
    ///
    /// # Errors
    /// Where nothing can be written, and where the form asks for nothing because it could not be
    /// read.
    pub fn form(&mut self, form: &Form) -> io::Result<()> {
        let unread = || io::Error::new(io::ErrorKind::InvalidInput, "a form that was not read");
        let body = form.body.as_ref().map_err(|_| unread())?;
        let tree = &mut self.tree;
        tree.form_of(IDENTIFICATION, form.created, form.status.digit())?;
        tree.reference("1", "1", &form.reference)?;
        if let Some(ticket) = form.ticket {
            tree.reference("3", "2", ticket)?;
        }
        tree.open("EmployerId")?;
        match &form.employer {
            EmployerId::Company(number) => tree.leaf("CompanyID", number.digits())?,
            EmployerId::Nsso(number) => tree.leaf("NOSSRegistrationNbr", number)?,
        }
        tree.close("EmployerId")?;
        tree.optional("Motivation", form.reason.as_ref())?;
        let block = body.kind().element();
        tree.open(block)?;
        self.body(body)?;
        self.tree.close(block)?;
        self.tree.close("Form")?;
        self.tree.line_end()
    }

    /// Ends the file and gives back what was written to.
    pub fn finish(self) -> io::Result<W> {
        self.tree.finish(ROOT)
    }

    fn body(&mut self, body: &Body) -> io::Result<()> {
        match body {
            Body::AddEmployee { person, reference, from, to, occupations } => {
                self.person(person, reference.as_ref().map(Reference::as_str))?;
                self.period(*from, *to, occupations)
            }
            Body::ChangeOccupations { who, from, to, occupations } => {
                self.who(who)?;
                self.period(*from, *to, occupations)
            }
            Body::ChangePerson { who, person } => {
                self.who(who)?;
                self.person(person, None)
            }
            Body::EndService { who, end, cause } => {
                self.who(who)?;
                self.tree.leaf("EndingDate", end)?;
                self.tree.leaf("EndCause", cause.digit())
            }
            Body::RemoveEmployee { who } => self.who(who),
            Body::SetRight { people, year, kind, minutes } => {
                self.tree.leaf("Year", year)?;
                self.tree.leaf("RightKind", kind.digit())?;
                self.tree.leaf("Minutes", minutes.0)?;
                self.people(people)
            }
            Body::WithdrawRight { people, year, kind } => {
                self.tree.leaf("Year", year)?;
                self.tree.leaf("RightKind", kind.digit())?;
                self.people(people)
            }
            Body::VerifyRights { people, year } => {
                self.tree.leaf("Year", year)?;
                self.people(people)
            }
            Body::RegisterTraining { id, reference, details, participants } => {
                if let Some(id) = id {
                    self.which(&TrainingRef::Id(*id), None)?;
                }
                self.training(details, reference.as_ref().map(Reference::as_str))?;
                self.participants(participants, details)
            }
            Body::CorrectTraining { training, version, details, participants } => {
                self.which(training, *version)?;
                self.training(details, None)?;
                self.participants(participants, details)
            }
            Body::CompleteTraining { training, version, absent } => {
                self.which(training, *version)?;
                if absent.is_empty() {
                    return Ok(());
                }
                self.tree.open("Absent")?;
                self.people(absent)?;
                self.tree.close("Absent")
            }
            Body::WithdrawTraining { training, version, people } => {
                self.which(training, *version)?;
                self.people(people)
            }
        }
    }

    fn people(&mut self, people: &[PersonId]) -> io::Result<()> {
        people.iter().try_for_each(|person| self.who(person))
    }

    fn who(&mut self, person: &PersonId) -> io::Result<()> {
        self.tree.open("NaturalPersonId")?;
        match person {
            PersonId::Ssin(ssin) => self.tree.leaf("INSS", ssin.digits())?,
            PersonId::Reference(reference) => self.tree.leaf("EmployeeUserReference", reference)?,
            PersonId::Id(id) => self.tree.leaf("EmployeeID", id)?,
        }
        self.tree.close("NaturalPersonId")
    }

    fn which(&mut self, training: &TrainingRef, version: Option<i64>) -> io::Result<()> {
        let (name, text) = match training {
            // It stands in the header.
            TrainingRef::Ticket(_) => ("", String::new()),
            TrainingRef::Reference(reference) => ("TrainingUserReference", reference.to_string()),
            TrainingRef::Id(id) => ("TrainingID", id.to_string()),
        };
        if !name.is_empty() {
            self.tree.open("TrainingId")?;
            self.tree.leaf(name, text)?;
            self.tree.close("TrainingId")?;
        }
        self.tree.optional("TrainingVersionNbr", version)
    }

    fn person(&mut self, person: &Person, reference: Option<&str>) -> io::Result<()> {
        let tree = &mut self.tree;
        tree.open("NaturalPerson")?;
        tree.leaf("INSS", person.ssin.digits())?;
        tree.optional("EmployeeUserReference", reference)?;
        tree.leaf("WorkerName", &person.family_name)?;
        tree.leaf("WorkerFirstName", &person.given_name)?;
        tree.optional("WorkerBirthdate", person.birth_date)?;
        tree.optional("WorkerBirthplace", person.birth_place.as_ref())?;
        tree.optional("WorkerSex", person.gender.map(Code::digit))?;
        tree.optional("Address", person.address.as_ref())?;
        tree.optional("OfficialLanguage", person.language.map(Code::digit))?;
        tree.optional("EmailAddress", person.email.as_ref())?;
        tree.optional("Team", person.team.as_ref())?;
        tree.close("NaturalPerson")
    }

    fn period(&mut self, from: Date, to: Option<Date>, all: &[Occupation]) -> io::Result<()> {
        self.tree.leaf("StartingDate", from)?;
        self.tree.optional("EndingDate", to)?;
        for occupation in all {
            self.tree.open("Occupation")?;
            self.tree.leaf("JointCommissionNbr", &occupation.joint_committee)?;
            self.tree.leaf("RefMeanWorkingHours", occupation.fraction.s())?;
            self.tree.leaf("MeanWorkingHours", occupation.fraction.q())?;
            self.tree.close("Occupation")?;
        }
        Ok(())
    }

    fn training(&mut self, details: &TrainingDetails, reference: Option<&str>) -> io::Result<()> {
        let tree = &mut self.tree;
        tree.open("Training")?;
        tree.optional("TrainingUserReference", reference)?;
        tree.leaf("Title", &details.title)?;
        tree.leaf("StartingDate", details.start)?;
        tree.optional("EndingDate", Some(details.end).filter(|end| *end != details.start))?;
        tree.leaf("Minutes", details.minutes.0)?;
        tree.optional("TrainingKind", details.kind.map(Code::digit))?;
        tree.optional("ProviderName", details.provider.as_ref())?;
        tree.optional("Place", details.place.as_ref())?;
        tree.optional("Nature", details.nature.as_ref())?;
        tree.optional("Funding", details.funding.as_ref())?;
        tree.optional("CLANbr", details.cla_number.as_ref())?;
        tree.optional("FieldOfEducation", details.field)?;
        tree.optional("NotCountingReason", details.not_counting.map(Code::digit))?;
        tree.close("Training")
    }

    fn participants(&mut self, all: &[Participant], of: &TrainingDetails) -> io::Result<()> {
        for participant in all {
            self.tree.open("Participant")?;
            self.who(&participant.who)?;
            self.tree.optional("ParticipantUserReference", participant.reference.as_ref())?;
            self.part(&participant.details, of)?;
            self.tree.close("Participant")?;
        }
        Ok(())
    }

    /// What is as the training says is left out.
    fn part(&mut self, part: &PartDetails, of: &TrainingDetails) -> io::Result<()> {
        let tree = &mut self.tree;
        let status = Some(part.status).filter(|status| *status != Status::Completed);
        tree.optional("ParticipationStatus", status.map(Code::digit))?;
        tree.optional("Minutes", Some(part.minutes.0).filter(|m| *m != of.minutes.0))?;
        if part.not_counting != of.not_counting {
            tree.leaf("NotCountingReason", part.not_counting.map_or(COUNTS, Code::digit))?;
        }
        tree.optional("Certificate", part.certificate.then_some(true.digit()))?;
        tree.optional("ValidUntil", part.valid_until)?;
        for year in &part.split {
            tree.open("YearPart")?;
            tree.leaf("Year", year.year)?;
            tree.leaf("Minutes", year.minutes.0)?;
            tree.close("YearPart")?;
        }
        Ok(())
    }
}
