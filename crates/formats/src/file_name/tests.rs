//! One name, one spelling; what is wrong is told by its part.

use proptest::prelude::*;

use super::*;

fn names() -> impl Strategy<Value = FileName> {
    let batch = (1..1_000_000_u32, 0..36_000_i64, "[0-9A-Z]{5}", 0..3_usize);
    (batch, 1..1000_u16, 0..1000_u16, 0..10_usize).prop_map(
        |((sender, days, sequence, environment), parts, part, which)| {
            let day = Date::constant(2000, 1, 1).saturating_add(jiff::Span::new().days(days));
            let sequence = sequence.parse().expect("five of them");
            let environment = Environment::ALL[environment];
            let batch = BatchId { sender, day, sequence, environment };
            let part = part % parts + 1;
            match which {
                0 => FileName::of_part(PartKind::Plain, batch, part, parts),
                1 => FileName::of_part(PartKind::Compressed, batch, part, parts),
                2 => FileName::of_part(PartKind::Signature, batch, part, parts),
                3 => FileName::go(batch, parts),
                4 => FileName::call_back(batch, parts),
                5 => Some(batch.answer(AnswerKind::Acrf, false)),
                6 => Some(batch.answer(AnswerKind::Noti, false)),
                7 => Some(batch.answer(AnswerKind::Acrf, true)),
                8 => Some(batch.answer_go(AnswerKind::Acrf)),
                _ => Some(batch.answer(AnswerKind::Noti, true)),
            }
            .expect("a part that there is")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_name_comes_back(name in names()) {
        prop_assert_eq!(name.to_string().parse::<FileName>(), Ok(name));
    }

    /// One name, one spelling: what is read is written the same.
    #[test]
    fn a_changed_name_is_refused_or_another(
        name in names(), at in 0..40_usize, with in "[ -~é\\x00]{0,2}", cut in 0..3_usize,
    ) {
        let name = name.to_string();
        let at = at.min(name.len());
        let end = (at + cut).min(name.len());
        let changed = format!("{}{with}{}", &name[..at], &name[end..]);
        match changed.parse::<FileName>() {
            Ok(read) => prop_assert_eq!(read.to_string(), changed),
            Err(anomaly) => prop_assert!(anomaly.code().starts_with("FILE-NAME-")),
        }
    }

    #[test]
    fn any_text_is_a_name_or_is_told(text in any::<String>()) {
        prop_assert!(text.parse::<FileName>().is_err());
    }
}

#[test]
fn names_are_spelled_as_documented() {
    let name: FileName = "FI.FLAC.123456.20261126.00001.R.2.1".parse().unwrap();
    assert_eq!((name.kind(), name.purpose()), (Kind::Declaration, Purpose::Declarations));
    assert_eq!((name.parts(), name.part()), (Some(2), Some(1)));
    let batch = name.batch();
    assert_eq!(batch.sender, 123_456);
    assert_eq!(name.signature().unwrap().to_string(), "FS.FLAC.123456.20261126.00001.R.2.1");
    let answer = |kind, compressed| batch.answer(kind, compressed).to_string();
    assert_eq!(answer(AnswerKind::Acrf, false), "FO.ACRF.123456.20261126.00001.R");
    assert_eq!(answer(AnswerKind::Noti, true), "CO.NOTI.123456.20261126.00001.R");
    let go = batch.answer_go(AnswerKind::Noti);
    assert_eq!(go.to_string(), "GO.NOTI.123456.20261126.00001.R");
    assert_eq!(go.to_string().parse(), Ok(go));
    assert_eq!(BatchId::from_text(&batch.to_string()), Some(batch));
    assert_eq!(BatchId::from_text("123456.20261126.00001"), None);
    assert_eq!(FileName::go(batch, 2).unwrap().to_string(), "GO.FLAC.123456.20261126.00001.R.2");
    let back = FileName::call_back(batch, 2).unwrap();
    assert_eq!(back.to_string(), "TD.FLAC.123456.20261126.00001.R.2");
    assert_eq!(back.signature(), None);
    assert_eq!(batch.answer(AnswerKind::Acrf, true).signature(), None);
    assert_eq!(FileName::go(batch, 0), None);
    assert_eq!(FileName::of_part(PartKind::Plain, batch, 3, 2), None);
}

#[test]
fn the_wrong_part_is_named() {
    for (name, code, reason, found) in [
        ("", "FILE-NAME-008", "fileNameKind", ""),
        ("fi.FLAC.123456.20261126.00001.R.1.1", "FILE-NAME-008", "fileNameKind", "fi"),
        ("FI.DMFA.123456.20261126.00001.R.1.1", "FILE-NAME-008", "fileNamePurpose", "DMFA"),
        ("FO.FLAC.123456.20261126.00001.R.1.1", "FILE-NAME-008", "fileNamePurpose", "FLAC"),
        ("FI.ACRF.123456.20261126.00001.R", "FILE-NAME-008", "fileNamePurpose", "ACRF"),
        ("FI.FLAC.12345.20261126.00001.R.1.1", "FILE-NAME-003", "fileNameSender", "12345"),
        ("FI.FLAC.000000.20261126.00001.R.1.1", "FILE-NAME-003", "fileNameSender", "000000"),
        ("FI.FLAC.+23456.20261126.00001.R.1.1", "FILE-NAME-003", "fileNameSender", "+23456"),
        ("FI.FLAC.١٢٣.20261126.00001.R.1.1", "FILE-NAME-003", "fileNameSender", "١٢٣"),
        ("FI.FLAC.123456.20260230.00001.R.1.1", "FILE-NAME-003", "fileNameDay", "20260230"),
        ("FI.FLAC.123456.2026112é.00001.R.1.1", "FILE-NAME-003", "fileNameDay", "2026112é"),
        ("FI.FLAC.123456.20261126.0001.R.1.1", "FILE-NAME-003", "fileNameSequence", "0001"),
        ("FI.FLAC.123456.20261126.0000a.R.1.1", "FILE-NAME-003", "fileNameSequence", "0000a"),
        ("FI.FLAC.123456.20261126.00001.P.1.1", "FILE-NAME-008", "fileNameEnvironment", "P"),
        ("FI.FLAC.123456.20261126.00001.R", "FILE-NAME-091", "fileNameParts", ""),
        ("GO.FLAC.123456.20261126.00001.R.0", "FILE-NAME-091", "fileNameParts", "0"),
        ("GO.FLAC.123456.20261126.00001.R.1000", "FILE-NAME-091", "fileNameParts", "1000"),
        ("FI.FLAC.123456.20261126.00001.R.2", "FILE-NAME-091", "fileNamePart", ""),
        ("FI.FLAC.123456.20261126.00001.R.2.3", "FILE-NAME-091", "fileNamePart", "3"),
        ("FI.FLAC.123456.20261126.00001.R.2.01", "FILE-NAME-091", "fileNamePart", "01"),
        ("GO.FLAC.123456.20261126.00001.R.2.1", "FILE-NAME-005", "fileNameEnd", "1"),
        ("FI.FLAC.123456.20261126.00001.R.1.1.xml", "FILE-NAME-005", "fileNameEnd", "xml"),
        ("FO.ACRF.123456.20261126.00001.R.1", "FILE-NAME-005", "fileNameEnd", "1"),
        ("../FI.FLAC.123456.20261126.00001.R.1.1", "FILE-NAME-008", "fileNameKind", ""),
        ("FI.FLAC.123456.20261126.00001.R.1.1\0", "FILE-NAME-091", "fileNamePart", "1\u{fffd}"),
    ] {
        let wrong = name.parse::<FileName>().unwrap_err();
        let told = (wrong.args["reason"].as_str(), wrong.args["found"].as_str());
        assert_eq!((wrong.code().as_str(), told), (code, (reason, found)), "{name}");
    }
    let long = format!("FI.FLAC.{}", "1".repeat(300));
    let wrong = long.parse::<FileName>().unwrap_err();
    assert_eq!((wrong.code().as_str(), wrong.args["found"].as_str()), ("FILE-NAME-093", "*"));
}
