//! Spreadsheets in the browser: bring in, say what columns are, look, carry out, get back, undo.

use crate::support::{Browser, House, Page, ssin};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use fla_domain::access::Role;
use fla_domain::language::Language;
use jiff::civil::date;

/// Sends fields and a file as the form on `page` would.
async fn send(browser: &Browser, page: &Page, path: &str, parts: &[(&str, &str, &[u8])]) -> Page {
    let mark = "boundary-of-a-test";
    let mut body = Vec::new();
    let token = page.hidden("csrf");
    let head =
        format!("--{mark}\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n");
    body.extend(head.bytes());
    for (name, file, bytes) in parts {
        let file = if file.is_empty() { String::new() } else { format!("; filename=\"{file}\"") };
        let head =
            format!("--{mark}\r\ncontent-disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend(head.bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{mark}--\r\n").bytes());
    let request = Request::post(path)
        .header("content-type", format!("multipart/form-data; boundary={mark}"))
        .header("origin", "http://fla.test")
        .body(Body::from(body))
        .unwrap();
    browser.send(request).await
}

#[tokio::test]
async fn a_table_comes_in_is_carried_out_and_undone() {
    let house = House::new().await;
    let hr = ssin(300_000);
    let employer = house.employer(1, &hr).await;
    let caller = house.caller(&hr, employer).await;
    house.hire(&caller, 1, date(2020, 1, 1), "200", 3800).await;
    house.hire(&caller, 2, date(2020, 1, 1), "200", 3800).await;
    let browser = house.sign_in(&hr, Language::Nl).await;
    let start = format!("/register/{employer}/sheets");
    for language in Language::ALL {
        browser.reading(language).open(&start).await;
    }
    let table = format!(
        "wie;wat;wanneer;hoelang\r\n{};Heftruck;5/10/2026;7:36\r\n{};Heftruck;5/10/2026;7:36\r\n\
         {};Heftruck;31/2/2026;7:36\r\n",
        ssin(1).formatted(),
        ssin(2).formatted(),
        ssin(2).formatted()
    );
    let page = browser.open(&start).await;
    let file = [("file", "lijst.csv", table.as_bytes()), ("kind", "", b"trainings")];
    let sent = send(&browser, &page, &start, &file).await;
    let here = sent.location().to_owned();
    let waiting = browser.open(&here).await;
    assert!(waiting.body.contains("wordt gelezen"));
    house.work().await;

    // The headings say nothing: the columns are asked for, in four languages, and remembered.
    let columns = browser.get(&here).await.location().to_owned();
    for language in Language::ALL {
        browser.reading(language).open(&columns).await;
    }
    let asked = browser.open(&columns).await;
    let lacking = browser.submit(&asked, &columns, &[("kind", "trainings")]).await;
    assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = [
        ("kind", "trainings"),
        ("column0", "ssin"),
        ("column1", "title"),
        ("column2", "start"),
        ("column3", "duration"),
    ];
    let asked = browser.open(&columns).await;
    assert_eq!(browser.submit(&asked, &columns, &said).await.location(), here);
    house.work().await;
    for language in Language::ALL {
        let looked = browser.reading(language).open(&here).await;
        assert!(looked.body.contains("START-003"), "{}", looked.body);
        browser.reading(language).open(&format!("{here}?verdict=refused")).await;
    }

    let looked = browser.open(&here).await;
    let took = browser.submit(&looked, &format!("{here}/take"), &[]).await;
    assert_eq!(took.location(), here);
    house.work().await;
    let done = browser.open(&here).await;
    assert!(done.body.contains("De goede rijen zijn uitgevoerd"), "{}", done.body);
    let list = browser.open(&format!("/register/{employer}/trainings")).await;
    assert_eq!(list.body.matches("Heftruck").count(), 1);

    let back = browser.get(&format!("{here}/returned")).await;
    assert_eq!(back.status, StatusCode::OK);
    let lines: Vec<&str> = back.body.lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].trim_start_matches('\u{feff}').starts_with("wie;wat;wanneer;hoelang;FLA: rij")
    );
    assert!(lines[1].contains(";4;wanneer;") && lines[1].ends_with("START-003"), "{}", lines[1]);

    // The same layout is known now: it is looked at without a question.
    let page = browser.open(&start).await;
    let again = send(&browser, &page, &start, &[("paste", "", table.as_bytes())]).await;
    house.work().await;
    let looked = browser.open(again.location()).await;
    assert!(looked.body.contains("indeling onthouden"), "{}", looked.body);

    let unsaid = browser.submit(&done, &format!("{here}/undo"), &[("reason", " ")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let undone = browser.submit(&done, &format!("{here}/undo"), &[("reason", "fout")]).await;
    assert_eq!(undone.location(), here);
    house.work().await;
    let undone = browser.open(&here).await;
    assert!(undone.body.contains("De invoer is ongedaan gemaakt"), "{}", undone.body);
    for language in Language::ALL {
        browser.reading(language).open(&start).await;
        browser.reading(language).open(&format!("/register/{employer}/history")).await;
    }
}

#[tokio::test]
async fn what_is_no_table_is_refused_with_its_reason() {
    let house = House::new().await;
    let hr = ssin(300_000);
    let employer = house.employer(1, &hr).await;
    let browser = house.sign_in(&hr, Language::En).await;
    let start = format!("/register/{employer}/sheets");
    let page = browser.open(&start).await;
    let none = send(&browser, &page, &start, &[("file", "", b""), ("paste", "", b"")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = send(&browser, &page, &start, &[("file", "x.xlsx", b"{\\rtf1 nothing}")]).await;
    house.work().await;
    for language in Language::ALL {
        browser.reading(language).open(sent.location()).await;
    }
    let refused = browser.open(sent.location()).await;
    assert!(refused.body.contains("no table that can be read"), "{}", refused.body);
    assert_eq!(house.kept_files(), 0);
}

#[tokio::test]
async fn imports_are_hidden_from_others() {
    let house = House::new().await;
    let (hr, other) = (ssin(300_000), ssin(300_001));
    let employer = house.employer(1, &hr).await;
    let foreign = house.employer(2, &other).await;
    house.give(employer, &ssin(300_002), Role::Registrar).await;
    let browser = house.sign_in(&hr, Language::En).await;
    let start = format!("/register/{employer}/sheets");
    let page = browser.open(&start).await;
    let sent = send(&browser, &page, &start, &[("paste", "", b"ssin,name\n1,x\n")]).await;
    let id = sent.location().rsplit('/').next().unwrap().to_owned();
    let stranger = house.sign_in(&other, Language::En).await;
    for path in ["", "/columns", "/returned", "/progress"] {
        let there = format!("/register/{foreign}/sheets/{id}{path}");
        assert_eq!(stranger.get(&there).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for list in ["employees", "trainings", "companyDays"] {
        for form in ["csv", "xlsx"] {
            let out = format!("/register/{employer}/sheets/export/{list}?form={form}");
            assert_eq!(stranger.get(&out).await.status, StatusCode::NOT_FOUND);
        }
        let out = format!("/register/{employer}/sheets/export/{list}?form=csv");
        assert_eq!(browser.get(&out).await.status, StatusCode::OK);
    }
}
