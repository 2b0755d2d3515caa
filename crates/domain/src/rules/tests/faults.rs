//! Each fault of a single file: its code, its line, its words.

use super::*;

/// Changes one piece of the good file and asks for exactly one fault there.
fn one_fault(from: &str, to: &str) -> RuleFault {
    let text = GOOD.replacen(from, to, 1);
    assert_ne!(text, GOOD, "{from}");
    let faults = load(&[("own.toml", &text)]).unwrap_err();
    let shown: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(faults.len(), 1, "{shown:?}");
    faults.into_iter().next().unwrap()
}

#[test]
fn each_fault_has_its_code_and_line() {
    let table = [
        // (from, to, code, line, path, a piece of what is wrong)
        ("id = \"own.124\"\n", "", "RULE-001", 1, "rule.id", "missing"),
        ("id = \"own.124\"", "id = \" \"", "RULE-001", 2, "rule.id", "empty"),
        ("id = \"own.124\"", "id = 124", "RULE-003", 2, "rule.id", "type integer"),
        ("id = \"own.124\"", "id = \"Own 124\"", "RULE-003", 2, "rule.id", "no identifier"),
        ("version = 1\n", "", "RULE-001", 1, "rule.version", "missing"),
        ("version = 1", "version = 0", "RULE-008", 3, "rule.version", "is 0"),
        ("version = 1", "version = \"1\"", "RULE-003", 3, "rule.version", "type string"),
        ("kind = \"sectoral\"\n", "", "RULE-001", 1, "rule.kind", "missing"),
        ("\"sectoral\"", "\"sector\"", "RULE-008", 4, "rule.kind", "no kind"),
        ("joint_committee = \"124\"\n", "", "RULE-001", 1, "rule.joint_committee", "missing"),
        ("\"124\"", "\"12\"", "RULE-003", 5, "rule.joint_committee", "no joint committee"),
        ("\"124\"", "\"999\"", "RULE-003", 5, "rule.joint_committee", "no joint committee"),
        ("= 2024\n", "= 24\n", "RULE-008", 6, "rule.valid_from", "is 24"),
        ("= 2030", "= 2023", "RULE-014", 7, "rule.valid_to", "end before it begins"),
        ("[\"from20\"]", "[\"from30\"]", "RULE-008", 8, "rule.as_statutory", "no size band"),
        ("[\"from20\"]", "[\"from10\"]", "RULE-146", 8, "rule.as_statutory", "given days"),
        ("[\"from20\"]", "\"from20\"", "RULE-003", 8, "as_statutory", "type string"),
        ("below10 = [{", "below11 = [{", "RULE-008", 10, "rule.days.below11", "no size band"),
        ("\"0.5\"", "0.5", "RULE-003", 10, "rule.days.below10.days", "floating-point"),
        ("\"0.5\"", "\"0,5\"", "RULE-008", 10, "rule.days.below10.days", "is 0,5"),
        ("\"0.5\"", "-1", "RULE-008", 10, "rule.days.below10.days", "is -1"),
        ("\"0.5\"", "367", "RULE-008", 10, "rule.days.below10.days", "is 367"),
        ("\"0.5\"", "true", "RULE-003", 10, "rule.days.below10.days", "type boolean"),
        (", days = \"0.5\"", "", "RULE-001", 10, "rule.days.below10.days", "missing"),
        (
            "{ from = 2024, days = \"0.5\"",
            "{ days = 1",
            "RULE-001",
            10,
            "rule.days.below10.from",
            "",
        ),
        (
            "{ from = 2026",
            "{ until = 2027, from = 2026",
            "RULE-008",
            11,
            "rule.days.from10.until",
            "unknown key",
        ),
        ("{ from = 2026", "{ from = 2024", "RULE-006", 11, "rule.days.from10", "two steps"),
        ("{ from = 2026", "{ from = 2023", "RULE-091", 11, "rule.days.from10", "after a later one"),
        ("below10 = 6", "below10 = 13", "RULE-008", 13, "rule.min_months_in_year.below10", "is 13"),
        (
            "below10 = 6",
            "from20 = 6",
            "RULE-005",
            13,
            "rule.min_months_in_year.from20",
            "condition",
        ),
        (
            "below10 = [{ from = 2024, days = \"0.5\" }]\n",
            "",
            "RULE-053",
            12,
            "rule.min_months_in_year.below10",
            "without days",
        ),
        (
            "[rule.source]\nname = \"Fund\"\nreference = \"CLA 1\"\n",
            "",
            "RULE-001",
            1,
            "rule.source",
            "missing",
        ),
        ("reference = \"CLA 1\"\n", "", "RULE-001", 14, "rule.source.reference", "missing"),
        (
            "name = \"Fund\"\n",
            "name = \"Fund\"\nurl = \"x\"\n",
            "RULE-008",
            16,
            "rule.source.url",
            "unknown key",
        ),
        ("de = \"t\"\n", "", "RULE-001", 17, "rule.title.de", "missing"),
        ("de = \"t\"", "de = \"\"", "RULE-001", 20, "rule.title.de", "empty"),
        ("de = \"t\"", "de = \"t\"\nit = \"t\"", "RULE-008", 21, "rule.title.it", "unknown key"),
        (
            "[rule.text]",
            "[rule.floor]\nfrom20 = [{ from = 2024, days = 2 }]\n[rule.text]",
            "RULE-053",
            22,
            "rule.floor",
            "only the act",
        ),
        ("version = 1", "version = ", "RULE-003", 3, "", ""),
    ];
    for (from, to, code, line, path, wrong) in table {
        let fault = one_fault(from, to);
        let shown = fault.to_string();
        assert_eq!(fault.anomaly.code(), code, "{shown}");
        assert_eq!(fault.anomaly.line, Some(line), "{shown}");
        assert_eq!(fault.anomaly.path, path, "{shown}");
        assert!(fault.wrong.contains(wrong), "{shown}");
        assert!(!fault.mend.is_empty() && fault.file == "own.toml", "{shown}");
    }
}

#[test]
fn a_fault_names_rule_place_wrong_and_mend() {
    let fault = one_fault("\"0.5\"", "0.5");
    assert_eq!(fault.rule.as_deref(), Some("own.124"));
    assert_eq!((fault.anomaly.line, fault.anomaly.column), (Some(10), Some(34)));
    assert_eq!(fault.anomaly.args["rule"], "own.124");
    assert_eq!(fault.anomaly.args["file"], "own.toml");
    assert_eq!(
        fault.to_string(),
        "own.toml:10:34: RULE-003 own.124 rule.days.below10.days: `rule.days.below10.days` is a \
         floating-point number. Write it in quotes, such as \"0.5\": days are exact."
    );
}

#[test]
fn an_identifier_has_at_most_64_characters() {
    let named = |length| GOOD.replace("own.124", &"a".repeat(length));
    assert!(load(&[("a", &named(64))]).is_ok());
    let faults = load(&[("a", &named(65))]).unwrap_err();
    assert_eq!((faults.len(), faults[0].anomaly.path.as_str()), (1, "rule.id"));
}

#[test]
fn all_faults_are_told_at_once() {
    let first =
        GOOD.replace("\"0.5\"", "0.5").replace("de = \"t\"\n", "").replace("= 1\n", "= 0\n");
    let second = GOOD.replace("own.124", "own.125").replace("kind = \"sectoral\"", "kind = 1");
    let faults = load(&[("a.toml", &first), ("b.toml", &second), ("c.toml", "x =")]).unwrap_err();
    let told: Vec<_> = faults
        .iter()
        .map(|f| (f.file.as_str(), f.anomaly.line.unwrap(), f.anomaly.code()))
        .collect();
    let code = |text: &str| text.to_owned();
    assert_eq!(
        told,
        [
            ("a.toml", 3, code("RULE-008")),
            ("a.toml", 10, code("RULE-003")),
            ("a.toml", 17, code("RULE-001")),
            ("a.toml", 21, code("RULE-001")),
            ("b.toml", 4, code("RULE-003")),
            ("c.toml", 1, code("RULE-003")),
        ]
    );
}

#[test]
fn unknown_tables_and_empty_files_are_told() {
    let faults = load(&[("a", &GOOD.replace("[rule.text]", "[rule.texts]"))]).unwrap_err();
    let paths: Vec<_> = faults.iter().map(|f| f.anomaly.path.as_str()).collect();
    assert_eq!(paths, ["rule.texts", "rule.text"]);
    let faults = load(&[("a", "# nothing\n")]).unwrap_err();
    assert_eq!((faults.len(), faults[0].anomaly.code().as_str()), (1, "RULE-001"));
    let faults = load(&[("a", "[[rules]]\nid = \"x\"\n")]).unwrap_err();
    assert_eq!((faults.len(), faults[0].anomaly.path.as_str()), (1, "rules"));
    let faults = load(&[("a", "rule = 1\n")]).unwrap_err();
    assert_eq!((faults.len(), faults[0].anomaly.code().as_str()), (1, "RULE-003"));
    let faults = load(&[("a", "rule = [1]\n")]).unwrap_err();
    assert_eq!((faults.len(), faults[0].anomaly.column), (1, Some(9)));
    let faults = load(&[(
        "a",
        &GOOD.replace(
            "from10 = [{ from = 2024, days = 1 }, { from = 2026, days = 2 }]",
            "from10 = []",
        ),
    )]);
    assert_eq!(faults.unwrap_err()[0].anomaly.path, "rule.days.from10");
}

#[test]
fn a_rule_must_say_something() {
    let silent = GOOD
        .replace("as_statutory = [\"from20\"]\n", "")
        .replace("[rule.min_months_in_year]\nbelow10 = 6\n", "");
    let start = silent.find("[rule.days]").unwrap();
    let end = silent.find("[rule.source]").unwrap();
    let silent = format!("{}{}", &silent[..start], &silent[end..]);
    let faults = load(&[("a", &silent)]).unwrap_err();
    assert_eq!((faults.len(), faults[0].anomaly.path.as_str()), (1, "rule.days"));
    let empty = silent.replace("[rule.source]", "[rule.days]\n[rule.source]");
    let faults = load(&[("a", &empty)]).unwrap_err();
    assert_eq!((faults.len(), faults[0].anomaly.path.as_str()), (1, "rule.days"));
    let endless = silent
        .replace("valid_from = 2024\n", "as_statutory = [\"below10\"]\n")
        .replace("valid_to = 2030\n", "");
    let faults = load(&[("a", &endless)]).unwrap_err();
    assert_eq!((faults.len(), faults[0].anomaly.path.as_str()), (1, "rule.valid_from"));
}

#[test]
fn the_act_has_no_joint_committee_and_no_reference_to_itself() {
    let act = GOOD.replace("\"sectoral\"", "\"statutory\"");
    let faults = load(&[("a", &act)]).unwrap_err();
    let told: Vec<_> = faults.iter().map(|f| (f.anomaly.code(), f.anomaly.line)).collect();
    let code = |line| ("RULE-053".to_owned(), Some(line));
    assert_eq!(told, [code(5), code(8)]);
}

#[test]
fn conventions_have_faults_too() {
    let shipped = RuleBook::shipped_files().find(|(name, _)| *name == "conventions.toml").unwrap();
    let table = [
        ("day_minutes = 456", "day_minutes = 1441", "RULE-008", "convention.day_minutes"),
        ("from = 2023-01-01", "from = 2023-01-01T00:00:00", "RULE-003", "convention.from"),
        ("from = 2023-01-01", "from = \"2023-01-01\"", "RULE-003", "convention.from"),
        ("from = 2023-01-01\n", "", "RULE-001", "convention.from"),
        ("years = 5", "years = 0", "RULE-008", "convention.five_year_period.years"),
        ("years = 5", "year = 5\nyears = 5", "RULE-008", "convention.five_year_period.year"),
        ("first_start = 2024-01-01\n", "", "RULE-001", "convention.five_year_period.first_start"),
    ];
    for (from, to, code, path) in table {
        let text = shipped.1.replacen(from, to, 1);
        let rules = RuleBook::shipped_files().filter(|(name, _)| *name != "conventions.toml");
        let faults = RuleBook::load(rules.chain([("own.toml", text.as_str())])).unwrap_err();
        let shown: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.len(), 1, "{shown:?}");
        assert_eq!(
            (faults[0].anomaly.code().as_str(), faults[0].anomaly.path.as_str()),
            (code, path)
        );
        assert_eq!(faults[0].rule.as_deref(), Some("be.conventions"));
    }
}

proptest::proptest! {
    /// Whatever lines are lost, a rule is read or at least one fault is told.
    #[test]
    fn no_rule_is_lost_in_silence(kept in proptest::collection::vec(proptest::bool::weighted(0.9), 25)) {
        let lines = GOOD.lines().zip(&kept).filter(|(_, keep)| **keep).map(|(line, _)| line);
        let text = lines.collect::<Vec<_>>().join("\n");
        if let Ok(book) = load(&[("own.toml", &text)]) {
            proptest::prop_assert!(book.rules().len() == 5, "{}", text);
        }
    }
}
