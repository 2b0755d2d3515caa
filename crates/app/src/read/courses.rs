//! The course list, suggestions while typing, teams, who holds which certificate, and evidence.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::Action;
use fla_domain::certificate::Validity;
use fla_domain::identifier::JointCommittee;
use fla_domain::ids::{
    CourseId, EmployeeId, EmployerId, FileId, OwnRecordId, ParticipationId, TrainingId,
};
use fla_domain::own::{RecordKind, Standing};
use fla_domain::time::Instant;
use fla_store::attachment::{Attachment, StoredEvidence};
use fla_store::course::{CertificateTitle, Course};
use fla_store::employee::fold;
use jiff::civil::Date;

use super::names;
use super::sharing::{SharedView, shown};
use crate::evidence::{Evidence, EvidenceContent, EvidenceUpload};
use crate::{App, Caller, Command, Key, Receipt, Refused, Visitor, section};
use fla_store::Tx;

/// Most names suggested while typing.
const SUGGESTED: i64 = 200;
/// Most members of teams who are taken at once: as many as a training may have.
const MEMBERS: i64 = 10_000;

/// Somebody who followed a training, with what they may still do.
#[derive(Clone, Debug)]
pub struct HolderView {
    /// Who.
    pub employee: EmployeeId,
    /// Name.
    pub name: String,
    /// Team.
    pub team: Option<String>,
    /// Until when.
    pub validity: Validity,
    /// What says so.
    pub source: HolderSource,
    /// Its last day.
    pub end: Date,
    /// Whether the person is in service on the day.
    pub in_service: bool,
}

/// What says that somebody holds a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HolderSource {
    /// Something of their own that the employer saw the evidence of, or confirmed.
    Record(OwnRecordId),
    /// A training of this employer.
    Training(TrainingId),
}

impl App {
    /// The employer's own list of courses, by name.
    pub async fn courses(&self, caller: &Caller) -> Result<Vec<Course>, Refused> {
        self.may(caller, Action::ReadPeople, "courses").await?;
        let mut tx = self.inner.store.read().await?;
        let courses = tx.courses(caller.employer()).await?;
        tx.rollback().await?;
        Ok(courses)
    }

    /// A course of the list; hidden where it is another employer's.
    pub async fn course(&self, caller: &Caller, id: CourseId) -> Result<Course, Refused> {
        self.may(caller, Action::ReadPeople, "courses").await?;
        let mut tx = self.inner.store.read().await?;
        let course = tx.get_course(caller.employer(), id).await?;
        tx.rollback().await?;
        self.there(caller, "courses", course).await
    }

    /// Names to suggest while somebody types one: of the list, then of trainings, last used first.
    pub async fn suggested_titles(&self, caller: &Caller) -> Result<Vec<String>, Refused> {
        self.may(caller, Action::ReadPeople, "courses").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let mut titles: Vec<String> =
            tx.courses(employer).await?.into_iter().map(|c| c.title).collect();
        // What others were trained in is not for everybody.
        let used = match caller.section() {
            Some(_) => Vec::new(),
            None => tx.training_titles(employer, SUGGESTED).await?,
        };
        tx.rollback().await?;
        for title in used {
            if !titles.iter().any(|t| fold(t) == fold(&title)) {
                titles.push(title);
            }
        }
        Ok(titles)
    }

    /// The teams of the employer, by name.
    pub async fn teams(&self, caller: &Caller) -> Result<Vec<String>, Refused> {
        self.may(caller, Action::ReadPeople, "teams").await?;
        let mut tx = self.inner.store.read().await?;
        let mut teams = tx.teams(caller.employer()).await?;
        tx.rollback().await?;
        if let Some(section) = caller.section() {
            teams.retain(|team| team == section.team());
        }
        Ok(teams)
    }

    /// The joint committees that occur with the employer, by code.
    pub async fn joint_committees(&self, caller: &Caller) -> Result<Vec<JointCommittee>, Refused> {
        self.may(caller, Action::ReadRegister, "jointCommittees").await?;
        let mut tx = self.inner.store.read().await?;
        let found = tx.joint_committees(caller.employer()).await?;
        tx.rollback().await?;
        Ok(found.iter().filter_map(|code| code.parse().ok()).collect())
    }

    /// The teams with people who are in service today, each with how many, and everybody's number.
    pub async fn team_sizes(&self, caller: &Caller) -> Result<(Vec<(String, i64)>, i64), Refused> {
        self.may(caller, Action::ReadPeople, "teams").await?;
        let (employer, today) = (caller.employer(), self.today());
        let mut tx = self.inner.store.read().await?;
        let mut teams = tx.team_sizes(employer, today).await?;
        let all = match caller.section() {
            None => tx.count_in_service(employer, today).await?,
            Some(section) => {
                teams.retain(|(team, _)| team == section.team());
                let reached = section::of(caller, today);
                let people = tx.all_in_service(employer, today, MEMBERS, reached.as_ref()).await?;
                i64::try_from(people.len()).unwrap_or(i64::MAX)
            }
        };
        tx.rollback().await?;
        teams.sort_by_key(|(team, _)| fold(team));
        Ok((teams, all))
    }

    /// Who is in some teams and in service on a day.
    pub async fn team_members(
        &self,
        caller: &Caller,
        teams: &[String],
        day: Date,
    ) -> Result<Vec<EmployeeId>, Refused> {
        self.may(caller, Action::ReadPeople, "teamMembers").await?;
        let mut tx = self.inner.store.read().await?;
        let members = tx.team_members(caller.employer(), teams, day, MEMBERS).await?;
        let members = section::among(caller, self.today(), &mut tx, members).await?;
        tx.rollback().await?;
        self.note_read(caller, "teamMembers", members.clone()).await?;
        Ok(members)
    }

    /// Everybody who is in service on a day, by name; at most as many as a training may have.
    pub async fn everybody(&self, caller: &Caller, day: Date) -> Result<Vec<EmployeeId>, Refused> {
        self.may(caller, Action::ReadPeople, "employees").await?;
        let mut tx = self.inner.store.read().await?;
        let reached = section::of(caller, self.today());
        let people = tx.all_in_service(caller.employer(), day, MEMBERS, reached.as_ref()).await?;
        tx.rollback().await?;
        self.note_read(caller, "employees", people.clone()).await?;
        Ok(people)
    }

    /// The names under which certificates were obtained by a day, with how many people in service
    /// hold one that is valid on it.
    pub async fn certificate_titles(
        &self,
        caller: &Caller,
        day: Date,
    ) -> Result<Vec<CertificateTitle>, Refused> {
        self.may(caller, Action::ReadRegister, "certificateTitles").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let mut titles = tx.certificate_titles(employer, day).await?;
        let shown = proven(&mut tx, caller, day).await?;
        let people: Vec<EmployeeId> = shown.iter().map(|v| v.employee).collect();
        let serving = tx.in_service_among(employer, &people, day).await?;
        let mut missing: BTreeSet<String> =
            shown.iter().map(|v| fold(&v.record.details.title)).collect();
        // A name with something shown is counted person by person: nobody counts twice.
        for one in &mut titles {
            if missing.remove(&fold(&one.title)) {
                let title = one.title.clone();
                *one = counted(&mut tx, employer, (&title, day), &shown, &serving).await?;
            }
        }
        for name in missing {
            let of = shown.iter().find(|v| fold(&v.record.details.title) == name);
            if let Some(title) = of.map(|v| v.record.details.title.clone()) {
                titles.push(counted(&mut tx, employer, (&title, day), &shown, &serving).await?);
            }
        }
        tx.rollback().await?;
        titles.sort_by_key(|one| fold(&one.title));
        Ok(titles)
    }

    /// Who followed a training of this name by a day, or showed a certificate of it that was
    /// looked at, each once with what holds longest: those who may longest first.
    pub async fn holders(
        &self,
        caller: &Caller,
        title: &str,
        day: Date,
    ) -> Result<Vec<HolderView>, Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, "holders").await?;
            return Err(refused);
        }
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let shown = proven(&mut tx, caller, day).await?;
        let best = best(&mut tx, employer, (title.trim(), day), &shown).await?;
        let ids: Vec<_> = best.keys().copied().collect();
        let people = tx.get_employees(employer, &ids, Instant::LATEST).await?;
        let serving = tx.in_service_among(employer, &ids, day).await?;
        tx.rollback().await?;
        self.note_read(caller, "holders", ids).await?;
        let mut views: Vec<HolderView> = people
            .into_iter()
            .filter_map(|e| {
                let (validity, end, source) = *best.get(&e.id)?;
                Some(HolderView {
                    employee: e.id,
                    name: names::display(&e.person),
                    team: e.person.team,
                    validity,
                    source,
                    end,
                    in_service: serving.contains(&e.id),
                })
            })
            .collect();
        views.sort_by_key(|v| (!v.in_service, std::cmp::Reverse(v.validity), fold(&v.name)));
        Ok(views)
    }

    /// Begins to receive evidence of a participation.
    pub async fn receive_attachment(
        &self,
        caller: &Caller,
        name: &str,
    ) -> Result<EvidenceUpload, Refused> {
        if let Err(refused) = caller.require(Action::RegisterTrainings) {
            self.note_refusal(caller, "attachEvidence").await?;
            return Err(refused);
        }
        self.receive_evidence(name).await
    }

    /// Adds evidence that came in to a participation.
    pub async fn attach(
        &self,
        caller: &Caller,
        training: TrainingId,
        part: ParticipationId,
        mut evidence: Evidence,
        key: &Key,
    ) -> Result<Receipt, Refused> {
        let (employer, actor) = (caller.employer(), caller.actor());
        let before = self.attached_before(employer, &actor, key.as_str(), &evidence.input).await?;
        if let Some(earlier) = before {
            return Ok(earlier);
        }
        let file = evidence.input.clone();
        let command = Command::AttachEvidence { training, participation: part, file };
        let outcome = self.submit(caller, &command, key, None).await;
        evidence.after(&outcome);
        outcome
    }

    /// Removes evidence of a participation, its bytes too.
    pub async fn detach(
        &self,
        caller: &Caller,
        file: FileId,
        key: &Key,
    ) -> Result<Receipt, Refused> {
        let receipt = self.submit(caller, &Command::RemoveEvidence { file }, key, None).await?;
        self.discard(&[file]).await;
        Ok(receipt)
    }

    /// The evidence of the participations in a training; hidden where it is another employer's.
    pub async fn attachments(
        &self,
        caller: &Caller,
        training: TrainingId,
    ) -> Result<Vec<Attachment>, Refused> {
        self.may(caller, Action::ReadPeople, "attachments").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let known = tx.get_training(employer, training, Instant::LATEST).await?;
        self.there(caller, "attachments", known).await?;
        let parts = tx.parts_in(employer, training, Instant::LATEST).await?;
        let all = parts.iter().map(|p| p.employee).collect();
        let people = section::among(caller, self.today(), &mut tx, all).await?;
        if people.is_empty() && !parts.is_empty() {
            return self.there(caller, "attachments", None).await;
        }
        let ids: Vec<_> =
            parts.iter().filter(|p| people.contains(&p.employee)).map(|p| p.id).collect();
        let found = tx.attachments_of_parts(employer, &ids).await?;
        tx.rollback().await?;
        let people = found.iter().map(|a| a.employee).collect();
        self.note_read(caller, "attachments", people).await?;
        Ok(found)
    }

    /// Evidence of a participation; hidden where it is another employer's.
    pub async fn attachment(
        &self,
        caller: &Caller,
        id: FileId,
    ) -> Result<EvidenceContent, Refused> {
        if let Err(refused) = caller.require(Action::ReadPeople) {
            self.note_refusal(caller, "attachment").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let found = tx.get_attachment(caller.employer(), id).await?;
        let attachment = self.there(caller, "attachment", found).await?;
        self.reach(caller, &mut tx, attachment.employee, "attachment").await?;
        tx.rollback().await?;
        self.note_read(caller, "attachment", vec![attachment.employee]).await?;
        self.content(&attachment.file).await
    }

    /// The evidence that employers keep of a person's participations.
    pub async fn own_attachments(
        &self,
        visitor: &Visitor,
    ) -> Result<Vec<(ParticipationId, StoredEvidence)>, Refused> {
        let mut all = Vec::new();
        for (caller, employee) in self.act_for_self(visitor).await? {
            caller.require(Action::ReadOwnAccount)?;
            let mut tx = self.inner.store.read().await?;
            let found = tx.attachments_of(caller.employer(), employee).await?;
            tx.rollback().await?;
            if !found.is_empty() {
                self.note_read(&caller, "ownAttachments", vec![employee]).await?;
            }
            all.extend(found.into_iter().map(|a| (a.part, a.file)));
        }
        Ok(all)
    }

    /// Evidence that an employer keeps of a person's participation; hidden from anybody else.
    pub async fn own_attachment(
        &self,
        visitor: &Visitor,
        id: FileId,
    ) -> Result<EvidenceContent, Refused> {
        for (caller, employee) in self.act_for_self(visitor).await? {
            caller.require(Action::ReadOwnAccount)?;
            let mut tx = self.inner.store.read().await?;
            let found = tx.get_attachment(caller.employer(), id).await?;
            tx.rollback().await?;
            if let Some(attachment) = found.filter(|a| a.employee == employee) {
                self.note_read(&caller, "attachment", vec![employee]).await?;
                return self.content(&attachment.file).await;
            }
        }
        self.note_own_refusal(visitor, "attachment").await
    }
}

/// What holds longest for each person, when it was obtained, and what says so.
type Best = BTreeMap<EmployeeId, (Validity, Date, HolderSource)>;

/// What employees show as a certificate, obtained by a day, and the employer saw or confirmed.
async fn proven(tx: &mut Tx, caller: &Caller, day: Date) -> Result<Vec<SharedView>, Refused> {
    let shares = tx.open_shares(caller.employer(), MEMBERS).await?;
    let mut views = shown(tx, caller, shares).await?;
    views.retain(|v| {
        v.record.details.kind == RecordKind::Certificate
            && v.record.details.end <= day
            && v.standing() > Standing::Declared
    });
    Ok(views)
}

async fn best(
    tx: &mut Tx,
    employer: EmployerId,
    (title, day): (&str, Date),
    shown: &[SharedView],
) -> Result<Best, Refused> {
    let mut best = Best::new();
    let mut take = |employee, found| {
        let kept = best.entry(employee).or_insert(found);
        *kept = (*kept).max(found);
    };
    for h in tx.holders(employer, title).await?.iter().filter(|h| h.end <= day) {
        let validity = Validity::on(h.certificate, h.valid_until, day);
        take(h.employee, (validity, h.end, HolderSource::Training(h.training)));
    }
    for view in shown.iter().filter(|v| fold(&v.record.details.title) == fold(title)) {
        let details = &view.record.details;
        let validity = Validity::on(true, details.valid_until, day);
        take(view.employee, (validity, details.end, HolderSource::Record(view.record.id)));
    }
    Ok(best)
}

async fn counted(
    tx: &mut Tx,
    employer: EmployerId,
    (title, day): (&str, Date),
    shown: &[SharedView],
    serving: &[EmployeeId],
) -> Result<CertificateTitle, Refused> {
    let mut best = best(tx, employer, (title, day), shown).await?;
    best.retain(|_, (validity, _, _)| *validity != Validity::None);
    let others: Vec<EmployeeId> = best.keys().copied().collect();
    let mut in_service: BTreeSet<EmployeeId> = serving.iter().copied().collect();
    in_service.extend(tx.in_service_among(employer, &others, day).await?);
    let valid = best.iter().filter(|(id, (v, _, _))| v.is_valid() && in_service.contains(id));
    let mut ends = Vec::new();
    let mut count = 0;
    for (_, (validity, _, _)) in valid {
        count += 1;
        if let Validity::Until(last) = validity {
            ends.push(*last);
        }
    }
    Ok(CertificateTitle {
        title: title.to_owned(),
        people: i64::try_from(best.len()).unwrap_or(i64::MAX),
        valid: count,
        next: ends.into_iter().min(),
    })
}
