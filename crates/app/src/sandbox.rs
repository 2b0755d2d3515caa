//! A sandbox: an installation in which anybody gets keys, with invented employers, a date that can be
//! moved, and a store that is begun anew each night. What an installation is stands in its store, so
//! that a register is never taken for a sandbox nor the other way round.
//!
//! | room | what it holds |
//! |---|---|
//! | [`make`] | what somebody who asks for a key gets |

mod make;

use std::collections::HashMap;
use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::atomic::{AtomicI32, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, Ssin};
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_store::Store;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::INSTALLATION;
use crate::roll::was_begun;
use crate::runtime::Clock;
use crate::{App, Caller, Channel, Refused};

pub use make::{SandboxEmployer, SandboxKind, SandboxPerson, SandboxView};

/// Under which name the store says that it is a sandbox's.
const MARK: &str = "sandbox";
/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;
/// Microseconds of a day.
const DAY: i64 = 24 * HOUR;
/// How many days the date can lie ahead: enough for the five years after which credit lapses.
pub const FARTHEST: i32 = 2_200;
/// Longest name of who moved the date, in characters.
const NAME: usize = 60;
/// How many keys are given between two resets.
const MOST: u32 = 4_000;
/// Addresses that are remembered; beyond it those that asked longest ago are forgotten.
const ADDRESSES: usize = 10_000;

/// How a sandbox is set up.
#[derive(Clone, Debug)]
pub struct SandboxRules {
    /// The hour in Brussels, 0 to 23, at which everything is begun anew.
    pub reset_hour: i8,
    /// How many keys an address gets in an hour.
    pub keys_per_hour: usize,
    /// The header in which a proxy in front tells the address of whoever asks; without one it is
    /// that of the connection.
    pub address_header: Option<String>,
}

/// What the store says of its sandbox.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mark {
    /// When its data were made, in microseconds.
    made_at: i64,
    /// How many days its date lies ahead.
    shift: i32,
    /// Who moved the date last, in their own words.
    moved_by: Option<String>,
    /// How many organisations were given out.
    drawn: u32,
}

/// What everybody is told of a sandbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SandboxState {
    /// The date by which it works.
    pub today: Date,
    /// The date in the world.
    pub real: Date,
    /// Who moved it, where it was.
    pub moved_by: Option<String>,
    /// When everything goes.
    pub reset_at: Instant,
}

/// The sandbox of an application.
pub(crate) struct Sandbox {
    rules: SandboxRules,
    shift: Arc<AtomicI32>,
    drawn: AtomicU32,
    moved_by: Mutex<Option<String>>,
    /// One organisation is made, or one date set, at a time.
    turn: tokio::sync::Mutex<()>,
    asked: Mutex<HashMap<IpAddr, VecDeque<Instant>>>,
}

/// Why a store cannot be a sandbox's.
#[derive(Debug, thiserror::Error)]
pub enum NoSandbox {
    /// There is a register in it.
    #[error("the data are those of a register, not of a sandbox")]
    Register,
    /// It does not answer, or not with sense.
    #[error("the store")]
    Store(#[from] Refused),
}

/// Whether this hour's reset came since an instant.
pub fn reset_is_due(made: Instant, now: Instant, hour: i8) -> bool {
    next_reset(made, hour).0 <= now.0
}

/// The first instant after another at which it is this hour in Brussels.
pub fn next_reset(after: Instant, hour: i8) -> Instant {
    let mut day = after.date_in_brussels();
    loop {
        let at = Instant::of_brussels(day.at(hour, 0, 0, 0));
        if at.0 > after.0 {
            return at;
        }
        day = day.tomorrow().unwrap_or(Date::MAX);
    }
}

/// When the sandbox of a store was made; `None` where it is no sandbox's.
pub async fn sandbox_of(store: &Store) -> Result<Option<Instant>, Refused> {
    Ok(mark_of(store).await?.map(|mark| Instant(mark.made_at)))
}

async fn mark_of(store: &Store) -> Result<Option<Mark>, Refused> {
    let mut tx = store.read().await?;
    let text = tx.get_state(MARK).await?;
    tx.rollback().await?;
    let read = |text: String| serde_json::from_str(&text);
    text.map(read).transpose().map_err(|_| Refused::Broken("mark of the sandbox".to_owned()))
}

impl App {
    /// When the sandbox of a store was made; `None` where it is no sandbox's.
    pub async fn sandbox_made_at(&self) -> Result<Option<Instant>, Refused> {
        Ok(self.sandbox_mark().await?.map(|mark| Instant(mark.made_at)))
    }

    /// Makes an empty store that of a sandbox.
    ///
    /// # Errors
    /// Where there is anything in it that is not of a sandbox.
    pub async fn found_sandbox(&self) -> Result<(), NoSandbox> {
        if self.sandbox_mark().await?.is_some() {
            return Ok(());
        }
        let mut tx = self.inner.store.read().await.map_err(Refused::from)?;
        let employers = tx.employer_ids().await.map_err(Refused::from)?;
        // A register that has no employer yet has been sealed or rolled since it began.
        let begun = was_begun(&mut tx).await?;
        tx.rollback().await.map_err(Refused::from)?;
        if !employers.is_empty() || begun {
            return Err(NoSandbox::Register);
        }
        let mark = Mark { made_at: self.now().0, shift: 0, moved_by: None, drawn: 0 };
        Ok(self.keep_mark(&mark).await?)
    }

    /// Runs as the sandbox that the store is said to be. Said once.
    pub async fn be_sandbox(&self, rules: SandboxRules) -> Result<(), NoSandbox> {
        let mark = self.sandbox_mark().await?.ok_or(NoSandbox::Register)?;
        self.inner.shift.store(mark.shift, Ordering::Relaxed);
        let sandbox = Sandbox {
            rules,
            shift: Arc::clone(&self.inner.shift),
            drawn: AtomicU32::new(mark.drawn),
            moved_by: Mutex::new(mark.moved_by),
            turn: tokio::sync::Mutex::new(()),
            asked: Mutex::default(),
        };
        let _ = self.inner.sandbox.set(sandbox);
        Ok(())
    }

    /// What everybody is told of the sandbox; `None` where this is a register.
    pub fn sandbox(&self) -> Option<SandboxState> {
        let sandbox = self.inner.sandbox.get()?;
        let now = self.now();
        let real = now.date_in_brussels();
        let today = self.today();
        let by = locked(&sandbox.moved_by).clone();
        Some(SandboxState {
            today,
            real,
            moved_by: by.filter(|_| today != real),
            reset_at: next_reset(now, sandbox.rules.reset_hour),
        })
    }

    /// The header that tells the address of whoever asks a sandbox.
    pub fn sandbox_address_header(&self) -> Option<&str> {
        self.inner.sandbox.get()?.rules.address_header.as_deref()
    }

    /// Those who manage the access of organisations of the sandbox, to be signed in as.
    pub fn sandbox_managers(&self) -> Vec<(SandboxPerson, EnterpriseNumber)> {
        let drawn = self.inner.sandbox.get().map(|one| one.drawn.load(Ordering::Relaxed));
        (0..drawn.unwrap_or_default()).map(make::manager_of).collect()
    }

    /// A clock of which the day is that of the sandbox; the real one in a register.
    pub fn business_clock(&self) -> Clock {
        let (clock, shift) = (Arc::clone(&self.inner.clock), Arc::clone(&self.inner.shift));
        Arc::new(move || Instant(clock().0 + i64::from(shift.load(Ordering::Relaxed)) * DAY))
    }

    /// Whoever uses the pages of a sandbox, where nobody has to say who they are: `by` is the name
    /// in their own words.
    pub fn sandbox_visitor(&self, by: &str, trace: &str) -> Caller {
        let name = by.trim().chars().take(NAME).collect::<String>();
        let name = if name.is_empty() { "sandbox".to_owned() } else { name };
        Caller { name, ..Caller::system(INSTALLATION, Channel::Web, trace) }
    }

    /// Sets the date of the sandbox, for everybody, and has rights and credits follow. `by` is who
    /// did so in their own words. It is noted in the log of the installation, of which the date is:
    /// who did it, and which date it was set to, as the reason.
    ///
    /// # Errors
    /// `DATE-008` for a day before the real one or too far ahead; hidden where this is no sandbox.
    pub async fn set_sandbox_date(
        &self,
        caller: &Caller,
        to: Date,
        by: &str,
    ) -> Result<SandboxState, Refused> {
        let sandbox = self.inner.sandbox.get().ok_or(Refused::Hidden)?;
        let real = self.now().date_in_brussels();
        let ahead = to.since(real).map_or(-1, |span| span.get_days());
        if !(0..=FARTHEST).contains(&ahead) {
            return Err(Anomaly::new(Zone::SandboxDate, Fault::OutsideDomain).at("date").into());
        }
        let turn = sandbox.turn.lock().await;
        let by: String = by.trim().chars().take(NAME).collect();
        let mut mark = self.sandbox_mark().await?.ok_or(Refused::Hidden)?;
        mark.shift = ahead;
        mark.moved_by = Some(by.clone()).filter(|by| !by.is_empty() && ahead != 0);
        self.keep_date(&mark, caller, to).await?;
        sandbox.shift.store(ahead, Ordering::Relaxed);
        locked(&sandbox.moved_by).clone_from(&mark.moved_by);
        drop(turn);
        tracing::info!(days = ahead, "the date of the sandbox was set");
        self.roll().await?;
        self.sandbox().ok_or(Refused::Hidden)
    }

    /// Whether an address may ask for another key now; the seconds to wait where it may not.
    pub fn may_ask_for_key(&self, address: IpAddr) -> Result<(), i64> {
        let Some(sandbox) = self.inner.sandbox.get() else { return Ok(()) };
        let now = self.now();
        if sandbox.drawn.load(Ordering::Relaxed) >= MOST {
            return Err((next_reset(now, sandbox.rules.reset_hour).0 - now.0) / 1_000_000);
        }
        let mut asked = locked(&sandbox.asked);
        asked.retain(|_, times| times.back().is_some_and(|last| now.0 - last.0 < HOUR));
        if asked.len() >= ADDRESSES {
            let oldest = asked.iter().min_by_key(|(_, times)| times.back().copied());
            if let Some(oldest) = oldest.map(|(address, _)| *address) {
                asked.remove(&oldest);
            }
        }
        let times = asked.entry(address).or_default();
        while times.front().is_some_and(|first| now.0 - first.0 >= HOUR) {
            times.pop_front();
        }
        if times.len() >= sandbox.rules.keys_per_hour {
            let first = times.front().copied().unwrap_or(now);
            return Err((first.0 + HOUR - now.0) / 1_000_000 + 1);
        }
        times.push_back(now);
        Ok(())
    }

    /// Refuses in a sandbox the number of somebody who may live.
    pub(crate) fn invented(&self, ssin: &Ssin) -> Result<(), Refused> {
        if self.inner.sandbox.get().is_none() || synthetic::is_synthetic(ssin) {
            return Ok(());
        }
        Err(Anomaly::new(Zone::Ssin, Fault::OutsideDomain).at("ssin").into())
    }

    async fn sandbox_mark(&self) -> Result<Option<Mark>, Refused> {
        mark_of(&self.inner.store).await
    }

    /// Keeps another date, together with the note of who set it.
    async fn keep_date(&self, mark: &Mark, caller: &Caller, to: Date) -> Result<(), Refused> {
        let own = caller.employer();
        let acted = if own == INSTALLATION {
            caller.clone()
        } else {
            let name = self.own_employer(caller).await?.name;
            caller.seen_from(INSTALLATION, &name, None)
        };
        let mut entry = self.audit_entry(&acted, "setSandboxDate", "done", 0);
        entry.reason = Some(to.to_string());
        let text = text_of(mark)?;
        let mut tx = self.inner.store.write().await?;
        tx.set_state(MARK, &text).await?;
        tx.insert_audit(INSTALLATION, &[(entry, Vec::new())]).await?;
        Ok(tx.commit().await?)
    }

    async fn keep_mark(&self, mark: &Mark) -> Result<(), Refused> {
        let text = text_of(mark)?;
        let mut tx = self.inner.store.write().await?;
        tx.set_state(MARK, &text).await?;
        Ok(tx.commit().await?)
    }
}

fn text_of(mark: &Mark) -> Result<String, Refused> {
    serde_json::to_string(mark).map_err(|_| Refused::Broken("mark of the sandbox".to_owned()))
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant(text.parse::<jiff::Timestamp>().unwrap().as_microsecond())
    }

    #[test]
    fn the_reset_comes_at_its_hour_in_brussels() {
        for (after, hour, next) in [
            ("2026-11-26T12:00:00Z", 3, "2026-11-27T02:00:00Z"),
            ("2026-11-26T01:59:59Z", 3, "2026-11-26T02:00:00Z"),
            ("2026-11-26T02:00:00Z", 3, "2026-11-27T02:00:00Z"),
            ("2026-07-01T12:00:00Z", 0, "2026-07-01T22:00:00Z"),
            // The night in which clocks go forward, from 02:00 to 03:00.
            ("2026-03-28T12:00:00Z", 2, "2026-03-29T01:00:00Z"),
        ] {
            assert_eq!(next_reset(at(after), hour), at(next), "{after}");
            assert!(!reset_is_due(at(after), at(after), hour), "{after}");
            assert!(reset_is_due(at(after), at(next), hour), "{after}");
        }
    }
}
