//! Where files are kept, and the signatures of batch files, whichever way these come.

use fla_app::{Environment, Issuers, Place, Signatures};

use super::given::Given;
use super::on_or_off;
use super::value::Faults;

/// Where uploaded files are kept; `None` for the folder of the data.
pub fn place(given: &Given, faults: &mut Faults) -> Option<Place> {
    let what = "a folder or a bucket, without a key (docs/operations.md, Files)";
    given.parsed(
        "files_url",
        what,
        "s3://bucket/fla or file:///srv/fla/files",
        faults,
        Place::parse,
    )
}

/// How files are to be signed.
pub fn signatures(given: &Given, faults: &mut Faults) -> Signatures {
    const ISSUERS: &str = "files_issuers_dir";
    const NEED_LISTS: &str = "files_need_lists";
    let wanted = given.parsed(
        "files_signed",
        "environments in which files must be signed",
        "R or R S",
        faults,
        |text| text.split_ascii_whitespace().map(Environment::from_code).collect(),
    );
    let wanted: Vec<Environment> = wanted.unwrap_or_default();
    let need_lists = given.parsed(NEED_LISTS, "on or off", "off", faults, on_or_off);
    let issuers = given
        .path(ISSUERS)
        .map(|folder| Issuers { folder, need_lists: need_lists.unwrap_or(false) });
    if issuers.is_none() {
        if !wanted.is_empty() {
            let wrong = "is missing: without issuers no signature can be taken";
            faults.add(&given.place(ISSUERS), wrong);
        }
        if need_lists.is_some() {
            faults.add(&given.place(NEED_LISTS), "means nothing without FLA_FILES_ISSUERS_DIR");
        }
    }
    Signatures { wanted, issuers }
}
