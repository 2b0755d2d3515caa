//! Signatures: of this file, by whoever may sign for the sender, and wanted where the operator says so.

use std::fs;

use fla_app::{Issuers, Signatures};
use fla_domain::language::Language;
use fla_formats::file_name::Environment;
use fla_formats::synthetic;
use fla_store::testing::sqlite_store;

use crate::pki::{Pki, SIGNER, base64};
use crate::support::{World, hiring, key};

/// Leaves a batch, with this signature.
fn leave(world: &World, n: u32, environment: &str, content: &[u8], signature: Option<&[u8]>) {
    let batch = format!("123456.20261126.{n:05}.{environment}");
    world.leave(&format!("FI.FLAC.{batch}.1.1"), content);
    if let Some(signature) = signature {
        world.leave(&format!("FS.FLAC.{batch}.1.1"), signature);
    }
    world.leave(&format!("GO.FLAC.{batch}.1"), b"");
}

#[tokio::test]
async fn a_signature_is_checked_and_wanted() {
    let pki = Pki::new();
    let number = synthetic::enterprise(1);
    let subject = |number: &str| format!("/C=BE/organizationIdentifier=NTRBE-{number}/CN=Seal");
    let others = [("own", number.digits()), ("stranger", synthetic::enterprise(2).digits())]
        .map(|(name, digits)| (name, digits.to_owned()));
    for (name, digits) in &others {
        pki.key(name, "P-256");
        pki.certificate(name, &subject(digits), Some("issuer"), SIGNER, &[]);
    }
    pki.key("unknown", "P-256");
    pki.certificate("unknown", &subject(number.digits()), None, SIGNER, &[]);
    let issuers = tempfile::tempdir().unwrap();
    fs::copy(pki.at("root.pem"), issuers.path().join("root.pem")).unwrap();

    let world = World::new(sqlite_store().await).await;
    world.app.check_signatures(Signatures {
        wanted: vec![Environment::Real],
        issuers: Some(Issuers { folder: issuers.path().to_owned(), need_lists: false }),
    });
    // Certificates are valid from the second in which they were made.
    world.pass(2);
    let sign = |by: &str, content: &[u8]| base64(&pki.sign(by, &["issuer"], content, &[]));
    let (first, second) = (hiring(1), hiring(2));
    let good = sign("own", &first);
    leave(&world, 1, "R", &first, Some(&good));
    leave(&world, 2, "R", &second, Some(&good));
    leave(&world, 3, "R", &hiring(3), Some(&sign("stranger", &hiring(3))));
    leave(&world, 4, "R", &hiring(4), Some(&sign("unknown", &hiring(4))));
    leave(&world, 5, "R", &hiring(5), Some(b""));
    leave(&world, 6, "R", &hiring(6), None);
    leave(&world, 7, "S", &hiring(7), None);
    leave(&world, 8, "S", &hiring(8), Some(&good));
    let mut folders = world.folders();
    world.settle(&mut folders).await;
    world.pass(10);
    world.settle(&mut folders).await;

    let mut files = world.files().await;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let found: Vec<_> = files
        .iter()
        .map(|file| {
            let why = file.faults.first().map(|a| a.args["reason"].as_str()).unwrap_or_default();
            (&file.name[24..31], file.state.as_str(), why)
        })
        .collect();
    assert_eq!(
        found,
        [
            ("00001.R", "done", ""),
            ("00002.R", "refused", "signatureContent"),
            ("00003.R", "refused", "signerOther"),
            ("00004.R", "refused", "signerUnknown"),
            ("00005.R", "refused", "signatureEmpty"),
            ("00006.R", "refused", "fileNameMissing"),
            ("00007.S", "done", ""),
            ("00008.S", "refused", "signatureContent"),
        ]
    );
    assert_eq!(files[0].signer.len(), 64);
    assert!(files[1..].iter().all(|file| file.signer.is_empty()));
    let acrf = world.answer("FO.ACRF.123456.20261126.00003.R");
    assert!(acrf.contains("SIGNATURE-005") && acrf.contains("<ResultCode>0</ResultCode>"));

    // The stranger's certificate, added to the folder.
    let printed = pki.openssl(&["x509", "-in", "stranger.pem", "-outform", "DER"]);
    fs::write(pki.at("stranger.der"), printed).unwrap();
    let digest = pki.openssl(&["dgst", "-sha256", "-r", "stranger.der"]);
    let digest = String::from_utf8(digest).unwrap()[..64].to_owned();
    let installation = world.app.act_as_installation(world.organisation).await.unwrap();
    world.app.end_folder(&installation, 123_456, &key(&world.app)).await.unwrap();
    let new = fla_app::NewFolder {
        number: 123_456,
        client: world.client,
        language: Language::Nl,
        signers: vec![digest.clone()],
    };
    assert!(world.app.give_folder(&installation, &new, &key(&world.app)).await.unwrap());
    leave(&world, 9, "R", &hiring(9), Some(&sign("stranger", &hiring(9))));
    world.settle(&mut folders).await;
    let files = world.files().await;
    assert_eq!((files[0].state.as_str(), &files[0].signer), ("done", &digest));

    // Where nobody is trusted, no signature is taken.
    let world = World::new(sqlite_store().await).await;
    world.pass(2);
    leave(&world, 10, "S", &first, Some(&good));
    world.settle(&mut world.folders()).await;
    assert_eq!(world.files().await[0].faults[0].args["reason"], "signerUnknown");
}
