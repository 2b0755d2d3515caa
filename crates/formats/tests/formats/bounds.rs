//! Files made to exhaust a reader are refused at the offending byte, without reading on.

use std::fmt::Write as _;
use std::io::{BufReader, Read, repeat};

use fla_domain::anomaly::Anomaly;
use fla_formats::declaration::validate;
use fla_formats::{Limits, dmfa};

const HEAD: &str = "<DmfAOriginal>\n<Form>\n";

/// Counts what is taken from a source that would give many bytes.
struct Counted<R> {
    inner: R,
    taken: usize,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(target)?;
        self.taken += n;
        Ok(n)
    }
}

/// Reads `HEAD`, then `text` over and over, a gigabyte in all.
fn refused(text: &'static str) -> Anomaly {
    let rest = Cycle { text: text.as_bytes(), at: 0 }.take(1 << 30);
    let mut source = Counted { inner: HEAD.as_bytes().chain(rest), taken: 0 };
    let anomaly = validate(BufReader::new(&mut source)).unwrap_err().remove(0);
    assert!(source.taken < 512 * 1024, "{text}: {} bytes were read", source.taken);
    anomaly
}

struct Cycle {
    text: &'static [u8],
    at: usize,
}

impl Read for Cycle {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        for byte in target.iter_mut() {
            *byte = self.text[self.at % self.text.len()];
            self.at += 1;
        }
        Ok(target.len())
    }
}

#[test]
fn endless_things_end() {
    for (text, reason, what) in [
        ("x", "tooLong", "text"),
        ("<!-- ", "tooLong", "comment"),
        ("<![CDATA[", "tooLong", "cdata"),
        ("<?x ", "tooLong", "instruction"),
        ("<a b=\"", "attribute", ""),
        ("<a b='", "attribute", ""),
        ("<aaaaaaaaaaaaaaa", "tooLong", "tag"),
        ("&", "reference", ""),
        ("&a", "reference", ""),
        ("<!DOCTYPE a [", "doctype", ""),
        ("<a>", "tooDeep", ""),
        ("</a>", "mismatchedEnd", ""),
        ("&#65;", "text", ""),
        ("&x;", "entity", ""),
        ("\0", "character", ""),
        ("\u{fffe}", "character", ""),
        ("<?xml version='1.0'?>", "declaration", ""),
    ] {
        let anomaly = refused(text);
        let found = &anomaly.args["reason"];
        if text.starts_with("<a b") {
            // Either the tag is too long or its quotes close and something is wrong inside.
            assert!(found == "tooLong" || found == "attribute", "{text}: {anomaly:?}");
            continue;
        }
        assert_eq!(found, reason, "{text}: {anomaly:?}");
        assert_eq!(anomaly.args.get("what").map_or("", |w| w), what, "{text}");
    }
}

#[test]
fn many_attributes_and_namespaces() {
    let mut tag = format!("{HEAD}<a");
    for n in 0..100_000 {
        write!(tag, " xmlns:n{n}=\"urn:{n}\"").unwrap();
    }
    tag.push_str("/>");
    let anomaly = validate(tag.as_bytes()).unwrap_err().remove(0);
    assert_eq!(
        (anomaly.code().as_str(), anomaly.line, anomaly.column),
        ("FILE-093", Some(3), Some(1))
    );
}

#[test]
fn limits_are_exact() {
    let file = |inner: &str| format!("{HEAD}{inner}</Form></DmfAOriginal>");
    let reason =
        |inner: &str| validate(file(inner).as_bytes()).unwrap_err()[0].args["reason"].clone();
    let value = |n| format!("<Identification>{}</Identification>", "x".repeat(n));
    assert_eq!(reason(&value(Limits::TEXT)), "value");
    assert_eq!(reason(&value(Limits::TEXT + 1)), "tooLong");
    let depth = |n| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
    assert_eq!(reason(&depth(Limits::DEPTH - 2)), "missing");
    assert_eq!(reason(&depth(Limits::DEPTH - 1)), "tooDeep");
    let name = |n| format!("<{}/>", "a".repeat(n));
    assert_eq!(reason(&name(Limits::NAME)), "missing");
    assert_eq!(reason(&name(Limits::NAME + 1)), "nameTooLong");
    let attributes = |n: usize| {
        let mut tag = "<a".to_owned();
        (0..n).for_each(|i| write!(tag, " a{i}=''").unwrap());
        tag + "/>"
    };
    assert_eq!(reason(&attributes(Limits::ATTRIBUTES)), "missing");
    assert_eq!(reason(&attributes(Limits::ATTRIBUTES + 1)), "tooManyAttributes");
}

#[test]
fn a_person_with_endless_occupations_is_unreadable_not_remembered() {
    let occupation = "<Occupation><OccupationStartingDate>2020-01-01</OccupationStartingDate>\
        <JointCommissionNbr>200</JointCommissionNbr><ContractType>0</ContractType></Occupation>";
    let frame = include_str!("../fixtures/good/single.xml");
    let start = frame.find("<WorkerRecord>").unwrap() + "<WorkerRecord>".len();
    let many = occupation.repeat(Limits::OCCUPATIONS + 50);
    let file = format!("{}{many}{}", &frame[..start], &frame[start..]);
    let mut reader = match fla_formats::declaration::Reader::open(file.as_bytes()).unwrap() {
        fla_formats::declaration::Reader::Dmfa(reader) => reader,
        fla_formats::declaration::Reader::Dimona(_) => panic!("a DmfA"),
    };
    assert!(matches!(reader.next(), Ok(Some(dmfa::Item::Header(_)))));
    let Ok(Some(dmfa::Item::Unreadable(person))) = reader.next() else { panic!("unreadable") };
    assert_eq!(person.anomalies[0].args["reason"], "tooMany");
    assert_eq!(person.anomalies.len(), Limits::ANOMALIES);
    assert!(person.ssin.is_some());
    assert!(matches!(reader.next(), Ok(Some(dmfa::Item::Person(_)))));
}

#[test]
fn many_siblings_and_faults_stay_small() {
    let person = "<NaturalPerson><INSS>1</INSS></NaturalPerson>";
    let frame = include_str!("../fixtures/good/single.xml");
    let start = frame.find("<NaturalPerson>").unwrap();
    let file = format!("{}{}{}", &frame[..start], person.repeat(20_000), &frame[start..]);
    let summary = validate(file.as_bytes()).unwrap();
    assert_eq!((summary.readable, summary.unreadable), (2, 20_000));
    assert_eq!(summary.anomalies.len(), fla_formats::declaration::Summary::ANOMALIES);
    assert_eq!(summary.more_anomalies, 39_000);
}

#[test]
fn a_source_that_fails_is_said_to() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("gone"))
        }
    }
    let source = HEAD.as_bytes().chain(repeat(b' ').take(10_000)).chain(Broken);
    let anomaly = validate(BufReader::new(source)).unwrap_err().remove(0);
    assert_eq!(anomaly.args["reason"], "io");
}
