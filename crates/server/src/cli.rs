//! The command line.

mod audit;
mod organisation;
mod value;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use fla_domain::identifier::{EnterpriseNumber, JointCommittee};
use fla_domain::language::Language;
use fla_domain::quantity::Fraction;
use jiff::civil::Date;

use crate::config::DatabaseUrl;
use crate::words::identifier;
use value::{database_url, fraction, hundredths, language};

pub use audit::{Audit, AuditTask, Verify};
pub use organisation::{
    AccessDeed, AccessTask, EmployerDeed, EmployerTask, FolderDeed, FolderTask,
};

/// The Federal Learning Account: employees' training rights, from payroll declarations to credit.
#[derive(Debug, Parser)]
#[command(name = "fla", version, max_term_width = 100, after_help = AFTER)]
pub struct Cli {
    /// Configuration file; without it fla.toml of this folder, if there is one.
    #[arg(long, global = true, env = "FLA_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

const AFTER: &str = "\
Settings stand in the configuration file (TOML) or in the environment, which wins:
  FLA_LISTEN        address and port to listen on                 127.0.0.1:8080
  FLA_PUBLIC_URL    where people find this installation           http://<listen>
  FLA_DATA          folder of the data                            ./data
  FLA_DATABASE_URL  sqlite:<file> or postgres://…                 sqlite:<data>/fla.db
  FLA_DATABASE_OWNER_URL  the same for the role that owns the tables, which then updates the schema
  FLA_RULES_DIR     folder with rule files of your own
  FLA_OPERATOR      who runs this installation, shown on the pages
  FLA_CONTACT       where people can write, shown on the pages
  FLA_LOG           what is logged, such as info or fla_app=debug info
  FLA_LOG_FORMAT    text or json                                  text
  FLA_SHEET_DAYS    days for which rows of spreadsheets are kept       60
  FLA_API_CALLS_PER_MINUTE  calls of one client of the REST API, 0 without limit   1200
  FLA_API_ORIGINS   origins of which pages may call the REST API from a browser
  FLA_API_ISSUER    who gives tokens for the REST API, in place of the register
  FLA_API_AUDIENCE  for whom those tokens must be meant   the address of the API
  FLA_API_OWN_TOKENS  whether the register gives tokens too                      off
  FLA_API_CLAIM_SSIN  the claim with the SSIN, of tokens about people  as at sign-in
  FLA_API_ACR_ACCEPTED  the levels of assurance of such tokens         as at sign-in
  FLA_RETENTION     whether what is past its term is erased by itself  on
  FLA_AUDIT_KEY_FILE    the key that signs the audit log             <data>/audit-key
  FLA_AUDIT_LATE_HOURS  hours an audit entry may wait to be sealed           4
  FLA_SMTP_URL      smtps://user@host:465 or smtp://host:587 (STARTTLS); without it no mail is sent
  FLA_SMTP_FROM     from whom mail comes
  FLA_SMTP_PASSWORD the password of the user in the address
  FLA_WEBHOOKS      whether messages about changes are sent to software on  (demo, sandbox: off)
  FLA_WEBHOOKS_ALLOW  networks to which they may go though not public, for tests: 10.2.0.0/16
  FLA_DROP_DIR      folder with the folders in which senders leave batch files
  FLA_DROP_WAIT_MINUTES  how long a part is waited for that its GO overtook         10
  FLA_FILES_URL     where uploaded files are kept: file:///…, s3://bucket/prefix, az://…, gs://…
                                                                      <data>/files
  FLA_FILES_SIGNED  environments in which batch files must be signed, such as R        none
  FLA_FILES_ISSUERS_DIR  folder with the issuers of certificates that are trusted
  FLA_FILES_NEED_LISTS  whether each certificate must be in the reach of a revocation list  off
  FLA_METRICS_LISTEN  address and port of the metrics for Prometheus; without it there are none
  FLA_TRACES_ENDPOINT  collector of traces, OTLP over HTTP: http://collector:4318; without it none
  FLA_TRACES_SHARE  the share of the traces begun here that is sent, 0 to 1           1
  FLA_TRACES_TOKEN  a token that the collector wants
  FLA_DRAIN_NOTICE_SECONDS  for how long requests are still taken after the signal to stop      0
  FLA_DRAIN_SECONDS  how long what is under way may take after that                    15
  FLA_OIDC_…        the sign-in service: see `fla serve --help`

Look around first:   fla demo
Try the REST API:    fla sandbox
Check a set-up:      fla doctor --online";

const SERVE: &str = "\
The sign-in service is an OpenID provider. In the file these stand in a table [oidc], in lower
case and without FLA_OIDC_; several values are separated by spaces.
  FLA_OIDC_ISSUER                its issuer, character by character
  FLA_OIDC_CLIENT_ID             the name of this register there
  FLA_OIDC_CLIENT_AUTH           basic, post, private_key_jwt or none (else by what is given)
  FLA_OIDC_CLIENT_SECRET         its secret, or
  FLA_OIDC_CLIENT_SECRET_FILE    a file that holds it
  FLA_OIDC_CLIENT_KEY_FILE       its private key in PEM, for private_key_jwt
  FLA_OIDC_CLIENT_KEY_ALGORITHM  RS256, PS256, ES256 or EdDSA
  FLA_OIDC_CLIENT_KEY_ID         the name of the key, where the provider wants one
  FLA_OIDC_SCOPES                openid profile egovnrn
  FLA_OIDC_CLAIM_SSIN            egovNRN
  FLA_OIDC_CLAIM_GIVEN_NAME      givenName
  FLA_OIDC_CLAIM_FAMILY_NAME     surname
  FLA_OIDC_CLAIM_LANGUAGE        prefLanguage
  FLA_OIDC_CLAIMS_FROM           signed_userinfo, userinfo or id_token
  FLA_OIDC_ACR_VALUES            levels of assurance asked for, best first; any to ask for none
  FLA_OIDC_ACR_ACCEPTED          levels of assurance taken; any only to try something out
  FLA_OIDC_ACR_SENSITIVE         levels asked for and taken before the most sensitive acts: none
  FLA_OIDC_REAUTH_MINUTES        how old a sign-in may be before them: 0 for any age; 15 where
                                 FLA_OIDC_ACR_SENSITIVE is set
  FLA_OIDC_LEVEL_CLAIM           acr or acr_or_amr
  FLA_OIDC_ALGORITHMS            signature algorithms taken
  FLA_OIDC_END_SESSION_ENDPOINT  where discovery does not tell it
  FLA_OIDC_PATIENCE_SECONDS      the longest wait for the provider: 4
The provider must know <public URL>/sign-in/callback as redirect address.

Examples:
  fla serve
  fla --config /etc/fla.toml serve";

/// What `fla` does.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Run the register.
    #[command(after_help = SERVE)]
    Serve,
    /// Run a demonstration with invented employers and people, and a sign-in without keys.
    #[command(after_help = "\
The data lie in FLA_DATA (./data/demo) and are made once, when the folder is empty. Remove the
folder to begin again.

Examples:
  fla demo
  FLA_LISTEN=127.0.0.1:9000 fla demo
  fla demo --files samples     # declarations to try the import with")]
    Demo(Demo),
    /// Run a sandbox: anybody gets a key for the REST API in a minute, with invented employers, a
    /// date that can be moved, and everything begun anew each night.
    #[command(after_help = "\
The data lie in FLA_DATA (./data/sandbox), in a store that is marked as a sandbox's; any other store is
refused, and `fla serve` refuses that of a sandbox.
  FLA_SANDBOX_RESET_HOUR      hour in Brussels at which everything is removed            3
  FLA_SANDBOX_KEYS_PER_HOUR   keys that an address gets in an hour                      10
  FLA_SANDBOX_ADDRESS_HEADER  header in which a proxy in front tells the address of whoever asks
  FLA_WEBHOOKS                whether messages are sent to software, to wherever anybody says  off

Examples:
  fla sandbox
  FLA_LISTEN=0.0.0.0:8080 FLA_PUBLIC_URL=https://sandbox.fla.example fla sandbox")]
    Sandbox,
    /// Import payroll declarations (DmfA originals, Dimona) of an employer.
    #[command(after_help = "\
All files are read to their end before anything is changed. Importing again changes nothing; a
later declaration of the same quarter wins.

Examples:
  fla import 0123.456.749 dmfa-2026Q*.xml
  fla import 0123456749 dimona.xml")]
    Import(Import),
    /// Check batch files as the register would, without one.
    #[command(after_help = "\
Files may be compressed (gzip, zstd). What needs the register, such as whether an employee is
known, is not checked. Ends with
  0  every file conforms
  1  a form would be refused
  2  the command line is wrong
  3  a whole file would be refused
  4  a file cannot be read, or is not the one of the certificate
A certificate is only written where every file conforms. It says what this version of the program
found of files with these digests: anybody can find the same again with --check-certificate.

Examples:
  fla validate FI.FLAC.123456.20261126.00001.R.1.1
  fla validate --language nl --report json out/*.xml
  fla validate --report noti file.xml > answer.xml
  fla validate --certificate conformity.json file.xml
  fla validate --check-certificate conformity.json file.xml")]
    Validate(Validate),
    /// Check, list and try the rules of training rights.
    Rules(Rules),
    /// Say what is past the term for which it is kept, and erase it.
    Retention(RetentionTask),
    /// Write a consistent copy of the data to a file, while the register runs.
    #[command(after_help = "\
For the embedded database. PostgreSQL has pg_dump --format=custom and pg_basebackup.

Example:
  fla backup /var/backups/fla-2026-11-23.db")]
    Backup(Backup),
    /// Put a copy in the place of the data. Stop the register first.
    #[command(after_help = "\
The copy is checked first; data that are there are not overwritten without --force, and with it
are kept beside as fla.db.before-restore.

Example:
  fla restore /var/backups/fla-2026-11-23.db")]
    Restore(Restore),
    /// Bring the schema of the database up to date, and do nothing else. A start does it too.
    #[command(after_help = "\
Where FLA_DATABASE_OWNER_URL is set, in the name of that role, which gives the one of
FLA_DATABASE_URL its rights. The instances then need the address of the owner no more.

Example:
  FLA_DATABASE_OWNER_URL='postgres://fla_owner:…@db.example/fla' fla migrate")]
    Migrate,
    /// Move the whole register between the embedded store and PostgreSQL. Stop the register first.
    #[command(after_help = "\
Where the register is now, FLA_DATABASE_URL says; nothing is changed there. Rows go over table by
table. Begun again after an interruption, it goes on where it was. In the end all rows of both are
compared and the audit log is verified; before that the new place does not start as a register.

Examples:
  FLA_MIGRATE_TO='postgres://fla:…@db.example/fla?sslmode=verify-full' \\
  FLA_DATABASE_OWNER_URL='postgres://fla_owner:…@db.example/fla?sslmode=verify-full' fla migrate-store
  fla migrate-store --to sqlite:/var/lib/fla/fla.db")]
    MigrateStore(MigrateStore),
    /// Read the audit log: who looked at or changed what, when and why.
    Audit(Audit),
    /// Add and list employers.
    Employer(EmployerTask),
    /// Load the numbers and names of the Crossroads Bank for Enterprises (CBE).
    Cbe(CbeTask),
    /// Give, end and list the roles of people.
    Access(AccessTask),
    /// Give, list and take back the folders in which senders leave batch files.
    Folder(FolderTask),
    /// Check this installation: configuration, database, rules, files, room, sign-in.
    #[command(after_help = "\
Ends with 0 where nothing failed, with 1 otherwise; warnings do not count.

Examples:
  fla doctor
  fla doctor --online")]
    Doctor(Doctor),
    /// Read the table of one PDF from the input: the register starts this for itself, so that a
    /// PDF that takes too long or too much ends this process and nothing else.
    #[command(hide = true)]
    ReadPdf,
    /// Work out all rights and credits again.
    #[command(after_help = "\
Examples:
  fla recalculate
  fla recalculate --employer 0123.456.749")]
    Recalculate(Recalculate),
}

/// `fla demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Write sample declarations to this folder instead of running.
    #[arg(long, value_name = "DIR")]
    pub files: Option<PathBuf>,
}

/// `fla import`.
#[derive(Debug, Args)]
pub struct Import {
    /// Enterprise number of the employer.
    #[arg(value_parser = identifier::<EnterpriseNumber>)]
    pub employer: EnterpriseNumber,
    /// The files.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
}

/// `fla validate`.
#[derive(Debug, Args)]
pub struct Validate {
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// nl, fr, de or en.
    #[arg(long, visible_alias = "lang", default_value = "en", value_parser = language)]
    pub language: Language,
    /// How to say what was found.
    #[arg(long, value_enum, default_value_t = Report::Text)]
    pub report: Report,
    /// The day on which the files are thought to be sent; today in Brussels.
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// Write a certificate of conformity to this file.
    #[arg(long, value_name = "JSON", conflicts_with = "check_certificate")]
    pub certificate: Option<PathBuf>,
    /// Check that this certificate is of these files, and that the same is found again.
    #[arg(long, value_name = "JSON")]
    pub check_certificate: Option<PathBuf>,
}

/// How `fla validate` says what it found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// A line for each anomaly.
    Text,
    /// One JSON document.
    Json,
    /// The answer (NOTI, or ACRF of a file that would be refused whole) that a register would give;
    /// of one file.
    Noti,
}

/// `fla rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// What to do with them.
    #[command(subcommand)]
    pub task: RulesTask,
}

/// What can be done with rules.
#[derive(Debug, Subcommand)]
pub enum RulesTask {
    /// Check rule files together with those that come with the product.
    #[command(after_help = "\
Each fault is told with file, line, column, what is wrong and how to mend it.

Examples:
  fla rules check
  fla rules check my-rules")]
    Check {
        /// Folders with rule files; without any, the configured one.
        dirs: Vec<PathBuf>,
    },
    /// Work out a regime, and the right of a person, with every step.
    #[command(after_help = "\
Examples:
  fla rules explain --jc 200 --average 25 --year 2026
  fla rules explain --jc 119 --average 12.5 --year 2026 --fraction 80% --from 2026-09-01
  fla rules explain --jc 116 --average 15 --year 2026 --fraction 19/38 --language fr")]
    Explain(Explain),
    /// List the rules in force.
    List {
        /// nl, fr, de or en.
        #[arg(long, default_value = "en", value_parser = language)]
        language: Language,
    },
}

/// `fla rules explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// Joint committee, such as 200 or 330.01; 999 for none.
    #[arg(long, value_parser = identifier::<JointCommittee>)]
    pub jc: JointCommittee,
    /// Average number of employees in full-time equivalents, such as 25 or 19.75.
    #[arg(long, value_parser = hundredths)]
    pub average: i64,
    /// Calendar year.
    #[arg(long, value_parser = clap::value_parser!(i16).range(1990..=2100))]
    pub year: i16,
    /// Working-time fraction of a person: 80%, or Q/S in hours such as 30.4/38.
    #[arg(long, value_parser = fraction)]
    pub fraction: Option<Fraction>,
    /// First day of employment, where it lies in the year.
    #[arg(long, value_name = "DATE")]
    pub from: Option<Date>,
    /// Last day of employment, where it lies in the year.
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,
    /// Minutes of a full-time day, where it is not the one of the conventions.
    #[arg(long, value_parser = clap::value_parser!(u32).range(60..=720))]
    pub day_minutes: Option<u32>,
    /// nl, fr, de or en.
    #[arg(long, default_value = "en", value_parser = language)]
    pub language: Language,
}

/// `fla retention`.
#[derive(Debug, Args)]
pub struct RetentionTask {
    /// What to do.
    #[command(subcommand)]
    pub task: RetentionDeed,
}

/// What `fla retention` does.
#[derive(Debug, Subcommand)]
pub enum RetentionDeed {
    /// How long what is kept, and where the terms come from.
    Terms {
        /// Language of the texts.
        #[arg(long, default_value = "en", value_parser = language)]
        language: Language,
    },
    /// What would be erased now: employer, term, people, rows of each table. Nothing is changed.
    Plan,
    /// Erase it. The register does so by itself once a day, unless `FLA_RETENTION` is off.
    Run,
    /// What was erased of an employer, and when.
    List {
        /// Enterprise number of the employer.
        #[arg(value_parser = identifier::<EnterpriseNumber>)]
        employer: EnterpriseNumber,
    },
    /// Erase what an employer's register holds of one person who left, before the term is over.
    #[command(after_help = "\
The SSIN is read from standard input. Without --now it says what would be erased, and changes
nothing. What was erased comes back from a backup only.

Examples:
  fla retention erase 0123.456.749 --ssin-stdin --reason 'request 2026/14' < ssin.txt
  fla retention erase 0123.456.749 --ssin-stdin --reason 'request 2026/14' --now < ssin.txt")]
    Erase {
        /// Enterprise number of the employer.
        #[arg(value_parser = identifier::<EnterpriseNumber>)]
        employer: EnterpriseNumber,
        /// Read the SSIN from standard input.
        #[arg(long, required = true)]
        ssin_stdin: bool,
        /// Why, without names: it is kept.
        #[arg(long)]
        reason: String,
        /// Do it.
        #[arg(long)]
        now: bool,
    },
}

/// `fla backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write; it must not be there yet.
    pub file: PathBuf,
}

/// `fla restore`.
#[derive(Debug, Args)]
pub struct Restore {
    /// The copy.
    pub file: PathBuf,
    /// Replace data that are there.
    #[arg(long)]
    pub force: bool,
}

/// `fla migrate-store`.
#[derive(Debug, Args)]
pub struct MigrateStore {
    /// Where it is to move: the address of an empty database, as of `FLA_DATABASE_URL`.
    #[arg(long, env = "FLA_MIGRATE_TO", hide_env_values = true, value_name = "URL", value_parser = database_url)]
    pub to: DatabaseUrl,
}

/// `fla cbe`.
#[derive(Debug, Args)]
pub struct CbeTask {
    /// What to do.
    #[command(subcommand)]
    pub task: CbeDeed,
}

/// What can be done with the data of the CBE.
#[derive(Debug, Subcommand)]
pub enum CbeDeed {
    /// Load a full extract of its open data in the place of the one before.
    #[command(after_help = "\
The extract is the ZIP file as it was downloaded, or a folder with its meta.csv, enterprise.csv and
denomination.csv. The register may run meanwhile: it reads the old extract until the new one is whole.
Each fault is told with file, line, column and how to mend it; then the old extract stays.

Examples:
  fla cbe load KboOpenData_0150_2026_11_Full.zip
  fla cbe load extract/")]
    Load {
        /// The ZIP file or the folder.
        extract: PathBuf,
    },
}

/// `fla doctor`.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Ask the sign-in service too.
    #[arg(long)]
    pub online: bool,
}

/// `fla recalculate`.
#[derive(Debug, Args)]
pub struct Recalculate {
    /// Enterprise number of one employer; without it all of them.
    #[arg(long, value_parser = identifier::<EnterpriseNumber>)]
    pub employer: Option<EnterpriseNumber>,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }
}
