//! Where the audit log cannot be written nothing is answered and nothing is changed (invariant L2):
//! every look and every change fails as not available, the register stays as it was to the byte,
//! and as soon as entries can be written again everything goes on.

use std::path::Path;

use crate::support::{World, hr_ssin, occupation, part, person, training, visitor};
use fla_app::{Command, EmployeeQuery, EmployeeSort, Refused, Since, Targets};
use fla_domain::access::{ApiScope, ApiScopes, Role};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::training::Status;
use fla_store::Store;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 26);

/// A register with somebody in it, a training, and an access manager.
struct Scene {
    world: World,
    employee: EmployeeId,
    training: TrainingId,
    file: std::path::PathBuf,
    _folder: tempfile::TempDir,
}

impl Scene {
    async fn set() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("fla.db");
        let store = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
        store.migrate().await.unwrap();
        let world = World::new(store, TODAY).await;
        let employee = world.hire(1, date(2025, 1, 6), "200", 3800).await;
        let details = training("Heftruck", date(2026, 3, 2), 240);
        let parts = vec![part(employee, Status::Completed, 240)];
        let made = world.submit(Command::RegisterTraining { details, parts }, None).await;
        let training = TrainingId(made.object.unwrap());
        let manager = world.app.act_as_installation(world.employer).await.unwrap();
        let role = Role::AccessManager;
        world.app.give_access(&manager, &hr_ssin(), role, None, &world.key()).await.unwrap();
        // The name of whoever holds a role is kept when the role is first used.
        world.app.act_for(&visitor(hr_ssin()), world.employer).await.unwrap();
        Self { world, employee, training, file, _folder: folder }
    }

    fn sql(&self, statement: &str) {
        rusqlite::Connection::open(&self.file).unwrap().execute_batch(statement).unwrap();
    }

    /// From now on no entry can be written.
    fn break_log(&self) {
        for statement in [
            "CREATE TRIGGER fault BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'fault'); END",
            "CREATE TRIGGER own_fault BEFORE INSERT ON own_audit BEGIN SELECT RAISE(ABORT, 'fault'); END",
        ] {
            self.sql(statement);
        }
    }

    fn mend_log(&self) {
        for statement in ["DROP TRIGGER fault", "DROP TRIGGER own_fault"] {
            self.sql(statement);
        }
    }

    /// The whole register as a file.
    async fn bytes(&self, name: &str) -> Vec<u8> {
        let folder: &Path = self.file.parent().unwrap();
        let copy = folder.join(name);
        self.world.app.store().backup(&copy).await.unwrap();
        std::fs::read(copy).unwrap()
    }

    /// Looks at everything that shows somebody; the name of each look with what it came to.
    async fn look(&self) -> Vec<(&'static str, Result<(), Refused>)> {
        let World { app, .. } = &self.world;
        let hr = app.act_for(&visitor(hr_ssin()), self.world.employer).await.unwrap();
        let employees = EmployeeQuery {
            name: String::new(),
            team: String::new(),
            joint_committee: String::new(),
            leavers: true,
            year: 2026,
            sort: EmployeeSort::Name,
            page: 1,
            page_size: 50,
            after: None,
        };
        let preview = self.training_again();
        let me = visitor(fla_formats::synthetic::ssin(1));
        let lines = ["Naam1".to_owned()];
        let days = (date(2026, 1, 1), date(2026, 12, 31));
        vec![
            ("employees", app.employees(&hr, &employees).await.map(drop)),
            ("find people", app.find_people(&hr, &lines).await.map(drop)),
            ("account", app.account(&hr, self.employee, None).await.map(drop)),
            ("training", app.training(&hr, self.training, None).await.map(drop)),
            ("preview", app.preview(&hr, &preview, None).await.map(drop)),
            ("access", app.grants(&hr).await.map(drop)),
            ("software", app.api_clients(&hr).await.map(drop)),
            ("webhooks", app.webhooks(&hr).await.map(drop)),
            ("changes", app.changes_since(&hr, Since::Beginning, 50).await.map(drop)),
            ("trainings to compare", app.reconcile_trainings(&hr, days, &[]).await.map(drop)),
            ("credits to compare", app.reconcile_credits(&hr, 2026, &[]).await.map(drop)),
            ("own copy of everything", app.own_export(&me).await.map(drop)),
        ]
    }

    fn training_again(&self) -> Command {
        let details = training("Heftruck, herhaling", date(2026, 4, 2), 240);
        Command::RegisterTraining {
            details,
            parts: vec![part(self.employee, Status::Completed, 240)],
        }
    }

    /// Changes everything that can be changed in one step.
    async fn change(&self) -> Vec<(&'static str, Result<(), Refused>)> {
        let World { app, .. } = &self.world;
        let hr = app.act_for(&visitor(hr_ssin()), self.world.employer).await.unwrap();
        let year = 2026;
        let commands = [
            (
                "add employee",
                Command::AddEmployee {
                    person: person(2),
                    from: date(2025, 1, 6),
                    to: None,
                    occupations: vec![occupation("200", 3800)],
                },
            ),
            ("team", Command::SetTeam { targets: Targets::All, team: Some("Magazijn".to_owned()) }),
            ("register training", self.training_again()),
            (
                "set right",
                Command::SetRight {
                    targets: Targets::Some(vec![self.employee]),
                    year,
                    kind: RightKind::Statutory,
                    minutes: Some(Minutes(3_000)),
                },
            ),
            (
                "company days",
                Command::GiveCompanyDays {
                    targets: Targets::All,
                    year,
                    hundredths: 100,
                    flat: true,
                },
            ),
            ("opt out", Command::SetOptOut { targets: Targets::All, year, out: true }),
            (
                "withdraw training",
                Command::WithdrawTraining { training: self.training, version: 1, parts: None },
            ),
        ];
        let mut came = Vec::new();
        for (name, command) in commands {
            let key = self.world.key();
            let answer = app.submit(&hr, &command, &key, Some("proef")).await;
            came.push((name, answer.map(drop)));
        }
        let scopes = ApiScopes::default().with(ApiScope::RegisterRead);
        let key = self.world.key();
        came.push(("software", app.add_client(&hr, "Loon", scopes, &key).await.map(drop)));
        let (other, key) = (fla_formats::synthetic::ssin(77), self.world.key());
        let given = app.give_access(&hr, &other, Role::Reader, None, &key).await;
        came.push(("access", given.map(drop)));
        let key = self.world.key();
        came.push(("invitation", app.invite(&hr, Role::Reader, None, &key).await.map(drop)));
        came
    }
}

fn not_available(came: &[(&'static str, Result<(), Refused>)]) {
    for (name, answer) in came {
        let closed = matches!(answer, Err(Refused::Unavailable(_) | Refused::Broken(_)));
        assert!(closed, "{name}: {answer:?}");
    }
}

#[tokio::test]
async fn without_a_log_nothing_is_shown_and_nothing_changes() {
    let scene = Scene::set().await;
    scene.break_log();
    let before = scene.bytes("before.db").await;
    not_available(&scene.look().await);
    not_available(&scene.change().await);
    assert!(scene.bytes("after.db").await == before, "something was written without its entry");

    // What was refused is done once the log can be written, without a restart.
    scene.mend_log();
    for (name, answer) in scene.look().await.into_iter().chain(scene.change().await) {
        assert!(answer.is_ok(), "{name}: {answer:?}");
    }
    assert!(scene.bytes("mended.db").await != before);
}
