//! Folders in which senders leave batch files. The operator hands a number out and says as which
//! software of which organisation it sends; that software was added by whoever manages the access of
//! the organisation, and ends with all its folders when they end it.

use fla_domain::access::{Action, Ground};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{ClientId, EmployerId};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_store::Engine;
use fla_store::folder::StoredFolder;

use super::clients::{client_name, parts_of};
use super::grants::finish;
use crate::caller::{For, Held};
use crate::intake::{Key, digest_of};
use crate::{App, Caller, Channel, Refused};

/// For how long (microseconds) an instance looks after the folders once it says so.
const WATCH: i64 = 20_000_000;

/// A folder that is to be given.
#[derive(Clone, Debug)]
pub struct NewFolder {
    /// The number of the sender, from 1 to 999,999.
    pub number: u32,
    /// As which software of the caller's organisation it sends.
    pub client: ClientId,
    /// Language of the answers.
    pub language: Language,
    /// SHA-256 of certificates that may sign besides those in which the enterprise number of the
    /// organisation stands; in lower-case hexadecimal digits.
    pub signers: Vec<String>,
}

/// The folder of a sender.
#[derive(Clone, Debug)]
pub struct FolderView {
    /// The number of the sender.
    pub number: u32,
    /// The organisation that sends.
    pub organisation: EmployerId,
    /// Its enterprise number.
    pub enterprise_number: EnterpriseNumber,
    /// The software.
    pub client: ClientId,
    /// What the software calls itself ([`client_name`]).
    pub client_id: String,
    /// Language of the answers.
    pub language: Language,
    /// SHA-256 of further certificates that may sign.
    pub signers: Vec<String>,
    /// Since when.
    pub since: Instant,
}

impl App {
    /// Gives a folder to software of the caller's organisation, once under its key; `false` where the
    /// number is given already, to whomever.
    ///
    /// # Errors
    /// `SCOPE-001` for software that may not send files; hidden where there is no such software.
    pub async fn give_folder(
        &self,
        caller: &Caller,
        new: &NewFolder,
        key: &Key,
    ) -> Result<bool, Refused> {
        const KIND: &str = "giveFolder";
        // Numbers are the operator's to hand out.
        self.may(caller, Action::AddEmployer, KIND).await?;
        let digest = digest_of(&(KIND, new.number, new.client, new.language, &new.signers))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(true);
        }
        let client = work.tx.client(caller.employer, new.client).await?.ok_or(Refused::Hidden)?;
        if !client.scopes.allow(Action::SendFiles) {
            return Err(Anomaly::new(Zone::Scope, Fault::Missing).at("scope").into());
        }
        let folder = StoredFolder {
            number: new.number.into(),
            organisation: caller.employer,
            client: new.client,
            language: new.language,
            signers: new.signers.clone(),
            made_at: work.at,
        };
        if !work.tx.insert_folder(&folder).await? {
            work.tx.rollback().await?;
            return Ok(false);
        }
        finish(work, KIND, key, digest, new.client.0).await?;
        Ok(true)
    }

    /// Takes a folder of the caller's organisation back, once under the key; hidden where it has none
    /// of this number. What was taken out of it before is carried out.
    pub async fn end_folder(&self, caller: &Caller, number: u32, key: &Key) -> Result<(), Refused> {
        const KIND: &str = "endFolder";
        self.may(caller, Action::AddEmployer, KIND).await?;
        let digest = digest_of(&(KIND, number))?;
        let mut work = self.begin(caller, None).await?;
        if work.earlier(key, &digest).await?.is_some() {
            return Ok(());
        }
        if !work.tx.end_folder(caller.employer, number.into()).await? {
            return Err(Refused::Hidden);
        }
        let change = work.change.0;
        finish(work, KIND, key, digest, change).await
    }

    /// All folders that are given, by their numbers.
    pub async fn folders(&self, caller: &Caller) -> Result<Vec<FolderView>, Refused> {
        self.may(caller, Action::AddEmployer, "folders").await?;
        let mut tx = self.inner.store.read().await?;
        let mut views = Vec::new();
        for folder in tx.folders().await? {
            let organisation = tx.organisations(&[folder.organisation]).await?.pop();
            let organisation = organisation.ok_or_else(broken)?;
            views.push(FolderView {
                number: u32::try_from(folder.number).map_err(|_| broken())?,
                organisation: folder.organisation,
                client_id: client_name(&organisation.enterprise_number, folder.client),
                enterprise_number: organisation.enterprise_number,
                client: folder.client,
                language: folder.language,
                signers: folder.signers,
                since: folder.made_at,
            });
        }
        tx.rollback().await?;
        Ok(views)
    }

    /// The organisation and software of the name by which software asks for a token; `None` for a
    /// name of nobody.
    pub async fn software_named(
        &self,
        name: &str,
    ) -> Result<Option<(EmployerId, ClientId)>, Refused> {
        let Some((number, client)) = parts_of(name) else { return Ok(None) };
        let mut tx = self.inner.store.read().await?;
        let organisation = tx.find_employer(&number).await?;
        tx.rollback().await?;
        Ok(organisation.map(|organisation| (organisation, client)))
    }

    /// The software that sends by a folder; hidden where it was ended.
    pub async fn act_for_folder(&self, folder: &FolderView) -> Result<Caller, Refused> {
        let mut tx = self.inner.store.read().await?;
        let client = tx.client(folder.organisation, folder.client).await?;
        let qualities = tx.qualities(folder.organisation).await?;
        tx.rollback().await?;
        let client = client.ok_or(Refused::Hidden)?;
        Ok(Caller {
            software: Some(client.id),
            name: client.name,
            role: fla_domain::access::Role::Client,
            grant: Some((client.organisation, Held::Software(client.id))),
            scopes: Some(client.scopes),
            ground: Ground::Own(qualities),
            acting: For::Own,
            ..Caller::system(
                client.organisation,
                Channel::Folder,
                format!("folder {:06}", folder.number),
            )
        })
    }

    /// Whether this instance looks after the folders for the next while: one at a time does.
    pub async fn watches_folders(&self) -> Result<bool, Refused> {
        // An embedded store has one process.
        if self.inner.store.engine() == Engine::Sqlite {
            return Ok(true);
        }
        let mut tx = self.inner.store.write().await?;
        let now = self.now();
        let until = Instant(now.0 + WATCH);
        let mine = tx.watch_folders(self.inner.worker, until, now).await?;
        tx.commit().await?;
        Ok(mine)
    }
}

fn broken() -> Refused {
    Refused::Broken("the folder of a sender".to_owned())
}
