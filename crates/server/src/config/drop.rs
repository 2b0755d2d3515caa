//! The folders in which senders leave batch files.

use fla_drop::{Issuers, Settings};
use fla_formats::file_name::Environment;

use super::given::Given;
use super::on_or_off;
use super::value::Faults;

/// The settings that mean nothing without a folder.
const OTHERS: [&str; 4] =
    ["drop_signed", "drop_issuers_dir", "drop_need_lists", "drop_wait_minutes"];

/// How they are looked after; `None` where no folder is set.
pub fn settings(given: &Given, faults: &mut Faults) -> Option<Settings> {
    let Some(root) = given.path("drop_dir") else {
        for key in OTHERS.into_iter().filter(|key| given.has(key)) {
            faults.add(&given.place(key), "means nothing without FLA_DROP_DIR");
        }
        return None;
    };
    let signed = given.parsed(
        "drop_signed",
        "environments in which files must be signed",
        "R or R S",
        faults,
        |text| text.split_ascii_whitespace().map(Environment::from_code).collect(),
    );
    let signed: Vec<Environment> = signed.unwrap_or_default();
    let need_lists = given.parsed("drop_need_lists", "on or off", "off", faults, on_or_off);
    let issuers = given
        .path("drop_issuers_dir")
        .map(|folder| Issuers { folder, need_lists: need_lists.unwrap_or(false) });
    if issuers.is_none() {
        if !signed.is_empty() {
            let wrong = "is missing: without issuers no signature can be taken";
            faults.add(&given.place("drop_issuers_dir"), wrong);
        }
        if need_lists.is_some() {
            let place = given.place("drop_need_lists");
            faults.add(&place, "means nothing without FLA_DROP_ISSUERS_DIR");
        }
    }
    let wait = given.parsed(
        "drop_wait_minutes",
        "a number of minutes from 0 to 1440",
        "10",
        faults,
        |text| text.parse().ok().filter(|minutes| *minutes <= 1_440),
    );
    Some(Settings { root, signed, issuers, wait: wait.unwrap_or(10) })
}
