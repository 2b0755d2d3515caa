//! Batch files in the browser: sent, followed, mended and sent again; answers to keep; nobody else's.

use crate::support::{Browser, House, Page, ssin};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use fla_domain::language::Language;
use fla_formats::answer::{NotiReader, read_acrf};
use fla_formats::batch_file::{EXAMPLES, SCHEMA_NAME};
use fla_formats::synthetic;
use jiff::civil::date;

const HR: u32 = 301;

fn form(n: u32, employer: u32, status: &str, block: &str) -> String {
    let company = synthetic::enterprise(employer);
    format!(
        "<Form><Identification>FLAC001</Identification>\
         <FormCreationDate>2026-11-20</FormCreationDate>\
         <FormCreationHour>14:05:09.250</FormCreationHour>\
         <AttestationStatus>{status}</AttestationStatus><TypeForm>SU</TypeForm>\
         <Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>1</ReferenceOrigin>\
         <ReferenceNbr>T-{n}</ReferenceNbr></Reference>\
         <EmployerId><CompanyID>{}</CompanyID></EmployerId>{block}</Form>\n",
        company.digits()
    )
}

fn training(who: u32) -> String {
    format!(
        "<TrainingDeclaration><Training><Title>Veilig werken</Title>\
         <StartingDate>2026-10-05</StartingDate><Minutes>240</Minutes></Training>\
         <Participant><NaturalPersonId><INSS>{}</INSS></NaturalPersonId></Participant>\
         </TrainingDeclaration>",
        ssin(who).digits()
    )
}

fn file(forms: &[String]) -> Vec<u8> {
    format!("<FlaDeclaration>\n{}</FlaDeclaration>", forms.concat()).into_bytes()
}

/// Sends a file as the page does.
async fn send(browser: &Browser, path: &str, name: &str, how: &str, bytes: &[u8]) -> Page {
    send_signed(browser, path, (name, how), bytes, ("", b"")).await
}

/// The same with a signature; one without a name was not chosen.
async fn send_signed(
    browser: &Browser,
    path: &str,
    (name, how): (&str, &str),
    bytes: &[u8],
    (signature, signed): (&str, &[u8]),
) -> Page {
    let page = browser.open(path).await;
    let mark = "boundary-of-a-test";
    let mut body = Vec::new();
    for (field, value) in
        [("csrf", page.hidden("csrf")), ("key", page.hidden("key")), ("environment", how.into())]
    {
        let head = format!("--{mark}\r\ncontent-disposition: form-data; name=\"{field}\"\r\n\r\n");
        body.extend(format!("{head}{value}\r\n").bytes());
    }
    for (field, name, bytes) in [("file", name, bytes), ("signature", signature, signed)] {
        let head = format!(
            "--{mark}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\
             \r\ncontent-type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(bytes);
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

/// An employer with person 11 in service, and its officer.
async fn place(house: &House, language: Language) -> (Browser, String) {
    let employer = house.employer(1, &ssin(HR)).await;
    let caller = house.caller(&ssin(HR), employer).await;
    house.hire(&caller, 11, date(2024, 1, 1), "200", 3_800).await;
    let hr = house.sign_in(&ssin(HR), language).await;
    (hr, format!("/register/{employer}/files"))
}

#[tokio::test]
async fn only_what_was_refused_needs_to_be_sent_again() {
    let house = House::new().await;
    let (hr, path) = place(&house, Language::Nl).await;
    let first = file(&[
        form(1, 1, "0", &training(11)),
        form(2, 1, "0", &training(12)),
        form(3, 2, "0", &training(11)),
    ]);
    let sent = send(&hr, &path, "one.xml", "real", &first).await;
    let one = sent.location().to_owned();
    let busy = hr.open(&one).await;
    busy.check(&one, Language::Nl);
    assert!(busy.body.contains("data-poll"), "it says how far it is");
    assert!(busy.body.contains("http-equiv=\"refresh\""), "without scripting too");
    let far = hr.get(&format!("{one}/progress")).await;
    assert!(far.body.contains("\"finished\":false"), "{}", far.body);
    assert_eq!(hr.get(&format!("{one}/noti.xml")).await.status, StatusCode::NOT_FOUND);

    house.work().await;
    let done = hr.open(&one).await;
    done.check(&one, Language::Nl);
    let text = done.text();
    for said in ["Niet alle formulieren zijn aanvaard", "T-1", "T-2", "T-3", "MANDATE-022"] {
        assert!(text.contains(said), "{said} is missing in:\n{text}");
    }
    assert!(text.contains("SSIN-022") && text.contains("regel 3"), "{text}");
    assert!(!done.body.contains(ssin(12).digits()), "no number of a person is told");
    let to = done.body.split("href=\"").find(|part| part.contains("/trainings/")).unwrap();
    let to = to.split('"').next().unwrap();
    assert!(hr.open(to).await.text().contains("Veilig werken"));

    // The filters.
    let refused = hr.open(&format!("{one}?state=refused")).await.text();
    assert!(!refused.contains("T-1") && refused.contains("T-2"), "{refused}");
    let accepted = hr.open(&format!("{one}?state=accepted")).await.text();
    assert!(accepted.contains("T-1") && !accepted.contains("T-2"), "{accepted}");

    // The answers.
    let acrf = hr.get(&format!("{one}/acrf.xml")).await;
    let acrf = read_acrf(acrf.body.as_bytes()).unwrap();
    assert!(acrf.taken && acrf.file.name == "one.xml");
    let noti = hr.get(&format!("{one}/noti.xml")).await;
    assert!(noti.headers["content-disposition"].to_str().unwrap().contains("NOTI.xml"));
    let mut reader = NotiReader::open(noti.body.as_bytes()).unwrap();
    let mut told = Vec::new();
    while let Some(form) = reader.next().unwrap() {
        let codes: Vec<_> = form.anomalies.iter().map(|a| a.code.clone()).collect();
        told.push((form.n, form.accepted, form.ticket.is_some(), codes.join(" ")));
    }
    assert_eq!(
        told,
        [
            (1, true, true, String::new()),
            (2, false, false, "SSIN-022".to_owned()),
            (3, false, false, "MANDATE-022".to_owned()),
        ]
    );
    let csv = hr.get(&format!("{one}/forms.csv?state=refused")).await.body;
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains("Uw nummer") && csv.contains("INSZ"), "{csv}");

    // The mended forms alone, in a file of its own.
    let caller = house.caller(&ssin(HR), path.split('/').nth(2).unwrap().parse().unwrap()).await;
    house.hire(&caller, 12, date(2024, 1, 1), "200", 3_800).await;
    let second = file(&[form(2, 1, "0", &training(12)), form(1, 1, "0", &training(11))]);
    let sent = send(&hr, &path, "two.xml", "real", &second).await;
    let two = sent.location().to_owned();
    house.work().await;
    let text = hr.open(&two).await.text();
    assert!(text.contains("Alle formulieren zijn aanvaard"), "{text}");
    assert!(text.contains("REFERENCE-006") && text.contains("al uitgevoerd"), "{text}");
    let list = hr.open(&path).await;
    list.check(&path, Language::Nl);
    assert!(list.text().contains("one.xml") && list.text().contains("two.xml"));
    let trainings = hr.open(&path.replace("/files", "/trainings")).await.body;
    assert_eq!(trainings.matches("Veilig werken").count(), 2, "each once");
}

#[tokio::test]
async fn a_file_that_is_refused_says_why_in_the_language_of_its_page() {
    let house = House::new().await;
    let (hr, path) = place(&house, Language::De).await;
    let sent = send(&hr, &path, "cut.xml", "real", b"<FlaDeclaration><Form>").await;
    let one = sent.location().to_owned();
    house.work().await;
    let page = hr.open(&one).await;
    page.check(&one, Language::De);
    let text = page.text();
    assert!(text.contains("FILE-001") && text.contains("als Ganzes abgelehnt"), "{text}");
    let acrf = hr.get(&format!("{one}/acrf.xml")).await;
    let acrf = read_acrf(acrf.body.as_bytes()).unwrap();
    assert!(!acrf.taken);
    assert!(acrf.anomalies[0].label.contains("Datei"), "{:?}", acrf.anomalies);
    assert_eq!(hr.get(&format!("{one}/noti.xml")).await.status, StatusCode::NOT_FOUND);

    // Twice the same, and another of the same name, where such a name is used once.
    let formal = "FI.FLAC.123456.20261126.00001.R.1.1";
    let good = file(&[form(1, 1, "0", &training(11))]);
    for (name, bytes, code) in [
        (formal, good.clone(), ""),
        ("b.xml", good.clone(), "schon gesendet"),
        (formal, file(&[form(2, 1, "0", &training(11))]), "Datei dieses Namens"),
    ] {
        house.tick();
        let sent = send(&hr, &path, name, "real", &bytes).await;
        house.work().await;
        let text = hr.open(sent.location()).await.text();
        assert!(text.contains(code) && text.contains("FILE-006") != code.is_empty(), "{text}");
    }
}

#[tokio::test]
async fn a_signature_is_checked_and_wanted_where_it_must_be_there() {
    let house = House::new().await;
    let (hr, path) = place(&house, Language::Fr).await;
    let bytes = file(&[form(1, 1, "0", &training(11))]);
    let page = hr.open(&path).await;
    page.check(&path, Language::Fr);
    assert!(page.body.contains("name=\"signature\""), "{}", page.body);
    let why = async |how: &str, signature: (&str, &[u8])| {
        house.tick();
        let sent = send_signed(&hr, &path, ("a.xml", how), &bytes, signature).await;
        house.work().await;
        hr.open(sent.location()).await.text()
    };
    let bad = why("real", ("FS", b"AAAA")).await;
    assert!(bad.contains("SIGNATURE-003"), "{bad}");
    let long = why("real", ("FS", "A".repeat(600_000).as_bytes())).await;
    assert!(long.contains("SIGNATURE-093"), "{long}");
    let wanted = vec![fla_app::Environment::Real];
    house.app.check_signatures(fla_app::Signatures { wanted, issuers: None });
    let none = why("real", ("", b"")).await;
    assert!(none.contains("SIGNATURE-001") && none.contains("fichier FS"), "{none}");
    let tried = why("simulation", ("", b"")).await;
    assert!(!tried.contains("SIGNATURE-"), "{tried}");
}

#[tokio::test]
async fn a_simulation_and_a_circuit_test_write_nothing() {
    let house = House::new().await;
    let (hr, path) = place(&house, Language::Fr).await;
    let good = file(&[form(1, 1, "0", &training(11))]);
    for (how, said) in [("simulation", "rien n’a été écrit"), ("test", "test du circuit")] {
        let sent = send(&hr, &path, "a.xml", how, &good).await;
        house.work().await;
        let text = hr.open(sent.location()).await.text();
        assert!(text.contains(said), "{text}");
    }
    let trainings = hr.open(&path.replace("/files", "/trainings")).await.text();
    assert!(!trainings.contains("Veilig werken"));
    let nothing = send(&hr, &path, "", "real", b"").await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    nothing.check(&path, Language::Fr);
    assert_eq!(send(&hr, &path, "a.xml", "other", &good).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn another_organisation_sees_nothing_of_it() {
    let house = House::new().await;
    let (hr, path) = place(&house, Language::En).await;
    let good = file(&[form(1, 1, "0", &training(11))]);
    let sent = send(&hr, &path, "a.xml", "real", &good).await;
    house.work().await;
    let id = sent.location().rsplit('/').next().unwrap().to_owned();
    let other = house.employer(2, &ssin(HR + 1)).await;
    let foreign = house.sign_in(&ssin(HR + 1), Language::En).await;
    for end in ["", "/progress", "/acrf.xml", "/noti.xml", "/forms.csv"] {
        let page = foreign.get(&format!("/register/{other}/files/{id}{end}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{end}");
    }
    // A forged request, and one without a token.
    let request = Request::post(&path)
        .header("content-type", "multipart/form-data; boundary=m")
        .header("origin", "http://fla.test")
        .body(Body::from(
            "--m\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x.xml\"\r\n\r\n\
             <a/>\r\n--m--\r\n",
        ))
        .unwrap();
    let kept = house.kept_files();
    assert_eq!(hr.send(request).await.status, StatusCode::FORBIDDEN);
    assert_eq!(house.kept_files(), kept);
}

#[tokio::test]
async fn what_the_register_holds_comes_out_and_goes_in_again() {
    let house = House::new().await;
    let (hr, path) = place(&house, Language::Fr).await;
    let page = hr.open(&path).await;
    let out = format!("{path}/export.xml");
    assert!(page.body.contains(&out), "{}", page.body);
    let export = hr.get(&out).await;
    assert_eq!(export.status, StatusCode::OK);
    assert!(export.headers["content-disposition"].to_str().unwrap().contains("FLA-"));
    assert!(export.body.contains(ssin(11).digits()));
    let sent = send(&hr, &path, "export.xml", "real", export.body.as_bytes()).await;
    let one = sent.location().to_owned();
    house.work().await;
    let text = hr.open(&one).await.text();
    assert!(text.contains("Tous les formulaires"), "{text}");

    // Where nothing is held yet the page says so.
    let empty = house.employer(2, &ssin(302)).await;
    for language in Language::ALL {
        let other = house.sign_in(&ssin(302), language).await;
        let page = other.get(&format!("/register/{empty}/files/export.xml")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("href=\"#export\""), "{}", page.body);
        let path = format!("/register/{empty}/files");
        other.open(&path).await.check(&path, language);
    }
    let other = house.sign_in(&ssin(302), Language::Nl).await;
    assert_eq!(other.get(&out).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn schemas_and_examples_are_open_to_everybody() {
    let house = House::new().await;
    let anybody = house.stranger();
    for language in Language::ALL {
        let page = anybody.reading(language).open("/batch-files").await;
        page.check("/batch-files", language);
        for (name, _) in EXAMPLES {
            assert!(page.body.contains(&format!("/batch-files/{name}")), "{name}");
        }
    }
    let schemas = [SCHEMA_NAME, "FlaAcrf_20264.xsd", "FlaNoti_20264.xsd"];
    for name in schemas.into_iter().chain(EXAMPLES.iter().map(|(name, _)| *name)) {
        let file = anybody.get(&format!("/batch-files/{name}")).await;
        assert_eq!(file.status, StatusCode::OK, "{name}");
        assert!(file.body.starts_with("<?xml"), "{name}");
    }
    assert_eq!(anybody.get("/batch-files/other.xml").await.status, StatusCode::NOT_FOUND);
}
