//! What is sent and answered, by the names of the contract, `api/openapi.yaml`, which says what
//! each means. Days are `yyyy-MM-dd`, durations whole minutes, hours a week hundredths of hours.
#![expect(missing_docs, reason = "the contract describes every field")]

use serde::{Deserialize, Serialize};

/// Types that are answered: fields that are new in the contract do no harm.
macro_rules! answered {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[non_exhaustive]
        pub struct $name { $(pub $field: $kind),* }
    )*};
}

/// Types that are sent; `..Default::default()` for what is not said.
macro_rules! sent {
    ($($(#[$doc:meta])* $name:ident { $($(#[$how:meta])* $field:ident: $kind:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$how])* pub $field: $kind),* }
    )*};
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[non_exhaustive]
pub struct Items<T> {
    pub items: Vec<T>,
    /// The address of the next page.
    pub next: Option<String>,
}

answered! {
    EmployerLink { enterprise_number: String, name: String, href: String }
    /// An employer in whose name calls are made.
    EmployerDetails {
        enterprise_number: String, nsso_number: Option<i64>, name: String, language: String,
        day_minutes: i64, qualities: Vec<String>, mandate: Option<MandateInForce>,
    }
    MandateInForce { mandate_id: String, start_quarter: String, end_quarter: Option<String> }

    EmployeeLine {
        employee_id: String, name: String, masked_ssin: String, team: Option<String>,
        reference: Option<String>, credit: Option<Credit>, href: String,
    }
    Credit {
        year: u16, granted_minutes: i64, followed_minutes: i64, planned_minutes: i64,
        left_minutes: i64,
    }
    FoundEmployee { position: usize, employee_id: String, href: String }
    EmployeeReceipt { employee_id: String, change_id: String, href: String }
    Employee {
        employee_id: String, masked_ssin: String, family_name: String, given_name: String,
        birth_date: Option<String>, birth_place: Option<String>, address: Option<String>,
        gender: Option<String>, email: Option<String>, team: Option<String>,
        language: Option<String>, reference: Option<String>, services: Vec<ServicePeriod>,
        occupations: Vec<Occupation>,
    }
    ServicePeriod { start_date: String, end_date: Option<String> }
    Occupation {
        start_date: String, end_date: Option<String>, joint_committee: String, working_hours: u32,
        reference_hours: u32, assumed: bool,
    }

    Account { employee_id: String, day_minutes: i64, years: Vec<AccountYear>,
        adjustments: Vec<CreditAdjustment> }
    AccountYear {
        year: u16, granted_minutes: i64, carried_in_minutes: i64, adjusted_minutes: i64,
        followed_minutes: i64, lapsed_minutes: i64, carried_out_minutes: i64,
        planned_minutes: i64, left_minutes: i64, opted_out: bool, rights: Vec<TrainingRight>,
        entries: Vec<LedgerEntry>,
    }
    /// Its working is read with [`crate::Client::request`].
    TrainingRight {
        kind: String, state: String, computed_minutes: i64, booked_minutes: i64,
        reason: Option<String>,
    }
    LedgerEntry {
        date: String, origin_year: u16, kind: String, minutes: i64, right_kind: Option<String>,
        cause: Option<String>, participation_id: Option<String>, training_title: Option<String>,
        training_href: Option<String>, reason: Option<String>,
    }
    CreditAdjustment { adjustment_id: String, year: u16, date: String, minutes: i64, reason: String }

    TrainingLine {
        training_id: String, title: String, start_date: String, end_date: Option<String>,
        minutes: i64, reference: Option<String>, version: i64, withdrawn: bool, href: String,
    }
    Training {
        training_id: String, title: String, start_date: String, end_date: Option<String>,
        minutes: i64, kind: Option<String>, provider: Option<String>, place: Option<String>,
        nature: Option<String>, funding: Option<String>, cla_number: Option<String>,
        field_of_education: Option<String>, not_counting: Option<String>,
        reference: Option<String>, version: i64, withdrawn: bool,
        participants: Vec<Participation>,
    }
    Participation {
        participation_id: String, employee_id: String, name: String, masked_ssin: String,
        status: String, minutes: i64, certificate: bool, valid_until: Option<String>,
        not_counting: Option<String>, withdrawn: bool,
    }
    TrainingReceipt { training_id: String, change_id: String, href: String }

    /// What became of a decision about rights or credit.
    ChangeOutcome {
        change_id: Option<String>, affected: usize, deferred: Option<bool>,
        adjustment_id: Option<String>,
    }

    /// A batch file that is sent in several requests.
    BatchFileUpload {
        upload_id: String, name: String, environment: String, size: u64, offset: u64,
        expires_at: String, href: String, batch_file: Option<BatchFileReceipt>,
    }
    BatchFileReceipt { batch_file_id: String, ticket: String, href: String }
    BatchFile {
        batch_file_id: String, name: String, ticket: String, environment: String, language: String,
        state: String, size: u64, forms: u64, accepted: u64, warned: u64, refused: u64,
        received_at: String, finished_at: Option<String>, href: String,
        anomalies: Option<Vec<BatchFileAnomaly>>,
    }
    /// What came of one form of a batch file.
    BatchFileForm {
        position: u64, reference: String, employer: String, employer_number_kind: String,
        kind: Option<String>, state: String, ticket: Option<String>, training_id: Option<String>,
        training_reference: Option<String>, training_etag: Option<String>,
        employee_id: Option<String>, employee_reference: Option<String>,
        people: Option<Vec<BatchFilePerson>>, change_id: Option<String>, href: Option<String>,
        anomalies: Option<Vec<BatchFileAnomaly>>,
    }
    /// Somebody whom a form names by a reference, or whose participation.
    BatchFilePerson {
        employee_id: String, employee_reference: Option<String>,
        participant_reference: Option<String>,
    }
    BatchFileAnomaly {
        anomaly_code: String, class: String, detail: String, mend: String, href: String,
        line: Option<u64>, column: Option<u64>, path: Option<String>, element: Option<String>,
        value: Option<String>,
    }

    BatchReceipt { batch_id: String, href: String }
    Batch { batch_id: String, status: BatchStatus, total: usize, processed: usize }
    BatchStatus {
        state: String, poll_after: Option<String>, completed: Option<String>,
        problem: Option<BatchProblem>,
    }
    BatchProblem { title: String, status: u16, detail: Option<String> }
    /// What came of one change of a batch.
    BatchItem {
        position: usize, reference: Option<String>, change: String, state: String,
        employee_id: Option<String>, training_id: Option<String>, change_id: Option<String>,
        href: Option<String>, issues: Option<Vec<crate::Issue>>,
    }
}

sent! {
    NewEmployee {
        reference: Option<String>, ssin: String, family_name: String, given_name: String,
        birth_date: Option<String>, birth_place: Option<String>, address: Option<String>,
        gender: Option<String>, language: Option<String>, email: Option<String>,
        team: Option<String>, start_date: String, end_date: Option<String>,
        occupations: Vec<NewOccupation>,
    }
    /// The SSIN that stands is kept where none is given; what else is left out is taken away.
    PersonCorrection {
        ssin: Option<String>, family_name: String, given_name: String, birth_date: Option<String>,
        birth_place: Option<String>, address: Option<String>, gender: Option<String>,
        language: Option<String>, email: Option<String>, team: Option<String>,
        reason: Option<String>,
    }
    NewOccupation { joint_committee: String, working_hours: u32, reference_hours: u32 }

    TrainingDetails {
        title: String, start_date: String, end_date: Option<String>, minutes: u32,
        kind: Option<String>, provider: Option<String>, place: Option<String>,
        nature: Option<String>, funding: Option<String>, cla_number: Option<String>,
        field_of_education: Option<String>, not_counting: Option<String>,
    }
    NewTraining {
        reference: Option<String>,
        #[serde(flatten)]
        details: TrainingDetails,
        participants: Vec<NewParticipation>,
    }
    /// By `employee_id` or by `ssin`.
    NewParticipation {
        employee_id: Option<String>, ssin: Option<String>, status: Option<String>,
        minutes: Option<u32>, not_counting: Option<String>, certificate: Option<bool>,
        valid_until: Option<String>, split: Option<Vec<YearPart>>,
    }
    YearPart { year: u16, minutes: u32 }
    TrainingCorrection {
        #[serde(flatten)]
        details: TrainingDetails,
        reason: Option<String>,
    }
    Completion { absent: Vec<String>, reason: Option<String> }
    /// Which participations, and why; the whole training where none is named.
    Withdrawal { participations: Option<Vec<String>>, reason: String }
    /// Which participations; the whole training where none is named.
    Selection { participations: Option<Vec<String>>, reason: Option<String> }

    /// By `employee_id` or by `ssin`.
    Person { employee_id: Option<String>, ssin: Option<String> }
    /// For `employees`, or for `everybody`.
    RightOverride {
        employees: Option<Vec<Person>>, everybody: Option<bool>, year: u16, kind: String,
        minutes: u32, reason: String,
    }
    RightOverrideWithdrawal {
        employees: Option<Vec<Person>>, everybody: Option<bool>, year: u16, kind: String,
        reason: Option<String>,
    }
    NewCompanyDays {
        employees: Option<Vec<Person>>, everybody: Option<bool>, year: u16, day_hundredths: u32,
        flat: Option<bool>, reason: Option<String>,
    }
    NewCreditAdjustment { year: u16, date: String, minutes: i64, reason: String }

    /// Exactly one change. The reference names it in the outcome, and the record that it makes.
    NewBatchItem {
        reference: Option<String>, new_employee: Option<NewEmployee>,
        new_training: Option<NewTraining>, training_correction: Option<BatchCorrection>,
        training_completion: Option<BatchCompletion>, training_withdrawal: Option<BatchWithdrawal>,
        training_restoration: Option<BatchSelection>,
    }
    BatchCorrection {
        training_id: String, version: i64,
        #[serde(flatten)]
        correction: TrainingCorrection,
        participations: Option<Vec<BatchParticipation>>,
        added_participants: Option<Vec<NewParticipation>>,
    }
    BatchParticipation {
        participation_id: String, status: Option<String>, minutes: Option<u32>,
        not_counting: Option<String>, certificate: Option<bool>, valid_until: Option<String>,
        split: Option<Vec<YearPart>>,
    }
    BatchCompletion {
        training_id: String, version: i64,
        #[serde(flatten)]
        completion: Completion,
    }
    BatchWithdrawal {
        training_id: String, version: i64,
        #[serde(flatten)]
        withdrawal: Withdrawal,
    }
    BatchSelection {
        training_id: String, version: i64,
        #[serde(flatten)]
        selection: Selection,
    }
}
