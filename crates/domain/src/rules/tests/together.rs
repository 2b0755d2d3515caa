//! Faults of files that do not go together.

use super::*;

fn told(files: &[(&str, &str)]) -> Vec<(String, String, String)> {
    let faults = load(files).unwrap_err();
    faults.into_iter().map(|f| (f.file.clone(), f.anomaly.code(), f.wrong)).collect()
}

#[test]
fn the_same_version_twice() {
    let told = told(&[("a.toml", GOOD), ("b.toml", GOOD)]);
    assert_eq!(
        told,
        [(
            "b.toml".to_owned(),
            "RULE-006".to_owned(),
            "version 1 stands also in a.toml line 1".to_owned()
        )]
    );
    let shipped = RuleBook::shipped_files().next().unwrap();
    let faults = load(&[("copy.toml", shipped.1)]).unwrap_err();
    assert_eq!((faults.len(), faults[0].rule.as_deref()), (1, Some("be.jc.116")));
}

#[test]
fn two_rules_for_the_same_committee_band_and_year() {
    let other = GOOD.replace("own.124", "own.124.other");
    let told = told(&[("a.toml", GOOD), ("b.toml", &other)]);
    assert_eq!(
        told,
        [(
            "b.toml".to_owned(),
            "RULE-146".to_owned(),
            "`own.124` (a.toml line 1) also speaks for below10 in 2024".to_owned()
        )]
    );
    let after =
        other.replace("valid_to = 2030", "").replace("valid_from = 2024", "valid_from = 2031");
    assert!(load(&[("a.toml", GOOD), ("b.toml", &after)]).is_ok());
    let reaching = after.replace("valid_from = 2031", "valid_from = 2030");
    assert_eq!(load(&[("a.toml", GOOD), ("b.toml", &reaching)]).unwrap_err().len(), 1);
    let subcommittee = other.replace("\"124\"", "\"124.01\"");
    assert!(load(&[("a.toml", GOOD), ("b.toml", &subcommittee)]).is_ok());
}

#[test]
fn only_the_version_in_force_can_be_in_the_way() {
    let endless = GOOD.replace("valid_to = 2030\n", "");
    let silent = GOOD
        .replace("version = 1", "version = 2")
        .replace(
            "valid_from = 2024\nvalid_to = 2030\nas_statutory = [\"from20\"]",
            "valid_from = 2026",
        )
        .replace("below10 = [{ from = 2024, days = \"0.5\" }]\n", "")
        .replace("[rule.min_months_in_year]\nbelow10 = 6\n", "");
    let other = GOOD
        .replace("own.124", "own.124.small")
        .replace(
            "valid_from = 2024\nvalid_to = 2030\nas_statutory = [\"from20\"]",
            "valid_from = 2026",
        )
        .replace("from10 = [{ from = 2024, days = 1 }, { from = 2026, days = 2 }]\n", "");
    let files = [("a", endless.as_str()), ("b", silent.as_str()), ("c", other.as_str())];
    assert!(load(&files).is_ok());
    assert_eq!(told(&[files[0], files[2]]).len(), 1);
    // When the silent version ends, the one before it speaks again.
    let ending = silent.replace("valid_from = 2026", "valid_from = 2026\nvalid_to = 2028");
    let told = told(&[files[0], ("b", &ending), files[2]]);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].2, "`own.124` (a line 1) also speaks for below10 in 2029");
}

#[test]
fn a_second_act() {
    let act = GOOD
        .replace("\"sectoral\"", "\"statutory\"")
        .replace("joint_committee = \"124\"\n", "")
        .replace("as_statutory = [\"from20\"]\n", "");
    let told = told(&[("z.toml", &act)]);
    assert_eq!((told.len(), told[0].1.as_str(), told[0].0.as_str()), (1, "RULE-146", "z.toml"));
    let newer = act.replace("own.124", "be.statutory").replace("version = 1", "version = 2");
    let book = load(&[("z.toml", &newer)]).unwrap();
    assert_eq!(book.statutory(2023).unwrap().version, 1);
    assert_eq!(book.statutory(2024).unwrap().version, 2);
    assert_eq!(book.statutory(2031).unwrap().version, 1);
    assert_eq!(book.statutory(2022), None);
}

#[test]
fn versions_of_one_rule_are_of_one_committee() {
    let moved = GOOD.replace("\"124\"", "\"125\"").replace("version = 1", "version = 2");
    let told = told(&[("a.toml", GOOD), ("b.toml", &moved)]);
    assert_eq!((told.len(), told[0].1.as_str()), (1, "RULE-146"));
}

#[test]
fn conventions_of_the_same_day() {
    let shipped = RuleBook::shipped_files().find(|(name, _)| *name == "conventions.toml").unwrap();
    let other = shipped.1.replace("be.conventions", "own.conventions");
    let told = told(&[("own.toml", &other)]);
    assert_eq!((told.len(), told[0].1.as_str()), (1, "RULE-146"));
}

#[test]
fn a_book_needs_the_act_and_conventions() {
    let faults = RuleBook::load([("a.toml", GOOD)]).unwrap_err();
    let shown: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "RULE-001: no statutory rule. Add a file with a rule of kind \"statutory\".",
            "RULE-001: no conventions. Add a file with a [[convention]].",
        ]
    );
}
