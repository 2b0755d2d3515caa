//! The employee's own pages, questions for both sides, evidence, and the pages that spare typing.

use crate::support::{Browser, House, Page, person, ssin};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use fla_app::{Command, NewPart};
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use jiff::civil::{Date, date};

const HR: u32 = 300_000;
const PDF: &[u8] = b"%PDF-1.7 a certificate of somebody\n%%EOF";

struct Mill {
    house: House,
    id: EmployerId,
    base: String,
    hr: Browser,
    ada: Browser,
    other: Browser,
    people: Vec<EmployeeId>,
}

/// An employer with a registrar and three people, two of them in a team; two have a browser.
async fn mill() -> Mill {
    let house = House::new().await;
    let id = house.employer(1, &ssin(HR)).await;
    let caller = house.caller(&ssin(HR), id).await;
    let mut people = Vec::new();
    for n in [1, 2, 3] {
        let employee = house.hire(&caller, n, date(2024, 1, 1), "200", 3800).await;
        people.push(employee);
        let mut changed = person(n);
        changed.team = (n < 3).then(|| "Ploeg A".to_owned());
        let command = Command::ChangePerson { employee, seen: None, person: changed };
        house.submit(&caller, command, None).await;
    }
    let hr = house.sign_in(&ssin(HR), Language::En).await;
    let ada = house.sign_in(&ssin(1), Language::En).await;
    let other = house.sign_in(&ssin(2), Language::En).await;
    Mill { base: format!("/register/{id}"), house, id, hr, ada, other, people }
}

impl Mill {
    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Registers a training of the first person.
    async fn followed(&self, title: &str, day: Date, until: Option<Date>) -> String {
        let caller = self.house.caller(&ssin(HR), self.id).await;
        let details = TrainingDetails {
            title: title.to_owned(),
            start: day,
            end: day,
            minutes: Minutes(240),
            kind: None,
            provider: None,
            place: None,
            nature: None,
            funding: None,
            cla_number: None,
            field: None,
            not_counting: None,
        };
        let status = if day > crate::support::TODAY { Status::Planned } else { Status::Completed };
        let part = PartDetails {
            status,
            minutes: Minutes(240),
            not_counting: None,
            certificate: until.is_some(),
            valid_until: until,
            split: Vec::new(),
            copy: None,
        };
        let parts = vec![NewPart { employee: self.people[0], details: part }];
        let command = Command::RegisterTraining { details, parts };
        let receipt = self.house.submit(&caller, command, None).await;
        format!("{}/trainings/{}", self.base, receipt.object.unwrap())
    }
}

/// The words of a page; dates and amounts hold blanks that do not break.
fn plain(page: &Page) -> String {
    page.text().replace('\u{a0}', " ")
}

/// The address of the first link on a page that begins so.
fn link(page: &Page, begin: &str) -> String {
    let start = format!("href=\"{begin}");
    let (_, rest) = page.body.split_once(&start).unwrap_or_else(|| panic!("{}", plain(page)));
    format!("{begin}{}", rest.split_once('"').unwrap().0)
        .replace("&amp;", "&")
        .replace("&#38;", "&")
}

/// Sends one file with fields, as the form on `page` would.
async fn upload(
    who: &Browser,
    page: &Page,
    path: &str,
    fields: &[(&str, &str)],
    name: &str,
    bytes: &[u8],
) -> Page {
    let mark = "boundary-of-a-test";
    let mut body = Vec::new();
    let (token, key) = (page.hidden("csrf"), page.hidden("key"));
    for (name, value) in [("csrf", token.as_str()), ("key", key.as_str())].iter().chain(fields) {
        let head = format!("--{mark}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend(format!("{head}{value}\r\n").bytes());
    }
    let head = format!(
        "--{mark}\r\ncontent-disposition: form-data; name=\"files\"; filename=\"{name}\"\
         \r\ncontent-type: text/html\r\n\r\n"
    );
    body.extend(head.bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{mark}--\r\n").bytes());
    let request = Request::post(path)
        .header("content-type", format!("multipart/form-data; boundary={mark}"))
        .header("origin", "http://fla.test")
        .body(Body::from(body))
        .unwrap();
    who.send(request).await
}

#[tokio::test]
async fn own_pages_open_in_four_languages_and_tell_the_career() {
    let mill = mill().await;
    mill.followed("First aid", date(2026, 3, 3), Some(date(2027, 3, 3))).await;
    mill.followed("Forklift", date(2026, 12, 1), None).await;
    for language in Language::ALL {
        let ada = mill.ada.reading(language);
        for path in [
            "/account",
            "/account/career",
            "/account/records",
            "/account/records/new",
            "/account/questions",
            "/account/looks",
        ] {
            ada.open(path).await;
        }
        let hr = mill.hr.reading(language);
        for path in [
            "/disputes",
            "/disputes?all=yes",
            "/certificates",
            "/certificates?title=first+AID",
            "/certificates?title=nothing",
            "/courses",
            "/courses/new",
            "/trainings/quick",
            "/trainings/series",
        ] {
            hr.open(&mill.at(path)).await;
        }
    }
    let account = plain(&mill.ada.open("/account").await);
    assert!(account.contains("Coming up") && account.contains("1 December 2026"), "{account}");
    let career = plain(&mill.ada.open("/account/career").await);
    let place = |words: &str| career.find(words).unwrap_or_else(|| panic!("{words}: {career}"));
    assert!(place("Forklift") < place("First aid"), "what comes stands first");
    assert!(place("First aid") < place("Started at Bakkerij Nummer 1"));
    let stranger = mill.house.sign_in(&ssin(77), Language::En).await;
    let empty = plain(&stranger.open("/account/career").await);
    assert!(empty.contains("There is nothing in your career yet."), "{empty}");
    stranger.open("/account/records").await;
}

#[tokio::test]
async fn an_own_diploma_is_added_changed_evidenced_and_withdrawn() {
    let mill = mill().await;
    let form = mill.ada.open("/account/records/new").await;
    let wrong = mill.ada.submit(&form, "/account/records/new", &[("kind", "diploma")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    wrong.check("/account/records/new", Language::En);
    for field in ["title", "start"] {
        assert!(wrong.body.contains(&format!("id=\"{field}-error\"")), "{field}");
    }
    let fields =
        [("kind", "diploma"), ("title", "Nurse <b>"), ("start", "2010-06-30"), ("field", "09")];
    let added = mill.ada.submit(&form, "/account/records/new", &fields).await;
    let twice = mill.ada.submit(&form, "/account/records/new", &fields).await;
    assert_eq!(added.location(), twice.location(), "a double click adds it once");
    let here = added.location().split('?').next().unwrap().to_owned();
    let page = mill.ada.open(added.location()).await;
    assert!(
        plain(&page).contains("declared by you") && plain(&page).contains("Health and welfare")
    );
    assert!(page.body.contains("Nurse &#60;b&#62;") && !page.body.contains("Nurse <b>"));

    let files = format!("{here}/files");
    let html =
        upload(&mill.ada, &page, &files, &[], "photo.png", b"<script>alert(1)</script> more").await;
    assert_eq!(html.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(plain(&html).contains("This file is no PDF, JPEG or PNG."), "{}", plain(&html));
    assert_eq!(mill.house.kept_files(), 0);
    let big = vec![b' '; (10 << 20) + 10];
    let big = [PDF, &big].concat();
    let refused = upload(&mill.ada, &page, &files, &[], "big.pdf", &big).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(mill.house.kept_files(), 0);
    let sent = upload(&mill.ada, &page, &files, &[], "..\\..\\naam é.exe", PDF).await;
    let page = mill.ada.open(sent.location()).await;
    let file = link(&page, "/account/files/");
    let given = mill.ada.get(&file).await;
    assert_eq!((given.status, given.body.as_bytes()), (StatusCode::OK, PDF));
    let header = |name: &str| given.headers[name].to_str().unwrap();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(
        header("content-disposition"),
        "attachment; filename=\"naam _.pdf\"; filename*=UTF-8''naam%20%C3%A9.pdf"
    );
    assert!(header("content-security-policy").contains("sandbox"));
    // Somebody else gets what they get for a record that is not there.
    let absent = "00000000-0000-4000-8000-000000000001";
    for (theirs, nothing) in [
        (here.clone(), format!("/account/records/{absent}")),
        (file.clone(), format!("/account/files/{absent}")),
        (format!("{here}/change"), format!("/account/records/{absent}/change")),
    ] {
        let (a, b) = (mill.other.get(&theirs).await, mill.other.get(&nothing).await);
        assert_eq!((a.status, b.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND));
        assert_eq!(plain(&a).replace(&theirs, ""), plain(&b).replace(&nothing, ""), "{theirs}");
    }
    let hr = mill.hr.get(&file).await;
    assert_eq!(hr.status, StatusCode::NOT_FOUND, "it is no employer's");

    let sure = mill.ada.open(&format!("{here}/withdraw")).await;
    let gone = mill.ada.submit(&sure, &format!("{here}/withdraw"), &[]).await;
    let list = mill.ada.open(gone.location()).await;
    assert!(plain(&list).contains("Nothing added yet"), "{}", plain(&list));
    assert_eq!(mill.house.kept_files(), 0);
}

#[tokio::test]
async fn a_question_goes_to_the_employer_and_back() {
    let mill = mill().await;
    let training = mill.followed("First aid", date(2026, 3, 3), None).await;
    let account = mill.ada.open("/account").await;
    let ask = link(&account, "/account/questions/new?about=participation");
    let form = mill.ada.open(&ask).await;
    let fields = |words: &'static str| {
        let hidden = |name: &str| (name.to_owned(), form.hidden(name));
        let mut all = vec![hidden("employer"), hidden("about"), hidden("part"), hidden("year")];
        all.push(("words".to_owned(), words.to_owned()));
        all.push(("duration".to_owned(), "7:36".to_owned()));
        all
    };
    let send = async |who: &Browser, words| {
        let all = fields(words);
        let all: Vec<_> = all.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        who.submit(&form, "/account/questions/new", &all).await
    };
    let empty = send(&mill.ada, " ").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("id=\"words-error\""));
    // A colleague cannot ask about it, nor open the form.
    assert_eq!(mill.other.get(&ask).await.status, StatusCode::NOT_FOUND);
    let asked = send(&mill.ada, "It was a whole day.").await.location().to_owned();
    let page = mill.ada.open(&asked).await;
    assert!(plain(&page).contains("Answer by 23 December 2026"), "{}", plain(&page));
    let here = asked.split('?').next().unwrap();
    assert_eq!(mill.other.get(here).await.status, StatusCode::NOT_FOUND);
    assert!(plain(&mill.ada.open("/account").await).contains("Question is open"));

    let list = mill.hr.open(&mill.at("/disputes")).await;
    let dispute = link(&list, &mill.at("/disputes/"));
    let page = mill.hr.open(&dispute).await;
    assert!(plain(&page).contains("It was a whole day.") && plain(&page).contains("7 h 36"));
    let none = mill.hr.submit(&page, &dispute, &[("words", "x")]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "an answer says what came of it");
    assert!(page.body.contains(&format!("{training}/correct")));

    // Corrected on the page of the training, then linked to.
    let correct = format!("{training}/correct");
    let form = mill.hr.open(&correct).await;
    let fields = [
        ("title", "First aid"),
        ("start", "2026-03-03"),
        ("duration", "7:36"),
        ("counts", "yes"),
        ("reason", "seen"),
        ("step", "do"),
    ];
    let done = mill.hr.submit(&form, &correct, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", plain(&done));
    let page = mill.hr.open(&dispute).await;
    assert!(plain(&page).contains("Corrected: training corrected"), "{}", plain(&page));
    let (_, rest) = page.body.split_once("name=\"correction\" value=\"").unwrap();
    let change = rest.split_once('"').unwrap().0;
    let fields = [("correction", change), ("words", "You are right.")];
    let answered = mill.hr.submit(&page, &dispute, &fields).await;
    assert!(plain(&mill.hr.open(answered.location()).await).contains("The answer was sent."));
    for language in Language::ALL {
        mill.ada.reading(language).open(here).await;
        mill.hr.reading(language).open(&dispute).await;
    }
    let page = mill.ada.open(here).await;
    // The frame names who is signed in, who is called the same here.
    let main = page.body.split_once("<main").unwrap().1;
    assert!(!main.contains("Test Person"), "people of the employer are not named: {main}");
    let page = plain(&page);
    assert!(page.contains("You are right.") && page.contains("corrected"), "{page}");
}

#[tokio::test]
async fn a_talk_for_a_team_takes_a_name_and_a_tick() {
    let mill = mill().await;
    let path = mill.at("/trainings/quick");
    let form = mill.hr.open(&path).await;
    let nobody =
        mill.hr.submit(&form, &path, &[("title", "Ladders"), ("start", "2026-11-23")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.body.contains("id=\"team-error\""));
    let fields =
        [("title", "Ladders"), ("team", "Ploeg A"), ("start", "2026-11-23"), ("duration", "")];
    let check = mill.hr.submit(&form, &path, &fields).await;
    assert_eq!(check.status, StatusCode::OK, "{}", plain(&check));
    assert!(
        plain(&check).contains("2 persons") && plain(&check).contains("15 min"),
        "{}",
        plain(&check)
    );
    let carried: Vec<String> = check
        .body
        .split("name=\"employee\" value=\"")
        .skip(1)
        .map(|rest| rest.split_once('"').unwrap().0.to_owned())
        .collect();
    assert_eq!(carried.len(), 2, "who was shown is who is registered");
    let mut all = fields.to_vec();
    all.push(("step", "do"));
    all.extend(carried.iter().map(|id| ("employee", id.as_str())));
    let done = mill.hr.submit(&check, &path, &all).await;
    let page = mill.hr.open(done.location()).await;
    assert!(plain(&page).contains("The training is registered."), "{}", plain(&page));
    let everybody = [("title", "Fire drill"), ("team", "*"), ("start", "2026-11-23")];
    let check = mill.hr.submit(&form, &path, &everybody).await;
    assert!(plain(&check).contains("3 persons"), "{}", plain(&check));
}

#[tokio::test]
async fn a_course_fills_in_and_a_series_is_planned_for_a_team() {
    let mill = mill().await;
    let new = mill.at("/courses/new");
    let form = mill.hr.open(&new).await;
    let wrong = mill.hr.submit(&form, &new, &[("step", "save")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("title", "Forklift"),
        ("duration", "4 h"),
        ("certificate", "yes"),
        ("validMonths", "60"),
        ("step", "save"),
    ];
    let saved = mill.hr.submit(&form, &new, &fields).await;
    let list = mill.hr.open(saved.location()).await;
    assert!(plain(&list).contains("valid for 60 months"), "{}", plain(&list));
    let prefilled = mill.hr.open(&link(&list, &mill.at("/trainings/new?course="))).await;
    assert!(
        prefilled.body.contains("value=\"Forklift\"") && prefilled.body.contains("value=\"4:00\"")
    );
    assert!(prefilled.body.contains("<datalist id=\"titles\"><option value=\"Forklift\" "));

    let path = mill.at("/trainings/series");
    let form = mill.hr.open(&path).await;
    let fields = [
        ("title", "Forklift"),
        ("start", "2026-12-31"),
        ("duration", "4 h"),
        ("rhythm", "month"),
        ("times", "3"),
        ("team", "Ploeg A"),
        ("counts", "yes"),
    ];
    let check = mill.hr.submit(&form, &path, &fields).await;
    let text = plain(&check);
    assert!(text.contains("31 January 2027") && text.contains("28 February 2027"), "{text}");
    let mut all = fields.to_vec();
    all.push(("step", "do"));
    let done = mill.hr.submit(&check, &path, &all).await;
    let list = mill.hr.open(done.location()).await;
    assert_eq!(plain(&list).matches("Forklift").count(), 3, "{}", plain(&list));
    let wrong = [("times", "0"), ("rhythm", "x")];
    let wrong: Vec<_> = fields[..3].iter().chain(&wrong).copied().collect();
    let wrong = mill.hr.submit(&form, &path, &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn evidence_of_a_participation_and_who_can_still_do_a_task() {
    let mill = mill().await;
    let training = mill.followed("First aid", date(2026, 3, 3), Some(crate::support::TODAY)).await;
    let files = format!("{training}/files");
    for language in Language::ALL {
        mill.hr.reading(language).open(&files).await;
    }
    let page = mill.hr.open(&files).await;
    let (_, rest) = page.body.split_once("<option value=\"\"").unwrap();
    let (_, rest) = rest.split_once("<option value=\"").unwrap();
    let part = rest.split_once('"').unwrap().0;
    let nobody = upload(&mill.hr, &page, &files, &[], "a.pdf", PDF).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(mill.house.kept_files(), 0);
    let sent = upload(&mill.hr, &page, &files, &[("participation", part)], "a.pdf", PDF).await;
    let page = mill.hr.open(sent.location()).await;
    let file = link(&page, &format!("{files}/"));
    assert_eq!(mill.hr.get(&file).await.body.as_bytes(), PDF);
    let own = link(&mill.ada.open("/account").await, "/account/evidence/");
    assert_eq!(mill.ada.get(&own).await.body.as_bytes(), PDF);
    assert_eq!(mill.other.get(&own).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mill.ada.get(&file).await.status, StatusCode::NOT_FOUND, "no role there");
    let sure = mill.hr.open(&format!("{file}/remove")).await;
    mill.hr.submit(&sure, &format!("{file}/remove"), &[]).await.location();
    assert_eq!(mill.house.kept_files(), 0);

    let page = plain(&mill.hr.open(&mill.at("/certificates?title=First+aid")).await);
    assert!(page.contains("One person in service can still do this: First aid."), "{page}");
    assert!(page.contains("valid until 23 November 2026") && page.contains("last day today"));
}

/// An own certificate of the first person, with evidence: its address.
async fn licence(mill: &Mill) -> String {
    let form = mill.ada.open("/account/records/new").await;
    let fields = [
        ("kind", "certificate"),
        ("title", "Lorry licence"),
        ("start", "2025-05-05"),
        ("validUntil", "2027-05-04"),
    ];
    let added = mill.ada.submit(&form, "/account/records/new", &fields).await;
    let here = added.location().split('?').next().unwrap().to_owned();
    let page = mill.ada.open(&here).await;
    let files = format!("{here}/files");
    let kept = upload(&mill.ada, &page, &files, &[], "licence.pdf", PDF).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    here
}

#[tokio::test]
async fn what_is_shown_to_an_employer_is_said_before_and_can_be_stopped() {
    let mill = mill().await;
    let here = licence(&mill).await;
    let record = here.rsplit('/').next().unwrap().to_owned();
    let page = mill.ada.open(&here).await;
    assert!(plain(&page).contains("Only you."), "{}", plain(&page));
    let ask = link(&page, &format!("{here}/share?employer="));
    for language in Language::ALL {
        mill.ada.reading(language).open(&ask).await;
    }
    let sure = mill.ada.open(&ask).await;
    let said = plain(&sure);
    for words in
        ["Bakkerij Nummer 1 then sees what stands below", "licence.pdf", "stop at any time"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(mill.hr.get(&mill.at(&format!("/records/{record}"))).await.status, 404);
    let shared = mill.ada.submit(&sure, &ask, &[]).await;
    let page = mill.ada.open(shared.location()).await;
    assert!(plain(&page).contains("sees this since"), "{}", plain(&page));
    // Nobody else's, and to no employer where the person is not.
    assert_eq!(mill.other.get(&ask).await.status, 404);
    let elsewhere = mill.house.employer(2, &ssin(HR + 1)).await;
    let foreign = format!("{here}/share?employer={elsewhere}");
    assert_eq!(mill.ada.get(&foreign).await.status, 404);
    assert_eq!(mill.ada.submit(&sure, &foreign, &[]).await.status, 404);

    let list = mill.at("/records");
    let one = mill.at(&format!("/records/{record}"));
    for language in Language::ALL {
        let hr = mill.hr.reading(language);
        hr.open(&list).await;
        hr.open(&one).await;
    }
    let page = mill.hr.open(&list).await;
    assert!(plain(&page).contains("still to be checked"), "{}", plain(&page));
    let account = mill.hr.open(&mill.at(&format!("/employees/{}", mill.people[0]))).await;
    assert!(account.body.contains(&one), "the employee's page leads there");
    let page = mill.hr.open(&one).await;
    let evidence = link(&page, &format!("{one}/files/"));
    let file = mill.hr.get(&evidence).await;
    assert_eq!(file.headers["content-type"], "application/pdf");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let nothing = mill.hr.submit(&page, &one, &[("standing", "authentic")]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    nothing.check(&one, Language::En);
    let fields = [("standing", "confirmed"), ("words", "Asked the <school>.")];
    let judged = mill.hr.submit(&page, &one, &fields).await;
    assert_eq!(judged.status, StatusCode::SEE_OTHER, "{}", plain(&judged));
    let stale = mill.hr.submit(&page, &one, &[("standing", "confirmed"), ("known", "9")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "what was looked at must be what stands");

    let mine = mill.ada.open(&here).await;
    assert!(plain(&mine).contains("confirmed by Bakkerij Nummer 1"), "{}", plain(&mine));
    assert!(mine.body.contains("Asked the &#60;school&#62;."), "{}", mine.body);
    let career = plain(&mill.ada.open("/account/career").await);
    assert!(career.contains("confirmed by Bakkerij Nummer 1"), "{career}");
    let looks = plain(&mill.ada.open("/account/looks").await);
    assert!(looks.contains("shown evidence looked at"), "{looks}");
    let holders = plain(&mill.hr.open(&mill.at("/certificates?title=lorry+LICENCE")).await);
    assert!(holders.contains("shown by the employee"), "{holders}");
    assert!(holders.contains("One person in service can still do this"), "{holders}");
    let late = mill.hr.open(&mill.at("/certificates?title=lorry+licence&on=2027-05-05")).await;
    assert!(plain(&late).contains("Nobody in service on 5 May 2027"), "{}", plain(&late));
    let last = mill.hr.open(&mill.at("/certificates?title=lorry+licence&on=2027-05-04")).await;
    assert!(plain(&last).contains("One person in service can do this on 4 May 2027"));

    let stop = link(&mine, &format!("{here}/unshare?employer="));
    let sure = mill.ada.open(&stop).await;
    let stopped = mill.ada.submit(&sure, &stop, &[]).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER);
    for gone in [&one, &evidence] {
        assert_eq!(mill.hr.get(gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }
    let mine = plain(&mill.ada.open(&here).await);
    assert!(mine.contains("saw this from") && mine.contains("confirmed by"), "{mine}");
}

#[tokio::test]
async fn the_first_screen_of_the_own_account_answers_with_the_sum() {
    let mill = mill().await;
    let caller = mill.house.caller(&ssin(HR), mill.id).await;
    let size = Command::SetAverage { year: 2026, hundredths: Some(2_500) };
    mill.house.submit(&caller, size, Some("annual count")).await;
    mill.followed("First aid", date(2026, 3, 3), None).await;
    let page = mill.ada.open("/account").await;
    let said = plain(&page);
    let place = |words: &str| said.find(words).unwrap_or_else(|| panic!("{words}: {said}"));
    // The answer, from what it is made, and only then everything else.
    assert!(place("What you have a right to this year") < place("left in 2026"));
    assert!(place("left in 2026") < place("Your right for 2026"));
    assert!(place("Your right for 2026") < place("Already followed"));
    assert!(place("Already followed") < place("Still left"));
    assert!(place("Still left") < place("How was my right worked out?"));
    assert!(place("How was my right worked out?") < place("First aid"));
    assert!(said.contains("registered by Bakkerij Nummer 1"), "{said}");
    let anchor = page.body.split_once("href=\"#rights-").unwrap().1.split_once('"').unwrap().0;
    assert!(page.body.contains(&format!("id=\"rights-{anchor}\"")), "the link leads somewhere");
    let earlier = plain(&mill.ada.open("/account?year=2025").await);
    assert!(!earlier.contains("First aid"), "another year has its own trainings");
}

#[tokio::test]
async fn a_toolbox_talk_for_a_team_takes_five_inputs_from_the_start_page() {
    let mill = mill().await;
    // 1: the button on the start page.
    let start = mill.hr.open(&mill.base).await;
    let quick = link(&start, &mill.at("/trainings/quick"));
    let form = mill.hr.open(&quick).await;
    let team = "Ploeg A <span class=\"count\">2</span>";
    assert!(form.body.contains(team), "a team says how many are in it");
    // 2: the name, 3: the team, 4: on; duration and day have a likely answer.
    let fields = [("title", "Ladders"), ("team", "Ploeg A"), ("start", "2026-11-23")];
    let check = mill.hr.submit(&form, &quick, &fields).await;
    assert_eq!(check.status, StatusCode::OK);
    assert!(plain(&check).contains("2 persons"), "{}", plain(&check));
    // 5: done. Everything else the page carries along.
    let mut carried = Vec::new();
    let main = check.body.split_once("<main").unwrap().1;
    for input in main.split("<input type=\"hidden\" name=\"").skip(1) {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        let (value, _) = rest.split_once('"').unwrap();
        carried.push((name.to_owned(), value.to_owned()));
    }
    let mut fields: Vec<(&str, &str)> =
        carried.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.push(("step", "do"));
    let done = mill.hr.post(&quick, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", plain(&done));
    let page = mill.hr.open(done.location()).await;
    assert!(plain(&page).contains("15 min"), "{}", plain(&page));
}

#[tokio::test]
async fn a_team_is_set_for_those_who_are_ticked() {
    let mill = mill().await;
    let act = mill.at("/act/team");
    let ids: Vec<String> = mill.people.iter().map(ToString::to_string).collect();
    let ticked: Vec<(&str, &str)> = ids.iter().map(|id| ("employee", id.as_str())).collect();
    let list = mill.hr.open(&mill.at("/employees")).await;
    let edit = [ticked.clone(), vec![("step", "edit")]].concat();
    let form = mill.hr.submit(&list, &act, &edit).await;
    assert_eq!(form.status, StatusCode::OK);
    form.check(&act, Language::En);
    assert!(form.body.contains("<option value=\"Ploeg A\">"), "those there are suggested");
    let named = [ticked.clone(), vec![("team", "Night shift")]].concat();
    let check = mill.hr.submit(&form, &act, &named).await;
    assert!(plain(&check).contains("Night shift"), "{}", plain(&check));
    let done = [named, vec![("step", "do")]].concat();
    let done = mill.hr.submit(&check, &act, &done).await;
    let page = mill.hr.open(done.location()).await;
    assert_eq!(plain(&page).matches("Night shift").count(), 4, "three rows and the filter");
}

#[tokio::test]
async fn an_earlier_training_comes_back_as_a_series_and_a_course_fills_in_its_certificate() {
    let mill = mill().await;
    let training = mill.followed("First aid", date(2026, 3, 3), None).await;
    let page = mill.hr.open(&training).await;
    let series = link(&page, &mill.at("/trainings/series?copy="));
    let form = mill.hr.open(&series).await;
    assert!(form.body.contains("value=\"First aid\""), "{}", plain(&form));
    assert!(form.body.contains(&mill.people[0].to_string()), "with the same people");

    let new = mill.at("/courses/new");
    let form = mill.hr.open(&new).await;
    let course = [
        ("title", "Forklift"),
        ("duration", "4:00"),
        ("kind", "formal"),
        ("certificate", "yes"),
        ("validMonths", "12"),
    ];
    assert_eq!(mill.hr.submit(&form, &new, &course).await.status, StatusCode::SEE_OTHER);
    let register = mill.at("/trainings/new");
    let form = mill.hr.open(&register).await;
    let option = "<option value=\"Forklift\" data-duration=\"4:00\" data-kind=\"formal\"";
    assert!(form.body.contains(option), "the list fills in what it knows");
    let person = mill.people[0].to_string();
    let fields = [
        ("employee", person.as_str()),
        ("title", "Forklift"),
        ("start", "2026-11-20"),
        ("duration", "4:00"),
        ("status", "completed"),
        ("certificate", "yes"),
    ];
    let check = mill.hr.submit(&form, &register, &fields).await;
    assert!(plain(&check).contains("Valid until 20/11/2027"), "{}", plain(&check));
}
