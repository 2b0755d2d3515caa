//! Proofs that a leaf is in a tree, and that a tree goes on from an earlier one
//! (RFC 6962, sections 2.1.1 and 2.1.2; checking as in RFC 9162, sections 2.1.3.2 and 2.1.4.2).

use std::ops::Range;

use crate::frontier::Frontier;
use crate::hash::{Hash, node_hash};

/// Root of the tree of these leaves.
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.append_hash(*leaf);
    }
    frontier.root()
}

/// Where a tree of more than one leaf is cut: the largest power of two below its size.
const fn cut(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// The parts of a tree of `size` leaves whose roots prove that the leaf at `index` is in it, from
/// the leaf upwards; `None` where there is no such leaf.
pub fn inclusion_parts(index: u64, size: u64) -> Option<Vec<Range<u64>>> {
    if index >= size {
        return None;
    }
    let (mut part, mut parts) = (0..size, Vec::new());
    while part.end - part.start > 1 {
        let middle = part.start + cut(part.end - part.start);
        if index < middle {
            parts.push(middle..part.end);
            part.end = middle;
        } else {
            parts.push(part.start..middle);
            part.start = middle;
        }
    }
    parts.reverse();
    Some(parts)
}

/// The parts of a tree of `size` leaves whose roots prove that it goes on from the tree of the
/// first `earlier` of them; `None` where there were no leaves or are not so many.
pub fn consistency_parts(earlier: u64, size: u64) -> Option<Vec<Range<u64>>> {
    if earlier == 0 || earlier > size {
        return None;
    }
    let (mut part, mut parts) = (0..size, Vec::new());
    while earlier < part.end {
        let middle = part.start + cut(part.end - part.start);
        if earlier <= middle {
            parts.push(middle..part.end);
            part.end = middle;
        } else {
            parts.push(part.start..middle);
            part.start = middle;
        }
    }
    // Where what is left is the whole of the earlier tree, the reader knows its root.
    if part.start > 0 {
        parts.push(part);
    }
    parts.reverse();
    Some(parts)
}

/// The roots of parts of a tree of which all leaves are at hand.
fn roots(leaves: &[Hash], parts: Vec<Range<u64>>) -> Option<Vec<Hash>> {
    let place = |place: u64| usize::try_from(place).ok();
    let of = |part: Range<u64>| Some(root(leaves.get(place(part.start)?..place(part.end)?)?));
    parts.into_iter().map(of).collect()
}

/// The proof that the leaf at `index` is in the tree of these leaves, from the leaf upwards;
/// `None` where there is no such leaf.
pub fn inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    roots(leaves, inclusion_parts(index as u64, leaves.len() as u64)?)
}

/// The proof that the tree of these leaves goes on from the tree of the first `earlier` of them;
/// `None` where there were no leaves or are not so many.
pub fn consistency(leaves: &[Hash], earlier: usize) -> Option<Vec<Hash>> {
    roots(leaves, consistency_parts(earlier as u64, leaves.len() as u64)?)
}

/// Whether a proof shows that a leaf stands at `index` in the tree of `size` leaves with a root.
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for sibling in path {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(sibling, &hash);
            // A last node without a right neighbour rises until it is one.
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether a proof shows that the tree of `size` leaves with `root` goes on from the tree of
/// `earlier` leaves with `earlier_root`.
pub fn verify_consistency(
    (earlier, earlier_root): (u64, &Hash),
    (size, root): (u64, &Hash),
    path: &[Hash],
) -> bool {
    if earlier == 0 || earlier > size {
        return false;
    }
    if earlier == size {
        return path.is_empty() && earlier_root == root;
    }
    // A perfect earlier tree is a node of the later one, and not repeated in the proof.
    let (first, rest) = if earlier.is_power_of_two() {
        (*earlier_root, path)
    } else {
        let Some((first, rest)) = path.split_first() else { return false };
        (*first, rest)
    };
    let shift = (earlier - 1).trailing_ones();
    let (mut place, mut last) = ((earlier - 1) >> shift, (size - 1) >> shift);
    let (mut old, mut new) = (first, first);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            old = node_hash(sibling, &old);
            new = node_hash(sibling, &new);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(&new, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && old == *earlier_root && new == *root
}
