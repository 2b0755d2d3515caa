//! Use cases of the Federal Learning Account. Each change of the register is authorised, checked,
//! made idempotent, written, booked in the ledger and audited here and nowhere else; each read of
//! personal data is authorised and leaves an entry in the audit log.
//!
//! The doors: [`App::submit`] and [`App::preview`] for commands, the `read` modules for questions,
//! [`App::import`] for declarations, [`App::work`] for long work.

mod access;
mod apply;
mod audit;
mod batch;
mod batch_file;
mod caller;
mod cbe;
mod command;
mod digest;
mod evidence;
mod figures;
mod gathered;
mod import;
mod intake;
mod jobs;
mod own;
mod own_copy;
mod paper;
mod read;
mod recompute;
mod reference;
mod refused;
mod reported;
mod reports;
mod retention;
mod roll;
mod runtime;
mod sandbox;
mod seal;
mod section;
mod session;
mod sheets;
mod traced;
mod webhooks;

pub use access::{
    ApiClientView, ApiKeyView, ApiLinkView, ApiVisitor, Capacity, ClientView, FolderView,
    GrantView, INSPECTION_DAYS, INVITED, InspectionView, InvitationView, IssuedToken,
    MandateStepView, MandateView, NewFolder, NewInvitation, NewMandate, OutsideToken, Reached,
    TOKEN_LIFE, TOKEN_PREFIX, TokenFault, Visitor, client_name,
};
pub use apply::{faults_of_person, part_of, valid_until};
pub use batch::{Asked, BatchItem, BatchView, ItemView, Who};
pub use batch_file::{
    BatchFileView, DueAnswer, Environment, ExportedFile, FormPerson, FormView, Issuers, LeftFile,
    MaySign, NewBatchFile, NewUpload, Piece, Placed, Signatures, UploadView,
};
pub use caller::{Caller, Channel, Mandated};
pub use cbe::CbeEntry;
pub use command::{
    Command, CourseInput, NewEmployer, NewPart, OccupationInput, PersonInput, Targets,
};
pub use digest::{Courier, Letter, NotSent, Writer};
pub use evidence::{
    EVIDENCE_BYTES, Evidence, EvidenceContent, EvidenceInput, EvidenceUpload, MediaType,
};
pub use figures::{AuditFigures, ENDS, Figures, KINDS, OUTCOMES, Tallies};
pub use import::{
    Delivery, FileReport, ImportReport, ImportSummary, IncomingFile, Upload, UploadLimits,
};
pub use intake::{Effect, Key, Preview, Receipt};
pub use jobs::JobView;
pub use own::{OwnCommand, OwnReceipt, RecordHistory, RecordView};
pub use own_copy::{COPY_BYTES, OwnCopyItem, OwnCopyRow, OwnCopyView, own_copy_fields};
pub use paper::{BundleKind, BundleView, NoticePage, NoticeView, OwnExport, Paper, PaperCommand};
pub use read::Listed;
pub use read::account::{AccountView, EmploymentView, EntryView, PartView, RightView, YearView};
pub use read::changes::{FeedItem, FeedPage, Since};
pub use read::courses::{HolderSource, HolderView};
pub use read::dashboard::{
    Amount, Choices, Dashboard, Done, GENDERS, Named, PartsPage, PartsQuery, PeoplePage,
    PeopleQuery, ROWS, Slice,
};
pub use read::disputes::{DisputeView, QUESTIONS, StepView};
pub use read::employees::{EmployeeItem, EmployeePage, EmployeeQuery};
pub use read::history::{About, ChangeView, LookView, TrainingHistory};
pub use read::overview::{Overview, SizeView};
pub use read::reconcile::{Different, Lacking, Reconciliation, SentCredit, SentRecord, Whom};
pub use read::sharing::{SharedView, SharingView};
pub use read::tasks::{
    EmployerTasks, Task, TaskKind, TaskList, TasksEverywhere, open_trainings, quarter_deadline,
};
pub use read::trainings::{Participant, TrainingItem, TrainingPage, TrainingQuery, TrainingView};
pub use read::waiting::{CertificatePage, IncompletePage, Within};
pub use reference::Record;
pub use refused::Refused;
pub use reported::{
    ANSWERED, Accepted, AlikeView, Answering, JoinView, NewParticipant, NewReport, OwnReportedView,
    PARTICIPANTS, REPORTS, ReportView, ReportedPage, ReportedSession, ReportedView, SentPartView,
    SentReport,
};
pub use reports::{Amounts, LeaveRow, PlanReport, PlanRow, SocialBalance};
pub use roll::rules_behind;
pub use runtime::{App, Clock, Random, Setup};
pub use sandbox::{
    FARTHEST, NoSandbox, SandboxEmployer, SandboxKind, SandboxPerson, SandboxRules, SandboxState,
    SandboxView, next_reset, reset_is_due, sandbox_of,
};
pub use seal::{LogFault, LogFaultKind, SealState, tree_roots};
pub use session::{OpenSession, OwnSession, ProviderNames, SessionLimits, SessionToOpen};
pub use sheets::{
    Column, ExportQuery, Field, KeptFile, NewSheet, ReturnedRow, ReturnedRows, SheetKind,
    SheetRowView, SheetView, Verdict,
};

pub use webhooks::{
    Answered, Message, Messenger, NewWebhook, NoAnswer, Replay, Telling, WebhookView,
};

pub use fla_files::{Content, Files, NotAPlace, Place};
pub use fla_paper::Look;
pub use fla_store::TRACES;
pub use fla_store::access::{HeldQuality, Inspection, Organisation};
pub use fla_store::attachment::{Attachment, StoredEvidence};
pub use fla_store::cbe::CbeExtract;
pub use fla_store::change::Behalf;
pub use fla_store::course::{CertificateTitle, Course};
pub use fla_store::dashboard::{
    AGE_BANDS, Cut, Group, PartFilter, PartRow, PartSort, PartTotals, PersonRow, PersonSort, Sums,
};
pub use fla_store::dispute::{DisputePlace, StoredDispute};
pub use fla_store::employee::{Employee, Person};
pub use fla_store::employer::{Employer, Settings};
pub use fla_store::job::Finding;
pub use fla_store::ledger::{CreditRow, StoredAdjustment};
pub use fla_store::outbox::{DigestWish, Often, StoredMail};
pub use fla_store::overview::{EmployeeSort, PartCount};
pub use fla_store::own::{OwnAudit, StoredRecord};
pub use fla_store::paper::{Given, MissingCounts, NoticeCounts, PaperFile};
pub use fla_store::reported::{ReportedPart, ReportedTraining, SentPart};
pub use fla_store::request::{OrganisationRequest, RequestState};
pub use fla_store::retention::Erasure;
pub use fla_store::right::{RightState, StoredCompanyDays, StoredOverride, StoredRight};
pub use fla_store::sharing::Judgement;
pub use fla_store::task::{CertificateRow, IncompleteRow, TaskDone};
pub use fla_store::training::{StandingPart, StoredPart, StoredTraining};
pub use fla_store::webhook::WebhookStanding;
