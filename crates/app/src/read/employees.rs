//! Lists of employees, and finding them by name or SSIN.

use std::collections::BTreeMap;

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;
use fla_domain::occupation::Span;
use fla_domain::time::{Instant, Year};
use fla_store::employee::fold;
use fla_store::overview::{EmployeeFilter, EmployeeRow, EmployeeSort, PageFrom};
use jiff::civil::Date;

use super::names;
use crate::{App, Caller, CreditRow, Refused, section};

/// Which page of which employees.
#[derive(Clone, Debug)]
pub struct EmployeeQuery {
    /// Part of a name; empty for all.
    pub name: String,
    /// Team; empty for all.
    pub team: String,
    /// Joint committee; empty for all. It is that of today, so leavers have none.
    pub joint_committee: String,
    /// Leavers too.
    pub leavers: bool,
    /// The year whose credit is shown.
    pub year: Year,
    /// Order.
    pub sort: EmployeeSort,
    /// Page, from 1.
    pub page: u32,
    /// People on a page.
    pub page_size: u32,
    /// Those behind this one, in place of a page.
    pub after: Option<EmployeeId>,
}

/// An employee in a list.
#[derive(Clone, Debug)]
pub struct EmployeeItem {
    /// The employee.
    pub id: EmployeeId,
    /// Name to show.
    pub name: String,
    /// Masked SSIN.
    pub ssin: String,
    /// Team.
    pub team: Option<String>,
    /// The occupations of today; none of somebody who left.
    pub spans: Vec<Span>,
    /// Credit of the year; `None` where there is none.
    pub credit: Option<CreditRow>,
}

/// A page of employees.
#[derive(Clone, Debug)]
pub struct EmployeePage {
    /// The employees.
    pub items: Vec<EmployeeItem>,
    /// Whether there is a next page.
    pub more: bool,
    /// The teams there are.
    pub teams: Vec<String>,
    /// The joint committees there are.
    pub joint_committees: Vec<String>,
}

impl App {
    /// A page of the employees.
    pub async fn employees(
        &self,
        caller: &Caller,
        query: &EmployeeQuery,
    ) -> Result<EmployeePage, Refused> {
        if let Err(refused) = caller.require(Action::ReadPeople) {
            self.note_refusal(caller, "employees").await?;
            return Err(refused);
        }
        let employer = caller.employer();
        let in_service = !query.leavers || !query.joint_committee.is_empty();
        let filter = EmployeeFilter {
            name: fold(query.name.trim()),
            team: query.team.clone(),
            joint_committee: query.joint_committee.clone(),
            in_service_on: in_service.then(|| self.today()),
            year: query.year,
            section: section::of(caller, self.today()),
        };
        let size = i64::from(query.page_size.clamp(1, 200));
        let from = match query.after {
            Some(after) => PageFrom::Behind(after),
            None => PageFrom::Offset(size * i64::from(query.page.max(1) - 1)),
        };
        let mut tx = self.inner.store.read().await?;
        if let Some(after) = query.after
            && tx.get_employees(employer, &[after], Instant::LATEST).await?.is_empty()
        {
            return Err(Anomaly::new(Zone::Employee, Fault::NotFound).at("after").into());
        }
        let mut rows = tx.list_employees(employer, &filter, query.sort, size + 1, from).await?;
        let more = rows.len() > usize::try_from(size).unwrap_or(usize::MAX);
        rows.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        let ids: Vec<_> = rows.iter().map(|r| r.id).collect();
        let today = self.today();
        let mut spans: BTreeMap<EmployeeId, Vec<Span>> = BTreeMap::new();
        for row in tx.spans_of(employer, &ids, Instant::LATEST).await? {
            if row.span.from <= today && row.span.to.is_none_or(|to| to >= today) {
                spans.entry(row.employee).or_default().push(row.span);
            }
        }
        let ssins: BTreeMap<_, _> = tx
            .get_employees(employer, &ids, Instant::LATEST)
            .await?
            .into_iter()
            .map(|e| (e.id, e.person.ssin))
            .collect();
        // Who reaches a section only has nothing to choose between.
        let (teams, joint_committees) = match caller.section() {
            Some(_) => (Vec::new(), Vec::new()),
            None => (tx.teams(employer).await?, tx.joint_committees(employer).await?),
        };
        tx.rollback().await?;
        self.note_read(caller, "employees", ids).await?;
        let items = rows.into_iter().filter_map(|r| item(r, &ssins, &mut spans)).collect();
        Ok(EmployeePage { items, more, teams, joint_committees })
    }

    /// How many people are in service today.
    pub async fn count_in_service(&self, caller: &Caller) -> Result<i64, Refused> {
        self.may(caller, Action::ReadRegister, "figures").await?;
        let mut tx = self.inner.store.read().await?;
        let count = tx.count_in_service(caller.employer(), self.today()).await?;
        tx.rollback().await?;
        Ok(count)
    }

    /// Finds the people of a pasted list, a line each: an SSIN or a name in either order. Each
    /// line is answered with whoever fits: nobody, one, or several.
    pub async fn find_people(
        &self,
        caller: &Caller,
        lines: &[String],
    ) -> Result<Vec<Vec<EmployeeItem>>, Refused> {
        self.may(caller, Action::ReadPeople, "findPeople").await?;
        let mut found = Vec::with_capacity(lines.len());
        let mut seen = Vec::new();
        let mut tx = self.inner.store.read().await?;
        let employer = caller.employer();
        for line in lines.iter().take(1_000) {
            let ids = match line.parse::<Ssin>() {
                Ok(ssin) => {
                    let rows = tx.find_employees(employer, &[ssin]).await?;
                    rows.into_iter().map(|r| r.1).collect()
                }
                Err(_) => by_name(&mut tx, caller, line, self.today()).await?,
            };
            let ids = section::among(caller, self.today(), &mut tx, ids).await?;
            let people = tx.get_employees(employer, &ids, Instant::LATEST).await?;
            seen.extend(&ids);
            found.push(
                people
                    .into_iter()
                    .map(|e| EmployeeItem {
                        id: e.id,
                        name: names::display(&e.person),
                        ssin: e.person.ssin.masked(),
                        team: e.person.team,
                        spans: Vec::new(),
                        credit: None,
                    })
                    .collect(),
            );
        }
        tx.rollback().await?;
        self.note_read(caller, "findPeople", seen).await?;
        Ok(found)
    }

    /// Who goes by each of some SSINs, in their order; `None` where nobody does, or nobody whom the
    /// caller reaches.
    pub async fn employees_of_ssins(
        &self,
        caller: &Caller,
        ssins: &[Ssin],
    ) -> Result<Vec<Option<EmployeeId>>, Refused> {
        if let Err(refused) = caller.require(Action::ReadPeople) {
            self.note_refusal(caller, "findPeople").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let found = tx.find_employees(caller.employer(), ssins).await?;
        let ids: Vec<_> = found.iter().map(|(_, id)| *id).collect();
        let ids = section::among(caller, self.today(), &mut tx, ids).await?;
        tx.rollback().await?;
        let known: BTreeMap<_, _> = found.into_iter().filter(|(_, id)| ids.contains(id)).collect();
        self.note_read(caller, "findPeople", ids).await?;
        Ok(ssins.iter().map(|ssin| known.get(ssin).copied()).collect())
    }

    /// Some employees by id, for forms that carry a selection; others' and those whom the caller
    /// does not reach are left out.
    pub async fn employees_by_id(
        &self,
        caller: &Caller,
        ids: &[EmployeeId],
    ) -> Result<Vec<EmployeeItem>, Refused> {
        self.may(caller, Action::ReadPeople, "employees").await?;
        let mut tx = self.inner.store.read().await?;
        let ids = section::among(caller, self.today(), &mut tx, ids.to_vec()).await?;
        let mut people = tx.get_employees(caller.employer(), &ids, Instant::LATEST).await?;
        tx.rollback().await?;
        people.sort_by_key(|e| e.person.sort_name());
        self.note_read(caller, "employees", people.iter().map(|e| e.id).collect()).await?;
        Ok(people
            .into_iter()
            .map(|e| EmployeeItem {
                id: e.id,
                name: names::display(&e.person),
                ssin: e.person.ssin.masked(),
                team: e.person.team,
                spans: Vec::new(),
                credit: None,
            })
            .collect())
    }
}

/// Most people offered for one line.
const OFFERED: i64 = 8;

async fn by_name(
    tx: &mut fla_store::Tx,
    caller: &Caller,
    line: &str,
    today: Date,
) -> Result<Vec<EmployeeId>, Refused> {
    let folded = fold(&line.replace([',', ';', '\t'], " "));
    let words: Vec<&str> = folded.split_whitespace().collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let mut orders = vec![words.join(" ")];
    for cut in 1..words.len() {
        orders.push(format!("{} {}", words[cut..].join(" "), words[..cut].join(" ")));
    }
    for name in orders {
        let filter = EmployeeFilter {
            name,
            team: String::new(),
            joint_committee: String::new(),
            in_service_on: None,
            year: today.year(),
            section: section::of(caller, today),
        };
        let rows = tx
            .list_employees(
                caller.employer(),
                &filter,
                EmployeeSort::Name,
                OFFERED,
                PageFrom::Offset(0),
            )
            .await?;
        if !rows.is_empty() {
            return Ok(rows.into_iter().map(|r| r.id).collect());
        }
    }
    Ok(Vec::new())
}

fn item(
    row: EmployeeRow,
    ssins: &BTreeMap<EmployeeId, Ssin>,
    spans: &mut BTreeMap<EmployeeId, Vec<Span>>,
) -> Option<EmployeeItem> {
    let ssin = ssins.get(&row.id)?;
    Some(EmployeeItem {
        id: row.id,
        name: names::display_parts(&row.family_name, &row.given_name, ssin),
        ssin: ssin.masked(),
        team: row.team,
        spans: spans.remove(&row.id).unwrap_or_default(),
        credit: row.credit,
    })
}
