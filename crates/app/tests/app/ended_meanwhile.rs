//! A mandate that ends while what was asked under it waits for its turn. On PostgreSQL alone: on the
//! embedded store nobody waits in the middle of a job.

use std::time::Duration;

use fla_app::{Asked, BatchItem, Caller, Command, Environment, NewSheet, Targets, Verdict};
use fla_domain::access::Scope;
use fla_domain::ids::MandateId;
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_store::Store;
use fla_store::testing::{TestDatabase, postgres_database};
use jiff::civil::date;
use sqlx::{Connection as _, PgConnection};

use crate::support::batch::{answered, gives_mandate, secretariat, sent};
use crate::support::forms::{NEW, TODAY, file, form, right, states};
use crate::support::sheet::{undo, view};
use crate::support::{World, visitor};

struct Served {
    database: TestDatabase,
    world: World,
    secretariat: Caller,
    mandate: MandateId,
}

/// What came first to the employer's lock, that somebody else holds.
#[derive(Clone, Copy)]
enum First {
    Job,
    End,
}

impl Served {
    async fn new() -> Self {
        let database = postgres_database().await;
        let world = World::new(Store::open(database.url()).await.unwrap(), TODAY).await;
        world.hire(1, date(2020, 1, 1), "200", 3800).await;
        let secretariat = secretariat(&world).await;
        let scopes = [Scope::Declare, Scope::Correct];
        let mandate = gives_mandate(&world, world.employer, &secretariat, &scopes).await;
        Self { database, world, secretariat, mandate }
    }

    /// Works what there is to do, and ends the mandate meanwhile.
    async fn works_while_it_ends(&self, first: First) {
        let app = &self.world.app;
        let mut shut = app.store().write().await.unwrap();
        shut.lock_employer(self.world.employer);
        shut.get_employer(self.world.employer, Instant::LATEST).await.unwrap();
        let waits_before = |mine| match (first, mine) {
            (First::Job, First::Job) | (First::End, First::End) => 0,
            _ => 1,
        };
        self.world.tick();
        let work = async {
            self.waiting(waits_before(First::Job)).await;
            Box::pin(app.work_to_the_end()).await.unwrap();
        };
        let end = async {
            self.waiting(waits_before(First::End)).await;
            let key = self.world.key();
            app.end_mandate(&self.secretariat, self.mandate, &key).await.unwrap();
        };
        let open = async {
            self.waiting(2).await;
            shut.rollback().await.unwrap();
        };
        tokio::join!(work, end, open);
    }

    /// Until so many wait for a lock.
    async fn waiting(&self, so_many: i64) {
        let waits = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted \
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        let mut connection = PgConnection::connect(self.database.url()).await.unwrap();
        while sqlx::query_scalar::<_, i64>(waits).fetch_one(&mut connection).await.unwrap()
            < so_many
        {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

#[tokio::test]
async fn a_form_that_is_carried_out_by_itself_is_told_of_the_mandate() {
    let served = Served::new().await;
    // A trial looks at each form that sets a right by itself.
    let forms = [60, 61, 62].map(|minutes| form(&minutes.to_string(), NEW, right(1, minutes)));
    let by = &served.secretariat;
    let id = sent(&served.world, by, "a.xml", &file(&forms), Environment::Simulation).await;
    served.works_while_it_ends(First::Job).await;
    let (view, answers) = answered(&served.world, by, id).await;
    assert_eq!(view.state, "done");
    assert_eq!(states(&answers), ["accepted", "refused MANDATE-022", "refused MANDATE-022"]);
}

#[tokio::test]
async fn a_batch_is_told_of_the_mandate_and_does_not_break_off() {
    let served = Served::new().await;
    let app = &served.world.app;
    let holder = visitor(synthetic::ssin(310_002));
    let under = app.act_at(&holder, served.mandate.0).await.unwrap();
    let team = |name: &str| Command::SetTeam { targets: Targets::All, team: Some(name.to_owned()) };
    let items = ["A", "B"].map(|name| BatchItem {
        asked: Asked { command: team(name), people: Vec::new(), reason: None },
        reference: None,
        faults: Vec::new(),
    });
    let id = app.take_batch(&under, &items, false, &served.world.key()).await.unwrap();
    served.works_while_it_ends(First::End).await;
    let items = app.batch_items(&under, id, "", 0, 10).await.unwrap();
    let told: Vec<String> = items
        .iter()
        .map(|item| item.faults.iter().map(fla_domain::anomaly::Anomaly::code).collect())
        .collect();
    assert_eq!(told, ["MANDATE-022"; 2]);
}

#[tokio::test]
async fn what_was_not_taken_back_of_a_spreadsheet_can_be_taken_back_later() {
    let served = Served::new().await;
    let (world, app) = (&served.world, &served.world.app);
    let under = app.act_at(&visitor(synthetic::ssin(310_002)), served.mandate.0).await.unwrap();
    let rows = format!(
        "INSZ;Opleiding;Datum;Duur (uren)\n{};Excel;12/10/2026;3\n",
        synthetic::ssin(1).digits()
    );
    world.tick();
    let mut upload = app.receive_sheet(&under, "table").await.unwrap();
    upload.write(rows.as_bytes()).await.unwrap();
    let file = upload.finish().await.unwrap();
    let new = NewSheet { file, kind: None, copy: false, original: None };
    let sheet = app.take_sheet(&under, &new).await.unwrap();
    app.work_to_the_end().await.unwrap();
    world.tick();
    app.carry_out_sheet(&under, sheet).await.unwrap();
    app.work_to_the_end().await.unwrap();
    world.tick();
    app.undo_sheet(&under, sheet, "wrong file").await.unwrap();
    served.works_while_it_ends(First::Job).await;
    let stopped = view(world, sheet).await;
    assert_eq!((stopped.state.as_str(), stopped.count(Verdict::Done)), ("stopped", 1));
    let undone = undo(world, sheet).await;
    assert_eq!((undone.state.as_str(), undone.count(Verdict::Undone)), ("undone", 1));
}
