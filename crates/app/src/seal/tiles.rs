//! The tree of the log in tiles: kept while sealing, read for proofs.

use std::ops::Range;

use fla_store::Tx;
use fla_store::seal::StoredTile;
use fla_tlog::{Hash, Tile, TileEdge, TileId, Tiles, edge_tiles, tiles_for};

use super::{broken, position};
use crate::{App, Refused};

/// Most leaves of which tiles are made in one transaction: more than are sealed at once, so that
/// it comes to an end, and few enough that nobody who writes waits for long.
const STEP: i64 = 16_384;
/// Leaves read at once.
const PAGE: i64 = 2_048;

fn number(value: u64) -> Result<i64, Refused> {
    i64::try_from(value).map_err(|_| broken("the number of a tile is too large"))
}

/// A tile as it is kept.
pub(super) fn stored(tile: Tile) -> Result<StoredTile, Refused> {
    let Tile { id: TileId { level, index }, bytes } = tile;
    Ok(StoredTile { level: level.into(), place: number(index)?, hashes: bytes })
}

/// Reads tiles; those that are not there are left out.
pub(super) async fn read(
    tx: &mut Tx,
    ids: impl IntoIterator<Item = TileId>,
) -> Result<Tiles, Refused> {
    let mut tiles = Tiles::default();
    for id in ids {
        if let Some(bytes) = tx.audit_tile(id.level.into(), number(id.index)?).await? {
            tiles.add(id, &bytes);
        }
    }
    Ok(tiles)
}

/// Makes tiles of leaves from behind `tiled` of them on, of as many as there are in a tree of
/// `size` and as are done at once; says of how many there are tiles then. Under the lock of
/// sealing: the leaves are read from the store, so that it does not matter who sealed them.
pub(super) async fn grow(tx: &mut Tx, tiled: i64, size: i64) -> Result<i64, Refused> {
    let known = read(tx, edge_tiles(position(tiled)?)).await?;
    // Tiles only repeat what leaves say: where one is lost they are made anew.
    let (tiled, mut edge) = match TileEdge::new(position(tiled)?, &known) {
        Some(edge) => (tiled, edge),
        None => (0, TileEdge::default()),
    };
    let until = size.min(tiled + STEP);
    let mut from = tiled;
    while from < until {
        let page = tx.leaf_hashes(from, until, PAGE).await?;
        if page.is_empty() {
            return Err(broken("a leaf of its tree is missing"));
        }
        from += i64::try_from(page.len()).unwrap_or(PAGE);
        for hash in page {
            edge.append_hash(hash);
        }
    }
    let tiles = edge.into_tiles().into_iter().map(stored).collect::<Result<_, _>>()?;
    tx.put_audit_tiles(tiles, until).await?;
    Ok(until)
}

impl App {
    /// Makes the tiles of what was sealed before there were any, in steps between which others
    /// write. Whoever is cut off leaves whole steps, from which the next goes on.
    pub(super) async fn tile_what_is_sealed(&self) -> Result<(), Refused> {
        let mut tx = self.inner.store.read().await?;
        let tree = tx.audit_tree().await?;
        tx.rollback().await?;
        let mut behind = tree.is_some_and(|tree| tree.tiled < tree.size);
        while behind {
            let mut tx = self.inner.store.write().await?;
            tx.lock_sealing().await?;
            let tree = tx.audit_tree().await?.ok_or_else(|| broken("its tree is missing"))?;
            behind = grow(&mut tx, tree.tiled, tree.size).await? < tree.size;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// The roots of parts of the tree of the log, which make up a proof, from its tiles.
pub async fn tree_roots(tx: &mut Tx, parts: &[Range<u64>]) -> Result<Vec<Hash>, Refused> {
    let tiles = read(tx, tiles_for(parts)).await?;
    tiles.roots(parts).ok_or_else(|| broken("a tile of its tree is missing or damaged"))
}
