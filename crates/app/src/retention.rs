//! Retention: what is past its term is erased by itself, each time noted. The terms are data
//! (`rules/retention.toml`).

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, FileId};
use fla_domain::rules::{Kept, Retention};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::retention::{Counts, Erasure};
use jiff::ToSpan as _;
use jiff::civil::Date;
use uuid::Uuid;

use crate::access::INSTALLATION;
use crate::{App, Caller, Channel, Key, Receipt, Refused};

/// How the change is called that notes what was erased.
const KIND: &str = "erase";
/// By which rule something was erased that somebody asked for.
const REQUEST: &str = "request";
/// Employees erased in one transaction, and people looked at by one question.
const CHUNK: i64 = 200;

/// What a transaction erases.
struct Erasing {
    tx: Tx,
    employer: EmployerId,
    /// Its id.
    id: Uuid,
    at: Instant,
    people: Vec<EmployeeId>,
    counts: Counts,
    files: Vec<FileId>,
}

impl App {
    /// Says whether what is past its term is erased by itself, once a day. Said once; it is where
    /// nothing else is said.
    pub fn erase_by_itself(&self, yes: bool) {
        let _ = self.inner.retention.set(yes);
    }

    pub(crate) fn erases_by_itself(&self) -> bool {
        // The date of a sandbox moves by years; it is emptied at night anyway.
        self.inner.sandbox.get().is_none() && self.inner.retention.get().copied().unwrap_or(true)
    }

    /// Erases what is past its term, of every employer and of the installation; the log forgets
    /// people of whom nothing is left. With `dry` it says what would be erased, and nothing is.
    pub async fn erase_what_is_due(
        &self,
        dry: bool,
    ) -> Result<Vec<(EmployerId, Erasure)>, Refused> {
        let mut found = Vec::new();
        for employer in self.all_tenants().await? {
            let erased = self.erase_due_of(employer, dry).await?;
            found.extend(erased.into_iter().map(|erasure| (employer, erasure)));
        }
        if !dry {
            self.forget_who_left().await?;
        }
        Ok(found)
    }

    /// The same of one employer as it is done by itself: what cannot be erased is told, and waits for the next
    /// day; it keeps nothing of others back.
    pub(crate) async fn erase_daily(&self, employer: EmployerId) {
        if let Err(refused) = self.erase_due_of(employer, false).await {
            tracing::error!(%employer, %refused, "what is past its term was not erased");
        }
    }

    /// What is done after all employers: the installation's own, and the log forgets who left.
    pub(crate) async fn erase_of_nobody(&self) -> Result<(), Refused> {
        self.erase_daily(INSTALLATION).await;
        self.forget_who_left().await
    }

    async fn all_tenants(&self) -> Result<Vec<EmployerId>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let mut all = tx.employer_ids().await?;
        tx.rollback().await?;
        all.push(INSTALLATION);
        Ok(all)
    }

    async fn erase_due_of(&self, employer: EmployerId, dry: bool) -> Result<Vec<Erasure>, Refused> {
        let mut found = Vec::new();
        for kind in Kept::ALL {
            if let Some(rule) = self.rules().retention(*kind) {
                found.extend(self.erase_by_rule(employer, rule, dry).await?);
            }
        }
        Ok(found)
    }

    /// Erases what an employer's register holds of somebody who is not in service any more, before
    /// the term is over, because that person or the law asks for it.
    ///
    /// # Errors
    /// Hidden where the employer does not know the person; `EMPLOYEE-005` where the person is still
    /// in service or has a question or report open, or the employer is inspected.
    pub async fn erase_on_request(
        &self,
        employer: EmployerId,
        ssin: &Ssin,
        reason: &str,
        dry: bool,
    ) -> Result<Erasure, Refused> {
        let mut erasing = self.begin_erasing(employer).await?;
        let ids = erasing.tx.employees_ever(employer, ssin).await?;
        if ids.is_empty() {
            return Err(Refused::Hidden);
        }
        let yesterday = self.today().saturating_sub(1.day());
        let due = (yesterday, self.now());
        let free = erasing.tx.employees_to_erase(employer, due, None, i64::MAX).await?;
        let inspected = erasing.tx.is_inspected(employer, erasing.at).await?;
        if inspected || !ids.iter().all(|id| free.contains(id)) {
            return Err(Anomaly::new(Zone::Employee, Fault::Forbidden).at("employee").into());
        }
        erasing.erase(&ids).await?;
        let by = (Channel::CommandLine, REQUEST, reason);
        let erasure = self.conclude(erasing, by, dry).await?;
        if !dry {
            self.forget_who_left().await?;
        }
        Ok(erasure)
    }

    /// What was erased of an employer, in the order of time.
    pub async fn erasures(&self, employer: EmployerId) -> Result<Vec<Erasure>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let found = tx.erasures(employer).await?;
        tx.rollback().await?;
        Ok(found)
    }

    /// Begins a transaction that erases. It gets its place in the order of changes at its end, and only
    /// where there was something.
    async fn begin_erasing(&self, employer: EmployerId) -> Result<Erasing, Refused> {
        let mut tx = self.inner.store.write_long().await?;
        tx.lock_employer(employer);
        Ok(Erasing {
            tx,
            employer,
            id: self.opaque_id(),
            at: self.now(),
            people: Vec::new(),
            counts: Counts::new(),
            files: Vec::new(),
        })
    }

    /// Erases what is past one term, chunk by chunk; `None` where nothing is.
    async fn erase_by_rule(
        &self,
        employer: EmployerId,
        rule: &Retention,
        dry: bool,
    ) -> Result<Option<Erasure>, Refused> {
        let tag = rule.tag();
        let over = rule.term.over_on(self.today());
        let mut all: Option<Erasure> = None;
        let mut after = None;
        loop {
            if rule.kind == Kept::Employee && !self.somebody_is_due(employer, over, after).await? {
                return Ok(all);
            }
            let mut erasing = self.begin_erasing(employer).await?;
            let mut last = erasing.erase_due(rule.kind, over, after).await?;
            // A plan takes nothing back between chunks, so that it finds the next ones here.
            while dry && last.is_some() {
                last = erasing.erase_due(rule.kind, over, last).await?;
            }
            after = last;
            if erasing.counts.is_empty() {
                erasing.tx.rollback().await?;
                return Ok(all);
            }
            let more = !erasing.people.is_empty() && !dry;
            let by = (Channel::System, tag.as_str(), tag.as_str());
            let erasure = self.conclude(erasing, by, dry).await?;
            all = Some(match all {
                None => erasure,
                Some(before) => together(before, erasure),
            });
            if !more {
                return Ok(all);
            }
        }
    }

    /// Whether there is somebody to erase, asked without keeping writers waiting.
    async fn somebody_is_due(
        &self,
        employer: EmployerId,
        over: Date,
        after: Option<EmployeeId>,
    ) -> Result<bool, Refused> {
        let due = (over, Instant::end_of(over));
        let mut tx = self.inner.store.read().await?;
        let found = tx.employees_to_erase(employer, due, after, 1).await?;
        tx.rollback().await?;
        Ok(!found.is_empty())
    }

    /// Notes what a transaction erased, by which rule and why, and commits it; or takes it back.
    async fn conclude(
        &self,
        erasing: Erasing,
        (channel, rule, reason): (Channel, &str, &str),
        dry: bool,
    ) -> Result<Erasure, Refused> {
        let Erasing { tx, employer, id, at, people, counts, files } = erasing;
        let affected = people.len();
        let mut erasure = Erasure {
            id,
            at,
            rule: rule.to_owned(),
            people: i64::try_from(affected).unwrap_or(i64::MAX),
            counts,
            change: ChangeId(id),
        };
        if dry {
            tx.rollback().await?;
            return Ok(erasure);
        }
        let caller = Caller::system(employer, channel, "retention");
        let mut work = self.begin_in(tx, &caller, Some(reason), None).await?;
        erasure.change = work.change;
        work.tx.insert_erasure(employer, &erasure).await?;
        let receipt = Receipt { change: work.change, object: None, affected, job: None };
        let key = Key::new(&format!("erase:{id}"))?;
        work.note(KIND, &key, Vec::new(), &receipt).await?;
        work.tx.commit().await?;
        self.discard(&files).await;
        Ok(erasure)
    }

    /// Has the log forget those who were erased somewhere and of whom nothing is left.
    async fn forget_who_left(&self) -> Result<(), Refused> {
        let term = self.rules().retention(Kept::Employee).map(|rule| rule.term);
        let since = term.map_or(Instant(0), |term| Instant::end_of(term.over_on(self.today())));
        let mut after = String::new();
        loop {
            let mut tx = self.inner.store.read().await?;
            let people = tx.leaving(&after, CHUNK).await?;
            tx.rollback().await?;
            let Some(last) = people.last() else { return Ok(()) };
            after.clone_from(last);
            for ssin in people.iter().filter_map(|person| person.parse::<Ssin>().ok()) {
                let mut tx = self.inner.store.write().await?;
                tx.lock_person(&ssin).await?;
                let files = tx.forget_person(&ssin, since).await?;
                tx.commit().await?;
                self.discard(&files.unwrap_or_default()).await;
            }
        }
    }
}

impl Erasing {
    /// Erases what is past its term, of employees one chunk behind `after`; answers with the last of
    /// them.
    async fn erase_due(
        &mut self,
        kind: Kept,
        over: Date,
        after: Option<EmployeeId>,
    ) -> Result<Option<EmployeeId>, Refused> {
        let (employer, until) = (self.employer, Instant::end_of(over));
        match kind {
            Kept::Mail => self.tx.erase_mail(employer, until, &mut self.counts).await?,
            Kept::Access => self.tx.erase_access(employer, until, &mut self.counts).await?,
            Kept::Report => self.tx.erase_reports(employer, until, &mut self.counts).await?,
            Kept::Employee => {
                // What is inspected stays as it is.
                if !self.tx.is_inspected(employer, self.at).await? {
                    let due = (over, until);
                    let ids = self.tx.employees_to_erase(employer, due, after, CHUNK).await?;
                    self.erase(&ids).await?;
                    return Ok(ids.last().copied());
                }
            }
        }
        Ok(None)
    }

    async fn erase(&mut self, ids: &[EmployeeId]) -> Result<(), Refused> {
        if ids.is_empty() {
            return Ok(());
        }
        let (employer, id, at) = (self.employer, self.id, self.at);
        let files = self.tx.erase_employees(employer, ids, id, at, &mut self.counts).await?;
        self.files.extend(files);
        self.people.extend(ids);
        Ok(())
    }
}

/// Two erasures by the same rule, as one.
fn together(mut all: Erasure, next: Erasure) -> Erasure {
    all.people += next.people;
    for (table, rows) in next.counts {
        *all.counts.entry(table).or_default() += rows;
    }
    all
}
