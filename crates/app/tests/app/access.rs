//! Who may do what (T1, T2): every command and every question × every kind of actor × own and
//! foreign objects. What is expected is worked out from the table of permissions and from whose
//! object it is, never from what the application answers.

use crate::support::{World, add_employer, hr_ssin, occupation, part, person, training, visitor};
use fla_app::{App, Caller, Command, Key, NewPart, OccupationInput, PersonInput, Refused, Targets};
use fla_domain::access::{Action, Ground, Role, Section, allowed, allowed_on};
use fla_domain::ids::{
    AdjustmentId, CompanyDaysId, EmployeeId, EmployerId, JobId, ParticipationId, TrainingId,
};
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::training::Status;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::date;
use uuid::Uuid;

/// Something in the register that commands and questions name.
#[derive(Clone, Copy)]
struct Objects {
    employee: EmployeeId,
    training: TrainingId,
    part: ParticipationId,
    days: CompanyDaysId,
    adjustment: AdjustmentId,
    job: JobId,
}

async fn objects(world: &World, caller: &Caller, n: u32) -> Objects {
    let submit = async |command: Command| {
        world.tick();
        world.app.submit(caller, &command, &world.key(), Some("test")).await.unwrap()
    };
    let occupations: Vec<OccupationInput> = vec![occupation("200", 3800)];
    let from = date(2024, 1, 1);
    let add = Command::AddEmployee { person: person(n), from, to: None, occupations };
    let employee = EmployeeId(submit(add).await.object.unwrap());
    let register = Command::RegisterTraining {
        details: training("T", date(2026, 3, 3), 60),
        parts: vec![part(employee, Status::Completed, 60)],
    };
    let training = TrainingId(submit(register).await.object.unwrap());
    let give = Command::GiveCompanyDays {
        targets: Targets::Some(vec![employee]),
        year: 2026,
        hundredths: 100,
        flat: true,
    };
    submit(give).await;
    let adjust =
        Command::AdjustCredit { employee, year: 2026, date: date(2026, 1, 5), minutes: Minutes(5) };
    let adjustment = AdjustmentId(submit(adjust).await.object.unwrap());
    let account = world.app.account(caller, employee, None).await.unwrap();
    let mut upload = world.app.receive(caller, "x.xml").await.unwrap();
    upload.write(b"<x/>").await.unwrap();
    let file = upload.finish().await.unwrap();
    let job = world.app.import(caller, &[file]).await.unwrap();
    world.app.work_to_the_end().await.unwrap();
    Objects {
        employee,
        training,
        part: account.parts[0].part.id,
        days: account.company_days[0].id,
        adjustment,
        job,
    }
}

/// Every command, on these objects. The match has no wildcard: a new command does not compile
/// until it stands in the list.
fn commands(o: Objects, version: i64) -> Vec<Command> {
    let who = || Targets::Some(vec![o.employee]);
    let input = || PersonInput { ssin: String::new(), ..person(7) };
    let new = || NewPart { ..part(o.employee, Status::Completed, 30) };
    let all = vec![
        Command::AddEmployee {
            person: person(99),
            from: date(2026, 1, 1),
            to: None,
            occupations: vec![occupation("200", 3800)],
        },
        Command::ChangePerson { employee: o.employee, seen: None, person: input() },
        Command::ChangeOccupations {
            employee: o.employee,
            from: date(2026, 1, 1),
            to: None,
            occupations: vec![occupation("200", 1900)],
        },
        Command::EndService {
            employee: o.employee,
            end: date(2026, 6, 30),
            cause: EndCause::Agreement,
        },
        Command::SetAverage { year: 2026, hundredths: Some(4000) },
        Command::SetRight {
            targets: who(),
            year: 2026,
            kind: RightKind::Sectoral,
            minutes: Some(Minutes(77)),
        },
        Command::GiveCompanyDays { targets: who(), year: 2026, hundredths: 50, flat: true },
        Command::WithdrawCompanyDays { id: o.days },
        Command::SetOptOut { targets: who(), year: 2026, out: true },
        Command::VerifyRights { targets: who(), year: 2026 },
        Command::AdjustCredit {
            employee: o.employee,
            year: 2026,
            date: date(2026, 2, 2),
            minutes: Minutes(9),
        },
        Command::WithdrawAdjustment { employee: o.employee, id: o.adjustment },
        Command::RegisterTraining {
            details: training("U", date(2026, 4, 4), 30),
            parts: vec![new()],
        },
        Command::CorrectTraining {
            training: o.training,
            version,
            details: training("T2", date(2026, 3, 3), 60),
            parts: vec![],
            added: vec![],
        },
        Command::WithdrawTraining {
            training: o.training,
            version: version + 1,
            parts: Some(vec![o.part]),
        },
        Command::RestoreTraining {
            training: o.training,
            version: version + 2,
            parts: Some(vec![o.part]),
        },
        Command::CompleteTraining { training: o.training, version: version + 3, absent: vec![] },
        Command::ChangeSettings {
            name: "New name".into(),
            language: Language::Fr,
            day_minutes: 480,
        },
        Command::RecalculateAll,
    ];
    let mut kinds: Vec<_> = all.iter().map(Command::kind).collect();
    kinds.dedup();
    assert_eq!(kinds.len(), 19, "every command once");
    all
}

/// Commands that name no object but the employer cannot be foreign.
fn names_an_object(command: &Command) -> bool {
    !matches!(
        command,
        Command::AddEmployee { .. }
            | Command::SetAverage { .. }
            | Command::ChangeSettings { .. }
            | Command::RecalculateAll
    )
}

async fn callers(app: &App, employer: EmployerId) -> Vec<(Role, Caller)> {
    let manager = add_role(app, employer, 310_001, Role::AccessManager).await;
    let reader = add_role(app, employer, 310_002, Role::Reader).await;
    let registrar = app.act_for(&visitor(hr_ssin()), employer).await.unwrap();
    let (operator, key) = (synthetic::ssin(310_003), Key::new("operator").unwrap());
    app.give_access(&app.installation(), &operator, Role::Operator, None, &key).await.unwrap();
    let operator = app.act_as_operator(&visitor(synthetic::ssin(310_003))).await.unwrap();
    vec![
        (Role::Registrar, registrar),
        (Role::AccessManager, manager),
        (Role::Reader, reader),
        (Role::Operator, operator),
    ]
}

async fn add_role(app: &App, employer: EmployerId, n: u32, role: Role) -> Caller {
    let system = app.act_as_installation(employer).await.unwrap();
    let key = Key::new(&format!("role{n}")).unwrap();
    app.give_access(&system, &synthetic::ssin(n), role, None, &key).await.unwrap();
    app.act_for(&visitor(synthetic::ssin(n)), employer).await.unwrap()
}

#[tokio::test]
async fn every_command_by_everybody_on_own_and_foreign_objects() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let foreign_hr = synthetic::ssin(320_000);
        let foreign = add_employer(&world.app, 2, &foreign_hr).await;
        let foreign_hr = world.app.act_for(&visitor(foreign_hr), foreign).await.unwrap();
        let theirs = objects(&world, &foreign_hr, 1).await;
        let before = snapshot(&world.app, &foreign_hr, theirs).await;
        let absent = Objects {
            employee: EmployeeId(Uuid::from_u128(1)),
            training: TrainingId(Uuid::from_u128(1)),
            part: ParticipationId(Uuid::from_u128(1)),
            days: CompanyDaysId(Uuid::from_u128(1)),
            adjustment: AdjustmentId(Uuid::from_u128(1)),
            job: JobId(Uuid::from_u128(1)),
        };
        let (mut refused, mut hidden, mut done) = (0, 0, 0);
        for (n, (role, caller)) in (0_u32..).zip(callers(&world.app, world.employer).await) {
            let own = if role == Role::Registrar || role == Role::AccessManager {
                objects(&world, &caller, 10 + n).await
            } else {
                theirs
            };
            for command in commands(own, 1) {
                let may = allowed(role, command.action());
                let ours = role == Role::Registrar || role == Role::AccessManager;
                world.tick();
                let preview = world.app.preview(&caller, &command, Some("r")).await.err();
                let answer = world.app.submit(&caller, &command, &world.key(), Some("r")).await;
                let kind = command.kind();
                if may && ours && kind == "addEmployee" && n > 0 {
                    // The person is there since the first actor added it.
                    assert!(matches!(answer, Err(Refused::Invalid(_))), "{engine} {role:?} {kind}");
                } else if may && ours && kind == "completeTraining" {
                    // Nothing of it is planned any more.
                    assert!(matches!(answer, Err(Refused::Invalid(_))), "{engine} {role:?} {kind}");
                } else if may && ours {
                    assert!(answer.is_ok(), "{engine} {role:?} {kind}: {answer:?}");
                    done += 1;
                } else {
                    assert!(
                        matches!(answer, Err(Refused::Forbidden(_))),
                        "{engine} {role:?} {kind}"
                    );
                    assert!(matches!(preview, Some(Refused::Forbidden(_))), "{role:?} {kind}");
                    refused += 1;
                }
            }
            for (command, nothing) in commands(theirs, 1).into_iter().zip(commands(absent, 1)) {
                if !names_an_object(&command) {
                    continue;
                }
                let foreign = world.app.submit(&caller, &command, &world.key(), Some("r")).await;
                let nothing = world.app.submit(&caller, &nothing, &world.key(), Some("r")).await;
                let (foreign, nothing) = (foreign.unwrap_err(), nothing.unwrap_err());
                assert_eq!(
                    foreign.to_string(),
                    nothing.to_string(),
                    "{engine} {role:?} {}: foreign answers as absent",
                    command.kind()
                );
                hidden += 1;
            }
        }
        assert!(refused >= 30 && hidden >= 50 && done >= 30, "{refused} {hidden} {done}");
        assert_eq!(before, snapshot(&world.app, &foreign_hr, theirs).await, "{engine}: untouched");
    }
}

/// Whoever is limited to a team does for its people what the role allows, nothing that is about
/// everybody, and finds others as little as those who are not there.
#[tokio::test]
async fn every_command_by_somebody_limited_to_a_team() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let own = objects(&world, &world.hr, 1).await;
        let others = objects(&world, &world.hr, 2).await;
        let limited = team_registrar(&world, own.employee).await;
        let before = snapshot(&world.app, &world.hr, others).await;
        let absent = Objects {
            employee: EmployeeId(Uuid::from_u128(1)),
            training: TrainingId(Uuid::from_u128(1)),
            part: ParticipationId(Uuid::from_u128(1)),
            days: CompanyDaysId(Uuid::from_u128(1)),
            adjustment: AdjustmentId(Uuid::from_u128(1)),
            job: own.job,
        };
        let (mut done, mut refused, mut hidden) = (0, 0, 0);
        let of_absent = commands(absent, 1);
        for (command, nothing) in commands(others, 1).into_iter().zip(of_absent) {
            let kind = command.kind();
            let foreign = world.app.submit(&limited, &command, &world.key(), Some("r")).await;
            let nothing = world.app.submit(&limited, &nothing, &world.key(), Some("r")).await;
            let foreign = foreign.unwrap_err().to_string();
            assert_eq!(foreign, nothing.unwrap_err().to_string(), "{engine} {kind}");
            hidden += 1;
        }
        assert_eq!(before, snapshot(&world.app, &world.hr, others).await, "{engine}: untouched");
        for command in commands(own, 1) {
            world.tick();
            let answer = world.app.submit(&limited, &command, &world.key(), Some("r")).await;
            let kind = command.kind();
            let of_people = allowed_on(limited.role(), Ground::Section, command.action())
                && !matches!(command, Command::SetAverage { .. });
            match (of_people, answer) {
                (true, Ok(_)) => done += 1,
                // Nothing of it is planned any more.
                (true, Err(Refused::Invalid(_))) => assert_eq!(kind, "completeTraining"),
                (false, Err(Refused::Forbidden(_))) => refused += 1,
                (_, answer) => panic!("{engine} {kind}: {answer:?}"),
            }
        }
        assert_eq!((done, refused, hidden), (11, 7, 19), "{engine}");
    }
}

async fn team_registrar(world: &World, employee: EmployeeId) -> Caller {
    let (team, targets) = (Some("Bakery".to_owned()), Targets::Some(vec![employee]));
    let command = Command::SetTeam { targets, team };
    world.tick();
    world.app.submit(&world.hr, &command, &world.key(), None).await.unwrap();
    let system = world.app.act_as_installation(world.employer).await.unwrap();
    let (ssin, section) = (synthetic::ssin(310_009), Some(Section::Team("Bakery".to_owned())));
    let key = world.key();
    let role = Role::Registrar;
    let grant = world.app.give_access(&system, &ssin, role, section, &key).await.unwrap();
    world.app.act_at(&visitor(ssin), grant.0).await.unwrap()
}

async fn snapshot(app: &App, caller: &Caller, o: Objects) -> String {
    let account = app.account(caller, o.employee, None).await.unwrap();
    let training = app.training(caller, o.training, None).await.unwrap();
    let changes = app.recent_changes(caller, None).await.unwrap();
    format!("{:?} {:?} {:?} {}", account.years, account.parts, training.training, changes.len())
}

#[tokio::test]
async fn every_question_by_everybody() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let own = objects(&world, &world.hr, 1).await;
        let foreign_ssin = synthetic::ssin(320_000);
        let foreign = add_employer(&world.app, 2, &foreign_ssin).await;
        let foreign_hr = world.app.act_for(&visitor(foreign_ssin), foreign).await.unwrap();
        let mut all = callers(&world.app, world.employer).await;
        all.push((Role::Registrar, foreign_hr));
        for (role, caller) in all {
            let ours = caller.employer() == world.employer;
            let place = format!("{engine} {role:?} {ours}");
            let reads = allowed(role, Action::ReadRegister);
            let app = &world.app;
            let sees = |ok: bool, refused: Option<Refused>, may: bool| {
                if may && ours {
                    assert!(ok, "{place} {refused:?}");
                } else if may {
                    assert!(matches!(refused, Some(Refused::Hidden)), "{place} {refused:?}");
                } else {
                    assert!(matches!(refused, Some(Refused::Forbidden(_))), "{place} {refused:?}");
                }
            };
            let r = app.account(&caller, own.employee, None).await;
            sees(r.is_ok(), r.err(), reads);
            let r = app.training(&caller, own.training, None).await;
            sees(r.is_ok(), r.err(), reads);
            let r = app.job(&caller, own.job).await;
            sees(r.is_ok(), r.err(), reads);
            let history = allowed(role, Action::ReadHistory);
            let r = app.training_history(&caller, own.training).await;
            sees(r.is_ok(), r.err(), history);
            let r = app.right_history(&caller, own.employee, 2026).await;
            sees(r.is_ok(), r.err(), history);
            let r = app.audit_of(&caller, own.employee).await;
            sees(r.is_ok(), r.err(), history);
            let r = app.credits(&caller, own.employee).await;
            sees(r.is_ok(), r.err(), reads);
            let r = app.import_report(&caller, own.job).await;
            sees(r.is_ok(), r.err(), allowed(role, Action::ImportDeclarations));
            if reads && !ours {
                assert!(app.employees_by_id(&caller, &[own.employee]).await.unwrap().is_empty());
                let ssin = synthetic::ssin(1).digits().to_owned();
                assert!(app.find_people(&caller, &[ssin]).await.unwrap()[0].is_empty());
            }
        }
    }
}

#[tokio::test]
async fn a_person_sees_the_own_accounts_and_nobody_elses() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let second = add_employer(&world.app, 2, &hr_ssin()).await;
        let hr2 = world.app.act_for(&visitor(hr_ssin()), second).await.unwrap();
        objects(&world, &world.hr, 1).await;
        objects(&world, &world.hr, 2).await;
        objects(&world, &hr2, 1).await;
        let own = world.app.own_accounts(&visitor(synthetic::ssin(1))).await.unwrap();
        assert_eq!(own.len(), 2, "{engine}: one for each employer");
        assert!(own.iter().all(|a| a.employee.person.ssin == synthetic::ssin(1)));
        let nobody = world.app.own_accounts(&visitor(synthetic::ssin(5))).await.unwrap();
        assert!(nobody.is_empty());
        let as_hr = world.app.act_for(&visitor(synthetic::ssin(1)), world.employer).await;
        assert!(matches!(as_hr, Err(Refused::Hidden)), "an employee is no registrar");
    }
}

#[tokio::test]
async fn access_that_was_taken_away_is_gone_at_once() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let system = world.app.act_as_installation(world.employer).await.unwrap();
        let ssin = synthetic::ssin(310_002);
        let grant =
            world.app.give_access(&system, &ssin, Role::Reader, None, &world.key()).await.unwrap();
        assert!(world.app.act_for(&visitor(ssin.clone()), world.employer).await.is_ok());
        world.app.end_access(&system, grant, &world.key()).await.unwrap();
        let after = world.app.act_for(&visitor(ssin), world.employer).await;
        assert!(matches!(after, Err(Refused::Hidden)), "{engine}");
    }
}

#[tokio::test]
async fn every_look_at_an_account_is_noted() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let own = objects(&world, &world.hr, 1).await;
        let before = world.app.audit_of(&world.hr, own.employee).await.unwrap().len();
        world.app.account(&world.hr, own.employee, None).await.unwrap();
        world.app.training(&world.hr, own.training, None).await.unwrap();
        let after = world.app.audit_of(&world.hr, own.employee).await.unwrap();
        // The two, and the first look at who looked.
        assert_eq!(after.len(), before + 3, "{engine}");
        assert!(after.iter().all(|e| !e.action.is_empty() && !e.by.is_empty()));
    }
}
