//! Weak methods and odd forms are refused.

use fla_signature::reason::Reason;

use crate::pki::{Pki, SIGNER, base64};
use crate::{CONTENT, Refused};

#[test]
fn weak_methods_and_odd_forms_are_refused() {
    let pki = Pki::new();
    let anchors = pki.anchors(&["root.pem"]);
    let good = (&anchors, pki.now());
    let mut refused = Refused::default();
    pki.key("rsa", "2048");
    pki.certificate("rsa", "/CN=RSA", Some("issuer"), SIGNER, &[]);
    pki.key("other", "P-256");
    pki.certificate("other", "/CN=Other", Some("issuer"), SIGNER, &[]);
    pki.key("p521", "P-521");
    pki.certificate("p521", "/CN=P521", Some("issuer"), SIGNER, &[]);
    let pss = ["-keyopt", "rsa_padding_mode:pss", "-keyopt"];
    let salt = |salt| [&pss[..], &[salt]].concat();
    for (signer, options, reason) in [
        ("signer", vec!["-md", "sha1"], Reason::SignatureAlgorithm),
        ("rsa", vec!["-md", "sha1"], Reason::SignatureAlgorithm),
        ("rsa", vec!["-md", "md5"], Reason::SignatureAlgorithm),
        ("signer", vec!["-md", "sha224"], Reason::SignatureAlgorithm),
        ("rsa", vec!["-md", "sha512-256"], Reason::SignatureAlgorithm),
        ("rsa", salt("rsa_pss_saltlen:20"), Reason::SignatureAlgorithm),
        (
            "rsa",
            [&salt("rsa_pss_saltlen:-1")[..], &["-keyopt", "rsa_mgf1_md:sha1"]].concat(),
            Reason::SignatureAlgorithm,
        ),
        ("p521", vec![], Reason::SignatureAlgorithm),
        ("signer", vec!["-noattr"], Reason::SignatureAttributes),
        ("rsa", vec!["-noattr"], Reason::SignatureAttributes),
        ("signer", vec!["-nodetach"], Reason::SignatureForm),
        ("signer", vec!["-nodetach", "-stream"], Reason::SignatureForm),
        ("signer", vec!["-nocerts"], Reason::SignerMissing),
        ("signer", vec!["-signer", "other.pem", "-inkey", "other.key"], Reason::SignatureSigners),
        ("signer", vec!["-econtent_type", "1.2.3.4"], Reason::SignatureForm),
    ] {
        let der = pki.sign(signer, &["issuer"], CONTENT, &options);
        let what = format!("{signer} {options:?}");
        refused.reason(reason, CONTENT, &base64(&der), good, &what);
    }
    // Other things that are CMS, or certificates.
    let certificate = pki.openssl(&["x509", "-in", "signer.pem", "-outform", "DER"]);
    refused.reason(Reason::SignatureForm, CONTENT, &base64(&certificate), good, "a certificate");
    let only = ["crl2pkcs7", "-nocrl", "-certfile", "signer.pem", "-outform", "DER"];
    let only = pki.openssl(&only);
    refused.reason(Reason::SignatureSigners, CONTENT, &base64(&only), good, "nobody signed");
    let data = ["cms", "-data_create", "-in", "content", "-outform", "DER"];
    let data = pki.openssl(&data);
    refused.reason(Reason::SignatureForm, CONTENT, &base64(&data), good, "only data");
    let twice = pki.sign("signer", &["issuer"], CONTENT, &[]);
    let twice = [&twice[..], &twice].concat();
    refused.reason(Reason::SignatureForm, CONTENT, &base64(&twice), good, "two signatures");
}
