//! Sealing of the audit log: entries that were written get their place in an append-only tree
//! afterwards, in the order in which they were committed, so that writing them takes no lock.
//!
//! An entry waits in a table that is written with it in one transaction. Whoever seals takes one
//! lock, gives the next positions, grows the tree and its tiles, signs a checkpoint and takes the
//! entries from the table, again in one transaction: so each entry is sealed once, whatever breaks off, and no
//! position ever comes before one that was given.

mod check;
mod lines;
mod tiles;

use std::sync::atomic::{AtomicI64, Ordering};

use fla_domain::time::Instant;
use fla_store::seal::{StoredTree, Waiting};
use fla_store::{TRACES, Tx};
use fla_tlog::{Checkpoint, Frontier, Signer};
use tracing::field::Empty;
use tracing::info_span;

use crate::traced::{count, within};
use crate::{App, Refused};

pub use check::{LogFault, LogFaultKind};
pub use tiles::tree_roots;

/// Most entries sealed at once.
const BATCH: i64 = 1024;
/// Most employees that entries sealed at once are about, unless one entry is about more.
const ABOUT: usize = 20_000;

/// What an application seals with.
pub(crate) struct Sealing {
    signer: Signer,
    /// Microseconds that an entry may wait.
    late: i64,
    /// The instant before which nothing waited when it was last looked.
    current: AtomicI64,
}

/// How sealing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealState {
    /// Name of the log.
    pub origin: String,
    /// How many entries are sealed.
    pub size: i64,
    /// How many entries wait.
    pub waiting: i64,
    /// Since when the first of them does.
    pub since: Option<Instant>,
    /// When the last checkpoint was signed.
    pub signed_at: Option<Instant>,
    /// The last checkpoint, as a signed note.
    pub checkpoint: Option<String>,
    /// The public keys of the log.
    pub keys: Vec<String>,
}

fn broken(what: &str) -> Refused {
    Refused::Broken(format!("audit log: {what}"))
}

fn position(size: i64) -> Result<u64, Refused> {
    u64::try_from(size).map_err(|_| broken("the size of its tree is negative"))
}

impl App {
    /// Has the audit log sealed with the key of a seed (32 random bytes), and refuses reads and
    /// changes where an entry waits for longer than `late` microseconds. Said once, at start;
    /// begins the log where there is none. A key that is not one of the log is refused unless it
    /// is to be `adopted`. Answers with the public key.
    pub async fn seal_with(
        &self,
        seed: &[u8; 32],
        late: i64,
        adopted: bool,
    ) -> Result<String, Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.lock_sealing().await?;
        let tree = tx.audit_tree().await?;
        let origin = tree.as_ref().map_or_else(
            || format!("fla-audit/{}", self.opaque_id().simple()),
            |tree| tree.origin.clone(),
        );
        let signer = Signer::new(&origin, seed).ok_or_else(|| broken("its name is damaged"))?;
        let key = signer.public().to_string();
        if let Some(tree) = tree {
            if !tx.audit_keys().await?.contains(&key) {
                if !adopted {
                    return Err(broken(
                        "the key is not the one that signed it. Put the key file of this \
                         installation back, give all instances the same (FLA_AUDIT_KEY_FILE), or \
                         go on with this one: fla audit key --adopt",
                    ));
                }
                tx.insert_audit_key(&key, tree.size).await?;
            }
        } else {
            tx.plant_audit_tree(&origin).await?;
            tx.insert_audit_key(&key, 0).await?;
            let note = checkpoint(&signer, &origin, &Frontier::new());
            tx.insert_audit_checkpoint(0, self.now(), &note).await?;
        }
        tx.commit().await?;
        let sealing = Sealing { signer, late, current: AtomicI64::new(i64::MIN) };
        let _ = self.inner.sealing.set(sealing);
        Ok(key)
    }

    /// Seals everything that waits; says how many entries. Does nothing without a key.
    pub async fn seal_all(&self) -> Result<usize, Refused> {
        let mut all = 0;
        loop {
            match self.seal().await? {
                0 => break,
                sealed => all += sealed,
            }
        }
        self.tile_what_is_sealed().await?;
        Ok(all)
    }

    /// Seals until nothing waits for too long: for the start, when the time before counts too.
    pub async fn seal_what_is_late(&self) -> Result<(), Refused> {
        while self.sealed_in_time().await.is_err() {
            if self.seal().await? == 0 {
                // What waits cannot be sealed: the register starts, answers nothing, and is looked at.
                return Ok(());
            }
        }
        Ok(())
    }

    /// Seals the first entries that wait; says how many.
    pub async fn seal(&self) -> Result<usize, Refused> {
        let Some(sealing) = self.inner.sealing.get() else { return Ok(0) };
        let began = self.now();
        let mut tx = self.inner.store.read().await?;
        let oldest = tx.oldest_waiting().await?;
        tx.rollback().await?;
        if oldest.is_none() {
            sealing.current.fetch_max(began.0, Ordering::AcqRel);
            return Ok(0);
        }
        let span = info_span!(
            target: TRACES,
            "fla.audit.seal",
            fla.entries = Empty,
            otel.status_code = Empty,
        );
        let (sealed, oldest) = within(span.clone(), self.seal_some(sealing)).await?;
        span.record("fla.entries", count(sealed));
        sealing.current.fetch_max(oldest.unwrap_or(began).0, Ordering::AcqRel);
        Ok(sealed)
    }

    /// Seals the first entries that wait: how many, and since when others do.
    async fn seal_some(&self, sealing: &Sealing) -> Result<(usize, Option<Instant>), Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.lock_sealing().await?;
        let sealed = self.seal_in(&mut tx, sealing).await?;
        let oldest = tx.oldest_waiting().await?;
        tx.commit().await?;
        Ok((sealed, oldest))
    }

    async fn seal_in(&self, tx: &mut Tx, sealing: &Sealing) -> Result<usize, Refused> {
        let tree = tx.audit_tree().await?.ok_or_else(|| broken("its tree is missing"))?;
        let mut after = 0;
        loop {
            let waiting = first(tx.waiting_for_seal(after, BATCH).await?);
            let Some(last) = waiting.last() else { return Ok(0) };
            after = last.place;
            let sources = lines::sources(tx, &waiting).await?;
            if sources.len() < waiting.len() {
                let missing = waiting.len() - sources.len();
                // They wait on, and stop the register when that takes too long.
                tracing::error!(missing, "audit entries that are to be sealed are not there");
            }
            if !sources.is_empty() {
                return self.append(tx, sealing, &tree, sources).await;
            }
        }
    }

    async fn append(
        &self,
        tx: &mut Tx,
        sealing: &Sealing,
        tree: &StoredTree,
        sources: Vec<lines::Source>,
    ) -> Result<usize, Refused> {
        let size = position(tree.size)?;
        let mut frontier = Frontier::from_bytes(size, &tree.frontier)
            .map_err(|error| broken(&error.to_string()))?;
        let places: Vec<i64> = sources.iter().map(lines::Source::place).collect();
        let leaves = lines::leaves(self, tx, tree.size, &sources).await?;
        for leaf in &leaves {
            frontier.append_hash(leaf.hash);
        }
        let size = tree.size + i64::try_from(leaves.len()).unwrap_or(0);
        tx.insert_leaves(&leaves).await?;
        let note = checkpoint(&sealing.signer, &tree.origin, &frontier);
        tx.insert_audit_checkpoint(size, self.now(), &note).await?;
        tx.grow_audit_tree(size, frontier.to_bytes()).await?;
        tiles::grow(tx, tree.tiled, size).await?;
        let placed = tx.seal_placed(&places).await?;
        if usize::try_from(placed) != Ok(places.len()) {
            return Err(broken("entries were sealed twice"));
        }
        Ok(places.len())
    }

    /// Refuses where entries wait for so long that the log cannot be trusted to be complete.
    pub(crate) async fn sealed_in_time(&self) -> Result<(), Refused> {
        if self.known_in_time() {
            return Ok(());
        }
        let mut tx = self.inner.store.read().await?;
        let outcome = self.sealed_in_time_by(&mut tx).await;
        tx.rollback().await?;
        outcome
    }

    /// The same within a transaction.
    pub(crate) async fn sealed_in_time_by(&self, tx: &mut Tx) -> Result<(), Refused> {
        let Some(sealing) = self.inner.sealing.get() else { return Ok(()) };
        if self.known_in_time() {
            return Ok(());
        }
        // Another instance may have sealed what waited.
        let now = self.now();
        let current = tx.oldest_waiting().await?.unwrap_or(now);
        sealing.current.fetch_max(current.0, Ordering::AcqRel);
        if now.0.saturating_sub(current.0) <= sealing.late {
            return Ok(());
        }
        Err(Refused::Unavailable("audit log: entries have not been sealed for too long".to_owned()))
    }

    /// Whether what was last seen is new enough to say that nothing waits for too long.
    fn known_in_time(&self) -> bool {
        self.inner.sealing.get().is_none_or(|sealing| {
            let current = sealing.current.load(Ordering::Acquire);
            self.now().0.saturating_sub(current) <= sealing.late
        })
    }

    /// How sealing stands; none before the log was begun.
    pub async fn seal_state(&self) -> Result<Option<SealState>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let Some(tree) = tx.audit_tree().await? else { return Ok(None) };
        let backlog = tx.seal_backlog().await?;
        let last = tx.last_audit_checkpoint().await?;
        let keys = tx.audit_keys().await?;
        tx.rollback().await?;
        let (signed_at, checkpoint) = last.unzip();
        Ok(Some(SealState {
            origin: tree.origin,
            size: tree.size,
            waiting: backlog.count,
            since: backlog.since,
            signed_at,
            checkpoint,
            keys,
        }))
    }
}

fn checkpoint(signer: &Signer, origin: &str, frontier: &Frontier) -> String {
    let (size, root) = (frontier.size(), frontier.root());
    signer.sign(&Checkpoint { origin: origin.to_owned(), size, root }.text()).to_string()
}

/// As many of the first that wait as are sealed at once.
fn first(mut waiting: Vec<Waiting>) -> Vec<Waiting> {
    let mut about = 0;
    let fits = waiting.iter().take_while(|one| {
        about += one.about.len() / 32;
        about <= ABOUT
    });
    let count = fits.count().max(1);
    waiting.truncate(count);
    waiting
}
