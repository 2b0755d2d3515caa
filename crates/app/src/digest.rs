//! Digests of tasks by mail: who wants one, writing them, and sending what was written. A mail
//! holds counts and a link, never a name or a number of an employee.

use fla_domain::access::{Action, Role, allowed};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployerId;
use fla_domain::language::Language;
use fla_domain::paper::Handing;
use fla_domain::time::Instant;
use fla_store::employer::Employer;
use fla_store::outbox::{DigestWish, Due, Errand, Often, StoredMail};
use fla_store::paper::Given;
use fla_store::{TRACES, Tx};
use futures::future::BoxFuture;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use tracing::field::Empty;
use tracing::info_span;

use crate::intake::{Key, digest_of};
use crate::traced::within;
use crate::{App, Caller, Channel, Receipt, Refused, TaskList};

/// Longest e-mail address (RFC 5321).
const ADDRESS_LENGTH: usize = 254;
const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// A mail that could not be sent is tried again after so many minutes, five times as many each
/// time.
const PAUSE: i64 = MINUTE;
/// After so many tries it is given up.
const TRIES: i64 = 6;
/// A digest that is older than this when it could be sent says nothing any more.
const STALE: i64 = 6 * DAY;
/// The hour in Brussels at which a digest is written.
const HOUR: i8 = 6;

/// A digest in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Subject, one line.
    pub subject: String,
    /// Text.
    pub body: String,
}

/// Puts tasks in words: texts are not the application's business.
pub type Writer<'a> = &'a (dyn Fn(&Employer, &TaskList, Language) -> Letter + Send + Sync);

/// Why a mail was not sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSent {
    /// The mail server is not there or asks to come again: it is tried again.
    Later(String),
    /// It will never take this mail.
    Never(String),
}

/// Takes mail to the people it is for.
pub trait Courier: Send + Sync {
    /// Sends a mail; returns when the mail server has taken it.
    fn send<'a>(&'a self, mail: &'a StoredMail) -> BoxFuture<'a, Result<(), NotSent>>;
}

impl App {
    /// The digest that the caller gets of this employer's tasks, where there is one.
    pub async fn digest_wish(&self, caller: &Caller) -> Result<Option<DigestWish>, Refused> {
        self.may(caller, Action::ReadRegister, "setDigest").await?;
        let Some(ssin) = &caller.ssin else { return Ok(None) };
        let mut tx = self.inner.store.read().await?;
        let wish = tx.wish_of(caller.employer, ssin).await?;
        tx.rollback().await?;
        Ok(wish)
    }

    /// Has a digest of this employer's tasks sent to the caller each week or each working day, the
    /// first at once, or no more; once under its key.
    ///
    /// # Errors
    /// `EMAIL` anomalies at `address` for what is no e-mail address.
    pub async fn set_digest(
        &self,
        caller: &Caller,
        wanted: Option<(&str, Language, Often)>,
        key: &Key,
    ) -> Result<(), Refused> {
        let asked = self.set_digest_once(caller, wanted, key);
        self.refusal_noted(caller, "setDigest", asked).await
    }

    async fn set_digest_once(
        &self,
        caller: &Caller,
        wanted: Option<(&str, Language, Often)>,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "setDigest";
        caller.require(Action::ReadRegister)?;
        let ssin = caller.ssin.clone().ok_or(Refused::Forbidden(Action::ReadRegister))?;
        let wanted = wanted.map(|(a, language, often)| Ok((address(a)?, language, often)));
        let wanted: Option<(String, Language, Often)> =
            wanted.transpose().map_err(|a: Anomaly| a)?;
        let digest = digest_of(&(KIND, &wanted))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let employer = caller.employer;
        work.tx.end_wish(employer, &ssin, work.at).await?;
        let mut object = None;
        if let Some((address, language, often)) = wanted {
            let id = self.opaque_id();
            object = Some(id);
            let wish = DigestWish { id, employer, ssin, address, language, often };
            work.tx.insert_wish(&wish, (work.at, work.at), work.change).await?;
        }
        let receipt = Receipt { change: work.change, object, affected: 0, job: None };
        work.note(KIND, key, digest, &receipt).await?;
        Ok(work.tx.commit().await?)
    }

    /// The last mails about this employer.
    pub async fn outbox(&self, caller: &Caller) -> Result<Vec<StoredMail>, Refused> {
        self.may(caller, Action::ReadHistory, "outbox").await?;
        let mut tx = self.inner.store.read().await?;
        let mails = tx.mails(caller.employer, 50).await?;
        tx.rollback().await?;
        self.note_read(caller, "outbox", Vec::new()).await?;
        Ok(mails)
    }

    /// Writes the digests that are due into the outbox; says how many errands were done. Each is
    /// written once, also where several instances run: it is claimed in the transaction that
    /// writes it.
    pub async fn write_digests(&self, writer: Writer<'_>) -> Result<usize, Refused> {
        self.sealed_in_time().await?;
        let mut done = 0;
        loop {
            let now = self.now();
            let mut tx = self.inner.store.write().await?;
            let next = next_morning(now, Often::Weekly);
            let Some(due) = tx.claim_errand(Errand::Digest, now, next).await? else {
                tx.rollback().await?;
                return Ok(done);
            };
            self.write_digest(&mut tx, due, writer).await?;
            tx.commit().await?;
            done += 1;
        }
    }

    async fn write_digest(&self, tx: &mut Tx, due: Due, writer: Writer<'_>) -> Result<(), Refused> {
        let now = self.now();
        let id = due.employer;
        let (Some(wish), Some(employer)) =
            (tx.get_wish(id, due.id).await?, tx.get_employer(id, Instant::LATEST).await?)
        else {
            return Ok(tx.dequeue_errand(due.id).await?);
        };
        if wish.often == Often::Daily {
            tx.errand_again(due.id, next_morning(now, wish.often), due.attempts).await?;
        }
        // Whoever has no access any more is told nothing more.
        if !may_read(tx, &wish.ssin, id).await? {
            return Ok(tx.end_wish(id, &wish.ssin, now).await?);
        }
        let caller = Caller::system(id, Channel::System, "digest");
        let tasks = self.gather(tx, &caller).await?;
        if tasks.tasks.is_empty() {
            return Ok(());
        }
        let letter = writer(&employer, &tasks, wish.language);
        let mail = StoredMail {
            id: self.ordered_id(now),
            employer: id,
            address: wish.address,
            language: wish.language,
            subject: letter.subject,
            body: letter.body,
            state: "waiting".to_owned(),
            created_at: now,
            ended_at: None,
            attempts: 0,
            fault: String::new(),
            notice: None,
        };
        tx.insert_mail(&mail).await?;
        let entry = self.audit_entry(&caller, "digest", "done", 0);
        tx.insert_audit(id, &[(entry, Vec::new())]).await?;
        Ok(())
    }

    /// Sends the mails that are due; says how many were taken. A mail that the server does not
    /// take now is tried again later; a crash between sending and noting it sends it once more.
    pub async fn send_mails(&self, courier: &dyn Courier) -> Result<usize, Refused> {
        self.sealed_in_time().await?;
        let mut sent = 0;
        loop {
            let now = self.now();
            let mut tx = self.inner.store.write().await?;
            // Until it is noted how sending went nobody else takes it for some minutes.
            let again = Instant(now.0 + 5 * MINUTE);
            let Some(due) = tx.claim_errand(Errand::Mail, now, again).await? else {
                tx.rollback().await?;
                return Ok(sent);
            };
            let mail = tx.get_mail(due.employer, due.id).await?;
            tx.commit().await?;
            let outcome = match &mail {
                None => continue,
                Some(mail) if mail.created_at.0 + STALE < now.0 => {
                    Err(NotSent::Never("stale".to_owned()))
                }
                Some(mail) => {
                    let span =
                        info_span!(target: TRACES, "fla.mail.send", otel.status_code = Empty);
                    within(span, courier.send(mail)).await
                }
            };
            sent += usize::from(outcome.is_ok());
            if let Some(mail) = mail {
                self.note_sent(mail, due, outcome).await?;
            }
        }
    }

    async fn note_sent(
        &self,
        mail: StoredMail,
        due: Due,
        outcome: Result<(), NotSent>,
    ) -> Result<(), Refused> {
        let now = self.now();
        let mut mail = StoredMail { attempts: due.attempts, ..mail };
        let mut tx = self.inner.store.write().await?;
        let (state, fault) = match outcome {
            Ok(()) => ("sent", String::new()),
            Err(NotSent::Later(why)) if due.attempts < TRIES => ("waiting", why),
            Err(NotSent::Later(why) | NotSent::Never(why)) => ("failed", why),
        };
        state.clone_into(&mut mail.state);
        mail.fault = fault;
        if state == "waiting" {
            let pause = PAUSE * 5_i64.saturating_pow(u32::try_from(due.attempts - 1).unwrap_or(0));
            tx.errand_again(due.id, Instant(now.0 + pause), due.attempts).await?;
        } else {
            mail.ended_at = Some(now);
            tx.dequeue_errand(due.id).await?;
        }
        if !mail.fault.is_empty() {
            tracing::warn!(mail = %mail.id, why = mail.fault, state, "mail not sent");
        }
        tx.set_mail_state(&mail).await?;
        if state == "sent" {
            self.note_notice_sent(&mut tx, &mail, now).await?;
        }
        Ok(tx.commit().await?)
    }

    /// That the mail server took a notice is the proof that it was given, noted as done by whoever
    /// had it sent.
    async fn note_notice_sent(
        &self,
        tx: &mut Tx,
        mail: &StoredMail,
        now: Instant,
    ) -> Result<(), Refused> {
        let Some(notice) = mail.notice else { return Ok(()) };
        let Some(stored) = tx.get_notice(mail.employer, notice).await? else { return Ok(()) };
        // The mail was written in the same instant as the change that had it sent.
        let sent = tx.change_at(mail.employer, mail.created_at).await?;
        let (by, change) =
            sent.map_or((stored.made_by, stored.change), |change| (change.actor_name, change.id));
        let given = Given {
            on: now.date_in_brussels(),
            how: Handing::ByEmail,
            to: Some(mail.address.clone()),
            at: now,
            by,
            change,
        };
        if tx.mark_sent(mail.employer, notice, &given).await? {
            let caller = Caller::system(mail.employer, Channel::System, "mail");
            let entry = self.audit_entry(&caller, "noticeSent", "done", 1);
            tx.insert_audit(mail.employer, &[(entry, vec![stored.employee])]).await?;
        }
        Ok(())
    }
}

/// An e-mail address as it was typed, or what is wrong with it. A line break in it could add
/// headers to a mail, so nothing but visible characters is taken.
fn address(text: &str) -> Result<String, Anomaly> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Anomaly::new(Zone::Email, Fault::Missing).at("address"));
    }
    if text.len() > ADDRESS_LENGTH {
        let max = i64::try_from(ADDRESS_LENGTH).unwrap_or(i64::MAX);
        return Err(Anomaly::new(Zone::Email, Fault::Length).at("address").with("max", max));
    }
    let odd =
        |c: char| c.is_control() || c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '"');
    let (name, host) = text.split_once('@').unwrap_or_default();
    let named = !name.is_empty() && !host.contains('@');
    let known = host.contains('.') && !host.starts_with('.') && !host.ends_with('.');
    if text.contains(odd) || !named || !known {
        return Err(Anomaly::new(Zone::Email, Fault::Invalid).at("address"));
    }
    Ok(text.to_owned())
}

async fn may_read(tx: &mut Tx, ssin: &Ssin, employer: EmployerId) -> Result<bool, Refused> {
    let grants = tx.grants_of(ssin).await?;
    Ok(grants.iter().any(|g| {
        g.employer == employer
            && g.section.is_none()
            && g.role != Role::Operator
            && allowed(g.role, Action::ReadRegister)
    }))
}

/// The next morning on which a digest is written: after an instant, in Brussels, a Monday or any
/// working day.
fn next_morning(now: Instant, often: Often) -> Instant {
    let mut day = now.date_in_brussels().saturating_add(1.day());
    let fits = |day: Date| match often {
        Often::Weekly => day.weekday() == Weekday::Monday,
        Often::Daily => !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
    };
    while !fits(day) {
        day = day.saturating_add(1.day());
    }
    let zone = jiff::tz::TimeZone::get("Europe/Brussels").unwrap_or(jiff::tz::TimeZone::UTC);
    match zone.to_timestamp(day.at(HOUR, 0, 0, 0)) {
        Ok(moment) => Instant(moment.as_microsecond()),
        Err(_) => Instant(now.0 + 7 * DAY),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_could_carry_more_than_an_address_are_refused() {
        for bad in [
            "",
            "nobody",
            "a@b",
            "a b@example.org",
            "a@example.org\r\nBcc: x@example.org",
            "a@example.org, b@example.org",
            "A <a@example.org>",
            "a@b@example.org",
        ] {
            assert!(address(bad).is_err(), "{bad:?}");
        }
        assert_eq!(address(" a.b+c@example.org ").ok().as_deref(), Some("a.b+c@example.org"));
    }

    #[test]
    fn digests_are_written_on_mornings() {
        let at =
            |text: &str| Instant(text.parse::<jiff::Timestamp>().expect("a time").as_microsecond());
        for (now, weekly, daily) in [
            ("2026-11-23T12:00:00Z", "2026-11-30T05:00:00Z", "2026-11-24T05:00:00Z"),
            ("2026-11-27T05:00:00Z", "2026-11-30T05:00:00Z", "2026-11-30T05:00:00Z"),
            ("2026-11-29T23:30:00Z", "2026-12-07T05:00:00Z", "2026-12-01T05:00:00Z"),
            ("2026-07-01T00:00:00Z", "2026-07-06T04:00:00Z", "2026-07-02T04:00:00Z"),
        ] {
            assert_eq!(next_morning(at(now), Often::Weekly), at(weekly), "{now}");
            assert_eq!(next_morning(at(now), Often::Daily), at(daily), "{now}");
        }
    }
}
