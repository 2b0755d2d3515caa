//! `fla audit`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::AuditId;

use crate::words::identifier;

/// `fla audit`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fla audit list --employer 0123.456.749
  fla audit export --employer 0123.456.749 > audit.jsonl
  fla audit export --to log-2026-11-26
  fla audit verify log-2026-11-26 --witness checkpoint-of-last-month.txt")]
pub struct Audit {
    /// What to do with it.
    #[command(subcommand)]
    pub task: AuditTask,
}

/// What can be done with the audit log.
#[derive(Debug, Subcommand)]
pub enum AuditTask {
    /// The last entries, newest first, one line each.
    List {
        /// Enterprise number of the employer.
        #[arg(long, value_parser = identifier::<EnterpriseNumber>)]
        employer: EnterpriseNumber,
        /// How many.
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
    /// All entries of an employer, newest first, as JSON lines, with the actors' SSINs: keep it
    /// safe. Or, with --to, the sealed log of the installation, in which nobody is named.
    Export {
        /// Enterprise number of the employer.
        #[arg(
            long,
            value_parser = identifier::<EnterpriseNumber>,
            conflicts_with = "to",
            required_unless_present = "to"
        )]
        employer: Option<EnterpriseNumber>,
        /// Folder to write the sealed log to; it must not be there yet.
        #[arg(long, value_name = "DIR")]
        to: Option<PathBuf>,
    },
    /// Check an export of the sealed log, with nothing of the installation.
    #[command(after_help = VERIFY)]
    Verify(Verify),
    /// Prove, as JSON, that an entry is in the sealed log.
    Prove {
        /// Id of the entry.
        entry: AuditId,
    },
    /// Prove, as JSON, that the sealed log goes on from a checkpoint that somebody kept.
    #[command(after_help = "\
Whoever kept the checkpoint checks it: reference/audit_log.py FILE --consistency --witness KEPT.

Examples:
  fla audit consistency 1204")]
    Consistency {
        /// Size of the log then: the second line of the checkpoint.
        size: u64,
    },
    /// Check the sealed log and the register against each other.
    #[command(after_help = "\
Ends with 0 where nothing is wrong, with 1 otherwise.")]
    Check,
    /// The last signed checkpoint: give it to others, who can then tell whether the log was changed.
    Checkpoint,
    /// Make a key to sign the log with, in a new file that several instances are given. Nothing of
    /// the installation is read.
    NewKey {
        /// The file; it must not be there yet.
        file: PathBuf,
    },
    /// The public key by which the log is checked.
    Key {
        /// Go on with the key in the file, where the log was signed with another one before.
        #[arg(long)]
        adopt: bool,
    },
}

const VERIFY: &str = "\
Each fault is told with its kind, its place in the log (from 0), what it means and what to do. Ends
with 0 where nothing is wrong, with 1 otherwise. The format is public (docs/audit-log.md), and a
second verifier is in reference/audit_log.py.

Examples:
  fla audit verify log-2026-11-26
  fla audit verify log-2026-11-26 --witness checkpoint-of-last-month.txt";

/// `fla audit verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Folder of the export.
    pub export: PathBuf,
    /// A file with checkpoints that were kept elsewhere; may be given several times.
    #[arg(long, value_name = "FILE")]
    pub witness: Vec<PathBuf>,
    /// A public key to trust, instead of those in the export; may be given several times.
    #[arg(long, value_name = "KEY")]
    pub key: Vec<String>,
}
