//! What falls due when a day begins, and when other rules come into force: one instance sees to it for all.
//!
//! A note of the installation tells which rules the register was worked out by, which day was seen to last,
//! and who is at it: employer by employer, in the order of their ids, so that whoever takes over from an
//! instance that was killed goes on where it was.
//!
//! Instances with different rules run beside each other while an update is under way. Only one whose rules
//! are the same as the noted ones, or later in each, may see to anything: otherwise each would have
//! the whole register follow its own. One with older rules stands back and leaves word that it is there,
//! because what it works out meanwhile is by its rules: when it is gone everybody is worked out once more.
//! Where the later rules were taken back on purpose nobody has them any more; then, after a day,
//! the older ones are taken.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use fla_domain::account::{FiveYear, five_year_ends, five_year_starts};
use fla_domain::ids::EmployerId;
use fla_domain::occupation::Service;
use fla_domain::rules::{Conventions, RuleBook, Versions};
use fla_domain::time::Instant;
use fla_store::{Store, TRACES, Tx};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tracing::field::Empty;
use tracing::info_span;
use uuid::Uuid;

use crate::jobs::{RECALCULATION, enqueue_recalculation};
use crate::traced::count;
use crate::{App, Caller, Channel, Refused};

/// The note of the work itself. Only who is at it writes it.
const NOTE: &str = "roll";
/// When an instance with the noted rules last looked, in microseconds.
const SEEN: &str = "rollSeen";
/// When an instance with older rules last looked.
const BEHIND: &str = "rollBehind";

const SECOND: i64 = 1_000_000;
/// Whoever is at it keeps it for so long, and renews that in good time.
const LEASE: i64 = 120 * SECOND;
const KEEP: i64 = 10 * SECOND;
/// Looks are noted this often.
const RENEW: i64 = 600 * SECOND;
/// An instance with older rules, which looks each minute, is gone when it has not for so long.
const GONE: i64 = 600 * SECOND;
/// Rules of which no instance was seen for so long are given up.
const GIVEN_UP: i64 = 86_400 * SECOND;
/// Employers looked up at once.
const PAGE: i64 = 100;
/// So many days before the last one are looked at again: a change that was under way at midnight, or an
/// instance whose clock is slow, may have worked an account out as on the day before.
const AGAIN: i64 = 2;
/// Recalculations that ended are forgotten after so many microseconds: nobody looks at them again.
const JOBS_KEPT: i64 = 30 * 86_400 * SECOND;
/// So many of them in one transaction.
const CHUNK: i64 = 500;

/// What the installation notes of the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    /// The digest of the rules.
    rules: String,
    /// The last day that was seen to for everybody by them.
    day: Option<Date>,
    /// What is under way.
    turn: Option<Turn>,
}

/// Work that is under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Turn {
    /// For which day.
    day: Date,
    /// Which day was seen to before; without one everybody is worked out.
    since: Option<Date>,
    /// When it was begun.
    begun: i64,
    /// Who is at it, and until when.
    worker: Uuid,
    until: i64,
    /// The last employer that is done.
    after: EmployerId,
}

/// How things stand.
struct Standing {
    /// The note as it is written.
    text: Option<String>,
    note: Option<Note>,
    seen: i64,
    behind: Option<i64>,
}

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
enum Plan {
    /// Nothing.
    Rest,
    /// Nothing, since the rules here are older in these.
    StandBack(BTreeSet<String>),
    /// Everybody, or those in whose account something falls due since a day.
    Begin(Option<Date>),
    /// What was begun.
    GoOn(Turn),
}

/// Work of this instance.
struct Held {
    /// The note as it is written.
    text: String,
    note: Note,
    turn: Turn,
    /// When it was last written.
    kept: i64,
    /// Employers that are done.
    employers: usize,
}

/// In which rules a book is older than the rules that the register was worked out by last; empty where
/// it is in none. For the operator's tools.
pub async fn rules_behind(store: &Store, book: &RuleBook) -> Result<BTreeSet<String>, Refused> {
    let mut tx = store.read().await?;
    let standing = standing(&mut tx).await?;
    tx.rollback().await?;
    let noted = standing.note.map(|note| note.rules).unwrap_or_default();
    Ok(Versions::of_digest(&book.digest()).older_in(&Versions::of_digest(&noted)))
}

/// Whether a register was ever seen to.
pub(crate) async fn was_begun(tx: &mut Tx) -> Result<bool, Refused> {
    // The second is of programs before there was the first.
    Ok(tx.get_state(NOTE).await?.is_some() || tx.get_state("rolled").await?.is_some())
}

async fn standing(tx: &mut Tx) -> Result<Standing, Refused> {
    let mut all = tx.states(&[NOTE, SEEN, BEHIND].map(str::to_owned)).await?;
    let text = all.remove(NOTE);
    let broken = |_| Refused::Broken("note of what falls due".to_owned());
    let note = text.as_deref().map(serde_json::from_str).transpose().map_err(broken)?;
    let mut instant = |name: &str| all.remove(name).and_then(|text| text.parse().ok());
    Ok(Standing { text, note, seen: instant(SEEN).unwrap_or(0), behind: instant(BEHIND) })
}

impl App {
    /// Posts what fell due since it last ran (a new year's rights, what was carried over, what lapsed), and
    /// clears what is kept for a while: once a day and whenever later rules are loaded, by one instance.
    /// Looks at one row where there is nothing to do.
    pub async fn roll(&self) -> Result<(), Refused> {
        // In a sandbox somebody may set the date while this is under way.
        let _one = self.inner.rolling.lock().await;
        let mut tx = self.inner.store.read().await?;
        let standing = standing(&mut tx).await?;
        tx.rollback().await?;
        let plan = self.plan(&standing);
        let stands_back = matches!(plan, Plan::StandBack(_));
        let stood_back = self.inner.stands_back.swap(stands_back, Ordering::Relaxed);
        match plan {
            Plan::Rest => self.be_seen(&standing).await,
            Plan::StandBack(older) => {
                if !stood_back {
                    tell_of_older(&older);
                }
                self.leave_word(BEHIND).await
            }
            Plan::Begin(since) => self.claim(standing, self.new_turn(since)).await,
            Plan::GoOn(turn) => self.claim(standing, turn).await,
        }
    }

    fn plan(&self, standing: &Standing) -> Plan {
        let Some(note) = &standing.note else { return Plan::Begin(None) };
        let (now, today, mine) = (self.now().0, self.today(), self.rules().digest());
        if note.rules != mine {
            let noted = Versions::of_digest(&note.rules);
            let older = Versions::of_digest(&mine).older_in(&noted);
            if older.is_empty() {
                return Plan::Begin(None);
            }
            if now - standing.seen <= GIVEN_UP {
                return Plan::StandBack(older);
            }
            tracing::warn!(
                "no instance has the later rules any more: everybody follows those here"
            );
            return Plan::Begin(None);
        }
        if let Some(turn) = &note.turn {
            if turn.worker != self.inner.worker && turn.until >= now {
                return Plan::Rest;
            }
            if turn.day == today {
                return Plan::GoOn(turn.clone());
            }
            return Plan::Begin(turn.since.and_then(|since| self.since(since, today)));
        }
        let gone = standing.behind.is_some_and(|behind| now - behind > GONE);
        match note.day {
            Some(day) if gone && day <= today => Plan::Begin(None),
            Some(day) if day == today => Plan::Rest,
            // An instance whose clock is slow at midnight.
            Some(day) if self.is_register() && today.tomorrow().is_ok_and(|next| next == day) => {
                Plan::Rest
            }
            Some(day) => Plan::Begin(self.since(day, today)),
            None => Plan::Begin(None),
        }
    }

    fn is_register(&self) -> bool {
        self.inner.sandbox.get().is_none()
    }

    /// From which day on something may have fallen due in the account of some; `None` where it may have in
    /// everybody's. Accounts depend on the day in this way: the sums of a year that is over are carried over,
    /// with the year begin rights and sizes; work that begins or ends books a right or a lapse on its
    /// day; a five-year period ends; an adjustment takes effect. What is dated otherwise, such as trainings,
    /// is never later than the day on which it is said, or on the first day of a year. Each month
    /// everybody is worked out, so that what should come out the same is seen to do so.
    fn since(&self, day: Date, today: Date) -> Option<Date> {
        let same_month = (day.year(), day.month()) == (today.year(), today.month());
        let conventions = self.rules().conventions(today);
        let after = day.saturating_sub(AGAIN.days());
        let periods = five_year(conventions);
        let longest = Service { start: periods.first_start, end: None };
        let all_end = five_year_ends(&[longest], periods, today).iter().any(|end| *end > after);
        let some =
            same_month && day <= today && !all_end && conventions == self.rules().conventions(day);
        some.then_some(day)
    }

    fn new_turn(&self, since: Option<Date>) -> Turn {
        Turn {
            day: self.today(),
            since,
            begun: self.now().0,
            worker: self.inner.worker,
            until: 0,
            after: EmployerId(Uuid::nil()),
        }
    }

    /// Notes that the rules of the note are still in force somewhere.
    async fn be_seen(&self, standing: &Standing) -> Result<(), Refused> {
        if self.now().0 - standing.seen > RENEW {
            self.leave_word(SEEN).await?;
        }
        Ok(())
    }

    async fn leave_word(&self, name: &str) -> Result<(), Refused> {
        let mut tx = self.inner.store.write().await?;
        tx.set_state(name, &self.now().0.to_string()).await?;
        Ok(tx.commit().await?)
    }

    /// Takes the work, does it, and gives it back where it breaks off.
    async fn claim(&self, standing: Standing, turn: Turn) -> Result<(), Refused> {
        let rules = self.rules().digest();
        let day = standing.note.filter(|note| note.rules == rules).and_then(|note| note.day);
        let note = Note { rules, day, turn: None };
        let mut held =
            Held { text: standing.text.unwrap_or_default(), note, turn, kept: 0, employers: 0 };
        held.turn.worker = self.inner.worker;
        let gone = standing.behind.is_some_and(|at| at < held.turn.begun - GONE);
        if !self.keep_turn(&mut held, LEASE).await? {
            return Ok(());
        }
        // Without what it does for each, which would be as long as the register is large.
        let span = info_span!(target: TRACES, parent: None, "fla.roll", fla.employers = Empty);
        let all = Box::pin(self.roll_all(&mut held)).await;
        span.record("fla.employers", count(held.employers));
        drop(span);
        match all {
            Ok(true) => self.conclude_turn(held, gone).await,
            Ok(false) => Ok(()),
            Err(refused) => {
                // Best given back at once; where that fails too the lease runs out.
                let _ = self.keep_turn(&mut held, 0).await;
                Err(refused)
            }
        }
    }

    /// Writes how far the work is, and keeps it for longer; false where another instance has it.
    async fn keep_turn(&self, held: &mut Held, lease: i64) -> Result<bool, Refused> {
        let now = self.now().0;
        held.turn.until = now + lease;
        held.note.turn = Some(held.turn.clone());
        held.kept = now;
        let mut tx = self.inner.store.write().await?;
        let mine = swap_note(&mut tx, held).await?;
        if mine {
            tx.set_state(SEEN, &now.to_string()).await?;
        }
        tx.commit().await?;
        Ok(mine)
    }

    /// Does what falls due for one employer after the other; false where another instance took over.
    async fn roll_all(&self, held: &mut Held) -> Result<bool, Refused> {
        loop {
            let mut tx = self.inner.store.read().await?;
            let page = tx.employers_after(held.turn.after, PAGE).await?;
            tx.rollback().await?;
            let Some(last) = page.last().copied() else { break };
            for employer in page {
                Box::pin(self.roll_employer(employer, &held.turn)).await?;
                held.turn.after = employer;
                held.employers += 1;
                let late = self.now().0 - held.kept > KEEP;
                if (late || employer == last) && !self.keep_turn(held, LEASE).await? {
                    return Ok(false);
                }
            }
            self.inner.work_waiting.notify_one();
        }
        if self.erases_by_itself() {
            self.erase_of_nobody().await?;
        }
        Ok(true)
    }

    async fn roll_employer(&self, employer: EmployerId, turn: &Turn) -> Result<(), Refused> {
        self.clear_sheets(employer).await?;
        self.clear_batches(employer).await?;
        self.clear_batch_files(employer).await?;
        self.clear_uploads(employer).await?;
        self.clear_recalculations(employer).await?;
        self.mark_due(employer, turn).await?;
        // Neither keeps accounts back: files may be out of reach for a while.
        if let Err(refused) = self.clear_papers(employer).await {
            tracing::error!(%employer, %refused, "files of papers were not removed");
        }
        if self.erases_by_itself() {
            self.erase_daily(employer).await;
        }
        Ok(())
    }

    /// Marks those in whose account something falls due for recalculation.
    async fn mark_due(&self, employer: EmployerId, turn: &Turn) -> Result<(), Refused> {
        let due = match turn.since {
            None => None,
            Some(since) => {
                let after = since.saturating_sub(AGAIN.days());
                let periods = five_year(self.rules().conventions(turn.day));
                let starts = five_year_starts(periods, after, turn.day);
                let mut tx = self.inner.store.read().await?;
                let due = tx.accounts_due(employer, (after, turn.day), &starts).await?;
                tx.rollback().await?;
                if due.is_empty() {
                    return Ok(());
                }
                Some(due)
            }
        };
        let caller = Caller::system(employer, Channel::System, "roll");
        let mut work = self.begin(&caller, None).await?;
        match due {
            None => {
                work.tx.queue_recalculation_of_all(employer).await?;
            }
            Some(due) => work.tx.queue_recalculation(employer, &due).await?,
        }
        if work.tx.count_queued(employer).await? == 0 {
            return Ok(work.tx.rollback().await?);
        }
        enqueue_recalculation(&mut work).await?;
        Ok(work.tx.commit().await?)
    }

    /// Forgets recalculations that ended a while ago.
    async fn clear_recalculations(&self, employer: EmployerId) -> Result<(), Refused> {
        let before = Instant(self.now().0 - JOBS_KEPT);
        loop {
            let mut tx = self.inner.store.write().await?;
            let gone = tx.clear_jobs(employer, RECALCULATION, before, CHUNK).await?;
            tx.commit().await?;
            if gone < CHUNK.unsigned_abs() {
                return Ok(());
            }
        }
    }

    /// Notes that everybody is done.
    async fn conclude_turn(&self, mut held: Held, gone: bool) -> Result<(), Refused> {
        held.note.day = Some(held.turn.day);
        held.note.turn = None;
        let mut tx = self.inner.store.write().await?;
        if swap_note(&mut tx, &mut held).await? && held.turn.since.is_none() && gone {
            tx.forget_state(BEHIND).await?;
        }
        Ok(tx.commit().await?)
    }
}

/// Writes the note where it is still what it was.
async fn swap_note(tx: &mut Tx, held: &mut Held) -> Result<bool, Refused> {
    let broken = |_| Refused::Broken("note of what falls due".to_owned());
    let text = serde_json::to_string(&held.note).map_err(broken)?;
    let before = Some(held.text.as_str()).filter(|text| !text.is_empty());
    let mine = tx.swap_state(NOTE, before, &text).await?;
    held.text = text;
    Ok(mine)
}

fn five_year(conventions: &Conventions) -> FiveYear {
    FiveYear { first_start: conventions.period_start, years: i16::from(conventions.period_years) }
}

fn tell_of_older(older: &BTreeSet<String>) {
    let rules = older.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    tracing::warn!(
        rules,
        "the register follows later rules than those here, so that this instance leaves what falls due to \
         others: give it the same rules (this program's version, FLA_RULES_DIR). Where the later ones \
         were taken back on purpose, these are taken when no instance had the later ones for a day; \
         `fla recalculate` has everybody follow them at once"
    );
}
