//! The key with which the audit log is signed: in a file that only the register may read, never in
//! the database, so that whoever gets at the data cannot write another history over them.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use fla_tlog::{from_base64, to_base64};

use crate::config::Config;
use crate::wall;

/// What the line of the file begins with.
const BEFORE: &str = "fla-audit-key-1 ";

/// Where it lies.
pub fn file(config: &Config) -> PathBuf {
    config.audit_key_file.clone().unwrap_or_else(|| config.data().join("audit-key"))
}

/// The seed of the key; made where nothing lies in the folder of the data yet.
pub fn seed(config: &Config) -> anyhow::Result<[u8; 32]> {
    let file = file(config);
    // A file that was named must be there: another key in its place would go unnoticed for long.
    if config.audit_key_file.is_none() && !file.exists() {
        make(&file)?;
    }
    read(&file)
}

/// Reads the seed.
fn read(file: &Path) -> anyhow::Result<[u8; 32]> {
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("cannot read the audit key {}", file.display()))?;
    let seed = text.trim_end().strip_prefix(BEFORE).and_then(from_base64);
    let Some(seed) = seed.and_then(|seed| seed.try_into().ok()) else {
        bail!(
            "{} is no audit key: it holds one line `{BEFORE}` and 32 bytes in base64; put the key \
             of this installation back",
            file.display()
        );
    };
    Ok(seed)
}

/// Makes a key, whole or not at all; where another process was quicker, its key stays.
pub fn make(file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let what = || format!("cannot write the audit key {}", file.display());
    std::fs::create_dir_all(folder).with_context(what)?;
    let mut seed = [0; 32];
    wall::fill(&mut seed);
    // Made with mode 0600.
    let mut made = tempfile::NamedTempFile::new_in(folder).with_context(what)?;
    writeln!(made, "{BEFORE}{}", to_base64(&seed)).with_context(what)?;
    made.as_file().sync_all().with_context(what)?;
    match made.persist_noclobber(file) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error).with_context(what),
    }
}

/// Whether anybody but its owner may read or write the file.
pub fn is_open(file: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(std::fs::metadata(file)?.permissions().mode() & 0o077 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_for_its_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("new/audit-key");
        make(&file).unwrap();
        let first = read(&file).unwrap();
        make(&file).unwrap();
        assert_eq!(read(&file).unwrap(), first);
        assert_ne!(first, [0; 32]);
        assert!(!is_open(&file).unwrap());
        std::fs::write(&file, "fla-audit-key-1 AAAA\n").unwrap();
        assert!(read(&file).unwrap_err().to_string().contains("is no audit key"));
    }
}
