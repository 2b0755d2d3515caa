//! An application with one organisation, its software, and the folder of that.

use std::fs;
use std::io::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use fla_app::{
    App, BatchFileView, Caller, Channel, Clock, Files, Key, NewEmployer, NewFolder, Setup, Visitor,
};
use fla_domain::access::{ApiScope, Quality, Role};
use fla_domain::ids::{ClientId, EmployerId};
use fla_domain::language::Language;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_drop::{Folders, Settings};
use fla_formats::batch_file::{EmployerId as Number, Form, Writer};
use fla_formats::synthetic;
use fla_store::Store;
use jiff::civil::date;

/// The folder of these tests.
pub const FOLDER: u32 = 123_456;

pub struct World {
    pub app: App,
    pub manager: Caller,
    pub organisation: EmployerId,
    pub client: ClientId,
    pub root: PathBuf,
    pub settings: Settings,
    clock: Arc<AtomicI64>,
    _dirs: tempfile::TempDir,
}

/// Microseconds since 1970.
#[expect(clippy::disallowed_methods, reason = "certificates made by openssl are valid from now on")]
pub fn wall() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    i64::try_from(since.as_micros()).unwrap()
}

/// Bytes that differ from run to run and within it.
fn random(counter: &AtomicU64, buffer: &mut [u8]) {
    for chunk in buffer.chunks_mut(8) {
        let mut x = counter.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        chunk.copy_from_slice(&(x ^ (x >> 31)).to_le_bytes()[..chunk.len()]);
    }
}

pub fn application(store: Store, clock: Clock, files: &Path) -> App {
    let seed = Arc::new(AtomicU64::new(u64::try_from(wall()).unwrap()));
    App::new(Setup {
        store,
        rules: RuleBook::builtin(),
        clock,
        random: Arc::new(move |buffer: &mut [u8]| random(&seed, buffer)),
        files: Files::folder(files),
    })
}

pub fn key(app: &App) -> Key {
    Key::new(&app.fresh_key()).unwrap()
}

/// Adds organisation `n` with software that may do everything.
pub async fn organisation(app: &App, n: u32) -> (EmployerId, Caller, ClientId) {
    let new = NewEmployer {
        enterprise_number: synthetic::enterprise(n),
        nsso_number: None,
        name: format!("Organisation {n}"),
        language: Language::Nl,
        qualities: vec![Quality::Employer],
    };
    let person = synthetic::ssin(300_000 + n);
    let first = Some((&person, Role::AccessManager));
    let id = app.add_employer(&app.installation(), &new, first, &key(app)).await.unwrap();
    let visitor =
        Visitor { ssin: person, name: "Test".into(), channel: Channel::Web, trace: "test".into() };
    let manager = app.act_for(&visitor, id).await.unwrap();
    let scopes = ApiScope::ALL.iter().copied().collect();
    let client = app.add_client(&manager, "Payroll", scopes, &key(app)).await.unwrap();
    (id, manager, client)
}

/// Gives a folder, and makes it.
pub async fn give(app: &App, root: &Path, (of, client): (EmployerId, ClientId), number: u32) {
    let caller = app.act_as_installation(of).await.unwrap();
    let new = NewFolder { number, client, language: Language::Fr, signers: Vec::new() };
    assert!(app.give_folder(&caller, &new, &key(app)).await.unwrap());
    for part in ["in", "out"] {
        fs::create_dir_all(root.join(format!("{number:06}")).join(part)).unwrap();
    }
}

pub fn settings(root: &Path) -> Settings {
    Settings { root: root.to_owned(), wait: 10 }
}

impl World {
    pub async fn new(store: Store) -> Self {
        let dirs = tempfile::tempdir().unwrap();
        let root = dirs.path().join("drop");
        let clock = Arc::new(AtomicI64::new(wall()));
        let shown = Arc::clone(&clock);
        let shown: Clock = Arc::new(move || Instant(shown.fetch_add(1, Ordering::SeqCst)));
        let app = application(store, shown, &dirs.path().join("files"));
        let (organisation, manager, client) = organisation(&app, 1).await;
        give(&app, &root, (organisation, client), FOLDER).await;
        let settings = settings(&root);
        Self { app, manager, organisation, client, root, settings, clock, _dirs: dirs }
    }

    pub fn pass(&self, minutes: i64) {
        self.clock.fetch_add(minutes * 60_000_000, Ordering::SeqCst);
    }

    pub fn folders(&self) -> Folders {
        Folders::new(self.app.clone(), self.settings.clone())
    }

    pub fn inbox(&self) -> PathBuf {
        self.root.join(format!("{FOLDER:06}/in"))
    }

    pub fn outbox(&self) -> PathBuf {
        self.root.join(format!("{FOLDER:06}/out"))
    }

    pub fn leave(&self, name: &str, bytes: &[u8]) {
        leave(&self.inbox(), name, bytes);
    }

    /// Takes, carries out and answers everything.
    pub async fn settle(&self, folders: &mut Folders) {
        folders.look().await.unwrap();
        for _ in 0..3 {
            self.app.work_to_the_end().await.unwrap();
            // A file that waits for the one before it is looked at again after two seconds.
            self.clock.fetch_add(3_000_000, Ordering::SeqCst);
        }
        folders.look().await.unwrap();
    }

    pub async fn files(&self) -> Vec<BatchFileView> {
        self.app.batch_files(&self.manager, Instant::LATEST, 10_000).await.unwrap()
    }

    pub fn answer(&self, name: &str) -> String {
        fs::read_to_string(self.outbox().join(name)).unwrap()
    }

    /// Nothing is on its way any more.
    pub fn nothing_under_way(&self) {
        assert_eq!(names(&self.root.join(format!("taken/{FOLDER:06}"))), [""; 0]);
    }
}

/// Leaves a file as an SFTP client does.
pub fn leave(inbox: &Path, name: &str, bytes: &[u8]) {
    fs::File::create(inbox.join(name)).unwrap().write_all(bytes).unwrap();
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A file that adds an employee.
pub fn hiring(n: u32) -> Vec<u8> {
    hirings(n..n + 1)
}

/// A file that adds employees, in a form for each.
pub fn hirings(numbers: Range<u32>) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new()).unwrap();
    for n in numbers {
        let reference = format!("form-{n}").parse().unwrap();
        let created = date(2026, 11, 26).at(10, 0, 0, 0);
        let employer = Number::Company(synthetic::enterprise(1));
        let form = Form::new(reference, created, employer, synthetic::hiring(n));
        writer.form(&form).unwrap();
    }
    writer.finish().unwrap()
}
