//! Issuers, signers and signatures made by `openssl`, as other people make them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fla_domain::time::Instant;
use fla_signature::Anchors;

/// Extensions of an issuer.
pub const ISSUER: &str = "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n\
    subjectKeyIdentifier=hash";
/// Extensions of one that may only issue certificates of signers.
pub const LAST_ISSUER: &str = "basicConstraints=critical,CA:TRUE,pathlen:0\n\
    keyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash";
/// Extensions of a signer.
pub const SIGNER: &str = "basicConstraints=critical,CA:FALSE\n\
    keyUsage=critical,digitalSignature,nonRepudiation\nsubjectKeyIdentifier=hash";

/// A folder of keys and certificates, each by its name.
pub struct Pki {
    folder: tempfile::TempDir,
}

impl Pki {
    /// A root, an issuer under it, and a signer under that, on P-384 and P-256.
    pub fn new() -> Self {
        let pki = Self { folder: tempfile::tempdir().unwrap() };
        pki.key("root", "P-384");
        pki.certificate("root", "/C=BE/O=Root", None, ISSUER, &["-days", "3650"]);
        pki.key("issuer", "P-256");
        pki.certificate("issuer", "/C=BE/O=Issuer", Some("root"), LAST_ISSUER, &["-days", "3000"]);
        let subject = "/C=BE/O=Payroll/organizationIdentifier=NTRBE-0884303369/CN=Seal of Payroll";
        pki.key("signer", "P-256");
        pki.certificate("signer", subject, Some("issuer"), SIGNER, &[]);
        pki
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn text(&self, name: &str) -> String {
        self.at(name).into_os_string().into_string().unwrap()
    }

    /// Runs `openssl` and gives what it prints.
    pub fn openssl(&self, arguments: &[&str]) -> Vec<u8> {
        let output = Command::new("openssl")
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .expect("openssl, of the package of that name");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "openssl {arguments:?}: {said}");
        output.stdout
    }

    /// Makes a key: a curve, or bits of RSA.
    pub fn key(&self, name: &str, kind: &str) {
        let at = self.text(&format!("{name}.key"));
        let curve = format!("ec_paramgen_curve:{kind}");
        let bits = format!("rsa_keygen_bits:{kind}");
        let (kind, option) = if kind.starts_with("P-") { ("EC", &curve) } else { ("RSA", &bits) };
        self.openssl(&["genpkey", "-algorithm", kind, "-pkeyopt", option, "-out", &at]);
    }

    /// Makes out a certificate for a key that is there; without an issuer by itself.
    pub fn certificate(
        &self,
        name: &str,
        subject: &str,
        issuer: Option<&str>,
        extensions: &str,
        more: &[&str],
    ) {
        let (key, request) = (format!("{name}.key"), format!("{name}.csr"));
        let (out, extension_file) = (format!("{name}.pem"), format!("{name}.ext"));
        fs::write(self.at(&extension_file), extensions).unwrap();
        self.openssl(&["req", "-new", "-key", &key, "-subj", subject, "-out", &request]);
        let mut arguments = vec!["x509", "-req", "-in", &request, "-out", &out];
        if !extensions.is_empty() {
            arguments.extend(["-extfile", &extension_file]);
        }
        let (certificate, issuer_key);
        match issuer {
            Some(issuer) => {
                certificate = format!("{issuer}.pem");
                issuer_key = format!("{issuer}.key");
                arguments.extend(["-CA", &certificate, "-CAkey", &issuer_key, "-CAcreateserial"]);
            }
            None => arguments.extend(["-signkey", &key]),
        }
        if !more.contains(&"-days") {
            arguments.extend(["-days", "700"]);
        }
        arguments.extend(more);
        self.openssl(&arguments);
    }

    /// Signs a content, detached, in DER, with these certificates beside.
    pub fn sign(&self, signer: &str, beside: &[&str], content: &[u8], more: &[&str]) -> Vec<u8> {
        fs::write(self.at("content"), content).unwrap();
        let bundle: Vec<u8> = beside
            .iter()
            .flat_map(|name| fs::read(self.at(&format!("{name}.pem"))).unwrap())
            .collect();
        fs::write(self.at("beside.pem"), bundle).unwrap();
        let (certificate, key) = (format!("{signer}.pem"), format!("{signer}.key"));
        let mut arguments = vec!["cms", "-sign", "-in", "content", "-outform", "DER"];
        arguments.extend(["-out", "signature", "-signer", &certificate, "-inkey", &key]);
        if !beside.is_empty() {
            arguments.extend(["-certfile", "beside.pem"]);
        }
        if !more.contains(&"-canonical") {
            arguments.push("-binary");
        }
        if !more.contains(&"-md") {
            arguments.extend(["-md", "sha256"]);
        }
        arguments.extend(more.iter().filter(|one| **one != "-canonical"));
        self.openssl(&arguments);
        fs::read(self.at("signature")).unwrap()
    }

    /// The anchors of these files.
    pub fn anchors(&self, names: &[&str]) -> Anchors {
        let mut anchors = Anchors::default();
        for name in names {
            anchors.add(Path::new(name), &fs::read(self.at(name)).unwrap()).unwrap();
        }
        anchors
    }

    /// A while after everything was made.
    pub fn now(&self) -> Instant {
        let made = fs::metadata(self.at("root.pem")).unwrap().modified().unwrap();
        let micros = made.duration_since(UNIX_EPOCH).unwrap().as_micros();
        Instant(i64::try_from(micros).unwrap() + 120_000_000)
    }

    /// A revocation list of an issuer, good for so many days, with the certificates of these names.
    pub fn list(&self, issuer: &str, days: &str, revoked: &[&str], out: &str) {
        let mut index = String::new();
        for name in revoked {
            let certificate = format!("{name}.pem");
            let serial = self.openssl(&["x509", "-in", &certificate, "-noout", "-serial"]);
            let serial = String::from_utf8(serial).unwrap();
            let serial = serial.trim().trim_start_matches("serial=");
            writeln!(index, "R\t401231000000Z\t250101000000Z\t{serial}\tunknown\t/CN=x").unwrap();
        }
        fs::write(self.at("index.txt"), index).unwrap();
        fs::write(self.at("crlnumber"), "01\n").unwrap();
        let configuration = "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\ncrlnumber=crlnumber\n\
            default_md=sha256\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid:always\n";
        fs::write(self.at("ca.cnf"), configuration).unwrap();
        let (certificate, key) = (format!("{issuer}.pem"), format!("{issuer}.key"));
        let mut arguments = vec!["ca", "-gencrl", "-config", "ca.cnf", "-cert", &certificate];
        arguments.extend(["-keyfile", &key, "-crldays", days, "-out", out]);
        self.openssl(&arguments);
    }
}

/// The file of a signature.
pub fn base64(der: &[u8]) -> Vec<u8> {
    STANDARD.encode(der).into_bytes()
}

/// So many days later.
pub fn later(at: Instant, days: i64) -> Instant {
    Instant(at.0 + days * 86_400_000_000)
}
