//! The small register in which the cast acts: two employers with a dozen people, a school, four
//! providers, mandates that are in force, not yet and no longer, an inspection open and one closed.

use std::path::Path;
use std::sync::Arc;

use fla_app::{Command, NewEmployer, NewMandate, Targets, Telling};
use fla_domain::access::{ApiScope, Quality, Role, Scope, Section};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::language::Language;
use fla_formats::synthetic;
use fla_store::Store;
use jiff::civil::{Date, date};
use uuid::Uuid;

use super::cast::{Door, Org, Part, Who};
use super::hooks::Post;
use super::things::{Person, TEAM, Things};
use crate::support::{World, hr_ssin, occupation, person, visitor};

pub const TODAY: Date = date(2026, 11, 23);
/// A tenth of full time: so many people, and still too few for another size of undertaking.
pub const SMALL: u32 = 380;
pub const REASON: &str = "File 12";

pub struct Stage {
    pub world: World,
    pub orgs: Vec<(Org, EmployerId)>,
    pub cast: Vec<Part>,
    /// Doors at which somebody has no ground to come in: who, and where.
    pub shut: Vec<(Ssin, Uuid)>,
}

/// The number of an organisation, of which its enterprise number is made.
pub fn number(org: Org) -> u32 {
    match org {
        Org::Bakery => 1,
        Org::Garage => 2,
        Org::School => 60,
        Org::Secretariat => 70,
        Org::Bookkeeper => 71,
        Org::Office => 72,
        Org::Newcomer => 73,
        Org::House => 0,
    }
}

/// The person who holds the highest role with an organisation.
pub fn chief(org: Org) -> Ssin {
    synthetic::ssin(310_000 + number(org))
}

/// In which quality its people act for it.
pub const fn quality_of(org: Org) -> Option<&'static str> {
    match org {
        Org::Bakery | Org::Garage => Some("employer"),
        Org::School => Some("trainingProvider"),
        Org::Secretariat => Some("socialSecretariat"),
        Org::Bookkeeper | Org::Office | Org::Newcomer => Some("serviceProvider"),
        Org::House => None,
    }
}

impl Stage {
    pub async fn set(folder: &Path, things: &mut Things) -> Self {
        let store = Store::open(&format!("sqlite:{}", folder.join("fla.db").display())).await;
        let store = store.unwrap();
        store.migrate().await.unwrap();
        let world = World::new(store, TODAY).await;
        let orgs = vec![(Org::House, EmployerId(Uuid::nil())), (Org::Bakery, world.employer)];
        let mut stage = Self { world, orgs, cast: Vec::new(), shut: Vec::new() };
        stage.organisations().await;
        stage.people(things).await;
        stage.own_roles().await;
        stage.teams().await;
        stage.mandates().await;
        stage.inspections().await;
        stage.software().await;
        stage
    }

    pub fn id(&self, org: Org) -> EmployerId {
        self.orgs.iter().find(|(one, _)| *one == org).unwrap().1
    }

    async fn organisations(&mut self) {
        let of = |org, quality| (org, vec![quality]);
        for (org, qualities) in [
            of(Org::Garage, Quality::Employer),
            of(Org::School, Quality::TrainingProvider),
            of(Org::Secretariat, Quality::SocialSecretariat),
            of(Org::Bookkeeper, Quality::ServiceProvider),
            of(Org::Office, Quality::ServiceProvider),
            of(Org::Newcomer, Quality::ServiceProvider),
        ] {
            let new = NewEmployer {
                enterprise_number: synthetic::enterprise(number(org)),
                nsso_number: None,
                name: format!("{org:?}"),
                language: Language::Nl,
                qualities,
            };
            let chief = chief(org);
            let first = Some((&chief, Role::AccessManager));
            let (app, key) = (&self.world.app, self.world.key());
            self.world.tick();
            let id = app.add_employer(&app.installation(), &new, first, &key).await.unwrap();
            self.orgs.push((org, id));
        }
    }

    /// Two of the bakery work in the garage too.
    async fn people(&self, things: &mut Things) {
        let app = &self.world.app;
        let foreign =
            app.act_for(&visitor(chief(Org::Garage)), self.id(Org::Garage)).await.unwrap();
        for (org, caller, numbers) in [
            (Org::Bakery, &self.world.hr, vec![1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]),
            (Org::Garage, &foreign, vec![1, 2, 21, 22, 23, 24]),
        ] {
            self.world.tick();
            let average = Command::SetAverage { year: 2026, hundredths: Some(2_500) };
            app.submit(caller, &average, &self.world.key(), Some(REASON)).await.unwrap();
            for n in numbers {
                let add = Command::AddEmployee {
                    person: person(n),
                    from: date(2024, 1, 1),
                    to: None,
                    occupations: vec![occupation("200", SMALL)],
                };
                self.world.tick();
                let added = app.submit(caller, &add, &self.world.key(), None).await.unwrap();
                let id = EmployeeId(added.object.unwrap());
                let team = (org == Org::Bakery && n <= 6).then_some(TEAM);
                things.people.push(Person {
                    id,
                    n,
                    org,
                    team,
                    serving: true,
                    verified: false,
                    noticed: false,
                    by_hand: false,
                });
            }
            let bakers = things.people.iter().filter(|p| p.org == org && p.team.is_some());
            let bakers: Vec<_> = bakers.map(|person| person.id).collect();
            if !bakers.is_empty() {
                let targets = Targets::Some(bakers);
                let team = Command::SetTeam { targets, team: Some(TEAM.to_owned()) };
                self.world.tick();
                app.submit(caller, &team, &self.world.key(), None).await.unwrap();
            }
            // Everybody is here: whoever says the same once more changes nobody's rights.
            self.world.tick();
            app.submit(caller, &average, &self.world.key(), Some(REASON)).await.unwrap();
        }
    }

    async fn give(&self, ssin: &Ssin, org: Org, role: Role, section: Option<Section>) -> Uuid {
        let app = &self.world.app;
        let house = match org {
            Org::House => app.installation(),
            org => app.act_as_installation(self.id(org)).await.unwrap(),
        };
        self.world.tick();
        let key = self.world.key();
        app.give_access(&house, ssin, role, section, &key).await.unwrap().0
    }

    fn enter(&mut self, who: Who, ssin: Ssin, at: (Door, Org), role: &'static str) -> &mut Part {
        let (door, org) = at;
        self.cast.push(Part {
            who,
            ssin: Some(ssin),
            door,
            org,
            role,
            quality: quality_of(org),
            organisation: None,
            mandate: None,
            purpose: None,
        });
        self.cast.last_mut().unwrap()
    }

    async fn own_roles(&mut self) {
        let here = (Door::At(self.id(Org::Bakery).0), Org::Bakery);
        self.give(&chief(Org::Bakery), Org::Bakery, Role::AccessManager, None).await;
        self.enter(Who::Manager, chief(Org::Bakery), here, "accessManager");
        self.enter(Who::Registrar, hr_ssin(), here, "registrar");
        for (who, n, role, code) in [
            (Who::Verifier, 311_000, Role::Verifier, "verifier"),
            (Who::Reader, 311_001, Role::Reader, "reader"),
        ] {
            self.give(&synthetic::ssin(n), Org::Bakery, role, None).await;
            self.enter(who, synthetic::ssin(n), here, code);
        }
        for (who, org) in
            [(Who::Foreign, Org::Garage), (Who::Teacher, Org::School), (Who::Holder, Org::Newcomer)]
        {
            let at = (Door::At(self.id(org).0), org);
            self.enter(who, chief(org), at, "accessManager");
        }
        let operator = synthetic::ssin(311_002);
        self.give(&operator, Org::House, Role::Operator, None).await;
        let part = self.enter(Who::Operator, operator, (Door::Operator, Org::House), "operator");
        part.quality = Some("operator");
        let system = (Door::CommandLine, Org::Bakery);
        let part = self.enter(Who::System, chief(Org::Bakery), system, "system");
        (part.ssin, part.quality) = (None, None);
        // A registrar of the bakery who comes to the garage's door.
        self.shut.push((hr_ssin(), self.id(Org::Garage).0));
        self.shut.push((synthetic::ssin(319_000), self.id(Org::Bakery).0));
    }

    async fn teams(&mut self) {
        for (who, n, role, code) in [
            (Who::TeamRegistrar, 312_000, Role::Registrar, "registrar"),
            (Who::TeamReader, 312_001, Role::Reader, "reader"),
        ] {
            let section = Some(Section::Team(TEAM.to_owned()));
            let grant = self.give(&synthetic::ssin(n), Org::Bakery, role, section).await;
            self.enter(who, synthetic::ssin(n), (Door::At(grant), Org::Bakery), code);
            // The team is theirs, the whole bakery is not.
            self.shut.push((synthetic::ssin(n), self.id(Org::Bakery).0));
        }
    }

    /// Has the bakery give a provider a mandate, and the provider confirm it.
    async fn mandate(&self, to: Org, quarters: (i64, Option<i64>), scopes: &[Scope]) -> Uuid {
        let app = &self.world.app;
        let new = NewMandate {
            provider: synthetic::enterprise(number(to)),
            from: quarters.0,
            until: quarters.1,
            scopes: scopes.to_vec(),
        };
        let giver = visitor(chief(Org::Bakery));
        let giver = app.act_for(&giver, self.id(Org::Bakery)).await.unwrap();
        self.world.tick();
        let id = app.give_mandate(&giver, &new, &self.world.key()).await.unwrap();
        let holder = app.act_for(&visitor(chief(to)), self.id(to)).await.unwrap();
        self.world.tick();
        app.answer_mandate(&holder, id, true, &self.world.key()).await.unwrap();
        id.0
    }

    async fn mandates(&mut self) {
        let all = [Scope::Declare, Scope::Correct, Scope::Verify];
        let next = self.mandate(Org::Secretariat, (20271, None), &all).await;
        self.shut.push((chief(Org::Secretariat), next));
        let ended = self.mandate(Org::Office, (20264, None), &all).await;
        let app = &self.world.app;
        let holder = app.act_for(&visitor(chief(Org::Office)), self.id(Org::Office)).await.unwrap();
        self.world.tick();
        app.end_mandate(&holder, fla_domain::ids::MandateId(ended), &self.world.key())
            .await
            .unwrap();
        self.shut.push((chief(Org::Office), ended));
        for (who, org, scopes, quality) in [
            (Who::Full, Org::Secretariat, &all[..], "socialSecretariat"),
            (Who::ReadOnly, Org::Bookkeeper, &[][..], "serviceProvider"),
            (Who::Declarer, Org::Office, &all[..1], "serviceProvider"),
        ] {
            let id = self.mandate(org, (20264, Some(20264)), scopes).await;
            let at = (Door::At(id), Org::Bakery);
            let part = self.enter(who, chief(org), at, "accessManager");
            (part.quality, part.organisation, part.mandate) = (Some(quality), Some(org), Some(id));
        }
    }

    /// Software of the bakery, of the secretariat and of the school, each let in by its own
    /// organisation; and the post by which webhooks are told.
    async fn software(&mut self) {
        let mandate = self.cast.iter().find(|part| part.who == Who::Full).unwrap().mandate;
        for (owner, at, parts) in [
            (Org::Bakery, Org::Bakery, &[Who::Software, Who::Narrow][..]),
            (Org::Secretariat, Org::Bakery, &[Who::Served]),
            (Org::School, Org::School, &[Who::Trainer]),
        ] {
            let app = &self.world.app;
            let manager = app.act_for(&visitor(chief(owner)), self.id(owner)).await.unwrap();
            let scopes = ApiScope::ALL.iter().copied().collect();
            self.world.tick();
            let name = format!("Software {owner:?}");
            let client = app.add_client(&manager, &name, scopes, &self.world.key()).await.unwrap();
            for who in parts {
                let served = owner != at;
                self.cast.push(Part {
                    who: *who,
                    ssin: None,
                    door: Door::Token(client),
                    org: at,
                    role: "client",
                    quality: quality_of(owner),
                    organisation: served.then_some(owner),
                    mandate: mandate.filter(|_| served),
                    purpose: None,
                });
            }
        }
        self.world.app.tell_with(Telling {
            messenger: Arc::new(Post),
            seed: [7; 32],
            api: "https://fla.test/fla/v1".to_owned(),
        });
    }

    async fn inspections(&mut self) {
        let ssin = synthetic::ssin(313_000);
        self.give(&ssin, Org::House, Role::Inspector, None).await;
        self.enter(Who::Outside, ssin.clone(), (Door::Inspector, Org::House), "inspector");
        let app = &self.world.app;
        let inspector = app.act_as_inspector(&visitor(ssin.clone())).await.unwrap();
        let number = synthetic::enterprise(number(Org::Bakery));
        let mut opened = Vec::new();
        for _ in 0..2 {
            self.world.tick();
            let key = self.world.key();
            let id = app.open_inspection(&inspector, &number, REASON, 30, &key).await.unwrap();
            opened.push(id);
        }
        self.world.tick();
        app.close_inspection(&inspector, opened[0], &self.world.key()).await.unwrap();
        self.shut.push((ssin.clone(), opened[0].0));
        let open = opened[1].0;
        let part = self.enter(Who::Inspector, ssin, (Door::At(open), Org::Bakery), "inspector");
        (part.quality, part.mandate, part.purpose) = (None, Some(open), Some(REASON));
    }
}
