//! Software of an organisation that acts through the REST API: who may, how far, by which keys; its
//! tokens. Keys and tokens are asked for at each request, so that what was ended is gone at once.

use fla_domain::access::{Action, ApiScopes};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{ClientId, ClientKeyId, EmployerId};
use fla_domain::time::Instant;
use fla_store::Tx;
use fla_store::client::{StoredClient, StoredKey, StoredToken};
use sha2::{Digest, Sha256};

use super::grants::finish;
use crate::intake::{Key, digest_of};
use crate::{App, Caller, Refused};

/// How long a token can be used, in microseconds: ten minutes.
pub const TOKEN_LIFE: i64 = 600 * 1_000_000;
/// What tokens begin with, so that they are told from those of others.
pub const TOKEN_PREFIX: &str = "fla_";
/// Longest name of software, in characters.
const NAME_LENGTH: usize = 100;
/// Most keys of one client: enough to change them without a pause.
const MOST_KEYS: usize = 10;

/// Software of an organisation, as people read it.
#[derive(Clone, Debug)]
pub struct ApiClientView {
    /// Its id.
    pub id: ClientId,
    /// What it calls itself where it asks for a token ([`client_name`]).
    pub client_id: String,
    /// What people call it.
    pub name: String,
    /// How far it reaches.
    pub scopes: ApiScopes,
    /// Since when.
    pub since: Instant,
    /// Who added it: the name.
    pub by: String,
    /// Its keys.
    pub keys: Vec<ApiKeyView>,
    /// By which name it goes at an outside issuer, where it goes by one.
    pub link: Option<ApiLinkView>,
    /// The numbers of the folders in which it leaves batch files.
    pub folders: Vec<u32>,
}

/// By which name software goes at an outside issuer of tokens.
#[derive(Clone, Debug)]
pub struct ApiLinkView {
    /// The issuer.
    pub issuer: String,
    /// Its name there.
    pub outside_id: String,
    /// Since when.
    pub since: Instant,
}

/// A public key of software.
#[derive(Clone, Debug)]
pub struct ApiKeyView {
    /// Its id.
    pub id: ClientKeyId,
    /// The key, as JSON Web Key.
    pub jwk: String,
    /// Since when.
    pub since: Instant,
}

/// A token that was just made: the only moment at which it is known.
#[derive(Debug)]
pub struct IssuedToken {
    /// The token.
    pub token: String,
    /// What it lets do.
    pub scopes: ApiScopes,
    /// For how many seconds.
    pub seconds: i64,
}

/// The name by which software asks for a token: the enterprise number of its organisation and its
/// own id, so that whoever reads it sees whose it is.
pub fn client_name(organisation: &EnterpriseNumber, client: ClientId) -> String {
    format!("{}.{client}", organisation.digits())
}

/// The two parts of such a name.
pub(super) fn parts_of(name: &str) -> Option<(EnterpriseNumber, ClientId)> {
    let (organisation, client) = name.split_once('.')?;
    Some((organisation.parse().ok()?, client.parse().ok()?))
}

impl App {
    /// Adds software of the caller's organisation; once under its key.
    ///
    /// # Errors
    /// `CLIENT-001` and `CLIENT-093` for a name that is missing or too long, `CLIENT-006` for one
    /// that is taken, `SCOPE-001` without scopes.
    pub async fn add_client(
        &self,
        caller: &Caller,
        name: &str,
        scopes: ApiScopes,
        key: &Key,
    ) -> Result<ClientId, Refused> {
        const KIND: &str = "addClient";
        self.may(caller, Action::ManageAccess, KIND).await?;
        let name = name.trim();
        let mut faults = faults_of_name(name);
        if scopes.is_empty() {
            faults.push(Anomaly::new(Zone::Scope, Fault::Missing).at("scope"));
        }
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let digest = digest_of(&(KIND, name, scopes.text()))?;
        let mut work = self.begin(caller, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let object = earlier.object.map(ClientId);
            return object.ok_or_else(|| Refused::Broken("client without an id".to_owned()));
        }
        let held = work.tx.clients(caller.employer).await?;
        if held.iter().any(|c| c.name.to_lowercase() == name.to_lowercase()) {
            return Err(Anomaly::new(Zone::Client, Fault::Duplicate).at("name").into());
        }
        let client = StoredClient {
            id: ClientId(self.opaque_id()),
            organisation: caller.employer,
            name: name.to_owned(),
            scopes,
            made_at: work.at,
            change: work.change,
        };
        work.tx.insert_client(&client).await?;
        finish(work, KIND, key, digest, client.id.0).await?;
        Ok(client.id)
    }

    /// Ends software with its keys and tokens, at once; once under its key.
    pub async fn end_client(
        &self,
        caller: &Caller,
        id: ClientId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "endClient";
        self.may(caller, Action::ManageAccess, KIND).await?;
        let digest = digest_of(&(KIND, id))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let at = work.at;
        if !work.tx.end_client(caller.employer, id, at).await? {
            work.tx.rollback().await?;
            return self.there(caller, KIND, None).await;
        }
        finish(work, KIND, key, digest, id.0).await
    }

    /// Adds a public key, given as a JSON Web Key that was checked to be one that can be used; once
    /// under its key.
    ///
    /// # Errors
    /// `CLIENT-901` where the software has ten, `CLIENT-KEY-006` for one it has.
    pub async fn add_client_key(
        &self,
        caller: &Caller,
        client: ClientId,
        jwk: &str,
        key: &Key,
    ) -> Result<ClientKeyId, Refused> {
        const KIND: &str = "addClientKey";
        self.may(caller, Action::ManageAccess, KIND).await?;
        let digest = digest_of(&(KIND, client, jwk))?;
        let mut work = self.begin(caller, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            let object = earlier.object.map(ClientKeyId);
            return object.ok_or_else(|| Refused::Broken("key without an id".to_owned()));
        }
        if work.tx.client(caller.employer, client).await?.is_none() {
            work.tx.rollback().await?;
            return self.there(caller, KIND, None).await;
        }
        let held = work.tx.keys_of(caller.employer, client).await?;
        if held.iter().any(|k| k.jwk == jwk) {
            return Err(Anomaly::new(Zone::ClientKey, Fault::Duplicate).at("key").into());
        }
        if held.len() >= MOST_KEYS {
            let full = Anomaly::new(Zone::ClientKey, Fault::NoRoom).at("key");
            return Err(full.with("limit", MOST_KEYS).into());
        }
        let new = StoredKey {
            id: ClientKeyId(self.opaque_id()),
            organisation: caller.employer,
            client,
            jwk: jwk.to_owned(),
            made_at: work.at,
            change: work.change,
        };
        work.tx.insert_key(&new).await?;
        finish(work, KIND, key, digest, new.id.0).await?;
        Ok(new.id)
    }

    /// Ends a key, and all tokens of its software, at once; once under its key.
    pub async fn end_client_key(
        &self,
        caller: &Caller,
        client: ClientId,
        id: ClientKeyId,
        key: &Key,
    ) -> Result<(), Refused> {
        const KIND: &str = "endClientKey";
        self.may(caller, Action::ManageAccess, KIND).await?;
        let digest = digest_of(&(KIND, client, id))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        let at = work.at;
        if !work.tx.end_key(caller.employer, client, id, at).await? {
            work.tx.rollback().await?;
            return self.there(caller, KIND, None).await;
        }
        finish(work, KIND, key, digest, id.0).await
    }

    /// The software of the caller's organisation, in the order in which it was added.
    pub async fn api_clients(&self, caller: &Caller) -> Result<Vec<ApiClientView>, Refused> {
        self.may(caller, Action::ManageAccess, "clients").await?;
        let mut tx = self.inner.store.read().await?;
        let views = views(&mut tx, caller.employer).await?;
        tx.rollback().await?;
        self.note_read(caller, "clients", Vec::new()).await?;
        Ok(views)
    }

    /// The public keys of the software of a name, as JSON Web Keys; empty for a name of nobody.
    pub async fn keys_of_client(&self, name: &str) -> Result<Vec<String>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let found = named(&mut tx, name).await?;
        let keys = match &found {
            Some(client) => tx.keys_of(client.organisation, client.id).await?,
            None => Vec::new(),
        };
        tx.rollback().await?;
        Ok(keys.into_iter().map(|key| key.jwk).collect())
    }

    /// Gives software a token, after its proof was verified by one of its keys; `None` where the
    /// proof was used before or the software is not there any more. `wanted` is narrowed to what it
    /// may; without a wish it gets all of it. Where nothing is left the scopes are empty, and nothing
    /// can be done with the token.
    pub async fn issue_token(
        &self,
        name: &str,
        jti: &str,
        proof_until: Instant,
        wanted: Option<ApiScopes>,
        bound_to: Option<&str>,
    ) -> Result<Option<IssuedToken>, Refused> {
        let token = format!("{TOKEN_PREFIX}{}", self.secret());
        let mut tx = self.inner.store.write().await?;
        let Some(client) = named(&mut tx, name).await? else {
            tx.rollback().await?;
            return Ok(None);
        };
        // Two clients may use the same name for their proofs: each has names of its own.
        let proof = Sha256::digest(format!("{}\n{jti}", client.id)).to_vec();
        if !tx.take_assertion(&proof, proof_until).await? {
            tx.rollback().await?;
            return Ok(None);
        }
        let scopes = wanted.unwrap_or(client.scopes);
        let scopes: ApiScopes =
            scopes.list().into_iter().filter(|s| client.scopes.has(*s)).collect();
        let kept = StoredToken {
            token_hash: hash(&token),
            organisation: client.organisation,
            client: client.id,
            scopes,
            expires_at: Instant(self.now().0 + TOKEN_LIFE),
            bound_to: bound_to.map(str::to_owned),
        };
        tx.insert_token(&kept).await?;
        tx.commit().await?;
        Ok(Some(IssuedToken { token, scopes, seconds: TOKEN_LIFE / 1_000_000 }))
    }

    /// Uses a proof that a request comes from the holder of a key; `false` where it was used before,
    /// on any instance. It is remembered until it would not be taken any more.
    pub async fn take_proof(
        &self,
        thumbprint: &str,
        jti: &str,
        until: Instant,
    ) -> Result<bool, Refused> {
        let proof = Sha256::digest(format!("dpop\n{thumbprint}\n{jti}")).to_vec();
        let mut tx = self.inner.store.write().await?;
        let taken = tx.take_assertion(&proof, until).await?;
        tx.commit().await?;
        Ok(taken)
    }
}

fn faults_of_name(name: &str) -> Vec<Anomaly> {
    if name.is_empty() {
        return vec![Anomaly::new(Zone::Client, Fault::Missing).at("name")];
    }
    if name.chars().count() > NAME_LENGTH {
        let long = Anomaly::new(Zone::Client, Fault::Length).at("name");
        return vec![long.with("max", NAME_LENGTH)];
    }
    Vec::new()
}

async fn named(tx: &mut Tx, name: &str) -> Result<Option<StoredClient>, Refused> {
    let Some((organisation, client)) = parts_of(name) else { return Ok(None) };
    let Some(organisation) = tx.find_employer(&organisation).await? else { return Ok(None) };
    Ok(tx.client(organisation, client).await?)
}

async fn views(tx: &mut Tx, of: EmployerId) -> Result<Vec<ApiClientView>, Refused> {
    let clients = tx.clients(of).await?;
    let keys = tx.keys(of).await?;
    let links = tx.links(of).await?;
    let folders = tx.folders().await?;
    let changes: Vec<_> = clients.iter().map(|client| client.change).collect();
    let made = tx.changes(of, &changes).await?;
    let number = tx.organisations(&[of]).await?.pop().ok_or(Refused::Hidden)?.enterprise_number;
    Ok(clients
        .into_iter()
        .map(|client| ApiClientView {
            id: client.id,
            client_id: client_name(&number, client.id),
            name: client.name,
            scopes: client.scopes,
            since: client.made_at,
            by: made
                .iter()
                .find(|change| change.id == client.change)
                .map(|change| change.actor_name.clone())
                .unwrap_or_default(),
            keys: keys
                .iter()
                .filter(|key| key.client == client.id)
                .map(|key| ApiKeyView { id: key.id, jwk: key.jwk.clone(), since: key.made_at })
                .collect(),
            link: links.iter().find(|link| link.client == client.id).map(|link| ApiLinkView {
                issuer: link.issuer.clone(),
                outside_id: link.outside_id.clone(),
                since: link.made_at,
            }),
            folders: folders
                .iter()
                .filter(|folder| folder.organisation == of && folder.client == client.id)
                .filter_map(|folder| u32::try_from(folder.number).ok())
                .collect(),
        })
        .collect())
}

pub(super) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}
