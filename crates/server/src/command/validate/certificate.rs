//! Certificates of conformity: that this version of the program found nothing wrong with files of
//! these digests. Nobody signs them; whoever doubts one checks the same files again.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, ensure};
use fla_formats::batch_file::{RULES_VERSION, SCHEMA_VERSION};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Checked, UNREADABLE};

/// What is certified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Certificate {
    /// `FLA-` and 24 hexadecimal digits: the beginning of the SHA-256 of this certificate as JSON
    /// without blanks, in the order of the fields here, with an empty number.
    pub(super) number: String,
    pub(super) program: String,
    pub(super) schema: String,
    pub(super) rules: String,
    pub(super) checked_on: Date,
    pub(super) files: Vec<Certified>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Certified {
    name: String,
    bytes: u64,
    sha256: String,
    forms: u64,
}

impl Certificate {
    fn numbered(&self) -> Self {
        let bare = Self { number: String::new(), ..self.clone() };
        let text = serde_json::to_string(&bare).unwrap_or_default();
        let digest = format!("{:x}", Sha256::digest(text));
        Self { number: format!("FLA-{}", &digest[..24]), ..bare }
    }
}

/// The certificate of files that conform.
pub(super) fn of(files: &[Checked], on: Date) -> Certificate {
    let files = files.iter().map(|file| Certified {
        name: file.name.clone(),
        bytes: file.bytes,
        sha256: file.sha256.clone(),
        forms: file.forms,
    });
    let bare = Certificate {
        number: String::new(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        schema: SCHEMA_VERSION.to_owned(),
        rules: RULES_VERSION.to_owned(),
        checked_on: on,
        files: files.collect(),
    };
    bare.numbered()
}

pub(super) fn write(path: &Path, certificate: &Certificate) -> anyhow::Result<()> {
    let text = serde_json::to_string_pretty(certificate)? + "\n";
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Reads a certificate and checks its number.
pub(super) fn read(path: &Path) -> anyhow::Result<Certificate> {
    let said = || format!("cannot read {}", path.display());
    let text = fs::read_to_string(path).with_context(said)?;
    let read: Certificate = serde_json::from_str(&text).with_context(said)?;
    ensure!(read.numbered() == read, "{}: the number does not fit the rest", path.display());
    Ok(read)
}

/// Says in which ways files that conform are not those of a certificate; gives how the program
/// ends.
pub(super) fn compare(old: &Certificate, found: &Certificate) -> u8 {
    let mut differs = Vec::new();
    for (what, old, found) in [
        ("schema", &old.schema, &found.schema),
        ("rules", &old.rules, &found.rules),
        ("program", &old.program, &found.program),
    ] {
        if old != found {
            eprintln!("{what}: the certificate is of {old}, this program has {found}");
        }
    }
    // Names may have changed on the way; the content may not.
    let content = |c: &Certificate| {
        let mut all: Vec<_> = c.files.iter().map(|f| (f.sha256.clone(), f.bytes)).collect();
        all.sort();
        all
    };
    if content(old) != content(found) {
        differs.push("these are not the files of the certificate");
    }
    let forms = |c: &Certificate| c.files.iter().map(|f| f.forms).sum::<u64>();
    if forms(old) != forms(found) {
        differs.push("there are not as many forms");
    }
    for differs in &differs {
        eprintln!("{}: {differs}", old.number);
    }
    if differs.is_empty() {
        println!("{}: holds", old.number);
        return 0;
    }
    UNREADABLE
}
