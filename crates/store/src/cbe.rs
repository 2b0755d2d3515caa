//! The open data of the Crossroads Bank for Enterprises: numbers and registered names. An extract is
//! written in many small transactions beside the one that is read, and takes its place in one step.

use fla_domain::identifier::EnterpriseNumber;
use fla_domain::language::Language;
use jiff::civil::Date;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// An extract that is loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CbeExtract {
    /// Its number here.
    pub id: i64,
    /// The day of which it tells.
    pub snapshot: Date,
    /// How many enterprises it holds.
    pub enterprises: u64,
    /// How many names it holds.
    pub names: u64,
}

/// The registered name of an enterprise in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CbeName {
    /// The enterprise.
    pub number: EnterpriseNumber,
    /// The language, where the CBE knows it.
    pub language: Option<Language>,
    /// Its line in the file, which gives the order.
    pub line: i64,
    /// The name.
    pub name: String,
}

statements! {
    global LOADED = "SELECT id, snapshot, enterprises, names FROM cbe_extract WHERE state = 'loaded'";
    global KNOWN = "SELECT number FROM cbe_enterprise WHERE extract_id = $1 AND number IN ANY_TEXT($2)";
    global NAMES = "SELECT number, language, line, name FROM cbe_name \
        WHERE extract_id = $1 AND number IN ANY_TEXT($2) ORDER BY number, line";

    global GIVE_UP_OTHERS = "UPDATE cbe_extract SET state = 'old' WHERE state = 'loading'";
    global GIVE_UP = "UPDATE cbe_extract SET state = 'old' WHERE id = $1 AND state = 'loading'";
    global BEGIN = "INSERT INTO cbe_extract (id, state, snapshot, enterprises, names) \
        SELECT COALESCE(MAX(id), 0) + 1, 'loading', $1, 0, 0 FROM cbe_extract RETURNING id";
    global COUNT = "UPDATE cbe_extract SET enterprises = enterprises + $2, names = names + $3 \
        WHERE id = $1 AND state = 'loading'";
    bulk global ADD_ENTERPRISES = "cbe_enterprise" (extract_id int, number text) on conflict "DO NOTHING";
    bulk global ADD_NAMES = "cbe_name" (extract_id int, number text, language text, line int, name text) on conflict "DO NOTHING";
    global RETIRE = "UPDATE cbe_extract SET state = 'old' WHERE state = 'loaded'";
    global TAKE = "UPDATE cbe_extract SET state = 'loaded' WHERE id = $1 AND state = 'loading'";

    global OLD = "SELECT id FROM cbe_extract WHERE state = 'old' ORDER BY id";
    global CLEAR_ENTERPRISES = "DELETE FROM cbe_enterprise WHERE extract_id = $1 AND number IN \
        (SELECT number FROM cbe_enterprise WHERE extract_id = $1 ORDER BY number LIMIT $2)";
    global CLEAR_NAMES = "DELETE FROM cbe_name WHERE extract_id = $1 AND number IN \
        (SELECT number FROM cbe_name WHERE extract_id = $1 ORDER BY number LIMIT $2)";
    global FORGET = "DELETE FROM cbe_extract WHERE id = $1 AND state = 'old'";
}

fn name(row: &Row) -> Result<CbeName, StoreError> {
    let language = row.code("language", |code| match code {
        "" => Some(None),
        code => Language::from_code(code).map(Some),
    })?;
    Ok(CbeName {
        number: row.get("number")?,
        language,
        line: row.get("line")?,
        name: row.get("name")?,
    })
}

fn count(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

impl Tx {
    /// The extract that is read, where one was loaded.
    pub async fn cbe_extract(&mut self) -> Result<Option<CbeExtract>, StoreError> {
        let row = self.global().fetch_optional(&LOADED, args![]).await?;
        row.map(|row| {
            Ok(CbeExtract {
                id: row.get("id")?,
                snapshot: row.get("snapshot")?,
                enterprises: row.get("enterprises")?,
                names: row.get("names")?,
            })
        })
        .transpose()
    }

    /// Which of some numbers an extract knows.
    pub async fn cbe_known(
        &mut self,
        extract: i64,
        numbers: &[EnterpriseNumber],
    ) -> Result<Vec<EnterpriseNumber>, StoreError> {
        let rows = self.global().fetch(&KNOWN, args![extract, numbers]).await?;
        rows.iter().map(|row| row.get("number")).collect()
    }

    /// The names of some numbers, those of one number in the order of the file.
    pub async fn cbe_names(
        &mut self,
        extract: i64,
        numbers: &[EnterpriseNumber],
    ) -> Result<Vec<CbeName>, StoreError> {
        let rows = self.global().fetch(&NAMES, args![extract, numbers]).await?;
        rows.iter().map(name).collect()
    }

    /// Begins to load an extract; another load that is under way ends with it.
    pub async fn begin_cbe(&mut self, snapshot: Date) -> Result<i64, StoreError> {
        self.global().execute(&GIVE_UP_OTHERS, args![]).await?;
        self.global().fetch_one(&BEGIN, args![snapshot]).await?.get("id")
    }

    /// Adds numbers and names; what is there already stays as it is. Says whether the extract is
    /// still being loaded: otherwise another load began, and nothing should be committed.
    pub async fn add_to_cbe(
        &mut self,
        extract: i64,
        numbers: Vec<EnterpriseNumber>,
        names: Vec<CbeName>,
    ) -> Result<bool, StoreError> {
        let numbers = numbers.into_iter().map(move |number| args![extract, &number]);
        let enterprises = self.global().insert_counted(&ADD_ENTERPRISES, numbers).await?;
        let names = names.into_iter().map(move |n| {
            args![extract, &n.number, n.language.map_or("", Language::code), n.line, &n.name]
        });
        let names = self.global().insert_counted(&ADD_NAMES, names).await?;
        Ok(self.global().execute(&COUNT, args![extract, count(enterprises), count(names)]).await?
            > 0)
    }

    /// Puts an extract in the place of the one that is read; says whether it was still being loaded.
    pub async fn take_cbe(&mut self, extract: i64) -> Result<bool, StoreError> {
        self.global().execute(&RETIRE, args![]).await?;
        Ok(self.global().execute(&TAKE, args![extract]).await? > 0)
    }

    /// Gives an extract up that is being loaded.
    pub async fn give_up_cbe(&mut self, extract: i64) -> Result<(), StoreError> {
        self.global().execute(&GIVE_UP, args![extract]).await?;
        Ok(())
    }

    /// Clears some of what nobody reads any more; says whether there may be more.
    pub async fn clear_old_cbe(&mut self, limit: i64) -> Result<bool, StoreError> {
        let Some(row) = self.global().fetch_optional(&OLD, args![]).await? else {
            return Ok(false);
        };
        let id: i64 = row.get("id")?;
        let numbers = self.global().execute(&CLEAR_ENTERPRISES, args![id, limit]).await?;
        let names = self.global().execute(&CLEAR_NAMES, args![id, limit]).await?;
        if numbers + names == 0 {
            self.global().execute(&FORGET, args![id]).await?;
        }
        Ok(true)
    }
}
