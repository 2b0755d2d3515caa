//! What the XML reader underneath leaves to its caller: names, attributes, references and the
//! declaration.

use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesDecl, BytesStart};

use super::Limits;
use super::encoding::Encoding;
use crate::reason::Reason;

/// A reason with at most one argument.
pub(super) type Why = (Reason, Option<(&'static str, String)>);

const START: u8 = 1;
const INNER: u8 = 2;

/// Which ASCII bytes may begin a name, and which may stand in one.
const NAME: [u8; 128] = {
    let mut table = [0; 128];
    let mut b: u8 = 0;
    while b < 128 {
        table[b as usize] = match b {
            b'A'..=b'Z' | b'a'..=b'z' | b'_' | b':' => START | INNER,
            b'0'..=b'9' | b'-' | b'.' => INNER,
            _ => 0,
        };
        b += 1;
    }
    table
};

/// Whether this is a name by the rules of XML 1.0.
pub(super) fn is_name(name: &str) -> bool {
    let ascii = |b: u8, class: u8| NAME.get(usize::from(b)).is_some_and(|c| c & class != 0);
    let bytes = name.as_bytes();
    if bytes.first().is_some_and(|b| ascii(*b, START)) && bytes.iter().all(|b| ascii(*b, INNER)) {
        return true;
    }
    let inner = |c: char| match c {
        '\0'..='\x7f' => ascii(c as u8, INNER),
        '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}' => true,
        _ => is_wide_start(c),
    };
    let start = |c: char| if c.is_ascii() { ascii(c as u8, START) } else { is_wide_start(c) };
    name.chars().next().is_some_and(start) && name.chars().all(inner)
}

fn is_wide_start(c: char) -> bool {
    matches!(c,
        '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}'
        | '\u{2c00}'..='\u{2fef}' | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}'
        | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

/// Checks the name and the attributes of a start tag.
pub(super) fn start_tag(tag: &BytesStart<'_>) -> Result<(), Why> {
    let name = tag.name().into_inner();
    if name.len() > Limits::NAME {
        return Err(too(Reason::NameTooLong, Limits::NAME));
    }
    if !is_name(name) {
        return Err((Reason::Name, None));
    }
    if tag.attributes_raw().is_empty() {
        return Ok(());
    }
    attributes(tag.attributes(), tag.attributes_raw())
}

fn attributes(list: Attributes<'_>, raw: &str) -> Result<(), Why> {
    let bad = || (Reason::Attribute, None);
    for (n, attribute) in list.enumerate() {
        if n == Limits::ATTRIBUTES {
            return Err(too(Reason::TooManyAttributes, Limits::ATTRIBUTES));
        }
        let attribute = attribute.map_err(|_| bad())?;
        let key = attribute.key.into_inner();
        if key.len() > Limits::NAME {
            return Err(too(Reason::NameTooLong, Limits::NAME));
        }
        // White space must stand before each attribute; the reader underneath does not ask.
        let at = key.as_ptr().addr().wrapping_sub(raw.as_ptr().addr());
        let spaced = at.checked_sub(1).and_then(|i| raw.as_bytes().get(i));
        if !is_name(key) || attribute.value.contains('<') || !spaced.is_some_and(|b| is_space(*b)) {
            return Err(bad());
        }
        references(&attribute.value)?;
    }
    Ok(())
}

/// Checks the references in an attribute value.
fn references(value: &str) -> Result<(), Why> {
    let mut rest = value;
    while let Some(start) = rest.find('&') {
        let after = &rest[start + 1..];
        let end = after.find(';').ok_or((Reason::Reference, None))?;
        resolve(&after[..end])?;
        rest = &after[end + 1..];
    }
    Ok(())
}

/// The character of a reference, given without `&` and `;`.
pub(super) fn resolve(reference: &str) -> Result<char, Why> {
    let bad = || (Reason::Reference, None);
    let code = if let Some(hex) = reference.strip_prefix("#x") {
        hex.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(hex, 16))
    } else if let Some(decimal) = reference.strip_prefix('#') {
        decimal.bytes().all(|b| b.is_ascii_digit()).then(|| decimal.parse())
    } else {
        let character = quick_xml::escape::resolve_xml_entity(reference).map(str::chars);
        return match character.and_then(|mut c| c.next()) {
            Some(c) => Ok(c),
            None if is_name(reference) => {
                Err((Reason::Entity, Some(("entity", crate::reason::shown_name(reference)))))
            }
            None => Err(bad()),
        };
    };
    let code = code.ok_or_else(bad)?.map_err(|_| bad())?;
    char::from_u32(code).filter(|c| is_allowed(*c)).ok_or_else(bad)
}

fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}')
}

/// Reads the XML declaration; what it does not say is the default.
pub(super) fn declaration(declaration: &BytesDecl<'_>) -> Result<Encoding, Why> {
    let bad = || (Reason::Declaration, None);
    let tag = BytesStart::from_content(&**declaration, 3);
    attributes(tag.attributes(), tag.attributes_raw()).map_err(|_| bad())?;
    let mut encoding = Encoding::Utf8;
    let mut last = 0;
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| bad())?;
        let value = attribute.value.as_ref();
        let place = match attribute.key.into_inner() {
            "version" if value == "1.0" => 1,
            "version" => {
                let version = crate::reason::shown_value(value).unwrap_or_default();
                return Err((Reason::Version, Some(("version", version.to_owned()))));
            }
            "encoding" => {
                encoding = Encoding::of(value).ok_or_else(|| {
                    (Reason::Encoding, Some(("encoding", crate::reason::shown_name(value))))
                })?;
                2
            }
            "standalone" if matches!(value, "yes" | "no") => 3,
            _ => return Err(bad()),
        };
        if place <= last || (last == 0 && place != 1) {
            return Err(bad());
        }
        last = place;
    }
    if last == 0 { Err(bad()) } else { Ok(encoding) }
}

/// Checks the target of a processing instruction; what it says is ignored.
pub(super) fn instruction(target: &str) -> Result<(), Why> {
    if target.eq_ignore_ascii_case("xml") {
        Err((Reason::Declaration, None))
    } else if is_name(target) {
        Ok(())
    } else {
        Err((Reason::Name, None))
    }
}

/// White space of XML.
pub(super) const fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\r' | b'\n')
}

/// A bound that was passed.
pub(super) fn too(reason: Reason, limit: usize) -> Why {
    (reason, Some(("limit", limit.to_string())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for good in ["a", "_a", "a:b", "A-1.2", "é", "aé·"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "1a", "-a", "a b", "a<b", "·a", "a\"b", "a\u{2028}"] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn character_references() {
        assert_eq!(resolve("#65").unwrap(), 'A');
        assert_eq!(resolve("#x20AC").unwrap(), '€');
        assert_eq!(resolve("amp").unwrap(), '&');
        for bad in ["#", "#x", "#0", "#x0", "#+65", "#xD800", "#x110000", "#99999999999", "#xFFFE"]
        {
            assert_eq!(resolve(bad).unwrap_err().0, Reason::Reference, "{bad}");
        }
        assert_eq!(resolve("nbsp").unwrap_err().0, Reason::Entity);
    }
}
