//! Writes a batch file of training registrations of synthetic people, each of about 600 bytes,
//! always the same for the same arguments:
//! `generate_batch_file <forms> <employers> <people of each> <output> [seed]`.

use std::error::Error;
use std::fs::File;
use std::io::BufWriter;

use fla_formats::batch_file::Writer;
use fla_formats::synthetic;

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
        writer.form(&synthetic::registration(n, (employers, people), seed))?;
    }
    writer.finish()?;
    Ok(())
}
