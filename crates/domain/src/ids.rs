//! Opaque identifiers: one type per noun, so that two ids are never mixed up.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// An employer in the register: the tenant to which every record of its people belongs.
    EmployerId,
    /// A person in the service of one employer; the same person with two employers has two.
    EmployeeId,
    /// A training right of an employee, a calendar year and a kind.
    RightId,
    /// A training: the event, for one or many participants.
    TrainingId,
    /// The part of one employee in a training.
    ParticipationId,
    /// A command that was carried out: who, when, why, through which channel.
    ChangeId,
    /// An entry of the ledger.
    EntryId,
    /// An adjustment of a credit, with a reason.
    AdjustmentId,
    /// Extra days that the employer gives.
    CompanyDaysId,
    /// A piece of long work that runs in the background.
    JobId,
    /// An uploaded file.
    FileId,
    /// A session of a signed-in person.
    SessionId,
    /// An entry of the audit log.
    AuditId,
    /// A role that a person holds with an organisation.
    GrantId,
    /// Software of an organisation that acts through the REST API.
    ClientId,
    /// A public key of such software.
    ClientKeyId,
    /// A batch: many changes that a sender sends at once.
    BatchId,
    /// A batch file.
    BatchFileId,
    /// A batch file that comes in over several requests.
    UploadId,
    /// A place that is told what happened.
    WebhookId,
    /// A mandate that an employer gave a provider.
    MandateId,
    /// An invitation to a role, by a link that works once.
    InvitationId,
    /// A request to add an organisation.
    RequestId,
    /// A training as a training provider reported it, for people of several employers.
    ReportId,
    /// The part of such a report that is about one person.
    ReportPartId,
    /// An inspection of an employer under a stated reason.
    InspectionId,
    /// A training or diploma that a person declares of themself.
    OwnRecordId,
    /// A question of an employee about an entry, or about one that is missing.
    DisputeId,
    /// A course on the employer's own list.
    CourseId,
    /// A yearly notice.
    NoticeId,
}
