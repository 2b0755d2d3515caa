//! The log over the audit entries: what waits for its place in it, its leaves, its tree's edge,
//! its checkpoints, and the salts under which people stand in it. What these mean is said by
//! `fla-tlog`; here they are text and bytes.

use fla_domain::identifier::Ssin;
use fla_domain::ids::{AuditId, EmployeeId, EmployerId};
use fla_domain::time::Instant;
use uuid::Uuid;

use crate::change::AuditEntry;
use crate::engine::{Row, StoreError, Tx, Value};
use crate::own::OwnAudit;
use crate::{args, change, own, statements};

/// An entry that is not in the log yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Its place in the order in which entries were written: grows, and may leave numbers out.
    pub place: i64,
    /// The entry.
    pub entry: AuditId,
    /// The employer in whose audit log it stands; none in a person's own.
    pub employer: Option<EmployerId>,
    /// The employees it is about, in hexadecimal digits; in a person's own log that person's SSIN.
    pub about: String,
}

impl std::fmt::Debug for Waiting {
    /// Without whom it is about.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut told = f.debug_struct("Waiting");
        told.field("place", &self.place).field("entry", &self.entry).finish_non_exhaustive()
    }
}

/// How much waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlog {
    /// How many entries.
    pub count: i64,
    /// Since when the first of them waits.
    pub since: Option<Instant>,
}

/// A leaf of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLeaf {
    /// Its position, from 0.
    pub n: i64,
    /// The entry.
    pub entry: AuditId,
    /// The line that is hashed.
    pub line: String,
    /// Hash of the leaf.
    pub hash: [u8; 32],
    /// Salt of the commitment to the stated reason.
    pub reason_salt: Option<Vec<u8>>,
}

/// The tree as it is appended to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTree {
    /// Name of the log.
    pub origin: String,
    /// How many leaves.
    pub size: i64,
    /// The roots of its perfect subtrees.
    pub frontier: Vec<u8>,
    /// Of how many of the leaves there are tiles: of all, but for what was sealed by a version of
    /// the program that made none.
    pub tiled: i64,
}

/// A tile of the tree: neighbouring hashes of one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTile {
    /// Its level.
    pub level: i64,
    /// Its number among those of the level.
    pub place: i64,
    /// Its hashes, one after the other.
    pub hashes: Vec<u8>,
}

/// A person as the log names one.
#[derive(Clone, PartialEq, Eq)]
pub struct Pseudonym {
    /// SSIN digits, or the id of an employee of whom no SSIN is known.
    pub person: String,
    /// The person's salt.
    pub salt: [u8; 32],
    /// The commitment to `person` under it.
    pub commitment: [u8; 32],
}

impl std::fmt::Debug for Pseudonym {
    /// Neither person nor salt.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pseudonym").finish_non_exhaustive()
    }
}

statements! {
    global WAITING = "SELECT place, entry_id, employer_id, about FROM audit_waiting WHERE place > $1 ORDER BY place LIMIT $2";
    global BACKLOG = "SELECT COUNT(*) AS n, MIN(since) AS since FROM audit_waiting";
    global OLDEST = "SELECT MIN(since) AS since FROM audit_waiting";
    global AMONG_WAITING = "SELECT entry_id FROM audit_waiting WHERE entry_id IN ANY_ID($1)";
    global PLACED = "DELETE FROM audit_waiting WHERE place IN ANY_INT($1)";
    bulk global WAIT = "audit_waiting" (entry_id id, employer_id id?, about text, since int);

    employer ENTRIES = "SELECT id, at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel, action, outcome, reason, change_id, subjects, trace FROM audit_entry \
        WHERE employer_id = $1 AND id IN ANY_ID($2)";
    employer ENTRIES_AFTER = "SELECT id, at, actor_ssin, actor_name, role, quality, organisation_id, organisation_name, mandate_id, channel, action, outcome, reason, change_id, subjects, trace FROM audit_entry \
        WHERE employer_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    employer SUBJECTS = "SELECT employee_id, entry_id FROM audit_subject WHERE employer_id = $1";
    person OWN_ENTRIES = "SELECT id, at, actor_name, channel, action, outcome, change_id, trace FROM own_audit WHERE ssin = $1 AND id IN ANY_ID($2)";
    person OWN_IDS = "SELECT id FROM own_audit WHERE ssin = $1";
    employer NUMBERS = "SELECT id, ssin FROM employee WHERE employer_id = $1 AND id IN ANY_ID($2) ORDER BY known_from";

    global LEAVES = "SELECT n, entry_id, line, hash, reason_salt FROM audit_leaf WHERE n >= $1 AND n < $2 ORDER BY n LIMIT $3";
    global HASHES = "SELECT hash FROM audit_leaf WHERE n >= $1 AND n < $2 ORDER BY n LIMIT $3";
    global SEALED_AMONG = "SELECT entry_id FROM audit_leaf WHERE entry_id IN ANY_ID($1)";
    global LEAVES_OF = "SELECT n, entry_id, line, hash, reason_salt FROM audit_leaf WHERE entry_id IN ANY_ID($1)";
    bulk global INSERT_LEAVES = "audit_leaf" (n int, entry_id id, line text, hash blob, reason_salt blob?);
    global TREE = "SELECT origin, size, frontier, tiled FROM audit_tree WHERE id = 1";
    global PLANT = "INSERT INTO audit_tree (id, origin, size, frontier) VALUES (1, $1, 0, $2)";
    global GROW = "UPDATE audit_tree SET size = $1, frontier = $2 WHERE id = 1";
    global TILED = "UPDATE audit_tree SET tiled = $1 WHERE id = 1";
    global TILE = "SELECT hashes FROM audit_tile WHERE level = $1 AND place = $2";
    bulk global PUT_TILES = "audit_tile" (level int, place int, hashes blob) on conflict "(level, place) DO UPDATE SET hashes = excluded.hashes";
    global INSERT_CHECKPOINT = "INSERT INTO audit_checkpoint (size, at, note) VALUES ($1, $2, $3)";
    global CHECKPOINTS = "SELECT size, note FROM audit_checkpoint WHERE size > $1 AND size <= $2 ORDER BY size LIMIT $3";
    global LAST_CHECKPOINT = "SELECT at, note FROM audit_checkpoint ORDER BY size DESC LIMIT 1";
    global KEYS = "SELECT public_key FROM audit_key ORDER BY from_size, public_key";
    global INSERT_KEY = "INSERT INTO audit_key (public_key, from_size) VALUES ($1, $2)";

    global PERSONS = "SELECT person, salt, commitment FROM audit_person WHERE person IN ANY_TEXT($1)";
    global PERSONS_AFTER = "SELECT person, salt, commitment FROM audit_person WHERE person > $1 ORDER BY person LIMIT $2";
    global PERSON_OF = "SELECT person, salt, commitment FROM audit_person WHERE commitment = $1 AND person IS NOT NULL";
    global FORGOTTEN = "SELECT commitment FROM audit_person WHERE commitment = $1 AND person IS NULL";
    bulk global INSERT_PERSONS = "audit_person" (commitment blob, person text, salt blob);
    global FORGET = "UPDATE audit_person SET person = NULL, salt = NULL, leaving = NULL WHERE person = $1";
}

fn leaf(row: &Row) -> Result<StoredLeaf, StoreError> {
    Ok(StoredLeaf {
        n: row.get("n")?,
        entry: row.get("entry_id")?,
        line: row.get("line")?,
        hash: row.get("hash")?,
        reason_salt: row.get("reason_salt")?,
    })
}

fn pseudonym(row: &Row) -> Result<Pseudonym, StoreError> {
    Ok(Pseudonym {
        person: row.get("person")?,
        salt: row.get("salt")?,
        commitment: row.get("commitment")?,
    })
}

/// What waits for its place in the log, of entries of an employer's audit log.
pub(crate) fn waiting_of(
    employer: EmployerId,
    entries: &[(AuditEntry, Vec<EmployeeId>)],
) -> impl Iterator<Item = Vec<Value>> + Send + '_ {
    entries.iter().map(move |(entry, people)| {
        let about: String = people.iter().map(|p| p.0.simple().to_string()).collect();
        args![entry.id, employer, about, entry.at]
    })
}

impl Waiting {
    /// The employees it is about; `None` where the note of them is damaged.
    pub fn employees(&self) -> Option<Vec<EmployeeId>> {
        let digits = self.about.as_bytes().chunks(32);
        digits.map(|id| Some(EmployeeId(Uuid::try_parse_ascii(id).ok()?))).collect()
    }
}

impl Tx {
    /// Has entries of an employer's audit log wait for their place in the log.
    pub(crate) async fn await_sealing(
        &mut self,
        employer: EmployerId,
        entries: &[(AuditEntry, Vec<EmployeeId>)],
    ) -> Result<(), StoreError> {
        self.global().insert_many(&WAIT, waiting_of(employer, entries)).await?;
        Ok(())
    }

    /// The same for an entry of a person's own log.
    pub(crate) async fn await_own_sealing(
        &mut self,
        ssin: &Ssin,
        entry: &OwnAudit,
    ) -> Result<(), StoreError> {
        let row = args![entry.id, None::<EmployerId>, ssin.digits(), entry.at];
        self.global().insert_many(&WAIT, vec![row]).await?;
        Ok(())
    }

    /// The first entries that wait behind a place.
    pub async fn waiting_for_seal(
        &mut self,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Waiting>, StoreError> {
        let rows = self.global().fetch(&WAITING, args![after, limit]).await?;
        rows.iter()
            .map(|row| {
                Ok(Waiting {
                    place: row.get("place")?,
                    entry: row.get("entry_id")?,
                    employer: row.get("employer_id")?,
                    about: row.get("about")?,
                })
            })
            .collect()
    }

    /// How many entries wait, and since when.
    pub async fn seal_backlog(&mut self) -> Result<Backlog, StoreError> {
        let row = self.global().fetch_one(&BACKLOG, args![]).await?;
        Ok(Backlog { count: row.get("n")?, since: row.get("since")? })
    }

    /// Since when the first entry that waits does.
    pub async fn oldest_waiting(&mut self) -> Result<Option<Instant>, StoreError> {
        self.global().fetch_one(&OLDEST, args![]).await?.get("since")
    }

    /// Which of these entries wait.
    pub async fn among_waiting(&mut self, ids: &[AuditId]) -> Result<Vec<AuditId>, StoreError> {
        let rows = self.global().fetch(&AMONG_WAITING, args![ids]).await?;
        rows.iter().map(|row| row.get("entry_id")).collect()
    }

    /// Takes entries that have their place now from those that wait.
    pub async fn seal_placed(&mut self, places: &[i64]) -> Result<u64, StoreError> {
        self.global().execute(&PLACED, args![places]).await
    }

    /// Entries of an employer's audit log, in no order.
    pub async fn audit_entries(
        &mut self,
        employer: EmployerId,
        ids: &[AuditId],
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = self.employer(employer).fetch(&ENTRIES, args![ids]).await?;
        rows.iter().map(change::audit).collect()
    }

    /// Entries of an employer's audit log in the order of their ids, from behind one on.
    pub async fn audit_entries_after(
        &mut self,
        employer: EmployerId,
        after: AuditId,
        limit: i64,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        let rows = self.employer(employer).fetch(&ENTRIES_AFTER, args![after, limit]).await?;
        rows.iter().map(change::audit).collect()
    }

    /// Which entry of an employer's audit log is about which employee.
    pub async fn audit_subjects(
        &mut self,
        employer: EmployerId,
    ) -> Result<Vec<(AuditId, EmployeeId)>, StoreError> {
        let rows = self.employer(employer).fetch(&SUBJECTS, args![]).await?;
        rows.iter().map(|row| Ok((row.get("entry_id")?, row.get("employee_id")?))).collect()
    }

    /// Entries of a person's own log, in no order.
    pub async fn own_audit_entries(
        &mut self,
        ssin: &Ssin,
        ids: &[AuditId],
    ) -> Result<Vec<OwnAudit>, StoreError> {
        let rows = self.person(ssin).fetch(&OWN_ENTRIES, args![ids]).await?;
        rows.iter().map(own::audit).collect()
    }

    /// The ids of the entries of a person's own log.
    pub async fn own_audit_ids(&mut self, ssin: &Ssin) -> Result<Vec<AuditId>, StoreError> {
        let rows = self.person(ssin).fetch(&OWN_IDS, args![]).await?;
        rows.iter().map(|row| row.get("id")).collect()
    }

    /// The SSIN digits of employees, of all their versions, oldest version first.
    pub async fn numbers_of(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
    ) -> Result<Vec<(EmployeeId, String)>, StoreError> {
        let rows = self.employer(employer).fetch(&NUMBERS, args![ids]).await?;
        rows.iter().map(|row| Ok((row.get("id")?, row.get("ssin")?))).collect()
    }

    /// Leaves from a position on and before another, in order, at most `limit`.
    pub async fn leaves(
        &mut self,
        from: i64,
        before: i64,
        limit: i64,
    ) -> Result<Vec<StoredLeaf>, StoreError> {
        let rows = self.global().fetch(&LEAVES, args![from, before, limit]).await?;
        rows.iter().map(leaf).collect()
    }

    /// Hashes of leaves from a position on and before another, in order, at most `limit`.
    pub async fn leaf_hashes(
        &mut self,
        from: i64,
        before: i64,
        limit: i64,
    ) -> Result<Vec<[u8; 32]>, StoreError> {
        let rows = self.global().fetch(&HASHES, args![from, before, limit]).await?;
        rows.iter().map(|row| row.get("hash")).collect()
    }

    /// The leaves of entries, in no order.
    pub async fn leaves_of(&mut self, ids: &[AuditId]) -> Result<Vec<StoredLeaf>, StoreError> {
        self.global().fetch(&LEAVES_OF, args![ids]).await?.iter().map(leaf).collect()
    }

    /// Which of these entries are in the log.
    pub async fn sealed_among(&mut self, ids: &[AuditId]) -> Result<Vec<AuditId>, StoreError> {
        let rows = self.global().fetch(&SEALED_AMONG, args![ids]).await?;
        rows.iter().map(|row| row.get("entry_id")).collect()
    }

    /// Adds leaves.
    pub async fn insert_leaves(&mut self, leaves: &[StoredLeaf]) -> Result<(), StoreError> {
        let rows = leaves
            .iter()
            .map(|l| -> Vec<Value> { args![l.n, l.entry, &l.line, l.hash, l.reason_salt.clone()] });
        self.global().insert_many(&INSERT_LEAVES, rows).await?;
        Ok(())
    }

    /// The tree; none before the first start with a key.
    pub async fn audit_tree(&mut self) -> Result<Option<StoredTree>, StoreError> {
        let row = self.global().fetch_optional(&TREE, args![]).await?;
        row.map(|row| {
            Ok(StoredTree {
                origin: row.get("origin")?,
                size: row.get("size")?,
                frontier: row.get("frontier")?,
                tiled: row.get("tiled")?,
            })
        })
        .transpose()
    }

    /// Begins the log under a name.
    pub async fn plant_audit_tree(&mut self, origin: &str) -> Result<(), StoreError> {
        self.global().execute(&PLANT, args![origin, Vec::<u8>::new()]).await?;
        Ok(())
    }

    /// Notes how far the tree has grown.
    pub async fn grow_audit_tree(
        &mut self,
        size: i64,
        frontier: Vec<u8>,
    ) -> Result<(), StoreError> {
        self.global().execute(&GROW, args![size, frontier]).await?;
        Ok(())
    }

    /// The hashes of a tile, one after the other.
    pub async fn audit_tile(
        &mut self,
        level: i64,
        place: i64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let row = self.global().fetch_optional(&TILE, args![level, place]).await?;
        row.map(|row| row.get("hashes")).transpose()
    }

    /// Adds tiles of a tree and those that have grown, which makes them tiles of `tiled` leaves.
    pub async fn put_audit_tiles(
        &mut self,
        tiles: Vec<StoredTile>,
        tiled: i64,
    ) -> Result<(), StoreError> {
        let rows = tiles.into_iter().map(|t| -> Vec<Value> { args![t.level, t.place, t.hashes] });
        self.global().insert_many(&PUT_TILES, rows).await?;
        self.global().execute(&TILED, args![tiled]).await?;
        Ok(())
    }

    /// Adds a signed checkpoint; there is one for each size.
    pub async fn insert_audit_checkpoint(
        &mut self,
        size: i64,
        at: Instant,
        note: &str,
    ) -> Result<(), StoreError> {
        self.global().execute(&INSERT_CHECKPOINT, args![size, at, note]).await?;
        Ok(())
    }

    /// Sizes and notes of checkpoints above a size and up to another, in order.
    pub async fn audit_checkpoints(
        &mut self,
        above: i64,
        up_to: i64,
        limit: i64,
    ) -> Result<Vec<(i64, String)>, StoreError> {
        let rows = self.global().fetch(&CHECKPOINTS, args![above, up_to, limit]).await?;
        rows.iter().map(|row| Ok((row.get("size")?, row.get("note")?))).collect()
    }

    /// When the last checkpoint was signed, and its note.
    pub async fn last_audit_checkpoint(&mut self) -> Result<Option<(Instant, String)>, StoreError> {
        let row = self.global().fetch_optional(&LAST_CHECKPOINT, args![]).await?;
        row.map(|row| Ok((row.get("at")?, row.get("note")?))).transpose()
    }

    /// The public keys of the log, oldest first.
    pub async fn audit_keys(&mut self) -> Result<Vec<String>, StoreError> {
        let rows = self.global().fetch(&KEYS, args![]).await?;
        rows.iter().map(|row| row.get("public_key")).collect()
    }

    /// Adds a public key that signs from a size on.
    pub async fn insert_audit_key(&mut self, key: &str, from_size: i64) -> Result<(), StoreError> {
        self.global().execute(&INSERT_KEY, args![key, from_size]).await?;
        Ok(())
    }

    /// What the log calls these people, as far as they are in it.
    pub async fn pseudonyms(&mut self, people: &[String]) -> Result<Vec<Pseudonym>, StoreError> {
        self.global().fetch(&PERSONS, args![people]).await?.iter().map(pseudonym).collect()
    }

    /// Whom a commitment names, unless the salt was destroyed.
    pub async fn pseudonym_of(
        &mut self,
        commitment: &[u8; 32],
    ) -> Result<Option<Pseudonym>, StoreError> {
        let row = self.global().fetch_optional(&PERSON_OF, args![*commitment]).await?;
        row.as_ref().map(pseudonym).transpose()
    }

    /// Whether a commitment named somebody whose salt was destroyed.
    pub async fn is_forgotten(&mut self, commitment: &[u8; 32]) -> Result<bool, StoreError> {
        let row = self.global().fetch_optional(&FORGOTTEN, args![*commitment]).await?;
        Ok(row.is_some())
    }

    /// People of the log in the order of their numbers, from behind one on; not forgotten ones.
    pub async fn pseudonyms_after(
        &mut self,
        person: &str,
        limit: i64,
    ) -> Result<Vec<Pseudonym>, StoreError> {
        let rows = self.global().fetch(&PERSONS_AFTER, args![person, limit]).await?;
        rows.iter().map(pseudonym).collect()
    }

    /// Adds people to the log.
    pub async fn insert_pseudonyms(&mut self, new: &[Pseudonym]) -> Result<(), StoreError> {
        let rows =
            new.iter().map(|p| -> Vec<Value> { args![p.commitment, p.person.as_str(), p.salt] });
        self.global().insert_many(&INSERT_PERSONS, rows).await?;
        Ok(())
    }

    /// Destroys the salt of a person (SSIN digits): from then on nobody can tell which entries of
    /// the log are about them. Says whether there was one.
    pub async fn forget_in_log(&mut self, person: &str) -> Result<bool, StoreError> {
        Ok(self.global().execute(&FORGET, args![person]).await? > 0)
    }
}
