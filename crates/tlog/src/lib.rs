//! The append-only log behind the audit log, so that somebody outside the house can tell whether
//! an entry was changed, taken out, put in or moved: a Merkle tree (RFC 6962) kept in tiles, signed checkpoints
//! (C2SP tlog-checkpoint and signed-note, Ed25519), the bytes of an entry, and the check of an
//! export. Pure: no clock, no files, no randomness. The format is in `docs/audit-log.md`.

mod checkpoint;
mod entry;
mod frontier;
mod hash;
mod note;
mod proof;
mod tile;
mod verify;

pub use checkpoint::{Checkpoint, several};
pub use entry::{Entry, Person, Register, SALT_BYTES, commitment, position};
pub use frontier::{Frontier, Unreadable};
pub use hash::{Hash, empty_root, from_base64, from_hex, hex, leaf_hash, node_hash, to_base64};
pub use note::{Note, NoteFault, PublicKey, Signer};
pub use proof::{
    consistency, consistency_parts, inclusion, inclusion_parts, root, verify_consistency,
    verify_inclusion,
};
pub use tile::{Tile, TileEdge, TileId, Tiles, edge_tiles, tiles_for};
pub use verify::{Fault, Kind, MOST_FAULTS, Place, Report, Verifier, verify};
