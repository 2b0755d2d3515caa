//! Lists of trainings, and one training with its participants.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::TrainingId;
use fla_domain::time::{Instant, Year};
use fla_domain::training::Status;
use fla_store::employee::fold;
use fla_store::overview::{PageFrom, PartCount, TrainingFilter};
use fla_store::training::{StoredPart, StoredTraining};

use super::names;
use crate::{App, Caller, Refused, section};

/// Which page of which trainings.
#[derive(Clone, Debug, Default)]
pub struct TrainingQuery {
    /// Part of a title; empty for all.
    pub title: String,
    /// Only trainings with a participation in this status.
    pub status: Option<Status>,
    /// Trainings that start in this year; `None` for all.
    pub year: Option<Year>,
    /// Withdrawn ones too.
    pub withdrawn: bool,
    /// Page, from 1.
    pub page: u32,
    /// The trainings behind this one, in place of a page.
    pub after: Option<TrainingId>,
}

/// A training in a list.
#[derive(Clone, Debug)]
pub struct TrainingItem {
    /// The training.
    pub training: StoredTraining,
    /// Its participations by status.
    pub counts: Vec<PartCount>,
}

/// A page of trainings.
#[derive(Clone, Debug)]
pub struct TrainingPage {
    /// The trainings, latest start first.
    pub items: Vec<TrainingItem>,
    /// Whether there is a next page.
    pub more: bool,
}

/// A participant of a training.
#[derive(Clone, Debug)]
pub struct Participant {
    /// The participation.
    pub part: StoredPart,
    /// Name to show.
    pub name: String,
    /// Masked SSIN.
    pub ssin: String,
}

/// A training with its participants.
#[derive(Clone, Debug)]
pub struct TrainingView {
    /// The training.
    pub training: StoredTraining,
    /// The participants by name, withdrawn ones too.
    pub participants: Vec<Participant>,
    /// Whether there are others, whom the caller does not reach: then it is not the caller's to
    /// change.
    pub others: bool,
}

/// Trainings on a page.
const PAGE: i64 = 50;

impl App {
    /// A page of the trainings.
    pub async fn trainings(
        &self,
        caller: &Caller,
        query: &TrainingQuery,
    ) -> Result<TrainingPage, Refused> {
        self.may(caller, Action::ReadPeople, "trainings").await?;
        let employer = caller.employer();
        let filter = TrainingFilter {
            title: fold(query.title.trim()),
            status: query.status,
            year: query.year,
            withdrawn: query.withdrawn,
            section: section::of(caller, self.today()),
        };
        let from = match query.after {
            Some(after) => PageFrom::Behind(after),
            None => PageFrom::Offset(PAGE * i64::from(query.page.max(1) - 1)),
        };
        let mut tx = self.inner.store.read().await?;
        if let Some(after) = query.after
            && tx.get_training(employer, after, Instant::LATEST).await?.is_none()
        {
            return Err(Anomaly::new(Zone::Training, Fault::NotFound).at("after").into());
        }
        let mut ids = tx.list_trainings(employer, &filter, PAGE + 1, from).await?;
        let more = ids.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
        ids.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let mut trainings: BTreeMap<TrainingId, StoredTraining> = tx
            .get_trainings(employer, &ids, Instant::LATEST)
            .await?
            .into_iter()
            .map(|t| (t.id, t))
            .collect();
        let mut counts: BTreeMap<TrainingId, Vec<PartCount>> = BTreeMap::new();
        for count in tx.part_counts(employer, &ids, filter.section.as_ref()).await? {
            counts.entry(count.training).or_default().push(count);
        }
        tx.rollback().await?;
        let items = ids
            .into_iter()
            .filter_map(|id| {
                let training = trainings.remove(&id)?;
                Some(TrainingItem { training, counts: counts.remove(&id).unwrap_or_default() })
            })
            .collect();
        Ok(TrainingPage { items, more })
    }

    /// A training with its participants, now or as known at an instant; hidden where it is
    /// another employer's. Participants whom the caller does not reach are left out.
    pub async fn training(
        &self,
        caller: &Caller,
        id: TrainingId,
        as_known: Option<Instant>,
    ) -> Result<TrainingView, Refused> {
        self.may(caller, Action::ReadPeople, "training").await?;
        let employer = caller.employer();
        let known = as_known.unwrap_or(Instant::LATEST);
        let mut tx = self.inner.store.read().await?;
        let training = tx.get_training(employer, id, known).await?;
        let training = self.there(caller, "training", training).await?;
        let parts = tx.parts_in(employer, id, known).await?;
        let all: Vec<_> = parts.iter().map(|p| p.employee).collect();
        let ids = section::among(caller, self.today(), &mut tx, all.clone()).await?;
        let others = all.len() - ids.len();
        if others > 0 && ids.is_empty() {
            return self.there(caller, "training", None).await;
        }
        let people: BTreeMap<_, _> = tx
            .get_employees(employer, &ids, Instant::LATEST)
            .await?
            .into_iter()
            .map(|e| (e.id, e.person))
            .collect();
        tx.rollback().await?;
        self.note_read(caller, "training", ids).await?;
        let mut participants: Vec<Participant> = parts
            .into_iter()
            .filter_map(|part| {
                let person = people.get(&part.employee)?;
                Some(Participant { name: names::display(person), ssin: person.ssin.masked(), part })
            })
            .collect();
        participants.sort_by_key(|p| fold(&p.name));
        Ok(TrainingView { training, participants, others: others > 0 })
    }

    /// A training as it stood in the version that somebody saw: the same whenever it is asked for.
    ///
    /// # Errors
    /// [`Refused::Conflict`] where it never had that version.
    pub async fn training_in_version(
        &self,
        caller: &Caller,
        id: TrainingId,
        version: i64,
    ) -> Result<TrainingView, Refused> {
        self.may(caller, Action::ReadPeople, "training").await?;
        let mut tx = self.inner.store.read().await?;
        let versions = tx.training_versions(caller.employer(), id).await?;
        tx.rollback().await?;
        let seen = versions.iter().find(|one| one.version == version).map(|one| one.known_from);
        if seen.is_none() && !versions.is_empty() {
            return Err(Refused::Conflict);
        }
        self.training(caller, id, seen).await
    }
}
