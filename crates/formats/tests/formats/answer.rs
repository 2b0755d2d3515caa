//! Answers: what is written fits its schema, comes back as it was, shows nobody and stays small.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::Command;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::reference::Reference;
use fla_formats::answer::{
    ACRF_SCHEMA, Acrf, AnomalyReport, COLUMNS, Channel, Class, FileReference, HandledForm,
    HandledPerson, HandledTraining, NOTI_SCHEMA, NotiHeader, NotiReader, NotiRows, NotiWriter,
    Reception, read_acrf, write_acrf,
};
use fla_formats::declaration::Employer;
use jiff::civil::{DateTime, date};
use proptest::prelude::*;

fn moment(second: i8) -> DateTime {
    date(2026, 11, 26).at(9, 30, second, 123_000_000)
}

fn file(name: &str) -> FileReference {
    FileReference { name: name.to_owned(), ticket: Some("0000042000000".to_owned()) }
}

fn header() -> NotiHeader {
    NotiHeader {
        created: moment(5),
        file: file("FI.FLAC.123456.20261126.00001.R.1.1"),
        reception: Some(Reception { at: moment(1), channel: Channel::Folder }),
        sender: Some(1234),
    }
}

fn report(class: Class) -> AnomalyReport {
    let anomaly = Anomaly::new(Zone::Ssin, Fault::CheckDigits)
        .at("FlaDeclaration/Form[2]/TrainingDeclaration/Participant[3]/NaturalPersonId/INSS")
        .in_file(71, 29)
        .with("element", "INSS");
    let label = "Rijksregisternummer: de laatste twee cijfers kloppen niet.";
    let report = AnomalyReport::new(&anomaly, label, "Vergelijk het met de identiteitskaart.");
    AnomalyReport { class, ..report }
}

fn id(n: u128) -> String {
    format!("00000000-0000-4000-8000-{n:012x}")
}

fn accepted() -> HandledForm {
    HandledForm {
        n: 1,
        created: moment(0),
        status: 0,
        reference: "2026-0001".to_owned(),
        employer: Employer {
            enterprise_number: Some("0884303369".parse().unwrap()),
            nsso_number: None,
        },
        ticket: Some("0000042000019".to_owned()),
        accepted: true,
        anomalies: vec![],
        more: 0,
        training: Some(HandledTraining {
            id: id(7).parse().unwrap(),
            reference: Some("first-aid-2026".parse().unwrap()),
            version: Some(1),
        }),
        people: vec![HandledPerson {
            id: id(8).parse().unwrap(),
            reference: Some("P-0017".parse().unwrap()),
            participant: None,
        }],
    }
}

fn refused() -> HandledForm {
    HandledForm {
        n: 2,
        reference: "2026-0002".to_owned(),
        employer: Employer {
            enterprise_number: None,
            nsso_number: Some("199999934".parse().unwrap()),
        },
        ticket: None,
        accepted: false,
        anomalies: vec![report(Class::Blocking), report(Class::Warning)],
        more: 3,
        training: None,
        people: vec![],
        ..accepted()
    }
}

fn noti(header: &NotiHeader, forms: &[HandledForm]) -> Vec<u8> {
    let mut writer = NotiWriter::new(Vec::new(), header).unwrap();
    for form in forms {
        writer.form(form).unwrap();
    }
    writer.finish().unwrap()
}

fn read(bytes: &[u8]) -> Result<(Option<NotiHeader>, Vec<HandledForm>), Anomaly> {
    let mut reader = NotiReader::open(bytes)?;
    let mut forms = Vec::new();
    while let Some(form) = reader.next()? {
        forms.push(form);
    }
    Ok((reader.header().cloned(), forms))
}

fn acrf(taken: bool) -> Acrf {
    let anomaly = Anomaly::new(Zone::File, Fault::Forbidden).with("reason", "doctype");
    let told = AnomalyReport::new(&anomaly, "The file has a DOCTYPE.", "Leave it out.");
    Acrf {
        created: moment(2),
        file: file("FI.FLAC.123456.20261126.00001.R.1.1"),
        reception: Some(Reception { at: moment(1), channel: Channel::Api }),
        taken,
        anomalies: if taken { vec![] } else { vec![told.clone(), told] },
    }
}

/// What libxml2 says of a file by a schema of ours; nothing where they agree.
fn xmllint(schema: &str, files: &[Vec<u8>]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let schema_at = folder.path().join("schema.xsd");
    std::fs::write(&schema_at, schema).unwrap();
    let mut command = Command::new("xmllint");
    command.args(["--nonet", "--noout", "--schema"]).arg(&schema_at);
    for (n, bytes) in files.iter().enumerate() {
        let at = folder.path().join(format!("{n}.xml"));
        std::fs::File::create(&at).unwrap().write_all(bytes).unwrap();
        command.arg(at);
    }
    let output = command.output().expect("xmllint, of the package libxml2-utils");
    let said = String::from_utf8_lossy(&output.stderr);
    let told: Vec<_> = said.lines().filter(|line| !line.ends_with(" validates")).collect();
    assert_eq!(output.status.success(), told.is_empty(), "{said}");
    told.join("\n")
}

fn fixture(name: &str) -> String {
    let at = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/answer").join(name);
    std::fs::read_to_string(at).unwrap()
}

#[test]
fn answers_are_written_as_documented() {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    assert_eq!(text(write_acrf(Vec::new(), &acrf(true)).unwrap()), fixture("acrf-taken.xml"));
    assert_eq!(text(write_acrf(Vec::new(), &acrf(false)).unwrap()), fixture("acrf-refused.xml"));
    assert_eq!(text(noti(&header(), &[accepted(), refused()])), fixture("noti.xml"));
}

#[test]
fn answers_come_back_as_they_were() {
    for taken in [true, false] {
        let bytes = write_acrf(Vec::new(), &acrf(taken)).unwrap();
        assert_eq!(read_acrf(&*bytes).unwrap(), acrf(taken));
    }
    let forms = [accepted(), refused()];
    let (told, back) = read(&noti(&header(), &forms)).unwrap();
    assert_eq!(told, Some(header()));
    assert_eq!(back, forms);
}

#[test]
fn a_file_without_forms_has_an_answer_too() {
    let bytes = noti(&header(), &[]);
    assert_eq!(xmllint(NOTI_SCHEMA, std::slice::from_ref(&bytes)), "");
    assert_eq!(read(&bytes).unwrap(), (None, vec![]));
}

/// Every element of both schemas says what it is in four languages, each time in other words.
#[test]
fn every_element_is_documented_in_four_languages() {
    for schema in [ACRF_SCHEMA, NOTI_SCHEMA] {
        let elements: Vec<_> = schema.split("<xs:element name=\"").skip(1).collect();
        assert!(elements.len() > 20);
        for element in elements {
            let name = element.split('"').next().unwrap();
            let texts: Vec<_> = ["nl", "fr", "de", "en"]
                .map(|language| {
                    let tag = format!("<xs:documentation xml:lang=\"{language}\">");
                    let text = element.split(&*tag).nth(1).and_then(|rest| rest.split('<').next());
                    text.unwrap_or_else(|| panic!("{name} says nothing in {language}"))
                })
                .into_iter()
                .collect();
            for (n, text) in texts.iter().enumerate() {
                assert!(text.ends_with('.') && !texts[..n].contains(text), "{name}: {text}");
            }
        }
    }
}

/// What the schema refuses is refused by the reader too, and says where.
#[test]
fn what_is_broken_is_told_with_its_place() {
    let good = String::from_utf8(noti(&header(), &[accepted(), refused()])).unwrap();
    for (from, to, code, line) in [
        ("<ResultCode>0<", "<ResultCode>7<", "ELEMENT-008", 4),
        ("<ErrorID>SSIN-004</ErrorID>", "", "ELEMENT-001", 4),
        ("<TrainingID>", "<TrainingID>x", "ELEMENT-003", 3),
        ("<FormSequenceNbr>2<", "<FormSequenceNbr>-2<", "ELEMENT-003", 4),
        ("<EmployerId>", "<EmployerId>text", "ELEMENT-091", 3),
        ("<HandlingResult>", "<HandlingResult/><HandlingResult>", "ELEMENT-006", 3),
        ("</FlaNoti>", "", "FILE-001", 6),
        ("FlaNoti", "Other", "FILE-008", 2),
        ("<FlaNoti", "<!DOCTYPE FlaNoti><FlaNoti", "FILE-005", 2),
    ] {
        assert!(good.contains(from), "{from}");
        let broken = good.replace(from, to);
        let fault = read(broken.as_bytes()).unwrap_err();
        assert_eq!((fault.code(), fault.line), (code.to_owned(), Some(line)), "{from}");
        if !to.contains("DOCTYPE") {
            assert_ne!(xmllint(NOTI_SCHEMA, &[broken.into_bytes()]), "", "{from}");
        }
    }
}

#[test]
fn more_people_than_a_form_can_hold_are_not_kept() {
    let mut form = accepted();
    form.people = vec![form.people[0].clone(); 10_000];
    assert_eq!(read(&noti(&header(), &[form.clone()])).unwrap().1, [form.clone()]);
    form.people = vec![form.people[0].clone(); 60_000];
    assert_eq!(read(&noti(&header(), &[form])).unwrap_err().code(), "ELEMENT-093");
}

#[test]
fn a_table_has_a_row_for_each_form_accepted_and_each_anomaly() {
    let mut rows = NotiRows::new(Vec::new(), &COLUMNS).unwrap();
    let mut odd = refused();
    odd.reference = "=cmd|' /C calc'!A0".to_owned();
    odd.anomalies[0].label = "-1\n\"x\";y".to_owned();
    rows.form(&accepted()).unwrap();
    rows.form(&odd).unwrap();
    let table = String::from_utf8(rows.finish().unwrap()).unwrap();
    let table = table.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), COLUMNS);
    let rows: Vec<Vec<String>> =
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0][0..6], ["1", "2026-0001", "0000042000019", "0884303369", "", "1"]);
    let training = "first-aid-2026";
    assert_eq!(rows[0][15..], [id(7).as_str(), &id(8), training, training, "1", "P-0017", ""]);
    assert_eq!(rows[1][1], "'=cmd|' /C calc'!A0");
    assert_eq!(rows[1][6..9], ["B", "SSIN-004", "'-1\n\"x\";y"]);
    assert_eq!(rows[2][6], "W");
}

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Many forms take no more memory than few; in a process of its own, for others take some too.
#[test]
fn memory_stays_flat() {
    const ALONE: &str = "FLA_TEST_ALONE";
    if std::env::var_os(ALONE).is_none() {
        let alone = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "answer::memory_stays_flat", "--nocapture"])
            .env(ALONE, "1")
            .output()
            .unwrap();
        assert!(alone.status.success(), "{}", String::from_utf8_lossy(&alone.stderr));
        return;
    }
    let mut writer = NotiWriter::new(io::sink(), &header()).unwrap();
    let mut rows = NotiRows::new(io::sink(), &COLUMNS).unwrap();
    let mut forms = [accepted(), refused()];
    let mut write = |from: u64, to: u64| {
        for n in from..to {
            let form = &mut forms[usize::from(n % 16 == 0)];
            form.n = n;
            writer.form(form).unwrap();
            rows.form(form).unwrap();
        }
    };
    write(1, 1000);
    let before = peak_kib();
    write(1000, 200_000);
    let grown = peak_kib() - before;
    assert!(grown < 1024, "grown by {grown} KiB");
}

/// Strings that break what is careless about escaping.
const NASTY: [&str; 8] = [
    "</AnomalyLabel><x/>",
    "]]>",
    "&lt;&#0;&x;",
    "<!-- -- -->",
    "'\"><script>alert(1)</script>",
    "a\u{0}b\u{b}c\u{fffe}d",
    "=1+1\r\n+2",
    "\u{202e}abc\u{2066}",
];

fn text() -> BoxedStrategy<String> {
    let any = proptest::collection::vec(any::<char>(), 1..40).prop_map(String::from_iter);
    prop_oneof![any, "[ -~]{1,40}", proptest::sample::select(&NASTY[..]).prop_map(str::to_owned)]
        .prop_map(|text| format!("x{text}x"))
        .boxed()
}

/// A text that is written as it is.
fn plain() -> BoxedStrategy<String> {
    "[!-~àé€]([ -~àé€]{0,30}[!-~àé€])?".boxed()
}

fn own() -> impl Strategy<Value = Option<Reference>> {
    let own = "[!-~]{1,64}".prop_filter_map("the number of a person", |text| text.parse().ok());
    proptest::option::of(own)
}

fn an_anomaly(text: BoxedStrategy<String>) -> impl Strategy<Value = AnomalyReport> {
    let path = "FlaDeclaration(/[A-Z][a-z]{1,9}(\\[[1-9][0-9]{0,6}\\])?){1,4}";
    let place = (proptest::option::of(1..u64::from(u32::MAX)), proptest::option::of(path));
    let class = proptest::sample::select(&Class::ALL[..]);
    (text.clone(), text.clone(), proptest::option::of(text), class, place).prop_map(
        |(label, mend, value, class, (line, path))| AnomalyReport {
            code: "TITLE-093".to_owned(),
            tag: path.as_ref().map(|_| "Title".to_owned()),
            value,
            class,
            label,
            mend,
            line,
            column: line.map(|line| line % 97 + 1),
            path,
        },
    )
}

fn a_form(text: BoxedStrategy<String>) -> impl Strategy<Value = HandledForm> {
    let training = proptest::option::of((any::<u128>(), own(), proptest::option::of(0..9_u64)));
    let people = proptest::collection::vec((any::<u128>(), own(), own()), 0..4);
    let anomalies = proptest::collection::vec(an_anomaly(text.clone()), 0..4);
    (text, anomalies, any::<bool>(), training, people, 1..1_000_000_u64, 0..4_u64).prop_map(
        |(reference, anomalies, accepted, training, people, n, more)| HandledForm {
            n,
            reference,
            anomalies,
            accepted,
            more,
            status: [0, 1, 3][usize::try_from(n % 3).unwrap()],
            training: training.map(|(id, reference, version)| HandledTraining {
                id: TrainingId(uuid::Uuid::from_u128(id)),
                reference,
                version,
            }),
            people: people
                .into_iter()
                .map(|(id, reference, participant)| HandledPerson {
                    id: EmployeeId(uuid::Uuid::from_u128(id)),
                    reference,
                    participant,
                })
                .collect(),
            ..accepted_form()
        },
    )
}

fn accepted_form() -> HandledForm {
    accepted()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_plain_comes_back(forms in proptest::collection::vec(a_form(plain()), 1..4)) {
        let bytes = noti(&header(), &forms);
        prop_assert_eq!(read(&bytes).unwrap().1, forms);
    }

    /// Damaged answers are read or refused with a place, never more.
    #[test]
    fn what_is_damaged_is_read_or_told(at in 0..3000_usize, cut in 0..40_usize, with in "[ -~]{0,9}") {
        let good = noti(&header(), &[accepted(), refused()]);
        let at = at.min(good.len());
        let end = (at + cut).min(good.len());
        let damaged = [&good[..at], with.as_bytes(), &good[end..]].concat();
        if let Err(anomaly) = read(&damaged) {
            prop_assert!(anomaly.line.is_some() && !anomaly.args["reason"].is_empty());
        }
    }

    #[test]
    fn whatever_stands_in_a_text_stays_in_it(form in a_form(text())) {
        let bytes = noti(&header(), std::slice::from_ref(&form));
        prop_assert!(!String::from_utf8(bytes.clone()).unwrap().contains("<script>"));
        let back = read(&bytes).unwrap().1.remove(0);
        prop_assert_eq!(back.anomalies.len(), form.anomalies.len());
        prop_assert_eq!(back.people, form.people);
        prop_assert_eq!(back.reference.chars().count(), form.reference.chars().count());
    }
}

/// The schemas take whatever the writers make.
#[test]
fn the_schemas_take_what_is_written() {
    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut notis = Vec::new();
    for _ in 0..40 {
        let forms = proptest::collection::vec(a_form(text()), 1..20);
        let forms = forms.new_tree(&mut runner).unwrap().current();
        let bare = NotiHeader {
            reception: None,
            sender: None,
            file: FileReference { name: "upload <1>.xml".to_owned(), ticket: None },
            ..header()
        };
        notis.push(noti(&header(), &forms));
        notis.push(noti(&bare, &forms));
    }
    // Every code that there is.
    let codes = Zone::ALL.iter().flat_map(|zone| Fault::ALL.iter().map(|fault| (*zone, *fault)));
    let told = codes.map(|(zone, fault)| {
        AnomalyReport::new(&Anomaly::new(zone, fault).at("FlaDeclaration/Form[1]"), "a", "b")
    });
    let all = HandledForm { anomalies: told.collect(), ..refused() };
    notis.push(noti(&header(), &[all]));
    assert_eq!(xmllint(NOTI_SCHEMA, &notis), "");
    let mut acrfs = vec![acrf(true), acrf(false)];
    for _ in 0..80 {
        let anomalies = proptest::collection::vec(an_anomaly(text()), 0..9);
        let anomalies = anomalies.new_tree(&mut runner).unwrap().current();
        acrfs.push(Acrf { anomalies, taken: false, ..acrf(false) });
    }
    let acrfs: Vec<_> = acrfs.iter().map(|a| write_acrf(Vec::new(), a).unwrap()).collect();
    assert_eq!(xmllint(ACRF_SCHEMA, &acrfs), "");
}
