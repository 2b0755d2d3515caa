//! Signed notes (C2SP signed-note): a text and under it who signed it, with Ed25519.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::hash::{from_base64, hex, to_base64};

/// The kind of signature in a key's identity: Ed25519 over the text.
const ED25519: u8 = 1;
/// What a line of a signature begins with: an em dash and a space.
const DASH: &str = "\u{2014} ";

/// What is wrong with a note or a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteFault {
    /// The text, a signature line or a key is not in the form of the format.
    Form,
    /// None of the known keys signed it.
    Unknown,
    /// A signature that claims a known key is not that key's signature of this text.
    Signature,
}

/// The key that signs, with the name under which it signs.
#[derive(Clone)]
pub struct Signer {
    name: String,
    key: SigningKey,
}

/// A key by which a signature is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

/// A note: a text that ends with a line end, and signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    /// Name, key id and signature of each.
    signatures: Vec<(String, Vec<u8>)>,
}

/// Whether a name can be one of a key: no spaces, no plus sign, not empty.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c == '+' || c.is_whitespace() || c.is_control())
}

impl Signer {
    /// The key of a seed of 32 random bytes (RFC 8032, section 5.1.5); `None` for a name that has
    /// spaces or a plus sign, or is empty.
    pub fn new(name: &str, seed: &[u8; 32]) -> Option<Self> {
        is_name(name).then(|| Self { name: name.to_owned(), key: SigningKey::from_bytes(seed) })
    }

    /// The key by which its signatures are checked.
    pub fn public(&self) -> PublicKey {
        PublicKey::new(self.name.clone(), self.key.verifying_key())
    }

    /// Puts a signature under a text, which must end with a line end.
    pub fn sign(&self, text: &str) -> Note {
        let mut note = Note { text: text.to_owned(), signatures: Vec::new() };
        self.sign_too(&mut note);
        note
    }

    /// Puts a further signature under a note.
    pub fn sign_too(&self, note: &mut Note) {
        let signature = self.key.sign(note.text.as_bytes());
        let mut bytes = self.public().id.to_vec();
        bytes.extend_from_slice(&signature.to_bytes());
        note.signatures.push((self.name.clone(), bytes));
    }
}

impl std::fmt::Debug for Signer {
    /// Without the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Signer").field("name", &self.name).finish_non_exhaustive()
    }
}

impl PublicKey {
    fn new(name: String, key: VerifyingKey) -> Self {
        let digest = Sha256::new()
            .chain_update(&name)
            .chain_update([b'\n', ED25519])
            .chain_update(key.as_bytes())
            .finalize();
        let id = [digest[0], digest[1], digest[2], digest[3]];
        Self { name, id, key }
    }

    /// A key written as `name+id+base64`.
    pub fn parse(text: &str) -> Result<Self, NoteFault> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteFault::Form);
        };
        let bytes = from_base64(key).ok_or(NoteFault::Form)?;
        let Some((&ED25519, key)) = bytes.split_first() else { return Err(NoteFault::Form) };
        let key = key.try_into().map_err(|_| NoteFault::Form)?;
        let key = VerifyingKey::from_bytes(key).map_err(|_| NoteFault::Form)?;
        let parsed = Self::new(name.to_owned(), key);
        if is_name(name) && hex(&parsed.id) == id { Ok(parsed) } else { Err(NoteFault::Form) }
    }

    /// Under which name it signs.
    pub fn name(&self) -> &str {
        &self.name
    }

    fn verifies(&self, text: &str, signature: &[u8]) -> bool {
        let Ok(signature) = Signature::from_slice(signature) else { return false };
        self.key.verify_strict(text.as_bytes(), &signature).is_ok()
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = vec![ED25519];
        bytes.extend_from_slice(self.key.as_bytes());
        write!(f, "{}+{}+{}", self.name, hex(&self.id), to_base64(&bytes))
    }
}

impl Note {
    /// Reads a note: text, an empty line, signatures.
    pub fn parse(note: &str) -> Result<Self, NoteFault> {
        let at = note.rfind("\n\n").ok_or(NoteFault::Form)?;
        let (text, signed) = (&note[..=at], &note[at + 2..]);
        if note.chars().any(|c| c.is_control() && c != '\n') {
            return Err(NoteFault::Form);
        }
        let signed = signed.strip_suffix('\n').ok_or(NoteFault::Form)?;
        let mut signatures = Vec::new();
        for line in signed.split('\n') {
            let line = line.strip_prefix(DASH).ok_or(NoteFault::Form)?;
            let (name, signature) = line.split_once(' ').ok_or(NoteFault::Form)?;
            let signature = from_base64(signature).ok_or(NoteFault::Form)?;
            if !is_name(name) || signature.len() < 5 {
                return Err(NoteFault::Form);
            }
            signatures.push((name.to_owned(), signature));
        }
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text that is signed, with its line end.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Checks the signatures of the known keys; those of others say nothing and are passed over.
    pub fn check(&self, keys: &[PublicKey]) -> Result<(), NoteFault> {
        if self.signed_by(keys)? > 0 { Ok(()) } else { Err(NoteFault::Unknown) }
    }

    /// Checks that known keys signed it and nobody else did.
    pub fn check_all(&self, keys: &[PublicKey]) -> Result<(), NoteFault> {
        match self.signed_by(keys)? {
            count if count > 0 && count == self.signatures.len() => Ok(()),
            _ => Err(NoteFault::Unknown),
        }
    }

    fn signed_by(&self, keys: &[PublicKey]) -> Result<usize, NoteFault> {
        let mut count = 0;
        for (name, bytes) in &self.signatures {
            let (id, signature) = bytes.split_at(4);
            let Some(key) = keys.iter().find(|key| key.name == *name && key.id == id) else {
                continue;
            };
            if !key.verifies(&self.text, signature) {
                return Err(NoteFault::Signature);
            }
            count += 1;
        }
        Ok(count)
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.text)?;
        for (name, signature) in &self.signatures {
            writeln!(f, "{DASH}{name} {}", to_base64(signature))?;
        }
        Ok(())
    }
}
