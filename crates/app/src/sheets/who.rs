//! Whom a row is about: by reference, by SSIN, or by a name that only one person has.

use std::collections::BTreeMap;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::employee::{Employee, fold};

use super::field::Field;
use super::reading::Reading;
use crate::Refused;

/// Whom a row names.
#[derive(Clone, Debug, Default)]
pub(super) struct Who {
    pub(super) id: Option<EmployeeId>,
    pub(super) ssin: Option<Ssin>,
    /// Names as they are sorted, in the orders that are possible.
    names: Vec<String>,
}

impl Who {
    /// Reads whom a row names.
    pub(super) fn read(reading: &mut Reading<'_>) -> Self {
        let id = reading.id(Field::Employee, Zone::Employee);
        let ssin = reading.ssin();
        let family = reading.text(Field::FamilyName);
        let given = reading.text(Field::GivenName);
        let names = match (family, given) {
            (Some(family), Some(given)) => vec![words(&format!("{family} {given}")).join(" ")],
            (Some(one), None) | (None, Some(one)) => orders(&one),
            (None, None) => reading.text(Field::FullName).map(|n| orders(&n)).unwrap_or_default(),
        };
        Self { id, ssin, names }
    }

    /// Whether it names somebody at all.
    pub(super) fn is_named(&self) -> bool {
        self.id.is_some() || self.ssin.is_some() || !self.names.is_empty()
    }
}

/// The fault of a row whose number and name are two people's.
pub(super) fn other_name() -> Anomaly {
    Anomaly::new(Zone::Ssin, Fault::Conflict).with("reason", "sheet-other-name").at("ssin")
}

fn words(text: &str) -> Vec<String> {
    fold(&text.replace([',', ';'], " ")).split_whitespace().map(str::to_owned).collect()
}

fn orders(text: &str) -> Vec<String> {
    let words = words(text);
    (0..words.len()).map(|cut| [&words[cut..], &words[..cut]].concat().join(" ")).collect()
}

/// The people of some rows, as the register knows them.
pub(super) struct People {
    by_ssin: BTreeMap<Ssin, EmployeeId>,
    by_name: BTreeMap<String, Vec<EmployeeId>>,
    pub(super) known: BTreeMap<EmployeeId, Employee>,
}

/// Most values asked for in one statement.
const CHUNK: usize = 5_000;

impl People {
    pub(super) async fn load(
        tx: &mut Tx,
        employer: EmployerId,
        who: &[Who],
    ) -> Result<Self, Refused> {
        let ssins: Vec<Ssin> = who.iter().filter_map(|w| w.ssin.clone()).collect();
        let mut by_ssin = BTreeMap::new();
        for chunk in ssins.chunks(CHUNK) {
            by_ssin.extend(tx.find_employees(employer, chunk).await?);
        }
        let nameless = |w: &&Who| w.id.is_none() && w.ssin.is_none();
        let names: Vec<String> =
            who.iter().filter(nameless).flat_map(|w| w.names.clone()).collect();
        let mut by_name: BTreeMap<String, Vec<EmployeeId>> = BTreeMap::new();
        for chunk in names.chunks(CHUNK) {
            for (id, name) in tx.employees_by_name(employer, chunk).await? {
                let ids = by_name.entry(name).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        let mut ids: Vec<EmployeeId> = who.iter().filter_map(|w| w.id).collect();
        ids.extend(by_ssin.values().chain(by_name.values().flatten()));
        ids.sort_unstable();
        ids.dedup();
        let mut known = BTreeMap::new();
        for chunk in ids.chunks(CHUNK) {
            let people = tx.get_employees(employer, chunk, Instant::LATEST).await?;
            known.extend(people.into_iter().map(|e| (e.id, e)));
        }
        Ok(Self { by_ssin, by_name, known })
    }

    /// Whether a row names somebody by number, and by a name that has nothing of that person's: the
    /// columns of a sheet were sorted one without the other.
    pub(super) fn is_other(&self, who: &Who, id: EmployeeId) -> bool {
        let by_number = who.id.is_some() || who.ssin.is_some();
        let (Some(name), Some(person)) = (who.names.first(), self.known.get(&id)) else {
            return false;
        };
        let person = &person.person;
        let own = words(&format!("{} {}", person.family_name, person.given_name));
        by_number && !words(name).iter().any(|word| own.contains(word))
    }

    /// The one person that is meant; `None` for somebody the register does not know.
    pub(super) fn find(&self, who: &Who) -> Result<Option<EmployeeId>, Anomaly> {
        if let Some(id) = who.id {
            let Some(person) = self.known.get(&id) else {
                return Err(Anomaly::new(Zone::Employee, Fault::NotFound).at("employee"));
            };
            if who.ssin.as_ref().is_some_and(|ssin| *ssin != person.person.ssin) {
                let two =
                    Anomaly::new(Zone::Ssin, Fault::Conflict).with("reason", "sheet-two-people");
                return Err(two.at("ssin"));
            }
            return Ok(Some(id));
        }
        if let Some(ssin) = &who.ssin {
            return Ok(self.by_ssin.get(ssin).copied());
        }
        let mut found: Vec<EmployeeId> =
            who.names.iter().filter_map(|n| self.by_name.get(n)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        match found[..] {
            [] => Ok(None),
            [one] => Ok(Some(one)),
            _ => {
                let several = Anomaly::new(Zone::Employee, Fault::Duplicate);
                Err(several.at("fullName").with("reason", "sheet-namesakes"))
            }
        }
    }
}
