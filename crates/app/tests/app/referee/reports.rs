//! Reports of a training provider: what the school and each employer find in their logs, and what an
//! employer makes of them.

use fla_app::{NewParticipant, NewReport, Refused};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, ReportId, ReportPartId, TrainingId};
use fla_formats::synthetic;
use jiff::civil::date;

use super::cast::{ANSWER, Org, Part, REPORT};
use super::line::{Line, sorted};
use super::play::Outcome::{self, Done, Invalid};
use super::play::Play;
use super::stage::number;
use super::things::{Kind, Person, Thing};
use crate::support::training;

/// More open reports than this are not waited for.
const WAITING: usize = 20;

impl Play {
    /// A person of the bakery, one of the garage, and one who works in neither.
    fn participants(&mut self) -> Vec<(Org, Ssin, Option<EmployeeId>)> {
        let mut found = Vec::new();
        for org in [Org::Bakery, Org::Garage] {
            let of = |p: &&Person| p.org == org && !p.is_added();
            let all: Vec<_> = self.things.people.iter().filter(of).collect();
            let one = all[self.dice.below(all.len())];
            found.push((org, synthetic::ssin(one.n), Some(one.id)));
        }
        found.push((Org::Garage, synthetic::ssin(901), None));
        found
    }

    pub async fn report_training(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(REPORT);
        let must = self.due(&part, REPORT, None);
        if must == Done && self.things.of(Kind::Reported).len() > WAITING {
            return self.withdraw_report().await;
        }
        let people = self.participants();
        if !self.turned_away(must, &part, "reportTraining") {
            // The school's own log names nobody: it knows no employee of anybody.
            let line = Line { subjects: 3, ..self.change_line(&part, "reportTraining", &[]) };
            self.expected.push(line.clone());
            self.expect_receivers(&part, &line, &people);
        }
        let participant =
            |(line, (org, ssin, _)): (usize, &(Org, Ssin, Option<EmployeeId>))| NewParticipant {
                line,
                employer: synthetic::enterprise(number(*org)),
                ssin: ssin.clone(),
                name: "Somebody".to_owned(),
            };
        let new = NewReport {
            details: training("First aid", date(2026, 11, 2), 60),
            certificate: false,
            valid_until: None,
            link: false,
            participants: people.iter().enumerate().map(participant).collect(),
        };
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().report_training(&caller, &new, &key).await;
        let is = Outcome::of(&answer);
        if let Ok(sent) = answer {
            self.things.add(Kind::Report, Thing::new(sent.id.0, part.org, Vec::new()));
            let numbers = |p: &&Person| people.iter().any(|(_, _, id)| *id == Some(p.id));
            self.reported.extend(self.things.people.iter().filter(numbers).map(|p| p.n));
            self.handed_over(sent.id, &people).await;
        }
        (must, is)
    }

    /// Each receiver finds how many of its own it is about, and who of them are its employees.
    fn expect_receivers(
        &mut self,
        part: &Part,
        line: &Line,
        people: &[(Org, Ssin, Option<EmployeeId>)],
    ) {
        let mut receivers = vec![Org::Bakery, Org::Garage];
        receivers.sort_by_key(|org| self.stage.id(*org));
        for org in receivers {
            let here: Vec<_> = people.iter().filter(|(of, ..)| *of == org).collect();
            let named = here.iter().filter_map(|(_, _, id)| *id).collect();
            let there = Line {
                subjects: i64::try_from(here.len()).unwrap(),
                people: sorted(named),
                ..self.over_there(line, part, org)
            };
            self.expected.push(there);
        }
    }

    /// The ids under which the receivers hold the parts of a report.
    async fn handed_over(&mut self, report: ReportId, people: &[(Org, Ssin, Option<EmployeeId>)]) {
        for org in [Org::Bakery, Org::Garage] {
            let mut tx = self.app().store().read().await.unwrap();
            let waiting = tx.waiting_parts_of(self.stage.id(org), report).await.unwrap();
            tx.rollback().await.unwrap();
            for part in waiting {
                let of = people.iter().find(|(at, ssin, _)| *at == org && *ssin == part.ssin);
                let employee = of.unwrap().2;
                let thing = Thing::new(part.id.0, org, employee.into_iter().collect());
                self.things.add(Kind::Reported, Thing { of: report.0, ..thing });
            }
        }
    }

    pub async fn withdraw_report(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(REPORT);
        let thing = self.things.pick(&mut self.dice, Kind::Report, &part);
        let must = self.due(&part, REPORT, Some(&thing));
        let waiting: Vec<Thing> = self.things.of(Kind::Reported).to_vec();
        let waiting: Vec<Thing> = waiting.into_iter().filter(|one| one.of == thing.id).collect();
        if !self.turned_away(must, &part, "withdrawReport") {
            let line = Line { subjects: 3, ..self.change_line(&part, "withdrawReport", &[]) };
            self.expected.push(line.clone());
            let people: Vec<_> = waiting
                .iter()
                .map(|one| (one.org, synthetic::ssin(901), one.people.first().copied()))
                .collect();
            self.expect_receivers(&part, &line, &people);
        }
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().withdraw_report(&caller, ReportId(thing.id), &key).await;
        if answer.is_ok() {
            self.things.take(Kind::Report, thing.id);
            for one in waiting {
                self.things.take(Kind::Reported, one.id);
            }
        }
        (must, Outcome::of(&answer))
    }

    pub async fn answer_report(&mut self, door: &str) -> (Outcome, Outcome) {
        let part = self.somebody(ANSWER);
        let kind = if door == "reopenReported" { Kind::Disputed } else { Kind::Reported };
        let thing = self.things.pick(&mut self.dice, kind, &part);
        let accepts = door == "acceptReported";
        let must = match self.due(&part, ANSWER, Some(&thing)) {
            // Somebody whom the employer does not know can only be disputed.
            Done if accepts && thing.people.is_empty() => Invalid,
            must => must,
        };
        if !self.turned_away(must, &part, door) && must == Done {
            let line = self.change_line(&part, door, &thing.people);
            self.expected.push(line);
        }
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let (app, id) = (self.app(), ReportPartId(thing.id));
        let mut made: Vec<TrainingId> = Vec::new();
        let answer: Result<(), Refused> = match door {
            "acceptReported" => {
                app.accept_reported(&caller, &[id], &key).await.map(|all| made = all.trainings)
            }
            "disputeReported" => app.dispute_reported(&caller, &[id], "No.", &key).await.map(drop),
            _ => app.reopen_reported(&caller, id, &key).await.map(drop),
        };
        if answer.is_ok() {
            self.settled(door, kind, &thing, &made).await;
        }
        (must, Outcome::of(&answer))
    }

    async fn settled(&mut self, door: &str, from: Kind, thing: &Thing, made: &[TrainingId]) {
        let to = match door {
            "acceptReported" => Kind::Accepted,
            "disputeReported" => Kind::Disputed,
            _ => Kind::Reported,
        };
        let mut part = self.things.take(from, thing.id).unwrap();
        if let Some(training) = made.first() {
            // From now on it belongs to a participation, and no more to the report alone.
            part.of = self.participation(part.org, *training).await;
            let made = Thing::new(training.0, part.org, part.people.clone());
            self.things.add(Kind::Training, Thing { of: part.of, ..made });
        }
        self.things.add(to, part);
    }
}
