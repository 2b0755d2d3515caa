//! The methods that are taken.

use aws_lc_rs::digest;
use cms::cert::x509::spki::AlgorithmIdentifierOwned;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5912::{ID_SHA_256, ID_SHA_384, ID_SHA_512, RSA_ENCRYPTION};
use der::asn1::AnyRef;
use der::{Any, Decode, Encode};
use rustls_pki_types::{SignatureVerificationAlgorithm, alg_id};
use webpki::aws_lc_rs as algs;

type Method = &'static dyn SignatureVerificationAlgorithm;

/// A digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digest {
    Sha256,
    Sha384,
    Sha512,
}

impl Digest {
    /// The digest of that name; its parameters are none or nothing.
    pub(crate) fn of(algorithm: &AlgorithmIdentifierOwned) -> Option<Self> {
        let plain = algorithm.parameters.as_ref().is_none_or(Any::is_null);
        plain.then(|| Self::named(&algorithm.oid)).flatten()
    }

    fn named(oid: &ObjectIdentifier) -> Option<Self> {
        let all =
            [(ID_SHA_256, Self::Sha256), (ID_SHA_384, Self::Sha384), (ID_SHA_512, Self::Sha512)];
        all.into_iter().find(|(name, _)| name == oid).map(|(_, digest)| digest)
    }

    pub(crate) fn implementation(self) -> &'static digest::Algorithm {
        match self {
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
            Self::Sha512 => &digest::SHA512,
        }
    }
}

/// How signatures are made, by the digest that goes into them.
static METHODS: [(Digest, Method); 12] = [
    (Digest::Sha256, algs::RSA_PKCS1_2048_8192_SHA256),
    (Digest::Sha384, algs::RSA_PKCS1_2048_8192_SHA384),
    (Digest::Sha512, algs::RSA_PKCS1_2048_8192_SHA512),
    (Digest::Sha256, algs::RSA_PSS_2048_8192_SHA256_LEGACY_KEY),
    (Digest::Sha384, algs::RSA_PSS_2048_8192_SHA384_LEGACY_KEY),
    (Digest::Sha512, algs::RSA_PSS_2048_8192_SHA512_LEGACY_KEY),
    (Digest::Sha256, algs::ECDSA_P256_SHA256),
    (Digest::Sha384, algs::ECDSA_P256_SHA384),
    (Digest::Sha512, algs::ECDSA_P256_SHA512),
    (Digest::Sha256, algs::ECDSA_P384_SHA256),
    (Digest::Sha384, algs::ECDSA_P384_SHA384),
    (Digest::Sha512, algs::ECDSA_P384_SHA512),
];

/// Those by which a certificate may be signed.
pub(crate) fn of_certificates() -> Vec<Method> {
    METHODS.iter().map(|(_, method)| *method).collect()
}

/// Those that a signature of that name with that digest can be made by; they differ in the key.
pub(crate) fn of_signature(algorithm: &AlgorithmIdentifierOwned, digest: Digest) -> Vec<Method> {
    let Some(name) = name(algorithm, digest) else { return Vec::new() };
    let named = |method: &Method| method.signature_alg_id().as_ref() == name;
    let with_digest = METHODS.iter().filter(|(with, _)| *with == digest);
    with_digest.map(|(_, method)| *method).filter(named).collect()
}

/// What a method is called, as an algorithm identifier without its frame.
///
/// Many programs only say `rsaEncryption` and leave the digest to the field of its own.
fn name(algorithm: &AlgorithmIdentifierOwned, digest: Digest) -> Option<Vec<u8>> {
    let plain = algorithm.parameters.as_ref().is_none_or(Any::is_null);
    if algorithm.oid == RSA_ENCRYPTION && plain {
        let method = match digest {
            Digest::Sha256 => alg_id::RSA_PKCS1_SHA256,
            Digest::Sha384 => alg_id::RSA_PKCS1_SHA384,
            Digest::Sha512 => alg_id::RSA_PKCS1_SHA512,
        };
        return Some(method.to_vec());
    }
    let der = algorithm.to_der().ok()?;
    Some(AnyRef::from_der(&der).ok()?.value().to_vec())
}
