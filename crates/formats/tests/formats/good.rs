//! Files of the official shape are read whole, whatever their encoding, line ends and comments.

use std::path::PathBuf;

use fla_domain::anomaly::Anomaly;
use fla_domain::quantity::Fraction;
use fla_formats::declaration::{Kind, Reader, validate};
use fla_formats::{dimona, dmfa};
use jiff::civil::Date;

fn good(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good").join(name);
    std::fs::read(path).unwrap()
}

fn dmfa_items(bytes: &[u8]) -> Vec<dmfa::Item> {
    let Ok(Reader::Dmfa(mut reader)) = Reader::open(bytes) else { panic!("a DmfA") };
    let mut items = Vec::new();
    while let Some(item) = reader.next().unwrap() {
        items.push(item);
    }
    items
}

fn persons(bytes: &[u8]) -> Vec<dmfa::Person> {
    let person = |item| match item {
        dmfa::Item::Person(person) => Some(person),
        dmfa::Item::Header(_) => None,
        other => panic!("{other:?}"),
    };
    dmfa_items(bytes).into_iter().filter_map(person).collect()
}

#[test]
fn a_declaration_in_full() {
    let items = dmfa_items(&good("single.xml"));
    let [dmfa::Item::Header(header), dmfa::Item::Person(first), dmfa::Item::Person(second)] =
        &items[..]
    else {
        panic!("{items:?}");
    };
    assert_eq!((header.form, header.line), (1, 3));
    assert_eq!(header.quarter.to_string(), "2022Q3");
    assert_eq!(header.nsso_number.unwrap().value(), 191_234_529);
    assert_eq!(header.enterprise_number.as_ref().unwrap().digits(), "0123456749");
    assert_eq!(header.created, Date::constant(2022, 10, 12).at(8, 45, 0, 0));
    assert_eq!(header.type_form, "SU");
    assert_eq!((first.line, first.column, first.sequence_nbr), (20, 7, Some(1)));
    assert_eq!(first.ssin.digits(), "03051791234");
    assert_eq!(first.local_unit, Some(2_000_000_042));
    assert_eq!(first.given_name, None);
    assert_eq!(first.occupations[0].fraction, Fraction::new(3040, 3800).unwrap());
    assert_eq!(first.occupations[0].joint_committee.code(), "200");
    assert_eq!(second.occupations.len(), 2);
    assert_eq!(second.occupations[0].end, Some(Date::constant(2022, 8, 14)));
    assert_eq!(second.occupations[1].start, Date::constant(2022, 8, 15));
    assert_eq!(second.occupations[1].joint_committee.code(), "140.03");
}

#[test]
fn the_same_in_other_clothes() {
    let expected = dmfa_items(&good("single.xml"));
    for name in [
        "single_bom.xml",
        "single_crlf.xml",
        "single_latin1.xml",
        "single_windows1252.xml",
        "identifier_in_pieces.xml",
    ] {
        assert_eq!(dmfa_items(&good(name)), expected, "{name}");
    }
    let plain = persons(&good("single.xml"));
    for name in ["no_declaration.xml", "harmless.xml"] {
        let persons = persons(&good(name));
        assert_eq!(persons.len(), plain.len(), "{name}");
        for (person, plain) in persons.iter().zip(&plain) {
            assert_eq!(person.ssin, plain.ssin);
            assert_eq!(person.occupations, plain.occupations);
        }
    }
}

#[test]
fn several_forms() {
    let headers: Vec<dmfa::Header> = dmfa_items(&good("forms.xml"))
        .into_iter()
        .filter_map(|item| match item {
            dmfa::Item::Header(header) => Some(header),
            _ => None,
        })
        .collect();
    let numbers: Vec<u32> = headers.iter().map(|header| header.form).collect();
    assert_eq!(numbers, [1, 2, 3]);
    assert_eq!(headers[1].enterprise_number, None);
    assert_eq!(headers[2].nsso_number, None);
    assert_eq!(persons(&good("forms.xml")).len(), 4);
}

#[test]
fn occupations_of_all_worker_records_together() {
    let person = persons(&good("occupations.xml")).remove(0);
    let regimes: Vec<(u32, u32)> =
        person.occupations.iter().map(|o| (o.fraction.q(), o.fraction.s())).collect();
    assert_eq!(regimes, [(1900, 3800), (950, 3800), (1000, 4000)]);
    assert_eq!(person.occupations[2].joint_committee.code(), "330.01.10");
}

/// A file in which one person has these occupations in the third quarter of 2022: first day, last
/// day (may be empty), remuneration codes.
fn paid(occupations: &[(&str, &str, &[&str])]) -> Vec<u8> {
    let single = String::from_utf8(good("single.xml")).unwrap();
    let (start, end) =
        (single.find("<WorkerRecord>").unwrap(), single.find("</WorkerRecord>").unwrap());
    let line = |(first, last, codes): &(&str, &str, &[&str])| {
        let last = match *last {
            "" => String::new(),
            last => format!("<OccupationEndingDate>{last}</OccupationEndingDate>"),
        };
        let pay = |code| {
            format!("<Remun><RemunCode>{code}</RemunCode><RemunAmount>1</RemunAmount></Remun>")
        };
        let paid = codes.iter().map(pay).collect::<Vec<_>>().concat();
        format!(
            "<Occupation><OccupationStartingDate>{first}</OccupationStartingDate>{last}\
             <JointCommissionNbr>200</JointCommissionNbr><ContractType>0</ContractType>{paid}\
             </Occupation>"
        )
    };
    let lines: Vec<String> = occupations.iter().map(line).collect();
    let lines = format!("<WorkerRecord>{}", lines.concat());
    format!("{}{lines}{}", &single[..start], &single[end..]).into_bytes()
}

#[test]
fn severance_pay_is_no_service() {
    let starts = |occupations: &[(&str, &str, &[&str])]| -> Vec<String> {
        let person = persons(&paid(occupations)).remove(0);
        person.occupations.iter().map(|o| o.start.to_string()).collect()
    };
    // Dismissed on 14 August with compensation until March: as it is declared.
    let dismissed: &[(&str, &str, &[&str])] = &[
        ("2019-05-01", "2022-08-14", &["001", "002"]),
        ("2022-08-15", "2022-09-30", &["003"]),
        ("2022-10-01", "2022-12-31", &["003"]),
        ("2023-01-01", "2023-03-31", &["3"]),
    ];
    assert_eq!(starts(dismissed), ["2019-05-01"]);
    // Nothing that begins after the quarter is service of it, whatever is paid.
    let later: &[(&str, &str, &[&str])] =
        &[("2022-09-30", "", &["001"]), ("2022-10-01", "", &["001"]), ("2023-01-01", "", &[])];
    assert_eq!(starts(later), ["2022-09-30"]);
    // Paid for work as well, for nothing, or under a code that says nothing: service.
    let worked: &[(&str, &str, &[&str])] =
        &[("2022-07-01", "", &["003", "001"]), ("2022-07-02", "", &[]), ("2022-07-03", "", &["x"])];
    assert_eq!(starts(worked), ["2022-07-01", "2022-07-02", "2022-07-03"]);
    // Somebody dismissed before the quarter is declared with nothing else.
    assert!(starts(&[("2022-07-01", "2022-09-30", &["003"])]).is_empty());
}

#[test]
fn severance_pay_needs_no_hours() {
    let text = String::from_utf8(paid(&[("2022-07-01", "", &["003"])])).unwrap();
    let partial = text.replacen("<ContractType>0", "<ContractType>1", 1).into_bytes();
    assert!(persons(&partial)[0].occupations.is_empty());
    let text = String::from_utf8(paid(&[("2022-07-01", "", &["001"])])).unwrap();
    let partial = text.replacen("<ContractType>0", "<ContractType>1", 1).into_bytes();
    assert!(dmfa_items(&partial).iter().any(|item| matches!(item, dmfa::Item::Unreadable(_))));
}

#[test]
fn special_regimes() {
    assert_eq!(
        persons(&good("full_time_without_hours.xml"))[0].occupations[0].fraction,
        Fraction::FULL
    );
    let suspended = persons(&good("suspended.xml")).remove(0);
    assert_eq!(suspended.occupations[0].fraction.q(), 0);
    let student = persons(&good("student.xml")).remove(0);
    assert!(student.occupations.is_empty());
}

#[test]
fn a_first_pass_counts() {
    let bytes = good("forms.xml");
    let summary = validate(&bytes[..]).unwrap();
    assert_eq!(summary.kind, Kind::Dmfa);
    assert_eq!((summary.forms, summary.refused), (3, 0));
    assert_eq!((summary.readable, summary.unreadable, summary.occupations), (4, 0, 6));
    assert_eq!(summary.quarters.len(), 2);
    assert_eq!(summary.employers.len(), 3);
    assert!(summary.anomalies.is_empty());
}

#[test]
fn a_first_pass_keeps_what_can_be_read() {
    let text = String::from_utf8(good("forms.xml")).unwrap();
    let one_refused = text.replacen("Status>0<", "Status>1<", 1).replacen(">200<", ">20<", 2);
    let summary = validate(one_refused.as_bytes()).unwrap();
    assert_eq!((summary.forms, summary.refused), (3, 1));
    assert_eq!((summary.readable, summary.unreadable), (2, 1));
    let codes: Vec<String> = summary.anomalies.iter().map(Anomaly::code).collect();
    assert_eq!(codes, ["ELEMENT-008", "JC-003"]);
    let all_refused = text.replace("Status>0<", "Status>1<");
    let anomalies = validate(all_refused.as_bytes()).unwrap_err();
    assert_eq!(anomalies.len(), 3);
    assert_eq!(anomalies[2].args["value"], "1");
    assert!(anomalies[2].path.starts_with("DmfAOriginal/Form[3]/"));
}

fn dimona_items(bytes: &[u8]) -> Vec<dimona::Declaration> {
    let Ok(Reader::Dimona(mut reader)) = Reader::open(bytes) else { panic!("a Dimona") };
    let mut items = Vec::new();
    while let Some(item) = reader.next().unwrap() {
        let dimona::Item::Declaration(declaration) = item else { panic!("{item:?}") };
        items.push(declaration);
    }
    items
}

#[test]
fn dimona_in_full() {
    let declarations = dimona_items(&good("dimona.xml"));
    assert_eq!(declarations.len(), 5);
    let dimona::Event::In(begin) = &declarations[0].event else { panic!() };
    assert_eq!(begin.family_name.as_deref(), Some("Rivièrelle"));
    assert_eq!(begin.given_name.as_deref(), Some("Zoë"));
    assert_eq!(
        (begin.start, begin.end),
        (Date::constant(2023, 2, 8), Some(Date::constant(2023, 12, 31)))
    );
    assert_eq!((&begin.joint_committee, begin.worker_type.as_deref()), (&None, Some("OTH")));
    let employer = declarations[0].employer.as_ref().unwrap();
    assert!(employer.nsso_number.is_some() && employer.enterprise_number.is_some());
    let dimona::Event::In(begin) = &declarations[1].event else { panic!() };
    assert_eq!(begin.joint_committee.as_ref().unwrap().code(), "124");
    assert!(matches!(
        declarations[2].event,
        dimona::Event::Out { period: 100_200_300_400, ssin: None, .. }
    ));
    assert!(matches!(
        declarations[3].event,
        dimona::Event::Update { start: Some(_), end: None, ssin: Some(_), .. }
    ));
    assert!(matches!(declarations[4].event, dimona::Event::Cancel { ssin: Some(_), .. }));
    assert_eq!(dimona_items(&good("dimona_latin1.xml")), declarations);
}
