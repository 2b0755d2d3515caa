//! Uploads that are too much, or break off: told clearly, and nothing of them stays.

use crate::support::{House, dmfa, ssin};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use fla_domain::language::Language;

const HR: u32 = 301;

#[tokio::test]
async fn too_many_files_are_refused_as_a_whole() {
    let house = House::new().await;
    let path = format!("/register/{}/import", house.employer(1, &ssin(HR)).await);
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    let page = hr.open(&path).await;
    let files: Vec<(&str, &[u8])> = (0..201).map(|_| ("q3.xml", &b"<DmfAOriginal/>"[..])).collect();
    let answer = hr.upload(&page, &path, &files).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("more than 200 files in one go"), "{}", answer.text());
    assert_eq!(house.kept_files(), 0);
    assert_eq!(hr.upload(&page, &path, &files[1..]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(house.kept_files(), 200);
}

#[tokio::test]
async fn what_is_no_declaration_is_told_file_by_file_and_keeps_nothing_out() {
    let house = House::new().await;
    let path = format!("/register/{}/import", house.employer(1, &ssin(HR)).await);
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    let page = hr.open(&path).await;
    let files = [
        ("list.xlsx", &b"PK\x03\x04"[..]),
        ("letter.pdf", b"%PDF-1.7"),
        ("nothing.xml", b""),
        ("people.csv", b"ssin;name"),
        ("q3.xml", &dmfa(1, "2026Q3", &[(11, "200", 3_800)])),
    ];
    let answer = hr.upload(&page, &path, &files).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    house.work().await;
    let found = hr.open(answer.location()).await.text();
    for reason in [
        "Not everything could be read",
        "This is a zip or office file.",
        "This is a PDF document.",
        "The file is empty.",
        "This is not an XML file.",
        "New employees",
    ] {
        assert!(found.contains(reason), "{reason} is missing in:\n{found}");
    }
    assert!(hr.open(&path).await.text().contains("partly"), "the list says so too");
    assert_eq!(house.kept_files(), 0);
}

#[tokio::test]
async fn more_than_is_taken_is_not_listened_to() {
    let house = House::new().await;
    let path = format!("/register/{}/import", house.employer(1, &ssin(HR)).await);
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    let request = Request::post(&path)
        .header("content-type", "multipart/form-data; boundary=mark")
        .header("content-length", (9_u64 << 30).to_string())
        .header("origin", "http://fla.test")
        .body(Body::from("--mark\r\n"))
        .unwrap();
    let answer = hr.send(request).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("more than 8 GiB"), "{}", answer.text());
}

#[tokio::test]
async fn an_upload_that_breaks_off_leaves_nothing() {
    let house = House::new().await;
    let path = format!("/register/{}/import", house.employer(1, &ssin(HR)).await);
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    let token = hr.open(&path).await.hidden("csrf");
    let part = "content-disposition: form-data; name=";
    let body = format!(
        "--mark\r\n{part}\"csrf\"\r\n\r\n{token}\r\n\
         --mark\r\n{part}\"files\"; filename=\"a.xml\"\r\n\r\n<DmfAOriginal/>\r\n\
         --mark\r\n{part}\"files\"; filename=\"b.xml\"\r\n\r\n<DmfAOriginal><Form>"
    );
    let request = Request::post(&path)
        .header("content-type", "multipart/form-data; boundary=mark")
        .header("origin", "http://fla.test")
        .body(Body::from(body))
        .unwrap();
    assert_eq!(hr.send(request).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(house.kept_files(), 0);
}

#[tokio::test]
async fn a_token_without_end_is_no_token() {
    let house = House::new().await;
    let path = format!("/register/{}/import", house.employer(1, &ssin(HR)).await);
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    let token = hr.open(&path).await.hidden("csrf");
    let long = token + &" ".repeat(5_000);
    let body = format!(
        "--mark\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{long}\r\n--mark--\r\n"
    );
    let request = Request::post(&path)
        .header("content-type", "multipart/form-data; boundary=mark")
        .header("origin", "http://fla.test")
        .body(Body::from(body))
        .unwrap();
    assert_eq!(hr.send(request).await.status, StatusCode::FORBIDDEN);
}
