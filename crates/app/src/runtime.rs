//! The application with what it runs on: store, rules, clock, randomness, files.

use std::sync::atomic::{AtomicBool, AtomicI32, AtomicI64, Ordering};
use std::sync::{Arc, OnceLock};

use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_files::Files;
use fla_sheets::pdf;
use fla_store::Store;
use jiff::ToSpan as _;
use jiff::civil::Date;
use tokio::sync::{Mutex, Notify};
use uuid::Uuid;

use crate::access::Tokens;
use crate::audit::AuditWriter;
use crate::batch_file::Signatures;
use crate::figures::Tallies;
use crate::gathered::Gathered;
use crate::import::Readings;
use crate::sandbox::Sandbox;
use crate::seal::Sealing;
use crate::webhooks::{Changed, Telling};

/// How many bits of an id tell the place among records that came together.
const PLACE_BITS: u32 = 12;

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Fills a buffer with unpredictable bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// What an application is made of.
pub struct Setup {
    /// The register.
    pub store: Store,
    /// The rules in force.
    pub rules: RuleBook,
    /// Time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// Where uploaded files are kept until and after they are processed.
    pub files: Files,
}

/// The application; cheap to clone.
#[derive(Clone)]
pub struct App {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) rules: RuleBook,
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    pub(crate) files: Files,
    pub(crate) work_waiting: Notify,
    pub(crate) audit: AuditWriter,
    pub(crate) readings: Readings,
    /// Who takes jobs from the queue: this process.
    pub(crate) worker: Uuid,
    /// Who reads PDF documents, where anybody does.
    pub(crate) pdfs: OnceLock<pdf::Reader>,
    /// What the audit log is sealed with, where it is.
    pub(crate) sealing: OnceLock<Sealing>,
    /// How many days rows of spreadsheets are kept.
    pub(crate) sheet_days: OnceLock<u32>,
    /// Whether what is past its term is erased by itself.
    pub(crate) retention: OnceLock<bool>,
    /// How files are to be signed.
    pub(crate) signatures: OnceLock<Signatures>,
    /// How many days the date lies ahead: in a sandbox only.
    pub(crate) shift: Arc<AtomicI32>,
    /// The sandbox, where this is one.
    pub(crate) sandbox: OnceLock<Sandbox>,
    /// With what webhooks are told, where they are.
    pub(crate) telling: OnceLock<Telling>,
    /// Who changed lately.
    pub(crate) changed: Changed,
    /// Whose tokens were seen lately.
    pub(crate) tokens: Tokens,
    /// Registrations that wait for one of the same caller.
    pub(crate) gathered: Gathered,
    /// What this process did.
    pub(crate) tallies: Tallies,
    /// One at a time sees to what falls due.
    pub(crate) rolling: Mutex<()>,
    /// Whether it is left to instances with later rules.
    pub(crate) stands_back: AtomicBool,
    /// Whether this process is to end: no further step of a job is begun.
    pub(crate) stopping: AtomicBool,
    /// The latest instant given to a change: time may jump back, the order of changes may not.
    latest: AtomicI64,
}

impl App {
    /// Puts the application together. Call from within a tokio runtime.
    pub fn new(setup: Setup) -> Self {
        let audit = AuditWriter::start(setup.store.clone());
        let worker = random_id(&setup.random);
        Self {
            inner: Arc::new(Inner {
                store: setup.store,
                rules: setup.rules,
                clock: setup.clock,
                random: setup.random,
                files: setup.files,
                work_waiting: Notify::new(),
                audit,
                readings: Readings::default(),
                worker,
                pdfs: OnceLock::new(),
                sealing: OnceLock::new(),
                sheet_days: OnceLock::new(),
                retention: OnceLock::new(),
                signatures: OnceLock::new(),
                shift: Arc::default(),
                sandbox: OnceLock::new(),
                telling: OnceLock::new(),
                changed: Changed::default(),
                tokens: Tokens::default(),
                gathered: Gathered::default(),
                tallies: Tallies::default(),
                rolling: Mutex::default(),
                stands_back: AtomicBool::new(false),
                stopping: AtomicBool::new(false),
                latest: AtomicI64::new(0),
            }),
        }
    }

    /// Has PDF documents read by a program of its own. Said once, before anything is taken in;
    /// without it no PDF is read.
    pub fn read_pdfs_with(&self, reader: pdf::Reader) {
        let _ = self.inner.pdfs.set(reader);
    }

    /// Says how many days rows of spreadsheets are kept after an import last went on. Said once.
    pub fn keep_sheets(&self, days: u32) {
        let _ = self.inner.sheet_days.set(days);
    }

    /// How many days rows of spreadsheets are kept: 60 where nothing else is said.
    pub fn sheet_days(&self) -> u32 {
        self.inner.sheet_days.get().copied().unwrap_or(60)
    }

    /// The rules in force.
    pub fn rules(&self) -> &RuleBook {
        &self.inner.rules
    }

    /// The store, for the operator's tools (backup, check).
    pub fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Where files are kept, for the operator's tools.
    pub fn files(&self) -> &Files {
        &self.inner.files
    }

    /// The instant by the application's clock.
    pub fn now(&self) -> Instant {
        (self.inner.clock)()
    }

    /// The instant of a new change: later than `earliest` and than any given before.
    pub(crate) fn next_instant(&self, earliest: Instant) -> Instant {
        let wanted = self.now().0.max(earliest.0);
        let before = self.inner.latest.fetch_max(wanted, Ordering::AcqRel);
        if before < wanted {
            return Instant(wanted);
        }
        Instant(self.inner.latest.fetch_add(1, Ordering::AcqRel) + 1)
    }

    /// The date by which the register works: the civil date in Brussels, or where a sandbox's was
    /// moved that one.
    pub fn today(&self) -> Date {
        self.day_of(self.now())
    }

    /// The same of an instant.
    pub(crate) fn day_of(&self, at: Instant) -> Date {
        let ahead = self.inner.shift.load(Ordering::Relaxed);
        at.date_in_brussels().saturating_add(ahead.days())
    }

    /// An id that leaves the house: 122 random bits.
    pub(crate) fn opaque_id(&self) -> Uuid {
        random_id(&self.inner.random)
    }

    /// An id that leaves the house, for the `place`-th of `of` records that come together: its first
    /// [`PLACE_BITS`] bits grow with the place, the other 110 are random. Rows written in the order
    /// of their keys are written far faster than rows strewn over the whole table.
    pub(crate) fn placed_id(&self, place: u64, of: u64) -> Uuid {
        let mut bytes = [0; 16];
        (self.inner.random)(&mut bytes);
        let slice = (u128::from(place.min(of)) << PLACE_BITS) / (u128::from(of) + 1);
        let random = u128::from_be_bytes(bytes) >> PLACE_BITS;
        let bits = (slice << (128 - PLACE_BITS)) | random;
        uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid()
    }

    /// An id that leaves the house, of a record that comes alone or in its place among others.
    pub(crate) fn id_at(&self, place: Option<(u64, u64)>) -> Uuid {
        place.map_or_else(|| self.opaque_id(), |(place, of)| self.placed_id(place, of))
    }

    /// An id that grows with time, for rows that are only reached through others.
    pub(crate) fn ordered_id(&self, at: Instant) -> Uuid {
        let mut bytes = [0; 10];
        (self.inner.random)(&mut bytes);
        let millis = u64::try_from(at.0 / 1000).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
    }
}

fn random_id(random: &Random) -> Uuid {
    let mut bytes = [0; 16];
    random(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").finish_non_exhaustive()
    }
}
