//! The folders in which senders leave batch files.

use fla_drop::Settings;

use super::given::Given;
use super::value::Faults;

/// How they are looked after; `None` where no folder is set.
pub fn settings(given: &Given, faults: &mut Faults) -> Option<Settings> {
    const WAIT: &str = "drop_wait_minutes";
    let Some(root) = given.path("drop_dir") else {
        if given.has(WAIT) {
            faults.add(&given.place(WAIT), "means nothing without FLA_DROP_DIR");
        }
        return None;
    };
    let wait = given.parsed(WAIT, "a number of minutes from 0 to 1440", "10", faults, |text| {
        text.parse().ok().filter(|minutes| *minutes <= 1_440)
    });
    Some(Settings { root, wait: wait.unwrap_or(10) })
}
