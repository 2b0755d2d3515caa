//! The texts of anomalies: what is wrong, about what, and how to mend it.
//!
//! A text of its own (`anomaly-ssin-004`, with `anomaly-ssin-004-mend`) stands where a general
//! one would be weak, and one for each reason why a file cannot be read (`reason-html`); otherwise
//! the label of the zone and the sentence of the fault make one.

use std::borrow::Cow;
use std::str::FromStr;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fluent_bundle::FluentArgs;
use jiff::civil::Date;

use super::T;

/// An anomaly in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnomalyText {
    /// The stable code.
    pub code: String,
    /// What it is about.
    pub zone: String,
    /// What is wrong, as a sentence that can stand alone.
    pub message: String,
    /// What to do, as a sentence.
    pub mend: String,
}

impl T {
    /// The words for an anomaly.
    ///
    /// Where the anomaly does not carry a value that its own text asks for, the general text
    /// serves: something true is always said.
    pub fn anomaly(self, anomaly: &Anomaly) -> AnomalyText {
        let zone = self.zone(anomaly.zone);
        let mut args = FluentArgs::new();
        args.set("zone", zone.as_str());
        for (name, value) in &anomaly.args {
            // A year is a name, not a quantity: it is not grouped.
            if anomaly.zone == Zone::Year {
                args.set(name.clone(), value.as_str());
            } else {
                self.set(&mut args, name, value);
            }
        }
        let mut keys = vec![special_key(anomaly.zone, anomaly.fault), fault_key(anomaly.fault)];
        keys.splice(
            1..1,
            kind_of_fault(anomaly).map(|k| format!("{}-{k}", fault_key(anomaly.fault))),
        );
        if let Some(reason) = anomaly.args.get("reason") {
            keys.insert(0, format!("reason-{reason}"));
        }
        // Message and mend come from the same key, so that they fit each other.
        let (message, mend) = keys
            .iter()
            .find_map(|key| {
                let text = |key: &str| self.format(key, Some(&args)).map(Cow::into_owned);
                Some((text(key)?, text(&format!("{key}-mend"))?))
            })
            .unwrap_or_default();
        AnomalyText { code: anomaly.code(), message, mend, zone }
    }

    /// What a zone is called.
    pub fn zone(self, zone: Zone) -> String {
        self.get(&zone_key(zone)).into_owned()
    }

    fn set(self, args: &mut FluentArgs<'_>, name: &str, value: &str) {
        const COUNTS: [&str; 7] = ["length", "max", "min", "sum", "whole", "count", "limit"];
        let name = name.to_owned();
        match (COUNTS.contains(&name.as_str()), i64::from_str(value), Date::from_str(value)) {
            (true, Ok(number), _) => args.set(name, number),
            (_, Err(_), Ok(date)) if value.len() == 10 => args.set(name, self.date(date)),
            _ => args.set(name, value.to_owned()),
        }
    }
}

/// What can be said beyond the general sentence of a fault from what it is about.
fn kind_of_fault(anomaly: &Anomaly) -> Option<&'static str> {
    use Zone as Z;
    let is_date = matches!(anomaly.zone, Z::BirthDate | Z::StartDate | Z::EndDate | Z::ValidUntil);
    let is_text = matches!(
        anomaly.zone,
        Z::Client
            | Z::EmployerName
            | Z::FamilyName
            | Z::GivenName
            | Z::Email
            | Z::Reason
            | Z::Title
            | Z::Reference
            | Z::Text
            | Z::Webhook
    );
    match anomaly.fault {
        Fault::Invalid if is_date => Some("date"),
        Fault::OutsideDomain if anomaly.args.contains_key("min") => Some("bounds"),
        Fault::Length if anomaly.args.contains_key("max") && is_text => Some("text"),
        Fault::Length if anomaly.args.contains_key("max") => Some("max"),
        _ => None,
    }
}

pub(super) fn zone_key(zone: Zone) -> String {
    format!("zone-{}", zone.code().to_ascii_lowercase())
}

pub(super) fn fault_key(fault: Fault) -> String {
    format!("fault-{}", fault.code())
}

pub(super) fn special_key(zone: Zone, fault: Fault) -> String {
    format!("anomaly-{}-{}", zone.code().to_ascii_lowercase(), fault.code())
}

/// The codes that the register can give, zone by zone: what the public catalogue lists.
pub const CATALOGUE: &[(Zone, &[Fault])] = {
    use Fault as F;
    use Zone as Z;
    const TEXT: &[Fault] = &[F::Missing, F::Length];
    const DATE: &[Fault] = &[F::Missing, F::Invalid, F::OutsideDomain];
    const CHOICE: &[Fault] = &[F::Missing, F::Invalid, F::OutsideDomain];
    const NUMBER: &[Fault] = &[F::Missing, F::NotNumeric, F::Invalid, F::OutsideDomain];
    const RECORD: &[Fault] = &[
        F::Missing,
        F::Invalid,
        F::Forbidden,
        F::Duplicate,
        F::NotFound,
        F::NotApplicable,
        F::Conflict,
    ];
    &[
        (
            Z::Ssin,
            &[
                F::Missing,
                F::NotNumeric,
                F::Invalid,
                F::CheckDigits,
                F::Forbidden,
                F::OutsideDomain,
                F::Duplicate,
                F::NotFound,
                F::Length,
                F::Conflict,
            ],
        ),
        (
            Z::EnterpriseNumber,
            &[
                F::Missing,
                F::NotNumeric,
                F::Invalid,
                F::CheckDigits,
                F::Duplicate,
                F::NotFound,
                F::NotApplicable,
                F::Length,
            ],
        ),
        (
            Z::NssoNumber,
            &[
                F::Missing,
                F::NotNumeric,
                F::Invalid,
                F::CheckDigits,
                F::Duplicate,
                F::OutsideDomain,
                F::NotFound,
                F::Length,
            ],
        ),
        (Z::JointCommittee, &[F::Missing, F::Invalid, F::OutsideDomain, F::NotFound]),
        (Z::EmployerName, TEXT),
        (Z::FamilyName, TEXT),
        (Z::GivenName, TEXT),
        (Z::BirthDate, DATE),
        (Z::Email, &[F::Missing, F::Invalid, F::Length]),
        (Z::Language, CHOICE),
        (Z::StartDate, DATE),
        (
            Z::EndDate,
            &[
                F::Missing,
                F::Invalid,
                F::OutsideDomain,
                F::EndBeforeStart,
                F::NotApplicable,
                F::Conflict,
            ],
        ),
        (Z::EndCause, CHOICE),
        (Z::WorkingHours, NUMBER),
        (Z::ReferenceHours, NUMBER),
        (Z::Regime, &[F::OutsideDomain, F::Sum]),
        (Z::Quarter, CHOICE),
        (Z::Year, NUMBER),
        (Z::DayMinutes, NUMBER),
        (
            Z::Average,
            &[F::Missing, F::NotNumeric, F::Invalid, F::OutsideDomain, F::NotFound, F::Sum],
        ),
        (
            Z::Days,
            &[F::Missing, F::NotNumeric, F::Invalid, F::OutsideDomain, F::NotFound, F::Conflict],
        ),
        (Z::Minutes, NUMBER),
        (Z::Reason, TEXT),
        (Z::RightKind, CHOICE),
        (Z::Right, RECORD),
        (Z::Employee, RECORD),
        (
            Z::Participants,
            &[
                F::Missing,
                F::Forbidden,
                F::Invalid,
                F::Duplicate,
                F::OutsideDomain,
                F::NotFound,
                F::Length,
            ],
        ),
        (Z::Training, RECORD),
        (Z::Participation, RECORD),
        (Z::Title, TEXT),
        (Z::Duration, NUMBER),
        (
            Z::Status,
            &[
                F::Missing,
                F::Invalid,
                F::Forbidden,
                F::OutsideDomain,
                F::NotApplicable,
                F::Sequence,
            ],
        ),
        (Z::TrainingKind, CHOICE),
        (Z::FieldOfEducation, &[F::Invalid]),
        (Z::ValidUntil, &[F::Invalid, F::OutsideDomain, F::EndBeforeStart, F::NotApplicable]),
        (Z::Split, &[F::Invalid, F::Duplicate, F::OutsideDomain, F::Sum]),
        (Z::Text, &[F::Missing, F::Invalid, F::OutsideDomain, F::NotApplicable, F::Length]),
        (
            Z::File,
            &[
                F::Missing,
                F::Invalid,
                F::Forbidden,
                F::Duplicate,
                F::OutsideDomain,
                F::NotFound,
                F::NotApplicable,
                F::Sequence,
                F::Length,
            ],
        ),
        (
            Z::FileName,
            &[
                F::Missing,
                F::Invalid,
                F::Forbidden,
                F::Duplicate,
                F::OutsideDomain,
                F::Sequence,
                F::Length,
                F::Conflict,
            ],
        ),
        (
            Z::Signature,
            &[
                F::Missing,
                F::Invalid,
                F::CheckDigits,
                F::Forbidden,
                F::Duplicate,
                F::OutsideDomain,
                F::NotFound,
                F::Length,
            ],
        ),
        (
            Z::Element,
            &[
                F::Missing,
                F::NotNumeric,
                F::Invalid,
                F::Forbidden,
                F::Duplicate,
                F::OutsideDomain,
                F::NotApplicable,
                F::Sequence,
                F::Length,
            ],
        ),
        (Z::Employer, &[F::Missing, F::Forbidden, F::Duplicate, F::NotFound, F::Conflict]),
        (
            Z::Access,
            &[
                F::Missing,
                F::Invalid,
                F::Forbidden,
                F::Duplicate,
                F::OutsideDomain,
                F::NotFound,
                F::NotApplicable,
                F::NoRoom,
            ],
        ),
        (Z::Client, &[F::Missing, F::Duplicate, F::Length]),
        (
            Z::ClientKey,
            &[F::Missing, F::Invalid, F::Forbidden, F::Duplicate, F::OutsideDomain, F::NoRoom],
        ),
        (
            Z::ClientLink,
            &[
                F::Missing,
                F::Invalid,
                F::Forbidden,
                F::Duplicate,
                F::NotFound,
                F::Length,
                F::NoRoom,
            ],
        ),
        (Z::SandboxDate, &[F::Invalid, F::OutsideDomain]),
        (Z::Scope, &[F::Missing]),
        (
            Z::Reference,
            &[F::Missing, F::Length, F::Invalid, F::Forbidden, F::Duplicate, F::NotApplicable],
        ),
        (Z::Feed, &[F::Invalid, F::NotFound, F::NotApplicable]),
        (
            Z::Webhook,
            &[
                F::Missing,
                F::Invalid,
                F::Forbidden,
                F::Duplicate,
                F::NotApplicable,
                F::Length,
                F::NoRoom,
            ],
        ),
        (Z::Topic, &[F::Missing]),
        (
            Z::Mandate,
            &[
                F::Missing,
                F::Duplicate,
                F::OutsideDomain,
                F::EndBeforeStart,
                F::NotFound,
                F::Conflict,
            ],
        ),
        (Z::Quality, &[F::Missing, F::NotApplicable]),
        (Z::Report, &[F::NotFound, F::Conflict]),
        (Z::Key, &[F::Missing, F::Invalid, F::Length, F::Conflict]),
        (Z::Version, &[F::Missing, F::Invalid, F::NotFound, F::Conflict]),
        (
            Z::Rule,
            &[
                F::Missing,
                F::Invalid,
                F::Duplicate,
                F::OutsideDomain,
                F::EndBeforeStart,
                F::NotFound,
                F::Conflict,
                F::Sum,
            ],
        ),
        (Z::Upload, &[F::Invalid, F::OutsideDomain, F::Length, F::NoRoom]),
        (
            Z::Ticket,
            &[
                F::Missing,
                F::Invalid,
                F::CheckDigits,
                F::Duplicate,
                F::NotFound,
                F::NotApplicable,
                F::Conflict,
            ],
        ),
    ]
};

/// The reasons why something is refused that one code has, such as why a file cannot be read; an empty
/// one stands for the code without a reason.
const REASONS: &[(Zone, Fault, &[&str])] = {
    use Fault as F;
    use Zone as Z;
    &[
        (
            Z::File,
            F::Missing,
            &[
                "empty",
                "truncated",
                "noRoot",
                "packedTruncated",
                "cbe-missing",
                "cbe-snapshot",
                "cbe-empty",
            ],
        ),
        (
            Z::File,
            F::Invalid,
            &[
                "html",
                "pdf",
                "zip",
                "gzip",
                "notXml",
                "bytes",
                "character",
                "declaration",
                "markup",
                "comment",
                "name",
                "attribute",
                "reference",
                "sectionEnd",
                "packedDamaged",
                "cbe-columns",
                "cbe-row",
                "cbe-quote",
                "cbe-bytes",
                "cbe-date",
                "cbe-damaged",
            ],
        ),
        (Z::File, F::Forbidden, &["doctype", "entity"]),
        (
            Z::File,
            F::OutsideDomain,
            &[
                "utf16",
                "encoding",
                "encodingContradiction",
                "version",
                "root",
                "noBatchFile",
                "evidence",
                "cbe-code",
                "cbe-update",
            ],
        ),
        (Z::File, F::Duplicate, &["", "sameFile", "sameName"]),
        (Z::File, F::NotApplicable, &["nothingToExport"]),
        (Z::Training, F::Duplicate, &["", "heldOtherwise"]),
        (Z::Reference, F::Duplicate, &["", "sameForm", "otherForm"]),
        (Z::Employee, F::NotApplicable, &["", "notInService"]),
        (Z::File, F::NotFound, &["io"]),
        (Z::File, F::Sequence, &["mismatchedEnd", "unmatchedEnd", "outsideRoot"]),
        (
            Z::File,
            F::Length,
            &[
                "tooLong",
                "nameTooLong",
                "tooDeep",
                "tooManyAttributes",
                "packedRatio",
                "packedSize",
                "packedWindow",
                "cbe-big",
            ],
        ),
        (Z::Element, F::Missing, &["missing", "oneOf"]),
        (Z::FileName, F::Missing, &["fileNameMissing"]),
        (Z::FileName, F::Invalid, &["fileNameSender", "fileNameDay", "fileNameSequence"]),
        (Z::FileName, F::Forbidden, &["fileNameEnd", "fileNameOtherSender"]),
        (Z::FileName, F::Duplicate, &["fileNameTwice"]),
        (
            Z::FileName,
            F::OutsideDomain,
            &["fileNameKind", "fileNamePurpose", "fileNameEnvironment"],
        ),
        (Z::FileName, F::Sequence, &["fileNameParts", "fileNamePart"]),
        (Z::FileName, F::Length, &["fileNameLength"]),
        (Z::FileName, F::Conflict, &["fileNameCount"]),
        (Z::Signature, F::Missing, &["signatureEmpty", "signatureMissing"]),
        (Z::Signature, F::Invalid, &["signatureBase64", "signatureForm", "signatureAttributes"]),
        (Z::Signature, F::CheckDigits, &["signatureContent", "signatureValue"]),
        (
            Z::Signature,
            F::Forbidden,
            &[
                "signerUnknown",
                "signerChain",
                "signerExpired",
                "signerEarly",
                "signerUsage",
                "signerRevoked",
                "signerOther",
                "signerRevocation",
            ],
        ),
        (Z::Signature, F::Duplicate, &["signatureSigners"]),
        (Z::Signature, F::OutsideDomain, &["signatureAlgorithm", "signatureTime"]),
        (Z::Signature, F::NotFound, &["signerMissing"]),
        (Z::Signature, F::Length, &["signatureLong"]),
        (Z::Upload, F::OutsideDomain, &["", "uploadPieces"]),
        (Z::Upload, F::NoRoom, &["", "uploadsOpen"]),
        (Z::Element, F::Invalid, &["form"]),
        (Z::Element, F::Duplicate, &["twice"]),
        (Z::Element, F::OutsideDomain, &["value"]),
        (Z::Element, F::NotApplicable, &["notApplicable", "status", "notWithStatus"]),
        (Z::Element, F::Forbidden, &["attributes"]),
        (Z::Element, F::Sequence, &["unexpected", "text", "nested"]),
        (Z::Element, F::Length, &["tooMany", "tooManyInForm", "moreAnomalies"]),
    ]
};

/// Anomalies of that code with invented values, as the catalogue shows them: one for each reason
/// where there are reasons, else one.
pub fn examples(zone: Zone, fault: Fault) -> Vec<Anomaly> {
    let reasons = REASONS.iter().find(|(z, f, _)| (*z, *f) == (zone, fault));
    match reasons {
        Some((_, _, reasons)) => reasons.iter().map(|r| with_reason(zone, fault, r)).collect(),
        None => vec![example(zone, fault)],
    }
}

fn with_reason(zone: Zone, fault: Fault, reason: &str) -> Anomaly {
    if reason.is_empty() {
        return example(zone, fault);
    }
    Anomaly::new(zone, fault)
        .with("reason", reason)
        .with("encoding", "UTF-7")
        .with("character", "U+0000")
        .with("version", "1.1")
        .with("root", "<ACRF>")
        .with("entity", "&x;")
        .with("limit", 64)
        .with("max", 12)
        .with("offset", 1024)
        .with("expected", "<Occupation>")
        .with("found", "</Person>")
        .with("element", "<StartingDate>")
        .with("value", 0)
        .with("count", 12)
        .with("ticket", "1S7HQX000002N")
}

/// An anomaly of that code with invented values, as the catalogue shows it.
fn example(zone: Zone, fault: Fault) -> Anomaly {
    let anomaly = Anomaly::new(zone, fault);
    match (zone, fault) {
        (Zone::Ssin, Fault::CheckDigits) => {
            anomaly.with("found", "12").with("expected", "28").with("expected2000", "57")
        }
        (Zone::EnterpriseNumber | Zone::NssoNumber, Fault::CheckDigits) => {
            anomaly.with("found", "70").with("expected", "69")
        }
        (Zone::Ssin, Fault::Invalid) => anomaly.with("part", "month"),
        (Zone::Ssin, Fault::Length) => anomaly.with("length", 10).with("expected", 11),
        (Zone::EnterpriseNumber, Fault::Length) => anomaly.with("length", 8).with("expected", 10),
        (Zone::Employer, Fault::Forbidden) => {
            anomaly.with("found", "0884.303.369").with("expected", "0884.303.468")
        }
        (Zone::Duration, Fault::Invalid) => anomaly.with("below", "7:35").with("above", "7:36"),
        (Zone::Access, Fault::NoRoom) => anomaly.with("max", 3),
        (Zone::ClientKey | Zone::Webhook, Fault::NoRoom) => anomaly.with("limit", 10),
        (Zone::Participants, Fault::NotFound) => anomaly.with("count", 2),
        (Zone::JointCommittee, Fault::NotFound) => anomaly.with("code", "777"),
        (Zone::Quarter, Fault::OutsideDomain) => anomaly.with("quarter", "2027Q1"),
        (Zone::Year, Fault::OutsideDomain) => anomaly.with("min", 2022).with("max", 2040),
        (Zone::Title, Fault::Length) | (Zone::Upload, Fault::OutsideDomain) => {
            anomaly.with("max", 200)
        }
        (Zone::Text | Zone::Webhook, Fault::Length) => anomaly.with("max", 500),
        (Zone::Upload, Fault::Length) => anomaly.with("max", "8 GiB"),
        (Zone::Duration, Fault::OutsideDomain) => anomaly.with("max", 1440),
        (Zone::Status, Fault::OutsideDomain) => anomaly.with("end", "2026-12-18"),
        (Zone::Split, Fault::Sum) => anomaly.with("sum", 601).with("whole", 600),
        _ => anomaly,
    }
}
