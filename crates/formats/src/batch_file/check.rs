//! What can be wrong with a form although each of its values can be read: rules that the schema
//! cannot say and that need no register. What passes is what the form asks for.

use std::collections::BTreeSet;
use std::io::Read;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::bounds;
use jiff::civil::Date;

use super::code::Code;
use super::content::Content;
use super::draft::{Draft, PersonDraft};
use super::places::Spot;
use super::{AttestationStatus, Body, Kind, Occupation, Person, PersonId, Ticket};
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
    pub(super) fn check_who(&mut self, people: &[(Option<PersonId>, Spot)]) {
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
