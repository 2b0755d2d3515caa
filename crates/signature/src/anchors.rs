//! The issuers that the operator trusts, out of files.

use std::fs;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use fla_domain::time::Instant;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, CertificateRevocationListDer, TrustAnchor};
use webpki::{CertRevocationList, OwnedCertRevocationList, anchor_from_trusted_cert};

use crate::signer::Certificate;

/// Bytes of a file of an issuer or a list; lists of large issuers have tens of thousands of lines.
const LONGEST_FILE: u64 = 64 << 20;

/// Why a folder of issuers cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum AnchorError {
    /// A file cannot be read.
    #[error("{0} cannot be read")]
    Unreadable(PathBuf, #[source] io::Error),
    /// A file is neither a certificate nor a revocation list, in PEM or DER.
    #[error("{0} is no certificate and no revocation list")]
    Foreign(PathBuf),
    /// A certificate that may not issue others: a signer's own, put among the issuers.
    #[error("{0} holds a certificate that is no issuer's")]
    NoIssuer(PathBuf),
    /// Not one issuer.
    #[error("there is no certificate of an issuer in {0}")]
    Empty(PathBuf),
}

struct Anchor {
    trust: TrustAnchor<'static>,
    valid: RangeInclusive<i64>,
}

/// The issuers that are trusted, and their revocation lists.
#[derive(Default)]
pub struct Anchors {
    issuers: Vec<Anchor>,
    lists: Vec<CertRevocationList<'static>>,
    needs_lists: bool,
}

impl Anchors {
    /// Reads a folder: each file in it (not in folders below) is PEM with any number of
    /// certificates and revocation lists, or one of them in DER. Names beginning with a dot are
    /// left out.
    pub fn read(folder: &Path) -> Result<Self, AnchorError> {
        let unreadable = |at: &Path| {
            let at = at.to_owned();
            move |error| AnchorError::Unreadable(at, error)
        };
        let mut anchors = Self::default();
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
            files.push(entry.map_err(unreadable(folder))?.path());
        }
        files.sort();
        let hidden = |at: &PathBuf| {
            at.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
        };
        for at in files.into_iter().filter(|at| at.is_file() && !hidden(at)) {
            let length = fs::metadata(&at).map_err(unreadable(&at))?.len();
            if length > LONGEST_FILE {
                return Err(AnchorError::Foreign(at));
            }
            let bytes = fs::read(&at).map_err(unreadable(&at))?;
            anchors.add(&at, &bytes)?;
        }
        if anchors.issuers.is_empty() {
            return Err(AnchorError::Empty(folder.to_owned()));
        }
        Ok(anchors)
    }

    /// The same, and a certificate of which no list tells whether it was revoked is refused.
    #[must_use]
    pub const fn needing_lists(mut self) -> Self {
        self.needs_lists = true;
        self
    }

    /// How many issuers there are.
    pub const fn len(&self) -> usize {
        self.issuers.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.issuers.is_empty()
    }

    /// Takes in a file, which is called so in errors.
    pub fn add(&mut self, at: &Path, bytes: &[u8]) -> Result<(), AnchorError> {
        let foreign = || AnchorError::Foreign(at.to_owned());
        if !bytes.windows(11).any(|window| window == b"-----BEGIN ") {
            let list = OwnedCertRevocationList::from_der(bytes);
            return match list {
                Ok(list) => {
                    self.lists.push(list.into());
                    Ok(())
                }
                Err(_) => self.certificate(at, &CertificateDer::from(bytes)),
            };
        }
        let before = self.issuers.len() + self.lists.len();
        for der in CertificateDer::pem_slice_iter(bytes) {
            self.certificate(at, &der.map_err(|_| foreign())?)?;
        }
        for der in CertificateRevocationListDer::pem_slice_iter(bytes) {
            let der = der.map_err(|_| foreign())?;
            let list = OwnedCertRevocationList::from_der(&der).map_err(|_| foreign())?;
            self.lists.push(list.into());
        }
        if self.issuers.len() + self.lists.len() == before { Err(foreign()) } else { Ok(()) }
    }

    fn certificate(&mut self, at: &Path, der: &CertificateDer<'_>) -> Result<(), AnchorError> {
        let foreign = || AnchorError::Foreign(at.to_owned());
        let certificate = Certificate::from_der(der).ok_or_else(foreign)?;
        if !certificate.is_issuer() {
            return Err(AnchorError::NoIssuer(at.to_owned()));
        }
        let trust = anchor_from_trusted_cert(der).map_err(|_| foreign())?.to_owned();
        self.issuers.push(Anchor { trust, valid: certificate.valid() });
        Ok(())
    }

    /// Those that are valid at a time.
    pub(crate) fn at(&self, at: Instant) -> Vec<TrustAnchor<'_>> {
        let valid = self.issuers.iter().filter(|anchor| anchor.valid.contains(&at.0));
        valid.map(|anchor| anchor.trust.clone()).collect()
    }

    /// All of them.
    pub(crate) fn all(&self) -> Vec<TrustAnchor<'_>> {
        self.issuers.iter().map(|anchor| anchor.trust.clone()).collect()
    }

    /// The revocation lists.
    pub(crate) fn lists(&self) -> &[CertRevocationList<'static>] {
        &self.lists
    }

    /// Whether each certificate must be in the reach of one.
    pub(crate) const fn needs_lists(&self) -> bool {
        self.needs_lists
    }
}
