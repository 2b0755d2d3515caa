//! Forms of batch files about people who belong to nobody.

use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::training::{PartDetails, Status, TrainingDetails, TrainingKind};
use jiff::Span;
use jiff::civil::Date;

use super::{enterprise, mix, name, ssin};
use crate::batch_file::{Body, EmployerId, Form, Occupation, Participant, Person, PersonId};

const TITLES: [&str; 8] = [
    "Veilig werken op hoogte",
    "Brandbestrijding",
    "Premiers secours",
    "Excel voor gevorderden",
    "Lastechniek TIG",
    "Gestion du temps",
    "Deutsch am Arbeitsplatz",
    "Heftruck",
];

/// The `n`-th person, as forms say it: number and name, and nothing that can be left out.
///
/// # Panics
/// Where `n` is not below [`super::SSINS`].
pub fn person(n: u32) -> Person {
    let name = name(n);
    Person {
        ssin: ssin(n),
        family_name: name.family.to_owned(),
        given_name: name.given.to_owned(),
        birth_date: None,
        birth_place: None,
        gender: None,
        address: None,
        language: None,
        email: None,
        team: None,
    }
}

/// Adds the `n`-th person, in service full time under joint committee 200 from 2024 on.
///
/// # Panics
/// Where `n` is not below [`super::SSINS`].
pub fn hiring(n: u32) -> Body {
    let joint_committee = "200".parse().expect("a joint committee");
    let fraction = Fraction::new(1, 1).expect("full time");
    Body::AddEmployee {
        person: person(n),
        reference: None,
        from: Date::constant(2024, 1, 1),
        to: None,
        occupations: vec![Occupation { joint_committee, fraction }],
    }
}

/// The `n`-th registration of a training of one person, some 600 bytes in a file, always the same for
/// the same `seed`: followed on a day of the two years before the form by one of the people of one of
/// so many employers, of which each has the same number of people. The first of them employs the
/// first so many of [`ssin`].
///
/// # Panics
/// Where there are no people, or more in all than [`super::SSINS`].
pub fn registration(n: u64, (employers, people): (u32, u32), seed: u64) -> Form {
    let lot = mix(seed ^ (n << 20));
    let below = |number: u64, limit: u32| -> u32 {
        u32::try_from(number % u64::from(limit)).expect("less than a number of 32 bits")
    };
    let employer = below(n, employers);
    let person = employer * people + below(lot >> 8, people);
    let start = Date::constant(2024, 10, 1);
    let start = start.checked_add(Span::new().days(below(lot, 700))).expect("a day before 2027");
    let minutes = Minutes(i64::from(60 + 30 * below(lot >> 40, 14)));
    let title = TITLES[usize::try_from((lot >> 48) % 8).expect("less than 8")];
    let details = TrainingDetails {
        title: title.to_owned(),
        start,
        end: start,
        minutes,
        kind: Some(if lot & 1 == 0 { TrainingKind::Formal } else { TrainingKind::Informal }),
        provider: None,
        place: None,
        nature: None,
        funding: None,
        cla_number: None,
        field: None,
        not_counting: None,
    };
    let participant = Participant {
        who: PersonId::Ssin(ssin(person)),
        reference: None,
        details: PartDetails {
            status: Status::Completed,
            minutes,
            not_counting: None,
            certificate: false,
            valid_until: None,
            split: Vec::new(),
            copy: None,
        },
    };
    let reference = format!("{seed}-{n:08}").parse().expect("a reference");
    let created = Date::constant(2026, 11, 20).at(9, 30, 0, 0);
    let employer = EmployerId::Company(enterprise(employer));
    let body = Body::RegisterTraining {
        id: None,
        reference: None,
        details,
        participants: vec![participant],
    };
    Form::new(reference, created, employer, body)
}
