//! Known vectors of Certificate Transparency's trees, of signed notes, and properties of trees and
//! proofs against the definitions of RFC 6962 written down as they stand.

use std::collections::BTreeMap;

use fla_tlog::{
    Checkpoint, Frontier, Hash, Note, NoteFault, PublicKey, Signer, TileEdge, TileId, Tiles,
    consistency, consistency_parts, edge_tiles, empty_root, hex, inclusion, inclusion_parts,
    leaf_hash, node_hash, root, several, tiles_for, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;

/// The leaves of the known vectors.
const LEAVES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// The roots of the trees of the first one to eight of them.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hashes() -> Vec<Hash> {
    LEAVES.iter().map(|leaf| leaf_hash(leaf)).collect()
}

fn texts(path: &[Hash]) -> Vec<String> {
    path.iter().map(|hash| hex(hash)).collect()
}

#[test]
fn roots_are_the_known_ones() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assert_eq!(hex(&empty_root()), empty);
    assert_eq!(hex(&Frontier::new().root()), empty);
    let mut frontier = Frontier::new();
    for (leaf, wanted) in LEAVES.iter().zip(ROOTS) {
        frontier.append(leaf);
        assert_eq!(hex(&frontier.root()), wanted, "of {}", frontier.size());
    }
}

#[test]
fn proofs_are_the_known_ones() {
    let leaves = hashes();
    assert_eq!(
        texts(&inclusion(&leaves, 0).unwrap()),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        texts(&consistency(&leaves, 6).unwrap()),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    assert_eq!(inclusion(&leaves, 8), None);
    assert_eq!(consistency(&leaves, 9), None);
    assert_eq!(consistency(&leaves, 0), None);
}

/// The root by the definition: MTH(D[n]) = HASH(0x01 || MTH(D[0:k]) || MTH(D[k:n])).
fn naive(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => empty_root(),
        [one] => *one,
        many => {
            let mut k = 1;
            while k * 2 < many.len() {
                k *= 2;
            }
            node_hash(&naive(&many[..k]), &naive(&many[k..]))
        }
    }
}

fn leaves(count: usize) -> Vec<Hash> {
    (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

#[test]
fn every_small_tree_and_proof_holds_and_no_other() {
    for size in 1..=40 {
        let all = leaves(size);
        let top = root(&all);
        assert_eq!(top, naive(&all));
        for index in 0..size {
            let path = inclusion(&all, index).unwrap();
            for other in 0..=size {
                let fits = verify_inclusion(&all[index], other as u64, size as u64, &path, &top);
                assert_eq!(fits, other == index, "{other} for {index} of {size}");
            }
        }
        for earlier in 1..=size {
            let (path, old) = (consistency(&all, earlier).unwrap(), root(&all[..earlier]));
            for other in 0..=size + 1 {
                let fits = verify_consistency((other as u64, &old), (size as u64, &top), &path);
                assert_eq!(fits, other == earlier, "{other} for {earlier} of {size}");
            }
        }
    }
}

#[test]
fn a_frontier_is_read_only_for_its_size() {
    let mut frontier = Frontier::new();
    for leaf in leaves(11) {
        frontier.append_hash(leaf);
    }
    let bytes = frontier.to_bytes();
    assert_eq!(Frontier::from_bytes(11, &bytes), Ok(frontier));
    assert!(Frontier::from_bytes(12, &bytes).is_err());
    assert!(Frontier::from_bytes(11, &bytes[1..]).is_err());
    assert_eq!(Frontier::from_bytes(0, &[]), Ok(Frontier::new()));
}

/// The tiles that a store would hold, and how many leaves they are of.
#[derive(Default)]
struct Kept(BTreeMap<TileId, Vec<u8>>, usize);

impl Kept {
    fn read(&self, ids: impl IntoIterator<Item = TileId>) -> Tiles {
        let mut tiles = Tiles::default();
        for id in ids {
            tiles.add(id, &self.0[&id]);
        }
        tiles
    }

    /// Grows to so many of the leaves from nothing but the tiles at the edge.
    fn grow(&mut self, leaves: &[Hash], to: usize) {
        let size = self.1 as u64;
        let mut edge = TileEdge::new(size, &self.read(edge_tiles(size))).expect("its edge");
        for leaf in &leaves[self.1..to] {
            edge.append_hash(*leaf);
        }
        self.0.extend(edge.into_tiles().into_iter().map(|tile| (tile.id, tile.bytes)));
        self.1 = to;
    }
}

#[test]
fn tiles_are_those_of_tlog_tiles() {
    // A tree of 70,000 leaves as in the example of the format: 273 full tiles and one of 112
    // hashes on level 0, one full and one of 17 on level 1, one of 1 on level 2.
    let all = leaves(70_000);
    let mut kept = Kept::default();
    let mut at = 0;
    for step in [1, 254, 1, 1, 1_000, 64_279, 4_464].into_iter().cycle() {
        at = (at + step).min(all.len());
        kept.grow(&all, at);
        if at == all.len() {
            break;
        }
    }
    let hashes = |level, index| kept.0[&TileId { level, index }].len() / 32;
    assert_eq!(kept.0.len(), 274 + 2 + 1);
    assert!((0..273).all(|index| hashes(0, index) == 256));
    assert_eq!((hashes(0, 273), hashes(1, 0), hashes(1, 1), hashes(2, 0)), (112, 256, 17, 1));
    assert_eq!(kept.0[&TileId { level: 1, index: 0 }][32..64], root(&all[256..512]));
    assert_eq!(kept.0[&TileId { level: 2, index: 0 }], root(&all[..65_536]));
    for index in [0, 255, 256, 65_535, 65_536, 69_999] {
        let parts = inclusion_parts(index, 70_000).unwrap();
        let wanted = tiles_for(&parts);
        assert!(wanted.len() <= 6, "{wanted:?}");
        let path = kept.read(wanted).roots(&parts);
        assert_eq!(path, inclusion(&all, usize::try_from(index).unwrap()));
    }
}

#[test]
fn what_tiles_lack_is_not_made_up() {
    let all = leaves(300);
    let mut kept = Kept::default();
    kept.grow(&all, 300);
    let parts = inclusion_parts(299, 300).unwrap();
    let mut tiles = kept.read(tiles_for(&parts));
    assert!(tiles.roots(&parts).is_some());
    let edge = TileId { level: 0, index: 1 };
    let bytes = &kept.0[&edge];
    tiles.add(edge, &bytes[..bytes.len() - 33]);
    assert_eq!(tiles.roots(&parts), None);
    assert!(TileEdge::new(300, &tiles).is_none());
    assert_eq!(Tiles::default().roots(&parts), None);
}

proptest! {
    #[test]
    fn proofs_from_tiles_are_those_from_all_leaves(
        (first, more) in (0_usize..1_500, 1_usize..1_500),
        (a, b, c) in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
    ) {
        let all = leaves(first + more);
        let mut kept = Kept::default();
        kept.grow(&all, first);
        kept.grow(&all, all.len());
        // A tree that has grown on since is proved from the same tiles.
        let size = c.index(all.len()) + 1;
        let (index, earlier) = (a.index(size), b.index(size) + 1);
        let parts = inclusion_parts(index as u64, size as u64).unwrap();
        let path = kept.read(tiles_for(&parts)).roots(&parts);
        prop_assert_eq!(path, inclusion(&all[..size], index));
        let parts = consistency_parts(earlier as u64, size as u64).unwrap();
        let path = kept.read(tiles_for(&parts)).roots(&parts);
        prop_assert_eq!(path, consistency(&all[..size], earlier));
    }

    #[test]
    fn proofs_hold_and_changed_ones_do_not(
        size in 1_usize..700,
        (a, b, c) in any::<(prop::sample::Index, prop::sample::Index, prop::sample::Index)>(),
        bit in 0_u8..8,
    ) {
        let all = leaves(size);
        let top = root(&all);
        prop_assert_eq!(top, naive(&all));
        let index = a.index(size);
        let path = inclusion(&all, index).unwrap();
        let (at, of) = (index as u64, size as u64);
        prop_assert!(verify_inclusion(&all[index], at, of, &path, &top));
        let earlier = b.index(size) + 1;
        let old = root(&all[..earlier]);
        let grown = consistency(&all, earlier).unwrap();
        prop_assert!(verify_consistency((earlier as u64, &old), (of, &top), &grown));

        for mut changed in [path.clone(), grown.clone()] {
            if changed.is_empty() {
                continue;
            }
            let place = c.index(changed.len() * 32);
            changed[place / 32][place % 32] ^= 1 << bit;
            prop_assert!(!verify_inclusion(&all[index], at, of, &changed, &top));
            prop_assert!(!verify_consistency((earlier as u64, &old), (of, &top), &changed));
        }
        for mut longer in [path.clone(), grown.clone()] {
            longer.push(top);
            prop_assert!(!verify_inclusion(&all[index], at, of, &longer, &top));
            prop_assert!(!verify_consistency((earlier as u64, &old), (of, &top), &longer));
        }
        if let Some((_, shorter)) = path.split_last() {
            prop_assert!(!verify_inclusion(&all[index], at, of, shorter, &top));
        }
        if let Some((_, shorter)) = grown.split_last() {
            prop_assert!(!verify_consistency((earlier as u64, &old), (of, &top), shorter));
        }
    }
}

#[test]
fn a_note_of_others_is_read() {
    // The example of the format's first implementation.
    let key = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let note = "If you think cryptography is the answer to your problem,\n\
        then you don't know what your problem is.\n\n\
        \u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    let known = PublicKey::parse(key).unwrap();
    assert_eq!(known.to_string(), key);
    let read = Note::parse(note).unwrap();
    assert_eq!(read.to_string(), note);
    assert_eq!(read.check(std::slice::from_ref(&known)), Ok(()));
    let changed = Note::parse(&note.replace("cryptography", "Cryptography")).unwrap();
    assert_eq!(changed.check(&[known]), Err(NoteFault::Signature));
    assert_eq!(read.check(&[]), Err(NoteFault::Unknown));
}

#[test]
fn a_checkpoint_with_several_signatures() {
    let (own, other) =
        (Signer::new("log", &[1; 32]).unwrap(), Signer::new("wit", &[2; 32]).unwrap());
    let told = Checkpoint { origin: "log".to_owned(), size: 8, root: root(&hashes()) };
    assert_eq!(told.text(), "log\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n");
    let mut note = own.sign(&told.text());
    other.sign_too(&mut note);
    let read = Note::parse(&note.to_string()).unwrap();
    assert_eq!(Checkpoint::of(&read), Ok(told));
    assert_eq!(read.check(&[own.public()]), Ok(()));
    assert_eq!(read.check_all(&[own.public()]), Err(NoteFault::Unknown));
    assert_eq!(read.check_all(&[own.public(), other.public()]), Ok(()));
    let forged = note.to_string().replace("\n8\n", "\n9\n");
    assert_eq!(Note::parse(&forged).unwrap().check(&[other.public()]), Err(NoteFault::Signature));
    let two = format!("{note}\n{note}");
    assert_eq!(several(&two), [note.to_string(), note.to_string()]);
    assert!(!format!("{own:?}").contains('1'));
}

#[test]
fn what_is_no_note_checkpoint_or_key_is_refused() {
    for text in [
        "",
        "a\n",
        "a\n\n",
        "a\n\nlog AAAA\n",
        "a\n\n\u{2014} log\n",
        "a\r\n\n\u{2014} l AAAAAAAA\n",
    ] {
        assert_eq!(Note::parse(text), Err(NoteFault::Form), "{text:?}");
    }
    let own = Signer::new("log", &[1; 32]).unwrap();
    for text in [
        "log\n1\n",
        "log\n01\nAAAA\n",
        "log\n+1\n",
        "\n1\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n",
    ] {
        assert_eq!(Checkpoint::of(&own.sign(text)), Err(NoteFault::Form), "{text:?}");
    }
    let key = own.public().to_string();
    assert!(PublicKey::parse(&key).is_ok());
    assert!(PublicKey::parse(&key.replacen("log", "lag", 1)).is_err());
    assert!(PublicKey::parse(&key[..key.len() - 1]).is_err());
    assert!(Signer::new("two words", &[1; 32]).is_none());
}
