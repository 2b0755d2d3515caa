//! Who acts, and how the log calls them. What each may is said beside each act, by these groups.

use fla_domain::identifier::Ssin;
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
}

use Who::{
    Declarer, Foreign, Full, Holder, Inspector, Manager, Operator, Outside, ReadOnly, Reader,
    Registrar, System, Teacher, TeamReader, TeamRegistrar, Verifier,
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
];
/// See the register as a whole: not those who are limited to a team.
pub const REGISTER: &[Who] = &[
    Manager, Registrar, Verifier, Reader, Full, ReadOnly, Declarer, Inspector, Foreign, Outside,
    System,
];
/// See the history: also that of an organisation that is no employer.
pub const HISTORY: &[Who] = &[
    Manager, Registrar, Verifier, Reader, Full, ReadOnly, Declarer, Inspector, Foreign, Teacher,
    Holder, Outside,
];
/// Bring in declarations, employees, courses.
pub const DECLARE: &[Who] = &[Manager, Registrar, Full, Declarer, Foreign, System];
/// Set rights and register trainings, person by person.
pub const REGISTERS: &[Who] = &[Manager, Registrar, TeamRegistrar, Full, Declarer, Foreign, System];
/// Correct trainings that are registered.
pub const CORRECT: &[Who] = &[Manager, Registrar, TeamRegistrar, Full, Foreign, System];
/// Mark rights as verified.
pub const VERIFY: &[Who] = &[Manager, Registrar, Verifier, TeamRegistrar, Full, Foreign, System];
/// Answer reports, questions, and what employees show.
pub const ANSWER: &[Who] = &[Manager, Registrar, Verifier, Full, Foreign];
/// Change the settings of the organisation: no provider for an employer.
pub const SETTINGS: &[Who] = &[Manager, Registrar, Foreign, Teacher, Holder, System];
/// Give and end access.
pub const ACCESS: &[Who] = &[Manager, Foreign, Teacher, Holder, System];
/// See who has access.
pub const SEE_ACCESS: &[Who] = &[
    Manager, Registrar, Verifier, Reader, Full, ReadOnly, Declarer, Inspector, Foreign, Teacher,
    Holder, Outside, System,
];
pub const SEE_MANDATES: &[Who] =
    &[Manager, Registrar, Verifier, Reader, Inspector, Foreign, Holder, Outside];
pub const GIVE_MANDATES: &[Who] = &[Manager, Foreign];
pub const HOLD_MANDATES: &[Who] = &[Holder];
pub const END_MANDATES: &[Who] = &[Manager, Foreign, Holder];
pub const REPORT: &[Who] = &[Teacher];
pub const INSPECT: &[Who] = &[Inspector, Outside];
pub const OPERATE: &[Who] = &[Operator];
pub const ADD_EMPLOYERS: &[Who] = &[Operator, System];
pub const RECALCULATE: &[Who] = &[System];

/// How one comes in.
#[derive(Clone, Copy, Debug)]
pub enum Door {
    /// At an address: of an organisation, a role for a team, a mandate, an inspection.
    At(Uuid),
    Operator,
    Inspector,
    CommandLine,
}

/// Somebody of the cast, and what the log must say of whatever they do.
#[derive(Clone, Debug)]
pub struct Part {
    pub who: Who,
    /// `None` of the installation.
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

    /// Whether only the bakers are there for this one.
    pub fn is_limited(&self) -> bool {
        matches!(self.who, TeamRegistrar | TeamReader)
    }
}
