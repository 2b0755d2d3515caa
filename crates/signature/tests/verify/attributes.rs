//! What a signer that is trusted could sign along with the file, made with its own key.

use aws_lc_rs::digest::{SHA256, SHA384, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair};
use cms::cert::x509::attr::Attribute;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedData, SignerInfo, SignerInfos};
use const_oid::ObjectIdentifier;
use const_oid::db::rfc5911::{
    ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA,
    ID_SIGNING_TIME,
};
use const_oid::db::rfc5912::{ECDSA_WITH_SHA_384, ID_SHA_384};
use der::asn1::{OctetString, SetOfVec, UtcTime};
use der::{Any, DateTime, Decode, Encode};
use fla_domain::time::Instant;
use fla_signature::reason::Reason;
use fla_signature::verify;

use crate::pki::{Pki, base64};
use crate::{CONTENT, Refused};

/// A signature that can be changed and signed again.
struct Forge {
    data: SignedData,
    key: EcdsaKeyPair,
}

impl Forge {
    fn new(pki: &Pki) -> Self {
        let der = pki.sign("signer", &["issuer"], CONTENT, &["-nosmimecap"]);
        let data = ContentInfo::from_der(&der).unwrap().content.decode_as().unwrap();
        let key = ["pkcs8", "-topk8", "-nocrypt", "-in", "signer.key", "-outform", "DER"];
        let key = pki.openssl(&key);
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &key).unwrap();
        Self { data, key }
    }

    fn sign(&self, message: &[u8]) -> OctetString {
        let signature = self.key.sign(&SystemRandom::new(), message).unwrap();
        OctetString::new(signature.as_ref()).unwrap()
    }

    /// The file of the signature with another signer.
    fn file(&self, signers: Vec<SignerInfo>) -> Vec<u8> {
        let signer_infos = SignerInfos(SetOfVec::try_from(signers).unwrap());
        let data = SignedData { signer_infos, ..self.data.clone() };
        let content = Any::encode_from(&data).unwrap();
        let info = ContentInfo { content_type: ID_SIGNED_DATA, content };
        base64(&info.to_der().unwrap())
    }

    fn signer(&self) -> SignerInfo {
        self.data.signer_infos.0.get(0).unwrap().clone()
    }

    fn attributes(&self) -> Vec<Attribute> {
        self.signer().signed_attrs.unwrap().into_vec()
    }

    /// The same with other attributes, signed.
    fn with(&self, attributes: Vec<Attribute>) -> Vec<u8> {
        let attributes = SetOfVec::try_from(attributes).unwrap();
        let signature = self.sign(&attributes.to_der().unwrap());
        self.file(vec![SignerInfo { signed_attrs: Some(attributes), signature, ..self.signer() }])
    }

    /// The same without the attributes of a kind, and with others.
    fn instead(&self, kind: ObjectIdentifier, others: Vec<Attribute>) -> Vec<u8> {
        let mut attributes = self.attributes();
        attributes.retain(|attribute| attribute.oid != kind);
        attributes.extend(others);
        self.with(attributes)
    }
}

fn attribute(oid: ObjectIdentifier, values: &[Any]) -> Attribute {
    Attribute { oid, values: SetOfVec::try_from(values.to_vec()).unwrap() }
}

fn octets(bytes: &[u8]) -> Any {
    Any::encode_from(&OctetString::new(bytes).unwrap()).unwrap()
}

fn time(at: Instant) -> Any {
    let seconds = std::time::Duration::from_micros(u64::try_from(at.0).unwrap()).as_secs();
    let time = DateTime::from_unix_duration(std::time::Duration::from_secs(seconds)).unwrap();
    Any::encode_from(&UtcTime::from_date_time(time).unwrap()).unwrap()
}

#[test]
fn attributes_say_one_thing_each() {
    let pki = Pki::new();
    let anchors = pki.anchors(&["root.pem"]);
    let now = pki.now();
    let good = (&anchors, now);
    let forge = Forge::new(&pki);
    let mut refused = Refused::default();
    // The forge itself works.
    assert!(verify(CONTENT, &forge.with(forge.attributes()), &anchors, now).is_ok());
    assert!(verify(CONTENT, &forge.instead(ID_SIGNING_TIME, vec![]), &anchors, now).is_ok());

    let right = octets(digest(&SHA256, CONTENT).as_ref());
    let other = octets(digest(&SHA256, b"other").as_ref());
    let longer = octets(digest(&SHA384, CONTENT).as_ref());
    let cut = octets(&digest(&SHA256, CONTENT).as_ref()[..31]);
    let oid = |oid: ObjectIdentifier| Any::encode_from(&oid).unwrap();
    let minutes = |n: i64| time(Instant(now.0 + n * 60_000_000));
    let one = |kind, value: &Any| vec![attribute(kind, std::slice::from_ref(value))];
    let both = [one(ID_MESSAGE_DIGEST, &right), one(ID_MESSAGE_DIGEST, &other)].concat();
    let names = [one(ID_CONTENT_TYPE, &oid(ID_DATA)), one(ID_CONTENT_TYPE, &oid(ID_SIGNED_DATA))];
    let times = [one(ID_SIGNING_TIME, &minutes(-9)), one(ID_SIGNING_TIME, &minutes(-8))];
    // SEQUENCE { SEQUENCE { SEQUENCE { OCTET STRING of 32 } } }: another certificate.
    let mut named = vec![0x30, 38, 0x30, 36, 0x30, 34, 0x04, 32];
    named.extend([7; 32]);
    let named = Any::from_der(&named).unwrap();

    let (digest_kind, type_kind, time_kind) = (ID_MESSAGE_DIGEST, ID_CONTENT_TYPE, ID_SIGNING_TIME);
    let wrong = Reason::SignatureAttributes;
    for (what, kind, others, reason) in [
        ("no digest", digest_kind, vec![], wrong),
        ("two digests", digest_kind, both, wrong),
        (
            "two values",
            digest_kind,
            vec![attribute(digest_kind, &[right.clone(), other.clone()])],
            wrong,
        ),
        ("no value", digest_kind, vec![attribute(digest_kind, &[])], wrong),
        ("a digest of another kind", digest_kind, one(digest_kind, &oid(ID_DATA)), wrong),
        ("an empty digest", digest_kind, one(digest_kind, &octets(&[])), Reason::SignatureContent),
        ("another digest", digest_kind, one(digest_kind, &other), Reason::SignatureContent),
        ("a longer digest", digest_kind, one(digest_kind, &longer), Reason::SignatureContent),
        ("a digest cut off", digest_kind, one(digest_kind, &cut), Reason::SignatureContent),
        ("no content type", type_kind, vec![], wrong),
        ("another content type", type_kind, one(type_kind, &oid(ID_SIGNED_DATA)), wrong),
        ("two content types", type_kind, names.concat(), wrong),
        ("two times", time_kind, times.concat(), wrong),
        ("no time", time_kind, one(time_kind, &octets(b"today")), wrong),
        ("ahead of time", time_kind, one(time_kind, &minutes(11)), Reason::SignatureTime),
        ("before the certificate", time_kind, one(time_kind, &minutes(-60)), Reason::SignatureTime),
        (
            "after the certificate",
            time_kind,
            one(time_kind, &minutes(720 * 1440)),
            Reason::SignatureTime,
        ),
        ("another certificate", time_kind, one(ID_AA_SIGNING_CERTIFICATE_V_2, &named), wrong),
        ("no certificate", time_kind, one(ID_AA_SIGNING_CERTIFICATE_V_2, &right), wrong),
    ] {
        let file = forge.instead(kind, others);
        refused.reason(reason, CONTENT, &file, good, what);
    }

    let many = (0..40).map(|n| {
        let oid = ObjectIdentifier::new(&format!("1.2.3.{n}")).unwrap();
        attribute(oid, &[octets(b"x")])
    });
    let many = forge.with(forge.attributes().into_iter().chain(many).collect());
    refused.reason(wrong, CONTENT, &many, good, "very many attributes");

    // The attributes passed off as the file: signed by nobody as such.
    let attributes = forge.signer().signed_attrs.unwrap().to_der().unwrap();
    let bare = SignerInfo { signed_attrs: None, ..forge.signer() };
    refused.reason(wrong, &attributes, &forge.file(vec![bare.clone()]), good, "attributes as file");
    let plain = SignerInfo { signature: forge.sign(CONTENT), ..bare };
    refused.reason(wrong, CONTENT, &forge.file(vec![plain]), good, "signed without attributes");

    // Nobody, and the same signer twice.
    refused.reason(Reason::SignatureSigners, CONTENT, &forge.file(vec![]), good, "nobody");
    let again = SignerInfo { signature: forge.sign(b"again"), ..forge.signer() };
    let twice = forge.file(vec![forge.signer(), again]);
    refused.reason(Reason::SignatureSigners, CONTENT, &twice, good, "twice");

    // One digest in one place, another in the other.
    let mut mixed = forge.signer();
    mixed.signature_algorithm.oid = ECDSA_WITH_SHA_384;
    refused.reason(Reason::SignatureAlgorithm, CONTENT, &forge.file(vec![mixed]), good, "mixed");
    let mut unannounced = forge.signer();
    unannounced.digest_alg.oid = ID_SHA_384;
    let unannounced = forge.file(vec![unannounced]);
    refused.reason(Reason::SignatureAlgorithm, CONTENT, &unannounced, good, "unannounced");
    let mut elsewhere = Forge::new(&pki);
    let mut announced = elsewhere.signer().digest_alg;
    announced.oid = ID_SHA_384;
    elsewhere.data.digest_algorithms = SetOfVec::try_from(vec![announced]).unwrap();
    let elsewhere = elsewhere.file(vec![elsewhere.signer()]);
    refused.reason(Reason::SignatureAlgorithm, CONTENT, &elsewhere, good, "announced otherwise");
    assert_eq!(refused.count, 27);
}
