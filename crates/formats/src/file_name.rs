//! Names of batch files, as left in the folder of a sender.
//!
//! ```text
//! FI.FLAC.123456.20261126.00001.R.2.1
//! |  |    |      |        |     | | the how-manieth part, from 1
//! |  |    |      |        |     | number of parts
//! |  |    |      |        |     environment: R real, T circuit test, S simulation
//! |  |    |      |        five capital letters or digits, unique for the sender, day and environment
//! |  |    |      day, yyyymmdd
//! |  |    number of the sender, six digits
//! |  purpose: FLAC for declarations, ACRF and NOTI for answers
//! kind
//! ```
//!
//! | kind | what it is | purpose | ends with |
//! |---|---|---|---|
//! | `FI` | a declaration file, or one part of it | `FLAC` | parts and part |
//! | `CO` | the same, compressed | `FLAC` | parts and part |
//! | `FS` | the signature of that part | `FLAC` | parts and part |
//! | `GO` | empty: all parts are there | `FLAC` | parts |
//! | `GO` | empty: the answer is there | `ACRF`, `NOTI` | environment |
//! | `TD` | empty: the parts are called back | `FLAC` | parts |
//! | `FO` | an answer | `ACRF`, `NOTI` | environment |
//! | `CO` | an answer, compressed | `ACRF`, `NOTI` | environment |
//!
//! What has the same sender, day, five characters and environment belongs together: it is one
//! [`Batch`].

mod batch;

use std::fmt;
use std::str::FromStr;

use fla_domain::anomaly::Anomaly;
use jiff::civil::Date;

pub use self::batch::{Batch, Part, Standing};
use crate::reason::{Reason, shown_name};

/// Bytes of the longest name that is looked at.
const LONGEST: usize = 64;
/// Parts of one batch.
pub const MOST_PARTS: u16 = 999;

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$each])* $variant),+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As it stands in the name.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// What stands for it in a name.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.code())
            }
        }
    };
}

codes! {
    /// What a file is for.
    Kind {
        /// A declaration file, or one part of it.
        Declaration = "FI",
        /// The same or an answer, compressed.
        Compressed = "CO",
        /// The signature of a part.
        Signature = "FS",
        /// Says that all parts, or the answer, are there.
        Go = "GO",
        /// Calls the parts back.
        CallBack = "TD",
        /// An answer.
        Answer = "FO",
    }
}

codes! {
    /// What is in a file. `FLAC` is ours.
    Purpose {
        /// Declarations to the register.
        Declarations = "FLAC",
        /// Whether a file is taken.
        Acrf = "ACRF",
        /// What became of its forms.
        Noti = "NOTI",
    }
}

codes! {
    /// What becomes of what is sent.
    Environment {
        /// It is written.
        Real = "R",
        /// Only the way is tried: the frame of the file is looked at, nothing else.
        Circuit = "T",
        /// All is checked as if it were real, nothing is written.
        Simulation = "S",
    }
}

/// Five capital letters or digits that tell the batches of a day apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sequence([u8; 5]);

impl FromStr for Sequence {
    type Err = Anomaly;

    fn from_str(text: &str) -> Result<Self, Anomaly> {
        let fits = |b: &u8| b.is_ascii_digit() || b.is_ascii_uppercase();
        let five = <[u8; 5]>::try_from(text.as_bytes()).ok().filter(|five| five.iter().all(fits));
        five.map(Self).ok_or_else(|| wrong(Reason::FileNameSequence, text))
    }
}

impl fmt::Display for Sequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| fmt::Write::write_char(f, char::from(*b)))
    }
}

/// What all files of a batch have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId {
    /// Number of the sender, from 1 to 999,999.
    pub sender: u32,
    /// The day in the name.
    pub day: Date,
    /// What tells the batches of the day apart.
    pub sequence: Sequence,
    /// Real, circuit or simulation.
    pub environment: Environment,
}

impl BatchId {
    /// The name of the answer to this batch.
    pub const fn answer(self, kind: AnswerKind, compressed: bool) -> FileName {
        let file = if compressed { Kind::Compressed } else { Kind::Answer };
        self.of_answer(file, kind)
    }

    /// The name of the file that says that the answer is there.
    pub const fn answer_go(self, kind: AnswerKind) -> FileName {
        self.of_answer(Kind::Go, kind)
    }

    const fn of_answer(self, file: Kind, kind: AnswerKind) -> FileName {
        let purpose = match kind {
            AnswerKind::Acrf => Purpose::Acrf,
            AnswerKind::Noti => Purpose::Noti,
        };
        FileName { kind: file, purpose, batch: self, parts: None, part: None }
    }

    /// The batch that is written so.
    pub fn from_text(text: &str) -> Option<Self> {
        let name: FileName = format!("FO.ACRF.{text}").parse().ok()?;
        Some(name.batch())
    }
}

impl fmt::Display for BatchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sender, day, sequence, environment } = self;
        let (year, month, day) = (day.year(), day.month(), day.day());
        write!(f, "{sender:06}.{year:04}{month:02}{day:02}.{sequence}.{environment}")
    }
}

/// Which answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerKind {
    /// Whether the batch is taken.
    Acrf,
    /// What became of its forms.
    Noti,
}

/// The name of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileName {
    batch: BatchId,
    kind: Kind,
    purpose: Purpose,
    parts: Option<u16>,
    part: Option<u16>,
}

impl FileName {
    /// The name of a part of a batch, or of its signature; nothing for numbers of parts that there
    /// are not.
    pub fn of_part(kind: PartKind, batch: BatchId, part: u16, parts: u16) -> Option<Self> {
        let kind = match kind {
            PartKind::Plain => Kind::Declaration,
            PartKind::Compressed => Kind::Compressed,
            PartKind::Signature => Kind::Signature,
        };
        let fits = (1..=MOST_PARTS).contains(&parts) && (1..=parts).contains(&part);
        let (parts, part) = (Some(parts), Some(part));
        fits.then_some(Self { batch, kind, purpose: Purpose::Declarations, parts, part })
    }

    /// The name of the file that says that all parts of a batch are there.
    pub fn go(batch: BatchId, parts: u16) -> Option<Self> {
        let first = Self::of_part(PartKind::Plain, batch, 1, parts)?;
        Some(Self { kind: Kind::Go, part: None, ..first })
    }

    /// The name of the file that calls a batch back.
    pub fn call_back(batch: BatchId, parts: u16) -> Option<Self> {
        Some(Self { kind: Kind::CallBack, ..Self::go(batch, parts)? })
    }

    /// What it is for.
    pub const fn kind(self) -> Kind {
        self.kind
    }

    /// What is in it.
    pub const fn purpose(self) -> Purpose {
        self.purpose
    }

    /// Which batch it belongs to.
    pub const fn batch(self) -> BatchId {
        self.batch
    }

    /// Of how many parts the batch is; an answer has none.
    pub const fn parts(self) -> Option<u16> {
        self.parts
    }

    /// Which part it is, or the signature of which.
    pub const fn part(self) -> Option<u16> {
        self.part
    }

    /// The name of the signature of this part.
    pub fn signature(self) -> Option<Self> {
        let of_part = matches!(self.kind, Kind::Declaration | Kind::Compressed);
        (of_part && self.part.is_some()).then_some(Self { kind: Kind::Signature, ..self })
    }
}

/// Which file of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// As it is.
    Plain,
    /// Compressed.
    Compressed,
    /// Its signature.
    Signature,
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.kind, self.purpose, self.batch)?;
        let numbers = [self.parts, self.part].into_iter().flatten();
        numbers.into_iter().try_for_each(|number| write!(f, ".{number}"))
    }
}

/// What is wrong with a part of a name, and what stands there.
fn wrong(reason: Reason, found: &str) -> Anomaly {
    reason.anomaly().with("found", shown_name(found))
}

impl FromStr for FileName {
    type Err = Anomaly;

    /// Reads the name of a file without its folder. The first part that is wrong is told.
    fn from_str(name: &str) -> Result<Self, Anomaly> {
        if name.len() > LONGEST {
            return Err(wrong(Reason::FileNameLength, name).with("max", LONGEST));
        }
        let mut steps = name.split('.');
        let mut next = || steps.next().unwrap_or_default();
        let kind = next();
        let kind = Kind::from_code(kind).ok_or_else(|| wrong(Reason::FileNameKind, kind))?;
        let purpose = purpose(kind, next())?;
        let sender = sender(next())?;
        let day = day(next())?;
        let sequence = next().parse()?;
        let environment = next();
        let environment = Environment::from_code(environment)
            .ok_or_else(|| wrong(Reason::FileNameEnvironment, environment))?;
        let batch = BatchId { sender, day, sequence, environment };
        let mut file = Self { batch, kind, purpose, parts: None, part: None };
        if purpose == Purpose::Declarations {
            let text = next();
            let parts = number(text).filter(|parts| *parts <= MOST_PARTS);
            let missing = || wrong(Reason::FileNameParts, text).with("max", MOST_PARTS);
            let parts = parts.ok_or_else(missing)?;
            file.parts = Some(parts);
            if !matches!(kind, Kind::Go | Kind::CallBack) {
                let text = next();
                let part = number(text).filter(|part| *part <= parts);
                let none = || wrong(Reason::FileNamePart, text).with("max", parts);
                file.part = Some(part.ok_or_else(none)?);
            }
        }
        match steps.next() {
            Some(more) => Err(wrong(Reason::FileNameEnd, more)),
            None => Ok(file),
        }
    }
}

fn purpose(kind: Kind, text: &str) -> Result<Purpose, Anomaly> {
    let allowed = match kind {
        Kind::Answer => &Purpose::ALL[1..],
        Kind::Compressed | Kind::Go => Purpose::ALL,
        Kind::Declaration | Kind::Signature | Kind::CallBack => &Purpose::ALL[..1],
    };
    Purpose::from_code(text).filter(|purpose| allowed.contains(purpose)).ok_or_else(|| {
        let codes: Vec<_> = allowed.iter().map(|purpose| purpose.code()).collect();
        wrong(Reason::FileNamePurpose, text).with("expected", codes.join(", "))
    })
}

fn sender(text: &str) -> Result<u32, Anomaly> {
    let six = text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    let number = six.then(|| text.parse().ok()).flatten().filter(|number| *number > 0);
    number.ok_or_else(|| wrong(Reason::FileNameSender, text))
}

fn day(text: &str) -> Result<Date, Anomaly> {
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    let date = || {
        let date =
            Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?);
        date.ok().filter(|date| date.year() >= 2000)
    };
    digits.then(date).flatten().ok_or_else(|| wrong(Reason::FileNameDay, text))
}

/// A number from 1 without zeros before it.
fn number(text: &str) -> Option<u16> {
    let digits = !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests;
