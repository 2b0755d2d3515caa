//! The tree in tiles, as in C2SP tlog-tiles: 256 neighbouring hashes of one level each, where one
//! level counts for eight of the tree. A hash of level 0 is a leaf; a hash of level n is the root
//! of a full tile of level n - 1. Full tiles never change; at the right edge each level has at most
//! one that is not full yet. So a proof reads a few tiles, however long the log is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::hash::{Hash, node_hash};
use crate::proof::root;

/// Levels of the tree in one tile.
const HEIGHT: u32 = 8;
/// Hashes of a full tile.
const WIDTH: u64 = 1 << HEIGHT;

/// Which tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TileId {
    /// Its level, from 0.
    pub level: u32,
    /// Its number among those of the level, from 0.
    pub index: u64,
}

/// A tile, full or at the edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Which.
    pub id: TileId,
    /// Its hashes one after the other.
    pub bytes: Vec<u8>,
}

/// Hashes of a level in a tree of so many leaves.
fn hashes(size: u64, level: u32) -> u64 {
    size.checked_shr(level * HEIGHT).unwrap_or(0)
}

/// How many of a number of hashes are in a tile that is not full.
fn rest(count: u64) -> usize {
    usize::try_from(count % WIDTH).unwrap_or(0)
}

/// The levels of a tree of so many leaves, with how many hashes each has.
fn levels(size: u64) -> impl Iterator<Item = (u32, u64)> {
    (0..u64::BITS / HEIGHT)
        .map(move |level| (level, hashes(size, level)))
        .take_while(|(_, n)| *n > 0)
}

/// The tiles that are not full in a tree of `size` leaves: from these it can grow.
pub fn edge_tiles(size: u64) -> Vec<TileId> {
    levels(size)
        .filter(|(_, count)| rest(*count) > 0)
        .map(|(level, count)| TileId { level, index: count / WIDTH })
        .collect()
}

/// The perfect subtrees of a part of the leaves as proofs name them, largest first: for each the
/// tile in which its root can be worked out, and from which hashes.
fn subtrees(part: &Range<u64>) -> Vec<(TileId, Range<usize>)> {
    let (mut from, mut found) = (part.start, Vec::new());
    while from < part.end {
        let height = (part.end - from).ilog2();
        let (level, hashes) = (height / HEIGHT, 1 << (height % HEIGHT));
        let first = from >> (level * HEIGHT);
        found.push((TileId { level, index: first / WIDTH }, rest(first)..rest(first) + hashes));
        from += 1 << height;
    }
    found
}

/// The tiles from which the roots of parts of the tree can be worked out
/// ([`inclusion_parts`](crate::inclusion_parts), [`consistency_parts`](crate::consistency_parts)).
pub fn tiles_for(parts: &[Range<u64>]) -> BTreeSet<TileId> {
    parts.iter().flat_map(subtrees).map(|(id, _)| id).collect()
}

/// Tiles that were read.
#[derive(Clone, Debug, Default)]
pub struct Tiles(BTreeMap<TileId, Vec<Hash>>);

impl Tiles {
    /// Adds one. A last hash that is not whole counts as missing.
    pub fn add(&mut self, id: TileId, bytes: &[u8]) {
        self.0.insert(id, bytes.as_chunks::<32>().0.to_vec());
    }

    /// The roots of parts of the tree; `None` where a hash is missing.
    pub fn roots(&self, parts: &[Range<u64>]) -> Option<Vec<Hash>> {
        parts.iter().map(|part| self.root(part)).collect()
    }

    fn root(&self, part: &Range<u64>) -> Option<Hash> {
        let hashes = |(id, place)| Some(root(self.0.get(&id)?.get(place)?));
        let roots: Vec<Hash> = subtrees(part).into_iter().map(hashes).collect::<Option<_>>()?;
        roots.into_iter().rev().reduce(|right, left| node_hash(&left, &right))
    }
}

/// The right edge of the tree in tiles, to which leaves are appended.
#[derive(Clone, Debug, Default)]
pub struct TileEdge {
    /// Leaves at the beginning, and now.
    from: u64,
    size: u64,
    /// The hashes of each level that are in no full tile.
    levels: Vec<Vec<Hash>>,
    /// Tiles that became full.
    full: Vec<Tile>,
}

impl TileEdge {
    /// The edge of a tree of `size` leaves, of which the tiles of [`edge_tiles`] were read; `None`
    /// where a hash is missing. What they hold beyond that size does not count.
    pub fn new(size: u64, tiles: &Tiles) -> Option<Self> {
        let mut edge = Self { from: size, size, ..Self::default() };
        for (level, count) in levels(size) {
            let known = match rest(count) {
                0 => Vec::new(),
                some => tiles.0.get(&TileId { level, index: count / WIDTH })?.get(..some)?.to_vec(),
            };
            edge.levels.push(known);
        }
        Some(edge)
    }

    /// Appends a leaf by its hash.
    pub fn append_hash(&mut self, leaf: Hash) {
        let mut hash = leaf;
        for level in 0.. {
            let place = level as usize;
            if place == self.levels.len() {
                self.levels.push(Vec::new());
            }
            self.levels[place].push(hash);
            if self.levels[place].len() as u64 != WIDTH {
                break;
            }
            let full = std::mem::take(&mut self.levels[place]);
            hash = root(&full);
            self.full.push(self.tile(level, &full));
        }
        self.size += 1;
    }

    /// The tile of a level that holds its newest hashes.
    fn tile(&self, level: u32, known: &[Hash]) -> Tile {
        let id = TileId { level, index: hashes(self.size, level) / WIDTH };
        Tile { id, bytes: known.concat() }
    }

    /// Takes the tiles that became full since this was last asked.
    pub fn take_full(&mut self) -> Vec<Tile> {
        std::mem::take(&mut self.full)
    }

    /// All tiles that are not as they were at the beginning.
    pub fn into_tiles(mut self) -> Vec<Tile> {
        let mut tiles = self.take_full();
        for (level, known) in (0..).zip(&self.levels) {
            if !known.is_empty() && hashes(self.from, level) != hashes(self.size, level) {
                tiles.push(self.tile(level, known));
            }
        }
        tiles
    }
}
