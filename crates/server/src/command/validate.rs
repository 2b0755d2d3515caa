//! `fla validate`: batch files checked as the register would, without one.

mod certificate;
mod report;

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, ensure};
use fla_domain::anomaly::Anomaly;
use fla_formats::batch_file::{Form, Reader};
use fla_formats::compressed::{self, Bounds, Unpacked};
use jiff::civil::Date;
use sha2::{Digest as _, Sha256};

use crate::cli::{Report, Validate};
use crate::wall;
use report::Reporter;

/// A form would be refused.
const FORMS: u8 = 1;
/// A whole file would be refused.
const WHOLE: u8 = 3;
/// A file cannot be read, or is not that of a certificate.
const UNREADABLE: u8 = 4;
/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// A file that was checked.
struct Checked {
    name: String,
    bytes: u64,
    sha256: String,
    forms: u64,
    /// Forms that would be refused; `None` where the whole file would be.
    refused: Option<u64>,
}

impl Checked {
    fn conforms(&self) -> bool {
        self.refused == Some(0)
    }
}

/// Checks the files, says what was found, and writes or checks a certificate.
pub fn run(arguments: &Validate) -> anyhow::Result<ExitCode> {
    checked(arguments).map(ExitCode::from).or_else(|error| {
        eprintln!("fla: {error:#}");
        Ok(ExitCode::from(UNREADABLE))
    })
}

fn checked(arguments: &Validate) -> anyhow::Result<u8> {
    let one = arguments.report != Report::Noti || arguments.files.len() == 1;
    ensure!(one, "an answer is of one file: give one, or another --report");
    let old = arguments.check_certificate.as_deref().map(certificate::read).transpose()?;
    // What holds today need not hold on the day of the certificate.
    let today = match &old {
        Some(old) => old.checked_on,
        None => arguments.on.unwrap_or_else(|| wall::now().date_in_brussels()),
    };
    let mut reporter = Reporter::new(arguments.report, arguments.language, today);
    let mut all = Vec::new();
    reporter.begin()?;
    for path in &arguments.files {
        all.push(check(path, today, &mut reporter)?);
    }
    let worst = if all.iter().any(|file| file.refused.is_none()) {
        WHOLE
    } else if all.iter().all(Checked::conforms) {
        0
    } else {
        FORMS
    };
    reporter.end(worst == 0)?;
    if let Some(old) = old {
        let found = certificate::of(&all, today);
        return Ok(if worst == 0 { certificate::compare(&old, &found) } else { worst });
    }
    if let (Some(path), 0) = (&arguments.certificate, worst) {
        let made = certificate::of(&all, today);
        certificate::write(path, &made)?;
        eprintln!("{}: {}", path.display(), made.number);
    }
    Ok(worst)
}

fn check(path: &Path, today: Date, reporter: &mut Reporter) -> anyhow::Result<Checked> {
    let said = || format!("cannot read {}", path.display());
    let (bytes, sha256) = digest(path).with_context(said)?;
    let name = path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned());
    reporter.file(&path.display().to_string(), &name, bytes, &sha256)?;
    let mut checked = Checked { name, bytes, sha256, forms: 0, refused: Some(0) };
    let source = BufReader::with_capacity(CHUNK, File::open(path).with_context(said)?);
    let read = match Unpacked::open(source, Bounds::default()) {
        Ok(source) => Reader::open_ahead(source, today),
        Err(error) => Err(compressed::anomaly(&error)),
    };
    let whole = read.and_then(|mut reader| {
        let mut told = Ok(());
        while let Some(form) = reader.next()? {
            checked.forms += 1;
            if form.body.is_err() {
                checked.refused = checked.refused.map(|n| n + 1);
            }
            told = told.and_then(|()| reporter.form(&form));
        }
        Ok(told)
    });
    match whole {
        Ok(told) => told?,
        Err(anomaly) => {
            checked.refused = None;
            reporter.whole(&anomaly)?;
        }
    }
    reporter.file_end(&checked)?;
    Ok(checked)
}

/// How many bytes a file has, and their digest.
fn digest(path: &Path) -> std::io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let (mut digest, mut bytes) = (Sha256::new(), 0);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok((bytes, format!("{:x}", digest.finalize())));
        }
        digest.update(&chunk[..read]);
        bytes += u64::try_from(read).unwrap_or(u64::MAX);
    }
}

/// The anomalies of a form; none where it is as it should be.
fn anomalies(form: &Form) -> &[Anomaly] {
    form.body.as_ref().err().map_or(&[], Vec::as_slice)
}
