//! Evidence of trainings and diplomas: what a file is, is told from its content and never from its
//! name; it is kept with the files under an id of our own, and given back only to whoever may
//! see what it belongs to.

use std::io::ErrorKind;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployerId, FileId};
use fla_domain::time::Instant;
use fla_store::attachment::StoredEvidence;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::import::{Upload, UploadLimits};
use crate::{App, Refused};

/// The kinds of file that are taken as evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MediaType {
    /// A document.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
}

/// Most bytes of a piece of evidence: 10 MiB.
pub const EVIDENCE_BYTES: u64 = 10 << 20;
/// Most pieces of evidence of one record or participation.
pub(crate) const MOST_PIECES: usize = 20;
/// Bytes from which the kind is told.
const HEAD: usize = 24;
/// Longest name, in characters, its ending aside.
const NAME: usize = 100;

impl MediaType {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    /// As said in HTTP.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// The ending that a file of this kind is given back with.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// The type of its name in HTTP.
    pub fn from_mime(mime: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.mime() == mime)
    }

    /// The kind of a file that begins with these bytes.
    pub fn of(head: &[u8]) -> Option<Self> {
        let png = head.starts_with(b"\x89PNG\r\n\x1a\n") && head.get(12..16) == Some(b"IHDR");
        if png {
            Some(Self::Png)
        } else if head.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if head.starts_with(b"%PDF-1.") || head.starts_with(b"%PDF-2.") {
            Some(Self::Pdf)
        } else {
            None
        }
    }
}

/// A name under which a file can be given back: without folders, control characters or marks that
/// turn the direction of writing, and with the ending of what it is.
fn safe_name(given: &str, media: MediaType) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    format!("{}.{}", safe_stem(stem), media.ending())
}

/// The same with the ending it has, for a file of any kind; empty for none.
pub(crate) fn plain_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    if last.trim().is_empty() {
        return String::new();
    }
    let (stem, ending) = last.rsplit_once('.').unwrap_or((last, ""));
    let ending: String = ending.chars().filter(char::is_ascii_alphanumeric).take(5).collect();
    let stem = safe_stem(stem);
    if ending.is_empty() { stem } else { format!("{stem}.{ending}") }
}

fn safe_stem(stem: &str) -> String {
    let plain = |c: char| {
        let turns = matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
        let special = matches!(c, '"' | '\'' | '<' | '>' | ':' | '|' | '?' | '*' | ';' | '%');
        !(c.is_control() || turns || special)
    };
    let clean: String = stem.chars().filter(|c| plain(*c)).take(NAME).collect();
    // A social security number in a name would be shown and logged by others.
    let mut digits = 0;
    let masked: String = clean
        .chars()
        .map(|c| {
            digits += usize::from(c.is_ascii_digit());
            if c.is_ascii_digit() && digits > 8 { 'x' } else { c }
        })
        .collect();
    let name = masked.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if name.is_empty() { "file".to_owned() } else { name.to_owned() }
}

/// Evidence that came in whole, as commands carry it. Only [`Evidence`] makes one, so that nobody
/// can name a file that is not theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceInput {
    pub(crate) id: FileId,
    pub(crate) name: String,
    pub(crate) media: MediaType,
    pub(crate) size: u64,
    pub(crate) digest: Vec<u8>,
}

impl EvidenceInput {
    pub(crate) fn stored(&self, at: Instant, change: ChangeId) -> StoredEvidence {
        StoredEvidence {
            id: self.id,
            name: self.name.clone(),
            media: self.media.mime().to_owned(),
            size: i64::try_from(self.size).unwrap_or(i64::MAX),
            digest: self.digest.clone(),
            received_at: at,
            change,
        }
    }
}

/// Evidence that is coming in. Dropped before it is kept, nothing of it stays.
pub struct EvidenceUpload {
    app: App,
    upload: Upload,
    head: Vec<u8>,
    hash: Sha256,
}

/// Evidence that came in whole and is of a kind that is taken. Dropped before it is handed over,
/// nothing of it stays.
pub struct Evidence {
    app: App,
    pub(crate) input: EvidenceInput,
    pub(crate) handed_over: bool,
}

/// A piece of evidence as it is given back.
#[derive(Clone, Debug)]
pub struct EvidenceContent {
    /// Its name, fit for any system.
    pub name: String,
    /// What it is.
    pub media: MediaType,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The answer to a file that is of none of the kinds that are taken.
fn not_taken() -> Refused {
    Anomaly::new(Zone::File, Fault::OutsideDomain).at("files").with("reason", "evidence").into()
}

impl App {
    pub(crate) async fn receive_evidence(&self, name: &str) -> Result<EvidenceUpload, Refused> {
        let limits = UploadLimits { file: EVIDENCE_BYTES, all: EVIDENCE_BYTES, files: 1 };
        let upload = self.receive_file(name, limits, 0).await?;
        Ok(EvidenceUpload { app: self.clone(), upload, head: Vec::new(), hash: Sha256::new() })
    }

    /// The bytes of a piece of evidence that the asker was allowed to see.
    pub(crate) async fn content(&self, file: &StoredEvidence) -> Result<EvidenceContent, Refused> {
        let bytes = self.inner.files.read(file.id).await.map_err(|error| {
            tracing::error!(file = %file.id, kind = ?error.kind(), "evidence cannot be read");
            crate::import::away()
        })?;
        if Sha256::digest(&bytes).as_slice() != file.digest {
            return Err(Refused::Broken("evidence is not what came in".to_owned()));
        }
        let media = MediaType::from_mime(&file.media)
            .ok_or_else(|| Refused::Broken("kind of evidence".to_owned()))?;
        Ok(EvidenceContent { name: file.name.clone(), media, bytes })
    }

    /// Removes the bytes of evidence that nothing names any more. What does not go now is swept
    /// away later.
    pub(crate) async fn discard(&self, files: &[FileId]) {
        for id in files {
            match self.inner.files.remove(*id).await {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    tracing::warn!(file = %id, kind = ?error.kind(), "removed evidence stays behind");
                }
                _ => {}
            }
        }
    }

    /// Whether the same evidence came in before under this key of an employer's caller.
    pub(crate) async fn attached_before(
        &self,
        employer: EmployerId,
        actor: &str,
        key: &str,
        input: &EvidenceInput,
    ) -> Result<Option<crate::Receipt>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let earlier = tx.change_by_key(employer, actor, key).await?;
        let Some(earlier) = earlier else { return Ok(None) };
        let receipt: crate::Receipt = serde_json::from_str(&earlier.outcome)
            .map_err(|_| Refused::Broken("outcome of a change".to_owned()))?;
        let Some(object) = receipt.object else { return Ok(None) };
        let same = tx.get_attachment(employer, FileId(object)).await?;
        tx.rollback().await?;
        Ok(same.filter(|a| a.file.digest == input.digest).map(|_| receipt))
    }

    /// The same for what is a person's own.
    pub(crate) async fn kept_before(
        &self,
        ssin: &Ssin,
        key: &str,
        input: &EvidenceInput,
    ) -> Result<Option<crate::own::OwnReceipt>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let Some(earlier) = tx.own_change_by_key(ssin, key).await? else { return Ok(None) };
        let receipt: crate::own::OwnReceipt = serde_json::from_str(&earlier.outcome)
            .map_err(|_| Refused::Broken("outcome of a change".to_owned()))?;
        let Some(file) = receipt.file else { return Ok(None) };
        let same = tx.own_file(ssin, file).await?;
        tx.rollback().await?;
        Ok(same.filter(|(_, f)| f.digest == input.digest).map(|_| receipt))
    }
}

impl EvidenceUpload {
    /// Adds bytes. A file of a kind that is not taken is refused as soon as that shows.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        let missing = HEAD.saturating_sub(self.head.len());
        self.head.extend(bytes.iter().take(missing));
        if self.head.len() == HEAD && MediaType::of(&self.head).is_none() {
            return Err(not_taken());
        }
        self.hash.update(bytes);
        self.upload.write(bytes).await
    }

    /// The file is whole.
    pub async fn finish(self) -> Result<Evidence, Refused> {
        if self.head.is_empty() {
            return Err(Anomaly::new(Zone::File, Fault::Missing).at("files").into());
        }
        let media = MediaType::of(&self.head).ok_or_else(not_taken)?;
        let file = self.upload.finish().await?;
        let input = EvidenceInput {
            id: file.id,
            name: safe_name(&file.name, media),
            media,
            size: file.size,
            digest: self.hash.finalize().to_vec(),
        };
        Ok(Evidence { app: self.app, input, handed_over: false })
    }
}

impl Evidence {
    /// Keeps the file unless it is certain that the register does not know it.
    pub(crate) fn after<V>(&mut self, outcome: &Result<V, Refused>) {
        self.handed_over =
            matches!(outcome, Ok(_) | Err(Refused::Unavailable(_) | Refused::Broken(_)));
    }
}

impl Drop for Evidence {
    fn drop(&mut self) {
        if !self.handed_over {
            self.app.inner.files.remove_soon(self.input.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kind_is_told_from_the_content() {
        let png = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x01";
        assert_eq!(MediaType::of(png), Some(MediaType::Png));
        assert_eq!(MediaType::of(b"\xff\xd8\xff\xe0\x00\x10JFIF"), Some(MediaType::Jpeg));
        assert_eq!(MediaType::of(b"%PDF-1.7\n"), Some(MediaType::Pdf));
        for other in [
            &b"<html><script>alert(1)</script>"[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'>",
            b"GIF89a",
            b"PK\x03\x04",
            b"MZ\x90\x00",
            b" %PDF-1.7",
            b"\x89PNG\r\n\x1a\n<script>alert(1)",
            b"%PDF",
            b"",
        ] {
            assert_eq!(MediaType::of(other), None, "{other:?}");
        }
    }

    #[test]
    fn hostile_names_become_plain_ones() {
        let pdf = |name| safe_name(name, MediaType::Pdf);
        assert_eq!(pdf("attest.pdf"), "attest.pdf");
        assert_eq!(pdf("../../etc/passwd"), "passwd.pdf");
        assert_eq!(pdf("C:\\Windows\\win.ini"), "win.pdf");
        assert_eq!(pdf("a\r\nSet-Cookie: x.html"), "aSet-Cookie x.pdf");
        assert_eq!(pdf("\u{202e}fdp.exe"), "fdp.pdf");
        assert_eq!(pdf("\"><script>.svg"), "script.pdf");
        assert_eq!(pdf("évaluation été.PDF"), "évaluation été.pdf");
        assert_eq!(pdf(""), "file.pdf");
        assert_eq!(pdf("..."), "file.pdf");
        assert_eq!(pdf(".htaccess"), "file.pdf");
        let long = "x".repeat(400);
        assert_eq!(safe_name(&long, MediaType::Pdf).chars().count(), 104);
        assert_eq!(safe_name("a.pdf", MediaType::Png), "a.png", "the ending is what it is");
        assert_eq!(pdf("00010190147.pdf"), "00010190xxx.pdf");
    }
}
