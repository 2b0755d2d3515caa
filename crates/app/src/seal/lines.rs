//! From the entries of the register to the lines of the log.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::identifier::Ssin;
use fla_domain::ids::{AuditId, EmployeeId, EmployerId};
use fla_store::Tx;
use fla_store::change::AuditEntry;
use fla_store::own::OwnAudit;
use fla_store::seal::{Pseudonym, StoredLeaf, Waiting};
use fla_tlog::{Entry, Hash, Person, Register, SALT_BYTES, commitment, leaf_hash};

use super::broken;
use crate::caller::is_person;
use crate::{App, Refused};

/// Role under which the log names somebody who acts in what is their own.
const SELF: &str = "self";

/// An entry, of whichever log.
pub(super) enum Logged {
    Employer(EmployerId, AuditEntry),
    Own(OwnAudit),
}

/// An entry that is to be sealed, with the people it is about.
pub(super) struct Source {
    place: i64,
    logged: Logged,
    /// SSIN digits of who did it; empty for the register itself.
    actor: String,
    /// Whom it is about, as the log knows people.
    persons: Vec<String>,
}

impl Source {
    pub(super) const fn place(&self) -> i64 {
        self.place
    }
}

/// A line is built from an entry and from how it names people.
pub(super) struct Named<'a> {
    pub(super) actor: Person<'a>,
    pub(super) reason: Option<Hash>,
    pub(super) persons: Vec<Hash>,
}

impl Logged {
    pub(super) const fn id(&self) -> AuditId {
        match self {
            Self::Employer(_, entry) => entry.id,
            Self::Own(entry) => entry.id,
        }
    }

    pub(super) fn actor_name(&self) -> &str {
        match self {
            Self::Employer(_, entry) => &entry.actor_name,
            Self::Own(entry) => &entry.actor_name,
        }
    }

    pub(super) fn reason(&self) -> Option<&str> {
        match self {
            Self::Employer(_, entry) => entry.reason.as_deref(),
            Self::Own(_) => None,
        }
    }

    /// The line at a position.
    pub(super) fn line(&self, position: u64, named: Named<'_>) -> String {
        let Named { actor, reason, persons } = named;
        let id = self.id().to_string();
        match self {
            Self::Employer(employer, e) => {
                let (employer, change) = (employer.to_string(), e.change.map(|c| c.to_string()));
                let organisation = e.behalf.organisation.map(|id| id.to_string());
                let mandate = e.behalf.mandate.map(|id| id.to_string());
                let entry = Entry {
                    position,
                    id: &id,
                    register: Register::Employer(&employer),
                    at: e.at.0,
                    actor,
                    role: &e.role,
                    quality: e.behalf.quality.as_deref(),
                    organisation: organisation.as_deref(),
                    mandate: mandate.as_deref(),
                    channel: &e.channel,
                    action: &e.action,
                    outcome: &e.outcome,
                    reason,
                    change: change.as_deref(),
                    subjects: e.subjects,
                    persons,
                    trace: &e.trace,
                };
                entry.encode()
            }
            Self::Own(e) => {
                let change = e.change.map(|c| c.to_string());
                let entry = Entry {
                    position,
                    id: &id,
                    register: Register::Own,
                    at: e.at.0,
                    actor,
                    role: SELF,
                    quality: None,
                    organisation: None,
                    mandate: None,
                    channel: &e.channel,
                    action: &e.action,
                    outcome: &e.outcome,
                    reason,
                    change: change.as_deref(),
                    subjects: 1,
                    persons,
                    trace: &e.trace,
                };
                entry.encode()
            }
        }
    }
}

/// How the log calls a person under a salt, with the name.
pub(super) fn someone(salt: &[u8; SALT_BYTES], number: Hash, name: &str) -> Person<'static> {
    Person::Someone { number, name: commitment(salt, name) }
}

/// The entries that wait, in the same order, without those that are not there.
pub(super) async fn sources(tx: &mut Tx, waiting: &[Waiting]) -> Result<Vec<Source>, Refused> {
    let mut found = Vec::with_capacity(waiting.len());
    let mut by_employer: BTreeMap<EmployerId, Vec<&Waiting>> = BTreeMap::new();
    for one in waiting {
        match one.employer {
            Some(employer) => by_employer.entry(employer).or_default().push(one),
            None => found.extend(own(tx, one).await?),
        }
    }
    for (employer, waiting) in by_employer {
        found.extend(of_employer(tx, employer, &waiting).await?);
    }
    found.sort_by_key(|source| source.place);
    Ok(found)
}

async fn own(tx: &mut Tx, one: &Waiting) -> Result<Option<Source>, Refused> {
    let ssin: Ssin =
        one.about.parse().map_err(|_| broken("an own entry that waits names nobody"))?;
    let entry = tx.own_audit_entries(&ssin, &[one.entry]).await?.into_iter().next();
    Ok(entry.map(|entry| Source {
        place: one.place,
        logged: Logged::Own(entry),
        actor: one.about.clone(),
        persons: vec![one.about.clone()],
    }))
}

async fn of_employer(
    tx: &mut Tx,
    employer: EmployerId,
    waiting: &[&Waiting],
) -> Result<Vec<Source>, Refused> {
    let ids: Vec<AuditId> = waiting.iter().map(|one| one.entry).collect();
    let entries = tx.audit_entries(employer, &ids).await?;
    let mut entries: BTreeMap<AuditId, AuditEntry> =
        entries.into_iter().map(|entry| (entry.id, entry)).collect();
    let mut about = Vec::with_capacity(waiting.len());
    for one in waiting {
        about.push(one.employees().ok_or_else(|| broken("the subjects of an entry that waits"))?);
    }
    let all: BTreeSet<EmployeeId> = about.iter().flatten().copied().collect();
    let numbers = numbers(tx, employer, &all).await?;
    Ok(waiting
        .iter()
        .zip(about)
        .filter_map(|(one, about)| {
            let entry = entries.remove(&one.entry)?;
            Some(Source {
                place: one.place,
                actor: entry.actor_ssin.clone(),
                persons: about.iter().map(|id| number_of(&numbers, *id)).collect(),
                logged: Logged::Employer(employer, entry),
            })
        })
        .collect())
}

/// The SSINs of employees.
pub(super) async fn numbers(
    tx: &mut Tx,
    employer: EmployerId,
    ids: &BTreeSet<EmployeeId>,
) -> Result<BTreeMap<EmployeeId, String>, Refused> {
    let ids: Vec<EmployeeId> = ids.iter().copied().collect();
    // The newest version comes last and counts.
    Ok(tx.numbers_of(employer, &ids).await?.into_iter().collect())
}

/// Whom the log means by an employee: the SSIN, or the id where none is known.
pub(super) fn number_of(numbers: &BTreeMap<EmployeeId, String>, id: EmployeeId) -> String {
    numbers.get(&id).cloned().unwrap_or_else(|| id.to_string())
}

/// The leaves of entries from a position on; people who are new to the log get their salt.
pub(super) async fn leaves(
    app: &App,
    tx: &mut Tx,
    from: i64,
    sources: &[Source],
) -> Result<Vec<StoredLeaf>, Refused> {
    let people = people(app, tx, sources).await?;
    let known = |person: &String| people.get(person).ok_or_else(|| broken("a salt is missing"));
    let mut leaves = Vec::with_capacity(sources.len());
    for (n, source) in (from..).zip(sources) {
        let logged = &source.logged;
        let actor = if is_person(&source.actor) {
            let known = known(&source.actor)?;
            someone(&known.salt, known.commitment, logged.actor_name())
        } else {
            Person::System(logged.actor_name())
        };
        let mut persons = Vec::with_capacity(source.persons.len());
        for person in &source.persons {
            persons.push(known(person)?.commitment);
        }
        let reason = logged.reason().map(|reason| {
            let salt = salt(app);
            (salt, commitment(&salt, reason))
        });
        let (reason_salt, reason) = reason.unzip();
        let position = super::position(n)?;
        let line = logged.line(position, Named { actor, reason, persons });
        let hash = leaf_hash(line.as_bytes());
        let reason_salt = reason_salt.map(|salt| salt.to_vec());
        leaves.push(StoredLeaf { n, entry: logged.id(), line, hash, reason_salt });
    }
    Ok(leaves)
}

fn salt(app: &App) -> [u8; SALT_BYTES] {
    let mut salt = [0; SALT_BYTES];
    (app.inner.random)(&mut salt);
    salt
}

async fn people(
    app: &App,
    tx: &mut Tx,
    sources: &[Source],
) -> Result<BTreeMap<String, Pseudonym>, Refused> {
    let named = sources.iter().flat_map(|source| source.persons.iter().chain([&source.actor]));
    let all: BTreeSet<String> = named.filter(|person| is_person(person)).cloned().collect();
    let all: Vec<String> = all.into_iter().collect();
    let known = tx.pseudonyms(&all).await?;
    let mut people: BTreeMap<String, Pseudonym> =
        known.into_iter().map(|known| (known.person.clone(), known)).collect();
    let mut new = Vec::new();
    for person in all {
        if !people.contains_key(&person) {
            let salt = salt(app);
            let commitment = commitment(&salt, &person);
            new.push(Pseudonym { person: person.clone(), salt, commitment });
        }
    }
    tx.insert_pseudonyms(&new).await?;
    people.extend(new.into_iter().map(|new| (new.person.clone(), new)));
    Ok(people)
}
