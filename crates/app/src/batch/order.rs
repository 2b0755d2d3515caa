//! Which changes of a step may be on their way at once, and which must wait for others.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;

use super::{Asked, Waiting, Who};
use crate::Command;

/// The employees of some numbers.
pub(super) type Known = BTreeMap<Ssin, EmployeeId>;

/// What a change speaks of, so that another that speaks of it comes after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Thing {
    /// Whatever it is: it waits for all before it, and all after it wait.
    Everything,
    /// Somebody whom the register does not know yet.
    Number(String),
    /// An employee or a training.
    Record(uuid::Uuid),
    /// What the sender calls a record.
    Reference(String),
}

/// Parts the open changes: those that can go now, in their order, and those that wait.
#[expect(clippy::type_complexity, reason = "the same list twice")]
pub(super) fn wave<'r>(
    open: Vec<(usize, Waiting)>,
    reference: impl Fn(usize) -> Option<&'r str>,
    known: &Known,
) -> (Vec<(usize, Waiting)>, Vec<(usize, Waiting)>) {
    let mut taken: BTreeSet<Thing> = BTreeSet::new();
    open.into_iter().partition(|(n, waiting)| {
        let mut things = things(&waiting.asked, known);
        things.extend(reference(*n).map(|text| Thing::Reference(text.to_owned())));
        let alone = things.contains(&Thing::Everything);
        let free = !taken.contains(&Thing::Everything)
            && things.is_disjoint(&taken)
            && (taken.is_empty() || !alone);
        taken.extend(things);
        free
    })
}

fn things(asked: &Asked, known: &Known) -> BTreeSet<Thing> {
    let new = asked.people.iter().filter_map(|(who, _)| match who {
        Who::Ssin(ssin) if !known.contains_key(ssin) => {
            Some(Thing::Number(ssin.digits().to_owned()))
        }
        Who::Ssin(_) | Who::Id(_) => None,
    });
    let mut things: BTreeSet<Thing> = new.collect();
    match &asked.command {
        Command::AddEmployee { person, .. } => {
            let digits = person.ssin.chars().filter(char::is_ascii_digit).collect();
            things.insert(Thing::Number(digits));
        }
        Command::ChangePerson { employee, .. }
        | Command::ChangeOccupations { employee, .. }
        | Command::EndService { employee, .. }
        | Command::RemoveEmployee { employee } => {
            things.insert(Thing::Record(employee.0));
        }
        Command::CorrectTraining { training, .. }
        | Command::CompleteTraining { training, .. }
        | Command::WithdrawTraining { training, .. }
        | Command::RestoreTraining { training, .. } => {
            things.insert(Thing::Record(training.0));
        }
        Command::RegisterTraining { .. } => {}
        _ => {
            things.insert(Thing::Everything);
        }
    }
    things
}

#[cfg(test)]
mod tests {
    use fla_domain::ids::TrainingId;
    use fla_domain::quantity::Minutes;
    use fla_domain::training::{PartDetails, Status};
    use uuid::Uuid;

    use super::*;

    fn withdraw(training: u128) -> Asked {
        let (training, parts) = (TrainingId(Uuid::from_u128(training)), None);
        let command = Command::WithdrawTraining { training, version: 1, parts };
        Asked { command, people: Vec::new(), reason: None }
    }

    fn now(open: Vec<Asked>, references: &[Option<&str>]) -> Vec<usize> {
        let waiting =
            |asked| Waiting { asked, for_added: false, stood: Vec::new(), shares: Vec::new() };
        let open = open.into_iter().map(waiting).enumerate().collect();
        let (now, _) = wave(open, |n| references.get(n).copied().flatten(), &Known::new());
        now.into_iter().map(|(n, _)| n).collect()
    }

    #[test]
    fn what_speaks_of_the_same_comes_after() {
        assert_eq!(now(vec![withdraw(1), withdraw(2), withdraw(1)], &[]), [0, 1]);
        let called = [Some("a"), Some("b"), Some("a")];
        assert_eq!(now(vec![withdraw(1), withdraw(2), withdraw(3)], &called), [0, 1]);
    }

    #[test]
    fn what_speaks_of_everything_goes_alone_and_in_its_place() {
        let all = || Asked { command: Command::RecalculateAll, people: Vec::new(), reason: None };
        assert_eq!(now(vec![withdraw(1), all(), withdraw(2)], &[]), [0]);
        assert_eq!(now(vec![all(), withdraw(1), all()], &[]), [0]);
    }

    #[test]
    fn what_waits_holds_up_what_follows_from_it() {
        let ssin: Ssin = "10400100171".parse().unwrap_or_else(|_| unreachable!("it checks"));
        let mut third = withdraw(2);
        third.people.push((Who::Ssin(ssin.clone()), part()));
        let mut second = withdraw(1);
        second.people.push((Who::Ssin(ssin), part()));
        // The second waits for the first, and the third for the second.
        assert_eq!(now(vec![withdraw(1), second, third], &[]), [0]);
    }

    fn part() -> PartDetails {
        PartDetails {
            status: Status::Completed,
            minutes: Minutes(60),
            not_counting: None,
            certificate: false,
            valid_until: None,
            split: Vec::new(),
            copy: None,
        }
    }
}
