//! What two changes of one batch cannot both have, such as a reference. Where they are carried out the
//! register tells the second; in a trial nothing is carried out, so that the second is told of the first.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::TrainingId;
use serde::{Deserialize, Serialize};

use super::{BatchItem, Outcome};
use crate::{Command, reference};

/// What a change takes for itself when it is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum What {
    /// The number of somebody new.
    Number,
    /// The version of a training.
    Version,
    /// What the sender calls what is new.
    Reference,
}

impl What {
    fn taken(self) -> Anomaly {
        match self {
            Self::Number => Anomaly::new(Zone::Ssin, Fault::Duplicate).at("ssin"),
            Self::Version => Anomaly::new(Zone::Version, Fault::Conflict).at("version"),
            Self::Reference => reference::duplicate(),
        }
    }
}

/// Something that several changes of a batch would take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shared {
    what: What,
    /// Which of the things that are shared: by a number, so that no data of people are kept with what
    /// came of a change.
    which: u32,
}

/// What each change of a batch shares with others, in the order in which the register looks at it.
pub(super) fn shared(items: &[BatchItem]) -> Vec<Vec<Shared>> {
    let things: Vec<Vec<(What, String)>> = items.iter().map(things).collect();
    let mut asked = BTreeMap::<_, u32>::new();
    for thing in things.iter().flatten() {
        *asked.entry(thing).or_default() += 1;
    }
    let several = asked.into_iter().filter(|(_, times)| *times > 1);
    let which: BTreeMap<_, u32> = several.map(|(thing, _)| thing).zip(0..).collect();
    let of = |thing: &(What, String)| {
        which.get(thing).map(|which| Shared { what: thing.0, which: *which })
    };
    things.iter().map(|things| things.iter().filter_map(of).collect()).collect()
}

fn things(item: &BatchItem) -> Vec<(What, String)> {
    let command = &item.asked.command;
    let mut things = Vec::new();
    match command {
        Command::AddEmployee { person, .. } => {
            let digits = person.ssin.chars().filter(char::is_ascii_digit).collect();
            things.push((What::Number, digits));
        }
        Command::CorrectTraining { training, version, .. }
        | Command::CompleteTraining { training, version, .. }
        | Command::WithdrawTraining { training, version, .. }
        | Command::RestoreTraining { training, version, .. } => {
            things.push((What::Version, of_training(*training, *version)));
        }
        _ => {}
    }
    if let (Some(record), Some(text)) = (reference::Record::of(command), &item.reference) {
        things.push((What::Reference, format!("{} {text}", record.code())));
    }
    things
}

fn of_training(training: TrainingId, version: i64) -> String {
    format!("{training} {version}")
}

/// What came of a change that was tried, where changes before it took what it shares with them. What it
/// takes itself is added.
pub(super) fn weighed(tried: Outcome, shares: &[Shared], taken: &mut BTreeSet<u32>) -> Outcome {
    if !tried.faults.is_empty() {
        return tried;
    }
    if let Some(shared) = shares.iter().find(|shared| taken.contains(&shared.which)) {
        return Outcome::refused(vec![shared.what.taken()]);
    }
    let took: Vec<u32> = shares.iter().map(|shared| shared.which).collect();
    taken.extend(&took);
    Outcome { took, ..tried }
}
