//! In which quality an organisation acts.

use serde::{Deserialize, Serialize};

/// What an organisation is to the register. One organisation can be several of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Quality {
    /// Has employees with training rights.
    Employer,
    /// Acts for employers under a mandate.
    ServiceProvider,
    /// A recognised social secretariat: acts for employers under a mandate.
    SocialSecretariat,
    /// Gives trainings, and reports them to the employers of those who followed them.
    TrainingProvider,
    /// The training fund of a sector: acts for its members under a mandate, and reports trainings.
    SectorFund,
    /// Operates the installation.
    Operator,
}

codes!(Quality {
    Employer = "employer",
    ServiceProvider = "serviceProvider",
    SocialSecretariat = "socialSecretariat",
    TrainingProvider = "trainingProvider",
    SectorFund = "sectorFund",
    Operator = "operator",
});

impl Quality {
    const fn bit(self) -> u8 {
        1 << (self as u8)
    }

    /// The qualities that the operator gives an organisation.
    pub const GIVEN: [Self; 5] = [
        Self::Employer,
        Self::ServiceProvider,
        Self::SocialSecretariat,
        Self::TrainingProvider,
        Self::SectorFund,
    ];
}

/// The qualities of one organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Qualities(u8);

impl Qualities {
    /// None.
    pub const NONE: Self = Self(0);
    /// Those of an employer and nothing else.
    pub const EMPLOYER: Self = Self(Quality::Employer.bit());
    /// Every one: of the register itself.
    pub const ALL: Self = Self(u8::MAX);

    /// With one more.
    #[must_use]
    pub const fn with(self, quality: Quality) -> Self {
        Self(self.0 | quality.bit())
    }

    /// Whether the organisation acts in a quality.
    pub const fn has(self, quality: Quality) -> bool {
        self.0 & quality.bit() != 0
    }

    /// Whether the organisation can act for employers under a mandate.
    pub const fn serves(self) -> bool {
        self.server().is_some()
    }

    /// The quality in which the organisation acts under a mandate: the most particular one.
    pub const fn server(self) -> Option<Quality> {
        if self.has(Quality::SocialSecretariat) {
            Some(Quality::SocialSecretariat)
        } else if self.has(Quality::ServiceProvider) {
            Some(Quality::ServiceProvider)
        } else if self.has(Quality::SectorFund) {
            Some(Quality::SectorFund)
        } else {
            None
        }
    }

    /// The quality in which the organisation reports trainings that it gave.
    pub const fn reporter(self) -> Option<Quality> {
        if self.has(Quality::TrainingProvider) {
            Some(Quality::TrainingProvider)
        } else if self.has(Quality::SectorFund) {
            Some(Quality::SectorFund)
        } else {
            None
        }
    }

    /// They, in the order in which they are offered.
    pub fn list(self) -> Vec<Quality> {
        Quality::ALL.iter().copied().filter(|quality| self.has(*quality)).collect()
    }
}

impl FromIterator<Quality> for Qualities {
    fn from_iter<I: IntoIterator<Item = Quality>>(all: I) -> Self {
        all.into_iter().fold(Self::NONE, Self::with)
    }
}
