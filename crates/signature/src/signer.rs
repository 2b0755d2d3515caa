//! Certificates, and who signed by one.

use std::fmt::Write as _;
use std::ops::RangeInclusive;

use aws_lc_rs::digest;
use cms::cert::IssuerAndSerialNumber;
use cms::cert::x509;
use cms::cert::x509::ext::pkix::{BasicConstraints, KeyUsage, SubjectKeyIdentifier};
use cms::cert::x509::name::Name;
use const_oid::ObjectIdentifier;
use const_oid::db::rfc4519::{
    COMMON_NAME, COUNTRY_NAME, ORGANIZATION_NAME, ORGANIZATIONAL_UNIT_NAME, SERIAL_NUMBER,
};
use der::{Any, Decode, Tag, Tagged};
use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::{EnterpriseNumber, Ssin};
use fla_domain::time::Instant;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm};
use webpki::{EndEntityCert, Error};

use crate::reason::Reason;

/// `organizationIdentifier`, as ETSI EN 319 412-1 uses it: `NTRBE-0884303369`.
const ORGANIZATION_IDENTIFIER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.97");

/// A certificate that was read.
pub(crate) struct Certificate {
    der: CertificateDer<'static>,
    read: x509::Certificate,
}

impl Certificate {
    /// A certificate out of its bytes.
    pub(crate) fn from_der(der: &[u8]) -> Option<Self> {
        let read = x509::Certificate::from_der(der).ok()?;
        Some(Self { der: CertificateDer::from(der.to_vec()), read })
    }

    /// Its bytes.
    pub(crate) const fn der(&self) -> &CertificateDer<'static> {
        &self.der
    }

    /// Whether it is the one of that issuer and number.
    pub(crate) fn is(&self, named: &IssuerAndSerialNumber) -> bool {
        let tbs = &self.read.tbs_certificate;
        tbs.issuer == named.issuer && tbs.serial_number == named.serial_number
    }

    /// Whether it names its key so.
    pub(crate) fn has_key(&self, key: &[u8]) -> bool {
        let named = self.read.tbs_certificate.get::<SubjectKeyIdentifier>();
        named.is_ok_and(|named| named.is_some_and(|(_, named)| named.0.as_bytes() == key))
    }

    /// From when until when it is valid, in microseconds.
    pub(crate) fn valid(&self) -> RangeInclusive<i64> {
        let validity = &self.read.tbs_certificate.validity;
        let micros = |time: x509::time::Time| {
            i64::try_from(time.to_unix_duration().as_micros()).unwrap_or(i64::MAX)
        };
        // The second of the end is still in it.
        micros(validity.not_before)..=micros(validity.not_after).saturating_add(999_999)
    }

    /// What its key may be used for, if it says so.
    pub(crate) fn usage(&self) -> Option<KeyUsage> {
        Some(self.read.tbs_certificate.get::<KeyUsage>().ok()??.1)
    }

    /// Whether it says that it is an issuer's.
    pub(crate) fn is_issuer(&self) -> bool {
        let basic = self.read.tbs_certificate.get::<BasicConstraints>();
        basic.is_ok_and(|basic| basic.is_some_and(|(_, basic)| basic.ca))
            && self.usage().is_none_or(|usage| usage.key_cert_sign())
    }

    /// Checks a signature by its key, made in one of these ways.
    pub(crate) fn check(
        &self,
        methods: &[&dyn SignatureVerificationAlgorithm],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), Anomaly> {
        let signer =
            EndEntityCert::try_from(&self.der).map_err(|_| Reason::SignerChain.anomaly())?;
        for method in methods {
            match signer.verify_signature(*method, message, signature) {
                Ok(()) => return Ok(()),
                Err(Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_)) => {}
                Err(_) => return Err(Reason::SignatureValue.anomaly()),
            }
        }
        Err(Reason::SignatureAlgorithm.anomaly())
    }
}

/// Who signed, by the certificate. Which organisations that person or organisation may sign for is
/// for the register to know: by [`Signer::fingerprint`] or by [`Signer::enterprise`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// Who it is made out to: common name, organisation, unit and country. The number of a person,
    /// which personal certificates hold, is not in it.
    pub subject: String,
    /// The enterprise number, where the certificate is that of an organisation.
    pub enterprise: Option<EnterpriseNumber>,
    /// The number of the person, where the certificate is that of one.
    pub ssin: Option<Ssin>,
    /// Who made the certificate out.
    pub issuer: String,
    /// The number under which the issuer made it out, in hexadecimal digits.
    pub serial: String,
    /// SHA-256 of the certificate, in hexadecimal digits.
    pub fingerprint: String,
    /// Until when the certificate is valid.
    pub until: Instant,
    /// When the file was signed, as the signer says.
    pub signed_at: Option<Instant>,
}

impl Signer {
    pub(crate) fn of(certificate: &Certificate, signed_at: Option<Instant>) -> Self {
        let tbs = &certificate.read.tbs_certificate;
        let own = |kind| attribute(&tbs.subject, kind);
        let number = own(SERIAL_NUMBER);
        let ssin = number.as_deref().and_then(person);
        let registered = own(ORGANIZATION_IDENTIFIER).or_else(|| number.clone());
        Self {
            subject: subject(&tbs.subject),
            enterprise: registered.as_deref().and_then(enterprise),
            ssin,
            issuer: subject(&tbs.issuer),
            serial: hex(tbs.serial_number.as_bytes()),
            fingerprint: hex(digest::digest(&digest::SHA256, &certificate.der).as_ref()),
            until: Instant(*certificate.valid().end()),
            signed_at,
        }
    }
}

/// What people call a name: its parts that hold no number.
fn subject(name: &Name) -> String {
    let kinds = [COMMON_NAME, ORGANIZATIONAL_UNIT_NAME, ORGANIZATION_NAME, COUNTRY_NAME];
    let parts = kinds.into_iter().filter_map(|kind| attribute(name, kind));
    let parts = parts.filter(|part| part.bytes().filter(u8::is_ascii_digit).count() < 11);
    parts.collect::<Vec<_>>().join(", ")
}

/// The first value of a kind in a name.
fn attribute(name: &Name, kind: ObjectIdentifier) -> Option<String> {
    let all = name.0.iter().flat_map(|part| part.0.iter());
    all.filter(|part| part.oid == kind).find_map(|part| text(&part.value))
}

fn text(value: &Any) -> Option<String> {
    let is_text = matches!(value.tag(), Tag::Utf8String | Tag::PrintableString | Tag::Ia5String);
    let text = is_text.then(|| str::from_utf8(value.value()).ok()).flatten()?;
    Some(text.chars().filter(|c| !c.is_control()).take(200).collect())
}

/// The number of a person: `80010100123` or `PNOBE-80010100123`.
fn person(text: &str) -> Option<Ssin> {
    let digits = text.strip_prefix("PNOBE-").unwrap_or(text);
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

/// The number of an enterprise: `NTRBE-0884303369`, `VATBE-0884303369`, `BE0884303369` or bare.
fn enterprise(text: &str) -> Option<EnterpriseNumber> {
    let prefixes = ["NTRBE-", "VATBE-", "BE"];
    let digits = prefixes.iter().find_map(|prefix| text.strip_prefix(prefix)).unwrap_or(text);
    let ten = digits.len() == 10 && digits.bytes().all(|b| b.is_ascii_digit());
    ten.then(|| digits.parse().ok()).flatten()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
