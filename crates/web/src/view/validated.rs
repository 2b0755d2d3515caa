//! What the check of a batch file came to, in words.

use crate::i18n::T;

/// What a stage of the check is called, by its stable name.
pub fn batch_stage(t: T, code: &str) -> String {
    t.get(&format!("batch-stage-{code}")).into_owned()
}

/// How many forms of a file would be refused; `None` where the whole file would be.
pub fn batch_verdict(t: T, forms: u64, refused: Option<u64>) -> String {
    match refused {
        None => t.get("batch-refused-whole").into_owned(),
        Some(0) => t.one("batch-conforms", "forms", forms),
        Some(refused) => t.two("batch-refused-forms", "refused", refused, "forms", forms),
    }
}
