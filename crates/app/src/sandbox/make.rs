//! What somebody who asks for a key in a sandbox gets: an organisation of their own with invented
//! people, made through the doors of the product.

use fla_domain::access::{ApiScope, ApiScopes, Quality, Role, Scope};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, JointCommittee, Ssin};
use fla_domain::ids::EmployerId;
use fla_domain::language::Language;
use fla_domain::quantity::Fraction;
use fla_domain::time::Quarter;
use fla_formats::synthetic;
use jiff::civil::{Date, date};

use super::Sandbox;
use crate::{
    App, Caller, Channel, Command, Key, NewEmployer, NewMandate, OccupationInput, PersonInput,
    Refused, Visitor, client_name,
};

/// The first of the numbers that are given out; those before belong to demonstrations.
const FIRST: u32 = 20_000;
/// Organisations of one draw.
const ORGANISATIONS: u32 = 8;
/// People of one draw; the first manages access.
const PEOPLE: u32 = 40;
/// Joint committees of the people, in turn.
const COMMITTEES: [&str; 3] = ["200", "111", "140.03"];

/// As what somebody asks for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SandboxKind {
    /// An employer, for its own people.
    Employer,
    /// A social secretariat, for employers that gave it a mandate.
    SocialSecretariat,
    /// A training provider, which reports to employers.
    TrainingProvider,
}

impl SandboxKind {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Employer, Self::SocialSecretariat, Self::TrainingProvider];

    /// Its code, as the qualities of organisations are called.
    pub const fn code(self) -> &'static str {
        self.quality().code()
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    const fn quality(self) -> Quality {
        match self {
            Self::Employer => Quality::Employer,
            Self::SocialSecretariat => Quality::SocialSecretariat,
            Self::TrainingProvider => Quality::TrainingProvider,
        }
    }

    /// How many employers beside it, and how many people with each.
    const fn employers(self) -> (u32, u32) {
        match self {
            Self::Employer => (0, 0),
            Self::SocialSecretariat => (3, 6),
            Self::TrainingProvider => (1, 6),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Employer => "Zandbakbedrijf",
            Self::SocialSecretariat => "Sociaal secretariaat Zandbak",
            Self::TrainingProvider => "Opleidingscentrum Zandbak",
        }
    }
}

/// Somebody invented.
#[derive(Clone, Debug)]
pub struct SandboxPerson {
    /// Given and family name.
    pub name: String,
    /// A number that checks and belongs to nobody.
    pub ssin: Ssin,
}

/// An employer for which one can act.
#[derive(Clone, Debug)]
pub struct SandboxEmployer {
    /// Its enterprise number.
    pub number: EnterpriseNumber,
    /// Its name.
    pub name: String,
    /// The people that it began with.
    pub people: Vec<SandboxPerson>,
}

/// What somebody was given with a key.
#[derive(Clone, Debug)]
pub struct SandboxView {
    /// As what.
    pub kind: SandboxKind,
    /// The name of the software, for assertions.
    pub client_id: String,
    /// Its public key, as a JSON Web Key.
    pub jwk: String,
    /// What it may.
    pub scopes: ApiScopes,
    /// The name of the organisation.
    pub organisation: String,
    /// Its enterprise number.
    pub number: EnterpriseNumber,
    /// Who manages its access in the pages.
    pub manager: SandboxPerson,
    /// The employers, its own organisation among them where it is one.
    pub employers: Vec<SandboxEmployer>,
}

/// The person of a place in a draw.
fn person(draw: u32, place: u32) -> SandboxPerson {
    let n = FIRST + draw * PEOPLE + place;
    let name = synthetic::name(n);
    SandboxPerson { name: format!("{} {}", name.given, name.family), ssin: synthetic::ssin(n) }
}

fn manager(draw: u32) -> Ssin {
    person(draw, 0).ssin
}

/// Who manages the access of a draw, with the number of its first organisation.
pub(super) fn manager_of(draw: u32) -> (SandboxPerson, EnterpriseNumber) {
    (person(draw, 0), number(draw, 0))
}

fn number(draw: u32, place: u32) -> EnterpriseNumber {
    synthetic::enterprise(FIRST + draw * ORGANISATIONS + place)
}

/// The draw to which the organisation of a number belongs, where it is its first.
fn draw_of(number: &EnterpriseNumber) -> Option<u32> {
    let n = (number.digits().parse::<u32>().ok()? / 100).checked_sub(1_000_000 + FIRST)?;
    (n % ORGANISATIONS == 0).then_some(n / ORGANISATIONS)
}

fn employer_name(draw: u32, place: u32) -> String {
    format!("Zandbakklant {}-{place}", draw + 1)
}

fn key(draw: u32, what: &str) -> Result<Key, Refused> {
    Key::new(&format!("sandbox:{draw}:{what}"))
}

impl App {
    /// Makes an organisation, and software of it with this public key (a JSON Web Key that was
    /// checked); answers with the name of the software. `None` for a seeded organisation without
    /// software.
    pub async fn sandbox_key(
        &self,
        kind: SandboxKind,
        jwk: Option<&str>,
    ) -> Result<Option<String>, Refused> {
        let sandbox = self.inner.sandbox.get().ok_or(Refused::Hidden)?;
        let draw = self.draw(sandbox).await?;
        let own = format!("{} {}", kind.name(), draw + 1);
        let organisation =
            self.sandbox_organisation(draw, 0, (own, kind.quality()), &manager(draw)).await?;
        let visitor = visitor(draw);
        let caller = self.act_for(&visitor, organisation).await?;
        if kind == SandboxKind::Employer {
            self.people_it(&caller, draw, (1, 12)).await?;
        }
        let (employers, each) = kind.employers();
        for place in 1..=employers {
            let named = (employer_name(draw, place), Quality::Employer);
            let id = self.sandbox_organisation(draw, place, named, &manager(draw)).await?;
            let employer = self.act_for(&visitor, id).await?;
            self.people_it(&employer, draw, (1 + (place - 1) * each, each)).await?;
            if kind == SandboxKind::SocialSecretariat {
                self.mandate_it(&employer, &caller, (draw, place)).await?;
            }
        }
        let client = match jwk {
            None => None,
            Some(jwk) => {
                let scopes: ApiScopes = ApiScope::ALL.iter().copied().collect();
                let id =
                    self.add_client(&caller, "Software", scopes, &key(draw, "client")?).await?;
                self.add_client_key(&caller, id, jwk, &key(draw, "key")?).await?;
                Some(client_name(&number(draw, 0), id))
            }
        };
        Ok(client)
    }

    /// The next draw: no two get the same numbers, whatever happens in between.
    async fn draw(&self, sandbox: &Sandbox) -> Result<u32, Refused> {
        let _turn = sandbox.turn.lock().await;
        let mut mark = self.sandbox_mark().await?.ok_or(Refused::Hidden)?;
        let draw = mark.drawn;
        if draw >= super::MOST {
            return Err(Refused::Unavailable("every key of the day was given".to_owned()));
        }
        mark.drawn += 1;
        self.keep_mark(&mark).await?;
        sandbox.drawn.store(mark.drawn, std::sync::atomic::Ordering::Relaxed);
        Ok(draw)
    }

    async fn sandbox_organisation(
        &self,
        draw: u32,
        place: u32,
        (name, quality): (String, Quality),
        manager: &Ssin,
    ) -> Result<EmployerId, Refused> {
        let new = NewEmployer {
            enterprise_number: number(draw, place),
            nsso_number: None,
            name,
            language: Language::Nl,
            qualities: vec![quality],
        };
        let first = Some((manager, Role::AccessManager));
        let key = key(draw, &format!("organisation{place}"))?;
        self.add_employer(&self.installation(), &new, first, &key).await
    }

    /// Gives an employer its people: some since long, one since this year, one who works half.
    async fn people_it(
        &self,
        caller: &Caller,
        draw: u32,
        (first, count): (u32, u32),
    ) -> Result<(), Refused> {
        let year = self.today().year();
        let send = async |what: String, command: Command| {
            self.submit(caller, &command, &key(draw, &what)?, Some("Sandbox")).await.map(drop)
        };
        // Every two-year period that can be reached: the size decides on the rights.
        for period in (year - 1..=year + 7).step_by(2) {
            let command = Command::SetAverage { year: period, hundredths: Some(2_500) };
            send(format!("average:{first}:{period}"), command).await?;
        }
        for at in 0..count {
            let place = first + at;
            let person = person(draw, place);
            let n = FIRST + draw * PEOPLE + place;
            let name = synthetic::name(n);
            let from = if at == 1 { date(year, 3, 1) } else { start(year, at) };
            let q = if at == 2 { 1_900 } else { 3_800 };
            let broken = |_| Refused::Broken("a person of the sandbox".to_owned());
            let command = Command::AddEmployee {
                person: PersonInput {
                    ssin: person.ssin.digits().to_owned(),
                    family_name: name.family.to_owned(),
                    given_name: name.given.to_owned(),
                    birth_date: None,
                    birth_place: None,
                    address: None,
                    gender: None,
                    language: Some(name.language),
                    email: None,
                    team: None,
                },
                from: from.min(self.today()),
                to: None,
                occupations: vec![OccupationInput {
                    joint_committee: committee(at)?,
                    fraction: Fraction::new(q, 3_800).map_err(broken)?,
                }],
            };
            send(format!("person:{place}"), command).await?;
        }
        Ok(())
    }

    async fn mandate_it(
        &self,
        employer: &Caller,
        holder: &Caller,
        (draw, place): (u32, u32),
    ) -> Result<(), Refused> {
        let new = NewMandate {
            provider: number(draw, 0),
            from: Quarter::of(self.now().date_in_brussels()).yyyyq(),
            until: None,
            scopes: vec![Scope::Declare, Scope::Correct, Scope::Verify],
        };
        let given = self.give_mandate(employer, &new, &key(draw, &format!("give{place}"))?).await?;
        self.answer_mandate(holder, given, true, &key(draw, &format!("take{place}"))?).await
    }

    /// What was given with a key, by the name of its software; hidden where there is none.
    pub async fn sandbox_view(&self, client_id: &str) -> Result<SandboxView, Refused> {
        self.inner.sandbox.get().ok_or(Refused::Hidden)?;
        let (organisation, _) = client_id.split_once('.').ok_or(Refused::Hidden)?;
        let organisation: EnterpriseNumber = organisation.parse().map_err(|_| Refused::Hidden)?;
        let draw = draw_of(&organisation).ok_or(Refused::Hidden)?;
        let mut tx = self.inner.store.read().await?;
        let id = tx.find_employer(&organisation).await?;
        tx.rollback().await?;
        let caller = self.act_for(&visitor(draw), id.ok_or(Refused::Hidden)?).await?;
        let clients = self.api_clients(&caller).await?;
        let client = clients.into_iter().find(|one| one.client_id == client_id);
        let client = client.ok_or(Refused::Hidden)?;
        let held = self.own_employer(&caller).await?;
        let kind = SandboxKind::ALL.into_iter().find(|kind| held.name.starts_with(kind.name()));
        let kind = kind.unwrap_or(SandboxKind::Employer);
        let people =
            |first: u32, count: u32| (first..first + count).map(|at| person(draw, at)).collect();
        let mut employers = Vec::new();
        if kind == SandboxKind::Employer {
            let (number, name) = (organisation.clone(), held.name.clone());
            employers.push(SandboxEmployer { number, name, people: people(1, 12) });
        }
        let (count, each) = kind.employers();
        employers.extend((1..=count).map(|place| SandboxEmployer {
            number: number(draw, place),
            name: employer_name(draw, place),
            people: people(1 + (place - 1) * each, each),
        }));
        Ok(SandboxView {
            kind,
            jwk: client.keys.first().map(|key| key.jwk.clone()).unwrap_or_default(),
            scopes: client.scopes,
            client_id: client.client_id,
            organisation: held.name,
            number: organisation,
            manager: person(draw, 0),
            employers,
        })
    }
}

fn visitor(draw: u32) -> Visitor {
    let manager = person(draw, 0);
    Visitor {
        ssin: manager.ssin,
        name: manager.name,
        channel: Channel::Web,
        trace: "sandbox".to_owned(),
    }
}

/// In service since some years, each since another day.
fn start(year: i16, at: u32) -> Date {
    let years = i16::try_from(at % 4).unwrap_or(0);
    date(year - 1 - years, i8::try_from(1 + at % 12).unwrap_or(1), 1)
}

fn committee(at: u32) -> Result<JointCommittee, Refused> {
    let code = COMMITTEES[usize::try_from(at).unwrap_or(0) % COMMITTEES.len()];
    let wrong = |_| Anomaly::new(Zone::JointCommittee, Fault::NotFound).into();
    code.parse().map_err(wrong)
}
