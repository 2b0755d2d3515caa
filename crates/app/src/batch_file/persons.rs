//! Forms about people, those that are about different people with one set of reads and writes.

use std::collections::BTreeSet;

use fla_formats::batch_file::{Body, Form, PersonId};

use super::broken;
use super::carry::{Answer, Item};
use super::group::{Group, Shared};
use super::held;
use super::meaning::{self, Known, Meaning};
use super::together::{Asked, Did, Together};
use crate::apply::persons;
use crate::{Record, Refused, jobs, reference};

/// A form with its place.
type Placed<'a> = (usize, &'a Form);

/// Carries them out.
pub(super) async fn carry_out(
    group: &Group<'_>,
    items: &mut [&mut Item],
) -> Result<Shared, Refused> {
    let open = || items.iter().map(|item| &**item).filter(|item| item.answer.is_none());
    let Some(mut together) = Together::begin(group, open()).await? else {
        return Ok(Shared::MandateEnded);
    };
    let mut waiting: Vec<Placed<'_>> = open().map(|item| &item.form).enumerate().collect();
    let mut answers: Vec<Option<Answer>> = waiting.iter().map(|_| None).collect();
    while !waiting.is_empty() {
        let forms = waiting.iter().map(|(_, form)| *form);
        let known = Known::load(&mut together.work.tx, group.caller, forms).await?;
        let (now, later) = wave(waiting, &known);
        let written = together.work.tx.written();
        match about_different(&mut together, now, &known, &mut answers).await {
            Ok(()) => waiting = later,
            // Something that all of them need was refused, and half is written.
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
        item.answer = Some(answer.ok_or_else(broken)?);
    }
    Ok(Shared::CarriedOut)
}

/// Parts forms: those that are about different people, in their order, and those that wait for them.
fn wave<'a>(open: Vec<Placed<'a>>, known: &Known) -> (Vec<Placed<'a>>, Vec<Placed<'a>>) {
    let mut taken: BTreeSet<PersonId> = BTreeSet::new();
    open.into_iter().partition(|(_, form)| {
        let people = people(form, known);
        let free = people.is_disjoint(&taken);
        taken.extend(people);
        free
    })
}

/// Whom a form is about, by every name that is known.
fn people(form: &Form, known: &Known) -> BTreeSet<PersonId> {
    let Ok(body) = &form.body else { return BTreeSet::new() };
    let mut people: BTreeSet<PersonId> = meaning::people_of(body).cloned().collect();
    if let Body::AddEmployee { person, .. } | Body::ChangePerson { person, .. } = body {
        people.insert(PersonId::Ssin(person.ssin.clone()));
    }
    people.extend(held::called(body).map(PersonId::Reference));
    let ids: Vec<_> = people.iter().filter_map(|who| known.find(who)).collect();
    people.extend(ids.into_iter().map(PersonId::Id));
    people
}

async fn about_different<'a>(
    together: &mut Together<'a>,
    forms: Vec<Placed<'a>>,
    known: &Known,
    answers: &mut [Option<Answer>],
) -> Result<(), Refused> {
    let mut orders: Vec<(usize, Asked<'a>)> = Vec::with_capacity(forms.len());
    for (place, form) in forms {
        match order(together, form, known).await? {
            Ok(asked) => orders.push((place, asked)),
            Err(answer) => answers[place] = Some(answer),
        }
    }
    refuse_taken(together, &mut orders, answers).await?;
    let (group, work) = (together.group, &mut together.work);
    let stamps: Vec<_> = orders.iter().map(|_| work.next_stamp()).collect();
    work.begin_anew();
    let asked: Vec<persons::Asked<'_>> = orders
        .iter()
        .zip(&stamps)
        .map(|((_, asked), stamp)| persons::Asked {
            command: &asked.command,
            stamp: *stamp,
            place: Some(group.place(asked.form)),
        })
        .collect();
    let persons::Answered { people, stated } = persons::all(work, &asked).await?;
    if stated {
        jobs::sizes_after_change(work).await?;
    }
    let mut references = Vec::new();
    for (((_, asked), stamp), person) in orders.iter().zip(&stamps).zip(&people) {
        if let (Ok(body), Ok(id)) = (&asked.form.body, person)
            && let Some(called) = held::called(body)
        {
            let caller = together.group.caller;
            references.push(reference::kept(caller, Record::Employee, &called, id.0, stamp.change));
        }
    }
    let employer = together.group.caller.employer();
    together.work.tx.insert_references(employer, &references).await?;
    for (((place, asked), stamp), person) in orders.into_iter().zip(stamps).zip(people) {
        answers[place] = Some(match person {
            Ok(id) => {
                let (object, people) = (Some(id.0), vec![id]);
                let did = Did { stamp, object, touched: people.clone(), people };
                together.done(asked, did, known).await?
            }
            Err(refused) => together.refused(asked.command.kind(), refused)?,
        });
    }
    // So that what is heard from now on is of the next wave.
    Ok(together.work.tx.settle().await?)
}

/// What is to be carried out of a form, or its answer.
async fn order<'a>(
    together: &mut Together<'a>,
    form: &'a Form,
    known: &Known,
) -> Result<Result<Asked<'a>, Answer>, Refused> {
    if let Some(answer) = together.before(form).await? {
        return Ok(Err(answer));
    }
    let Ok(body) = &form.body else { return Err(broken()) };
    let caller = together.group.caller;
    let meaning = meaning::of(&mut together.work.tx, caller, form, known, None).await?;
    let command = match meaning {
        Ok(Meaning::Command(command)) => *command,
        Ok(Meaning::Same(object)) => {
            return Ok(Err(together.nothing_to_do(body, object, known).await?));
        }
        Err(faults) => return Ok(Err(Answer::refused(faults))),
    };
    let kind = command.kind();
    match together.admissible(form, command) {
        Ok(asked) => Ok(Ok(asked)),
        Err(refused) => Ok(Err(together.refused(kind, refused)?)),
    }
}

/// Answers those who are called as somebody else is called already.
async fn refuse_taken<'a>(
    together: &mut Together<'a>,
    orders: &mut Vec<(usize, Asked<'a>)>,
    answers: &mut [Option<Answer>],
) -> Result<(), Refused> {
    let called = |asked: &Asked<'_>| asked.form.body.as_ref().ok().and_then(held::called);
    let names: Vec<String> =
        orders.iter().filter_map(|(_, asked)| called(asked)).map(|name| name.to_string()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let taken = reference::taken(&mut together.work, Record::Employee, &names).await?;
    let is_taken =
        |asked: &Asked<'_>| called(asked).is_some_and(|name| taken.contains(name.as_str()));
    for (place, asked) in orders.iter().filter(|(_, asked)| is_taken(asked)) {
        let kind = asked.command.kind();
        answers[*place] = Some(together.refused(kind, reference::duplicate().into())?);
    }
    orders.retain(|(_, asked)| !is_taken(asked));
    Ok(())
}
