//! Tasks: of one employer, of all for which software acts, and saying that one was done.

use fla_domain::access::{ApiScope, ApiScopes, Quality, Scope};
use serde_json::{Value, json};

use crate::resources::{at, hire, house, path_of};
use crate::support::every_scope;

/// The kinds of tasks, in their order.
fn kinds(tasks: &Value) -> Vec<&str> {
    let all = tasks.as_array().unwrap();
    all.iter().map(|task| task["kind"].as_str().unwrap()).collect()
}

pub async fn life() {
    let (house, employer, _, token) = house().await;
    hire(&house, &token, 11).await;
    let path = at(1, "/tasks");
    let list = house.get(&token, &path).await.is(200).json();
    assert_eq!(list["date"], "2026-11-26");
    let found = kinds(&list["items"]);
    for kind in ["verifyRights", "registerQuarter", "giveYearlyNotice"] {
        assert!(found.contains(&kind), "{found:?}");
    }
    let due: Vec<_> = list["items"].as_array().unwrap().iter().map(|t| &t["dueDate"]).collect();
    assert!(due.is_sorted_by_key(|day| day.as_str()));

    let provider = house.organisation(2, &[Quality::SocialSecretariat]).await;
    let software = house.software(2, provider, every_scope()).await;
    let theirs = house.token(&software).await;
    assert_eq!(house.get(&theirs, "/tasks").await.is(200).json()["total"], 0);
    house.mandate((1, employer), (2, provider), &[Scope::Declare]).await;
    let all = house.get(&theirs, "/tasks").await.is(200).json();
    assert_eq!(all["total"], 1);
    assert_eq!(kinds(&all["items"][0]["tasks"]), found);
    assert_eq!(path_of(&all["items"][0], "href"), path);
    assert!(house.get(&theirs, "/tasks?page=2").await.is(200).json()["items"] == json!([]));

    // The quarter before was registered whole.
    let done = json!({ "task": "quarter-2026Q3", "date": "2026-10-20" });
    let completions = at(1, "/taskCompletions");
    house.post(&token, &completions, "done", &done).await.is(200);
    let list = house.get(&token, &path).await.is(200).json();
    assert_eq!(list["completed"][0]["task"], "quarter-2026Q3");
    house.wait(1);
    let back = json!({ "task": "quarter-2026Q3" });
    let again = format!("{completions}/withdraw");
    house.post(&token, &again, "back", &back).await.is(200);
    assert_eq!(house.get(&token, &path).await.is(200).json()["completed"], json!([]));
}

#[tokio::test]
async fn tasks_are_read_and_settled_within_scope_and_employer() {
    let (house, employer, _, token) = house().await;
    hire(&house, &token, 11).await;
    let done = json!({ "task": "quarter-2026Q4", "date": "2026-10-20", "by": "An" });
    let completions = at(1, "/taskCompletions");
    let answer = house.post(&token, &completions, "k", &done).await.is(400);
    assert_eq!(answer.issues(), ["by unknownInput -"]);
    let done = json!({ "task": "quarter-2026Q4", "date": "2026-10-20" });
    let answer = house.post(&token, &completions, "k", &done).await.is(400);
    assert_eq!(answer.issues(), ["date outOfRange START-008"]);
    let answer = house.post(&token, &completions, "k", &json!({ "task": "holiday" })).await.is(400);
    assert_eq!(answer.issues(), ["task schemaViolation -", "date schemaViolation -"]);
    let plan = json!({ "task": "plan-2027", "date": "2026-11-20" });
    let first = house.post(&token, &completions, "once", &plan).await.is(200);
    house.wait(1);
    let again = house.post(&token, &completions, "once", &plan).await.is(200);
    assert_eq!(again.bytes, first.bytes);

    let writes = ApiScopes::default().with(ApiScope::TrainingWrite);
    let writer = house.software(1, employer, writes).await;
    let writer = house.token(&writer).await;
    for path in ["/tasks".to_owned(), at(1, "/tasks")] {
        let refused = house.get(&writer, &path).await.is(403).json();
        assert_eq!(refused["requiredScopes"], json!(["scope:fla:register:read"]), "{path}");
    }
    let reads = ApiScopes::default().with(ApiScope::RegisterRead);
    let reader = house.software(1, employer, reads).await;
    let reader = house.token(&reader).await;
    house.post(&reader, &completions, "k", &plan).await.is(403);
    house.post(&reader, &format!("{completions}/withdraw"), "k", &plan).await.is(403);
    let other = house.organisation(2, &[Quality::Employer]).await;
    let software = house.software(2, other, every_scope()).await;
    let stranger = house.token(&software).await;
    house.get(&stranger, &at(1, "/tasks")).await.is(404);
    house.post(&stranger, &completions, "k", &plan).await.is(404);
}
