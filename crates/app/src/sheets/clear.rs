//! Clearing: rows of spreadsheets are full of people's data, and nobody needs them for ever. How
//! many there were, what became of them and what the register holds of them stay.

use fla_domain::access::Action;
use fla_domain::ids::{EmployerId, FileId};
use fla_domain::time::Instant;
use jiff::ToSpan as _;
use jiff::civil::Date;
use uuid::Uuid;

use super::layout::Layout;
use super::{Report, parse, text_of};
use crate::{App, Caller, Channel, Refused};

/// Microseconds of a day.
pub(crate) const DAY: i64 = 86_400_000_000;
/// Imports cleared at once.
const CHUNK: i64 = 100;

/// A file as it came, kept as evidence.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// Its name, as it was sent.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl App {
    /// The last day on which the rows of an import that last went on at an instant are kept.
    pub(crate) fn rows_kept_until(&self, touched: Instant) -> Date {
        touched.date_in_brussels().saturating_add(i64::from(self.sheet_days()).days())
    }

    /// The instant before which what last went on is cleared now.
    pub(crate) fn cleared_before(&self) -> Instant {
        Instant(self.now().0 - i64::from(self.sheet_days()) * DAY)
    }

    /// Clears the rows of an employer's imports that went on long ago.
    pub(crate) async fn clear_sheets(&self, employer: EmployerId) -> Result<(), Refused> {
        let caller = Caller::system(employer, Channel::System, "clear");
        loop {
            let mut work = self.begin_long(&caller).await?;
            let old = work.tx.sheets_to_clear(employer, self.cleared_before(), CHUNK).await?;
            if old.is_empty() {
                work.tx.rollback().await?;
                return Ok(());
            }
            let mut gone: Vec<FileId> = Vec::new();
            for mut sheet in old {
                let mut report: Report = parse(&sheet.report)?;
                report.counts = work.tx.sheet_counts(employer, sheet.id).await?;
                report.counts.retain(|(code, _)| !code.is_empty());
                work.tx.delete_sheet_rows(employer, sheet.id).await?;
                let mut layout: Layout = parse(&sheet.columns)?;
                layout.columns.iter_mut().for_each(|column| column.samples.clear());
                if matches!(sheet.state.as_str(), "columns" | "ready" | "looking" | "reading") {
                    "left".clone_into(&mut sheet.state);
                }
                // A file from which nothing was taken is evidence of nothing; one that cannot be
                // read as a table is all there is, and stays.
                let evidence = report.copy
                    && (sheet.state == "refused"
                        || report.counts.iter().any(|(code, _)| code == "done" || code == "stays"));
                if !evidence {
                    gone.extend(sheet.file.take());
                }
                sheet.columns = text_of(&layout)?;
                sheet.report = text_of(&report)?;
                sheet.cleared_at = Some(work.at);
                work.tx.update_sheet(employer, &sheet).await?;
            }
            work.tx.commit().await?;
            self.discard(&gone).await;
        }
    }

    /// The file of an import, where it is kept as evidence; hidden where it is not, or is another
    /// employer's.
    pub async fn sheet_file(&self, caller: &Caller, id: Uuid) -> Result<KeptFile, Refused> {
        self.may(caller, Action::ImportDeclarations, "sheetFile").await?;
        let mut tx = self.inner.store.read().await?;
        let sheet = tx.get_sheet(caller.employer(), id).await?;
        let sheet = self.there(caller, "sheetFile", sheet).await?;
        tx.rollback().await?;
        let report: Report = parse(&sheet.report)?;
        let file = self.there(caller, "sheetFile", sheet.file.filter(|_| report.copy)).await?;
        self.note_read(caller, "sheetFile", Vec::new()).await?;
        let bytes = self.inner.files.read(file).await;
        let bytes = bytes.map_err(|error| crate::import::disk(&error))?;
        Ok(KeptFile { name: sheet.name, bytes })
    }
}
