//! An application with a clock one can move, on a store of its own.

pub mod batch;
pub mod forms;
pub mod sheet;
pub mod tables;

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use fla_app::{
    App, Caller, Channel, Command, Files, IncomingFile, Key, NewEmployer, NewPart, OccupationInput,
    PersonInput, Receipt, Setup, Visitor,
};
use fla_domain::access::{Quality, Role};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, EmployerId, JobId};
use fla_domain::language::Language;
use fla_domain::occupation::Occupation;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::rules::RuleBook;
use fla_domain::time::{Instant, Quarter};
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use fla_formats::synthetic;
use fla_formats::write::{DmfaHeader, DmfaWriter};
use fla_store::Store;
use jiff::civil::Date;

use crate::s3::S3;

pub struct World {
    pub app: App,
    pub hr: Caller,
    pub employer: EmployerId,
    clock: Arc<AtomicI64>,
    keys: AtomicU64,
    pub files: tempfile::TempDir,
}

/// The person who registers in these tests.
pub fn hr_ssin() -> Ssin {
    synthetic::ssin(300_000)
}

pub fn visitor(ssin: Ssin) -> Visitor {
    Visitor { ssin, name: "Test Person".into(), channel: Channel::Web, trace: "test".into() }
}

pub fn at_noon(date: Date) -> i64 {
    let days = date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
    (days * 86_400 + 43_200) * 1_000_000
}

/// Bytes that differ and repeat from run to run: a counter through a mixing function.
fn random(counter: &AtomicU64, buffer: &mut [u8]) {
    for chunk in buffer.chunks_mut(8) {
        let mut x = counter.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        chunk.copy_from_slice(&(x ^ (x >> 31)).to_le_bytes()[..chunk.len()]);
    }
}

pub fn application(store: Store, clock: &Arc<AtomicI64>, files: &std::path::Path) -> App {
    beginning_at(1, store, clock, Files::folder(files))
}

/// The same, with ids of its own.
fn beginning_at(first: u64, store: Store, clock: &Arc<AtomicI64>, files: Files) -> App {
    let (clock, counter) = (Arc::clone(clock), Arc::new(AtomicU64::new(first)));
    App::new(Setup {
        store,
        rules: RuleBook::builtin(),
        clock: Arc::new(move || Instant(clock.load(Ordering::SeqCst))),
        random: Arc::new(move |buffer: &mut [u8]| random(&counter, buffer)),
        files,
    })
}

impl World {
    pub async fn new(store: Store, today: Date) -> Self {
        let files = tempfile::tempdir().unwrap();
        let kept = Files::folder(files.path());
        Self::keeping(store, today, kept, files).await
    }

    /// One that keeps its files in an object store.
    pub async fn sharing(store: Store, today: Date, s3: &S3) -> Self {
        Self::keeping(store, today, s3.files("fla"), tempfile::tempdir().unwrap()).await
    }

    async fn keeping(store: Store, today: Date, kept: Files, files: tempfile::TempDir) -> Self {
        let clock = Arc::new(AtomicI64::new(at_noon(today)));
        let app = beginning_at(1, store, &clock, kept);
        let employer = add_employer(&app, 1, &hr_ssin()).await;
        let hr = app.act_for(&visitor(hr_ssin()), employer).await.unwrap();
        Self { app, hr, employer, clock, keys: AtomicU64::new(0), files }
    }

    /// Another instance on the same store, with the same clock.
    pub fn instance(&self) -> App {
        let (store, files) = (self.app.store().clone(), self.app.files().clone());
        beginning_at(1 << 40, store, &self.clock, files)
    }

    /// Another one with rules of its own, counted from 1.
    pub fn instance_with(&self, n: u64, rules: RuleBook) -> App {
        let counter = Arc::new(AtomicU64::new((40 + n) << 34));
        let clock = Arc::clone(&self.clock);
        App::new(Setup {
            store: self.app.store().clone(),
            rules,
            clock: Arc::new(move || Instant(clock.load(Ordering::SeqCst))),
            random: Arc::new(move |buffer: &mut [u8]| random(&counter, buffer)),
            files: self.app.files().clone(),
        })
    }

    /// Lets time pass.
    pub fn wait(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000_000, Ordering::SeqCst);
    }

    /// The same on another machine, with a local folder of its own.
    pub fn instance_sharing(&self, s3: &S3) -> App {
        beginning_at(1 << 40, self.app.store().clone(), &self.clock, s3.files("fla"))
    }

    pub fn set_today(&self, today: Date) {
        self.clock.store(at_noon(today), Ordering::SeqCst);
    }

    pub fn tick(&self) -> Instant {
        Instant(self.clock.fetch_add(1_000_000, Ordering::SeqCst) + 500_000)
    }

    pub fn key(&self) -> Key {
        Key::new(&format!("k{}", self.keys.fetch_add(1, Ordering::Relaxed))).unwrap()
    }

    pub async fn submit(&self, command: Command, reason: Option<&str>) -> Receipt {
        self.tick();
        self.app.submit(&self.hr, &command, &self.key(), reason).await.unwrap()
    }

    /// Adds an employee under one occupation.
    pub async fn hire(&self, n: u32, from: Date, jc: &str, q: u32) -> EmployeeId {
        let receipt = self
            .submit(
                Command::AddEmployee {
                    person: person(n),
                    from,
                    to: None,
                    occupations: vec![occupation(jc, q)],
                },
                None,
            )
            .await;
        EmployeeId(receipt.object.unwrap())
    }

    pub async fn average(&self, year: i16, hundredths: i64) {
        let command = Command::SetAverage { year, hundredths: Some(hundredths) };
        self.submit(command, Some("test")).await;
    }

    pub async fn import(&self, files: &[(&str, Vec<u8>)]) -> JobId {
        let mut incoming: Vec<IncomingFile> = Vec::new();
        for (name, bytes) in files {
            let mut upload = self.app.receive(&self.hr, name).await.unwrap();
            upload.write(bytes).await.unwrap();
            incoming.push(upload.finish().await.unwrap());
        }
        self.tick();
        let job = self.app.import(&self.hr, &incoming).await.unwrap();
        self.app.work_to_the_end().await.unwrap();
        job
    }

    pub async fn left(&self, id: EmployeeId, year: i16) -> i64 {
        let account = self.app.account(&self.hr, id, None).await.unwrap();
        account.year(year).map_or(0, |y| y.balance.left().0)
    }
}

pub async fn add_employer(app: &App, n: u32, hr: &Ssin) -> EmployerId {
    let new = NewEmployer {
        enterprise_number: synthetic::enterprise(n),
        nsso_number: Some(synthetic::nsso(n)),
        name: format!("Employer {n}"),
        language: Language::Nl,
        qualities: vec![Quality::Employer],
    };
    let key = Key::new(&format!("employer{n}")).unwrap();
    let first = Some((hr, Role::Registrar));
    app.add_employer(&app.installation(), &new, first, &key).await.unwrap()
}

pub fn person(n: u32) -> PersonInput {
    let name = synthetic::name(n);
    PersonInput {
        ssin: synthetic::ssin(n).digits().to_owned(),
        family_name: name.family.to_owned(),
        given_name: name.given.to_owned(),
        birth_date: None,
        birth_place: None,
        address: None,
        gender: None,
        language: None,
        email: None,
        team: None,
    }
}

pub fn occupation(jc: &str, q: u32) -> OccupationInput {
    OccupationInput {
        joint_committee: jc.parse().unwrap(),
        fraction: Fraction::new(q, 3800).unwrap(),
    }
}

pub fn training(title: &str, day: Date, minutes: i64) -> TrainingDetails {
    TrainingDetails {
        title: title.to_owned(),
        start: day,
        end: day,
        minutes: Minutes(minutes),
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

pub fn part(employee: EmployeeId, status: Status, minutes: i64) -> NewPart {
    NewPart {
        employee,
        details: PartDetails {
            status,
            minutes: Minutes(minutes),
            not_counting: None,
            certificate: false,
            valid_until: None,
            split: Vec::new(),
            copy: None,
        },
    }
}

/// Start, end, joint committee and Q over 3800 of an occupation.
pub type Work<'a> = (Date, Option<Date>, &'a str, u32);

/// A declaration of a quarter: people by number, each with occupations (start, end, committee, Q).
pub fn dmfa(
    employer: u32,
    quarter: &str,
    created: &str,
    people: &[(u32, Vec<Work<'_>>)],
) -> Vec<u8> {
    let quarter: Quarter = quarter.parse().unwrap();
    let header = DmfaHeader {
        quarter,
        nsso_number: Some(synthetic::nsso(employer)),
        enterprise_number: Some(synthetic::enterprise(employer)),
        created: created.parse().unwrap(),
        reference: "TEST".to_owned(),
    };
    let mut writer = DmfaWriter::new(Vec::new(), &header).unwrap();
    for (n, occupations) in people {
        let occupations: Vec<Occupation> = occupations
            .iter()
            .map(|(start, end, jc, q)| Occupation {
                start: *start,
                end: *end,
                joint_committee: jc.parse().unwrap(),
                fraction: Fraction::new(*q, 3800).unwrap(),
            })
            .collect();
        writer.person(&synthetic::ssin(*n), &occupations, None).unwrap();
    }
    writer.finish().unwrap()
}
