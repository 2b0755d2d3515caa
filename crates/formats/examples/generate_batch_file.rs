//! Writes a batch file of training registrations of synthetic people, each of about 600 bytes,
//! always the same for the same arguments:
//! `generate_batch_file <forms> <employers> <people of each> <output> [seed]`.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;

use fla_domain::quantity::Minutes;
use fla_domain::training::{PartDetails, Status, TrainingDetails, TrainingKind};
use fla_formats::batch_file::{Body, EmployerId, Form, Participant, PersonId, Writer};
use fla_formats::synthetic;
use jiff::ToSpan;
use jiff::civil::Date;

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

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [forms, employers, people, output, rest @ ..] = arguments.as_slice() else {
        return Err("expected: <forms> <employers> <people of each> <output> [seed]".into());
    };
    let (forms, employers, people): (u64, u32, u32) =
        (forms.parse()?, employers.parse()?, people.parse()?);
    if employers == 0 || people == 0 || employers.saturating_mul(people) > synthetic::SSINS {
        return Err(format!("from 1 to {} people in all", synthetic::SSINS).into());
    }
    let seed: u64 = rest.first().map_or(Ok(1), |seed| seed.parse())?;
    let mut writer = Writer::compact(BufWriter::new(File::create(output)?))?;
    for n in 0..forms {
        writer.form(&form(n, employers, people, seed)?)?;
    }
    writer.finish()?;
    Ok(())
}

/// A training of one person, followed on a day of the two years before the form.
fn form(n: u64, employers: u32, people: u32, seed: u64) -> Result<Form, Box<dyn Error>> {
    let lot = synthetic::mix(seed ^ (n << 20));
    let employer = u32::try_from(n % u64::from(employers))?;
    let person = employer * people + u32::try_from((lot >> 8) % u64::from(people))?;
    let start = Date::constant(2024, 10, 1).checked_add(i64::try_from(lot % 700)?.days())?;
    let minutes = Minutes(i64::try_from(60 + 30 * ((lot >> 40) % 14))?);
    let details = TrainingDetails {
        title: TITLES[usize::try_from((lot >> 48) % 8)?].to_owned(),
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
        who: PersonId::Ssin(synthetic::ssin(person)),
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
    let reference = format!("{seed}-{n:08}").parse()?;
    let created = Date::constant(2026, 11, 20).at(9, 30, 0, 0);
    let employer = EmployerId::Company(synthetic::enterprise(employer));
    let body = Body::RegisterTraining {
        id: None,
        reference: None,
        details,
        participants: vec![participant],
    };
    Ok(Form::new(reference, created, employer, body))
}
