//! Submitting as the officer of an employer.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Instant;

use fla_app::{App, Caller, Command, Key, Receipt};
use fla_domain::ids::EmployeeId;
use jiff::civil::Date;

use super::DataFault;
use super::cast::Company;
use super::staff::{self, Worker};
use super::time::Time;

/// An employer with its people, and its officer at the door of the register.
pub(super) struct Door<'a> {
    pub app: &'a App,
    pub company: &'a Company,
    pub time: &'a Time,
    pub caller: Caller,
    /// The first day of the story.
    pub day: Date,
    pub staff: Vec<Worker>,
    /// Their ids, by their place; of the first [`KNOWN`] only.
    pub ids: BTreeMap<usize, EmployeeId>,
    sent: AtomicU32,
    began: Instant,
}

/// Of how many people the ids are asked for, which is enough for all that happens.
const KNOWN: usize = 1_300;

impl<'a> Door<'a> {
    /// Comes to the door of an employer that was added.
    pub async fn open(
        app: &'a App,
        company: &'a Company,
        time: &'a Time,
    ) -> Result<Self, DataFault> {
        let day = time.begin();
        let during = || DataFault::during(company.name);
        let employers = app.employers(&app.installation()).await.map_err(during())?;
        let number = company.enterprise_number();
        let employer = employers.iter().find(|e| e.0.enterprise_number == number);
        let employer = employer.ok_or(DataFault::Plan("an employer is missing"))?;
        Ok(Self {
            app,
            company,
            time,
            caller: app.act_for(&company.officer(), employer.0.id).await.map_err(during())?,
            day,
            staff: staff::of(company, day)?,
            ids: BTreeMap::new(),
            sent: AtomicU32::new(0),
            began: Instant::now(),
        })
    }

    /// Tells whoever follows the log how far it is.
    pub fn tell(&self, what: &str) {
        let millis = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(employer = self.company.name, what, millis);
    }

    /// Learns the ids of the people.
    pub async fn meet(&mut self) -> Result<(), DataFault> {
        let lines: Vec<String> =
            self.staff.iter().take(KNOWN).map(|w| w.ssin.digits().to_owned()).collect();
        let found = self.app.find_people(&self.caller, &lines).await;
        let found = found.map_err(DataFault::during(self.company.name))?;
        let ids = found.iter().map(|people| people.first().map(|person| person.id));
        self.ids = ids.enumerate().filter_map(|(at, id)| Some((at, id?))).collect();
        Ok(())
    }

    /// The ids of all people, in their order.
    pub async fn everybody(&self) -> Result<Vec<Option<EmployeeId>>, DataFault> {
        let lines: Vec<String> = self.staff.iter().map(|w| w.ssin.digits().to_owned()).collect();
        let mut ids = Vec::with_capacity(lines.len());
        for some in lines.chunks(1_000) {
            let found = self.app.find_people(&self.caller, some).await;
            let found = found.map_err(DataFault::during(self.company.name))?;
            ids.extend(found.iter().map(|people| people.first().map(|person| person.id)));
        }
        Ok(ids)
    }

    /// Submits a command.
    pub async fn submit(
        &self,
        command: &Command,
        reason: Option<&str>,
    ) -> Result<Receipt, DataFault> {
        let sent = self.sent.fetch_add(1, Ordering::Relaxed);
        let what = || format!("{}: {}", self.company.name, command.kind());
        let key = Key::new(&format!("demo:{sent}")).map_err(DataFault::during(what()))?;
        let receipt = self.app.submit(&self.caller, command, &key, reason).await;
        self.time.pass();
        receipt.map_err(DataFault::during(what()))
    }
}
