//! The bytes of an entry of the audit log: one line of JSON with the fields in one order and one
//! spelling, so that an entry has exactly one text and the leaf is the line without its end.
//!
//! People stand in it as commitments: SHA-256 over a salt of their own and the value. Whoever has
//! the salt can show whom an entry is about; once the salt is destroyed nobody can, and the log
//! can be checked as before.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::hash::{Hash, hex};

/// Length of a salt in bytes.
pub const SALT_BYTES: usize = 32;

/// What a line begins with, before the position.
const BEFORE_POSITION: &str = "{\"v\":1,\"n\":";

/// The commitment to a value: SHA-256 of salt and value.
pub fn commitment(salt: &[u8; SALT_BYTES], value: &str) -> Hash {
    Sha256::new().chain_update(salt).chain_update(value).finalize().into()
}

/// Whose audit log an entry stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register<'a> {
    /// An employer's, by its id.
    Employer(&'a str),
    /// A person's own.
    Own,
}

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person<'a> {
    /// The register itself, under this name.
    System(&'a str),
    /// A person, as commitments.
    Someone {
        /// To the SSIN.
        number: Hash,
        /// To the name.
        name: Hash,
    },
}

/// An entry as it stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// Its place in the log, from 0.
    pub position: u64,
    /// Its id.
    pub id: &'a str,
    /// Whose log.
    pub register: Register<'a>,
    /// When: microseconds since 1970-01-01T00:00:00Z.
    pub at: i64,
    /// Who.
    pub actor: Person<'a>,
    /// Role in which it was done, as code.
    pub role: &'a str,
    /// Quality in which the organisation acted, as code.
    pub quality: Option<&'a str>,
    /// Id of the organisation that acted, where it is not the one whose log it is.
    pub organisation: Option<&'a str>,
    /// Id of the mandate or inspection under which it acted.
    pub mandate: Option<&'a str>,
    /// Channel.
    pub channel: &'a str,
    /// What was done or looked at.
    pub action: &'a str,
    /// `done` or `refused`.
    pub outcome: &'a str,
    /// Commitment to the stated reason, under a salt of the entry's own: it may name people.
    pub reason: Option<Hash>,
    /// Id of the change.
    pub change: Option<&'a str>,
    /// How many people it is about; more than are named where it is about all.
    pub subjects: i64,
    /// Commitments to the SSINs of the people it is about.
    pub persons: Vec<Hash>,
    /// Trace of the request or job.
    pub trace: &'a str,
}

impl Entry<'_> {
    /// The line, without a line end. The order of `persons` says nothing: they are sorted.
    pub fn encode(&self) -> String {
        let mut line = format!("{BEFORE_POSITION}{}", self.position);
        text(&mut line, "id", self.id);
        match self.register {
            Register::Employer(id) => text(&mut line, "register", id),
            Register::Own => text(&mut line, "register", "own"),
        }
        let _ = write!(line, ",\"at\":{}", self.at);
        match self.actor {
            Person::System(name) => {
                line.push_str(",\"actor\":{\"system\":");
                string(&mut line, name);
            }
            Person::Someone { number, name } => {
                let (number, name) = (hex(&number), hex(&name));
                let _ = write!(line, ",\"actor\":{{\"person\":\"{number}\",\"name\":\"{name}\"");
            }
        }
        line.push('}');
        text(&mut line, "role", self.role);
        // These three came later: a line without them is as it always was.
        for (key, value) in [
            ("quality", self.quality),
            ("organisation", self.organisation),
            ("mandate", self.mandate),
        ] {
            if let Some(value) = value {
                text(&mut line, key, value);
            }
        }
        text(&mut line, "channel", self.channel);
        text(&mut line, "action", self.action);
        text(&mut line, "outcome", self.outcome);
        let reason = self.reason.map(|reason| hex(&reason));
        optional(&mut line, "reason", reason.as_deref());
        optional(&mut line, "change", self.change);
        let _ = write!(line, ",\"subjects\":{},\"persons\":[", self.subjects);
        let mut persons = self.persons.clone();
        persons.sort_unstable();
        persons.dedup();
        for (place, person) in persons.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            let _ = write!(line, "{comma}\"{}\"", hex(person));
        }
        line.push(']');
        text(&mut line, "trace", self.trace);
        line.push('}');
        line
    }
}

fn text(line: &mut String, key: &str, value: &str) {
    let _ = write!(line, ",\"{key}\":");
    string(line, value);
}

fn optional(line: &mut String, key: &str, value: Option<&str>) {
    match value {
        Some(value) => text(line, key, value),
        None => {
            let _ = write!(line, ",\"{key}\":null");
        }
    }
}

/// A JSON string in one spelling: only what must be escaped is.
fn string(line: &mut String, value: &str) {
    line.push('"');
    for c in value.chars() {
        match c {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            c if u32::from(c) < 0x20 || c == '\u{7f}' => {
                let _ = write!(line, "\\u{:04x}", u32::from(c));
            }
            c => line.push(c),
        }
    }
    line.push('"');
}

/// The position that a line of the log gives itself; `None` where it is no such line.
pub fn position(line: &[u8]) -> Option<u64> {
    let rest = line.strip_prefix(BEFORE_POSITION.as_bytes())?;
    let end = rest.iter().position(|byte| !byte.is_ascii_digit())?;
    let digits = std::str::from_utf8(&rest[..end]).ok()?;
    let number: u64 = digits.parse().ok()?;
    // One number has one text.
    let whole = number.to_string() == digits && rest[end] == b',' && line.ends_with(b"}");
    whole.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry<'static> {
        Entry {
            position: 7,
            id: "0190",
            register: Register::Employer("e1"),
            at: 1_764_000_000_000_000,
            actor: Person::System("FLA"),
            role: "system",
            quality: None,
            organisation: None,
            mandate: None,
            channel: "web",
            action: "account",
            outcome: "done",
            reason: None,
            change: None,
            subjects: 2,
            persons: vec![[2; 32], [1; 32], [2; 32]],
            trace: "a\"b\\c\r\n\u{1b}é",
        }
    }

    #[test]
    fn an_entry_has_one_text() {
        let line = entry().encode();
        let (one, two) = ("01".repeat(32), "02".repeat(32));
        let wanted = format!(
            "{{\"v\":1,\"n\":7,\"id\":\"0190\",\"register\":\"e1\",\"at\":1764000000000000,\
             \"actor\":{{\"system\":\"FLA\"}},\"role\":\"system\",\"channel\":\"web\",\
             \"action\":\"account\",\"outcome\":\"done\",\"reason\":null,\"change\":null,\
             \"subjects\":2,\"persons\":[\"{one}\",\"{two}\"],\
             \"trace\":\"a\\\"b\\\\c\\u000d\\u000a\\u001bé\"}}"
        );
        assert_eq!(line, wanted);
        assert_eq!(position(line.as_bytes()), Some(7));
    }

    #[test]
    fn each_field_changes_the_text() {
        let base = entry();
        let someone = Person::Someone { number: [1; 32], name: [2; 32] };
        let other = Person::Someone { number: [1; 32], name: [3; 32] };
        let all = [
            base.clone(),
            Entry { position: 8, ..base.clone() },
            Entry { id: "0191", ..base.clone() },
            Entry { register: Register::Own, ..base.clone() },
            Entry { at: -1, ..base.clone() },
            Entry { actor: someone, ..base.clone() },
            Entry { actor: other, ..base.clone() },
            Entry { role: "reader", ..base.clone() },
            Entry { quality: Some("a"), ..base.clone() },
            Entry { organisation: Some("a"), ..base.clone() },
            Entry { mandate: Some("a"), ..base.clone() },
            Entry { channel: "system", ..base.clone() },
            Entry { action: "preview", ..base.clone() },
            Entry { outcome: "refused", ..base.clone() },
            Entry { reason: Some([9; 32]), ..base.clone() },
            Entry { change: Some("c"), ..base.clone() },
            Entry { subjects: 3, ..base.clone() },
            Entry { persons: Vec::new(), ..base.clone() },
            Entry { trace: "", ..base.clone() },
        ];
        let texts: std::collections::BTreeSet<_> = all.iter().map(Entry::encode).collect();
        assert_eq!(texts.len(), all.len());
        assert!(texts.iter().all(|text| !text.contains(char::is_control)));
    }

    #[test]
    fn a_position_is_read_only_from_a_line_of_the_log() {
        for line in [
            "",
            "{\"v\":2,\"n\":1,}",
            "{\"v\":1,\"n\":01,}",
            "{\"v\":1,\"n\":,}",
            "{\"v\":1,\"n\":1}",
            "{\"v\":1,\"n\":1,",
            "{\"v\":1,\"n\":99999999999999999999,}",
        ] {
            assert_eq!(position(line.as_bytes()), None, "{line}");
        }
    }

    #[test]
    fn a_commitment_needs_its_salt() {
        let told = commitment(&[1; SALT_BYTES], "a");
        assert_eq!(told, commitment(&[1; SALT_BYTES], "a"));
        assert_ne!(told, commitment(&[2; SALT_BYTES], "a"));
        assert_ne!(told, commitment(&[1; SALT_BYTES], "b"));
    }
}
