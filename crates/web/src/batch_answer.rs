//! The answers to a batch file, ACRF and NOTI, as files in the language of the batch file.
//!
//! A NOTI has as many forms as the file it answers: it is made while it is sent, some hundreds of
//! forms at a time, and never stands in memory as a whole.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::response::Response;
use fla_app::{App, BatchFileView, Caller, Channel, ExportedFile, FormView, Refused};
use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::{EnterpriseNumber, NssoNumber};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::time::Instant;
use fla_formats::answer::{
    self, Acrf, AnomalyReport, COLUMNS, FileReference, HandledForm, HandledPerson, HandledTraining,
    NotiHeader, NotiRows, NotiWriter, Reception,
};
use fla_formats::declaration::Employer;
use futures::stream;
use jiff::civil::DateTime;
use tokio::io::AsyncReadExt as _;

use crate::i18n::T;

/// Forms read and written at once.
const CHUNK: i64 = 500;

/// What is said of an anomaly in the words of a language.
pub fn report(t: T, anomaly: &Anomaly) -> AnomalyReport {
    let text = t.anomaly(anomaly);
    AnomalyReport::new(anomaly, text.message, text.mend)
}

/// What clocks in Brussels show.
fn in_brussels(at: Instant) -> DateTime {
    let moment = jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::MAX);
    let zone = jiff::tz::TimeZone::get("Europe/Brussels").unwrap_or(jiff::tz::TimeZone::UTC);
    zone.to_datetime(moment)
}

fn file_of(view: &BatchFileView) -> FileReference {
    FileReference { name: view.name.clone(), ticket: Some(view.ticket.clone()) }
}

fn reception(view: &BatchFileView) -> Reception {
    let channel = match view.channel {
        Channel::Web => answer::Channel::Browser,
        Channel::Api => answer::Channel::Api,
        Channel::Folder | Channel::CommandLine | Channel::System => answer::Channel::Folder,
    };
    Reception { at: in_brussels(view.received_at), channel }
}

/// The ACRF of a file: whether it is taken as a whole. `None` while nothing is decided yet.
pub fn acrf(view: &BatchFileView) -> Option<Vec<u8>> {
    let judged = view.judged_at?;
    let t = T::new(view.language);
    let acrf = Acrf {
        created: in_brussels(judged),
        file: file_of(view),
        reception: Some(reception(view)),
        taken: view.state != "refused",
        anomalies: view.faults.iter().map(|anomaly| report(t, anomaly)).collect(),
    };
    answer::write_acrf(Vec::new(), &acrf).ok()
}

/// The enterprise number by which a form names its employer; `None` where it is the NSSO number.
pub fn enterprise_of(form: &FormView) -> Option<EnterpriseNumber> {
    form.about.parse().ok().filter(|_| !form.by_nsso)
}

/// The employer that a form is about, by the number with which it names it.
fn employer(form: &FormView) -> Employer {
    let nsso_number = form.about.parse::<NssoNumber>().ok().filter(|_| form.by_nsso);
    Employer { enterprise_number: enterprise_of(form), nsso_number }
}

/// The training that a form made or changed.
pub fn training_of(form: &FormView) -> Option<TrainingId> {
    let training = matches!(
        form.kind.as_str(),
        "TrainingDeclaration" | "TrainingCompletion" | "TrainingWithdrawal"
    );
    form.object.filter(|_| training).map(TrainingId)
}

/// The employee whom a form added or changed.
pub fn employee_of(form: &FormView) -> Option<EmployeeId> {
    let person = matches!(
        form.kind.as_str(),
        "EmployeeDeclaration"
            | "OccupationChange"
            | "PersonChange"
            | "EmploymentEnd"
            | "EmployeeWithdrawal"
    );
    form.object.filter(|_| person).map(EmployeeId)
}

fn handled(t: T, form: &FormView) -> HandledForm {
    let parsed = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    let employee = employee_of(form);
    let person = |id| HandledPerson { id, reference: parsed(&form.called), participant: None };
    let mut people: Vec<HandledPerson> = employee.map(person).into_iter().collect();
    people.extend(form.people.iter().map(|named| HandledPerson {
        id: named.employee,
        reference: parsed(&named.reference),
        participant: parsed(&named.participant),
    }));
    let training = training_of(form);
    HandledForm {
        n: u64::try_from(form.n).unwrap_or(0),
        created: form.created,
        status: u8::try_from(form.status).unwrap_or(0),
        reference: form.reference.clone(),
        employer: employer(form),
        ticket: form.ticket.clone(),
        accepted: form.state != "refused",
        anomalies: form.anomalies.iter().map(|anomaly| report(t, anomaly)).collect(),
        more: 0,
        training: training.map(|id| HandledTraining {
            id,
            reference: parsed(&form.called),
            version: form.version.and_then(|version| u64::try_from(version).ok()),
        }),
        people,
    }
}

/// Which answer about the forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A NOTI.
    Noti,
    /// A table.
    Csv,
}

impl Shape {
    /// Its media type.
    pub const fn media(self) -> &'static str {
        match self {
            Self::Noti => "application/xml",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// What was written and not yet sent.
#[derive(Clone, Default)]
struct Out(Arc<Mutex<Vec<u8>>>);

impl Out {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

enum Writer {
    Noti(NotiWriter<Out>),
    Csv(Box<NotiRows<Out>>),
}

impl Writer {
    fn new(t: T, view: &BatchFileView, shape: Shape, out: Out) -> io::Result<Self> {
        Ok(match shape {
            Shape::Noti => {
                let created = in_brussels(view.finished_at.unwrap_or(view.received_at));
                let reception = Some(reception(view));
                let header = NotiHeader { created, file: file_of(view), reception, sender: None };
                Self::Noti(NotiWriter::new(out, &header)?)
            }
            Shape::Csv => {
                let titles = COLUMNS.map(|name| t.get(&format!("files-column-{name}")));
                Self::Csv(Box::new(NotiRows::new(out, &titles)?))
            }
        })
    }

    fn form(&mut self, form: &HandledForm) -> io::Result<()> {
        match self {
            Self::Noti(writer) => writer.form(form),
            Self::Csv(writer) => writer.form(form),
        }
    }

    fn finish(self) -> io::Result<Out> {
        match self {
            Self::Noti(writer) => writer.finish(),
            Self::Csv(writer) => writer.finish(),
        }
    }
}

/// An answer under way.
struct Going {
    app: App,
    caller: Caller,
    view: BatchFileView,
    state: String,
    after: i64,
    /// `None` once the end is written.
    writer: Option<Writer>,
    out: Out,
}

impl Going {
    async fn next(mut self) -> io::Result<Option<(Vec<u8>, Self)>> {
        let Some(mut writer) = self.writer.take() else { return Ok(None) };
        let read =
            self.app.batch_forms(&self.caller, self.view.id, self.after, &self.state, CHUNK).await;
        let forms = read.map_err(|_| io::Error::other("the forms of a batch file"))?;
        if let Some(last) = forms.last() {
            self.after = last.n;
            let t = T::new(self.view.language);
            for form in &forms {
                writer.form(&handled(t, form))?;
            }
            self.writer = Some(writer);
        } else {
            writer.finish()?;
        }
        Ok(Some((self.out.take(), self)))
    }
}

/// An answer about the forms of a file, in one state or (with an empty one) in any, as it is sent.
///
/// # Errors
/// Where the caller may not have it.
pub async fn forms(
    app: &App,
    caller: &Caller,
    view: BatchFileView,
    state: &str,
    shape: Shape,
) -> Result<Body, Refused> {
    // Asked once before the answer begins, so that whoever may not have it is told so.
    app.batch_forms(caller, view.id, 0, state, 1).await?;
    let out = Out::default();
    let writer = Writer::new(T::new(view.language), &view, shape, out.clone())
        .map_err(|_| Refused::Broken("an answer to a batch file".to_owned()))?;
    let going = Going {
        app: app.clone(),
        caller: caller.clone(),
        view,
        state: state.to_owned(),
        after: 0,
        writer: Some(writer),
        out,
    };
    Ok(Body::from_stream(stream::try_unfold(going, Going::next)))
}

/// Bytes of an export that are read and sent at once.
const PIECE: usize = 128 * 1024;

/// An export as a file to keep. It is read while it is sent.
pub fn exported(exported: ExportedFile) -> Response {
    let file = tokio::fs::File::from_std(exported.file);
    let body = Body::from_stream(stream::try_unfold(file, |mut file| async move {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        io::Result::Ok((read > 0).then_some((piece, file)))
    }));
    crate::pages::evidence::attached(&exported.name, Shape::Noti.media(), body)
}

/// A file to keep, named after the batch file that it answers.
pub fn attached(
    view: &BatchFileView,
    ending: &str,
    media: &'static str,
    body: impl Into<Body>,
) -> Response {
    let name = format!("{}-{ending}", view.ticket);
    crate::pages::evidence::attached(&name, media, body.into())
}
