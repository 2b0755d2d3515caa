//! The door for payroll declarations: what kind of file it is, by its root element.
//!
//! The name of the file says nothing; only its content counts.

mod validate;

use std::fmt;
use std::io::BufRead;

use fla_domain::anomaly::Anomaly;

pub use self::validate::{Employer, Place, Summary, validate, validate_and};
use crate::reason::Reason;
use crate::tag::Tag;
use crate::xml::Xml;
use crate::{dimona, dmfa};

/// The kinds of declarations that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The quarterly payroll declaration, root `DmfAOriginal`.
    Dmfa,
    /// The immediate declaration of employment, root `Dimona`.
    Dimona,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Dmfa => "DmfA",
            Self::Dimona => "Dimona",
        })
    }
}

/// A reader of whichever kind the file is.
#[expect(clippy::large_enum_variant, reason = "there is one of it, and it is not moved about")]
pub enum Reader<R> {
    /// A quarterly payroll declaration.
    Dmfa(dmfa::Reader<R>),
    /// Immediate declarations of employment.
    Dimona(dimona::Reader<R>),
}

impl<R: BufRead> Reader<R> {
    /// Reads up to the root element and decides by it.
    ///
    /// A file of another kind is refused: the anomaly is of zone `FILE` and says in its argument
    /// `reason` (see [`crate::reason`]) whether it is another XML file, a web page, a PDF, an
    /// archive, of another encoding, or empty.
    pub fn open(source: R) -> Result<Self, Anomaly> {
        let mut xml = Xml::new(source);
        match xml.root()? {
            Tag::DmfAOriginal => Ok(Self::Dmfa(dmfa::Reader::new(xml))),
            Tag::Dimona => Ok(Self::Dimona(dimona::Reader::new(xml))),
            _ => {
                let root = xml.name();
                if root.eq_ignore_ascii_case("html") {
                    return Err(xml.fault((Reason::Html, None)));
                }
                Err(xml.fault((Reason::Root, Some(("root", root)))))
            }
        }
    }

    /// The kind of the file.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Dmfa(_) => Kind::Dmfa,
            Self::Dimona(_) => Kind::Dimona,
        }
    }
}
