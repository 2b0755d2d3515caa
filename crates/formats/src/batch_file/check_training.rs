//! What can be wrong with a training that is registered or corrected, and with its participants.

use std::io::Read;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::quantity::Minutes;
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use jiff::civil::Date;

use super::check::Frame;
use super::content::Content;
use super::draft::{Draft, PartDraft, Said, TrainingDraft};
use super::places::Spot;
use super::{AttestationStatus, Body, Participant, TrainingRef};
use crate::reason::Reason;
use crate::tag::Tag;

impl<R: Read> Content<'_, R> {
    /// A training that is registered or corrected.
    pub(super) fn declared(
        &mut self,
        frame: &Frame<'_>,
        draft: Draft,
        block: Spot,
    ) -> Option<Body> {
        let original = frame.status == AttestationStatus::Original;
        let mut held = None;
        let training = if original {
            self.check_new(&draft, block);
            if let Some(TrainingRef::Id(id)) = draft.which {
                held = Some(id);
            }
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
            Body::RegisterTraining { id: held, reference, details, participants }
        } else {
            let (training, version) = (training?, draft.version);
            Body::CorrectTraining { training, version, details, participants }
        })
    }

    /// What a training must not say, and must, when it is new. Only its id may be said beside: the
    /// one under which the register that wrote the file holds it.
    fn check_new(&mut self, draft: &Draft, block: Spot) {
        let called = matches!(draft.which, Some(TrainingRef::Reference(_)));
        for (tag, wrong) in [(Tag::TrainingId, called), (Tag::TrainingVersionNbr, true)] {
            if let Some(spot) = self.places.child(tag, block).filter(|_| wrong) {
                self.fault_at(Reason::NotWithStatus.anomaly(), spot);
            }
        }
        if draft.participants.is_empty() && self.places.child(Tag::Participant, block).is_none() {
            self.fault_at(Anomaly::new(Zone::Participants, Fault::Missing), block);
        }
    }

    /// The training that is meant, named in exactly one way.
    pub(super) fn which(
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
