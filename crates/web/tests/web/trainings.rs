//! Trainings in the browser: registered, found again, completed, corrected, withdrawn, restored,
//! and what stood there before.

use axum::http::StatusCode;
use fla_app::{Caller, Command, TrainingQuery, TrainingView};
use fla_domain::access::Role;
use fla_domain::ids::{EmployeeId, EmployerId, TrainingId};
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::training::Status;
use jiff::civil::date;

use crate::support::{Browser, House, Page, ssin};

const HR: u32 = 300_000;

/// Three people of one employer, and somebody who registers for them.
struct Scene {
    house: House,
    hr: Caller,
    employer: EmployerId,
    people: Vec<EmployeeId>,
    browser: Browser,
}

impl Scene {
    async fn new() -> Self {
        let house = House::new().await;
        let employer = house.employer(1, &ssin(HR)).await;
        let hr = house.caller(&ssin(HR), employer).await;
        let average = Command::SetAverage { year: 2026, hundredths: Some(2500) };
        house.submit(&hr, average, Some("test")).await;
        let mut people = Vec::new();
        for n in 1..=3 {
            people.push(house.hire(&hr, n, date(2026, 1, 5), "200", 3800).await);
        }
        let browser = house.sign_in(&ssin(HR), Language::En).await;
        Self { house, hr, employer, people, browser }
    }

    fn at(&self, end: &str) -> String {
        format!("/register/{}/trainings{end}", self.employer)
    }

    fn of(&self, id: TrainingId, end: &str) -> String {
        self.at(&format!("/{id}{end}"))
    }

    async fn left(&self, person: usize) -> i64 {
        let account = self.house.app.account(&self.hr, self.people[person], None).await.unwrap();
        account.year(2026).unwrap().balance.left().0
    }

    async fn count(&self) -> usize {
        let query = TrainingQuery { withdrawn: true, page: 1, ..TrainingQuery::default() };
        self.house.app.trainings(&self.hr, &query).await.unwrap().items.len()
    }

    async fn view(&self, id: TrainingId) -> TrainingView {
        self.house.app.training(&self.hr, id, None).await.unwrap()
    }

    fn ids(&self) -> Vec<String> {
        self.people.iter().map(ToString::to_string).collect()
    }

    /// Registers a training of a day for everybody, as the browser does.
    async fn register(&self, start: &str, status: &str) -> TrainingId {
        let form = self.browser.open(&self.at("/new")).await;
        let ids = self.ids();
        let mut fields: Vec<(&str, &str)> =
            ids.iter().map(|id| ("employee", id.as_str())).collect();
        fields.extend([("title", "First aid"), ("start", start), ("duration", "1 dag")]);
        fields.extend([("status", status), ("step", "check")]);
        let check = self.browser.submit(&form, &self.at("/new"), &fields).await;
        assert_eq!(check.status, StatusCode::OK, "{}", check.text());
        let done = self.confirm(&check, &self.at("/new")).await;
        id_in(done.location())
    }

    /// Sends a page that asks for confirmation, with all that it carries.
    async fn confirm(&self, page: &Page, path: &str) -> Page {
        self.house.tick();
        let carried = carried(page);
        let mut fields: Vec<(&str, &str)> =
            carried.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        fields.push(("step", "do"));
        self.browser.post(path, &fields).await
    }
}

fn id_in(location: &str) -> TrainingId {
    let (path, _) = location.split_once('?').unwrap();
    path.rsplit('/').next().unwrap().parse().unwrap()
}

fn plain(text: &str) -> String {
    text.replace("&#34;", "\"")
        .replace("&#38;", "&")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
}

/// The hidden fields of the page's own forms.
fn carried(page: &Page) -> Vec<(String, String)> {
    let (_, main) = page.body.split_once("<main").unwrap();
    main.split("<input type=\"hidden\" name=\"")
        .skip(1)
        .filter_map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"")?;
            Some((name.to_owned(), plain(rest.split_once('"')?.0)))
        })
        .collect()
}

/// The value that stands in an input of that name.
fn value(page: &Page, name: &str) -> String {
    let (_, rest) = page.body.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    plain(rest.split_once('"').unwrap().0)
}

#[tokio::test]
async fn a_training_is_registered_for_three_and_found_again() {
    let scene = Scene::new().await;
    let before = scene.left(0).await;
    let empty = scene.browser.open(&scene.at("")).await;
    assert!(empty.body.contains("No trainings yet"));

    // One is preselected, one is found by a search, one is pasted.
    let ids = scene.ids();
    let path = scene.at("/new");
    let form = scene.browser.open(&format!("{path}?employee={}", ids[0])).await;
    assert!(form.body.contains(&format!("value=\"{}\" checked", ids[0])));
    let name = crate::support::person(2).family_name;
    let fields =
        [("employee", ids[0].as_str()), ("title", "VCA"), ("q", &name), ("step", "search")];
    let found = scene.browser.submit(&form, &path, &fields).await;
    assert!(found.body.contains(&format!("value=\"{}\"></td>", ids[1])), "{}", found.body);
    assert_eq!(value(&found, "title"), "VCA");

    let list = format!("{}\nnobody of that name\n00010190145\n", ssin(3).digits());
    let fields = [
        ("employee", ids[0].as_str()),
        ("employee", ids[1].as_str()),
        ("title", "VCA"),
        ("paste", list.as_str()),
        ("step", "people"),
    ];
    let pasted = scene.browser.submit(&found, &path, &fields).await;
    assert!(pasted.body.contains(&format!("value=\"{}\" checked", ids[2])));
    assert!(pasted.text().contains("Not found"), "{}", pasted.text());
    assert!(pasted.text().contains("the last two digits are 45"), "{}", pasted.text());
    assert!(pasted.body.contains("nobody of that name\n00010190145</textarea>"), "{}", pasted.body);

    let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("employee", id.as_str())).collect();
    fields.extend([("title", "VCA"), ("start", "2026-11-16"), ("duration", "7h36")]);
    fields.extend([
        ("status", "completed"),
        ("place", "Gent"),
        ("counts", "yes"),
        ("step", "check"),
    ]);
    let check = scene.browser.submit(&pasted, &path, &fields).await;
    check.check("confirm", Language::En);
    let text = check.text();
    assert!(text.contains("The credit of 3 employees changes"), "{text}");
    assert!(text.contains("−7\u{a0}h\u{a0}36"), "{text}");
    assert!(text.contains("456 min"), "{text}");
    assert_eq!(scene.count().await, 0);

    let done = scene.confirm(&check, &path).await;
    let id = id_in(done.location());
    assert_eq!(scene.left(0).await, before - 456);
    let shown = scene.browser.open(done.location()).await;
    assert!(shown.text().contains("The training is registered."));
    assert!(shown.text().contains("Gent"));
    assert!(shown.body.contains(&format!("new?copy={id}")));

    // The same form sent again is the same training.
    let again = scene.confirm(&check, &path).await;
    assert_eq!(id_in(again.location()), id);
    assert_eq!(scene.count().await, 1);

    let list = scene.browser.open(&scene.at("?title=vc&status=completed&year=2026")).await;
    assert!(list.text().contains("3 completed"), "{}", list.text());
    let other = scene.browser.open(&scene.at("?status=planned")).await;
    assert!(other.body.contains("No training fits"));

    // Another like it has the same fields and neither days nor people.
    let copy = scene.browser.open(&scene.at(&format!("/new?copy={id}"))).await;
    assert_eq!((value(&copy, "title"), value(&copy, "start")), ("VCA".into(), String::new()));
    assert_eq!((value(&copy, "duration"), value(&copy, "place")), ("7:36".into(), "Gent".into()));
    assert!(!copy.body.contains("name=\"employee\""));
}

/// A line of a pasted list that several people fit is a question, also where one of them was
/// chosen before: nobody is left out in silence.
#[tokio::test]
async fn a_line_that_several_fit_asks_who_is_meant() {
    let scene = Scene::new().await;
    let (path, ids) = (scene.at("/new"), scene.ids());
    let mut twin = crate::support::person(1);
    twin.ssin = ssin(4).digits().to_owned();
    twin.given_name = format!("{}-Too", twin.given_name);
    let work = fla_app::OccupationInput {
        joint_committee: "200".parse().unwrap(),
        fraction: fla_domain::quantity::Fraction::FULL,
    };
    let from = date(2026, 1, 5);
    let add = Command::AddEmployee { person: twin, from, to: None, occupations: vec![work] };
    let twin = scene.house.submit(&scene.hr, add, None).await.object.unwrap().to_string();
    let family = crate::support::person(1).family_name;
    let form = scene.browser.open(&path).await;

    // The first line is a number, the second the family name of two.
    let list = format!("{}\n{family}\n", ssin(1).digits());
    let fields = [("paste", list.as_str()), ("step", "people")];
    let asked = scene.browser.submit(&form, &path, &fields).await;
    assert!(asked.body.contains(&format!("value=\"{}\" checked", ids[0])));
    assert!(asked.body.contains(&format!("name=\"offered\" value=\"{twin}\"")), "{}", asked.body);
    assert!(!asked.body.contains(&format!("name=\"offered\" value=\"{}\"", ids[0])));
    assert!(asked.body.contains(&format!("{family}</textarea>")), "{}", asked.body);

    let fields = [
        ("employee", ids[0].as_str()),
        ("employee", twin.as_str()),
        ("offered", twin.as_str()),
        ("paste", family.as_str()),
        ("step", "people"),
    ];
    let answered = scene.browser.submit(&asked, &path, &fields).await;
    assert!(answered.body.contains(&format!("value=\"{twin}\" checked")));
    assert!(!answered.body.contains("name=\"offered\""), "{}", answered.body);
}

#[tokio::test]
async fn a_form_sent_again_with_other_answers_says_so() {
    let scene = Scene::new().await;
    let path = scene.at("/new");
    let form = scene.browser.open(&path).await;
    let ids = scene.ids();
    let mut fields = vec![("employee", ids[0].as_str()), ("start", "2026-11-16"), ("step", "do")];
    fields.extend([("duration", "456 min"), ("status", "completed"), ("title", "One")]);
    let done = scene.browser.submit(&form, &path, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    *fields.last_mut().unwrap() = ("title", "Two");
    let again = scene.browser.submit(&form, &path, &fields).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    again.check("sent before", Language::En);
    assert!(again.text().contains("was sent before"), "{}", again.text());
    assert_eq!(value(&again, "title"), "Two");
    assert_ne!(again.hidden("key"), form.hidden("key"));
    assert_eq!(scene.count().await, 1);
}

#[tokio::test]
async fn a_failing_form_keeps_what_was_typed_and_names_field_fault_and_mend() {
    let scene = Scene::new().await;
    let path = scene.at("/new");
    let form = scene.browser.open(&path).await;
    let fields = [
        ("title", "Ladders & <scaffolds>"),
        ("start", "2026-11-30"),
        ("duration", "0,333 dag"),
        ("status", "completed"),
        ("place", "Luik"),
        ("split", "soon"),
        ("paste", "nobody of that name"),
    ];
    let failed = scene.browser.submit(&form, &path, &fields).await;
    assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY);
    failed.check("failed", Language::En);
    for (name, typed) in &fields[..3] {
        assert_eq!(value(&failed, name), *typed);
    }
    assert!(failed.body.contains("value=\"completed\" checked"));
    assert!(failed.body.contains("nobody of that name</textarea>"));
    assert_eq!(failed.hidden("key"), form.hidden("key"));
    let text = failed.text();
    assert!(failed.body.contains("href=\"#duration\""));
    assert!(text.contains("lies between 2:31 and 2:32"), "{text}");
    assert!(text.contains("Give 2:31 or 2:32."), "{text}");
    assert!(failed.body.contains("href=\"#split\"") && failed.body.contains("href=\"#paste\""));

    // What only fits together wrongly is told too: a training that has not ended is not completed.
    let ids = scene.ids();
    let fields = [
        ("employee", ids[0].as_str()),
        ("title", "x"),
        ("start", "2026-11-24"),
        ("duration", "2 h"),
        ("status", "completed"),
        ("validUntil", "2026-12-31"),
    ];
    let failed = scene.browser.submit(&form, &path, &fields).await;
    assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = failed.text();
    assert!(text.contains("cannot be reported as followed before the end on 24"), "{text}");
    assert!(text.contains("given without a certificate"), "{text}");
    let nobody = scene.browser.submit(&form, &path, &fields[1..]).await;
    assert!(nobody.body.contains("href=\"#participants\""));
    assert_eq!(scene.count().await, 0);
}

#[tokio::test]
async fn a_planned_training_is_completed_in_one_act_but_for_who_was_absent() {
    let scene = Scene::new().await;
    let before = (scene.left(0).await, scene.left(1).await);
    let id = scene.register("2026-11-20", "planned").await;
    assert_eq!(scene.left(0).await, before.0);
    let view = scene.view(id).await;
    let absent = view.participants.iter().find(|p| p.part.employee == scene.people[1]).unwrap();
    let absent = absent.part.id.to_string();

    let path = scene.of(id, "/complete");
    let form = scene.browser.open(&path).await;
    let check = scene.browser.submit(&form, &path, &[("part", &absent)]).await;
    assert!(check.text().contains("2 persons"), "{}", check.text());
    let done = scene.confirm(&check, &path).await;
    let shown = scene.browser.open(done.location()).await;
    assert!(shown.text().contains("The training is completed."));
    assert_eq!((scene.left(0).await, scene.left(1).await), (before.0 - 456, before.1));
    let again = scene.confirm(&check, &path).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    let statuses: Vec<_> =
        scene.view(id).await.participants.iter().map(|p| p.part.details.status).collect();
    assert_eq!(statuses.iter().filter(|s| **s == Status::Completed).count(), 2);
    assert_eq!(statuses.iter().filter(|s| **s == Status::NotFollowed).count(), 1);

    // Before its last day it says when.
    let later = scene.register("2026-12-04", "planned").await;
    let page = scene.browser.open(&scene.of(later, "/complete")).await;
    assert!(page.text().contains("Can be completed from 4\u{a0}December 2026"), "{}", page.text());
    let shown = scene.browser.open(&scene.of(later, "")).await;
    assert!(!shown.body.contains("/complete\""));
}

/// The fields of the form that corrects, as they stand.
fn standing(form: &Page, view: &TrainingView) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = ["title", "start", "duration", "known"]
        .map(|name| (name.to_owned(), value(form, name)))
        .to_vec();
    for participant in &view.participants {
        let id = participant.part.id;
        fields.push(("row".to_owned(), id.to_string()));
        fields.push((format!("status-{id}"), participant.part.details.status.code().to_owned()));
        let minutes = format!("minutes-{id}");
        fields.push((minutes.clone(), value(form, &minutes)));
    }
    fields
}

fn set(fields: &mut Vec<(String, String)>, name: &str, to: &str) {
    fields.retain(|(n, _)| n != name);
    fields.push((name.to_owned(), to.to_owned()));
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect()
}

#[tokio::test]
async fn a_correction_shows_old_and_new_and_people_follow_the_duration() {
    let scene = Scene::new().await;
    let before = (scene.left(0).await, scene.left(1).await);
    let id = scene.register("2026-11-16", "completed").await;
    let view = scene.view(id).await;
    let other = view.participants.iter().find(|p| p.part.employee == scene.people[1]).unwrap();
    let path = scene.of(id, "/correct");
    let form = scene.browser.open(&path).await;
    let mut fields = standing(&form, &view);
    set(&mut fields, "duration", "4 h");
    set(&mut fields, "provider", "Rode Kruis");
    set(&mut fields, &format!("minutes-{}", other.part.id), "2:00");
    set(&mut fields, "reason", "left early");
    let check = scene.browser.submit(&form, &path, &borrowed(&fields)).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text());
    let text = check.text();
    assert!(text.contains("nothing → Rode Kruis"), "{text}");
    assert!(text.contains("+3\u{a0}h\u{a0}36"), "{text}");
    let done = scene.confirm(&check, &path).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    assert_eq!((scene.left(0).await, scene.left(1).await), (before.0 - 240, before.1 - 120));
    assert_eq!(scene.confirm(&check, &path).await.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.view(id).await.training.version, 2);

    // A row that is wrong is told at its own field.
    let view = scene.view(id).await;
    let form = scene.browser.open(&path).await;
    let mut fields = standing(&form, &view);
    let field = format!("minutes-{}", other.part.id);
    set(&mut fields, &field, "25:00");
    let failed = scene.browser.submit(&form, &path, &borrowed(&fields)).await;
    assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY);
    failed.check("row", Language::En);
    assert!(failed.body.contains(&format!("href=\"#{field}\"")), "{}", failed.body);
    assert_eq!(value(&failed, &field), "25:00");
}

#[tokio::test]
async fn a_participant_is_added_by_a_correction() {
    let scene = Scene::new().await;
    let id = scene.register("2026-11-16", "completed").await;
    let new = scene.house.hire(&scene.hr, 4, date(2026, 2, 2), "200", 3800).await;
    let view = scene.view(id).await;
    let path = scene.of(id, "/correct");
    let form = scene.browser.open(&path).await;
    let mut fields = standing(&form, &view);
    set(&mut fields, "employee", &new.to_string());
    set(&mut fields, "addedStatus", "completed");
    let check = scene.browser.submit(&form, &path, &borrowed(&fields)).await;
    let done = scene.confirm(&check, &path).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let view = scene.view(id).await;
    let added = view.participants.iter().find(|p| p.part.employee == new).unwrap();
    assert_eq!(added.part.details.minutes, Minutes(456));
    assert_eq!(view.participants.len(), 4);
}

#[tokio::test]
async fn what_somebody_else_changed_is_told_and_nothing_typed_is_lost() {
    let scene = Scene::new().await;
    let id = scene.register("2026-11-16", "completed").await;
    let path = scene.of(id, "/correct");
    let view = scene.view(id).await;
    let form = scene.browser.open(&path).await;
    let mut mine = standing(&form, &view);
    set(&mut mine, "place", "Namen");
    let check = scene.browser.submit(&form, &path, &borrowed(&mine)).await;

    // Somebody else corrects the title and withdraws a person.
    let other = scene.browser.open(&path).await;
    let mut theirs = standing(&other, &view);
    set(&mut theirs, "title", "First aid at work");
    set(&mut theirs, "step", "do");
    let done = scene.browser.submit(&other, &path, &borrowed(&theirs)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());

    let conflict = scene.confirm(&check, &path).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    conflict.check("conflict", Language::En);
    assert!(conflict.text().contains("First aid → First aid at work"), "{}", conflict.text());
    assert_eq!(value(&conflict, "place"), "Namen");
    assert_eq!(scene.view(id).await.training.details.place, None);

    // Sent again it is written over what stands there now.
    let mut again = standing(&conflict, &scene.view(id).await);
    set(&mut again, "place", "Namen");
    let check = scene.browser.submit(&conflict, &path, &borrowed(&again)).await;
    assert_eq!(check.status, StatusCode::OK, "{}", check.text());
    assert_eq!(scene.confirm(&check, &path).await.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.view(id).await.training.details.place.as_deref(), Some("Namen"));

    // A change of participants alone is a conflict as well.
    let form = scene.browser.open(&path).await;
    let mut fields = standing(&form, &scene.view(id).await);
    let part = view.participants[0].part.id;
    let gone = Command::WithdrawTraining {
        training: id,
        version: scene.view(id).await.training.version,
        parts: Some(vec![part]),
    };
    scene.house.submit(&scene.hr, gone, Some("test")).await;
    set(&mut fields, "place", "Aarlen");
    let conflict = scene.browser.submit(&form, &path, &borrowed(&fields)).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert_eq!(value(&conflict, "place"), "Aarlen");
    assert!(conflict.text().contains("In force → Withdrawn"), "{}", conflict.text());
}

#[tokio::test]
async fn one_person_and_the_whole_are_withdrawn_and_restored() {
    let scene = Scene::new().await;
    let before = (scene.left(0).await, scene.left(1).await);
    let id = scene.register("2026-11-16", "completed").await;
    let view = scene.view(id).await;
    let first = view.participants.iter().find(|p| p.part.employee == scene.people[0]).unwrap();
    let first = first.part.id.to_string();
    let path = scene.of(id, "/withdraw");
    let form = scene.browser.open(&path).await;

    let failed = scene.browser.submit(&form, &path, &[("whom", "some")]).await;
    assert_eq!(failed.status, StatusCode::UNPROCESSABLE_ENTITY);
    failed.check("withdraw", Language::En);
    assert!(
        failed.body.contains("href=\"#participants\"") && failed.body.contains("href=\"#reason\"")
    );

    let fields = [("whom", "some"), ("part", &*first), ("reason", "was ill")];
    let check = scene.browser.submit(&form, &path, &fields).await;
    assert!(check.text().contains("+7\u{a0}h\u{a0}36"), "{}", check.text());
    assert_eq!(scene.confirm(&check, &path).await.status, StatusCode::SEE_OTHER);
    assert_eq!((scene.left(0).await, scene.left(1).await), (before.0, before.1 - 456));

    let form = scene.browser.open(&path).await;
    let fields = [("whom", "all"), ("reason", "registered twice")];
    let check = scene.browser.submit(&form, &path, &fields).await;
    let done = scene.confirm(&check, &path).await;
    let shown = scene.browser.open(done.location()).await;
    assert!(shown.text().contains("This training was withdrawn"));
    assert!(!shown.body.contains("/correct\""));
    assert_eq!(scene.left(1).await, before.1);
    assert!(!scene.browser.open(&scene.at("")).await.body.contains("First aid"));
    assert!(scene.browser.open(&scene.at("?withdrawn=yes")).await.body.contains("First aid"));

    let path = scene.of(id, "/restore");
    let form = scene.browser.open(&path).await;
    let check = scene.browser.submit(&form, &path, &[("whom", "all")]).await;
    assert_eq!(scene.confirm(&check, &path).await.status, StatusCode::SEE_OTHER);
    assert!(!scene.view(id).await.training.withdrawn);
    // Who was withdrawn before, for a reason of their own, does not come back with the others.
    assert_eq!((scene.left(0).await, scene.left(1).await), (before.0, before.1 - 456));
    let form = scene.browser.open(&path).await;
    let fields = [("whom", "some"), ("part", &*first)];
    let check = scene.browser.submit(&form, &path, &fields).await;
    assert_eq!(scene.confirm(&check, &path).await.status, StatusCode::SEE_OTHER);
    assert_eq!(scene.left(0).await, before.0 - 456);
}

#[tokio::test]
async fn the_history_shows_what_stood_there_before() {
    let scene = Scene::new().await;
    let id = scene.register("2026-11-16", "completed").await;
    let path = scene.of(id, "/withdraw");
    let form = scene.browser.open(&path).await;
    let fields = [("whom", "all"), ("reason", "registered <twice>")];
    let check = scene.browser.submit(&form, &path, &fields).await;
    scene.confirm(&check, &path).await;

    let page = scene.browser.open(&scene.of(id, "/history")).await;
    let text = page.text();
    assert!(text.contains("Test Person, HR officer, in the browser"), "{text}");
    assert!(text.contains("In force → Withdrawn"), "{text}");
    assert!(page.body.contains("registered &#60;twice&#62;"));
    assert!(text.contains("joined as Completed, 7\u{a0}h\u{a0}36"), "{text}");
    assert!(text.find("Withdrawn") < text.find("Registered"), "latest first: {text}");

    // As known after the first change: in force, and nothing can be done to it there.
    let first = page.body.rsplit("?known=").next().unwrap().split('"').next().unwrap();
    let then = scene.browser.open(&scene.of(id, &format!("?known={first}"))).await;
    assert!(then.text().contains("As known on 23\u{a0}November 2026"), "{}", then.text());
    assert!(!then.text().contains("This training was withdrawn"));
    assert!(!then.body.contains("/restore\""));
    let day = scene.browser.get(&scene.of(id, "/history?on=2026-11-23")).await;
    assert!(scene.browser.open(day.location()).await.text().contains("was withdrawn"));
    let early = scene.browser.open(&scene.of(id, "/history?on=2026-11-22")).await;
    assert!(early.text().contains("not yet in the register"), "{}", early.text());
}

#[tokio::test]
async fn every_page_is_there_in_four_languages() {
    let scene = Scene::new().await;
    let done = scene.register("2026-11-16", "completed").await;
    let planned = scene.register("2026-11-20", "planned").await;
    let later = scene.register("2026-12-20", "planned").await;
    let part = scene.view(done).await.participants[0].part.id;
    let gone = Command::WithdrawTraining { training: done, version: 1, parts: Some(vec![part]) };
    scene.house.submit(&scene.hr, gone, Some("test")).await;
    for language in Language::ALL {
        let browser = scene.browser.reading(language);
        for path in [
            scene.at(""),
            scene.at("?title=zzz"),
            scene.at("?withdrawn=yes&year=2026&page=2"),
            scene.at("/new"),
            scene.at(&format!("/new?copy={done}&employee={}", scene.people[0])),
            scene.of(done, ""),
            scene.of(done, "?done=training-corrected"),
            scene.of(later, ""),
            scene.of(done, "/correct"),
            scene.of(planned, "/complete"),
            scene.of(later, "/complete"),
            scene.of(done, "/complete"),
            scene.of(done, "/withdraw"),
            scene.of(done, "/restore"),
            scene.of(planned, "/restore"),
            scene.of(done, "/history"),
            scene.of(done, "/history?on=2020-01-01"),
        ] {
            browser.open(&path).await;
        }
        let path = scene.at("/new");
        let form = browser.open(&path).await;
        let wrong = browser.submit(&form, &path, &[("duration", "8"), ("paste", "a\nb")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.check("wrong", language);
        let echo = browser.get(&scene.at("/duration?text=1+Tag")).await;
        assert!(echo.body.contains("456"), "{}", echo.body);
        assert_eq!(browser.get(&scene.at("/duration?text=1")).await.body, "{\"text\":\"\"}");
    }
}

#[tokio::test]
async fn others_find_nothing_and_readers_change_nothing() {
    let scene = Scene::new().await;
    let id = scene.register("2026-11-16", "completed").await;
    let other = scene.house.employer(2, &ssin(300_001)).await;
    let stranger = scene.house.sign_in(&ssin(300_001), Language::En).await;
    let ends = ["", "/correct", "/complete", "/withdraw", "/restore", "/history"];
    for end in ends {
        let theirs = format!("/register/{other}/trainings/{id}{end}");
        assert_eq!(stranger.get(&theirs).await.status, StatusCode::NOT_FOUND, "{theirs}");
        let ours = scene.of(id, end);
        assert_eq!(stranger.get(&ours).await.status, StatusCode::NOT_FOUND, "{ours}");
        let nowhere = scene.at(&format!("/nonsense{end}"));
        assert_eq!(scene.browser.get(&nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let copy = format!("/register/{other}/trainings/new?copy={id}");
    assert_eq!(stranger.get(&copy).await.status, StatusCode::NOT_FOUND);

    scene.house.give(scene.employer, &ssin(300_002), Role::Reader).await;
    let reader = scene.house.sign_in(&ssin(300_002), Language::En).await;
    let shown = reader.open(&scene.of(id, "")).await;
    assert!(!shown.body.contains("/correct\"") && !shown.body.contains("/new?copy"));
    reader.open(&scene.of(id, "/history")).await;
    assert!(!reader.open(&scene.at("")).await.body.contains("trainings/new"));
    for end in ["/correct", "/complete", "/withdraw", "/restore"] {
        let answer = reader.get(&scene.of(id, end)).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{end}");
    }
    assert_eq!(reader.get(&scene.at("/new")).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_act_on_what_somebody_else_changed_is_told_first() {
    let scene = Scene::new().await;
    let id = scene.register("2026-11-16", "planned").await;
    for (act, fields) in
        [("/complete", vec![]), ("/withdraw", vec![("whom", "all"), ("reason", "twice")])]
    {
        let path = scene.of(id, act);
        let form = scene.browser.open(&path).await;
        let correct = scene.of(id, "/correct");
        let other = scene.browser.open(&correct).await;
        let mut sent = standing(&other, &scene.view(id).await);
        set(&mut sent, "place", act);
        let check = scene.browser.submit(&other, &correct, &borrowed(&sent)).await;
        scene.confirm(&check, &correct).await.location();
        for language in Language::ALL {
            let told = scene.browser.reading(language).submit(&form, &path, &fields).await;
            assert_eq!(told.status, StatusCode::CONFLICT, "{act}");
            told.check(&path, language);
            assert!(told.body.contains("id=\"meanwhile\"") && told.text().contains(act));
            assert_ne!(told.hidden("known"), form.hidden("known"));
            assert_ne!(told.hidden("key"), form.hidden("key"));
        }
        let told = scene.browser.submit(&form, &path, &fields).await;
        if act == "/withdraw" {
            assert!(told.body.contains("value=\"all\" checked") && told.body.contains("twice"));
        }
        let check = scene.browser.submit(&told, &path, &fields).await;
        assert_eq!(check.status, StatusCode::OK, "{}", check.text());
        let done = scene.confirm(&check, &path).await.location().to_owned();
        assert_eq!(scene.confirm(&check, &path).await.location(), done, "sent again it is one act");
    }
    // Without saying for whom, the form says so.
    let other = scene.register("2026-11-16", "completed").await;
    let path = scene.of(other, "/withdraw");
    let form = scene.browser.open(&path).await;
    let told = scene.browser.submit(&form, &path, &[("reason", "twice")]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text().contains("Choose for whom"), "{}", told.text());
    assert!(told.body.contains("href=\"#whom\""));
}
