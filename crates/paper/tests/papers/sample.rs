//! Invented people and employers.

use fla_domain::language::Language;
use fla_domain::own::{RecordDetails, RecordKind};
use fla_domain::paper::Handing;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::right::{RightKind, Working};
use fla_domain::rules::Exact;
use fla_domain::training::{
    NotCounting, PartDetails, Status, TrainingDetails, TrainingKind, YearPart,
};
use fla_paper::{
    Account, Attendance, Credit, Employer, GrowthPath, GrowthStep, Notice, OwnWork, Person, Proof,
    ProofList, Right,
};
use jiff::civil::date;

pub fn employer() -> Employer {
    Employer { name: "Drukkerij Van Acker & Zonen".to_owned(), number: "0848.294.563".to_owned() }
}

pub fn person() -> Person {
    Person {
        family_name: "Özdemir-Štefánik".to_owned(),
        given_name: "Anaïs".to_owned(),
        birth_date: Some(date(1905, 3, 12)),
        birth_place: Some("’s-Gravenbrakel".to_owned()),
        address: Some("Lange Nieuwstraat 12 bus 3, 1500 Halle".to_owned()),
        ssin: "05.03.12-951.71".to_owned(),
    }
}

/// A right with its working, as the register keeps it.
fn sectoral() -> Working {
    // The shape in which workings are stored: eight months full-time, four at half.
    let text = r#"{
        "year": 2026, "kind": "sectoral",
        "size": { "band": "from20", "average": "41/2", "manual": false, "unknown": false },
        "monthsUnderContract": 12,
        "bases": [{
            "jointCommittee": "200",
            "rule": {
                "id": "be.jc.200", "version": 1, "jointCommittee": "200",
                "source": "Cevora", "reference": "CAO 181682/CO/200"
            },
            "since": 2026, "ruleDays": "4", "a": "4"
        }],
        "runs": [
            { "from": 1, "to": 8, "months": 8, "total": "1", "terms": [{
                "jointCommittee": "200", "a": "4", "occupations": [{ "q": 3800, "s": 3800 }],
                "b": "1", "days": "8/3" }] },
            { "from": 9, "to": 12, "months": 4, "total": "1/2", "terms": [{
                "jointCommittee": "200", "a": "4", "occupations": [{ "q": 1900, "s": 3800 }],
                "b": "1/2", "days": "2/3" }] }
        ],
        "sum": "10/3", "dayMinutes": 456, "minutes": 1520
    }"#;
    serde_json::from_str(text).expect("a working as it is stored")
}

fn training(title: &str, day: i8, minutes: i64) -> TrainingDetails {
    TrainingDetails {
        title: title.to_owned(),
        start: date(2026, 3, day),
        end: date(2026, 3, day),
        minutes: Minutes(minutes),
        kind: Some(TrainingKind::Formal),
        provider: Some("Opleidingscentrum De Gieter".to_owned()),
        place: None,
        nature: None,
        funding: None,
        cla_number: None,
        field: None,
        not_counting: None,
    }
}

fn part(status: Status, minutes: i64) -> PartDetails {
    PartDetails {
        status,
        minutes: Minutes(minutes),
        not_counting: None,
        certificate: false,
        valid_until: None,
        split: Vec::new(),
        copy: None,
    }
}

pub fn account() -> Account {
    let mut certificate = part(Status::Completed, 480);
    certificate.certificate = true;
    certificate.valid_until = Some(date(2031, 3, 2));
    let mut leave = part(Status::Completed, 960);
    leave.not_counting = Some(NotCounting::FlemishTrainingLeave);
    let mut split = part(Status::Completed, 600);
    split.split = vec![
        YearPart { year: 2025, minutes: Minutes(400) },
        YearPart { year: 2026, minutes: Minutes(200) },
    ];
    let mut long = training("Leiderschap in twee delen", 9, 600);
    long.start = date(2025, 11, 3);
    Account {
        employer: employer(),
        person: person(),
        year: 2026,
        drawn_up: date(2026, 11, 23),
        day_minutes: 456,
        services: vec![(date(2019, 4, 1), None)],
        work: vec![
            OwnWork {
                from: date(2026, 1, 1),
                to: Some(date(2026, 8, 31)),
                committee: Some("200".to_owned()),
                fraction: Fraction::FULL,
            },
            OwnWork {
                from: date(2026, 9, 1),
                to: None,
                committee: Some("200".to_owned()),
                fraction: Fraction::new(1900, 3800).expect("a fraction"),
            },
        ],
        rights: vec![
            Right {
                kind: RightKind::Sectoral,
                minutes: Minutes(1520),
                working: Some(sectoral()),
                by_hand: None,
            },
            Right {
                kind: RightKind::Company,
                minutes: Minutes(456),
                working: None,
                by_hand: Some("afspraak van 2 februari".to_owned()),
            },
        ],
        credit: Credit {
            granted: Minutes(1976),
            carried_in: Minutes(912),
            followed: Minutes(680),
            planned: Minutes(228),
            ..Credit::default()
        },
        growth: vec![GrowthPath {
            committee: Some("200".to_owned()),
            source: "Cevora, CAO 181682/CO/200".to_owned(),
            steps: [(2024, 3_u32), (2026, 4), (2028, 5)]
                .map(|(from, days)| GrowthStep { from, days: Exact::from(days) })
                .into(),
        }],
        trainings: vec![
            Attendance { training: training("Veilig heffen en tillen", 2, 480), part: certificate },
            Attendance { training: long, part: split },
            Attendance { training: training("Frans voor het onthaal", 16, 960), part: leave },
            Attendance {
                training: training("Kleurbeheer", 30, 228),
                part: part(Status::Planned, 228),
            },
        ],
    }
}

/// The same with so many trainings that it goes on over several pages.
pub fn long_account() -> Account {
    let mut account = account();
    for number in 0..90 {
        let title = format!("Toolbox {number}: arbeidsongevallenverzekeringsvoorwaarden");
        account.trainings.push(Attendance {
            training: training(&title, 2, 15),
            part: part(Status::Completed, 15),
        });
    }
    account
}

/// Something that the person added.
pub fn licence() -> RecordDetails {
    RecordDetails {
        kind: RecordKind::Certificate,
        title: "Rijbewijs C".to_owned(),
        provider: Some("Rijschool".to_owned()),
        field: None,
        start: date(2025, 5, 5),
        end: date(2025, 5, 5),
        minutes: None,
        valid_until: Some(date(2030, 5, 4)),
    }
}

/// Notices that were given in each way, and one that was not.
pub fn proof() -> ProofList {
    let one = |name: &str, given: Option<(Handing, &str)>| Proof {
        name: name.to_owned(),
        made_on: date(2026, 11, 20),
        left: Minutes(2208),
        day_minutes: 456,
        given: given.map(|(how, to)| {
            (date(2026, 11, 23), how, to.to_owned(), "Noor Waterveldens".to_owned())
        }),
    };
    ProofList {
        employer: employer(),
        year: 2026,
        drawn_up: date(2026, 11, 23),
        notices: vec![
            one("Özdemir-Štefánik Anaïs", Some((Handing::ByEmail, "anais@example.org"))),
            one("Peeters Jan", Some((Handing::ByPost, "Lange Nieuwstraat 12, 1500 Halle"))),
            one("Čapek Żaneta", Some((Handing::ByHand, ""))),
            one("Vandenbroucke-De Schoutheete Bartholomeüs", None),
        ],
    }
}

pub fn notice(language: Language) -> Notice {
    let account = account();
    Notice {
        employer: account.employer,
        person: account.person,
        language,
        year: 2026,
        drawn_up: account.drawn_up,
        day_minutes: 456,
        credit: account.credit,
    }
}
