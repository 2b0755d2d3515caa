//! The tools of whoever runs an installation.

use std::fs;

use crate::common::{ended, ended_with, fla, text};

#[test]
fn the_shipped_rules_check_and_a_broken_one_says_where() {
    let dir = tempfile::tempdir().unwrap();
    let out = ended(&mut fla(dir.path(), &["rules", "check"]));
    assert!(out.status.success() && text(&out).contains("ok"), "{}", text(&out));

    let rules = dir.path().join("rules");
    fs::create_dir(&rules).unwrap();
    fs::write(rules.join("own.toml"), "[[rule]]\nid = \"be.jc.118\"\nversion = \"one\"\n").unwrap();
    let out = ended(&mut fla(dir.path(), &["rules", "check", "rules"]));
    let said = text(&out);
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert!(said.contains("rules/own.toml:3:"), "{said}");
    assert!(said.contains("be.jc.118") && said.contains("version"), "{said}");

    // The register does not start on them either.
    let out = ended(fla(dir.path(), &["employer", "list"]).env("FLA_RULES_DIR", "rules"));
    assert!(!out.status.success() && text(&out).contains("own.toml:3:"), "{}", text(&out));
}

#[test]
fn regimes_are_explained_to_the_minute() {
    let dir = tempfile::tempdir().unwrap();
    let minutes = |arguments: &str| {
        let all: Vec<_> = "rules explain".split(' ').chain(arguments.split(' ')).collect();
        let out = ended(&mut fla(dir.path(), &all));
        assert!(out.status.success(), "{}", text(&out));
        let said = text(&out);
        let last = said.trim_end().lines().last().unwrap().to_owned();
        let number = last.rsplit("= ").next().unwrap().trim_end_matches(" min").to_owned();
        (number.parse::<i64>().unwrap(), said)
    };
    // A full-time year in a sector with a growth path: 4 days of 456 minutes.
    let (four_days, said) = minutes("--jc 200 --average 25 --year 2026");
    assert_eq!(four_days, 1_824);
    assert!(said.contains("181682/CO/200"), "{said}");
    // Without a rule of the sector: 5 days of the act.
    assert_eq!(minutes("--jc 111 --average 20 --year 2026").0, 2_280);
    assert_eq!(minutes("--jc 111 --average 19.99 --year 2026").0, 456);
    assert_eq!(minutes("--jc 111 --average 9.99 --year 2026").0, 0);
    // Prorated: 4 × 0.8 × 4/12 × 456 = 486.4.
    let (part, said) =
        minutes("--jc 200 --average 25 --year 2026 --fraction 80% --from 2026-09-01");
    assert_eq!(part, 486, "{said}");
    let (part, said) = minutes(
        "--jc 200 --average 25 --year 2026 --fraction 30.4/38 --from 2026-09-01 --language nl",
    );
    assert_eq!(part, 486);
    assert!(said.contains("Bron") && said.contains("dagen"), "{said}");
}

#[test]
fn an_installation_is_set_up_copied_and_brought_back() {
    let dir = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let out = ended(&mut fla(dir.path(), arguments));
        (out.status.success(), text(&out))
    };
    let add = |number: &str, name: &str| {
        run(&["employer", "add", number, "--name", name, "--language", "fr"])
    };
    let (done, said) = add("0101.100.011", "Le premier");
    assert!(!done, "a number that does not check was taken: {said}");
    let (first, second) = ("0101100031", "0101100130");
    assert!(add(first, "Le premier").0, "{:?}", add(first, "Le premier"));
    let (done, said) = add(first, "Encore");
    assert!(!done && said.contains("ENTERPRISE-006"), "{said}");

    assert!(!run(&["restore", "copy.db"]).0, "there is no copy yet");
    let (done, said) = run(&["backup", "copy.db"]);
    assert!(done && said.contains("checked"), "{said}");
    assert!(!run(&["backup", "copy.db"]).0, "a copy was overwritten");

    assert!(add(second, "Le second").0);
    let (done, said) = run(&["restore", "copy.db"]);
    assert!(!done && said.contains("--force"), "{said}");
    fs::write(dir.path().join("no.db"), b"this is no database, and long enough to be read")
        .unwrap();
    assert!(!run(&["restore", "no.db", "--force"]).0);
    fs::write(dir.path().join("other.db"), b"").unwrap();
    let (done, said) = run(&["restore", "other.db", "--force"]);
    assert!(!done && said.contains("no database of this register"), "{said}");
    assert!(run(&["employer", "list"]).1.contains("Le second"), "a bad copy cost data");

    let mut options = fs::File::options();
    options.write(true).create(true).truncate(false);
    let lock = options.open(dir.path().join("data/fla.db.lock")).unwrap();
    lock.lock().unwrap();
    let (done, said) = run(&["restore", "copy.db", "--force"]);
    assert!(!done && said.contains("in use"), "{said}");
    drop(lock);

    let (done, said) = run(&["restore", "copy.db", "--force"]);
    assert!(done && said.contains("before-restore"), "{said}");
    let (_, said) = run(&["employer", "list"]);
    assert!(said.contains("Le premier") && !said.contains("Le second"), "{said}");
}

#[test]
fn names_come_from_an_extract_of_the_cbe() {
    let dir = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let out = ended(&mut fla(dir.path(), arguments));
        (out.status.success(), text(&out))
    };
    let extract = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/tests/fixtures/cbe");
    let add = |number: &str| run(&["employer", "add", number, "--language", "fr"]);
    let (done, said) = add("0100.090.142");
    assert!(!done && said.contains("EMPLOYER-NAME-001"), "{said}");
    let (done, said) = run(&["cbe", "load", extract]);
    assert!(done && said.contains("extract of 2026-10-31: 6 enterprises, 6 names"), "{said}");
    let (done, said) = add("0100.090.142");
    assert!(done && said.contains("Les Écluses \"du Nord\", from the CBE"), "{said}");
    assert!(!said.contains("warning"), "{said}");
    let (done, said) =
        run(&["employer", "add", "0101100031", "--name", "Le premier", "--language", "fr"]);
    assert!(done && said.contains("does not know this number"), "{said}");

    for file in ["meta.csv", "enterprise.csv", "denomination.csv"] {
        let content = fs::read_to_string(format!("{extract}/{file}")).unwrap();
        fs::write(dir.path().join(file), content.replace("\"003\"", "\"007\"")).unwrap();
    }
    let (done, said) = run(&["cbe", "load", "."]);
    assert!(!done && said.contains("FILE-008 line 6 denomination.csv"), "{said}");
    assert!(said.contains("column 20: The code 007 is not known."), "{said}");
}

#[test]
fn access_is_given_by_standard_input_and_never_shown_whole() {
    let dir = tempfile::tempdir().unwrap();
    let give = ["access", "give", "--ssin-stdin", "--role", "operator"];
    let out = ended_with(&mut fla(dir.path(), &give), "00010190146\n");
    let said = text(&out);
    assert!(out.status.success() && said.contains("operator"), "{said}");
    assert!(!said.contains("00010190146"), "{said}");

    let out = ended_with(&mut fla(dir.path(), &give), "00010190147");
    let said = text(&out);
    assert!(!out.status.success() && said.contains("SSIN-004"), "{said}");
    assert!(!said.contains("00010190147"), "{said}");

    let give = ["access", "give", "--ssin-stdin", "--role", "registrar"];
    let out = ended_with(&mut fla(dir.path(), &give), "00010190146");
    assert!(!out.status.success() && text(&out).contains("--employer"), "{}", text(&out));
}

#[test]
fn access_is_listed_and_ended_but_for_the_last_manager() {
    let dir = tempfile::tempdir().unwrap();
    let run = |arguments: &str, input: &str| {
        let all: Vec<_> = std::iter::once("access").chain(arguments.split(' ')).collect();
        let out = ended_with(&mut fla(dir.path(), &all), input);
        (out.status.success(), text(&out))
    };
    let number = "0101100031";
    let add = ["employer", "add", number, "--name", "Le premier", "--language", "fr"];
    assert!(ended(&mut fla(dir.path(), &add)).status.success());
    let give = format!("give --ssin-stdin --role access-manager --employer {number}");
    let (done, said) = run(&give, "00010190146");
    assert!(done, "{said}");
    let (done, said) = run(&give, "00010190146");
    assert!(!done && said.contains("ACCESS-006"), "{said}");
    let list = format!("list --employer {number}");
    let (done, said) = run(&list, "");
    assert!(done && said.contains("\taccessManager\t") && said.contains("(system)"), "{said}");
    assert!(!said.contains("00010190146"), "{said}");
    let id = said.lines().find(|l| l.contains("accessManager")).unwrap();
    let id = id.split('\t').next().unwrap().to_owned();
    let end = format!("end {id} --employer {number}");
    let (done, said) = run(&end, "");
    assert!(!done && said.contains("ACCESS-008"), "{said}");
    assert!(run(&give, "05050591545").0);
    let (done, said) = run(&end, "");
    assert!(done && said.contains(&id), "{said}");
    let (done, said) = run(&end, "");
    assert!(!done && said.contains("access list"), "{said}");
    assert_eq!(run(&list, "").1.matches("accessManager").count(), 1);

    // The operators are of no employer.
    assert!(run("give --ssin-stdin --role operator", "00010190146").0);
    let (_, said) = run("list", "");
    let id = said.lines().find(|l| l.contains("\toperator\t")).unwrap();
    let id = id.split('\t').next().unwrap();
    assert!(run(&format!("end {id}"), "").0);
    assert!(!run("list", "").1.contains("\toperator\t"));
}

#[test]
fn a_configuration_that_is_not_right_is_told_whole() {
    let dir = tempfile::tempdir().unwrap();
    let out = ended(&mut fla(dir.path(), &["serve"]));
    let said = text(&out);
    assert!(!out.status.success() && said.contains("FLA_OIDC_ISSUER"), "{said}");
    assert!(said.contains("fla demo"), "{said}");

    fs::write(dir.path().join("fla.toml"), "port = 80\n[oidc]\nissuer = \"https://a.example\"\n")
        .unwrap();
    let mut command = fla(dir.path(), &["serve"]);
    command.env("FLA_LISTEN", "everywhere").env("FLA_OIDC_CLIENT_SECRET", "hunter2");
    let said = text(&ended(&mut command));
    for part in ["fla.toml: port", "FLA_LISTEN", "FLA_OIDC_CLIENT_ID"] {
        assert!(said.contains(part), "{part} is missing in {said}");
    }
    assert!(!said.contains("hunter2"), "{said}");
}

#[test]
fn the_doctor_finds_what_is_wrong() {
    let dir = tempfile::tempdir().unwrap();
    let healthy = |command: &mut std::process::Command| {
        command
            .env("FLA_OIDC_ISSUER", "https://idp.example")
            .env("FLA_OIDC_CLIENT_ID", "fla")
            .env("FLA_OIDC_CLIENT_AUTH", "none")
            .env("FLA_PUBLIC_URL", "https://fla.example");
    };
    assert!(ended(&mut fla(dir.path(), &["employer", "list"])).status.success());
    let mut command = fla(dir.path(), &["doctor"]);
    healthy(&mut command);
    let out = ended(&mut command);
    let said = text(&out);
    assert!(out.status.success(), "{said}");
    for line in ["ok    configuration", "ok    database", "ok    integrity", "ok    rules"] {
        assert!(said.contains(line), "{line} is missing in {said}");
    }

    let out = ended(&mut fla(dir.path(), &["doctor"]));
    assert!(!out.status.success() && text(&out).contains("fail  sign-in"), "{}", text(&out));

    fs::write(dir.path().join("data/fla.db"), b"not a database any more, whatever it was before")
        .unwrap();
    let mut command = fla(dir.path(), &["doctor"]);
    healthy(&mut command);
    let out = ended(&mut command);
    assert!(!out.status.success() && text(&out).contains("fail  database"), "{}", text(&out));
}

/// The unit of systemd alone gives the secret to what it runs.
#[test]
fn commands_that_sign_nobody_in_do_without_the_secret() {
    let dir = tempfile::tempdir().unwrap();
    let settings = [
        ("FLA_PUBLIC_URL", "https://fla.example.be"),
        ("FLA_OIDC_ISSUER", "https://idp.example.be"),
        ("FLA_OIDC_CLIENT_ID", "fla"),
    ];
    let with = |arguments: &[&str]| {
        let out = ended(fla(dir.path(), arguments).envs(settings));
        (out.status.success(), text(&out))
    };
    for arguments in [["employer", "list"], ["audit", "check"], ["access", "list"]] {
        let (done, said) = with(&arguments);
        assert!(done, "{arguments:?}: {said}");
    }
    let (done, said) = with(&["doctor"]);
    assert!(!done && said.contains("ok    database") && said.contains("fail  sign-in"), "{said}");
    assert!(said.contains("FLA_OIDC_CLIENT_SECRET_FILE is missing"), "{said}");
    let (done, said) = with(&["serve"]);
    assert!(!done && said.contains("FLA_OIDC_CLIENT_SECRET_FILE is missing"), "{said}");
}

#[test]
fn every_command_explains_itself() {
    let dir = tempfile::tempdir().unwrap();
    for command in [
        "serve",
        "demo",
        "import",
        "rules",
        "backup",
        "restore",
        "audit",
        "employer",
        "cbe",
        "migrate",
        "access",
        "folder",
        "doctor",
        "recalculate",
    ] {
        let out = ended(&mut fla(dir.path(), &[command, "--help"]));
        let said = text(&out);
        assert!(out.status.success() && said.contains("Usage: fla"), "{command}: {said}");
    }
}

#[test]
fn without_certificate_authorities_it_says_what_to_install() {
    let dir = tempfile::tempdir().unwrap();
    for webhooks in ["on", "off"] {
        let mut serve = fla(dir.path(), &["serve"]);
        serve
            .env("FLA_PUBLIC_URL", "https://fla.example.be")
            .env("FLA_OIDC_ISSUER", "https://idp.example.be")
            .env("FLA_OIDC_CLIENT_ID", "fla")
            .env("FLA_OIDC_CLIENT_SECRET", "of nobody")
            .env("FLA_WEBHOOKS", webhooks)
            .env("SSL_CERT_FILE", dir.path().join("none.crt"))
            .env("SSL_CERT_DIR", dir.path().join("none"));
        let out = ended(&mut serve);
        let said = text(&out);
        assert!(!out.status.success(), "{said}");
        assert!(said.contains("ca-certificates") && said.contains("SSL_CERT_FILE"), "{said}");
    }
}
