//! Why a file cannot be read.
//!
//! An anomaly of the zones `FILE` and `ELEMENT` has an argument `reason` with one of these
//! names, so that its text can be chosen by zone, fault and reason. Other arguments are listed
//! with each reason.

use std::fmt;

use fla_domain::anomaly::{Anomaly, Fault, Zone};

macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $zone:ident, $fault:ident;)+) => {
        /// Why a file, or an element of it, cannot be read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Reason { $($(#[$doc])* $name),+ }

        impl Reason {
            /// All reasons.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable name, as found in the argument `reason`.
            pub const fn key(self) -> &'static str { match self { $(Self::$name => $key),+ } }

            /// What it is about.
            pub const fn zone(self) -> Zone { match self { $(Self::$name => Zone::$zone),+ } }

            /// What is wrong.
            pub const fn fault(self) -> Fault { match self { $(Self::$name => Fault::$fault),+ } }
        }
    };
}

reasons! {
    /// Not one byte, or only white space.
    Empty = "empty", File, Missing;
    /// A web page, such as a sign-in page that was saved in the place of the file.
    Html = "html", File, Invalid;
    /// A PDF document.
    Pdf = "pdf", File, Invalid;
    /// A zip archive or an office document; it must be unpacked first.
    Zip = "zip", File, Invalid;
    /// A gzip archive; it must be unpacked first.
    Gzip = "gzip", File, Invalid;
    /// Does not begin with `<`.
    NotXml = "notXml", File, Invalid;
    /// UTF-16 or UTF-32.
    Utf16 = "utf16", File, OutsideDomain;
    /// Declares an encoding other than UTF-8, ISO-8859-1 and windows-1252. `encoding`.
    Encoding = "encoding", File, OutsideDomain;
    /// Begins with the mark of UTF-8 but declares another encoding. `encoding`.
    EncodingContradiction = "encodingContradiction", File, OutsideDomain;
    /// Bytes that mean nothing in the encoding of the file. `encoding`.
    Bytes = "bytes", File, Invalid;
    /// A character that XML does not allow. `character`, such as `U+0000`.
    Character = "character", File, Invalid;
    /// An XML version other than 1.0. `version`.
    Version = "version", File, OutsideDomain;
    /// The root element is that of another kind of file. `root`.
    Root = "root", File, OutsideDomain;
    /// The root element is not that of a batch file. `root`.
    NoBatchFile = "noBatchFile", File, OutsideDomain;
    /// A document type declaration.
    Doctype = "doctype", File, Forbidden;
    /// A reference to an entity other than the five of XML. `entity`.
    Entity = "entity", File, Forbidden;
    /// A piece of text or markup longer than allowed. `what` (`text`, `tag`, `comment`, `cdata`,
    /// `instruction`), `limit` in bytes.
    TooLong = "tooLong", File, Length;
    /// A name longer than allowed. `limit` in bytes.
    NameTooLong = "nameTooLong", File, Length;
    /// Elements nested deeper than allowed. `limit`.
    TooDeep = "tooDeep", File, Length;
    /// More attributes on an element than allowed. `limit`.
    TooManyAttributes = "tooManyAttributes", File, Length;
    /// An end tag that is not the one of the open element. `expected`, `found`.
    MismatchedEnd = "mismatchedEnd", File, Sequence;
    /// An end tag where no element is open. `found`.
    UnmatchedEnd = "unmatchedEnd", File, Sequence;
    /// The file stops before an element is closed. `expected`.
    Truncated = "truncated", File, Missing;
    /// The file has no element at all.
    NoRoot = "noRoot", File, Missing;
    /// An element or text before or after the root element.
    OutsideRoot = "outsideRoot", File, Sequence;
    /// The XML declaration is not right or not at the start of the file.
    Declaration = "declaration", File, Invalid;
    /// Markup that is none: a lone `<`, an unknown `<!`, a section that is not closed.
    Markup = "markup", File, Invalid;
    /// A comment with `--` in it.
    Comment = "comment", File, Invalid;
    /// A name that is none.
    Name = "name", File, Invalid;
    /// An attribute without value or quotes, given twice, or with a character that must be
    /// escaped.
    Attribute = "attribute", File, Invalid;
    /// A lone `&`, or a character reference to no character.
    Reference = "reference", File, Invalid;
    /// `]]>` in text.
    SectionEnd = "sectionEnd", File, Invalid;
    /// The bytes could not be fetched from where the file is.
    Io = "io", File, NotFound;
    /// A compressed file stops before its end. `offset` in it, in bytes.
    PackedTruncated = "packedTruncated", File, Missing;
    /// A compressed file that is damaged, or followed by something else. `offset` in it, in bytes.
    PackedDamaged = "packedDamaged", File, Invalid;
    /// Unpacks to far more than a declaration would. `limit`, how many times its size.
    PackedRatio = "packedRatio", File, Length;
    /// Unpacks to more than may be sent. `limit` in MiB.
    PackedSize = "packedSize", File, Length;
    /// Needs more memory to be unpacked than is given. `limit` in MiB.
    PackedWindow = "packedWindow", File, Length;
    /// Longer than a name of a batch file can be. `found`, `max`.
    FileNameLength = "fileNameLength", FileName, Length;
    /// The kind is none of ours. `found`.
    FileNameKind = "fileNameKind", FileName, OutsideDomain;
    /// The purpose is none of ours, or not of that kind. `found`, `expected`.
    FileNamePurpose = "fileNamePurpose", FileName, OutsideDomain;
    /// The sender is not six digits. `found`.
    FileNameSender = "fileNameSender", FileName, Invalid;
    /// The day is none. `found`.
    FileNameDay = "fileNameDay", FileName, Invalid;
    /// What tells the batches of a day apart is not five capital letters or digits. `found`.
    FileNameSequence = "fileNameSequence", FileName, Invalid;
    /// The environment is not R, T or S. `found`.
    FileNameEnvironment = "fileNameEnvironment", FileName, OutsideDomain;
    /// The number of parts is none. `found`, `max`.
    FileNameParts = "fileNameParts", FileName, Sequence;
    /// The part is none of them. `found`, `max`.
    FileNamePart = "fileNamePart", FileName, Sequence;
    /// Something follows where the name should end. `found`.
    FileNameEnd = "fileNameEnd", FileName, Forbidden;
    /// The number of the sender is not that of the folder; `found`, `expected`.
    FileNameOtherSender = "fileNameOtherSender", FileName, Forbidden;
    /// A file of the batch is not there. `found`, its name.
    FileNameMissing = "fileNameMissing", FileName, Missing;
    /// A file of the batch is there twice. `found`, the second.
    FileNameTwice = "fileNameTwice", FileName, Duplicate;
    /// A file speaks of another number of parts than the `GO`. `found`, `expected`.
    FileNameCount = "fileNameCount", FileName, Conflict;
    /// An element that must be there is not. `element`.
    Missing = "missing", Element, Missing;
    /// An element that may be given once is given twice. `element`.
    Twice = "twice", Element, Duplicate;
    /// An element in a place where it may not stand. `element`.
    Unexpected = "unexpected", Element, Sequence;
    /// Text between elements. `element`, the one around it.
    Text = "text", Element, Sequence;
    /// Elements inside an element that holds a value. `element`.
    Nested = "nested", Element, Sequence;
    /// A value outside the list or range. `element`, `value` where it may be shown, `expected`.
    Value = "value", Element, OutsideDomain;
    /// A value that is not of the form asked for. `element`, `value` where it may be shown.
    Form = "form", Element, Invalid;
    /// A declaration that says nothing of an employment. `element`.
    NotApplicable = "notApplicable", Element, NotApplicable;
    /// More of an element than one person can have. `element`, `limit`.
    TooMany = "tooMany", Element, Length;
    /// More of an element than one form may hold. `element`, `limit`.
    TooManyInForm = "tooManyInForm", Element, Length;
    /// More anomalies in a form than are listed. `limit`, `count` of those left out.
    MoreAnomalies = "moreAnomalies", Element, Length;
    /// None of several elements of which one must be there. `element`, the one around them,
    /// `expected`.
    OneOf = "oneOf", Element, Missing;
    /// Attributes or name spaces where none may stand. `element`.
    Attributes = "attributes", Element, Forbidden;
    /// A block that may not be sent with this status. `element`, `value`, `expected`.
    Status = "status", Element, NotApplicable;
    /// An element that has no meaning with this status. `element`.
    NotWithStatus = "notWithStatus", Element, NotApplicable;
}

impl Reason {
    /// The anomaly of this reason, without a place.
    pub fn anomaly(self) -> Anomaly {
        Anomaly::new(self.zone(), self.fault()).with("reason", self.key())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// A name out of a file, short and harmless enough to be shown: at most 64 characters, without
/// control characters, and masked if so many digits are in it that it may be a person's number.
pub(crate) fn shown_name(name: &str) -> String {
    if name.bytes().filter(u8::is_ascii_digit).count() > 9 {
        return "*".to_owned();
    }
    name.chars().take(64).map(|c| if is_plain(c) { c } else { '\u{fffd}' }).collect()
}

/// A value out of a file, if it cannot be a person's number or name: digits and the marks of
/// numbers, dates and times, or a code of at most four letters and digits.
pub(crate) fn shown_value(value: &str) -> Option<&str> {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let marks = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b':' | b'T');
    let number = value.len() <= 16 && digits <= 9 && value.bytes().all(marks);
    let code = value.len() <= 4 && value.bytes().all(|b| b.is_ascii_alphanumeric());
    (!value.is_empty() && (number || code)).then_some(value)
}

fn is_plain(c: char) -> bool {
    !c.is_control() && !steers(c)
}

/// Whether a character is not seen but changes how those around it are read.
pub(crate) fn steers(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_distinct() {
        let keys: std::collections::BTreeSet<_> = Reason::ALL.iter().map(|r| r.key()).collect();
        assert_eq!(keys.len(), Reason::ALL.len());
    }

    #[test]
    fn nothing_personal_is_shown() {
        assert_eq!(shown_value("00010190157"), None);
        assert_eq!(shown_value("00.01.01-901.57"), None);
        assert_eq!(shown_value("Martens"), None);
        assert_eq!(shown_value("2022-02-30"), Some("2022-02-30"));
        assert_eq!(shown_value("20A"), Some("20A"));
        assert_eq!(shown_name("a00010190157"), "*");
        assert_eq!(shown_name("a\u{202e}b\nc"), "a\u{fffd}b\u{fffd}c");
    }
}
