//! Who acts, and how the log calls them. What each may is said beside each act, by these groups.

use fla_domain::identifier::Ssin;
use fla_domain::ids::ClientId;
use uuid::Uuid;

/// The organisations, and the installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Org {
    /// The employer about which most is done.
    Bakery,
    /// Another employer.
    Garage,
    /// A training provider.
    School,
    /// A social secretariat with every scope at the bakery, and a mandate of the next quarter.
    Secretariat,
    /// A service provider that reads at the bakery.
    Bookkeeper,
    /// A service provider that declares for the bakery, and did before under another mandate.
    Office,
    /// A service provider to which mandates are given, confirmed, refused and ended all the time.
    Newcomer,
    /// The installation.
    House,
}

/// Those who act with a role, on a ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Manager,
    Registrar,
    Verifier,
    Reader,
    /// Registrar of the team of bakers only.
    TeamRegistrar,
    /// Reader of the team of bakers only.
    TeamReader,
    /// Under a mandate with every scope.
    Full,
    /// Under a mandate that only reads.
    ReadOnly,
    /// Under a mandate that declares.
    Declarer,
    /// In an open inspection of the bakery.
    Inspector,
    /// The access manager of the garage, to whom the bakery is foreign.
    Foreign,
    /// The access manager of the school.
    Teacher,
    /// The access manager of the newcomer among the providers.
    Holder,
    Operator,
    /// The inspector, outside of any inspection.
    Outside,
    /// The installation, for the bakery, on the command line.
    System,
    /// Software of the bakery, with every scope.
    Software,
    /// The same, with a token that only reads the register.
    Narrow,
    /// Software of the secretariat, under the mandate with every scope.
    Served,
    /// Software of the school.
    Trainer,
}

use Who::{
    Declarer, Foreign, Full, Holder, Inspector, Manager, Narrow, Operator, Outside, ReadOnly,
    Reader, Registrar, Served, Software, System, Teacher, TeamReader, TeamRegistrar, Trainer,
    Verifier,
};

pub const EVERYBODY: &[Who] = &[
    Manager,
    Registrar,
    Verifier,
    Reader,
    TeamRegistrar,
    TeamReader,
    Full,
    ReadOnly,
    Declarer,
    Inspector,
    Foreign,
    Teacher,
    Holder,
    Operator,
    Outside,
    System,
    Software,
    Narrow,
    Served,
    Trainer,
];
/// See people. The inspector outside of any inspection does so of the installation, in which there
/// are none.
pub const PEOPLE: &[Who] = &[
    Manager,
    Registrar,
    Verifier,
    Reader,
    TeamRegistrar,
    TeamReader,
    Full,
    ReadOnly,
    Declarer,
    Inspector,
    Foreign,
    Outside,
    System,
    Software,
    Narrow,
    Served,
];
/// See the register as a whole: not those who are limited to a team.
pub const REGISTER: &[Who] = &[
    Manager, Registrar, Verifier, Reader, Full, ReadOnly, Declarer, Inspector, Foreign, Outside,
    System, Software, Narrow, Served,
];
/// See the history: also that of an organisation that is no employer.
pub const HISTORY: &[Who] = &[
    Manager, Registrar, Verifier, Reader, Full, ReadOnly, Declarer, Inspector, Foreign, Teacher,
    Holder, Outside, Software, Served, Trainer,
];
/// Bring in declarations and spreadsheets.
pub const DECLARE: &[Who] = &[Manager, Registrar, Full, Declarer, Foreign, System];
/// Bring in employees, courses, papers.
pub const EMPLOY: &[Who] = &[Manager, Registrar, Full, Declarer, Foreign, System, Software, Served];
/// Set rights and register trainings, person by person.
pub const REGISTERS: &[Who] =
    &[Manager, Registrar, TeamRegistrar, Full, Declarer, Foreign, System, Software, Served];
/// Correct trainings that are registered.
pub const CORRECT: &[Who] =
    &[Manager, Registrar, TeamRegistrar, Full, Foreign, System, Software, Served];
/// Mark rights as verified.
pub const VERIFY: &[Who] =
    &[Manager, Registrar, Verifier, TeamRegistrar, Full, Foreign, System, Software, Served];
/// Answer reports and questions.
pub const ANSWER: &[Who] = &[Manager, Registrar, Verifier, Full, Foreign, Software, Served];
/// Judge what employees show.
pub const JUDGE: &[Who] = &[Manager, Registrar, Verifier, Full, Foreign];
/// Change the settings of the organisation: no provider for an employer.
pub const SETTINGS: &[Who] = &[Manager, Registrar, Foreign, Teacher, Holder, System];
/// Give and end access.
pub const ACCESS: &[Who] = &[Manager, Foreign, Teacher, Holder, System];
/// See who has access.
pub const SEE_ACCESS: &[Who] = &[
    Manager, Registrar, Verifier, Reader, Full, ReadOnly, Declarer, Inspector, Foreign, Teacher,
    Holder, Outside, System, Software, Served, Trainer,
];
pub const SEE_MANDATES: &[Who] =
    &[Manager, Registrar, Verifier, Reader, Inspector, Foreign, Holder, Outside, Software];
pub const GIVE_MANDATES: &[Who] = &[Manager, Foreign];
pub const HOLD_MANDATES: &[Who] = &[Holder];
pub const END_MANDATES: &[Who] = &[Manager, Foreign, Holder];
pub const REPORT: &[Who] = &[Teacher, Trainer];
pub const INSPECT: &[Who] = &[Inspector, Outside];
pub const OPERATE: &[Who] = &[Operator];
pub const ADD_EMPLOYERS: &[Who] = &[Operator, System];
/// Send batches: software, of those who may register and correct trainings.
pub const SEND: &[Who] = &[Software, Served];
pub const RECALCULATE: &[Who] = &[System];

/// How one comes in.
#[derive(Clone, Copy, Debug)]
pub enum Door {
    /// At an address: of an organisation, a role for a team, a mandate, an inspection.
    At(Uuid),
    Operator,
    Inspector,
    CommandLine,
    /// With a token.
    Token(ClientId),
}

/// Somebody of the cast, and what the log must say of whatever they do.
#[derive(Clone, Debug)]
pub struct Part {
    pub who: Who,
    /// `None` of the installation and of software.
    pub ssin: Option<Ssin>,
    pub door: Door,
    /// Whose register it is about, and whose log it stands in.
    pub org: Org,
    pub role: &'static str,
    pub quality: Option<&'static str>,
    /// The own organisation, where it acts for another.
    pub organisation: Option<Org>,
    pub mandate: Option<Uuid>,
    /// Why one looks, where that was said once for everything.
    pub purpose: Option<&'static str>,
}

impl Part {
    /// A person who acts for oneself, with an employer or where there is no ground to act at all:
    /// nobody of the cast, who comes in by doors of one's own.
    pub fn oneself(ssin: &Ssin, org: Org) -> Self {
        Self {
            who: Reader,
            ssin: Some(ssin.clone()),
            door: Door::CommandLine,
            org,
            role: "employee",
            quality: None,
            organisation: None,
            mandate: None,
            purpose: None,
        }
    }

    /// Which software it is.
    pub fn software(&self) -> Option<ClientId> {
        match self.door {
            Door::Token(client) => Some(client),
            _ => None,
        }
    }

    /// The organisation whose people and software these are.
    pub fn own(&self) -> Org {
        self.organisation.unwrap_or(self.org)
    }

    /// Whether only the bakers are there for this one.
    pub fn is_limited(&self) -> bool {
        matches!(self.who, TeamRegistrar | TeamReader)
    }
}
