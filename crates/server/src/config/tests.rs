//! Settings as they are read, and what is said of those that are wrong.

use super::{of as of_for, *};

/// As `fla serve` reads it.
fn of(
    file: Option<(&str, &str)>,
    environment: impl Iterator<Item = (String, Result<String, ()>)>,
) -> Result<Config, Faults> {
    of_for(file, environment, SignIn::Needed)
}

fn environment(pairs: &[(&str, &str)]) -> Vec<(String, Result<String, ()>)> {
    pairs.iter().map(|(n, v)| ((*n).to_owned(), Ok((*v).to_owned()))).collect()
}

#[test]
fn nothing_set_is_a_configuration() {
    let config = of(None, std::iter::empty()).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.database().to_string(), "sqlite:data/fla.db");
    assert_eq!(config.audit_late_hours, 4);
    assert_eq!((config.webhooks, config.webhooks_allow.len()), (None, 0));
    assert!(config.provider.is_none());
    let demo = config.for_demo().unwrap();
    assert_eq!(demo.files(), Path::new("data/demo/files"));
}

#[test]
fn the_environment_wins() {
    let file = "listen = \"0.0.0.0:1\"\noperator = \"A\"\n[oidc]\nissuer = \"https://a\"\nclient_id = \"x\"\nclient_auth = \"none\"\n";
    let set = environment(&[("FLA_LISTEN", "127.0.0.1:2"), ("FLA_OIDC_ISSUER", "https://b")]);
    let config = of(Some(("fla.toml", file)), set.into_iter()).unwrap();
    assert_eq!(config.listen.port(), 2);
    assert_eq!(config.operator, "A");
    assert_eq!(config.provider.unwrap().issuer(), "https://b");
}

#[test]
fn origins_are_exact() {
    let of_text = |text: &str| {
        of(None, environment(&[("FLA_API_ORIGINS", text)]).into_iter()).map(|c| c.api_origins)
    };
    let good = "https://HR.example https://hr.example:8443 http://localhost:5173";
    let read = ["https://hr.example", "https://hr.example:8443", "http://localhost:5173"];
    assert_eq!(of_text(good).unwrap(), read);
    assert_eq!(of_text("").unwrap(), [""; 0]);
    for wrong in [
        "*",
        "null",
        "hr.example",
        "https://*.example",
        "http://hr.example",
        "https://hr.example/app",
        "https://hr.example?x",
        "https://me@hr.example",
        "https://hr.example,https://other.example",
    ] {
        let faults = of_text(wrong).unwrap_err().to_string();
        assert!(faults.contains("FLA_API_ORIGINS"), "{wrong}: {faults}");
    }
}

#[test]
fn what_is_asked_before_sensitive_acts() {
    let file = "[oidc]\nissuer = \"https://a\"\nclient_id = \"x\"\nclient_auth = \"none\"\n";
    let (level, age) = ("FLA_OIDC_ACR_SENSITIVE", "FLA_OIDC_REAUTH_MINUTES");
    for (set, minutes) in [
        (vec![], None),
        (vec![(level, "high higher")], Some(15)),
        (vec![(level, "high"), (age, "0")], None),
        (vec![(age, "5")], Some(5)),
        (vec![(age, "0")], None),
    ] {
        let asks = set.iter().any(|(_, value)| *value != "0");
        let config = of(Some(("fla.toml", file)), environment(&set).into_iter()).unwrap();
        let oidc = config.provider.unwrap().at(&"https://fla.example/".parse().unwrap());
        let found = oidc.reauthentication.map(|age| age.as_secs() / 60);
        assert_eq!((found, oidc.asks_again()), (minutes, asks), "{set:?}");
    }
    for wrong in ["721", "-1", "soon"] {
        let set = environment(&[(age, wrong)]);
        let faults = of(Some(("fla.toml", file)), set.into_iter()).unwrap_err();
        assert!(faults.to_string().contains(age), "{faults}");
    }
}

#[test]
fn an_outside_issuer_takes_what_it_lacks_from_sign_in() {
    let file = "[oidc]\nissuer = \"https://a\"\nclient_id = \"x\"\nclient_auth = \"none\"\nclaim_ssin = \"nr\"\nacr_accepted = \"high\"\nacr_sensitive = \"higher\"\n";
    let public = "https://fla.example/".parse().unwrap();
    let read = |set: &[(&str, &str)]| {
        let config = of(Some(("fla.toml", file)), environment(set).into_iter())?;
        let sign_in = config.provider.unwrap().at(&public);
        Ok::<_, Faults>(config.api_issuer.map(|i| (i.own_tokens, i.at(&public, &sign_in))))
    };
    assert!(read(&[]).unwrap().is_none());
    let issuer = ("FLA_API_ISSUER", "https://tokens.example");
    let (own, all) = read(&[issuer]).unwrap().unwrap();
    assert!(!own);
    assert_eq!(all.audience, "https://fla.example/fla/v1");
    assert_eq!((all.claims.ssin.as_str(), all.acr_accepted.len()), ("nr", 2));
    let set = [
        issuer,
        ("FLA_API_AUDIENCE", "fla"),
        ("FLA_API_OWN_TOKENS", "on"),
        ("FLA_API_CLAIM_SSIN", "number"),
        ("FLA_API_ACR_ACCEPTED", "any"),
    ];
    let (own, all) = read(&set).unwrap().unwrap();
    assert!(own && all.acr_accepted.is_empty());
    assert_eq!((all.audience.as_str(), all.claims.ssin.as_str()), ("fla", "number"));
    for (name, value) in [("FLA_API_AUDIENCE", "fla"), ("FLA_API_OWN_TOKENS", "off")] {
        let faults = read(&[(name, value)]).unwrap_err().to_string();
        assert!(faults.contains(name), "{faults}");
    }
    let wrong = read(&[issuer, ("FLA_API_OWN_TOKENS", "perhaps")]).unwrap_err();
    assert!(wrong.to_string().contains("FLA_API_OWN_TOKENS"));
}

#[test]
fn folders_of_senders_are_off_unless_there_is_one() {
    let read = |set: &[(&str, &str)]| of(None, environment(set).into_iter()).map(|c| c.drop);
    assert!(read(&[]).unwrap().is_none());
    let dir = ("FLA_DROP_DIR", "/srv/fla");
    assert_eq!(read(&[dir]).unwrap().unwrap().wait, 10);
    let wait = |minutes| ("FLA_DROP_WAIT_MINUTES", minutes);
    assert_eq!(read(&[dir, wait("0")]).unwrap().unwrap().wait, 0);
    for wrong in [vec![wait("0")], vec![dir, wait("1441")]] {
        let faults = read(&wrong).unwrap_err().to_string();
        assert!(faults.contains("FLA_DROP_WAIT_MINUTES"), "{faults}");
    }
}

#[test]
fn files_need_no_signature_unless_it_is_said() {
    let read = |set: &[(&str, &str)]| of(None, environment(set).into_iter()).map(|c| c.signatures);
    let bare = read(&[]).unwrap();
    assert_eq!((bare.wanted.len(), bare.issuers.is_none()), (0, true));
    let issuers = ("FLA_FILES_ISSUERS_DIR", "/etc/fla/issuers");
    let all = [issuers, ("FLA_FILES_SIGNED", "R S"), ("FLA_FILES_NEED_LISTS", "on")];
    let all = read(&all).unwrap();
    assert_eq!(all.wanted.len(), 2);
    assert!(all.issuers.unwrap().need_lists);
    for (wrong, named) in [
        (vec![("FLA_FILES_SIGNED", "R")], "FLA_FILES_ISSUERS_DIR"),
        (vec![("FLA_FILES_NEED_LISTS", "on")], "FLA_FILES_NEED_LISTS"),
        (vec![issuers, ("FLA_FILES_SIGNED", "R X")], "FLA_FILES_SIGNED"),
    ] {
        let faults = read(&wrong).unwrap_err().to_string();
        assert!(faults.contains(named), "{faults}");
    }
}

#[test]
fn every_fault_is_told_at_once_and_no_secret() {
    let file = "lisen = 1\ndata = 7\n[oidc]\nissuer = \"https://a\"\nwhat = \"x\"\n";
    let set = environment(&[
        ("FLA_LISTEN", "nowhere"),
        ("FLA_PUBLIC_URL", "https://fla.example/path"),
        ("FLA_DATABASE_URL", "mysql://me:hunter2@host"),
        ("FLA_OIDC_CLIENT_SECRET", "hunter2"),
        ("FLA_SHEET_DAYS", "0"),
        ("FLA_AUDIT_LATE_HOURS", "721"),
        ("FLA_OIDC_SCOPE", "openid"),
        ("FLA_OIDC_ALGORITHMS", "HS256"),
        ("FLA_DATABASE", "misspelt"),
    ]);
    let faults = of(Some(("my.toml", file)), set.into_iter()).unwrap_err().to_string();
    for part in [
        "my.toml: lisen",
        "my.toml: data",
        "my.toml: oidc.what",
        "FLA_LISTEN",
        "127.0.0.1:8080",
        "FLA_PUBLIC_URL",
        "FLA_DATABASE_URL",
        "FLA_OIDC_SCOPE ",
        "FLA_OIDC_ALGORITHMS",
        "FLA_OIDC_CLIENT_ID",
        "FLA_SHEET_DAYS",
        "FLA_AUDIT_LATE_HOURS",
    ] {
        assert!(faults.contains(part), "{part} is missing in:\n{faults}");
    }
    assert!(!faults.contains("hunter2"), "{faults}");
    assert!(!faults.contains("FLA_DATABASE "), "{faults}");
}

#[test]
fn watching_is_off_and_stopping_has_its_limits() {
    let usual = of(None, std::iter::empty()).unwrap().operation;
    assert_eq!(usual.metrics_listen, None);
    assert_eq!((usual.notice.as_secs(), usual.drain.as_secs()), (0, 15));
    let file = "metrics_listen = \"[::1]:9464\"\ndrain_notice_seconds = 5\n";
    let set = environment(&[("FLA_DRAIN_SECONDS", "3600")]);
    let set = of(Some(("fla.toml", file)), set.into_iter()).unwrap().operation;
    assert_eq!(set.metrics_listen.map(|address| address.port()), Some(9464));
    assert_eq!((set.notice.as_secs(), set.drain.as_secs()), (5, 3_600));
    let wrong = environment(&[
        ("FLA_METRICS_LISTEN", "9464"),
        ("FLA_DRAIN_NOTICE_SECONDS", "301"),
        ("FLA_DRAIN_SECONDS", "soon"),
    ]);
    let names: Vec<String> = wrong.iter().map(|(name, _)| name.clone()).collect();
    let faults = of(None, wrong.into_iter()).unwrap_err().to_string();
    assert!(names.iter().all(|name| faults.contains(name)), "{faults}");
}

#[test]
fn traces_are_sent_nowhere_unless_it_is_said() {
    let read = |set: &[(&str, &str)]| of(None, environment(set).into_iter()).map(|c| c.traces);
    assert!(read(&[]).unwrap().is_none());
    let collector = ("FLA_TRACES_ENDPOINT", "http://collector:4318");
    let secure = ("FLA_TRACES_ENDPOINT", "https://collector.example");
    let here = ("FLA_TRACES_ENDPOINT", "http://127.0.0.1:4318");
    let token = ("FLA_TRACES_TOKEN", "hunter2");
    let share = |share| ("FLA_TRACES_SHARE", share);
    let usual = read(&[collector]).unwrap().unwrap();
    assert!(usual.share > 0.99 && usual.authorization.is_none());
    for good in [[secure, token], [here, token], [collector, share("0")]] {
        let read = read(&good).unwrap();
        assert!(!format!("{read:?}").contains("hunter2"), "{read:?}");
    }
    for (wrong, named) in [
        (vec![("FLA_TRACES_ENDPOINT", "collector:4317")], "FLA_TRACES_ENDPOINT"),
        (vec![collector, share("2")], "FLA_TRACES_SHARE"),
        (vec![share("0.5")], "FLA_TRACES_SHARE"),
        (vec![token], "FLA_TRACES_TOKEN"),
        (vec![collector, token], "FLA_TRACES_TOKEN"),
        (vec![secure, ("FLA_TRACES_TOKEN", "two words")], "FLA_TRACES_TOKEN"),
    ] {
        let faults = read(&wrong).unwrap_err().to_string();
        assert!(faults.contains(named) && !faults.contains("hunter2"), "{faults}");
    }
}

#[test]
fn a_variable_that_is_no_setting_is_noted() {
    let set = environment(&[("FLA_DATABASE", "x"), ("FLA_CONFIG", "fla.toml"), ("PATH", "/")]);
    assert_eq!(of(None, set.into_iter()).unwrap().unknown, ["FLA_DATABASE"]);
}

#[test]
fn a_password_is_not_shown() {
    let url = DatabaseUrl::parse("postgres://me:hunter2@host:5432/fla?sslmode=require").unwrap();
    assert_eq!(url.to_string(), "postgres://host:5432/fla");
    assert_eq!(format!("{url:?}"), "DatabaseUrl(postgres://host:5432/fla)");
}

#[test]
fn a_file_that_is_no_toml_says_where() {
    let faults = of(Some(("my.toml", "listen = \n")), std::iter::empty()).unwrap_err();
    assert!(faults.to_string().contains("my.toml: line 1"), "{faults}");
}

#[test]
fn whoever_signs_nobody_in_needs_no_secret() {
    let base = [("FLA_OIDC_ISSUER", "https://a"), ("FLA_OIDC_CLIENT_ID", "x")];
    let secret = ("FLA_OIDC_CLIENT_SECRET_FILE", "/nowhere/secret");
    let key = ("FLA_OIDC_CLIENT_KEY_FILE", "/nowhere/key.pem");
    let algorithm = ("FLA_OIDC_CLIENT_KEY_ALGORITHM", "ES256");
    for (more, named) in
        [(vec![], secret.0), (vec![secret], secret.0), (vec![key, algorithm], key.0)]
    {
        let set = || environment(&[base.as_slice(), &more].concat()).into_iter();
        let faults = of(None, set()).unwrap_err().to_string();
        assert_eq!(faults.matches(named).count(), 1, "told once: {faults}");
        let config = of_for(None, set(), SignIn::NotNeeded).unwrap();
        assert!(config.provider.is_none());
        assert!(config.no_proof.unwrap().contains(named), "{named}");
    }
    // What is wrong whoever reads it.
    let wrong = [("FLA_OIDC_ISSUER", "https://a"), ("FLA_OIDC_CLIENT_AUTH", "maybe")];
    let faults = of_for(None, environment(&wrong).into_iter(), SignIn::NotNeeded).unwrap_err();
    let faults = faults.to_string();
    assert!(faults.contains("CLIENT_ID") && faults.contains("must be basic"), "{faults}");
}
