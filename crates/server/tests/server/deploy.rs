//! What is in `deploy/`: it names settings, addresses and metrics that there are, lets the program
//! finish what is under way, and gives it no rights that it does not need.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{ended, fla, text};
use crate::metrics::documented;
use serde_json::Value;

/// Seconds for what comes after the drain.
const REST: u64 = 5;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../deploy")
}

fn read(path: &str) -> String {
    fs::read_to_string(folder().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The manifests, in their order.
fn manifests() -> Vec<Value> {
    use serde::Deserialize as _;
    let file = read("kubernetes/fla.yaml");
    let all = serde_norway::Deserializer::from_str(&file);
    all.map(|one| Value::deserialize(one).expect("a manifest")).collect()
}

fn manifest<'m>(all: &'m [Value], kind: &str) -> &'m Value {
    all.iter().find(|one| one["kind"] == kind).unwrap_or_else(|| panic!("no {kind}"))
}

#[test]
fn the_image_is_built_from_what_the_repository_holds() {
    let file = fs::read_to_string(folder().join("../.dockerignore")).unwrap();
    let ignored: BTreeSet<&str> = file.lines().collect();
    for made in [".git", "data", "e2e/out", "**/target", "**/node_modules"] {
        assert!(ignored.contains(made), "{made}");
    }
}

#[test]
fn every_setting_that_is_named_is_one() {
    let dir = tempfile::tempdir().unwrap();
    let help = |arguments: &[&str]| text(&ended(&mut fla(dir.path(), arguments)));
    let known = format!("{}{}", help(&["--help"]), help(&["serve", "--help"]));
    let known: BTreeSet<&str> =
        known.split(|c: char| !c.is_ascii_uppercase() && c != '_').collect();
    let mut seen = 0;
    for file in [
        "systemd/fla.service",
        "systemd/fla.env",
        "container/Containerfile",
        "kubernetes/fla.yaml",
        "grafana/fla.json",
    ] {
        let file = read(file);
        let words = file.split(|c: char| !c.is_ascii_uppercase() && c != '_');
        for word in words.filter(|word| word.starts_with("FLA_")) {
            assert!(known.contains(word), "{word} is no setting");
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn the_manifests_belong_together() {
    let all = manifests();
    let deployment = &manifest(&all, "Deployment")["spec"];
    let labels = &deployment["template"]["metadata"]["labels"];
    assert_eq!(&deployment["selector"]["matchLabels"], labels);
    assert_eq!(&manifest(&all, "Service")["spec"]["selector"], labels);
    let budget = &manifest(&all, "PodDisruptionBudget")["spec"];
    assert_eq!(&budget["selector"]["matchLabels"], labels);
    assert!(budget["minAvailable"].as_u64() < deployment["replicas"].as_u64());
    let policy = &manifest(&all, "NetworkPolicy")["spec"];
    assert_eq!(&policy["podSelector"]["matchLabels"], labels);
    for one in &all {
        assert_eq!(&one["metadata"]["labels"], labels, "{}", one["kind"]);
    }

    let pod = &deployment["template"]["spec"];
    let container = &pod["containers"][0];
    let settings = &manifest(&all, "ConfigMap")["data"];
    let ports = container["ports"].as_array().unwrap();
    for (name, setting) in [("http", "FLA_LISTEN"), ("metrics", "FLA_METRICS_LISTEN")] {
        let port = ports.iter().find(|port| port["name"] == name).unwrap();
        let listen = settings[setting].as_str().unwrap();
        assert_eq!(listen, format!("0.0.0.0:{}", port["containerPort"]));
    }
    let annotations = &deployment["template"]["metadata"]["annotations"];
    assert_eq!(annotations["prometheus.io/port"], "9464");
    for (probe, path) in
        [("startup", "/health/live"), ("liveness", "/health/live"), ("readiness", "/health/ready")]
    {
        let asked = &container[format!("{probe}Probe")];
        assert_eq!(
            (&asked["httpGet"]["path"], &asked["httpGet"]["port"]),
            (&path.into(), &"http".into())
        );
        // The program answers within two seconds.
        assert!(asked["timeoutSeconds"].as_u64() > Some(2), "{probe}");
    }
    // What is mounted is there, and what is written to can be.
    let volumes = pod["volumes"].as_array().unwrap();
    let first = &pod["initContainers"][0];
    for one in [container, first] {
        for mount in one["volumeMounts"].as_array().unwrap() {
            assert!(volumes.iter().any(|volume| volume["name"] == mount["name"]), "{mount}");
        }
    }
    // The owner updates the schema, and what serves does not know the owner.
    assert_eq!((&first["args"][0], &first["image"]), (&"migrate".into(), &container["image"]));
    let secret = |one: &Value, setting: &str| {
        let all = one["env"].as_array().unwrap();
        let found = all.iter().find(|variable| variable["name"] == setting)?;
        Some(found["valueFrom"]["secretKeyRef"]["name"].as_str().unwrap().to_owned())
    };
    let (application, owner) = ("FLA_DATABASE_URL", "FLA_DATABASE_OWNER_URL");
    assert_eq!(secret(first, owner).as_deref(), Some("fla-owner"));
    assert_eq!(secret(first, application), secret(container, application));
    assert_eq!(secret(container, owner), None);
    let claim = &manifest(&all, "PersistentVolumeClaim");
    assert_eq!(volumes[0]["persistentVolumeClaim"]["claimName"], claim["metadata"]["name"]);
}

#[test]
fn there_is_time_to_finish_what_is_under_way() {
    let all = manifests();
    let settings = &manifest(&all, "ConfigMap")["data"];
    let seconds = |name: &str| settings[name].as_str().unwrap().parse::<u64>().unwrap();
    let needed = seconds("FLA_DRAIN_NOTICE_SECONDS") + seconds("FLA_DRAIN_SECONDS") + REST;
    let pod = &manifest(&all, "Deployment")["spec"]["template"]["spec"];
    assert!(pod["terminationGracePeriodSeconds"].as_u64() >= Some(needed), "{needed}");

    let unit = read("systemd/fla.service");
    let granted = unit.lines().find_map(|line| line.strip_prefix("TimeoutStopSec=")).unwrap();
    // Where nothing is set there is no notice, and 15 seconds of drain.
    assert!(granted.parse::<u64>().unwrap() >= 15 + REST, "{granted}");
}

#[test]
fn nothing_is_granted_that_is_not_needed() {
    let all = manifests();
    let pod = &manifest(&all, "Deployment")["spec"]["template"]["spec"];
    assert_eq!(pod["automountServiceAccountToken"], false);
    assert_eq!(pod["securityContext"]["runAsNonRoot"], true);
    assert_eq!(pod["securityContext"]["seccompProfile"]["type"], "RuntimeDefault");
    for container in [&pod["containers"][0], &pod["initContainers"][0]] {
        let context = &container["securityContext"];
        assert_eq!(context["allowPrivilegeEscalation"], false);
        assert_eq!(context["readOnlyRootFilesystem"], true);
        assert_eq!(context["capabilities"]["drop"][0], "ALL");
    }
    // Secrets are named and not held.
    assert!(all.iter().all(|one| one["kind"] != "Secret"));
    let settings = manifest(&all, "ConfigMap")["data"].as_object().unwrap();
    for (name, value) in settings {
        let secret =
            name.ends_with("_SECRET") || name.ends_with("PASSWORD") || name.ends_with("_URL");
        let public = value.as_str().unwrap().starts_with("https://");
        assert!(!secret || public, "{name} may hold a secret");
    }

    let image = read("container/Containerfile");
    let workspace = include_str!("../../../../Cargo.toml");
    let rust = workspace.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap();
    assert!(image.contains(&format!("library/rust:{}-", rust.trim_matches('"'))), "{rust}");
    let user = image.lines().rev().find_map(|line| line.strip_prefix("USER ")).unwrap();
    assert!(user.starts_with(&pod["securityContext"]["runAsUser"].to_string()), "{user}");
}

#[test]
fn the_unit_is_hardened() {
    let unit = read("systemd/fla.service");
    for line in [
        "User=fla",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "NoNewPrivileges=yes",
        "CapabilityBoundingSet=",
        "RestrictNamespaces=yes",
        "SystemCallFilter=~@privileged",
    ] {
        assert!(unit.lines().any(|one| one == line), "{line}");
    }
    // Where systemd is there it says itself what it thinks of the unit, of 0 to 100.
    if Command::new("systemd-analyze").arg("--version").output().is_err() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("fla.service");
    // The paths of this machine, and root in place of a user that is not here.
    let unit = unit.replace("/usr/local/bin/fla", env!("CARGO_BIN_EXE_fla"));
    fs::write(&path, unit.replace("/etc/fla/", &format!("{}/", dir.path().display()))).unwrap();
    for file in ["fla.env", "oidc-secret"] {
        fs::write(dir.path().join(file), "").unwrap();
    }
    let analyze = |arguments: &[&str]| {
        ended(
            Command::new("systemd-analyze")
                .args(arguments)
                .arg(&path)
                .env("SYSTEMD_LOG_COLOR", "0"),
        )
    };
    let out = analyze(&["verify", "--man=no"]);
    let said = text(&out);
    assert!(!said.lines().any(|line| line.contains("fla.service:")), "{said}");
    let out = analyze(&["security", "--offline=true", "--threshold=25", "--no-pager"]);
    assert!(out.status.success(), "{}", text(&out));
}

/// The names of metrics in a query: words that are no labels, functions or durations.
fn asked(query: &str) -> impl Iterator<Item = &str> {
    let words = query.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    words.filter(|word| {
        ["fla_", "process_", "http_server_"].iter().any(|begin| word.starts_with(begin))
    })
}

#[test]
fn the_dashboard_asks_for_documented_metrics_and_leaves_none_out() {
    let dashboard: Value = serde_json::from_str(&read("grafana/fla.json")).unwrap();
    let (documented, _) = documented();
    let (mut ids, mut used) = (BTreeSet::new(), BTreeSet::new());
    for panel in dashboard["panels"].as_array().unwrap() {
        assert!(ids.insert(panel["id"].as_u64().unwrap()), "{panel}");
        assert!(!panel["title"].as_str().unwrap().is_empty());
        let targets = panel["targets"].as_array().unwrap();
        assert!(!targets.is_empty(), "{panel}");
        for target in targets {
            let query = target["expr"].as_str().unwrap();
            let mut names = 0;
            for name in asked(query) {
                let of_histogram = ["_bucket", "_count", "_sum"]
                    .iter()
                    .find_map(|end| name.strip_suffix(end).filter(|n| documented.contains(*n)));
                let name = of_histogram.unwrap_or(name);
                assert!(documented.contains(name), "{name} in {query}");
                used.insert(name.to_owned());
                names += 1;
            }
            assert!(names > 0, "{query}");
        }
    }
    assert_eq!(used, documented);
}
