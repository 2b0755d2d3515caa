//! What the register holds of an employer comes out as a batch file that is valid, changes nothing
//! where it is sent in again, and registers the same in a register that knows nothing yet.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::process::Command as Process;

use crate::support::batch::{answered, gives_mandate, secretariat, sent};
use crate::support::tables::Place;
use crate::support::{World, dmfa, occupation, part, person, training, visitor};
use fla_app::{
    Caller, Command, Environment, ExportedFile, FormView, PersonInput, Refused, Targets,
};
use fla_domain::access::Scope;
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::Minutes;
use fla_domain::reference::Reference;
use fla_domain::right::RightKind;
use fla_domain::training::{NotCounting, Status, TrainingDetails, TrainingKind, YearPart};
use fla_formats::batch_file::{Body, Form, Reader, SCHEMA, SCHEMA_NAME, Writer};
use fla_formats::synthetic::{self, mix};
use fla_store::testing::test_stores;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 26);

/// Texts in which something can go wrong on the way through XML.
const ODD: &[&str] = &[
    "O'Neill & <Zonen> \"x\" ]]>",
    "a\tb\nc\r\nd\re",
    "\u{1}\u{8}\u{b}x\u{c}\u{1f}y\u{fffe}\u{ffff}z",
    "\u{85}Ünï\u{2028}\u{2029}\u{200b}\u{feff}\u{200f}x",
    "שָׁלוֹם 山田 😀\u{10ffff}\u{1d11e}",
    "&amp; &#x41; <!-- x --> <?x?> <![CDATA[y",
    "\u{301}e\u{7f}\u{9f}\u{a0}x",
    "=1+1;-2",
];

/// Numbers that follow from a seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = mix(self.0);
        self.0 % sides
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.roll(n) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.roll(all.len() as u64)).unwrap()]
    }

    fn odd(&mut self) -> Option<String> {
        (self.roll(3) == 0).then(|| self.of(ODD).to_owned())
    }

    fn day(&mut self, first: Date, days: u64) -> Date {
        first.checked_add(i64::try_from(self.roll(days)).unwrap().days()).unwrap()
    }
}

fn somebody(dice: &mut Dice, n: u32) -> PersonInput {
    let plain = person(n);
    PersonInput {
        family_name: dice.odd().unwrap_or(plain.family_name),
        given_name: dice.odd().unwrap_or(plain.given_name),
        birth_date: dice.one_in(2).then(|| dice.day(date(1960, 1, 1), 9_000)),
        birth_place: dice.odd(),
        address: dice.odd(),
        gender: dice.one_in(2).then(|| dice.of(&["f", "m", "x"]).to_owned()),
        language: dice.one_in(2).then(|| dice.of(&Language::ALL)),
        email: dice.one_in(2).then(|| format!("p{n}+ü'&@example.be")),
        team: dice.odd(),
        ..plain
    }
}

/// A register that came to be by random acts.
struct Random<'w> {
    world: &'w World,
    dice: Dice,
    people: Vec<EmployeeId>,
}

impl Random<'_> {
    /// As by hand, with or without a reference of the sender's.
    async fn act(&mut self, command: Command) -> Result<uuid::Uuid, Refused> {
        let made =
            matches!(command, Command::AddEmployee { .. } | Command::RegisterTraining { .. });
        let reference: Option<Reference> = (made && self.dice.one_in(2))
            .then(|| format!("R-{}", self.dice.roll(u64::MAX)).parse().unwrap());
        let World { app, hr, .. } = self.world;
        self.world.tick();
        let key = self.world.key();
        let reason = Some("zoals & <afgesproken>\u{2}");
        let receipt = app.submit_as(hr, &command, &key, reason, reference.as_ref()).await?;
        Ok(receipt.object.unwrap_or_default())
    }

    async fn hire(&mut self, n: u32) {
        let from = self.dice.day(date(2015, 1, 1), 3_500);
        let to = self.dice.one_in(4).then(|| from.checked_add(400.days()).unwrap());
        let mut occupations = vec![occupation(self.dice.of(&["200", "124", "999"]), 3800)];
        if self.dice.one_in(3) {
            occupations.push(occupation(self.dice.of(&["200", "140.03"]), 1900));
        }
        let command =
            Command::AddEmployee { person: somebody(&mut self.dice, n), from, to, occupations };
        let id = EmployeeId(self.act(command).await.unwrap());
        self.people.push(id);
        let employee = id;
        if self.dice.one_in(2) {
            let from = self.dice.day(from, 300);
            let to = self.dice.one_in(2).then(|| self.dice.day(from, 200));
            let occupations = vec![occupation("200", self.dice.of(&[1900, 3040, 3800]))];
            let command = Command::ChangeOccupations { employee, from, to, occupations };
            self.act(command).await.unwrap();
        }
        if self.dice.one_in(3) {
            let end = self.dice.day(from, 300);
            let cause = self.dice.of(EndCause::ALL);
            // Where nobody works on the day there is nothing to end.
            let ended = self.act(Command::EndService { employee, end, cause }).await;
            if ended.is_ok() && self.dice.one_in(2) {
                let from = end.checked_add(i64::try_from(self.dice.roll(60)).unwrap().days());
                let from = from.unwrap().tomorrow().unwrap();
                let occupations = vec![occupation("124", 3800)];
                let again = Command::ChangeOccupations { employee, from, to: None, occupations };
                self.act(again).await.unwrap();
            }
        }
    }

    async fn rights(&mut self) {
        for employee in self.people.clone() {
            let targets = Targets::Some(vec![employee]);
            let year = self.dice.of(&[2024, 2025, 2026]);
            if self.dice.one_in(4) {
                let minutes = Some(Minutes(self.dice.of(&[0, 1200, 2400])));
                let kind = self.dice.of(&[RightKind::Statutory, RightKind::Company]);
                self.act(Command::SetRight { targets: targets.clone(), year, kind, minutes })
                    .await
                    .unwrap();
            }
            if self.dice.one_in(3) {
                self.act(Command::VerifyRights { targets, year }).await.unwrap();
            }
        }
    }

    fn details(&mut self) -> TrainingDetails {
        let start = self.dice.day(date(2024, 1, 1), 1_040);
        TrainingDetails {
            title: self.dice.odd().unwrap_or_else(|| "Veilig werken".to_owned()),
            end: start.checked_add(i64::try_from(self.dice.roll(90)).unwrap().days()).unwrap(),
            kind: self.dice.one_in(2).then(|| self.dice.of(TrainingKind::ALL)),
            provider: self.dice.odd(),
            place: self.dice.odd(),
            nature: self.dice.odd(),
            funding: self.dice.odd(),
            cla_number: self.dice.odd(),
            not_counting: self.dice.one_in(4).then(|| self.dice.of(NotCounting::ALL)),
            ..training("", start, 60 + i64::try_from(self.dice.roll(1_300)).unwrap())
        }
    }

    async fn train(&mut self) {
        let details = self.details();
        let past = details.end <= TODAY;
        let mut parts = Vec::new();
        for id in self.people.clone() {
            if !parts.is_empty() && !self.dice.one_in(6) {
                continue;
            }
            let status = if past { self.dice.of(Status::ALL) } else { Status::Planned };
            let mut new = part(id, status, details.minutes.0);
            if self.dice.one_in(3) {
                new.details.minutes = Minutes(1 + i64::try_from(self.dice.roll(59)).unwrap());
            }
            new.details.not_counting =
                self.dice.one_in(3).then_some(NotCounting::OutsideProfession);
            new.details.certificate = self.dice.one_in(3);
            if new.details.certificate && self.dice.one_in(2) {
                new.details.valid_until = Some(details.end);
            }
            if self.dice.one_in(3) {
                let whole = new.details.minutes;
                new.details.split = vec![YearPart { year: details.end.year(), minutes: whole }];
            }
            parts.push(new);
        }
        let register = Command::RegisterTraining { details: details.clone(), parts };
        let id = TrainingId(self.act(register).await.unwrap());
        let parts = {
            let mut tx = self.world.app.store().read().await.unwrap();
            let now = fla_domain::time::Instant::LATEST;
            let parts = tx.parts_in(self.world.employer, id, now).await.unwrap();
            tx.rollback().await.unwrap();
            parts
        };
        match self.dice.roll(6) {
            0 => {
                let withdraw = Command::WithdrawTraining { training: id, version: 1, parts: None };
                self.act(withdraw).await.unwrap();
            }
            1 => {
                let parts = Some(vec![parts[0].id]);
                let withdraw = Command::WithdrawTraining { training: id, version: 1, parts };
                self.act(withdraw).await.unwrap();
            }
            2 => {
                let title = format!("{} (2)", details.title.trim());
                let details = TrainingDetails { title, ..details };
                let correct = Command::CorrectTraining {
                    training: id,
                    version: 1,
                    details,
                    parts: Vec::new(),
                    added: Vec::new(),
                };
                self.act(correct).await.unwrap();
            }
            _ => {}
        }
    }
}

/// Fills a register, with people of whom only a quarterly declaration spoke where asked for.
async fn filled(world: &World, seed: u64, people: u32, trainings: u32, declared: bool) {
    let mut random = Random { world, dice: Dice(seed), people: Vec::new() };
    for n in 1..=people {
        random.hire(n).await;
    }
    if declared {
        let work = |n: u32| (n, vec![(date(2024, 2, 1), None, "200", 3800)]);
        let whom: Vec<_> = [1, 2, people + 1, people + 2].map(work).into();
        let bytes = dmfa(1, "2026Q2", "2026-07-10T10:00:00", &whom);
        world.import(&[("dmfa.xml", bytes)]).await;
        let mut tx = world.app.store().read().await.unwrap();
        let nobody = EmployeeId(uuid::Uuid::nil());
        random.people = tx.employees_after(world.employer, nobody, 10_000).await.unwrap();
        tx.rollback().await.unwrap();
    }
    random.world.app.work_to_the_end().await.unwrap();
    random.rights().await;
    for _ in 0..trainings {
        random.train().await;
    }
    world.app.work_to_the_end().await.unwrap();
}

async fn exported(world: &World, by: &Caller) -> Vec<u8> {
    world.tick();
    let mut exported: ExportedFile = world.app.export_batch_file(by).await.unwrap();
    let mut bytes = Vec::new();
    exported.file.read_to_end(&mut bytes).unwrap();
    assert_eq!(bytes.len() as u64, exported.size);
    assert_eq!(exported.left_out, 0);
    bytes
}

fn read(bytes: &[u8]) -> Vec<Form> {
    let mut reader = Reader::open(bytes, TODAY).unwrap();
    let mut forms = Vec::new();
    while let Some(form) = reader.next().unwrap() {
        assert!(form.body.is_ok(), "{:?}", form.body);
        forms.push(form);
    }
    forms
}

/// What `xmllint` says of a file; empty where it is valid.
fn xmllint(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(SCHEMA_NAME), SCHEMA).unwrap();
    std::fs::write(folder.path().join("export.xml"), bytes).unwrap();
    let mut run = Process::new("xmllint");
    run.args(["--nonet", "--noout", "--schema", SCHEMA_NAME, "export.xml"]);
    let output = run.current_dir(folder.path()).output();
    let output = output.expect("xmllint is installed (libxml2-utils)");
    if output.status.success() { String::new() } else { String::from_utf8(output.stderr).unwrap() }
}

/// Every table but those of what was received and of what waits to be sealed, and of others the rows
/// of the receipt itself.
async fn register(place: &Place) -> BTreeMap<String, Vec<String>> {
    let mut tables = place.rows().await;
    for of_files in ["batch_file", "batch_form", "stored_file", "job", "audit_waiting"] {
        assert!(tables.remove(of_files).is_some(), "{of_files}");
    }
    for rows in tables.values_mut() {
        rows.retain(|row| !row.contains("batchFileReceived"));
    }
    tables
}

fn accepted(forms: &[FormView], engine: &str) {
    let refused: Vec<_> = forms.iter().filter(|form| form.state == "refused").collect();
    assert!(refused.is_empty(), "{engine}: {refused:#?}");
    assert!(forms.iter().all(|form| form.change.is_none()), "{engine}");
}

/// Somebody of a social secretariat with a mandate that carries everything.
async fn mandated(world: &World) -> Caller {
    let secretariat = secretariat(world).await;
    let all = [Scope::Declare, Scope::Correct, Scope::Verify];
    gives_mandate(world, world.employer, &secretariat, &all).await;
    secretariat
}

/// Sent in again by the employer, by a mandate holder, and once more, it changes nothing.
async fn changes_nothing(place: &Place, world: &World) {
    let engine = place.engine();
    let secretariat = mandated(world).await;
    let bytes = exported(world, &world.hr).await;
    assert_eq!(xmllint(&bytes), "", "{engine}");
    let forms = read(&bytes);
    let numbers: std::collections::BTreeSet<_> = forms.iter().map(|f| &f.reference).collect();
    assert_eq!(numbers.len(), forms.len(), "{engine}");
    let before = register(place).await;
    for (n, by) in [&world.hr, &secretariat, &world.hr].into_iter().enumerate() {
        // Other bytes, so that it is not refused as the same file.
        let again = [&bytes[..], "\n".repeat(n).as_bytes()].concat();
        let id = sent(world, by, "export.xml", &again, Environment::Real).await;
        let (view, answers) = answered(world, by, id).await;
        assert_eq!(view.state, "done", "{engine}");
        assert_eq!(answers.len(), forms.len(), "{engine}");
        accepted(&answers, engine);
        let after = register(place).await;
        for (table, rows) in &before {
            let now = &after[table];
            let gone: Vec<_> = rows.iter().filter(|row| !now.contains(row)).take(3).collect();
            let new: Vec<_> = now.iter().filter(|row| !rows.contains(row)).take(3).collect();
            assert!(rows == now, "{engine} {n} {table}: {gone:#?} {new:#?}");
        }
    }
}

#[tokio::test]
async fn sent_in_again_nothing_changes_whatever_the_register_holds() {
    for seed in 0..3 {
        for place in Place::both().await {
            let world = World::new(place.open().await, TODAY).await;
            filled(&world, seed, 12, 12, true).await;
            changes_nothing(&place, &world).await;
        }
    }
}

#[tokio::test]
async fn of_some_hundred_people_too() {
    for place in Place::both().await {
        let world = World::new(place.open().await, TODAY).await;
        filled(&world, 77, 300, 40, true).await;
        changes_nothing(&place, &world).await;
    }
}

/// What a form says whatever the register calls things.
fn said(form: Form) -> String {
    let mut body = form.body.unwrap();
    if let Body::RegisterTraining { id, reference, participants, .. } = &mut body {
        (*id, *reference) = (None, None);
        participants.sort_by(|a, b| a.who.cmp(&b.who));
    }
    if let Body::SetRight { people, .. } | Body::VerifyRights { people, .. } = &mut body {
        people.sort();
    }
    // As it is written, for it is not shown in the open.
    let form = Form {
        reason: form.reason,
        ..Form::new("X".parse().unwrap(), form.created.date().at(0, 0, 0, 0), form.employer, body)
    };
    let mut writer = Writer::compact(Vec::new()).unwrap();
    writer.form(&form).unwrap();
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

fn all_said(bytes: &[u8]) -> Vec<String> {
    let mut all: Vec<String> = read(bytes).into_iter().map(said).collect();
    all.sort();
    all
}

#[tokio::test]
async fn a_register_that_knows_nothing_takes_it_as_it_is() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        filled(&world, 5, 25, 20, false).await;
        let bytes = exported(&world, &world.hr).await;

        let place = Place::both().await.into_iter().find(|p| p.engine() == engine).unwrap();
        let fresh = World::new(place.open().await, TODAY).await;
        let id = sent(&fresh, &fresh.hr, "export.xml", &bytes, Environment::Real).await;
        let (_, answers) = answered(&fresh, &fresh.hr, id).await;
        let refused: Vec<_> = answers.iter().filter(|form| form.state == "refused").collect();
        assert!(refused.is_empty(), "{engine}: {refused:#?}");
        fresh.app.work_to_the_end().await.unwrap();

        let again = exported(&fresh, &fresh.hr).await;
        let (first, second) = (all_said(&bytes), all_said(&again));
        let lost: Vec<_> = first.iter().filter(|form| !second.contains(form)).collect();
        let new: Vec<_> = second.iter().filter(|form| !first.contains(form)).collect();
        assert!(lost.is_empty() && new.is_empty(), "{engine}: lost {lost:#?} new {new:#?}");

        // The ids of the first register are known here by now.
        let before = register(&place).await;
        let longer = [&bytes[..], b"\n"].concat();
        let id = sent(&fresh, &fresh.hr, "export.xml", &longer, Environment::Real).await;
        let (view, _) = answered(&fresh, &fresh.hr, id).await;
        assert_eq!(view.refused, 0, "{engine}");
        let after = register(&place).await;
        assert_eq!(before["training"], after["training"], "{engine}");
        assert_eq!(before["statement"], after["statement"], "{engine}");
    }
}

#[tokio::test]
async fn what_stands_otherwise_is_refused_and_stays() {
    for place in Place::both().await {
        let engine = place.engine();
        let world = World::new(place.open().await, TODAY).await;
        let id = world.hire(1, date(2024, 1, 1), "200", 3800).await;
        let details = training("Veilig werken", date(2026, 3, 2), 90);
        let parts = vec![part(id, Status::Completed, 90)];
        let made = world.submit(Command::RegisterTraining { details, parts }, None).await;
        let bytes = exported(&world, &world.hr).await;
        let withdraw = Command::WithdrawTraining {
            training: TrainingId(made.object.unwrap()),
            version: 1,
            parts: None,
        };
        world.submit(withdraw, Some("a mistake")).await;
        let named = PersonInput { team: Some("Dak".to_owned()), ..person(1) };
        world.submit(Command::ChangePerson { employee: id, seen: None, person: named }, None).await;
        let before = register(&place).await;
        let file = sent(&world, &world.hr, "export.xml", &bytes, Environment::Real).await;
        let (_, answers) = answered(&world, &world.hr, file).await;
        let codes: Vec<_> = answers
            .iter()
            .map(|form| form.anomalies.first().map(fla_domain::anomaly::Anomaly::code))
            .collect();
        let code = |code: &str| Some(code.to_owned());
        assert_eq!(codes, [code("SSIN-006"), code("TRAINING-006")], "{engine}");
        assert!(before == register(&place).await, "{engine}");
    }
}

#[tokio::test]
async fn who_may_not_read_gets_nothing_and_looking_is_noted() {
    for place in Place::both().await {
        let engine = place.engine();
        let world = World::new(place.open().await, TODAY).await;
        let empty = world.app.export_batch_file(&world.hr).await;
        let Err(Refused::Invalid(found)) = empty else { panic!("{engine}: nothing to export") };
        assert_eq!(found[0].code(), "FILE-053", "{engine}");
        world.hire(1, date(2024, 1, 1), "200", 3800).await;
        exported(&world, &world.hr).await;
        let own = world.app.act_as_employee(&visitor(synthetic::ssin(1)), world.employer).await;
        let refused = world.app.export_batch_file(&own.unwrap()).await;
        assert!(matches!(refused, Err(Refused::Forbidden(_))), "{engine}");
        let noted = |rows: &[String], outcome: &str| {
            let of = |row: &&String| row.contains("batchFileExport") && row.contains(outcome);
            rows.iter().filter(of).count()
        };
        let tables = place.rows().await;
        assert_eq!(noted(&tables["audit_entry"], "done"), 1, "{engine}");
        assert_eq!(noted(&tables["audit_entry"], "refused"), 1, "{engine}");
    }
}
