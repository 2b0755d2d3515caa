//! Files of one kind of form, of the people of one employer or of several.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use fla_domain::occupation::EndCause;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::right::RightKind;
use fla_domain::time::Year;
use fla_domain::training::Status;
use fla_formats::batch_file::{
    Body, EmployerId, Form, Occupation, Person, PersonId, TrainingRef, Writer,
};
use fla_formats::synthetic;
use jiff::civil::date;

/// What the forms of a file ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// New trainings.
    Trainings,
    /// Trainings that the register holds, with another title and another time.
    Corrections,
    /// Trainings that were planned.
    Completions,
    /// Trainings that are taken back.
    Withdrawals,
    /// Rights that are set by hand.
    Rights,
    /// Rights that were set by hand and are computed again.
    RightWithdrawals,
    /// People.
    People,
    /// Other data of people.
    PeopleChanges,
    /// Other occupations of people.
    Occupations,
    /// Ends of service.
    Ends,
}

impl Kind {
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "trainings" => Self::Trainings,
            "corrections" => Self::Corrections,
            "completions" => Self::Completions,
            "withdrawals" => Self::Withdrawals,
            "rights" => Self::Rights,
            "right-withdrawals" => Self::RightWithdrawals,
            "people" => Self::People,
            "people-changes" => Self::PeopleChanges,
            "occupations" => Self::Occupations,
            "ends" => Self::Ends,
            _ => return None,
        })
    }

    /// What must be in the register before.
    pub const fn before(self) -> Option<Self> {
        match self {
            Self::Corrections | Self::Completions | Self::Withdrawals => Some(Self::Trainings),
            Self::RightWithdrawals => Some(Self::Rights),
            _ => None,
        }
    }
}

/// Writes so many forms of a kind, of so many employers and people of each; `then` says what will be
/// asked for in a file after it. Where there is more than one employer, new trainings and people only.
pub fn write(path: &Path, forms: u64, people: (u32, u32), (kind, then): (Kind, Kind)) {
    let file = BufWriter::new(File::create(path).expect("a file"));
    let mut writer = Writer::compact(file).expect("a file");
    for n in 0..forms {
        writer.form(&form(n, people, kind, then)).expect("a form");
    }
    writer.finish().expect("a file");
}

fn form(n: u64, (employers, of_each): (u32, u32), kind: Kind, then: Kind) -> Form {
    let mut form = synthetic::registration(n, (employers, of_each), 1);
    let people = employers * of_each;
    let Ok(Body::RegisterTraining { mut details, mut participants, .. }) = form.body else {
        unreachable!("a registration");
    };
    let training = TrainingRef::Reference(form.reference.clone());
    let number = u32::try_from(n % u64::from(people)).expect("a number");
    let round = u32::try_from(n / u64::from(people)).expect("a number");
    let who = PersonId::Ssin(synthetic::ssin(number));
    let year: Year = 2024 + i16::try_from(round % 3).expect("a number");
    if kind != Kind::Trainings {
        form.employer = EmployerId::Company(synthetic::enterprise(number / of_each));
    }
    let body = match kind {
        Kind::Trainings => {
            if then == Kind::Completions {
                participants[0].details.status = Status::Planned;
            }
            let reference = (then != kind).then(|| form.reference.clone());
            Body::RegisterTraining { id: None, reference, details, participants }
        }
        Kind::Corrections => {
            details.title.push_str(" 2");
            details.minutes += Minutes(30);
            participants[0].details.minutes = details.minutes;
            Body::CorrectTraining { training, version: None, details, participants }
        }
        Kind::Completions => {
            Body::CompleteTraining { training, version: Some(1), absent: Vec::new() }
        }
        Kind::Withdrawals => Body::WithdrawTraining { training, version: None, people: Vec::new() },
        Kind::Rights => {
            let minutes = Minutes(i64::from(1_000 + number % 7 * 60));
            Body::SetRight { people: vec![who], year, kind: RightKind::Statutory, minutes }
        }
        Kind::RightWithdrawals => {
            Body::WithdrawRight { people: vec![who], year, kind: RightKind::Statutory }
        }
        Kind::People => Body::AddEmployee {
            person: person(number, None),
            reference: None,
            from: date(2024, 1, 1),
            to: None,
            occupations: vec![occupation(round)],
        },
        Kind::PeopleChanges => {
            Body::ChangePerson { who, person: person(number, Some(format!("Ploeg {n}"))) }
        }
        Kind::Occupations => Body::ChangeOccupations {
            who,
            from: date(2026, 1, 1),
            to: None,
            occupations: vec![occupation(round)],
        },
        Kind::Ends => Body::EndService { who, end: date(2026, 10, 31), cause: EndCause::Agreement },
    };
    let reference = format!("{kind:?}-{n:08}").parse().expect("a reference");
    let mut form = Form::new(reference, form.created, form.employer, body);
    form.reason = form.kind.filter(|kind| kind.needs_reason()).map(|_| "as agreed".to_owned());
    form
}

fn person(n: u32, team: Option<String>) -> Person {
    Person { team, ..synthetic::person(n) }
}

fn occupation(round: u32) -> Occupation {
    Occupation {
        joint_committee: "200".parse().expect("a joint committee"),
        fraction: Fraction::new(1_900 + round % 10 * 190, 3_800).expect("a part of full time"),
    }
}
