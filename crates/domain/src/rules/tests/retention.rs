//! Terms of retention: the shipped ones, an operator's own, and their faults.

use super::*;
use crate::rules::{Kept, Term};

const MAIL: &str = "[[retention]]
id = \"be.retention.mail\"
version = 2
kind = \"mail\"
keep_days = 30
source = { name = \"ours\", reference = \"ours\" }
title = { nl = \"a\", fr = \"a\", de = \"a\", en = \"a\" }
text = { nl = \"a\", fr = \"a\", de = \"a\", en = \"a\" }
";

#[test]
fn everything_has_a_term_and_an_operator_sets_another() {
    let shipped = RuleBook::builtin();
    assert!(Kept::ALL.iter().all(|kind| shipped.retention(*kind).is_some()));
    assert_eq!(shipped.retention(Kept::Employee).map(|r| r.term), Some(Term::Years(10)));
    let files = RuleBook::shipped_files().chain([("own.toml", MAIL)]);
    let own = RuleBook::load(files).unwrap();
    assert_eq!(own.retention(Kept::Mail).map(|r| r.term), Some(Term::Days(30)));
    assert_eq!(own.digest(), shipped.digest(), "no right follows from it");
}

#[test]
fn faults_of_a_term() {
    for (from, to, code, path) in [
        ("kind = \"mail\"", "kind = \"letters\"", "RULE-008", "retention.kind"),
        ("kind = \"mail\"\n", "", "RULE-001", "retention.kind"),
        ("keep_days = 30\n", "", "RULE-001", "retention.keep_years"),
        ("keep_days = 30", "keep_days = -1", "RULE-008", "retention.keep_days"),
        ("keep_days = 30", "keep_days = 30\nkeep_years = 1", "RULE-006", "retention.keep_days"),
        ("be.retention.mail", "own.mail", "RULE-146", "kind"),
        ("version = 2", "version = 1", "RULE-006", "version"),
    ] {
        let text = MAIL.replacen(from, to, 1);
        assert_ne!(text, MAIL, "{from}");
        let files = RuleBook::shipped_files().chain([("own.toml", text.as_str())]);
        let faults = RuleBook::load(files).unwrap_err();
        let told: Vec<_> =
            faults.iter().map(|f| (f.anomaly.code(), f.anomaly.path.clone())).collect();
        assert_eq!(told, [(code.to_owned(), path.to_owned())], "{to}");
    }
}
