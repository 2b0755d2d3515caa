//! Batch files that come in over several requests: how far each is, and the pieces that came. Their
//! bytes are kept with the files.

use fla_domain::ids::{BatchFileId, EmployerId, FileId, UploadId};
use fla_domain::language::Language;
use fla_domain::time::Instant;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// A file that is coming in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredUpload {
    /// Its id.
    pub id: UploadId,
    /// Whose it is, as in changes.
    pub actor: String,
    /// The key under which the file is taken once.
    pub key: String,
    /// The name the sender gave the file.
    pub name: String,
    /// `R` real, `T` circuit test, `S` simulation.
    pub environment: String,
    /// Language of its answers.
    pub language: Language,
    /// Bytes that it will have.
    pub length: i64,
    /// Bytes that came.
    pub taken: i64,
    /// In how many pieces.
    pub pieces: i64,
    /// SHA-256 that all of it must have, in hexadecimal digits; empty where the sender gave none.
    pub checksum: String,
    /// Its signature, as it came.
    pub signature: Option<String>,
    /// When it was begun.
    pub made_at: Instant,
    /// What it became.
    pub file: Option<BatchFileId>,
}

/// A piece that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredPiece {
    /// Where its first byte stands, from 0.
    pub first: i64,
    /// Bytes.
    pub length: i64,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub digest: String,
    /// Its name where files are kept.
    pub file: FileId,
}

statements! {
    employer INSERT = "INSERT INTO file_upload (employer_id, id, actor_ssin, caller_key, name, environment, language, length, taken, pieces, checksum, made_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9, $10) ON CONFLICT DO NOTHING";
    employer GET = "SELECT id, actor_ssin, caller_key, name, environment, language, length, taken, pieces, checksum, signature, made_at, file_id FROM file_upload \
        WHERE employer_id = $1 AND id = $2";
    employer OF_KEY = "SELECT id, actor_ssin, caller_key, name, environment, language, length, taken, pieces, checksum, signature, made_at, file_id FROM file_upload \
        WHERE employer_id = $1 AND actor_ssin = $2 AND caller_key = $3";
    employer OPEN = "SELECT count(*) AS open FROM file_upload WHERE employer_id = $1 AND actor_ssin = $2 AND made_at > $3 AND file_id IS NULL";
    employer ADVANCE = "UPDATE file_upload SET taken = $4, pieces = pieces + 1 WHERE employer_id = $1 AND id = $2 AND taken = $3";
    employer PUT_PIECE = "INSERT INTO file_upload_piece (employer_id, upload_id, first, length, digest, file_id) VALUES ($1, $2, $3, $4, $5, $6)";
    employer PIECE = "SELECT first, length, digest, file_id FROM file_upload_piece WHERE employer_id = $1 AND upload_id = $2 AND first = $3";
    employer PIECES = "SELECT first, length, digest, file_id FROM file_upload_piece WHERE employer_id = $1 AND upload_id = $2 ORDER BY first";
    employer BECAME = "UPDATE file_upload SET file_id = $3 WHERE employer_id = $1 AND id = $2";
    employer SIGN = "UPDATE file_upload SET signature = $3 WHERE employer_id = $1 AND id = $2";
    employer REMOVE = "DELETE FROM file_upload WHERE employer_id = $1 AND id = $2";
    employer REMOVE_PIECES = "DELETE FROM file_upload_piece WHERE employer_id = $1 AND upload_id = $2";
    employer OLD = "SELECT id FROM file_upload WHERE employer_id = $1 AND made_at <= $2 ORDER BY made_at, id LIMIT $3";
}

fn upload(row: &Row) -> Result<StoredUpload, StoreError> {
    Ok(StoredUpload {
        id: row.get("id")?,
        actor: row.get("actor_ssin")?,
        key: row.get("caller_key")?,
        name: row.get("name")?,
        environment: row.get("environment")?,
        language: row.get("language")?,
        length: row.get("length")?,
        taken: row.get("taken")?,
        pieces: row.get("pieces")?,
        checksum: row.get("checksum")?,
        signature: row.get("signature")?,
        made_at: row.get("made_at")?,
        file: row.get("file_id")?,
    })
}

fn piece(row: &Row) -> Result<StoredPiece, StoreError> {
    Ok(StoredPiece {
        first: row.get("first")?,
        length: row.get("length")?,
        digest: row.get("digest")?,
        file: row.get("file_id")?,
    })
}

impl Tx {
    /// Begins an upload of which nothing came yet; `false` where its actor has one under this key.
    pub async fn insert_upload(
        &mut self,
        sender: EmployerId,
        u: &StoredUpload,
    ) -> Result<bool, StoreError> {
        let row = args![
            u.id,
            &u.actor,
            &u.key,
            &u.name,
            &u.environment,
            u.language,
            u.length,
            &u.checksum,
            u.made_at
        ];
        Ok(self.employer(sender).execute(&INSERT, row).await? > 0)
    }

    /// An upload of a sender.
    pub async fn get_upload(
        &mut self,
        sender: EmployerId,
        id: UploadId,
    ) -> Result<Option<StoredUpload>, StoreError> {
        let row = self.employer(sender).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(upload).transpose()
    }

    /// The upload that somebody of a sender began under a key.
    pub async fn upload_of_key(
        &mut self,
        sender: EmployerId,
        actor: &str,
        key: &str,
    ) -> Result<Option<StoredUpload>, StoreError> {
        let row = self.employer(sender).fetch_optional(&OF_KEY, args![actor, key]).await?;
        row.as_ref().map(upload).transpose()
    }

    /// How many uploads somebody of a sender began after an instant that became no file yet.
    pub async fn open_uploads(
        &mut self,
        sender: EmployerId,
        actor: &str,
        after: Instant,
    ) -> Result<i64, StoreError> {
        let row = self.employer(sender).fetch_optional(&OPEN, args![actor, after]).await?;
        row.map_or(Ok(0), |row| row.get("open"))
    }

    /// Adds a piece behind all that came; `false` where what came ends elsewhere.
    pub async fn add_piece(
        &mut self,
        sender: EmployerId,
        id: UploadId,
        p: &StoredPiece,
    ) -> Result<bool, StoreError> {
        let mut scope = self.employer(sender);
        let next = p.first.saturating_add(p.length);
        if scope.execute(&ADVANCE, args![id, p.first, next]).await? == 0 {
            return Ok(false);
        }
        let row = args![id, p.first, p.length, &p.digest, p.file];
        scope.execute(&PUT_PIECE, row).await?;
        Ok(true)
    }

    /// The piece whose first byte stands at a place.
    pub async fn get_piece(
        &mut self,
        sender: EmployerId,
        id: UploadId,
        first: i64,
    ) -> Result<Option<StoredPiece>, StoreError> {
        let row = self.employer(sender).fetch_optional(&PIECE, args![id, first]).await?;
        row.as_ref().map(piece).transpose()
    }

    /// The pieces of an upload in their order.
    pub async fn pieces(
        &mut self,
        sender: EmployerId,
        id: UploadId,
    ) -> Result<Vec<StoredPiece>, StoreError> {
        let rows = self.employer(sender).fetch(&PIECES, args![id]).await?;
        rows.iter().map(piece).collect()
    }

    /// Notes what an upload became.
    pub async fn upload_became(
        &mut self,
        sender: EmployerId,
        id: UploadId,
        file: BatchFileId,
    ) -> Result<(), StoreError> {
        self.employer(sender).execute(&BECAME, args![id, file]).await?;
        Ok(())
    }

    /// Puts a signature to an upload.
    pub async fn sign_upload(
        &mut self,
        sender: EmployerId,
        id: UploadId,
        signature: &str,
    ) -> Result<(), StoreError> {
        self.employer(sender).execute(&SIGN, args![id, signature]).await?;
        Ok(())
    }

    /// Forgets an upload and its pieces.
    pub async fn remove_upload(
        &mut self,
        sender: EmployerId,
        id: UploadId,
    ) -> Result<(), StoreError> {
        let mut scope = self.employer(sender);
        scope.execute(&REMOVE_PIECES, args![id]).await?;
        scope.execute(&REMOVE, args![id]).await?;
        Ok(())
    }

    /// Uploads that were begun at an instant or earlier.
    pub async fn old_uploads(
        &mut self,
        sender: EmployerId,
        until: Instant,
        limit: i64,
    ) -> Result<Vec<UploadId>, StoreError> {
        let rows = self.employer(sender).fetch(&OLD, args![until, limit]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }
}
