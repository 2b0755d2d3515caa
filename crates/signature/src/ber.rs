//! BER made DER in form: signatures of many programs have indefinite lengths.
//!
//! Only lengths change. Strings in pieces are not joined (a detached signature has none), values
//! are not touched, so that whatever else is not DER is still refused by who reads it.

/// Values in values.
const DEPTH: usize = 32;
/// Values of a set: whoever reads one sorts it, in time that grows with the square of it.
const MOST: usize = 64;

const CONSTRUCTED: u8 = 0x20;
const UNIVERSAL_STRINGS: [u8; 2] = [0x23, 0x24];

/// The same value with definite lengths, as short as they can be; nothing if it is none, or if
/// something follows it.
pub(crate) fn to_der(ber: &[u8]) -> Option<Vec<u8>> {
    let mut der = Vec::with_capacity(ber.len());
    let rest = value(ber, &mut der, DEPTH)?;
    rest.is_empty().then_some(der)
}

/// Writes the first value and gives what follows it.
fn value<'a>(ber: &'a [u8], der: &mut Vec<u8>, depth: usize) -> Option<&'a [u8]> {
    let depth = depth.checked_sub(1)?;
    let (&tag, rest) = ber.split_first()?;
    // Tags of several bytes occur in no signature.
    if tag & 0x1f == 0x1f || tag == 0 || UNIVERSAL_STRINGS.contains(&tag) {
        return None;
    }
    let (length, rest) = length(rest)?;
    // Sets, and what stands in their place under a tag of its own.
    let mut left = if tag == 0x31 || tag & 0xe0 == 0xa0 { MOST } else { usize::MAX };
    let mut inner = Vec::new();
    let rest = match length {
        None if tag & CONSTRUCTED != 0 => {
            let mut rest = rest;
            loop {
                if let Some(after) = rest.strip_prefix(&[0, 0]) {
                    break after;
                }
                left = left.checked_sub(1)?;
                rest = value(rest, &mut inner, depth)?;
            }
        }
        None => return None,
        Some(length) => {
            let (mut content, after) = rest.split_at_checked(length)?;
            if tag & CONSTRUCTED == 0 {
                inner.extend_from_slice(content);
            } else {
                while !content.is_empty() {
                    left = left.checked_sub(1)?;
                    content = value(content, &mut inner, depth)?;
                }
            }
            after
        }
    };
    der.push(tag);
    write_length(inner.len(), der)?;
    der.extend(inner);
    Some(rest)
}

/// A length, none where it is indefinite.
fn length(ber: &[u8]) -> Option<(Option<usize>, &[u8])> {
    let (&first, rest) = ber.split_first()?;
    match first {
        0x80 => Some((None, rest)),
        0..=0x7f => Some((Some(usize::from(first)), rest)),
        0x81..=0x84 => {
            let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            let length = bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
            Some((Some(length), rest))
        }
        _ => None,
    }
}

fn write_length(length: usize, der: &mut Vec<u8>) -> Option<()> {
    if length < 0x80 {
        der.push(u8::try_from(length).ok()?);
        return Some(());
    }
    let bytes = length.to_be_bytes();
    let used = &bytes[bytes.iter().take_while(|byte| **byte == 0).count()..];
    der.push(0x80 | u8::try_from(used.len()).ok()?);
    der.extend_from_slice(used);
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lengths_become_definite() {
        let der = [0x30, 6, 0x02, 1, 5, 0xa0, 1 - 1, 0x05, 0];
        assert_eq!(to_der(&der[..7]), None, "cut off");
        let der = [0x30, 5, 0x02, 1, 5, 0xa0, 0];
        assert_eq!(to_der(&der).as_deref(), Some(&der[..]));
        let ber = [0x30, 0x80, 0x02, 0x81, 1, 5, 0xa0, 0x80, 0, 0, 0, 0];
        assert_eq!(to_der(&ber).as_deref(), Some(&der[..]));
        assert_eq!(to_der(&[&ber[..], &[0]].concat()), None, "something follows");
        assert_eq!(to_der(&[0x02, 0x80, 0, 0]), None, "a number without length");
        assert_eq!(to_der(&[0x24, 0x80, 0x04, 1, 7, 0, 0]), None, "a string in pieces");
        assert_eq!(to_der(&[0x1f, 0x81, 1, 0]), None, "a long tag");
        assert_eq!(to_der(&[0x02, 0x85, 0, 0, 0, 0, 1, 5]), None, "a long length");
        assert_eq!(to_der(&[0x30, 0x80].repeat(40)), None, "deep");
    }

    #[test]
    fn sets_are_small() {
        for (tag, most) in [(0x31, MOST), (0xa0, MOST), (0xa1, MOST), (0x30, 5000)] {
            let set = |count: usize| {
                let mut ber = vec![tag, 0x80];
                ber.extend([2, 1, 7].repeat(count));
                ber.extend([0, 0]);
                to_der(&ber)
            };
            let der = set(most).unwrap();
            assert_eq!(to_der(&der), Some(der));
            assert_eq!(set(most + 1).is_some(), tag == 0x30);
        }
    }

    #[test]
    fn long_values_keep_their_length() {
        for length in [127, 128, 255, 256, 70_000] {
            let mut ber = vec![0x04, 0x84];
            ber.extend(&u32::try_from(length).unwrap().to_be_bytes());
            ber.extend(vec![7; length]);
            let der = to_der(&ber).unwrap();
            assert_eq!(to_der(&der).unwrap(), der);
            assert!(der.len() < ber.len() && der.ends_with(&vec![7; length]));
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_it_ends(ber in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some(der) = to_der(&ber) {
                prop_assert_eq!(to_der(&der), Some(der));
            }
        }
    }
}
