//! Measures a batch file of many forms from its coming in to its answers, on an embedded store or,
//! where `FLA_BENCH_POSTGRES` is the address of a superuser of a server on which databases may be
//! made, on PostgreSQL: checked against the register, carried out with ledger and audit log, the
//! accounts worked out, every answer read and written into a NOTI. Beside it stands a yardstick of
//! the same run, the bare bulk insert of the rows that were written; on PostgreSQL also their bare
//! `COPY`.
//!
//! `measure batch_file <folder> <forms> [kind] [people]`: the kinds are those of `forms`, new
//! trainings where none is said; 20,000 people where no number is.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Watch};

use fla_app::{App, BatchFileView, Caller, Environment, FormView, Key, NewBatchFile};
use fla_domain::access::Role;
use fla_domain::ids::{BatchFileId, TrainingId};
use fla_domain::language::Language;
use fla_formats::answer::{FileReference, HandledForm, HandledTraining, NotiHeader, NotiWriter};
use fla_formats::declaration::Employer;
use fla_formats::synthetic;
use fla_store::Store;
use jiff::civil::date;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _};

use crate::forms::{self, Kind};
use crate::{bare, copied, setup, sheets};

/// Forms of one transaction of the yardstick, as of the register's.
const TOGETHER: u64 = 2_000;
/// Answers that are read at once.
const PAGE: i64 = 1_000;

/// Where the register is measured, and where its rows go as they are.
pub struct Places {
    pub folder: PathBuf,
    server: Option<String>,
}

impl Places {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, server: std::env::var("FLA_BENCH_POSTGRES").ok() }
    }

    fn store(&self, name: &str) -> String {
        let Some(server) = &self.server else {
            return format!("sqlite:{}", self.folder.join(name).join("fla.db").display());
        };
        let (server, _) = server.rsplit_once('/').expect("the address of a database");
        format!("{server}/fla_measure_{name}")
    }

    pub async fn make(&self, name: &str) -> (Store, App) {
        if let Some(server) = &self.server {
            let mut connection = sqlx::PgConnection::connect(server).await.expect("the server");
            for text in ["DROP DATABASE IF EXISTS", "CREATE DATABASE"] {
                let text = AssertSqlSafe(format!("{text} fla_measure_{name}"));
                connection.execute(text).await.expect("a database");
            }
        }
        self.open(name).await
    }

    async fn open(&self, name: &str) -> (Store, App) {
        setup::open_at(&self.store(name), &self.folder.join(name)).await
    }
}

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    let (prepares, arguments) = match arguments {
        [first, rest @ ..] if first == "prepare" => (true, rest),
        all => (false, all),
    };
    let folder = PathBuf::from(&arguments[0]);
    std::fs::create_dir_all(&folder).expect("a folder");
    let forms: u64 = arguments[1].parse().expect("a number of forms");
    let kind = arguments.get(2).map_or("trainings", String::as_str);
    let kind = Kind::from_code(kind).expect("a kind of forms");
    let people = arguments.get(3).map_or(20_000, |n| n.parse().expect("a number of people"));
    let places = Places::new(folder);
    if prepares {
        prepare(&places, forms, people, kind).await;
    } else {
        // In a process of its own, so that its memory is no part of what is idle here.
        let program = std::env::current_exe().expect("this program");
        let prepared = std::process::Command::new(program)
            .args(["batch_file", "prepare"])
            .args(arguments)
            .stdout(std::process::Stdio::null())
            .status();
        assert!(prepared.expect("a program").success(), "prepared");
        measure(&places, forms, people, kind).await;
    }
}

/// Makes the employer with its people, and what the forms speak of.
async fn prepare(places: &Places, forms: u64, people: u32, kind: Kind) {
    let (store, app) = places.make("written").await;
    let hr = setup::employer(&app, synthetic::enterprise(0), None, Role::Registrar).await;
    if kind != Kind::People {
        sheets::hire(&app, &hr, people, &places.folder).await;
    }
    if let Some(before) = kind.before() {
        let path = places.folder.join("before.xml");
        forms::write(&path, forms, (1, people), (before, kind));
        let id = sent(&app, &hr, &path).await;
        app.work_to_the_end().await.expect("carried out");
        let view = app.batch_file(&hr, id).await.expect("a file");
        assert_eq!(view.refused, 0, "what the forms speak of is there");
    }
    store.close().await.expect("closed");
}

async fn at_work(app: &App) -> Caller {
    let employers = app.employers(&app.installation()).await.expect("employers");
    setup::officer(app, employers[0].0.id).await
}

pub async fn sent(app: &App, hr: &Caller, path: &Path) -> BatchFileId {
    let mut upload = app.receive_batch_file(hr, "measured.xml").await.expect("a folder");
    let mut file = tokio::fs::File::open(path).await.expect("the file");
    let mut buffer = vec![0; 1 << 16];
    loop {
        match tokio::io::AsyncReadExt::read(&mut file, &mut buffer).await.expect("read") {
            0 => break,
            n => upload.write(&buffer[..n]).await.expect("room"),
        }
    }
    let file = upload.finish().await.expect("a file");
    let new = NewBatchFile { file, environment: Environment::Real, language: Language::Nl };
    let key = Key::new(&path.file_name().expect("a name").to_string_lossy()).expect("a key");
    app.take_batch_file(hr, &new, None, &key).await.expect("taken")
}

async fn measure(places: &Places, forms: u64, people: u32, kind: Kind) {
    let path = places.folder.join("measured.xml");
    forms::write(&path, forms, (1, people), (kind, kind));
    println!("file_kib {}", std::fs::metadata(&path).expect("a file").len() / 1024);
    let (store, app) = places.open("written").await;
    let hr = at_work(&app).await;
    let since = app.now();
    let idle = setup::memory("VmRSS:");
    // The highest use of memory is counted anew.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let whole = Watch::now();
    let id = sent(&app, &hr, &path).await;
    println!("receive_s {:.2}", whole.elapsed().as_secs_f64());
    let phases = tokio::spawn(phases(app.clone(), hr.clone(), id));
    app.work_to_the_end().await.expect("carried out");
    for Phase { state, seconds, mib } in phases.await.expect("phases") {
        println!("phase_{state}_s {seconds:.2}");
        println!("phase_{state}_mib_above_idle {}", mib.saturating_sub(idle));
    }
    let watch = Watch::now();
    let refused = answers(&app, &hr, id).await;
    println!("answers_s {:.2}", watch.elapsed().as_secs_f64());
    let seconds = whole.elapsed().as_secs_f64();
    println!("whole_s {seconds:.2}");
    println!("whole_mib_above_idle {}", setup::memory("VmHWM:").saturating_sub(idle));
    println!("refused {refused}");
    let employer = hr.employer();
    let written = places.store("written");
    store.close().await.expect("closed");
    let (yardstick, _) = places.make("bare").await;
    let transactions = usize::try_from(forms.div_ceil(TOGETHER)).expect("a number");
    let bare = bare::copy(&written, &yardstick, employer, (since, transactions)).await;
    yardstick.close().await.expect("closed");
    println!("yardstick_bare_insert_s {:.2}", bare.seconds);
    println!("rows {}", bare.rows);
    println!("against_the_yardstick {:.2}", seconds / bare.seconds);
    if places.server.is_some() {
        let (empty, _) = places.make("copied").await;
        empty.close().await.expect("closed");
        let to = places.store("copied");
        let copied = copied::copy(&written, &to, since, &places.folder).await;
        println!("yardstick_copy_s {:.2}", copied.seconds);
        assert_eq!(copied.rows, bare.rows, "the same rows");
        println!("against_copy {:.2}", seconds / copied.seconds);
    }
}

/// A state of the file: how long it lasted, and the highest use of memory until its end.
struct Phase {
    state: String,
    seconds: f64,
    mib: u64,
}

/// How long the file is in each state, to the fiftieth of a second; what follows it is the working
/// out of the accounts.
async fn phases(app: App, hr: Caller, id: BatchFileId) -> Vec<Phase> {
    let mut seen: Vec<Phase> = Vec::new();
    loop {
        let began = Watch::now();
        tokio::time::sleep(Duration::from_millis(20)).await;
        let state = app.batch_file(&hr, id).await.expect("a file").state;
        let follows = !app.jobs_under_way(&hr).await.expect("jobs").is_empty();
        if state == "done" && !follows {
            return seen;
        }
        let (seconds, mib) = (began.elapsed().as_secs_f64(), setup::memory("VmHWM:"));
        match seen.last_mut() {
            Some(phase) if phase.state == state => {
                phase.seconds += seconds;
                phase.mib = mib;
            }
            _ => seen.push(Phase { state, seconds, mib }),
        }
    }
}

/// Reads what came of every form and writes it into a NOTI; answers with how many were refused.
async fn answers(app: &App, hr: &Caller, id: BatchFileId) -> i64 {
    let view = app.batch_file(hr, id).await.expect("a file");
    assert_eq!((view.state.as_str(), view.answered()), ("done", view.forms), "all is answered");
    let mut noti = NotiWriter::new(std::io::sink(), &header(&view)).expect("an answer");
    let mut after = 0;
    loop {
        let forms = app.batch_forms(hr, id, after, "", PAGE).await.expect("answers");
        let Some(last) = forms.last() else { break };
        after = last.n;
        for form in &forms {
            noti.form(&handled(form)).expect("an answer");
        }
    }
    noti.finish().expect("an answer");
    view.refused
}

fn header(view: &BatchFileView) -> NotiHeader {
    let file = FileReference { name: view.name.clone(), ticket: Some(view.ticket.clone()) };
    let created = date(2026, 11, 27).at(9, 0, 0, 0);
    NotiHeader { created, file, reception: None, sender: None }
}

fn handled(form: &FormView) -> HandledForm {
    let training = form.kind.starts_with("TrainingDeclaration");
    HandledForm {
        n: u64::try_from(form.n).expect("a number"),
        created: form.created,
        status: u8::try_from(form.status).expect("a status"),
        reference: form.reference.clone(),
        employer: Employer { enterprise_number: form.about.parse().ok(), nsso_number: None },
        ticket: form.ticket.clone(),
        accepted: form.state != "refused",
        anomalies: Vec::new(),
        more: 0,
        training: form.object.filter(|_| training).map(|id| HandledTraining {
            id: TrainingId(id),
            reference: None,
            version: form.version.and_then(|version| u64::try_from(version).ok()),
        }),
        people: Vec::new(),
    }
}
