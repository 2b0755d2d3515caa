//! Small inserts wait for each other, so that those that follow one another go to the database server
//! as one statement: a round trip less for each of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Mutex, PoisonError};

use super::arguments::Argument;
use super::bulk::AnyBulk;
use super::scope::Array;
use super::{Engine, Value};

/// An insert that waits.
pub(super) struct Insert {
    pub(super) bulk: &'static dyn AnyBulk,
    /// The tenant, where the table has one.
    pub(super) key: Option<Value>,
    pub(super) columns: Vec<Array>,
    pub(super) rows: u64,
}

/// The inserts of one transaction that wait.
#[derive(Default)]
pub(super) struct Queue(Vec<Insert>);

/// Inserts as one statement.
pub(super) struct Together {
    pub(super) name: &'static str,
    pub(super) insert: (&'static str, Vec<Argument>),
    /// How many rows it adds at most.
    pub(super) rows: u64,
}

impl Queue {
    /// Whether an insert into a table can be part of the same statement. Parts of a statement do not see
    /// what the others do, so that each table is in it once.
    pub(super) fn has_room_for(&self, bulk: &dyn AnyBulk) -> bool {
        !self.0.iter().any(|waiting| waiting.bulk.table() == bulk.table())
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn add(&mut self, insert: Insert) {
        self.0.push(insert);
    }

    /// All that wait, as one statement; they wait no longer.
    pub(super) fn take(&mut self) -> Option<Together> {
        let inserts = std::mem::take(&mut self.0);
        if inserts.is_empty() {
            return None;
        }
        let (name, text) = of(&inserts);
        let (mut arguments, mut rows) = (Vec::new(), 0);
        for insert in inserts {
            rows += insert.rows;
            arguments.extend(insert.key.map(Argument::from));
            arguments.extend(insert.columns.into_iter().map(Argument::from));
        }
        Some(Together { name, insert: (text, arguments), rows })
    }
}

/// Name and text of inserts that follow one another. The program adds to its tables in few orders: each
/// text is made once and kept.
fn of(inserts: &[Insert]) -> (&'static str, &'static str) {
    type Known = BTreeMap<Vec<&'static str>, (&'static str, &'static str)>;
    static KNOWN: Mutex<Known> = Mutex::new(BTreeMap::new());
    if let [alone] = inserts {
        return (alone.bulk.name(), alone.bulk.text(Engine::Postgres));
    }
    let names: Vec<&'static str> = inserts.iter().map(|insert| insert.bulk.name()).collect();
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    *known.entry(names).or_insert_with_key(|names| (names.join(", ").leak(), text(inserts).leak()))
}

/// `WITH w0 AS (INSERT …), w1 AS (INSERT …) INSERT …`
fn text(inserts: &[Insert]) -> String {
    let mut parameter = 1;
    let mut all: Vec<String> = Vec::with_capacity(inserts.len());
    for insert in inserts {
        all.push(insert.bulk.insert_from(parameter));
        parameter += insert.columns.len() + usize::from(insert.key.is_some());
    }
    let last = all.pop().unwrap_or_default();
    let mut text = String::new();
    for (at, one) in all.iter().enumerate() {
        let before = if at == 0 { "WITH" } else { "," };
        let _ = write!(text, "{before} w{at} AS ({one})");
    }
    if !all.is_empty() {
        text.push(' ');
    }
    text + &last
}
