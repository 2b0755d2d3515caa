//! Reads a batch file from start to end and says what is in it: `validate_batch_file <file>`.

use std::fs::File;
use std::process::ExitCode;

use fla_formats::batch_file::Reader;
use jiff::civil::Date;

fn main() -> std::io::Result<ExitCode> {
    let path = std::env::args().nth(1).ok_or(std::io::ErrorKind::InvalidInput)?;
    match validate(File::open(path)?) {
        Ok((taken, refused)) => {
            println!("{taken} forms taken, {refused} refused");
            Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Err(anomaly) => {
            println!("{anomaly} {:?}", anomaly.args);
            Ok(ExitCode::FAILURE)
        }
    }
}

fn validate(file: File) -> Result<(u64, u64), fla_domain::anomaly::Anomaly> {
    let mut reader = Reader::open_ahead(file, Date::constant(2026, 11, 26))?;
    let (mut taken, mut refused) = (0, 0);
    while let Some(form) = reader.next()? {
        match form.body {
            Ok(_) => taken += 1,
            Err(anomalies) => {
                refused += 1;
                if refused < 100 {
                    for anomaly in anomalies {
                        println!("{anomaly} {:?}", anomaly.args);
                    }
                }
            }
        }
    }
    Ok((taken, refused))
}
