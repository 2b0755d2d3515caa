//! What is asked together: who calls, what stands before a change, what accounts follow from, what is
//! shown of one. On the database server it is one question; whoever asks for each part of it afterwards
//! has the answer already.

use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{ClientId, EmployeeId, EmployerId};
use fla_domain::time::Instant;

use crate::args;
use crate::engine::{StoreError, Tx};
use crate::{
    access, change, client, employee, employer, employment, ledger, right, span, training,
};

/// What will be asked before a change.
#[derive(Clone, Copy, Default)]
pub struct Before<'a> {
    /// What the caller did before under a key.
    pub key: Option<&'a str>,
    /// What the caller did before under some keys, in this order.
    pub keys: &'a [String],
    /// People, in this order.
    pub people: &'a [EmployeeId],
}

impl Tx {
    /// Asks for a token, by its hash, and for the employer of a number.
    pub async fn ask_call(
        &mut self,
        token: &[u8],
        number: &EnterpriseNumber,
    ) -> Result<(), StoreError> {
        let questions =
            vec![(&client::FIND_TOKEN, args![token]), (&employer::FIND_ENTERPRISE, args![number])];
        self.global().ask_ahead(questions).await
    }

    /// Asks for the software of an organisation, and for what that is.
    pub async fn ask_software(
        &mut self,
        organisation: EmployerId,
        software: ClientId,
    ) -> Result<(), StoreError> {
        let questions = vec![(&client::GET, args![software]), (&access::QUALITIES, args![])];
        self.employer(organisation).ask_ahead(questions).await
    }

    /// Asks all of it at once of a token that is thought to be of this software.
    pub async fn ask_known_call(
        &mut self,
        token: &[u8],
        number: &EnterpriseNumber,
        (organisation, software): (EmployerId, ClientId),
    ) -> Result<(), StoreError> {
        let own = vec![(&client::GET, args![software]), (&access::QUALITIES, args![])];
        let global =
            vec![(&client::FIND_TOKEN, args![token]), (&employer::FIND_ENTERPRISE, args![number])];
        self.employer(organisation).ask_ahead_with(own, global).await
    }

    /// Asks what stands before a change: when the last one was, whether software of the employer's own
    /// still is, and what else will be asked.
    pub async fn ask_before_change(
        &mut self,
        employer: EmployerId,
        software: Option<ClientId>,
        actor: &str,
        before: Before<'_>,
    ) -> Result<(), StoreError> {
        let mut questions = vec![(&change::LATEST, args![])];
        questions.extend(software.map(|software| (&client::GET, args![software])));
        questions.extend(before.key.map(|key| (&change::BY_KEY, args![actor, key])));
        if !before.keys.is_empty() {
            questions.push((&change::BY_KEYS, args![actor, before.keys]));
        }
        if !before.people.is_empty() {
            questions.push((&employee::THERE, args![before.people, Instant::LATEST]));
        }
        self.employer(employer).ask_ahead(questions).await
    }

    /// Asks what the accounts of these people follow from, and what stands of them: spans, ends of
    /// service, rights, entries, credits, adjustments and, where they are few, so many of the
    /// participations that count.
    pub async fn ask_accounts(
        &mut self,
        employer: EmployerId,
        ids: &[EmployeeId],
        as_known: Instant,
        parts: Option<usize>,
    ) -> Result<(), StoreError> {
        let mut questions = vec![
            (&span::SPANS, args![ids, as_known]),
            (&employment::ENDS, args![ids, as_known]),
            (&right::RIGHTS, args![ids, as_known]),
            (&ledger::ENTRIES, args![ids, as_known]),
            (&ledger::CREDITS, args![ids]),
            (&ledger::ADJUSTMENTS, args![ids, as_known]),
        ];
        questions
            .extend(parts.map(|most| (&training::COUNTING_OF, training::counting_of(ids, most))));
        self.employer(employer).ask_ahead(questions).await
    }

    /// Asks what the account of a person shows.
    pub async fn ask_shown_account(
        &mut self,
        employer: EmployerId,
        id: EmployeeId,
        as_known: Instant,
    ) -> Result<(), StoreError> {
        let ids = &[id][..];
        let questions = vec![
            (&employee::GET, args![id, as_known]),
            (&employer::GET, args![as_known]),
            (&span::SPANS, args![ids, as_known]),
            (&employment::ENDS, args![ids, as_known]),
            (&training::PARTS_OF, args![ids, as_known]),
            (&training::OF_PEOPLE, args![ids, as_known]),
            (&right::RIGHTS, args![ids, as_known]),
            (&right::WORKINGS_OF, args![ids, as_known]),
            (&right::OVERRIDES, args![ids, as_known]),
            (&right::COMPANY_DAYS, args![ids, as_known]),
            (&right::OPT_OUTS, args![ids, as_known]),
            (&ledger::ENTRIES, args![ids, as_known]),
            (&ledger::ADJUSTMENTS, args![ids, as_known]),
        ];
        self.employer(employer).ask_ahead(questions).await
    }
}
