//! The typed calls: what is done with the people, trainings and rights of one employer.

use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::types::{
    Account, Batch, BatchFile, BatchFileForm, BatchFileReceipt, BatchFileUpload, BatchItem,
    BatchReceipt, BatchStatus, ChangeOutcome, Completion, Employee, EmployeeLine, EmployeeReceipt,
    EmployerDetails, FoundEmployee, Items, NewBatchItem, NewCompanyDays, NewCreditAdjustment,
    NewEmployee, NewTraining, PersonCorrection, RightOverride, RightOverrideWithdrawal, Selection,
    Training, TrainingCorrection, TrainingLine, TrainingReceipt, Withdrawal,
};
use crate::{Client, Error, Pages, Request};

/// The media type of a batch file.
const XML: &str = "application/xml";

/// One employer.
#[derive(Clone, Debug)]
pub struct Employer {
    client: Client,
    path: String,
    key: Option<String>,
}

/// What was read, and its version.
#[derive(Clone, Debug)]
pub struct Versioned<T> {
    /// What was read.
    pub value: T,
    /// Its version: hand it over with a change, which is refused (412) when somebody was faster.
    pub etag: String,
}

impl Employer {
    pub(crate) fn new(client: Client, number: &str) -> Self {
        Self { client, path: format!("/employers/{}", segment(number)), key: None }
    }

    /// With a key of your own for the change that follows, in place of a random one: see
    /// [`Request::key`]. Each change has another.
    #[must_use]
    pub fn under(&self, key: &str) -> Self {
        Self { key: Some(key.to_owned()), ..self.clone() }
    }

    /// Name, qualities, and the mandate in force.
    pub async fn details(&self) -> Result<EmployerDetails, Error> {
        self.read("").await
    }

    /// The employees; `query` chooses among them: `q`, `team`, `reference`, `year`, `sort` …
    pub fn employees(&self) -> Pages<EmployeeLine> {
        self.client.pages(Request::get(self.at("/employees")))
    }

    /// Those who are found of up to 1,000 SSINs, each with its position in the list.
    pub async fn find_employees(&self, ssins: &[&str]) -> Result<Vec<FoundEmployee>, Error> {
        let found: Items<_> = self.post("/employees/query", &json!({ "ssins": ssins })).await?;
        Ok(found.items)
    }

    /// One employee, with the time line of the employment.
    pub async fn employee(&self, id: &str) -> Result<Versioned<Employee>, Error> {
        self.versioned(self.at(&format!("/employees/{}", segment(id)))).await
    }

    /// Adds an employee.
    pub async fn add_employee(&self, new: &NewEmployee) -> Result<EmployeeReceipt, Error> {
        self.post("/employees", new).await
    }

    /// Corrects what is known of a person: all of it, as it should stand. What is left out is taken away, but
    /// for the SSIN.
    pub async fn correct_employee(
        &self,
        id: &str,
        etag: &str,
        correction: &PersonCorrection,
    ) -> Result<ChangeOutcome, Error> {
        let address = self.at(&format!("/employees/{}", segment(id)));
        self.change(Request::put(address, correction)?.if_match(etag)).await
    }

    /// Rights, credit and ledger of an employee, of all years or of one.
    pub async fn account(&self, id: &str, year: Option<u16>) -> Result<Account, Error> {
        let mut call = Request::get(self.at(&format!("/employees/{}/account", segment(id))));
        if let Some(year) = year {
            call = call.query("year", year);
        }
        Ok(self.client.request(call).await?.body)
    }

    /// The trainings, those that begin last first; `query` chooses among them: `q`, `reference`,
    /// `status`, `year` …
    pub fn trainings(&self) -> Pages<TrainingLine> {
        self.client.pages(Request::get(self.at("/trainings")))
    }

    /// One training with its participations.
    pub async fn training(&self, id: &str) -> Result<Versioned<Training>, Error> {
        self.versioned(self.at(&format!("/trainings/{}", segment(id)))).await
    }

    /// Registers a training for one or many employees.
    pub async fn register_training(&self, new: &NewTraining) -> Result<TrainingReceipt, Error> {
        self.post("/trainings", new).await
    }

    /// Corrects a training: all that is said of it, as it should stand.
    pub async fn correct_training(
        &self,
        id: &str,
        etag: &str,
        correction: &TrainingCorrection,
    ) -> Result<TrainingReceipt, Error> {
        let address = self.at(&format!("/trainings/{}", segment(id)));
        self.change(Request::put(address, correction)?.if_match(etag)).await
    }

    /// Makes planned participations completed.
    pub async fn complete_training(
        &self,
        id: &str,
        etag: &str,
        completion: &Completion,
    ) -> Result<TrainingReceipt, Error> {
        self.on_training(id, "complete", etag, completion).await
    }

    /// Withdraws a training, or some participations.
    pub async fn withdraw_training(
        &self,
        id: &str,
        etag: &str,
        withdrawal: &Withdrawal,
    ) -> Result<TrainingReceipt, Error> {
        self.on_training(id, "withdraw", etag, withdrawal).await
    }

    /// Takes a withdrawal back.
    pub async fn restore_training(
        &self,
        id: &str,
        etag: &str,
        selection: &Selection,
    ) -> Result<TrainingReceipt, Error> {
        self.on_training(id, "restore", etag, selection).await
    }

    /// Sets a right by hand.
    pub async fn set_rights(&self, rights: &RightOverride) -> Result<ChangeOutcome, Error> {
        self.post("/rightOverrides", rights).await
    }

    /// Goes back to the calculated right.
    pub async fn calculate_rights(
        &self,
        rights: &RightOverrideWithdrawal,
    ) -> Result<ChangeOutcome, Error> {
        self.post("/rightOverrides/withdraw", rights).await
    }

    /// Gives extra days.
    pub async fn give_company_days(&self, days: &NewCompanyDays) -> Result<ChangeOutcome, Error> {
        self.post("/companyDays", days).await
    }

    /// Adds to the credit of an employee, or takes from it.
    pub async fn adjust_credit(
        &self,
        employee_id: &str,
        adjustment: &NewCreditAdjustment,
    ) -> Result<ChangeOutcome, Error> {
        let path = format!("/employees/{}/creditAdjustments", segment(employee_id));
        self.post(&path, adjustment).await
    }

    /// Sends up to 10,000 changes at once.
    pub async fn send_batch(&self, items: &[NewBatchItem]) -> Result<BatchReceipt, Error> {
        self.post("/batches", &json!({ "items": items })).await
    }

    /// Checks up to 10,000 changes, and changes nothing.
    pub async fn try_batch(&self, items: &[NewBatchItem]) -> Result<BatchReceipt, Error> {
        let call = Request::post(self.at("/batches"), &json!({ "items": items }))?;
        self.change(call.query("validateOnly", true)).await
    }

    /// Waits until a batch is done, asking as often as the register says; then its outcome.
    ///
    /// # Errors
    /// [`Error::Batch`] where it ended before its end.
    pub async fn outcome_of(&self, batch_id: &str) -> Result<Pages<BatchItem>, Error> {
        let address = self.at(&format!("/batches/{}", segment(batch_id)));
        let outcome = self.follow(address, |batch: Batch| batch.status).await?;
        Ok(self.client.pages(Request::get(outcome)))
    }

    /// The batch files that this organisation sent, the latest first.
    pub fn batch_files(&self) -> Pages<BatchFile> {
        self.client.pages(Request::get(self.at("/batchFiles")))
    }

    /// Sends a batch file under a name of its own; `environment` is `real`, `simulation` (everything
    /// is looked at and nothing written) or `test`. This is your own organisation: each form of the
    /// file names the employer that it is about. A large one goes in pieces ([`Client::in_pieces_of`]),
    /// and on from where it was when a connection breaks.
    pub async fn send_file(
        &self,
        name: &str,
        environment: &str,
        file: Vec<u8>,
    ) -> Result<BatchFileReceipt, Error> {
        if file.len() > self.client.piece {
            return self.upload(name, environment, file, None).await;
        }
        let call = Request::post_file(self.at("/batchFiles"), XML, file);
        self.change(call.query("name", name).query("environment", environment)).await
    }

    /// The same with its signature: what stands in a file `FS`, a detached CMS signature of the whole
    /// file, in base64. Where it does not hold, the file is refused as a whole, which its outcome says.
    pub async fn send_signed_file(
        &self,
        name: &str,
        environment: &str,
        file: Vec<u8>,
        signature: &str,
    ) -> Result<BatchFileReceipt, Error> {
        self.upload(name, environment, file, Some(signature)).await
    }

    /// Sends a file in pieces, behind its signature if it has one.
    async fn upload(
        &self,
        name: &str,
        environment: &str,
        file: Vec<u8>,
        signature: Option<&str>,
    ) -> Result<BatchFileReceipt, Error> {
        let begin = Request::begin_upload(self.at("/batchFileUploads"), XML, file.len());
        let begin = begin.query("name", name).query("environment", environment);
        let begun: BatchFileUpload = self.change(begin).await?;
        if let Some(receipt) = begun.batch_file {
            return Ok(receipt);
        }
        if let Some(signature) = signature {
            let address = format!("{}/signature", begun.href);
            self.client.send(&Request::put_text(&address, signature)).await?;
        }
        self.send_pieces(&begun, file.into()).await
    }

    /// Sends what is missing of an upload.
    async fn send_pieces(
        &self,
        begun: &BatchFileUpload,
        file: Bytes,
    ) -> Result<BatchFileReceipt, Error> {
        let place = |offset: u64| usize::try_from(offset).unwrap_or(usize::MAX).min(file.len());
        let mut first = place(begun.offset);
        loop {
            let end = first.saturating_add(self.client.piece).min(file.len());
            let piece = file.slice(first..end);
            let call = Request::piece(&begun.href, first, end == file.len(), piece);
            match self.client.send(&call).await {
                Ok(answer) if end == file.len() => {
                    return crate::client::read(answer.status, &answer.body);
                }
                Ok(_) => first = end,
                Err(Error::Problem(problem)) => match problem.expected_offset {
                    // A part of it came before the connection broke.
                    Some(offset) => first = place(offset),
                    None => return Err(Error::Problem(problem)),
                },
                Err(other) => return Err(other),
            }
        }
    }

    /// Waits until a batch file is done, asking as often as the register says; then how it stands,
    /// and what came of each of its forms. A file that was refused as a whole has none.
    ///
    /// # Errors
    /// [`Error::Batch`] where it ended before its end.
    pub async fn outcome_of_file(
        &self,
        batch_file_id: &str,
    ) -> Result<(BatchFile, Pages<BatchFileForm>), Error> {
        #[derive(Deserialize)]
        struct Task {
            status: BatchStatus,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Outcome {
            batch_file: BatchFile,
        }
        let address = self.at(&format!("/batchFiles/{}", segment(batch_file_id)));
        let there = self.follow(address, |task: Task| task.status).await?;
        let first = Request::get(there.as_str()).query("pageSize", 1);
        let outcome: Outcome = self.client.request(first).await?.body;
        Ok((outcome.batch_file, self.client.pages(Request::get(there))))
    }

    /// The NOTI of a batch file: what came of each of its forms, as XML.
    pub async fn noti(&self, batch_file_id: &str) -> Result<Vec<u8>, Error> {
        let address = self.at(&format!("/batchFiles/{}/outcome", segment(batch_file_id)));
        Ok(self.client.send(&Request::get(address).accept("application/xml")).await?.body)
    }

    /// What the register holds of the employer as a batch file, which changes nothing where it is sent
    /// in again. It stands in memory as a whole.
    pub async fn export(&self) -> Result<Vec<u8>, Error> {
        let call = Request::get(self.at("/batchFileExport")).accept("application/xml");
        Ok(self.client.send(&call).await?.body)
    }

    /// Waits until something that takes long is done; the address of what came of it.
    async fn follow<T: DeserializeOwned>(
        &self,
        address: String,
        status: impl Fn(T) -> BatchStatus,
    ) -> Result<String, Error> {
        let call = Request::get(address);
        loop {
            let answer = self.client.send(&call).await?;
            if let (303, Some(outcome)) = (answer.status, &answer.location) {
                return Ok(outcome.clone());
            }
            let status = status(crate::client::read(answer.status, &answer.body)?);
            if status.state == "failed" {
                return Err(status.problem.map_or(
                    Error::Form { status: answer.status, line: 0, column: 0 },
                    |problem| Error::Batch(Box::new(problem)),
                ));
            }
            let then = status.poll_after.and_then(|then| then.parse::<Timestamp>().ok());
            let pause = then.map_or(Duration::from_secs(1), |then| answer.until(then));
            tokio::time::sleep(pause.clamp(SHORTEST_PAUSE, LONGEST_PAUSE)).await;
        }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.path)
    }

    async fn read<T: DeserializeOwned>(&self, path: &str) -> Result<T, Error> {
        Ok(self.client.request(Request::get(self.at(path))).await?.body)
    }

    async fn versioned<T: DeserializeOwned>(&self, address: String) -> Result<Versioned<T>, Error> {
        let answer = self.client.request(Request::get(address)).await?;
        Ok(Versioned { value: answer.body, etag: answer.etag.unwrap_or_default() })
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Error> {
        self.change(Request::post(self.at(path), body)?).await
    }

    async fn on_training<T: DeserializeOwned>(
        &self,
        id: &str,
        verb: &str,
        etag: &str,
        body: &impl Serialize,
    ) -> Result<T, Error> {
        let address = self.at(&format!("/trainings/{}/{verb}", segment(id)));
        self.change(Request::post(address, body)?.if_match(etag)).await
    }

    async fn change<T: DeserializeOwned>(&self, call: Request) -> Result<T, Error> {
        let call = match &self.key {
            Some(key) => call.key(key),
            None => call,
        };
        Ok(self.client.request(call).await?.body)
    }
}

/// Between two questions how far a batch is.
const SHORTEST_PAUSE: Duration = Duration::from_millis(200);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// As one part of a path. Ids and numbers have only letters, digits and hyphens; of anything else
/// the register says that it does not exist.
fn segment(id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    id.chars().map(plain).collect()
}
