//! Trainings that training providers report, and the part of each that is about one person.

use fla_domain::identifier::Ssin;
use fla_domain::ids::{ChangeId, EmployerId, ParticipationId, ReportId, ReportPartId, TrainingId};
use fla_domain::reported::PartState;
use fla_domain::time::Instant;
use fla_domain::training::TrainingDetails;
use jiff::civil::Date;
use uuid::Uuid;

use crate::engine::{FOREVER, Row, StoreError, Tx};
use crate::{args, statements};

/// A training as a provider reported it.
#[derive(Clone, Debug)]
pub struct ReportedTraining {
    /// Its id.
    pub id: ReportId,
    /// Who reported it.
    pub provider: EmployerId,
    /// The training.
    pub details: TrainingDetails,
    /// Whether participants obtained a certificate.
    pub certificate: bool,
    /// Last day on which that is valid.
    pub valid_until: Option<Date>,
    /// Digest of the secret by which participants confirm themselves; `None` where they cannot.
    pub join_hash: Option<Vec<u8>>,
    /// When.
    pub made_at: Instant,
    /// Name of who reported it.
    pub made_by: String,
    /// The change.
    pub change: ChangeId,
}

/// The part of a report about one person, in the hands of the person's employer.
#[derive(Clone, Debug)]
pub struct ReportedPart {
    /// Its id.
    pub id: ReportPartId,
    /// The employer it was reported to.
    pub receiver: EmployerId,
    /// The report.
    pub report: ReportId,
    /// Who reported it.
    pub provider: EmployerId,
    /// The person.
    pub ssin: Ssin,
    /// Name as the provider, or the person, gave it.
    pub name: String,
    /// Whether the person confirmed it by the link.
    pub by_link: bool,
    /// The training as it was reported.
    pub details: TrainingDetails,
    /// Whether the person obtained a certificate.
    pub certificate: bool,
    /// Last day on which that is valid.
    pub valid_until: Option<Date>,
    /// Where it stands.
    pub state: PartState,
    /// Why the employer disputes it; else empty.
    pub words: String,
    /// When it was reported.
    pub reported_at: Instant,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// Name of who answered.
    pub answered_by: Option<String>,
    /// The training in the register, where it was accepted or merged.
    pub training: Option<TrainingId>,
    /// The participation in the register.
    pub participation: Option<ParticipationId>,
    /// What was registered instead, where it was accepted with a change.
    pub changed: Option<TrainingDetails>,
    /// The change by which it last changed.
    pub change: ChangeId,
}

/// What a provider sees of a part it reported: never the number of the person.
#[derive(Clone, Debug)]
pub struct SentPart {
    /// Its id.
    pub id: ReportPartId,
    /// The employer it was reported to.
    pub receiver: EmployerId,
    /// The report.
    pub report: ReportId,
    /// Name of the person.
    pub name: String,
    /// Whether the person confirmed it by the link.
    pub by_link: bool,
    /// Where it stands.
    pub state: PartState,
    /// Why the employer disputes it; else empty.
    pub words: String,
    /// When it was reported.
    pub reported_at: Instant,
    /// When it was answered.
    pub answered_at: Option<Instant>,
    /// What was registered instead, where it was accepted with a change.
    pub changed: Option<TrainingDetails>,
}

statements! {
    employer INSERT = "INSERT INTO report (employer_id, id, details, certificate, valid_until, join_hash, made_at, made_by, change_id) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    employer RECENT = "SELECT id, employer_id, details, certificate, valid_until, join_hash, made_at, made_by, change_id FROM report \
        WHERE employer_id = $1 AND made_at <= $2 AND (made_at < $2 OR id < $3) ORDER BY made_at DESC, id DESC LIMIT $4";
    employer COUNT = "SELECT COUNT(*) AS n FROM report WHERE employer_id = $1";
    employer GET = "SELECT id, employer_id, details, certificate, valid_until, join_hash, made_at, made_by, change_id FROM report \
        WHERE employer_id = $1 AND id = $2";
    employer BY_JOIN = "SELECT id, employer_id, details, certificate, valid_until, join_hash, made_at, made_by, change_id FROM report \
        WHERE employer_id = $1 AND join_hash = $2";
    employer SET_JOIN = "UPDATE report SET join_hash = $3 WHERE employer_id = $1 AND id = $2";

    bulk employer INSERT_PARTS = "report_part" (id id, report_id id, provider_id id, ssin text, name text, by_link int, details text, certificate int, valid_until text?, state text, words text, reported_at int, answered_at int?, answered_by text?, training_id id?, participation_id id?, change_id id);
    employer IN_STATE = "SELECT id, employer_id, report_id, provider_id, ssin, name, by_link, details, certificate, valid_until, state, words, reported_at, answered_at, answered_by, training_id, participation_id, changed, change_id FROM report_part \
        WHERE employer_id = $1 AND state = $2 ORDER BY reported_at DESC, report_id, name, id LIMIT $3 OFFSET $4";
    employer ANSWERED = "SELECT id, employer_id, report_id, provider_id, ssin, name, by_link, details, certificate, valid_until, state, words, reported_at, answered_at, answered_by, training_id, participation_id, changed, change_id FROM report_part \
        WHERE employer_id = $1 AND answered_at IS NOT NULL AND answered_at <= $2 AND (answered_at < $2 OR id < $3) \
        AND state IN ('accepted', 'merged', 'disputed') ORDER BY answered_at DESC, id DESC LIMIT $4";
    employer WAITING_OF = "SELECT id, employer_id, report_id, provider_id, ssin, name, by_link, details, certificate, valid_until, state, words, reported_at, answered_at, answered_by, training_id, participation_id, changed, change_id FROM report_part \
        WHERE employer_id = $1 AND report_id = $2 AND state = 'waiting' ORDER BY name, id";
    employer SOME = "SELECT id, employer_id, report_id, provider_id, ssin, name, by_link, details, certificate, valid_until, state, words, reported_at, answered_at, answered_by, training_id, participation_id, changed, change_id FROM report_part \
        WHERE employer_id = $1 AND id IN ANY_ID($2)";
    employer OF_PARTICIPATIONS = "SELECT id, employer_id, report_id, provider_id, ssin, name, by_link, details, certificate, valid_until, state, words, reported_at, answered_at, answered_by, training_id, participation_id, changed, change_id FROM report_part \
        WHERE employer_id = $1 AND participation_id IN ANY_ID($2)";
    employer WAITING = "SELECT COUNT(*) AS people, MIN(reported_at) AS first FROM report_part WHERE employer_id = $1 AND state = 'waiting'";
    employer LATE = "SELECT COUNT(*) AS late FROM report_part WHERE employer_id = $1 AND state = 'waiting' AND reported_at < $2";
    employer ANSWER = "UPDATE report_part SET state = $3, words = $4, answered_at = $5, answered_by = $6, training_id = $7, participation_id = $8, changed = $9, change_id = $10 \
        WHERE employer_id = $1 AND id = $2";
    employer SENT = "SELECT id, receiver_id, report_id, name, by_link, state, words, reported_at, answered_at, changed FROM report_part_sent \
        WHERE employer_id = $1 AND report_id IN ANY_ID($2) ORDER BY reported_at, name, id";
    person OF_PERSON = "SELECT id, employer_id, report_id, provider_id, ssin, name, by_link, details, certificate, valid_until, state, words, reported_at, answered_at, answered_by, training_id, participation_id, changed, change_id FROM report_part \
        WHERE ssin = $1 ORDER BY reported_at DESC, id";
}

fn report(row: &Row) -> Result<ReportedTraining, StoreError> {
    Ok(ReportedTraining {
        id: row.get("id")?,
        provider: row.get("employer_id")?,
        details: row.json("details")?,
        certificate: row.get("certificate")?,
        valid_until: row.get("valid_until")?,
        join_hash: row.get("join_hash")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        change: row.get("change_id")?,
    })
}

fn part(row: &Row) -> Result<ReportedPart, StoreError> {
    Ok(ReportedPart {
        id: row.get("id")?,
        receiver: row.get("employer_id")?,
        report: row.get("report_id")?,
        provider: row.get("provider_id")?,
        ssin: row.get("ssin")?,
        name: row.get("name")?,
        by_link: row.get("by_link")?,
        details: row.json("details")?,
        certificate: row.get("certificate")?,
        valid_until: row.get("valid_until")?,
        state: row.code("state", PartState::from_code)?,
        words: row.get("words")?,
        reported_at: row.get("reported_at")?,
        answered_at: row.get("answered_at")?,
        answered_by: row.get("answered_by")?,
        training: row.get("training_id")?,
        participation: row.get("participation_id")?,
        changed: changed(row)?,
        change: row.get("change_id")?,
    })
}

fn sent(row: &Row) -> Result<SentPart, StoreError> {
    Ok(SentPart {
        id: row.get("id")?,
        receiver: row.get("receiver_id")?,
        report: row.get("report_id")?,
        name: row.get("name")?,
        by_link: row.get("by_link")?,
        state: row.code("state", PartState::from_code)?,
        words: row.get("words")?,
        reported_at: row.get("reported_at")?,
        answered_at: row.get("answered_at")?,
        changed: changed(row)?,
    })
}

fn changed(row: &Row) -> Result<Option<TrainingDetails>, StoreError> {
    row.get::<Option<String>>("changed")?.map(|_| row.json("changed")).transpose()
}

/// A training as the store keeps it: the form of commands.
fn text(details: &TrainingDetails) -> String {
    // Texts, dates and numbers always have a text form.
    serde_json::to_string(details).unwrap_or_default()
}

impl Tx {
    /// Keeps a report.
    pub async fn insert_report(&mut self, r: &ReportedTraining) -> Result<(), StoreError> {
        let args = args![
            r.id,
            text(&r.details),
            r.certificate,
            r.valid_until,
            r.join_hash.clone(),
            r.made_at,
            &r.made_by,
            r.change
        ];
        self.employer(r.provider).execute(&INSERT, args).await?;
        Ok(())
    }

    /// The last reports of a provider, newest first: those before one, where it is given.
    pub async fn recent_reports(
        &mut self,
        provider: EmployerId,
        before: Option<(Instant, ReportId)>,
        limit: i64,
    ) -> Result<Vec<ReportedTraining>, StoreError> {
        let (at, id) = before.unwrap_or((Instant(FOREVER), ReportId(Uuid::nil())));
        let rows = self.employer(provider).fetch(&RECENT, args![at, id, limit]).await?;
        rows.iter().map(report).collect()
    }

    /// How many reports a provider made.
    pub async fn count_reports(&mut self, provider: EmployerId) -> Result<i64, StoreError> {
        self.employer(provider).fetch_one(&COUNT, args![]).await?.get("n")
    }

    /// A report of a provider.
    pub async fn get_report(
        &mut self,
        provider: EmployerId,
        id: ReportId,
    ) -> Result<Option<ReportedTraining>, StoreError> {
        let row = self.employer(provider).fetch_optional(&GET, args![id]).await?;
        row.as_ref().map(report).transpose()
    }

    /// The report of a provider whose participants confirm themselves by a secret.
    pub async fn report_by_join(
        &mut self,
        provider: EmployerId,
        join_hash: &[u8],
    ) -> Result<Option<ReportedTraining>, StoreError> {
        let row = self.employer(provider).fetch_optional(&BY_JOIN, args![join_hash]).await?;
        row.as_ref().map(report).transpose()
    }

    /// Sets by which secret participants confirm themselves, or that they no longer can.
    pub async fn set_join(
        &mut self,
        provider: EmployerId,
        id: ReportId,
        join_hash: Option<Vec<u8>>,
    ) -> Result<(), StoreError> {
        self.employer(provider).execute(&SET_JOIN, args![id, join_hash]).await?;
        Ok(())
    }

    /// Hands parts of reports to an employer.
    pub async fn insert_reported_parts(
        &mut self,
        receiver: EmployerId,
        parts: &[ReportedPart],
    ) -> Result<(), StoreError> {
        let rows = parts.iter().map(|p| {
            args![
                p.id,
                p.report,
                p.provider,
                &p.ssin,
                &p.name,
                p.by_link,
                text(&p.details),
                p.certificate,
                p.valid_until,
                p.state.code(),
                &p.words,
                p.reported_at,
                p.answered_at,
                p.answered_by.as_deref(),
                p.training,
                p.participation,
                p.change
            ]
        });
        self.employer(receiver).insert_many(&INSERT_PARTS, rows).await?;
        Ok(())
    }

    /// What was reported to an employer and stands in a state, newest first: so many after so many.
    pub async fn reported_parts_in(
        &mut self,
        receiver: EmployerId,
        state: PartState,
        (limit, after): (i64, i64),
    ) -> Result<Vec<ReportedPart>, StoreError> {
        let args = args![state.code(), limit, after];
        self.employer(receiver).fetch(&IN_STATE, args).await?.iter().map(part).collect()
    }

    /// What was accepted, merged or disputed of what was reported to an employer, the latest answer first:
    /// what was answered before one, where it is given.
    pub async fn answered_parts(
        &mut self,
        receiver: EmployerId,
        before: Option<(Instant, ReportPartId)>,
        limit: i64,
    ) -> Result<Vec<ReportedPart>, StoreError> {
        let (at, id) = before.unwrap_or((Instant(FOREVER), ReportPartId(Uuid::nil())));
        let rows = self.employer(receiver).fetch(&ANSWERED, args![at, id, limit]).await?;
        rows.iter().map(part).collect()
    }

    /// What waits of one report, by name.
    pub async fn waiting_parts_of(
        &mut self,
        receiver: EmployerId,
        report: ReportId,
    ) -> Result<Vec<ReportedPart>, StoreError> {
        let rows = self.employer(receiver).fetch(&WAITING_OF, args![report]).await?;
        rows.iter().map(part).collect()
    }

    /// Some of what was reported to an employer, in no order.
    pub async fn reported_parts(
        &mut self,
        receiver: EmployerId,
        ids: &[ReportPartId],
    ) -> Result<Vec<ReportedPart>, StoreError> {
        self.employer(receiver).fetch(&SOME, args![ids]).await?.iter().map(part).collect()
    }

    /// What was reported of participations that an employer holds.
    pub async fn reports_of_participations(
        &mut self,
        receiver: EmployerId,
        ids: &[ParticipationId],
    ) -> Result<Vec<ReportedPart>, StoreError> {
        let rows = self.employer(receiver).fetch(&OF_PARTICIPATIONS, args![ids]).await?;
        rows.iter().map(part).collect()
    }

    /// How many parts wait for an employer's answer, since when the first of them, and how many
    /// since before an instant.
    pub async fn waiting_reports(
        &mut self,
        receiver: EmployerId,
        before: Instant,
    ) -> Result<(i64, Option<Instant>, i64), StoreError> {
        let mut scope = self.employer(receiver);
        let row = scope.fetch_one(&WAITING, args![]).await?;
        let late = scope.fetch_one(&LATE, args![before]).await?;
        Ok((row.get("people")?, row.get("first")?, late.get("late")?))
    }

    /// Writes where a part stands after its employer, or the provider, did something with it.
    pub async fn answer_reported_part(&mut self, p: &ReportedPart) -> Result<(), StoreError> {
        let args = args![
            p.id,
            p.state.code(),
            &p.words,
            p.answered_at,
            p.answered_by.as_deref(),
            p.training,
            p.participation,
            p.changed.as_ref().map(text),
            p.change
        ];
        self.employer(p.receiver).execute(&ANSWER, args).await?;
        Ok(())
    }

    /// What a provider sees of the parts of its reports.
    pub async fn sent_parts(
        &mut self,
        provider: EmployerId,
        reports: &[ReportId],
    ) -> Result<Vec<SentPart>, StoreError> {
        self.employer(provider).fetch(&SENT, args![reports]).await?.iter().map(sent).collect()
    }

    /// Everything that was reported of a person, to any employer, newest first.
    pub async fn reported_of(&mut self, ssin: &Ssin) -> Result<Vec<ReportedPart>, StoreError> {
        self.person(ssin).fetch(&OF_PERSON, args![]).await?.iter().map(part).collect()
    }
}
