//! What is to become of a row.

use fla_domain::anomaly::Anomaly;

use crate::Command;

/// What is to become of a row, or became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The register does not know this yet.
    New,
    /// The register knows another thing, and the row is later.
    Newer,
    /// Nothing changes.
    Same,
    /// The register said so before, and says another thing since.
    Older,
    /// It contradicts what was changed in the register since, or another row.
    Conflict,
    /// It cannot be taken.
    Refused,
    /// It was carried out.
    Done,
    /// It was carried out and taken back.
    Undone,
    /// It was carried out and could not be taken back.
    Stays,
}

impl Verdict {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 9] = [
        Self::New,
        Self::Newer,
        Self::Same,
        Self::Older,
        Self::Conflict,
        Self::Refused,
        Self::Done,
        Self::Undone,
        Self::Stays,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Newer => "newer",
            Self::Same => "same",
            Self::Older => "older",
            Self::Conflict => "conflict",
            Self::Refused => "refused",
            Self::Done => "done",
            Self::Undone => "undone",
            Self::Stays => "stays",
        }
    }

    /// The verdict of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// Whether it is going to be carried out.
    pub const fn is_to_do(self) -> bool {
        matches!(self, Self::New | Self::Newer)
    }

    /// Whether the row is handed back.
    pub const fn is_returned(self) -> bool {
        matches!(self, Self::Refused | Self::Conflict | Self::Older)
    }
}

/// What was found of a row.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) verdict: Verdict,
    /// Rows with the same are carried out together.
    pub(super) group: String,
    /// Rows with the same speak of the same thing.
    pub(super) item: String,
    pub(super) faults: Vec<Anomaly>,
}

impl Judged {
    pub(super) fn refused(faults: Vec<Anomaly>) -> Self {
        Self { verdict: Verdict::Refused, group: String::new(), item: String::new(), faults }
    }
}

/// What the rows of a group come to.
#[derive(Default)]
pub(super) struct Plan {
    /// What is to be done, in order, each with the tail of its key and its reason.
    pub(super) commands: Vec<(&'static str, Command, Option<String>)>,
    /// Rows that cannot be taken after all, by number.
    pub(super) left_out: Vec<(i64, Verdict, Vec<Anomaly>)>,
}
