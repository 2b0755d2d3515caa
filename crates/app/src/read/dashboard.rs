//! The dashboard of an employer: the figures of a year, and the rows behind each of them.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::ids::EmployeeId;
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_domain::training::Status;
use fla_store::dashboard::{
    AGE_BANDS, Cell, Cut, Frame, Group, MonthCell, PartFilter, PartRow, PartSort, PartTotals,
    PersonRow, PersonSort, Sums,
};

use super::names;
use super::waiting::{Within, certificate_counts};
use crate::{App, Caller, Refused};

/// The genders in the order they are shown; the empty code stands for people of whom it is not
/// known. It is never read from an SSIN.
pub const GENDERS: [&str; 4] = ["f", "m", "x", ""];

/// The sums over the people who share a team, joint committee, gender or age band.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// What they share; empty where it is not known.
    pub key: String,
    /// Their sums.
    pub sums: Sums,
}

/// How much training: participations and their minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Participations.
    pub parts: i64,
    /// Their minutes.
    pub minutes: Minutes,
}

impl Amount {
    fn add(&mut self, cell: &MonthCell) {
        self.parts += cell.parts;
        self.minutes += cell.minutes;
    }
}

/// Followed and planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Followed.
    pub followed: Amount,
    /// Planned.
    pub planned: Amount,
}

impl Done {
    fn add(&mut self, cell: &MonthCell) {
        match cell.status {
            Status::Planned => self.planned.add(cell),
            _ => self.followed.add(cell),
        }
    }
}

/// The figures of an employer and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dashboard {
    /// Calendar year.
    pub year: Year,
    /// Everybody together.
    pub all: Sums,
    /// People with more followed than there was credit.
    pub beyond: i64,
    /// People with a right of the year that nobody has verified yet.
    pub to_verify: i64,
    /// By team, most people first.
    pub teams: Vec<Slice>,
    /// By joint committee, most people first.
    pub committees: Vec<Slice>,
    /// By gender, in the order of [`GENDERS`]; only those that occur.
    pub genders: Vec<Slice>,
    /// By age band, youngest first, not known last; only those that occur.
    pub ages: Vec<Slice>,
    /// By month in which the training ends, January first.
    pub months: [Done; 12],
    /// By kind of training: `formal`, `informal` and empty where it is not known.
    pub kinds: Vec<(&'static str, Done)>,
    /// By broad field of education, in the order of their codes, not known last; only those that
    /// occur.
    pub fields: Vec<(String, Done)>,
    /// By whether it counts against the credit: counting, not counting.
    pub counting: [Done; 2],
    /// Certificates of people in service today that end soon or ended lately.
    pub certificates: Vec<(Within, i64)>,
}

/// What the list behind a figure about people is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleQuery {
    /// Calendar year.
    pub year: Year,
    /// Which people.
    pub group: Group,
    /// Which of those.
    pub cut: Cut,
    /// Order.
    pub sort: PersonSort,
    /// Page, from 1.
    pub page: u32,
}

/// Somebody in a list, with a name to show.
#[derive(Clone, Debug)]
pub struct Named<R> {
    /// Name to show.
    pub name: String,
    /// The row.
    pub row: R,
}

/// A page of the people behind a figure.
#[derive(Clone, Debug)]
pub struct PeoplePage {
    /// What all rows of the list come to.
    pub totals: Sums,
    /// The rows of this page.
    pub rows: Vec<Named<PersonRow>>,
    /// Whether there is a next page.
    pub more: bool,
    /// What there is to filter by: teams and joint committees.
    pub choices: Choices,
}

/// What there is to filter by.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    /// Teams.
    pub teams: Vec<String>,
    /// Joint committees.
    pub committees: Vec<String>,
}

/// What the list behind a figure about trainings is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartsQuery {
    /// Calendar year.
    pub year: Year,
    /// Which participations.
    pub filter: PartFilter,
    /// Of which people.
    pub cut: Cut,
    /// Order.
    pub sort: PartSort,
    /// Page, from 1.
    pub page: u32,
}

/// A page of the participations behind a figure.
#[derive(Clone, Debug)]
pub struct PartsPage {
    /// What all rows of the list come to.
    pub totals: PartTotals,
    /// The rows of this page.
    pub rows: Vec<Named<PartRow>>,
    /// Whether there is a next page.
    pub more: bool,
    /// What there is to filter by.
    pub choices: Choices,
}

/// Rows on a page.
pub const ROWS: i64 = 50;

/// Every row there is, for files.
pub(crate) const ALL_ROWS: (i64, i64) = (i64::MAX, 0);

/// One row more than a page, from where the page begins.
pub(crate) fn window(page: u32) -> (i64, i64) {
    (ROWS + 1, ROWS * i64::from(page.max(1) - 1))
}

/// Cuts a page to its length; says whether there is a next one.
pub(crate) fn cut_page<R>(rows: &mut Vec<R>, (limit, _): (i64, i64)) -> bool {
    let size = usize::try_from(limit.saturating_sub(1)).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    more
}

impl App {
    /// The figures of a year.
    pub async fn dashboard(&self, caller: &Caller, year: Year) -> Result<Dashboard, Refused> {
        self.may(caller, Action::ReadRegister, "dashboard").await?;
        let (id, today) = (caller.employer(), self.today());
        let frame = Frame::of(year, today);
        // Two at a time: the sums over people are as much work as all others together.
        let people = async {
            let mut tx = self.inner.store.read().await?;
            let cells = tx.figures(id, frame).await?;
            tx.rollback().await?;
            Ok::<_, Refused>(cells)
        };
        let others = async {
            let mut tx = self.inner.store.read().await?;
            let months = tx.month_figures(id, year).await?;
            let to_verify = tx.unverified(id, year, self.now()).await?.people;
            let beyond = tx.people_beyond(id, year).await?;
            let certificates = certificate_counts(&mut tx, id, today).await?;
            tx.rollback().await?;
            Ok::<_, Refused>((months, to_verify, beyond, certificates))
        };
        let (cells, (months, to_verify, beyond, certificates)) = tokio::try_join!(people, others)?;
        self.note_read(caller, "dashboard", Vec::new()).await?;
        let mut dashboard = gathered(year, &cells, &months);
        dashboard.to_verify = to_verify;
        dashboard.beyond = beyond;
        dashboard.certificates = certificates.into_iter().map(|(w, n, _)| (w, n)).collect();
        Ok(dashboard)
    }

    /// The people behind a figure, a page of them.
    pub async fn people_behind(
        &self,
        caller: &Caller,
        query: &PeopleQuery,
    ) -> Result<PeoplePage, Refused> {
        self.people(caller, query, window(query.page), "figures").await
    }

    /// All people behind a figure, on one page: for a file.
    pub async fn all_people_behind(
        &self,
        caller: &Caller,
        query: &PeopleQuery,
    ) -> Result<PeoplePage, Refused> {
        self.people(caller, query, ALL_ROWS, "export").await
    }

    async fn people(
        &self,
        caller: &Caller,
        query: &PeopleQuery,
        window: (i64, i64),
        action: &str,
    ) -> Result<PeoplePage, Refused> {
        self.may_look(caller, action).await?;
        let id = caller.employer();
        let frame = Frame::of(query.year, self.today());
        let mut tx = self.inner.store.read().await?;
        let totals = tx.people_totals(id, frame, query.group, &query.cut).await?;
        let mut rows =
            tx.people_behind(id, frame, query.group, &query.cut, query.sort, window).await?;
        let more = cut_page(&mut rows, window);
        let ids: Vec<_> = rows.iter().map(|r| r.id).collect();
        let shown = shown_names(&mut tx, caller, &ids).await?;
        let choices = choices(&mut tx, caller).await?;
        tx.rollback().await?;
        self.note_read(caller, action, ids).await?;
        let rows = named(rows, &shown, |r| r.id);
        Ok(PeoplePage { totals, rows, more, choices })
    }

    /// The participations behind a figure, a page of them.
    pub async fn parts_behind(
        &self,
        caller: &Caller,
        query: &PartsQuery,
    ) -> Result<PartsPage, Refused> {
        self.participations(caller, query, window(query.page), "figures").await
    }

    /// All participations behind a figure, on one page: for a file.
    pub async fn all_parts_behind(
        &self,
        caller: &Caller,
        query: &PartsQuery,
    ) -> Result<PartsPage, Refused> {
        self.participations(caller, query, ALL_ROWS, "export").await
    }

    async fn participations(
        &self,
        caller: &Caller,
        query: &PartsQuery,
        window: (i64, i64),
        action: &str,
    ) -> Result<PartsPage, Refused> {
        self.may_look(caller, action).await?;
        let id = caller.employer();
        let frame = Frame::of(query.year, self.today());
        let mut tx = self.inner.store.read().await?;
        let totals = tx.part_totals(id, frame, &query.filter, &query.cut).await?;
        let mut rows =
            tx.parts_behind(id, frame, &query.filter, &query.cut, query.sort, window).await?;
        let more = cut_page(&mut rows, window);
        let ids = distinct(rows.iter().map(|r| r.employee).collect());
        let shown = shown_names(&mut tx, caller, &ids).await?;
        let choices = choices(&mut tx, caller).await?;
        tx.rollback().await?;
        self.note_read(caller, action, ids).await?;
        let rows = named(rows, &shown, |r| r.employee);
        Ok(PartsPage { totals, rows, more, choices })
    }

    /// Whether the caller may look at figures; a refusal is noted.
    pub(crate) async fn may_look(&self, caller: &Caller, action: &str) -> Result<(), Refused> {
        let allowed = caller.require(Action::ReadRegister);
        if allowed.is_err() {
            self.note_refusal(caller, action).await?;
        }
        allowed
    }
}

/// Each employee once, for the audit log.
pub(crate) fn distinct(mut ids: Vec<EmployeeId>) -> Vec<EmployeeId> {
    ids.sort_unstable();
    ids.dedup();
    ids
}

pub(crate) type Shown = BTreeMap<EmployeeId, String>;

/// The names to show of some employees.
pub(crate) async fn shown_names(
    tx: &mut fla_store::Tx,
    caller: &Caller,
    ids: &[EmployeeId],
) -> Result<Shown, Refused> {
    let latest = fla_domain::time::Instant::LATEST;
    let mut shown = Shown::new();
    for some in ids.chunks(5_000) {
        let people = tx.get_employees(caller.employer(), some, latest).await?;
        shown.extend(people.into_iter().map(|e| (e.id, names::display(&e.person))));
    }
    Ok(shown)
}

pub(crate) fn named<R>(
    rows: Vec<R>,
    shown: &Shown,
    id: impl Fn(&R) -> EmployeeId,
) -> Vec<Named<R>> {
    rows.into_iter()
        .map(|row| Named { name: shown.get(&id(&row)).cloned().unwrap_or_default(), row })
        .collect()
}

async fn choices(tx: &mut fla_store::Tx, caller: &Caller) -> Result<Choices, Refused> {
    Ok(Choices {
        teams: tx.teams(caller.employer()).await?,
        committees: tx.joint_committees(caller.employer()).await?,
    })
}

/// The figures from the cells they are sums of.
fn gathered(year: Year, cells: &[Cell], months: &[MonthCell]) -> Dashboard {
    let mut all = Sums::default();
    for cell in cells {
        all.add(&cell.sums);
    }
    let mut by_month = [Done::default(); 12];
    let mut counting = [Done::default(); 2];
    let mut kinds =
        [("formal", Done::default()), ("informal", Done::default()), ("", Done::default())];
    let mut fields: BTreeMap<(bool, &str), Done> = BTreeMap::new();
    for cell in months {
        fields.entry((cell.field.is_empty(), &cell.field)).or_default().add(cell);
        let place = usize::try_from(cell.month - 1).unwrap_or(0);
        if let Some(month) = by_month.get_mut(place) {
            month.add(cell);
        }
        counting[usize::from(!cell.counting)].add(cell);
        if let Some((_, done)) = kinds.iter_mut().find(|(kind, _)| *kind == cell.kind) {
            done.add(cell);
        }
    }
    let ages: Vec<&str> = AGE_BANDS.into_iter().chain([""]).collect();
    Dashboard {
        year,
        all,
        beyond: 0,
        to_verify: 0,
        teams: by_people(slices(cells, |c| &c.team)),
        committees: by_people(slices(cells, |c| &c.committee)),
        genders: in_order(slices(cells, |c| &c.gender), &GENDERS),
        ages: in_order(slices(cells, |c| &c.age), &ages),
        months: by_month,
        kinds: kinds.into(),
        fields: fields.into_iter().map(|((_, code), done)| (code.to_owned(), done)).collect(),
        counting,
        certificates: Vec::new(),
    }
}

fn slices(cells: &[Cell], key: impl Fn(&Cell) -> &String) -> Vec<Slice> {
    let mut sums: BTreeMap<&str, Sums> = BTreeMap::new();
    for cell in cells {
        sums.entry(key(cell)).or_default().add(&cell.sums);
    }
    sums.into_iter().map(|(key, sums)| Slice { key: key.to_owned(), sums }).collect()
}

/// Most people first; those of whom it is not known last.
fn by_people(mut slices: Vec<Slice>) -> Vec<Slice> {
    slices.sort_by_key(|s| (s.key.is_empty(), -s.sums.people));
    slices
}

fn in_order(mut slices: Vec<Slice>, order: &[&str]) -> Vec<Slice> {
    let place = |s: &Slice| order.iter().position(|key| *key == s.key).unwrap_or(order.len());
    slices.sort_by_key(place);
    slices
}
