//! The conventions read plainly, one day at a time, with no thought of speed: what the time line
//! is held against.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::*;
use crate::occupation::DeclaredQuarters;

/// Joint committee, fraction, origin, assumed.
pub(super) type Told = (JointCommittee, Fraction, Origin, bool);

const FIRST: Date = Date::constant(2023, 12, 1);
const LAST: Date = Date::constant(2028, 12, 31);

/// The days looked at; all that is said in tests begins after the first of them.
pub(super) fn days() -> impl Iterator<Item = Date> {
    FIRST.series(jiff::ToSpan::day(1)).take_while(|day| *day <= LAST)
}

#[derive(Clone, Debug)]
struct Firm {
    recorded: Instant,
    origin: Origin,
    from: Date,
    to: Date,
    occupations: Vec<Occupation>,
    /// Of a declaration, when it was made.
    made: Option<DateTime>,
}

pub(super) struct Model {
    firm: Vec<Firm>,
    declared: BTreeMap<Quarter, Vec<Occupation>>,
    ins: BTreeMap<Date, (Date, JointCommittee)>,
    outs: Vec<periods::Out>,
    filed: DeclaredQuarters,
    /// What is firmly said of each day, of which nothing may be.
    said: BTreeMap<Date, (Origin, Vec<Occupation>)>,
}

fn covers(occupation: &Occupation, day: Date) -> bool {
    occupation.start <= day && day <= occupation.end.unwrap_or(Date::MAX)
}

fn told(occupation: &Occupation, origin: Origin, assumed: bool) -> Told {
    (occupation.joint_committee.clone(), occupation.fraction, origin, assumed)
}

impl Model {
    pub(super) fn new(statements: &[Statement], filed: &DeclaredQuarters) -> Self {
        let mut model = Self {
            firm: Vec::new(),
            declared: BTreeMap::new(),
            ins: BTreeMap::new(),
            outs: Vec::new(),
            filed: filed.clone(),
            said: BTreeMap::new(),
        };
        let mut forms = BTreeMap::new();
        for statement in statements.iter().cloned() {
            match statement {
                Statement::Declared { quarter, created, recorded, occupations } => {
                    let form = (created, recorded, occupations);
                    let best = forms.entry(quarter).or_insert_with(|| form.clone());
                    *best = best.clone().max(form);
                }
                Statement::Manual { from, to, recorded, occupations } => {
                    let (origin, to) = (Origin::Manual, to.unwrap_or(Date::MAX));
                    model.firm.push(Firm { recorded, origin, from, to, occupations, made: None });
                }
                _ => {}
            }
        }
        for (quarter, (created, recorded, occupations)) in forms {
            let (from, to) = (quarter.first_day(), quarter.last_day());
            model.declared.insert(quarter, occupations.clone());
            let (origin, made) = (Origin::Dmfa, Some(created));
            model.firm.push(Firm { recorded, origin, from, to, occupations, made });
        }
        let (ins, outs) = periods::plainly(statements);
        for (start, end, joint_committee) in ins {
            let committee = joint_committee.unwrap_or_else(JointCommittee::none);
            model.ins.insert(start, (end, committee));
        }
        model.outs = outs;
        model.said = days().filter_map(|day| Some((day, model.firmly(day)?))).collect();
        model
    }

    /// What is firmly said of a day, by the weightiest statement that speaks of it.
    fn firmly(&self, day: Date) -> Option<(Origin, Vec<Occupation>)> {
        let speaks = |firm: &&Firm| {
            let (all, left) = self.held(firm, day);
            firm.from <= day && day <= firm.to && (all.is_empty() || !left.is_empty())
        };
        let weight = |firm: &&Firm| {
            let by_hand = firm.origin == Origin::Manual;
            (firm.recorded, by_hand, firm.from, firm.to, firm.occupations.clone())
        };
        let firm = self.firm.iter().filter(speaks).max_by_key(weight)?;
        Some((firm.origin, self.held(firm, day).1))
    }

    /// What a statement says of a day before and after Dimona OUTs.
    fn held(&self, firm: &Firm, day: Date) -> (Vec<Occupation>, Vec<Occupation>) {
        let all: Vec<_> = firm.occupations.iter().filter(|o| covers(o, day)).cloned().collect();
        let ended = |occupation: &Occupation| {
            self.outs.iter().any(|out| {
                let (concerned, later) = match firm.made {
                    Some(made) => (out.end >= firm.from, out.created > made),
                    None => (true, out.recorded > firm.recorded),
                };
                later && concerned && occupation.start <= out.end && out.end < day
            })
        };
        let left = all.iter().filter(|o| !ended(o)).cloned().collect();
        (all, left)
    }

    fn out_between(&self, from: Date, day: Date) -> bool {
        self.outs.iter().any(|out| from <= out.end && out.end < day)
    }

    /// What holds on a day, sorted.
    pub(super) fn on(&self, day: Date) -> Vec<Told> {
        let mut all: Vec<Told> = match self.said.get(&day) {
            Some((origin, held)) => held.iter().map(|o| told(o, *origin, false)).collect(),
            None => [Self::backward, Self::forward, Self::announced]
                .iter()
                .map(|layer| layer(self, day))
                .find(|told| !told.is_empty())
                .unwrap_or_default(),
        };
        all.sort();
        all
    }

    fn last_firm(&self, day: Date) -> Option<Date> {
        self.said.range(..day).next_back().map(|(day, _)| *day)
    }

    fn backward(&self, day: Date) -> Vec<Told> {
        let Some((quarter, next)) = self.declared.iter().find(|(q, _)| q.first_day() > day) else {
            return Vec::new();
        };
        if self.said.range(day..quarter.first_day()).any(|(_, (_, held))| held.is_empty()) {
            return Vec::new();
        }
        let last = self.last_firm(day).unwrap_or(Date::MIN);
        next.iter()
            .filter(|o| covers(o, day) && !self.out_between(o.start.max(last), day))
            .map(|o| told(o, Origin::Dmfa, true))
            .collect()
    }

    fn forward(&self, day: Date) -> Vec<Told> {
        let Some(last) = self.last_firm(day) else { return Vec::new() };
        if self.out_between(last, day) || self.left_before(last, day) {
            return Vec::new();
        }
        let latest = self.ins.range(..=last).next_back();
        if latest.is_some_and(|(_, (end, _))| last <= *end && *end < day) {
            return Vec::new();
        }
        let (origin, held) = &self.said[&last];
        held.iter().filter(|o| covers(o, day)).map(|o| told(o, *origin, true)).collect()
    }

    /// Whether the person had left by a day, going by quarters filed without the person.
    fn left_before(&self, last: Date, day: Date) -> bool {
        let own = |quarter: &Quarter| self.declared.contains_key(quarter);
        let Some(latest) = self.declared.keys().rfind(|q| q.first_day() <= last) else {
            return false;
        };
        let absent = self.filed.iter().any(|filed| {
            filed > latest
                && !own(filed)
                && !self.declared.keys().any(|next| next > latest && next < filed)
        });
        absent && latest.last_day() < day
    }

    fn announced(&self, day: Date) -> Vec<Told> {
        let standing = self.ins.range(..=day).rev().find(|(start, (end, _))| {
            day <= *end && self.said.range(**start..=day).next().is_none()
        });
        standing
            .map(|(_, (_, committee))| (committee.clone(), Fraction::FULL, Origin::Dimona, true))
            .into_iter()
            .collect()
    }
}
