//! Signatures made by others are taken, and nothing else is, whatever is done to them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod attributes;
mod pki;

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use fla_domain::time::Instant;
use fla_signature::reason::Reason;
use fla_signature::{AnchorError, Anchors, verify};

use self::pki::{ISSUER, LAST_ISSUER, Pki, SIGNER, base64, later};

const CONTENT: &[u8] =
    b"<?xml version=\"1.0\"?>\n<FlaDeclaration>\n<Form>1</Form>\n</FlaDeclaration>\n";

/// Refusals of variants of what is good; each must be refused, most for one known reason.
#[derive(Default)]
struct Refused {
    count: u32,
}

impl Refused {
    /// Tries one; whatever the reason, it must be one of ours.
    fn any(
        &mut self,
        content: &[u8],
        file: &[u8],
        anchors: &Anchors,
        at: Instant,
        what: &str,
    ) -> String {
        let refused = match verify(content, file, anchors, at) {
            Ok(signer) => panic!("{what} was taken as of {}", signer.subject),
            Err(anomaly) => anomaly,
        };
        assert!(refused.code().starts_with("SIGNATURE-"), "{what}: {refused}");
        self.count += 1;
        refused.args["reason"].clone()
    }

    fn reason(
        &mut self,
        reason: Reason,
        content: &[u8],
        file: &[u8],
        (anchors, at): (&Anchors, Instant),
        what: &str,
    ) {
        let told = self.any(content, file, anchors, at, what);
        assert_eq!(told, reason.key(), "{what}");
    }
}

#[test]
fn what_others_sign_is_taken() {
    let pki = Pki::new();
    let (anchors, now) = (pki.anchors(&["root.pem"]), pki.now());
    for (name, kind) in [("rsa", "2048"), ("rsa3072", "3072"), ("p384", "P-384")] {
        pki.key(name, kind);
        pki.certificate(name, "/C=BE/CN=Other key", Some("issuer"), SIGNER, &[]);
    }
    let pss = ["-keyopt", "rsa_padding_mode:pss", "-keyopt", "rsa_pss_saltlen:-1"];
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    for key in ["signer", "p384", "rsa", "rsa3072"] {
        for digest in ["sha256", "sha384", "sha512"] {
            cases.push((key, vec!["-md", digest]));
            if key.starts_with("rsa") {
                cases.push((key, [&["-md", digest][..], &pss].concat()));
            }
        }
    }
    cases.extend([
        ("signer", vec!["-keyid"]),
        ("rsa", vec!["-keyid"]),
        ("signer", vec!["-cades"]),
        ("signer", vec!["-nosmimecap"]),
        ("rsa", vec!["-cades", "-keyid"]),
    ]);
    for (key, options) in cases {
        let der = pki.sign(key, &["issuer"], CONTENT, &options);
        let signer = verify(CONTENT, &base64(&der), &anchors, now);
        assert!(signer.is_ok(), "{key} {options:?}: {}", signer.unwrap_err());
        assert!(signer.unwrap().signed_at.is_some());
    }
    // In lines, as `base64` and `openssl base64` write it.
    let der = pki.sign("signer", &["issuer", "root"], CONTENT, &[]);
    let lines: Vec<_> = base64(&der).chunks(64).map(<[u8]>::to_vec).collect();
    assert!(verify(CONTENT, &lines.join(&b"\r\n"[..]), &anchors, now).is_ok());
    assert!(verify(CONTENT, &lines.join(&b'\n'), &anchors, now).is_ok());
    // In BER, as Java's libraries write it.
    let ber = base64(&indefinite(&der));
    assert!(ber.len() > base64(&der).len());
    assert!(verify(CONTENT, &ber, &anchors, now).is_ok());
    // Under the issuer itself, where that is what is trusted.
    let der = pki.sign("signer", &[], CONTENT, &[]);
    assert!(verify(CONTENT, &base64(&der), &pki.anchors(&["issuer.pem"]), now).is_ok());
}

/// The same value with indefinite lengths wherever that can be.
fn indefinite(der: &[u8]) -> Vec<u8> {
    let mut rest = der;
    let mut out = Vec::new();
    while let [tag, length, after @ ..] = rest {
        let (length, after) = match length {
            0x81 => (usize::from(after[0]), &after[1..]),
            0x82 => (usize::from(after[0]) << 8 | usize::from(after[1]), &after[2..]),
            short => (usize::from(*short), after),
        };
        let (value, next) = after.split_at(length);
        out.push(*tag);
        if tag & 0x20 == 0 {
            out.extend(&rest[1..rest.len() - next.len()]);
        } else {
            out.push(0x80);
            out.extend(indefinite(value));
            out.extend([0, 0]);
        }
        rest = next;
    }
    out
}

#[test]
fn the_signer_is_told_without_a_persons_number() {
    let pki = Pki::new();
    let (anchors, now) = (pki.anchors(&["root.pem"]), pki.now());
    let der = pki.sign("signer", &["issuer"], CONTENT, &[]);
    let signer = verify(CONTENT, &base64(&der), &anchors, now).unwrap();
    assert_eq!(signer.subject, "Seal of Payroll, Payroll, BE");
    assert_eq!(signer.enterprise.as_ref().unwrap().digits(), "0884303369");
    assert_eq!((signer.issuer.as_str(), &signer.ssin), ("Issuer, BE", &None));
    assert_eq!(signer.fingerprint.len(), 64);
    let serial = pki.openssl(&["x509", "-in", "signer.pem", "-noout", "-serial"]);
    let serial = String::from_utf8(serial).unwrap().trim().to_ascii_lowercase();
    assert_eq!(format!("serial={}", signer.serial.trim_start_matches("00")), serial);
    assert!(signer.until > later(now, 690) && signer.until < later(now, 701));

    let number = "05010190154";
    for form in [number.to_owned(), format!("PNOBE-{number}")] {
        let subject = format!("/C=BE/CN=Jan Peeters {number}/serialNumber={form}");
        pki.key("person", "P-256");
        pki.certificate("person", &subject, Some("issuer"), SIGNER, &[]);
        let der = pki.sign("person", &["issuer"], CONTENT, &[]);
        let signer = verify(CONTENT, &base64(&der), &anchors, now).unwrap();
        assert_eq!(signer.ssin.as_ref().unwrap().digits(), number);
        assert!(!format!("{signer:?}").contains(number), "{signer:?}");
        assert_eq!((signer.enterprise, signer.subject.as_str()), (None, "BE"));
    }
    pki.certificate("person", "/CN=Old/serialNumber=0884303369", Some("issuer"), SIGNER, &[]);
    let der = pki.sign("person", &["issuer"], CONTENT, &[]);
    let signer = verify(CONTENT, &base64(&der), &anchors, now).unwrap();
    assert_eq!(signer.enterprise.unwrap().digits(), "0884303369");
}

/// X8: swapped, altered, truncated: nothing is taken of well over a thousand.
#[test]
fn a_signature_is_of_one_file_and_of_every_byte_of_it() {
    let pki = Pki::new();
    let (anchors, now) = (pki.anchors(&["root.pem"]), pki.now());
    let good = (&anchors, now);
    let mut refused = Refused::default();
    let contents: Vec<Vec<u8>> = (0..10).map(|n| [CONTENT, &[b'0' + n]].concat()).collect();
    let sign = |content: &Vec<u8>| base64(&pki.sign("signer", &["issuer"], content, &[]));
    let files: Vec<_> = contents.iter().map(sign).collect();
    for (n, content) in contents.iter().enumerate() {
        for (m, file) in files.iter().enumerate() {
            if n == m {
                assert!(verify(&**content, file, &anchors, now).is_ok());
            } else {
                refused.reason(Reason::SignatureContent, content, file, good, "swapped");
            }
        }
    }
    for at in 0..CONTENT.len() {
        let mut altered = contents[0].clone();
        altered[at] ^= 1;
        refused.reason(Reason::SignatureContent, &altered, &files[0], good, "altered");
        let short = [&contents[0][..at], &contents[0][at + 1..]].concat();
        refused.reason(Reason::SignatureContent, &short, &files[0], good, "shortened");
    }
    refused.reason(Reason::SignatureContent, b"", &files[0], good, "emptied");
    // Another canonical form: lines ended as mail ends them.
    let mail = base64(&pki.sign("signer", &["issuer"], CONTENT, &["-canonical"]));
    refused.reason(Reason::SignatureContent, CONTENT, &mail, good, "another canonical form");

    for (file, reason) in [
        (&b""[..], Reason::SignatureEmpty),
        (b" \r\n\t", Reason::SignatureEmpty),
        (b"====", Reason::SignatureBase64),
        (b"\0", Reason::SignatureBase64),
        (b"AA==", Reason::SignatureForm),
        (b"AB==", Reason::SignatureBase64),
        (b"MAA=", Reason::SignatureForm),
        (&*vec![b'A'; 300_000], Reason::SignatureLong),
    ] {
        refused.reason(reason, CONTENT, file, good, "no signature");
    }
    let pem = [b"-----BEGIN CMS-----\n", &files[0][..], b"\n-----END CMS-----\n"].concat();
    refused.reason(Reason::SignatureBase64, &contents[0], &pem, good, "with head and tail");
    for end in 0..files[0].len() {
        refused.any(&contents[0], &files[0][..end], &anchors, now, "cut off");
    }

    let der = pki.sign("signer", &["issuer"], CONTENT, &[]);
    for at in 0..der.len() {
        for bit in 0..8 {
            let mut altered = der.clone();
            altered[at] ^= 1 << bit;
            let what = format!("bit {bit} of byte {at}");
            refused.any(CONTENT, &base64(&altered), &anchors, now, &what);
        }
    }
    println!("{} refused", refused.count);
    assert!(refused.count > 10_000, "{}", refused.count);
}

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

/// However a signature is built, it costs little to refuse.
#[test]
fn bombs_are_refused_in_little_time() {
    fn wrap(tag: u8, inner: &[u8]) -> Vec<u8> {
        let length = u32::try_from(inner.len()).unwrap().to_be_bytes();
        [&[tag, 0x84][..], &length, inner].concat()
    }
    // Processor time of this process, in hundredths of a second.
    let ticks = || {
        let stat = fs::read_to_string("/proc/self/stat").unwrap();
        let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    };
    let pki = Pki::new();
    let good = (&pki.anchors(&["root.pem"]), pki.now());
    let mut refused = Refused::default();
    // A set of many digests, the last one first.
    let digests: Vec<u8> = (0..20_000_u16)
        .rev()
        .flat_map(|n| {
            let [high, middle, low] =
                [n >> 14, n >> 7 & 0x7f, n & 0x7f].map(|b| b.to_le_bytes()[0]);
            [0x30, 6, 0x06, 4, 0x2a, 0x80 | high, 0x80 | middle, low]
        })
        .collect();
    let oid = |last: u8| [0x06, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, last];
    let data = [&[2, 1, 1][..], &wrap(0x31, &digests), &wrap(0x30, &oid(1)), &wrap(0x31, &[])];
    let data = [&oid(2)[..], &wrap(0xa0, &wrap(0x30, &data.concat()))].concat();
    let many = base64(&wrap(0x30, &data));
    let deep = base64(&[0x30, 0x80].repeat(90_000));
    let wide = base64(&wrap(0x30, &[5, 0].repeat(90_000)));
    let mut costs = |what: &str, file: &[u8]| {
        let before = ticks();
        let told = refused.any(CONTENT, file, good.0, good.1, what);
        assert!(ticks() - before <= 100, "{what}: {} hundredths of a second", ticks() - before);
        println!("{what}: {} hundredths", ticks() - before);
        told
    };
    for (what, file) in [("many", many), ("deep", deep), ("wide", wide)] {
        assert_eq!(costs(what, &file), Reason::SignatureForm.key());
    }
    // Issuers that are all called the same, so that any could have issued any.
    let names: Vec<String> = (0..7).map(|n| format!("same{n}")).collect();
    for name in &names {
        pki.key(name, "P-256");
        pki.certificate(name, "/CN=Same", None, ISSUER, &[]);
    }
    let beside: Vec<&str> = names.iter().map(String::as_str).collect();
    pki.key("lost", "P-256");
    pki.certificate("lost", "/CN=Lost", Some("same0"), SIGNER, &[]);
    let file = base64(&pki.sign("lost", &beside, CONTENT, &[]));
    costs("the same names", &file);
}

#[test]
fn a_large_file_is_not_kept() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let peak = || {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
    };
    let pki = Pki::new();
    let (anchors, now) = (pki.anchors(&["root.pem"]), pki.now());
    let small = base64(&pki.sign("signer", &["issuer"], CONTENT, &[]));
    assert!(verify(CONTENT, &small, &anchors, now).is_ok());
    let large = io::repeat(b' ').take(64 << 20);
    let mut file = fs::File::create(pki.at("content")).unwrap();
    io::copy(&mut large.take(64 << 20), &mut file).unwrap();
    pki.openssl(&[
        "cms",
        "-sign",
        "-binary",
        "-in",
        "content",
        "-signer",
        "signer.pem",
        "-inkey",
        "signer.key",
        "-certfile",
        "issuer.pem",
        "-outform",
        "DER",
        "-out",
        "signature",
        "-md",
        "sha256",
    ]);
    let signature = base64(&fs::read(pki.at("signature")).unwrap());
    let before = peak();
    let content = fs::File::open(pki.at("content")).unwrap();
    assert!(verify(content, &signature, &anchors, now).is_ok());
    assert!(peak() - before < 4096, "{} KiB", peak() - before);
    let gone = verify(Failing, &small, &anchors, now).unwrap_err();
    assert_eq!((gone.code().as_str(), gone.args["reason"].as_str()), ("FILE-022", "io"));
}

#[test]
fn anchors_are_read_from_a_folder() {
    let pki = Pki::new();
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    let read = || Anchors::read(folder.path());
    assert!(matches!(read(), Err(AnchorError::Empty(_))));
    let both = [fs::read(pki.at("root.pem")).unwrap(), fs::read(pki.at("issuer.pem")).unwrap()];
    put("roots.pem", &both.concat());
    put(".hidden", b"nothing");
    fs::create_dir(folder.path().join("below")).unwrap();
    assert_eq!(read().unwrap().len(), 2);
    put("root.cer", &pki.openssl(&["x509", "-in", "root.pem", "-outform", "DER"]));
    pki.list("issuer", "30", &["signer"], "list.crl");
    put("list.crl", &fs::read(pki.at("list.crl")).unwrap());
    let anchors = read().unwrap();
    assert_eq!((anchors.len(), anchors.is_empty()), (3, false));
    let file = base64(&pki.sign("signer", &["issuer"], CONTENT, &[]));
    let told = verify(CONTENT, &file, &anchors, pki.now()).unwrap_err();
    assert_eq!(told.args["reason"], "signerRevoked");
    put("z-signer.pem", &fs::read(pki.at("signer.pem")).unwrap());
    assert!(matches!(read(), Err(AnchorError::NoIssuer(at)) if at.ends_with("z-signer.pem")));
    put("z-signer.pem", &fs::read(pki.at("signer.key")).unwrap());
    assert!(matches!(read(), Err(AnchorError::Foreign(_))));
    put("z-signer.pem", b"hello");
    assert!(matches!(read(), Err(AnchorError::Foreign(_))));
    assert!(matches!(Anchors::read(Path::new("/nowhere")), Err(AnchorError::Unreadable(..))));
}
