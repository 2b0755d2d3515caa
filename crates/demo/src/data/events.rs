//! What happens at an employer: people, rights, trainings, departures, questions, the office.

mod departures;
mod office;
mod own;
mod persons;
mod questions;
mod rights;
mod trainings;

use super::DataFault;
use super::door::Door;

/// Everything, in order.
pub(super) async fn happen(door: &mut Door<'_>) -> Result<(), DataFault> {
    door.time.go_to_begin();
    door.tell("events");
    door.meet().await?;
    door.tell("met");
    persons::happen(door).await?;
    door.tell("persons");
    trainings::register(door).await?;
    trainings::certificates(door).await?;
    door.tell("trainings");
    rights::happen(door).await?;
    door.tell("rights");
    if !door.company.steady {
        departures::happen(door).await?;
    }
    door.tell("departures");
    own::happen(door).await?;
    door.tell("own records");
    office::begin(door).await?;
    trainings::change(door).await?;
    questions::last(door).await?;
    office::end(door).await?;
    door.tell("changes");
    Ok(())
}
