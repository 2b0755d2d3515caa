//! The sealing of the audit log: once, in order, whoever breaks off; what was tampered with in the
//! register is found; what is late stops the register; what is forgotten stays verifiable.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::support::{World, visitor};
use fla_app::{App, LogFaultKind, OwnCommand, Refused, tree_roots};
use fla_domain::ids::{AuditId, EmployerId};
use fla_domain::own::{RecordDetails, RecordKind};
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_store::change::{AuditEntry, Behalf};
use fla_store::engine::Migration;
use fla_store::seal::Waiting;
use fla_store::testing::{owner_store, sqlite_store, test_stores};
use fla_store::{Engine, Store, args, statements};
use fla_tlog::{
    Report, Verifier, consistency, consistency_parts, hex, inclusion, inclusion_parts, verify,
};
use jiff::civil::date;
use uuid::Uuid;

statements! {
    employer REMOVE = "DELETE FROM audit_entry WHERE employer_id = $1 AND id = $2";
    employer REWRITE = "UPDATE audit_entry SET action = 'overview' WHERE employer_id = $1 AND id = $2";
    employer EXCUSE = "UPDATE audit_entry SET reason = 'other' WHERE employer_id = $1 AND id = $2";
    employer BLAME = "UPDATE audit_entry SET actor_ssin = $3 WHERE employer_id = $1 AND id = $2";
    employer UNLINK = "DELETE FROM audit_subject WHERE employer_id = $1 AND entry_id = $2";
    employer LINK = "INSERT INTO audit_subject (employer_id, entry_id, employee_id) VALUES ($1, $2, $3)";
    employer SMUGGLE = "INSERT INTO audit_entry (employer_id, id, at, actor_ssin, actor_name, role, channel, action, outcome, subjects, trace) \
        VALUES ($1, $2, 1, '', 'FLA', 'system', 'web', 'account', 'done', 0, '')";
    person REMOVE_OWN = "DELETE FROM own_audit WHERE ssin = $1 AND id = $2";
    global EMPTY_QUEUE = "DELETE FROM audit_waiting WHERE place > $1";
    global UNQUEUE = "DELETE FROM audit_waiting WHERE entry_id = $1";
    global RELINE = "UPDATE audit_leaf SET line = $2 WHERE n = $1";
    global RETILE = "UPDATE audit_tile SET hashes = $1 WHERE level = 0";
    global UNTILE = "DELETE FROM audit_tile WHERE level >= $1";
    global UNTILED = "UPDATE audit_tree SET tiled = $1";
    global REHASH = "UPDATE audit_leaf SET hash = $2 WHERE n = $1";
}

const SEED: [u8; 32] = [3; 32];
const HOUR: i64 = 3_600_000_000;

async fn world(store: Store) -> World {
    let world = World::new(store, date(2026, 11, 23)).await;
    world.app.seal_with(&SEED, 4 * HOUR, false).await.unwrap();
    world
}

/// Reads somebody's account, somebody's own pages and changes something with a reason.
async fn busy(world: &World) {
    let id = world.hire(1, date(2025, 1, 1), "200", 3800).await;
    world.tick();
    world.app.account(&world.hr, id, None).await.unwrap();
    world.average(2025, 2500).await;
    world.tick();
    own(world).await;
}

/// Notes a diploma in what is somebody's own, and looks at it.
async fn own(world: &World) {
    let me = visitor(synthetic::ssin(1));
    let details = RecordDetails {
        kind: RecordKind::Diploma,
        title: "Nurse".to_owned(),
        provider: None,
        field: None,
        start: date(2020, 6, 30),
        end: date(2020, 6, 30),
        minutes: None,
        valid_until: None,
    };
    let command = OwnCommand::AddRecord { details };
    world.app.submit_own(&me, &command, &world.key()).await.unwrap();
    world.tick();
    world.app.own_records(&me).await.unwrap();
}

struct Export {
    keys: String,
    checkpoints: Vec<String>,
    lines: Vec<String>,
    hashes: Vec<String>,
}

/// What a stranger gets: one state of the log.
async fn export(app: &App) -> Export {
    let mut tx = app.store().read().await.unwrap();
    let tree = tx.audit_tree().await.unwrap().unwrap();
    let leaves = tx.leaves(0, tree.size, i64::MAX).await.unwrap();
    let notes = tx.audit_checkpoints(-1, tree.size, i64::MAX).await.unwrap();
    let keys = tx.audit_keys().await.unwrap().join("\n") + "\n";
    tx.rollback().await.unwrap();
    Export {
        keys,
        checkpoints: notes.into_iter().map(|(_, note)| note).collect(),
        lines: leaves.iter().map(|leaf| format!("{}\n", leaf.line)).collect(),
        hashes: leaves.iter().map(|leaf| format!("{}\n", hex(&leaf.hash))).collect(),
    }
}

fn check(export: &Export, witnesses: &[String]) -> Report {
    let notes = export.checkpoints.join("\n");
    let witnesses: Vec<_> =
        witnesses.iter().map(|note| ("kept".to_owned(), note.clone().into_bytes())).collect();
    let verifier = Verifier::new(export.keys.as_bytes(), &[], notes.as_bytes(), &witnesses);
    let bytes = |lines: &[String]| lines.iter().map(|l| l.clone().into_bytes()).collect::<Vec<_>>();
    verify(verifier, bytes(&export.lines).into_iter(), bytes(&export.hashes).into_iter())
}

/// The faults that the check of the installation finds, by code.
async fn faults(app: &App) -> Vec<&'static str> {
    app.check_log().await.unwrap().iter().map(|fault| fault.kind.code()).collect()
}

#[tokio::test]
async fn entries_are_sealed_once_and_in_order() {
    for (engine, store) in test_stores().await {
        let world = world(store).await;
        busy(&world).await;
        let before = world.app.seal_state().await.unwrap().unwrap();
        assert_eq!((before.size, before.signed_at.is_some()), (0, true), "{engine}");
        assert!(before.waiting >= 6, "{engine}: {}", before.waiting);
        let sealed = world.app.seal_all().await.unwrap();
        assert_eq!(i64::try_from(sealed), Ok(before.waiting), "{engine}");
        assert_eq!(world.app.seal_all().await.unwrap(), 0, "{engine}");

        let export = export(&world.app).await;
        let report = check(&export, &[]);
        assert_eq!(report.faults, [], "{engine}");
        assert_eq!(report.entries, sealed as u64, "{engine}");
        // Nobody stands in it with number or name, nor what may name somebody.
        let all = export.lines.concat();
        assert!(all.contains("\"register\":\"own\"") && all.contains("\"system\":\"FLA\""));
        for secret in
            [synthetic::ssin(1).digits(), crate::support::hr_ssin().digits(), "Test Person"]
        {
            assert!(!all.contains(secret), "{engine}: {secret}");
        }
        assert!(!all.contains("\"reason\":\"test\""), "{engine}");
        let mut at = 0;
        for line in &export.lines {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(line["at"].as_i64().unwrap() >= at, "{engine}");
            at = line["at"].as_i64().unwrap();
        }
        assert_eq!(faults(&world.app).await, [""; 0], "{engine}");
    }
}

/// Entries of before there was a log, with whom they are about in one order.
async fn waiting(store: &Store) -> Vec<(AuditId, Option<EmployerId>, Vec<String>)> {
    let mut tx = store.read().await.unwrap();
    let waiting = tx.waiting_for_seal(0, 1000).await.unwrap();
    tx.rollback().await.unwrap();
    let about = |w: &Waiting| {
        let Some(mut ids) = w.employer.and(w.employees()) else { return vec![w.about.clone()] };
        ids.sort_unstable();
        ids.iter().map(ToString::to_string).collect()
    };
    waiting.iter().map(|w| (w.entry, w.employer, about(w))).collect()
}

#[tokio::test]
async fn entries_of_before_wait_in_the_order_of_time() {
    // A step of the schema is for the owner of the tables.
    for (engine, store) in [("sqlite", sqlite_store().await), ("postgres", owner_store().await)] {
        let world = world(store.clone()).await;
        busy(&world).await;
        let mut written = waiting(&store).await;
        assert!(written.iter().any(|(.., about)| about.len() == 1), "{engine}");
        let mut tx = store.write().await.unwrap();
        tx.global().execute(&EMPTY_QUEUE, args![0]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(waiting(&store).await, [], "{engine}");

        // What the step of the schema does on a register that has entries.
        let whole = match store.engine() {
            Engine::Sqlite => include_str!("../../../../migrations/sqlite/0012_sealing.sql"),
            Engine::Postgres => include_str!("../../../../migrations/postgres/0012_sealing.sql"),
        };
        let sql = &whole[whole.find("INSERT INTO").unwrap()..];
        let step = vec![Migration { version: 100_012, name: "again", sql }];
        store.migrate_with(Box::leak(step.into_boxed_slice())).await.unwrap();
        // What is people's own comes behind what is employers'.
        written.sort_by_key(|(_, employer, _)| employer.is_none());
        assert_eq!(waiting(&store).await, written, "{engine}");
        let mut tx = store.read().await.unwrap();
        let since = tx.oldest_waiting().await.unwrap().unwrap();
        tx.rollback().await.unwrap();
        // They wait since the step, in microseconds: else they would be late at once.
        assert!(since.0 > 1_700_000_000_000_000, "{engine}: {since:?}");
        world.app.seal_all().await.unwrap();
        assert_eq!(check(&export(&world.app).await, &[]).faults, [], "{engine}");
        assert_eq!(faults(&world.app).await, [""; 0], "{engine}");
    }
}

fn numbered(number: u32) -> AuditEntry {
    AuditEntry {
        id: AuditId(Uuid::from_u128(0xA000_0000 + u128::from(number))),
        at: Instant(i64::from(number)),
        actor_ssin: synthetic::ssin(number % 7).digits().to_owned(),
        actor_name: "Somebody".to_owned(),
        role: "reader".to_owned(),
        behalf: Behalf::default(),
        channel: "web".to_owned(),
        action: "account".to_owned(),
        outcome: "done".to_owned(),
        reason: None,
        change: None,
        subjects: 0,
        trace: "test".to_owned(),
    }
}

async fn write(store: &Store, employer: EmployerId, numbers: std::ops::Range<u32>) {
    for number in numbers {
        let mut tx = store.write().await.unwrap();
        tx.insert_audit(employer, &[(numbered(number), Vec::new())]).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// Several write, several seal at once and are cut off at any moment, and exports are taken.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exports_taken_while_writing_raise_no_alarm() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        let writers: Vec<_> = (0..4_u32)
            .map(|n| {
                let (store, employer) = (store.clone(), world.employer);
                tokio::spawn(async move { write(&store, employer, n * 100..(n + 1) * 100).await })
            })
            .collect();
        let sealers: Vec<_> = (0..3_u64)
            .map(|n| {
                let app = world.app.clone();
                tokio::spawn(async move {
                    for step in 0..60 {
                        // Cut off wherever it is by then: that is a crash to the database.
                        let patience = Duration::from_micros(200 + (step * 7 + n) * 150);
                        let _ = tokio::time::timeout(patience, app.seal()).await;
                    }
                })
            })
            .collect();
        let mut kept: Vec<String> = Vec::new();
        for _ in 0..100 {
            let taken = export(&world.app).await;
            let report = check(&taken, &kept);
            assert_eq!(report.faults, [], "{engine}");
            let last = taken.checkpoints.last().unwrap();
            if kept.last() != Some(last) {
                kept.push(last.clone());
            }
        }
        for task in writers.into_iter().chain(sealers) {
            task.await.unwrap();
        }
        world.app.seal_all().await.unwrap();
        let last = export(&world.app).await;
        assert_eq!(check(&last, &kept).faults, [], "{engine}");
        let lines = last.lines.iter().map(|line| serde_json::from_str(line).unwrap());
        let ids: Vec<String> =
            lines.map(|line: serde_json::Value| line["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{engine}");
        for number in 0..400 {
            assert!(ids.contains(&numbered(number).id.to_string()), "{engine}: {number}");
        }
        assert_eq!(faults(&world.app).await, [""; 0], "{engine}");
    }
}

#[tokio::test]
async fn what_a_crash_left_unsealed_is_sealed_later() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        busy(&world).await;
        world.app.seal_all().await.unwrap();
        let kept = export(&world.app).await.checkpoints;
        write(&store, world.employer, 0..3).await;
        // A transaction that sealed and did not come to its end leaves nothing.
        let mut tx = store.write().await.unwrap();
        tx.lock_sealing().await.unwrap();
        let waiting = tx.waiting_for_seal(0, 10).await.unwrap();
        let places: Vec<_> = waiting.iter().map(|one| one.place).collect();
        assert_eq!(tx.seal_placed(&places).await.unwrap(), 3, "{engine}");
        drop(tx);
        // Another process takes it up with the same key.
        let files = tempfile::tempdir().unwrap();
        let clock = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(world.tick().0));
        let next = crate::support::application(store, &clock, files.path());
        next.seal_with(&SEED, 4 * HOUR, false).await.unwrap();
        assert_eq!(next.seal_all().await.unwrap(), 3, "{engine}");
        let after = export(&next).await;
        assert_eq!(check(&after, &kept).faults, [], "{engine}");
        assert_eq!(faults(&next).await, [""; 0], "{engine}");
    }
}

/// The proofs, made from tiles, that the first and the last leaf are in the log, and that it goes
/// on from half of it; answers with its size.
async fn proved(app: &App) -> u64 {
    let mut tx = app.store().read().await.unwrap();
    let leaves = tx.leaf_hashes(0, i64::MAX, i64::MAX).await.unwrap();
    let (size, all) = (leaves.len() as u64, leaves.len());
    for index in [0, size - 1] {
        let parts = inclusion_parts(index, size).unwrap();
        let path = tree_roots(&mut tx, &parts).await.unwrap();
        assert_eq!(Some(path), inclusion(&leaves, usize::try_from(index).unwrap()));
    }
    let parts = consistency_parts(size / 2, size).unwrap();
    let path = tree_roots(&mut tx, &parts).await.unwrap();
    assert_eq!(Some(path), consistency(&leaves, all / 2));
    tx.rollback().await.unwrap();
    size
}

async fn tiled(app: &App) -> i64 {
    let mut tx = app.store().read().await.unwrap();
    let tree = tx.audit_tree().await.unwrap().unwrap();
    tx.rollback().await.unwrap();
    tree.tiled
}

/// Sets tiles back to those of so many leaves, as a version of the program leaves them that makes
/// none.
async fn set_back(store: &Store, leaves: i64) {
    let mut tx = store.write().await.unwrap();
    if leaves == 0 {
        tx.global().execute(&UNTILE, args![0]).await.unwrap();
    }
    tx.global().execute(&UNTILED, args![leaves]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn proofs_are_made_from_tiles() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        let employer = world.employer;
        let mut size = 0;
        // Across the end of a tile, and across that of a tile of tiles, which is not made by one.
        for count in [1, 200, 54, 1, 1, 300, 1] {
            let entries: Vec<_> =
                (size..size + count).map(|number| (numbered(number), Vec::new())).collect();
            let mut tx = store.write().await.unwrap();
            tx.insert_audit(employer, &entries).await.unwrap();
            tx.commit().await.unwrap();
            size += count;
            world.app.seal_all().await.unwrap();
            assert_eq!(i64::try_from(proved(&world.app).await), Ok(tiled(&world.app).await));
        }
        assert_eq!(faults(&world.app).await, [""; 0], "{engine}");
    }
}

#[tokio::test]
async fn what_was_sealed_without_tiles_gets_them() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        write(&store, world.employer, 0..300).await;
        world.app.seal_all().await.unwrap();
        let size = i64::try_from(proved(&world.app).await).unwrap();
        let parts = inclusion_parts(0, 300).unwrap();
        // Never any; those of a part, as where an older version sealed in between.
        for left in [0, 100, 256] {
            set_back(&store, left).await;
            if left == 0 {
                let mut tx = store.read().await.unwrap();
                assert!(tree_roots(&mut tx, &parts).await.is_err(), "{engine}");
                tx.rollback().await.unwrap();
            }
            world.app.seal_all().await.unwrap();
            assert_eq!(tiled(&world.app).await, size, "{engine}: {left}");
            proved(&world.app).await;
        }
        // Those at the edge are lost: sealing goes on, and makes all anew.
        let mut tx = store.write().await.unwrap();
        tx.global().execute(&UNTILE, args![0]).await.unwrap();
        tx.commit().await.unwrap();
        write(&store, world.employer, 300..301).await;
        assert_eq!(world.app.seal_all().await.unwrap(), 1, "{engine}");
        proved(&world.app).await;
        assert_eq!(faults(&world.app).await, [""; 0], "{engine}");
        // Several at once, cut off at any moment.
        set_back(&store, 0).await;
        let sealers = (0..3_u64).map(|n| {
            let app = world.app.clone();
            tokio::spawn(async move {
                for step in 0..20 {
                    let patience = Duration::from_micros(200 + (step * 7 + n) * 300);
                    let _ = tokio::time::timeout(patience, app.seal_all()).await;
                }
            })
        });
        for sealer in sealers.collect::<Vec<_>>() {
            sealer.await.unwrap();
        }
        world.app.seal_all().await.unwrap();
        proved(&world.app).await;
        assert_eq!(faults(&world.app).await, [""; 0], "{engine}");
    }
}

#[tokio::test]
async fn what_is_sealed_too_late_stops_the_register() {
    for (engine, store) in test_stores().await {
        let world = world(store).await;
        let id = world.hire(1, date(2025, 1, 1), "200", 3800).await;
        let me = visitor(synthetic::ssin(1));
        own(&world).await;
        world.set_today(date(2026, 11, 24));
        let refused = |outcome: Result<(), Refused>| {
            assert!(matches!(outcome, Err(Refused::Unavailable(_))), "{engine}: {outcome:?}");
        };
        refused(world.app.account(&world.hr, id, None).await.map(drop));
        refused(world.app.own_records(&me).await.map(drop));
        let command = fla_app::Command::SetAverage { year: 2025, hundredths: Some(100) };
        refused(world.app.submit(&world.hr, &command, &world.key(), Some("x")).await.map(drop));
        refused(world.app.work_to_the_end().await);
        let waiting = world.app.seal_state().await.unwrap().unwrap().waiting;

        let sealed = world.app.seal_all().await.unwrap();
        assert_eq!(i64::try_from(sealed), Ok(waiting), "{engine}: what was refused left nothing");
        world.app.account(&world.hr, id, None).await.unwrap();
        world.app.own_records(&me).await.unwrap();
        world.app.submit(&world.hr, &command, &world.key(), Some("x")).await.unwrap();
        world.app.work_to_the_end().await.unwrap();
        // With nothing that waits, time alone is no fault.
        world.app.seal_all().await.unwrap();
        world.set_today(date(2026, 12, 24));
        world.app.account(&world.hr, id, None).await.unwrap();
    }
}

#[tokio::test]
async fn what_was_tampered_with_in_the_register_is_found() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        busy(&world).await;
        world.app.seal_all().await.unwrap();
        write(&store, world.employer, 0..2).await;
        assert_eq!(faults(&world.app).await, [""; 0], "{engine}");
        let mut tx = store.read().await.unwrap();
        let leaves = tx.leaves(0, i64::MAX, 1000).await.unwrap();
        tx.rollback().await.unwrap();
        let of = |text: &str| leaves.iter().find(|leaf| leaf.line.contains(text)).unwrap();
        let read = of("\"action\":\"account\"");
        let changed = of("\"action\":\"setAverage\"");
        let own = of("\"register\":\"own\"");
        let employee = Uuid::from_u128(1);
        let (employer, me) = (world.employer, synthetic::ssin(1));
        for (what, wanted) in [
            ("remove", vec!["gone"]),
            ("remove own", vec!["gone"]),
            ("rewrite", vec!["altered"]),
            ("excuse", vec!["altered"]),
            ("blame", vec!["altered"]),
            ("unlink", vec!["subjects"]),
            ("link", vec!["subjects"]),
            ("smuggle", vec!["unsealed"]),
            ("smuggle beside employers", vec!["unsealed"]),
            ("unqueue", vec!["unsealed"]),
            ("lose", vec!["lost"]),
            ("reline", vec!["altered", "changed"]),
            ("rehash", vec!["tile", "changed", "root"]),
            ("retile", vec!["tile"]),
            ("untile", vec!["tile"]),
        ] {
            let mut tx = store.write().await.unwrap();
            let mut scope = tx.employer(employer);
            let done = match what {
                "remove" => scope.execute(&REMOVE, args![read.entry]).await,
                "rewrite" => scope.execute(&REWRITE, args![read.entry]).await,
                "excuse" => scope.execute(&EXCUSE, args![changed.entry]).await,
                "blame" => {
                    scope.execute(&BLAME, args![read.entry, synthetic::ssin(9).digits()]).await
                }
                "unlink" => scope.execute(&UNLINK, args![read.entry]).await,
                "link" => scope.execute(&LINK, args![read.entry, employee]).await,
                "smuggle" => scope.execute(&SMUGGLE, args![employee]).await,
                "smuggle beside employers" => {
                    let mut scope = tx.employer(EmployerId(Uuid::nil()));
                    scope.execute(&SMUGGLE, args![employee]).await
                }
                "lose" => scope.execute(&REMOVE, args![numbered(0).id]).await,
                "unqueue" => tx.global().execute(&UNQUEUE, args![numbered(0).id]).await,
                "remove own" => tx.person(&me).execute(&REMOVE_OWN, args![own.entry]).await,
                "reline" => {
                    let line = read.line.replace("\"account\"", "\"overview\"");
                    tx.global().execute(&RELINE, args![read.n, line]).await
                }
                "retile" => tx.global().execute(&RETILE, args![[1_u8; 32]]).await,
                "untile" => tx.global().execute(&UNTILE, args![0]).await,
                _ => tx.global().execute(&REHASH, args![read.n, [1_u8; 32]]).await,
            };
            assert!(done.unwrap() > 0, "{engine}: {what}");
            let found = world.app.check_log_in(&mut tx).await.unwrap();
            let codes: Vec<_> = found.iter().map(|fault| fault.kind.code()).collect();
            assert_eq!(codes, wanted, "{engine}: {what}");
            tx.rollback().await.unwrap();
        }
        // What is lost is not sealed over: it waits on, and the others go on.
        let mut tx = store.write().await.unwrap();
        tx.employer(employer).execute(&REMOVE, args![numbered(0).id]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(world.app.seal_all().await.unwrap(), 1, "{engine}");
        let found = world.app.check_log().await.unwrap();
        assert_eq!(found.len(), 1, "{engine}");
        assert_eq!(found[0].kind, LogFaultKind::Lost, "{engine}");
        assert!(found[0].place.contains(&numbered(0).id.to_string()), "{engine}");
    }
}

#[tokio::test]
async fn somebody_forgotten_cannot_be_found_and_the_log_still_holds() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        busy(&world).await;
        world.app.seal_all().await.unwrap();
        let me = synthetic::ssin(1);
        let named = |line: &str| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            line["register"].as_str().is_some_and(|r| r == "own").then(|| line["actor"].clone())
        };
        let before = export(&world.app).await;
        let mut tx = store.write().await.unwrap();
        let salt = tx.pseudonyms(&[me.digits().to_owned()]).await.unwrap();
        assert_eq!(salt.len(), 1, "{engine}");
        assert!(tx.forget_in_log(me.digits()).await.unwrap(), "{engine}");
        assert!(!tx.forget_in_log(me.digits()).await.unwrap(), "{engine}");
        assert_eq!(tx.pseudonyms(&[me.digits().to_owned()]).await.unwrap(), [], "{engine}");
        assert_eq!(tx.pseudonym_of(&salt[0].commitment).await.unwrap(), None, "{engine}");
        tx.commit().await.unwrap();
        assert_eq!(faults(&world.app).await, [""; 0], "{engine}");

        world.app.own_records(&visitor(me.clone())).await.unwrap();
        world.app.seal_all().await.unwrap();
        let after = export(&world.app).await;
        assert_eq!(check(&after, &before.checkpoints).faults, [], "{engine}");
        let actors: BTreeSet<_> =
            after.lines.iter().filter_map(|line| named(line)).map(|a| a.to_string()).collect();
        assert_eq!(actors.len(), 2, "{engine}: somebody new to the log");
        assert_eq!(faults(&world.app).await, [""; 0], "{engine}");
    }
}

#[tokio::test]
async fn another_key_signs_only_when_it_is_adopted() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        busy(&world).await;
        world.app.seal_all().await.unwrap();
        let kept = export(&world.app).await;
        let files = tempfile::tempdir().unwrap();
        let clock = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(world.tick().0));
        let next = crate::support::application(store.clone(), &clock, files.path());
        let refused = next.seal_with(&[4; 32], HOUR, false).await;
        assert!(matches!(refused, Err(Refused::Broken(_))), "{engine}");
        let key = next.seal_with(&[4; 32], HOUR, true).await.unwrap();
        write(&store, world.employer, 0..1).await;
        assert_eq!(next.seal_all().await.unwrap(), 1, "{engine}");
        let after = export(&next).await;
        assert_eq!(after.keys, format!("{}{key}\n", kept.keys), "{engine}");
        assert_eq!(check(&after, &kept.checkpoints).faults, [], "{engine}");
    }
}
