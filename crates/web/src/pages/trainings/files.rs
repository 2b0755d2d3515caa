//! Evidence of the participations in a training.

use askama::Template;
use axum::extract::{Multipart, Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::Attachment;
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{FileId, ParticipationId, TrainingId};
use serde::Deserialize;

use crate::acting::Acting;
use crate::form::{Head, Posted, Stop, done, faults as on_form, see, status_of};
use crate::i18n::T;
use crate::pages::evidence::{self, Piece, Receiver, Sure};
use crate::pages::register::id;
use crate::view::{Choosable, ErrorSummary, Notice, Picker, Upload};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// A participant with what was handed in.
struct Person {
    name: String,
    files: Vec<Piece>,
}

#[derive(Template)]
#[template(path = "pages/training_files.html")]
struct Files {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    people: Vec<Person>,
    may: bool,
    head: Head,
    action: String,
    who: Picker,
    upload: Upload,
}

#[derive(Deserialize)]
pub struct OfFile {
    training: String,
    file: String,
}

pub async fn show(
    acting: Acting,
    path: Path<super::OfTraining>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let notice = done(acting.viewer.t, &asked.done);
    page(&acting, super::training_of(path)?, notice, &Posted::default(), &[]).await
}

pub async fn take(
    acting: Acting,
    path: Path<super::OfTraining>,
    mut parts: Multipart,
) -> Result<Response, Stop> {
    super::require(&acting, Action::RegisterTrainings)?;
    let training = super::training_of(path)?;
    // Another employer's training is answered before anything is received.
    acting.app.attachments(&acting.caller, training).await?;
    let sent = evidence::gather(&Receiver::Employer(&acting), &mut parts).await?;
    let part = sent.fields.text("participation").parse::<ParticipationId>().ok();
    let (file, part) = match (sent.evidence, part) {
        (Ok(file), Some(part)) => (file, part),
        (evidence, part) => {
            let mut found = Vec::new();
            if part.is_none() {
                found.push(Anomaly::new(Zone::Participants, Fault::Missing).at("participation"));
            }
            found.extend(evidence.err().unwrap_or_default());
            return page(&acting, training, None, &sent.fields, &found).await;
        }
    };
    let key = sent.fields.key()?;
    match acting.app.attach(&acting.caller, training, part, file, &key).await {
        Ok(_) => {
            let address = super::address(&acting, training, "/files");
            Ok(see(&format!("{address}?done=own-evidence-added")))
        }
        Err(refused) => page(&acting, training, None, &sent.fields, &on_form(refused)?).await,
    }
}

async fn page(
    acting: &Acting,
    training: TrainingId,
    notice: Option<Notice>,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let view = acting.app.training(&acting.caller, training, None).await?;
    let files = acting.app.attachments(&acting.caller, training).await?;
    let may = acting.caller.may(Action::RegisterTrainings);
    let action = super::address(acting, training, "/files");
    let errors = ErrorSummary::from_anomalies(t, found);
    let standing: Vec<_> = view.participants.iter().filter(|p| !p.part.withdrawn).collect();
    let piece = |a: &Attachment| Piece::new(t, &a.file, format!("{action}/{}", a.file.id), may);
    let chosen = match posted.text("participation") {
        "" if standing.len() == 1 => standing[0].part.id.to_string(),
        text => text.to_owned(),
    };
    let none = Choosable::new("", t.get("evidence-whose"), &chosen);
    let option =
        |p: &&fla_app::Participant| Choosable::new(&p.part.id.to_string(), p.name.clone(), &chosen);
    let options = std::iter::once(none).chain(standing.iter().map(option)).collect();
    let body = Files {
        t,
        notice,
        people: view
            .participants
            .iter()
            .map(|p| Person {
                name: p.name.clone(),
                files: files.iter().filter(|a| a.part == p.part.id).map(piece).collect(),
            })
            .filter(|p| !p.files.is_empty())
            .collect(),
        may,
        head: Head::new(acting).again(posted.key_after(found)),
        action: action.clone(),
        who: Picker {
            name: "participation".to_owned(),
            label: t.get("evidence-of").into_owned(),
            hint: String::new(),
            error: errors.of("participation").to_owned(),
            options,
        },
        upload: evidence::question(t, &errors),
        errors,
    };
    let over = vec![(super::address(acting, training, ""), view.training.details.title.clone())];
    Ok(super::page(acting, t.get("evidence"), over, body).status(status_of(found)).into_response())
}

pub async fn give(acting: Acting, Path(path): Path<OfFile>) -> Result<Response, Stop> {
    let (training, file) = (id(&path.training)?, id(&path.file)?);
    known(&acting, training, file).await?;
    Ok(evidence::download(acting.app.attachment(&acting.caller, file).await?))
}

/// The file of this training; one of another is absent here.
async fn known(
    acting: &Acting,
    training: TrainingId,
    file: FileId,
) -> Result<Attachment, fla_app::Refused> {
    let files = acting.app.attachments(&acting.caller, training).await?;
    files.into_iter().find(|a| a.file.id == file).ok_or(fla_app::Refused::Hidden)
}

pub async fn ask(acting: Acting, Path(path): Path<OfFile>) -> Result<Response, Stop> {
    super::require(&acting, Action::RegisterTrainings)?;
    sure(&acting, id(&path.training)?, id(&path.file)?, &Posted::default(), &[]).await
}

pub async fn remove(
    acting: Acting,
    Path(path): Path<OfFile>,
    posted: Posted,
) -> Result<Response, Stop> {
    let (training, file) = (id(&path.training)?, id(&path.file)?);
    match acting.app.detach(&acting.caller, file, &posted.key()?).await {
        Ok(_) => {
            let address = super::address(&acting, training, "/files");
            Ok(see(&format!("{address}?done=own-evidence-removed")))
        }
        Err(refused) => sure(&acting, training, file, &posted, &on_form(refused)?).await,
    }
}

async fn sure(
    acting: &Acting,
    training: TrainingId,
    file: FileId,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let attachment = known(acting, training, file).await?;
    let view = acting.app.training(&acting.caller, training, None).await?;
    let of = view.participants.iter().find(|p| p.part.id == attachment.part);
    let leave = super::address(acting, training, "/files");
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        errors.add_anomaly("", fault);
    }
    let shown = Piece::new(t, &attachment.file, String::new(), false);
    let body = Sure {
        t,
        title: t.get("evidence-remove").into_owned(),
        text: t.get("evidence-remove-text").into_owned(),
        facts: vec![
            (t.get("evidence-of").into_owned(), of.map(|p| p.name.clone()).unwrap_or_default()),
            (t.get("evidence-file").into_owned(), format!("{} ({})", shown.name, shown.more)),
        ],
        errors,
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{leave}/{file}/remove"),
        button: t.get("evidence-remove").into_owned(),
        leave: leave.clone(),
        known: String::new(),
    };
    let over = vec![
        (super::address(acting, training, ""), view.training.details.title.clone()),
        (leave, t.get("evidence").into_owned()),
    ];
    let page = super::page(acting, t.get("evidence-remove"), over, body);
    Ok(page.status(status_of(found)).into_response())
}
