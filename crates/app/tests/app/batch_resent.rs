//! Senders send files again, under other names, corrected, damaged, and while the register is cut off
//! in the middle of them: held against a model of a few lines, nothing is carried out twice, nothing is
//! lost, and each form is answered as its sender can expect.
//!
//! `FLA_FILES` says how many files, `FLA_SEED` which.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::support::World;
use crate::support::batch::{answered, sent};
use crate::support::forms::{NEW, TODAY, file, form, hiring, registration, states, trainings};
use fla_app::{BatchFileView, Environment, FormView};
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::BatchFileId;
use fla_formats::batch_file::Form;
use fla_formats::synthetic::mix;
use fla_store::testing::test_stores;
use jiff::civil::date;

/// Files of one register.
const OF_ONE: u64 = 20;
/// People who are there from the beginning; forms name a few who are not.
const PEOPLE: u64 = 5;

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |n| n.parse().expect("a number"))
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(1);
        mix(self.0) % sides
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.roll(n) == 0
    }
}

/// What a form says, in words of the model.
#[derive(Clone, PartialEq, Eq)]
enum Says {
    Hire(u32),
    Train(String, Vec<u32>),
}

/// A form: the sender's number of it, and what it says.
type Sent = (String, Says);

fn written(forms: &[Sent], hour: i8) -> Vec<u8> {
    let forms: Vec<Form> = forms
        .iter()
        .map(|(number, says)| {
            let body = match says {
                Says::Hire(n) => hiring(*n, None),
                Says::Train(title, people) => registration(title, people),
            };
            let mut form = form(number, NEW, body);
            form.created = date(2026, 11, 26).at(hour, 0, 0, 0);
            form
        })
        .collect();
    file(&forms)
}

/// What the register must hold and say.
struct Model {
    people: BTreeSet<u32>,
    /// What was accepted under each number.
    accepted: BTreeMap<String, Says>,
    trainings: BTreeMap<String, Vec<usize>>,
}

impl Model {
    fn new() -> Self {
        let people = (0..u32::try_from(PEOPLE).unwrap()).collect();
        Self { people, accepted: BTreeMap::new(), trainings: BTreeMap::new() }
    }

    /// Carries a form out; answers with its state and codes.
    fn carry_out(&mut self, (number, says): &Sent) -> String {
        match self.accepted.get(number) {
            Some(before) if before == says => return "warned REFERENCE-006".to_owned(),
            Some(_) => return "refused REFERENCE-006".to_owned(),
            None => {}
        }
        match says {
            Says::Hire(n) => drop(self.people.insert(*n)),
            Says::Train(title, people) => {
                let unknown = people.iter().filter(|n| !self.people.contains(n)).count();
                if unknown > 0 {
                    return format!("refused{}", " SSIN-022".repeat(unknown));
                }
                self.trainings.entry(title.clone()).or_default().push(people.len());
            }
        }
        self.accepted.insert(number.clone(), says.clone());
        "accepted".to_owned()
    }
}

/// A sender, who remembers what was sent.
struct Sender {
    dice: Dice,
    forms: Vec<Sent>,
    files: Vec<Vec<u8>>,
    next: u32,
}

impl Sender {
    /// A form that is new, sent before, or new under a number that was used before.
    fn form(&mut self) -> Sent {
        if !self.forms.is_empty() && self.dice.one_in(4) {
            let pick = self.dice.roll(u64::try_from(self.forms.len()).unwrap());
            let (number, says) = self.forms[usize::try_from(pick).unwrap()].clone();
            if self.dice.one_in(3) {
                let says = self.says();
                return (number, says);
            }
            return (number, says);
        }
        let says = self.says();
        self.next += 1;
        let form = (format!("N{}", self.next), says);
        self.forms.push(form.clone());
        form
    }

    fn says(&mut self) -> Says {
        self.next += 1;
        if self.dice.one_in(6) {
            // Each of them once: whoever is there already is another matter.
            return Says::Hire(1_000 + self.next);
        }
        let mut people = BTreeSet::new();
        for _ in 0..=self.dice.roll(3) {
            let stranger = self.dice.one_in(8);
            let n = self.dice.roll(PEOPLE) + if stranger { 500 } else { 0 };
            people.insert(u32::try_from(n).unwrap());
        }
        if self.dice.one_in(5) {
            // Somebody whom a form before may have added.
            let hired = self.forms.iter().rev().find_map(|(_, says)| match says {
                Says::Hire(n) => Some(*n),
                Says::Train(..) => None,
            });
            people.extend(hired);
        }
        Says::Train(format!("T{}", self.next), people.into_iter().collect())
    }
}

/// The answers once all is carried out: what was cut off may hold its job for a moment longer.
async fn done(world: &World, id: BatchFileId) -> (BatchFileView, Vec<FormView>) {
    for _ in 0..100 {
        let (view, answers) = answered(world, &world.hr, id).await;
        if view.state == "done" {
            return (view, answers);
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    answered(world, &world.hr, id).await
}

/// Plays so many files on a register, and answers with how often each sort of thing happened.
async fn play(world: &World, seed: u64, files: u64, tally: &mut BTreeMap<&'static str, u64>) {
    for n in 0..u32::try_from(PEOPLE).unwrap() {
        world.hire(n, date(2020, 1, 1), "200", 3800).await;
    }
    let (forms, sent_files) = (Vec::new(), Vec::new());
    let mut sender = Sender { dice: Dice(mix(seed)), forms, files: sent_files, next: 0 };
    let mut model = Model::new();
    for n in 0..files {
        let told = format!("seed {seed}, file {n}");
        let name = format!("{n}.xml");
        if sender.dice.one_in(6)
            && let Some(before) = sender.files.last().cloned()
        {
            *tally.entry("sent again").or_default() += 1;
            let id = sent(world, &world.hr, &name, &before, Environment::Real).await;
            let (view, answers) = answered(world, &world.hr, id).await;
            let codes: Vec<_> = view.faults.iter().map(Anomaly::code).collect();
            assert_eq!((codes, answers.len()), (vec!["FILE-006".to_owned()], 0), "{told}");
            continue;
        }
        let size = 1 + sender.dice.roll(12);
        let forms: Vec<Sent> = (0..size).map(|_| sender.form()).collect();
        // Another hour, so that the bytes of two files are never the same.
        let bytes = written(&forms, i8::try_from(n % 20).unwrap());
        if sender.dice.one_in(6) {
            *tally.entry("damaged first").or_default() += 1;
            let cut = usize::try_from(sender.dice.roll(u64::try_from(bytes.len() - 1).unwrap()));
            let damaged = &bytes[..cut.unwrap()];
            let id = sent(world, &world.hr, &name, damaged, Environment::Real).await;
            let (view, answers) = answered(world, &world.hr, id).await;
            assert_eq!((view.state.as_str(), answers.len()), ("refused", 0), "{told}");
        }
        let simulated = sender.dice.one_in(8);
        if simulated {
            *tally.entry("simulated first").or_default() += 1;
            let id = sent(world, &world.hr, &name, &bytes, Environment::Simulation).await;
            let (view, _) = answered(world, &world.hr, id).await;
            assert_eq!(view.answered(), i64::try_from(size).unwrap(), "{told}");
        }
        let id = sent(world, &world.hr, &name, &bytes, Environment::Real).await;
        if sender.dice.one_in(3) {
            *tally.entry("cut off").or_default() += 1;
            let cut = Duration::from_millis(sender.dice.roll(60));
            let _ = tokio::time::timeout(cut, world.app.work(std::future::pending())).await;
            // The lease runs out.
            for _ in 0..70 {
                world.tick();
            }
        }
        let (view, answers) = done(world, id).await;
        let wanted: Vec<String> = forms.iter().map(|form| model.carry_out(form)).collect();
        assert_eq!(view.state, "done", "{told}");
        assert_eq!(states(&answers), wanted, "{told}");
        *tally.entry("forms").or_default() += size;
        let refused = wanted.iter().filter(|state| state.starts_with("refused")).count();
        *tally.entry("refused").or_default() += u64::try_from(refused).unwrap();
        sender.files.push(bytes);
    }
    let standing = trainings(world, world.employer).await;
    assert_eq!(standing, model.trainings, "seed {seed}");
}

#[tokio::test]
async fn whatever_is_sent_again_is_there_once() {
    let (files, first) = (number("FLA_FILES", 120), number("FLA_SEED", 1));
    let mut tally = BTreeMap::new();
    for seed in first..first + files.div_ceil(OF_ONE) {
        for (engine, store) in test_stores().await {
            let world = World::new(store, TODAY).await;
            play(&world, seed, OF_ONE, &mut tally).await;
            world.app.store().close().await.unwrap();
            *tally.entry(engine).or_default() += OF_ONE;
        }
    }
    println!("{tally:?}");
    for what in ["sent again", "damaged first", "simulated first", "cut off", "refused"] {
        assert!(tally.get(what).is_some_and(|n| *n * 30 > files), "{what}: {tally:?}");
    }
}
