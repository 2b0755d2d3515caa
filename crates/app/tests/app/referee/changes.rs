//! Commands: the table of them, and giving them.

use fla_app::{Command, CourseInput, PaperCommand, PersonInput, Receipt, Targets};
use fla_domain::ids::{
    AdjustmentId, CompanyDaysId, CourseId, DisputeId, EmployeeId, FileId, NoticeId, OwnRecordId,
    ParticipationId, TrainingId,
};
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::own::Standing;
use fla_domain::paper::{Gender, Handing, Heading};
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::task::Settled;
use fla_domain::time::Instant;
use fla_domain::training::Status;
use jiff::civil::date;
use uuid::Uuid;

use super::cast::{
    ANSWER, CORRECT, EMPLOY, JUDGE, Org, Part, RECALCULATE, REGISTERS, SETTINGS, VERIFY, Who,
};
use super::line::Line;
use super::play::{Outcome, Play};
use super::stage::{REASON, SMALL, TODAY};
use super::things::{ADDED, Kind, Person, TEAM, Thing};
use crate::support::{occupation, part, person, training};

/// What a command is about, and how it answers where that is not there for the caller.
#[derive(Clone, Copy)]
enum About {
    /// The register as such.
    All,
    /// One person, hidden where not reached.
    Person,
    /// People named in a list: who is not reached is a fault of what was given.
    Named,
    /// Hidden where it is not there.
    Thing(Kind),
    /// A fault of what was given where it is not there.
    Given(Kind),
}

#[derive(Clone, Copy)]
pub struct Change {
    /// Its name here: that of the command, unless there are two ways to give it.
    pub door: &'static str,
    /// The word for it in the log.
    word: &'static str,
    may: &'static [Who],
    about: About,
}

const fn change(door: &'static str, may: &'static [Who], about: About) -> Change {
    Change { door, word: door, may, about }
}

const fn also(door: &'static str, of: Change) -> Change {
    Change { door, ..of }
}

use About::{All, Given, Named};

pub static CHANGES: &[Change] = &[
    change("addEmployee", EMPLOY, All),
    change("changePerson", EMPLOY, About::Person),
    change("changeOccupations", EMPLOY, About::Person),
    change("endService", EMPLOY, About::Person),
    change("setTeam", EMPLOY, Named),
    change("setAverage", EMPLOY, All),
    change("setRight", REGISTERS, Named),
    change("computeRight", REGISTERS, Named),
    change("giveCompanyDays", REGISTERS, Named),
    change("withdrawCompanyDays", REGISTERS, About::Thing(Kind::CompanyDays)),
    change("setOptOut", REGISTERS, Named),
    change("endOptOut", REGISTERS, Named),
    change("verifyRights", VERIFY, Named),
    change("adjustCredit", REGISTERS, About::Person),
    change("withdrawAdjustment", REGISTERS, About::Thing(Kind::Adjustment)),
    change("registerTraining", REGISTERS, Named),
    also("planTraining", change("registerTraining", REGISTERS, Named)),
    change("registerSeries", REGISTERS, Named),
    change("completeTraining", REGISTERS, About::Thing(Kind::Planned)),
    change("correctTraining", CORRECT, About::Thing(Kind::Training)),
    change("withdrawTraining", CORRECT, About::Thing(Kind::Training)),
    change("restoreTraining", CORRECT, About::Thing(Kind::Withdrawn)),
    change("changeSettings", SETTINGS, All),
    change("recalculateAll", RECALCULATE, All),
    change("setCourse", EMPLOY, All),
    change("withdrawCourse", EMPLOY, About::Thing(Kind::Course)),
    change("removeEvidence", REGISTERS, About::Thing(Kind::File)),
    change("settleTask", EMPLOY, All),
    change("setTrainingCost", SETTINGS, All),
    change("makeNotices", EMPLOY, Named),
    change("markNotices", EMPLOY, Given(Kind::Notice)),
    change("answerQuestion", ANSWER, About::Thing(Kind::Dispute)),
    change("judgeRecord", JUDGE, About::Thing(Kind::Record)),
];

impl Change {
    /// What must have come of it at least once.
    pub fn wanted(&self) -> Vec<Outcome> {
        let missing = match self.about {
            All | Named | Given(_) => None,
            About::Person | About::Thing(_) => Some(Outcome::Hidden),
        };
        let stale = self.is_versioned().then_some(Outcome::Conflict);
        let previewed = (self.word == "registerTraining").then_some(Outcome::Previewed);
        let always = [Outcome::Done, Outcome::Forbidden, Outcome::Invalid];
        let twice = [Outcome::Repeated, Outcome::KeyReused];
        let sometimes = missing.into_iter().chain(stale).chain(previewed);
        always.into_iter().chain(twice).chain(sometimes).collect()
    }

    /// Whether a version is seen before, which may be another by now.
    fn is_versioned(&self) -> bool {
        matches!(
            self.door,
            "completeTraining" | "correctTraining" | "withdrawTraining" | "restoreTraining"
        )
    }
}

/// What somebody is about to do.
struct Plan {
    command: Command,
    reason: Option<String>,
}

impl Play {
    pub async fn change(&mut self, change: &'static Change) -> (Outcome, Outcome) {
        let part = self.somebody(change.may);
        let mut thing = self.subject(change, &part);
        let sees = matches!(change.about, All) || self.things.sees(&part, &thing);
        let allowed = change.may.contains(&part.who);
        let must = match (allowed, change.about) {
            (false, _) => Outcome::Forbidden,
            (true, Named | Given(_)) if !sees => Outcome::Invalid,
            (true, _) if !sees => Outcome::Hidden,
            // The number of somebody who is there already is given then.
            (true, _) if change.door == "addEmployee" && self.is_full(part.org) => Outcome::Invalid,
            // Nothing is taken away where nothing was set by hand.
            (true, _)
                if change.door == "computeRight"
                    && !self.things.person(EmployeeId(thing.id)).by_hand =>
            {
                Outcome::Invalid
            }
            (true, _) => Outcome::Done,
        };
        let spoilt = allowed && self.sometimes(change.door, Outcome::Invalid, 8);
        if must == Outcome::Done
            && !spoilt
            && change.is_versioned()
            && self.sometimes(change.door, Outcome::Conflict, 10)
        {
            return self.stale(change, &part, thing).await;
        }
        let mut plan = self.plan(change.door, &thing);
        if spoilt {
            plan.reason = Some("x".repeat(501));
        }
        if change.word == "registerTraining" && self.sometimes(change.door, Outcome::Previewed, 15)
        {
            return self.preview(&part, &plan, if spoilt { Outcome::Invalid } else { must }).await;
        }
        let must = if spoilt { Outcome::Invalid } else { must };
        if !self.turned_away(must, &part, change.word) && must == Outcome::Done {
            let line = self.told(change, &part, &thing, &plan);
            self.expected.push(line);
        }
        let (caller, key) = (self.caller(&part).await, self.stage.world.key());
        let reason = plan.reason.as_deref();
        let answer = self.app().submit(&caller, &plan.command, &key, reason).await;
        let is = Outcome::of(&answer);
        if let (Outcome::Done, Ok(receipt)) = (must, answer) {
            if change.door == "addEmployee"
                && let Some(line) = self.expected.last_mut()
            {
                // Only now does anybody know by which id the new one goes.
                (line.subjects, line.people) = (1, vec![EmployeeId(receipt.object.unwrap())]);
            }
            self.happened(change.door, &part, &mut thing, &receipt).await;
            return self.again(change.door, &part, &plan, &key, &receipt).await;
        }
        (must, is)
    }

    /// The register stays small: then acts are cheap, and every list is one page.
    pub fn is_full(&self, org: Org) -> bool {
        self.things.people.iter().filter(|person| person.org == org).count() >= 40
    }

    /// What was seen is not what stands there any more: nothing happens, and nothing is noted.
    async fn stale(&mut self, change: &Change, part: &Part, thing: Thing) -> (Outcome, Outcome) {
        let thing = Thing { version: thing.version + 7, ..thing };
        let plan = self.plan(change.door, &thing);
        let (caller, key) = (self.caller(part).await, self.stage.world.key());
        let reason = plan.reason.as_deref();
        let answer = self.app().submit(&caller, &plan.command, &key, reason).await;
        (Outcome::Conflict, Outcome::of(&answer))
    }

    /// What a command would do is a look at those whose credit it would change.
    async fn preview(&mut self, part: &Part, plan: &Plan, mut must: Outcome) -> (Outcome, Outcome) {
        if !self.turned_away(must, part, plan.command.kind()) && must == Outcome::Done {
            must = Outcome::Previewed;
        }
        let caller = self.caller(part).await;
        let reason = plan.reason.as_deref();
        let answer = self.app().preview(&caller, &plan.command, reason).await;
        let is = Outcome::of(&answer);
        let (Outcome::Previewed, Ok(preview)) = (must, answer) else { return (must, is) };
        let shown: Vec<EmployeeId> = preview.effects.iter().map(|e| e.employee).collect();
        let line = self.line(part, "preview", &shown);
        self.expected.push(line);
        (must, Outcome::Previewed)
    }

    /// In some cases the same comes once more under the same key, or another command does: there
    /// is nothing more to note.
    async fn again(
        &mut self,
        door: &'static str,
        part: &Part,
        plan: &Plan,
        key: &fla_app::Key,
        receipt: &Receipt,
    ) -> (Outcome, Outcome) {
        // The first time it is just done.
        if !self.came(door, Outcome::Done) {
            return (Outcome::Done, Outcome::Done);
        }
        let same = self.sometimes(door, Outcome::Repeated, 10);
        if !same && !self.sometimes(door, Outcome::KeyReused, 10) {
            return (Outcome::Done, Outcome::Done);
        }
        let caller = self.caller(part).await;
        if same {
            let reason = plan.reason.as_deref();
            let again = self.app().submit(&caller, &plan.command, key, reason).await;
            assert_eq!(again.unwrap(), *receipt);
            return (Outcome::Repeated, Outcome::Repeated);
        }
        let reason = Some("Another reason");
        let other = self.app().submit(&caller, &plan.command, key, reason).await;
        (Outcome::KeyReused, Outcome::of(&other))
    }

    /// The one it is about.
    fn subject(&mut self, change: &Change, part: &Part) -> Thing {
        match change.about {
            All => Thing::new(Uuid::nil(), part.org, Vec::new()),
            About::Thing(kind) | Given(kind) => self.things.pick(&mut self.dice, kind, part),
            About::Person | Named => {
                let fits = |person: &Person| match change.door {
                    "endService" => person.is_added() && person.serving,
                    "makeNotices" => person.serving && !person.noticed,
                    // Whom the run adds may leave again: the figures of the others stay simple.
                    _ => !person.is_added(),
                };
                self.things.pick_person(&mut self.dice, part, fits)
            }
        }
    }

    /// The entry of a change that was made.
    fn told(&self, change: &Change, part: &Part, thing: &Thing, plan: &Plan) -> Line {
        let id = EmployeeId(thing.id);
        let person = self.things.people.iter().find(|person| person.id == id);
        let mut line = self.change_line(part, change.word, &thing.people);
        line.reason.clone_from(&plan.reason);
        match (change.door, person) {
            // Who is in the team already is not touched.
            ("setTeam", Some(person)) if person.team == self.other_team(thing) => {
                line = Line { people: Vec::new(), subjects: 0, ..line };
            }
            ("verifyRights", Some(person)) if person.verified => {
                line = Line { people: Vec::new(), subjects: 0, ..line };
            }
            // It is about everybody, and named is of whom something came out differently: nobody.
            ("setAverage" | "recalculateAll", _) => {
                let all = self.things.people.iter().filter(|person| person.org == part.org);
                line.subjects = i64::try_from(all.count()).unwrap();
            }
            _ => {}
        }
        line
    }

    /// The team in which somebody is put: of the bakers none is taken out.
    fn other_team(&self, thing: &Thing) -> Option<&'static str> {
        let person = self.things.people.iter().find(|person| person.id.0 == thing.id);
        match person.and_then(|person| person.team) {
            Some(TEAM) => Some(TEAM),
            _ if self.act.is_multiple_of(2) => Some("Drivers"),
            _ => None,
        }
    }

    fn plan(&mut self, door: &str, thing: &Thing) -> Plan {
        let command = self
            .plan_of_person(door, thing)
            .or_else(|| self.plan_of_training(door, thing))
            .unwrap_or_else(|| self.plan_of_register(door, thing));
        let reason = command.needs_reason() || self.dice.percent(30);
        Plan { command, reason: reason.then(|| REASON.to_owned()) }
    }

    fn plan_of_person(&mut self, door: &str, thing: &Thing) -> Option<Command> {
        let employee = EmployeeId(thing.id);
        let targets = Targets::Some(vec![employee]);
        let (year, act) = (2026, i64::try_from(self.act).unwrap());
        Some(match door {
            "addEmployee" => {
                let full = self.is_full(thing.org);
                let n = if full { 1 } else { ADDED + u32::try_from(self.act).unwrap() };
                Command::AddEmployee {
                    person: person(n),
                    from: date(2026, 1, 1),
                    to: None,
                    occupations: vec![occupation("200", SMALL)],
                }
            }
            "changePerson" => {
                let known = self.things.people.iter().find(|person| person.id == employee);
                let team = known.and_then(|person| person.team).map(str::to_owned);
                let address = Some(format!("Molenstraat {act}"));
                let n = known.map_or(1, |person| person.n);
                let person = PersonInput { ssin: String::new(), address, team, ..person(n) };
                Command::ChangePerson { employee, seen: None, person }
            }
            "changeOccupations" => Command::ChangeOccupations {
                employee,
                from: date(2026, 10, 1),
                to: None,
                occupations: vec![occupation("200", SMALL)],
            },
            "endService" => {
                let (end, cause) = (date(2026, 6, 30), EndCause::Agreement);
                Command::EndService { employee, end, cause }
            }
            "setTeam" => {
                let team = self.other_team(thing).map(str::to_owned);
                Command::SetTeam { targets, team }
            }
            "setRight" => {
                let (kind, minutes) = (RightKind::Sectoral, Some(Minutes(60 + act % 60)));
                Command::SetRight { targets, year, kind, minutes }
            }
            "computeRight" => {
                Command::SetRight { targets, year, kind: RightKind::Sectoral, minutes: None }
            }
            "giveCompanyDays" => {
                Command::GiveCompanyDays { targets, year, hundredths: 50, flat: true }
            }
            "setOptOut" => Command::SetOptOut { targets, year, out: true },
            "endOptOut" => Command::SetOptOut { targets, year, out: false },
            "verifyRights" => Command::VerifyRights { targets, year: 2025 },
            "adjustCredit" => {
                let (date, minutes) = (date(2026, 2, 2), Minutes(5));
                Command::AdjustCredit { employee, year, date, minutes }
            }
            "withdrawAdjustment" => {
                let employee = thing.people.first().copied().unwrap_or(employee);
                Command::WithdrawAdjustment { employee, id: AdjustmentId(thing.id) }
            }
            "makeNotices" => Command::Papers(PaperCommand::MakeNotices { year, targets }),
            _ => return None,
        })
    }

    fn plan_of_training(&mut self, door: &str, thing: &Thing) -> Option<Command> {
        let (id, version) = (TrainingId(thing.id), thing.version);
        let details = training(&format!("Training {}", self.act), date(2026, 3, 3), 60);
        let employee = EmployeeId(thing.id);
        Some(match door {
            "registerTraining" => {
                let parts = vec![part(employee, Status::Completed, 60)];
                Command::RegisterTraining { details, parts }
            }
            "planTraining" => {
                let parts = vec![part(employee, Status::Planned, 60)];
                Command::RegisterTraining { details, parts }
            }
            "registerSeries" => Command::RegisterSeries {
                details,
                starts: vec![date(2027, 2, 1), date(2027, 2, 2)],
                parts: vec![part(employee, Status::Planned, 60)],
            },
            "completeTraining" => {
                Command::CompleteTraining { training: id, version, absent: Vec::new() }
            }
            "correctTraining" => Command::CorrectTraining {
                training: id,
                version,
                details,
                parts: Vec::new(),
                added: Vec::new(),
            },
            "withdrawTraining" => Command::WithdrawTraining { training: id, version, parts: None },
            "restoreTraining" => Command::RestoreTraining { training: id, version, parts: None },
            _ => return None,
        })
    }

    fn plan_of_register(&mut self, door: &str, thing: &Thing) -> Command {
        let id = thing.id;
        match door {
            "setAverage" => Command::SetAverage { year: 2026, hundredths: Some(2_500) },
            "withdrawCompanyDays" => Command::WithdrawCompanyDays { id: CompanyDaysId(id) },
            "changeSettings" => Command::ChangeSettings {
                name: format!("Name {}", self.act),
                language: Language::Fr,
                day_minutes: 456,
            },
            "recalculateAll" => Command::RecalculateAll,
            "setCourse" => {
                let details = CourseInput {
                    title: format!("Course {}", self.act),
                    minutes: Minutes(120),
                    kind: None,
                    provider: None,
                    place: None,
                    valid_months: None,
                    field: None,
                };
                Command::SetCourse { course: None, details }
            }
            "withdrawCourse" => Command::WithdrawCourse { course: CourseId(id) },
            "removeEvidence" => Command::RemoveEvidence { file: FileId(id) },
            "settleTask" => {
                Command::SettleTask { task: Settled::PlanAdvice(2026), done_on: Some(TODAY) }
            }
            "setTrainingCost" => {
                let (heading, gender) = (Heading::Formal, Gender::Men);
                let paper =
                    PaperCommand::SetTrainingCost { year: 2026, heading, gender, cost: None };
                Command::Papers(paper)
            }
            "markNotices" => {
                let (notices, how) = (Some(vec![NoticeId(id)]), Handing::ByHand);
                Command::Papers(PaperCommand::MarkNotices { year: 2026, notices, on: TODAY, how })
            }
            "answerQuestion" => {
                let words = "It is as it is.".to_owned();
                Command::AnswerQuestion { dispute: DisputeId(id), words, correction: None }
            }
            "judgeRecord" => Command::JudgeRecord {
                record: OwnRecordId(id),
                version: thing.version,
                standing: Standing::EvidenceSeen,
                words: String::new(),
            },
            other => panic!("no command is called {other}"),
        }
    }

    /// Notes for the referee what there is now.
    async fn happened(&mut self, door: &str, part: &Part, thing: &mut Thing, receipt: &Receipt) {
        let new = |people: Vec<EmployeeId>| Thing::new(receipt.object.unwrap(), part.org, people);
        let those = thing.people.clone();
        match door {
            "addEmployee" => self.joined(part.org, EmployeeId(receipt.object.unwrap())),
            "endService" => self.things.person(those[0]).serving = false,
            "setRight" => self.things.person(those[0]).by_hand = true,
            "computeRight" => self.things.person(those[0]).by_hand = false,
            "setTeam" => self.things.person(those[0]).team = self.other_team(thing),
            "verifyRights" => self.things.person(those[0]).verified = true,
            "giveCompanyDays" => self.gave_days(part.org, those[0]).await,
            "withdrawCompanyDays" => drop(self.things.take(Kind::CompanyDays, thing.id)),
            "adjustCredit" => self.things.add(Kind::Adjustment, new(those)),
            "withdrawAdjustment" => drop(self.things.take(Kind::Adjustment, thing.id)),
            "registerTraining" => {
                let of = self.participation(part.org, TrainingId(receipt.object.unwrap())).await;
                self.things.add(Kind::Training, Thing { of, ..new(those) });
            }
            "planTraining" => self.things.add(Kind::Planned, new(those)),
            "completeTraining" => self.moved(Kind::Planned, Kind::Training, thing.id),
            "correctTraining" => {
                self.things.change(Kind::Training, thing.id, |training| training.version += 1);
            }
            "withdrawTraining" => self.moved(Kind::Training, Kind::Withdrawn, thing.id),
            "restoreTraining" => self.moved(Kind::Withdrawn, Kind::Training, thing.id),
            "setCourse" => self.things.add(Kind::Course, new(Vec::new())),
            "withdrawCourse" => drop(self.things.take(Kind::Course, thing.id)),
            "removeEvidence" => drop(self.things.take(Kind::File, thing.id)),
            "makeNotices" => {
                self.things.person(those[0]).noticed = true;
                self.things.add(Kind::Notice, new(those));
            }
            "markNotices" => self.moved(Kind::Notice, Kind::GivenNotice, thing.id),
            "answerQuestion" => self.moved(Kind::Dispute, Kind::Answered, thing.id),
            _ => {}
        }
    }

    /// A training or notice stands otherwise now, as another version.
    pub fn moved(&mut self, from: Kind, to: Kind, id: Uuid) {
        let thing = self.things.take(from, id).unwrap();
        self.things.add(to, Thing { version: thing.version + 1, ..thing });
    }

    pub fn joined(&mut self, org: Org, id: EmployeeId) {
        let n = ADDED + u32::try_from(self.act).unwrap();
        self.things.people.push(Person {
            id,
            n,
            org,
            team: None,
            serving: true,
            verified: true,
            noticed: false,
            by_hand: false,
        });
    }

    /// The register gives company days an id of their own, which it tells with the account.
    async fn gave_days(&mut self, org: Org, person: EmployeeId) {
        let employer = self.stage.id(org);
        let mut tx = self.app().store().read().await.unwrap();
        let all = tx.company_days_of(employer, &[person], Instant::LATEST).await.unwrap();
        tx.rollback().await.unwrap();
        let known = self.things.of(Kind::CompanyDays);
        let new = all.iter().find(|days| known.iter().all(|one| one.id != days.id.0)).unwrap();
        let thing = Thing::new(new.id.0, org, vec![person]);
        self.things.add(Kind::CompanyDays, thing);
    }

    pub async fn participation(&self, org: Org, training: TrainingId) -> Uuid {
        let mut tx = self.app().store().read().await.unwrap();
        let parts = tx.parts_in(self.stage.id(org), training, Instant::LATEST).await.unwrap();
        tx.rollback().await.unwrap();
        let ParticipationId(id) = parts[0].id;
        id
    }
}
