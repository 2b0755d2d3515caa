//! The check of an export, with nothing of the installation: every entry against its leaf, the
//! leaves against every signed checkpoint, and against checkpoints that others kept.

use std::collections::VecDeque;
use std::fmt;

use crate::checkpoint::{Checkpoint, several};
use crate::entry::position;
use crate::frontier::Frontier;
use crate::hash::{Hash, from_hex, leaf_hash};
use crate::note::{Note, PublicKey};

/// Faults beyond this many are counted and not told.
pub const MOST_FAULTS: usize = 100;

/// Where a fault is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In one of these entries: first and last position, from 0.
    Entries(u64, u64),
    /// In the n-th item, from 1, of what is named.
    Item(String, usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entries(first, last) if first == last => write!(f, "entry {first}"),
            Self::Entries(first, last) => write!(f, "entries {first} to {last}"),
            Self::Item(what, number) => write!(f, "{what} {number}"),
        }
    }
}

/// What kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A public key is not in its form.
    Key,
    /// A checkpoint is not in its form, not signed by the key, or of another log.
    Checkpoint,
    /// A checkpoint given as witness is not in its form, not signed by the key, or of another log.
    Witness,
    /// A line is no entry of the log.
    Form,
    /// An entry stands at another place than it says.
    Order,
    /// Entries are missing.
    Missing,
    /// An entry is not the one that was logged.
    Changed,
    /// A leaf is missing or is no hash.
    Leaf,
    /// Entries and leaves are not those that were signed.
    Root,
    /// The end was cut off: a checkpoint counts more entries.
    Cut,
    /// Entries at the end are under no checkpoint.
    Unsigned,
    /// The history is not the one of which the witness holds a checkpoint.
    Forked,
    /// The witness holds a checkpoint of a longer log.
    RolledBack,
}

impl Kind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Checkpoint => "checkpoint",
            Self::Witness => "witness",
            Self::Form => "form",
            Self::Order => "order",
            Self::Missing => "missing",
            Self::Changed => "changed",
            Self::Leaf => "leaf",
            Self::Root => "root",
            Self::Cut => "cut",
            Self::Unsigned => "unsigned",
            Self::Forked => "forked",
            Self::RolledBack => "rolled-back",
        }
    }

    /// What it means, and what to do.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Key => "is no public key; take keys.txt from the installation again",
            Self::Checkpoint => {
                "is not in its form, not signed by the key, out of order or of another log; \
                 take a new export, and if it comes again ask the operator why"
            }
            Self::Witness => {
                "is not in its form, not signed by the key or of another log; \
                 check that the right file and key were given"
            }
            Self::Form => "is no entry of the log; take a new export",
            Self::Order => "stands at the wrong place; take a new export",
            Self::Missing => "missing; take a new export, and ask the operator for them",
            Self::Changed => {
                "not as logged: does not fit its leaf; ask the operator for the entry as it was"
            }
            Self::Leaf => "without a leaf hash in its form; take a new export",
            Self::Root => {
                "not as signed: changed, moved, taken out or put in after the checkpoint; \
                 compare with an older export"
            }
            Self::Cut => "cut off: a signed checkpoint counts them; ask the operator for them",
            Self::Unsigned => "under no signed checkpoint; take a new export",
            Self::Forked => {
                "not those of which the witness holds a checkpoint: the history was written anew \
                 or there are two; trust neither, and compare both exports"
            }
            Self::RolledBack => {
                "known to the witness and not here: the log was set back to an older state; \
                 ask the operator which copy was put back, and for these entries"
            }
        }
    }
}

/// A fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What kind.
    pub kind: Kind,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.kind.code(), self.place, self.kind.words())
    }
}

/// What the check came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The first faults, in the order in which they were met.
    pub faults: Vec<Fault>,
    /// All faults, those not told included.
    pub count: usize,
    /// Entries read.
    pub entries: u64,
    /// Checkpoints that were checked.
    pub checkpoints: usize,
    /// Witnesses that were checked.
    pub witnesses: usize,
    /// The last checkpoint, which whoever checks should keep as witness for the next time.
    pub last: Option<Checkpoint>,
}

/// A root that the tree must have at a size.
struct Wanted {
    size: u64,
    root: Hash,
    witness: bool,
}

/// The check of an export under way.
pub struct Verifier {
    report: Report,
    frontier: Frontier,
    /// By size, smallest first.
    wanted: VecDeque<Wanted>,
    /// Up to where checkpoints, and witnesses, agreed with the tree.
    agreed: [u64; 2],
    /// Whether one already did not: what comes after cannot.
    broken: [bool; 2],
    /// The size of the last checkpoint.
    signed: u64,
    /// The size of the largest witness.
    known: u64,
}

impl Verifier {
    /// Begins with the keys and checkpoints of an export (`keys.txt`, `checkpoints.txt`) and the
    /// checkpoints of witnesses, each with its name. Where keys are `trusted`, only those count.
    pub fn new(
        keys: &[u8],
        trusted: &[PublicKey],
        checkpoints: &[u8],
        witnesses: &[(String, Vec<u8>)],
    ) -> Self {
        let mut verifier = Self {
            report: Report::default(),
            frontier: Frontier::new(),
            wanted: VecDeque::new(),
            agreed: [0; 2],
            broken: [false; 2],
            signed: 0,
            known: 0,
        };
        let found = verifier.keys(keys);
        let keys = if trusted.is_empty() { &found } else { trusted };
        let origin = verifier.checkpoints(keys, checkpoints);
        verifier.witnesses(keys, origin.as_deref(), witnesses);
        verifier.wanted.make_contiguous().sort_by_key(|wanted| wanted.size);
        verifier.compare();
        verifier
    }

    fn fault(&mut self, kind: Kind, place: Place) {
        self.report.count += 1;
        if self.report.faults.len() < MOST_FAULTS {
            self.report.faults.push(Fault { place, kind });
        }
    }

    fn keys(&mut self, text: &[u8]) -> Vec<PublicKey> {
        let mut keys = Vec::new();
        let text = String::from_utf8_lossy(text);
        let lines = text.strip_suffix('\n').unwrap_or_default();
        for (place, line) in lines.split('\n').enumerate() {
            match PublicKey::parse(line) {
                Ok(key) => keys.push(key),
                Err(_) => self.fault(Kind::Key, Place::Item("key".to_owned(), place + 1)),
            }
        }
        keys
    }

    /// Reads the export's own checkpoints; answers with the name of the log.
    fn checkpoints(&mut self, keys: &[PublicKey], text: &[u8]) -> Option<String> {
        let text = String::from_utf8_lossy(text);
        let mut before: Option<Checkpoint> = None;
        for (place, note) in several(&text).iter().enumerate() {
            let read = Note::parse(note).and_then(|note| {
                note.check_all(keys)?;
                Checkpoint::of(&note)
            });
            let follows = |found: &Checkpoint| {
                before.as_ref().is_none_or(|b| b.origin == found.origin && b.size < found.size)
            };
            match read {
                Ok(found) if follows(&found) => {
                    self.signed = found.size;
                    self.report.checkpoints += 1;
                    let Checkpoint { size, root, .. } = found;
                    self.wanted.push_back(Wanted { size, root, witness: false });
                    before = Some(found);
                }
                _ => self.fault(Kind::Checkpoint, Place::Item("checkpoint".to_owned(), place + 1)),
            }
        }
        self.report.last.clone_from(&before);
        before.map(|checkpoint| checkpoint.origin)
    }

    fn witnesses(
        &mut self,
        keys: &[PublicKey],
        origin: Option<&str>,
        witnesses: &[(String, Vec<u8>)],
    ) {
        for (name, bytes) in witnesses {
            let text = String::from_utf8_lossy(bytes);
            for (place, note) in several(&text).iter().enumerate() {
                let read = Note::parse(note).and_then(|note| {
                    note.check(keys)?;
                    Checkpoint::of(&note)
                });
                match read {
                    Ok(found) if origin.is_none_or(|origin| origin == found.origin) => {
                        self.known = self.known.max(found.size);
                        self.report.witnesses += 1;
                        let Checkpoint { size, root, .. } = found;
                        self.wanted.push_back(Wanted { size, root, witness: true });
                    }
                    _ => self.fault(Kind::Witness, Place::Item(name.clone(), place + 1)),
                }
            }
        }
    }

    /// Compares the tree with whatever names a root for its present size.
    fn compare(&mut self) {
        let size = self.frontier.size();
        while self.wanted.front().is_some_and(|wanted| wanted.size <= size) {
            let Some(wanted) = self.wanted.pop_front() else { return };
            let whose = usize::from(wanted.witness);
            if self.broken[whose] {
                continue;
            }
            if wanted.size == size && self.frontier.root() == wanted.root {
                self.agreed[whose] = size;
                continue;
            }
            self.broken[whose] = true;
            let kind = if wanted.witness { Kind::Forked } else { Kind::Root };
            let first = self.agreed[whose].min(wanted.size.saturating_sub(1));
            self.fault(kind, Place::Entries(first, wanted.size.saturating_sub(1)));
        }
    }

    /// Takes the leaf at the present place, with the entry there if it is not missing.
    fn leaf(&mut self, leaf: Option<&[u8]>, entry: Option<&[u8]>) {
        let place = self.frontier.size();
        let told = leaf.and_then(|leaf| leaf.strip_suffix(b"\n")).and_then(from_hex);
        let made = entry.map(leaf_hash);
        match (told, made) {
            (None, _) => self.fault(Kind::Leaf, Place::Entries(place, place)),
            (Some(told), Some(made)) if told != made => {
                self.fault(Kind::Changed, Place::Entries(place, place));
            }
            _ => {}
        }
        // The leaf stands for what was logged, so that a changed entry is one fault and not many.
        self.frontier.append_hash(told.or(made).unwrap_or_default());
        self.compare();
    }

    /// Takes a line of `entries.jsonl` with its line end, and as many leaves as it needs.
    pub fn entry(&mut self, line: &[u8], leaves: &mut impl Iterator<Item = Vec<u8>>) {
        let place = self.frontier.size();
        let whole = line.strip_suffix(b"\n");
        let Some((line, said)) = whole.and_then(|line| Some((line, position(line)?))) else {
            self.fault(Kind::Form, Place::Entries(place, place));
            // Most likely the entry of this place, damaged: the next is looked for at the next.
            self.leaf(leaves.next().as_deref(), None);
            return;
        };
        if said < place {
            self.fault(Kind::Order, Place::Entries(said, said));
            return;
        }
        if said > place {
            self.fault(Kind::Missing, Place::Entries(place, said - 1));
        }
        while self.frontier.size() < said {
            let Some(leaf) = leaves.next() else {
                // Whatever number it gives itself, there is nothing more to compare with.
                self.fault(Kind::Order, Place::Entries(said, said));
                return;
            };
            self.leaf(Some(&leaf), None);
        }
        self.leaf(leaves.next().as_deref(), Some(line));
    }

    /// Ends the check after the last line, with the leaves that are left.
    pub fn finish(mut self, leaves: impl Iterator<Item = Vec<u8>>) -> Report {
        let read = self.frontier.size();
        for leaf in leaves {
            self.leaf(Some(&leaf), None);
        }
        let size = self.frontier.size();
        if size > read {
            self.fault(Kind::Missing, Place::Entries(read, size - 1));
        }
        if self.signed > size {
            self.fault(Kind::Cut, Place::Entries(size, self.signed - 1));
        }
        if self.signed < size {
            self.fault(Kind::Unsigned, Place::Entries(self.signed, size - 1));
        }
        if self.known > size {
            self.fault(Kind::RolledBack, Place::Entries(size, self.known - 1));
        }
        self.report.entries = read;
        self.report
    }
}

/// Checks entries and leaves (`entries.jsonl`, `leaves.txt`), line by line with their line ends.
pub fn verify(
    mut verifier: Verifier,
    entries: impl Iterator<Item = Vec<u8>>,
    mut leaves: impl Iterator<Item = Vec<u8>>,
) -> Report {
    for line in entries {
        verifier.entry(&line, &mut leaves);
    }
    verifier.finish(leaves)
}
