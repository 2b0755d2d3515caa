//! What a signature says, before anything is believed of it.

use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use cms::cert::x509::attr::Attribute;
use cms::cert::x509::spki::AlgorithmIdentifierOwned;
use cms::cert::x509::time::Time;
use cms::content_info::{CmsVersion, ContentInfo};
use cms::signed_data::{EncapsulatedContentInfo, SignerIdentifier, SignerInfo, SignerInfos};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{
    ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA,
    ID_SIGNING_TIME,
};
use der::asn1::{OctetString, SetOfVec};
use der::{Any, Decode, Encode, Sequence, Tag, Tagged};
use fla_domain::anomaly::Anomaly;
use fla_domain::time::Instant;

use crate::LONGEST;
use crate::algorithm::{self, Digest};
use crate::ber;
use crate::reason::Reason;
use crate::signer::Certificate;

/// Attributes that a signer signs.
const MOST_ATTRIBUTES: usize = 32;
/// Certificates in a signature.
const MOST_CERTIFICATES: usize = 8;

/// The parts of a signature.
pub(crate) struct Envelope {
    certificates: Vec<Certificate>,
    signer: SignerInfo,
    digest: Digest,
    /// What the key signed: the attributes as a set, in DER.
    signed: Vec<u8>,
    message_digest: Vec<u8>,
    /// Digest and its method of the certificate that the attributes name, where they do.
    named: Option<(Digest, Vec<u8>)>,
    signed_at: Option<Instant>,
}

impl Envelope {
    /// Takes the file of a signature apart.
    pub(crate) fn read(file: &[u8]) -> Result<Self, Anomaly> {
        let der = ber::to_der(&decode(file)?).ok_or_else(|| Reason::SignatureForm.anomaly())?;
        let data = signed_data(&der).ok_or_else(|| Reason::SignatureForm.anomaly())?;
        let [signer] = data.signer_infos.0.as_slice() else {
            return Err(Reason::SignatureSigners.anomaly());
        };
        let weak = || Reason::SignatureAlgorithm.anomaly();
        let digest = Digest::of(&signer.digest_alg).ok_or_else(weak)?;
        let announced = data.digest_algorithms.iter().filter_map(Digest::of);
        if announced.filter(|one| *one == digest).count() == 0
            || algorithm::of_signature(&signer.signature_algorithm, digest).is_empty()
        {
            return Err(weak());
        }
        let attributes =
            Attributes::read(signer).ok_or_else(|| Reason::SignatureAttributes.anomaly())?;
        let given = data.certificates.iter().flat_map(|set| set.iter());
        // Certificates of other kinds, and those that cannot be read, count as not there.
        let read = |given: &Any| Certificate::from_der(&given.to_der().ok()?);
        let certificates: Vec<_> =
            given.filter(|any| any.tag() == Tag::Sequence).filter_map(read).collect();
        if certificates.len() > MOST_CERTIFICATES {
            return Err(Reason::SignatureForm.anomaly());
        }
        Ok(Self {
            certificates,
            signer: signer.clone(),
            digest,
            signed: attributes.signed,
            message_digest: attributes.message_digest,
            named: attributes.named,
            signed_at: attributes.signed_at,
        })
    }

    /// The digest that is used throughout.
    pub(crate) const fn digest(&self) -> Digest {
        self.digest
    }

    /// The digest of the file, as it was signed.
    pub(crate) fn message_digest(&self) -> &[u8] {
        &self.message_digest
    }

    /// When it was signed, as the signer says.
    pub(crate) const fn signed_at(&self) -> Option<Instant> {
        self.signed_at
    }

    /// All certificates that came along.
    pub(crate) fn certificates(&self) -> &[Certificate] {
        &self.certificates
    }

    /// The certificate of the signer.
    pub(crate) fn certificate(&self) -> Result<&Certificate, Anomaly> {
        let is_signer = |one: &&Certificate| match &self.signer.sid {
            SignerIdentifier::IssuerAndSerialNumber(named) => one.is(named),
            SignerIdentifier::SubjectKeyIdentifier(key) => one.has_key(key.0.as_bytes()),
        };
        let mut found = self.certificates.iter().filter(is_signer);
        let (Some(certificate), None) = (found.next(), found.next()) else {
            return Err(Reason::SignerMissing.anomaly());
        };
        if let Some((with, digest)) = &self.named
            && digest::digest(with.implementation(), certificate.der()).as_ref() != &**digest
        {
            return Err(Reason::SignatureAttributes.anomaly());
        }
        Ok(certificate)
    }

    /// Whether the key of the certificate made the signature.
    pub(crate) fn check_value(&self, certificate: &Certificate) -> Result<(), Anomaly> {
        let methods = algorithm::of_signature(&self.signer.signature_algorithm, self.digest);
        certificate.check(&methods, &self.signed, self.signer.signature.as_bytes())
    }
}

/// The bytes of a signature out of its base64, in lines or not.
fn decode(file: &[u8]) -> Result<Vec<u8>, Anomaly> {
    if file.len() > LONGEST {
        return Err(Reason::SignatureLong.anomaly().with("limit", LONGEST));
    }
    let text: Vec<u8> = file.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    if text.is_empty() {
        return Err(Reason::SignatureEmpty.anomaly());
    }
    STANDARD.decode(text).map_err(|_| Reason::SignatureBase64.anomaly())
}

/// `SignedData` of the RFC, with certificates and lists as they came: their bytes are signed.
#[derive(Sequence)]
struct SignedData {
    version: CmsVersion,
    digest_algorithms: SetOfVec<AlgorithmIdentifierOwned>,
    content: EncapsulatedContentInfo,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT", constructed = "true", optional = "true")]
    certificates: Option<SetOfVec<Any>>,
    #[asn1(context_specific = "1", tag_mode = "IMPLICIT", constructed = "true", optional = "true")]
    lists: Option<SetOfVec<Any>>,
    signer_infos: SignerInfos,
}

/// The signed data, if it is detached.
fn signed_data(der: &[u8]) -> Option<SignedData> {
    let info = ContentInfo::from_der(der).ok()?;
    if info.content_type != ID_SIGNED_DATA {
        return None;
    }
    let data = info.content.decode_as::<SignedData>().ok()?;
    // The versions follow from how signers are named; nothing else may stand there.
    let version = |signer: &SignerInfo| match signer.sid {
        SignerIdentifier::IssuerAndSerialNumber(_) => CmsVersion::V1,
        SignerIdentifier::SubjectKeyIdentifier(_) => CmsVersion::V3,
    };
    let signers = data.signer_infos.0.iter();
    let right = signers.clone().all(|signer| signer.version == version(signer));
    let highest = signers.map(version).max().unwrap_or(CmsVersion::V1);
    let detached = data.content.econtent.is_none();
    let data_only = data.content.econtent_type == ID_DATA;
    (right && data.version == highest && detached && data_only).then_some(data)
}

/// What is signed along with the file.
struct Attributes {
    signed: Vec<u8>,
    message_digest: Vec<u8>,
    named: Option<(Digest, Vec<u8>)>,
    signed_at: Option<Instant>,
}

impl Attributes {
    /// The attributes of a signer, if they are what the RFC asks for. Without any the file itself
    /// would be signed: then a file could be passed off as attributes, so that this is not taken.
    fn read(signer: &SignerInfo) -> Option<Self> {
        let all = signer.signed_attrs.as_ref()?;
        if all.len() > MOST_ATTRIBUTES {
            return None;
        }
        let content_type = single(all.as_slice(), ID_CONTENT_TYPE)??;
        if content_type.decode_as::<ObjectIdentifier>().ok()? != ID_DATA {
            return None;
        }
        let digest = single(all.as_slice(), ID_MESSAGE_DIGEST)??;
        let message_digest = digest.decode_as::<OctetString>().ok()?.into_bytes();
        let signed_at = match single(all.as_slice(), ID_SIGNING_TIME)? {
            Some(time) => Some(moment(time)?),
            None => None,
        };
        let named = match single(all.as_slice(), ID_AA_SIGNING_CERTIFICATE_V_2)? {
            Some(certificate) => Some(named(certificate)?),
            None => None,
        };
        // A set in DER, whatever the order in which it came.
        let signed = all.to_der().ok()?;
        Some(Self { signed, message_digest, named, signed_at })
    }
}

/// The one value of an attribute, where it is there; nothing if it is there twice or has several.
#[expect(clippy::option_option, reason = "wrong, absent and there are three things")]
fn single(all: &[Attribute], kind: ObjectIdentifier) -> Option<Option<&Any>> {
    let mut found = all.iter().filter(|attribute| attribute.oid == kind);
    match (found.next(), found.next()) {
        (None, _) => Some(None),
        (Some(one), None) => match one.values.as_slice() {
            [value] => Some(Some(value)),
            _ => None,
        },
        (Some(_), Some(_)) => None,
    }
}

fn moment(value: &Any) -> Option<Instant> {
    let time = Time::from_der(&value.to_der().ok()?).ok()?;
    let micros = time.to_unix_duration().as_micros();
    i64::try_from(micros).ok().map(Instant)
}

/// The attribute that names the certificate of the signer (RFC 5035).
#[derive(Sequence)]
struct SigningCertificate {
    certificates: Vec<CertificateId>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

/// A certificate by its digest.
#[derive(Sequence)]
struct CertificateId {
    /// SHA-256 where none is named.
    #[asn1(optional = "true")]
    algorithm: Option<AlgorithmIdentifierOwned>,
    digest: OctetString,
    #[asn1(optional = "true")]
    issuer: Option<Any>,
}

/// The first certificate of that attribute is that of the signer.
fn named(value: &Any) -> Option<(Digest, Vec<u8>)> {
    let names = value.decode_as::<SigningCertificate>().ok()?;
    let first = names.certificates.first()?;
    let with = first.algorithm.as_ref().map_or(Some(Digest::Sha256), Digest::of)?;
    Some((with, first.digest.as_bytes().to_vec()))
}
