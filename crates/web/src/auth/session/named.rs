//! By what the provider names sessions when it ends them.

use fla_domain::time::Instant;
use sha2::{Digest, Sha256};

use crate::auth::TokenHash;
use crate::auth::oidc::Identity;

/// The provider's names for a person (`sub`) and for its own session (`sid`), as digests: enough
/// to find what a logout token speaks of, and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProviderNames {
    /// Digest of `sub`.
    pub subject: Option<TokenHash>,
    /// Digest of `sid`.
    pub session: Option<TokenHash>,
}

impl ProviderNames {
    /// The digests of names.
    pub fn new(subject: Option<&str>, session: Option<&str>) -> Self {
        // One prefix each: a name of a person must never find a session of the same name.
        Self {
            subject: subject.map(|name| digest("sub", name)),
            session: session.map(|name| digest("sid", name)),
        }
    }

    /// By what the provider names the session of somebody who signs in.
    pub fn of(identity: &Identity) -> Self {
        Self::new(Some(&identity.sub), identity.sid.as_deref())
    }

    /// Whether a logout token with these names ends a session with those. Where it names person
    /// and session, a session of that person of which the provider never gave its own name ends
    /// too: it may be the one.
    pub fn ends(&self, kept: &Self) -> bool {
        match (self.subject, self.session) {
            (Some(_), Some(_)) => {
                self.subject == kept.subject
                    && (kept.session.is_none() || kept.session == self.session)
            }
            (Some(_), None) => self.subject == kept.subject,
            (None, Some(_)) => self.session == kept.session,
            (None, None) => false,
        }
    }
}

fn digest(kind: &str, name: &str) -> TokenHash {
    let hasher = Sha256::new().chain_update(kind).chain_update([0]).chain_update(name);
    TokenHash(hasher.finalize().into())
}

/// What a verified logout token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogoutNotice {
    /// Digest of the token's own name (`jti`).
    pub token: TokenHash,
    /// Until when the token could be taken again, were it not remembered.
    pub until: Instant,
    /// Whose sessions are over.
    pub named: ProviderNames,
}

impl LogoutNotice {
    /// The notice of a token with this `jti`.
    pub fn new(jti: &str, until: Instant, named: ProviderNames) -> Self {
        Self { token: digest("jti", jti), until, named }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_ends_what_it_names() {
        let kept = ProviderNames::new(Some("a"), Some("s"));
        let unnamed = ProviderNames::new(Some("a"), None);
        let ends = |sub, sid, kept: &ProviderNames| ProviderNames::new(sub, sid).ends(kept);
        assert!(ends(Some("a"), Some("s"), &kept) && ends(Some("a"), Some("s"), &unnamed));
        assert!(ends(Some("a"), None, &kept) && ends(None, Some("s"), &kept));
        assert!(!ends(Some("b"), Some("s"), &kept) && !ends(Some("a"), Some("t"), &kept));
        assert!(!ends(None, Some("t"), &kept) && !ends(None, Some("s"), &unnamed));
        assert!(!ends(Some("s"), None, &kept) && !ends(None, Some("a"), &kept));
        assert!(!ends(None, None, &kept) && !ends(None, None, &ProviderNames::default()));
    }
}
