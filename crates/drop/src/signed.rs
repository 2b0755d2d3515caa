//! Who signed a part: with a certificate of an issuer that the operator trusts, and one by which the
//! organisation of the folder may sign.

use std::path::Path;

use fla_app::{IncomingFile, MaySign};
use fla_domain::anomaly::Anomaly;
use fla_formats::file_name::FileName;
use fla_signature::LONGEST;
use tokio::io::AsyncReadExt as _;

use crate::take::missing;
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
        let may =
            MaySign { number: &self.folder.enterprise_number, certificates: &self.folder.signers };
        Ok(self.app.signer(copy, bytes, may).await?)
    }
}
