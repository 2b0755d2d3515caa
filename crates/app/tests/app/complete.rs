//! The referee of the audit log (invariant L1): whatever is done or tried, by whomever, leaves
//! exactly the entries that it must, and nothing else leaves any.
//!
//! A random run of acts goes through the doors of the application. Beside it the referee says,
//! from tables of its own and never from the permissions or the audit module of the product, what
//! each act must leave in which log: who, in which role and quality, for which organisation, under
//! which mandate, for which reason, about whom, with which outcome. At the end the whole log is
//! read back and compared with that, entry by entry and in order.
//!
//! `FLA_ACTS=50000` plays the long run, `FLA_SEED=7` another one.

use crate::referee::{Play, faults};

/// Acts of a run where nobody asks for another number.
const ACTS: usize = 8_000;

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[tokio::test]
async fn the_log_holds_what_was_done_and_tried_and_nothing_else() {
    let acts = number("FLA_ACTS").map_or(ACTS, |n| usize::try_from(n).unwrap());
    let seed = number("FLA_SEED").unwrap_or(20_261_127);
    let replay = format!(
        "FLA_ACTS={acts} FLA_SEED={seed} cargo nextest run -p fla-app --test complete --no-capture"
    );
    println!("{replay}");
    let folder = tempfile::tempdir().unwrap();
    let mut play = Play::begin(folder.path(), seed).await;
    play.run(acts, &replay).await;
    let logged = play.logged().await;
    let found = crate::referee::differences(&play.expected, &logged);
    let first: Vec<_> = found.iter().take(20).map(crate::referee::Difference::told).collect();
    assert!(found.is_empty(), "{} differences:\n{}\n{replay}", found.len(), first.join("\n"));
    println!("{acts} acts, {} entries, 0 missing, 0 extra\n{}", logged.len(), play.tally());
    // A run in which something never happened shows nothing about it.
    let never = play.never();
    assert!(never.is_empty(), "void: never happened: {never:?}\n{replay}");

    faults::are_found(&play, &logged);
    faults::are_found_in_a_copy(&play, folder.path()).await;
}
