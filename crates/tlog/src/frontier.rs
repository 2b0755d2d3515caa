//! The right edge of the tree: all that is needed to append, 32 bytes for each bit set in the size.

use crate::hash::{Hash, empty_root, leaf_hash, node_hash};

/// A tree to which leaves are appended, as the roots of its perfect subtrees, largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

/// Bytes that are no frontier of the size they are said to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the frontier of the audit log does not fit its size")
    }
}

impl std::error::Error for Unreadable {}

impl Frontier {
    /// The tree without leaves.
    pub const fn new() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// The frontier that [`Self::to_bytes`] wrote for a tree of `size` leaves.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Result<Self, Unreadable> {
        let (peaks, rest) = bytes.as_chunks::<32>();
        if !rest.is_empty() || peaks.len() != size.count_ones() as usize {
            return Err(Unreadable);
        }
        Ok(Self { size, peaks: peaks.to_vec() })
    }

    /// The roots of the perfect subtrees one after the other, largest first.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.peaks.concat()
    }

    /// How many leaves.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf by its data.
    pub fn append(&mut self, data: &[u8]) {
        self.append_hash(leaf_hash(data));
    }

    /// Appends a leaf by its hash.
    pub fn append_hash(&mut self, leaf: Hash) {
        let mut hash = leaf;
        // Each bit set at the end of the size is a perfect subtree that the new one completes.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.peaks.pop() {
                hash = node_hash(&left, &hash);
            }
        }
        self.peaks.push(hash);
        self.size += 1;
    }

    /// Root of the tree.
    pub fn root(&self) -> Hash {
        let mut from_right = self.peaks.iter().rev();
        let Some(first) = from_right.next() else { return empty_root() };
        from_right.fold(*first, |right, left| node_hash(left, &right))
    }
}
