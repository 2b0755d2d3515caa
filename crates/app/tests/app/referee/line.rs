//! What an entry of the audit log must say, the log read back, and the comparison of the two.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use fla_domain::identifier::Ssin;
use fla_domain::ids::{AuditId, EmployeeId, EmployerId};
use fla_store::Store;
use fla_store::change::{AuditEntry, Behalf};
use fla_store::own::OwnAudit;
use uuid::Uuid;

/// In whose log an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Log {
    /// Of an organisation, or of the installation.
    Of(EmployerId),
    /// Of a person, by number.
    Own(String),
}

/// All that an entry says, but for the instant and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The act, as the trace of its request.
    pub trace: String,
    pub log: Log,
    pub actor: String,
    pub role: String,
    pub quality: Option<String>,
    pub organisation: Option<EmployerId>,
    pub mandate: Option<Uuid>,
    pub channel: String,
    pub action: String,
    pub outcome: String,
    pub reason: Option<String>,
    /// Whether the entry names a change.
    pub changed: bool,
    pub subjects: i64,
    /// Whom it names, sorted.
    pub people: Vec<EmployeeId>,
}

impl Line {
    fn of(log: EmployerId, entry: AuditEntry, people: Vec<EmployeeId>) -> Self {
        let Behalf { quality, organisation, mandate, .. } = entry.behalf;
        Self {
            trace: entry.trace,
            log: Log::Of(log),
            actor: entry.actor_ssin,
            role: entry.role,
            quality,
            organisation,
            mandate: mandate.map(|id| id.0),
            channel: entry.channel,
            action: entry.action,
            outcome: entry.outcome,
            reason: entry.reason,
            changed: entry.change.is_some(),
            subjects: entry.subjects,
            people,
        }
    }

    /// In a person's own log nobody else acts, and only about that person.
    fn of_own(ssin: &str, entry: OwnAudit) -> Self {
        Self {
            trace: entry.trace,
            log: Log::Own(ssin.to_owned()),
            actor: ssin.to_owned(),
            role: "employee".to_owned(),
            quality: None,
            organisation: None,
            mandate: None,
            channel: entry.channel,
            action: entry.action,
            outcome: entry.outcome,
            reason: None,
            changed: entry.change.is_some(),
            subjects: 1,
            people: Vec::new(),
        }
    }
}

/// How many entries were written by now. Nothing is sealed here, so that every entry of every log
/// waits, in the order in which it was written: none can be overlooked.
pub async fn written(store: &Store) -> i64 {
    let mut tx = store.read().await.unwrap();
    let last = tx.waiting_for_seal(0, i64::MAX).await.unwrap().last().map_or(0, |w| w.place);
    tx.rollback().await.unwrap();
    last
}

/// Every entry of every log that was written behind a place, in order. An entry that waits and is
/// not there any more is left out, and so found to be missing.
pub async fn read_back(store: &Store, behind: i64) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut tx = store.read().await.unwrap();
    for waiting in tx.waiting_for_seal(behind, i64::MAX).await.unwrap() {
        let id = waiting.entry;
        if let Some(log) = waiting.employer {
            let entry = tx.audit_entries(log, &[id]).await.unwrap().pop();
            let named = waiting.employees().unwrap();
            lines.extend(entry.map(|entry| Line::of(log, entry, sorted(named))));
        } else {
            let ssin: Ssin = waiting.about.parse().unwrap();
            let entry = tx.own_audit_entries(&ssin, &[id]).await.unwrap().pop();
            lines.extend(entry.map(|entry| Line::of_own(ssin.digits(), entry)));
        }
    }
    tx.rollback().await.unwrap();
    lines
}

/// Whom the entries of a log name by the table of who looked at whom, and by that of what waits:
/// the two must be one.
pub async fn entries_whose_people_differ(store: &Store, log: EmployerId) -> Vec<AuditId> {
    let mut tx = store.read().await.unwrap();
    let mut named: BTreeMap<AuditId, Vec<EmployeeId>> = BTreeMap::new();
    for (entry, person) in tx.audit_subjects(log).await.unwrap() {
        named.entry(entry).or_default().push(person);
    }
    let waiting = tx.waiting_for_seal(0, i64::MAX).await.unwrap();
    tx.rollback().await.unwrap();
    let mut differ = Vec::new();
    for one in waiting.into_iter().filter(|one| one.employer == Some(log)) {
        let looked = sorted(named.remove(&one.entry).unwrap_or_default());
        if looked != sorted(one.employees().unwrap()) {
            differ.push(one.entry);
        }
    }
    differ
}

pub fn sorted(mut people: Vec<EmployeeId>) -> Vec<EmployeeId> {
    people.sort_unstable();
    people.dedup();
    people
}

/// What the referee holds against a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It must be there and is not.
    Missing(Line),
    /// It is there and must not be.
    Extra(Line),
    /// It says another thing than it must: first what it must say.
    Other(Box<(Line, Line)>),
}

impl Difference {
    /// In a few words: which act, which entry, and in what it differs.
    pub fn told(&self) -> String {
        let (how, line) = match self {
            Self::Missing(line) => ("missing", line),
            Self::Extra(line) => ("extra", line),
            Self::Other(both) => ("other", &both.0),
        };
        let mut text =
            format!("{how}: {} {} {} {}", line.trace, line.role, line.action, line.outcome);
        if let Self::Other(both) = self {
            let (must, is) = (format!("{:#?}", both.0), format!("{:#?}", both.1));
            for (must, is) in must.lines().zip(is.lines()).filter(|(must, is)| must != is) {
                write!(text, "\n    {} is {}", must.trim(), is.trim()).unwrap();
            }
        }
        text
    }
}

/// How far is looked for the place from which two logs go on together.
const AHEAD: usize = 64;

/// Compares entry by entry. Behind entries that are missing or too much the two go on together
/// where they agree again, so that one fault is told once.
pub fn differences(must: &[Line], is: &[Line]) -> Vec<Difference> {
    let mut found = Vec::new();
    let (mut m, mut i) = (0, 0);
    while let (Some(a), Some(b)) = (must.get(m), is.get(i)) {
        if a == b {
            (m, i) = (m + 1, i + 1);
        } else if let Some((missing, extra)) = agree_again(&must[m..], &is[i..]) {
            found.extend(must[m..m + missing].iter().cloned().map(Difference::Missing));
            found.extend(is[i..i + extra].iter().cloned().map(Difference::Extra));
            (m, i) = (m + missing, i + extra);
        } else {
            found.push(Difference::Other(Box::new((a.clone(), b.clone()))));
            (m, i) = (m + 1, i + 1);
        }
    }
    found.extend(must[m..].iter().cloned().map(Difference::Missing));
    found.extend(is[i..].iter().cloned().map(Difference::Extra));
    found
}

/// How many entries are missing, or too much, before the two agree again; `None` where the first
/// two are the same entry that says another thing.
fn agree_again(must: &[Line], is: &[Line]) -> Option<(usize, usize)> {
    for ahead in 1..AHEAD {
        let same = |a: usize, b: usize| must.get(a).is_some_and(|a| is.get(b) == Some(a));
        if same(ahead, 0) {
            return Some((ahead, 0));
        }
        if same(0, ahead) {
            return Some((0, ahead));
        }
        if ahead == 1 && same(1, 1) {
            return None;
        }
    }
    None
}
