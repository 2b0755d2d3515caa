//! Software that acts for an organisation through the REST API: its keys, its tokens.

use fla_domain::access::ApiScopes;
use fla_domain::ids::{ChangeId, ClientId, ClientKeyId, EmployerId};
use fla_domain::time::Instant;

use crate::engine::{Row, StoreError, Tx};
use crate::{args, statements};

/// Software of an organisation.
#[derive(Clone, Debug)]
pub struct StoredClient {
    /// Its id.
    pub id: ClientId,
    /// The organisation.
    pub organisation: EmployerId,
    /// What people call it.
    pub name: String,
    /// How far it reaches.
    pub scopes: ApiScopes,
    /// Since when.
    pub made_at: Instant,
    /// The change that made it.
    pub change: ChangeId,
}

/// A public key by which software proves who it is.
#[derive(Clone, Debug)]
pub struct StoredKey {
    /// Its id.
    pub id: ClientKeyId,
    /// The organisation.
    pub organisation: EmployerId,
    /// Whose.
    pub client: ClientId,
    /// The key, as a JSON Web Key (RFC 7517).
    pub jwk: String,
    /// Since when.
    pub made_at: Instant,
    /// The change that added it.
    pub change: ChangeId,
}

/// A token that software was given; only its digest is kept.
#[derive(Clone, Debug)]
pub struct StoredToken {
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// The organisation.
    pub organisation: EmployerId,
    /// To whom.
    pub client: ClientId,
    /// What it lets do.
    pub scopes: ApiScopes,
    /// Until when.
    pub expires_at: Instant,
    /// The thumbprint of the key that its holder must prove to hold (RFC 9449); `None` where whoever
    /// has it may use it.
    pub bound_to: Option<String>,
}

/// By which name software goes at an outside issuer of tokens.
#[derive(Clone, Debug)]
pub struct StoredLink {
    /// The issuer.
    pub issuer: String,
    /// The name of the software there.
    pub outside_id: String,
    /// The organisation.
    pub organisation: EmployerId,
    /// Which software.
    pub client: ClientId,
    /// Since when.
    pub made_at: Instant,
}

statements! {
    employer INSERT = "INSERT INTO api_client (employer_id, id, name, scopes, made_at, change_id) VALUES ($1, $2, $3, $4, $5, $6)";
    employer LIST = "SELECT employer_id, id, name, scopes, made_at, change_id FROM api_client WHERE employer_id = $1 AND ended_at IS NULL ORDER BY made_at, id";
    employer GET = "SELECT employer_id, id, name, scopes, made_at, change_id FROM api_client WHERE employer_id = $1 AND id = $2 AND ended_at IS NULL";
    employer END = "UPDATE api_client SET ended_at = $3 WHERE employer_id = $1 AND id = $2 AND ended_at IS NULL";
    employer INSERT_KEY = "INSERT INTO api_key (employer_id, client_id, id, jwk, made_at, change_id) VALUES ($1, $2, $3, $4, $5, $6)";
    employer KEYS = "SELECT employer_id, client_id, id, jwk, made_at, change_id FROM api_key WHERE employer_id = $1 AND ended_at IS NULL ORDER BY made_at, id";
    employer KEYS_OF = "SELECT employer_id, client_id, id, jwk, made_at, change_id FROM api_key WHERE employer_id = $1 AND client_id = $2 AND ended_at IS NULL ORDER BY made_at, id";
    employer END_KEY = "UPDATE api_key SET ended_at = $4 WHERE employer_id = $1 AND client_id = $2 AND id = $3 AND ended_at IS NULL";
    global INSERT_TOKEN = "INSERT INTO api_token (token_hash, organisation_id, client_id, scopes, expires_at, bound_to) VALUES ($1, $2, $3, $4, $5, $6)";
    global FIND_TOKEN = "SELECT token_hash, organisation_id, client_id, scopes, expires_at, bound_to FROM api_token WHERE token_hash = $1";
    global END_TOKENS = "DELETE FROM api_token WHERE organisation_id = $1 AND client_id = $2";
    global INSERT_LINK = "INSERT INTO client_link (issuer, outside_id, organisation_id, client_id, made_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    global FIND_LINK = "SELECT issuer, outside_id, organisation_id, client_id, made_at FROM client_link WHERE issuer = $1 AND outside_id = $2";
    global LINKS = "SELECT issuer, outside_id, organisation_id, client_id, made_at FROM client_link WHERE organisation_id = $1 ORDER BY made_at, client_id";
    global END_LINK = "DELETE FROM client_link WHERE organisation_id = $1 AND client_id = $2";
    global TAKE_ASSERTION = "INSERT INTO client_assertion (jti_hash, expires_at) VALUES ($1, $2) ON CONFLICT (jti_hash) DO NOTHING";
    global TAKE_CALLS = "INSERT INTO api_calls (client_id, ends_at, taken) VALUES ($1, $2, $3) \
        ON CONFLICT (client_id, ends_at) DO UPDATE SET taken = api_calls.taken + excluded.taken WHERE api_calls.taken + excluded.taken <= $4";
}

fn scopes(row: &Row) -> Result<ApiScopes, StoreError> {
    let text: String = row.get("scopes")?;
    ApiScopes::of_text(&text).ok_or_else(|| StoreError::corrupt("api_client", "scopes"))
}

fn client(row: &Row) -> Result<StoredClient, StoreError> {
    Ok(StoredClient {
        id: row.get("id")?,
        organisation: row.get("employer_id")?,
        name: row.get("name")?,
        scopes: scopes(row)?,
        made_at: row.get("made_at")?,
        change: row.get("change_id")?,
    })
}

fn key(row: &Row) -> Result<StoredKey, StoreError> {
    Ok(StoredKey {
        id: row.get("id")?,
        organisation: row.get("employer_id")?,
        client: row.get("client_id")?,
        jwk: row.get("jwk")?,
        made_at: row.get("made_at")?,
        change: row.get("change_id")?,
    })
}

fn link(row: &Row) -> Result<StoredLink, StoreError> {
    Ok(StoredLink {
        issuer: row.get("issuer")?,
        outside_id: row.get("outside_id")?,
        organisation: row.get("organisation_id")?,
        client: row.get("client_id")?,
        made_at: row.get("made_at")?,
    })
}

impl Tx {
    /// Adds software.
    pub async fn insert_client(&mut self, c: &StoredClient) -> Result<(), StoreError> {
        let args = args![c.id, &c.name, c.scopes.text(), c.made_at, c.change];
        self.employer(c.organisation).execute(&INSERT, args).await?;
        Ok(())
    }

    /// The software of an organisation that was not ended, in the order in which it was added.
    pub async fn clients(&mut self, of: EmployerId) -> Result<Vec<StoredClient>, StoreError> {
        self.employer(of).fetch(&LIST, args![]).await?.iter().map(client).collect()
    }

    /// Software that was not ended.
    pub async fn client(
        &mut self,
        of: EmployerId,
        id: ClientId,
    ) -> Result<Option<StoredClient>, StoreError> {
        let row = self.employer(of).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(client).transpose()
    }

    /// Ends software with its tokens, its name at an outside issuer and its folders; `false` where there
    /// is none, or it was ended.
    pub async fn end_client(
        &mut self,
        of: EmployerId,
        id: ClientId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        let ended = self.employer(of).execute(&END, args![id, at]).await?;
        self.end_tokens(of, id).await?;
        self.end_link(of, id).await?;
        self.end_folders_of(of, id).await?;
        Ok(ended > 0)
    }

    /// Adds a key.
    pub async fn insert_key(&mut self, k: &StoredKey) -> Result<(), StoreError> {
        let args = args![k.client, k.id, &k.jwk, k.made_at, k.change];
        self.employer(k.organisation).execute(&INSERT_KEY, args).await?;
        Ok(())
    }

    /// The keys of all software of an organisation.
    pub async fn keys(&mut self, of: EmployerId) -> Result<Vec<StoredKey>, StoreError> {
        self.employer(of).fetch(&KEYS, args![]).await?.iter().map(key).collect()
    }

    /// The keys of one.
    pub async fn keys_of(
        &mut self,
        of: EmployerId,
        client: ClientId,
    ) -> Result<Vec<StoredKey>, StoreError> {
        self.employer(of).fetch(&KEYS_OF, args![client]).await?.iter().map(key).collect()
    }

    /// Ends a key, and every token that the software was given; `false` where there is none.
    pub async fn end_key(
        &mut self,
        of: EmployerId,
        client: ClientId,
        id: ClientKeyId,
        at: Instant,
    ) -> Result<bool, StoreError> {
        let ended = self.employer(of).execute(&END_KEY, args![client, id, at]).await?;
        self.end_tokens(of, client).await?;
        Ok(ended > 0)
    }

    async fn end_tokens(&mut self, of: EmployerId, client: ClientId) -> Result<(), StoreError> {
        self.global().execute(&END_TOKENS, args![of, client]).await?;
        Ok(())
    }

    /// Keeps by which name software goes at an outside issuer; `false` where other software goes by it
    /// there, of whatever organisation, or the software has such a name already.
    pub async fn insert_link(&mut self, l: &StoredLink) -> Result<bool, StoreError> {
        let args = args![&l.issuer, &l.outside_id, l.organisation, l.client, l.made_at];
        Ok(self.global().execute(&INSERT_LINK, args).await? > 0)
    }

    /// Which software goes by a name at an outside issuer.
    pub async fn find_link(
        &mut self,
        issuer: &str,
        outside_id: &str,
    ) -> Result<Option<StoredLink>, StoreError> {
        let row = self.global().fetch_optional(&FIND_LINK, args![issuer, outside_id]).await?;
        row.as_ref().map(link).transpose()
    }

    /// The names at outside issuers of all software of an organisation.
    pub async fn links(&mut self, of: EmployerId) -> Result<Vec<StoredLink>, StoreError> {
        self.global().fetch(&LINKS, args![of]).await?.iter().map(link).collect()
    }

    /// Forgets the name of software at an outside issuer; `false` where it has none.
    pub async fn end_link(&mut self, of: EmployerId, id: ClientId) -> Result<bool, StoreError> {
        Ok(self.global().execute(&END_LINK, args![of, id]).await? > 0)
    }

    /// Keeps a token.
    pub async fn insert_token(&mut self, t: &StoredToken) -> Result<(), StoreError> {
        let bound_to = t.bound_to.as_deref();
        let args = args![
            t.token_hash.clone(),
            t.organisation,
            t.client,
            t.scopes.text(),
            t.expires_at,
            bound_to
        ];
        self.global().execute(&INSERT_TOKEN, args).await?;
        Ok(())
    }

    /// A token by its digest, one that is past its end too as long as it is not purged.
    pub async fn find_token(&mut self, hash: &[u8]) -> Result<Option<StoredToken>, StoreError> {
        let row = self.global().fetch_optional(&FIND_TOKEN, args![hash.to_vec()]).await?;
        let Some(row) = row else { return Ok(None) };
        Ok(Some(StoredToken {
            token_hash: row.get("token_hash")?,
            organisation: row.get("organisation_id")?,
            client: row.get("client_id")?,
            scopes: scopes(&row)?,
            expires_at: row.get("expires_at")?,
            bound_to: row.get("bound_to")?,
        }))
    }

    /// Takes the proof by which software asks for a token; `false` where it was used before, on any
    /// instance. It is kept until it would have expired.
    pub async fn take_assertion(
        &mut self,
        jti_hash: &[u8],
        expires_at: Instant,
    ) -> Result<bool, StoreError> {
        let args = args![jti_hash.to_vec(), expires_at];
        Ok(self.global().execute(&TAKE_ASSERTION, args).await? > 0)
    }

    /// Takes a block of calls out of what a client may make until an instant, over all instances;
    /// false where fewer are left than the block holds. A block is never larger than the whole.
    pub async fn take_calls(
        &mut self,
        client: ClientId,
        until: Instant,
        block: i64,
        limit: i64,
    ) -> Result<bool, StoreError> {
        let taken = args![client, until, block, limit];
        Ok(self.global().execute(&TAKE_CALLS, taken).await? > 0)
    }
}
