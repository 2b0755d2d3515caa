//! The declarations of the employers.

use fla_app::IncomingFile;
use fla_domain::time::Quarter;
use fla_formats::declaration::Employer;
use fla_formats::dimona::{Event, In};
use fla_formats::write::{DimonaWriter, DmfaHeader, DmfaWriter};
use jiff::ToSpan;
use jiff::civil::Date;

use super::DataFault;
use super::cast::{COMPANIES, Company};
use super::door::Door;
use super::staff::{self, Worker};

/// A file: its name and content.
type File = (String, Vec<u8>);

/// From so many people on all quarters come at once, which is quicker.
const MANY: u32 = 500;

/// Imports all declarations of an employer: first those of all quarters but the last with the
/// names, then the last quarter, as it happens in life.
pub(super) async fn import(door: &Door<'_>) -> Result<(), DataFault> {
    let quarters = staff::quarters(door.day);
    let (last, before) = quarters.split_last().ok_or(DataFault::Plan("no quarter"))?;
    let mut files = vec![dimona(door.company, &door.staff)?];
    for quarter in before {
        files.push(dmfa(door.company, &door.staff, *quarter)?);
    }
    if door.company.people < MANY {
        take(door, &files).await?;
        files.clear();
    }
    files.push(dmfa(door.company, &door.staff, *last)?);
    take(door, &files).await
}

async fn take(door: &Door<'_>, files: &[File]) -> Result<(), DataFault> {
    let name = door.company.name;
    let mut kept: Vec<IncomingFile> = Vec::new();
    for (file, bytes) in files {
        let upload = door.app.receive(&door.caller, file).await;
        let mut upload = upload.map_err(DataFault::during(name))?;
        upload.write(bytes).await.map_err(DataFault::during(name))?;
        kept.push(upload.finish().await.map_err(DataFault::during(name))?);
    }
    let job = door.app.import(&door.caller, &kept).await.map_err(DataFault::during(name))?;
    door.app.work_to_the_end().await.map_err(DataFault::during(name))?;
    door.time.pass();
    let report = door.app.import_report(&door.caller, job).await;
    let report = report.map_err(DataFault::during(name))?;
    let mut wrong = report.files.iter().flat_map(|file| &file.refused);
    match wrong.next().or(report.unreadable.first().map(|(_, anomaly)| anomaly)) {
        None if report.job.state == "done" => Ok(()),
        wrong => {
            let wrong = wrong.map_or_else(|| report.job.state.clone(), ToString::to_string);
            Err(DataFault::Declaration(format!("{name}: {wrong}")))
        }
    }
}

/// Declarations to try the import with.
pub(super) fn samples(today: Date) -> Result<Vec<File>, DataFault> {
    let mut files = Vec::new();
    let newcomer = &COMPANIES[8];
    // The people of the newcomer are those of nobody else.
    let staff = staff::of(&Company { people: 26, first: 3_000, ..pattern(newcomer) }, today)?;
    let quarters = staff::quarters(today);
    for quarter in &quarters {
        files.push(dmfa(newcomer, &staff, *quarter)?);
    }
    files.push(dimona(newcomer, &staff)?);
    let steady = COMPANIES.iter().find(|company| company.steady);
    if let (Some(steady), Some(last)) = (steady, quarters.last()) {
        files.push(dmfa(steady, &staff::of(steady, today)?, *last)?);
    }
    // Those of the newcomer are one for each quarter, and the names.
    let whose = |at: usize| {
        if at <= quarters.len() { "nieuw-begin" } else { "transport-rechteweg" }
    };
    let named = |(at, (name, bytes)): (usize, File)| (format!("{}-{name}", whose(at)), bytes);
    Ok(files.into_iter().enumerate().map(named).collect())
}

/// The newcomer with the joint committees its people will have.
fn pattern(newcomer: &Company) -> Company {
    Company {
        index: newcomer.index,
        name: newcomer.name,
        language: newcomer.language,
        committees: &[("200", 1)],
        people: newcomer.people,
        first: newcomer.first,
        steady: newcomer.steady,
        trainings: newcomer.trainings,
        officer: newcomer.officer,
    }
}

fn dmfa(company: &Company, staff: &[Worker], quarter: Quarter) -> Result<File, DataFault> {
    let filed = quarter.last_day().checked_add(20.days());
    let filed = filed.map_err(|_| DataFault::Plan("a quarter"))?;
    let header = DmfaHeader {
        quarter,
        nsso_number: Some(company.nsso_number()),
        enterprise_number: Some(company.enterprise_number()),
        created: filed.at(9, 30, 0, 0),
        reference: format!("DEMO{}", quarter.yyyyq()),
    };
    let mut writer = DmfaWriter::new(Vec::new(), &header)?;
    for worker in staff {
        let occupations = worker.declared(quarter);
        if !occupations.is_empty() {
            writer.person(&worker.ssin, &occupations, None)?;
        }
    }
    Ok((format!("dmfa-{quarter}.xml"), writer.finish()?))
}

/// The beginnings of all employments, with the names.
fn dimona(company: &Company, staff: &[Worker]) -> Result<File, DataFault> {
    let employer = Employer {
        enterprise_number: Some(company.enterprise_number()),
        nsso_number: Some(company.nsso_number()),
    };
    let mut writer = DimonaWriter::new(Vec::new())?;
    for worker in staff {
        let start = worker.start().ok_or(DataFault::Plan("a person without an occupation"))?;
        let event = Event::In(In {
            period: None,
            ssin: worker.ssin.clone(),
            given_name: Some(worker.given.to_owned()),
            family_name: Some(worker.family.to_owned()),
            start,
            end: None,
            joint_committee: None,
            worker_type: None,
        });
        writer.declaration(start.at(8, 0, 0, 0), Some(&employer), &event)?;
    }
    Ok(("dimona.xml".to_owned(), writer.finish()?))
}
