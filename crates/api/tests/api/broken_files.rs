//! Batch files that are packed wrongly, cut, or no files at all, whichever way they come: the answer at
//! the door is a problem, or the file is taken and its outcome says why nothing of it was.

use serde_json::json;

use crate::batch_files::file;
use crate::resources::{at, hire, house, path_of};
use crate::support::{Answer, House};

/// The bytes packed as gzip without being made smaller (RFC 1952, RFC 1951 3.2.4), with a checksum of
/// nothing.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff, 1];
    let length = u16::try_from(bytes.len()).unwrap();
    packed.extend(length.to_le_bytes());
    packed.extend((!length).to_le_bytes());
    packed.extend(bytes);
    packed.extend([0; 8]);
    packed
}

/// A frame of zstd whose block says that it holds what does not follow (RFC 8878, 3.1.1).
fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut packed = vec![0x28, 0xb5, 0x2f, 0xfd, 0, 0x58, 0xff, 0xff, 0x07];
    packed.extend(bytes);
    packed
}

async fn send(house: &House, token: &str, n: usize, kinds: (&str, &str), bytes: &[u8]) -> Answer {
    let (bearer, path) = (format!("Bearer {token}"), at(1, &format!("/batchFiles?name={n}.xml")));
    let mut headers = vec![("authorization", bearer.as_str()), ("content-type", kinds.0)];
    if !kinds.1.is_empty() {
        headers.push(("content-encoding", kinds.1));
    }
    house.raw("POST", &path, &headers, bytes).await
}

#[tokio::test]
async fn what_cannot_be_unpacked_is_refused_whole() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let good = file(&[(1, 11)]);
    let (packed, framed) = (gzip(&good), zstd(&good));
    let bodies: [(&str, &[u8]); 13] = [
        ("gzip", b""),
        ("gzip", &[0x1f, 0x8b]),
        ("gzip", &packed[..40]),
        ("gzip", &packed),
        ("gzip", &framed),
        ("zstd", b""),
        ("zstd", &framed[..4]),
        ("zstd", &framed),
        ("zstd", &packed),
        ("", b""),
        ("", &[0xff; 300]),
        ("", &[0; 300]),
        ("identity", &packed),
    ];
    for (n, (coding, bytes)) in bodies.into_iter().enumerate() {
        house.wait(1);
        let answer = send(&house, &token, n, ("application/xml", coding), bytes).await;
        let status = answer.status.as_u16();
        assert!(status == 202 || status == 400, "{n} {coding}: {status}");
        if status == 400 {
            continue;
        }
        house.app.work_to_the_end().await.unwrap();
        let one = path_of(&answer.json(), "href");
        let outcome = house.get(&token, &format!("{one}/outcome")).await.is(200).json();
        assert_eq!(outcome["batchFile"]["state"], "refused", "{n} {coding}: {outcome:#}");
        assert!(!outcome["batchFile"]["anomalies"].as_array().unwrap().is_empty(), "{n} {coding}");
    }
    let trainings = house.get(&token, &at(1, "/trainings")).await.is(200).json();
    assert_eq!(trainings["items"], json!([]));
}

#[tokio::test]
async fn what_is_not_sent_as_a_file_is_not_taken() {
    let (house, _, _, token) = house().await;
    let good = file(&[(1, 11)]);
    let part = |name: &str, bytes: &[u8]| {
        let head = format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        [head.as_bytes(), bytes, b"\r\n"].concat()
    };
    let whole = [part("file", &good), b"--x--\r\n".to_vec()].concat();
    let many = [part("file", &good), part("other", b"1"), b"--x--\r\n".to_vec()].concat();
    let bodies: [&[u8]; 4] = [&whole, &many, b"--x--\r\n", &whole[..60]];
    let form = "multipart/form-data; boundary=x";
    for kind in
        [form, "multipart/form-data", "application/octet-stream", "application/gzip", ";", ""]
    {
        for bytes in bodies.iter().chain([&good.as_slice()]) {
            send(&house, &token, 0, (kind, ""), bytes).await.is(415);
        }
    }
    for coding in ["br", "gzip, zstd", "gzip;q=1", "GZIP2", ";", "\u{e9}"] {
        send(&house, &token, 0, ("application/xml", coding), &good).await.is(415);
    }
    let listed = house.get(&token, &at(1, "/batchFiles")).await.is(200).json();
    assert_eq!((&listed["items"], house.files()), (&json!([]), 0));
}

/// Where no body comes, nothing needs to be said of what it is.
#[tokio::test]
async fn a_request_of_an_upload_without_a_body_needs_no_type() {
    let (house, _, _, token) = house().await;
    let bearer = format!("Bearer {token}");
    let good = file(&[(1, 11)]);
    let length = good.len().to_string();
    let of_upload = [("authorization", bearer.as_str()), ("upload-complete", "?0")];
    let begin = [&of_upload[..], &[("upload-length", length.as_str())]].concat();
    let path = at(1, "/batchFileUploads?name=a.xml");
    house.raw("POST", &path, &begin, &good).await.is(415);
    let begun = house.raw("POST", &path, &begin, b"").await.is(201).json();
    let path = path_of(&begun, "href");
    let more = [&of_upload[..], &[("upload-offset", "0")]].concat();
    house.raw("PATCH", &path, &more, &good).await.is(415);
    house.raw("PATCH", &path, &more, b"").await.is(204);
    for (offset, status) in [("1", 409), ("-1", 400), ("18446744073709551615", 400)] {
        let beyond = [&of_upload[..], &[("upload-offset", offset)]].concat();
        let answer = house.raw("PATCH", &path, &beyond, b"").await;
        assert_eq!(answer.status.as_u16(), status, "{offset}");
    }
}
