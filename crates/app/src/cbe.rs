//! The open data of the Crossroads Bank for Enterprises: loading an extract, and what it says of an
//! enterprise number.

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fla_domain::access::Action;
use fla_domain::anomaly::Fault;
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::language::Language;
use fla_formats::cbe;
use fla_store::Tx;
use fla_store::cbe::{CbeExtract, CbeName};
use jiff::civil::Date;
use tokio::sync::mpsc;

use crate::access::INSTALLATION;
use crate::intake::{Key, digest_of};
use crate::{App, Caller, Receipt, Refused};

use source::Piece;

/// Rows that are cleared in one transaction.
const CLEARED: i64 = 20_000;

/// What the extract that is loaded says of an enterprise number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CbeEntry {
    /// The day of the extract.
    pub snapshot: Date,
    /// Whether it knows the number. It may be too old to.
    pub known: bool,
    /// The registered name, where there is one.
    pub name: Option<String>,
}

impl App {
    /// Loads a full extract, a ZIP file or a folder with its files, in the place of the one before:
    /// whoever reads meanwhile sees the one or the other, whole.
    ///
    /// # Errors
    /// Every fault of the files, with file, line and column; [`Refused::Conflict`] where another load
    /// began in the meantime. What was loaded before then stays.
    pub async fn load_cbe(&self, caller: &Caller, path: &Path) -> Result<CbeExtract, Refused> {
        const KIND: &str = "loadCbe";
        self.may(caller, Action::AddEmployer, KIND).await?;
        let (sender, mut pieces) = mpsc::channel(2);
        let path = path.to_owned();
        let reading = tokio::task::spawn_blocking(move || source::read(&path, &sender));
        let mut begun = None;
        let written = self.write_cbe(&mut pieces, &mut begun).await;
        drop(pieces);
        let read = reading.await.map_err(|_| Refused::Broken("reading an extract".to_owned()))?;
        let whole = written.and(read.map_err(Refused::from)).and_then(|()| {
            begun.ok_or_else(|| cbe::fault(cbe::META, Fault::Missing, "cbe-missing").into())
        });
        let taken = match whole {
            Ok(extract) => self.take_cbe(caller, KIND, extract).await,
            Err(refused) => Err(refused),
        };
        if let (Err(_), Some(extract)) = (&taken, begun) {
            let mut tx = self.inner.store.write().await?;
            tx.give_up_cbe(extract).await?;
            tx.commit().await?;
        }
        self.clear_old_cbe().await?;
        taken
    }

    async fn write_cbe(
        &self,
        pieces: &mut mpsc::Receiver<Piece>,
        begun: &mut Option<i64>,
    ) -> Result<(), Refused> {
        while let Some(piece) = pieces.recv().await {
            let mut tx = self.inner.store.write_long().await?;
            let (numbers, names) = match piece {
                Piece::Day(day) => {
                    *begun = Some(tx.begin_cbe(day).await?);
                    (Vec::new(), Vec::new())
                }
                Piece::Numbers(numbers) => (numbers, Vec::new()),
                Piece::Names(names) => (Vec::new(), names.into_iter().map(stored).collect()),
            };
            let Some(extract) = *begun else { continue };
            if !tx.add_to_cbe(extract, numbers, names).await? {
                return Err(Refused::Conflict);
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// Puts an extract in the place of the one before, and notes it for the installation.
    async fn take_cbe(
        &self,
        caller: &Caller,
        kind: &str,
        extract: i64,
    ) -> Result<CbeExtract, Refused> {
        let here = Caller { employer: INSTALLATION, ..caller.clone() };
        let mut work = self.begin(&here, None).await?;
        if !work.tx.take_cbe(extract).await? {
            return Err(Refused::Conflict);
        }
        let receipt = Receipt { change: work.change, object: None, affected: 0, job: None };
        let key = Key::new(&format!("{kind}:{extract}"))?;
        work.note(kind, &key, digest_of(&(kind, extract))?, &receipt).await?;
        let loaded = work.tx.cbe_extract().await?;
        work.tx.commit().await?;
        loaded.ok_or_else(|| Refused::Broken("no extract is loaded".to_owned()))
    }

    async fn clear_old_cbe(&self) -> Result<(), Refused> {
        let mut more = true;
        while more {
            let mut tx = self.inner.store.write_long().await?;
            more = tx.clear_old_cbe(CLEARED).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// The day of the extract that is loaded.
    pub async fn cbe_snapshot(&self) -> Result<Option<Date>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let extract = tx.cbe_extract().await?;
        tx.rollback().await?;
        Ok(extract.map(|extract| extract.snapshot))
    }

    /// What the extract that is loaded says of a number; nothing where none is. The name in that
    /// language where there is one, else the first.
    pub async fn cbe_entry(
        &self,
        number: &EnterpriseNumber,
        language: Language,
    ) -> Result<Option<CbeEntry>, Refused> {
        Ok(self.cbe_entries(std::slice::from_ref(number), language).await?.remove(number))
    }

    /// The same of many numbers.
    pub async fn cbe_entries(
        &self,
        numbers: &[EnterpriseNumber],
        language: Language,
    ) -> Result<BTreeMap<EnterpriseNumber, CbeEntry>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let found = entries(&mut tx, numbers, language).await?;
        tx.rollback().await?;
        Ok(found)
    }
}

/// What the extract that is loaded says of some numbers.
pub(crate) async fn entries(
    tx: &mut Tx,
    numbers: &[EnterpriseNumber],
    language: Language,
) -> Result<BTreeMap<EnterpriseNumber, CbeEntry>, Refused> {
    let Some(extract) = tx.cbe_extract().await? else { return Ok(BTreeMap::new()) };
    let known: BTreeSet<_> = tx.cbe_known(extract.id, numbers).await?.into_iter().collect();
    let names = tx.cbe_names(extract.id, numbers).await?;
    let entry = |number: &EnterpriseNumber| {
        let own = || names.iter().filter(|name| name.number == *number);
        let name = own().find(|name| name.language == Some(language)).or_else(|| own().next());
        CbeEntry {
            snapshot: extract.snapshot,
            known: known.contains(number),
            name: name.map(|name| name.name.clone()),
        }
    };
    Ok(numbers.iter().map(|number| (number.clone(), entry(number))).collect())
}

fn stored(name: cbe::Name) -> CbeName {
    let cbe::Name { number, language, name, line } = name;
    CbeName { number, language, line: i64::try_from(line).unwrap_or(i64::MAX), name }
}
