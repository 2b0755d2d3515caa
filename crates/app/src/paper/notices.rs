//! The yearly notices as HR sees them: who has one, to whom it was given, who has none.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::ids::{EmployeeId, NoticeId};
use fla_domain::language::Language;
use fla_domain::paper::Handing;
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Year, first_day, last_day};
use fla_paper::{Proof, ProofList};
use fla_store::Tx;
use fla_store::employee::fold;
use fla_store::outbox::StoredMail;
use fla_store::paper::{Given, MissingCounts, NoticeCounts, StoredNotice};

use super::{Paper, beside, broken, input};
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
    /// Where it went: the e-mail address, or the address on the letter; may be empty.
    pub to: String,
    /// The last mail that brings it, where it is sent by e-mail.
    pub mail: Option<StoredMail>,
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
    /// How many of those that were not given can be sent by e-mail now.
    pub to_send: i64,
    /// What the papers of the year ask for and is not known.
    pub missing: MissingCounts,
    /// The first people without a notice, by name.
    pub without: Vec<(EmployeeId, String)>,
}

/// Where a notice went: the e-mail address, or the address on the letter.
fn whither(given: Option<&Given>, body: &fla_paper::Notice) -> String {
    match given {
        Some(Given { how: Handing::ByEmail, to, .. }) => to.clone().unwrap_or_default(),
        Some(Given { how: Handing::ByPost, .. }) => body.person.address.clone().unwrap_or_default(),
        _ => String::new(),
    }
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
        self.may(caller, Action::ReadRegister, "notices").await?;
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
        let to_send = tx.count_notices_to_send(employer, year).await?;
        let days = (first_day(year), last_day(year));
        let missing = tx.missing_counts(employer, days).await?;
        let listed: Vec<NoticeId> = stored.iter().map(|n| n.id).collect();
        let mails = tx.mails_of_notices(employer, &listed).await?;
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
                    to: whither(one.given.as_ref(), &body),
                    mail: mails.iter().rfind(|m| m.notice == Some(one.id)).cloned(),
                    given: one.given,
                })
            })
            .collect::<Result<_, Refused>>()?;
        let without = without.into_iter().map(|id| (id, called(id))).collect();
        Ok(NoticePage { items, more, counts, to_send, missing, without })
    }

    /// The list that proves that the notices of a year were given, by name.
    pub async fn notice_proof(
        &self,
        caller: &Caller,
        year: Year,
        language: Language,
    ) -> Result<Paper, Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, "noticeProof").await?;
            return Err(refused);
        }
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let of = tx.get_employer(employer, Instant::LATEST).await?;
        let of = self.there(caller, "noticeProof", of).await?;
        let stored = tx.notices_of_year(employer, year, false, i64::MAX, 0).await?;
        let ids: Vec<EmployeeId> = stored.iter().map(|n| n.employee).collect();
        let names = names_of(&mut tx, caller, &ids).await?;
        tx.rollback().await?;
        self.note_read(caller, "noticeProof", ids).await?;
        let mut notices = Vec::with_capacity(stored.len());
        for one in stored {
            let body = read(&one)?;
            let to = whither(one.given.as_ref(), &body);
            notices.push(Proof {
                name: names.get(&one.employee).cloned().unwrap_or_default(),
                made_on: one.made_at.date_in_brussels(),
                left: body.credit.left(),
                day_minutes: body.day_minutes,
                given: one.given.map(|given| (given.on, given.how, to, given.by)),
            });
        }
        notices.sort_by_key(|one| fold(&one.name));
        let drawn_up = self.today();
        let list = ProofList { employer: input::employer(&of), year, drawn_up, notices };
        beside(move || {
            let bytes = fla_paper::proof_list(&list, language).map_err(|f| broken(&f))?;
            Ok(Paper { name: format!("fla-notices-{year}-{drawn_up}.pdf"), bytes })
        })
        .await
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

    async fn one_notice(&self, caller: &Caller, id: NoticeId) -> Result<StoredNotice, Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, "notice").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let stored = tx.get_notice(caller.employer(), id).await?;
        tx.rollback().await?;
        let stored = self.there(caller, "notice", stored).await?;
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
