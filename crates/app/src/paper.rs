//! Papers: the individual training account of an employee and year for one or for all, the yearly
//! notice with the proof that it was given, and the complete copy for the employee.

mod bundle;
mod command;
mod input;
mod notices;
mod own;

pub use bundle::{BundleKind, BundleView};
pub(crate) use bundle::{PAPERS, step};
pub use command::PaperCommand;
pub(crate) use command::{apply, check};
pub use notices::{NoticePage, NoticeView};
pub use own::OwnExport;

use fla_domain::access::Action;
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::language::Language;
use fla_domain::time::{Instant, Year};
use fla_paper::PaperFault;
use fla_store::TRACES;
use tracing::{Instrument as _, info_span};

use crate::read::account::view;
use crate::{AccountView, App, Caller, Refused, Visitor, section};

/// A paper that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The name under which it is taken along; it holds no number of a person.
    pub name: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// In which language somebody is written to: the own one, else the employer's.
pub(crate) fn language_of(view: &AccountView) -> Language {
    view.employee.person.language.unwrap_or(view.employer.language)
}

pub(crate) fn broken(fault: &PaperFault) -> Refused {
    Refused::Broken(format!("a paper: {fault}"))
}

/// Making a paper is work for a processor: it is done beside what waits for answers.
pub(crate) async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refused> + Send + 'static,
) -> Result<T, Refused> {
    tokio::task::spawn_blocking(work)
        .instrument(info_span!(target: TRACES, "fla.paper.draw"))
        .await
        .map_err(|_| Refused::Broken("making of a paper".to_owned()))?
}

impl App {
    /// The individual training account of an employee and year, in the employee's language;
    /// hidden where the employee is another employer's.
    pub async fn account_paper(
        &self,
        caller: &Caller,
        employee: EmployeeId,
        year: Year,
    ) -> Result<Paper, Refused> {
        if let Err(refused) = caller.require(Action::ReadPeople) {
            self.note_refusal(caller, "accountPaper").await?;
            return Err(refused);
        }
        let drawn = self.draw_account(caller, employee, year, None);
        let paper = self.refusal_noted(caller, "accountPaper", drawn).await?;
        self.note_read(caller, "accountPaper", vec![employee]).await?;
        Ok(paper)
    }

    /// The own individual training account with an employer, in a language; hidden where the
    /// person never was there.
    pub async fn own_account_paper(
        &self,
        visitor: &Visitor,
        employer: EmployerId,
        year: Year,
        language: Language,
    ) -> Result<Paper, Refused> {
        let own = self.act_for_self(visitor).await?;
        let Some((caller, employee)) = own.into_iter().find(|(c, _)| c.employer() == employer)
        else {
            return self.note_own_refusal(visitor, "ownAccountPaper").await;
        };
        caller.require(Action::ReadOwnAccount)?;
        let paper = self.draw_account(&caller, employee, year, Some(language)).await?;
        self.note_read(&caller, "ownAccountPaper", vec![employee]).await?;
        Ok(paper)
    }

    async fn draw_account(
        &self,
        caller: &Caller,
        employee: EmployeeId,
        year: Year,
        language: Option<Language>,
    ) -> Result<Paper, Refused> {
        let mut tx = self.inner.store.read().await?;
        let reached = section::among(caller, self.today(), &mut tx, vec![employee]).await?;
        reached.first().ok_or(Refused::Hidden)?;
        let view = view(&mut tx, caller.employer(), employee, Instant::LATEST).await?;
        tx.rollback().await?;
        let view = view.ok_or(Refused::Hidden)?;
        let language = language.unwrap_or_else(|| language_of(&view));
        let account = input::account(self, &view, year, language);
        let name = format!("{}.pdf", input::file_name(&view, year));
        beside(move || {
            let bytes = fla_paper::account(&account, language).map_err(|f| broken(&f))?;
            Ok(Paper { name, bytes })
        })
        .await
    }
}
