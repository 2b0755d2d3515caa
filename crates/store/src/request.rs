//! Requests to add an organisation. They lie with the installation and name who asks.

use fla_domain::access::Quality;
use fla_domain::identifier::{EnterpriseNumber, Ssin};
use fla_domain::ids::{ChangeId, EmployerId, RequestId};
use fla_domain::language::Language;
use fla_domain::time::Instant;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestState {
    /// Nobody answered yet.
    Waiting,
    /// The organisation was added, and who asked manages its access.
    Added,
    /// Refused, with a reason.
    Refused,
}

impl RequestState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Added, Self::Refused];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Added => "added",
            Self::Refused => "refused",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A request to add an organisation.
#[derive(Clone, Debug)]
pub struct OrganisationRequest {
    /// Its id.
    pub id: RequestId,
    /// The installation.
    pub employer: EmployerId,
    /// Who asks.
    pub ssin: Ssin,
    /// The name of that person.
    pub person_name: String,
    /// CBE enterprise number of the organisation.
    pub enterprise_number: EnterpriseNumber,
    /// Its name.
    pub name: String,
    /// Language in which it is written to.
    pub language: Language,
    /// In which qualities it is to act.
    pub qualities: Vec<Quality>,
    /// When it was asked.
    pub asked_at: Instant,
    /// What became of it.
    pub state: RequestState,
    /// Why it was refused; empty otherwise.
    pub words: String,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// The change by which it was asked.
    pub change: ChangeId,
}

statements! {
    employer INSERT = "INSERT INTO organisation_request (employer_id, id, ssin, person_name, enterprise_number, name, language, qualities, asked_at, state, words, change_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', $11)";
    employer WAITING = "SELECT employer_id, id, ssin, person_name, enterprise_number, name, language, qualities, asked_at, state, words, answered_at, change_id FROM organisation_request \
        WHERE employer_id = $1 AND state = 'waiting' ORDER BY asked_at, id LIMIT 500";
    employer ANSWER = "UPDATE organisation_request SET state = $3, words = $4, answered_at = $5 WHERE employer_id = $1 AND id = $2 AND state = 'waiting'";
    person OF = "SELECT employer_id, id, ssin, person_name, enterprise_number, name, language, qualities, asked_at, state, words, answered_at, change_id FROM organisation_request \
        WHERE ssin = $1 ORDER BY asked_at DESC, id LIMIT 50";
}

fn request(row: &Row) -> Result<OrganisationRequest, StoreError> {
    let corrupt = || StoreError::corrupt("organisation_request", "qualities");
    let qualities: String = row.get("qualities")?;
    let qualities: Option<Vec<Quality>> =
        qualities.split_ascii_whitespace().map(Quality::from_code).collect();
    Ok(OrganisationRequest {
        id: row.get("id")?,
        employer: row.get("employer_id")?,
        ssin: row.get("ssin")?,
        person_name: row.get("person_name")?,
        enterprise_number: row.get("enterprise_number")?,
        name: row.get("name")?,
        language: row.get("language")?,
        qualities: qualities.ok_or_else(corrupt)?,
        asked_at: row.get("asked_at")?,
        state: row.code("state", RequestState::from_code)?,
        words: row.get("words")?,
        answered_at: row.get("answered_at")?,
        change: row.get("change_id")?,
    })
}

impl Tx {
    /// Keeps a request.
    pub async fn insert_request(&mut self, r: &OrganisationRequest) -> Result<(), StoreError> {
        let qualities: Vec<&str> = r.qualities.iter().map(|quality| quality.code()).collect();
        let args = args![
            r.id,
            &r.ssin,
            &r.person_name,
            &r.enterprise_number,
            &r.name,
            r.language.code(),
            qualities.join(" "),
            r.asked_at,
            r.state.code(),
            r.change
        ];
        self.employer(r.employer).execute(&INSERT, args).await?;
        Ok(())
    }

    /// The requests that nobody answered yet, oldest first.
    pub async fn waiting_requests(
        &mut self,
        installation: EmployerId,
    ) -> Result<Vec<OrganisationRequest>, StoreError> {
        let rows = self.employer(installation).fetch(&WAITING, args![]).await?;
        rows.iter().map(request).collect()
    }

    /// The requests of a person, the latest first.
    pub async fn requests_of(
        &mut self,
        ssin: &Ssin,
    ) -> Result<Vec<OrganisationRequest>, StoreError> {
        self.person(ssin).fetch(&OF, args![]).await?.iter().map(request).collect()
    }

    /// Answers a request; says whether it waited.
    pub async fn answer_request(
        &mut self,
        installation: EmployerId,
        id: RequestId,
        state: RequestState,
        words: &str,
        at: Instant,
    ) -> Result<bool, StoreError> {
        let args = args![id, state.code(), words, at];
        Ok(self.employer(installation).execute(&ANSWER, args).await? > 0)
    }
}
