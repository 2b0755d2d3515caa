//! Who has access, who looked, where one is signed in, and numbers that stay out of addresses.

use crate::support::{Browser, House, Page, person, ssin};
use axum::http::StatusCode;
use fla_app::{Command, PersonInput};
use fla_domain::access::Role;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::language::Language;
use jiff::civil::date;

const HR: u32 = 300_000;
const MANAGER: u32 = 310_000;

struct Mill {
    house: House,
    id: EmployerId,
    base: String,
    hr: Browser,
    manager: Browser,
    people: Vec<EmployeeId>,
}

/// An employer with a registrar, an access manager and two people.
async fn mill() -> Mill {
    let house = House::new().await;
    let id = house.employer(1, &ssin(HR)).await;
    house.give(id, &ssin(MANAGER), Role::AccessManager).await;
    let caller = house.caller(&ssin(HR), id).await;
    let mut people = Vec::new();
    for n in [1, 2] {
        people.push(house.hire(&caller, n, date(2024, 1, 1), "200", 3800).await);
    }
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    let manager = house.sign_in(&ssin(MANAGER), Language::En).await;
    Mill { house, id, base: format!("/register/{id}"), hr, manager, people }
}

impl Mill {
    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// The address of the first link on a page that ends so.
fn link(page: &Page, end: &str) -> String {
    let at = page.body.find(&format!("{end}\"")).unwrap_or_else(|| panic!("{}", page.text()));
    let start = page.body[..at].rfind('"').unwrap() + 1;
    page.body[start..at + end.len()].to_owned()
}

#[tokio::test]
async fn access_is_given_and_ended_on_its_page() {
    let mill = mill().await;
    let path = mill.at("/access");
    for language in Language::ALL {
        mill.manager.reading(language).open(&path).await;
    }
    let page = mill.manager.open(&path).await;
    assert!(page.text().contains("yourself"), "{}", page.text());
    let wrong = mill.manager.submit(&page, &path, &[("ssin", "00010190147")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.check(&path, Language::En);
    for field in ["ssin", "role"] {
        assert!(wrong.body.contains(&format!("id=\"{field}-error\"")), "{field}");
    }
    assert_eq!(wrong.hidden("key"), page.hidden("key"));

    let reader = ssin(HR + 5);
    let fields = [("ssin", reader.digits()), ("role", "reader")];
    let given = mill.manager.submit(&page, &path, &fields).await.location().to_owned();
    let twice = mill.manager.submit(&page, &path, &fields).await;
    assert_eq!(twice.location(), given, "a double click gives it once");
    let list = mill.manager.open(&given).await;
    assert!(list.text().contains("Access was given.") && list.text().contains("not signed in yet"));
    assert!(!list.body.contains(reader.digits()));
    assert_eq!(list.body.matches("/end\"").count(), 3);
    // The same form with another answer is told, and gets a key of its own.
    let other = [("ssin", reader.digits()), ("role", "registrar")];
    let reused = mill.manager.submit(&page, &path, &other).await;
    assert_eq!(reused.status, StatusCode::CONFLICT);
    assert!(reused.text().contains("was sent before"), "{}", reused.text());
    assert_ne!(reused.hidden("key"), page.hidden("key"));

    // Whoever got it is in; whose access ends is out at the next click.
    let browser = mill.house.sign_in(&reader, Language::En).await;
    browser.open(&mill.at("/employees")).await;
    let list = mill.manager.open(&path).await;
    assert!(list.text().contains("Test Person"), "{}", list.text());
    let grants: Vec<&str> = list
        .body
        .split(&format!("{path}/"))
        .skip(1)
        .filter(|grant| !grant.starts_with("invitations"))
        .collect();
    let last = grants.last().unwrap().split('/').next().unwrap();
    let end = format!("{path}/{last}/end");
    for language in Language::ALL {
        mill.manager.reading(language).open(&end).await;
    }
    let ask = mill.manager.open(&end).await;
    assert!(ask.text().contains("reader"), "{}", ask.text());
    browser.open(&mill.at("/employees")).await;
    let ended = mill.manager.submit(&ask, &end, &[]).await.location().to_owned();
    assert!(mill.manager.open(&ended).await.text().contains("Access was ended."));
    assert_eq!(mill.manager.submit(&ask, &end, &[]).await.location(), ended, "once");
    assert_eq!(browser.get(&mill.at("/employees")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mill.manager.get(&end).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_last_access_manager_is_told_why_not() {
    let mill = mill().await;
    let path = mill.at("/access");
    let list = mill.manager.open(&path).await;
    let ends: Vec<&str> = list.body.split(&format!("{path}/")).skip(1).collect();
    let own = ends[1].split('/').next().unwrap();
    let end = format!("{path}/{own}/end");
    let ask = mill.manager.open(&end).await;
    assert!(ask.text().contains("This is your own access."), "{}", ask.text());
    for language in Language::ALL {
        let refused = mill.manager.reading(language).submit(&ask, &end, &[("own", "1")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.check(&end, language);
        assert!(refused.body.contains("error-summary"));
    }
    mill.house.give(mill.id, &ssin(MANAGER + 1), Role::AccessManager).await;
    let gone = mill.manager.submit(&ask, &end, &[("own", "1")]).await;
    assert_eq!(gone.location(), "/register");
    assert_eq!(mill.manager.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_an_access_manager_has_the_page() {
    let mill = mill().await;
    let path = mill.at("/access");
    assert_eq!(mill.hr.get(&path).await.status, StatusCode::FORBIDDEN);
    let page = mill.hr.open(&mill.at("/rights")).await;
    assert!(!page.body.contains(&format!("{path}\"")), "nothing leads there");
    let form = mill.hr.open(&mill.at("/employees/new")).await;
    let fields = [("ssin", "00010190146"), ("role", "reader")];
    let give = mill.hr.submit(&form, &path, &fields).await;
    assert_eq!(give.status, StatusCode::FORBIDDEN);
    let grants = mill.manager.open(&path).await;
    let end = link(&grants, "/end");
    assert_eq!(mill.hr.submit(&form, &end, &[]).await.status, StatusCode::FORBIDDEN);
    let history = mill.manager.open(&mill.at("/history")).await.body;
    assert_eq!(history.matches(">not allowed<").count(), 2, "both are noted: {history}");
}

#[tokio::test]
async fn an_ssin_that_is_searched_stays_out_of_addresses() {
    let mill = mill().await;
    let (list, find) = (mill.at("/employees"), mill.at("/employees/find"));
    let page = mill.hr.open(&list).await;
    assert!(page.body.contains(&format!("method=\"post\" action=\"{find}\"")));
    let one = ssin(1);
    let dotted = format!("{}.{}", &one.digits()[..6], &one.digits()[6..]);
    for typed in [one.digits(), &dotted] {
        let found = mill.hr.submit(&page, &find, &[("name", typed)]).await;
        assert_eq!(found.location(), mill.at(&format!("/employees/{}", mill.people[0])));
    }
    let fields = [("name", "Van de"), ("year", "2026"), ("leavers", "1")];
    let found = mill.hr.submit(&page, &find, &fields).await;
    assert_eq!(found.location(), format!("{list}?name=Van+de&leavers=1&year=2026"));
    mill.hr.open(found.location()).await;
    // Of nobody here, and with wrong check digits: said on the page, not in an address.
    let (nobody, unchecked) = (ssin(77), "00.01.01-901.47");
    for (typed, code) in [(nobody.digits(), "not"), (unchecked, "check")] {
        for language in Language::ALL {
            let browser = mill.hr.reading(language);
            let told = browser.submit(&page, &find, &[("name", typed)]).await;
            assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
            assert!(told.body.contains("id=\"name-error\""), "{code}");
        }
    }
    let (list, find) = (mill.at("/trainings"), mill.at("/trainings/find"));
    let page = mill.hr.open(&list).await;
    let told = mill.hr.submit(&page, &find, &[("title", one.digits())]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.body.contains("id=\"title-error\""));
    let found = mill.hr.submit(&page, &find, &[("title", "VCA 2026"), ("year", "")]).await;
    assert_eq!(found.location(), format!("{list}?title=VCA+2026"));
}

#[tokio::test]
async fn an_address_with_an_ssin_is_refused_and_not_repeated() {
    let mill = mill().await;
    let number = "00.01.01-901.46";
    for path in [
        mill.at(&format!("/employees?name={number}")),
        mill.at("/employees?name=00010190146&page=2"),
        mill.at("/trainings?title=00+01+01+901+46"),
        mill.at("/employees/00010190146"),
        "/help?q=00010190146".to_owned(),
        "/sign-in?return=%2Fregister%3Fname%3D00010190146".to_owned(),
    ] {
        for language in Language::ALL {
            for browser in [mill.hr.reading(language), mill.house.stranger().reading(language)] {
                let page = browser.get(&path).await;
                assert_eq!(page.status, StatusCode::BAD_REQUEST, "{path}");
                page.check(&path, language);
                assert!(page.text().contains("SSIN-005"), "{path}: {}", page.text());
                let bare: String = page.body.chars().filter(char::is_ascii_digit).collect();
                assert!(!page.body.contains("901.46") && !bare.contains("00010190146"), "{path}");
            }
        }
    }
    mill.hr.open(&mill.at("/employees?name=Van+de+Velde+2026")).await;
}

#[tokio::test]
async fn the_history_of_an_employee_tells_versions_and_looks() {
    let mill = mill().await;
    let employee = mill.people[0];
    let caller = mill.house.caller(&ssin(HR), mill.id).await;
    let team = Some("Oven & molen".to_owned());
    let changed = PersonInput { team, ssin: String::new(), ..person(1) };
    let command = Command::ChangePerson { employee, seen: None, person: changed };
    mill.house.submit(&caller, command, Some("new team")).await;
    let account = mill.at(&format!("/employees/{employee}"));
    let page = mill.hr.open(&account).await;
    let path = link(&page, "/history");
    let history = format!("{account}/history");
    assert!(page.body.contains(&history), "{path}");
    for language in Language::ALL {
        mill.hr.reading(language).open(&history).await;
    }
    let text = mill.hr.open(&history).await.text();
    for part in ["Oven &#38; molen", "new team", "HR officer of Bakkerij Nummer 1", "looked at"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let reader = ssin(HR + 5);
    mill.house.give(mill.id, &reader, Role::Reader).await;
    mill.house.sign_in(&reader, Language::En).await.open(&history).await;
    let other = mill.house.employer(2, &ssin(HR + 9)).await;
    let stranger = mill.house.sign_in(&ssin(HR + 9), Language::En).await;
    let foreign = format!("/register/{other}/employees/{employee}/history");
    assert_eq!(stranger.get(&foreign).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.get(&history).await.status, StatusCode::NOT_FOUND);

    // The employee sees that somebody looked, in which role, and not by name.
    let own = mill.house.sign_in(&ssin(1), Language::En).await;
    let page = own.open("/account").await;
    assert!(page.body.contains("/account/looks"));
    for language in Language::ALL {
        own.reading(language).open("/account/looks").await;
    }
    let page = own.open("/account/looks").await;
    let text = page.text();
    for part in ["HR officer of Bakkerij Nummer 1", "reader of Bakkerij Nummer 1", "yourself"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let main = page.body.split_once("<main").unwrap().1;
    assert!(!main.contains("Test Person"), "names of the employer's people are not told");
}

#[tokio::test]
async fn pages_for_what_did_not_work_know_who_is_signed_in() {
    let mill = mill().await;
    let paths = [
        (mill.at("/access"), StatusCode::FORBIDDEN),
        (mill.at("/nonsense"), StatusCode::NOT_FOUND),
        ("/nonsense".to_owned(), StatusCode::NOT_FOUND),
        (mill.at("/employees/find"), StatusCode::METHOD_NOT_ALLOWED),
        ("/help".to_owned(), StatusCode::OK),
    ];
    for (path, status) in &paths {
        let page = mill.hr.get(path).await;
        if *path != mill.at("/employees/find") {
            assert_eq!(page.status, *status, "{path}");
        }
        assert!(page.body.contains("Test Person"), "{path} is anonymous");
        assert!(page.body.contains("action=\"/sign-out\""), "{path}");
        assert_eq!(page.headers["cache-control"], "no-store", "{path}");
        let stranger = mill.house.stranger().get(path).await;
        assert!(!stranger.body.contains("Test Person"), "{path}");
    }
}

#[tokio::test]
async fn the_own_sessions_are_listed_and_ended() {
    let mill = mill().await;
    let (here, there) = (
        mill.house.sign_in(&ssin(1), Language::En).await,
        mill.house.sign_in(&ssin(1), Language::En).await,
    );
    for language in Language::ALL {
        here.reading(language).open("/account/sessions").await;
    }
    let page = here.open("/account/sessions").await;
    assert_eq!(page.body.matches("name=\"session\"").count(), 1, "{}", page.text());
    let name = page.hidden("session");
    let foreign = mill.hr.open("/account/sessions").await;
    assert_eq!(foreign.body.matches("name=\"session\"").count(), 0);
    // Somebody else's session is not there to be ended.
    mill.hr.submit(&foreign, "/account/sessions", &[("session", &name)]).await.location();
    there.open("/account").await;
    let ended = here.submit(&page, "/account/sessions", &[("session", &name)]).await;
    let after = here.open(ended.location()).await;
    assert!(after.text().contains("Ended."));
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    mill.house.sign_in(&ssin(1), Language::En).await;
    let page = here.open("/account/sessions").await;
    here.submit(&page, "/account/sessions", &[("others", "1")]).await.location();
    let page = here.open("/account/sessions").await;
    assert_eq!(page.body.matches("name=\"session\"").count(), 0);
}

#[tokio::test]
async fn a_form_sent_before_with_other_answers_is_told_on_every_form() {
    let mill = mill().await;
    let path = mill.at("/act/average");
    let form = mill.hr.open(&format!("{path}?year=2026")).await;
    let first = [("year", "2026"), ("average", "12"), ("reason", "count"), ("step", "do")];
    mill.hr.submit(&form, &path, &first).await.location();
    let other = [("year", "2026"), ("average", "13"), ("reason", "count"), ("step", "do")];
    for language in Language::ALL {
        let told = mill.hr.reading(language).submit(&form, &path, &other).await;
        assert_eq!(told.status, StatusCode::CONFLICT);
        told.check(&path, language);
        assert!(told.body.contains("value=\"13\""), "what was typed is kept");
        assert_ne!(told.hidden("key"), form.hidden("key"));
        let again = mill.hr.reading(language).submit(&told, &path, &other).await;
        again.location();
    }
    let operator = ssin(HR + 7);
    mill.house.give(mill.id, &operator, Role::Operator).await;
    let operator = mill.house.sign_in(&operator, Language::En).await;
    let form = operator.open("/operator").await;
    let number = |n| fla_formats::synthetic::enterprise(n).to_string();
    let (six, seven) = (number(6), number(7));
    let fields = |number: &'static str| -> Vec<(&str, &str)> {
        vec![
            ("enterpriseNumber", number),
            ("name", "Zes"),
            ("quality", "employer"),
            ("language", "nl"),
            ("role", "registrar"),
        ]
    };
    let (six, seven): (&'static str, &'static str) = (six.leak(), seven.leak());
    let once = operator.submit(&form, "/operator", &fields(six)).await.location().to_owned();
    let twice = operator.submit(&form, "/operator", &fields(six)).await.location().to_owned();
    assert_eq!(once, twice, "a double click is one employer");
    let told = operator.submit(&form, "/operator", &fields(seven)).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    let list = operator.open("/operator").await;
    assert_eq!(list.body.matches(">Zes</a></th>").count(), 1);
}

#[tokio::test]
async fn faults_of_sign_in_are_told_in_the_frame_and_language_of_the_pages() {
    let mill = mill().await;
    let path = mill.at("/act/average");
    for language in Language::ALL {
        let without = mill.hr.reading(language).post(&path, &[("year", "2026")]).await;
        assert_eq!(without.status, StatusCode::FORBIDDEN);
        without.check(&path, language);
        let nowhere = "/sign-in/callback?state=x&code=00010190146";
        let stranger = mill.house.stranger().reading(language).get(nowhere).await;
        assert!(stranger.status.is_client_error(), "{}", stranger.status);
        stranger.check(nowhere, language);
        for page in [&without, &stranger] {
            assert!(page.body.contains("class=\"site-header\""), "{}", page.body);
            assert!(page.text().contains("SIGN-IN-"), "{}", page.text());
        }
    }
}
