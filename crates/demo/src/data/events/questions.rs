//! What employees ask, and what is answered.

use fla_app::{Command, Key, Visitor};
use fla_domain::dispute::{About, Claim};
use fla_domain::ids::DisputeId;
use jiff::ToSpan;

use crate::data::DataFault;
use crate::data::catalogue::words;
use crate::data::door::Door;

/// Somebody misses a training, early in the story: its answer is due soon after it ends.
pub(super) async fn first(door: &Door<'_>) -> Result<(), DataFault> {
    door.time.go_to(24);
    let (words, title) = words(door.company.language).asks_missing;
    let date = door.day.checked_sub(40.days()).ok();
    let claim = Claim { title: Some(title.to_owned()), date, minutes: Some(180) };
    let question = Command::AskAbout {
        about: About::Missing,
        participation: None,
        year: None,
        words: words.to_owned(),
        claim,
    };
    ask(door, 1, &question).await.map(|_| ())
}

/// Two ask about their right in the last days; the first of them has an answer.
pub(super) async fn last(door: &Door<'_>) -> Result<(), DataFault> {
    let words = words(door.company.language);
    let question = Command::AskAbout {
        about: About::Right,
        participation: None,
        year: Some(door.day.year()),
        words: words.asks_right.to_owned(),
        claim: Claim::default(),
    };
    door.time.go_to(3);
    let asked = ask(door, 2, &question).await?;
    door.time.go_to(2);
    if let Some(dispute) = asked {
        let words = words.answers.to_owned();
        let answer = Command::AnswerQuestion { dispute, words, correction: None };
        door.submit(&answer, None).await?;
    }
    door.time.go_to(1);
    ask(door, 3, &question).await.map(|_| ())
}

/// Has the employee at a place ask; nothing where nobody works there any more.
async fn ask(
    door: &Door<'_>,
    place: usize,
    question: &Command,
) -> Result<Option<DisputeId>, DataFault> {
    let Some(worker) = door.staff.get(place).filter(|w| w.works_on(door.time.end())) else {
        return Ok(None);
    };
    let during = || DataFault::during(format!("{}: a question", door.company.name));
    let visitor = Visitor {
        ssin: worker.ssin.clone(),
        name: format!("{} {}", worker.given, worker.family),
        channel: fla_app::Channel::Web,
        trace: "demonstration".to_owned(),
    };
    let employer = door.caller.employer();
    let caller = door.app.act_as_employee(&visitor, employer).await.map_err(during())?;
    let key = Key::new(&format!("demo:ask:{place}:{}", question.kind())).map_err(during())?;
    let receipt = door.app.submit(&caller, question, &key, None).await.map_err(during())?;
    door.time.pass();
    Ok(receipt.object.map(DisputeId))
}
