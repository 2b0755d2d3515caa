//! Files made to hurt: refused with a code or harmless, each within a second of processor time and
//! 32 MiB, in a process of its own that opens nothing.

use std::collections::BTreeMap;
use std::io::Read;
use std::process::Command;

use fla_domain::anomaly::Anomaly;
use fla_formats::batch_file::{Body, Form, PersonId, Reader};
use jiff::civil::Date;

const TODAY: Date = Date::constant(2026, 11, 26);
const GOOD: &str = include_str!("../../schemas/FlaDeclaration_20264_training_register.xml");
const ROOT: &str = "<FlaDeclaration>\n";
/// Names the attack to the process that is to read it.
const ATTACK: &str = "FLA_ATTACK";

type Source = Box<dyn Read + Send>;

struct Cycle {
    text: Vec<u8>,
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

/// What begins so and goes on and on, a gigabyte in all.
fn endless(head: &str, text: &str) -> Source {
    let rest = Cycle { text: text.as_bytes().to_vec(), at: 0 }.take(1 << 30);
    Box::new(std::io::Cursor::new(head.to_owned()).chain(rest))
}

fn bytes(bytes: impl Into<Vec<u8>>) -> Source {
    Box::new(std::io::Cursor::new(bytes.into()))
}

/// The good file with so many participants more, made while they are read.
fn lazily(most: usize, participant: impl Fn(usize) -> String + Send + 'static) -> Source {
    struct Lazily<I> {
        rest: I,
        now: std::io::Cursor<String>,
    }
    impl<I: Iterator<Item = String>> Read for Lazily<I> {
        fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
            loop {
                match (self.now.read(target)?, &mut self.rest) {
                    (0, rest) => match rest.next() {
                        Some(next) => self.now = std::io::Cursor::new(next),
                        None => return Ok(0),
                    },
                    (read, _) => return Ok(read),
                }
            }
        }
    }
    let at = GOOD.find("<Participant>").unwrap();
    let rest = (0..most).map(participant);
    let rest = std::iter::once(GOOD[..at].to_owned()).chain(rest).chain([GOOD[at..].to_owned()]);
    Box::new(Lazily { rest, now: std::io::Cursor::default() })
}

/// The good file with one thing replaced by another.
fn with(from: &str, to: &str) -> Source {
    assert!(GOOD.contains(from), "{from}");
    bytes(GOOD.replacen(from, to, 1))
}

/// The good file in an encoding of two bytes.
fn wide(big: bool, mark: bool) -> Source {
    let unit = |u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() };
    let text = if mark { format!("\u{feff}{GOOD}") } else { GOOD.to_owned() };
    bytes(text.encode_utf16().flat_map(unit).collect::<Vec<u8>>())
}

/// A document type with something in it.
fn doctype(inside: &str) -> Source {
    let root = GOOD.find("<FlaDeclaration").unwrap();
    bytes(format!("{}<!DOCTYPE FlaDeclaration {inside}>\n{}", &GOOD[..root], &GOOD[root..]))
}

/// Each attack, and the code and reason with which the file is refused, or a form of it; nothing
/// where it is harmless.
#[expect(clippy::too_many_lines, reason = "a list")]
fn attacks() -> BTreeMap<&'static str, (Source, &'static str)> {
    let title = "<Title>Veilig werken op hoogte</Title>";
    let head = &GOOD[..GOOD.find("<TrainingDeclaration>").unwrap()];
    let laugh = |n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10));
    let laughs: Vec<String> = (1..10).map(laugh).collect();
    let laughs = laughs.concat();
    let quadratic = format!("[<!ENTITY a \"{}\">]", "a".repeat(100_000));
    let many = |n: usize, what: fn(usize) -> String| (0..n).map(what).collect::<String>();
    let person = |n| {
        format!(
            "<Participant><NaturalPersonId><EmployeeUserReference>R{n}</EmployeeUserReference></NaturalPersonId></Participant>"
        )
    };
    let people = many(10_050, person) + "<Participant>";
    let divided = move |n| {
        let part = "<YearPart><Year>2026</Year><Minutes>1</Minutes></YearPart>".repeat(20);
        let minutes = format!("</NaturalPersonId><Minutes>20</Minutes>{part}");
        person(n).replace("</NaturalPersonId>", &minutes)
    };
    let mut gzip = vec![0x1f, 0x8b, 8, 0];
    gzip.extend([0; 64]);
    let mut overlong = GOOD.as_bytes().to_vec();
    let at = GOOD.find("Veilig").unwrap();
    let mut surrogate = overlong.clone();
    drop(overlong.splice(at..=at, [0xc1, 0x96]));
    drop(surrogate.splice(at..=at, [0xed, 0xa0, 0x80]));
    BTreeMap::from([
        ("doctype", (doctype("SYSTEM \"x.dtd\""), "FILE-005 doctype")),
        (
            "entity of a file",
            (doctype("[<!ENTITY x SYSTEM \"file:///etc/passwd\">]"), "FILE-005 doctype"),
        ),
        (
            "entity of an address",
            (doctype("[<!ENTITY x SYSTEM \"http://127.0.0.1/\">]"), "FILE-005 doctype"),
        ),
        (
            "entity of a filter",
            (doctype("[<!ENTITY x SYSTEM \"php://filter/x\">]"), "FILE-005 doctype"),
        ),
        (
            "parameter entity",
            (doctype("[<!ENTITY % x SYSTEM \"ftp://127.0.0.1/\"> %x;]"), "FILE-005 doctype"),
        ),
        (
            "billion laughs",
            (doctype(&format!("[<!ENTITY l0 \"lol\">{laughs}]")), "FILE-005 doctype"),
        ),
        (
            "entities in a circle",
            (doctype("[<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]"), "FILE-005 doctype"),
        ),
        ("quadratic blow-up", (doctype(&quadratic), "FILE-005 doctype")),
        ("endless doctype", (endless("<!DOCTYPE a [", "<!ENTITY a 'b'>"), "FILE-005 doctype")),
        ("entity without doctype", (with("Veilig", "&lol;"), "FILE-005 entity")),
        (
            "inclusion",
            (
                with(title, "<xi:include href=\"file:///etc/passwd\"/><Title>x</Title>"),
                "ELEMENT-091 unexpected",
            ),
        ),
        (
            "schema at an address",
            (with("FlaDeclaration_20264.xsd", "http://127.0.0.1:9/x.xsd"), ""),
        ),
        ("schema in a file", (with("FlaDeclaration_20264.xsd", "file:///etc/passwd"), "")),
        ("schema on a share", (with("FlaDeclaration_20264.xsd", "\\\\127.0.0.1\\x\\y.xsd"), "")),
        (
            "style sheet",
            (
                with(
                    "<FlaDeclaration",
                    "<?xml-stylesheet href=\"http://127.0.0.1/\"?><FlaDeclaration",
                ),
                "",
            ),
        ),
        ("other type", (with("<Title>", "<Title xsi:type=\"INSS\">"), "ELEMENT-005 attributes")),
        ("nil", (with("<Title>", "<Title xsi:nil=\"true\">"), "ELEMENT-005 attributes")),
        (
            "name space bound anew",
            (with("<Training>", "<Training xmlns=\"urn:x\">"), "ELEMENT-005 attributes"),
        ),
        ("instance bound anew", (with("XMLSchema-instance", "x"), "ELEMENT-005 attributes")),
        (
            "ten million prefixes",
            (endless("<FlaDeclaration", " xmlns:n=\"urn:n\""), "FILE-093 tooLong"),
        ),
        (
            "hundred thousand attributes",
            (
                bytes(format!("{ROOT}<Form{}/>", many(100_000, |n| format!(" a{n}=''")))),
                "FILE-093 tooLong",
            ),
        ),
        (
            "thousand attributes",
            (
                bytes(format!("{ROOT}<Form{}/>", many(1000, |n| format!(" a{n}=''")))),
                "FILE-093 tooManyAttributes",
            ),
        ),
        ("comment in a number", (with("<INSS>00010190146", "<INSS>00010<!-- x -->190146"), "")),
        ("instruction in a number", (with("<INSS>00010190146", "<INSS>00010<?x y?>190146"), "")),
        ("section in a number", (with("<INSS>00010190146", "<INSS>00010<![CDATA[190]]>146"), "")),
        (
            "element in a number",
            (with("<INSS>00010190146", "<INSS>00010<b/>190146"), "ELEMENT-091 nested"),
        ),
        ("attribute twice", (with("<Title>", "<Title a=\"\" a=\"\">"), "FILE-003 attribute")),
        ("element twice", (with(title, &title.repeat(2)), "ELEMENT-006 twice")),
        ("depth", (endless(head, "<a>"), "FILE-093 tooDeep")),
        ("text", (endless(&format!("{ROOT}<Form><Identification>"), "x"), "FILE-093 tooLong")),
        (
            "text of sections",
            (
                endless(&format!("{ROOT}<Form><Identification>"), "<![CDATA[xxxxxxxx]]>"),
                "FILE-093 tooLong",
            ),
        ),
        ("comment", (endless(ROOT, "<!-- "), "FILE-093 tooLong")),
        ("comment in a comment", (endless(ROOT, "<!-- -->--"), "ELEMENT-091 text")),
        ("endless comment", (endless(&format!("{ROOT}<!--"), "x>"), "FILE-093 tooLong")),
        ("name", (endless(&format!("{ROOT}<"), "a"), "FILE-093 tooLong")),
        ("blanks", (Box::new(endless(ROOT, " ").take(1 << 24)), "FILE-093 tooLong")),
        (
            "many siblings",
            (
                bytes(GOOD.replacen(title, &format!("{title}{}", "<a/>".repeat(50_000)), 1)),
                "ELEMENT-091 unexpected",
            ),
        ),
        ("as much as a form may hold", (lazily(10_050, divided), "ELEMENT-093 tooManyInForm")),
        (
            "too many people",
            (bytes(GOOD.replacen("<Participant>", &people, 1)), "ELEMENT-093 tooManyInForm"),
        ),
        ("UTF-16 LE", (wide(false, false), "FILE-008 utf16")),
        ("UTF-16 BE", (wide(true, false), "FILE-008 utf16")),
        ("UTF-16 LE with mark", (wide(false, true), "FILE-008 utf16")),
        ("UTF-16 BE with mark", (wide(true, true), "FILE-008 utf16")),
        ("UTF-7", (with("\"UTF-8\"", "\"UTF-7\""), "FILE-008 encoding")),
        ("EBCDIC", (bytes([0x4c, 0x6f, 0xa7, 0x94, 0x93, 0x40]), "FILE-003 notXml")),
        ("said to be Latin", (with("\"UTF-8\"", "\"ISO-8859-1\""), "")),
        ("overlong", (bytes(overlong), "FILE-003 bytes")),
        ("surrogate", (bytes(surrogate), "FILE-003 bytes")),
        ("U+0000", (with("Veilig", "\0"), "FILE-003 character")),
        ("U+FFFE", (with("Veilig", "\u{fffe}"), "FILE-003 character")),
        ("reference to U+0000", (with("Veilig", "&#0;"), "FILE-003 reference")),
        ("text turned round", (with("Veilig", "\u{202e}gilieV"), "")),
        ("name turned round", (with(title, "<Tit\u{202e}le>x</Tit\u{202e}le>"), "FILE-003 name")),
        ("garbage behind", (bytes(format!("{GOOD}x")), "FILE-091 outsideRoot")),
        ("two roots", (bytes(format!("{GOOD}<FlaDeclaration/>")), "FILE-091 outsideRoot")),
        ("nothing", (bytes([]), "FILE-001 empty")),
        ("gzip", (bytes(gzip), "FILE-003 gzip")),
        ("zip", (bytes(b"PK\x03\x04".repeat(40)), "FILE-003 zip")),
        ("no form", (bytes("<FlaDeclaration/>"), "ELEMENT-001 missing")),
    ])
}

/// What is wrong with the forms, or the file.
fn found(source: Source) -> (Vec<Form>, Vec<Anomaly>) {
    let (mut forms, mut found) = (Vec::new(), Vec::new());
    let read = || -> Result<(), Anomaly> {
        let mut reader = Reader::open(source, TODAY)?;
        while let Some(form) = reader.next()? {
            found.extend(form.body.as_ref().err().into_iter().flatten().cloned());
            forms.push(form);
        }
        Ok(())
    };
    let whole = read().err();
    found.extend(whole);
    (forms, found)
}

fn code(anomaly: &Anomaly) -> String {
    format!("{} {}", anomaly.code(), anomaly.args["reason"])
}

/// Reads the attack that the environment names; in an ordinary run there is none.
#[test]
fn one_attack() {
    let Ok(name) = std::env::var(ATTACK) else { return };
    let (source, expected) = attacks().remove(&*name).unwrap();
    let open = || std::fs::read_dir("/proc/self/fd").unwrap().count();
    let files = open();
    // What the source itself takes to be made is not counted.
    let before = cpu_ticks();
    let (forms, found) = found(source);
    let ticks = cpu_ticks() - before;
    assert_eq!(open(), files);
    if expected.is_empty() {
        assert!(found.is_empty(), "{found:?}");
        let Ok(Body::RegisterTraining { participants, .. }) = &forms[0].body else { panic!() };
        let PersonId::Ssin(ssin) = &participants[0].who else { panic!() };
        assert_eq!(ssin.digits(), "00010190146");
    } else {
        assert!(found.iter().any(|a| code(a) == expected), "{:?}", found.first());
        assert!(found.iter().all(|a| a.line.is_some() && a.column.is_some()));
    }
    println!("cost: {ticks} {}", peak_kib());
}

/// Processor time of this process, in hundredths of seconds.
fn cpu_ticks() -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap().split(' ').collect();
    fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
}

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
fn each_attack_is_cheap_and_opens_nothing() {
    let names: Vec<&str> = attacks().into_keys().collect();
    assert!(names.len() > 55);
    let mut wrong = Vec::new();
    for name in names {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "batch_attacks::one_attack", "--nocapture"])
            .env(ATTACK, name)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let cost: Vec<u64> = said
            .lines()
            .find_map(|line| line.split_once("cost: ").map(|(_, cost)| cost))
            .map(|cost| cost.split(' ').map(|n| n.parse().unwrap()).collect())
            .unwrap_or_default();
        match cost[..] {
            [ticks, kib] if (ticks <= 100 || name.starts_with("as much")) && kib <= 32 * 1024 => {}
            _ => wrong.push(format!(
                "{name}: {cost:?} {said} {}",
                String::from_utf8_lossy(&output.stderr)
            )),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn cut_off_at_each_byte() {
    let good = GOOD.trim_end();
    for length in 0..good.len() {
        let (_, found) = found(bytes(&good.as_bytes()[..length]));
        assert!(found.iter().any(|a| a.code().starts_with("FILE-")), "{length}");
    }
    assert!(found(bytes(good)).1.is_empty());
}

#[test]
fn values_that_are_none() {
    let minutes = "<Minutes>720</Minutes>";
    for value in
        ["1e400", "NaN", "INF", "-0", "00:60", "7.36", "7,6", "\u{0667}\u{0662}", "0x10", "+1"]
    {
        let (_, found) = found(with(minutes, &format!("<Minutes>{value}</Minutes>")));
        assert_eq!(found[0].code(), "DURATION-002", "{value}");
    }
    let date = "<StartingDate>2026-10-05</StartingDate>";
    for value in [
        "2023-02-29",
        "-0001-01-01",
        "10000-01-01",
        "2026-10-05Z",
        "2026-10-05+02:00",
        "2026-10-05T24:00:00",
    ] {
        let (_, found) = found(with(date, &format!("<StartingDate>{value}</StartingDate>")));
        assert_eq!(found[0].code(), "START-003", "{value}");
    }
    for (value, code) in [
        ("00010190147", "SSIN-004"),
        ("81130103578", "SSIN-003"),
        ("81043103585", "SSIN-003"),
        ("0001019014", "SSIN-093"),
        ("000101901\u{0664}6", "SSIN-002"),
        // Born in the 2000s, and numbers of the BIS register: right ones.
        ("10400100171", ""),
        ("92321506985", ""),
        ("10200100128", ""),
    ] {
        let (_, found) = found(with("<INSS>00010190146", &format!("<INSS>{value}")));
        assert_eq!(found.first().map(Anomaly::code).unwrap_or_default(), code, "{value}");
        // The number itself is in no anomaly.
        assert!(found.iter().all(|a| !format!("{a:?}").contains(value)));
    }
}

/// Texts that break programs which take them for something else; each comes back as it is.
#[test]
fn texts_are_only_texts() {
    for text in [
        "'; DROP TABLE training; --",
        "<script>alert(1)</script>",
        "=HYPERLINK(\"http://127.0.0.1\")",
        "${jndi:ldap://127.0.0.1/a}",
        "{{7*7}}",
        "../../etc/passwd",
        "a\u{0}b",
        "\u{202e}txt.exe",
        "Z\u{0351}\u{036b}A\u{0310}",
        "\u{1f469}\u{200d}\u{1f680}",
        "]]>",
        "%s%n",
        "' or name()='x' or 'x'='y",
        "a\r\nb\tc",
        "\u{feff}x",
    ] {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let escaped = escaped.replace('\r', "&#13;");
        let (forms, found) = found(with("Veilig werken op hoogte", &escaped));
        if text.contains('\0') {
            assert_eq!(code(&found[0]), "FILE-003 character");
            continue;
        }
        let Ok(Body::RegisterTraining { details, .. }) = &forms[0].body else { panic!("{text}") };
        assert_eq!(details.title, text);
    }
}
