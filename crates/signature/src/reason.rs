//! Why a signature is not taken.
//!
//! Each anomaly has an argument `reason` with one of these names, so that its text can be chosen
//! by zone, fault and reason.

use fla_domain::anomaly::{Anomaly, Fault, Zone};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $zone:ident, $fault:ident;)+) => {
        /// Why a signature is not taken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason { $($(#[$doc])* $name),+ }

        impl Reason {
            /// All reasons.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable name, as found in the argument `reason`.
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key),+ } }

            /// What is wrong.
            pub const fn fault(self) -> Fault { match self { $(Self::$name => Fault::$fault),+ } }
        }
    };
}

reasons! {
    /// Not one byte, or only white space.
    SignatureEmpty = "signatureEmpty", Signature, Missing;
    /// Longer than a signature can be. `limit` in bytes.
    SignatureLong = "signatureLong", Signature, Length;
    /// Not base64.
    SignatureBase64 = "signatureBase64", Signature, Invalid;
    /// Not a CMS `SignedData`, or one with the file in it.
    SignatureForm = "signatureForm", Signature, Invalid;
    /// No signer, or several.
    SignatureSigners = "signatureSigners", Signature, Duplicate;
    /// A method other than RSA (PKCS#1 v1.5 or PSS with a salt as long as the digest; 2048 to 8192
    /// bits) or ECDSA (P-256, P-384), with SHA-256, SHA-384 or SHA-512; in the signature or in a
    /// link to the issuer.
    SignatureAlgorithm = "signatureAlgorithm", Signature, OutsideDomain;
    /// Signed attributes are missing, doubled or contradict each other.
    SignatureAttributes = "signatureAttributes", Signature, Invalid;
    /// The file is not the one that was signed.
    SignatureContent = "signatureContent", Signature, CheckDigits;
    /// The signature was not made with the key of the certificate.
    SignatureValue = "signatureValue", Signature, CheckDigits;
    /// The moment of signing lies outside the validity of the certificate, or ahead of time.
    SignatureTime = "signatureTime", Signature, OutsideDomain;
    /// The certificate of the signer is not in the signature.
    SignerMissing = "signerMissing", Signature, NotFound;
    /// No issuer that is trusted.
    SignerUnknown = "signerUnknown", Signature, Forbidden;
    /// A link between signer and issuer does not hold.
    SignerChain = "signerChain", Signature, Forbidden;
    /// A certificate is no longer valid.
    SignerExpired = "signerExpired", Signature, Forbidden;
    /// A certificate is not valid yet.
    SignerEarly = "signerEarly", Signature, Forbidden;
    /// The certificate is not one for signing files.
    SignerUsage = "signerUsage", Signature, Forbidden;
    /// A certificate was revoked.
    SignerRevoked = "signerRevoked", Signature, Forbidden;
    /// The signer may not sign for the organisation that sends. Said by whoever knows the sender.
    SignerOther = "signerOther", Signature, Forbidden;
    /// Whether a certificate was revoked cannot be told.
    SignerRevocation = "signerRevocation", Signature, Forbidden;
}

impl Reason {
    /// The anomaly that says so.
    pub fn anomaly(self) -> Anomaly {
        Anomaly::new(Zone::Signature, self.fault()).with("reason", self.key())
    }
}
