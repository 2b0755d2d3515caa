//! The last day of a training stands with its participations, and follows it whoever writes its next
//! version.

use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::quantity::Minutes;
use fla_domain::time::Instant;
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use fla_store::testing::test_stores;
use fla_store::training::{StoredPart, StoredTraining};
use fla_store::{STILL, Tx};
use jiff::civil::{Date, date};
use uuid::Uuid;

const EMPLOYER: EmployerId = EmployerId(Uuid::from_u128(0xE1));
const TRAINING: TrainingId = TrainingId(Uuid::from_u128(0x71));
const PERSON: EmployeeId = EmployeeId(Uuid::from_u128(0xA1));

fn training(version: i64, end: Date, withdrawn: bool) -> StoredTraining {
    StoredTraining {
        id: TRAINING,
        version,
        known_from: Instant(version),
        known_to: STILL,
        change: ChangeId(Uuid::from_u128(9)),
        details: TrainingDetails {
            title: "Bread".to_owned(),
            start: date(2025, 12, 1),
            end,
            minutes: Minutes(120),
            kind: None,
            provider: None,
            place: None,
            nature: None,
            funding: None,
            cla_number: None,
            field: None,
            not_counting: None,
        },
        withdrawn,
    }
}

fn part(n: u128) -> StoredPart {
    StoredPart {
        id: ParticipationId(Uuid::from_u128(n)),
        version: 1,
        known_from: Instant(1),
        known_to: STILL,
        change: ChangeId(Uuid::from_u128(9)),
        training: TRAINING,
        employee: PERSON,
        details: PartDetails {
            status: Status::Completed,
            minutes: Minutes(120),
            not_counting: None,
            certificate: false,
            valid_until: None,
            split: Vec::new(),
            copy: None,
        },
        withdrawn: false,
    }
}

/// What an older program does: it knows of no last day that stands with participations.
async fn next(tx: &mut Tx, version: i64, end: Date, withdrawn: bool) {
    tx.close_training(EMPLOYER, TRAINING, version - 1, Instant(version)).await.unwrap();
    tx.insert_training(EMPLOYER, &training(version, end, withdrawn)).await.unwrap();
}

async fn ends(tx: &mut Tx) -> Vec<(u128, Date)> {
    let parts = tx.counting_parts_of(EMPLOYER, &[PERSON], 99).await.unwrap();
    parts.iter().map(|part| (part.id.0.as_u128(), part.counted.end)).collect()
}

#[tokio::test]
async fn they_follow_their_training() {
    let (first, later) = (date(2025, 12, 31), date(2026, 1, 15));
    for (engine, store) in test_stores().await {
        let mut tx = store.write().await.unwrap();
        let registered = training(1, first, false);
        tx.insert_training(EMPLOYER, &registered).await.unwrap();
        // One by this program, one by the program before it.
        let parts = [(part(1), registered.standing_end()), (part(2), None)];
        tx.insert_parts(EMPLOYER, &parts).await.unwrap();
        assert_eq!(ends(&mut tx).await, [(1, first), (2, first)], "{engine}");
        next(&mut tx, 2, later, false).await;
        assert_eq!(ends(&mut tx).await, [(1, later), (2, later)], "{engine}");
        next(&mut tx, 3, later, true).await;
        assert_eq!(ends(&mut tx).await, [], "{engine}");
        next(&mut tx, 4, first, false).await;
        assert_eq!(ends(&mut tx).await, [(1, first), (2, first)], "{engine}");
        // It stands where it was told, and only there.
        tx.close_parts(EMPLOYER, &[part(2).id], Instant(5)).await.unwrap();
        let told = StoredPart { version: 2, known_from: Instant(5), ..part(2) };
        tx.insert_parts(EMPLOYER, &[(told, Some(later))]).await.unwrap();
        assert_eq!(ends(&mut tx).await, [(1, first), (2, later)], "{engine}");
        tx.commit().await.unwrap();
        store.close().await.unwrap();
    }
}

#[tokio::test]
async fn one_whose_training_is_missing_is_an_error() {
    for (engine, store) in test_stores().await {
        let mut tx = store.write().await.unwrap();
        tx.insert_parts(EMPLOYER, &[(part(1), None)]).await.unwrap();
        let missing = tx.counting_parts_of(EMPLOYER, &[PERSON], 99).await.unwrap_err();
        assert!(missing.to_string().contains("training"), "{engine}: {missing}");
        tx.rollback().await.unwrap();
        store.close().await.unwrap();
    }
}
