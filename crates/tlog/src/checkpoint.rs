//! Checkpoints (C2SP tlog-checkpoint): a log's name, size and root, to be signed as a note.

use crate::hash::{Hash, from_base64, to_base64};
use crate::note::{Note, NoteFault};

/// The state of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Name of the log, alike in all its checkpoints.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// Root of the tree of them.
    pub root: Hash,
}

impl Checkpoint {
    /// The three lines that are signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, to_base64(&self.root))
    }

    /// Reads the text of a note. Lines after the third are extensions and say nothing of the tree.
    pub fn of(note: &Note) -> Result<Self, NoteFault> {
        let mut lines = note.text().split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next())
        else {
            return Err(NoteFault::Form);
        };
        let count: u64 = size.parse().map_err(|_| NoteFault::Form)?;
        let root = from_base64(root).ok_or(NoteFault::Form)?;
        let root = root.try_into().map_err(|_| NoteFault::Form)?;
        // One number has one text: no sign, no zero before it.
        if origin.is_empty() || count.to_string() != size {
            return Err(NoteFault::Form);
        }
        Ok(Self { origin: origin.to_owned(), size: count, root })
    }
}

/// The notes of a file with several, each after an empty line behind the one before.
pub fn several(text: &str) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    let blocks: Vec<&str> = text.split("\n\n").collect();
    for pair in blocks.chunks(2) {
        let mut note = pair.join("\n\n");
        if !note.ends_with('\n') {
            note.push('\n');
        }
        notes.push(note);
    }
    // Only what ends with a line end is whole.
    if !text.ends_with('\n')
        && let Some(last) = notes.last_mut()
    {
        last.pop();
    }
    notes
}
