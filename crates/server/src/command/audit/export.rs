//! `fla audit export --to`, `verify`, `prove` and `consistency`: what a stranger gets and how it is
//! checked. The format is in `docs/audit-log.md`.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use fla_app::{App, tree_roots};
use fla_domain::ids::AuditId;
use fla_store::Tx;
use fla_tlog::{
    Checkpoint, Hash, Note, PublicKey, Report, Verifier, consistency_parts, hex, inclusion_parts,
    leaf_hash, verify_consistency, verify_inclusion,
};
use serde_json::json;

use crate::cli::Verify;

/// Rows read at once.
const PAGE: i64 = 5_000;

/// The files of an export.
const ENTRIES: &str = "entries.jsonl";
const LEAVES: &str = "leaves.txt";
const CHECKPOINTS: &str = "checkpoints.txt";
const KEYS: &str = "keys.txt";

/// Writes the whole log, in one state of it, to a folder that is not there yet.
pub async fn export(app: &App, folder: &Path) -> anyhow::Result<ExitCode> {
    let size = write(app, folder).await?.context("there is no log yet")?;
    println!("{size} entries in {}", folder.display());
    println!("Check it with: fla audit verify {}", folder.display());
    Ok(ExitCode::SUCCESS)
}

/// Verifies the whole log as a stranger would, by an export that is removed again; `None` where
/// nothing was ever sealed.
pub async fn holds(app: &App, data: &Path) -> anyhow::Result<Option<Report>> {
    let folder = tempfile::tempdir_in(data).context("there is no room for the log")?;
    let export = folder.path().join("log");
    if write(app, &export).await?.is_none() {
        return Ok(None);
    }
    check(&Verify { export, witness: Vec::new(), key: Vec::new() }).map(Some)
}

/// Writes the log; how many entries it has, `None` where there is none yet.
async fn write(app: &App, folder: &Path) -> anyhow::Result<Option<i64>> {
    std::fs::create_dir(folder).with_context(|| {
        format!("cannot make the folder {}; it must not be there yet", folder.display())
    })?;
    let create = |name: &str| -> anyhow::Result<BufWriter<File>> {
        let path = folder.join(name);
        let file = File::create_new(&path);
        Ok(BufWriter::new(file.with_context(|| format!("cannot write {}", path.display()))?))
    };
    let (mut entries, mut leaves) = (create(ENTRIES)?, create(LEAVES)?);
    let (mut checkpoints, mut keys) = (create(CHECKPOINTS)?, create(KEYS)?);

    let mut tx = app.store().read().await?;
    let Some(tree) = tx.audit_tree().await? else { return Ok(None) };
    for key in tx.audit_keys().await? {
        writeln!(keys, "{key}")?;
    }
    let (mut above, mut gap) = (-1, "");
    loop {
        let page = tx.audit_checkpoints(above, tree.size, PAGE).await?;
        for (_, note) in &page {
            write!(checkpoints, "{gap}{note}")?;
            gap = "\n";
        }
        let Some((size, _)) = page.last() else { break };
        above = *size;
    }
    let mut from = 0;
    loop {
        let page = tx.leaves(from, tree.size, PAGE).await?;
        let Some(last) = page.last() else { break };
        from = last.n + 1;
        for leaf in &page {
            writeln!(entries, "{}", leaf.line)?;
            writeln!(leaves, "{}", hex(&leaf.hash))?;
        }
    }
    tx.rollback().await?;
    for mut file in [entries, leaves, checkpoints, keys] {
        file.flush()?;
        file.get_ref().sync_all()?;
    }
    Ok(Some(tree.size))
}

/// The lines of a file with their line ends. The first fault of reading is kept and ends them.
struct Lines<'a> {
    file: BufReader<File>,
    fault: &'a RefCell<Option<std::io::Error>>,
}

impl Iterator for Lines<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let mut line = Vec::new();
        match self.file.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => Some(line),
            Err(error) => {
                self.fault.replace(Some(error));
                None
            }
        }
    }
}

fn check(arguments: &Verify) -> anyhow::Result<Report> {
    let read = |path: &Path| {
        std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
    };
    let keys = read(&arguments.export.join(KEYS))?;
    let checkpoints = read(&arguments.export.join(CHECKPOINTS))?;
    let mut witnesses = Vec::new();
    for path in &arguments.witness {
        let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
        witnesses.push((name, read(path)?));
    }
    let mut trusted = Vec::new();
    for key in &arguments.key {
        let Ok(key) = PublicKey::parse(key) else { bail!("{key} is no public key") };
        trusted.push(key);
    }
    let fault = RefCell::new(None);
    let lines = |name: &str| -> anyhow::Result<Lines<'_>> {
        let path = arguments.export.join(name);
        let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(Lines { file: BufReader::new(file), fault: &fault })
    };
    let (entries, leaves) = (lines(ENTRIES)?, lines(LEAVES)?);
    let verifier = Verifier::new(&keys, &trusted, &checkpoints, &witnesses);
    let report = fla_tlog::verify(verifier, entries, leaves);
    match fault.take() {
        None => Ok(report),
        Some(error) => Err(error).context("cannot read the export to its end"),
    }
}

/// Checks an export with nothing of the installation.
pub fn verify(arguments: &Verify) -> anyhow::Result<ExitCode> {
    let report = check(arguments)?;
    for fault in &report.faults {
        println!("fail  {fault}");
    }
    if report.count > report.faults.len() {
        println!("fail  and {} more", report.count - report.faults.len());
    }
    if report.count > 0 {
        return Ok(ExitCode::FAILURE);
    }
    let Report { entries, checkpoints, witnesses, .. } = report;
    println!(
        "ok    {entries} entries fit {checkpoints} signed checkpoints and {witnesses} of witnesses"
    );
    if witnesses == 0 {
        println!("note  only an earlier checkpoint shows that the history was not written anew");
    }
    if let Some(Checkpoint { origin, size, root }) = report.last {
        println!("      log {origin}, size {size}, root {}", hex(&root));
    }
    Ok(ExitCode::SUCCESS)
}

fn checkpoint(note: &str) -> anyhow::Result<Checkpoint> {
    let told = Note::parse(note).ok().and_then(|note| Checkpoint::of(&note).ok());
    told.context("a checkpoint is damaged: fla audit check")
}

/// The last checkpoint, as a signed note and as what it says.
async fn last_checkpoint(tx: &mut Tx) -> anyhow::Result<(String, Checkpoint)> {
    let (_, note) = tx.last_audit_checkpoint().await?.context("there is no checkpoint")?;
    let told = checkpoint(&note)?;
    Ok((note, told))
}

fn texts(path: &[Hash]) -> Vec<String> {
    path.iter().map(|hash| hex(hash)).collect()
}

const DOES_NOT_HOLD: &str = "the log does not hold: fla audit check says where";

/// Writes the proof that an entry is in the log, as JSON.
pub async fn prove(app: &App, entry: AuditId) -> anyhow::Result<ExitCode> {
    let mut tx = app.store().read().await?;
    let Some(leaf) = tx.leaves_of(&[entry]).await?.pop() else {
        bail!("no entry {entry} is in the log; one just written is sealed within seconds");
    };
    let (note, told) = last_checkpoint(&mut tx).await?;
    let keys = tx.audit_keys().await?;
    let position = u64::try_from(leaf.n)?;
    let parts = inclusion_parts(position, told.size);
    let path = tree_roots(&mut tx, &parts.context(DOES_NOT_HOLD)?).await?;
    tx.rollback().await?;
    let made = leaf_hash(leaf.line.as_bytes());
    ensure!(verify_inclusion(&made, position, told.size, &path, &told.root), DOES_NOT_HOLD);
    let proof = json!({
        "entry": leaf.line,
        "position": leaf.n,
        "size": told.size,
        "path": texts(&path),
        "checkpoint": note,
        "keys": keys,
    });
    println!("{}", serde_json::to_string_pretty(&proof)?);
    Ok(ExitCode::SUCCESS)
}

/// Writes the proof that the log goes on from the checkpoint of an earlier size, as JSON.
pub async fn consistency(app: &App, earlier: u64) -> anyhow::Result<ExitCode> {
    let mut tx = app.store().read().await?;
    let (note, told) = last_checkpoint(&mut tx).await?;
    ensure!(earlier > 0, "any log goes on from one without entries");
    ensure!(earlier <= told.size, "the log has {} entries only", told.size);
    let size = i64::try_from(earlier)?;
    let Some((_, before)) = tx.audit_checkpoints(size - 1, size, 1).await?.pop() else {
        bail!(
            "no checkpoint of {earlier} entries was signed; the size is the second line of a \
             checkpoint that was kept"
        );
    };
    let keys = tx.audit_keys().await?;
    let parts = consistency_parts(earlier, told.size);
    let path = tree_roots(&mut tx, &parts.context(DOES_NOT_HOLD)?).await?;
    tx.rollback().await?;
    let known = checkpoint(&before)?;
    let holds = verify_consistency((known.size, &known.root), (told.size, &told.root), &path);
    ensure!(holds, DOES_NOT_HOLD);
    let proof = json!({
        "earlier": before,
        "checkpoint": note,
        "path": texts(&path),
        "keys": keys,
    });
    println!("{}", serde_json::to_string_pretty(&proof)?);
    Ok(ExitCode::SUCCESS)
}
