//! By which names software goes at an outside issuer of tokens. Whoever manages the access of an
//! organisation says it, in the place of a key: then what a token of that issuer says of that name is
//! said of this software.

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::ClientId;
use fla_store::client::StoredLink;

use super::grants::finish;
use crate::intake::{Key, digest_of};
use crate::{App, Caller, Refused};

/// Longest name of software at an issuer, in characters.
const LONGEST: usize = 200;

impl App {
    /// Says by which name software goes at an outside issuer; once under its key.
    ///
    /// # Errors
    /// `CLIENT-LINK-001`, `-003`, `-005` and `-093` for a name that cannot be one, `-006` for one by
    /// which other software goes, of whatever organisation, `-901` where the software goes by a name
    /// already.
    pub async fn link_client(
        &self,
        caller: &Caller,
        client: ClientId,
        (issuer, outside_id): (&str, &str),
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "linkClient";
        self.may(caller, Action::ManageAccess, KIND).await?;
        let outside_id = outside_id.trim();
        check(outside_id)?;
        let digest = digest_of(&(KIND, client, issuer, outside_id))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let own = caller.employer;
        work.tx.client(own, client).await?.ok_or(Refused::Hidden)?;
        if work.tx.links(own).await?.iter().any(|link| link.client == client) {
            return Err(fault(Fault::NoRoom).into());
        }
        let link = StoredLink {
            issuer: issuer.to_owned(),
            outside_id: outside_id.to_owned(),
            organisation: own,
            client,
            made_at: work.at,
        };
        if !work.tx.insert_link(&link).await? {
            return Err(fault(Fault::Duplicate).into());
        }
        finish(work, KIND, key, digest, client.0).await
    }

    /// Forgets by which name software goes at an outside issuer, at once; once under its key.
    pub async fn unlink_client(
        &self,
        caller: &Caller,
        client: ClientId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "unlinkClient";
        self.may(caller, Action::ManageAccess, KIND).await?;
        let digest = digest_of(&(KIND, client))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        if !work.tx.end_link(caller.employer, client).await? {
            return Err(Refused::Hidden);
        }
        finish(work, KIND, key, digest, client.0).await
    }
}

fn fault(fault: Fault) -> Anomaly {
    Anomaly::new(Zone::ClientLink, fault).at("outside_id")
}

/// A name is what tokens can hold (RFC 6749 appendix A.1), and nobody's number.
fn check(outside_id: &str) -> Result<(), Refused> {
    if outside_id.is_empty() {
        return Err(fault(Fault::Missing).into());
    }
    if outside_id.chars().count() > LONGEST {
        return Err(fault(Fault::Length).with("max", LONGEST).into());
    }
    if !outside_id.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Err(fault(Fault::Invalid).into());
    }
    if outside_id.parse::<Ssin>().is_ok() {
        return Err(fault(Fault::Forbidden).into());
    }
    Ok(())
}
