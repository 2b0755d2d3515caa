//! Writes a `DmfA` of synthetic persons, always the same for the same arguments:
//! `generate_dmfa <persons> <quarter, such as 2026Q1> <enterprise number> <output> [seed]`.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;

use fla_domain::identifier::EnterpriseNumber;
use fla_domain::occupation::Occupation;
use fla_domain::quantity::Fraction;
use fla_domain::time::Quarter;
use fla_formats::synthetic;
use fla_formats::write::{DmfaHeader, DmfaWriter};
use jiff::ToSpan;
use jiff::civil::Date;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [persons, quarter, enterprise, output, rest @ ..] = arguments.as_slice() else {
        return Err("expected: <persons> <quarter> <enterprise number> <output> [seed]".into());
    };
    let persons: u32 = persons.parse()?;
    if persons == 0 || persons > synthetic::SSINS {
        return Err(format!("from 1 to {} persons", synthetic::SSINS).into());
    }
    let quarter: Quarter = quarter.parse()?;
    let enterprise: EnterpriseNumber = enterprise.parse()?;
    let seed: u64 = rest.first().map_or(Ok(1), |seed| seed.parse())?;

    let header = DmfaHeader {
        quarter,
        nsso_number: Some(synthetic::nsso(0)),
        enterprise_number: Some(enterprise),
        created: quarter.last_day().checked_add(20.days())?.at(9, 30, 0, 0),
        reference: format!("GENERATED {seed}"),
    };
    let mut writer = DmfaWriter::new(BufWriter::new(File::create(output)?), &header)?;
    for n in 0..persons {
        let occupations = occupations(quarter, synthetic::mix(seed ^ (u64::from(n) << 32)))?;
        writer.person(&synthetic::ssin(n), &occupations, Some(synthetic::local_unit(n % 7)))?;
    }
    writer.finish()?;
    Ok(())
}

/// One occupation for most; one in ten has two, one in ten ends or begins in the quarter.
fn occupations(quarter: Quarter, lot: u64) -> Result<Vec<Occupation>, Box<dyn Error>> {
    let (first, last) = (quarter.first_day(), quarter.last_day());
    let days_ago = i32::try_from(1 + (lot >> 8) % 9000)?;
    let long_ago: Date = first.checked_sub(days_ago.days())?;
    let middle = first.checked_add(44.days())?;
    let joint_committee = ["200", "200", "124", "119", "330.01.10", "140.03", "116", "209"]
        [usize::try_from(lot % 8)?]
    .parse()?;
    let q = [3800, 3800, 3800, 3800, 3040, 1900, 2280, 3420][usize::try_from((lot >> 4) % 8)?];
    let whole = Occupation {
        start: long_ago,
        end: None,
        joint_committee,
        fraction: Fraction::new(q, 3800)?,
    };
    Ok(match (lot >> 24) % 20 {
        0 => vec![Occupation { start: middle, ..whole }],
        1 => vec![Occupation { end: Some(last), ..whole }],
        2 | 3 => vec![
            Occupation { end: Some(middle.yesterday()?), ..whole.clone() },
            Occupation { start: middle, fraction: Fraction::new(1900, 3800)?, ..whole },
        ],
        _ => vec![whole],
    })
}
