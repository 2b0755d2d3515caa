//! Forms about trainings that are there and about rights, one after the other in one transaction: each
//! sees what those before it did.

use fla_domain::ids::EmployeeId;
use fla_formats::batch_file::{Body, Form};

use super::broken;
use super::carry::{Answer, Item};
use super::group::{Group, Shared};
use super::meaning::{self, Known, Meaning};
use super::together::{Asked, Did, Together};
use crate::{Refused, apply, section};

/// Carries them out.
pub(super) async fn carry_out(
    group: &Group<'_>,
    items: &mut [&mut Item],
) -> Result<Shared, Refused> {
    let open = || items.iter().map(|item| &**item).filter(|item| item.answer.is_none());
    let Some(mut together) = Together::begin(group, open()).await? else {
        return Ok(Shared::MandateEnded);
    };
    let forms = open().map(|item| &item.form);
    let known = Known::load(&mut together.work.tx, group.caller, forms.clone()).await?;
    let mut answers = Vec::new();
    for form in forms {
        if matches!(form.body, Ok(Body::VerifyRights { .. })) {
            // It verifies what follows from the forms before.
            together.work_out().await?;
        }
        let written = together.work.tx.written();
        match one(&mut together, form, &known).await {
            Ok(answer) => answers.push(answer),
            // Half of it is written.
            Err(_) if together.work.tx.written() > written => {
                together.give_up().await?;
                return Ok(Shared::EachByItself);
            }
            Err(other) => return Err(other),
        }
    }
    together.finish().await?;
    let open = items.iter_mut().filter(|item| item.answer.is_none());
    for (item, answer) in open.zip(answers) {
        item.answer = Some(answer);
    }
    Ok(Shared::CarriedOut)
}

async fn one<'a>(
    together: &mut Together<'a>,
    form: &'a Form,
    known: &Known,
) -> Result<Answer, Refused> {
    if let Some(answer) = together.before(form).await? {
        return Ok(answer);
    }
    let Ok(body) = &form.body else { return Err(broken()) };
    let (group, work) = (together.group, &mut together.work);
    let training = match meaning::training(body) {
        Some(named) => group.training(&mut work.tx, named).await?,
        None => None,
    };
    let meaning = meaning::of(&mut work.tx, group.caller, form, known, training).await?;
    let command = match meaning {
        Ok(Meaning::Command(command)) => *command,
        Ok(Meaning::Same(object)) => return together.nothing_to_do(body, object, known).await,
        Err(faults) => return Ok(Answer::refused(faults)),
    };
    let kind = command.kind();
    let asked = match together.admissible(form, command) {
        Ok(asked) => asked,
        Err(refused) => return together.refused(kind, refused),
    };
    let written = together.work.tx.written();
    match applied(together, &asked).await {
        Ok(did) => together.done(asked, did, known).await,
        Err(refused) if together.work.tx.written() == written => together.refused(kind, refused),
        Err(refused) => Err(refused),
    }
}

async fn applied<'a>(together: &mut Together<'a>, asked: &Asked<'a>) -> Result<Did, Refused> {
    let work = &mut together.work;
    work.begin_anew();
    work.reason = asked.form.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    apply::apply(work, &asked.command).await?;
    section::keep_to(work).await?;
    let touched: Vec<EmployeeId> = std::mem::take(&mut work.touched).into_iter().collect();
    let mut people = std::mem::take(&mut work.written);
    people.extend(&touched);
    let people: Vec<EmployeeId> = people.into_iter().collect();
    let only = people.first().filter(|_| people.len() == 1).map(|id| id.0);
    let (stamp, object) = (work.stamps.common(), work.object.take().or(only));
    // So that what is heard from now on is of the next form.
    work.tx.settle().await?;
    Ok(Did { stamp, object, touched, people })
}
