//! The employers, and the people one can sign in as.

use fla_app::{App, Key, Visitor};
use fla_domain::access::{Role, Section};
use fla_domain::identifier::{EnterpriseNumber, NssoNumber};
use fla_domain::language::Language;
use fla_formats::synthetic;

use super::{DataFault, visitor};
use crate::provider::DemoPerson;

/// An employer.
pub(super) struct Company {
    /// The place in [`COMPANIES`].
    pub index: u32,
    pub name: &'static str,
    pub language: Language,
    /// Joint committees with their weights.
    pub committees: &'static [(&'static str, u64)],
    /// How many people it ever had in the years of the story.
    pub people: u32,
    /// The first of its people's numbers.
    pub first: u32,
    /// Whether everybody works full-time and nobody comes or goes.
    pub steady: bool,
    /// Trainings a year.
    pub trainings: u32,
    /// Given and family name of the officer.
    pub officer: (&'static str, &'static str),
}

const NONE: Company = Company {
    index: 0,
    name: "",
    language: Language::Nl,
    committees: &[],
    people: 0,
    first: 0,
    steady: false,
    trainings: 0,
    officer: ("", ""),
};

/// The employers, from a baker to a group.
pub(super) const COMPANIES: [Company; 9] = [
    Company {
        index: 0,
        name: "Bakkerij Zilverkorst",
        committees: &[("118.03", 1)],
        people: 7,
        first: 0,
        trainings: 2,
        officer: ("Griet", "Peperstraten"),
        ..NONE
    },
    Company {
        index: 1,
        name: "Boekhoudkantoor Cijferweide",
        committees: &[("200", 1)],
        people: 15,
        first: 20,
        trainings: 4,
        officer: ("Hilde", "Cijferweide"),
        ..NONE
    },
    Company {
        index: 2,
        name: "Épicerie Verte-Colline",
        language: Language::Fr,
        committees: &[("119", 4), ("200", 1)],
        people: 27,
        first: 40,
        trainings: 4,
        officer: ("Solange", "Boisdorval"),
        ..NONE
    },
    Company {
        index: 3,
        name: "Holzbau Vennhof",
        language: Language::De,
        committees: &[("126", 4), ("200", 1)],
        people: 38,
        first: 80,
        trainings: 4,
        officer: ("Lothar", "Vennbachler"),
        ..NONE
    },
    Company {
        index: 4,
        name: "Chemie Noordvaart",
        committees: &[("116", 3), ("207", 1)],
        people: 72,
        first: 130,
        trainings: 6,
        officer: ("Joris", "Kersenbrouck"),
        ..NONE
    },
    Company {
        index: 5,
        name: "Transport Rechteweg",
        committees: &[("140.03", 1)],
        people: 100,
        first: 220,
        steady: true,
        trainings: 3,
        officer: ("Katrien", "Duinhoevens"),
        ..NONE
    },
    Company {
        index: 6,
        name: "Technologies Hautclair",
        language: Language::Fr,
        committees: &[("200", 9), ("111", 1)],
        people: 240,
        first: 340,
        trainings: 8,
        officer: ("Benoît", "Hauteclairaux"),
        ..NONE
    },
    Company {
        index: 7,
        name: "Groep Zeegras",
        committees: &[("200", 6), ("119", 3), ("116", 1)],
        people: 1_260,
        first: 600,
        trainings: 10,
        officer: ("Noor", "Waterveldens"),
        ..NONE
    },
    Company { index: 8, name: "Nieuw Begin", officer: ("Wout", "Klaverweydt"), ..NONE },
];

/// The numbers of those who are nobody's employee here; all born before March 1910, which leaves
/// the later ones to the browser tests.
pub(super) const OFFICERS: u32 = 3_600;

/// The employee with two employers: the first of the baker's and of the group's people.
pub(super) const TWICE: (usize, usize) = (0, 7);

impl Company {
    pub fn enterprise_number(&self) -> EnterpriseNumber {
        synthetic::enterprise(1_000 + self.index * 137)
    }

    pub fn nsso_number(&self) -> NssoNumber {
        synthetic::nsso(500 + self.index * 137)
    }

    /// Who registers for it.
    pub fn officer(&self) -> Visitor {
        visitor(OFFICERS + self.index, self.officer.0, self.officer.1)
    }
}

/// Somebody else than the officers: their number, name and role.
struct Other {
    number: u32,
    name: (&'static str, &'static str),
    language: Language,
    caption: &'static str,
    roles: &'static [(usize, Role)],
    /// The team to which the roles are limited; empty for everybody.
    team: &'static str,
}

const OTHERS: [Other; 5] = [
    Other {
        number: OFFICERS + 40,
        name: ("Valérie", "Rivièrelle"),
        language: Language::Fr,
        caption: "Responsable RH de deux employeurs : Épicerie Verte-Colline et Technologies Hautclair",
        roles: &[(2, Role::Registrar), (6, Role::Registrar)],
        team: "",
    },
    Other {
        number: OFFICERS + 41,
        name: ("Rik", "Lindenscheldt"),
        language: Language::Nl,
        caption: "Leest mee bij Chemie Noordvaart, wijzigt niets",
        roles: &[(4, Role::Reader)],
        team: "",
    },
    Other {
        number: OFFICERS + 42,
        name: ("Gisela", "Mühlengrund"),
        language: Language::De,
        caption: "Zugangsverwalterin von Holzbau Vennhof",
        roles: &[(3, Role::AccessManager)],
        team: "",
    },
    Other {
        number: OFFICERS + 43,
        name: ("Ursule", "Tournebride"),
        language: Language::En,
        caption: "Operator of this installation",
        roles: &[],
        team: "",
    },
    Other {
        number: OFFICERS + 44,
        name: ("Staf", "Magazijnier"),
        language: Language::Nl,
        caption: "Ploegbaas bij Groep Zeegras: registreert voor het team Magazijn alleen",
        roles: &[(7, Role::Registrar)],
        team: "Magazijn",
    },
];

/// Who asks for an organisation that is not there yet.
pub(super) fn asking() -> Visitor {
    visitor(OFFICERS + 45, "Inge", "Persenlaar")
}

/// The people one can sign in as; always the same.
pub fn people() -> Vec<DemoPerson> {
    let mut people: Vec<_> = [7, 0, 6, 8, 5].map(|at| officer(&COMPANIES[at])).into();
    people.extend(OTHERS.iter().map(|other| DemoPerson {
        ssin: synthetic::ssin(other.number),
        given_name: other.name.0.to_owned(),
        family_name: other.name.1.to_owned(),
        language: other.language,
        caption: other.caption.to_owned(),
    }));
    people.extend(super::partners::people());
    people.extend(super::staff::demo_employees());
    people
}

fn officer(company: &Company) -> DemoPerson {
    let (given, family) = company.officer;
    DemoPerson {
        ssin: company.officer().ssin,
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        language: company.language,
        caption: match (company.people, company.language) {
            (0, _) => format!(
                "HR-verantwoordelijke van {}, een nieuwe werkgever zonder gegevens: \
                 ondernemingsnummer {}, RSZ-nummer {}",
                company.name,
                company.enterprise_number(),
                company.nsso_number()
            ),
            (n, Language::Fr) => format!("Responsable RH de {}, {n} personnes", company.name),
            (n, Language::De) => {
                format!("Personalverantwortlich bei {}, {n} Personen", company.name)
            }
            (n, Language::En) => format!("HR officer of {}, {n} people", company.name),
            (n, Language::Nl) => format!("HR-verantwoordelijke van {}, {n} personen", company.name),
        },
    }
}

/// Gives those their roles who are not the first officer of an employer.
pub(super) async fn give_access(app: &App) -> Result<(), DataFault> {
    let installation = app.installation();
    let employers = app.employers(&installation).await.map_err(DataFault::during("employers"))?;
    for other in &OTHERS {
        let ssin = synthetic::ssin(other.number);
        let key =
            Key::new(&format!("demo:{}", other.number)).map_err(DataFault::during("a key"))?;
        if other.roles.is_empty() {
            app.give_access(&installation, &ssin, Role::Operator, None, &key)
                .await
                .map_err(DataFault::during("the operator"))?;
        }
        for (company, role) in other.roles {
            let number = COMPANIES[*company].enterprise_number();
            let employer = employers.iter().find(|e| e.0.enterprise_number == number);
            let employer = employer.ok_or(DataFault::Plan("an employer is missing"))?;
            let caller = app
                .act_as_installation(employer.0.id)
                .await
                .map_err(DataFault::during("access"))?;
            let section = (!other.team.is_empty()).then(|| Section::Team(other.team.to_owned()));
            app.give_access(&caller, &ssin, *role, section, &key)
                .await
                .map_err(DataFault::during("access"))?;
        }
    }
    Ok(())
}
