//! What a report or an answer to one would do: everything is checked and worked out, and nothing kept.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::ids::{EmployeeId, ParticipationId, ReportPartId};
use fla_domain::time::Year;
use fla_domain::training::TrainingDetails;

use super::{NewReport, send, steps};
use crate::intake::Effect;
use crate::{App, Caller, Preview, Refused, apply};

/// What an employer is about to answer to what was reported.
#[derive(Clone, Copy, Debug)]
pub enum Answering<'a> {
    /// It is registered, as it was reported or as a training that is said in its place.
    Accept(&'a [ReportPartId], Option<&'a TrainingDetails>),
    /// It is not right, with the reason.
    Dispute(&'a [ReportPartId], &'a str),
    /// It is what the employer registered itself.
    Merge(ReportPartId, ParticipationId),
    /// What was merged or disputed waits again.
    Reopen(ReportPartId),
}

impl Answering<'_> {
    /// As what it is noted where it is refused.
    const fn kind(&self) -> &'static str {
        match self {
            Self::Accept(_, None) => "acceptReported",
            Self::Accept(_, Some(_)) => "acceptReportedChanged",
            Self::Dispute(..) => "disputeReported",
            Self::Merge(..) => "mergeReported",
            Self::Reopen(_) => "reopenReported",
        }
    }
}

impl App {
    /// What an answer would do. It is a look at those whose credit it would change.
    ///
    /// # Errors
    /// Those of the answer.
    pub async fn try_answer(
        &self,
        caller: &Caller,
        answer: &Answering<'_>,
    ) -> Result<Preview, Refused> {
        let tried = self.tried_answer(caller, answer);
        let preview = self.refusal_noted(caller, answer.kind(), tried).await?;
        let shown = preview.effects.iter().map(|effect| effect.employee).collect();
        self.note_read(caller, "preview", shown).await?;
        Ok(preview)
    }

    async fn tried_answer(
        &self,
        caller: &Caller,
        answer: &Answering<'_>,
    ) -> Result<Preview, Refused> {
        caller.require(Action::VerifyReports)?;
        if let Answering::Dispute(_, words) = answer {
            steps::check_words(words.trim())?;
        }
        let mut work = self.begin(caller, None).await?;
        let mut preview = Preview { affected: 0, effects: Vec::new(), not_in_service: Vec::new() };
        match answer {
            Answering::Accept(parts, changed) => {
                let registered = steps::accept(&mut work, parts, *changed).await?;
                preview.effects = in_all(registered.effects);
                for command in &registered.commands {
                    preview.not_in_service.extend(apply::not_in_service(&mut work, command).await?);
                }
            }
            Answering::Dispute(parts, words) => {
                steps::dispute(&mut work, parts, words.trim()).await?;
            }
            Answering::Merge(part, participation) => {
                steps::merge(&mut work, *part, *participation).await?;
            }
            Answering::Reopen(part) => steps::reopen(&mut work, *part).await?,
        }
        preview.affected = work.touched.union(&work.written).count();
        work.tx.rollback().await?;
        Ok(preview)
    }

    /// Whether a training could be reported so: how many participants it would be about. Nobody's
    /// account is looked at, for none changes before an employer accepts.
    ///
    /// # Errors
    /// Those of [`App::report_training`].
    pub async fn try_report(&self, caller: &Caller, new: &NewReport) -> Result<usize, Refused> {
        let tried = async {
            caller.require(Action::ReportTrainings)?;
            new.participants.iter().try_for_each(|one| self.invented(&one.ssin))?;
            let mut found = send::check(new);
            let mut tx = self.inner.store.read().await?;
            send::employers(&mut tx, new, &mut found).await?;
            tx.rollback().await?;
            if found.is_empty() { Ok(new.participants.len()) } else { Err(found.into()) }
        };
        let participants = self.refusal_noted(caller, "reportTraining", tried).await?;
        self.note_read(caller, "preview", Vec::new()).await?;
        Ok(participants)
    }
}

/// Several changes of one person's year as one: from before the first until after the last.
fn in_all(effects: Vec<Effect>) -> Vec<Effect> {
    let mut all: BTreeMap<(EmployeeId, Year), Effect> = BTreeMap::new();
    for effect in effects {
        all.entry((effect.employee, effect.year))
            .and_modify(|first| first.after = effect.after)
            .or_insert(effect);
    }
    all.into_values().filter(|effect| effect.before != effect.after).collect()
}
