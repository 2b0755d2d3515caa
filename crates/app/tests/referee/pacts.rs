//! Access, invitations, mandates, inspections, reports, organisations: what two sides find in their
//! logs, each as seen from there.

use fla_app::{Command, NewEmployer, NewMandate, NewParticipant, NewReport, Refused};
use fla_domain::access::{Quality, Role, Scope};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{
    EmployeeId, EmployerId, GrantId, InspectionId, InvitationId, MandateId, ParticipationId,
    ReportId, ReportPartId, TrainingId,
};
use fla_domain::language::Language;
use fla_domain::task::Settled;
use fla_formats::synthetic;
use jiff::civil::date;
use uuid::Uuid;

use super::cast::{
    ACCESS, ANSWER, DECLARE, END_MANDATES, GIVE_MANDATES, HOLD_MANDATES, INSPECT, OPERATE, Org,
    Part, REGISTERS, REPORT, Who,
};
use super::line::{Line, Log, sorted};
use super::play::{Outcome, Play};
use super::stage::{REASON, number};
use super::things::{Kind, Person, Thing};
use crate::support::training;

pub struct Pact {
    pub door: &'static str,
    pub outcomes: &'static [Outcome],
}

use Outcome::{Done, Forbidden, Hidden, Invalid};

const fn pact(door: &'static str, outcomes: &'static [Outcome]) -> Pact {
    Pact { door, outcomes }
}

pub static PACTS: &[Pact] = &[
    pact("giveAccess", &[Done, Forbidden]),
    pact("endAccess", &[Done, Forbidden, Hidden]),
    pact("actLate", &[Hidden]),
    pact("invite", &[Done, Forbidden]),
    pact("takeBackInvitation", &[Done, Forbidden, Hidden]),
    pact("giveMandate", &[Done, Forbidden, Invalid]),
    pact("confirmMandate", &[Done, Forbidden, Hidden]),
    pact("refuseMandate", &[Done, Forbidden, Hidden]),
    pact("endMandate", &[Done, Forbidden, Hidden]),
    pact("openInspection", &[Done, Forbidden, Invalid]),
    pact("closeInspection", &[Done, Forbidden, Hidden]),
    pact("reportTraining", &[Done, Forbidden]),
    pact("withdrawReport", &[Done, Forbidden, Hidden]),
    pact("acceptReported", &[Done, Forbidden, Hidden]),
    pact("disputeReported", &[Done, Forbidden, Hidden]),
    pact("reopenReported", &[Done, Forbidden, Hidden]),
    pact("attachEvidence", &[Done, Forbidden, Hidden]),
    pact("importDeclarations", &[Done, Forbidden]),
    pact("setQualities", &[Done, Forbidden, Hidden]),
    pact("addEmployer", &[Done, Forbidden, Invalid]),
];

/// The bytes of evidence.
const PDF: &[u8] = b"%PDF-1.7 a certificate of somebody\n%%EOF";
/// More open reports than this are not waited for.
const WAITING: usize = 20;

impl Play {
    pub async fn pact(&mut self, pact: &Pact) -> (Outcome, Outcome) {
        match pact.door {
            "giveAccess" => self.give_access().await,
            "endAccess" => self.end_access().await,
            "actLate" => self.act_late().await,
            "invite" => self.invite().await,
            "takeBackInvitation" => self.take_back_invitation().await,
            "giveMandate" => self.give_mandate().await,
            "confirmMandate" => self.answer_mandate(true).await,
            "refuseMandate" => self.answer_mandate(false).await,
            "endMandate" => self.end_mandate().await,
            "openInspection" => self.open_inspection().await,
            "closeInspection" => self.close_inspection().await,
            "reportTraining" => self.report_training().await,
            "withdrawReport" => self.withdraw_report().await,
            "acceptReported" | "disputeReported" | "reopenReported" => {
                self.answer_report(pact.door).await
            }
            "attachEvidence" => self.attach_evidence().await,
            "importDeclarations" => self.import().await,
            "setQualities" => self.set_qualities().await,
            "addEmployer" => self.add_employer().await,
            other => panic!("nothing is called {other}"),
        }
    }

    /// What must come of something that some may do to a thing, where it is there for them.
    fn due(&self, part: &Part, may: &[Who], thing: Option<&Thing>) -> Outcome {
        if !may.contains(&part.who) {
            Forbidden
        } else if thing.is_some_and(|thing| !self.things.sees(part, thing)) {
            Hidden
        } else {
            Done
        }
    }

    /// Writes down the entry of a change that names nobody, or that it was turned away.
    fn expect(&mut self, must: Outcome, part: &Part, word: &str) {
        if !self.turned_away(must, part, word) && must == Done {
            let line = self.change_line(part, word, &[]);
            self.expected.push(line);
        }
    }

    async fn give_access(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let must = self.due(&part, ACCESS, None);
        self.expect(must, &part, "giveAccess");
        let ssin = synthetic::ssin(60_000 + u32::try_from(self.act).unwrap());
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().give_access(&caller, &ssin, Role::Reader, None, &key).await;
        if let Ok(GrantId(id)) = answer {
            self.things.add(Kind::Grant, Thing::new(id, part.org, Vec::new()));
        }
        (must, Outcome::of(&answer))
    }

    async fn end_access(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let thing = self.things.pick(&mut self.dice, Kind::Grant, &part);
        let must = self.due(&part, ACCESS, Some(&thing));
        self.expect(must, &part, "endAccess");
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().end_access(&caller, GrantId(thing.id), &key).await;
        if answer.is_ok() {
            self.things.take(Kind::Grant, thing.id);
        }
        (must, Outcome::of(&answer))
    }

    /// Somebody who came in while there was access, and acts when it is taken away: nothing is done,
    /// and the try stands in the log beside the giving and the taking away.
    async fn act_late(&mut self) -> (Outcome, Outcome) {
        let manager = self.part(Who::Manager);
        let ssin = synthetic::ssin(240_000 + u32::try_from(self.act).unwrap());
        let late = Part { ssin: Some(ssin.clone()), role: "registrar", ..manager.clone() };
        self.expect(Done, &manager, "giveAccess");
        self.expect(Done, &manager, "endAccess");
        self.turned_away(Hidden, &late, "settleTask");
        let (caller, app) = (self.caller(&manager).await, self.app().clone());
        let keys = [(); 3].map(|()| self.stage.world.key());
        let given = app.give_access(&caller, &ssin, Role::Registrar, None, &keys[0]).await;
        let visitor = self.visitor(&ssin);
        let held = app.act_at(&visitor, self.stage.id(Org::Bakery).0).await.unwrap();
        app.end_access(&caller, given.unwrap(), &keys[1]).await.unwrap();
        let command = Command::SettleTask { task: Settled::PlanAdvice(2026), done_on: None };
        let answer = app.submit(&held, &command, &keys[2], None).await;
        (Hidden, Outcome::of(&answer))
    }

    async fn invite(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let must = self.due(&part, ACCESS, None);
        self.expect(must, &part, "invite");
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().invite(&caller, Role::Reader, None, &key).await;
        let is = Outcome::of(&answer);
        if let Ok(new) = answer {
            let org = self.stage.id(part.org);
            let mut tx = self.app().store().read().await.unwrap();
            let open = tx.invitations(org, self.app().now()).await.unwrap();
            tx.rollback().await.unwrap();
            // The link tells its secret, and not by which id the organisation knows it.
            let id = open.iter().max_by_key(|invitation| invitation.made_at).unwrap().id.0;
            self.secrets.insert(id, new.secret);
            self.things.add(Kind::Invitation, Thing::new(id, part.org, Vec::new()));
        }
        (must, is)
    }

    async fn take_back_invitation(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(ACCESS);
        let thing = self.things.pick(&mut self.dice, Kind::Invitation, &part);
        let must = self.due(&part, ACCESS, Some(&thing));
        self.expect(must, &part, "takeBackInvitation");
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let id = InvitationId(thing.id);
        let answer = self.app().take_back_invitation(&caller, id, &key).await;
        if answer.is_ok() {
            self.things.take(Kind::Invitation, thing.id);
        }
        (must, Outcome::of(&answer))
    }

    /// The same entry as the other side finds it: with the organisation that acted.
    fn over_there(&self, line: &Line, part: &Part, there: Org) -> Line {
        let organisation = line.organisation.or(Some(self.stage.id(part.org)));
        Line { log: Log::Of(self.stage.id(there)), organisation, ..line.clone() }
    }

    /// Both sides of a mandate find what was done with it.
    fn expect_both(&mut self, must: Outcome, part: &Part, word: &str, there: Org) {
        if !self.turned_away(must, part, word) && must == Done {
            let line = self.change_line(part, word, &[]);
            let other = self.over_there(&line, part, there);
            self.expected.extend([line, other]);
        }
    }

    /// A mandate is a thing of the employer that gave it; the newcomer holds them all.
    async fn give_mandate(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(GIVE_MANDATES);
        let open = self.things.of(Kind::Mandate).iter().any(|one| one.org == part.org);
        let must = match self.due(&part, GIVE_MANDATES, None) {
            Done if open => Invalid,
            must => must,
        };
        self.expect_both(must, &part, "giveMandate", Org::Newcomer);
        let new = NewMandate {
            provider: synthetic::enterprise(number(Org::Newcomer)),
            from: 20264,
            until: None,
            scopes: vec![Scope::Declare],
        };
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().give_mandate(&caller, &new, &key).await;
        if let Ok(MandateId(id)) = answer {
            self.things.add(Kind::Mandate, Thing::new(id, part.org, Vec::new()));
        }
        (must, Outcome::of(&answer))
    }

    /// One that waits for an answer (its version is 1), or one that is nowhere.
    async fn answer_mandate(&mut self, confirm: bool) -> (Outcome, Outcome) {
        let word = if confirm { "confirmMandate" } else { "refuseMandate" };
        let part = self.somebody(HOLD_MANDATES);
        let waits = self.things.of(Kind::Mandate).iter().find(|one| one.version == 1).cloned();
        let thing = waits.filter(|_| self.dice.percent(80));
        let must = match (HOLD_MANDATES.contains(&part.who), &thing) {
            (false, _) => Forbidden,
            (true, None) => Hidden,
            (true, Some(_)) => Done,
        };
        let there = thing.as_ref().map_or(Org::House, |one| one.org);
        self.expect_both(must, &part, word, there);
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let id = thing.map_or(Uuid::from_u128(9), |one| one.id);
        let answer = self.app().answer_mandate(&caller, MandateId(id), confirm, &key).await;
        match (&answer, confirm) {
            (Ok(()), true) => self.things.change(Kind::Mandate, id, |one| one.version = 2),
            (Ok(()), false) => drop(self.things.take(Kind::Mandate, id)),
            (Err(_), _) => {}
        }
        (must, Outcome::of(&answer))
    }

    async fn end_mandate(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(END_MANDATES);
        let thing = self.things.pick(&mut self.dice, Kind::Mandate, &part);
        // To the newcomer each of them is its own.
        let held = part.org == Org::Newcomer && thing.org != Org::House;
        let must = match (END_MANDATES.contains(&part.who), held) {
            (false, _) => Forbidden,
            (true, true) => Done,
            (true, false) => self.due(&part, END_MANDATES, Some(&thing)),
        };
        let there = if held { thing.org } else { Org::Newcomer };
        self.expect_both(must, &part, "endMandate", there);
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().end_mandate(&caller, MandateId(thing.id), &key).await;
        if answer.is_ok() {
            self.things.take(Kind::Mandate, thing.id);
        }
        (must, Outcome::of(&answer))
    }

    /// An inspection stands in the log of the employer and in that of the installation. It is
    /// opened outside of any other, so that no reason is noted but its own.
    fn expect_inspection(&mut self, part: &Part, word: &str, reason: Option<&str>, there: Org) {
        let line = Line { reason: reason.map(str::to_owned), ..self.change_line(part, word, &[]) };
        let log = |org| Log::Of(self.stage.id(org));
        let (one, other) = (log(there), log(Org::House));
        self.expected.extend([Line { log: one, ..line.clone() }, Line { log: other, ..line }]);
    }

    /// Somebody who opens or closes an inspection, or tries to. Within one another can be opened
    /// too; that is left out of these acts.
    fn inspector(&mut self) -> Part {
        let part = self.somebody(&[Who::Outside]);
        if INSPECT.contains(&part.who) { self.part(Who::Outside) } else { part }
    }

    /// Somebody who does what the operator does, or tries to. The command line may too; that is
    /// left out of these acts.
    pub fn operator(&mut self) -> Part {
        let part = self.somebody(OPERATE);
        if part.ssin.is_none() { self.part(Who::Operator) } else { part }
    }

    async fn open_inspection(&mut self) -> (Outcome, Outcome) {
        let part = self.inspector();
        let reasonless = self.dice.percent(20);
        let must = match self.due(&part, INSPECT, None) {
            Done if reasonless => Invalid,
            must => must,
        };
        if !self.turned_away(must, &part, "openInspection") && must == Done {
            self.expect_inspection(&part, "openInspection", Some(REASON), Org::Garage);
        }
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let number = synthetic::enterprise(number(Org::Garage));
        let reason = if reasonless { " " } else { REASON };
        let answer = self.app().open_inspection(&caller, &number, reason, 30, &key).await;
        if let Ok(InspectionId(id)) = answer {
            self.things.add(Kind::Inspection, Thing::new(id, Org::Garage, Vec::new()));
        }
        (must, Outcome::of(&answer))
    }

    async fn close_inspection(&mut self) -> (Outcome, Outcome) {
        let part = self.inspector();
        let open = self.things.of(Kind::Inspection).first().cloned();
        let thing = open.filter(|_| self.dice.percent(80));
        let must = match (INSPECT.contains(&part.who), &thing) {
            (false, _) => Forbidden,
            (true, None) => Hidden,
            (true, Some(_)) => Done,
        };
        if !self.turned_away(must, &part, "closeInspection") && must == Done {
            self.expect_inspection(&part, "closeInspection", None, Org::Garage);
        }
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let id = InspectionId(thing.map_or(Uuid::from_u128(9), |one| one.id));
        let answer = self.app().close_inspection(&caller, id, &key).await;
        if answer.is_ok() {
            self.things.take(Kind::Inspection, id.0);
        }
        (must, Outcome::of(&answer))
    }

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

    async fn report_training(&mut self) -> (Outcome, Outcome) {
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

    async fn withdraw_report(&mut self) -> (Outcome, Outcome) {
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

    async fn answer_report(&mut self, door: &str) -> (Outcome, Outcome) {
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
                app.accept_reported(&caller, &[id], &key).await.map(|all| made = all)
            }
            "disputeReported" => app.dispute_reported(&caller, &[id], "No.", &key).await,
            _ => app.reopen_reported(&caller, id, &key).await,
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

    async fn attach_evidence(&mut self) -> (Outcome, Outcome) {
        const WORD: &str = "attachEvidence";
        let part = self.somebody(REGISTERS);
        let mut thing = self.things.pick(&mut self.dice, Kind::Training, &part);
        let kept = self.things.of(Kind::File).iter().filter(|file| file.of == thing.id).count();
        if thing.of.is_nil() || kept >= 20 {
            thing = Thing::absent(&mut self.dice);
        }
        let must = self.due(&part, REGISTERS, Some(&thing));
        if !self.turned_away(must, &part, WORD) {
            let line = self.change_line(&part, WORD, &thing.people);
            self.expected.push(line);
        }
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let app = self.app().clone();
        let mut upload = match app.receive_attachment(&caller, "a.pdf").await {
            Ok(upload) => upload,
            refused => return (must, Outcome::of(&refused)),
        };
        upload.write(PDF).await.unwrap();
        let evidence = upload.finish().await.unwrap();
        let (training, of) = (TrainingId(thing.id), ParticipationId(thing.of));
        let answer = app.attach(&caller, training, of, evidence, &key).await;
        if let Ok(receipt) = &answer {
            let file = Thing::new(receipt.object.unwrap(), thing.org, thing.people.clone());
            self.things.add(Kind::File, Thing { of: thing.id, ..file });
        }
        (must, Outcome::of(&answer))
    }

    async fn import(&mut self) -> (Outcome, Outcome) {
        let part = self.somebody(DECLARE);
        let must = self.due(&part, DECLARE, None);
        self.expect(must, &part, "importDeclarations");
        let caller = self.caller(&part).await;
        let app = self.app().clone();
        let mut upload = match app.receive(&caller, "x.xml").await {
            Ok(upload) => upload,
            refused => return (must, Outcome::of(&refused)),
        };
        upload.write(b"<x/>").await.unwrap();
        let file = upload.finish().await.unwrap();
        let answer = app.import(&caller, &[file]).await;
        if let Ok(job) = &answer {
            self.things.add(Kind::Import, Thing::new(job.0, part.org, Vec::new()));
        }
        (must, Outcome::of(&answer))
    }

    /// What the operator does to an organisation stands in that organisation's log.
    async fn set_qualities(&mut self) -> (Outcome, Outcome) {
        let part = self.operator();
        let absent = self.dice.percent(25);
        let must = match self.due(&part, OPERATE, None) {
            Done if absent => Hidden,
            must => must,
        };
        if !self.turned_away(must, &part, "setQualities") {
            let log = Log::Of(self.stage.id(Org::Garage));
            let line = Line { log, ..self.change_line(&part, "setQualities", &[]) };
            self.expected.push(line);
        }
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let at = if absent { EmployerId(Uuid::from_u128(9)) } else { self.stage.id(Org::Garage) };
        let answer = self.app().set_qualities(&caller, at, &[Quality::Employer], &key).await;
        (must, Outcome::of(&answer))
    }

    /// One that is there already is a fault of what was given, after the first few.
    async fn add_employer(&mut self) -> (Outcome, Outcome) {
        let part = self.operator();
        let full = self.added >= 5 || self.dice.percent(25);
        let must = match self.due(&part, OPERATE, None) {
            Done if full => Invalid,
            must => must,
        };
        let n = if full { 1 } else { 2_000 + u32::try_from(self.act).unwrap() };
        let new = NewEmployer {
            enterprise_number: synthetic::enterprise(n),
            nsso_number: None,
            name: format!("Organisation {n}"),
            language: Language::De,
            qualities: vec![Quality::Employer],
        };
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let answer = self.app().add_employer(&caller, &new, None, &key).await;
        if !self.turned_away(must, &part, "addEmployer") && must == Done {
            let line = self.change_line(&part, "addEmployer", &[]);
            self.expected.push(line.clone());
            // The new organisation finds it in its own log.
            if let Ok(id) = &answer {
                self.expected.push(Line { log: Log::Of(*id), ..line });
                self.added += 1;
            }
        }
        (must, Outcome::of(&answer))
    }
}
