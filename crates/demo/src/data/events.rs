//! What happens at an employer: people, rights, trainings, departures.

mod departures;
mod own;
mod persons;
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
    door.tell("trainings");
    rights::happen(door).await?;
    door.tell("rights");
    if !door.company.steady {
        departures::happen(door).await?;
    }
    door.tell("departures");
    own::happen(door).await?;
    door.tell("own records");
    trainings::change(door).await?;
    door.tell("changes");
    Ok(())
}
