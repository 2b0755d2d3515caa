//! Reading what was typed about a training. All faults are told at once.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::duration::parse_duration;
use fla_domain::isced::FieldOfEducation;
use fla_domain::quantity::Minutes;
use fla_domain::training::{
    NotCounting, PartDetails, Status, TrainingDetails, TrainingKind, YearPart,
};
use jiff::civil::Date;

use crate::form::{Posted, Reading};

/// The fields of a training in the form, in the order in which they stand there.
pub const FIELDS: [&str; 19] = [
    "title",
    "start",
    "duration",
    "status",
    "end",
    "kind",
    "field",
    "provider",
    "place",
    "nature",
    "funding",
    "claNumber",
    "counts",
    "certificate",
    "validUntil",
    "split",
    "reason",
    "key",
    "known",
];

/// Those of them that nobody must fill in.
pub const MORE: [&str; 12] = [
    "end",
    "kind",
    "field",
    "provider",
    "place",
    "nature",
    "funding",
    "claNumber",
    "counts",
    "certificate",
    "validUntil",
    "split",
];

/// What was read of a training. Where `faults` is not empty the details stand in for what could
/// not be read and are of no further use.
#[derive(Debug)]
pub struct Read {
    /// The training.
    pub details: TrainingDetails,
    /// What is wrong, each at its field.
    pub faults: Vec<Anomaly>,
}

/// Reads the fields of the training itself.
pub fn details(posted: &Posted, day_minutes: u32) -> Read {
    let mut reading = Reading::of(posted);
    let start = reading.date("start", Zone::StartDate);
    let end = reading.optional_date("end", Zone::EndDate);
    let duration = parse_duration(posted.text("duration"), day_minutes);
    let minutes = reading.keep("duration", duration);
    let kind = optional(&mut reading, posted, "kind", Zone::TrainingKind, TrainingKind::from_code);
    let field = field(&mut reading, posted);
    let not_counting = match posted.text("counts") {
        "yes" => None,
        _ => optional(&mut reading, posted, "counts", Zone::Status, NotCounting::from_code),
    };
    let day = start.or(end.flatten()).unwrap_or(Date::constant(2000, 1, 1));
    let details = TrainingDetails {
        title: posted.text("title").to_owned(),
        start: day,
        end: end.flatten().unwrap_or(day),
        minutes: minutes.unwrap_or(Minutes(1)),
        kind,
        provider: posted.given("provider"),
        place: posted.given("place"),
        nature: posted.given("nature"),
        funding: posted.given("funding"),
        cla_number: posted.given("claNumber"),
        field,
        not_counting,
    };
    let mut faults = reading.faults();
    // What was not read has been told; what stands in for it must not be judged.
    let dates = start.is_some() && end.is_some();
    faults.extend(details.check().into_iter().filter(|fault| match fault.path.as_str() {
        "start" | "end" => dates,
        "duration" => dates && minutes.is_some(),
        _ => true,
    }));
    Read { details, faults }
}

/// Reads what holds for each participant of a training that is being registered, and checks it
/// against the training.
pub fn part(
    posted: &Posted,
    read: &mut Read,
    status_field: &str,
    today: Date,
    day_minutes: u32,
) -> PartDetails {
    let sound = read.faults.is_empty();
    let mut reading = Reading::of(posted);
    let status = reading.code(status_field, Zone::Status, Status::from_code);
    let valid_until = reading.optional_date("validUntil", Zone::ValidUntil).flatten();
    let split = reading.keep("split", split(posted.text("split"), day_minutes));
    let part = PartDetails {
        status: status.unwrap_or(Status::Planned),
        minutes: read.details.minutes,
        not_counting: read.details.not_counting,
        certificate: posted.has("certificate"),
        valid_until,
        split: split.unwrap_or_default(),
        copy: None,
    };
    let found = reading.faults();
    if sound && found.is_empty() {
        let checked = part.check(read.details.start, read.details.end, today);
        // The duration was judged with the training already.
        read.faults.extend(checked.into_iter().filter(|fault| fault.path != "minutes"));
    }
    read.faults.extend(found);
    part
}

/// Reads a field of education, by its code or its name; it may be left out.
pub fn field(reading: &mut Reading<'_>, posted: &Posted) -> Option<FieldOfEducation> {
    match posted.text("field") {
        "" => None,
        text => reading.keep("field", FieldOfEducation::read(text)),
    }
}

/// A value from a list that may be left out.
fn optional<V>(
    reading: &mut Reading<'_>,
    posted: &Posted,
    name: &str,
    zone: Zone,
    from: impl FnOnce(&str) -> Option<V>,
) -> Option<V> {
    if posted.text(name).is_empty() { None } else { reading.code(name, zone, from) }
}

/// Reads a division over years: `2025: 12 h; 2026: 7:36`, or a line for each year.
pub fn split(text: &str, day_minutes: u32) -> Result<Vec<YearPart>, Anomaly> {
    let invalid = || Anomaly::new(Zone::Split, Fault::Invalid).at("split");
    let mut parts: Vec<YearPart> = Vec::new();
    for line in text.split(['\n', ';']).map(str::trim).filter(|l| !l.is_empty()) {
        let (year, rest) = line.split_at_checked(4).ok_or_else(invalid)?;
        let year = year.parse().map_err(|_| invalid())?;
        let rest = rest.trim_start().trim_start_matches([':', '=']);
        let minutes = parse_duration(rest, day_minutes).map_err(|_| invalid())?;
        if parts.iter().any(|p| p.year == year) {
            return Err(Anomaly::new(Zone::Split, Fault::Duplicate).at("split"));
        }
        parts.push(YearPart { year, minutes });
    }
    parts.sort_by_key(|p| p.year);
    Ok(parts)
}

/// A division over years as it is typed.
pub fn split_text(parts: &[YearPart]) -> String {
    let one = |p: &YearPart| {
        format!("{}: {}", p.year, fla_domain::duration::hours_and_minutes(p.minutes))
    };
    parts.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// The fields of a training as they would be typed.
pub fn typed(details: &TrainingDetails) -> Vec<(String, String)> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let end = if details.end == details.start { String::new() } else { details.end.to_string() };
    [
        ("title", details.title.clone()),
        ("start", details.start.to_string()),
        ("duration", fla_domain::duration::hours_and_minutes(details.minutes)),
        ("end", end),
        ("kind", details.kind.map(TrainingKind::code).unwrap_or_default().to_owned()),
        ("provider", text(&details.provider)),
        ("place", text(&details.place)),
        ("nature", text(&details.nature)),
        ("funding", text(&details.funding)),
        ("claNumber", text(&details.cla_number)),
        ("field", details.field.map(FieldOfEducation::code).unwrap_or_default()),
        ("counts", details.not_counting.map_or("yes", NotCounting::code).to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_is_read_by_line_or_semicolon() {
        let parts = [
            YearPart { year: 2025, minutes: Minutes(720) },
            YearPart { year: 2026, minutes: Minutes(456) },
        ];
        for text in ["2025 12 h; 2026: 7:36", "2026 = 1 dag\n 2025: 12h \n", "2025:12:00;2026:7h36"]
        {
            assert_eq!(split(text, 456).as_deref(), Ok(&parts[..]), "{text}");
        }
        assert_eq!(split(&split_text(&parts), 456).as_deref(), Ok(&parts[..]));
        assert_eq!(split(" \n;", 456), Ok(vec![]));
        for text in ["2025", "12 h", "20é5 12 h", "2025 12", "2025 0,333 dag"] {
            assert_eq!(split(text, 456).unwrap_err().code(), "SPLIT-003", "{text}");
        }
        assert_eq!(split("2025 1 h; 2025 2 h", 456).unwrap_err().code(), "SPLIT-006");
    }

    #[test]
    fn every_fault_is_told_at_once_and_none_is_made_up() {
        let posted = Posted::filled([("duration", "8"), ("kind", "x"), ("split", "later")]);
        let mut read = details(&posted, 456);
        part(&posted, &mut read, "status", Date::constant(2026, 11, 23), 456);
        let told: Vec<_> = read.faults.iter().map(|f| (f.path.as_str(), f.code())).collect();
        let told: Vec<_> = told.iter().map(|(path, code)| (*path, code.as_str())).collect();
        assert_eq!(
            told,
            [
                ("start", "START-001"),
                ("duration", "DURATION-003"),
                ("kind", "TRAINING-KIND-003"),
                ("title", "TITLE-001"),
                ("status", "STATUS-001"),
                ("split", "SPLIT-003"),
            ]
        );
    }

    #[test]
    fn a_training_reads_back_as_typed() {
        let posted = Posted::filled([
            ("title", "VCA"),
            ("start", "2026-03-02"),
            ("end", "2026-03-04"),
            ("duration", "2,5 dagen"),
            ("kind", "formal"),
            ("field", "071 – Techniek en technische beroepen"),
            ("counts", "paidEducationalLeave"),
            ("place", "Gent"),
        ]);
        let read = details(&posted, 456);
        assert_eq!(read.faults, []);
        assert_eq!(read.details.minutes, Minutes(1140));
        let again = details(&Posted::filled(typed(&read.details)), 456);
        assert_eq!(again.details, read.details);
    }
}
