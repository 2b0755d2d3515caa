//! Rights: what the rules give, what the employer set in its place, and what is booked.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fla_domain::ids::EmployeeId;
use fla_domain::quantity::Minutes;
use fla_domain::right::{self, ComputedRight, RightInputs, RightKind, SizeUsed};
use fla_domain::time::Year;
use fla_store::STILL;
use fla_store::right::{RightState, StoredRight, working_id};
use uuid::Uuid;

use super::facts::{People, Person};
use crate::Refused;
use crate::intake::Work;

/// The booked rights of each person.
pub(super) type Booked = BTreeMap<EmployeeId, BTreeMap<(Year, RightKind), Minutes>>;

/// No working: the right exists only because it was set by hand.
const NO_WORKING: Uuid = Uuid::nil();

struct Outcome<'a> {
    closed: BTreeMap<(Year, RightKind), Vec<EmployeeId>>,
    opened: Vec<StoredRight>,
    workings: BTreeMap<Uuid, String>,
    booked: Booked,
    sizes: &'a BTreeMap<Year, SizeUsed>,
}

pub(super) async fn work_out(
    work: &mut Work<'_>,
    people: &People,
    day_minutes: u32,
    sizes: &BTreeMap<Year, SizeUsed>,
) -> Result<Booked, Refused> {
    let mut outcome = Outcome {
        closed: BTreeMap::new(),
        opened: Vec::new(),
        workings: BTreeMap::new(),
        booked: BTreeMap::new(),
        sizes,
    };
    // Most people of an employer share their working with many others.
    let mut texts: HashMap<String, Uuid> = HashMap::new();
    for (id, person) in people {
        let computed = compute(work, day_minutes, person, outcome.sizes);
        outcome.compare(work, *id, person, computed, &mut texts)?;
    }
    work.written.extend(outcome.closed.values().flatten());
    work.written.extend(outcome.opened.iter().map(|r| r.employee));
    let employer = work.caller.employer();
    for ((year, kind), ids) in &outcome.closed {
        work.tx.close_rights(employer, ids, *year, *kind, &work.stamps).await?;
    }
    work.tx.insert_workings(employer, &outcome.workings).await?;
    work.tx.insert_rights(employer, &outcome.opened).await?;
    Ok(outcome.booked)
}

/// The rights as they stand.
pub(super) fn standing(people: &People) -> Booked {
    let of = |person: &Person| {
        let booked = person.rights.iter().filter(|right| right.booked.0 != 0);
        booked.map(|right| ((right.year, right.kind), right.booked)).collect()
    };
    people.iter().map(|(id, person)| (*id, of(person))).collect()
}

fn compute(
    work: &Work<'_>,
    day_minutes: u32,
    person: &Person,
    sizes: &BTreeMap<Year, SizeUsed>,
) -> BTreeMap<(Year, RightKind), ComputedRight> {
    let mut rights = BTreeMap::new();
    for (&year, size) in sizes {
        let in_year = person
            .spans
            .iter()
            .any(|s| s.from.year() <= year && s.to.is_none_or(|to| to.year() >= year));
        if !in_year {
            continue;
        }
        let inputs = RightInputs {
            book: work.app.rules(),
            year,
            spans: &person.spans,
            size,
            day_minutes,
            company: person.company_days.get(&year).map_or(&[], Vec::as_slice),
        };
        for computed in right::compute(&inputs) {
            rights.insert((year, computed.kind), computed);
        }
    }
    rights
}

impl Outcome<'_> {
    fn compare(
        &mut self,
        work: &Work<'_>,
        id: EmployeeId,
        person: &Person,
        mut computed: BTreeMap<(Year, RightKind), ComputedRight>,
        texts: &mut HashMap<String, Uuid>,
    ) -> Result<(), Refused> {
        let overrides: BTreeMap<_, _> =
            person.overrides.iter().map(|o| ((o.year, o.kind), o.minutes)).collect();
        let standing: BTreeMap<_, _> =
            person.rights.iter().map(|r| ((r.year, r.kind), r)).collect();
        let keys: BTreeSet<_> =
            computed.keys().chain(overrides.keys()).chain(standing.keys()).copied().collect();
        let booked = self.booked.entry(id).or_default();
        for key in keys {
            let before = standing.get(&key).copied();
            let by_hand = overrides.get(&key).copied();
            let by_rule = computed.remove(&key);
            if by_rule.is_none() && by_hand.is_none() {
                self.closed.entry(key).or_default().push(id);
                continue;
            }
            let minutes = by_rule.as_ref().map_or(Minutes(0), |c| c.minutes);
            let working = match by_rule {
                Some(computed) => keep(&computed, &mut self.workings, texts)?,
                None => NO_WORKING,
            };
            let opted_out = person.opted_out.contains(&key.0) && key.1 != RightKind::Company;
            let state = state(before, by_hand, opted_out, minutes);
            let stamp = work.stamps.of(id);
            let after = StoredRight {
                employee: id,
                year: key.0,
                kind: key.1,
                known_from: stamp.at,
                known_to: STILL,
                change: stamp.change,
                state,
                computed: minutes,
                previous: previous(before, state, minutes),
                booked: by_hand.unwrap_or(if opted_out { Minutes(0) } else { minutes }),
                working,
            };
            if after.booked.0 != 0 {
                booked.insert(key, after.booked);
            }
            if before.is_some_and(|b| same(b, &after)) {
                continue;
            }
            if before.is_some() {
                self.closed.entry(key).or_default().push(id);
            }
            self.opened.push(after);
        }
        Ok(())
    }
}

fn keep(
    computed: &ComputedRight,
    workings: &mut BTreeMap<Uuid, String>,
    texts: &mut HashMap<String, Uuid>,
) -> Result<Uuid, Refused> {
    let text = serde_json::to_string(&computed.working)
        .map_err(|_| Refused::Broken("working has no text form".to_owned()))?;
    if let Some(id) = texts.get(&text) {
        return Ok(*id);
    }
    let id = working_id(&text);
    workings.insert(id, text.clone());
    texts.insert(text, id);
    Ok(id)
}

/// A verified figure stays verified as long as the rules give the same minutes.
fn state(
    before: Option<&StoredRight>,
    by_hand: Option<Minutes>,
    opted_out: bool,
    computed: Minutes,
) -> RightState {
    if by_hand.is_some() {
        RightState::Manual
    } else if opted_out {
        RightState::OptedOut
    } else if before.is_some_and(|b| b.state == RightState::Verified && b.computed == computed) {
        RightState::Verified
    } else {
        RightState::Calculated
    }
}

/// What to show as "was" until somebody has verified the new figure.
fn previous(before: Option<&StoredRight>, state: RightState, computed: Minutes) -> Option<Minutes> {
    let before = before?;
    if state == RightState::Verified || state == RightState::OptedOut {
        return None;
    }
    let was = if before.computed == computed { before.previous } else { Some(before.computed) };
    was.filter(|was| *was != computed)
}

fn same(before: &StoredRight, after: &StoredRight) -> bool {
    before.state == after.state
        && before.computed == after.computed
        && before.previous == after.previous
        && before.booked == after.booked
        && before.working == after.working
}
