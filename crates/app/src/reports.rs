//! Reports from the register: the training tables of the social balance sheet, hours taken as
//! training leave, the plan of the year against what happened. What is not known is counted as not
//! known, and never guessed.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::access::Action;
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::paper::{Cost, Gender, Heading};
use fla_domain::quantity::Minutes;
use fla_domain::task::Settled;
use fla_domain::time::{Instant, Year};
use fla_domain::training::{NotCounting, Status, TrainingKind};
use fla_store::report::ReportPart;
use jiff::civil::Date;

use crate::read::names;
use crate::{App, Caller, Refused};

/// People and hours under a heading, for men, women, or those of whom this is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amounts {
    /// People, each counted once.
    pub people: usize,
    /// Their time.
    pub minutes: Minutes,
}

/// The training tables of the social balance sheet, over a calendar year.
#[derive(Clone, Debug)]
pub struct SocialBalance {
    /// Calendar year.
    pub year: Year,
    /// Followed trainings by heading and column; `None`: the register does not say. There are
    /// never figures for initial training: the register does not tell it apart.
    pub amounts: BTreeMap<(Option<Heading>, Option<Gender>), Amounts>,
    /// What was entered as cost.
    pub costs: BTreeMap<(Heading, Gender), Cost>,
    /// Of the time above, what was taken as training leave.
    pub leave: Minutes,
    /// Followed outside the profession, which is not in the tables.
    pub outside: Amounts,
    /// Trainings without kind, the first hundred by first day.
    pub without_kind: Vec<(TrainingId, String)>,
    /// Participants whose gender is not known, the first hundred by name.
    pub without_gender: Vec<(EmployeeId, String)>,
}

impl SocialBalance {
    /// People and hours under a heading in a column.
    pub fn of(&self, heading: Option<Heading>, gender: Option<Gender>) -> Amounts {
        self.amounts.get(&(heading, gender)).copied().unwrap_or_default()
    }
}

/// Hours of a participant in a training that were taken as training leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaveRow {
    /// The participant.
    pub employee: EmployeeId,
    /// Name to show.
    pub name: String,
    /// The training.
    pub training: TrainingId,
    /// Its name.
    pub title: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Which leave.
    pub leave: NotCounting,
    /// Where the participation stands.
    pub status: Status,
    /// Who pays, as it was entered.
    pub funding: Option<String>,
    /// Time in the year.
    pub minutes: Minutes,
}

/// A training as it was planned and as it went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRow {
    /// The training.
    pub training: TrainingId,
    /// Its name.
    pub title: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// What was foreseen on the day of the plan: planned or already followed.
    pub foreseen: Amounts,
    /// Followed.
    pub completed: Amounts,
    /// Still planned.
    pub planned: Amounts,
    /// Not followed.
    pub missed: Amounts,
}

/// The plan of a year against what happened.
#[derive(Clone, Debug)]
pub struct PlanReport {
    /// Calendar year.
    pub year: Year,
    /// The day whose knowledge is the plan.
    pub plan_day: Date,
    /// The trainings by first day.
    pub rows: Vec<PlanRow>,
}

/// Most that is named of what is to be completed.
const NAMED: usize = 100;

/// Time and people under way of being counted.
#[derive(Default)]
struct Tally {
    people: BTreeSet<EmployeeId>,
    minutes: Minutes,
}

impl Tally {
    fn add(&mut self, employee: EmployeeId, minutes: Minutes) {
        self.people.insert(employee);
        self.minutes += minutes;
    }

    fn amounts(&self) -> Amounts {
        Amounts { people: self.people.len(), minutes: self.minutes }
    }
}

const fn heading(kind: TrainingKind) -> Heading {
    match kind {
        TrainingKind::Formal => Heading::Formal,
        TrainingKind::Informal => Heading::Informal,
    }
}

const fn is_leave(why: NotCounting) -> bool {
    matches!(why, NotCounting::FlemishTrainingLeave | NotCounting::PaidEducationalLeave)
}

fn name_of(part: &ReportPart) -> String {
    let name = format!("{} {}", part.family_name, part.given_name);
    name.trim().to_owned()
}

impl App {
    async fn report_parts(
        &self,
        caller: &Caller,
        year: Year,
        as_known: Instant,
    ) -> Result<Vec<ReportPart>, Refused> {
        let mut tx = self.inner.store.read().await?;
        let mut parts = tx.report_parts(caller.employer(), year, as_known).await?;
        parts.retain(|part| part.in_year(year).0 > 0);
        let nameless: Vec<EmployeeId> =
            parts.iter().filter(|p| name_of(p).is_empty()).map(|p| p.employee).collect();
        let people = tx.get_employees(caller.employer(), &nameless, Instant::LATEST).await?;
        tx.rollback().await?;
        let shown: BTreeMap<_, _> =
            people.iter().map(|e| (e.id, names::display(&e.person))).collect();
        for part in &mut parts {
            if let Some(name) = shown.get(&part.employee) {
                part.family_name.clone_from(name);
            }
        }
        Ok(parts)
    }

    async fn may_report(&self, caller: &Caller, action: &str) -> Result<(), Refused> {
        let allowed = caller.require(Action::ReadRegister);
        if allowed.is_err() {
            self.note_refusal(caller, action).await?;
        }
        allowed
    }

    /// The training tables of the social balance sheet.
    pub async fn social_balance(
        &self,
        caller: &Caller,
        year: Year,
    ) -> Result<SocialBalance, Refused> {
        self.may_report(caller, "socialBalance").await?;
        let parts = self.report_parts(caller, year, Instant::LATEST).await?;
        let mut tx = self.inner.store.read().await?;
        let costs = tx.training_costs(caller.employer(), year).await?;
        tx.rollback().await?;
        let mut tallies: BTreeMap<(Option<Heading>, Option<Gender>), Tally> = BTreeMap::new();
        let (mut outside, mut leave) = (Tally::default(), Minutes(0));
        let (mut without_kind, mut without_gender) = (BTreeMap::new(), BTreeSet::new());
        for part in parts.iter().filter(|part| part.status == Status::Completed) {
            let minutes = part.in_year(year);
            if part.not_counting == Some(NotCounting::OutsideProfession) {
                outside.add(part.employee, minutes);
                continue;
            }
            if part.not_counting.is_some_and(is_leave) {
                leave += minutes;
            }
            let gender = Gender::of(part.gender.as_deref());
            let heading = part.kind.map(heading);
            tallies.entry((heading, gender)).or_default().add(part.employee, minutes);
            if heading.is_none() {
                without_kind.insert((part.start, part.training), part.title.clone());
            }
            if gender.is_none() {
                without_gender.insert((name_of(part), part.employee));
            }
        }
        let without_gender: Vec<(EmployeeId, String)> =
            without_gender.into_iter().map(|(name, id)| (id, name)).take(NAMED).collect();
        let named = without_gender.iter().map(|(id, _)| *id).collect();
        self.note_read(caller, "socialBalance", named).await?;
        Ok(SocialBalance {
            year,
            amounts: tallies.iter().map(|(key, tally)| (*key, tally.amounts())).collect(),
            costs: costs.into_iter().map(|c| ((c.heading, c.gender), c.cost)).collect(),
            leave,
            outside: outside.amounts(),
            without_kind: without_kind
                .into_iter()
                .map(|((_, id), title)| (id, title))
                .take(NAMED)
                .collect(),
            without_gender,
        })
    }

    /// Hours taken as Flemish training leave or paid educational leave, planned ones too, by name
    /// and first day.
    pub async fn leave_hours(&self, caller: &Caller, year: Year) -> Result<Vec<LeaveRow>, Refused> {
        self.may_report(caller, "leaveHours").await?;
        let parts = self.report_parts(caller, year, Instant::LATEST).await?;
        let mut rows: Vec<LeaveRow> = parts
            .into_iter()
            .filter(|part| matches!(part.status, Status::Completed | Status::Planned))
            .filter_map(|part| {
                let leave = part.not_counting.filter(|why| is_leave(*why))?;
                Some(LeaveRow {
                    employee: part.employee,
                    name: name_of(&part),
                    training: part.training,
                    start: part.start,
                    end: part.end,
                    leave,
                    status: part.status,
                    minutes: part.in_year(year),
                    funding: part.funding,
                    title: part.title,
                })
            })
            .collect();
        let key = |row: &LeaveRow| (fla_store::employee::fold(&row.name), row.employee, row.start);
        rows.sort_by_cached_key(key);
        let people: BTreeSet<EmployeeId> = rows.iter().map(|row| row.employee).collect();
        self.note_read(caller, "leaveHours", people.into_iter().collect()).await?;
        Ok(rows)
    }

    /// The day on which somebody said that the training plan of a year was made.
    pub async fn plan_day(&self, caller: &Caller, year: Year) -> Result<Option<Date>, Refused> {
        self.may_report(caller, "planReport").await?;
        let mut tx = self.inner.store.read().await?;
        let done = tx.tasks_done(caller.employer()).await?;
        tx.rollback().await?;
        Ok(done.into_iter().find(|d| d.task == Settled::Plan(year)).map(|d| d.on))
    }

    /// The plan of a year, as it was known at the end of a day, against what stands now.
    pub async fn plan_report(
        &self,
        caller: &Caller,
        year: Year,
        plan_day: Date,
    ) -> Result<PlanReport, Refused> {
        self.may_report(caller, "planReport").await?;
        let then = self.report_parts(caller, year, Instant::end_of(plan_day)).await?;
        let now = self.report_parts(caller, year, Instant::LATEST).await?;
        self.note_read(caller, "planReport", Vec::new()).await?;
        let mut rows: BTreeMap<TrainingId, (PlanRow, [Tally; 4])> = BTreeMap::new();
        // What stands now comes last, so that a training is called as it is called now.
        let both = then.iter().map(|p| (true, p)).chain(now.iter().map(|p| (false, p)));
        for (plan, part) in both {
            let place = match (plan, part.status) {
                (true, Status::Planned | Status::Completed) => 0,
                (false, Status::Completed) => 1,
                (false, Status::Planned) => 2,
                (false, Status::NotFollowed) => 3,
                _ => continue,
            };
            let (row, tallies) = rows.entry(part.training).or_insert_with(|| empty(part));
            if !plan {
                row.title.clone_from(&part.title);
                (row.start, row.end) = (part.start, part.end);
            }
            tallies[place].add(part.employee, part.in_year(year));
        }
        let mut rows: Vec<PlanRow> = rows
            .into_values()
            .map(|(row, [foreseen, completed, planned, missed])| PlanRow {
                foreseen: foreseen.amounts(),
                completed: completed.amounts(),
                planned: planned.amounts(),
                missed: missed.amounts(),
                ..row
            })
            .collect();
        rows.sort_by(|a, b| (a.start, &a.title, a.training).cmp(&(b.start, &b.title, b.training)));
        Ok(PlanReport { year, plan_day, rows })
    }
}

fn empty(part: &ReportPart) -> (PlanRow, [Tally; 4]) {
    let row = PlanRow {
        training: part.training,
        title: part.title.clone(),
        start: part.start,
        end: part.end,
        foreseen: Amounts::default(),
        completed: Amounts::default(),
        planned: Amounts::default(),
        missed: Amounts::default(),
    };
    (row, Default::default())
}
