//! The complete copy for the employee: everything the register holds about the person, as JSON and
//! as a paper, with who looked. The names in the JSON are described in `docs/own-export.md` and do
//! not change without a new `format`.

use fla_domain::access::Action;
use fla_domain::dispute::{About, DisputeState};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_paper::{Copy, Look, OwnPart, OwnQuestion, OwnRecord, OwnTopic, QuestionStep};
use serde_json::{Value, json};

use super::{Paper, beside, broken, input};
use crate::read::account::view;
use crate::read::history::LOOKS;
use crate::{
    AccountView, App, DisputeView, LookView, RecordView, Refused, StepView, Visitor, YearView,
};

/// The accounts of a person, with who looked at each, and what is the person's own.
#[derive(Clone, Debug)]
pub struct OwnExport {
    /// The accounts, one for each employer, with who looked, newest first.
    pub accounts: Vec<(AccountView, Vec<LookView>)>,
    /// Trainings and diplomas that the person declared.
    pub records: Vec<RecordView>,
    /// Questions that the person asked.
    pub questions: Vec<DisputeView>,
    /// Who looked at what the person declared, newest first.
    pub looks: Vec<LookView>,
}

impl App {
    /// Everything the register holds about a person.
    pub async fn own_export(&self, visitor: &Visitor) -> Result<OwnExport, Refused> {
        let mut accounts = Vec::new();
        for (caller, employee) in self.act_for_self(visitor).await? {
            caller.require(Action::ReadOwnAccount)?;
            let employer = caller.employer();
            let mut tx = self.inner.store.read().await?;
            let found = view(&mut tx, employer, employee, Instant::LATEST).await?;
            let entries = tx.audit_of(employer, employee, LOOKS).await?;
            tx.rollback().await?;
            self.note_read(&caller, "ownExport", vec![employee]).await?;
            let own = Some(&visitor.ssin);
            let looks = entries.into_iter().map(|entry| LookView::of(entry, own)).collect();
            accounts.extend(found.map(|view| (view, looks)));
        }
        let records = self.own_records(visitor).await?;
        let questions = self.own_disputes(visitor).await?;
        let looks = self.own_record_looks(visitor).await?;
        Ok(OwnExport { accounts, records, questions, looks })
    }

    /// The complete copy as a paper. `words` says who looked in the language of the reader.
    pub async fn own_copy(
        &self,
        visitor: &Visitor,
        language: Language,
        words: impl Fn(&LookView, &str) -> Look,
    ) -> Result<Paper, Refused> {
        let export = self.own_export(visitor).await?;
        let copies: Vec<Copy> = export
            .accounts
            .iter()
            .map(|(view, looks)| Copy {
                years: years(self, view, language),
                looks: looks.iter().map(|look| words(look, &view.employer.name)).collect(),
            })
            .collect();
        let own = OwnPart {
            records: export.records.iter().map(own_record).collect(),
            questions: export.questions.iter().map(own_question).collect(),
            looks: export.looks.iter().map(|look| words(look, "")).collect(),
        };
        let (name, today) = (visitor.name.clone(), self.today());
        beside(move || {
            let bytes = fla_paper::complete_copy(&name, today, &copies, &own, language)
                .map_err(|f| broken(&f))?;
            Ok(Paper { name: format!("fla-{today}.pdf"), bytes })
        })
        .await
    }

    /// The complete copy as JSON.
    pub async fn own_json(&self, visitor: &Visitor) -> Result<Value, Refused> {
        let export = self.own_export(visitor).await?;
        let accounts: Vec<Value> =
            export.accounts.iter().map(|(view, looks)| account_json(view, looks)).collect();
        Ok(json!({
            "format": "fla-own-export/1",
            "drawnUp": self.today(),
            "accounts": accounts,
            "ownRecords": export.records.iter().map(record_json).collect::<Vec<_>>(),
            "copies": self.public_copies(visitor).await?.iter().map(|copy| json!({
                "copy": copy.id,
                "name": copy.name,
                "bytes": copy.size,
                "sha256": copy.digest,
                "receivedAt": copy.received_at.rfc3339(),
                "state": copy.state,
            })).collect::<Vec<_>>(),
            "questions": export.questions.iter().map(question_json).collect::<Vec<_>>(),
            "ownLooks": looks_json(&export.looks),
        }))
    }
}

/// Each year with something in it, latest first; this year's for an account without any.
fn years(app: &App, view: &AccountView, language: Language) -> Vec<fla_paper::Account> {
    let mut years: Vec<_> = view.years.iter().map(|y| y.year).collect();
    years.extend(view.parts.iter().map(|p| p.training.details.end.year()));
    if years.is_empty() {
        years.push(app.today().year());
    }
    years.sort_unstable();
    years.dedup();
    years.into_iter().rev().map(|year| input::account(app, view, year, language)).collect()
}

fn account_json(view: &AccountView, looks: &[LookView]) -> Value {
    let person = &view.employee.person;
    json!({
        "employer": {
            "name": view.employer.name,
            "enterpriseNumber": view.employer.enterprise_number.digits(),
            "dayMinutes": view.employer.day_minutes,
        },
        "person": {
            "ssin": person.ssin.digits(),
            "familyName": person.family_name,
            "givenName": person.given_name,
            "birthDate": person.birth_date,
            "birthPlace": person.birth_place,
            "address": person.address,
            "gender": person.gender,
            "language": person.language.map(Language::code),
            "email": person.email,
            "team": person.team,
        },
        "services": view.employment.services.iter().map(|s| json!({
            "start": s.start,
            "end": s.end,
            "endCause": s.end.and_then(|end| view.employment.end_causes.get(&end)).map(|c| c.code()),
        })).collect::<Vec<_>>(),
        "occupations": view.employment.spans.iter().map(|span| json!({
            "from": span.from,
            "to": span.to,
            "jointCommittee": span.joint_committee.code(),
            "q": span.fraction.q(),
            "s": span.fraction.s(),
            "assumed": span.assumed,
        })).collect::<Vec<_>>(),
        "years": view.years.iter().map(year_json).collect::<Vec<_>>(),
        "trainings": view.parts.iter().map(|p| json!({
            "training": p.training.details,
            "participation": p.part.details,
            "withdrawn": p.part.withdrawn || p.training.withdrawn,
            "knownSince": p.part.known_from.rfc3339(),
        })).collect::<Vec<_>>(),
        "looks": looks_json(looks),
    })
}

fn looks_json(looks: &[LookView]) -> Vec<Value> {
    let look = |look: &LookView| {
        json!({
            "at": look.at.rfc3339(),
            "action": look.action,
            "role": look.role,
            "channel": look.channel,
            "changed": look.changed,
            "yourself": look.own,
        })
    };
    looks.iter().map(look).collect()
}

fn own_record(view: &RecordView) -> OwnRecord {
    let (standing, by) = view.standing();
    let open = view.sharing.iter().filter(|s| s.is_open());
    OwnRecord {
        details: view.record.details.clone(),
        standing,
        by: by.map(|s| s.employer.name.clone()).unwrap_or_default(),
        shown_to: open.map(|s| s.employer.name.clone()).collect(),
        files: view.files.iter().map(|file| file.name.clone()).collect(),
    }
}

fn own_question(view: &DisputeView) -> OwnQuestion {
    let claimed = view.steps.first().and_then(|s| s.claim.as_ref()).and_then(|c| c.title.clone());
    let about = match view.dispute.about {
        About::Missing => OwnTopic::Missing(claimed.unwrap_or_default()),
        About::Right => OwnTopic::Right(view.dispute.year.unwrap_or_default()),
        About::Participation => {
            let part = view.then.as_ref().or(view.now.as_ref());
            OwnTopic::Training(part.map(|p| p.training.details.title.clone()).unwrap_or_default())
        }
    };
    let step = |step: &StepView| QuestionStep {
        on: step.at.date_in_brussels(),
        kind: step.kind,
        words: step.words.clone(),
    };
    OwnQuestion {
        about,
        employer: view.employer.name.clone(),
        due: (view.dispute.state == DisputeState::Open).then_some(view.dispute.due),
        steps: view.steps.iter().map(step).collect(),
    }
}

fn year_json(year: &YearView) -> Value {
    json!({
        "year": year.year,
        "optedOut": year.opted_out,
        "plannedMinutes": year.planned,
        "leftMinutes": year.balance.left(),
        "balance": year.balance,
        "rights": year.rights.iter().map(|right| json!({
            "kind": right.right.kind,
            "state": right.right.state.code(),
            "minutes": right.right.booked,
            "computedMinutes": right.right.computed,
            "reason": right.by_hand.as_ref().map(|set| set.reason.as_str()),
            "working": right.working,
        })).collect::<Vec<_>>(),
        "entries": year.entries.iter().map(|e| json!({
            "date": e.entry.date,
            "kind": e.entry.kind.code(),
            "minutes": e.entry.minutes,
            "creditOf": e.entry.origin_year,
            "training": e.training.as_ref().map(|(_, title)| title.as_str()),
            "reason": e.reason,
        })).collect::<Vec<_>>(),
    })
}

fn record_json(view: &RecordView) -> Value {
    json!({
        "record": view.record.details,
        "version": view.record.version,
        "knownSince": view.record.known_from.rfc3339(),
        "standing": view.standing().0,
        "shown": view.sharing.iter().map(|one| json!({
            "employer": one.employer.name,
            "times": one.times.iter().map(|(from, until)| json!({
                "from": from.rfc3339(),
                "until": until.map(Instant::rfc3339),
            })).collect::<Vec<_>>(),
            "found": one.judgements.iter().map(|j| json!({
                "at": j.at.rfc3339(),
                "version": j.version,
                "standing": j.standing,
                "words": j.words,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "copyOf": view.record.copy,
        "files": view.files.iter().map(|file| json!({
            "name": file.name,
            "mediaType": file.media,
            "bytes": file.size,
            "receivedAt": file.received_at.rfc3339(),
        })).collect::<Vec<_>>(),
    })
}

fn question_json(view: &DisputeView) -> Value {
    json!({
        "employer": view.employer.name,
        "about": view.dispute.about,
        "training": view.then.as_ref().map(|part| part.training.details.title.as_str()),
        "year": view.dispute.year,
        "askedAt": view.dispute.opened_at.rfc3339(),
        "answerBy": view.dispute.due,
        "state": view.dispute.state,
        "steps": view.steps.iter().map(|step| json!({
            "at": step.at.rfc3339(),
            "role": step.role,
            "kind": step.kind,
            "words": step.words,
            "claim": step.claim,
        })).collect::<Vec<_>>(),
    })
}
