//! Who comes to the addresses, in which role and on what ground.

use fla_app::{Key, NewEmployer, NewMandate};
use fla_domain::access::{Ground, Qualities, Quality, Role, Scope, Scopes, Section};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployerId, GrantId, MandateId};
use fla_domain::language::Language;
use fla_domain::time::Quarter;

use crate::support::{self, Browser, House, ssin};

/// Who comes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Actor {
    /// Nobody is signed in.
    Stranger,
    /// Signed in, known to no employer.
    Nobody,
    /// Employed by the first employer, without a role.
    Worker,
    /// With a role for the first employer.
    With(Role),
    /// The registrar of the second employer.
    Other,
    /// The operator of the installation.
    Operator,
    /// Of a provider to which the first employer gave a mandate with one scope besides reading.
    Under(Role, Scope),
    /// Of the same provider, under a mandate that is not in force: this one of them.
    Out(usize),
    /// With a role for the first employer, for the joint committee of its employee only.
    Limited(Role),
    /// With a role for the first employer, for a joint committee with nobody in it.
    Elsewhere,
    /// An inspector with an inspection of the first employer that is open.
    Inspector,
    /// An inspector without one.
    Idle,
}

pub const ACTORS: [Actor; 24] = [
    Actor::Limited(Role::Registrar),
    Actor::Limited(Role::Verifier),
    Actor::Limited(Role::Reader),
    Actor::Elsewhere,
    Actor::With(Role::Verifier),
    Actor::Under(Role::AccessManager, Scope::Read),
    Actor::Under(Role::AccessManager, Scope::Declare),
    Actor::Under(Role::AccessManager, Scope::Correct),
    Actor::Under(Role::AccessManager, Scope::Verify),
    Actor::Under(Role::Reader, Scope::Declare),
    Actor::Under(Role::Verifier, Scope::Correct),
    Actor::Out(0),
    Actor::Out(1),
    Actor::Out(2),
    Actor::Inspector,
    Actor::Idle,
    Actor::Stranger,
    Actor::Nobody,
    Actor::Worker,
    Actor::With(Role::Reader),
    Actor::With(Role::Registrar),
    Actor::With(Role::AccessManager),
    Actor::Other,
    Actor::Operator,
];

/// In which role and on what ground somebody comes to the first employer; `None` on no ground.
pub fn authority(actor: Actor) -> Option<(Role, Ground)> {
    match actor {
        Actor::With(role) => Some((role, Ground::Own(Qualities::EMPLOYER))),
        Actor::Under(role, scope) => Some((role, Ground::Mandate(Scopes::READ.with(scope)))),
        Actor::Limited(role) => Some((role, Ground::Section)),
        Actor::Elsewhere => Some((Role::Registrar, Ground::Section)),
        Actor::Inspector => Some((Role::Inspector, Ground::Inspection)),
        _ => None,
    }
}

/// The addresses by which those come to the first employer who have no role there.
pub struct Ways {
    /// A mandate for each scope.
    mandates: Vec<(Scope, MandateId)>,
    /// Mandates that are not in force: not answered, refused, coming, ended.
    out: [MandateId; 3],
    inspection: String,
    /// Roles for a section.
    limited: Vec<(Actor, GrantId)>,
}

impl Ways {
    pub async fn of(house: &House, employer: EmployerId) -> Self {
        let app = &house.app;
        let key = |n: usize| Key::new(&format!("ways{n}")).unwrap();
        let giver = house.caller(&ssin(HR + 102), employer).await;
        let now = Quarter::of(app.today());
        let mut mandates = Vec::new();
        for (n, scope) in Scope::ALL.iter().enumerate() {
            let provider = Self::provider(house, n).await;
            let id = Self::mandate(house, &giver, n, now, *scope).await;
            let holder = house.caller(&ssin(HR + 200), provider).await;
            app.answer_mandate(&holder, id, true, &key(100 + n)).await.unwrap();
            mandates.push((*scope, id));
        }
        let mut out = Vec::new();
        for n in 4..7 {
            let provider = Self::provider(house, n).await;
            let from = if n == 5 { now.next() } else { now };
            let id = Self::mandate(house, &giver, n, from, Scope::Declare).await;
            let holder = house.caller(&ssin(HR + 200), provider).await;
            if n > 4 {
                app.answer_mandate(&holder, id, true, &key(100 + n)).await.unwrap();
            }
            if n > 5 {
                app.end_mandate(&giver, id, &key(200 + n)).await.unwrap();
            }
            out.push(id);
        }
        let inspector = ssin(HR + 104);
        house.give(employer, &inspector, Role::Inspector).await;
        house.give(employer, &ssin(HR + 105), Role::Inspector).await;
        let inspector = app.act_as_inspector(&support::visitor(&inspector)).await.unwrap();
        let number = fla_formats::synthetic::enterprise(1);
        let inspection = app.open_inspection(&inspector, &number, "A file", 1, &key(300)).await;
        let inspection = inspection.unwrap().to_string();
        let limited = Self::limited(house, employer).await;
        Self { mandates, out: out.try_into().unwrap(), inspection, limited }
    }

    async fn limited(house: &House, employer: EmployerId) -> Vec<(Actor, GrantId)> {
        let system = house.app.act_as_installation(employer).await.unwrap();
        let mut found = Vec::new();
        for (actor, role, code) in [
            (Actor::Limited(Role::Registrar), Role::Registrar, "200"),
            (Actor::Limited(Role::Verifier), Role::Verifier, "200"),
            (Actor::Limited(Role::Reader), Role::Reader, "200"),
            (Actor::Elsewhere, Role::Registrar, "124"),
        ] {
            let section = Some(Section::JointCommittee(code.parse().unwrap()));
            let key = Key::new(&format!("section-{}-{code}", role.code())).unwrap();
            let grant = house.app.give_access(&system, &person(actor), role, section, &key).await;
            found.push((actor, grant.unwrap()));
        }
        found
    }

    /// Provider number `n`, with a person in each role.
    async fn provider(house: &House, n: usize) -> EmployerId {
        let number = 40 + u32::try_from(n).unwrap();
        let new = NewEmployer {
            enterprise_number: fla_formats::synthetic::enterprise(number),
            nsso_number: None,
            name: format!("Provider {n}"),
            language: Language::Nl,
            qualities: vec![Quality::ServiceProvider],
        };
        let first = ssin(HR + 200);
        let first = Some((&first, Role::AccessManager));
        let key = Key::new(&format!("provider{n}")).unwrap();
        let installation = house.app.installation();
        let id = house.app.add_employer(&installation, &new, first, &key).await.unwrap();
        house.give(id, &ssin(HR + 201), Role::Reader).await;
        house.give(id, &ssin(HR + 202), Role::Verifier).await;
        id
    }

    async fn mandate(
        house: &House,
        giver: &fla_app::Caller,
        n: usize,
        from: Quarter,
        scope: Scope,
    ) -> MandateId {
        let new = NewMandate {
            provider: fla_formats::synthetic::enterprise(40 + u32::try_from(n).unwrap()),
            from: from.yyyyq(),
            until: None,
            scopes: vec![scope],
        };
        let key = Key::new(&format!("mandate{n}")).unwrap();
        house.app.give_mandate(giver, &new, &key).await.unwrap()
    }

    /// Under what somebody finds the first employer: the employer itself, or the way to it.
    pub fn at(&self, actor: Actor, employer: &str) -> String {
        match actor {
            Actor::Under(_, scope) => {
                let found = self.mandates.iter().find(|(one, _)| *one == scope);
                found.unwrap().1.to_string()
            }
            Actor::Out(n) => self.out[n].to_string(),
            Actor::Limited(_) | Actor::Elsewhere => {
                self.limited.iter().find(|(one, _)| *one == actor).unwrap().1.to_string()
            }
            Actor::Inspector => self.inspection.clone(),
            _ => employer.to_owned(),
        }
    }
}

pub async fn browser(house: &House, actor: Actor) -> Browser {
    match actor {
        Actor::Stranger => house.stranger(),
        _ => house.sign_in(&person(actor), Language::En).await,
    }
}

/// Who that is.
fn person(actor: Actor) -> Ssin {
    match actor {
        Actor::Stranger | Actor::Nobody => ssin(HR + 900),
        Actor::Worker => ssin(10),
        Actor::With(Role::Reader) => ssin(HR + 101),
        Actor::With(Role::Registrar) => ssin(HR + 1),
        Actor::Other => ssin(HR + 2),
        Actor::Operator => ssin(HR + 103),
        Actor::With(Role::Verifier) => ssin(HR + 106),
        Actor::With(_) => ssin(HR + 102),
        Actor::Under(Role::Reader, _) => ssin(HR + 201),
        Actor::Under(Role::Verifier, _) => ssin(HR + 202),
        Actor::Under(..) | Actor::Out(_) => ssin(HR + 200),
        Actor::Inspector => ssin(HR + 104),
        Actor::Idle => ssin(HR + 105),
        Actor::Limited(Role::Registrar) => ssin(HR + 107),
        Actor::Limited(Role::Verifier) => ssin(HR + 108),
        Actor::Limited(_) => ssin(HR + 109),
        Actor::Elsewhere => ssin(HR + 110),
    }
}

pub const HR: u32 = 300_000;
