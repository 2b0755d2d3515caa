//! The check of the log against the register it was made from: what an export cannot show, because
//! the entries that people are shown lie in other tables than the log.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::identifier::Ssin;
use fla_domain::ids::{AuditId, EmployeeId, EmployerId};
use fla_store::Tx;
use fla_store::seal::{Pseudonym, StoredLeaf, StoredTile};
use fla_tlog::{Hash, Kind, Person, Tile, TileEdge, Verifier, commitment, from_hex, hex};
use serde_json::Value;
use uuid::Uuid;

use super::lines::{self, Logged, Named};
use super::{broken, position, tiles};
use crate::access::INSTALLATION;
use crate::caller::is_person;
use crate::{App, Refused};

/// Rows read at once.
const PAGE: i64 = 2_000;

/// What is wrong with the log or the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFaultKind {
    /// The log itself does not hold.
    Log(Kind),
    /// An entry is in the log and not in the register.
    Gone,
    /// An entry of the register is not as it was logged.
    Altered,
    /// An entry is not about those of whom it was logged.
    Subjects,
    /// An entry of the register is not in the log, and does not wait for it.
    Unsealed,
    /// An entry that waits for its place in the log is not in the register.
    Lost,
    /// A tile of the tree is not that of its leaves.
    Tile,
}

impl LogFaultKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Log(kind) => kind.code(),
            Self::Gone => "gone",
            Self::Altered => "altered",
            Self::Subjects => "subjects",
            Self::Unsealed => "unsealed",
            Self::Lost => "lost",
            Self::Tile => "tile",
        }
    }

    /// What it means, and what to do.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Log(kind) => kind.words(),
            Self::Gone => "in the log and not in the register: take it from a backup",
            Self::Altered => "not in the register as it was logged: compare with a backup",
            Self::Subjects => "not about those of whom it was logged: compare with a backup",
            Self::Unsealed => {
                "in the register and never sealed: written past the program, or its place in the \
                 queue was removed; compare with a backup"
            }
            Self::Lost => {
                "waits to be sealed and is not in the register: take it from a backup; \
                 sealing stays late until then"
            }
            Self::Tile => {
                "not that of its leaves, so that no proof can be made from it. If leaves and \
                 checkpoints hold, have tiles made anew: UPDATE audit_tree SET tiled = 0"
            }
        }
    }
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogFault {
    /// What kind.
    pub kind: LogFaultKind,
    /// Position in the log, or id of the entry.
    pub place: String,
}

/// The check under way.
struct Check<'a> {
    tx: &'a mut Tx,
    faults: Vec<LogFault>,
    /// Who an entry is about, by employer; read when the first of the employer's entries is met.
    subjects: BTreeMap<EmployerId, BTreeMap<AuditId, BTreeSet<EmployeeId>>>,
}

impl App {
    /// Checks the log and the register against each other; answers with everything that is wrong.
    pub async fn check_log(&self) -> Result<Vec<LogFault>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let faults = self.check_log_in(&mut tx).await;
        tx.rollback().await?;
        faults
    }

    /// The same as a transaction sees it.
    pub async fn check_log_in(&self, tx: &mut Tx) -> Result<Vec<LogFault>, Refused> {
        let mut check = Check { tx, faults: Vec::new(), subjects: BTreeMap::new() };
        check.log().await?;
        check.register().await?;
        check.queue().await?;
        Ok(check.faults)
    }
}

impl Check<'_> {
    fn fault(&mut self, kind: LogFaultKind, place: String) {
        self.faults.push(LogFault { kind, place });
    }

    /// The log itself, and each of its entries against the register.
    async fn log(&mut self) -> Result<(), Refused> {
        let Some(tree) = self.tx.audit_tree().await? else { return Ok(()) };
        let keys = self.tx.audit_keys().await?.join("\n") + "\n";
        let mut notes = Vec::new();
        let mut above = -1;
        loop {
            let page = self.tx.audit_checkpoints(above, tree.size, PAGE).await?;
            let Some(last) = page.last() else { break };
            above = last.0;
            notes.extend(page.into_iter().map(|(_, note)| note));
        }
        let notes = notes.join("\n");
        let mut verifier = Verifier::new(keys.as_bytes(), &[], notes.as_bytes(), &[]);
        let mut edge = TileEdge::default();
        let mut from = 0;
        loop {
            let page = self.tx.leaves(from, i64::MAX, PAGE).await?;
            let Some(last) = page.last() else { break };
            from = last.n + 1;
            for leaf in &page {
                let hash = format!("{}\n", hex(&leaf.hash)).into_bytes();
                verifier.entry(format!("{}\n", leaf.line).as_bytes(), &mut std::iter::once(hash));
                if leaf.n < tree.tiled {
                    edge.append_hash(leaf.hash);
                }
            }
            self.tiles(edge.take_full()).await?;
            self.leaves(&page).await?;
        }
        self.tiles(edge.into_tiles()).await?;
        for fault in verifier.finish(std::iter::empty()).faults {
            self.fault(LogFaultKind::Log(fault.kind), fault.place.to_string());
        }
        Ok(())
    }

    /// Tiles as they must be against those that are kept.
    async fn tiles(&mut self, tiles: Vec<Tile>) -> Result<(), Refused> {
        for tile in tiles {
            let StoredTile { level, place, hashes } = tiles::stored(tile)?;
            if self.tx.audit_tile(level, place).await? != Some(hashes) {
                self.fault(LogFaultKind::Tile, format!("tile {place} of level {level}"));
            }
        }
        Ok(())
    }

    /// Leaves against the entries of the register.
    async fn leaves(&mut self, leaves: &[StoredLeaf]) -> Result<(), Refused> {
        let mut logged: BTreeMap<AuditId, Logged> = BTreeMap::new();
        let mut read = Vec::with_capacity(leaves.len());
        let mut by_employer: BTreeMap<EmployerId, Vec<AuditId>> = BTreeMap::new();
        for leaf in leaves {
            // A line that is none is told by the check of the log itself.
            let line: Value = serde_json::from_str(&leaf.line).unwrap_or_default();
            if let Some(employer) = employer_of(&line) {
                by_employer.entry(employer).or_default().push(leaf.entry);
            }
            read.push((leaf, line));
        }
        for (employer, ids) in by_employer {
            for entry in self.tx.audit_entries(employer, &ids).await? {
                logged.insert(entry.id, Logged::Employer(employer, entry));
            }
        }
        for (leaf, line) in &read {
            let found = match logged.remove(&leaf.entry) {
                Some(found) => Some(found),
                None if line["register"] == "own" => match self.own(line, leaf.entry).await? {
                    Own::Found(found) => Some(*found),
                    Own::Forgotten => continue,
                    Own::Gone => None,
                },
                None => None,
            };
            let Some(found) = found else {
                self.fault(LogFaultKind::Gone, format!("entry {}", leaf.n));
                continue;
            };
            self.entry(leaf, line, &found).await?;
        }
        Ok(())
    }

    /// An entry of a person's own log, found by whom the line names.
    async fn own(&mut self, line: &Value, id: AuditId) -> Result<Own, Refused> {
        let named = hash(&line["actor"]["person"]);
        let Some(named) = named else { return Ok(Own::Gone) };
        let Some(known) = self.tx.pseudonym_of(&named).await? else {
            let forgotten = self.tx.is_forgotten(&named).await?;
            return Ok(if forgotten { Own::Forgotten } else { Own::Gone });
        };
        let ssin: Ssin = known.person.parse().map_err(|_| broken("a person of an own entry"))?;
        let found = self.tx.own_audit_entries(&ssin, &[id]).await?.into_iter().next();
        Ok(found.map_or(Own::Gone, |entry| Own::Found(Box::new(Logged::Own(entry)))))
    }

    /// One entry of the register against its line.
    async fn entry(
        &mut self,
        leaf: &StoredLeaf,
        line: &Value,
        logged: &Logged,
    ) -> Result<(), Refused> {
        let place = format!("entry {}", leaf.n);
        let persons: Vec<Hash> =
            line["persons"].as_array().into_iter().flatten().filter_map(hash).collect();
        let reason = reason_of(leaf, line, logged);
        let actor = self.actor(line, logged).await?;
        let named = Named { actor, reason, persons: persons.clone() };
        if logged.line(position(leaf.n)?, named) != leaf.line {
            self.fault(LogFaultKind::Altered, place.clone());
        }
        if let Logged::Employer(employer, entry) = logged
            && !self.is_about(*employer, entry.id, &persons).await?
        {
            self.fault(LogFaultKind::Subjects, place);
        }
        Ok(())
    }

    async fn actor<'e>(&mut self, line: &Value, logged: &'e Logged) -> Result<Person<'e>, Refused> {
        let named = (hash(&line["actor"]["person"]), hash(&line["actor"]["name"]));
        let ssin = match logged {
            Logged::Employer(_, entry) => entry.actor_ssin.clone(),
            Logged::Own(_) => {
                let known = match &named.0 {
                    Some(number) => self.tx.pseudonym_of(number).await?,
                    None => None,
                };
                known.map(|known| known.person).unwrap_or_default()
            }
        };
        if !is_person(&ssin) {
            return Ok(Person::System(logged.actor_name()));
        }
        let known = self.tx.pseudonyms(&[ssin]).await?.into_iter().next();
        // Known under another salt since, or not any more: nobody can tell.
        let forgotten = |number: &Hash| known.as_ref().is_none_or(|k| k.commitment != *number);
        Ok(match (named, &known) {
            ((Some(number), Some(name)), _)
                if forgotten(&number) && self.tx.is_forgotten(&number).await? =>
            {
                Person::Someone { number, name }
            }
            (_, Some(known)) => lines::someone(&known.salt, known.commitment, logged.actor_name()),
            _ => Person::Someone { number: [0; 32], name: [0; 32] },
        })
    }

    /// Whether those the register names are those the line names.
    async fn is_about(
        &mut self,
        employer: EmployerId,
        entry: AuditId,
        persons: &[Hash],
    ) -> Result<bool, Refused> {
        if !self.subjects.contains_key(&employer) {
            let mut all: BTreeMap<AuditId, BTreeSet<EmployeeId>> = BTreeMap::new();
            for (entry, employee) in self.tx.audit_subjects(employer).await? {
                all.entry(entry).or_default().insert(employee);
            }
            self.subjects.insert(employer, all);
        }
        let employees =
            self.subjects.get_mut(&employer).and_then(|all| all.remove(&entry)).unwrap_or_default();
        let ids: Vec<EmployeeId> = employees.iter().copied().collect();
        let mut names: BTreeMap<EmployeeId, Vec<String>> =
            ids.iter().map(|id| (*id, vec![id.to_string()])).collect();
        for (id, number) in self.tx.numbers_of(employer, &ids).await? {
            names.entry(id).or_default().push(number);
        }
        let all: Vec<String> = names.values().flatten().cloned().collect();
        let known: BTreeMap<String, Pseudonym> = self
            .tx
            .pseudonyms(&all)
            .await?
            .into_iter()
            .map(|known| (known.person.clone(), known))
            .collect();
        let mut left: BTreeSet<Hash> = persons.iter().copied().collect();
        let erased: BTreeSet<EmployeeId> =
            self.tx.erased_among(employer, &ids).await?.into_iter().collect();
        let (mut unknown, mut gone) = (0, 0);
        for (id, names) in &names {
            let named: Vec<Hash> =
                names.iter().filter_map(|name| Some(known.get(name)?.commitment)).collect();
            // Two employees may be one person, who is named once.
            if named.iter().any(|named| persons.contains(named)) {
                left.retain(|one| !named.contains(one));
            } else if erased.contains(id) {
                gone += 1;
            } else {
                unknown += 1;
            }
        }
        // Whoever is not named must be somebody whose salt was destroyed.
        let mut forgotten = 0;
        for one in &left {
            forgotten += usize::from(self.tx.is_forgotten(one).await?);
        }
        // Or somebody of whom this register holds nothing any more, and another one does.
        Ok(left.len() <= forgotten + gone && (unknown == 0 || forgotten > 0))
    }

    /// Entries of the register that the log does not know.
    async fn register(&mut self) -> Result<(), Refused> {
        let mut registers = self.tx.employer_ids().await?;
        registers.push(INSTALLATION);
        for employer in registers {
            let mut after = AuditId(Uuid::nil());
            loop {
                let page = self.tx.audit_entries_after(employer, after, PAGE).await?;
                let Some(last) = page.last() else { break };
                after = last.id;
                let ids: Vec<AuditId> = page.iter().map(|entry| entry.id).collect();
                self.sealed(&ids).await?;
            }
        }
        let mut after = String::new();
        loop {
            let page = self.tx.pseudonyms_after(&after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after.clone_from(&last.person);
            for known in &page {
                // Others are employees of whom no SSIN is known, who have no own log.
                if let Ok(ssin) = known.person.parse::<Ssin>() {
                    let ids = self.tx.own_audit_ids(&ssin).await?;
                    self.sealed(&ids).await?;
                }
            }
        }
    }

    async fn sealed(&mut self, ids: &[AuditId]) -> Result<(), Refused> {
        let leaves = self.tx.sealed_among(ids).await?;
        let waiting = self.tx.among_waiting(ids).await?;
        let known: BTreeSet<AuditId> = leaves.into_iter().chain(waiting).collect();
        for id in ids {
            if !known.contains(id) {
                self.fault(LogFaultKind::Unsealed, format!("entry with id {id}"));
            }
        }
        Ok(())
    }

    /// Entries that wait and are not there.
    async fn queue(&mut self) -> Result<(), Refused> {
        let mut after = 0;
        loop {
            let page = self.tx.waiting_for_seal(after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(()) };
            after = last.place;
            let found: BTreeSet<i64> =
                lines::sources(self.tx, &page).await?.iter().map(lines::Source::place).collect();
            for one in page.iter().filter(|one| !found.contains(&one.place)) {
                self.fault(LogFaultKind::Lost, format!("entry with id {}", one.entry));
            }
        }
    }
}

/// An entry of a person's own log.
enum Own {
    Found(Box<Logged>),
    /// Whose it was nobody can tell any more.
    Forgotten,
    Gone,
}

fn employer_of(line: &Value) -> Option<EmployerId> {
    Some(EmployerId(line["register"].as_str()?.parse().ok()?))
}

fn hash(value: &Value) -> Option<Hash> {
    from_hex(value.as_str()?.as_bytes())
}

/// How a line must name the stated reason.
fn reason_of(leaf: &StoredLeaf, line: &Value, logged: &Logged) -> Option<Hash> {
    let salt = leaf.reason_salt.as_deref().and_then(|salt| salt.try_into().ok());
    match (logged.reason(), salt) {
        (Some(reason), Some(salt)) => Some(commitment(salt, reason)),
        // Reason and salt were forgotten, and nobody can tell any more.
        (None, None) => hash(&line["reason"]),
        _ => None,
    }
}
