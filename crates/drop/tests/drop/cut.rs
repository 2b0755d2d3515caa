//! The work is cut off at every point at which it waits for something, and begun again by another.

use std::collections::BTreeMap;
use std::fs;
use std::future::{Future, poll_fn};
use std::task::Poll;
use std::time::Duration;

use fla_store::testing::sqlite_store;

use crate::support::{World, hiring, names};

/// Polls so many times at most; whether it came to its end.
async fn cut_after(polls: usize, work: impl Future) -> bool {
    let mut work = Box::pin(work);
    let mut left = polls;
    let ended = poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(false);
        }
        left -= 1;
        match work.as_mut().poll(context) {
            Poll::Ready(_) => Poll::Ready(true),
            Poll::Pending => Poll::Pending,
        }
    })
    .await;
    drop(work);
    // What a thread was at is done, as it is where a process ends between two calls of the system.
    tokio::time::sleep(Duration::from_millis(3)).await;
    ended
}

/// Takes the answers away, as the sender does, and counts them.
fn collect(world: &World, found: &mut BTreeMap<String, usize>) {
    for name in names(&world.outbox()) {
        fs::remove_file(world.outbox().join(&name)).unwrap();
        *found.entry(name).or_default() += 1;
    }
}

#[tokio::test]
async fn wherever_it_is_cut_off_each_batch_is_taken_and_answered_once() {
    let world = World::new(sqlite_store().await).await;
    let mut found = BTreeMap::new();
    let (mut cuts, mut whole) = (0, 0);
    for n in 1.. {
        let batch = format!("123456.20261126.{n:05}.R");
        world.leave(&format!("FI.FLAC.{batch}.1.1"), &hiring(n));
        world.leave(&format!("GO.FLAC.{batch}.1"), b"");
        let polls = usize::try_from(n).unwrap();
        // What takes, then what answers.
        let taken = cut_after(polls, world.folders().look()).await;
        collect(&world, &mut found);
        world.folders().look().await.unwrap();
        world.app.work_to_the_end().await.unwrap();
        let answered = cut_after(polls, world.folders().look()).await;
        collect(&world, &mut found);
        world.folders().look().await.unwrap();
        collect(&world, &mut found);
        world.nothing_under_way();
        assert!(names(&world.inbox()).is_empty(), "cut off after {polls}");
        cuts += usize::from(!taken) + usize::from(!answered);
        whole = if taken && answered { whole + 1 } else { 0 };
        let answers = ["FO.ACRF", "FO.NOTI", "GO.ACRF", "GO.NOTI"];
        for answer in answers {
            let times = found.get(&format!("{answer}.{batch}"));
            assert_eq!(times, Some(&1), "{answer}, cut off after {polls}");
        }
        // Both came to their end a few times in a row: there is nowhere left to cut.
        if whole == 3 {
            break;
        }
    }
    let files = world.files().await;
    assert_eq!(found.len(), files.len() * 4);
    assert!(files.iter().all(|file| file.accepted == 1 && file.refused == 0));
    assert!(cuts > 50, "only {cuts} places were cut at");
}
