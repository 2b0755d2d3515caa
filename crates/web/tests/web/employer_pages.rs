//! The signed-in pages of an employer, an employee and the operator, gone through as browsers do.

use crate::support::{Browser, House, Page, dmfa, person, ssin};
use axum::http::StatusCode;
use fla_app::Command;
use fla_domain::access::Role;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::language::Language;
use jiff::civil::date;

const HR: u32 = 300_000;

struct Bakery {
    house: House,
    id: EmployerId,
    base: String,
    hr: Browser,
    people: Vec<EmployeeId>,
}

/// An employer of 20 full-time equivalents with three people, one of them part-time.
async fn bakery() -> Bakery {
    let house = House::new().await;
    let id = house.employer(1, &ssin(HR)).await;
    let caller = house.caller(&ssin(HR), id).await;
    let size = Command::SetAverage { year: 2026, hundredths: Some(2_500) };
    house.submit(&caller, size, Some("annual count")).await;
    let mut people = Vec::new();
    for (n, q) in [(1, 3800), (2, 3040), (3, 3800)] {
        people.push(house.hire(&caller, n, date(2024, 1, 1), "200", q).await);
    }
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    Bakery { house, id, base: format!("/register/{id}"), hr, people }
}

impl Bakery {
    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    fn account(&self, index: usize) -> String {
        self.at(&format!("/employees/{}", self.people[index]))
    }

    /// An act from its form over its confirmation to where it lands.
    async fn act(&self, link: &str, fields: &[(&str, &str)]) -> Page {
        let path = link.split('?').next().unwrap();
        let form = self.hr.open(&self.at(link)).await;
        let employee = form.find_hidden("employee");
        let mut all = fields.to_vec();
        if let Some(employee) = &employee {
            all.push(("employee", employee));
        }
        if form.find_hidden("all").is_some() {
            all.push(("all", "1"));
        }
        let id = form.find_hidden("id");
        if let Some(id) = &id {
            all.push(("id", id));
        }
        let confirm = self.hr.submit(&form, &self.at(path), &all).await;
        assert_eq!(confirm.status, StatusCode::OK, "{link}: {}", confirm.text());
        confirm.check(link, Language::En);
        all.push(("step", "do"));
        let done = self.hr.submit(&confirm, &self.at(path), &all).await;
        let landing = done.location().to_owned();
        let page = self.hr.open(&landing).await;
        assert!(page.body.contains("role=\"status\""), "{landing} says nothing");
        page
    }
}

#[tokio::test]
async fn every_page_is_there_in_four_languages() {
    let bakery = bakery().await;
    let one = bakery.people[0];
    let paths = [
        bakery.base.clone(),
        bakery.at("?year=2025"),
        bakery.at("/employees"),
        bakery.at("/employees?name=zzzz"),
        bakery.at("/employees?leavers=1&sort=least&year=2025"),
        bakery.at("/employees/new"),
        bakery.account(0),
        format!("{}?year=2024", bakery.account(1)),
        format!("{}?year=2031", bakery.account(1)),
        format!("{}?known=2026-11-23", bakery.account(1)),
        format!("{}?known=2020-01-01", bakery.account(1)),
        format!("{}?known=nonsense", bakery.account(1)),
        bakery.at("/rights"),
        bakery.at("/import"),
        bakery.at("/history"),
        bakery.at(&format!("/act/person?employee={one}")),
        bakery.at(&format!("/act/occupations?employee={one}")),
        bakery.at(&format!("/act/end?employee={one}")),
        bakery.at(&format!("/act/right?employee={one}&year=2026&kind=sectoral")),
        bakery.at(&format!("/act/right-back?employee={one}&year=2026&kind=sectoral")),
        bakery.at(&format!("/act/company-days?employee={one}&year=2026")),
        bakery.at("/act/company-days?all=1&year=2026"),
        bakery.at(&format!("/act/opt-out?employee={one}&year=2026")),
        bakery.at("/act/opt-in?all=1&year=2026"),
        bakery.at("/act/verify?all=1&year=2026"),
        bakery.at(&format!("/act/verify?employee={one}&year=2026")),
        bakery.at(&format!("/act/adjust?employee={one}&year=2026")),
        bakery.at("/act/average?year=2026"),
        bakery.at("/act/average-back?year=2026"),
        bakery.at("/act/settings"),
    ];
    for language in Language::ALL {
        let browser = bakery.hr.reading(language);
        for path in &paths {
            browser.open(path).await;
        }
    }
}

#[tokio::test]
async fn an_account_opens_to_its_working() {
    let bakery = bakery().await;
    let page = bakery.hr.open(&bakery.account(1)).await;
    let text = page.text();
    // Joint committee 200, 20 and more: 4 days in 2026; at 80 % 3.2 days, 24 h 19.
    for part in ["3.2 days", "24\u{a0}h\u{a0}19", "30.4 / 38 h (80 %)", "be.jc.200", "12 / 12"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(page.body.contains("<details class=\"working\""));
}

#[tokio::test]
async fn an_employee_is_added_once_however_often_the_form_is_sent() {
    let bakery = bakery().await;
    let path = bakery.at("/employees/new");
    let form = bakery.hr.open(&path).await;
    let new = person(77);
    let fields = [
        ("ssin", new.ssin.as_str()),
        ("familyName", "Van de Velde"),
        ("givenName", "Noor"),
        ("from", "2026-02-01"),
        ("jointCommittee", "200"),
        ("percent", "50"),
    ];
    let confirm = bakery.hr.submit(&form, &path, &fields).await;
    assert_eq!(confirm.status, StatusCode::OK, "{}", confirm.text());
    confirm.check(&path, Language::En);
    let mut sent = fields.to_vec();
    sent.push(("step", "do"));
    let first = bakery.hr.submit(&confirm, &path, &sent).await.location().to_owned();
    let second = bakery.hr.submit(&confirm, &path, &sent).await.location().to_owned();
    assert_eq!(first, second);
    let account = bakery.hr.open(&first).await;
    assert!(account.text().contains("Van de Velde Noor"));
    let list = bakery.hr.open(&bakery.at("/employees")).await;
    assert_eq!(list.body.matches("name=\"employee\"").count(), 4);
}

#[tokio::test]
async fn a_form_that_fails_keeps_what_was_typed() {
    let bakery = bakery().await;
    let path = bakery.at("/employees/new");
    for language in Language::ALL {
        let browser = bakery.hr.reading(language);
        let form = browser.open(&path).await;
        let fields = [
            ("ssin", "00010190147"),
            ("familyName", "D'Hondt \"& zonen\""),
            ("from", "31/12/2026"),
            ("jointCommittee", "abc"),
            ("q", "40"),
        ];
        let again = browser.submit(&form, &path, &fields).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.check(&path, language);
        assert!(again.body.contains("value=\"00010190147\""), "the number is kept");
        assert!(
            again.body.contains("value=\"D&#39;Hondt &#34;&#38; zonen&#34;\""),
            "the name is kept"
        );
        assert!(again.body.contains("value=\"abc\""), "the committee is kept");
        assert_eq!(again.hidden("key"), form.hidden("key"), "the key stays that of this form");
        for field in ["from", "jointCommittee", "s"] {
            assert!(again.body.contains(&format!("href=\"#{field}\"")), "{field} is not named");
            assert!(again.body.contains(&format!("id=\"{field}-error\"")), "{field}");
        }
        // What only the application can see comes once the rest can be read.
        let read = [
            ("ssin", "00010190147"),
            ("familyName", ""),
            ("givenName", "Noor"),
            ("from", "2026-01-01"),
            ("jointCommittee", "200"),
        ];
        let again = browser.submit(&form, &path, &read).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["ssin", "familyName"] {
            assert!(again.body.contains(&format!("id=\"{field}-error\"")), "{field}");
        }
    }
}

#[tokio::test]
async fn forms_need_the_token_of_their_session() {
    let bakery = bakery().await;
    let path = bakery.at("/act/average");
    let fields =
        [("year", "2026"), ("average", "12"), ("reason", "x"), ("step", "do"), ("key", "k")];
    let without = bakery.hr.post(&path, &fields).await;
    assert_eq!(without.status, StatusCode::FORBIDDEN);
    let mut wrong = fields.to_vec();
    wrong.push(("csrf", "of-another-session"));
    assert_eq!(bakery.hr.post(&path, &wrong).await.status, StatusCode::FORBIDDEN);
    let other = bakery.house.sign_in(&ssin(HR), Language::En).await;
    let stolen = other.open(&bakery.at("/act/settings")).await.hidden("csrf");
    let mut foreign = fields.to_vec();
    foreign.push(("csrf", &stolen));
    assert_eq!(bakery.hr.post(&path, &foreign).await.status, StatusCode::FORBIDDEN);
    let rights = bakery.hr.open(&bakery.at("/rights")).await;
    assert!(!rights.text().contains("Entered by hand: 12."));
    let import = bakery.hr.post(&bakery.at("/import"), &[]).await;
    assert!(import.status.is_client_error());
}

#[tokio::test]
async fn a_foreign_employer_looks_exactly_as_an_absent_one() {
    let bakery = bakery().await;
    let foreign = bakery.house.employer(2, &ssin(HR + 1)).await;
    let caller = bakery.house.caller(&ssin(HR + 1), foreign).await;
    let theirs = bakery.house.hire(&caller, 9, date(2025, 1, 1), "200", 3800).await;
    let absent = "00000000-0000-4000-8000-000000000000";
    for path in
        ["", "/employees", "/rights", "/import", "/history", "/employees/new", "/act/settings"]
    {
        let pages = [foreign.to_string(), absent.to_owned(), "nonsense".to_owned()];
        let mut bodies = Vec::new();
        for employer in pages {
            let page = bakery.hr.get(&format!("/register/{employer}{path}")).await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{employer}{path}");
            bodies.push(page.body.replace(&employer, "X"));
        }
        assert_eq!(bodies[0], bodies[1], "{path}");
    }
    // Another employer's employee under one's own employer.
    for id in [theirs.to_string(), absent.to_owned()] {
        let page = bakery.hr.get(&bakery.at(&format!("/employees/{id}"))).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let page = bakery.hr.get(&bakery.at(&format!("/act/person?employee={id}"))).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        let page = bakery.hr.get(&bakery.at(&format!("/act/verify?employee={id}&year=2026"))).await;
        assert!(page.status.is_client_error(), "{}", page.status);
    }
}

#[tokio::test]
async fn roles_do_what_they_may() {
    let bakery = bakery().await;
    let (reader, manager, operator) = (ssin(HR + 5), ssin(HR + 6), ssin(HR + 7));
    bakery.house.give(bakery.id, &reader, Role::Reader).await;
    bakery.house.give(bakery.id, &manager, Role::AccessManager).await;
    bakery.house.give(bakery.id, &operator, Role::Operator).await;
    let reader = bakery.house.sign_in(&reader, Language::En).await;
    for path in
        [bakery.base.clone(), bakery.at("/employees"), bakery.account(0), bakery.at("/rights")]
    {
        let page = reader.open(&path).await;
        assert!(!page.body.contains("/act/"), "{path} offers a reader what is not allowed");
    }
    for path in ["/employees/new", "/act/settings", "/act/average?year=2026", "/import"] {
        assert_eq!(reader.get(&bakery.at(path)).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let own = reader.open(&bakery.at("/employees")).await;
    let token = own.body.split_once("name=\"csrf\" value=\"").unwrap().1;
    let token = token.split('"').next().unwrap();
    let fields = [
        ("csrf", token),
        ("year", "2026"),
        ("average", "12"),
        ("reason", "x"),
        ("step", "do"),
        ("key", "k"),
    ];
    let refused = reader.post(&bakery.at("/act/average"), &fields).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let manager = bakery.house.sign_in(&manager, Language::Fr).await;
    manager.open(&bakery.at("/employees/new")).await;
    // An employee has no register, an operator neither.
    let employee = bakery.house.sign_in(&ssin(1), Language::Nl).await;
    let operator = bakery.house.sign_in(&operator, Language::De).await;
    for browser in [&employee, &operator] {
        for path in [bakery.base.clone(), bakery.account(0), bakery.at("/act/settings")] {
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    assert_eq!(employee.get("/operator").await.status, StatusCode::NOT_FOUND);
    // Nobody is sent to sign in.
    let stranger = bakery.house.stranger();
    let page = stranger.get(&bakery.at("/employees")).await;
    assert!(page.location().starts_with("/sign-in?return="), "{}", page.location());
}

#[tokio::test]
async fn one_goes_straight_to_what_one_has() {
    let bakery = bakery().await;
    assert_eq!(bakery.hr.get("/register").await.location(), bakery.base);
    let employee = bakery.house.sign_in(&ssin(1), Language::Nl).await;
    assert_eq!(employee.get("/register").await.location(), "/account");
    bakery.house.employer(2, &ssin(HR)).await;
    for language in Language::ALL {
        let choose = bakery.hr.reading(language).open("/register").await;
        assert!(choose.body.contains(&format!("href=\"{}\"", bakery.base)));
    }
    let nobody = bakery.house.sign_in(&ssin(HR + 99), Language::En).await;
    nobody.open("/register").await;
    nobody.open("/account").await;
}

#[tokio::test]
async fn an_employee_sees_the_own_account_and_nothing_to_press() {
    let bakery = bakery().await;
    for language in Language::ALL {
        let employee = bakery.house.sign_in(&ssin(2), language).await;
        let page = employee.open("/account").await;
        let hour = match language {
            Language::Nl => "u",
            Language::De => "Std.",
            Language::Fr | Language::En => "h",
        };
        let exact = format!("24\u{a0}{hour}\u{a0}19");
        assert!(page.text().contains(&exact), "{}", page.text());
        assert!(page.body.contains("Bakkerij Nummer 1"));
        assert!(!page.body.contains("/act/") && !page.body.contains("/register/"));
        employee.open("/account?year=2024").await;
    }
}

#[tokio::test]
async fn rights_are_set_by_hand_and_back_with_their_effect_shown_first() {
    let bakery = bakery().await;
    let one = bakery.people[0];
    let link = format!("/act/right?employee={one}&year=2026&kind=sectoral");
    let fields =
        [("year", "2026"), ("kind", "sectoral"), ("minutes", "6"), ("minutes-unit", "days")];
    // Without a reason it is refused, and the form says so.
    let form = bakery.hr.open(&bakery.at(&link)).await;
    let employee = one.to_string();
    let mut sent = fields.to_vec();
    sent.push(("employee", employee.as_str()));
    let refused = bakery.hr.submit(&form, &bakery.at("/act/right"), &sent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("id=\"reason-error\""));
    // With one the effect is shown, and nothing is done yet.
    sent.push(("reason", "agreed in the works council"));
    let confirm = bakery.hr.submit(&refused, &bakery.at("/act/right"), &sent).await;
    let text = confirm.text();
    assert!(text.contains("+15\u{a0}h\u{a0}12"), "{text}");
    assert!(!bakery.hr.open(&bakery.account(0)).await.text().contains("works council"));
    // The answers can be changed: they stand in the form again.
    sent.push(("step", "edit"));
    let edit = bakery.hr.submit(&confirm, &bakery.at("/act/right"), &sent).await;
    assert!(edit.body.contains("agreed in the works council</textarea>"));
    sent.pop();
    let page = bakery.act(&link, &[&fields[..], &[("reason", "agreed")]].concat()).await;
    let text = page.text();
    assert!(text.contains("Set by hand: 6 days") && text.contains("Reason: agreed"), "{text}");
    let link = format!("/act/right-back?employee={one}&year=2026&kind=sectoral");
    let page = bakery.act(&link, &[("year", "2026"), ("kind", "sectoral")]).await;
    assert!(!page.text().contains("Set by hand"));
}

#[tokio::test]
async fn each_act_goes_from_its_form_to_its_word_of_confirmation() {
    let bakery = bakery().await;
    let one = bakery.people[0];
    let days = format!("/act/company-days?employee={one}&year=2026");
    let page = bakery.act(&days, &[("year", "2026"), ("days", "2,5"), ("how", "flat")]).await;
    let back = link_to(&page, "/act/days-back?");
    bakery.act(&back, &[("reason", "by mistake")]).await;
    let adjust = format!("/act/adjust?employee={one}&year=2026");
    let fields = [
        ("year", "2026"),
        ("date", "2026-06-01"),
        ("sign", "less"),
        ("minutes", "3:48"),
        ("minutes-unit", "hours"),
        ("reason", "agreement"),
    ];
    let page = bakery.act(&adjust, &fields).await;
    assert!(page.text().contains("−3\u{a0}h\u{a0}48"));
    let back = link_to(&page, "/act/adjust-back?");
    bakery.act(&back, &[]).await;
    let out = format!("/act/opt-out?employee={one}&year=2026");
    let page = bakery.act(&out, &[("year", "2026")]).await;
    assert!(page.text().contains("Opted out"));
    bakery
        .act(&format!("/act/verify?employee={}&year=2026", bakery.people[1]), &[("year", "2026")])
        .await;
    bakery.act("/act/verify?all=1&year=2026", &[("year", "2026")]).await;
    bakery.act("/act/company-days?all=1&year=2026", &[("year", "2026"), ("days", "1")]).await;
    let fields = [("year", "2026"), ("average", "12,5"), ("reason", "recount")];
    let page = bakery.act("/act/average?year=2026", &fields).await;
    assert!(page.text().contains("12.5"));
    bakery.act("/act/average-back?year=2026", &[("year", "2026")]).await;
    let settings = [("name", "Bakkerij Nieuw"), ("language", "fr"), ("dayMinutes", "8:00")];
    let page = bakery.act("/act/settings", &settings).await;
    assert!(page.text().contains("Bakkerij Nieuw"));
    let person = format!("/act/person?employee={one}");
    let fields = [("familyName", "Claes"), ("givenName", "Bo"), ("team", "Oven")];
    assert!(bakery.act(&person, &fields).await.text().contains("Claes Bo"));
    let work = format!("/act/occupations?employee={one}");
    let fields = [("from", "2026-07-01"), ("jointCommittee", "200"), ("q", "19"), ("s", "38")];
    assert!(bakery.act(&work, &fields).await.text().contains("19 / 38 h (50 %)"));
    let end = format!("/act/end?employee={one}");
    let fields = [("end", "2026-10-31"), ("cause", "resignation")];
    assert!(bakery.act(&end, &fields).await.text().contains("resignation"));
    bakery.hr.open(&bakery.at("/history")).await;
}

#[tokio::test]
async fn a_change_of_a_person_keeps_what_the_form_does_not_ask() {
    let bakery = bakery().await;
    let caller = bakery.house.caller(&ssin(HR), bakery.id).await;
    let known = fla_app::PersonInput { gender: Some("x".to_owned()), ..person(1) };
    let employee = bakery.people[0];
    bakery
        .house
        .submit(&caller, Command::ChangePerson { employee, seen: None, person: known }, None)
        .await;
    let path = bakery.at("/act/person");
    let form = bakery.hr.open(&format!("{path}?employee={employee}")).await;
    let id = employee.to_string();
    let gender = form.hidden("gender");
    let fields = [
        ("employee", id.as_str()),
        ("gender", &gender),
        ("familyName", "Claes"),
        ("givenName", "Bo"),
        ("step", "do"),
    ];
    bakery.hr.submit(&form, &path, &fields).await.location();
    let account = bakery.house.app.account(&caller, employee, None).await.unwrap();
    assert_eq!(account.name, "Claes Bo");
    assert_eq!(account.employee.person.gender.as_deref(), Some("x"));
    assert_eq!(account.employee.person.ssin, ssin(1));
}

#[tokio::test]
async fn a_form_about_a_person_that_is_old_takes_nothing_away() {
    let bakery = bakery().await;
    let caller = bakery.house.caller(&ssin(HR), bakery.id).await;
    let employee = bakery.people[0];
    let path = bakery.at("/act/person");
    let form = bakery.hr.open(&format!("{path}?employee={employee}&seen=1")).await;
    let (id, seen) = (employee.to_string(), form.hidden("seen"));
    assert_ne!(seen, "1", "no link says what was seen");
    let address = Some("Kaai 1, 9000 Gent".to_owned());
    let person = fla_app::PersonInput { address, ..person(1) };
    let command = Command::ChangePerson { employee, seen: None, person };
    bakery.house.submit(&caller, command, None).await;
    let fields = [
        ("employee", id.as_str()),
        ("seen", &seen),
        ("familyName", "Claes"),
        ("givenName", "Bo"),
        ("step", "do"),
    ];
    assert_eq!(bakery.hr.submit(&form, &path, &fields).await.status, 409);
    let account = bakery.house.app.account(&caller, employee, None).await.unwrap();
    assert_eq!(account.employee.person.address.as_deref(), Some("Kaai 1, 9000 Gent"));
}

/// The first link to an act on a page, below the employer.
fn link_to(page: &Page, act: &str) -> String {
    let at = page.body.find(act).unwrap_or_else(|| panic!("no link {act}: {}", page.text()));
    page.body[at..].split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
}

#[tokio::test]
async fn ticked_employees_go_to_the_form_together() {
    let bakery = bakery().await;
    let list = bakery.hr.open(&bakery.at("/employees")).await;
    let ids: Vec<String> = bakery.people.iter().map(ToString::to_string).collect();
    let mut fields: Vec<_> = ids.iter().map(|id| ("employee", id.as_str())).collect();
    fields.extend([("year", "2026"), ("step", "edit")]);
    let form = bakery.hr.submit(&list, &bakery.at("/act/company-days"), &fields).await;
    assert_eq!(form.status, StatusCode::OK);
    form.check("bulk", Language::En);
    assert_eq!(form.body.matches("name=\"employee\"").count(), 3);
    let none = bakery
        .hr
        .submit(&list, &bakery.at("/act/verify"), &[("year", "2026"), ("step", "check")])
        .await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let training = bakery.hr.submit(&list, &bakery.at("/act/training"), &fields).await;
    assert_eq!(training.location().matches("employee=").count(), 3);
}

#[tokio::test]
async fn declarations_are_taken_and_told_about() {
    let house = House::new().await;
    let id = house.employer(1, &ssin(HR)).await;
    let base = format!("/register/{id}");
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    let start = hr.open(&base).await;
    assert!(start.body.contains("<ol class=\"ways\">"), "an empty employer is shown the way");
    let path = format!("{base}/import");
    let page = hr.open(&path).await;
    let nothing = hr.upload(&page, &path, &[("", b"")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("id=\"files-error\""));
    assert_eq!(house.kept_files(), 0);
    let files = [
        ("q3.xml", dmfa(1, "2026Q3", &[(1, "200", 3800), (2, "200", 3040)])),
        ("broken.xml", b"<DmfAOriginal><Form>".to_vec()),
    ];
    let files: Vec<_> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    let sent = hr.upload(&page, &path, &files).await;
    let result = sent.location().to_owned();
    let waiting = hr.open(&result).await;
    assert!(waiting.body.contains("data-poll=") && waiting.body.contains("http-equiv=\"refresh\""));
    let far = hr.get(&format!("{result}/progress")).await;
    assert!(far.body.contains("\"finished\":false"), "{}", far.body);
    house.work().await;
    for language in Language::ALL {
        let page = hr.reading(language).open(&result).await;
        let text = page.text();
        assert!(text.contains("q3.xml") && text.contains("broken.xml"), "{text}");
        assert_eq!(page.body.matches(&format!("{base}/employees/")).count(), 2);
        hr.reading(language).open(&path).await;
        hr.reading(language).open(&base).await;
    }
    let far = hr.get(&format!("{result}/progress")).await;
    assert!(far.body.contains("\"finished\":true"), "{}", far.body);
    // A change of regime in a later quarter.
    let later = dmfa(1, "2026Q4", &[(1, "200", 1900), (2, "200", 3040)]);
    let sent = hr.upload(&page, &path, &[("q4.xml", &later)]).await;
    house.work().await;
    let text = hr.open(sent.location()).await.text();
    assert!(text.contains("38 / 38 h (100 %) → 200: 19 / 38 h (50 %)"), "{text}");
    assert_eq!(hr.get(&format!("{base}/import/nonsense")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_help_leads_on_to_a_page_of_ones_employer() {
    let bakery = bakery().await;
    for (to, path) in
        [("/", ""), ("/trainings/quick/", "/trainings/quick"), ("/employees", "/employees")]
    {
        let page = bakery.hr.get(&format!("/register?to={to}")).await;
        assert_eq!(page.location(), bakery.at(path), "{to}");
    }
    // Anything that is no path of ours leads to where the employer begins.
    for other in ["", "//evil.example/", "https://evil.example/", "/x%0d%0aSet-Cookie:a=b/", "/A/"]
    {
        let page = bakery.hr.get(&format!("/register?to={other}")).await;
        assert_eq!(page.location(), bakery.base, "{other}");
    }
}
