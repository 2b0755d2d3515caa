//! Signatures made by others are taken, and nothing else is, whatever is done to them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod attributes;
mod content;
mod forms;
mod issuers;
mod pki;
mod taken;

use fla_domain::time::Instant;
use fla_signature::reason::Reason;
use fla_signature::{Anchors, verify};

const CONTENT: &[u8] =
    b"<?xml version=\"1.0\"?>\n<FlaDeclaration>\n<Form>1</Form>\n</FlaDeclaration>\n";

/// Refusals of variants of what is good; each must be refused, most for one known reason.
#[derive(Default)]
struct Refused {
    count: u32,
}

impl Refused {
    /// Tries one; whatever the reason, it must be one of ours.
    fn any(
        &mut self,
        content: &[u8],
        file: &[u8],
        anchors: &Anchors,
        at: Instant,
        what: &str,
    ) -> String {
        let refused = match verify(content, file, anchors, at) {
            Ok(signer) => panic!("{what} was taken as of {}", signer.subject),
            Err(anomaly) => anomaly,
        };
        assert!(refused.code().starts_with("SIGNATURE-"), "{what}: {refused}");
        self.count += 1;
        refused.args["reason"].clone()
    }

    fn reason(
        &mut self,
        reason: Reason,
        content: &[u8],
        file: &[u8],
        (anchors, at): (&Anchors, Instant),
        what: &str,
    ) {
        let told = self.any(content, file, anchors, at, what);
        assert_eq!(told, reason.key(), "{what}");
    }
}
