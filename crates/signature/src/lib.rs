//! Signatures of files: a detached CMS signature (RFC 5652) over the bytes of a file, in base64,
//! made with a certificate of an issuer that the operator trusts.
//!
//! [`verify`] says who signed, or why the signature is not taken. It reads the file once and keeps
//! none of it, asks nothing of the network, and knows no time but the one it is given. What the
//! signer may sign for is no question of this crate: see [`Signer`].
//!
//! | room | what it holds |
//! |---|---|
//! | [`Anchors`] | the issuers that are trusted and their revocation lists, out of files |
//! | [`Signer`] | who signed, by the certificate |
//! | [`reason`] | why a signature is not taken, by stable names |
//!
//! What is checked, in this order; the first that fails is told:
//!
//! 1. the file of the signature is base64 of one CMS `SignedData` in DER or BER, without the file
//!    in it, with one signer;
//! 2. digest and signature are of [the methods taken](reason::Reason::SignatureAlgorithm), and
//!    the same digest throughout;
//! 3. attributes are signed: content type and digest of the file exactly once, each of one value;
//!    the certificate's own digest, where it is named, is that of the signer;
//! 4. the certificate of the signer is there, may sign, and its key made the signature;
//! 5. it leads to an issuer that is trusted, each link signed by the next, valid at the time of
//!    reception, allowed to issue, not revoked by the lists that are there;
//! 6. the moment of signing, where it is told, lies in the validity of the certificate and not
//!    after the reception;
//! 7. the digest of the file is the one that was signed.

mod algorithm;
mod anchors;
mod ber;
mod chain;
mod envelope;
pub mod reason;
mod signer;

use std::io::{self, Read};

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::time::Instant;

pub use self::anchors::{AnchorError, Anchors};
use self::envelope::Envelope;
use self::reason::Reason;
pub use self::signer::Signer;

/// Bytes of the file of a signature, as base64.
pub const LONGEST: usize = 256 * 1024;
/// Microseconds by which the clock of a signer may be ahead of ours.
const AHEAD: i64 = 10 * 60 * 1_000_000;

/// Says who signed these bytes, with this signature, received at that time.
pub fn verify(
    content: impl Read,
    signature: &[u8],
    anchors: &Anchors,
    at: Instant,
) -> Result<Signer, Anomaly> {
    let envelope = Envelope::read(signature)?;
    let certificate = envelope.certificate()?;
    chain::may_sign(certificate)?;
    envelope.check_value(certificate)?;
    chain::check(certificate, envelope.certificates(), anchors, at)?;
    if let Some(signed) = envelope.signed_at() {
        let valid = certificate.valid();
        if signed.0 > at.0.saturating_add(AHEAD) || !valid.contains(&signed.0) {
            return Err(Reason::SignatureTime.anomaly());
        }
    }
    let digest = digest(content, envelope.digest().implementation())?;
    if digest.as_ref() != envelope.message_digest() {
        return Err(Reason::SignatureContent.anomaly());
    }
    Ok(Signer::of(certificate, envelope.signed_at()))
}

fn digest(
    mut content: impl Read,
    algorithm: &'static aws_lc_rs::digest::Algorithm,
) -> Result<aws_lc_rs::digest::Digest, Anomaly> {
    let mut context = aws_lc_rs::digest::Context::new(algorithm);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match content.read(&mut buffer) {
            Ok(0) => return Ok(context.finish()),
            Ok(n) => context.update(&buffer[..n]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => {
                return Err(Anomaly::new(Zone::File, Fault::NotFound).with("reason", "io"));
            }
        }
    }
}
