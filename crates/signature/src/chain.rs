//! From the certificate of the signer to an issuer that is trusted.

use std::time::Duration;

use fla_domain::anomaly::Anomaly;
use fla_domain::time::Instant;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{
    EndEntityCert, Error, ExpirationPolicy, ExtendedKeyUsageValidator, KeyPurposeId,
    KeyPurposeIdIter, RevocationCheckDepth, RevocationOptionsBuilder, UnknownStatusPolicy,
    VerifiedPath,
};

use crate::Anchors;
use crate::algorithm;
use crate::reason::Reason;
use crate::signer::Certificate;

/// Whether a certificate is one for signing files: it must say so.
pub(crate) fn may_sign(certificate: &Certificate) -> Result<(), Anomaly> {
    let signs = certificate.usage().is_some_and(|usage| {
        (usage.digital_signature() || usage.non_repudiation()) && !usage.key_cert_sign()
    });
    if signs { Ok(()) } else { Err(Reason::SignerUsage.anomaly()) }
}

/// Purposes of which a certificate for signing files has one, if it names any.
struct Purposes;

impl Purposes {
    const ALL: [KeyPurposeId<'static>; 5] = [
        // anyExtendedKeyUsage
        KeyPurposeId::new(&[0x55, 0x1d, 0x25, 0x00]),
        // clientAuth
        KeyPurposeId::new(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02]),
        // emailProtection
        KeyPurposeId::new(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x04]),
        // documentSigning (RFC 9336)
        KeyPurposeId::new(&[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x24]),
        // szOID_KP_DOCUMENT_SIGNING
        KeyPurposeId::new(&[0x2b, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x0a, 0x03, 0x0c]),
    ];
}

impl ExtendedKeyUsageValidator for Purposes {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        let mut named = false;
        for purpose in purposes {
            let purpose = purpose?;
            if Self::ALL.contains(&purpose) {
                return Ok(());
            }
            named = true;
        }
        // Told as what it is by `told`.
        if named { Err(Error::CaUsedAsEndEntity) } else { Ok(()) }
    }
}

/// Whether the certificate leads to an anchor, valid at that time.
pub(crate) fn check(
    certificate: &Certificate,
    others: &[Certificate],
    anchors: &Anchors,
    at: Instant,
) -> Result<(), Anomaly> {
    let good = anchors.at(at);
    let error = match path(certificate, others, anchors, &good, at) {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    // An issuer that was trusted once is told apart from one that never was.
    let all = anchors.all();
    if all.len() == good.len() {
        return Err(told(&error).anomaly());
    }
    Err(match path(certificate, others, anchors, &all, at) {
        Ok(()) => Reason::SignerExpired.anomaly(),
        Err(error) => told(&error).anomaly(),
    })
}

fn path(
    certificate: &Certificate,
    others: &[Certificate],
    anchors: &Anchors,
    trusted: &[TrustAnchor<'_>],
    at: Instant,
) -> Result<(), Error> {
    let signer = EndEntityCert::try_from(certificate.der())?;
    let others = others.iter().map(Certificate::der);
    let others: Vec<CertificateDer<'_>> =
        others.filter(|other| *other != certificate.der()).cloned().collect();
    let since = Duration::from_micros(u64::try_from(at.0).unwrap_or(0));
    let lists: Vec<_> = anchors.lists().iter().collect();
    let revocation = RevocationOptionsBuilder::new(&lists).ok().map(|options| {
        let unknown = if anchors.needs_lists() {
            UnknownStatusPolicy::Deny
        } else {
            UnknownStatusPolicy::Allow
        };
        options
            .with_depth(RevocationCheckDepth::Chain)
            .with_status_policy(unknown)
            .with_expiration_policy(ExpirationPolicy::Enforce)
            .build()
    });
    if revocation.is_none() && anchors.needs_lists() {
        return Err(Error::UnknownRevocationStatus);
    }
    signer.verify_for_usage(
        &algorithm::of_certificates(),
        trusted,
        &others,
        UnixTime::since_unix_epoch(since),
        Purposes,
        revocation,
        Some(&may_issue),
    )?;
    Ok(())
}

/// Whether all between the signer and the anchor may sign certificates; that they are issuers and
/// stand no deeper than they may was checked.
fn may_issue(path: &VerifiedPath<'_>) -> Result<(), Error> {
    let issues = |der: &CertificateDer<'_>| {
        Certificate::from_der(der)
            .and_then(|issuer| issuer.usage())
            .is_some_and(|usage| usage.key_cert_sign())
    };
    let all = path.intermediate_certificates().all(|issuer| issues(&issuer.der()));
    if all { Ok(()) } else { Err(Error::EndEntityUsedAsCa) }
}

/// The reason of an error, as senders are told.
fn told(error: &Error) -> Reason {
    match error {
        Error::CertExpired { .. } => Reason::SignerExpired,
        Error::CertNotValidYet { .. } => Reason::SignerEarly,
        Error::CertRevoked => Reason::SignerRevoked,
        Error::CrlExpired { .. }
        | Error::UnknownRevocationStatus
        | Error::InvalidCrlSignatureForPublicKey
        | Error::IssuerNotCrlSigner => Reason::SignerRevocation,
        Error::UnknownIssuer => Reason::SignerUnknown,
        Error::CaUsedAsEndEntity | Error::EmptyEkuExtension => Reason::SignerUsage,
        Error::UnsupportedSignatureAlgorithmContext(_)
        | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_) => Reason::SignatureAlgorithm,
        _ => Reason::SignerChain,
    }
}
