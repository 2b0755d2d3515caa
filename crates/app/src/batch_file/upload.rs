//! Batch files that come in over several requests, so that a line which breaks loses little. Each piece
//! is a file of its own until the whole is there, and the register notes it only once it is on disk:
//! whatever was noted came whole, whichever instance took it. What comes of the whole is what comes of a
//! file that was sent at once.
//!
//! An upload lives a day from its beginning. No piece of one that lives is older, so the sweeping of
//! files that nobody knows takes no piece that is needed, and removes those of uploads that were left.

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{BatchFileId, EmployerId, FileId, UploadId};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_files::Content;
use fla_formats::file_name::Environment;
use fla_signature::LONGEST;
use fla_signature::reason::Reason;
use fla_store::upload::{StoredPiece, StoredUpload};
use sha2::{Digest as _, Sha256};

use super::{CHUNK, NewBatchFile, RECEIVED, broken};
use crate::import::{IncomingFile, disk};
use crate::sheets::{DAY, hexadecimal};
use crate::{App, Caller, Key, Refused, Upload, UploadLimits};

/// How long an upload lives, in microseconds: as long as files that nobody knows stay.
const LIFE: i64 = DAY;
/// Uploads that one sender has open at a time.
const OPEN: i64 = 20;
/// Pieces of one upload.
const PIECES: i64 = 10_000;
/// What is looked for where an upload is hidden.
const KIND: &str = "batchFileUpload";

/// What somebody is going to send.
#[derive(Clone, Debug)]
pub struct NewUpload {
    /// The name of the file.
    pub name: String,
    /// What is to be done with it.
    pub environment: Environment,
    /// Language of its answers.
    pub language: Language,
    /// Bytes that it has.
    pub length: u64,
    /// SHA-256 of them in lower-case hexadecimal digits, where the sender wants it checked.
    pub checksum: Option<String>,
}

/// A file that is coming in.
#[derive(Clone, Debug)]
pub struct UploadView {
    /// Its id.
    pub id: UploadId,
    /// The name of the file.
    pub name: String,
    /// What is to be done with it.
    pub environment: Environment,
    /// Bytes that it will have.
    pub length: u64,
    /// Bytes that came; the next piece begins there.
    pub taken: u64,
    /// Until when it lives.
    pub expires_at: Instant,
    /// What it became.
    pub file: Option<BatchFileId>,
}

/// Where a piece stands to what came before.
#[derive(Debug)]
pub enum Placed<T> {
    /// It joins on, or came before in the same way.
    Fits(T),
    /// What came before ends at this byte.
    Elsewhere(u64),
}

/// A piece that is coming in. Dropped before [`App::keep_piece`], nothing of it stays.
pub struct Piece {
    upload: UploadId,
    first: i64,
    sum: Sha256,
    length: i64,
    bytes: Upload,
}

impl Piece {
    /// Adds bytes.
    ///
    /// # Errors
    /// `FILE-093` where the file would be longer than was said.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        self.bytes.write(bytes).await?;
        self.sum.update(bytes);
        self.length = self.length.saturating_add(i64::try_from(bytes.len()).unwrap_or(i64::MAX));
        Ok(())
    }

    /// How many bytes it has.
    pub fn length(&self) -> u64 {
        unsigned(self.length)
    }
}

fn unsigned(bytes: i64) -> u64 {
    u64::try_from(bytes).unwrap_or(0)
}

fn signed(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

impl UploadView {
    fn new(stored: StoredUpload) -> Result<Self, Refused> {
        Ok(Self {
            id: stored.id,
            environment: Environment::from_code(&stored.environment).ok_or_else(broken)?,
            name: stored.name,
            length: unsigned(stored.length),
            taken: unsigned(stored.taken),
            expires_at: Instant(stored.made_at.0.saturating_add(LIFE)),
            file: stored.file,
        })
    }
}

impl App {
    /// Begins an upload, once under its key; the file is taken under the same key when it is whole.
    ///
    /// # Errors
    /// `FILE-093` for a file that is too long, `UPLOAD-901` where too many uploads are open.
    pub async fn begin_upload(
        &self,
        caller: &Caller,
        new: &NewUpload,
        key: &Key,
    ) -> Result<UploadView, Refused> {
        self.may(caller, Action::SendFiles, RECEIVED).await?;
        UploadLimits::default().fits(new.length)?;
        let stored = StoredUpload {
            id: UploadId(self.opaque_id()),
            actor: caller.actor().into_owned(),
            key: key.as_str().to_owned(),
            name: new.name.clone(),
            environment: new.environment.code().to_owned(),
            language: new.language,
            length: signed(new.length),
            taken: 0,
            pieces: 0,
            checksum: new.checksum.clone().unwrap_or_default(),
            signature: None,
            made_at: self.now(),
            file: None,
        };
        let sender = caller.employer();
        let mut tx = self.inner.store.write().await?;
        if let Some(earlier) = tx.upload_of_key(sender, &stored.actor, &stored.key).await? {
            if self.lives(&earlier) {
                tx.rollback().await?;
                return same_asked(&stored, earlier);
            }
            tx.remove_upload(sender, earlier.id).await?;
        }
        let since = Instant(stored.made_at.0.saturating_sub(LIFE));
        if tx.open_uploads(sender, &stored.actor, since).await? >= OPEN {
            tx.rollback().await?;
            return Err(limit(Fault::NoRoom, "uploadsOpen", OPEN));
        }
        if !tx.insert_upload(sender, &stored).await? {
            // The same call came twice at the same moment.
            let other = tx.upload_of_key(sender, &stored.actor, &stored.key).await?;
            tx.rollback().await?;
            return same_asked(&stored, other.ok_or(Refused::Conflict)?);
        }
        tx.commit().await?;
        UploadView::new(stored)
    }

    /// How far an upload is; hidden where it is not the caller's, or not any more.
    pub async fn upload(&self, caller: &Caller, id: UploadId) -> Result<UploadView, Refused> {
        UploadView::new(self.own_upload(caller, id).await?)
    }

    /// Begins to receive a piece whose first byte stands at a place.
    ///
    /// # Errors
    /// `UPLOAD-008` where it came in too many pieces already.
    pub async fn begin_piece(
        &self,
        caller: &Caller,
        id: UploadId,
        first: u64,
    ) -> Result<Placed<Piece>, Refused> {
        let upload = self.own_upload(caller, id).await?;
        let first = signed(first);
        if first != upload.taken {
            let mut tx = self.inner.store.read().await?;
            let earlier = tx.get_piece(caller.employer(), id, first).await?;
            tx.rollback().await?;
            if earlier.is_none() {
                return Ok(Placed::Elsewhere(unsigned(upload.taken)));
            }
        } else if upload.pieces >= PIECES {
            return Err(limit(Fault::OutsideDomain, "uploadPieces", PIECES));
        }
        let file = unsigned(upload.length.saturating_sub(first));
        let limits = UploadLimits { file, ..UploadLimits::default() };
        let bytes = self.receive_file(&upload.name, limits, 0).await?;
        Ok(Placed::Fits(Piece { upload: id, first, sum: Sha256::new(), length: 0, bytes }))
    }

    /// Keeps a piece behind what came before, and says where the next one begins. One that came before
    /// with the same bytes changes nothing.
    pub async fn keep_piece(&self, caller: &Caller, piece: Piece) -> Result<Placed<u64>, Refused> {
        let Piece { upload: id, first, sum, length, bytes } = piece;
        if length == 0 {
            return Ok(Placed::Fits(unsigned(first)));
        }
        let file = bytes.finish().await?;
        let digest = hexadecimal(&sum.finalize());
        let kept = StoredPiece { first, length, digest, file: file.id };
        let sender = caller.employer();
        let mut tx = self.inner.store.write().await?;
        if tx.add_piece(sender, id, &kept).await? {
            tx.commit().await?;
            return Ok(Placed::Fits(unsigned(first.saturating_add(length))));
        }
        let earlier = tx.get_piece(sender, id, first).await?;
        let upload = tx.get_upload(sender, id).await?;
        // Nothing was written here; but what is seen may be another's in the same group of writers, and
        // is there for everybody only when that is committed.
        tx.commit().await?;
        self.let_go(file).await;
        let same = |earlier: &StoredPiece| {
            (earlier.length, &earlier.digest) == (kept.length, &kept.digest)
        };
        match upload {
            // It was called off in the meantime.
            None => Err(Refused::Hidden),
            Some(_) if earlier.as_ref().is_some_and(same) => {
                Ok(Placed::Fits(unsigned(first.saturating_add(length))))
            }
            Some(upload) => Ok(Placed::Elsewhere(unsigned(upload.taken))),
        }
    }

    /// Takes the file of an upload that is whole, once. Ask [`App::upload`] before whether it is.
    ///
    /// # Errors
    /// `UPLOAD-003` where it has another SHA-256 than was said; then the upload is gone.
    pub async fn finish_upload(
        &self,
        caller: &Caller,
        id: UploadId,
    ) -> Result<BatchFileId, Refused> {
        let upload = self.own_upload(caller, id).await?;
        if let Some(file) = upload.file {
            return Ok(file);
        }
        if upload.taken != upload.length {
            return Err(broken());
        }
        let mut tx = self.inner.store.read().await?;
        let pieces = tx.pieces(caller.employer(), id).await?;
        tx.rollback().await?;
        let (file, digest) = match self.in_one(&upload, &pieces).await {
            // The same call, made twice, took the file at this moment.
            Err(Refused::Conflict) => {
                return self.own_upload(caller, id).await?.file.ok_or(Refused::Conflict);
            }
            joined => joined?,
        };
        if !upload.checksum.is_empty() && upload.checksum != digest {
            self.let_go(file).await;
            self.forget_upload(caller.employer(), id).await?;
            return Err(Anomaly::new(Zone::Upload, Fault::Invalid).into());
        }
        let new = NewBatchFile {
            file,
            environment: Environment::from_code(&upload.environment).ok_or_else(broken)?,
            language: upload.language,
        };
        let signature = upload.signature.as_ref().map(String::as_bytes);
        let taken = self.take_batch_file(caller, &new, signature, &Key::new(&upload.key)?).await?;
        let mut tx = self.inner.store.write().await?;
        tx.upload_became(caller.employer(), id, taken).await?;
        tx.commit().await?;
        self.remove_pieces(pieces).await;
        Ok(taken)
    }

    /// Puts the signature (an `FS`) to a file that is coming in, in place of an earlier one. It is checked
    /// when the file is whole.
    ///
    /// # Errors
    /// `SIGNATURE-003` where it is no text, `SIGNATURE-093` where it is too long; [`Refused::Conflict`]
    /// once the file is taken.
    pub async fn sign_upload(
        &self,
        caller: &Caller,
        id: UploadId,
        signature: &[u8],
    ) -> Result<(), Refused> {
        let upload = self.own_upload(caller, id).await?;
        if upload.file.is_some() {
            return Err(Refused::Conflict);
        }
        if signature.len() > LONGEST {
            return Err(Reason::SignatureLong.anomaly().into());
        }
        let text = std::str::from_utf8(signature).ok().filter(|text| !text.contains('\0'));
        let text = text.ok_or_else(|| Reason::SignatureBase64.anomaly())?;
        let mut tx = self.inner.store.write().await?;
        tx.sign_upload(caller.employer(), id, text).await?;
        Ok(tx.commit().await?)
    }

    /// Calls an upload off: nothing of it stays. A file that it became already is not called back.
    pub async fn cancel_upload(&self, caller: &Caller, id: UploadId) -> Result<(), Refused> {
        self.own_upload(caller, id).await?;
        self.forget_upload(caller.employer(), id).await
    }

    /// Forgets the uploads of a sender that were left.
    pub(crate) async fn clear_uploads(&self, sender: EmployerId) -> Result<(), Refused> {
        let until = Instant(self.now().0.saturating_sub(LIFE));
        loop {
            let mut tx = self.inner.store.write_long().await?;
            let old = tx.old_uploads(sender, until, CHUNK).await?;
            if old.is_empty() {
                return Ok(tx.rollback().await?);
            }
            for id in old {
                tx.remove_upload(sender, id).await?;
            }
            tx.commit().await?;
        }
    }

    fn lives(&self, upload: &StoredUpload) -> bool {
        self.now().0 < upload.made_at.0.saturating_add(LIFE)
    }

    async fn own_upload(&self, caller: &Caller, id: UploadId) -> Result<StoredUpload, Refused> {
        self.may(caller, Action::SendFiles, KIND).await?;
        let mut tx = self.inner.store.read().await?;
        let found = tx.get_upload(caller.employer(), id).await?;
        tx.rollback().await?;
        let own = found.filter(|found| found.actor == caller.actor() && self.lives(found));
        self.there(caller, KIND, own).await
    }

    /// The pieces as one file, with its SHA-256.
    async fn in_one(
        &self,
        upload: &StoredUpload,
        pieces: &[StoredPiece],
    ) -> Result<(IncomingFile, String), Refused> {
        let mut whole = self.receive_file(&upload.name, UploadLimits::default(), 0).await?;
        let mut sum = Sha256::new();
        for piece in pieces {
            let mut content = self.piece(piece.file).await?;
            while let Some(block) = content.next().await.map_err(|error| disk(&error))? {
                sum.update(&block);
                whole.write(&block).await?;
            }
        }
        let file = whole.finish().await?;
        // A piece that is shorter on disk than it was taken would make another file of it.
        if signed(file.size) == upload.length {
            Ok((file, hexadecimal(&sum.finalize())))
        } else {
            self.let_go(file).await;
            Err(broken())
        }
    }

    async fn piece(&self, id: FileId) -> Result<Content, Refused> {
        match self.inner.files.open(id).await {
            Ok(content) => Ok(content),
            // Whoever took the file removed its pieces.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Refused::Conflict),
            Err(error) => Err(disk(&error)),
        }
    }

    async fn forget_upload(&self, sender: EmployerId, id: UploadId) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        let pieces = tx.pieces(sender, id).await?;
        tx.remove_upload(sender, id).await?;
        tx.commit().await?;
        self.remove_pieces(pieces).await;
        Ok(())
    }

    async fn remove_pieces(&self, pieces: Vec<StoredPiece>) {
        for piece in pieces {
            // One that does not go away now is swept away later.
            let _ = self.inner.files.remove(piece.file).await;
        }
    }
}

fn limit(fault: Fault, reason: &str, limit: i64) -> Refused {
    Anomaly::new(Zone::Upload, fault).with("reason", reason).with("limit", limit).into()
}

/// The upload that was begun under the key, where the same was asked.
fn same_asked(asked: &StoredUpload, earlier: StoredUpload) -> Result<UploadView, Refused> {
    let what = |upload: &StoredUpload| {
        let texts = (upload.name.clone(), upload.environment.clone(), upload.checksum.clone());
        (texts, upload.language, upload.length)
    };
    if what(asked) == what(&earlier) { UploadView::new(earlier) } else { Err(Refused::KeyReused) }
}
