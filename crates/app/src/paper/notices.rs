//! The yearly notices as HR sees them: who has one, to whom it was given, who has none.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::ids::{EmployeeId, NoticeId};
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Year};
use fla_paper::Message;
use fla_store::Tx;
use fla_store::paper::{Given, NoticeCounts, StoredNotice};

use super::{Paper, beside, broken};
use crate::read::names;
use crate::{App, Caller, Refused};

/// Notices on a page.
const PAGE: i64 = 100;
/// People without a notice that are named.
const NAMED: i64 = 100;

/// A notice in a list.
#[derive(Clone, Debug)]
pub struct NoticeView {
    /// Its id.
    pub id: NoticeId,
    /// To whom.
    pub employee: EmployeeId,
    /// Name to show.
    pub name: String,
    /// When it was made.
    pub made_at: Instant,
    /// By whom.
    pub made_by: String,
    /// What it says is left.
    pub left: Minutes,
    /// The minutes of a day it reckons with.
    pub day_minutes: u32,
    /// That it was given.
    pub given: Option<Given>,
}

/// The notices of a year.
#[derive(Clone, Debug)]
pub struct NoticePage {
    /// The notices, those not given first.
    pub items: Vec<NoticeView>,
    /// Whether there is a next page.
    pub more: bool,
    /// How far it is with all of them.
    pub counts: NoticeCounts,
    /// The first people without a notice, by name.
    pub without: Vec<(EmployeeId, String)>,
}

pub(super) fn read(stored: &StoredNotice) -> Result<fla_paper::Notice, Refused> {
    serde_json::from_str(&stored.body).map_err(|_| Refused::Broken("body of a notice".to_owned()))
}

impl App {
    /// The notices of a year and who has none. `page` counts from 1.
    pub async fn notices(
        &self,
        caller: &Caller,
        year: Year,
        page: u32,
    ) -> Result<NoticePage, Refused> {
        caller.require(Action::ReadRegister)?;
        let employer = caller.employer();
        let today = self.today();
        let mut tx = self.inner.store.read().await?;
        let offset = PAGE * i64::from(page.max(1) - 1);
        let mut stored = tx.notices_of_year(employer, year, false, PAGE + 1, offset).await?;
        let page_size = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let more = stored.len() > page_size;
        stored.truncate(page_size);
        let counts = tx.notice_counts(employer, year, today).await?;
        let without = tx.without_notice(employer, year, today, NAMED).await?;
        let mut ids: Vec<EmployeeId> = stored.iter().map(|n| n.employee).collect();
        ids.extend(&without);
        let names = names_of(&mut tx, caller, &ids).await?;
        tx.rollback().await?;
        self.note_read(caller, "notices", ids).await?;
        let called = |id: EmployeeId| names.get(&id).cloned().unwrap_or_default();
        let items = stored
            .into_iter()
            .map(|one| {
                let body = read(&one)?;
                Ok(NoticeView {
                    id: one.id,
                    employee: one.employee,
                    name: called(one.employee),
                    made_at: one.made_at,
                    made_by: one.made_by,
                    left: body.credit.left(),
                    day_minutes: body.day_minutes,
                    given: one.given,
                })
            })
            .collect::<Result<_, Refused>>()?;
        let without = without.into_iter().map(|id| (id, called(id))).collect();
        Ok(NoticePage { items, more, counts, without })
    }

    /// The letter of a notice, the same whenever it is asked for; hidden where it is another
    /// employer's.
    pub async fn notice_paper(&self, caller: &Caller, id: NoticeId) -> Result<Paper, Refused> {
        let stored = self.one_notice(caller, id).await?;
        let body = read(&stored)?;
        let year = body.year;
        let name = format!("fla-notice-{year}-{}.pdf", &id.0.simple().to_string()[..8]);
        beside(move || {
            let bytes = fla_paper::notice(&body).map_err(|f| broken(&f))?;
            Ok(Paper { name, bytes })
        })
        .await
    }

    /// The text of a notice as a message, for whatever sends messages: to which address, where one
    /// is known, and what. Whoever sends it marks the notice as given.
    pub async fn notice_message(
        &self,
        caller: &Caller,
        id: NoticeId,
    ) -> Result<(Option<String>, Message), Refused> {
        let stored = self.one_notice(caller, id).await?;
        let mut tx = self.inner.store.read().await?;
        let one = tx.get_employee(caller.employer(), stored.employee, Instant::LATEST).await?;
        tx.rollback().await?;
        let address = one.and_then(|employee| employee.person.email);
        Ok((address, fla_paper::message(&read(&stored)?)))
    }

    async fn one_notice(&self, caller: &Caller, id: NoticeId) -> Result<StoredNotice, Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, "notice").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let stored = tx.get_notice(caller.employer(), id).await?;
        tx.rollback().await?;
        let stored = stored.ok_or(Refused::Hidden)?;
        self.note_read(caller, "notice", vec![stored.employee]).await?;
        Ok(stored)
    }
}

async fn names_of(
    tx: &mut Tx,
    caller: &Caller,
    ids: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, String>, Refused> {
    let people = tx.get_employees(caller.employer(), ids, Instant::LATEST).await?;
    Ok(people.into_iter().map(|e| (e.id, names::display(&e.person))).collect())
}
