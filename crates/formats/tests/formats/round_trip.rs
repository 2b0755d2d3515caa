//! What the writers write, the readers read.

use fla_domain::identifier::JointCommittee;
use fla_domain::occupation::Occupation;
use fla_domain::quantity::Fraction;
use fla_domain::time::Quarter;
use fla_formats::declaration::{Employer, Reader, validate};
use fla_formats::synthetic;
use fla_formats::write::{DimonaWriter, DmfaHeader, DmfaWriter};
use fla_formats::{dimona, dmfa};
use jiff::civil::{Date, DateTime};
use proptest::prelude::*;

fn date() -> impl Strategy<Value = Date> {
    (1950..2090_i16, 1..=12_i8, 1..=28_i8).prop_map(|(y, m, d)| Date::constant(y, m, d))
}

fn created() -> impl Strategy<Value = DateTime> {
    (date(), 0..24_i8, 0..60_i8, 0..60_i8, 0..1000_i32)
        .prop_map(|(date, h, m, s, ms)| date.at(h, m, s, ms * 1_000_000))
}

fn joint_committee() -> impl Strategy<Value = JointCommittee> {
    "[0-9]{3}(\\.[0-9]{2}){0,2}".prop_map(|code| code.parse().unwrap())
}

fn occupation() -> impl Strategy<Value = Occupation> {
    (date(), proptest::option::of(0..4000_i32), joint_committee(), 0..=6000_u32, 1..=6000_u32)
        .prop_map(|(start, days, joint_committee, q, s)| Occupation {
            start,
            end: days.map(|days| start.checked_add(jiff::Span::new().days(days)).unwrap()),
            joint_committee,
            fraction: Fraction::new(q, s).unwrap(),
        })
}

type People = Vec<(u32, Vec<Occupation>, Option<u64>)>;

fn people() -> impl Strategy<Value = People> {
    let unit = proptest::option::of(2_000_000_000..=8_999_999_999_u64);
    let person = (0..synthetic::SSINS, prop::collection::vec(occupation(), 1..4), unit);
    prop::collection::vec(person, 1..6)
}

fn header() -> impl Strategy<Value = DmfaHeader> {
    let reference = "[A-Za-z<>&\"'é€]{1,20}";
    (2003..2090_i16, 1..=4_u8, 0..90_000_u32, any::<(bool, bool)>(), created(), reference).prop_map(
        |(year, number, n, (nsso, enterprise), created, reference)| DmfaHeader {
            quarter: Quarter::new(year, number).unwrap(),
            nsso_number: (nsso || !enterprise).then(|| synthetic::nsso(n)),
            enterprise_number: enterprise.then(|| synthetic::enterprise(n)),
            created,
            reference,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn dmfa_round_trip(forms in prop::collection::vec((header(), people()), 1..4)) {
        let mut writer = DmfaWriter::new(Vec::new(), &forms[0].0).unwrap();
        for (n, (header, people)) in forms.iter().enumerate() {
            if n > 0 {
                writer.next_form(header).unwrap();
            }
            for (ssin, occupations, unit) in people {
                writer.person(&synthetic::ssin(*ssin), occupations, *unit).unwrap();
            }
        }
        let bytes = writer.finish().unwrap();
        let summary = validate(&bytes[..]).unwrap();
        prop_assert_eq!(summary.forms, u64::try_from(forms.len()).unwrap());
        prop_assert_eq!(summary.unreadable, 0);

        let Ok(Reader::Dmfa(mut reader)) = Reader::open(&bytes[..]) else { panic!("a DmfA") };
        let mut expected = forms.iter();
        let mut people = [].iter();
        let mut last_day = Date::MIN;
        while let Some(item) = reader.next().unwrap() {
            match item {
                dmfa::Item::Header(read) => {
                    prop_assert!(people.next().is_none());
                    let (header, of_form) = expected.next().unwrap();
                    people = of_form.iter();
                    last_day = header.quarter.last_day();
                    prop_assert_eq!(read.quarter, header.quarter);
                    prop_assert_eq!(read.nsso_number, header.nsso_number);
                    prop_assert_eq!(&read.enterprise_number, &header.enterprise_number);
                    prop_assert_eq!(read.created, header.created);
                }
                dmfa::Item::Person(read) => {
                    let (ssin, occupations, unit) = people.next().unwrap();
                    prop_assert_eq!(read.ssin, synthetic::ssin(*ssin));
                    // What begins after the quarter is no service of it.
                    let of_quarter: Vec<_> =
                        occupations.iter().filter(|o| o.start <= last_day).cloned().collect();
                    prop_assert_eq!(read.occupations, of_quarter);
                    prop_assert_eq!(read.local_unit, *unit);
                }
                other => panic!("{other:?}"),
            }
        }
        prop_assert!(people.next().is_none() && expected.next().is_none());
    }

    #[test]
    fn dimona_round_trip(
        created in created(),
        n in 0..90_000_u32,
        start in date(),
        days in proptest::option::of(0..4000_i32),
        period in 0..999_999_999_999_u64,
        names in any::<bool>(),
    ) {
        let ssin = synthetic::ssin(n);
        let name = synthetic::name(n);
        let end = days.map(|days| start.checked_add(jiff::Span::new().days(days)).unwrap());
        let employer = Employer {
            enterprise_number: Some(synthetic::enterprise(n)),
            nsso_number: (n % 2 == 0).then(|| synthetic::nsso(n)),
        };
        let events = [
            dimona::Event::In(dimona::In {
                period: names.then_some(period),
                ssin: ssin.clone(),
                given_name: names.then(|| name.given.to_owned()),
                family_name: names.then(|| name.family.to_owned()),
                start,
                end,
                joint_committee: (n % 3 == 0).then(|| "302".parse().unwrap()),
                worker_type: Some("STU".to_owned()),
            }),
            dimona::Event::Out { period, end: start, ssin: names.then(|| ssin.clone()) },
            dimona::Event::Update { period, start: Some(start), end, ssin: None },
            dimona::Event::Cancel { period, ssin: Some(ssin) },
        ];
        let mut writer = DimonaWriter::new(Vec::new()).unwrap();
        for event in &events {
            writer.declaration(created, Some(&employer), event).unwrap();
        }
        let bytes = writer.finish().unwrap();
        let Ok(Reader::Dimona(mut reader)) = Reader::open(&bytes[..]) else { panic!("a Dimona") };
        for (event, form) in events.iter().zip(1..) {
            let Some(dimona::Item::Declaration(read)) = reader.next().unwrap() else {
                panic!("a declaration");
            };
            prop_assert_eq!(read.form, form);
            prop_assert_eq!(read.created, created);
            prop_assert_eq!(&read.employer, &Some(employer.clone()));
            prop_assert_eq!(&read.event, event);
        }
        prop_assert!(reader.next().unwrap().is_none());
    }
}
