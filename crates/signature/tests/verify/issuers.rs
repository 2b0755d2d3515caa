//! Only signers of issuers that are trusted now are taken.

use fla_domain::time::Instant;
use fla_signature::reason::Reason;
use fla_signature::verify;

use crate::pki::{ISSUER, LAST_ISSUER, Pki, SIGNER, base64, later};
use crate::{CONTENT, Refused};

#[test]
fn only_signers_of_trusted_issuers_are_taken() {
    let pki = Pki::new();
    let (anchors, now) = (pki.anchors(&["root.pem"]), pki.now());
    let mut refused = Refused::default();
    let make = |name: &str, issuer: Option<&str>, extensions: &str, more: &[&str]| {
        pki.key(name, "P-256");
        pki.certificate(name, &format!("/CN={name}"), issuer, extensions, more);
    };
    // Not one that is trusted, though it is called the same.
    pki.key("forged", "P-256");
    pki.certificate("forged", "/C=BE/O=Issuer", None, LAST_ISSUER, &[]);
    pki.key("forged_root", "P-384");
    pki.certificate("forged_root", "/C=BE/O=Root", None, ISSUER, &[]);
    make("stranger", Some("forged"), SIGNER, &[]);
    pki.key("forged_issuer", "P-256");
    pki.certificate("forged_issuer", "/C=BE/O=Issuer", Some("forged_root"), LAST_ISSUER, &[]);
    make("stranger2", Some("forged_issuer"), SIGNER, &[]);
    make("alone", None, SIGNER, &[]);
    // Not one for signing files.
    let usage = |usage: &str| SIGNER.replace("digitalSignature,nonRepudiation", usage);
    make("enciphers", Some("issuer"), &usage("keyEncipherment"), &[]);
    make("issues", Some("issuer"), &usage("digitalSignature,keyCertSign"), &[]);
    make("silent", Some("issuer"), "basicConstraints=CA:FALSE", &[]);
    make("server", Some("issuer"), &format!("{SIGNER}\nextendedKeyUsage=serverAuth"), &[]);
    make("is_issuer", Some("root"), &SIGNER.replace("CA:FALSE", "CA:TRUE"), &[]);
    // A signer that poses as an issuer, and an issuer deeper than it may stand.
    make("issued_by_signer", Some("signer"), SIGNER, &[]);
    make("deep", Some("issuer"), ISSUER, &[]);
    make("under_deep", Some("deep"), SIGNER, &[]);
    make("no_usage", Some("root"), "basicConstraints=critical,CA:TRUE", &[]);
    make("under_no_usage", Some("no_usage"), SIGNER, &[]);
    let other_usage = ISSUER.replace("keyCertSign,", "");
    make("other_usage", Some("root"), &other_usage, &[]);
    make("under_other_usage", Some("other_usage"), SIGNER, &[]);
    make("old", Some("issuer"), "", &[]);
    make("strange", Some("issuer"), &format!("{SIGNER}\n1.2.3.4=critical,ASN1:NULL"), &[]);
    // Weak ones.
    pki.key("weak", "1024");
    pki.certificate("weak", "/CN=weak", Some("issuer"), SIGNER, &[]);
    make("sha1", Some("issuer"), SIGNER, &["-sha1"]);
    // Names outside what the issuer may name.
    let bound = format!("{ISSUER}\nnameConstraints=critical,permitted;dirName:d\n[d]\nC=FR");
    make("bound", Some("root"), &bound, &[]);
    make("out_of_bounds", Some("bound"), SIGNER, &[]);

    for (signer, beside, reasons) in [
        ("stranger", &["forged"][..], &["signerUnknown"][..]),
        ("stranger", &["issuer"], &["signerChain", "signerUnknown"]),
        ("stranger", &["forged", "issuer"], &["signerChain", "signerUnknown"]),
        ("stranger2", &["forged_issuer", "forged_root"], &["signerChain", "signerUnknown"]),
        ("stranger2", &["forged_issuer"], &["signerChain", "signerUnknown"]),
        ("alone", &[], &["signerUnknown"]),
        ("signer", &[], &["signerUnknown"]),
        ("enciphers", &["issuer"], &["signerUsage"]),
        ("issues", &["issuer"], &["signerUsage"]),
        ("silent", &["issuer"], &["signerUsage"]),
        ("server", &["issuer"], &["signerUsage"]),
        ("is_issuer", &[], &["signerUsage"]),
        ("root", &[], &["signerUsage"]),
        ("issued_by_signer", &["signer", "issuer"], &["signerChain", "signerUsage"]),
        ("under_deep", &["deep", "issuer"], &["signerChain"]),
        ("under_no_usage", &["no_usage"], &["signerChain"]),
        ("under_other_usage", &["other_usage"], &["signerChain"]),
        ("old", &["issuer"], &["signerUsage"]),
        ("strange", &["issuer"], &["signerChain"]),
        ("weak", &["issuer"], &["signatureValue", "signatureAlgorithm"]),
        ("sha1", &["issuer"], &["signatureAlgorithm"]),
        ("out_of_bounds", &["bound"], &["signerChain"]),
    ] {
        for content in [CONTENT, b"", b"x"] {
            let file = base64(&pki.sign(signer, beside, content, &[]));
            let told = refused.any(content, &file, &anchors, now, signer);
            assert!(reasons.contains(&&*told), "{signer} {beside:?}: {told}");
        }
    }
    assert_eq!(refused.count, 66);
}

#[test]
fn every_certificate_is_valid_when_the_file_comes_in() {
    let pki = Pki::new();
    let now = pki.now();
    let mut refused = Refused::default();
    let file = base64(&pki.sign("signer", &["issuer"], CONTENT, &[]));
    let root = pki.anchors(&["root.pem"]);
    for (days, reason) in [
        (-3, Reason::SignerEarly),
        (701, Reason::SignerExpired),
        (3001, Reason::SignerExpired),
        (4000, Reason::SignerExpired),
        (40_000, Reason::SignerExpired),
    ] {
        let when = (&root, later(now, days));
        refused.reason(reason, CONTENT, &file, when, "another day");
    }
    assert!(verify(CONTENT, &file, &root, later(now, 690)).is_ok());
    refused.any(CONTENT, &file, &root, Instant(i64::MIN), "before all time");
    refused.any(CONTENT, &file, &root, Instant::LATEST, "after all time");
    // An issuer between that is no longer valid, while the signer still is.
    pki.key("short", "P-256");
    pki.certificate("short", "/CN=Short", Some("root"), ISSUER, &["-days", "2"]);
    pki.key("outlives", "P-256");
    pki.certificate("outlives", "/CN=Outlives", Some("short"), SIGNER, &[]);
    let file = base64(&pki.sign("outlives", &["short"], CONTENT, &[]));
    assert!(verify(CONTENT, &file, &root, now).is_ok());
    let expired = (&root, later(now, 3));
    refused.reason(Reason::SignerExpired, CONTENT, &file, expired, "an issuer expired");
    // An anchor that is no longer valid.
    let short = pki.anchors(&["short.pem"]);
    assert!(verify(CONTENT, &file, &short, now).is_ok());
    let expired = (&short, later(now, 3));
    refused.reason(Reason::SignerExpired, CONTENT, &file, expired, "an anchor expired");
}

#[test]
fn what_was_revoked_is_refused() {
    let pki = Pki::new();
    let now = pki.now();
    let mut refused = Refused::default();
    let file = base64(&pki.sign("signer", &["issuer"], CONTENT, &[]));
    pki.list("issuer", "30", &[], "empty.crl");
    pki.list("issuer", "30", &["signer"], "signer.crl");
    pki.list("root", "30", &["issuer"], "issuer.crl");
    pki.list("root", "30", &[], "root.crl");
    let with = |lists: &[&str]| pki.anchors(&[&["root.pem"], lists].concat());
    assert!(verify(CONTENT, &file, &with(&["empty.crl"]), now).is_ok());
    assert!(verify(CONTENT, &file, &with(&["empty.crl", "root.crl"]).needing_lists(), now).is_ok());
    for (lists, days, reason) in [
        (&["signer.crl"][..], 0, Reason::SignerRevoked),
        (&["issuer.crl"], 0, Reason::SignerRevoked),
        (&["issuer.crl", "empty.crl"], 0, Reason::SignerRevoked),
        (&["empty.crl"], 31, Reason::SignerRevocation),
    ] {
        let anchors = with(lists);
        let when = (&anchors, later(now, days));
        refused.reason(reason, CONTENT, &file, when, "revoked");
    }
    for lists in [&[][..], &["empty.crl"], &["root.crl"]] {
        let anchors = with(lists).needing_lists();
        refused.reason(Reason::SignerRevocation, CONTENT, &file, (&anchors, now), "no list");
    }
    // A list of somebody else under the name of the issuer.
    pki.key("forged", "P-256");
    pki.certificate("forged", "/C=BE/O=Issuer", None, LAST_ISSUER, &[]);
    pki.list("forged", "30", &[], "forged.crl");
    let anchors = with(&["forged.crl"]);
    refused.reason(Reason::SignerRevocation, CONTENT, &file, (&anchors, now), "a forged list");
    // In DER, as issuers publish them.
    pki.openssl(&["crl", "-in", "signer.crl", "-outform", "DER", "-out", "der.crl"]);
    let anchors = with(&["der.crl"]);
    refused.reason(Reason::SignerRevoked, CONTENT, &file, (&anchors, now), "a list in DER");
}
