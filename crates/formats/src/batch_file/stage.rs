//! At which stage of the check an anomaly comes up: what a sender's own software could have found.

use fla_domain::anomaly::{Anomaly, Fault, Zone};

/// A stage of the check of a file, each of what the one before lets pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// It is a file that can be read as text, within the bounds.
    File,
    /// It is XML.
    Xml,
    /// It is of the schema.
    Schema,
    /// Its codes are those of the lists.
    Codes,
    /// It holds to the rules that need no register.
    Rules,
}

impl Stage {
    /// All stages, in their order.
    pub const ALL: &[Self] = &[Self::File, Self::Xml, Self::Schema, Self::Codes, Self::Rules];

    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Xml => "xml",
            Self::Schema => "schema",
            Self::Codes => "codes",
            Self::Rules => "rules",
        }
    }

    /// The stage at which an anomaly of a [`super::Reader`] comes up.
    pub fn of(anomaly: &Anomaly) -> Self {
        let reason = anomaly.args.get("reason").map_or("", String::as_str);
        let listed = anomaly.args.contains_key("expected") || anomaly.args.contains_key("code");
        match (anomaly.zone, anomaly.fault) {
            (Zone::File, _) => of_file(reason),
            (Zone::Element, Fault::NotApplicable)
            | (_, Fault::EndBeforeStart | Fault::Sum | Fault::NotApplicable)
            | (Zone::Reason | Zone::Participants | Zone::Training | Zone::Ticket, _) => Self::Rules,
            (Zone::Element | Zone::FieldOfEducation, Fault::OutsideDomain | Fault::Invalid)
                if reason != "form" =>
            {
                Self::Codes
            }
            (_, Fault::NotFound | Fault::OutsideDomain) if listed => Self::Codes,
            (Zone::Element, _) => Self::Schema,
            (Zone::Ssin | Zone::Email, Fault::Invalid)
            | (_, Fault::CheckDigits | Fault::Duplicate | Fault::Forbidden) => Self::Rules,
            (zone, Fault::OutsideDomain) if zone != Zone::Minutes => Self::Rules,
            _ => Self::Schema,
        }
    }
}

fn of_file(reason: &str) -> Stage {
    const XML: [&str; 15] = [
        "declaration",
        "markup",
        "comment",
        "name",
        "attribute",
        "reference",
        "sectionEnd",
        "doctype",
        "entity",
        "mismatchedEnd",
        "unmatchedEnd",
        "outsideRoot",
        "truncated",
        "noRoot",
        "version",
    ];
    match reason {
        "noBatchFile" | "root" => Stage::Schema,
        reason if XML.contains(&reason) => Stage::Xml,
        _ => Stage::File,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::Reason;

    #[test]
    fn anomalies_have_their_stage() {
        for (anomaly, stage) in [
            (Reason::Bytes.anomaly(), Stage::File),
            (Reason::TooLong.anomaly(), Stage::File),
            (Reason::Truncated.anomaly(), Stage::Xml),
            (Reason::NoBatchFile.anomaly(), Stage::Schema),
            (Reason::Missing.anomaly(), Stage::Schema),
            (Reason::Attributes.anomaly(), Stage::Schema),
            (Reason::Form.anomaly(), Stage::Schema),
            (Reason::Value.anomaly().with("expected", "1 2"), Stage::Codes),
            (Reason::Status.anomaly(), Stage::Rules),
            (Anomaly::new(Zone::Title, Fault::Missing), Stage::Schema),
            (Anomaly::new(Zone::Duration, Fault::NotNumeric), Stage::Schema),
            (
                Anomaly::new(Zone::Status, Fault::OutsideDomain).with("expected", "1 2"),
                Stage::Codes,
            ),
            (Anomaly::new(Zone::JointCommittee, Fault::NotFound).with("code", "777"), Stage::Codes),
            (Anomaly::new(Zone::FieldOfEducation, Fault::Invalid), Stage::Codes),
            (
                Anomaly::new(Zone::Status, Fault::OutsideDomain).with("end", "2027-01-01"),
                Stage::Rules,
            ),
            (Anomaly::new(Zone::Ssin, Fault::NotNumeric), Stage::Schema),
            (Anomaly::new(Zone::Ssin, Fault::CheckDigits).with("expected", "12"), Stage::Rules),
            (Anomaly::new(Zone::EndDate, Fault::EndBeforeStart), Stage::Rules),
            (Anomaly::new(Zone::Reason, Fault::Missing), Stage::Rules),
        ] {
            assert_eq!(Stage::of(&anomaly), stage, "{anomaly} {:?}", anomaly.args);
        }
    }
}
