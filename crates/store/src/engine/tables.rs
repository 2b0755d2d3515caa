//! Which tables belong to one employer. A new table with an `employer_id` goes into this list in
//! the same change that creates it; a test compares the list with the schema.

/// Tables whose rows belong to one employer: a statement for an employer must name the tenant for
/// each of them, and a global statement may not name them at all.
pub const TENANT_TABLES: &[&str] = &[
    "employer_setting",
    "role_grant",
    "change",
    "audit_entry",
    "audit_subject",
    "employee",
    "statement",
    "declared_quarter",
    "quarter_size",
    "size_average",
    "span",
    "service_end",
    "training_right",
    "working",
    "right_override",
    "company_days",
    "opt_out",
    "training",
    "participation",
    "adjustment",
    "ledger_entry",
    "credit",
    "recalculation",
    "stored_file",
    "job",
    "import_finding",
    "sheet_import",
    "sheet_row",
    "sheet_layout",
    "digest_wish",
    "outbox",
    "attachment",
    "dispute",
    "dispute_step",
    "course",
    "notice",
    "paper_file",
    "training_cost",
    "unread",
    "task_done",
    "shared_record",
    "record_judgement",
    "organisation_quality",
    "mandate",
    "mandate_held",
    "mandate_step",
    "mandate_step_held",
    "invitation",
    "inspection",
    "report",
    "report_part",
    "report_part_sent",
    "erasure",
    "erased_employee",
    "organisation_request",
    "api_client",
    "api_key",
    "webhook",
    "webhook_position",
    "webhook_again",
];

/// Tenant tables that a statement for a person may read.
pub const PERSON_TABLES: &[&str] = &[
    "employee",
    "role_grant",
    "employer_setting",
    "inspection",
    "report_part",
    "organisation_request",
];

/// Tables whose rows belong to a person and to no employer: only a statement for that person may
/// name them, and it may change nothing else.
pub const OWN_TABLES: &[&str] =
    &["own_person", "own_change", "own_audit", "own_record", "own_file", "own_copy"];
