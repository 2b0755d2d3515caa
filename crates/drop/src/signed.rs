//! Who signed a part: with a certificate of an issuer that the operator trusts, and one by which the
//! organisation of the folder may sign.

use std::path::Path;

use fla_app::IncomingFile;
use fla_domain::anomaly::{Anomaly, Zone};
use fla_formats::file_name::FileName;
use fla_signature::reason::Reason;
use fla_signature::{Anchors, LONGEST, verify};
use tokio::io::AsyncReadExt as _;

use crate::take::{blocking, missing};
use crate::{Desk, Fault, place};

impl Desk<'_> {
    /// The digest of the certificate by which a copy was signed, or why the signature is not taken.
    pub(crate) async fn signer(
        &self,
        copy: &IncomingFile,
        whole: &Path,
        signature: FileName,
    ) -> Result<Result<String, Anomaly>, Fault> {
        let name = signature.to_string();
        let Some(file) = place::plain(&whole.join(&name)).await? else {
            return Ok(Err(missing(&name)));
        };
        // One more than a signature can have, so that it is told that it is too long.
        let (mut bytes, most) = (Vec::new(), u64::try_from(LONGEST).unwrap_or(u64::MAX));
        file.take(most.saturating_add(1)).read_to_end(&mut bytes).await?;
        let content = self.app.read_back(copy).await?.into_std().await;
        let (issuers, at) = (self.settings.issuers.clone(), self.app.now());
        let verified = blocking(move || {
            let anchors = match issuers {
                Some(issuers) => issuers.read()?,
                None => Anchors::default(),
            };
            Ok::<_, Fault>(verify(content, &bytes, &anchors, at))
        });
        let signer = match verified.await?? {
            Ok(signer) => signer,
            Err(wrong) if wrong.zone == Zone::File => {
                return Err(std::io::Error::other("the copy of a part").into());
            }
            Err(wrong) => return Ok(Err(wrong)),
        };
        let own = signer.enterprise.as_ref() == Some(&self.folder.enterprise_number)
            || self.folder.signers.contains(&signer.fingerprint);
        Ok(if own { Ok(signer.fingerprint) } else { Err(Reason::SignerOther.anomaly()) })
    }
}
