//! Proofs that a leaf is in a tree, and that a tree goes on from an earlier one
//! (RFC 6962, sections 2.1.1 and 2.1.2; checking as in RFC 9162, sections 2.1.3.2 and 2.1.4.2).

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
const fn cut(size: usize) -> usize {
    1 << (usize::BITS - 1 - (size - 1).leading_zeros())
}

/// The proof that the leaf at `index` is in the tree of these leaves, from the leaf upwards;
/// `None` where there is no such leaf.
pub fn inclusion(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let (mut part, mut index, mut path) = (leaves, index, Vec::new());
    while part.len() > 1 {
        let (left, right) = part.split_at(cut(part.len()));
        if index < left.len() {
            path.push(root(right));
            part = left;
        } else {
            path.push(root(left));
            index -= left.len();
            part = right;
        }
    }
    path.reverse();
    Some(path)
}

/// The proof that the tree of these leaves goes on from the tree of the first `earlier` of them;
/// `None` where there were no leaves or are not so many.
pub fn consistency(leaves: &[Hash], earlier: usize) -> Option<Vec<Hash>> {
    if earlier == 0 || earlier > leaves.len() {
        return None;
    }
    let (mut part, mut earlier, mut path) = (leaves, earlier, Vec::new());
    // Whether the part of the earlier tree that is looked at is the whole of it, whose root the
    // reader knows.
    let mut whole = true;
    while earlier < part.len() {
        let (left, right) = part.split_at(cut(part.len()));
        if earlier <= left.len() {
            path.push(root(right));
            part = left;
        } else {
            path.push(root(left));
            earlier -= left.len();
            part = right;
            whole = false;
        }
    }
    if !whole {
        path.push(root(part));
    }
    path.reverse();
    Some(path)
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
