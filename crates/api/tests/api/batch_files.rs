//! Batch files: taken as they come, followed to their outcome, read in every shape, and nobody
//! else's.

use fla_app::App;
use fla_domain::access::{ApiScope, ApiScopes, Quality, Scope};
use fla_formats::answer::{NotiReader, read_acrf};
use serde_json::{Value, json};

use crate::resources::{at, hire, house, path_of};
use crate::support::{Answer, House, every_scope, number, person};

/// A file with a training of each of these people, with employer `n` of each.
pub fn file(forms: &[(u32, u32)]) -> Vec<u8> {
    let mut text = "<FlaDeclaration>\n".to_owned();
    for (n, (employer, who)) in forms.iter().enumerate() {
        let form = format!(
            "<Form><Identification>FLAC001</Identification>\
             <FormCreationDate>2026-11-20</FormCreationDate>\
             <FormCreationHour>14:05:09.250</FormCreationHour>\
             <AttestationStatus>0</AttestationStatus><TypeForm>SU</TypeForm>\
             <Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>1</ReferenceOrigin>\
             <ReferenceNbr>T-{n}-{who}</ReferenceNbr></Reference>\
             <EmployerId><CompanyID>{}</CompanyID></EmployerId>\
             <TrainingDeclaration><Training><Title>Veilig werken</Title>\
             <StartingDate>2026-10-05</StartingDate><Minutes>240</Minutes></Training>\
             <Participant><NaturalPersonId><INSS>{}</INSS></NaturalPersonId></Participant>\
             </TrainingDeclaration></Form>\n",
            number(*employer).digits(),
            person(*who).digits()
        );
        text.push_str(&form);
    }
    text.push_str("</FlaDeclaration>");
    text.into_bytes()
}

pub async fn send(house: &House, token: &str, path: &str, key: &str, bytes: &[u8]) -> Answer {
    let bearer = format!("Bearer {token}");
    let headers = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/xml"),
        ("idempotency-key", key),
        ("accept-language", "nl"),
    ];
    house.raw("POST", path, &headers, bytes).await
}

async fn as_file(house: &House, token: &str, path: &str, accept: &str) -> Answer {
    let bearer = format!("Bearer {token}");
    house.raw("GET", path, &[("authorization", &bearer), ("accept", accept)], b"").await
}

async fn work(app: &App) {
    app.work_to_the_end().await.unwrap();
}

/// Where the outcome of a file is, once it is done.
async fn outcome_of(house: &House, token: &str, file: &str) -> String {
    house.wait(1);
    work(&house.app).await;
    let done = house.get(token, file).await.is(303);
    let there = done.headers["location"].to_str().unwrap().to_owned();
    path_of(&json!({ "href": there }), "href")
}

fn told(outcome: &Value) -> Vec<String> {
    let line = |form: &Value| {
        let said = form["anomalies"].as_array().cloned().unwrap_or_default();
        let codes = said.iter().map(|a| format!(" {}", a["anomalyCode"].as_str().unwrap()));
        format!("{}{}", form["state"].as_str().unwrap(), codes.collect::<String>())
    };
    outcome["items"].as_array().unwrap().iter().map(line).collect()
}

/// Every operation once, for the contract.
pub async fn life(house: &House, token: &str) {
    let path = at(1, "/batchFiles?name=life.xml");
    let taken = send(house, token, &path, "life", &file(&[(1, 11)])).await.is(202).json();
    let one = path_of(&taken, "href");
    house.get(token, &one).await.is(200);
    let outcome = outcome_of(house, token, &one).await;
    house.get(token, &outcome).await.is(200);
    house.get(token, &at(1, "/batchFiles?pageSize=1")).await.is(200);
    as_file(house, token, &format!("{one}/acknowledgement"), "application/xml").await.is(200);
    as_file(house, token, &at(1, "/batchFileExport"), "application/xml").await.is(200);
    crate::uploads::life(house, token).await;
}

#[tokio::test]
async fn what_the_register_holds_comes_out_and_in_again() {
    let (house, _, _, token) = house().await;
    let export = at(1, "/batchFileExport");
    let empty = house.get(&token, &export).await.is(400).json().to_string();
    assert!(empty.contains("FILE-053"), "{empty}");
    hire(&house, &token, 11).await;
    let path = at(1, "/batchFiles?name=one.xml");
    let taken = send(&house, &token, &path, "a", &file(&[(1, 11)])).await.is(202).json();
    let there = outcome_of(&house, &token, &path_of(&taken, "href")).await;
    let first = house.get(&token, &there).await.is(200).json()["items"][0].clone();
    assert_eq!(first["trainingEtag"], "\"1\"");
    assert_eq!(first["employerNumberKind"], "enterpriseNumber");
    let training = at(1, &format!("/trainings/{}", first["trainingId"].as_str().unwrap()));
    let tag = house.get(&token, &training).await.is(200).headers["etag"].clone();
    assert!(tag.to_str().unwrap().starts_with("\"1."), "{tag:?}");

    let exported = as_file(&house, &token, &export, "application/xml").await.is(200);
    assert_eq!(exported.headers["content-type"], "application/xml");
    assert!(exported.headers["content-disposition"].to_str().unwrap().contains("FLA-"));
    let path = at(1, "/batchFiles?name=export.xml");
    let taken = send(&house, &token, &path, "b", &exported.bytes).await.is(202).json();
    let there = outcome_of(&house, &token, &path_of(&taken, "href")).await;
    let outcome = house.get(&token, &there).await.is(200).json();
    assert_eq!(told(&outcome), ["accepted", "accepted"]);
    for form in outcome["items"].as_array().unwrap() {
        assert!(form.get("changeId").is_none(), "{form}");
    }
    assert_eq!(outcome["items"][1]["trainingId"], first["trainingId"]);
    let tag = house.get(&token, &training).await.is(200).headers["etag"].clone();
    assert!(tag.to_str().unwrap().starts_with("\"1."), "{tag:?}");
}

#[tokio::test]
async fn each_form_stands_or_falls_by_itself() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let path = at(1, "/batchFiles?name=one.xml&environment=real");
    let bytes = file(&[(1, 11), (1, 99), (2, 11)]);
    let taken = send(&house, &token, &path, "a", &bytes).await.is(202);
    let body = taken.json();
    assert_eq!(taken.headers["location"], body["href"].as_str().unwrap());
    // Under the same key it is the same call; another under it is refused.
    let again = send(&house, &token, &path, "a", &bytes).await.is(202).json();
    assert_eq!(again, body);
    send(&house, &token, &path, "a", &file(&[(1, 11)])).await.is(422);

    let one = path_of(&body, "href");
    let waits = house.get(&token, &one).await.is(200).json();
    assert_eq!(waits["status"]["state"], "processing");
    assert!(waits["status"]["pollAfter"].is_string());
    house.get(&token, &format!("{one}/acknowledgement")).await.is(404);
    let there = outcome_of(&house, &token, &one).await;
    let outcome = house.get(&token, &there).await.is(200).json();
    assert_eq!(told(&outcome), ["accepted", "refused SSIN-022", "refused MANDATE-022"]);
    let counts = &outcome["batchFile"];
    assert_eq!((&counts["forms"], &counts["refused"]), (&json!(3), &json!(2)));
    let wrong = &outcome["items"][1]["anomalies"][0];
    assert_eq!((&wrong["line"], &wrong["class"]), (&json!(3), &json!("blocking")));
    assert!(wrong["path"].as_str().unwrap().starts_with("FlaDeclaration/Form[2]/"));
    let training = outcome["items"][0]["trainingId"].as_str().unwrap();
    house.get(&token, &at(1, &format!("/trainings/{training}"))).await.is(200);

    // Page by page, in one state, as files.
    let first = house.get(&token, &format!("{there}?state=refused&pageSize=1")).await.is(200);
    let first = first.json();
    let rest = house.get(&token, &path_of(&first, "next")).await.is(200).json();
    assert_eq!(told(&rest), ["refused MANDATE-022"]);
    assert!(rest.get("next").is_none());
    let noti = as_file(&house, &token, &there, "application/xml").await.is(200);
    let mut reader = NotiReader::open(noti.bytes.as_slice()).unwrap();
    let mut forms = 0;
    while let Some(form) = reader.next().unwrap() {
        forms += 1;
        assert_eq!(form.accepted, form.n == 1);
        assert_eq!(form.training.is_some(), form.n == 1);
    }
    assert_eq!(forms, 3);
    let table = as_file(&house, &token, &there, "text/csv").await.is(200);
    assert!(String::from_utf8(table.bytes).unwrap().contains("Uw nummer"));
    let acrf = format!("{one}/acknowledgement");
    let acrf = as_file(&house, &token, &acrf, "application/xml").await.is(200);
    assert!(read_acrf(acrf.bytes.as_slice()).unwrap().taken);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_or_came_before_is_refused_whole() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let good = file(&[(1, 11)]);
    // A name by the habit of batches is used once; what somebody calls a file at home is not.
    let formal = "FI.FLAC.123456.20261126.00001.R.1.1";
    let sent = [
        ("cut.xml", b"<FlaDeclaration><Form>".to_vec(), "FILE-001"),
        ("a.xml", good.clone(), ""),
        ("b.xml", good.clone(), "FILE-006"),
        ("a.xml", file(&[(1, 11), (1, 11)]), ""),
        (formal, file(&[(1, 11), (1, 11), (1, 11)]), ""),
        (formal, file(&[(1, 11), (1, 11), (1, 11), (1, 11)]), "FILE-006"),
    ];
    for (n, (name, bytes, code)) in sent.into_iter().enumerate() {
        house.wait(1);
        let path = at(1, &format!("/batchFiles?name={name}"));
        let taken = send(&house, &token, &path, &format!("k{n}"), &bytes).await.is(202).json();
        let there = outcome_of(&house, &token, &path_of(&taken, "href")).await;
        let outcome = house.get(&token, &there).await.is(200).json();
        let file = &outcome["batchFile"];
        let state = if code.is_empty() { "done" } else { "refused" };
        assert_eq!(file["state"], state);
        assert_eq!(file["anomalies"][0]["anomalyCode"].as_str().unwrap_or_default(), code);
    }
    // The latest first, behind a link.
    let list = house.get(&token, &at(1, "/batchFiles?pageSize=5")).await.is(200).json();
    let next = house.get(&token, &path_of(&list, "next")).await.is(200).json();
    let name = |list: &Value, n: usize| list["items"][n]["name"].as_str().unwrap().to_owned();
    assert_eq!((name(&list, 0), name(&next, 0)), (formal.to_owned(), "cut.xml".to_owned()));
    assert!(next.get("next").is_none());
}

#[tokio::test]
async fn a_simulation_writes_nothing() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let path = at(1, "/batchFiles?name=s.xml&environment=simulation");
    let taken = send(&house, &token, &path, "s", &file(&[(1, 11)])).await.is(202).json();
    let there = outcome_of(&house, &token, &path_of(&taken, "href")).await;
    let outcome = house.get(&token, &there).await.is(200).json();
    assert_eq!(told(&outcome), ["accepted"]);
    assert!(outcome["items"][0].get("ticket").is_none());
    let trainings = house.get(&token, &at(1, "/trainings")).await.is(200).json();
    assert_eq!(trainings["items"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn only_the_sender_sees_it_and_only_with_the_scope() {
    let (house, employer, _, token) = house().await;
    hire(&house, &token, 11).await;
    let path = at(1, "/batchFiles?name=a.xml");
    let taken = send(&house, &token, &path, "a", &file(&[(1, 11)])).await.is(202).json();
    let one = path_of(&taken, "href");

    let few: ApiScopes =
        ApiScope::ALL.iter().copied().filter(|s| *s != ApiScope::FileWrite).collect();
    let software = house.software(1, employer, few).await;
    let without = house.token(&software).await;
    let refused = send(&house, &without, &path, "b", &file(&[(1, 11)])).await.is(403).json();
    assert_eq!(refused["requiredScopes"][0], "scope:fla:file:write");
    for end in ["", "/outcome", "/acknowledgement"] {
        house.get(&without, &format!("{one}{end}")).await.is(403);
    }

    // A provider sends for the employer under its own number, and sees no file of the employer.
    let provider = house.organisation(2, &[Quality::SocialSecretariat]).await;
    house.mandate((1, employer), (2, provider), Scope::ALL).await;
    let software = house.software(2, provider, every_scope()).await;
    let other = house.token(&software).await;
    send(&house, &other, &path, "c", &file(&[(1, 11)])).await.is(403);
    let there = one.replace(number(1).digits(), number(2).digits());
    for end in ["", "/outcome", "/acknowledgement"] {
        house.get(&other, &format!("{there}{end}")).await.is(404);
    }
    let path = at(2, "/batchFiles?name=a.xml");
    let taken = send(&house, &other, &path, "d", &file(&[(1, 11)])).await.is(202).json();
    let there = outcome_of(&house, &other, &path_of(&taken, "href")).await;
    let outcome = house.get(&other, &there).await.is(200).json();
    assert_eq!(told(&outcome), ["accepted"]);
}

#[tokio::test]
async fn what_is_no_file_is_refused_at_the_door() {
    let (house, _, _, token) = house().await;
    let good = file(&[(1, 11)]);
    let bearer = format!("Bearer {token}");
    let path = at(1, "/batchFiles?name=a.xml");
    let json = [("authorization", bearer.as_str()), ("content-type", "application/json")];
    house.raw("POST", &path, &json, &good).await.is(415);
    let coded = [
        ("authorization", bearer.as_str()),
        ("content-type", "application/xml"),
        ("content-encoding", "br"),
    ];
    house.raw("POST", &path, &coded, &good).await.is(415);
    let long = "n".repeat(201);
    for wrong in ["", "?name=", &format!("?name={long}"), "?name=a&environment=R", "?name=a&x=1"] {
        let path = at(1, &format!("/batchFiles{wrong}"));
        send(&house, &token, &path, "k", &good).await.is(400);
    }
    house.get(&token, &at(1, "/batchFiles?before=yesterday")).await.is(400);
}
