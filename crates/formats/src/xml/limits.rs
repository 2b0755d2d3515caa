//! How long, deep and wide a file may be.

/// The bounds within which a file is read; anything beyond is refused, whatever it is.
#[derive(Clone, Copy, Debug)]
pub struct Limits;

impl Limits {
    /// Bytes of one run of text, one tag, comment, section or instruction, and of the text of
    /// one element that is read.
    pub const TEXT: usize = 64 * 1024;
    /// Bytes of an element's or attribute's name.
    pub const NAME: usize = 256;
    /// Elements open at a time.
    pub const DEPTH: usize = 64;
    /// Attributes on an element.
    pub const ATTRIBUTES: usize = 64;
    /// Occupations of one person in one declaration.
    pub const OCCUPATIONS: usize = 1000;
    /// Anomalies listed for one person or form.
    pub const ANOMALIES: usize = 32;
}
