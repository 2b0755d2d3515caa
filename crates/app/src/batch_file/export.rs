//! What the register holds of one employer as a batch file that changes nothing where it is sent in
//! again, and registers the same where the register is another one. Everything in it is of status 0
//! but what a training has beyond the participants of one form.
//!
//! The register is read page by page in one transaction, a thread of its own writes; neither holds
//! more than a page. The file is written before the first byte of it is sent, so that a slow reader
//! keeps no transaction open.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Seek as _};

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::occupation::{EndCause, Span};
use fla_domain::quantity::Minutes;
use fla_domain::reference::Reference;
use fla_domain::right::RightKind;
use fla_domain::time::{Instant, Year};
use fla_files::Files;
use fla_formats::batch_file::{
    AttestationStatus, Body, EmployerId as Number, Form, Limits, Participant, PersonId, Reader,
    TrainingRef, Writer, as_written,
};
use fla_store::Tx;
use fla_store::employee::Employee;
use fla_store::overview::{PageFrom, TrainingFilter};
use fla_store::right::RightState;
use fla_store::training::{StoredPart, StoredTraining};
use jiff::civil::{Date, DateTime};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::{broken, state};
use crate::import::disk;
use crate::sheets::hexadecimal;
use crate::{App, Caller, Record, Refused, reference};

/// What is written in the audit log.
const KIND: &str = "batchFileExport";
/// People read at once.
const PEOPLE: i64 = 500;
/// Trainings read at once.
const TRAININGS: i64 = 500;
/// Participations gathered before they are handed over.
const PARTS: usize = 2_000;
/// Pages read and not yet written.
const AHEAD: usize = 2;
/// Hexadecimal digits of the number of a form: 128 bits of the digest of what it says.
const DIGITS: usize = 32;
/// When a form is made until it is known: its number does not depend on that.
const ANY_TIME: DateTime = DateTime::constant(2000, 1, 1, 0, 0, 0, 0);
/// Bytes written to the disk at once.
const BUFFER: usize = 256 * 1024;

/// A batch file with what the register holds of an employer, in an unnamed file that is gone once it
/// is let go.
#[derive(Debug)]
pub struct ExportedFile {
    /// What to call it: number of the employer and day.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// Forms.
    pub forms: u64,
    /// Forms that were left out because the format cannot say what stands.
    pub left_out: u64,
    /// Its bytes, from the first.
    pub file: File,
}

impl App {
    /// What the register holds of the caller's employer as a batch file.
    ///
    /// # Errors
    /// Where the caller may not read the register; `FILE-053` where it holds nothing that a file
    /// could say.
    pub async fn export_batch_file(&self, caller: &Caller) -> Result<ExportedFile, Refused> {
        self.may(caller, Action::ReadRegister, KIND).await?;
        self.may(caller, Action::ReadPeople, KIND).await?;
        let mut tx = self.inner.store.read().await?;
        let employer = tx.get_employer(caller.employer(), Instant::LATEST).await?;
        let number = employer.ok_or_else(broken)?.enterprise_number;
        let zone = jiff::tz::TimeZone::get("Europe/Brussels").unwrap_or(jiff::tz::TimeZone::UTC);
        let moment = jiff::Timestamp::from_microsecond(self.now().0).map_err(|_| broken())?;
        let (send, receive) = mpsc::channel(AHEAD);
        let out = Out {
            files: self.inner.files.clone(),
            today: self.today(),
            created: zone.to_datetime(moment),
        };
        let writing = tokio::task::spawn_blocking(move || out.write(receive));
        let mut reading = Reading {
            tx,
            caller,
            number: Number::Company(number.clone()),
            send,
            people: Vec::new(),
        };
        let read = reading.all().await;
        let Reading { tx, people, send, .. } = reading;
        drop(send);
        tx.rollback().await?;
        // What went wrong with the disk is told before what could not be handed over because of it.
        let written = writing.await.map_err(|_| broken())?.map_err(|error| disk(&error))?;
        read?;
        if written.forms == 0 {
            let none = Anomaly::new(Zone::File, Fault::NotApplicable).at("export");
            return Err(none.with("reason", "nothingToExport").into());
        }
        if written.left_out > 0 {
            tracing::warn!(forms = written.left_out, "an export leaves out what no form can say");
        }
        self.note_read(caller, KIND, people).await?;
        let name = format!("FLA-{}-{}.xml", number.digits(), self.today());
        Ok(ExportedFile { name, ..written })
    }
}

/// What is read, in the order in which it is written: whoever is named is declared before.
struct Reading<'a> {
    tx: Tx,
    caller: &'a Caller,
    number: Number,
    send: mpsc::Sender<Vec<Form>>,
    /// Everybody who stands in the file.
    people: Vec<EmployeeId>,
}

impl Reading<'_> {
    async fn all(&mut self) -> Result<(), Refused> {
        let mut after = EmployeeId(Uuid::nil());
        loop {
            let employees = self.page(after).await?;
            let Some(last) = employees.last() else { break };
            after = last.id;
            self.people.extend(employees.iter().map(|employee| employee.id));
            let forms = self.employments(&employees).await?;
            self.hand_over(forms).await?;
        }
        // Only once everybody is there is the undertaking of its size, and the rights follow.
        let mut after = EmployeeId(Uuid::nil());
        loop {
            let employees = self.page(after).await?;
            let Some(last) = employees.last() else { break };
            after = last.id;
            let forms = self.rights(&employees).await?;
            self.hand_over(forms).await?;
        }
        self.trainings().await
    }

    async fn hand_over(&mut self, forms: Vec<Form>) -> Result<(), Refused> {
        self.send.send(forms).await.map_err(|_| Refused::Unavailable("files folder".to_owned()))
    }

    /// The next people in the order of their ids.
    async fn page(&mut self, after: EmployeeId) -> Result<Vec<Employee>, Refused> {
        let employer = self.caller.employer();
        let ids = self.tx.employees_after(employer, after, PEOPLE).await?;
        let mut employees = self.tx.get_employees(employer, &ids, Instant::LATEST).await?;
        employees.sort_by_key(|employee| employee.id);
        Ok(employees)
    }

    /// A form whose number follows once it is written.
    fn form(&self, body: Body) -> Result<Form, Refused> {
        let reference = "X".parse().map_err(|_| broken())?;
        let form = Form::new(reference, ANY_TIME, self.number.clone(), body);
        let status = match &form.body {
            Ok(Body::CorrectTraining { .. }) => AttestationStatus::Modification,
            _ => AttestationStatus::Original,
        };
        Ok(Form { status, ..form })
    }

    /// What the exporting organisation calls some records.
    async fn called(
        &mut self,
        kind: Record,
        ids: &[Uuid],
    ) -> Result<BTreeMap<Uuid, Reference>, Refused> {
        let (employer, sender) = (self.caller.employer(), reference::sender(self.caller));
        let called = self.tx.references_of(employer, sender, kind.code(), ids).await?;
        Ok(called.into_iter().filter_map(|(id, text)| Some((id, text.parse().ok()?))).collect())
    }

    /// Each person with the first stretch of work, then the others, and why services ended.
    async fn employments(&mut self, employees: &[Employee]) -> Result<Vec<Form>, Refused> {
        let employer = self.caller.employer();
        let ids: Vec<EmployeeId> = employees.iter().map(|employee| employee.id).collect();
        let mut spans: BTreeMap<EmployeeId, Vec<Span>> = BTreeMap::new();
        for row in self.tx.spans_of(employer, &ids, Instant::LATEST).await? {
            spans.entry(row.employee).or_default().push(row.span);
        }
        let mut ends: BTreeMap<EmployeeId, Vec<(Date, EndCause)>> = BTreeMap::new();
        for (id, end, cause) in self.tx.service_ends(employer, &ids, Instant::LATEST).await? {
            ends.entry(id).or_default().push((end, cause));
        }
        let uuids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
        let mut called = self.called(Record::Employee, &uuids).await?;
        let mut forms = Vec::new();
        for employee in employees {
            let segments = state::segments(spans.get(&employee.id).map_or(&[][..], Vec::as_slice));
            let ends = ends.get(&employee.id).map_or(&[][..], Vec::as_slice);
            let mut person = state::person(&employee.person);
            let who = || PersonId::Ssin(employee.person.ssin.clone());
            for segment in &segments {
                let (from, to) = (segment.from, segment.to);
                let occupations = segment.occupations.clone();
                let body = match person.take() {
                    Some(person) => {
                        let reference = called.remove(&employee.id.0);
                        Body::AddEmployee { person, reference, from, to, occupations }
                    }
                    // Of somebody without a name only the work can be said.
                    None => Body::ChangeOccupations { who: who(), from, to, occupations },
                };
                forms.push(self.form(body)?);
                let left = ends.iter().filter(|(end, _)| Some(*end) == to);
                for (end, cause) in left {
                    if state::ends_so(&segments, ends, *end, *cause) {
                        let body = Body::EndService { who: who(), end: *end, cause: *cause };
                        forms.push(self.form(body)?);
                    }
                }
            }
        }
        Ok(forms)
    }

    /// Rights set by hand, those of a page that are alike together, and which are verified.
    async fn rights(&mut self, employees: &[Employee]) -> Result<Vec<Form>, Refused> {
        let employer = self.caller.employer();
        let numbers: BTreeMap<EmployeeId, &Ssin> =
            employees.iter().map(|employee| (employee.id, &employee.person.ssin)).collect();
        let ids: Vec<EmployeeId> = numbers.keys().copied().collect();
        let who = |id: &EmployeeId| numbers.get(id).map(|ssin| PersonId::Ssin((*ssin).clone()));
        let mut set: BTreeMap<(Year, RightKind, Minutes, String), Vec<PersonId>> = BTreeMap::new();
        for right in self.tx.overrides_of(employer, &ids, Instant::LATEST).await? {
            let alike = (right.year, right.kind, right.minutes, right.reason);
            set.entry(alike).or_default().extend(who(&right.employee));
        }
        let mut verified: BTreeMap<(Year, EmployeeId), bool> = BTreeMap::new();
        for right in self.tx.rights_of(employer, &ids, Instant::LATEST).await? {
            let year = (right.year, right.employee);
            match right.state {
                // Verifying is about a whole year: it would verify this one too.
                RightState::Calculated => drop(verified.insert(year, false)),
                RightState::Verified => drop(verified.entry(year).or_insert(true)),
                RightState::Manual | RightState::OptedOut => {}
            }
        }
        let mut years: BTreeMap<Year, Vec<PersonId>> = BTreeMap::new();
        for ((year, id), _) in verified.iter().filter(|(_, all)| **all) {
            years.entry(*year).or_default().extend(who(id));
        }
        let mut forms = Vec::new();
        for ((year, kind, minutes, reason), people) in set {
            let form = self.form(Body::SetRight { people, year, kind, minutes })?;
            forms.push(Form { reason: as_written(&reason), ..form });
        }
        for (year, people) in years {
            forms.push(self.form(Body::VerifyRights { people, year })?);
        }
        Ok(forms)
    }

    async fn trainings(&mut self) -> Result<(), Refused> {
        let employer = self.caller.employer();
        let mut from = PageFrom::Offset(0);
        loop {
            let filter = TrainingFilter::default();
            let ids = self.tx.list_trainings(employer, &filter, TRAININGS, from).await?;
            let Some(last) = ids.last() else { return Ok(()) };
            from = PageFrom::Behind(*last);
            let found = self.tx.get_trainings(employer, &ids, Instant::LATEST).await?;
            let mut found: BTreeMap<TrainingId, StoredTraining> =
                found.into_iter().map(|training| (training.id, training)).collect();
            let (mut gathered, mut size) = (Vec::new(), 0);
            for training in ids.iter().filter_map(|id| found.remove(id)) {
                let mut parts = self.tx.parts_in(employer, training.id, Instant::LATEST).await?;
                parts.retain(|part| !part.withdrawn);
                size += parts.len();
                gathered.push((training, parts));
                if size >= PARTS {
                    let forms = self.registrations(std::mem::take(&mut gathered)).await?;
                    self.hand_over(forms).await?;
                    size = 0;
                }
            }
            let forms = self.registrations(gathered).await?;
            self.hand_over(forms).await?;
        }
    }

    async fn registrations(
        &mut self,
        trainings: Vec<(StoredTraining, Vec<StoredPart>)>,
    ) -> Result<Vec<Form>, Refused> {
        let employer = self.caller.employer();
        let uuids: Vec<Uuid> = trainings.iter().map(|(training, _)| training.id.0).collect();
        let mut called = self.called(Record::Training, &uuids).await?;
        let people = trainings.iter().flat_map(|(_, parts)| parts.iter().map(|p| p.employee));
        let people: std::collections::BTreeSet<EmployeeId> = people.collect();
        let people: Vec<EmployeeId> = people.into_iter().collect();
        let mut numbers: BTreeMap<EmployeeId, Ssin> = BTreeMap::new();
        for chunk in people.chunks(PARTS) {
            let found = self.tx.get_employees(employer, chunk, Instant::LATEST).await?;
            numbers.extend(found.into_iter().map(|e| (e.id, e.person.ssin)));
        }
        let mut forms = Vec::new();
        for (training, parts) in trainings {
            let participants = parts.iter().filter_map(|part| {
                let who = PersonId::Ssin(numbers.get(&part.employee)?.clone());
                Some(Participant { who, reference: None, details: state::part(&part.details) })
            });
            let participants: Vec<Participant> = participants.collect();
            let details = state::training(&training.details);
            let mut pieces = participants.chunks(Limits::PEOPLE);
            let Some(first) = pieces.next() else { continue };
            // What does not fit in the first form must find the training by its id, which a register
            // that it is new to keeps only where the training has no other reference.
            let whole = pieces.len() == 0;
            forms.push(self.form(Body::RegisterTraining {
                id: Some(training.id),
                reference: called.remove(&training.id.0).filter(|_| whole),
                details: details.clone(),
                participants: first.to_vec(),
            })?);
            for piece in pieces {
                forms.push(self.form(Body::CorrectTraining {
                    training: TrainingRef::Id(training.id),
                    version: None,
                    details: details.clone(),
                    participants: piece.to_vec(),
                })?);
            }
        }
        Ok(forms)
    }
}

/// Where the file is written.
struct Out {
    files: Files,
    /// By which the forms are checked.
    today: Date,
    created: DateTime,
}

impl Out {
    /// Writes the forms that come, each under a number that follows from what it says: so the same
    /// has the same number in the next export, and another thing never.
    fn write(self, mut forms: mpsc::Receiver<Vec<Form>>) -> io::Result<ExportedFile> {
        let file = tempfile::tempfile_in(self.files.scratch()?)?;
        let mut writer = Writer::new(BufWriter::with_capacity(BUFFER, file))?;
        let (mut written, mut left_out) = (0, 0);
        while let Some(page) = forms.blocking_recv() {
            for form in page {
                if let Some(form) = self.numbered(form)? {
                    writer.form(&form)?;
                    written += 1;
                } else {
                    left_out += 1;
                }
            }
        }
        let mut file = writer.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        let size = file.stream_position()?;
        file.rewind()?;
        Ok(ExportedFile { name: String::new(), size, forms: written, left_out, file })
    }

    /// A form with its number; `None` of one that would be refused as it stands: the register can
    /// hold what the format cannot say, such as more years of a participation.
    fn numbered(&self, form: Form) -> io::Result<Option<Form>> {
        let mut alone = Writer::compact(Vec::new())?;
        alone.form(&form)?;
        let alone = alone.finish()?;
        let read = Reader::open(&alone[..], self.today).and_then(|mut reader| reader.next());
        match read {
            Ok(Some(Form { body: Ok(_), .. })) => {}
            Ok(Some(Form { body: Err(_), .. })) => return Ok(None),
            Ok(None) | Err(_) => return Err(io::Error::other("the frame of a form")),
        }
        let mut digits = hexadecimal(&Sha256::digest(&alone));
        digits.truncate(DIGITS);
        let reference = format!("X-{digits}").parse();
        let reference = reference.map_err(|_| io::Error::other("the number of a form"))?;
        Ok(Some(Form { reference, created: self.created, ..form }))
    }
}
