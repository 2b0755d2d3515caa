//! Lists out, in the columns in which they can come in again. Each row carries the references by
//! which it is known, so that an unchanged file changes nothing.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::ids::{EmployeeId, EmployerId, TrainingId};
use fla_domain::isced::FieldOfEducation;
use fla_domain::language::Language;
use fla_domain::occupation::Span;
use fla_domain::time::{Instant, Year};
use fla_domain::training::{PublicCopy, Status};
use fla_sheets::write::{self, Kind, Value};
use fla_store::Tx;
use fla_store::employee::{Employee, fold};
use fla_store::ledger::CreditRow;
use fla_store::overview::{EmployeeFilter, PageFrom, TrainingFilter};
use fla_store::training::{StoredPart, StoredTraining};
use jiff::civil::Date;

use super::field::{Field, SheetKind};
use super::people::last_day;
use super::trainings;
use crate::{App, Caller, EmployeeQuery, Refused, TrainingQuery};

/// Which list, as it is filtered on its page.
#[derive(Clone, Debug)]
pub enum ExportQuery {
    /// The employees, with the credit of a year.
    Employees(EmployeeQuery),
    /// The trainings, a row for each participation.
    Trainings(TrainingQuery),
    /// Company days, of a year or all.
    CompanyDays(Option<Year>),
}

/// Rows read at once.
const CHUNK: i64 = 1_000;

impl App {
    /// A whole list as a file, with titles in a language.
    pub async fn export(
        &self,
        caller: &Caller,
        query: &ExportQuery,
        language: Language,
        kind: Kind,
    ) -> Result<Vec<u8>, Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, "export").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let employer = caller.employer();
        let (of, more, rows, people) = match query {
            ExportQuery::Employees(query) => {
                let (rows, people) = employees(&mut tx, employer, query, self.today()).await?;
                (SheetKind::Employees, credit_titles(language, query.year), rows, people)
            }
            ExportQuery::Trainings(query) => {
                let (rows, people) = training_rows(&mut tx, employer, query, language).await?;
                (SheetKind::Trainings, vec![origin_title(language)], rows, people)
            }
            ExportQuery::CompanyDays(year) => {
                let (rows, people) = company_days(&mut tx, employer, *year).await?;
                (SheetKind::CompanyDays, Vec::new(), rows, people)
            }
        };
        tx.rollback().await?;
        self.note_read(caller, "export", people).await?;
        let mut titles: Vec<String> =
            of.fields().map(|field| field.title(language).to_owned()).collect();
        titles.extend(more);
        let files = self.inner.files.clone();
        tokio::task::spawn_blocking(move || {
            let folder = files.scratch().map_err(|error| crate::import::disk(&error))?;
            write::write(kind, &titles, rows, folder)
                .map_err(|_| Refused::Unavailable("writer of a table".to_owned()))
        })
        .await
        .map_err(|_| Refused::Broken("writer of a table".to_owned()))?
    }
}

/// Titles of columns that are told and not read back: they begin with the product's name.
fn credit_titles(language: Language, year: Year) -> Vec<String> {
    let words = match language {
        Language::Nl => ["recht", "overgedragen", "gevolgd", "gepland", "over"],
        Language::Fr => ["droit", "reporté", "suivi", "planifié", "solde"],
        Language::De => ["Anspruch", "übertragen", "besucht", "geplant", "Rest"],
        Language::En => ["right", "carried over", "followed", "planned", "left"],
    };
    words.iter().map(|word| format!("FLA {year}: {word}")).collect()
}

/// The title of the column that tells where a participation is known from; not read back either.
fn origin_title(language: Language) -> String {
    let word = match language {
        Language::Nl => "herkomst",
        Language::Fr => "origine",
        Language::De => "Herkunft",
        Language::En => "origin",
    };
    format!("FLA: {word}")
}

const fn origin(language: Language, copy: PublicCopy) -> &'static str {
    match (language, copy.checked) {
        (Language::Nl, false) => "kopie uit de openbare FLA, niet nagekeken",
        (Language::Nl, true) => "kopie uit de openbare FLA, nagekeken",
        (Language::Fr, false) => "copie du FLA public, non vérifiée",
        (Language::Fr, true) => "copie du FLA public, contrôlée",
        (Language::De, false) => "Kopie aus dem öffentlichen FLA, ungeprüft",
        (Language::De, true) => "Kopie aus dem öffentlichen FLA, überprüft",
        (Language::En, false) => "copy from the public FLA, unverified",
        (Language::En, true) => "copy from the public FLA, checked",
    }
}

type Rows = Vec<Vec<Value>>;

async fn employees(
    tx: &mut Tx,
    employer: EmployerId,
    query: &EmployeeQuery,
    today: Date,
) -> Result<(Rows, Vec<EmployeeId>), Refused> {
    let in_service = !query.leavers || !query.joint_committee.is_empty();
    let filter = EmployeeFilter {
        name: fold(query.name.trim()),
        team: query.team.clone(),
        joint_committee: query.joint_committee.clone(),
        in_service_on: in_service.then_some(today),
        year: query.year,
        section: None,
    };
    let (mut rows, mut people) = (Rows::new(), Vec::new());
    let mut offset = 0;
    loop {
        let page = tx
            .list_employees(employer, &filter, query.sort, CHUNK, PageFrom::Offset(offset))
            .await?;
        if page.is_empty() {
            return Ok((rows, people));
        }
        offset += CHUNK;
        let ids: Vec<EmployeeId> = page.iter().map(|row| row.id).collect();
        let mut spans: BTreeMap<EmployeeId, Vec<Span>> = BTreeMap::new();
        for row in tx.spans_of(employer, &ids, Instant::LATEST).await? {
            spans.entry(row.employee).or_default().push(row.span);
        }
        let known: BTreeMap<EmployeeId, Employee> = tx
            .get_employees(employer, &ids, Instant::LATEST)
            .await?
            .into_iter()
            .map(|e| (e.id, e))
            .collect();
        for item in page {
            let Some(employee) = known.get(&item.id) else { continue };
            let spans = spans.get(&item.id).map_or(&[][..], Vec::as_slice);
            let mut row: Vec<Value> = SheetKind::Employees
                .fields()
                .map(|field| of_employee(field, employee, spans, today))
                .collect();
            row.extend(credit(item.credit.as_ref()));
            rows.push(row);
        }
        people.extend(ids);
    }
}

fn credit(credit: Option<&CreditRow>) -> Vec<Value> {
    let Some(c) = credit else { return Vec::new() };
    let right = c.granted() + c.adjusted - c.lapsed;
    [right, c.carried_in, c.debited, c.planned, c.left()].map(|m| Value::Minutes(m.0)).into()
}

fn of_employee(field: Field, employee: &Employee, spans: &[Span], today: Date) -> Value {
    let person = &employee.person;
    // What somebody works under today; of those who left or are still to come, the last or next.
    let covers = |day: Date| move |s: &&Span| s.from <= day && s.to.is_none_or(|to| to >= day);
    let day = if spans.iter().any(|s| covers(today)(&s)) {
        Some(today)
    } else {
        spans.iter().map(|s| s.from).max()
    };
    let work: Vec<&Span> =
        day.map_or_else(Vec::new, |day| spans.iter().filter(covers(day)).collect());
    let joined = |of: &dyn Fn(&Span) -> String| {
        let parts: Vec<String> = work.iter().map(|span| of(span)).collect();
        if parts.is_empty() { Value::Empty } else { Value::Text(parts.join(" + ")) }
    };
    let hours = |hundredths: u32| format!("{},{:02}", hundredths / 100, hundredths % 100);
    match field {
        Field::Employee => Value::Text(employee.id.to_string()),
        Field::Version => Value::Text(employee.known_from.0.to_string()),
        Field::Ssin => Value::Text(person.ssin.formatted()),
        Field::FamilyName => Value::Text(person.family_name.clone()),
        Field::GivenName => Value::Text(person.given_name.clone()),
        Field::BirthDate => Value::day(person.birth_date),
        Field::BirthPlace => Value::text(person.birth_place.as_deref()),
        Field::Address => Value::text(person.address.as_deref()),
        Field::Gender => Value::text(person.gender.as_deref()),
        Field::Language => Value::text(person.language.map(Language::code)),
        Field::Email => Value::text(person.email.as_deref()),
        Field::Team => Value::text(person.team.as_deref()),
        Field::JointCommittee => joined(&|s| s.joint_committee.code().to_owned()),
        Field::Hours => joined(&|s| hours(s.fraction.q())),
        Field::FullHours => joined(&|s| hours(s.fraction.s())),
        // The latest of them: from then on all of them hold.
        Field::From => Value::day(work.iter().map(|s| s.from).max()),
        Field::To => Value::day(last_day(spans)),
        _ => Value::Empty,
    }
}

async fn training_rows(
    tx: &mut Tx,
    employer: EmployerId,
    query: &TrainingQuery,
    language: Language,
) -> Result<(Rows, Vec<EmployeeId>), Refused> {
    let filter = TrainingFilter {
        title: fold(query.title.trim()),
        status: query.status,
        year: query.year,
        withdrawn: false,
        section: None,
    };
    let (mut rows, mut people) = (Rows::new(), Vec::new());
    let mut offset = 0;
    loop {
        let ids = tx.list_trainings(employer, &filter, CHUNK, PageFrom::Offset(offset)).await?;
        if ids.is_empty() {
            people.sort_unstable();
            people.dedup();
            return Ok((rows, people));
        }
        offset += CHUNK;
        let known: BTreeMap<TrainingId, StoredTraining> = tx
            .get_trainings(employer, &ids, Instant::LATEST)
            .await?
            .into_iter()
            .map(|t| (t.id, t))
            .collect();
        for training in ids.iter().filter_map(|id| known.get(id)) {
            let parts = tx.parts_in(employer, training.id, Instant::LATEST).await?;
            let wanted = |part: &&StoredPart| {
                !part.withdrawn && query.status.is_none_or(|s: Status| part.details.status == s)
            };
            let parts: Vec<&StoredPart> = parts.iter().filter(wanted).collect();
            let who: Vec<EmployeeId> = parts.iter().map(|p| p.employee).collect();
            let names: BTreeMap<EmployeeId, Employee> = tx
                .get_employees(employer, &who, Instant::LATEST)
                .await?
                .into_iter()
                .map(|e| (e.id, e))
                .collect();
            for part in parts {
                let Some(employee) = names.get(&part.employee) else { continue };
                let fields = SheetKind::Trainings.fields();
                let mut row: Vec<Value> =
                    fields.map(|f| of_part(f, training, part, employee)).collect();
                row.push(Value::text(part.details.copy.map(|copy| origin(language, copy))));
                rows.push(row);
            }
            people.extend(who);
        }
    }
}

fn of_part(
    field: Field,
    training: &StoredTraining,
    part: &StoredPart,
    employee: &Employee,
) -> Value {
    let (t, p) = (&training.details, &part.details);
    match field {
        Field::Training => Value::Text(training.id.to_string()),
        Field::TrainingVersion => Value::Whole(training.version),
        Field::Employee => Value::Text(employee.id.to_string()),
        Field::Ssin => Value::Text(employee.person.ssin.formatted()),
        Field::FamilyName => Value::Text(employee.person.family_name.clone()),
        Field::GivenName => Value::Text(employee.person.given_name.clone()),
        Field::Title => Value::Text(t.title.clone()),
        Field::Start => Value::Day(t.start),
        Field::End => Value::Day(t.end),
        Field::Duration => Value::Minutes(t.minutes.0),
        Field::Minutes => Value::Minutes(p.minutes.0),
        Field::Kind => Value::text(t.kind.map(fla_domain::training::TrainingKind::code)),
        Field::EducationField => Value::text(t.field.map(FieldOfEducation::code).as_deref()),
        Field::Provider => Value::text(t.provider.as_deref()),
        Field::Place => Value::text(t.place.as_deref()),
        Field::Nature => Value::text(t.nature.as_deref()),
        Field::Funding => Value::text(t.funding.as_deref()),
        Field::ClaNumber => Value::text(t.cla_number.as_deref()),
        Field::TrainingNotCounting => Value::text(trainings::code(t.not_counting)),
        Field::Status => Value::Text(p.status.code().to_owned()),
        Field::NotCounting => Value::text(trainings::code(p.not_counting)),
        Field::Certificate => Value::text(Some(if p.certificate { "x" } else { "-" })),
        Field::ValidUntil => Value::day(p.valid_until),
        _ => Value::Empty,
    }
}

async fn company_days(
    tx: &mut Tx,
    employer: EmployerId,
    year: Option<Year>,
) -> Result<(Rows, Vec<EmployeeId>), Refused> {
    let (mut days, mut people) = (Vec::new(), Vec::new());
    for id in tx.all_company_days(employer).await? {
        let given = tx.get_company_days(employer, id).await?;
        days.extend(given.filter(|d| year.is_none_or(|year| d.year == year)));
    }
    let mut ids: Vec<EmployeeId> = days.iter().filter_map(|d| d.employee).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut known: BTreeMap<EmployeeId, Employee> = BTreeMap::new();
    for chunk in ids.chunks(5_000) {
        let found = tx.get_employees(employer, chunk, Instant::LATEST).await?;
        known.extend(found.into_iter().map(|e| (e.id, e)));
    }
    people.extend(ids);
    let rows = days
        .iter()
        .map(|d| {
            let employee = d.employee.and_then(|id| known.get(&id));
            SheetKind::CompanyDays
                .fields()
                .map(|field| match field {
                    Field::CompanyDays => Value::Text(d.id.to_string()),
                    Field::Employee => Value::text(employee.map(|e| e.id.to_string()).as_deref()),
                    Field::Ssin => {
                        Value::text(employee.map(|e| e.person.ssin.formatted()).as_deref())
                    }
                    Field::FamilyName => {
                        Value::text(employee.map(|e| e.person.family_name.as_str()))
                    }
                    Field::GivenName => Value::text(employee.map(|e| e.person.given_name.as_str())),
                    Field::Year => Value::Whole(i64::from(d.year)),
                    Field::Days => Value::Hundredths(d.hundredths),
                    Field::Flat => Value::text(Some(if d.flat { "x" } else { "-" })),
                    Field::Reason => Value::text(d.reason.as_deref()),
                    _ => Value::Empty,
                })
                .collect()
        })
        .collect();
    Ok((rows, people))
}
