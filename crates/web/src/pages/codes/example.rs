//! What is wrong and what is right, of the codes about a field: made from what the contract says of the
//! field, so that it holds in every language and nothing of it is written down a second time.

use fla_domain::anomaly::{Fault, Zone};
use fla_formats::synthetic;
use serde_norway::Value;

use crate::reference::DOCUMENT;
use crate::reference::schema::scalar;

/// A value that gets the code, and one that does not.
pub struct Example {
    /// Empty for a field that is left out.
    pub wrong: String,
    pub right: String,
}

/// The schema of the contract for the field of a zone.
const fn schema(zone: Zone) -> Option<&'static str> {
    Some(match zone {
        Zone::Ssin => "Ssin",
        Zone::EnterpriseNumber => "EnterpriseNumber",
        Zone::JointCommittee => "JointCommitteeCode",
        Zone::FamilyName | Zone::GivenName => "PersonName",
        Zone::BirthDate | Zone::StartDate | Zone::EndDate | Zone::ValidUntil => "Date",
        Zone::Language => "Language",
        Zone::EndCause => "EndCause",
        Zone::WorkingHours => "Hundredths",
        Zone::ReferenceHours => "ReferenceHours",
        Zone::Quarter => "YearQuarter",
        Zone::Year => "Year",
        Zone::Days => "DayHundredths",
        Zone::Duration => "Duration",
        Zone::RightKind => "RightKind",
        Zone::Status => "ParticipationStatus",
        Zone::TrainingKind => "TrainingKind",
        Zone::FieldOfEducation => "FieldOfEducationCode",
        Zone::Title => "Title",
        Zone::Reference => "Reference",
        _ => return None,
    })
}

/// A value of the field that is right: that of the contract, or a number that checks and is nobody's.
fn right(zone: Zone) -> Option<(String, &'static Value)> {
    let schema = &DOCUMENT["components"]["schemas"][schema(zone)?];
    if zone == Zone::Ssin {
        return Some((synthetic::ssin(1).digits().to_owned(), schema));
    }
    let given = [&schema["example"], &schema["enum"][0]];
    let right = given.into_iter().find(|value| !value.is_null())?;
    Some((scalar(right), schema))
}

/// The example of a code; `None` where one value alone does not show what is wrong.
pub fn of(zone: Zone, fault: Fault) -> Option<Example> {
    let (right, schema) = right(zone)?;
    let wrong = wrong(schema, &right, fault)?;
    Some(Example { wrong, right })
}

fn wrong(schema: &Value, right: &str, fault: Fault) -> Option<String> {
    let digits = right.chars().all(|c| c.is_ascii_digit());
    let (begin, last) = right.split_at(right.len().checked_sub(1)?);
    match fault {
        Fault::Missing => Some(String::new()),
        Fault::NotNumeric if digits => Some(format!("{begin}O")),
        // A day that no month has.
        Fault::Invalid if schema["format"] == "date" => Some(format!("{}32", &right[..8])),
        Fault::Invalid if !schema["enum"].is_null() => Some(format!("{right}?")),
        Fault::Invalid if !digits => (!schema["pattern"].is_null()).then(|| format!("{right}?")),
        // Of one digit less the leading zero may be the one that was left out.
        Fault::Length if digits => Some(right[..right.len() - 2].to_owned()),
        Fault::CheckDigits => {
            let other = (last.parse::<u8>().ok()? + 1) % 10;
            Some(format!("{begin}{other}"))
        }
        Fault::OutsideDomain => schema["maximum"].as_i64().map(|most| (most + 1).to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use fla_domain::anomaly::Anomaly;
    use fla_domain::identifier::{EnterpriseNumber, Ssin};

    use super::*;
    use crate::i18n::CATALOGUE;

    fn read<V: std::str::FromStr<Err = Anomaly>>(text: &str) -> Option<Fault> {
        text.parse::<V>().err().map(|anomaly| anomaly.fault)
    }

    #[test]
    fn the_wrong_gets_its_code_and_the_right_none() {
        let mut numbers = 0;
        for (zone, fault) in CATALOGUE.iter().flat_map(|(z, all)| all.iter().map(|f| (*z, *f))) {
            let Some(Example { wrong, right }) = of(zone, fault) else { continue };
            assert_ne!(wrong, right, "{zone:?} {fault:?}");
            let read: fn(&str) -> Option<Fault> = match zone {
                Zone::Ssin => read::<Ssin>,
                Zone::EnterpriseNumber => read::<EnterpriseNumber>,
                _ => continue,
            };
            assert_eq!((read(&wrong), read(&right)), (Some(fault), None), "{zone:?}");
            numbers += 1;
        }
        assert!(numbers >= 8, "{numbers} examples of numbers");
    }

    #[test]
    fn what_one_value_does_not_show_has_no_example() {
        assert!(of(Zone::Employee, Fault::NotFound).is_none());
        assert!(of(Zone::EndDate, Fault::EndBeforeStart).is_none());
        let day = of(Zone::StartDate, Fault::Invalid).unwrap();
        assert_eq!((day.wrong.as_str(), day.right.as_str()), ("2026-11-32", "2026-11-02"));
        let year = of(Zone::Year, Fault::OutsideDomain).unwrap();
        assert_eq!((year.wrong.as_str(), year.right.as_str()), ("2101", "2026"));
        let language = of(Zone::Language, Fault::Invalid).unwrap();
        assert_eq!((language.wrong.as_str(), language.right.as_str()), ("nl?", "nl"));
    }
}
