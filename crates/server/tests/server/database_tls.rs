//! `sslmode`: with `verify-full` a database is talked to where its certificate is of the issuer that the
//! operator named and for the host of the address, with `verify-ca` whatever the host, with `require`
//! whatever the issuer unless one is named, and not at all otherwise.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Command;

use fla_store::testing::DatabaseServer;

use crate::common::{ended, free_port, run, text};

/// An issuer of certificates in a folder: its certificate is `<name>.pem`.
fn issuer(dir: &Path, name: &str) {
    let (subject, usage) = (format!("/CN=Issuer {name}"), "keyUsage=critical,keyCertSign");
    make(dir, name, &["-subj", &subject, "-addext", usage]);
}

/// A key and a certificate for `localhost`.
fn certificate(dir: &Path, issuer: &str) {
    let (by, key) = (format!("{issuer}.pem"), format!("{issuer}.key"));
    let names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    let by = ["-addext", "basicConstraints=critical,CA:FALSE", "-CA", &by, "-CAkey", &key];
    make(dir, "server", &[names.as_slice(), &by].concat());
}

/// A key and a certificate that is good for two days.
fn make(dir: &Path, name: &str, more: &[&str]) {
    let mut openssl = Command::new("openssl");
    openssl.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]).args(more);
    openssl.args(["-keyout", &format!("{name}.key"), "-out", &format!("{name}.pem")]);
    let out = ended(openssl.current_dir(dir));
    assert!(out.status.success(), "{}", text(&out));
}

/// Gives the server its key and certificate, with which it takes encrypted connections.
fn switch_tls_on(database: &DatabaseServer, dir: &Path) {
    database.stop();
    let data = database.home().join("data");
    let owner = fs::metadata(&data).unwrap();
    for name in ["server.key", "server.pem"] {
        let path = data.join(name);
        fs::copy(dir.join(name), &path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        chown(&path, Some(owner.uid()), Some(owner.gid())).unwrap();
    }
    let mut settings = File::options().append(true).open(data.join("postgresql.conf")).unwrap();
    settings
        .write_all(b"ssl = on\nssl_key_file = 'server.key'\nssl_cert_file = 'server.pem'\n")
        .unwrap();
    database.resume();
}

#[test]
fn only_the_right_certificate_for_the_right_host_is_talked_to() {
    let port = free_port().to_string();
    let database = DatabaseServer::start(&format!("-c listen_addresses=127.0.0.1 -c port={port}"));
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let list = |host: &str, asked: &str| {
        let url = format!("postgres://fla_test@{host}:{port}/postgres?{asked}");
        run(dir, &["employer", "list"], &[("FLA_DATABASE_URL", &url)])
    };
    issuer(dir, "own");
    issuer(dir, "other");
    certificate(dir, "own");
    let verified = |by: &str| format!("sslmode=verify-full&sslrootcert={}/{by}.pem", dir.display());

    for asked in [verified("own"), "sslmode=require".to_owned()] {
        let (done, said) = list("localhost", &asked);
        assert!(!done, "{asked}: nothing is encrypted yet: {said}");
    }
    let (done, said) = list("localhost", "sslmode=prefer");
    assert!(done, "the server takes others: {said}");

    switch_tls_on(&database, dir);
    let issued = |mode: &str, by: &str| verified(by).replace("verify-full", mode);
    for (host, asked) in [
        ("localhost", verified("own")),
        ("127.0.0.1", issued("verify-ca", "own")),
        ("127.0.0.1", issued("require", "own")),
        ("127.0.0.1", "sslmode=require".to_owned()),
        ("127.0.0.1", "sslmode=prefer".to_owned()),
        ("127.0.0.1", "sslmode=disable".to_owned()),
    ] {
        let (done, said) = list(host, &asked);
        assert!(done, "{host}, {asked}: {said}");
    }
    for (host, asked, what) in [
        ("localhost", verified("other"), "of another issuer"),
        ("localhost", "sslmode=verify-full".to_owned(), "of no public issuer"),
        ("127.0.0.1", verified("own"), "for another host"),
        ("localhost", issued("verify-ca", "other"), "of another issuer"),
        ("localhost", issued("require", "other"), "of another issuer than named"),
    ] {
        let (done, said) = list(host, &asked);
        assert!(!done && said.contains("certificate"), "{what}: {said}");
    }
}
