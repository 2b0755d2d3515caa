//! The employers of the demonstration, their people, and what happened to them: always the same
//! for the same day, and made through the doors of the product alone: declarations that are
//! imported, commands that are submitted by the people whose work it is.
//!
//! | room | what it holds |
//! |---|---|
//! | [`cast`] | the employers, and the people one can sign in as |
//! | [`staff`] | who works where, since when, how much |
//! | [`payroll`] | their declarations |
//! | [`catalogue`] | titles and providers of trainings |
//! | [`door`] | submitting as an officer of an employer |
//! | [`events`] | rights, trainings and departures |
//! | [`partners`] | a social secretariat with its mandates, a training provider, the inspection |
//! | [`cbe`] | what the Crossroads Bank for Enterprises knows of them |

mod cast;
mod catalogue;
mod cbe;
mod door;
mod events;
mod partners;
mod payroll;
mod staff;
#[cfg(test)]
mod tests;
mod time;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use fla_app::{App, Key, NewEmployer, Refused, Visitor};
use fla_domain::access::{Quality, Role};
use fla_formats::synthetic::{self, mix};
use jiff::civil::Date;

use crate::provider::Random;

pub use cast::people;
pub use time::Time;

use cast::{COMPANIES, Company};
use door::Door;

/// Why the data could not be made.
#[derive(Debug, thiserror::Error)]
pub enum DataFault {
    /// The product refused something; the words say what was under way.
    #[error("{0}")]
    Refused(String, #[source] Refused),
    /// A declaration could not be written.
    #[error("a declaration cannot be written")]
    Write(#[from] std::io::Error),
    /// A declaration was not taken.
    #[error("a declaration was refused: {0}")]
    Declaration(String),
    /// A number or date of the plan is none.
    #[error("the plan of the demonstration is not right: {0}")]
    Plan(&'static str),
}

impl DataFault {
    /// A refusal while something was under way.
    fn during(what: impl Into<String>) -> impl FnOnce(Refused) -> Self {
        let what = what.into();
        |refused| Self::Refused(what, refused)
    }
}

/// Bytes that are the same in every demonstration: its ids can be guessed, and may be.
pub fn random() -> Random {
    let drawn = AtomicU64::new(0);
    Arc::new(move |bytes| {
        for piece in bytes.chunks_mut(8) {
            let word = mix(drawn.fetch_add(1, Ordering::Relaxed)).to_le_bytes();
            piece.copy_from_slice(&word[..piece.len()]);
        }
    })
}

/// Makes all data in an empty register. The application must run on the clock of `time` and on
/// the randomness of [`random`].
pub async fn make(app: &App, time: &Time) -> Result<(), DataFault> {
    let same_year = time.begin().year() == time.end().year();
    if same_year {
        // Nothing falls due in the days the demonstration tells of: noted as done for today.
        time.go_to_end();
        app.roll().await.map_err(DataFault::during("the first day"))?;
    }
    time.go_to_begin();
    let mut doors = Vec::new();
    for company in &COMPANIES {
        add(app, company).await?;
        if company.people == 0 {
            continue;
        }
        let door = Door::open(app, company, time).await?;
        payroll::import(&door).await?;
        door.tell("declarations");
        doors.push(door);
    }
    cast::give_access(app).await?;
    for door in &mut doors {
        events::happen(door).await?;
    }
    time.go_to_end();
    partners::make(app, time.end()).await?;
    cbe::load(app, time.end()).await?;
    if !same_year {
        app.roll().await.map_err(DataFault::during("the last day"))?;
    }
    app.work_to_the_end().await.map_err(DataFault::during("the rest"))
}

/// Adds an employer with its first officer.
async fn add(app: &App, company: &Company) -> Result<(), DataFault> {
    let new = NewEmployer {
        enterprise_number: company.enterprise_number(),
        nsso_number: Some(company.nsso_number()),
        name: company.name.to_owned(),
        language: company.language,
        qualities: vec![Quality::Employer],
    };
    let key = Key::new(&format!("demo:{}", company.index))
        .map_err(DataFault::during("the key of an employer"))?;
    let officer = company.officer();
    app.add_employer(&app.installation(), &new, Some((&officer.ssin, Role::Registrar)), &key)
        .await
        .map_err(DataFault::during(company.name))?;
    Ok(())
}

/// Writes declarations to try the import with: those of the employer that has none yet, and the
/// last quarter of the employer whose people all work the same hours. Gives their paths.
pub fn write_files(dir: &Path, today: Date) -> Result<Vec<PathBuf>, DataFault> {
    let mut paths = Vec::new();
    for (name, bytes) in payroll::samples(today)? {
        let path = dir.join(name);
        std::fs::write(&path, bytes)?;
        paths.push(path);
    }
    Ok(paths)
}

/// The visitor that a person of the demonstration is.
fn visitor(ssin: u32, given: &str, family: &str) -> Visitor {
    Visitor {
        ssin: synthetic::ssin(ssin),
        name: format!("{given} {family}"),
        channel: fla_app::Channel::Web,
        trace: "demonstration".to_owned(),
    }
}
