//! Access, invitations, mandates, inspections, evidence, organisations: what two sides find in their
//! logs, each as seen from there.

use fla_app::{Command, NewEmployer, NewMandate};
use fla_domain::access::{Quality, Role, Scope};
use fla_domain::ids::{
    EmployerId, GrantId, InspectionId, InvitationId, MandateId, ParticipationId, TrainingId,
};
use fla_domain::language::Language;
use fla_domain::task::Settled;
use fla_formats::synthetic;
use uuid::Uuid;

use super::cast::{
    ACCESS, DECLARE, END_MANDATES, GIVE_MANDATES, HOLD_MANDATES, INSPECT, OPERATE, Org, Part,
    REGISTERS, Who,
};
use super::line::{Line, Log};
use super::play::{Outcome, Play};
use super::stage::{REASON, number};
use super::things::{Kind, Thing};

pub struct Pact {
    pub door: &'static str,
    pub outcomes: &'static [Outcome],
}

use Outcome::{Done, Forbidden, Hidden, Invalid, Previewed, Silent};

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
    pact("addClient", &[Done, Forbidden, Invalid]),
    pact("endClient", &[Done, Forbidden, Hidden]),
    pact("addClientKey", &[Done, Forbidden, Hidden]),
    pact("endClientKey", &[Done, Forbidden, Hidden]),
    pact("clientLate", &[Hidden]),
    pact("clientElsewhere", &[Hidden]),
    pact("changeFeed", &[Done, Silent, Forbidden]),
    pact("sendBatch", &[Done, Invalid, Hidden, Forbidden]),
    pact("tryBatch", &[Previewed, Invalid, Forbidden]),
    pact("batch", &[Silent, Hidden, Forbidden]),
    pact("batch_items", &[Silent, Hidden, Forbidden]),
    pact("addWebhook", &[Done, Forbidden, Invalid]),
    pact("endWebhook", &[Done, Forbidden, Hidden]),
    pact("resumeWebhook", &[Done, Forbidden, Hidden]),
    pact("testWebhook", &[Done, Forbidden, Hidden]),
    pact("replayWebhook", &[Done, Forbidden, Hidden, Invalid]),
    pact("tell", &[Done, Silent]),
];

/// The bytes of evidence.
const PDF: &[u8] = b"%PDF-1.7 a certificate of somebody\n%%EOF";

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
            "addWebhook" | "endWebhook" | "resumeWebhook" | "testWebhook" | "replayWebhook"
            | "tell" => self.about_hook(pact.door).await,
            door => self.about_software(door).await,
        }
    }

    /// What must come of something that some may do to a thing, where it is there for them.
    pub fn due(&self, part: &Part, may: &[Who], thing: Option<&Thing>) -> Outcome {
        if !may.contains(&part.who) {
            Forbidden
        } else if thing.is_some_and(|thing| !self.things.sees(part, thing)) {
            Hidden
        } else {
            Done
        }
    }

    /// Writes down the entry of a change that names nobody, or that it was turned away.
    pub fn expect(&mut self, must: Outcome, part: &Part, word: &str) {
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
    pub fn over_there(&self, line: &Line, part: &Part, there: Org) -> Line {
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
        if part.who == Who::System { self.part(Who::Operator) } else { part }
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
