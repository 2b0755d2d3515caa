//! That the referee finds what is wrong: faults put into what was read back, and into a copy of the
//! register itself.

use std::path::Path;

use fla_store::{Store, args, statements};
use uuid::Uuid;

use super::line::{Difference, Line, Log, differences, read_back};
use super::play::Play;

statements! {
    employer DROP = "DELETE FROM audit_entry WHERE employer_id = $1 AND id = $2";
    employer BLAME = "UPDATE audit_entry SET actor_ssin = '00000000000' WHERE employer_id = $1 AND id = $2";
    employer EXCUSE = "UPDATE audit_entry SET outcome = 'refused' WHERE employer_id = $1 AND id = $2";
}

/// A way in which one entry can be wrong, with its name.
type Wrong = (&'static str, fn(&mut Line));

fn wrongs() -> Vec<Wrong> {
    vec![
        ("actor", |line| "00000000000".clone_into(&mut line.actor)),
        ("role", |line| "nobody".clone_into(&mut line.role)),
        ("quality", |line| line.quality = Some("other".to_owned())),
        ("organisation", |line| line.organisation = None),
        ("mandate", |line| line.mandate = Some(Uuid::from_u128(7))),
        ("channel", |line| "other".clone_into(&mut line.channel)),
        ("action", |line| "other".clone_into(&mut line.action)),
        ("outcome", |line| "other".clone_into(&mut line.outcome)),
        ("reason", |line| line.reason = Some("other".to_owned())),
        ("change", |line| line.changed = !line.changed),
        ("subjects", |line| line.subjects += 1),
        ("people", |line| line.people.truncate(line.people.len().saturating_sub(1))),
        ("trace", |line| "other".clone_into(&mut line.trace)),
        ("log", |line| line.log = Log::Own("00000000000".to_owned())),
    ]
}

/// Entries of many kinds: under a mandate, with people, from everywhere in the log.
fn samples(logged: &[Line]) -> Vec<usize> {
    let full = |line: &Line| line.organisation.is_some() && !line.people.is_empty();
    let mandated = logged.iter().position(full).unwrap();
    vec![mandated, 0, logged.len() / 3, logged.len() / 2, logged.len() - 1]
}

/// Each fault is found once, as what it is and where it is.
pub fn are_found(play: &Play, logged: &[Line]) {
    let must = &play.expected;
    for at in samples(logged) {
        let mut less = logged.to_vec();
        let gone = less.remove(at);
        // Of several alike in a row it is all the same which of them is missing.
        assert_eq!(differences(must, &less), [Difference::Missing(gone.clone())], "{at}");
        let mut more = logged.to_vec();
        more.insert(at, gone.clone());
        assert_eq!(differences(must, &more), [Difference::Extra(gone)], "{at}");
        for (what, wrong) in wrongs() {
            let mut other = logged.to_vec();
            wrong(&mut other[at]);
            // An entry that names nobody and no organisation has none to lose.
            if other[at] == logged[at] {
                continue;
            }
            let both = Box::new((logged[at].clone(), other[at].clone()));
            let found = differences(&play.expected, &other);
            assert_eq!(found, [Difference::Other(both)], "{at} {what}");
        }
    }
    let mut turned = logged.to_vec();
    let at = logged.windows(2).position(|two| two[0] != two[1]).unwrap();
    turned.swap(at, at + 1);
    assert!(!differences(must, &turned).is_empty(), "two entries out of order");
}

/// The same with the register: an entry that is deleted, blamed on another or called refused there.
pub async fn are_found_in_a_copy(play: &Play, folder: &Path) {
    for (name, fault) in [("drop", &DROP), ("blame", &BLAME), ("excuse", &EXCUSE)] {
        let file = folder.join(format!("{name}.db"));
        play.app().store().backup(&file).await.unwrap();
        let copy = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
        let before = read_back(&copy, play.began()).await;
        assert!(differences(&play.expected, &before).is_empty(), "{name}: a copy is the same");
        let mut tx = copy.write().await.unwrap();
        let waiting = tx.waiting_for_seal(play.began(), i64::MAX).await.unwrap();
        let done = |at: usize| before[at].outcome == "done" && !before[at].actor.is_empty();
        let at = (waiting.len() / 2..waiting.len())
            .find(|at| waiting[*at].employer.is_some() && done(*at));
        let at = at.unwrap();
        let log = waiting[at].employer.unwrap();
        tx.employer(log).execute(fault, args![waiting[at].entry]).await.unwrap();
        tx.commit().await.unwrap();
        let after = read_back(&copy, play.began()).await;
        let found = differences(&play.expected, &after);
        let [one] = found.as_slice() else { panic!("{name}: {found:?}") };
        match one {
            Difference::Missing(line) => assert_eq!((name, line), ("drop", &before[at])),
            Difference::Other(both) => {
                assert!(name != "drop");
                assert_eq!(both.0, before[at], "{name}");
            }
            Difference::Extra(line) => panic!("{name}: {line:?}"),
        }
    }
}
