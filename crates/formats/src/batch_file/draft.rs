//! What the block of a form says, read element by element.

use std::io::Read;

use fla_domain::anomaly::{Anomaly, Zone};
use fla_domain::identifier::{JointCommittee, Ssin};
use fla_domain::isced::FieldOfEducation;
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::reference::Reference;
use fla_domain::right::RightKind;
use fla_domain::time::Year;
use fla_domain::training::{
    NotCounting, Status, TEXT_LENGTH, TITLE_LENGTH, TrainingKind, YearPart,
};
use jiff::civil::Date;

use super::content::{Content, Inside, Leaf};
use super::places::Spot;
use super::value;
use super::{Gender, Kind, Limits, Occupation, PersonId, TrainingRef, layout};
use crate::field;
use crate::tag::Tag;

/// What a block says so far; what is not given or could not be read is `None`.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) person: Option<PersonDraft>,
    /// Whom it is about.
    pub(super) people: Vec<(Option<PersonId>, Spot)>,
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
    pub(super) occupations: Vec<(Option<Occupation>, Spot)>,
    pub(super) cause: Option<EndCause>,
    pub(super) year: Option<Year>,
    pub(super) right_kind: Option<RightKind>,
    pub(super) minutes: Option<Minutes>,
    pub(super) which: Option<TrainingRef>,
    pub(super) version: Option<i64>,
    pub(super) training: Option<TrainingDraft>,
    pub(super) participants: Vec<PartDraft>,
}

#[derive(Default)]
pub(super) struct PersonDraft {
    pub(super) spot: Spot,
    pub(super) ssin: Option<Ssin>,
    pub(super) reference: Option<Reference>,
    pub(super) family_name: Option<String>,
    pub(super) given_name: Option<String>,
    pub(super) birth_date: Option<Date>,
    pub(super) birth_place: Option<String>,
    pub(super) gender: Option<Gender>,
    pub(super) address: Option<String>,
    pub(super) language: Option<Language>,
    pub(super) email: Option<String>,
    pub(super) team: Option<String>,
}

#[derive(Default)]
pub(super) struct TrainingDraft {
    pub(super) spot: Spot,
    pub(super) reference: Option<Reference>,
    pub(super) title: Option<String>,
    pub(super) start: Option<Date>,
    /// `None` where it could not be read; that of the start where it is not given.
    pub(super) end: Option<Date>,
    pub(super) minutes: Option<Minutes>,
    pub(super) kind: Option<TrainingKind>,
    pub(super) provider: Option<String>,
    pub(super) place: Option<String>,
    pub(super) nature: Option<String>,
    pub(super) funding: Option<String>,
    pub(super) cla_number: Option<String>,
    pub(super) field: Option<FieldOfEducation>,
    pub(super) not_counting: Option<NotCounting>,
}

/// A value that may be left out.
#[derive(Clone, Copy, Default)]
pub(super) enum Said<T> {
    /// Not given.
    #[default]
    Nothing,
    /// Given, but not readable.
    Unreadable,
    /// Given.
    This(T),
}

impl<T> From<Option<T>> for Said<T> {
    fn from(read: Option<T>) -> Self {
        read.map_or(Self::Unreadable, Self::This)
    }
}

#[derive(Default)]
pub(super) struct PartDraft {
    pub(super) spot: Spot,
    pub(super) who: Option<PersonId>,
    pub(super) who_at: Spot,
    pub(super) reference: Option<Reference>,
    pub(super) status: Said<Status>,
    pub(super) minutes: Said<Minutes>,
    pub(super) not_counting: Said<Option<NotCounting>>,
    pub(super) certificate: Said<bool>,
    pub(super) valid_until: Said<Date>,
    pub(super) split: Vec<YearPart>,
    /// A part of the division could not be read.
    pub(super) split_unreadable: bool,
}

type Outcome<T> = Result<T, Anomaly>;

/// Bounds of calendar years, as in the schema.
pub(super) const YEARS: (i64, i64) = (1990, 2100);
/// Bounds of durations, as in the schema.
const MINUTES: (i64, i64) = (0, 9_999_999);

impl<R: Read> Content<'_, R> {
    /// Reads the block that just began.
    pub(super) fn block(&mut self, kind: Kind) -> Outcome<(Draft, Spot)> {
        let mut draft = Draft::default();
        let tag = layout::tag_of(kind);
        let mut inside = self.enter(tag, 0, Spot::FORM, layout::block(kind));
        while let Some((tag, number)) = self.next(&mut inside)? {
            self.in_block(kind, &mut draft, Leaf { tag, parent: inside.spot }, number)?;
        }
        Ok((draft, inside.spot))
    }

    fn in_block(&mut self, kind: Kind, draft: &mut Draft, leaf: Leaf, number: u32) -> Outcome<()> {
        match leaf.tag {
            Tag::NaturalPerson => draft.person = Some(self.person(leaf.parent)?),
            Tag::NaturalPersonId => {
                let person = self.person_id(leaf.parent, number)?;
                draft.people.push(person);
            }
            Tag::StartingDate => draft.start = self.date(leaf)?,
            Tag::EndingDate => draft.end = self.date(leaf)?,
            Tag::Occupation => {
                let occupation = self.occupation(leaf.parent, number)?;
                draft.occupations.push(occupation);
            }
            Tag::EndCause => draft.cause = self.value(leaf, |t| value::code(t, Zone::EndCause))?,
            Tag::Year => draft.year = self.year(leaf, Zone::Year, (2022, 2100))?,
            Tag::RightKind => {
                draft.right_kind = self.value(leaf, |t| value::code(t, Zone::RightKind))?;
            }
            Tag::Minutes => draft.minutes = self.minutes(leaf, Zone::Minutes, (0, 525_600))?,
            Tag::TrainingId => draft.which = self.training_id(leaf.parent)?,
            Tag::TrainingVersionNbr => {
                let version = |t: &str| value::whole(t, Zone::Version, 9, (1, 999_999_999));
                draft.version = self.value(leaf, version)?;
            }
            Tag::Training => draft.training = Some(self.training(leaf.parent)?),
            Tag::Participant => {
                let participant = self.participant(leaf.parent, number)?;
                draft.participants.push(participant);
            }
            Tag::Absent => {
                let mut absent = self.enter(Tag::Absent, 0, leaf.parent, layout::ABSENT);
                while let Some((_, number)) = self.next(&mut absent)? {
                    let person = self.person_id(absent.spot, number)?;
                    draft.people.push(person);
                }
            }
            _ => unreachable!("{} has no such element", kind.element()),
        }
        Ok(())
    }

    fn person_id(&mut self, parent: Spot, number: u32) -> Outcome<(Option<PersonId>, Spot)> {
        let mut inside = self.enter(Tag::NaturalPersonId, number, parent, layout::PERSON_ID);
        let mut person = None;
        while let Some((tag, _)) = self.next(&mut inside)? {
            let leaf = Leaf { tag, parent: inside.spot };
            person = match tag {
                Tag::Inss => self.value(leaf, field::ssin)?.map(PersonId::Ssin),
                Tag::EmployeeUserReference => {
                    self.whole_value(leaf, value::reference)?.map(PersonId::Reference)
                }
                _ => self.value(leaf, |t| value::id(t, Zone::Employee))?.map(PersonId::Id),
            };
        }
        Ok((person, inside.spot))
    }

    fn training_id(&mut self, parent: Spot) -> Outcome<Option<TrainingRef>> {
        let mut inside = self.enter(Tag::TrainingId, 0, parent, layout::TRAINING_ID);
        let mut which = None;
        while let Some((tag, _)) = self.next(&mut inside)? {
            let leaf = Leaf { tag, parent: inside.spot };
            which = if tag == Tag::TrainingUserReference {
                self.whole_value(leaf, value::reference)?.map(TrainingRef::Reference)
            } else {
                self.value(leaf, |t| value::id(t, Zone::Training))?.map(TrainingRef::Id)
            };
        }
        Ok(which)
    }

    fn occupation(&mut self, parent: Spot, number: u32) -> Outcome<(Option<Occupation>, Spot)> {
        let mut inside = self.enter(Tag::Occupation, number, parent, layout::OCCUPATION);
        let (mut joint_committee, mut s, mut q) = (None::<JointCommittee>, None, None);
        while let Some((tag, _)) = self.next(&mut inside)? {
            let leaf = Leaf { tag, parent: inside.spot };
            let hours = |least| move |t: &str| value::whole(t, tag.zone(), 4, (least, 9999));
            match tag {
                Tag::JointCommissionNbr => {
                    joint_committee = self.value(leaf, field::joint_committee)?;
                }
                Tag::RefMeanWorkingHours => s = self.value(leaf, hours(1))?,
                _ => q = self.value(leaf, hours(0))?,
            }
        }
        let hours = |h: Option<i64>| h.and_then(|h| u32::try_from(h).ok());
        let fraction = hours(q).zip(hours(s)).and_then(|(q, s)| Fraction::new(q, s).ok());
        let occupation = joint_committee.zip(fraction);
        let occupation =
            occupation.map(|(joint_committee, fraction)| Occupation { joint_committee, fraction });
        Ok((occupation, inside.spot))
    }

    fn person(&mut self, parent: Spot) -> Outcome<PersonDraft> {
        let mut inside = self.enter(Tag::NaturalPerson, 0, parent, layout::PERSON);
        let mut person = PersonDraft { spot: inside.spot, ..PersonDraft::default() };
        let most = Limits::PERSON_TEXT;
        while let Some((tag, _)) = self.next(&mut inside)? {
            let leaf = Leaf { tag, parent: inside.spot };
            match tag {
                Tag::Inss => person.ssin = self.value(leaf, field::ssin)?,
                Tag::EmployeeUserReference => {
                    person.reference = self.whole_value(leaf, value::reference)?;
                }
                Tag::WorkerName => person.family_name = self.text(leaf, Limits::NAME)?,
                Tag::WorkerFirstName => person.given_name = self.text(leaf, Limits::NAME)?,
                Tag::WorkerBirthdate => {
                    person.birth_date = self.value(leaf, value::birth_date)?.flatten();
                }
                Tag::WorkerBirthplace => person.birth_place = self.text(leaf, most)?,
                Tag::WorkerSex => {
                    person.gender = self.value(leaf, |t| value::code(t, Zone::Element))?;
                }
                Tag::Address => person.address = self.text(leaf, most)?,
                Tag::OfficialLanguage => {
                    person.language = self.value(leaf, |t| value::code(t, Zone::Language))?;
                }
                Tag::EmailAddress => person.email = self.text(leaf, Limits::EMAIL)?,
                _ => person.team = self.text(leaf, most)?,
            }
        }
        Ok(person)
    }

    fn training(&mut self, parent: Spot) -> Outcome<TrainingDraft> {
        let mut inside = self.enter(Tag::Training, 0, parent, layout::TRAINING);
        let mut training = TrainingDraft { spot: inside.spot, ..TrainingDraft::default() };
        while let Some((tag, _)) = self.next(&mut inside)? {
            self.in_training(&mut training, Leaf { tag, parent: inside.spot })?;
        }
        if !inside.order.has(Tag::EndingDate) {
            training.end = training.start;
        }
        Ok(training)
    }

    fn in_training(&mut self, training: &mut TrainingDraft, leaf: Leaf) -> Outcome<()> {
        match leaf.tag {
            Tag::TrainingUserReference => {
                training.reference = self.whole_value(leaf, value::reference)?;
            }
            Tag::Title => training.title = self.text(leaf, TITLE_LENGTH)?,
            Tag::StartingDate => training.start = self.date(leaf)?,
            Tag::EndingDate => training.end = self.date(leaf)?,
            Tag::Minutes => training.minutes = self.minutes(leaf, Zone::Duration, MINUTES)?,
            Tag::TrainingKind => {
                training.kind = self.value(leaf, |t| value::code(t, Zone::TrainingKind))?;
            }
            Tag::ProviderName => training.provider = self.text(leaf, TEXT_LENGTH)?,
            Tag::Place => training.place = self.text(leaf, TEXT_LENGTH)?,
            Tag::Nature => training.nature = self.text(leaf, TEXT_LENGTH)?,
            Tag::Funding => training.funding = self.text(leaf, TEXT_LENGTH)?,
            Tag::ClaNbr => training.cla_number = self.text(leaf, TEXT_LENGTH)?,
            Tag::FieldOfEducation => {
                training.field = self.value(leaf, value::field_of_education)?;
            }
            _ => {
                let why = |t: &str| value::code(t, Zone::Element);
                training.not_counting = self.value(leaf, why)?;
            }
        }
        Ok(())
    }

    fn participant(&mut self, parent: Spot, number: u32) -> Outcome<PartDraft> {
        let mut inside = self.enter(Tag::Participant, number, parent, layout::PARTICIPANT);
        let mut part = PartDraft { spot: inside.spot, ..PartDraft::default() };
        while let Some((tag, number)) = self.next(&mut inside)? {
            let leaf = Leaf { tag, parent: inside.spot };
            match tag {
                Tag::NaturalPersonId => {
                    (part.who, part.who_at) = self.person_id(inside.spot, 0)?;
                }
                Tag::ParticipantUserReference => {
                    part.reference = self.whole_value(leaf, value::reference)?;
                }
                Tag::ParticipationStatus => {
                    part.status = self.value(leaf, |t| value::code(t, Zone::Status))?.into();
                }
                Tag::Minutes => part.minutes = self.minutes(leaf, Zone::Duration, MINUTES)?.into(),
                Tag::NotCountingReason => {
                    part.not_counting = self.value(leaf, value::not_counting)?.into();
                }
                Tag::Certificate => {
                    part.certificate = self.value(leaf, |t| value::code(t, Zone::Element))?.into();
                }
                Tag::ValidUntil => part.valid_until = self.date(leaf)?.into(),
                _ => match self.year_part(&inside, number)? {
                    Some(year_part) => part.split.push(year_part),
                    None => part.split_unreadable = true,
                },
            }
        }
        Ok(part)
    }

    fn year_part(&mut self, participant: &Inside, number: u32) -> Outcome<Option<YearPart>> {
        let mut inside = self.enter(Tag::YearPart, number, participant.spot, layout::YEAR_PART);
        let (mut year, mut minutes) = (None, None);
        while let Some((tag, _)) = self.next(&mut inside)? {
            let leaf = Leaf { tag, parent: inside.spot };
            if tag == Tag::Year {
                year = self.year(leaf, Zone::Split, YEARS)?;
            } else {
                minutes = self.minutes(leaf, Zone::Split, MINUTES)?;
            }
        }
        Ok(year.zip(minutes).map(|(year, minutes)| YearPart { year, minutes }))
    }

    fn text(&mut self, leaf: Leaf, most: usize) -> Outcome<Option<String>> {
        self.whole_value(leaf, |whole| value::text(whole, leaf.tag.zone(), most))
    }

    fn date(&mut self, leaf: Leaf) -> Outcome<Option<Date>> {
        self.value(leaf, |t| field::date(t, leaf.tag.zone()))
    }

    fn year(&mut self, leaf: Leaf, zone: Zone, bounds: (i64, i64)) -> Outcome<Option<Year>> {
        let year = self.value(leaf, |t| value::whole(t, zone, 4, bounds))?;
        Ok(year.and_then(|year| Year::try_from(year).ok()))
    }

    fn minutes(&mut self, leaf: Leaf, zone: Zone, bounds: (i64, i64)) -> Outcome<Option<Minutes>> {
        Ok(self.value(leaf, |t| value::whole(t, zone, 7, bounds))?.map(Minutes))
    }
}
