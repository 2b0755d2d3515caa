//! Use cases of the Federal Learning Account. Each change of the register is authorised, checked,
//! made idempotent, written, booked in the ledger and audited here and nowhere else; each read of
//! personal data is authorised and leaves an entry in the audit log.
//!
//! The doors: [`App::submit`] and [`App::preview`] for commands, the `read` modules for questions,
//! [`App::import`] for declarations, [`App::work`] for long work.

mod access;
mod apply;
mod audit;
mod caller;
mod command;
mod import;
mod intake;
mod jobs;
mod read;
mod recompute;
mod refused;
mod runtime;
mod session;

pub use access::{Capacity, GrantView, Visitor};
pub use caller::{Caller, Channel};
pub use command::{Command, NewEmployer, NewPart, OccupationInput, PersonInput, Targets};
pub use import::{Delivery, FileReport, ImportReport, IncomingFile, Upload, UploadLimits};
pub use intake::{Effect, Key, Preview, Receipt};
pub use jobs::JobView;
pub use read::account::{AccountView, EmploymentView, EntryView, PartView, RightView, YearView};
pub use read::employees::{EmployeeItem, EmployeePage, EmployeeQuery};
pub use read::history::{ChangeView, LookView, TrainingHistory};
pub use read::overview::{Overview, SizeView};
pub use read::trainings::{Participant, TrainingItem, TrainingPage, TrainingQuery, TrainingView};
pub use refused::Refused;
pub use runtime::{App, Clock, Random, Setup};
pub use session::{OpenSession, OwnSession, SessionLimits};

pub use fla_store::employee::{Employee, Person};
pub use fla_store::employer::{Employer, Settings};
pub use fla_store::job::Finding;
pub use fla_store::ledger::{CreditRow, StoredAdjustment};
pub use fla_store::overview::{EmployeeSort, PartCount};
pub use fla_store::right::{RightState, StoredCompanyDays, StoredOverride, StoredRight};
pub use fla_store::training::{StoredPart, StoredTraining};
