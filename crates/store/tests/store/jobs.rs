//! The queue of long work: one instance at a time, and tries that count only where nothing goes on.

use fla_domain::ids::{EmployerId, JobId};
use fla_domain::time::Instant;
use fla_store::Engine;
use fla_store::change::Behalf;
use fla_store::job::Job;
use fla_store::testing::{plans_of, test_stores};
use uuid::Uuid;

const EMPLOYER: EmployerId = EmployerId(Uuid::from_u128(0xE1));
const JOB: JobId = JobId(Uuid::from_u128(0x10));

fn job() -> Job {
    Job {
        id: JOB,
        employer: EMPLOYER,
        kind: "recalculation".to_owned(),
        state: "waiting".to_owned(),
        payload: "{}".to_owned(),
        cursor: "{}".to_owned(),
        done: 0,
        total: 0,
        report: "{}".to_owned(),
        created_at: Instant(1),
        finished_at: None,
        actor_ssin: String::new(),
        actor_name: String::new(),
        role: "system".to_owned(),
        behalf: Behalf::default(),
        channel: "web".to_owned(),
    }
}

#[tokio::test]
async fn a_job_is_taken_over_when_its_lease_runs_out_and_its_tries_end_where_it_goes_on() {
    for (engine, store) in test_stores().await {
        let mut tx = store.write().await.unwrap();
        tx.insert_job(&job()).await.unwrap();
        let claimed = async |tx: &mut fla_store::Tx, worker: u128, now: i64| {
            let worker = Uuid::from_u128(worker);
            let claimed = tx.claim_job(worker, Instant(now), Instant(now + 25)).await.unwrap();
            claimed.map(|(_, _, tries)| tries)
        };
        assert_eq!(claimed(&mut tx, 1, 100).await, Some(1), "{engine}");
        assert_eq!(claimed(&mut tx, 2, 125).await, None, "{engine}: the lease lasts");
        assert_eq!(claimed(&mut tx, 2, 126).await, Some(2), "{engine}");
        let renewed = tx.renew_job(JOB, Uuid::from_u128(1), Instant(200)).await.unwrap();
        assert!(!renewed, "{engine}: it is another's");
        tx.forget_tries(JOB).await.unwrap();
        assert_eq!(claimed(&mut tx, 3, 300).await, Some(1), "{engine}");
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_job_is_kept_by_whoever_is_at_it_and_nobody_waits_for_its_step() {
    for (engine, store) in test_stores().await {
        let worker = Uuid::from_u128(1);
        let mut tx = store.write().await.unwrap();
        tx.insert_job(&job()).await.unwrap();
        tx.claim_job(worker, Instant(100), Instant(125)).await.unwrap();
        tx.keep_job(JOB, Uuid::from_u128(2), Instant(500)).await.unwrap();
        tx.keep_job(JOB, worker, Instant(200)).await.unwrap();
        let queue = tx.queue(Instant(200)).await.unwrap();
        assert_eq!((queue.waiting, queue.running), (0, 1), "{engine}: it is kept until then");
        let queue = tx.queue(Instant(201)).await.unwrap();
        assert_eq!((queue.waiting, queue.running), (1, 0), "{engine}: by its worker, no other");
        tx.commit().await.unwrap();
        if store.engine() == Engine::Sqlite {
            // Its writers take turns.
            continue;
        }
        let mut step = store.write().await.unwrap();
        assert!(step.renew_job(JOB, worker, Instant(300)).await.unwrap());
        let mut beside = store.write().await.unwrap();
        // The step is being written: this does not wait for it, and another worker cannot take it.
        beside.keep_job(JOB, worker, Instant(400)).await.unwrap();
        let taken = beside.claim_job(Uuid::from_u128(2), Instant(299), Instant(600)).await.unwrap();
        assert_eq!(taken, None, "{engine}");
        beside.commit().await.unwrap();
        step.commit().await.unwrap();
        let mut tx = store.read().await.unwrap();
        let queue = tx.queue(Instant(301)).await.unwrap();
        assert_eq!((queue.waiting, queue.running), (1, 0), "{engine}");
        tx.rollback().await.unwrap();
    }
}

/// A claim comes at each step of each instance: it must not grow with what waits.
#[tokio::test]
async fn a_claim_looks_up_the_first_free_job_however_many_wait() {
    for (engine, store) in test_stores().await {
        if store.engine() == Engine::Postgres {
            let many = "WITH added AS (INSERT INTO job_queue (id, employer_id, run_at, lease_until, attempts) \
                SELECT gen_random_uuid(), gen_random_uuid(), n, 0, 0 FROM generate_series(1, 300000) n RETURNING 1) \
                SELECT COUNT(*) AS n FROM added";
            let mut tx = store.write().await.unwrap();
            let added = tx.ask(many.to_owned()).await.unwrap();
            assert_eq!(added[0].get::<i64>("n").unwrap(), 300_000);
            tx.commit().await.unwrap();
        }
        let steps = plans_of(&store, "fla_store::job::CLAIM").await.concat();
        assert!(steps.iter().any(|step| step.contains("job_queue_order")), "{engine}: {steps:?}");
        let sorts = |step: &String| step.contains("Sort") || step.contains("TEMP B-TREE");
        assert!(!steps.iter().any(sorts), "{engine}: {steps:?}");
        let mut tx = store.write().await.unwrap();
        tx.insert_job(&Job { created_at: Instant(0), ..job() }).await.unwrap();
        let worker = Uuid::from_u128(1);
        let first = tx.claim_job(worker, Instant(400_000), Instant(500_000)).await.unwrap();
        assert_eq!(first.map(|(_, id, _)| id), Some(JOB), "{engine}: the one that waits longest");
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_note_is_changed_by_whoever_read_it_last() {
    for (engine, store) in test_stores().await {
        let mut tx = store.write().await.unwrap();
        assert!(tx.swap_state("work", None, "a").await.unwrap(), "{engine}");
        assert!(!tx.swap_state("work", None, "b").await.unwrap(), "{engine}: there is one");
        assert!(!tx.swap_state("work", Some("b"), "c").await.unwrap(), "{engine}: it is another");
        assert!(tx.swap_state("work", Some("a"), "c").await.unwrap(), "{engine}");
        let names = ["work".to_owned(), "other".to_owned()];
        let all = tx.states(&names).await.unwrap();
        assert_eq!(all.into_iter().collect::<Vec<_>>(), [("work".to_owned(), "c".to_owned())]);
        tx.commit().await.unwrap();
    }
}
