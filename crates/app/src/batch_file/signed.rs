//! Signatures of files, whichever way these come: by a certificate of an issuer that the operator trusts,
//! and one by which the sender may sign.

use std::path::PathBuf;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::EnterpriseNumber;
use fla_formats::file_name::Environment;
use fla_signature::reason::Reason;
use fla_signature::{AnchorError, Anchors, verify};

use super::{NewBatchFile, broken};
use crate::{App, Caller, IncomingFile, Refused};

/// How files are to be signed.
#[derive(Clone, Debug, Default)]
pub struct Signatures {
    /// In which environments each file must be.
    pub wanted: Vec<Environment>,
    /// Issuers and revocation lists; `None` where nobody is trusted, and no signature is taken.
    pub issuers: Option<Issuers>,
}

/// Where the issuers are whose signers are trusted.
#[derive(Clone, Debug)]
pub struct Issuers {
    /// A folder of certificates and revocation lists. It is read for each signature, so that lists
    /// can be replaced at any time.
    pub folder: PathBuf,
    /// Whether a certificate of which no list tells whether it was revoked is refused.
    pub need_lists: bool,
}

impl Issuers {
    /// Reads them.
    pub fn read(&self) -> Result<Anchors, AnchorError> {
        let anchors = Anchors::read(&self.folder)?;
        Ok(if self.need_lists { anchors.needing_lists() } else { anchors })
    }
}

/// By which certificates a sender may sign.
#[derive(Clone, Copy, Debug)]
pub struct MaySign<'a> {
    /// Those in which this number stands.
    pub number: &'a EnterpriseNumber,
    /// Those of these SHA-256, in lower-case hexadecimal digits.
    pub certificates: &'a [String],
}

impl App {
    /// Says how files are to be signed. Said once, before any is taken; without it none must be, and no
    /// signature is taken.
    pub fn check_signatures(&self, signatures: Signatures) {
        let _ = self.inner.signatures.set(signatures);
    }

    /// Whether files of an environment must be signed.
    pub fn must_be_signed(&self, environment: Environment) -> bool {
        self.inner.signatures.get().is_some_and(|set| set.wanted.contains(&environment))
    }

    /// The SHA-256 of the certificate by which a file that has come in was signed, or why the signature
    /// is not taken.
    ///
    /// # Errors
    /// [`Refused::Unavailable`] where the issuers cannot be read.
    pub async fn signer(
        &self,
        file: &IncomingFile,
        signature: Vec<u8>,
        may: MaySign<'_>,
    ) -> Result<Result<String, Anomaly>, Refused> {
        let content = self.read_back(file).await?;
        let issuers = self.inner.signatures.get().and_then(|set| set.issuers.clone());
        let at = self.now();
        let verified = tokio::task::spawn_blocking(move || {
            let anchors = issuers.as_ref().map_or_else(|| Ok(Anchors::default()), Issuers::read);
            anchors.map(|anchors| verify(content, &signature, &anchors, at))
        });
        let verified = verified.await.map_err(|_| broken())?.map_err(|error| {
            tracing::error!(%error, "the issuers of signatures");
            Refused::Unavailable("the issuers of signatures".to_owned())
        })?;
        let signer = match verified {
            Ok(signer) => signer,
            // It is not the sender's fault that the copy cannot be read.
            Err(wrong) if wrong.zone == Zone::File => return Err(broken()),
            Err(wrong) => return Ok(Err(wrong)),
        };
        let own = signer.enterprise.as_ref() == Some(may.number)
            || may.certificates.contains(&signer.fingerprint);
        Ok(if own { Ok(signer.fingerprint) } else { Err(Reason::SignerOther.anomaly()) })
    }

    /// By whom a file of the caller's organisation was signed, empty where it is not and need not be; or
    /// why it is refused. The certificates that the operator added to a folder of the organisation may
    /// sign its other files too.
    pub(super) async fn signed(
        &self,
        caller: &Caller,
        new: &NewBatchFile,
        signature: Option<&[u8]>,
    ) -> Result<Result<String, Anomaly>, Refused> {
        let Some(signature) = signature else {
            let missing =
                || Anomaly::new(Zone::Signature, Fault::Missing).with("reason", "signatureMissing");
            let must = self.must_be_signed(new.environment);
            return Ok(if must { Err(missing()) } else { Ok(String::new()) });
        };
        let mut tx = self.inner.store.read().await?;
        let organisation = tx.organisations(&[caller.employer()]).await?.pop();
        let folders = tx.folders().await?;
        tx.rollback().await?;
        let number = organisation.ok_or_else(broken)?.enterprise_number;
        let own = folders.into_iter().filter(|folder| folder.organisation == caller.employer());
        let certificates: Vec<String> = own.flat_map(|folder| folder.signers).collect();
        let may = MaySign { number: &number, certificates: &certificates };
        self.signer(&new.file, signature.to_vec(), may).await
    }
}
