//! The list of attacks in `docs/security.md` is what the tests say they try.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Each file with attacks, and what they are aimed at.
const FILES: [(&str, &str); 13] = [
    ("src/auth/oidc/tests/token_cases.rs", "Identity token"),
    ("src/auth/oidc/tests/key_cases.rs", "Keys of the provider"),
    ("src/auth/oidc/tests/person_cases.rs", "Who somebody is"),
    ("src/auth/oidc/tests/browser_side.rs", "The way through the browser"),
    ("tests/web/sign_in/demo.rs", "The way through the browser, whole sign-ins"),
    ("src/auth/oidc/tests/client.rs", "Answers of the token endpoint"),
    ("src/auth/oidc/tests/transport_cases.rs", "The way to the provider"),
    ("src/auth/oidc/tests/sure_cases.rs", "Sign-in before sensitive acts"),
    ("src/auth/oidc/tests/logout_cases.rs", "Sign-out by the provider"),
    ("tests/web/sign_in/sessions.rs", "Sessions"),
    ("tests/web/sign_in/edges.rs", "Sessions that cannot be read"),
    ("tests/web/sign_in/forms.rs", "Forms"),
    ("tests/web/sign_in/node.rs", "A provider written by others"),
];
const FEWEST: usize = 60;
const BEGIN: &str = "<!-- attacks: begin -->\n";
const END: &str = "<!-- attacks: end -->";

/// The attacks of a file: what its tests say of themselves, and their names.
fn attacks(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let lines: Vec<&str> = source.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some(attack) = line.strip_prefix("/// Attack: ") else { continue };
        assert_eq!(lines.get(at + 1), Some(&"#[tokio::test]"), "{attack}: not a test that runs");
        let name = lines.get(at + 2).and_then(|line| line.strip_prefix("async fn "));
        let name = name.and_then(|rest| rest.split_once('(')).expect("a test has a name").0;
        found.push((attack.to_owned(), name.to_owned()));
    }
    found
}

#[test]
fn the_list_of_attacks_is_what_is_tried() {
    let crate_root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut list, mut all) = (String::new(), BTreeSet::new());
    let mut count = 0;
    for (file, aim) in FILES {
        let source = std::fs::read_to_string(crate_root.join(file)).unwrap();
        let attacks = attacks(&source);
        assert!(!attacks.is_empty(), "{file}");
        write!(list, "\n**{aim}** (`{file}`)\n\n").unwrap();
        for (attack, name) in attacks {
            writeln!(list, "- {attack} `{name}`").unwrap();
            assert!(all.insert(attack.clone()), "the same attack twice: {attack}");
            count += 1;
        }
    }
    assert!(count >= FEWEST, "{count} attacks only");
    let expected = format!(
        "{count} attacks, each without effect: nobody is signed in by it, nobody signed out.\n{list}"
    );
    let document = std::fs::read_to_string(crate_root.join("../../docs/security.md")).unwrap();
    let told = document.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END));
    let told = told.expect("docs/security.md has the list between its marks").0;
    assert_eq!(told.trim(), expected.trim(), "docs/security.md should hold:\n{expected}");
}
