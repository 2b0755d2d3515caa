//! What others sign is taken, and who signed is told.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use fla_signature::{AnchorError, Anchors, verify};

use crate::CONTENT;
use crate::pki::{Pki, SIGNER, base64, later};

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
