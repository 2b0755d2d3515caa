//! Spreadsheets that came in: the import, its rows with what is to become of each, and which
//! column of a layout is what.

use fla_domain::ids::{ChangeId, CompanyDaysId, EmployeeId, EmployerId, FileId, JobId, TrainingId};
use fla_domain::time::Instant;
use uuid::Uuid;

use crate::engine::{Row, StoreError, Tx, Value};
use crate::{args, statements};

/// An import of a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetImport {
    /// Its id.
    pub id: Uuid,
    /// What its rows are, as code; empty while that is not known.
    pub kind: String,
    /// Where it stands, as code.
    pub state: String,
    /// The name of the file, or what was pasted.
    pub name: String,
    /// The file, while it is kept.
    pub file: Option<FileId>,
    /// In which form it came, as JSON.
    pub form: String,
    /// Its columns, as JSON.
    pub columns: String,
    /// What each column is, as JSON.
    pub mapping: String,
    /// What was found and done, as JSON.
    pub report: String,
    /// The job that works at it, or worked last.
    pub job: Option<JobId>,
    /// When it came.
    pub created_at: Instant,
    /// Who brought it.
    pub actor_name: String,
    /// When it last went on.
    pub touched_at: Instant,
    /// When its rows were cleared.
    pub cleared_at: Option<Instant>,
}

/// A row of a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number as the spreadsheet shows it.
    pub number: i64,
    /// Its cells, as JSON.
    pub cells: String,
    /// What is to become of it, or became of it, as code; empty while not looked at.
    pub verdict: String,
    /// Rows with the same are carried out together.
    pub group: String,
    /// Rows with the same speak of the same thing.
    pub item: String,
    /// What is wrong with it, as JSON.
    pub faults: String,
    /// What it made, as JSON.
    pub made: String,
}

statements! {
    bulk employer INSERT = "sheet_import" (id id, kind text, state text, name text, file_id id?, form text, columns text, mapping text, report text, job_id id?, created_at int, actor_name text, touched_at int, cleared_at int?);
    employer GET = "SELECT id, kind, state, name, file_id, form, columns, mapping, report, job_id, created_at, actor_name, touched_at, cleared_at FROM sheet_import WHERE employer_id = $1 AND id = $2";
    employer RECENT = "SELECT id, kind, state, name, file_id, form, columns, mapping, report, job_id, created_at, actor_name, touched_at, cleared_at FROM sheet_import WHERE employer_id = $1 ORDER BY created_at DESC, id LIMIT $2";
    employer UPDATE = "UPDATE sheet_import SET kind = $3, state = $4, file_id = $5, form = $6, columns = $7, mapping = $8, report = $9, job_id = $10, touched_at = $11, cleared_at = $12 WHERE employer_id = $1 AND id = $2";

    bulk employer PUT_ROWS = "sheet_row" (import_id id, row_number int, cells text, verdict text, group_key text, item_key text, faults text, made text)
        on conflict "(employer_id, import_id, row_number) DO UPDATE SET verdict = excluded.verdict, group_key = excluded.group_key, item_key = excluded.item_key, faults = excluded.faults, made = excluded.made";
    employer ROWS = "SELECT row_number, cells, verdict, group_key, item_key, faults, made FROM sheet_row \
        WHERE employer_id = $1 AND import_id = $2 AND verdict = $3 AND row_number > $4 ORDER BY row_number LIMIT $5";
    employer ALL_ROWS = "SELECT row_number, cells, verdict, group_key, item_key, faults, made FROM sheet_row \
        WHERE employer_id = $1 AND import_id = $2 AND row_number > $3 ORDER BY row_number LIMIT $4";
    employer OF_GROUPS = "SELECT row_number, cells, verdict, group_key, item_key, faults, made FROM sheet_row \
        WHERE employer_id = $1 AND import_id = $2 AND group_key IN ANY_TEXT($3) ORDER BY row_number";
    employer OF_ITEMS = "SELECT row_number, cells, verdict, group_key, item_key, faults, made FROM sheet_row \
        WHERE employer_id = $1 AND import_id = $2 AND item_key IN ANY_TEXT($3) ORDER BY row_number";
    employer LAST_ROWS = "SELECT row_number, cells, verdict, group_key, item_key, faults, made FROM sheet_row \
        WHERE employer_id = $1 AND import_id = $2 AND verdict = $3 ORDER BY row_number DESC LIMIT $4";
    employer COUNTS = "SELECT verdict, COUNT(*) AS n FROM sheet_row WHERE employer_id = $1 AND import_id = $2 GROUP BY verdict";
    employer KEPT = "SELECT id, kind, state, name, file_id, form, columns, mapping, report, job_id, created_at, actor_name, touched_at, cleared_at FROM sheet_import \
        WHERE employer_id = $1 AND cleared_at IS NULL AND touched_at < $2 ORDER BY touched_at, id LIMIT $3";
    employer DELETE_ROWS = "DELETE FROM sheet_row WHERE employer_id = $1 AND import_id = $2";
    employer CLEAR = "UPDATE sheet_row SET verdict = '', group_key = '', item_key = '', faults = '[]' WHERE employer_id = $1 AND import_id = $2";

    employer LAYOUT = "SELECT kind, mapping FROM sheet_layout WHERE employer_id = $1 AND digest = $2";
    bulk employer KEEP_LAYOUT = "sheet_layout" (digest text, kind text, mapping text, used_at int)
        on conflict "(employer_id, digest) DO UPDATE SET kind = excluded.kind, mapping = excluded.mapping, used_at = excluded.used_at";

    employer BY_NAME = "SELECT id, sort_name FROM employee WHERE employer_id = $1 AND sort_name IN ANY_TEXT($2) AND known_to = 9223372036854775807";
    employer BY_TITLE = "SELECT id FROM training WHERE employer_id = $1 AND start_date IN ANY_TEXT($3) AND sort_title IN ANY_TEXT($2) AND known_to = 9223372036854775807 AND withdrawn = 0 ORDER BY id";
    employer DAYS_OF_CHANGE = "SELECT id FROM company_days WHERE employer_id = $1 AND change_id = $2 AND known_to = 9223372036854775807";
    employer ALL_DAYS = "SELECT id FROM company_days WHERE employer_id = $1 AND known_to = 9223372036854775807 ORDER BY year, id";
}

fn import(row: &Row) -> Result<SheetImport, StoreError> {
    Ok(SheetImport {
        id: row.get("id")?,
        kind: row.get("kind")?,
        state: row.get("state")?,
        name: row.get("name")?,
        file: row.get("file_id")?,
        form: row.get("form")?,
        columns: row.get("columns")?,
        mapping: row.get("mapping")?,
        report: row.get("report")?,
        job: row.get("job_id")?,
        created_at: row.get("created_at")?,
        actor_name: row.get("actor_name")?,
        touched_at: row.get("touched_at")?,
        cleared_at: row.get("cleared_at")?,
    })
}

fn sheet_row(row: &Row) -> Result<SheetRow, StoreError> {
    Ok(SheetRow {
        number: row.get("row_number")?,
        cells: row.get("cells")?,
        verdict: row.get("verdict")?,
        group: row.get("group_key")?,
        item: row.get("item_key")?,
        faults: row.get("faults")?,
        made: row.get("made")?,
    })
}

impl Tx {
    /// Adds an import.
    pub async fn insert_sheet(
        &mut self,
        employer: EmployerId,
        i: &SheetImport,
    ) -> Result<(), StoreError> {
        let row: Vec<Value> = args![
            i.id,
            &i.kind,
            &i.state,
            &i.name,
            i.file,
            &i.form,
            &i.columns,
            &i.mapping,
            &i.report,
            i.job,
            i.created_at,
            &i.actor_name,
            i.touched_at,
            i.cleared_at
        ];
        self.employer(employer).insert_many(&INSERT, vec![row]).await?;
        Ok(())
    }

    /// An import.
    pub async fn get_sheet(
        &mut self,
        employer: EmployerId,
        id: Uuid,
    ) -> Result<Option<SheetImport>, StoreError> {
        let row = self.employer(employer).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(import).transpose()
    }

    /// The last imports, newest first.
    pub async fn recent_sheets(
        &mut self,
        employer: EmployerId,
        limit: i64,
    ) -> Result<Vec<SheetImport>, StoreError> {
        self.employer(employer).fetch(&RECENT, args![limit]).await?.iter().map(import).collect()
    }

    /// Writes where an import stands.
    pub async fn update_sheet(
        &mut self,
        employer: EmployerId,
        i: &SheetImport,
    ) -> Result<(), StoreError> {
        let values = args![
            i.id,
            &i.kind,
            &i.state,
            i.file,
            &i.form,
            &i.columns,
            &i.mapping,
            &i.report,
            i.job,
            i.touched_at,
            i.cleared_at
        ];
        self.employer(employer).execute(&UPDATE, values).await?;
        Ok(())
    }

    /// Imports whose rows are still kept and that last went on before an instant, oldest first.
    pub async fn sheets_to_clear(
        &mut self,
        employer: EmployerId,
        before: Instant,
        limit: i64,
    ) -> Result<Vec<SheetImport>, StoreError> {
        let rows = self.employer(employer).fetch(&KEPT, args![before, limit]).await?;
        rows.iter().map(import).collect()
    }

    /// Deletes the rows of an import.
    pub async fn delete_sheet_rows(
        &mut self,
        employer: EmployerId,
        import: Uuid,
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&DELETE_ROWS, args![import]).await?;
        Ok(())
    }

    /// Writes rows; of those that are there everything but their cells.
    pub async fn put_sheet_rows(
        &mut self,
        employer: EmployerId,
        import: Uuid,
        rows: &[SheetRow],
    ) -> Result<(), StoreError> {
        let rows = rows.iter().map(|r| -> Vec<Value> {
            args![import, r.number, &r.cells, &r.verdict, &r.group, &r.item, &r.faults, &r.made]
        });
        self.employer(employer).insert_many(&PUT_ROWS, rows).await?;
        Ok(())
    }

    /// The next rows behind a number: of one verdict, or all.
    pub async fn sheet_rows(
        &mut self,
        employer: EmployerId,
        import: Uuid,
        verdict: Option<&str>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<SheetRow>, StoreError> {
        let mut scope = self.employer(employer);
        let rows = match verdict {
            Some(verdict) => scope.fetch(&ROWS, args![import, verdict, after, limit]).await?,
            None => scope.fetch(&ALL_ROWS, args![import, after, limit]).await?,
        };
        rows.iter().map(sheet_row).collect()
    }

    /// The rows of groups.
    pub async fn sheet_groups(
        &mut self,
        employer: EmployerId,
        import: Uuid,
        groups: &[String],
    ) -> Result<Vec<SheetRow>, StoreError> {
        let rows = self.employer(employer).fetch(&OF_GROUPS, args![import, groups]).await?;
        rows.iter().map(sheet_row).collect()
    }

    /// The rows that speak of these things.
    pub async fn sheet_items(
        &mut self,
        employer: EmployerId,
        import: Uuid,
        items: &[String],
    ) -> Result<Vec<SheetRow>, StoreError> {
        let rows = self.employer(employer).fetch(&OF_ITEMS, args![import, items]).await?;
        rows.iter().map(sheet_row).collect()
    }

    /// The last rows of a verdict, from the end of the sheet on.
    pub async fn last_sheet_rows(
        &mut self,
        employer: EmployerId,
        import: Uuid,
        verdict: &str,
        limit: i64,
    ) -> Result<Vec<SheetRow>, StoreError> {
        let values = args![import, verdict, limit];
        let rows = self.employer(employer).fetch(&LAST_ROWS, values).await?;
        rows.iter().map(sheet_row).collect()
    }

    /// How many rows of an import there are of each verdict.
    pub async fn sheet_counts(
        &mut self,
        employer: EmployerId,
        import: Uuid,
    ) -> Result<Vec<(String, i64)>, StoreError> {
        let rows = self.employer(employer).fetch(&COUNTS, args![import]).await?;
        rows.iter().map(|r| Ok((r.get("verdict")?, r.get("n")?))).collect()
    }

    /// Forgets the verdicts of all rows, to look at them again.
    pub async fn clear_sheet_rows(
        &mut self,
        employer: EmployerId,
        import: Uuid,
    ) -> Result<(), StoreError> {
        self.employer(employer).execute(&CLEAR, args![import]).await?;
        Ok(())
    }

    /// What a layout was said to be: the kind of its rows, and its columns as JSON.
    pub async fn sheet_layout(
        &mut self,
        employer: EmployerId,
        digest: &str,
    ) -> Result<Option<(String, String)>, StoreError> {
        let row = self.employer(employer).fetch_optional(&LAYOUT, args![digest]).await?;
        row.map(|r| Ok((r.get("kind")?, r.get("mapping")?))).transpose()
    }

    /// Remembers what a layout is.
    pub async fn keep_sheet_layout(
        &mut self,
        employer: EmployerId,
        digest: &str,
        kind: &str,
        mapping: &str,
        at: Instant,
    ) -> Result<(), StoreError> {
        let row: Vec<Value> = args![digest, kind, mapping, at];
        self.employer(employer).insert_many(&KEEP_LAYOUT, vec![row]).await?;
        Ok(())
    }

    /// The employees with these names, as [`crate::employee::Person::sort_name`] writes them.
    pub async fn employees_by_name(
        &mut self,
        employer: EmployerId,
        names: &[String],
    ) -> Result<Vec<(EmployeeId, String)>, StoreError> {
        let rows = self.employer(employer).fetch(&BY_NAME, args![names]).await?;
        rows.iter().map(|r| Ok((r.get("id")?, r.get("sort_name")?))).collect()
    }

    /// Trainings that are not withdrawn, with one of these folded titles and first days.
    pub async fn trainings_by_title(
        &mut self,
        employer: EmployerId,
        titles: &[String],
        starts: &[String],
    ) -> Result<Vec<TrainingId>, StoreError> {
        let rows = self.employer(employer).fetch(&BY_TITLE, args![titles, starts]).await?;
        rows.iter().map(|r| r.get("id")).collect()
    }

    /// The company days that a change gave and that still stand.
    pub async fn company_days_of_change(
        &mut self,
        employer: EmployerId,
        change: ChangeId,
    ) -> Result<Vec<CompanyDaysId>, StoreError> {
        let rows = self.employer(employer).fetch(&DAYS_OF_CHANGE, args![change]).await?;
        rows.iter().map(|r| r.get("id")).collect()
    }

    /// All company days that stand, by year.
    pub async fn all_company_days(
        &mut self,
        employer: EmployerId,
    ) -> Result<Vec<CompanyDaysId>, StoreError> {
        let rows = self.employer(employer).fetch(&ALL_DAYS, args![]).await?;
        rows.iter().map(|r| r.get("id")).collect()
    }
}
