//! What the referee knows of the register: whose is what, and who is in it. It knows that from what
//! it did itself, never from the audit log.

use std::collections::BTreeMap;

use fla_domain::ids::EmployeeId;
use uuid::Uuid;

use super::cast::{Org, Part};
use super::dice::Dice;

/// The team to which some roles are limited.
pub const TEAM: &str = "Bakers";

/// The numbers of people who are added in the course of the run begin here.
pub const ADDED: u32 = 1_000;

/// Somebody who is, or was, employed.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Person {
    pub id: EmployeeId,
    /// The number by which numbers and names are made up.
    pub n: u32,
    pub org: Org,
    pub team: Option<&'static str>,
    pub serving: bool,
    /// Whether the rights of last year are verified, or there are none.
    pub verified: bool,
    /// Whether there is a notice of this year.
    pub noticed: bool,
    /// Whether the right was set by hand.
    pub by_hand: bool,
}

impl Person {
    /// Whether the person was added in the course of the run, and so may leave again.
    pub const fn is_added(&self) -> bool {
        self.n >= ADDED
    }
}

/// What an act can be about, besides people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Training,
    Planned,
    Withdrawn,
    CompanyDays,
    Adjustment,
    File,
    Course,
    Notice,
    GivenNotice,
    Dispute,
    Answered,
    Record,
    Reported,
    Disputed,
    Accepted,
    Report,
    Import,
    Grant,
    Invitation,
    Inspection,
    Mandate,
    Bundle,
    Sheet,
    /// A change that a reader of the feed saw.
    Change,
    Batch,
    Client,
    ClientKey,
    Webhook,
}

/// One of them.
#[derive(Clone, Debug)]
pub struct Thing {
    pub id: Uuid,
    pub org: Org,
    pub people: Vec<EmployeeId>,
    pub version: i64,
    /// Another thing that belongs to it.
    pub of: Uuid,
}

impl Thing {
    pub fn new(id: Uuid, org: Org, people: Vec<EmployeeId>) -> Self {
        Self { id, org, people, version: 1, of: Uuid::nil() }
    }

    /// What is nowhere.
    pub fn absent(dice: &mut Dice) -> Self {
        let high = u128::try_from(dice.below(usize::MAX)).unwrap();
        // The installation has no people and no trainings: nobody finds it there.
        Self::new(Uuid::from_u128((high << 64) | 1), Org::House, Vec::new())
    }
}

#[derive(Default)]
pub struct Things {
    pub people: Vec<Person>,
    by_kind: BTreeMap<Kind, Vec<Thing>>,
}

impl Things {
    pub fn add(&mut self, kind: Kind, thing: Thing) {
        self.by_kind.entry(kind).or_default().push(thing);
    }

    pub fn of(&self, kind: Kind) -> &[Thing] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    pub fn take(&mut self, kind: Kind, id: Uuid) -> Option<Thing> {
        let all = self.by_kind.get_mut(&kind)?;
        let at = all.iter().position(|thing| thing.id == id)?;
        Some(all.swap_remove(at))
    }

    /// The same thing may stand with two employers.
    pub fn take_all(&mut self, kind: Kind, id: Uuid) -> Vec<Thing> {
        std::iter::from_fn(|| self.take(kind, id)).collect()
    }

    pub fn change(&mut self, kind: Kind, id: Uuid, change: impl FnOnce(&mut Thing)) {
        if let Some(thing) = self.by_kind.entry(kind).or_default().iter_mut().find(|t| t.id == id) {
            change(thing);
        }
    }

    pub fn person(&mut self, id: EmployeeId) -> &mut Person {
        self.people.iter_mut().find(|person| person.id == id).unwrap()
    }

    /// The people of an organisation whom somebody reaches.
    pub fn reached(&self, part: &Part) -> impl Iterator<Item = &Person> {
        let (org, limited) = (part.org, part.is_limited());
        self.people
            .iter()
            .filter(move |person| person.org == org && (!limited || person.team == Some(TEAM)))
    }

    /// Those among some people whom somebody reaches.
    pub fn among(&self, part: &Part, people: &[EmployeeId]) -> Vec<EmployeeId> {
        self.reached(part).map(|person| person.id).filter(|id| people.contains(id)).collect()
    }

    /// Whether a thing is there for somebody: the own organisation's, and where one is limited to
    /// a team, with somebody of it in it.
    pub fn sees(&self, part: &Part, thing: &Thing) -> bool {
        let within = !part.is_limited()
            || thing.people.is_empty()
            || !self.among(part, &thing.people).is_empty();
        part.org == thing.org && part.org != Org::House && within
    }

    /// A thing of a kind: mostly the own organisation's, sometimes a foreign one, or one that is
    /// nowhere.
    pub fn pick(&self, dice: &mut Dice, kind: Kind, part: &Part) -> Thing {
        let (own, mut foreign): (Vec<&Thing>, Vec<&Thing>) =
            self.of(kind).iter().partition(|thing| self.sees(part, thing));
        // What is shown to two employers is foreign to neither.
        foreign.retain(|thing| own.iter().all(|one| one.id != thing.id));
        pick_of(dice, &own, &foreign).unwrap_or_else(|| Thing::absent(dice))
    }

    /// The same of a person, as a thing.
    pub fn pick_person(
        &self,
        dice: &mut Dice,
        part: &Part,
        which: impl Fn(&Person) -> bool,
    ) -> Thing {
        let all: Vec<Thing> = self
            .people
            .iter()
            .filter(|person| which(person))
            .map(|person| Thing::new(person.id.0, person.org, vec![person.id]))
            .collect();
        let (own, foreign): (Vec<&Thing>, Vec<&Thing>) =
            all.iter().partition(|thing| self.sees(part, thing));
        pick_of(dice, &own, &foreign).unwrap_or_else(|| Thing::absent(dice))
    }
}

fn pick_of(dice: &mut Dice, own: &[&Thing], foreign: &[&Thing]) -> Option<Thing> {
    let chance = dice.below(100);
    let from = if chance < 75 { own } else { foreign };
    (chance < 90 && !from.is_empty()).then(|| (*dice.one(from)).clone())
}
