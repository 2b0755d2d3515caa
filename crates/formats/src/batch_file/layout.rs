//! Which elements may stand in which, in what order and how many: what the schema says, as tables.

use super::{Kind, Limits};
use crate::tag::Tag;

/// One place in the sequence of an element's children: one element, or one of several.
pub(super) struct Part {
    pub(super) tags: &'static [Tag],
    needed: bool,
    most: usize,
}

/// The children of an element, in their order.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    parts: &'static [Part],
    /// A bit for each part that must be there.
    needed: u32,
}

const fn of(parts: &'static [Part]) -> Layout {
    let (mut needed, mut n) = (0, 0);
    while n < parts.len() {
        if parts[n].needed {
            needed |= 1 << n;
        }
        n += 1;
    }
    Layout { parts, needed }
}

macro_rules! layout {
    ($($part:expr),* $(,)?) => {{
        const PARTS: &[Part] = &[$($part),*];
        of(PARTS)
    }};
}

const fn one(tags: &'static [Tag]) -> Part {
    Part { tags, needed: true, most: 1 }
}

const fn perhaps(tags: &'static [Tag]) -> Part {
    Part { tags, needed: false, most: 1 }
}

const fn many(tags: &'static [Tag], most: usize) -> Part {
    Part { tags, needed: true, most }
}

const fn any(tags: &'static [Tag], most: usize) -> Part {
    Part { tags, needed: false, most }
}

/// Where the header of a form ends and its content begins.
pub(super) const EMPLOYER: usize = 6;

pub(super) const FORM: Layout = layout![
    one(&[Tag::Identification]),
    one(&[Tag::FormCreationDate]),
    one(&[Tag::FormCreationHour]),
    one(&[Tag::AttestationStatus]),
    one(&[Tag::TypeForm]),
    many(&[Tag::Reference], 2),
    one(&[Tag::EmployerId]),
    perhaps(&[Tag::Motivation]),
    one(&BLOCKS),
];

/// The blocks, in the order of [`Kind::ALL`].
const BLOCKS: [Tag; 11] = [
    Tag::EmployeeDeclaration,
    Tag::OccupationChange,
    Tag::PersonChange,
    Tag::EmploymentEnd,
    Tag::EmployeeWithdrawal,
    Tag::TrainingRightDeclaration,
    Tag::TrainingRightWithdrawal,
    Tag::RightVerification,
    Tag::TrainingDeclaration,
    Tag::TrainingCompletion,
    Tag::TrainingWithdrawal,
];

/// The element of a kind.
pub(super) const fn tag_of(kind: Kind) -> Tag {
    BLOCKS[kind as usize]
}

/// The kind of an element.
pub(super) fn kind_of(tag: Tag) -> Option<Kind> {
    BLOCKS.iter().position(|block| *block == tag).and_then(|n| Kind::ALL.get(n)).copied()
}

pub(super) const REFERENCE: Layout =
    layout![one(&[Tag::ReferenceType]), one(&[Tag::ReferenceOrigin]), one(&[Tag::ReferenceNbr])];
pub(super) const EMPLOYER_ID: Layout = layout![one(&[Tag::CompanyId, Tag::NossRegistrationNbr])];
pub(super) const PERSON_ID: Layout =
    layout![one(&[Tag::Inss, Tag::EmployeeUserReference, Tag::EmployeeId])];
pub(super) const TRAINING_ID: Layout =
    layout![one(&[Tag::TrainingUserReference, Tag::TrainingIdNbr])];
pub(super) const ABSENT: Layout = layout![many(&[Tag::NaturalPersonId], Limits::PEOPLE)];
pub(super) const YEAR_PART: Layout = layout![one(&[Tag::Year]), one(&[Tag::Minutes])];
pub(super) const OCCUPATION: Layout = layout![
    one(&[Tag::JointCommissionNbr]),
    one(&[Tag::RefMeanWorkingHours]),
    one(&[Tag::MeanWorkingHours]),
];
pub(super) const PERSON: Layout = layout![
    one(&[Tag::Inss]),
    perhaps(&[Tag::EmployeeUserReference]),
    one(&[Tag::WorkerName]),
    one(&[Tag::WorkerFirstName]),
    perhaps(&[Tag::WorkerBirthdate]),
    perhaps(&[Tag::WorkerBirthplace]),
    perhaps(&[Tag::WorkerSex]),
    perhaps(&[Tag::Address]),
    perhaps(&[Tag::OfficialLanguage]),
    perhaps(&[Tag::EmailAddress]),
    perhaps(&[Tag::Team]),
];
pub(super) const TRAINING: Layout = layout![
    perhaps(&[Tag::TrainingUserReference]),
    one(&[Tag::Title]),
    one(&[Tag::StartingDate]),
    perhaps(&[Tag::EndingDate]),
    one(&[Tag::Minutes]),
    perhaps(&[Tag::TrainingKind]),
    perhaps(&[Tag::ProviderName]),
    perhaps(&[Tag::Place]),
    perhaps(&[Tag::Nature]),
    perhaps(&[Tag::Funding]),
    perhaps(&[Tag::ClaNbr]),
    perhaps(&[Tag::FieldOfEducation]),
    perhaps(&[Tag::NotCountingReason]),
];
pub(super) const PARTICIPANT: Layout = layout![
    one(&[Tag::NaturalPersonId]),
    perhaps(&[Tag::ParticipantUserReference]),
    perhaps(&[Tag::ParticipationStatus]),
    perhaps(&[Tag::Minutes]),
    perhaps(&[Tag::NotCountingReason]),
    perhaps(&[Tag::Certificate]),
    perhaps(&[Tag::ValidUntil]),
    any(&[Tag::YearPart], Limits::YEARS),
];

/// What stands in a block.
pub(super) const fn block(kind: Kind) -> Layout {
    const WHO: Part = one(&[Tag::NaturalPersonId]);
    const PEOPLE: Part = many(&[Tag::NaturalPersonId], Limits::PEOPLE);
    const START: Part = one(&[Tag::StartingDate]);
    const END: Part = perhaps(&[Tag::EndingDate]);
    const OCCUPATIONS: Part = many(&[Tag::Occupation], Limits::OCCUPATIONS);
    const YEAR: Part = one(&[Tag::Year]);
    const RIGHT_KIND: Part = one(&[Tag::RightKind]);
    const WHICH: Part = perhaps(&[Tag::TrainingId]);
    const VERSION: Part = perhaps(&[Tag::TrainingVersionNbr]);
    match kind {
        Kind::EmployeeDeclaration => {
            layout![one(&[Tag::NaturalPerson]), START, END, OCCUPATIONS]
        }
        Kind::OccupationChange => layout![WHO, START, END, OCCUPATIONS],
        Kind::PersonChange => layout![WHO, one(&[Tag::NaturalPerson])],
        Kind::EmploymentEnd => layout![WHO, one(&[Tag::EndingDate]), one(&[Tag::EndCause])],
        Kind::EmployeeWithdrawal => layout![WHO],
        Kind::TrainingRightDeclaration => {
            layout![YEAR, RIGHT_KIND, one(&[Tag::Minutes]), PEOPLE]
        }
        Kind::TrainingRightWithdrawal => layout![YEAR, RIGHT_KIND, PEOPLE],
        Kind::RightVerification => layout![YEAR, PEOPLE],
        Kind::TrainingDeclaration => {
            layout![WHICH, VERSION, one(&[Tag::Training]), any(&[Tag::Participant], Limits::PEOPLE),]
        }
        Kind::TrainingCompletion => layout![WHICH, VERSION, perhaps(&[Tag::Absent])],
        Kind::TrainingWithdrawal => {
            layout![WHICH, VERSION, any(&[Tag::NaturalPersonId], Limits::PEOPLE)]
        }
    }
}

/// What to do with a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It stands where it may; its number where there may be several, else 0.
    Read(u32),
    /// It stands behind what it should stand before.
    Late(u32),
    /// There is one already.
    Twice,
    /// There are as many as there may be; how many that is, the first time.
    Over(Option<usize>),
    /// It may not stand here at all.
    Unknown,
}

/// How far the children of an element are read.
pub(super) struct Order {
    layout: Layout,
    at: usize,
    count: u32,
    seen: u32,
    over: bool,
}

impl Order {
    pub(super) const fn new(layout: Layout) -> Self {
        Self { layout, at: 0, count: 0, seen: 0, over: false }
    }

    /// Takes the next child.
    pub(super) fn step(&mut self, tag: Tag) -> Step {
        let fits = |part: &Part| part.tags.contains(&tag);
        let Some(n) = self.layout.parts[self.at..].iter().position(fits).map(|n| n + self.at)
        else {
            return self.backwards(tag);
        };
        let part = &self.layout.parts[n];
        if n > self.at {
            (self.at, self.count) = (n, 0);
        }
        if usize::try_from(self.count).is_ok_and(|count| count >= part.most) {
            return match (part.most, part.tags.len()) {
                (1, 1) => Step::Twice,
                (1, _) => Step::Unknown,
                (most, _) => Step::Over((!std::mem::replace(&mut self.over, true)).then_some(most)),
            };
        }
        self.seen |= 1 << n;
        self.count += 1;
        Step::Read(if part.most > 1 { self.count } else { 0 })
    }

    fn backwards(&mut self, tag: Tag) -> Step {
        let Some(n) = self.layout.parts[..self.at].iter().position(|p| p.tags.contains(&tag))
        else {
            return Step::Unknown;
        };
        if self.seen & (1 << n) != 0 && self.layout.parts[n].most == 1 {
            return Step::Twice;
        }
        self.seen |= 1 << n;
        Step::Late(0)
    }

    /// Whether an element was there.
    pub(super) fn has(&self, tag: Tag) -> bool {
        let mut parts = self.layout.parts.iter().enumerate();
        parts.any(|(n, part)| self.seen & (1 << n) != 0 && part.tags.contains(&tag))
    }

    /// Whether nothing is missing.
    pub(super) const fn is_whole(&self) -> bool {
        self.seen & self.layout.needed == self.layout.needed
    }

    /// What must be there and is not, among the first so many parts.
    pub(super) fn missing(&self, among: usize) -> impl Iterator<Item = &'static [Tag]> {
        let (seen, parts) = (self.seen, self.layout.parts.iter().take(among).enumerate());
        parts.filter(move |(n, p)| p.needed && seen & (1 << n) == 0).map(|(_, part)| part.tags)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_kept() {
        let mut order = Order::new(PARTICIPANT);
        assert_eq!(order.step(Tag::ParticipationStatus), Step::Read(0));
        assert_eq!(order.step(Tag::ParticipationStatus), Step::Twice);
        assert_eq!(order.step(Tag::YearPart), Step::Read(1));
        assert_eq!(order.step(Tag::YearPart), Step::Read(2));
        assert_eq!(order.step(Tag::Certificate), Step::Late(0));
        assert_eq!(order.step(Tag::Certificate), Step::Twice);
        assert_eq!(order.step(Tag::Title), Step::Unknown);
        assert_eq!(order.missing(8).next(), Some(&[Tag::NaturalPersonId][..]));
        assert!(order.has(Tag::Certificate) && !order.has(Tag::Minutes));
        let mut order = Order::new(PERSON_ID);
        assert_eq!(order.step(Tag::Inss), Step::Read(0));
        assert_eq!(order.step(Tag::EmployeeId), Step::Unknown);
        let mut order = Order::new(YEAR_PART);
        order.step(Tag::Year);
        assert_eq!(order.missing(2).count(), 1);
    }

    #[test]
    fn kinds_and_elements_agree() {
        for kind in Kind::ALL {
            assert_eq!(kind_of(tag_of(*kind)), Some(*kind));
            assert_eq!(format!("{kind:?}"), kind.element());
            assert!(!kind.statuses().is_empty());
        }
        assert_eq!(kind_of(Tag::Training), None);
        assert_eq!(FORM.parts[EMPLOYER].tags, EMPLOYER_ID_ELEMENT);
    }

    const EMPLOYER_ID_ELEMENT: &[Tag] = &[Tag::EmployerId];
}
