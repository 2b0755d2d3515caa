//! `fla audit export --to`, `fla audit verify` and `fla audit prove`: what a stranger gets and how
//! it is checked. The format is in `docs/audit-log.md`.

use std::cell::RefCell;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use fla_app::App;
use fla_domain::ids::AuditId;
use fla_tlog::{
    Checkpoint, Hash, Note, PublicKey, Report, Verifier, hex, inclusion, leaf_hash,
    verify_inclusion,
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
    let tree = tx.audit_tree().await?.context("there is no log yet")?;
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
    println!("{} entries in {}", tree.size, folder.display());
    println!("Check it with: fla audit verify {}", folder.display());
    Ok(ExitCode::SUCCESS)
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

/// Writes the proof that an entry is in the log, as JSON.
pub async fn prove(app: &App, entry: AuditId) -> anyhow::Result<ExitCode> {
    let mut tx = app.store().read().await?;
    let Some(leaf) = tx.leaves_of(&[entry]).await?.pop() else {
        bail!("no entry {entry} is in the log; one just written is sealed within seconds");
    };
    let (_, note) = tx.last_audit_checkpoint().await?.context("there is no checkpoint")?;
    let keys = tx.audit_keys().await?;
    let told = Note::parse(&note).ok().and_then(|note| Checkpoint::of(&note).ok());
    let told = told.context("the last checkpoint is damaged: fla audit check")?;
    let mut hashes: Vec<Hash> = Vec::new();
    let size = i64::try_from(told.size).context("the last checkpoint is damaged")?;
    loop {
        let from = i64::try_from(hashes.len())?;
        let page = tx.leaf_hashes(from, size, PAGE).await?;
        if page.is_empty() {
            break;
        }
        hashes.extend(page);
    }
    tx.rollback().await?;
    let position = usize::try_from(leaf.n)?;
    let path = inclusion(&hashes, position).context("the leaf is missing: fla audit check")?;
    let made = leaf_hash(leaf.line.as_bytes());
    ensure!(
        verify_inclusion(&made, position as u64, told.size, &path, &told.root),
        "the log does not hold: fla audit check says where"
    );
    let path: Vec<String> = path.iter().map(|hash| hex(hash)).collect();
    let proof = json!({
        "entry": leaf.line,
        "position": leaf.n,
        "size": told.size,
        "path": path,
        "checkpoint": note,
        "keys": keys,
    });
    println!("{}", serde_json::to_string_pretty(&proof)?);
    Ok(ExitCode::SUCCESS)
}
