//! Commands about one person each: added, changed, at other work, left, taken back. One comes
//! alone, or very many come together with one set of reads and writes; what becomes of each person
//! is the same.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;
use fla_domain::occupation::{EndCause, Occupation, Span, Statement};
use fla_domain::time::Instant;
use fla_store::employee::{Employee, Person};
use fla_store::stamp::Stamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::employees::checked_person;
use crate::command::{OccupationInput, PersonInput};
use crate::intake::Work;
use crate::{Command, Refused, jobs, recompute};

/// A command about a person.
pub(crate) struct Asked<'c> {
    /// Adds, changes, ends or takes back; any other is refused as broken.
    pub(crate) command: &'c Command,
    /// The change that it is.
    pub(crate) stamp: Stamp,
    /// Its place among how many that come together: the ids of new people grow with it.
    pub(crate) place: Option<(u64, u64)>,
}

/// What came of commands.
pub(crate) struct Answered {
    /// About whom each was, or why it was refused, in the order of the commands.
    pub(crate) people: Vec<Result<EmployeeId, Refused>>,
    /// Whether anything was said about anybody's work, so that the size may be another.
    pub(crate) stated: bool,
}

/// Whom a command of these is about; `None` for somebody new.
pub(crate) const fn about(command: &Command) -> Option<EmployeeId> {
    match command {
        Command::ChangePerson { employee, .. }
        | Command::ChangeOccupations { employee, .. }
        | Command::EndService { employee, .. }
        | Command::RemoveEmployee { employee } => Some(*employee),
        _ => None,
    }
}

/// Carries out one alone.
pub(super) async fn one(work: &mut Work<'_>, command: &Command) -> Result<(), Refused> {
    let asked = Asked { command, stamp: work.stamps.common(), place: None };
    let Answered { people, stated } = all(work, &[asked]).await?;
    for person in people {
        let id = person?;
        work.object = Some(id.0);
        work.touched.insert(id);
    }
    if stated {
        jobs::sizes_after_change(work).await?;
    }
    Ok(())
}

/// Carries out many, each about another person, up to their time lines; the size of the
/// undertaking, rights and ledger are the caller's. A command that is refused changes nothing and
/// keeps no other from being carried out.
pub(crate) async fn all(work: &mut Work<'_>, asked: &[Asked<'_>]) -> Result<Answered, Refused> {
    let known = Known::load(work, asked).await?;
    let mut facts = Facts::default();
    let people = asked.iter().map(|one| facts.say(work, &known, one)).collect();
    let stated = !facts.statements.is_empty();
    facts.write(work).await?;
    Ok(Answered { people, stated })
}

/// What the register knows that bears on some commands.
#[derive(Default)]
struct Known {
    /// Numbers, of those that are given, which somebody has.
    taken: BTreeSet<Ssin>,
    employees: BTreeMap<EmployeeId, Employee>,
    /// Of those who leave or are taken back.
    spans: BTreeMap<EmployeeId, Vec<Span>>,
    /// Those of whom something is known besides what was said of them by hand.
    held: BTreeSet<EmployeeId>,
}

impl Known {
    async fn load(work: &mut Work<'_>, asked: &[Asked<'_>]) -> Result<Self, Refused> {
        let employer = work.caller.employer();
        let now = Instant::LATEST;
        let (mut numbers, mut ids) = (Vec::new(), Vec::new());
        let (mut leaving, mut removed) = (Vec::new(), Vec::new());
        for one in asked {
            ids.extend(about(one.command));
            match one.command {
                Command::AddEmployee { person, .. } | Command::ChangePerson { person, .. } => {
                    numbers.extend(person.ssin.parse::<Ssin>().ok());
                }
                Command::EndService { employee, .. } => leaving.push(*employee),
                Command::RemoveEmployee { employee } => removed.push(*employee),
                _ => {}
            }
        }
        let mut known = Self::default();
        if !numbers.is_empty() {
            let found = work.tx.find_employees(employer, &numbers).await?;
            known.taken = found.into_iter().map(|f| f.0).collect();
        }
        if !ids.is_empty() {
            let found = work.tx.get_employees(employer, &ids, now).await?;
            known.employees = found.into_iter().map(|e| (e.id, e)).collect();
        }
        leaving.extend(&removed);
        if !leaving.is_empty() {
            for s in work.tx.spans_of(employer, &leaving, now).await? {
                known.spans.entry(s.employee).or_default().push(s.span);
            }
        }
        if !removed.is_empty() {
            known.held = held(work, &removed).await?;
        }
        Ok(known)
    }
}

/// Those of whom something is known besides what was said of them by hand: they stay.
async fn held(work: &mut Work<'_>, ids: &[EmployeeId]) -> Result<BTreeSet<EmployeeId>, Refused> {
    let (employer, now) = (work.caller.employer(), Instant::LATEST);
    let mut held = BTreeSet::new();
    let statements = work.tx.statements_of(employer, ids, now).await?;
    let declared = |s: &Statement| !matches!(s, Statement::Manual { .. });
    held.extend(statements.iter().filter(|s| declared(&s.statement)).map(|s| s.employee));
    let parts = work.tx.parts_of(employer, ids, now).await?;
    held.extend(parts.iter().filter(|p| !p.withdrawn).map(|p| p.employee));
    held.extend(work.tx.adjustments_of(employer, ids, now).await?.iter().map(|a| a.employee));
    held.extend(work.tx.overrides_of(employer, ids, now).await?.iter().map(|o| o.employee));
    held.extend(
        work.tx.company_days_of(employer, ids, now).await?.iter().filter_map(|d| d.employee),
    );
    Ok(held)
}

/// The facts that commands come to.
#[derive(Default)]
struct Facts {
    own: BTreeMap<EmployeeId, Stamp>,
    numbers: BTreeSet<Ssin>,
    /// Whose version in force ends.
    closed: Vec<EmployeeId>,
    persons: Vec<(EmployeeId, Person)>,
    ends: Vec<(EmployeeId, Date, EndCause)>,
    statements: Vec<(Uuid, EmployeeId, Statement)>,
}

impl Facts {
    /// Adds what one command says.
    fn say(
        &mut self,
        work: &Work<'_>,
        known: &Known,
        asked: &Asked<'_>,
    ) -> Result<EmployeeId, Refused> {
        let stamp = asked.stamp;
        if let Some(id) = about(asked.command) {
            if !known.employees.contains_key(&id) {
                return Err(Refused::Hidden);
            }
            if self.own.contains_key(&id) {
                return Err(Refused::Broken("two commands about a person at once".to_owned()));
            }
        }
        let id = match asked.command {
            Command::AddEmployee { person, from, to, occupations } => {
                let person = checked_person(person)?;
                self.take_number(known, &person.ssin)?;
                let id = EmployeeId(work.app.id_at(asked.place));
                self.persons.push((id, person));
                self.state(work, id, stamp, (*from, *to), occupations);
                id
            }
            Command::ChangePerson { employee, seen, person } => {
                self.change(known, *employee, *seen, person)?;
                *employee
            }
            Command::ChangeOccupations { employee, from, to, occupations } => {
                self.state(work, *employee, stamp, (*from, *to), occupations);
                *employee
            }
            Command::EndService { employee, end, cause } => {
                let spans = known.spans.get(employee).map_or(&[][..], Vec::as_slice);
                if !spans.iter().any(|s| s.from <= *end && s.to.is_none_or(|to| to >= *end)) {
                    return Err(Anomaly::new(Zone::EndDate, Fault::NotApplicable).at("end").into());
                }
                let after = end.tomorrow();
                let after = after.map_err(|_| Anomaly::new(Zone::EndDate, Fault::OutsideDomain))?;
                self.ends.push((*employee, *end, *cause));
                self.state(work, *employee, stamp, (after, None), &[]);
                *employee
            }
            // The history of the person stays; the person is no longer listed, and can be added
            // again.
            Command::RemoveEmployee { employee } => {
                if known.held.contains(employee) {
                    let held = Anomaly::new(Zone::Employee, Fault::NotApplicable);
                    return Err(held.at("employee").into());
                }
                let spans = known.spans.get(employee).into_iter().flatten();
                if let Some(first) = spans.map(|s| s.from).min() {
                    self.state(work, *employee, stamp, (first, None), &[]);
                }
                self.closed.push(*employee);
                *employee
            }
            _ => return Err(Refused::Broken("not a command about one person".to_owned())),
        };
        self.own.insert(id, stamp);
        Ok(id)
    }

    fn take_number(&mut self, known: &Known, ssin: &Ssin) -> Result<(), Refused> {
        if known.taken.contains(ssin) || !self.numbers.insert(ssin.clone()) {
            return Err(Anomaly::new(Zone::Ssin, Fault::Duplicate).at("ssin").into());
        }
        Ok(())
    }

    fn change(
        &mut self,
        known: &Known,
        id: EmployeeId,
        seen: Option<Instant>,
        input: &PersonInput,
    ) -> Result<(), Refused> {
        let stands = known.employees.get(&id).ok_or(Refused::Hidden)?;
        if seen.is_some_and(|seen| seen != stands.known_from) {
            return Err(Refused::Conflict);
        }
        let before = &stands.person;
        let mut input = input.clone();
        if input.ssin.trim().is_empty() {
            before.ssin.digits().clone_into(&mut input.ssin);
        }
        let person = checked_person(&input)?;
        if *before == person {
            return Ok(());
        }
        if before.ssin != person.ssin {
            self.take_number(known, &person.ssin)?;
        }
        self.closed.push(id);
        self.persons.push((id, person));
        Ok(())
    }

    /// Adds what is said by hand of somebody's work from a day on.
    fn state(
        &mut self,
        work: &Work<'_>,
        id: EmployeeId,
        stamp: Stamp,
        (from, to): (Date, Option<Date>),
        occupations: &[OccupationInput],
    ) {
        let occupations = occupations
            .iter()
            .map(|o| Occupation {
                start: from,
                end: to,
                joint_committee: o.joint_committee.clone(),
                fraction: o.fraction,
            })
            .collect();
        let statement = Statement::Manual { from, to, recorded: stamp.at, occupations };
        self.statements.push((work.app.ordered_id(stamp.at), id, statement));
    }

    /// Writes them, and lets the time lines follow.
    async fn write(mut self, work: &mut Work<'_>) -> Result<(), Refused> {
        let employer = work.caller.employer();
        // Ordered by key, so that the store appends where it can.
        self.persons.sort_by_key(|p| p.0);
        self.statements.sort_by_key(|s| s.1);
        for (_, person) in &self.persons {
            work.app.invented(&person.ssin)?;
        }
        work.stamps = work.stamps.with_own(self.own);
        work.tx.close_employees(employer, &self.closed, &work.stamps).await?;
        work.tx.insert_employees(employer, &self.persons, &work.stamps).await?;
        work.tx.set_service_ends(employer, &self.ends, &work.stamps).await?;
        work.tx.insert_statements(employer, &self.statements, &work.stamps).await?;
        let said: Vec<EmployeeId> = self.statements.iter().map(|s| s.1).collect();
        recompute::timelines(work, &said).await?;
        Ok(())
    }
}
