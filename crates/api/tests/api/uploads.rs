//! Batch files in several requests: what came stays whatever breaks, and what comes of the whole is what
//! comes of a file that is sent at once.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fla_store::testing::test_stores;
use futures::stream;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::batch_files::{file, send};
use crate::resources::{at, hire, house, house_on, path_of};
use crate::support::{Answer, House, every_scope};
use axum::body::{Body, Bytes};
use axum::http::Request;
use fla_app::{Environment, Signatures};
use fla_domain::access::{ApiScope, ApiScopes};

/// A day and a bit, in seconds.
const LATER: i64 = 86_401;

async fn begin(
    house: &House,
    token: &str,
    key: &str,
    bytes: &[u8],
    more: &[(&str, &str)],
) -> Answer {
    let (bearer, length) = (format!("Bearer {token}"), bytes.len().to_string());
    let mut headers = vec![
        ("authorization", bearer.as_str()),
        ("content-type", "application/xml"),
        ("idempotency-key", key),
        ("accept-language", "nl"),
        ("upload-complete", "?0"),
        ("upload-length", &length),
    ];
    headers.extend(more);
    house.raw("POST", &at(1, "/batchFileUploads?name=up.xml"), &headers, b"").await
}

async fn append(
    house: &House,
    token: &str,
    path: &str,
    (offset, complete): (usize, bool),
    bytes: &[u8],
) -> Answer {
    let (bearer, offset) = (format!("Bearer {token}"), offset.to_string());
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/partial-upload"),
        ("upload-offset", offset.as_str()),
        ("upload-complete", if complete { "?1" } else { "?0" }),
    ];
    house.raw("PATCH", path, &headers, bytes).await
}

async fn delete(house: &House, token: &str, path: &str) -> Answer {
    house.raw("DELETE", path, &[("authorization", &format!("Bearer {token}"))], b"").await
}

async fn sign(house: &House, token: &str, path: &str, signature: &[u8]) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("content-type", "text/plain")];
    house.raw("PUT", &format!("{path}/signature"), &headers, signature).await
}

/// How far an upload is, as `HEAD` says it.
async fn offset(house: &House, token: &str, path: &str) -> (String, String) {
    let request = Request::head(format!("/fla/v1{path}"))
        .header("authorization", format!("Bearer {token}"))
        .body(Body::empty());
    let answer = house.send(request.unwrap()).await.is(200);
    assert!(answer.bytes.is_empty());
    assert_eq!(answer.headers["upload-limit"], "max-size=2147483648");
    let said = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
    (said("upload-offset"), said("upload-complete"))
}

fn digest(bytes: &[u8]) -> String {
    format!("md5=:AAAA:, sha-256=:{}:", STANDARD.encode(Sha256::digest(bytes)))
}

/// Every operation once, for the contract.
pub async fn life(house: &House, token: &str) {
    let bytes = file(&[(1, 12)]);
    let begun = begin(house, token, "up-life", &bytes, &[]).await.is(201);
    let path = path_of(&begun.json(), "href");
    assert_eq!(begun.headers["location"], begun.json()["href"].as_str().unwrap());
    house.get(token, &path).await.is(200);
    append(house, token, &path, (0, false), &bytes).await.is(204);
    sign(house, token, &path, b"AAAA").await.is(204);
    delete(house, token, &path).await.is(204);
}

#[tokio::test]
async fn pieces_make_the_file_that_would_have_come_at_once() {
    for (engine, store) in test_stores().await {
        let (house, _, _, token) = house_on(store).await;
        hire(&house, &token, 11).await;
        let bytes = file(&[(1, 11), (1, 99)]);
        let said = digest(&bytes);
        let begun = begin(&house, &token, "k", &bytes, &[("repr-digest", &said)]).await.is(201);
        let path = path_of(&begun.json(), "href");
        // The same call again is the same upload; another under its key is refused.
        let again = begin(&house, &token, "k", &bytes, &[("repr-digest", &said)]).await.is(201);
        assert_eq!(again.json(), begun.json(), "{engine}");
        begin(&house, &token, "k", &bytes, &[]).await.is(422);

        let (one, two) = (&bytes[..100], &bytes[100..250]);
        let came = append(&house, &token, &path, (0, false), one).await.is(204);
        assert_eq!(came.headers["upload-offset"], "100", "{engine}");
        // Any instance takes the next piece: the folder of files is the one thing they share.
        append(&house, &token, &path, (100, false), two).await.is(204);
        // The same piece again changes nothing.
        append(&house, &token, &path, (100, false), two).await.is(204);
        append(&house, &token, &path, (0, false), one).await.is(204);
        // Others at its place, or with a gap, are refused; what came stays.
        for (at, other) in [(100, &bytes[..150]), (0, two), (300, two), (50, two)] {
            let refused = append(&house, &token, &path, (at, false), other).await.is(409);
            assert_eq!(refused.headers["upload-offset"], "250", "{engine} {at}");
            let problem = refused.json();
            assert_eq!(problem["type"], "urn:problem-type:fla:uploadOffsetMismatch");
            assert_eq!(problem["expectedOffset"], 250);
        }
        assert_eq!(offset(&house, &token, &path).await, ("250".into(), "?0".into()), "{engine}");
        // Not whole yet, whatever the sender says; nor longer than was said.
        append(&house, &token, &path, (250, true), b"").await.is(400);
        let longer = [&bytes[250..], b" "].concat();
        append(&house, &token, &path, (250, true), &longer).await.is(413);

        let taken = append(&house, &token, &path, (250, true), &bytes[250..]).await.is(202);
        assert_eq!(taken.headers["location"], taken.json()["href"].as_str().unwrap());
        // The answer did not come: the last piece, an empty one, the whole at once under the same key.
        let last = append(&house, &token, &path, (250, true), &bytes[250..]).await.is(202);
        assert_eq!(last.json(), taken.json(), "{engine}");
        let empty = append(&house, &token, &path, (bytes.len(), true), b"").await.is(202);
        assert_eq!(empty.json(), taken.json(), "{engine}");
        let one = at(1, "/batchFiles?name=up.xml");
        assert_eq!(send(&house, &token, &one, "k", &bytes).await.is(202).json(), taken.json());
        let whole = bytes.len().to_string();
        assert_eq!(offset(&house, &token, &path).await, (whole, "?1".into()), "{engine}");
        let seen = house.get(&token, &path).await.is(200).json();
        assert_eq!(seen["batchFile"], taken.json(), "{engine}");

        house.wait(1);
        house.app.work_to_the_end().await.unwrap();
        let listed = house.get(&token, &at(1, "/batchFiles")).await.is(200).json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{engine}");
        let file = &listed["items"][0];
        assert_eq!((&file["state"], &file["size"]), (&json!("done"), &json!(bytes.len())));
        assert_eq!((&file["accepted"], &file["refused"]), (&json!(1), &json!(1)), "{engine}");
        assert_eq!(file["language"], "nl");
        // Its pieces and the file itself are gone from the disk.
        assert_eq!(house.files(), 0, "{engine}");
    }
}

#[tokio::test]
async fn what_came_before_a_line_broke_is_kept() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let bytes = file(&[(1, 11)]);
    let begun = begin(&house, &token, "k", &bytes, &[]).await.is(201).json();
    let path = path_of(&begun, "href");
    let broken: Vec<Result<Bytes, std::io::Error>> = vec![
        Ok(Bytes::copy_from_slice(&bytes[..40])),
        Ok(Bytes::copy_from_slice(&bytes[40..90])),
        Err(std::io::ErrorKind::ConnectionReset.into()),
    ];
    let request = Request::patch(format!("/fla/v1{path}"))
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/partial-upload")
        .header("upload-offset", "0")
        .header("upload-complete", "?1")
        .body(Body::from_stream(stream::iter(broken)));
    house.send(request.unwrap()).await.is(400);
    assert_eq!(offset(&house, &token, &path).await, ("90".into(), "?0".into()));
    let taken = append(&house, &token, &path, (90, true), &bytes[90..]).await.is(202).json();
    house.wait(1);
    house.app.work_to_the_end().await.unwrap();
    let there = path_of(&taken, "href");
    house.get(&token, &there).await.is(303);
}

#[tokio::test]
async fn eight_at_once_at_the_same_place_are_one_piece() {
    for (engine, store) in test_stores().await {
        let (house, _, _, token) = house_on(store).await;
        let bytes = file(&[(1, 11)]);
        let begun = begin(&house, &token, "k", &bytes, &[]).await.is(201).json();
        let path = path_of(&begun, "href");
        let calls = (0..8).map(|_| append(&house, &token, &path, (0, false), &bytes[..64]));
        for answer in futures::future::join_all(calls).await {
            assert_eq!(answer.is(204).headers["upload-offset"], "64", "{engine}");
        }
        assert_eq!(house.files(), 1, "{engine}");
        let calls = (0..8).map(|_| append(&house, &token, &path, (64, true), &bytes[64..]));
        let answers: Vec<Value> = futures::future::join_all(calls)
            .await
            .into_iter()
            .map(|answer| answer.is(202).json())
            .collect();
        assert!(answers.windows(2).all(|two| two[0] == two[1]), "{engine}: {answers:?}");
        let listed = house.get(&token, &at(1, "/batchFiles")).await.is(200).json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1, "{engine}");
    }
}

#[tokio::test]
async fn a_file_that_is_not_what_its_digest_says_is_not_taken() {
    let (house, _, _, token) = house().await;
    let bytes = file(&[(1, 11)]);
    let other = digest(b"another");
    let begun = begin(&house, &token, "k", &bytes, &[("repr-digest", &other)]).await.is(201).json();
    let path = path_of(&begun, "href");
    let refused = append(&house, &token, &path, (0, true), &bytes).await.is(400).json();
    assert_eq!(refused["issues"][0]["anomalyCode"], "UPLOAD-003");
    house.get(&token, &path).await.is(404);
    assert_eq!(house.files(), 0);
    let listed = house.get(&token, &at(1, "/batchFiles")).await.is(200).json();
    assert_eq!(listed["items"], json!([]));
}

#[tokio::test]
async fn what_is_called_off_or_left_goes() {
    let (house, _, software, token) = house().await;
    let bytes = file(&[(1, 11)]);
    let begun = begin(&house, &token, "k", &bytes, &[]).await.is(201).json();
    let path = path_of(&begun, "href");
    append(&house, &token, &path, (0, false), &bytes[..64]).await.is(204);
    assert_eq!(house.files(), 1);
    delete(&house, &token, &path).await.is(204);
    assert_eq!(house.files(), 0);
    house.get(&token, &path).await.is(404);
    delete(&house, &token, &path).await.is(404);
    append(&house, &token, &path, (64, true), &bytes[64..]).await.is(404);

    let begun = begin(&house, &token, "k", &bytes, &[]).await.is(201).json();
    let path = path_of(&begun, "href");
    append(&house, &token, &path, (0, false), &bytes[..64]).await.is(204);
    house.wait(LATER);
    let token = house.token(&software).await;
    house.get(&token, &path).await.is(404);
    append(&house, &token, &path, (64, true), &bytes[64..]).await.is(404);
    // Its key begins another one.
    let anew = begin(&house, &token, "k", &bytes, &[]).await.is(201).json();
    assert_ne!(anew["uploadId"], begun["uploadId"]);
    assert_eq!(anew["offset"], 0);
    house.wait(LATER);
    house.app.roll().await.unwrap();
    assert_eq!(fla_store::testing::rows_holding(house.app.store(), "up.xml").await, [""; 0]);
}

#[tokio::test]
async fn an_upload_is_its_senders_own() {
    let (house, employer, _, token) = house().await;
    let bytes = file(&[(1, 11)]);
    let begun = begin(&house, &token, "k", &bytes, &[]).await.is(201).json();
    let path = path_of(&begun, "href");

    // Other software of the same organisation, and software without the scope.
    let other = house.token(&house.software(1, employer, every_scope()).await).await;
    house.get(&other, &path).await.is(404);
    append(&house, &other, &path, (0, false), b"x").await.is(404);
    delete(&house, &other, &path).await.is(404);
    let few: ApiScopes =
        ApiScope::ALL.iter().copied().filter(|s| *s != ApiScope::FileWrite).collect();
    let without = house.token(&house.software(1, employer, few).await).await;
    begin(&house, &without, "w", &bytes, &[]).await.is(403);
    house.get(&without, &path).await.is(403);
    append(&house, &without, &path, (0, false), b"x").await.is(403);
    delete(&house, &without, &path).await.is(403);
    assert_eq!(offset(&house, &token, &path).await, ("0".into(), "?0".into()));

    // So many at a time, each client by itself; what was called off makes room.
    for n in 1..20 {
        begin(&house, &token, &format!("k{n}"), &bytes, &[]).await.is(201);
    }
    let many = begin(&house, &token, "k20", &bytes, &[]).await.is(400).json();
    assert_eq!(many["issues"][0]["anomalyCode"], "UPLOAD-901");
    begin(&house, &other, "k20", &bytes, &[]).await.is(201);
    delete(&house, &token, &path).await.is(204);
    begin(&house, &token, "k20", &bytes, &[]).await.is(201);
}

#[tokio::test]
async fn headers_that_are_not_of_the_protocol_are_told() {
    let (house, _, _, token) = house().await;
    let bytes = file(&[(1, 11)]);
    let bearer = format!("Bearer {token}");
    let good = [
        ("content-type", "application/xml"),
        ("upload-complete", "?0"),
        ("upload-length", "700"),
        ("repr-digest", "sha-512=:AAAA:"),
    ];
    let path = at(1, "/batchFileUploads?name=up.xml");
    for (name, value, status) in [
        ("content-type", "application/json", 415),
        ("upload-complete", "1", 400),
        ("upload-complete", "", 400),
        ("upload-length", "0", 400),
        ("upload-length", "-1", 400),
        ("upload-length", "1e3", 400),
        ("upload-length", "9999999999999999", 400),
        ("upload-length", "2147483649", 413),
        ("repr-digest", "sha-256=AAAA", 400),
        ("repr-digest", "sha-256=:AAAA:", 400),
        ("repr-digest", "sha-256=:!:", 400),
    ] {
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(good.iter().filter(|(other, _)| *other != name));
        headers.push((name, value));
        let refused = house.raw("POST", &path, &headers, b"").await;
        assert_eq!(refused.status.as_u16(), status, "{name}: {value}");
    }
    let begun = begin(&house, &token, "k", &bytes, &[]).await.is(201).json();
    let path = path_of(&begun, "href");
    let good = [
        ("content-type", "application/partial-upload"),
        ("upload-complete", "?0"),
        ("upload-offset", "0"),
    ];
    for (name, value, status) in [
        ("content-type", "application/xml", 415),
        ("upload-complete", "?2", 400),
        ("upload-offset", "x", 400),
        ("upload-length", "1", 400),
    ] {
        let mut headers = vec![("authorization", bearer.as_str())];
        headers.extend(good.iter().filter(|(other, _)| *other != name));
        headers.push((name, value));
        let refused = house.raw("PATCH", &path, &headers, b"x").await;
        assert_eq!(refused.status.as_u16(), status, "{name}: {value}");
    }
    assert_eq!(house.files(), 0);
}

/// What the one file of employer 1 is refused for, once it is judged.
async fn refused_for(house: &House, token: &str) -> (String, String) {
    house.wait(1);
    house.app.work_to_the_end().await.unwrap();
    let listed = house.get(token, &at(1, "/batchFiles?pageSize=1")).await.is(200).json();
    let file = &listed["items"][0];
    let code = file["anomalies"][0]["anomalyCode"].as_str().unwrap_or_default();
    (file["state"].as_str().unwrap().to_owned(), code.to_owned())
}

#[tokio::test]
async fn a_signature_is_checked_and_wanted_as_in_a_folder() {
    let (house, employer, _, token) = house().await;
    hire(&house, &token, 11).await;
    let bytes = file(&[(1, 11)]);
    let said = async |key: &str, signature: Option<&[u8]>| {
        let begun = begin(&house, &token, key, &bytes, &[]).await.is(201).json();
        let path = path_of(&begun, "href");
        if let Some(signature) = signature {
            sign(&house, &token, &path, signature).await.is(204);
        }
        append(&house, &token, &path, (0, true), &bytes).await.is(202);
        if let Some(signature) = signature {
            // It is taken; no other signature changes what was said of it.
            sign(&house, &token, &path, signature).await.is(409);
        }
        refused_for(&house, &token).await
    };
    let two = |state: &str, code: &str| (state.to_owned(), code.to_owned());
    assert_eq!(said("bad", Some(b"AAAA")).await, two("refused", "SIGNATURE-003"));
    assert_eq!(said("empty", Some(b"")).await, two("refused", "SIGNATURE-001"));
    // Where they must be signed, none is taken without, whichever way it comes.
    house.app.check_signatures(Signatures { wanted: vec![Environment::Real], issuers: None });
    assert_eq!(said("none", None).await, two("refused", "SIGNATURE-001"));
    send(&house, &token, &at(1, "/batchFiles?name=a.xml"), "once", &bytes).await.is(202);
    assert_eq!(refused_for(&house, &token).await, two("refused", "SIGNATURE-001"));
    let tried = at(1, "/batchFiles?name=a.xml&environment=simulation");
    send(&house, &token, &tried, "tried", &bytes).await.is(202);
    assert_eq!(refused_for(&house, &token).await, two("done", ""));

    // What is no signature at all is told at once; and only its sender may sign.
    let begun = begin(&house, &token, "k", &bytes, &[]).await.is(201).json();
    let path = path_of(&begun, "href");
    for (signature, code) in [(vec![0xff], "SIGNATURE-003"), (vec![b'A'; 262_145], "SIGNATURE-093")]
    {
        let refused = sign(&house, &token, &path, &signature).await.is(400).json();
        assert_eq!(refused["issues"][0]["anomalyCode"], code);
    }
    let other = house.token(&house.software(1, employer, every_scope()).await).await;
    sign(&house, &other, &path, b"AAAA").await.is(404);
}
