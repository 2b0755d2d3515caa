//! Organisations and what passes between them: the operator's page, what the CBE says of a number,
//! asking to be added, and reports of training providers.

use crate::support::{House, Page, ssin};
use axum::http::StatusCode;
use fla_app::{Key, NewEmployer, NewParticipant, NewReport};
use fla_domain::access::{Quality, Role};
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::training::TrainingDetails;
use jiff::civil::date;

const HR: u32 = 300_000;

#[tokio::test]
async fn an_operator_adds_an_employer() {
    let house = House::new().await;
    let operator = ssin(HR + 7);
    let any = house.employer(5, &ssin(HR + 9)).await;
    house.give(any, &operator, Role::Operator).await;
    let browser = house.sign_in(&operator, Language::En).await;
    assert_eq!(browser.get("/register").await.location(), "/operator");
    for language in Language::ALL {
        browser.reading(language).open("/operator").await;
    }
    let page = browser.open("/operator").await;
    let wrong = [
        ("enterpriseNumber", "0123456789"),
        ("name", ""),
        ("language", "nl"),
        ("role", "registrar"),
    ];
    let again = browser.submit(&page, "/operator", &wrong).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["enterpriseNumber", "name"] {
        assert!(again.body.contains(&format!("id=\"{field}-error\"")), "{field}");
    }
    let number = fla_formats::synthetic::enterprise(6).to_string();
    let first = ssin(HR + 8);
    let fields = [
        ("enterpriseNumber", number.as_str()),
        ("name", "Drukkerij Zes"),
        ("quality", "employer"),
        ("quality", "trainingProvider"),
        ("language", "nl"),
        ("ssin", first.digits()),
        ("role", "registrar"),
    ];
    let done = browser.submit(&page, "/operator", &fields).await;
    let page = browser.open(done.location()).await;
    assert!(page.text().contains("Drukkerij Zes") && !page.body.contains(first.digits()));
    let new = house.sign_in(&first, Language::Nl).await;
    assert!(new.get("/register").await.location().starts_with("/register/"));
}

#[tokio::test]
async fn an_operator_finds_an_organisation_among_many() {
    let house = House::new().await;
    let operator = ssin(HR + 7);
    let any = house.employer(5, &ssin(HR + 9)).await;
    house.give(any, &operator, Role::Operator).await;
    for n in 100..150_u32 {
        house.tick();
        let new = NewEmployer {
            enterprise_number: fla_formats::synthetic::enterprise(n),
            nsso_number: None,
            name: format!("Zaak {n} aan 10% & zoon"),
            language: Language::Nl,
            qualities: vec![Quality::Employer],
        };
        let key = Key::new(&house.app.fresh_key()).unwrap();
        house.app.add_employer(&house.app.installation(), &new, None, &key).await.unwrap();
    }
    let browser = house.sign_in(&operator, Language::En).await;
    let rows = |page: &Page| page.body.matches("<a href=\"/operator/").count();
    let first = browser.open("/operator").await;
    assert_eq!(rows(&first), 50, "not all 51 at once");
    assert!(!first.text().contains("Zaak 149"));
    let second = browser.open("/operator?page=2").await;
    assert_eq!(rows(&second), 1);
    assert!(second.text().contains("Zaak 149"));
    assert_eq!(rows(&browser.open("/operator?page=999999999999").await), 1, "the last one");

    let number = fla_formats::synthetic::enterprise(123).to_string();
    for words in ["ZAAK 123", "zaak 123 ", &number] {
        let query = url::form_urlencoded::byte_serialize(words.as_bytes()).collect::<String>();
        let page = browser.open(&format!("/operator?q={query}")).await;
        assert_eq!(rows(&page), 1, "{words}");
        assert!(page.text().contains("Zaak 123"), "{words}");
    }
    let some = browser.open("/operator?q=10%25&page=2").await;
    assert_eq!(rows(&some), 50, "50 fit, all on one page");
    let none = browser.open("/operator?q=1%25%25").await;
    assert!(none.text().contains("No organisation fits."), "a sign is a sign");
}

/// The made-up extract of 31 October 2026.
const EXTRACT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/tests/fixtures/cbe");

#[tokio::test]
async fn the_cbe_names_an_organisation_and_warns_of_a_number_it_does_not_know() {
    let house = House::new().await;
    let operator = ssin(HR + 7);
    let any = house.employer(5, &ssin(HR + 9)).await;
    house.give(any, &operator, Role::Operator).await;
    let browser = house.sign_in(&operator, Language::En).await;
    let add = async |number: u32, name: &str, language: &str| {
        house.tick();
        let number = fla_formats::synthetic::enterprise(number).to_string();
        let page = browser.open("/operator").await;
        let fields = [
            ("enterpriseNumber", number.as_str()),
            ("name", name),
            ("quality", "employer"),
            ("language", language),
            ("role", "registrar"),
        ];
        browser.submit(&page, "/operator", &fields).await
    };
    let nameless = add(901, "", "fr").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY, "no extract is loaded");
    assert!(nameless.body.contains("id=\"name-error\""));

    house.app.load_cbe(&house.app.installation(), EXTRACT.as_ref()).await.unwrap();
    for language in Language::ALL {
        browser.reading(language).open("/operator").await;
    }
    let told = async |page: Page| browser.open(page.location()).await;
    let page = told(add(901, "", "fr").await).await;
    assert!(page.text().contains("Les Écluses"), "in the language of the organisation");
    assert!(page.text().contains("Name from the CBE, extract of 31\u{a0}October 2026."));
    assert!(page.body.contains("notice tone-good"));
    let page = told(add(904, "Die Mühle", "de").await).await;
    assert!(page.text().contains("With the CBE: Mühlengrund an der Weser"));
    assert!(page.body.contains("notice tone-good"));
    let page = told(add(905, "Onbekend", "nl").await).await;
    assert!(page.text().contains("The organisation has been added."));
    assert!(
        page.text().contains("does not know this number") && page.body.contains("tone-warning")
    );

    // Where something else is wrong the form says whose number it is.
    let again = add(902, "", "xx").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!again.body.contains("id=\"name-error\""));
    assert!(again.text().contains("With the CBE: Zandkorrel, Wolkenveld en Co"));

    // And the page of an organisation too.
    let list = browser.open("/operator").await;
    let at = list.body.split("<a href=\"/operator/").nth(1).unwrap();
    let at = format!("/operator/{}", at.split('"').next().unwrap());
    for language in Language::ALL {
        let page = browser.reading(language).open(&at).await;
        assert!(page.text().contains("2026"), "the day of the extract");
    }
}

#[tokio::test]
async fn the_cbe_names_the_provider_beside_its_number() {
    let house = House::new().await;
    let manager = ssin(HR + 6);
    let id = house.employer(5, &ssin(HR)).await;
    house.give(id, &manager, Role::AccessManager).await;
    for (n, name) in [(77, "Loonwijzer"), (905, "Wolkenwerk")] {
        let new = NewEmployer {
            enterprise_number: fla_formats::synthetic::enterprise(n),
            nsso_number: None,
            name: name.to_owned(),
            language: Language::Nl,
            qualities: vec![Quality::ServiceProvider],
        };
        let key = Key::new(&format!("provider{n}")).unwrap();
        house.app.add_employer(&house.app.installation(), &new, None, &key).await.unwrap();
    }
    house.app.load_cbe(&house.app.installation(), EXTRACT.as_ref()).await.unwrap();
    let browser = house.sign_in(&manager, Language::En).await;
    let path = format!("/register/{id}/mandates");
    let give = async |n: u32| {
        house.tick();
        let number = fla_formats::synthetic::enterprise(n).to_string();
        let page = browser.open(&path).await;
        let fields = [("provider", number.as_str()), ("from", "2026Q4"), ("until", "")];
        browser.submit(&page, &path, &fields).await
    };
    // Nobody of this register, but the CBE knows who it is.
    let unknown = give(902).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.text().contains("With the CBE: Zandkorrel, Wolkenveld en Co"));
    give(77).await.location();
    give(905).await.location();
    let page = browser.open(&path).await;
    assert!(page.text().contains("With the CBE: Sociaal secretariaat Loonwijzer"));
    assert!(page.text().contains("does not know this number"), "a warning and no refusal");
    for language in Language::ALL {
        browser.reading(language).open(&path).await;
    }
}

#[tokio::test]
async fn somebody_asks_for_an_organisation_and_manages_its_access() {
    let house = House::new().await;
    let (me, operator) = (ssin(HR + 20), ssin(HR + 7));
    let any = house.employer(5, &ssin(HR + 9)).await;
    house.give(any, &operator, Role::Operator).await;
    house.app.load_cbe(&house.app.installation(), EXTRACT.as_ref()).await.unwrap();
    let mine = house.sign_in(&me, Language::En).await;
    let path = "/register/add";
    for language in Language::ALL {
        mine.reading(language).open(path).await;
    }
    let form = mine.open(path).await;
    let ask = |number: u32, name: &'static str, stand: &'static str| {
        let number = fla_formats::synthetic::enterprise(number).to_string();
        [
            ("enterpriseNumber", number),
            ("name", name.to_owned()),
            ("language", "fr".to_owned()),
            ("quality", "employer".to_owned()),
            ("stand", stand.to_owned()),
        ]
    };
    let send = async |fields: [(&'static str, String); 5]| {
        let given: Vec<_> = fields
            .iter()
            .filter(|field| !field.1.is_empty())
            .map(|field| (field.0, field.1.as_str()))
            .collect();
        mine.submit(&form, path, &given).await
    };
    let silent = send(ask(902, "Somebody Else", "")).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "the statement is missing");
    assert!(silent.body.contains("value=\"Somebody Else\""), "what was typed is kept");
    let asked = send(ask(902, "Somebody Else", "yes")).await;
    let page = mine.open(asked.location()).await;
    assert!(page.text().contains("waits for the operator"), "{}", page.text());

    let theirs = house.sign_in(&operator, Language::En).await;
    for language in Language::ALL {
        theirs.reading(language).open("/operator").await;
    }
    let page = theirs.open("/operator").await;
    // Whoever asks chose the name; the number is registered under another.
    assert!(page.text().contains("With the CBE: Zandkorrel, Wolkenveld en Co"), "{}", page.text());
    assert!(!page.body.contains(me.digits()), "the number of the person is masked");
    let act = |end: &str| {
        let found = page
            .body
            .split('"')
            .find(|part| part.starts_with("/operator/requests/") && part.ends_with(end));
        found.unwrap().to_owned()
    };
    let wordless = theirs.submit(&page, &act("/refuse"), &[]).await;
    assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY, "a refusal says why");
    theirs.submit(&page, &act("/grant"), &[]).await.location();
    assert!(mine.get("/register").await.text().contains("added"), "the answer is read");
    let manages = house.app.capacities(&crate::support::visitor(&me)).await.unwrap();
    assert!(matches!(
        manages.as_slice(),
        [fla_app::Capacity::Employer { role: Role::AccessManager, .. }]
    ));
}

#[tokio::test]
async fn a_report_is_accepted_with_a_change_that_every_side_sees() {
    let house = House::new().await;
    let app = &house.app;
    let id = house.employer(1, &ssin(HR)).await;
    let hr = house.caller(&ssin(HR), id).await;
    house.hire(&hr, 1, date(2024, 1, 1), "200", 3800).await;
    let base = format!("/register/{id}");
    let browser = house.sign_in(&ssin(HR), Language::En).await;
    let teacher = ssin(HR + 6);
    let new = NewEmployer {
        enterprise_number: fla_formats::synthetic::enterprise(60),
        nsso_number: None,
        name: "Vormingshuis".to_owned(),
        language: Language::Nl,
        qualities: vec![Quality::TrainingProvider],
    };
    let key = Key::new("school").unwrap();
    let first = Some((&teacher, Role::Registrar));
    let school = app.add_employer(&app.installation(), &new, first, &key).await.unwrap();
    let caller = house.caller(&teacher, school).await;
    let participants = (1..=60).map(|n| NewParticipant {
        line: n as usize,
        employer: fla_formats::synthetic::enterprise(1),
        ssin: ssin(n),
        name: format!("Person {n}"),
    });
    let report = NewReport {
        details: TrainingDetails {
            title: "Eerste hulp".to_owned(),
            start: date(2026, 11, 2),
            end: date(2026, 11, 2),
            minutes: Minutes(456),
            kind: None,
            provider: None,
            place: None,
            nature: None,
            funding: None,
            cla_number: None,
            field: None,
            not_counting: None,
        },
        certificate: false,
        valid_until: None,
        participants: participants.collect(),
        link: false,
    };
    house.tick();
    let sent =
        app.report_training(&caller, &report, &Key::new("report").unwrap()).await.unwrap().id;

    // Sixty are two pages.
    let page = browser.open(&format!("{base}/reported")).await;
    assert!(page.body.contains("/reported?page=2"), "the way to the second page");
    let second = browser.open(&format!("{base}/reported?page=2")).await;
    assert!(second.body.contains("aria-current=\"page\""));
    let waiting = app.reported(&hr, 1).await.unwrap();
    let known = waiting.sessions[0].parts.iter().find(|p| p.employee.is_some()).unwrap();
    let part = known.part.id.to_string();
    let path = format!("{base}/reported/{part}/accept");
    for language in Language::ALL {
        browser.reading(language).open(&path).await;
    }
    let form = browser.open(&path).await;
    assert!(form.body.contains("value=\"Eerste hulp\"") && form.body.contains("value=\"7:36\""));
    let fields = |title: &'static str| {
        [
            ("part", part.as_str()),
            ("title", title),
            ("start", "2026-11-02"),
            ("duration", "4:00"),
            ("counts", "yes"),
            ("funding", "Sectorfonds"),
        ]
    };
    let wrong = browser.submit(&form, &path, &fields("")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"title-error\"") && wrong.body.contains("value=\"4:00\""));
    let nobody = browser.submit(&form, &path, &fields("Eerste hulp")[1..]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = browser.submit(&form, &path, &fields("Eerste hulp")).await;
    let training = browser.open(done.location()).await;
    let text = training.text();
    assert!(text.contains("The training was registered with your change."), "{text}");
    assert!(text.contains("Reported by Vormingshuis") && text.contains("→ 4\u{a0}h"), "{text}");

    let queue = browser.open(&format!("{base}/reported")).await.text();
    assert!(queue.contains("accepted with a change") && queue.contains("Sectorfonds"), "{queue}");
    let provider = house.sign_in(&teacher, Language::En).await;
    let told = provider.open(&format!("/register/{school}/given/{sent}")).await.text();
    assert!(told.contains("accepted with a change") && told.contains("→ 4\u{a0}h"), "{told}");
    assert!(!told.contains("Sectorfonds"), "how the employer books it is not the provider's");
    let employee = house.sign_in(&known.part.ssin, Language::En).await;
    let own = employee.open("/account").await.text();
    assert!(own.contains("accepted with a change"), "{own}");
}

#[tokio::test]
async fn software_is_linked_to_its_name_at_the_issuer() {
    let house = House::new().await;
    let boss = ssin(HR + 1);
    let employer = house.employer(1, &ssin(HR + 2)).await;
    house.give(employer, &boss, Role::AccessManager).await;
    let other = house.employer(2, &ssin(HR + 3)).await;
    house.give(other, &boss, Role::AccessManager).await;
    let browser = house.sign_in(&boss, Language::En).await;
    let added = async |employer: fla_domain::ids::EmployerId, name: &str| {
        let path = format!("/register/{employer}/software");
        let page = browser.open(&path).await;
        let fields = [("name", name), ("scope", "scope:fla:register:read")];
        let done = browser.submit(&page, &path, &fields).await;
        done.location().split('?').next().unwrap().to_owned()
    };
    let (first, second) = (added(employer, "Payroll").await, added(other, "Learning").await);
    for language in Language::ALL {
        let page = browser.reading(language).open(&first).await;
        assert!(page.text().contains("https://tokens.test"), "{}", page.text());
    }
    let page = browser.open(&first).await;
    let link = format!("{first}/link");
    for wrong in ["", "with\u{e9}", ssin(5).digits(), &"x".repeat(201)] {
        let again = browser.submit(&page, &link, &[("outside_id", wrong)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(again.body.contains("id=\"outside_id-error\""), "{wrong}");
    }
    let done = browser.submit(&page, &link, &[("outside_id", " payroll-7 ")]).await;
    let linked = browser.open(done.location()).await;
    assert!(linked.text().contains("payroll-7") && linked.text().contains("can begin"));
    let list = browser.open(&format!("/register/{employer}/software")).await;
    assert!(list.text().contains("payroll-7"));

    // One name is of one program, whoever it belongs to.
    let page = browser.open(&second).await;
    let (theirs, name) = (format!("{second}/link"), [("outside_id", "payroll-7")]);
    let taken = browser.submit(&page, &theirs, &name).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text().contains("other software goes by this name already"));

    let ended = browser.submit(&linked, &format!("{link}/end"), &[]).await;
    let ended = browser.open(ended.location()).await;
    assert!(!ended.text().contains("payroll-7"), "{}", ended.text());
    let page = browser.open(&second).await;
    assert_eq!(browser.submit(&page, &theirs, &name).await.status, StatusCode::SEE_OTHER);
    for language in Language::ALL {
        let history = format!("/register/{employer}/history");
        let page = browser.reading(language).open(&history).await;
        assert!(!page.text().contains("unlinkClient"), "{}", page.text());
    }
}
