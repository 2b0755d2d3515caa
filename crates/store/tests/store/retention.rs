//! Erasing somebody reaches every table that names employees.

use fla_store::retention::tables_of_employees;
use fla_store::testing::{tables_with, test_stores};

/// Entries of the audit log keep the id of whom they are about, of whom nothing else is left, and
/// what was erased is kept by id.
const KEPT: [&str; 2] = ["audit_subject", "erased_employee"];

#[tokio::test]
async fn every_table_that_names_employees_is_erased() {
    for (engine, store) in test_stores().await {
        let mut listed = tables_of_employees();
        listed.extend(KEPT);
        listed.sort_unstable();
        assert_eq!(tables_with(&store, "employee_id").await, listed, "{engine}");
        assert!(!listed.is_empty());
        store.close().await.expect("the store closes");
    }
}
