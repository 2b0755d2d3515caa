//! Which files belong together, and whether they are all there.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::anomaly::Anomaly;

use super::{BatchId, FileName, Kind, PartKind, Purpose};
use crate::reason::Reason;

/// The files that a sender left under one number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    files: BTreeSet<FileName>,
}

/// A part of a batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The file with the declarations, plain or compressed.
    pub file: FileName,
    /// The file with its signature, where there is one.
    pub signature: Option<FileName>,
}

/// How far a batch is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its `GO` is not there yet: nothing is looked at.
    Waiting,
    /// It is called back: nothing of it is handled, its files can go.
    CalledBack,
    /// Its `GO` is there and so are all its parts, in their order.
    Complete(Vec<Part>),
    /// Its `GO` is there, but it cannot be handled as it is.
    ///
    /// Parts that are missing may still be on their way if the `GO` overtook them; whoever asks
    /// decides how long to wait.
    Broken(Vec<Anomaly>),
}

impl Batch {
    /// The batches of a folder. Answers are left out.
    pub fn gather(names: impl IntoIterator<Item = FileName>) -> BTreeMap<BatchId, Self> {
        let mut batches: BTreeMap<BatchId, Self> = BTreeMap::new();
        let sent = |name: &FileName| name.purpose() == Purpose::Declarations;
        for name in names.into_iter().filter(sent) {
            batches.entry(name.batch()).or_default().files.insert(name);
        }
        batches
    }

    /// All its files.
    pub fn files(&self) -> impl Iterator<Item = FileName> {
        self.files.iter().copied()
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = FileName> {
        self.files().filter(move |name| name.kind() == kind)
    }

    /// How far it is. Where signatures are required, a part without one is a fault.
    ///
    /// A `TD` counts as long as the batch was not handled, whether the `GO` is there or not:
    /// whoever left both wanted it back.
    pub fn standing(&self, signed: bool) -> Standing {
        if self.of(Kind::CallBack).next().is_some() {
            return Standing::CalledBack;
        }
        let Some(go) = self.of(Kind::Go).next() else { return Standing::Waiting };
        let mut faults: Vec<Anomaly> = Vec::new();
        faults.extend(self.of(Kind::Go).skip(1).map(|second| told(Reason::FileNameTwice, second)));
        // What speaks of another number of parts belongs to no part of this batch.
        let strange = self.files().filter(|name| name.parts() != go.parts());
        let count = |name| told(Reason::FileNameCount, name).with("expected", go);
        faults.extend(strange.filter(|name| name.kind() != Kind::Go).map(count));
        let mut parts = Vec::new();
        for number in 1..=go.parts().unwrap_or_default() {
            match self.part(go, number, signed) {
                Ok(part) => parts.push(part),
                Err(fault) => faults.push(fault),
            }
        }
        if faults.is_empty() { Standing::Complete(parts) } else { Standing::Broken(faults) }
    }

    fn part(&self, go: FileName, number: u16, signed: bool) -> Result<Part, Anomaly> {
        let parts = go.parts().unwrap_or_default();
        let name = |kind| FileName::of_part(kind, go.batch(), number, parts);
        let there = |kind| name(kind).filter(|name| self.files.contains(name));
        let file = match (there(PartKind::Plain), there(PartKind::Compressed)) {
            (Some(_), Some(twice)) => return Err(told(Reason::FileNameTwice, twice)),
            (Some(file), None) | (None, Some(file)) => file,
            (None, None) => {
                let missing = name(PartKind::Plain).unwrap_or(go);
                return Err(told(Reason::FileNameMissing, missing));
            }
        };
        let signature = there(PartKind::Signature);
        if signed && signature.is_none() {
            let missing = name(PartKind::Signature).unwrap_or(go);
            return Err(told(Reason::FileNameMissing, missing));
        }
        Ok(Part { file, signature })
    }
}

fn told(reason: Reason, name: FileName) -> Anomaly {
    reason.anomaly().with("found", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(names: &[&str], signed: bool) -> Standing {
        let names = names.iter().map(|name| {
            let (kind, rest) = name.split_once(' ').unwrap();
            format!("{kind}.FLAC.123456.20261126.00001.R.{rest}").parse().unwrap()
        });
        let batches = Batch::gather(names);
        assert_eq!(batches.len(), 1);
        batches.into_values().next().unwrap().standing(signed)
    }

    fn faults(names: &[&str], signed: bool) -> Vec<String> {
        let Standing::Broken(faults) = standing(names, signed) else { panic!("{names:?}") };
        let told = |a: Anomaly| {
            let name = a.args["found"].replace(".FLAC.123456.20261126.00001.R.", " ");
            format!("{} {name}", a.args["reason"])
        };
        faults.into_iter().map(told).collect()
    }

    #[test]
    fn nothing_is_handled_before_go_or_after_td() {
        assert_eq!(standing(&["FI 2.1", "FI 2.2", "FS 2.1", "FS 2.2"], false), Standing::Waiting);
        assert_eq!(standing(&["FI 1.1", "TD 1"], false), Standing::CalledBack);
        assert_eq!(standing(&["FI 1.1", "GO 1", "TD 1"], false), Standing::CalledBack);
        assert_eq!(standing(&["TD 3"], true), Standing::CalledBack);
    }

    #[test]
    fn parts_come_in_their_order() {
        let whole = ["CO 11.10", "CO 11.2", "FI 11.1", "FS 11.2", "GO 11"];
        let mut names = whole.to_vec();
        names.extend(["FI 11.3", "FI 11.4", "FI 11.5", "FI 11.6", "FI 11.7"]);
        names.extend(["FI 11.8", "FI 11.9", "FI 11.11"]);
        let Standing::Complete(parts) = standing(&names, false) else { panic!() };
        let numbers: Vec<_> = parts.iter().map(|part| part.file.part().unwrap()).collect();
        assert_eq!(numbers, (1..=11).collect::<Vec<_>>());
        let signed: Vec<_> = parts.iter().map(|part| part.signature.is_some()).collect();
        assert!(signed[1] && signed.iter().filter(|signed| **signed).count() == 1);
    }

    #[test]
    fn what_is_missing_or_twice_is_told() {
        assert_eq!(faults(&["GO 1"], false), ["fileNameMissing FI 1.1"]);
        assert_eq!(faults(&["FI 2.2", "GO 2"], false), ["fileNameMissing FI 2.1"]);
        assert_eq!(faults(&["FI 1.1", "GO 1"], true), ["fileNameMissing FS 1.1"]);
        assert_eq!(faults(&["FI 1.1", "CO 1.1", "GO 1"], false), ["fileNameTwice CO 1.1"]);
        assert_eq!(
            faults(&["FI 1.1", "FI 2.2", "GO 1", "GO 2"], false),
            ["fileNameTwice GO 2", "fileNameCount FI 2.2"]
        );
        assert_eq!(faults(&["FI 1.1", "GO 1", "FS 2.1"], false), ["fileNameCount FS 2.1"]);
    }

    #[test]
    fn batches_are_told_apart_and_answers_left_out() {
        let names = [
            "FI.FLAC.123456.20261126.00001.R.1.1",
            "GO.FLAC.123456.20261126.00001.S.1",
            "GO.FLAC.123456.20261126.00002.R.1",
            "GO.FLAC.123457.20261126.00001.R.1",
            "GO.FLAC.123456.20261127.00001.R.1",
            "FO.ACRF.123456.20261126.00009.R",
        ];
        assert_eq!(Batch::gather(names.map(|name| name.parse().unwrap())).len(), 5);
    }
}
