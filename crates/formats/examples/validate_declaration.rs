//! Reads a declaration from start to end and says what is in it: `validate_declaration <file>`.

use std::fs::File;
use std::io::BufReader;
use std::process::ExitCode;

fn main() -> std::io::Result<ExitCode> {
    let path = std::env::args().nth(1).ok_or(std::io::ErrorKind::InvalidInput)?;
    match fla_formats::declaration::validate(BufReader::new(File::open(path)?)) {
        Ok(summary) => {
            println!(
                "{}: {} forms, {} refused, {} readable, {} unreadable, {} occupations",
                summary.kind,
                summary.forms,
                summary.refused,
                summary.readable,
                summary.unreadable,
                summary.occupations
            );
            for anomaly in summary.anomalies {
                println!("{anomaly} {:?}", anomaly.args);
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(anomalies) => {
            for anomaly in anomalies {
                println!("{anomaly} {:?}", anomaly.args);
            }
            Ok(ExitCode::FAILURE)
        }
    }
}
