//! The history and the audit log of an organisation in one ZIP: for the organisation itself and for
//! an inspection of it.

use std::io::{Cursor, Write as _};

use fla_domain::access::Action;
use fla_domain::time::Instant;
use fla_store::change::{AuditEntry, Behalf, StoredChange};
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{App, Caller, Refused};

/// How many rows are read at a time.
const PAGE: i64 = 1_000;

impl App {
    /// A ZIP with `history.jsonl` and `audit.jsonl`: every change and every entry of the audit log
    /// of the caller's organisation, newest first, one JSON object a line. Names, and no SSINs.
    pub async fn log_copy(&self, caller: &Caller) -> Result<Vec<u8>, Refused> {
        self.may(caller, Action::ReadHistory, "logCopy").await?;
        let employer = caller.employer;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut tx = self.inner.store.read().await?;
        zip.start_file("history.jsonl", SimpleFileOptions::default()).map_err(broken)?;
        let mut before = Instant::LATEST;
        loop {
            let page = tx.recent_changes(employer, before, PAGE).await?;
            for change in &page {
                line(&mut zip, &of_change(change))?;
            }
            match page.last() {
                Some(last) if page.len() == rows() => before = last.at,
                _ => break,
            }
        }
        zip.start_file("audit.jsonl", SimpleFileOptions::default()).map_err(broken)?;
        let mut before = Instant::LATEST;
        loop {
            let mut page = tx.recent_audit(employer, before, PAGE).await?;
            let full = page.len() == rows();
            // Entries of one instant may be cut apart by a page: those are left to the next.
            let last = page.last().map(|entry| entry.at);
            if let (true, Some(last)) = (full, last)
                && page.first().is_some_and(|first| first.at != last)
            {
                page.retain(|entry| entry.at != last);
                before = Instant(last.0 + 1);
            } else {
                before = last.unwrap_or(before);
            }
            for entry in &page {
                line(&mut zip, &of_entry(entry))?;
            }
            if !full {
                break;
            }
        }
        tx.rollback().await?;
        let bytes = zip.finish().map_err(broken)?.into_inner();
        self.note_read(caller, "logCopy", Vec::new()).await?;
        Ok(bytes)
    }
}

fn rows() -> usize {
    usize::try_from(PAGE).unwrap_or(usize::MAX)
}

fn broken(_: impl std::error::Error) -> Refused {
    Refused::Broken("a ZIP of the log".to_owned())
}

fn line(zip: &mut ZipWriter<Cursor<Vec<u8>>>, value: &Value) -> Result<(), Refused> {
    writeln!(zip, "{value}").map_err(broken)
}

fn for_whom(behalf: &Behalf) -> Value {
    json!({
        "quality": behalf.quality,
        "organisation": behalf.organisation_name,
        "mandate": behalf.mandate.map(|id| id.to_string()),
    })
}

fn of_change(change: &StoredChange) -> Value {
    json!({
        "id": change.id.to_string(),
        "at": change.at.rfc3339(),
        "actor": change.actor_name,
        "role": change.role,
        "for": for_whom(&change.behalf),
        "channel": change.channel,
        "kind": change.kind,
        "reason": change.reason,
    })
}

fn of_entry(entry: &AuditEntry) -> Value {
    json!({
        "id": entry.id.to_string(),
        "at": entry.at.rfc3339(),
        "actor": entry.actor_name,
        "role": entry.role,
        "for": for_whom(&entry.behalf),
        "channel": entry.channel,
        "action": entry.action,
        "outcome": entry.outcome,
        "reason": entry.reason,
        "change": entry.change.map(|id| id.to_string()),
        "subjects": entry.subjects,
    })
}
