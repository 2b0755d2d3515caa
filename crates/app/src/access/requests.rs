//! First use without knowing the operator: somebody signed in asks to have an organisation added, as
//! its legal representative or for it; the operator checks that and answers.

use fla_domain::access::{Action, Role};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployerId, RequestId};
use fla_domain::quantity::DEFAULT_DAY_MINUTES;
use fla_store::request::{OrganisationRequest, RequestState};

use super::employers::{added, check_free, check_qualities, name_of};
use super::grants::finish;
use super::{INSTALLATION, Visitor, caller};
use crate::apply::check_settings;
use crate::intake::{Key, digest_of};
use crate::{App, Caller, NewEmployer, Refused};

/// Requests of one person that may wait at the same time.
const MOST: usize = 3;

impl App {
    /// Asks the operator to add an organisation, whose access the person who asks will manage; once
    /// under its key. Where no name is given, it is the one that the CBE knows.
    ///
    /// # Errors
    /// Those of adding it: `ENTERPRISE-006` where it is in the register, `EMPLOYER-NAME-001` without
    /// a name, `QUALITY-001`; `ACCESS-901` where three requests of the person wait.
    pub async fn ask_for_organisation(
        &self,
        visitor: &Visitor,
        new: &NewEmployer,
        key: &Key,
    ) -> Result<RequestId, Refused> {
        const KIND: &str = "askOrganisation";
        let found = check_qualities(&new.qualities);
        if !found.is_empty() {
            return Err(found.into());
        }
        let digest = digest_of(&(KIND, new))?;
        // In the role that is asked for; nothing else is done with it.
        let caller = caller(visitor, Role::AccessManager, INSTALLATION);
        let mut work = self.begin(&caller, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let id = earlier.object.map(RequestId);
            return id.ok_or_else(|| Refused::Broken("a request without an id".to_owned()));
        }
        let own = work.tx.requests_of(&visitor.ssin).await?;
        let waiting: Vec<_> = own.iter().filter(|r| r.state == RequestState::Waiting).collect();
        if waiting.len() >= MOST {
            let fault = Anomaly::new(Zone::Access, Fault::NoRoom).at("enterpriseNumber");
            return Err(fault.with("max", MOST).into());
        }
        if waiting.iter().any(|r| r.enterprise_number == new.enterprise_number) {
            let fault = Anomaly::new(Zone::EnterpriseNumber, Fault::Duplicate);
            return Err(fault.at("enterpriseNumber").into());
        }
        if let Err(refused) = check_free(&mut work, new).await {
            // Whoever tries numbers leaves a trace.
            work.tx.rollback().await?;
            self.note_refusal(&caller, KIND).await?;
            return Err(refused);
        }
        let name = name_of(&mut work, new).await?;
        let found = check_settings(&name, DEFAULT_DAY_MINUTES);
        if !found.is_empty() {
            return Err(found.into());
        }
        let request = OrganisationRequest {
            id: RequestId(self.opaque_id()),
            employer: INSTALLATION,
            ssin: visitor.ssin.clone(),
            person_name: visitor.name.clone(),
            enterprise_number: new.enterprise_number.clone(),
            name,
            language: new.language,
            qualities: new.qualities.clone(),
            asked_at: work.at,
            state: RequestState::Waiting,
            words: String::new(),
            answered_at: None,
            change: work.change,
        };
        work.tx.insert_request(&request).await?;
        finish(work, KIND, key, digest, request.id.0).await?;
        Ok(request.id)
    }

    /// The requests of a person, the latest first.
    pub async fn own_requests(
        &self,
        visitor: &Visitor,
    ) -> Result<Vec<OrganisationRequest>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let found = tx.requests_of(&visitor.ssin).await?;
        tx.rollback().await?;
        Ok(found)
    }

    /// The requests that wait for the operator, oldest first.
    pub async fn organisation_requests(
        &self,
        caller: &Caller,
    ) -> Result<Vec<OrganisationRequest>, Refused> {
        self.may(caller, Action::AddEmployer, "organisationRequests").await?;
        let mut tx = self.inner.store.read().await?;
        let found = tx.waiting_requests(INSTALLATION).await?;
        tx.rollback().await?;
        self.note_read(caller, "organisationRequests", Vec::new()).await?;
        Ok(found)
    }

    /// Adds the organisation that somebody asked for, with that person as its first access manager;
    /// once under its key. Hidden where the request does not wait.
    ///
    /// # Errors
    /// `ENTERPRISE-006` where the organisation was added meanwhile.
    pub async fn grant_request(
        &self,
        caller: &Caller,
        id: RequestId,
        key: &Key,
    ) -> Result<EmployerId, Refused> {
        let asked = self.grant_request_once(caller, id, key);
        self.refusal_noted(caller, "grantRequest", asked).await
    }

    async fn grant_request_once(
        &self,
        caller: &Caller,
        id: RequestId,
        key: &Key,
    ) -> Result<EmployerId, Refused> {
        const KIND: &str = "grantRequest";
        caller.require(Action::AddEmployer)?;
        let digest = digest_of(&(KIND, id))?;
        let here = Caller { employer: INSTALLATION, ..caller.clone() };
        let mut work = self.begin(&here, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return added(&earlier);
        }
        let waiting = work.tx.waiting_requests(INSTALLATION).await?;
        let request = waiting.into_iter().find(|r| r.id == id).ok_or(Refused::Hidden)?;
        let at = work.at;
        work.tx.answer_request(INSTALLATION, id, RequestState::Added, "", at).await?;
        let new = NewEmployer {
            enterprise_number: request.enterprise_number,
            nsso_number: None,
            name: request.name,
            language: request.language,
            qualities: request.qualities,
        };
        self.add_in(work, &new, Some((&request.ssin, Role::AccessManager)), key, digest).await
    }

    /// Refuses a request, with words for whoever asked; once under its key. Hidden where the request
    /// does not wait.
    ///
    /// # Errors
    /// `REASON-001` without words, `REASON-093` where they are longer than 500 characters.
    pub async fn refuse_request(
        &self,
        caller: &Caller,
        id: RequestId,
        words: &str,
        key: &Key,
    ) -> Result<(), Refused> {
        let asked = self.refuse_request_once(caller, id, words, key);
        self.refusal_noted(caller, "refuseRequest", asked).await
    }

    async fn refuse_request_once(
        &self,
        caller: &Caller,
        id: RequestId,
        words: &str,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "refuseRequest";
        caller.require(Action::AddEmployer)?;
        let words = words.trim();
        let fault = |fault| Anomaly::new(Zone::Reason, fault).at("reason");
        if words.is_empty() {
            return Err(fault(Fault::Missing).into());
        }
        if words.chars().count() > 500 {
            return Err(fault(Fault::Length).with("max", 500).into());
        }
        let digest = digest_of(&(KIND, id, words))?;
        let here = Caller { employer: INSTALLATION, ..caller.clone() };
        let mut work = self.begin(&here, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let at = work.at;
        if !work.tx.answer_request(INSTALLATION, id, RequestState::Refused, words, at).await? {
            return Err(Refused::Hidden);
        }
        finish(work, KIND, key, digest, id.0).await
    }
}
