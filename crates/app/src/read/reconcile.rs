//! Two lists laid side by side: what somebody else has and what stands in the register. What is
//! missing here, what is extra here, what differs, field by field; nothing is changed.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use fla_domain::access::Action;
use fla_domain::identifier::Ssin;
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_domain::training::Status;
use fla_store::Tx;
use fla_store::employee::fold;
use fla_store::ledger::CreditRow;
use fla_store::training::StandingPart;
use jiff::civil::Date;

use crate::{App, Caller, Refused, section};

/// Most ids in one question to the store.
const CHUNK: usize = 5_000;

/// Of whom a record speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// By the id of the register.
    Employee(EmployeeId),
    /// By SSIN.
    Ssin(Ssin),
}

/// A participation as the sender has it.
#[derive(Clone, Debug)]
pub struct SentRecord {
    /// Whose.
    pub whom: Whom,
    /// Which training, where the sender keeps the id of the register: then it is compared with that
    /// one and no other.
    pub training: Option<TrainingId>,
    /// Title.
    pub title: String,
    /// First day.
    pub start: Date,
    /// Last day.
    pub end: Date,
    /// Minutes of this person.
    pub minutes: Minutes,
    /// Status.
    pub status: Status,
}

/// The credit of somebody in a year as the sender has it; what is left out is not compared.
#[derive(Clone, Debug)]
pub struct SentCredit {
    /// Whose.
    pub whom: Whom,
    /// Minutes granted in the year.
    pub granted: Option<Minutes>,
    /// Minutes followed.
    pub followed: Option<Minutes>,
    /// Minutes left.
    pub left: Option<Minutes>,
}

/// Why a record has no counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// Nobody of that number or id is in the register.
    Employee,
    /// The person is, the record is not, or was withdrawn.
    Record,
}

/// A record that differs from its counterpart.
#[derive(Clone, Debug)]
pub struct Different<S> {
    /// Place in the list that was sent, from 0.
    pub position: usize,
    /// What stands in the register.
    pub stands: S,
    /// Names of the fields that differ.
    pub fields: Vec<&'static str>,
}

/// What came of the comparison.
#[derive(Clone, Debug)]
pub struct Reconciliation<S> {
    /// How many are alike.
    pub same: usize,
    /// Places of the records that have no counterpart here, and why.
    pub missing: Vec<(usize, Lacking)>,
    /// What stands here and was not sent.
    pub extra: Vec<S>,
    /// What differs.
    pub different: Vec<Different<S>>,
}

impl<S> Default for Reconciliation<S> {
    fn default() -> Self {
        Self { same: 0, missing: Vec::new(), extra: Vec::new(), different: Vec::new() }
    }
}

impl App {
    /// Compares participations in trainings that begin between two days with those of the register.
    /// It is noted as a look at everybody of whom something is answered.
    pub async fn reconcile_trainings(
        &self,
        caller: &Caller,
        (from, to): (Date, Date),
        sent: &[SentRecord],
    ) -> Result<Reconciliation<StandingPart>, Refused> {
        const KIND: &str = "reconcileTrainings";
        self.may(caller, Action::ReadPeople, KIND).await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let people = self.meant(&mut tx, caller, sent.iter().map(|one| &one.whom)).await?;
        let mut stood = tx.standing_between(employer, from, to).await?;
        let named: BTreeSet<TrainingId> = sent.iter().filter_map(|one| one.training).collect();
        let named: Vec<_> = named.into_iter().collect();
        for chunk in named.chunks(CHUNK) {
            stood.extend(tx.standing_in(employer, chunk).await?);
        }
        let mut once = BTreeSet::new();
        stood.retain(|part| once.insert(part.id));
        let ids: BTreeSet<_> = stood.iter().map(|part| part.employee).collect();
        let reached = section::among(caller, self.today(), &mut tx, ids.into_iter().collect());
        let reached: BTreeSet<_> = reached.await?.into_iter().collect();
        tx.rollback().await?;
        stood.retain(|part| reached.contains(&part.employee));
        let within = |part: &StandingPart| (from..=to).contains(&part.start);
        let found = lay(sent, &people, stood, within);
        let looked = people.into_iter().flatten().chain(reached).collect();
        self.note_read(caller, KIND, looked).await?;
        Ok(found)
    }

    /// Compares credits of a year with those of the register. It is noted as a look at everybody of
    /// whom something is answered.
    pub async fn reconcile_credits(
        &self,
        caller: &Caller,
        year: Year,
        sent: &[SentCredit],
    ) -> Result<Reconciliation<(EmployeeId, CreditRow)>, Refused> {
        const KIND: &str = "reconcileCredits";
        self.may(caller, Action::ReadPeople, KIND).await?;
        let mut tx = self.inner.store.read().await?;
        let people = self.meant(&mut tx, caller, sent.iter().map(|one| &one.whom)).await?;
        let stood = tx.credits_in(caller.employer(), year).await?;
        let ids = stood.iter().map(|(employee, _)| *employee).collect();
        let reached = section::among(caller, self.today(), &mut tx, ids).await?;
        tx.rollback().await?;
        let reached: BTreeSet<_> = reached.into_iter().collect();
        let stood: BTreeMap<_, _> =
            stood.into_iter().filter(|(employee, _)| reached.contains(employee)).collect();
        let found = weigh(sent, &people, &stood);
        let looked = people.into_iter().flatten().chain(reached).collect();
        self.note_read(caller, KIND, looked).await?;
        Ok(found)
    }

    /// Who is meant, for each; `None` for whom the register does not have, or not for the caller.
    async fn meant<'a>(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        asked: impl Iterator<Item = &'a Whom> + Clone,
    ) -> Result<Vec<Option<EmployeeId>>, Refused> {
        let employer = caller.employer();
        let ssins: BTreeSet<&Ssin> = asked
            .clone()
            .filter_map(|whom| match whom {
                Whom::Ssin(ssin) => Some(ssin),
                Whom::Employee(_) => None,
            })
            .collect();
        let ssins: Vec<Ssin> = ssins.into_iter().cloned().collect();
        let ids: BTreeSet<EmployeeId> = asked
            .clone()
            .filter_map(|whom| match whom {
                Whom::Employee(employee) => Some(*employee),
                Whom::Ssin(_) => None,
            })
            .collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let mut by_ssin = BTreeMap::new();
        for chunk in ssins.chunks(CHUNK) {
            by_ssin.extend(tx.find_employees(employer, chunk).await?);
        }
        let mut there: Vec<EmployeeId> = by_ssin.values().copied().collect();
        for chunk in ids.chunks(CHUNK) {
            let known = tx.get_employees(employer, chunk, fla_domain::time::Instant::LATEST);
            there.extend(known.await?.into_iter().map(|employee| employee.id));
        }
        let reached = section::among(caller, self.today(), tx, there).await?;
        let reached: BTreeSet<_> = reached.into_iter().collect();
        let of = |whom: &Whom| match whom {
            Whom::Employee(employee) => Some(*employee),
            Whom::Ssin(ssin) => by_ssin.get(ssin).copied(),
        };
        Ok(asked.map(|whom| of(whom).filter(|id| reached.contains(id))).collect())
    }
}

/// Gives each record that was sent at most one counterpart, the most alike first: the same training
/// by its id; the same title, day and minutes; the same title and day; the same title, in the order
/// of days; the same day.
fn lay(
    sent: &[SentRecord],
    people: &[Option<EmployeeId>],
    stood: Vec<StandingPart>,
    within: impl Fn(&StandingPart) -> bool,
) -> Reconciliation<StandingPart> {
    let mut pairs = Pairs { of_sent: vec![None; sent.len()], taken: vec![false; stood.len()] };
    let one = |n: usize| people[n].map(|employee| (employee, &sent[n]));
    // A record that names its training is compared with no other.
    let free = |n: usize| one(n).filter(|(_, record)| record.training.is_none());
    let in_order = {
        let mut order: Vec<usize> = (0..sent.len()).collect();
        order.sort_by_key(|n| sent[*n].start);
        order
    };
    pairs.take(
        &in_order,
        |n| one(n).and_then(|(employee, record)| Some((employee, record.training?))),
        stood.iter().map(|part| (part.employee, part.training)),
    );
    let titles: Vec<String> = sent.iter().map(|record| fold(record.title.trim())).collect();
    let stood_titles: Vec<String> = stood.iter().map(|part| fold(part.title.trim())).collect();
    let stand = || stood.iter().zip(&stood_titles);
    pairs.take(
        &in_order,
        |n| free(n).map(|(employee, r)| (employee, &titles[n], r.start, r.minutes)),
        stand().map(|(part, title)| (part.employee, title, part.start, part.minutes)),
    );
    pairs.take(
        &in_order,
        |n| free(n).map(|(employee, r)| (employee, &titles[n], r.start)),
        stand().map(|(part, title)| (part.employee, title, part.start)),
    );
    pairs.take(
        &in_order,
        |n| free(n).map(|(employee, _)| (employee, &titles[n])),
        stand().map(|(part, title)| (part.employee, title)),
    );
    pairs.take(
        &in_order,
        |n| free(n).map(|(employee, r)| (employee, r.start)),
        stood.iter().map(|part| (part.employee, part.start)),
    );
    let mut found = Reconciliation::default();
    for (position, record) in sent.iter().enumerate() {
        match (people[position], pairs.of_sent[position]) {
            (None, _) => found.missing.push((position, Lacking::Employee)),
            (Some(_), None) => found.missing.push((position, Lacking::Record)),
            (Some(_), Some(place)) => {
                let stands = &stood[place];
                let fields = differences(record, stands);
                if fields.is_empty() {
                    found.same += 1;
                } else {
                    found.different.push(Different { position, stands: stands.clone(), fields });
                }
            }
        }
    }
    let left = stood.into_iter().zip(pairs.taken).filter(|(_, taken)| !taken);
    found.extra = left.map(|(part, _)| part).filter(within).collect();
    found
}

/// Which of those that stand belongs to each that was sent.
struct Pairs {
    of_sent: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    /// Pairs what is still alone and has the same key.
    fn take<K: Ord>(
        &mut self,
        order: &[usize],
        key: impl Fn(usize) -> Option<K>,
        stood: impl Iterator<Item = K>,
    ) {
        let mut open: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
        for (place, key) in stood.enumerate().filter(|(place, _)| !self.taken[*place]) {
            open.entry(key).or_default().push_back(place);
        }
        for n in order.iter().copied() {
            if self.of_sent[n].is_some() {
                continue;
            }
            let place = key(n).and_then(|key| open.get_mut(&key)?.pop_front());
            if let Some(place) = place {
                self.of_sent[n] = Some(place);
                self.taken[place] = true;
            }
        }
    }
}

fn differences(sent: &SentRecord, stands: &StandingPart) -> Vec<&'static str> {
    let fields = [
        ("title", fold(sent.title.trim()) != fold(stands.title.trim())),
        ("startDate", sent.start != stands.start),
        ("endDate", sent.end != stands.end),
        ("minutes", sent.minutes != stands.minutes),
        ("status", sent.status != stands.status),
    ];
    fields.into_iter().filter(|(_, differ)| *differ).map(|(name, _)| name).collect()
}

fn weigh(
    sent: &[SentCredit],
    people: &[Option<EmployeeId>],
    stood: &BTreeMap<EmployeeId, CreditRow>,
) -> Reconciliation<(EmployeeId, CreditRow)> {
    let mut found = Reconciliation::default();
    for (position, credit) in sent.iter().enumerate() {
        let Some(employee) = people[position] else {
            found.missing.push((position, Lacking::Employee));
            continue;
        };
        let Some(stands) = stood.get(&employee) else {
            found.missing.push((position, Lacking::Record));
            continue;
        };
        let differs = |sent: Option<Minutes>, stands: Minutes| sent.is_some_and(|m| m != stands);
        let fields = [
            ("grantedMinutes", differs(credit.granted, stands.granted())),
            ("followedMinutes", differs(credit.followed, stands.debited)),
            ("leftMinutes", differs(credit.left, stands.left())),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|f| f.1).map(|f| f.0).collect();
        if fields.is_empty() {
            found.same += 1;
        } else {
            found.different.push(Different { position, stands: (employee, *stands), fields });
        }
    }
    let named: BTreeSet<EmployeeId> = people.iter().copied().flatten().collect();
    let left = stood.iter().filter(|(employee, _)| !named.contains(employee));
    found.extra = left
        .filter(|(_, row)| **row != CreditRow::default())
        .map(|(employee, row)| (*employee, *row))
        .collect();
    found
}

#[cfg(test)]
mod tests {
    use fla_domain::ids::ParticipationId;
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn ana() -> EmployeeId {
        EmployeeId(Uuid::from_u128(1))
    }

    fn stands(n: u128, title: &str, start: Date, minutes: i64) -> StandingPart {
        StandingPart {
            id: ParticipationId(Uuid::from_u128(n)),
            training: TrainingId(Uuid::from_u128(100 + n)),
            employee: ana(),
            status: Status::Completed,
            minutes: Minutes(minutes),
            title: title.to_owned(),
            start,
            end: start,
        }
    }

    fn sent(title: &str, start: Date, minutes: i64) -> SentRecord {
        SentRecord {
            whom: Whom::Employee(ana()),
            training: None,
            title: title.to_owned(),
            start,
            end: start,
            minutes: Minutes(minutes),
            status: Status::Completed,
        }
    }

    fn laid(sent: &[SentRecord], stood: Vec<StandingPart>) -> String {
        let people: Vec<_> = sent.iter().map(|_| Some(ana())).collect();
        let found = lay(sent, &people, stood, |part| part.start.year() == 2026);
        let different: Vec<_> = found
            .different
            .iter()
            .map(|d| format!("{}~{}:{}", d.position, d.stands.id.0.as_u128(), d.fields.join("+")))
            .collect();
        let missing: Vec<_> = found.missing.iter().map(|(n, _)| n.to_string()).collect();
        let extra: Vec<_> = found.extra.iter().map(|p| p.id.0.as_u128().to_string()).collect();
        format!(
            "same {} missing [{}] extra [{}] different [{}]",
            found.same,
            missing.join(" "),
            extra.join(" "),
            different.join(" ")
        )
    }

    #[test]
    fn the_most_alike_go_together() {
        let (march, may) = (date(2026, 3, 2), date(2026, 5, 4));
        // Twice the same course: each has its own counterpart, also in another order.
        let two = [sent("EHBO", may, 240), sent("ehbo ", march, 240)];
        let both = vec![stands(1, "EHBO", march, 240), stands(2, "EHBO", may, 240)];
        assert_eq!(laid(&two, both.clone()), "same 2 missing [] extra [] different []");
        // One with other minutes, one on another day, one under another title, one nowhere.
        assert_eq!(
            laid(&[sent("EHBO", march, 60)], both.clone()),
            "same 0 missing [] extra [2] different [0~1:minutes]"
        );
        assert_eq!(
            laid(&[sent("EHBO", date(2026, 3, 3), 240)], both.clone()),
            "same 0 missing [] extra [2] different [0~1:startDate+endDate]"
        );
        assert_eq!(
            laid(&[sent("Eerste hulp", may, 240)], both.clone()),
            "same 0 missing [] extra [1] different [0~2:title]"
        );
        assert_eq!(
            laid(&[sent("Lassen", date(2026, 8, 1), 240)], both),
            "same 0 missing [0] extra [1 2] different []"
        );
    }

    #[test]
    fn a_record_with_an_id_is_compared_with_that_training_alone() {
        let may = date(2026, 5, 4);
        let named = |n: u128| SentRecord {
            training: Some(TrainingId(Uuid::from_u128(n))),
            ..sent("EHBO", may, 240)
        };
        let stood = vec![stands(1, "EHBO", may, 240), stands(2, "Lassen", date(2025, 5, 4), 240)];
        assert_eq!(
            laid(&[named(102)], stood.clone()),
            "same 0 missing [] extra [1] different [0~2:title+startDate+endDate]"
        );
        assert_eq!(laid(&[named(999)], stood), "same 0 missing [0] extra [1] different []");
    }

    #[test]
    fn credits_are_compared_as_far_as_they_are_sent() {
        let row =
            CreditRow { statutory: Minutes(2_400), debited: Minutes(240), ..CreditRow::default() };
        let stood = BTreeMap::from([(ana(), row), (EmployeeId(Uuid::from_u128(2)), row)]);
        let credit = |granted, left| SentCredit {
            whom: Whom::Employee(ana()),
            granted: Some(Minutes(granted)),
            followed: None,
            left: Some(Minutes(left)),
        };
        let found = weigh(&[credit(2_400, 2_160)], &[Some(ana())], &stood);
        assert_eq!((found.same, found.extra.len(), found.different.len()), (1, 1, 0));
        let found = weigh(&[credit(2_400, 2_000)], &[Some(ana())], &stood);
        assert_eq!(found.different[0].fields, ["leftMinutes"]);
        let found = weigh(&[credit(0, 0)], &[None], &stood);
        assert_eq!(
            (found.missing.as_slice(), found.extra.len()),
            (&[(0, Lacking::Employee)][..], 2)
        );
    }
}
