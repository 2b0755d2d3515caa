//! What is written is read as the same, whatever it is.

use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::isced::FieldOfEducation;
use fla_domain::language::Language;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::reference::Reference;
use fla_domain::right::RightKind;
use fla_domain::training::{
    NotCounting, PartDetails, Status, TrainingDetails, TrainingKind, YearPart,
};
use fla_formats::batch_file::{
    Body, EmployerId, Form, Gender, Occupation, Participant, Person, PersonId, Reader, Ticket,
    TrainingRef, Writer,
};
use fla_formats::synthetic;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

const TODAY: Date = Date::constant(2026, 11, 26);

/// Any text without blanks around it, and without characters that XML does not have.
fn text(most: usize) -> impl Strategy<Value = String> {
    let any = prop_oneof![
        3 => proptest::char::any(),
        1 => select(vec!['<', '>', '&', '"', '\'', ']', '\r', '\n', '\t', ' ', '\u{feff}']),
        2 => proptest::char::range('a', 'z'),
    ];
    vec(any, 1..most).prop_filter_map("blank", |characters| {
        let sound = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        let text: String = characters.into_iter().filter(sound).collect();
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    })
}

fn reference() -> impl Strategy<Value = Reference> {
    text(60).prop_filter_map("no reference", |text| text.parse().ok())
}

fn past(from: i16) -> impl Strategy<Value = Date> {
    let first = Date::constant(from, 1, 1);
    let days = TODAY.since(first).unwrap().get_days();
    (0..=days).prop_map(move |n| first.checked_add(n.days()).unwrap())
}

fn person_id() -> impl Strategy<Value = PersonId> {
    prop_oneof![
        (0..synthetic::SSINS).prop_map(|n| PersonId::Ssin(synthetic::ssin(n))),
        reference().prop_map(PersonId::Reference),
        any::<u128>().prop_map(|n| PersonId::Id(EmployeeId(uuid::Uuid::from_u128(n)))),
    ]
}

fn people(least: usize) -> impl Strategy<Value = Vec<PersonId>> {
    proptest::collection::btree_set(person_id(), least..6).prop_map(|set| set.into_iter().collect())
}

fn person() -> impl Strategy<Value = Person> {
    let names = (text(90), text(90), option::of(past(1900)), option::of(text(190)));
    let more = (
        option::of(select(vec![Gender::Male, Gender::Female, Gender::Other])),
        option::of(text(190)),
        option::of(select(Language::ALL.to_vec())),
        option::of(Just("a.b@example.be".to_owned())),
        option::of(text(190)),
    );
    (0..synthetic::SSINS, names, more).prop_map(
        |(n, (family_name, given_name, birth_date, birth_place), rest)| {
            let (gender, address, language, email, team) = rest;
            Person {
                ssin: synthetic::ssin(n),
                family_name,
                given_name,
                birth_date,
                birth_place,
                gender,
                address,
                language,
                email,
                team,
            }
        },
    )
}

fn occupations() -> impl Strategy<Value = Vec<Occupation>> {
    let committee = select(vec!["200", "140.03", "330.01.10", "999", "124"]);
    let one = (committee, 0..=9999_u32, 1..=9999_u32).prop_map(|(committee, q, s)| Occupation {
        joint_committee: committee.parse().unwrap(),
        fraction: Fraction::new(q, s).unwrap(),
    });
    vec(one, 1..4)
}

fn period() -> impl Strategy<Value = (Date, Option<Date>)> {
    (past(1950), option::of(0..9000_i32))
        .prop_map(|(from, days)| (from, days.map(|n| from.checked_add(n.days()).unwrap())))
}

fn details() -> impl Strategy<Value = TrainingDetails> {
    let texts = (
        text(190),
        option::of(text(400)),
        option::of(text(400)),
        option::of(text(400)),
        option::of(text(400)),
        option::of(text(400)),
    );
    let codes = (
        option::of(select(TrainingKind::ALL.to_vec())),
        option::of(select(FieldOfEducation::all().collect::<Vec<_>>())),
        option::of(select(NotCounting::ALL.to_vec())),
    );
    (past(1990), 0..40_i32, 1..=1440_i64, texts, codes).prop_map(
        |(end, days, minutes, (title, provider, place, nature, funding, cla_number), codes)| {
            let start = end.checked_sub(days.days()).unwrap().max(Date::constant(1990, 1, 1));
            let (kind, field, not_counting) = codes;
            TrainingDetails {
                title,
                start,
                end,
                minutes: Minutes(minutes),
                kind,
                provider,
                place,
                nature,
                funding,
                cla_number,
                field,
                not_counting,
            }
        },
    )
}

fn participants(
    of: &TrainingDetails,
    least: usize,
) -> impl Strategy<Value = Vec<Participant>> + use<> {
    let (start, end) = (of.start, of.end);
    let part = (
        option::of(reference()),
        select(Status::ALL.to_vec()),
        1..=1440_i64,
        option::of(select(NotCounting::ALL.to_vec())),
        any::<bool>(),
        option::of(0..3000_i32),
        any::<bool>(),
    );
    (people(least), vec(part, 6)).prop_map(move |(people, parts)| {
        let parts = people.into_iter().zip(parts);
        parts
            .map(|(who, (reference, status, minutes, not_counting, certificate, days, split))| {
                let valid_until = days.filter(|_| certificate);
                let mut years = Vec::new();
                if split && start.year() < end.year() && minutes > 1 {
                    years.push(YearPart { year: start.year(), minutes: Minutes(1) });
                    years.push(YearPart { year: end.year(), minutes: Minutes(minutes - 1) });
                }
                let details = PartDetails {
                    status,
                    minutes: Minutes(minutes),
                    not_counting,
                    certificate,
                    valid_until: valid_until.map(|n| end.checked_add(n.days()).unwrap()),
                    split: years,
                    copy: None,
                };
                Participant { who, reference, details }
            })
            .collect()
    })
}

fn training_ref() -> impl Strategy<Value = TrainingRef> {
    prop_oneof![
        (0..=Ticket::LAST_SERIAL, 1..=Ticket::LAST_FORM)
            .prop_map(|(serial, n)| TrainingRef::Ticket(Ticket::of_form(serial, n).unwrap())),
        reference().prop_map(TrainingRef::Reference),
        training_id().prop_map(TrainingRef::Id),
    ]
}

fn training_id() -> impl Strategy<Value = TrainingId> {
    any::<u128>().prop_map(|n| TrainingId(uuid::Uuid::from_u128(n)))
}

fn version() -> impl Strategy<Value = Option<i64>> {
    option::of(1..=999_999_999_i64)
}

fn of_people() -> impl Strategy<Value = Body> {
    let (year, kind) = (2022..=2100_i16, select(RightKind::ALL.to_vec()));
    prop_oneof![
        (person(), option::of(reference()), period(), occupations()).prop_map(
            |(person, reference, (from, to), occupations)| {
                Body::AddEmployee { person, reference, from, to, occupations }
            }
        ),
        (person_id(), period(), occupations()).prop_map(|(who, (from, to), occupations)| {
            Body::ChangeOccupations { who, from, to, occupations }
        }),
        (person_id(), person()).prop_map(|(who, person)| Body::ChangePerson { who, person }),
        (person_id(), past(1950), select(EndCause::ALL.to_vec()))
            .prop_map(|(who, end, cause)| Body::EndService { who, end, cause }),
        person_id().prop_map(|who| Body::RemoveEmployee { who }),
        (people(1), year.clone(), kind.clone(), 0..=525_600_i64).prop_map(
            |(people, year, kind, minutes)| {
                Body::SetRight { people, year, kind, minutes: Minutes(minutes) }
            }
        ),
        (people(1), year.clone(), kind).prop_map(|(people, year, kind)| Body::WithdrawRight {
            people,
            year,
            kind
        }),
        (people(1), year).prop_map(|(people, year)| Body::VerifyRights { people, year }),
    ]
}

fn of_trainings() -> impl Strategy<Value = Body> {
    let with = |least| {
        details().prop_flat_map(move |details| {
            let participants = participants(&details, least);
            (Just(details), participants)
        })
    };
    prop_oneof![
        3 => (option::of(training_id()), option::of(reference()), with(1)).prop_map(
            |(id, reference, (details, participants))| {
                Body::RegisterTraining { id, reference, details, participants }
            }
        ),
        2 => (training_ref(), version(), with(0)).prop_map(
            |(training, version, (details, participants))| {
                Body::CorrectTraining { training, version, details, participants }
            }
        ),
        1 => (training_ref(), version(), people(0)).prop_map(|(training, version, absent)| {
            Body::CompleteTraining { training, version, absent }
        }),
        1 => (training_ref(), version(), people(0)).prop_map(|(training, version, people)| {
            Body::WithdrawTraining { training, version, people }
        }),
    ]
}

fn form() -> impl Strategy<Value = Form> {
    let employer = prop_oneof![
        (0..synthetic::ENTERPRISES).prop_map(|n| EmployerId::Company(synthetic::enterprise(n))),
        (0..synthetic::NSSO_NUMBERS).prop_map(|n| EmployerId::Nsso(synthetic::nsso(n))),
    ];
    let created = (past(1900), 0..86_400_000_i64)
        .prop_map(|(day, ms)| day.at(0, 0, 0, 0).checked_add(ms.milliseconds()).unwrap());
    let body = prop_oneof![of_people(), of_trainings()];
    (reference(), created, employer, body, option::of(text(480))).prop_map(
        |(reference, created, employer, body, reason)| {
            let reason = reason.or_else(|| body.kind().needs_reason().then(|| "x".to_owned()));
            Form { reason, ..Form::new(reference, created, employer, body) }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn read_of_write_is_the_same(forms in vec(form(), 1..5), compact in any::<bool>()) {
        let mut writer = if compact { Writer::compact(Vec::new()) } else { Writer::new(Vec::new()) }.unwrap();
        for form in &forms {
            writer.form(form).unwrap();
        }
        let file = writer.finish().unwrap();
        let mut reader = Reader::open(&file[..], TODAY).unwrap();
        for (n, form) in forms.into_iter().enumerate() {
            let read = reader.next().unwrap().unwrap();
            prop_assert_eq!(read.n, u64::try_from(n + 1).unwrap());
            let (line, column, places) = (read.line, read.column, read.places.clone());
            prop_assert_eq!(read, Form { n: u64::try_from(n + 1).unwrap(), line, column, places, ..form });
        }
        prop_assert!(reader.next().unwrap().is_none());
    }

    /// A thread that reads ahead changes nothing, however little the source gives at a time.
    #[test]
    fn ahead_is_the_same(forms in vec(form(), 1..4), piece in 1..200_usize) {
        let mut writer = Writer::new(Vec::new()).unwrap();
        for form in &forms {
            writer.form(form).unwrap();
        }
        let file = writer.finish().unwrap();
        let mut here = Reader::open(&file[..], TODAY).unwrap();
        let mut ahead = Reader::open_ahead(Pieces { bytes: file.clone(), at: 0, piece }, TODAY).unwrap();
        for _ in 0..=forms.len() {
            prop_assert_eq!(here.next(), ahead.next());
        }
    }
}

struct Pieces {
    bytes: Vec<u8>,
    at: usize,
    piece: usize,
}

impl std::io::Read for Pieces {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let n = self.piece.min(target.len()).min(self.bytes.len() - self.at);
        target[..n].copy_from_slice(&self.bytes[self.at..self.at + n]);
        self.at += n;
        Ok(n)
    }
}
