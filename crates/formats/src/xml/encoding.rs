//! What the first bytes of a file say it is, and the encodings that are read.

use crate::reason::Reason;

/// How the bytes of a file stand for characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, also where nothing is declared.
    Utf8,
    /// windows-1252. Files that declare ISO-8859-1 are read by it too, as browsers do: the two
    /// differ only where ISO-8859-1 has control characters that no payroll system writes.
    Windows1252,
}

impl Encoding {
    /// The encoding of a declared name.
    pub(super) fn of(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" => Some(Self::Utf8),
            "iso-8859-1" | "iso8859-1" | "iso_8859-1" | "latin1" | "windows-1252" | "cp1252" => {
                Some(Self::Windows1252)
            }
            _ => None,
        }
    }

    /// Its name in messages.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Windows1252 => "windows-1252",
        }
    }
}

/// The characters of windows-1252 from 0x80 to 0x9F; 0 where it has none.
const HIGH: [u16; 32] = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc,
    0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];

/// The character of a byte in windows-1252.
pub(super) fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80..=0x9f => match HIGH[usize::from(byte) - 0x80] {
            0 => None,
            code => char::from_u32(u32::from(code)),
        },
        _ => Some(char::from(byte)),
    }
}

/// The byte-order mark of UTF-8.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// Why a file that begins so is not an XML file that can be read, if it is not.
pub(super) fn refuse(head: &[u8]) -> Option<Reason> {
    let wide = [&b"\xff\xfe"[..], b"\xfe\xff", b"<\0", b"\0<", b"\0\0\xfe\xff", b"\0\0\0<"];
    if wide.iter().any(|w| head.starts_with(w)) {
        return Some(Reason::Utf16);
    }
    let bare = head.strip_prefix(MARK).unwrap_or(head).trim_ascii_start();
    let starts = |text: &str| {
        bare.len() >= text.len() && bare[..text.len()].eq_ignore_ascii_case(text.as_bytes())
    };
    if bare.is_empty() {
        Some(Reason::Empty)
    } else if starts("<!doctype html") || starts("<html") {
        Some(Reason::Html)
    } else if bare.starts_with(b"%PDF") {
        Some(Reason::Pdf)
    } else if bare.starts_with(b"PK\x03\x04") || bare.starts_with(b"PK\x05\x06") {
        Some(Reason::Zip)
    } else if bare.starts_with(b"\x1f\x8b") {
        Some(Reason::Gzip)
    } else if bare[0] == b'<' {
        None
    } else {
        Some(Reason::NotXml)
    }
}

/// Whether an XML declaration stands at the very start, so that its encoding must be known
/// before anything after it is read.
pub(super) fn has_declaration(head: &[u8]) -> bool {
    head.starts_with(b"<?xml") && head.get(5).is_some_and(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes() {
        for (head, reason) in [
            (&b""[..], Some(Reason::Empty)),
            (b"\xef\xbb\xbf \n", Some(Reason::Empty)),
            (b"\xff\xfe<\0", Some(Reason::Utf16)),
            (b"<\0?\0", Some(Reason::Utf16)),
            (b"\n<!DocType HTML>", Some(Reason::Html)),
            (b"<HTML lang=nl>", Some(Reason::Html)),
            (b"%PDF-1.7", Some(Reason::Pdf)),
            (b"PK\x03\x04", Some(Reason::Zip)),
            (b"\x1f\x8b\x08", Some(Reason::Gzip)),
            (b"\x4c\x6f\xa7\x94", Some(Reason::NotXml)),
            (b"<?xml version='1.0'?>", None),
            (b"<DmfAOriginal>", None),
        ] {
            assert_eq!(refuse(head), reason, "{head:?}");
        }
    }

    #[test]
    fn windows_1252_has_the_euro_and_five_holes() {
        assert_eq!(windows_1252(0x80), Some('€'));
        assert_eq!(windows_1252(0xe9), Some('é'));
        assert_eq!((0..=255).filter(|b| windows_1252(*b).is_none()).count(), 5);
    }
}
