//! What was saved from the public FLA, brought in by an employee and by an employer: marked wherever
//! it is shown, the file kept, taken back.

use crate::support::{Browser, House, Page, ssin};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use fla_domain::language::Language;
use jiff::civil::date;

/// Sends a file and fields as the form on `page` would.
async fn send(browser: &Browser, page: &Page, path: &str, parts: &[(&str, &str, &[u8])]) -> Page {
    let mark = "boundary-of-a-test";
    let token = page.hidden("csrf");
    let mut body =
        format!("--{mark}\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n")
            .into_bytes();
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

const TAG: &str = "copy from the public FLA, unverified";
const HOME: &str = "/account/copies";

#[tokio::test]
async fn an_employee_brings_a_copy_in_and_takes_it_back() {
    let house = House::new().await;
    let who = ssin(1);
    let browser = house.sign_in(&who, Language::En).await;
    for language in Language::ALL {
        browser.reading(language).open(HOME).await;
    }
    let table = format!(
        "Rijksregisternummer;wat;Begindatum;Duur;Status\n{0};Lassen;06/05/2024;7:36;gevolgd\n\
         {0};EHBO;07/05/2024;4:00;gevolgd\n{1};Vreemd;07/05/2024;4:00;gevolgd\n\
         {0};Gemist;08/05/2024;4:00;niet gevolgd\n{0};EHBO;07/05/2024;4:00;gevolgd\n",
        who.formatted(),
        ssin(2).formatted()
    );
    let page = browser.open(HOME).await;
    let nothing = send(&browser, &page, HOME, &[("file", "", b"")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let sent = send(&browser, &page, HOME, &[("file", "mijn fla.csv", table.as_bytes())]).await;
    let here = sent.location().to_owned();

    // One heading says nothing: the columns are asked for.
    for language in Language::ALL {
        browser.reading(language).open(&here).await;
    }
    let asked = browser.open(&here).await;
    assert!(asked.body.contains("Say what the columns are"), "{}", asked.body);
    let said = [
        ("column0", "ssin"),
        ("column1", "title"),
        ("column2", "start"),
        ("column3", "duration"),
        ("column4", "status"),
    ];
    let lacking = browser.submit(&asked, &format!("{here}/columns"), &said[2..]).await;
    assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mapped = browser.submit(&asked, &format!("{here}/columns"), &said).await;
    assert_eq!(mapped.location(), here);
    let looked = browser.open(&here).await;
    assert!(looked.body.contains("Take over 2 trainings"), "{}", looked.body);
    assert!(looked.body.contains("This SSIN is not yours."), "{}", looked.body);
    assert!(looked.body.contains("This training was not followed."));

    let took = browser.submit(&looked, &format!("{here}/take"), &[]).await;
    assert_eq!(took.location(), format!("{here}?done=copies-done"));
    let again = browser.submit(&looked, &format!("{here}/take"), &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let records = browser.open("/account/records").await;
    assert_eq!(records.body.matches(TAG).count(), 2, "{}", records.body);
    let (_, rest) = records.body.split_once("href=\"/account/records/").unwrap();
    let id = rest.split(['"', '?']).find(|part| part.len() == 36);
    let id = id.or_else(|| {
        records.body.split("/account/records/").find_map(|part| {
            part.get(..36).filter(|id| id.bytes().filter(|b| *b == b'-').count() == 4)
        })
    });
    let record = browser.open(&format!("/account/records/{}", id.unwrap())).await;
    assert!(record.body.contains(TAG) && record.body.contains(&here), "{}", record.body);
    assert!(record.body.contains("Taken over from a copy"));
    assert!(browser.open("/account/career").await.body.contains(TAG));
    let json = browser.get("/account/copy.json").await;
    assert!(json.body.contains("\"copyOf\""), "{}", json.body);
    assert_eq!(browser.bytes(&format!("{here}/file")).await, table.as_bytes());

    // Somebody else finds nothing there.
    let other = house.sign_in(&ssin(2), Language::En).await;
    for path in ["", "/file"] {
        assert_eq!(other.get(&format!("{here}{path}")).await.status, StatusCode::NOT_FOUND);
    }

    let done = browser.open(&here).await;
    let kept = browser.submit(&done, &format!("{here}/remove"), &[]).await;
    assert_eq!(kept.status, StatusCode::CONFLICT, "records come from it");
    let undone = browser.submit(&done, &format!("{here}/undo"), &[]).await;
    assert_eq!(undone.location(), here);
    assert_eq!(browser.open("/account/records").await.body.matches(TAG).count(), 0);
    for language in Language::ALL {
        browser.reading(language).open(&here).await;
    }
    let page = browser.open(&here).await;
    let removed = browser.submit(&page, &format!("{here}/remove"), &[]).await;
    assert_eq!(removed.location(), format!("{HOME}?done=copies-removed"));
    assert_eq!(browser.get(&here).await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.kept_files(), 0);
}

#[tokio::test]
async fn a_file_without_a_table_is_kept_and_its_table_pasted() {
    let house = House::new().await;
    let browser = house.sign_in(&ssin(1), Language::En).await;
    let page = browser.open(HOME).await;
    let sent = send(&browser, &page, HOME, &[("file", "scan.pdf", b"%PDF-1.7 a scan")]).await;
    let scan = sent.location().to_owned();
    for language in Language::ALL {
        browser.reading(language).open(&scan).await;
    }
    let page = browser.open(&scan).await;
    assert!(page.body.contains("The file itself is kept as evidence."), "{}", page.body);
    assert_eq!(browser.bytes(&format!("{scan}/file")).await, b"%PDF-1.7 a scan");
    let id = page.hidden("original");
    let paste = [
        ("original", "", id.as_bytes()),
        ("paste", "", &b"Course\tDate\tHours\nWelding\t2024-05-06\t7.6\n"[..]),
    ];
    let pasted = send(&browser, &page, HOME, &paste).await.location().to_owned();
    let looked = browser.open(&pasted).await;
    assert!(looked.body.contains("Take over one training"), "{}", looked.body);
    assert!(looked.body.contains(&scan));
    browser.submit(&looked, &format!("{pasted}/take"), &[]).await;
    let page = browser.open(&scan).await;
    let removed = browser.submit(&page, &format!("{scan}/remove"), &[]).await;
    assert_eq!(removed.status, StatusCode::CONFLICT, "it is the original of the pasted table");
    // The same again is known.
    let page = browser.open(HOME).await;
    let twice = send(&browser, &page, HOME, &paste[1..]).await.location().to_owned();
    assert!(browser.open(&twice).await.body.contains("All of this is there already"));
}

#[tokio::test]
async fn an_employer_brings_a_copy_in_and_says_that_it_was_checked() {
    let house = House::new().await;
    let hr = ssin(300_000);
    let employer = house.employer(1, &hr).await;
    let caller = house.caller(&hr, employer).await;
    house.hire(&caller, 1, date(2020, 1, 1), "200", 3800).await;
    let browser = house.sign_in(&hr, Language::En).await;
    let start = format!("/register/{employer}/sheets");
    let page = browser.open(&format!("{start}?copy=yes")).await;
    let table = format!("SSIN;Course;Date;Hours\n{};Welding;2025-05-06;8\n", ssin(1).formatted());
    let parts = [("file", "fla.csv", table.as_bytes()), ("copy", "", &b"yes"[..])];
    let here = send(&browser, &page, &start, &parts).await.location().to_owned();
    house.work().await;
    let looked = browser.open(&here).await;
    assert!(looked.body.contains("SHA-256") && looked.body.contains(TAG), "{}", looked.body);
    browser.submit(&looked, &format!("{here}/take"), &[]).await;
    house.work().await;
    for language in Language::ALL {
        let done = browser.reading(language).open(&here).await;
        assert!(done.body.contains(&format!("{here}/file")));
    }
    assert_eq!(browser.bytes(&format!("{here}/file")).await, table.as_bytes());

    let list = house.app.trainings(&caller, &fla_app::TrainingQuery::default()).await.unwrap();
    let training = format!("/register/{employer}/trainings/{}", list.items[0].training.id);
    let query = fla_app::EmployeeQuery {
        name: String::new(),
        team: String::new(),
        joint_committee: String::new(),
        leavers: false,
        year: 2025,
        sort: fla_app::EmployeeSort::Name,
        page: 1,
        page_size: 10,
        after: None,
    };
    let employee = house.app.employees(&caller, &query).await.unwrap().items[0].id;
    let account = format!("/register/{employer}/employees/{employee}");
    for address in [&training, &account] {
        let page = browser.open(address).await;
        assert!(page.body.contains(TAG), "{address}: {}", page.body);
    }
    let own = house.sign_in(&ssin(1), Language::En).await;
    for address in ["/account?year=2025", "/account/career"] {
        assert!(own.open(address).await.body.contains(TAG), "{address}");
    }
    for language in Language::ALL {
        browser.reading(language).open(&training).await;
    }
    // Correcting it does not make it one's own.
    let view = house.app.training(&caller, list.items[0].training.id, None).await.unwrap();
    let part = view.participants[0].part.id.to_string();
    let (status, minutes) = (format!("status-{part}"), format!("minutes-{part}"));
    let correct = format!("{training}/correct");
    let form = browser.open(&correct).await;
    let fields = [
        ("title", "Welding, basics"),
        ("start", "2025-05-06"),
        ("duration", "4 h"),
        ("row", part.as_str()),
        (status.as_str(), "completed"),
        (minutes.as_str(), "4:00"),
        ("step", "do"),
    ];
    let corrected = browser.submit(&form, &correct, &fields).await;
    assert_eq!(corrected.status, StatusCode::SEE_OTHER, "{}", corrected.text());
    let page = browser.open(&training).await;
    assert!(page.body.contains("Welding, basics") && page.body.contains(TAG), "{}", page.body);
    let said = browser.submit(&page, &format!("{training}/checked"), &[]).await;
    assert_eq!(said.location(), format!("{training}?done=training-copy-checked"));
    for language in Language::ALL {
        browser.reading(language).open(said.location()).await;
        browser.reading(language).open(&format!("{training}/history")).await;
    }
    let page = browser.open(&training).await;
    assert!(page.body.contains("copy from the public FLA, checked") && !page.body.contains(TAG));
    // What the words mean is told still.
    assert_eq!(own.open("/account/career").await.body.matches(TAG).count(), 1);
}

#[tokio::test]
async fn how_to_keep_ones_fla_is_told_in_four_languages() {
    let house = House::new().await;
    for language in Language::ALL {
        let page = house.stranger().reading(language).open("/help/keep-your-fla").await;
        assert!(page.body.contains("2027"));
        for place in ["/", "/help"] {
            let from = house.stranger().reading(language).open(place).await;
            assert!(from.body.contains("href=\"/help/keep-your-fla\""), "{place}");
        }
    }
}

#[tokio::test]
async fn lists_go_out_with_the_filter_that_is_on() {
    let house = House::new().await;
    let hr = ssin(300_000);
    let employer = house.employer(1, &hr).await;
    let caller = house.caller(&hr, employer).await;
    house.hire(&caller, 1, date(2020, 1, 1), "200", 3800).await;
    house.hire(&caller, 2, date(2020, 1, 1), "118", 3800).await;
    let browser = house.sign_in(&hr, Language::En).await;
    let base = format!("/register/{employer}");
    let table = format!(
        "SSIN;Course;Date;Hours;Certificate;Expiry date\n{0};Welding;2025-05-06;8;yes;2030-05-06\n\
         {0};Cooking;2026-05-06;8;no;\n{1};Welding;2025-05-06;8;yes;2025-06-06\n",
        ssin(1).formatted(),
        ssin(2).formatted()
    );
    let start = format!("{base}/sheets");
    let page = browser.open(&start).await;
    let here = send(&browser, &page, &start, &[("paste", "", table.as_bytes())]).await;
    house.work().await;
    let looked = browser.open(here.location()).await;
    browser.submit(&looked, &format!("{}/take", here.location()), &[]).await;
    house.work().await;
    for (list, rows) in [
        ("employees?committee=118", 1),
        ("employees?committee=200&sort=most", 1),
        ("employees", 2),
        ("trainings?year=2026", 1),
        ("trainings?title=weld", 2),
        ("certificates?title=Welding", 2),
    ] {
        let page = browser.open(&format!("{base}/{list}")).await;
        for form in ["csv", "xlsx"] {
            let mark = format!("form={form}");
            let link =
                page.body.split('"').find(|part| part.contains("/export/") && part.contains(&mark));
            let link = link
                .unwrap_or_else(|| panic!("{list}: {}", page.body))
                .replace("&amp;", "&")
                .replace("&#38;", "&");
            let bytes = browser.bytes(&link).await;
            let table = fla_sheets::read(&bytes, &fla_sheets::Limits::default()).unwrap();
            assert_eq!(table.rows.len(), rows + 1, "{link}");
        }
    }
    let questions = browser.bytes(&format!("{base}/sheets/export/disputes?form=csv&all=yes")).await;
    assert!(String::from_utf8(questions).unwrap().lines().count() == 1);
}
