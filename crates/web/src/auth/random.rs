//! Randomness of sign-in: states, nonces, session tokens.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::rand::{SecureRandom, SystemRandom};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A source of random bytes, passed in so that tests can choose what is drawn.
///
/// In the product it is [`Random::system`]: the generator of the one cryptographic library the
/// house uses, seeded by the operating system. Nothing here keeps a generator of its own.
#[derive(Clone)]
pub struct Random(Arc<Fill>);

type Fill = dyn Fn(&mut [u8]) + Send + Sync;

impl Random {
    /// The generator of aws-lc, seeded by the operating system.
    ///
    /// A draw panics when the operating system gives no randomness: going on would hand out
    /// tokens that can be guessed.
    pub fn system() -> Self {
        let source = SystemRandom::new();
        Self::from_fn(move |bytes| {
            source.fill(bytes).expect("the operating system gives randomness");
        })
    }

    /// Any other source, for tests.
    pub fn from_fn(fill: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    /// A fresh token of 256 bits.
    pub fn token(&self) -> Token {
        let mut bytes = [0_u8; Token::BYTES];
        (self.0)(&mut bytes);
        Token(URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl fmt::Debug for Random {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Random")
    }
}

/// 256 random bits as 43 characters of base64url: a secret, so printing hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    const BYTES: usize = 32;

    /// Reads what a browser sent; `None` unless it has the exact form of a token.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == Self::BYTES).then(|| Self(text.to_owned()))
    }

    /// The characters, for the cookie, the URL or the form they go into.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored in its place.
    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0.as_bytes()).into())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// The SHA-256 of a [`Token`]: enough to find it again, not enough to use it. A fast hash does,
/// because a token has 256 bits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TokenHash(pub [u8; 32]);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_hide_themselves() {
        let random = Random::system();
        let (one, two) = (random.token(), random.token());
        assert_ne!(one, two);
        assert_ne!(one.hash(), two.hash());
        assert_eq!(one.reveal().len(), 43);
        assert!(!format!("{one:?}").contains(one.reveal()));
    }

    #[test]
    fn a_hundred_thousand_tokens_have_no_repeat_and_even_bits() {
        let random = Random::system();
        let mut seen = std::collections::HashSet::new();
        let mut ones = 0_u64;
        for _ in 0..100_000 {
            let token = random.token();
            let bytes = URL_SAFE_NO_PAD.decode(token.reveal()).unwrap();
            ones += bytes.iter().map(|b| u64::from(b.count_ones())).sum::<u64>();
            assert!(seen.insert(token.hash()));
        }
        // 25.6 million bits: the standard deviation is 2,530, so six of them are 15,180.
        assert!(ones.abs_diff(12_800_000) < 15_180, "{ones} ones");
    }

    #[test]
    fn only_whole_tokens_parse() {
        let token = Random::system().token();
        assert_eq!(Token::parse(token.reveal()), Some(token.clone()));
        let one_character_more = format!("{}A", token.reveal());
        for bad in ["", "abc", &token.reveal()[1..], &one_character_more, &"!".repeat(43)] {
            assert_eq!(Token::parse(bad), None, "{bad}");
        }
    }
}
