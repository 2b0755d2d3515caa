//! Evidence of own records, and of what employers registered: taken, given back, removed.

use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Response};
use fla_app::{OwnCommand, RecordView};
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::{FileId, OwnRecordId};

use super::{below, records};
use crate::form::{Head, Posted, Stop, faults, see, status_of};
use crate::pages::evidence::{self, Piece, Receiver, Sure};
use crate::pages::register::{Visit, id};
use crate::view::ErrorSummary;

pub async fn take(
    visit: Visit,
    Path(record): Path<String>,
    mut parts: Multipart,
) -> Result<Response, Stop> {
    let record: OwnRecordId = id(&record)?;
    // Somebody else's record is answered before anything is received.
    visit.app.own_record(&visit.someone.person, record).await?;
    let sent = evidence::gather(&Receiver::Own(&visit), &mut parts).await?;
    let key = sent.fields.text("key").to_owned();
    let file = match sent.evidence {
        Ok(file) => file,
        Err(found) => return records::page(&visit, record, None, &found, &key).await,
    };
    let key_given = sent.fields.key()?;
    match visit.app.keep_own(&visit.someone.person, record, file, &key_given).await {
        Ok(_) => Ok(see(&format!("/account/records/{record}?done=own-evidence-added"))),
        Err(refused) => {
            let found = faults(refused)?;
            records::page(&visit, record, None, &found, sent.fields.key_after(&found)).await
        }
    }
}

pub async fn give(visit: Visit, Path(file): Path<String>) -> Result<Response, Stop> {
    let content = visit.app.own_evidence(&visit.someone.person, id(&file)?).await?;
    Ok(evidence::download(content))
}

pub async fn give_of_employer(visit: Visit, Path(file): Path<String>) -> Result<Response, Stop> {
    let content = visit.app.own_attachment(&visit.someone.person, id(&file)?).await?;
    Ok(evidence::download(content))
}

pub async fn ask(visit: Visit, Path(file): Path<String>) -> Result<Response, Stop> {
    sure(&visit, id(&file)?, &Posted::default(), &[]).await
}

pub async fn remove(
    visit: Visit,
    Path(file): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let file: FileId = id(&file)?;
    let command = OwnCommand::RemoveEvidence { file };
    match visit.app.submit_own(&visit.someone.person, &command, &posted.key()?).await {
        Ok(receipt) => {
            Ok(see(&format!("/account/records/{}?done=own-evidence-removed", receipt.record)))
        }
        Err(refused) => sure(&visit, file, &posted, &faults(refused)?).await,
    }
}

async fn sure(
    visit: &Visit,
    file: FileId,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let records = visit.app.own_records(&visit.someone.person).await?;
    let of = |view: &RecordView| {
        let piece = view.files.iter().find(|f| f.id == file)?.clone();
        Some((view.record.clone(), piece))
    };
    let (record, piece) = records.iter().find_map(of).ok_or(fla_app::Refused::Hidden)?;
    let shown = Piece::new(t, &piece, String::new(), false);
    let here = format!("/account/records/{}", record.id);
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        errors.add_anomaly("", fault);
    }
    let body = Sure {
        t,
        title: t.get("evidence-remove").into_owned(),
        text: t.get("evidence-remove-text").into_owned(),
        facts: vec![
            (t.get("own-name").into_owned(), record.details.title.clone()),
            (t.get("evidence-file").into_owned(), format!("{} ({})", shown.name, shown.more)),
        ],
        errors,
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        action: format!("/account/files/{file}/remove"),
        button: t.get("evidence-remove").into_owned(),
        leave: here.clone(),
        known: String::new(),
    };
    let over = vec![
        ("/account/records", t.get("own-records").into_owned()),
        (here.as_str(), record.details.title),
    ];
    let page = below(visit, t.get("evidence-remove"), over, body);
    Ok(page.status(status_of(found)).into_response())
}
