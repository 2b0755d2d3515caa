//! Where in a file each thing that a form says stands, so that what is found wrong with it later,
//! by the register too, can be told with line, column and path.

use crate::tag::Tag;
use crate::xml::Position;

use super::ROOT;

/// An element of a form. A form can have hundreds of thousands, so they are small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    /// Lines behind the form's own.
    line: u32,
    /// Column; of the form's own line, columns behind that of the form.
    column: u32,
    /// The element around it: its index and 1, or 0 for the form.
    parent: u32,
    /// The how-manieth of its name in its parent, from 1; 0 where there can be but one.
    number: u16,
    tag: Tag,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: u64,
    /// Column, in bytes from 1: of the value where the element has one, else of the element.
    pub column: u64,
    /// The element from the root on, such as
    /// `FlaDeclaration/Form[2]/TrainingDeclaration/Participant[4]/Minutes`.
    pub path: String,
    /// The name of the element.
    pub element: &'static str,
}

/// Where the elements of a form stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    form: u64,
    at: Position,
    marks: Vec<Mark>,
}

/// An element among the places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot(u32);

impl Spot {
    /// The form itself.
    pub(super) const FORM: Self = Self(0);
}

impl Places {
    /// No elements yet, of a form that begins at a place.
    pub(super) fn of_form(form: u64, at: Position) -> Self {
        Self { form, at, marks: Vec::with_capacity(32) }
    }

    /// Adds an element.
    pub(super) fn add(&mut self, tag: Tag, number: u32, parent: Spot, at: Position) -> Spot {
        let line = at.line - self.at.line;
        let column = if line == 0 { at.column - self.at.column } else { at.column };
        self.marks.push(Mark {
            line: narrow(line),
            column: narrow(column),
            parent: parent.0,
            number: u16::try_from(number).unwrap_or(u16::MAX),
            tag,
        });
        Spot(u32::try_from(self.marks.len()).unwrap_or(0))
    }

    /// The place of an element.
    pub(super) fn of(&self, spot: Spot) -> Place {
        let mark = self.mark(spot);
        let at = mark.map_or(self.at, |mark| self.position(mark));
        Place {
            line: at.line,
            column: at.column,
            path: self.path(spot),
            element: mark.map_or(Tag::Form, |mark| mark.tag).name(),
        }
    }

    /// Where the element of a field stands; fields are called as the register's commands call
    /// them: `title`, `participants`, `participants[3].minutes` (counted from 0), `person.ssin`,
    /// `reason`. Of what the form does not say it is the place of the nearest thing around it, at
    /// last the form itself.
    pub fn find(&self, path: &str) -> Place {
        let mut scope = Spot::FORM;
        for segment in path.split('.') {
            let (name, number) = numbered(segment);
            let found = tags(name).iter().find_map(|tag| self.first(*tag, number, scope));
            match found {
                Some(spot) => scope = spot,
                // `person.ssin` of a form that names nobody but by a number.
                None if scope == Spot::FORM && number.is_none() => {}
                None => break,
            }
            if let Some((_, n)) = segment.split_once('-')
                && let Ok(n) = n.parse()
            {
                // `jointCommittee-2`
                let second = self.first(Tag::Occupation, Some(n), Spot::FORM);
                let inner = second.and_then(|s| self.first(Tag::JointCommissionNbr, None, s));
                scope = inner.or(second).unwrap_or(scope);
            }
        }
        self.of(scope)
    }

    /// The first element of a name inside another.
    pub(super) fn first(&self, tag: Tag, number: Option<u32>, scope: Spot) -> Option<Spot> {
        let from = usize::try_from(scope.0).unwrap_or(0);
        let marks = self.marks.iter().enumerate().skip(from);
        let mut fitting = marks.filter(|(_, mark)| {
            mark.tag == tag
                && number.is_none_or(|n| u32::from(mark.number) == n)
                && self.is_in(mark.parent, scope)
        });
        fitting.next().and_then(|(n, _)| u32::try_from(n + 1).ok()).map(Spot)
    }

    /// The element of a name that stands right in another.
    pub(super) fn child(&self, tag: Tag, parent: Spot) -> Option<Spot> {
        let from = usize::try_from(parent.0).unwrap_or(0);
        let mut marks = self.marks.iter().enumerate().skip(from);
        let found = marks.find(|(_, mark)| mark.tag == tag && mark.parent == parent.0);
        found.and_then(|(n, _)| u32::try_from(n + 1).ok()).map(Spot)
    }

    fn is_in(&self, mut inner: u32, scope: Spot) -> bool {
        while inner > scope.0 {
            inner = self.mark(Spot(inner)).map_or(0, |mark| mark.parent);
        }
        inner == scope.0
    }

    fn mark(&self, spot: Spot) -> Option<&Mark> {
        usize::try_from(spot.0).ok()?.checked_sub(1).and_then(|n| self.marks.get(n))
    }

    fn position(&self, mark: &Mark) -> Position {
        let before = if mark.line == 0 { self.at.column } else { 0 };
        let (line, column) = (u64::from(mark.line), u64::from(mark.column));
        Position { line: self.at.line + line, column: before + column }
    }

    fn path(&self, spot: Spot) -> String {
        let Some(mark) = self.mark(spot) else { return format!("{ROOT}/Form[{}]", self.form) };
        let mut path = self.path(Spot(mark.parent));
        path.push('/');
        path.push_str(mark.tag.name());
        if mark.number > 0 {
            path.extend(["[", &mark.number.to_string(), "]"]);
        }
        path
    }
}

/// As much as fits: nobody looks for a place further on.
fn narrow(n: u64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// A field's name without its number, and the number counted from 1.
fn numbered(segment: &str) -> (&str, Option<u32>) {
    let name = segment.split_once('-').map_or(segment, |(name, _)| name);
    match name.split_once('[') {
        Some((name, rest)) => {
            let number = rest.strip_suffix(']').and_then(|n| n.parse::<u32>().ok());
            (name, number.and_then(|n| n.checked_add(1)))
        }
        None => (name, None),
    }
}

/// The elements that may hold a field, the likeliest first.
fn tags(field: &str) -> &'static [Tag] {
    match field {
        "form" | "formReference" => &[Tag::ReferenceNbr],
        "ticket" => &[Tag::Reference],
        "attestationStatus" => &[Tag::AttestationStatus],
        "employer" => &[Tag::EmployerId],
        "reason" => &[Tag::Motivation],
        "person" => &[Tag::NaturalPerson, Tag::NaturalPersonId],
        "who" | "employee" | "employeeId" | "employees" | "people" => &[Tag::NaturalPersonId],
        "ssin" => &[Tag::Inss],
        "familyName" => &[Tag::WorkerName],
        "givenName" => &[Tag::WorkerFirstName],
        "birthDate" => &[Tag::WorkerBirthdate],
        "birthPlace" => &[Tag::WorkerBirthplace],
        "gender" => &[Tag::WorkerSex],
        "address" => &[Tag::Address],
        "language" => &[Tag::OfficialLanguage],
        "email" => &[Tag::EmailAddress],
        "team" => &[Tag::Team],
        "from" | "start" | "startDate" => &[Tag::StartingDate],
        "to" | "end" | "endDate" => &[Tag::EndingDate],
        "occupations" => &[Tag::Occupation],
        "jointCommittee" => &[Tag::JointCommissionNbr],
        "fraction" => &[Tag::MeanWorkingHours, Tag::RefMeanWorkingHours],
        "cause" => &[Tag::EndCause],
        "year" => &[Tag::Year],
        "kind" => &[Tag::RightKind, Tag::TrainingKind],
        "minutes" | "duration" => &[Tag::Minutes],
        "training" | "trainingId" => &[Tag::TrainingId, Tag::Reference],
        "version" => &[Tag::TrainingVersionNbr],
        "details" => &[Tag::Training],
        "title" => &[Tag::Title],
        "provider" => &[Tag::ProviderName],
        "place" => &[Tag::Place],
        "nature" => &[Tag::Nature],
        "funding" => &[Tag::Funding],
        "claNumber" => &[Tag::ClaNbr],
        "field" | "fieldOfEducation" => &[Tag::FieldOfEducation],
        "notCounting" => &[Tag::NotCountingReason],
        "participants" | "parts" => &[Tag::Participant, Tag::NaturalPersonId],
        "absent" => &[Tag::NaturalPersonId, Tag::Absent],
        "status" => &[Tag::ParticipationStatus],
        "certificate" => &[Tag::Certificate],
        "validUntil" => &[Tag::ValidUntil],
        "split" => &[Tag::YearPart],
        "reference" => &[
            Tag::ParticipantUserReference,
            Tag::TrainingUserReference,
            Tag::EmployeeUserReference,
            Tag::ReferenceNbr,
        ],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_in_what_is_around_them() {
        let at = |line| Position { line, column: 3 };
        let mut places = Places::of_form(2, at(1));
        places.add(Tag::Motivation, 0, Spot::FORM, at(2));
        let block = places.add(Tag::TrainingDeclaration, 0, Spot::FORM, at(3));
        let training = places.add(Tag::Training, 0, block, at(4));
        places.add(Tag::Title, 0, training, at(5));
        places.add(Tag::Minutes, 0, training, at(6));
        for n in 1..=3 {
            let line = u64::from(n) * 10;
            let participant = places.add(Tag::Participant, n, block, at(line));
            let who = places.add(Tag::NaturalPersonId, 0, participant, at(line + 1));
            places.add(Tag::Inss, 0, who, at(line + 2));
            if n > 1 {
                places.add(Tag::Minutes, 0, participant, at(line + 3));
            }
        }
        let find = |path| {
            let place = places.find(path);
            (place.line, place.path.strip_prefix("FlaDeclaration/Form[2]").unwrap().to_owned())
        };
        let block = "/TrainingDeclaration";
        assert_eq!(find("reason"), (2, "/Motivation".to_owned()));
        assert_eq!(find("title"), (5, format!("{block}/Training/Title")));
        assert_eq!(find("duration").0, 6);
        assert_eq!(
            find("participants[2].minutes"),
            (33, format!("{block}/Participant[3]/Minutes"))
        );
        assert_eq!(find("participants[0].minutes"), (10, format!("{block}/Participant[1]")));
        assert_eq!(
            find("participants[1].who.ssin"),
            (22, format!("{block}/Participant[2]/NaturalPersonId/INSS"))
        );
        assert_eq!(find("participants").0, 10);
        assert_eq!(find("unheard"), (1, String::new()));
        assert_eq!(places.find("unheard").element, "Form");
        assert_eq!(places.find("participants[9].who").element, "Form");
    }
}
