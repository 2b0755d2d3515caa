//! A signature is of one file, and costs little whatever it is.

use std::fs;

use fla_signature::reason::Reason;
use fla_signature::verify;

use crate::pki::{ISSUER, Pki, SIGNER, base64};
use crate::{CONTENT, Refused};

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
