//! People and what is their own; and those who come to a door that is not theirs.

use fla_app::{Command, NewEmployer, OwnCommand, Refused};
use fla_domain::access::Quality;
use fla_domain::dispute::{About, Claim};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{DisputeId, EmployeeId, FileId, OwnRecordId, RequestId};
use fla_domain::language::Language;
use fla_domain::own::{RecordDetails, RecordKind};
use fla_formats::synthetic;
use jiff::civil::date;
use uuid::Uuid;

use super::cast::{OPERATE, Org, Part, Who};
use super::line::{Line, Log};
use super::play::{Outcome, Play};
use super::stage::{chief, quality_of};
use super::things::{Kind, Thing};

pub struct Own {
    pub door: &'static str,
    pub outcomes: &'static [Outcome],
    pub slow: bool,
}

use Outcome::{Done, Forbidden, Hidden, Invalid, Silent};

const fn own(door: &'static str, outcomes: &'static [Outcome]) -> Own {
    Own { door, outcomes, slow: false }
}

pub static OWN: &[Own] = &[
    own("own_accounts", &[Done, Silent]),
    own("own_audit", &[Done, Silent]),
    own("own_attachments", &[Done, Silent]),
    own("own_attachment", &[Done, Hidden]),
    own("own_disputes", &[Done, Silent]),
    own("own_dispute", &[Done, Hidden]),
    own("own_records", &[Done, Silent]),
    own("own_record", &[Done, Hidden]),
    own("own_reported", &[Done, Silent]),
    own("own_record_audit", &[Silent]),
    own("public_copies", &[Silent]),
    own("public_copy", &[Hidden]),
    Own { slow: true, ..own("own_account_paper", &[Done, Hidden]) },
    Own { slow: true, ..own("own_export", &[Done, Silent]) },
    own("addOwnRecord", &[Done]),
    own("changeOwnRecord", &[Done, Hidden]),
    own("withdrawOwnRecord", &[Done, Hidden]),
    own("askAbout", &[Done]),
    own("takeBack", &[Done, Hidden]),
    own("shareRecord", &[Done, Hidden]),
    own("stopSharing", &[Done, Hidden]),
    own("tasks_everywhere", &[Done, Silent]),
    own("enter", &[Hidden]),
    own("enter_as_operator", &[Hidden]),
    own("enter_as_inspector", &[Hidden]),
    own("enter_as_employee", &[Hidden]),
    own("acceptInvitation", &[Done, Hidden]),
    own("confirmAttendance", &[Hidden]),
    own("askOrganisation", &[Done, Invalid]),
    own("refuseRequest", &[Done, Forbidden, Hidden]),
];

/// Something that a person declared.
#[derive(Clone)]
pub struct Declared {
    owner: u32,
    id: Uuid,
    version: i64,
}

/// The people who look after what is their own: of two employers, of one, of none.
const OWNERS: &[u32] = &[1, 2, 3, 4, 5, 7, 902, STRANGER];
/// Somebody of no employer who declares nothing either.
const STRANGER: u32 = 904;
/// More questions, or more records, than this nobody has open.
const MOST: usize = 8;

impl Play {
    pub async fn own(&mut self, own: &Own) -> (Outcome, Outcome) {
        let owner = *self.dice.one(OWNERS);
        match own.door {
            "own_accounts" | "own_audit" | "own_attachments" | "own_disputes" | "own_export" => {
                self.own_list(own.door, owner).await
            }
            "own_attachment" | "own_dispute" | "own_record" | "public_copy" => {
                self.own_thing(own.door, owner).await
            }
            "own_records" | "own_reported" | "own_record_audit" | "public_copies" => {
                self.own_log(own.door, owner).await
            }
            "own_account_paper" => self.own_paper(owner).await,
            "addOwnRecord" | "changeOwnRecord" | "withdrawOwnRecord" => {
                self.declare(own.door, owner).await
            }
            "askAbout" | "takeBack" | "shareRecord" | "stopSharing" => {
                self.tell_the_employer(own.door).await
            }
            "tasks_everywhere" => self.tasks_everywhere().await,
            "acceptInvitation" => self.accept_invitation().await,
            "askOrganisation" => self.ask_for_organisation().await,
            "refuseRequest" => self.refuse_request().await,
            door => self.come_in_vain(door).await,
        }
    }

    /// The employments of a person, in the order in which the register tells them.
    async fn employments(&self, owner: u32) -> Vec<(Org, EmployeeId)> {
        let mut tx = self.app().store().read().await.unwrap();
        let found = tx.employments_of(&synthetic::ssin(owner)).await.unwrap();
        tx.rollback().await.unwrap();
        let org = |id| self.stage.orgs.iter().find(|(_, one)| *one == id).unwrap().0;
        found.into_iter().map(|(employer, employee)| (org(employer), employee)).collect()
    }

    /// An entry in a person's own log.
    fn own_line(&self, ssin: &Ssin, word: &str) -> Line {
        let log = Log::Own(ssin.digits().to_owned());
        let line = self.line(&Part::oneself(ssin, Org::House), word, &[]);
        Line { log, subjects: 1, ..line }
    }

    fn own_refusal(&mut self, ssin: &Ssin, word: &str) {
        let line = Line { outcome: "refused".to_owned(), ..self.own_line(ssin, word) };
        self.expected.push(line);
    }

    /// Whether something about a person stands in things of some kinds.
    fn stands_in(&self, kinds: &[Kind], employee: EmployeeId) -> bool {
        kinds.iter().any(|kind| self.things.of(*kind).iter().any(|t| t.people.contains(&employee)))
    }

    /// What stands in the logs of the employers whose accounts one looks at.
    async fn expect_of_employers(&mut self, door: &str, ssin: &Ssin, owner: u32) -> bool {
        let (word, kinds): (&str, &[Kind]) = match door {
            "own_accounts" => ("ownAccount", &[]),
            "own_audit" => ("ownAudit", &[]),
            "own_attachments" => ("ownAttachments", &[Kind::File]),
            "own_disputes" => ("ownDisputes", &[Kind::Dispute, Kind::Answered]),
            _ => ("ownExport", &[]),
        };
        let mut any = false;
        for (org, employee) in self.employments(owner).await {
            if kinds.is_empty() || self.stands_in(kinds, employee) {
                let line = self.line(&Part::oneself(ssin, org), word, &[employee]);
                self.expected.push(line);
                any = true;
            }
        }
        any
    }

    async fn own_list(&mut self, door: &str, owner: u32) -> (Outcome, Outcome) {
        let ssin = synthetic::ssin(owner);
        let mut any = self.expect_of_employers(door, &ssin, owner).await;
        if door == "own_export" {
            if self.declared.iter().any(|one| one.owner == owner) {
                let line = self.own_line(&ssin, "ownRecords");
                self.expected.push(line);
                any = true;
            }
            any |= self.expect_of_employers("own_disputes", &ssin, owner).await;
        }
        let (app, visitor) = (self.app(), self.visitor(&ssin));
        let answer = match door {
            "own_accounts" => app.own_accounts(&visitor).await.map(drop),
            "own_audit" => app.own_audit(&visitor).await.map(drop),
            "own_attachments" => app.own_attachments(&visitor).await.map(drop),
            "own_disputes" => app.own_disputes(&visitor).await.map(drop),
            _ => app.own_export(&visitor).await.map(drop),
        };
        answer.unwrap();
        let must = if any { Done } else { Silent };
        (must, must)
    }

    async fn own_log(&mut self, door: &str, owner: u32) -> (Outcome, Outcome) {
        let ssin = synthetic::ssin(owner);
        let word = match door {
            "own_records" if self.declared.iter().any(|one| one.owner == owner) => "ownRecords",
            "own_reported" if self.reported.contains(&owner) => "ownReported",
            // Who looks at the own log finds no trace of that in it.
            _ => "",
        };
        if !word.is_empty() {
            let line = self.own_line(&ssin, word);
            self.expected.push(line);
        }
        let (app, visitor) = (self.app(), self.visitor(&ssin));
        let answer = match door {
            "own_records" => app.own_records(&visitor).await.map(drop),
            "own_reported" => app.own_reported(&visitor).await.map(drop),
            "own_record_audit" => app.own_record_audit(&visitor).await.map(drop),
            _ => app.public_copies(&visitor).await.map(drop),
        };
        answer.unwrap();
        let must = if word.is_empty() { Silent } else { Done };
        (must, must)
    }

    /// One thing, which may be somebody else's, or nowhere.
    async fn own_thing(&mut self, door: &str, owner: u32) -> (Outcome, Outcome) {
        let ssin = synthetic::ssin(owner);
        let employments = self.employments(owner).await;
        let mine =
            |thing: &Thing| employments.iter().find(|(_, id)| thing.people.contains(id)).copied();
        let (word, kind) = match door {
            "own_attachment" => ("attachment", Some(Kind::File)),
            "own_dispute" => ("ownDispute", Some(Kind::Dispute)),
            "own_record" => ("ownRecord", None),
            _ => ("ownCopy", None),
        };
        let all: Vec<Thing> = kind.map_or(Vec::new(), |kind| self.things.of(kind).to_vec());
        let (own, foreign): (Vec<Thing>, Vec<Thing>) =
            all.into_iter().partition(|thing| mine(thing).is_some());
        let from = if self.dice.percent(60) { own } else { foreign };
        let mut thing = Thing::absent(&mut self.dice);
        if !from.is_empty() {
            thing = self.dice.one(&from).clone();
        }
        let mut must = Hidden;
        if let Some((org, employee)) = mine(&thing) {
            let line = self.line(&Part::oneself(&ssin, org), word, &[employee]);
            self.expected.push(line);
            must = Done;
        } else if door == "own_record"
            && let Some(record) = self.any_record()
        {
            thing.id = record.id;
            if record.owner == owner {
                let line = self.own_line(&ssin, word);
                self.expected.push(line);
                must = Done;
            }
        }
        if must == Hidden {
            self.own_refusal(&ssin, word);
        }
        let (app, visitor, id) = (self.app(), self.visitor(&ssin), thing.id);
        let answer = match door {
            "own_attachment" => app.own_attachment(&visitor, FileId(id)).await.map(drop),
            "own_dispute" => app.own_dispute(&visitor, DisputeId(id)).await.map(drop),
            "own_record" => app.own_record(&visitor, OwnRecordId(id)).await.map(drop),
            _ => app.public_copy(&visitor, id).await.map(drop),
        };
        (must, Outcome::of(&answer))
    }

    fn any_record(&mut self) -> Option<Declared> {
        if self.declared.is_empty() {
            return None;
        }
        Some(self.dice.one(&self.declared).clone())
    }

    async fn own_paper(&mut self, owner: u32) -> (Outcome, Outcome) {
        let ssin = synthetic::ssin(owner);
        let employment = self.employments(owner).await.first().copied();
        let must = if employment.is_some() { Done } else { Hidden };
        let org = employment.map_or(Org::Bakery, |(org, _)| org);
        if let Some((_, employee)) = employment {
            let line = self.line(&Part::oneself(&ssin, org), "ownAccountPaper", &[employee]);
            self.expected.push(line);
        } else {
            self.own_refusal(&ssin, "ownAccountPaper");
        }
        let (app, visitor, at) = (self.app(), self.visitor(&ssin), self.stage.id(org));
        let answer = app.own_account_paper(&visitor, at, 2026, Language::De).await;
        (must, Outcome::of(&answer))
    }

    async fn declare(&mut self, door: &str, owner: u32) -> (Outcome, Outcome) {
        let owner = if owner == STRANGER { 902 } else { owner };
        let ssin = synthetic::ssin(owner);
        let full = self.declared.iter().filter(|one| one.owner == owner).count() >= MOST;
        let door = if full && door == "addOwnRecord" { "withdrawOwnRecord" } else { door };
        let record = self.any_record();
        let record = record.unwrap_or(Declared { owner: 0, id: Uuid::from_u128(9), version: 1 });
        let details = RecordDetails {
            kind: RecordKind::Diploma,
            title: format!("Diploma {}", self.act),
            provider: None,
            field: None,
            start: date(2020, 6, 30),
            end: date(2020, 6, 30),
            minutes: None,
            valid_until: None,
        };
        let (id, version) = (OwnRecordId(record.id), record.version);
        let command = match door {
            "addOwnRecord" => OwnCommand::AddRecord { details },
            "changeOwnRecord" => OwnCommand::ChangeRecord { record: id, version, details },
            _ => OwnCommand::WithdrawRecord { record: id, version },
        };
        let must = if door == "addOwnRecord" || record.owner == owner { Done } else { Hidden };
        if must == Done {
            let line = Line { changed: true, ..self.own_line(&ssin, door) };
            self.expected.push(line);
        } else {
            self.own_refusal(&ssin, door);
        }
        let (visitor, key) = (self.visitor(&ssin), self.stage.world.key());
        let answer = self.app().submit_own(&visitor, &command, &key).await;
        if let Ok(receipt) = &answer {
            self.declared_now(door, owner, receipt.record.0);
        }
        (must, Outcome::of(&answer))
    }

    fn declared_now(&mut self, door: &str, owner: u32, id: Uuid) {
        match door {
            "addOwnRecord" => self.declared.push(Declared { owner, id, version: 1 }),
            "changeOwnRecord" => {
                let of = self.declared.iter_mut().filter(|one| one.id == id);
                of.for_each(|one| one.version += 1);
                // What an employer judges is the version that stands there.
                let shown = self.things.take_all(Kind::Record, id);
                for one in shown {
                    self.things.add(Kind::Record, Thing { version: one.version + 1, ..one });
                }
            }
            _ => {
                self.declared.retain(|one| one.id != id);
                self.things.take_all(Kind::Record, id);
            }
        }
    }

    /// What an employee says to the employer.
    async fn tell_the_employer(&mut self, door: &str) -> (Outcome, Outcome) {
        let owner = *self.dice.one(&OWNERS[..6]);
        let ssin = synthetic::ssin(owner);
        let employments = self.employments(owner).await;
        let (org, employee) = *self.dice.one(&employments);
        let part = Part::oneself(&ssin, org);
        let mine = |thing: &Thing| thing.org == org && thing.people == [employee];
        let open = self.things.of(Kind::Dispute).iter().filter(|t| mine(t)).count();
        let door = if door == "askAbout" && open >= MOST { "takeBack" } else { door };
        let thing = match door {
            "takeBack" => self.one_of(Kind::Dispute),
            "stopSharing" => self.one_of(Kind::Record),
            _ => self.one_to_show(owner, org),
        };
        let thing = thing.unwrap_or_else(|| Thing::absent(&mut self.dice));
        let declared = self.declared.iter().any(|one| one.owner == owner && one.id == thing.id);
        let shared = self.things.of(Kind::Record).iter().any(|t| t.id == thing.id && mine(t));
        let must = match door {
            "askAbout" => Done,
            "shareRecord" if declared && shared => Invalid,
            "shareRecord" if declared => Done,
            "stopSharing" if shared => Done,
            "takeBack" if mine(&thing) => Done,
            _ => Hidden,
        };
        if !self.turned_away(must, &part, door) && must == Done {
            let line = self.change_line(&part, door, &[employee]);
            self.expected.push(line);
        }
        let command = match door {
            "askAbout" => Command::AskAbout {
                about: About::Right,
                participation: None,
                year: Some(2026),
                words: "It was more.".to_owned(),
                claim: Claim::default(),
            },
            "takeBack" => Command::TakeBack { dispute: DisputeId(thing.id) },
            "shareRecord" => Command::ShareRecord { record: OwnRecordId(thing.id) },
            _ => Command::StopSharing { record: OwnRecordId(thing.id) },
        };
        let app = self.app().clone();
        let caller = app.act_as_employee(&self.visitor(&ssin), self.stage.id(org)).await.unwrap();
        let answer = app.submit(&caller, &command, &self.stage.world.key(), None).await;
        if let Ok(receipt) = &answer {
            let object = receipt.object.unwrap();
            let new = Thing { version: thing.version, ..Thing::new(object, org, vec![employee]) };
            match door {
                "askAbout" => self.things.add(Kind::Dispute, new),
                "takeBack" => self.moved(Kind::Dispute, Kind::Answered, thing.id),
                "shareRecord" => self.things.add(Kind::Record, new),
                _ => self.not_shown(&thing, org),
            }
        }
        (must, Outcome::of(&answer))
    }

    /// Mostly something of one's own, else of whomever.
    fn one_to_show(&mut self, owner: u32, org: Org) -> Option<Thing> {
        let own: Vec<_> = self.declared.iter().filter(|one| one.owner == owner).cloned().collect();
        let any = own.is_empty() || self.dice.percent(25);
        let one = if any { self.any_record()? } else { self.dice.one(&own).clone() };
        Some(Thing { version: one.version, ..Thing::new(one.id, org, Vec::new()) })
    }

    /// A record may be shown to two employers: only to this one it is no longer.
    fn not_shown(&mut self, thing: &Thing, here: Org) {
        let shown = self.things.take_all(Kind::Record, thing.id);
        for one in shown.into_iter().filter(|one| one.org != here) {
            self.things.add(Kind::Record, one);
        }
    }

    fn one_of(&mut self, kind: Kind) -> Option<Thing> {
        let all = self.things.of(kind).to_vec();
        (!all.is_empty() && self.dice.percent(85)).then(|| self.dice.one(&all).clone())
    }

    /// The tasks of every employer whose register one reads: an entry with each of them.
    async fn tasks_everywhere(&mut self) -> (Outcome, Outcome) {
        let of = [Some((Org::Bakery, Who::Manager)), Some((Org::Secretariat, Who::Full)), None];
        let chosen = *self.dice.one(&of);
        let ssin = chosen.map_or(synthetic::ssin(902), |(org, _)| chief(org));
        if let Some((_, who)) = chosen {
            let line = self.line(&self.part(who), "tasks", &[]);
            self.expected.push(line);
        }
        let visitor = self.visitor(&ssin);
        let answer = self.app().tasks_everywhere(&visitor).await;
        answer.unwrap();
        let must = if chosen.is_some() { Done } else { Silent };
        (must, must)
    }

    /// Somebody comes to a door without any ground to act there. That stands in the log of the
    /// installation, of a person for oneself.
    async fn come_in_vain(&mut self, door: &str) -> (Outcome, Outcome) {
        let (ssin, at) = match door {
            "enter" => self.dice.one(&self.stage.shut).clone(),
            _ => (synthetic::ssin(319_000), self.stage.id(Org::School).0),
        };
        let word = if door == "confirmAttendance" { door } else { "enter" };
        let part = Part::oneself(&ssin, Org::House);
        self.turned_away(Hidden, &part, word);
        let (app, visitor, key) = (self.app(), self.visitor(&ssin), self.stage.world.key());
        let (school, bakery) = (self.stage.id(Org::School), self.stage.id(Org::Bakery));
        let answer: Result<(), Refused> = match door {
            "enter" => app.act_at(&visitor, at).await.map(drop),
            "enter_as_operator" => app.act_as_operator(&visitor).await.map(drop),
            "enter_as_inspector" => app.act_as_inspector(&visitor).await.map(drop),
            "enter_as_employee" => app.act_as_employee(&visitor, bakery).await.map(drop),
            _ => app.confirm_attendance(&visitor, school, "no secret", bakery, &key).await,
        };
        (Hidden, Outcome::of(&answer))
    }

    async fn accept_invitation(&mut self) -> (Outcome, Outcome) {
        let ssin = synthetic::ssin(120_000 + u32::try_from(self.act).unwrap());
        let open = self.one_of(Kind::Invitation);
        let (org, secret, must) = match &open {
            Some(one) => (one.org, self.secrets[&one.id].clone(), Done),
            None => (Org::Bakery, "no secret".to_owned(), Hidden),
        };
        if must == Done {
            let part =
                Part { role: "reader", quality: quality_of(org), ..Part::oneself(&ssin, org) };
            let line = self.change_line(&part, "acceptInvitation", &[]);
            self.expected.push(line);
        } else {
            let part = Part::oneself(&ssin, Org::House);
            self.turned_away(Hidden, &part, "acceptInvitation");
        }
        let (visitor, key) = (self.visitor(&ssin), self.stage.world.key());
        let at = self.stage.id(org);
        let answer = self.app().accept_invitation(&visitor, at, &secret, &key).await;
        if let (Ok(_), Some(one)) = (&answer, open) {
            self.things.take(Kind::Invitation, one.id);
        }
        (must, Outcome::of(&answer))
    }

    /// In the role that is asked for, with the installation; who tries a number that is in the
    /// register leaves a trace.
    async fn ask_for_organisation(&mut self) -> (Outcome, Outcome) {
        const WORD: &str = "askOrganisation";
        let n = u32::try_from(self.act).unwrap();
        let ssin = synthetic::ssin(180_000 + n);
        let taken = self.dice.percent(30);
        let of = Part::oneself(&ssin, Org::House);
        let part = Part { role: "accessManager", quality: Some("employer"), ..of };
        let line =
            if taken { self.refusal(&part, WORD) } else { self.change_line(&part, WORD, &[]) };
        self.expected.push(line);
        let new = NewEmployer {
            enterprise_number: synthetic::enterprise(if taken { 1 } else { 3_000 + n }),
            nsso_number: None,
            name: format!("Organisation {n}"),
            language: Language::De,
            qualities: vec![Quality::Employer],
        };
        let (visitor, key) = (self.visitor(&ssin), self.stage.world.key());
        let answer = self.app().ask_for_organisation(&visitor, &new, &key).await;
        if let Ok(RequestId(id)) = &answer {
            self.requests.push(*id);
        }
        (if taken { Invalid } else { Done }, Outcome::of(&answer))
    }

    async fn refuse_request(&mut self) -> (Outcome, Outcome) {
        let part = self.operator();
        let request = self.requests.pop();
        let must = match (OPERATE.contains(&part.who), &request) {
            (false, _) => Forbidden,
            (true, None) => Hidden,
            (true, Some(_)) => Done,
        };
        if !self.turned_away(must, &part, "refuseRequest") {
            let line = self.change_line(&part, "refuseRequest", &[]);
            self.expected.push(line);
        }
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let id = RequestId(request.unwrap_or(Uuid::from_u128(9)));
        let answer = self.app().refuse_request(&caller, id, "Not yours.", &key).await;
        (must, Outcome::of(&answer))
    }
}
