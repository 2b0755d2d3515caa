//! The folders in which senders leave batch files: whose each is, and which instance looks after them.

use fla_domain::ids::{ClientId, EmployerId};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use uuid::Uuid;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// The folder of a sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFolder {
    /// The number of the sender, as in names of files.
    pub number: i64,
    /// The organisation.
    pub organisation: EmployerId,
    /// As which of its software it sends.
    pub client: ClientId,
    /// Language of the answers.
    pub language: Language,
    /// SHA-256 of certificates that may sign besides those of the organisation itself, in hexadecimal
    /// digits.
    pub signers: Vec<String>,
    /// Since when.
    pub made_at: Instant,
}

statements! {
    global INSERT = "INSERT INTO sender_folder (number, organisation_id, client_id, language, signers, made_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    global LIST = "SELECT number, organisation_id, client_id, language, signers, made_at FROM sender_folder ORDER BY number";
    global END = "DELETE FROM sender_folder WHERE number = $1 AND organisation_id = $2";
    global END_OF = "DELETE FROM sender_folder WHERE organisation_id = $1 AND client_id = $2";
    global WATCH = "INSERT INTO folder_watch (n, holder, until_at) VALUES (1, $1, $2) \
        ON CONFLICT (n) DO UPDATE SET holder = excluded.holder, until_at = excluded.until_at WHERE folder_watch.holder = excluded.holder OR folder_watch.until_at < $3";
}

fn folder(row: &Row) -> Result<StoredFolder, StoreError> {
    let signers: String = row.get("signers")?;
    Ok(StoredFolder {
        number: row.get("number")?,
        organisation: row.get("organisation_id")?,
        client: row.get("client_id")?,
        language: row.get("language")?,
        signers: signers.split_ascii_whitespace().map(str::to_owned).collect(),
        made_at: row.get("made_at")?,
    })
}

impl Tx {
    /// Gives a folder; `false` where the number is given already, to whomever.
    pub async fn insert_folder(&mut self, f: &StoredFolder) -> Result<bool, StoreError> {
        let signers = f.signers.join(" ");
        let args = args![f.number, f.organisation, f.client, f.language, signers, f.made_at];
        Ok(self.global().execute(&INSERT, args).await? > 0)
    }

    /// All folders that are given, by their numbers.
    pub async fn folders(&mut self) -> Result<Vec<StoredFolder>, StoreError> {
        self.global().fetch(&LIST, args![]).await?.iter().map(folder).collect()
    }

    /// Takes a folder back; `false` where the organisation has none of this number.
    pub async fn end_folder(&mut self, of: EmployerId, number: i64) -> Result<bool, StoreError> {
        Ok(self.global().execute(&END, args![number, of]).await? > 0)
    }

    /// Takes the folders of software back.
    pub async fn end_folders_of(&mut self, of: EmployerId, id: ClientId) -> Result<(), StoreError> {
        self.global().execute(&END_OF, args![of, id]).await?;
        Ok(())
    }

    /// Has one instance look after the folders until an instant; `false` where another one does.
    pub async fn watch_folders(
        &mut self,
        holder: Uuid,
        until: Instant,
        now: Instant,
    ) -> Result<bool, StoreError> {
        Ok(self.global().execute(&WATCH, args![holder, until, now]).await? > 0)
    }
}
