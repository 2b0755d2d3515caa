//! What was taken from a copy of the public FLA stays marked as that when software corrects it.

use fla_app::{Command, Key};
use fla_domain::access::Quality;
use fla_domain::ids::TrainingId;
use fla_domain::quantity::Minutes;
use fla_domain::training::{PartDetails, PublicCopy};
use serde_json::json;

use crate::resources::{at, hire};
use crate::support::{House, every_scope, new_training};

#[tokio::test]
async fn what_software_corrects_still_comes_from_the_copy() {
    let house = House::new().await;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let software = house.software(1, employer, every_scope()).await;
    let token = house.token(&software).await;
    hire(&house, &token, 1).await;
    let made = house.post(&token, &at(1, "/trainings"), "new", &new_training(1)).await.is(201);
    let id: TrainingId = made.json()["trainingId"].as_str().unwrap().parse().unwrap();
    let manager = house.act_as_manager(1, employer).await;
    let view = async || house.app.training(&manager, id, None).await.unwrap();

    let seen = view().await;
    let part = &seen.participants[0].part;
    let copy = Some(PublicCopy { import: uuid::Uuid::from_u128(7), checked: false });
    let marked = PartDetails { copy, ..part.details.clone() };
    let command = Command::CorrectTraining {
        training: id,
        version: 1,
        details: seen.training.details.clone(),
        parts: vec![(part.id, marked)],
        added: Vec::new(),
    };
    house.wait(1);
    house.app.submit(&manager, &command, &Key::new("mark").unwrap(), None).await.unwrap();

    let training = at(1, &format!("/trainings/{id}"));
    let participation = format!("{training}/participations/{}", part.id);
    let whole = json!({ "title": "Eerste hulp", "startDate": "2026-03-03", "minutes": 240 });
    let one = json!({ "minutes": 120, "certificate": true });
    for (version, path, body) in [(2, &training, whole), (3, &participation, one)] {
        house.wait(1);
        let seen = format!("\"{version}\"");
        house.call(&token, ("PUT", path), &[("if-match", &seen)], &body).await.is(200);
        let now = view().await;
        assert_eq!(now.participants[0].part.details.copy, copy, "{path}");
        assert_eq!(now.training.version, version + 1);
    }
    let details = &view().await.participants[0].part.details;
    assert_eq!((details.minutes, details.certificate), (Minutes(120), true));
}
