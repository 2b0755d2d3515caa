//! What can be wrong with a form although each of its values can be read: rules that the schema
//! cannot say and that need no register. What passes is what the form asks for.

use std::collections::BTreeSet;
use std::io::Read;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::bounds;
use fla_domain::quantity::Minutes;
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use jiff::civil::Date;

use super::code::Code;
use super::content::Content;
use super::draft::{Draft, PartDraft, PersonDraft, Said, TrainingDraft};
use super::places::Spot;
use super::{
    AttestationStatus, Body, Kind, Occupation, Participant, Person, PersonId, Ticket, TrainingRef,
};
use crate::reason::Reason;
use crate::tag::Tag;

/// What a form says before its block.
pub(super) struct Frame<'f> {
    pub(super) status: AttestationStatus,
    pub(super) ticket: Option<Ticket>,
    pub(super) reason: Option<&'f str>,
    pub(super) today: Date,
}

impl<R: Read> Content<'_, R> {
    /// What the block of a form asks for, where nothing was found wrong with it.
    pub(super) fn body(
        &mut self,
        frame: &Frame<'_>,
        kind: Kind,
        draft: Draft,
        block: Spot,
    ) -> Option<Body> {
        self.check_frame(frame, kind, block);
        self.check_who(&draft.people);
        let body = match kind {
            Kind::EmployeeDeclaration | Kind::OccupationChange | Kind::PersonChange => {
                self.of_person(frame, kind, draft)
            }
            Kind::EmploymentEnd => {
                let spot = self.places.child(Tag::EndingDate, block).unwrap_or(block);
                let late = draft.end.and_then(|end| bounds::last_day(end, "end"));
                self.fault_if(late, spot);
                one(draft.people)
                    .zip(draft.end)
                    .zip(draft.cause)
                    .map(|((who, end), cause)| Body::EndService { who, end, cause })
            }
            Kind::EmployeeWithdrawal => one(draft.people).map(|who| Body::RemoveEmployee { who }),
            Kind::TrainingRightDeclaration
            | Kind::TrainingRightWithdrawal
            | Kind::RightVerification => of_rights(kind, draft),
            Kind::TrainingDeclaration => self.declared(frame, draft, block),
            Kind::TrainingCompletion | Kind::TrainingWithdrawal => {
                let training = self.which(frame, draft.which, block);
                let (version, people) = (draft.version, all(draft.people));
                training.zip(people).map(|(training, people)| match kind {
                    Kind::TrainingCompletion => {
                        Body::CompleteTraining { training, version, absent: people }
                    }
                    _ => Body::WithdrawTraining { training, version, people },
                })
            }
        };
        body.filter(|_| self.found.is_empty())
    }

    /// The status, the ticket and the reason.
    fn check_frame(&mut self, frame: &Frame<'_>, kind: Kind, block: Spot) {
        if !kind.statuses().contains(&frame.status) {
            let expected: Vec<&str> = kind.statuses().iter().map(|s| s.digit()).collect();
            let anomaly = Reason::Status.anomaly().with("value", frame.status.digit());
            self.fault_at(anomaly.with("expected", expected.join(" ")), block);
        } else if frame.ticket.is_some() && frame.status == AttestationStatus::Original {
            let spot = self.places.first(Tag::Reference, Some(2), Spot::FORM);
            let anomaly = Anomaly::new(Zone::Ticket, Fault::NotApplicable);
            self.fault_at(anomaly, spot.unwrap_or(Spot::FORM));
        }
        let said = self.places.child(Tag::Motivation, Spot::FORM).is_some();
        if kind.needs_reason() && frame.reason.is_none() && !said {
            self.fault_at(Anomaly::new(Zone::Reason, Fault::Missing), Spot::FORM);
        }
    }

    /// Nobody is named twice.
    fn check_who(&mut self, people: &[(Option<PersonId>, Spot)]) {
        if people.len() < 2 {
            return;
        }
        let mut named = BTreeSet::new();
        for (who, spot) in people {
            if who.as_ref().is_some_and(|who| !named.insert(who)) {
                self.fault_at(Anomaly::new(Zone::Participants, Fault::Duplicate), *spot);
            }
        }
    }

    fn of_person(&mut self, frame: &Frame<'_>, kind: Kind, draft: Draft) -> Option<Body> {
        let (from, to) = (draft.start, draft.end);
        if kind != Kind::PersonChange {
            self.check_period(from, to, frame.today);
        }
        for (occupation, spot) in &draft.occupations {
            let committee = occupation.as_ref().map(|o| &o.joint_committee);
            let unknown = committee.and_then(|c| bounds::joint_committee(c, ""));
            let spot = self.places.child(Tag::JointCommissionNbr, *spot).unwrap_or(*spot);
            self.fault_if(unknown, spot);
        }
        let mut person = draft.person;
        if let Some(person) = &person {
            self.check_person(person, kind, frame.today);
        }
        let reference = person.as_mut().and_then(|person| person.reference.take());
        let person = person.and_then(PersonDraft::person);
        let occupations: Option<Vec<Occupation>> =
            draft.occupations.into_iter().map(|(occupation, _)| occupation).collect();
        Some(match kind {
            Kind::EmployeeDeclaration => Body::AddEmployee {
                person: person?,
                reference,
                from: from?,
                to,
                occupations: occupations?,
            },
            Kind::OccupationChange => Body::ChangeOccupations {
                who: one(draft.people)?,
                from: from?,
                to,
                occupations: occupations?,
            },
            _ => Body::ChangePerson { who: one(draft.people)?, person: person? },
        })
    }

    fn check_period(&mut self, from: Option<Date>, to: Option<Date>, today: Date) {
        let start = self.places.first(Tag::StartingDate, None, Spot::FORM).unwrap_or_default();
        let end = self.places.first(Tag::EndingDate, None, Spot::FORM).unwrap_or_default();
        let early = from.and_then(|from| bounds::first_day(from, today, ""));
        self.fault_if(early, start);
        let late = to.and_then(|to| bounds::last_day(to, ""));
        self.fault_if(late, end);
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.fault_at(Anomaly::new(Zone::EndDate, Fault::EndBeforeStart), end);
        }
    }

    fn check_person(&mut self, person: &PersonDraft, kind: Kind, today: Date) {
        let place = |c: &Self, tag| c.places.child(tag, person.spot).unwrap_or(person.spot);
        if kind == Kind::PersonChange && person.reference.is_some() {
            let spot = place(self, Tag::EmployeeUserReference);
            self.fault_at(Reason::NotWithStatus.anomaly(), spot);
        }
        if let Some(anomaly) = person.birth_date.and_then(|day| bounds::birth_date(day, today)) {
            let spot = place(self, Tag::WorkerBirthdate);
            self.fault_at(anomaly, spot);
        }
        if person.email.as_deref().is_some_and(|email| !bounds::looks_like_email(email)) {
            let spot = place(self, Tag::EmailAddress);
            self.fault_at(Anomaly::new(Zone::Email, Fault::Invalid), spot);
        }
    }

    /// A training that is registered or corrected.
    fn declared(&mut self, frame: &Frame<'_>, draft: Draft, block: Spot) -> Option<Body> {
        let original = frame.status == AttestationStatus::Original;
        let training = if original {
            self.check_new(&draft, block);
            None
        } else {
            self.which(frame, draft.which, block)
        };
        let mut declared = draft.training?;
        if let (false, Some(_)) = (original, &declared.reference) {
            let spot = self.places.child(Tag::TrainingUserReference, declared.spot);
            self.fault_at(Reason::NotWithStatus.anomaly(), spot.unwrap_or(declared.spot));
        }
        let dates = declared.start.zip(declared.end).filter(|(start, end)| start <= end);
        let reference = declared.reference.take();
        let (minutes, spot) = (declared.minutes, declared.spot);
        let details = if declared.is_whole() {
            declared.details()
        } else {
            self.check_part_of(&declared);
            None
        };
        if let Some(details) = &details {
            for anomaly in details.check() {
                self.training_fault(anomaly, spot);
            }
        }
        let unreadable = placeholder(minutes);
        let of = details.as_ref().unwrap_or(&unreadable);
        let mut participants = Vec::with_capacity(draft.participants.len());
        let mut people = Vec::with_capacity(draft.participants.len());
        for mut part in draft.participants {
            people.push((part.who.take(), part.who_at));
            participants.push((part.reference.take(), self.part(&part, of, dates, frame.today)));
        }
        self.check_who(&people);
        let participants = people.into_iter().zip(participants).map(|((who, _), part)| {
            let (reference, details) = part;
            Some(Participant { who: who?, reference, details })
        });
        let participants: Vec<Participant> = participants.collect::<Option<_>>()?;
        let details = details?;
        Some(if original {
            Body::RegisterTraining { reference, details, participants }
        } else {
            let (training, version) = (training?, draft.version);
            Body::CorrectTraining { training, version, details, participants }
        })
    }

    /// What a training must not say, and must, when it is new.
    fn check_new(&mut self, draft: &Draft, block: Spot) {
        for tag in [Tag::TrainingId, Tag::TrainingVersionNbr] {
            if let Some(spot) = self.places.child(tag, block) {
                self.fault_at(Reason::NotWithStatus.anomaly(), spot);
            }
        }
        if draft.participants.is_empty() && self.places.child(Tag::Participant, block).is_none() {
            self.fault_at(Anomaly::new(Zone::Participants, Fault::Missing), block);
        }
    }

    /// The training that is meant, named in exactly one way.
    fn which(
        &mut self,
        frame: &Frame<'_>,
        named: Option<TrainingRef>,
        block: Spot,
    ) -> Option<TrainingRef> {
        let spot = self.places.child(Tag::TrainingId, block);
        match (frame.ticket, spot) {
            (Some(ticket), None) => Some(TrainingRef::Ticket(ticket)),
            (None, Some(_)) => named,
            (Some(_), Some(spot)) => {
                self.fault_at(Anomaly::new(Zone::Training, Fault::Duplicate), spot);
                None
            }
            (None, None) => {
                self.fault_at(Anomaly::new(Zone::Training, Fault::Missing), block);
                None
            }
        }
    }

    /// How the fields of a training fit together of which some could not be read: what is wrong
    /// with those was said already.
    fn check_part_of(&mut self, training: &TrainingDraft) {
        let TrainingDraft { start, end, minutes, spot, .. } = training;
        let day = start.or(*end).unwrap_or(Date::constant(2026, 1, 1));
        let details = TrainingDetails {
            start: start.unwrap_or(day),
            end: end.unwrap_or(day),
            ..placeholder(*minutes)
        };
        for anomaly in details.check() {
            let read = match anomaly.path.as_str() {
                "start" => start.is_some(),
                "end" => start.is_some() && end.is_some(),
                "duration" => start.is_some() && end.is_some() && minutes.is_some(),
                _ => false,
            };
            if read {
                self.training_fault(anomaly, *spot);
            }
        }
    }

    fn training_fault(&mut self, anomaly: Anomaly, training: Spot) {
        let tag = match anomaly.path.as_str() {
            "title" => Tag::Title,
            "start" => Tag::StartingDate,
            "end" => Tag::EndingDate,
            _ => Tag::Minutes,
        };
        let at = self.places.child(tag, training).unwrap_or(training);
        self.fault_at(anomaly, at);
    }

    /// How a participation stands, as far as it can be read, checked against the training.
    fn part(
        &mut self,
        part: &PartDraft,
        of: &TrainingDetails,
        dates: Option<(Date, Date)>,
        today: Date,
    ) -> PartDetails {
        let details = PartDetails {
            status: said(part.status, Status::Completed),
            minutes: said(part.minutes, of.minutes),
            not_counting: said(part.not_counting, of.not_counting),
            certificate: said(part.certificate, false),
            valid_until: match part.valid_until {
                Said::This(day) => Some(day),
                Said::Nothing | Said::Unreadable => None,
            },
            split: part.split.clone(),
            copy: None,
        };
        let Some((start, end)) = dates else { return details };
        let minutes_read = match part.minutes {
            Said::This(_) => true,
            Said::Nothing => of.minutes.0 > 0,
            Said::Unreadable => false,
        };
        for anomaly in details.check(start, end, today) {
            let (tag, readable) = match anomaly.path.as_str() {
                "status" => (Tag::ParticipationStatus, !matches!(part.status, Said::Unreadable)),
                // What is wrong with the training's own minutes is the training's fault.
                "minutes" => (Tag::Minutes, matches!(part.minutes, Said::This(_))),
                "validUntil" => (Tag::ValidUntil, !matches!(part.certificate, Said::Unreadable)),
                _ => (Tag::YearPart, minutes_read && !part.split_unreadable),
            };
            if !readable {
                continue;
            }
            let at = self.places.child(tag, part.spot).unwrap_or(part.spot);
            self.fault_at(anomaly, at);
        }
        details
    }
}

/// A training of which only the duration is known.
fn placeholder(minutes: Option<Minutes>) -> TrainingDetails {
    let day = Date::constant(2026, 1, 1);
    TrainingDetails {
        title: String::new(),
        start: day,
        end: day,
        minutes: minutes.unwrap_or_default(),
        kind: None,
        provider: None,
        place: None,
        nature: None,
        funding: None,
        cla_number: None,
        field: None,
        not_counting: None,
    }
}

fn said<T>(said: Said<T>, or: T) -> T {
    match said {
        Said::This(value) => value,
        Said::Nothing | Said::Unreadable => or,
    }
}

/// The only person named.
fn one(people: Vec<(Option<PersonId>, Spot)>) -> Option<PersonId> {
    people.into_iter().next().and_then(|(who, _)| who)
}

/// Everybody named.
fn all(people: Vec<(Option<PersonId>, Spot)>) -> Option<Vec<PersonId>> {
    people.into_iter().map(|(who, _)| who).collect()
}

fn of_rights(kind: Kind, draft: Draft) -> Option<Body> {
    let (people, year) = (all(draft.people)?, draft.year?);
    Some(match kind {
        Kind::RightVerification => Body::VerifyRights { people, year },
        Kind::TrainingRightWithdrawal => {
            Body::WithdrawRight { people, year, kind: draft.right_kind? }
        }
        _ => Body::SetRight { people, year, kind: draft.right_kind?, minutes: draft.minutes? },
    })
}

impl PersonDraft {
    fn person(self) -> Option<Person> {
        Some(Person {
            ssin: self.ssin?,
            family_name: self.family_name?,
            given_name: self.given_name?,
            birth_date: self.birth_date,
            birth_place: self.birth_place,
            gender: self.gender,
            address: self.address,
            language: self.language,
            email: self.email,
            team: self.team,
        })
    }
}

impl TrainingDraft {
    /// Whether all that must be there could be read.
    const fn is_whole(&self) -> bool {
        self.title.is_some() && self.start.is_some() && self.end.is_some() && self.minutes.is_some()
    }

    fn details(self) -> Option<TrainingDetails> {
        Some(TrainingDetails {
            title: self.title?,
            start: self.start?,
            end: self.end?,
            minutes: self.minutes?,
            kind: self.kind,
            provider: self.provider,
            place: self.place,
            nature: self.nature,
            funding: self.funding,
            cla_number: self.cla_number,
            field: self.field,
            not_counting: self.not_counting,
        })
    }
}
