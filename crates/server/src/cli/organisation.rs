//! Organisations, who may enter for them, and the folders of their software: `fla employer`, `fla access`
//! and `fla folder`.

use clap::{Args, Subcommand, ValueEnum};
use fla_domain::access::{Quality, Role};
use fla_domain::identifier::{EnterpriseNumber, NssoNumber};
use fla_domain::ids::GrantId;
use fla_domain::language::Language;

use super::value::{fingerprint, language, quality, sender};
use crate::words::identifier;

/// `fla employer`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  fla employer add 0123.456.749 --name 'Bakkerij Zilverkorst' --language nl
  fla employer add 0123.456.848 --name 'Loonwijzer' --language nl --quality socialSecretariat
  fla employer list")]
pub struct EmployerTask {
    /// What to do.
    #[command(subcommand)]
    pub task: EmployerDeed,
}

/// What can be done with employers.
#[derive(Debug, Subcommand)]
pub enum EmployerDeed {
    /// Add an employer, or another organisation with --quality.
    Add {
        /// Enterprise number.
        #[arg(value_parser = identifier::<EnterpriseNumber>)]
        number: EnterpriseNumber,
        /// Name; without it the one that the CBE knows, where its extract is loaded.
        #[arg(long)]
        name: Option<String>,
        /// Language in which the employer is written to: nl, fr, de or en.
        #[arg(long, value_parser = language)]
        language: Language,
        /// NSSO number; else it is taken from the first declaration.
        #[arg(long, value_parser = identifier::<NssoNumber>)]
        nsso: Option<NssoNumber>,
        /// Quality in which it acts, once for each: employer, serviceProvider, socialSecretariat,
        /// trainingProvider, sectorFund.
        #[arg(long = "quality", value_parser = quality, default_value = "employer")]
        qualities: Vec<Quality>,
    },
    /// The organisations of this installation.
    List,
}

/// `fla access`.
#[derive(Debug, Args)]
pub struct AccessTask {
    /// What to do.
    #[command(subcommand)]
    pub task: AccessDeed,
}

/// What can be done with access.
#[derive(Debug, Subcommand)]
pub enum AccessDeed {
    /// Give a person a role: the first operator, or the first person of an employer.
    #[command(after_help = "\
The SSIN is read from standard input, so that it does not stay in the list of processes or the
history of the shell.

Examples:
  fla access give --ssin-stdin --role operator
  fla access give --ssin-stdin --role registrar --employer 0123.456.749 < ssin.txt")]
    Give {
        /// Read the SSIN from standard input.
        #[arg(long, required = true)]
        ssin_stdin: bool,
        /// The role.
        #[arg(long)]
        role: GivenRole,
        /// Enterprise number of the employer; not for an operator.
        #[arg(long, value_parser = identifier::<EnterpriseNumber>)]
        employer: Option<EnterpriseNumber>,
    },
    /// Who has access: id of the role, role (and the team or joint committee to which it is limited),
    /// since when, who, given by whom.
    #[command(after_help = "\
Examples:
  fla access list                              # the operators
  fla access list --employer 0123.456.749")]
    List {
        /// Enterprise number of the employer; without it the operators.
        #[arg(long, value_parser = identifier::<EnterpriseNumber>)]
        employer: Option<EnterpriseNumber>,
    },
    /// End a role, at once and in open sessions too. The last access manager stays.
    #[command(after_help = "\
The id is the first column of `fla access list`.

Examples:
  fla access end 7f9c24e8-3b12-4fd5-9a6b-0c1d2e3f4a5b
  fla access end 7f9c24e8-3b12-4fd5-9a6b-0c1d2e3f4a5b --employer 0123.456.749")]
    End {
        /// Id of the role.
        id: GrantId,
        /// Enterprise number of the employer; not for an operator.
        #[arg(long, value_parser = identifier::<EnterpriseNumber>)]
        employer: Option<EnterpriseNumber>,
    },
    /// The whole table of permissions: action, role, and on which ground it is allowed.
    #[command(after_help = "\
Tab-separated: a line for each action and role, a column for each ground (the own organisation in one
of its qualities, a mandate with one of its scopes, an inspection).

Examples:
  fla access matrix
  fla access matrix | grep correctTrainings")]
    Matrix,
}

/// A role that can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GivenRole {
    /// Adds employers and watches the installation; sees no employee.
    Operator,
    /// Everything a registrar may, and gives access to others.
    AccessManager,
    /// Registers and corrects for an employer.
    Registrar,
    /// Verifies and answers for an employer.
    Verifier,
    /// Reads for an employer.
    Reader,
    /// Reads the register of employers under a stated reason.
    Inspector,
}

impl From<GivenRole> for Role {
    fn from(role: GivenRole) -> Self {
        match role {
            GivenRole::Operator => Self::Operator,
            GivenRole::AccessManager => Self::AccessManager,
            GivenRole::Registrar => Self::Registrar,
            GivenRole::Verifier => Self::Verifier,
            GivenRole::Reader => Self::Reader,
            GivenRole::Inspector => Self::Inspector,
        }
    }
}

/// `fla folder`.
#[derive(Debug, Args)]
pub struct FolderTask {
    /// What to do.
    #[command(subcommand)]
    pub task: FolderDeed,
}

/// What can be done with the folders of senders.
#[derive(Debug, Subcommand)]
pub enum FolderDeed {
    /// Give a folder to software of an organisation.
    #[command(after_help = "\
The access manager of the organisation adds the software first (Access, Software), with the right to
send batch files and to do what is in them, and tells its client ID. The folders themselves, in and out
below FLA_DROP_DIR/<number>, are made by whoever runs the SFTP server.

Examples:
  fla folder give 123456 --client 0123456749.7f9c24e8-3b12-4fd5-9a6b-0c1d2e3f4a5b --language nl
  fla folder give 123456 --client … --language fr --signer 3f1c…  # openssl x509 -fingerprint -sha256")]
    Give {
        /// Number of the sender, six digits.
        #[arg(value_parser = sender)]
        number: u32,
        /// Client ID of the software.
        #[arg(long)]
        client: String,
        /// Language of the answers: nl, fr, de or en.
        #[arg(long, value_parser = language)]
        language: Language,
        /// SHA-256 of a certificate that may sign though it does not hold the enterprise number of the
        /// organisation; may be given several times.
        #[arg(long = "signer", value_name = "SHA256", value_parser = fingerprint)]
        signers: Vec<String>,
    },
    /// The folders that are given: number, organisation, client ID, language, since when, certificates.
    List,
    /// Take a folder back: nothing is taken from it any more. What was taken is carried out.
    End {
        /// Number of the sender, six digits.
        #[arg(value_parser = sender)]
        number: u32,
    },
}
