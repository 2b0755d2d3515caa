//! The pages of papers and reports, gone through as browsers do.

use crate::support::{Browser, House, ssin};
use axum::http::StatusCode;
use fla_app::Command;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::language::Language;
use jiff::civil::date;

const HR: u32 = 300_000;

struct Office {
    house: House,
    id: EmployerId,
    base: String,
    hr: Browser,
    people: Vec<EmployeeId>,
}

async fn office() -> Office {
    let house = House::new().await;
    let id = house.employer(1, &ssin(HR)).await;
    let caller = house.caller(&ssin(HR), id).await;
    let size = Command::SetAverage { year: 2026, hundredths: Some(2_500) };
    house.submit(&caller, size, Some("annual count")).await;
    let mut people = Vec::new();
    for n in 1..=3 {
        people.push(house.hire(&caller, n, date(2024, 1, 1), "200", 3800).await);
    }
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    Office { house, id, base: format!("/register/{id}"), hr, people }
}

#[tokio::test]
async fn every_page_is_there_in_four_languages() {
    let office = office().await;
    for language in Language::ALL {
        let browser = office.hr.reading(language);
        for path in [
            "/papers",
            "/papers?year=2025&page=2",
            "/reports",
            "/reports/social-balance?year=2026",
            "/reports/leave?year=2026",
            "/reports/plan?year=2026",
            "/reports/plan?year=2026&day=2026-11-20",
            "/reports/plan?year=2026&day=nonsense",
        ] {
            browser.open(&format!("{}{path}", office.base)).await;
        }
    }
}

#[tokio::test]
async fn papers_come_as_files_that_nobody_keeps_in_between() {
    let office = office().await;
    let path = format!("{}/employees/{}/account.pdf?year=2026", office.base, office.people[0]);
    let paper = office.hr.get(&path).await;
    assert_eq!(paper.status, StatusCode::OK);
    assert_eq!(paper.headers["content-type"], "application/pdf");
    assert_eq!(paper.headers["cache-control"], "no-store");
    let name = paper.headers["content-disposition"].to_str().unwrap();
    assert!(name.starts_with("attachment;"), "{name}");
    for report in ["social-balance", "leave", "plan"] {
        let csv = office
            .hr
            .get(&format!("{}/reports/{report}/export?year=2026&form=csv", office.base))
            .await;
        assert_eq!(csv.status, StatusCode::OK);
        assert_eq!(csv.headers["content-type"], "text/csv; charset=utf-8");
        assert!(csv.body.starts_with('\u{feff}'), "{}", csv.body);
    }
    let stranger = office.house.employer(2, &ssin(300_001)).await;
    let other = office.house.sign_in(&ssin(300_001), Language::En).await;
    let foreign = format!("/register/{stranger}/employees/{}/account.pdf", office.people[0]);
    assert_eq!(other.get(&foreign).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
    assert!(office.house.stranger().get(&path).await.status.is_redirection());
}

#[tokio::test]
async fn notices_are_made_and_marked_on_one_page() {
    let office = office().await;
    let papers = format!("{}/papers?year=2026", office.base);
    let make = format!("{}/papers/notices/make", office.base);
    let mark = format!("{}/papers/notices/mark", office.base);
    let page = office.hr.open(&papers).await;
    assert!(page.text().contains("Who has none yet?"), "{}", page.text());
    let nobody = [("year", "2026"), ("which", "ticked")];
    let wrong = office.hr.submit(&page, &make, &nobody).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let one = office.people[1].to_string();
    let one = [("year", "2026"), ("which", "ticked"), ("employee", one.as_str())];
    let done = office.hr.submit(&page, &make, &one).await;
    let page = office.hr.open(done.location()).await;
    assert_eq!(page.text().matches("not given yet").count(), 1, "{}", page.text());
    let done = office.hr.submit(&page, &make, &[("year", "2026"), ("which", "all")]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = office.hr.open(done.location()).await;
    assert!(page.text().contains("The notices were made."), "{}", page.text());
    assert_eq!(page.text().matches("not given yet").count(), 3, "{}", page.text());
    assert!(!page.text().contains("Who has none yet?"), "{}", page.text());

    let late = [("year", "2026"), ("on", "2999-01-01"), ("how", "byHand"), ("which", "all")];
    let wrong = office.hr.submit(&page, &mark, &late).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.check(&mark, Language::En);
    let nobody = [("year", "2026"), ("on", "2026-11-20"), ("how", "byHand"), ("which", "ticked")];
    let wrong = office.hr.submit(&page, &mark, &nobody).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = [("year", "2026"), ("on", "2026-11-20"), ("how", "byHand"), ("which", "all")];
    let done = office.hr.submit(&page, &mark, &given).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = office.hr.open(done.location()).await;
    assert_eq!(page.text().matches("handed over on").count(), 3, "{}", page.text());
}

#[tokio::test]
async fn a_file_of_all_accounts_is_made_and_taken() {
    let office = office().await;
    let papers = format!("{}/papers?year=2026", office.base);
    let page = office.hr.open(&papers).await;
    let bundle = format!("{}/papers/bundle", office.base);
    let fields = [("year", "2026"), ("kind", "accounts")];
    let done = office.hr.submit(&page, &bundle, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    office.house.tick();
    office.house.work().await;
    let page = office.hr.open(&papers).await;
    assert!(page.text().contains("3 papers"), "{}", page.text());
    let start = page.body.find(&format!("{}/papers/", office.base)).unwrap();
    let rest = &page.body[start..];
    let link = rest.split('"').find(|part| part.ends_with("/file")).unwrap();
    let file = office.hr.get(link).await;
    assert_eq!(file.status, StatusCode::OK);
    assert_eq!(file.headers["content-type"], "application/zip");
    assert!(file.body.starts_with("PK"), "no archive");
}

#[tokio::test]
async fn costs_are_entered_and_shown_and_wrong_ones_are_said_beside_the_field() {
    let office = office().await;
    let report = format!("{}/reports/social-balance?year=2026", office.base);
    let cost = format!("{}/reports/cost?year=2026", office.base);
    let page = office.hr.open(&report).await;
    assert!(page.text().contains("not known"), "{}", page.text());
    let column = ("column", "formal-women");
    let wrong = office.hr.submit(&page, &cost, &[column, ("gross", "many")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [column, ("gross", "1000,50"), ("subsidies", "200")];
    let done = office.hr.submit(&page, &cost, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let page = office.hr.open(done.location()).await;
    assert!(page.text().contains("800.5"), "{}", page.text());
    assert!(page.text().contains("code 5813"), "{}", page.text());
}

#[tokio::test]
async fn employees_take_everything_along() {
    let office = office().await;
    for language in Language::ALL {
        let own = office.house.sign_in(&ssin(1), language).await;
        let page = own.open("/account").await;
        assert!(page.body.contains("/account/copy.pdf"), "{}", page.text());
        let pdf = own.get("/account/copy.pdf").await;
        assert_eq!(pdf.status, StatusCode::OK);
        let json = own.get("/account/copy.json").await;
        let copy: serde_json::Value = serde_json::from_str(&json.body).unwrap();
        assert_eq!(copy["format"], "fla-own-export/1");
        let year = own.get(&format!("/account/{}/account.pdf?year=2026", office.id)).await;
        assert_eq!(year.headers["content-type"], "application/pdf");
    }
}

#[tokio::test]
async fn notices_are_mailed_and_proven_and_what_is_missing_is_said() {
    let office = office().await;
    let caller = office.house.caller(&ssin(HR), office.id).await;
    let mut known = crate::support::person(1);
    known.email = Some("someone@example.org".to_owned());
    known.address = Some("Street 1, 1000 Brussels".to_owned());
    known.birth_place = Some("Ghent".to_owned());
    known.birth_date = Some(date(1990, 1, 1));
    let command = Command::ChangePerson { employee: office.people[0], seen: None, person: known };
    office.house.submit(&caller, command, None).await;
    let papers = format!("{}/papers?year=2026", office.base);
    for language in Language::ALL {
        let page = office.hr.reading(language).open(&papers).await;
        assert!(page.body.contains("/sheets/export/employees?form=xlsx"), "how to fill them in");
    }
    let page = office.hr.open(&papers).await;
    assert!(page.text().contains("For 2 of 3 employees"), "{}", page.text());
    let list = office.hr.get(&format!("{}/sheets/export/employees?form=xlsx", office.base)).await;
    assert_eq!(list.status, StatusCode::OK, "the list can be taken");
    let one = office.hr.open(&format!("{}/employees/{}", office.base, office.people[1])).await;
    assert!(one.text().contains("The paper says"), "{}", one.text());
    let one = office.hr.open(&format!("{}/employees/{}", office.base, office.people[0])).await;
    assert!(!one.text().contains("The paper says"), "{}", one.text());

    let send = format!("{}/papers/notices/send", office.base);
    let all = [("year", "2026"), ("which", "all")];
    let none = office.hr.submit(&page, &send, &all).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "there is none yet");
    none.check(&send, Language::En);
    let make = format!("{}/papers/notices/make", office.base);
    let made = office.hr.submit(&page, &make, &all).await;
    let page = office.hr.open(made.location()).await;
    assert!(page.text().contains("Send one notice by e-mail"), "{}", page.text());
    let sent = office.hr.submit(&page, &send, &all).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    for language in Language::ALL {
        office.hr.reading(language).open(&papers).await;
    }
    let page = office.hr.open(sent.location()).await;
    assert!(page.text().contains("on its way"), "{}", page.text());
    assert!(page.text().contains("someone@example.org"), "{}", page.text());
    let outbox = office.hr.open(&format!("{}/tasks/outbox", office.base)).await;
    assert!(outbox.text().contains("http://fla.test/account"), "{}", outbox.text());
    let proof = office.hr.get(&format!("{}/papers/notices/proof.pdf?year=2026", office.base)).await;
    assert_eq!(proof.headers["content-type"], "application/pdf");
}
