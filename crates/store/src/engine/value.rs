//! What a statement can be given: whole numbers, text, ids, bytes, and sets of the first three.

use fla_domain::identifier::{EnterpriseNumber, JointCommittee, NssoNumber, Ssin};
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Quarter};
use jiff::civil::Date;
use uuid::Uuid;

/// An argument of a statement.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// A whole number; yes and no are 1 and 0.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
    /// An id.
    Id(Option<Uuid>),
    /// Bytes.
    Blob(Option<Vec<u8>>),
    /// A set of whole numbers, for `IN ANY_INT`.
    Ints(Vec<i64>),
    /// A set of texts, for `IN ANY_TEXT`.
    Texts(Vec<String>),
    /// A set of ids, for `IN ANY_ID`.
    Ids(Vec<Uuid>),
}

impl std::fmt::Debug for Value {
    /// Only the kind: values may be personal data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Int(_) => "Int",
            Self::Text(_) => "Text",
            Self::Id(_) => "Id",
            Self::Blob(_) => "Blob",
            Self::Ints(_) => "Ints",
            Self::Texts(_) => "Texts",
            Self::Ids(_) => "Ids",
        })
    }
}

impl Value {
    /// The member of a set that has no other.
    pub(super) fn only_member(&self) -> Option<Self> {
        match self {
            Self::Ints(members) => one(members).map(|member| Self::Int(Some(*member))),
            Self::Texts(members) => one(members).map(|member| Self::Text(Some(member.clone()))),
            Self::Ids(members) => one(members).map(|member| Self::Id(Some(*member))),
            Self::Int(_) | Self::Text(_) | Self::Id(_) | Self::Blob(_) => None,
        }
    }

    /// Whether no text in it holds the character U+0000.
    pub(super) fn is_writable(&self) -> bool {
        match self {
            Self::Text(Some(text)) => !text.contains('\0'),
            Self::Texts(texts) => !texts.iter().any(|text| text.contains('\0')),
            _ => true,
        }
    }
}

fn one<T>(members: &[T]) -> Option<&T> {
    match members {
        [member] => Some(member),
        _ => None,
    }
}

/// A type with a place among the values, also when there is nothing.
pub trait Argument {
    /// Nothing, of this kind.
    const NOTHING: Value;
    /// The value.
    fn into_value(self) -> Value;
}

impl<T: Argument> Argument for Option<T> {
    const NOTHING: Value = T::NOTHING;
    fn into_value(self) -> Value {
        self.map_or(T::NOTHING, T::into_value)
    }
}

/// Gives types a place among the values: `arguments!(Int: u32 => |v| v.into())`.
macro_rules! arguments {
    ($kind:ident: $($type:ty => $to:expr),+ $(,)?) => {$(
        impl Argument for $type {
            const NOTHING: Value = Value::$kind(None);
            fn into_value(self) -> Value {
                let to: fn($type) -> _ = $to;
                Value::$kind(Some(to(self)))
            }
        }
        impl Argument for &$type {
            const NOTHING: Value = Value::$kind(None);
            fn into_value(self) -> Value {
                <$type as Argument>::into_value(Clone::clone(self))
            }
        }
    )+};
}

arguments!(Int:
    bool => i64::from, i8 => i64::from, i16 => i64::from, i32 => i64::from, i64 => |v| v,
    u8 => i64::from, u16 => i64::from, u32 => i64::from,
    Instant => |v| v.0, Minutes => |v| v.0, Quarter => Quarter::yyyyq,
    NssoNumber => |v| i64::try_from(v.value()).unwrap_or(i64::MAX),
);
arguments!(Text:
    String => |v| v, Date => |v| v.to_string(), Ssin => |v| v.digits().to_owned(),
    EnterpriseNumber => |v| v.digits().to_owned(), JointCommittee => |v| v.code().to_owned(),
    Language => |v| v.code().to_owned(),
);
arguments!(Id: Uuid => |v| v);
arguments!(Blob: Vec<u8> => |v| v);

impl Argument for &str {
    const NOTHING: Value = Value::Text(None);
    fn into_value(self) -> Value {
        Value::Text(Some(self.to_owned()))
    }
}

impl<const N: usize> Argument for [u8; N] {
    const NOTHING: Value = Value::Blob(None);
    fn into_value(self) -> Value {
        Value::Blob(Some(self.to_vec()))
    }
}

impl Argument for &[u8] {
    const NOTHING: Value = Value::Blob(None);
    fn into_value(self) -> Value {
        Value::Blob(Some(self.to_vec()))
    }
}

impl Argument for Value {
    const NOTHING: Value = Value::Int(None);
    fn into_value(self) -> Value {
        self
    }
}

/// A type of which a statement can be given a set.
pub trait Member: Argument + Clone {
    /// The set.
    fn set(members: &[Self]) -> Value;
}

impl<T: Member> Argument for &[T] {
    const NOTHING: Value = Value::Int(None);
    fn into_value(self) -> Value {
        T::set(self)
    }
}

impl<T: Member> Argument for &Vec<T> {
    const NOTHING: Value = Value::Int(None);
    fn into_value(self) -> Value {
        T::set(self)
    }
}

macro_rules! members {
    ($kind:ident: $($type:ty => $to:expr),+ $(,)?) => {$(
        impl Member for $type {
            fn set(members: &[Self]) -> Value {
                Value::$kind(members.iter().map($to).collect())
            }
        }
    )+};
}

members!(Ints: i64 => |v| *v, i16 => |v| i64::from(*v), Quarter => |v| v.yyyyq());
members!(Texts:
    String => Clone::clone, &str => |v| (*v).to_owned(), Ssin => |v| v.digits().to_owned(),
    JointCommittee => |v| v.code().to_owned(),
    EnterpriseNumber => |v| v.digits().to_owned(),
);
members!(Ids: Uuid => |v| *v);

/// The ids of the domain are arguments, members of sets and columns.
macro_rules! ids {
    ($($name:ident),+ $(,)?) => {$(
        impl Argument for fla_domain::ids::$name {
            const NOTHING: Value = Value::Id(None);
            fn into_value(self) -> Value {
                Value::Id(Some(self.0))
            }
        }
        impl Argument for &fla_domain::ids::$name {
            const NOTHING: Value = Value::Id(None);
            fn into_value(self) -> Value {
                Value::Id(Some(self.0))
            }
        }
        impl Member for fla_domain::ids::$name {
            fn set(members: &[Self]) -> Value {
                Value::Ids(members.iter().map(|v| v.0).collect())
            }
        }
        impl super::Column for fla_domain::ids::$name {
            fn decode(cell: super::Cell<'_>) -> Result<Self, super::Unreadable> {
                Ok(Self(<Uuid as super::Column>::decode(cell)?))
            }
        }
    )+};
}

ids!(
    EmployerId,
    EmployeeId,
    RightId,
    TrainingId,
    ParticipationId,
    ChangeId,
    EntryId,
    AdjustmentId,
    CompanyDaysId,
    JobId,
    FileId,
    SessionId,
    AuditId,
    GrantId,
    MandateId,
    ClientId,
    ClientKeyId,
    BatchId,
    BatchFileId,
    UploadId,
    WebhookId,
    InvitationId,
    RequestId,
    ReportId,
    ReportPartId,
    InspectionId,
    OwnRecordId,
    DisputeId,
    CourseId,
    NoticeId,
);
