//! A change of a batch, as the contract writes it: one of several, each of the same fields as the
//! call that does it alone.

use fla_app::{Asked, BatchItem, Command, Who};
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::TrainingId;
use fla_domain::training::PartDetails;

use crate::body::{Body, Fields};
use crate::employees;
use crate::form::Form;
use crate::problem::Problem;
use crate::trainings;

/// Most changes in one batch.
const MOST: usize = 10_000;

/// The changes of a batch. One that the register has something against is taken with that, for the
/// others are not to wait for it.
///
/// # Errors
/// Everything that is not of the form of the contract: then nothing is taken.
pub fn read(body: &Body) -> Result<Vec<BatchItem>, Problem> {
    let (items, left) = body.read_leaving(|b| {
        b.need("items");
        b.list("items", MOST, item)
    })?;
    // Where one could not be read something was said, so that there is one for each place.
    let mut items: Vec<BatchItem> = items.into_iter().flatten().collect();
    for (name, anomaly) in left {
        if let Some((n, fault)) = of_item(&name, anomaly)
            && let Some(item) = items.get_mut(n)
        {
            item.faults.push(fault);
        }
    }
    Ok(items)
}

/// Which change a fault is of, with its place in that change.
fn of_item(name: &str, anomaly: Anomaly) -> Option<(usize, Anomaly)> {
    let (n, rest) = name.strip_prefix("items[")?.split_once("].")?;
    let path = if rest == "reference" { rest } else { rest.split_once('.')?.1 };
    Some((n.parse().ok()?, anomaly.at(path)))
}

fn item(b: &mut Fields<'_>) -> Option<BatchItem> {
    let reference = b.reference();
    // Where what is new carries it, as in the call that makes it alone, that is the same.
    let mut inside = None;
    let all = [
        b.object("newEmployee", |f| {
            inside = f.reference();
            new_employee(f)
        }),
        b.object("newTraining", |f| {
            inside = f.reference();
            new_training(f)
        }),
        b.object("trainingCorrection", correction),
        b.object("trainingCompletion", completion),
        b.object("trainingWithdrawal", |f| selection(f, true)),
        b.object("trainingRestoration", |f| selection(f, false)),
    ];
    let mut asked = all.into_iter().flatten();
    let (one, more) = (asked.next(), asked.next());
    if one.is_none() || more.is_some() {
        b.wrong("newTraining", Form::OneChange);
    }
    if reference.is_some() && inside.is_some() && reference != inside {
        b.wrong("reference", Form::OtherReference);
    }
    Some(BatchItem { reference: reference.or(inside), asked: one?, faults: Vec::new() })
}

fn asked(command: Command) -> Asked {
    Asked { command, people: Vec::new(), reason: None }
}

fn new_employee(b: &mut Fields<'_>) -> Asked {
    asked(employees::new_employee(b))
}

/// Participants; one whose number does not check was told of.
fn people(read: Vec<(Option<Who>, PartDetails)>) -> Vec<(Who, PartDetails)> {
    read.into_iter().filter_map(|(who, details)| Some((who?, details))).collect()
}

fn new_training(b: &mut Fields<'_>) -> Asked {
    let details = trainings::details(b);
    b.need("participants");
    let people = people(trainings::participants(b, "participants", &details));
    let command = Command::RegisterTraining { details, parts: Vec::new() };
    Asked { command, people, reason: None }
}

/// The training and the version that was seen.
fn seen(b: &mut Fields<'_>) -> (TrainingId, i64) {
    b.need("trainingId");
    let training = b.id::<TrainingId>("trainingId");
    let version = b.needed_whole("version", 1, i64::MAX);
    (training.unwrap_or(TrainingId(uuid::Uuid::nil())), version)
}

fn correction(b: &mut Fields<'_>) -> Asked {
    let (training, version) = seen(b);
    let details = trainings::details(b);
    let parts = b.list("participations", MOST, |p| {
        let one = trainings::participation(p);
        (one, trainings::part(p, &details))
    });
    let people = people(trainings::participants(b, "addedParticipants", &details));
    let command = Command::CorrectTraining {
        training,
        version,
        details,
        parts: parts.into_iter().filter_map(|(id, part)| Some((id?, part))).collect(),
        added: Vec::new(),
    };
    Asked { command, people, reason: b.text("reason") }
}

fn completion(b: &mut Fields<'_>) -> Asked {
    let (training, version) = seen(b);
    let absent = trainings::participations(b, "absent");
    let reason = b.text("reason");
    Asked { reason, ..asked(Command::CompleteTraining { training, version, absent }) }
}

fn selection(b: &mut Fields<'_>, withdraw: bool) -> Asked {
    let (training, version) = seen(b);
    let (parts, reason) = trainings::some_or_all(b);
    let command = if withdraw {
        Command::WithdrawTraining { training, version, parts }
    } else {
        Command::RestoreTraining { training, version, parts }
    };
    Asked { reason, ..asked(command) }
}
