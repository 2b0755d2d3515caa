//! Questions that go to the database server as one: a round trip for all of them. Their answers stand
//! one below the other, each question in the columns of its kinds.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use tokio_postgres::Statement;
use tokio_postgres::types::Type;

use super::arguments::Argument;
use super::row::{Places, Row};
use super::text::{self, Kind};
use super::{StoreError, Value};

/// What is asked.
#[derive(PartialEq, Eq)]
pub(super) struct Question {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    pub(super) values: Vec<Value>,
}

/// A question among others.
pub(super) struct Asked {
    pub(super) question: Question,
    /// How many of its first values, one or none, are the tenant.
    pub(super) tenant: usize,
}

/// What came of a question, for whoever asks it next.
pub(super) struct Answer {
    pub(super) question: Question,
    pub(super) rows: Vec<Row>,
}

/// Some questions as one statement.
pub(super) struct Joined {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    /// Where the columns of each question stand in a row of the answer.
    places: Vec<Places>,
}

/// The arguments of all of them; the tenant of those that have one is the same.
pub(super) fn all_arguments(questions: &[Asked]) -> Vec<Argument> {
    let of_tenant = questions.iter().find(|asked| asked.tenant > 0);
    let tenant = of_tenant.iter().flat_map(|asked| asked.question.values.iter().take(asked.tenant));
    let others = questions.iter().flat_map(|asked| asked.question.values.iter().skip(asked.tenant));
    tenant.chain(others).cloned().map(Argument::from).collect()
}

/// What came of each.
pub(super) fn answers(
    questions: Vec<Asked>,
    joined: &Joined,
    rows: Vec<tokio_postgres::Row>,
) -> Result<Vec<Answer>, StoreError> {
    let answer = |asked: Asked| Answer { question: asked.question, rows: Vec::new() };
    let mut answers: Vec<Answer> = questions.into_iter().map(answer).collect();
    for row in rows {
        let row = Row::of(joined.name, row);
        let part: usize = row.get(0)?;
        let corrupt = || StoreError::corrupt(joined.name, "part");
        let answer = answers.get_mut(part).ok_or_else(corrupt)?;
        let places = Arc::clone(joined.places.get(part).ok_or_else(corrupt)?);
        answer.rows.push(row.among(answer.question.name, places));
    }
    Ok(answers)
}

/// Statements that were made once are kept: the program asks few things together.
static KNOWN: Mutex<BTreeMap<Vec<usize>, Arc<Joined>>> = Mutex::new(BTreeMap::new());

/// Where the text of each stands: one there is for sets, another for one member.
fn texts(questions: &[Asked]) -> Vec<usize> {
    questions.iter().map(|asked| asked.question.text.as_ptr() as usize).collect()
}

/// The statement of these questions, where it was made before.
pub(super) fn known(questions: &[Asked]) -> Option<Arc<Joined>> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.get(&texts(questions)).cloned()
}

/// Makes the statement of these questions.
pub(super) fn joined(
    questions: &[Asked],
    statements: &[Statement],
) -> Result<Arc<Joined>, StoreError> {
    let parts = questions.iter().zip(statements).map(|(asked, made)| Part::of(asked, made));
    let (text, places) = composed(&parts.collect::<Result<Vec<_>, _>>()?);
    let names: Vec<_> = questions.iter().map(|asked| asked.question.name).collect();
    let name = names.join(", ").leak();
    let made = Arc::new(Joined { name, text: text.leak(), places });
    let mut all = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(Arc::clone(all.entry(texts(questions)).or_insert(made)))
}

/// The kinds of columns in the order in which they stand in an answer, as the server calls them.
const KINDS: [&str; 4] = ["bigint", "text", "uuid", "bytea"];

/// A question with the names of its columns, and which of the kinds each is.
struct Part {
    text: &'static str,
    parameters: usize,
    /// How many of the first parameters are the tenant.
    tenant: usize,
    columns: Vec<(Box<str>, usize)>,
}

impl Part {
    fn of(asked: &Asked, statement: &Statement) -> Result<Self, StoreError> {
        let question = &asked.question;
        let mut columns = Vec::new();
        for column in statement.columns() {
            let kind = match *column.type_() {
                Type::INT8 | Type::INT4 => 0,
                Type::TEXT => 1,
                Type::UUID => 2,
                Type::BYTEA => 3,
                _ => return Err(StoreError::refused(question.name, "a column of another type")),
            };
            columns.push((column.name().into(), kind));
        }
        let (text, parameters) = (question.text, question.values.len());
        Ok(Self { text, parameters, tenant: asked.tenant, columns })
    }
}

/// `SELECT 0, a.c1, …, NULL FROM (…) AS a(c0, c1, …) UNION ALL SELECT 1, …`, and where the columns of each
/// part stand. Each row says of which part it is, whatever their order; those of one part come as that says.
fn composed(parts: &[Part]) -> (String, Vec<Places>) {
    let width = |kind| parts.iter().map(|p| p.columns.iter().filter(|c| c.1 == kind).count()).max();
    let widths = [0, 1, 2, 3].map(|kind| width(kind).unwrap_or(0));
    let tenant = parts.iter().map(|part| part.tenant).max().unwrap_or(0);
    let (mut text, mut places, mut parameters) = (String::new(), Vec::new(), tenant);
    for (number, part) in parts.iter().enumerate() {
        let before = if number == 0 { "" } else { " UNION ALL " };
        let _ = write!(text, "{before}SELECT {number}::bigint");
        let (mut found, mut place) = (vec![0; part.columns.len()], 0);
        for (kind, width) in widths.into_iter().enumerate() {
            let mut own = part.columns.iter().enumerate().filter(|(_, column)| column.1 == kind);
            for _ in 0..width {
                place += 1;
                let _ = match own.next() {
                    Some((at, _)) => {
                        found[at] = place;
                        write!(text, ", a.c{at}::{}", KINDS[kind])
                    }
                    None => write!(text, ", NULL::{}", KINDS[kind]),
                };
            }
        }
        let names: Vec<String> = (0..part.columns.len()).map(|at| format!("c{at}")).collect();
        let own = moved(part.text, part.tenant, parameters - part.tenant);
        let _ = write!(text, " FROM ({own}) AS a({})", names.join(", "));
        parameters += part.parameters - part.tenant;
        let named = part.columns.iter().zip(found).map(|((name, _), at)| (name.clone(), at));
        places.push(named.collect());
    }
    (text, places)
}

/// A text with its parameters so many places further on, but for the tenant.
fn moved(text: &str, tenant: usize, by: usize) -> String {
    let (mut moved, mut copied) = (String::with_capacity(text.len() + 16), 0);
    let mut at = 0;
    loop {
        let token = text::next(text.as_bytes(), at);
        match token.kind {
            Kind::End => break,
            Kind::Param => {
                let number: usize = text[token.start + 1..token.end].parse().unwrap_or_default();
                let number = if number <= tenant { number } else { number + by };
                let _ = write!(moved, "{}${number}", &text[copied..token.start]);
                copied = token.end;
            }
            _ => {}
        }
        at = token.end;
    }
    moved + &text[copied..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(
        text: &'static str,
        (tenant, parameters): (usize, usize),
        columns: &[(&str, usize)],
    ) -> Part {
        let columns = columns.iter().map(|(name, kind)| ((*name).into(), *kind)).collect();
        Part { text, parameters, tenant, columns }
    }

    #[test]
    fn each_question_has_its_own_parameters_and_the_columns_of_its_kinds() {
        let first =
            part("SELECT t, n FROM x WHERE e = $1 AND i = $2", (1, 2), &[("t", 1), ("n", 0)]);
        let second =
            part("SELECT m FROM y WHERE e = $1 AND a = $3 AND b = $2", (1, 3), &[("m", 0)]);
        let (text, places) = composed(&[first, second]);
        assert_eq!(
            text,
            "SELECT 0::bigint, a.c1::bigint, a.c0::text \
             FROM (SELECT t, n FROM x WHERE e = $1 AND i = $2) AS a(c0, c1) \
             UNION ALL SELECT 1::bigint, a.c0::bigint, NULL::text \
             FROM (SELECT m FROM y WHERE e = $1 AND a = $4 AND b = $3) AS a(c0)"
        );
        let places: Vec<Vec<_>> =
            places.iter().map(|p| p.iter().map(|(name, at)| (&**name, *at)).collect()).collect();
        assert_eq!(places, [vec![("t", 2), ("n", 1)], vec![("m", 1)]]);
    }

    #[test]
    fn questions_about_nobody_share_nothing() {
        let part = |text| part(text, (0, 1), &[("n", 0)]);
        let (text, _) = composed(&[part("SELECT n FROM x WHERE a = $1"), part("SELECT $1")]);
        assert_eq!(
            text,
            "SELECT 0::bigint, a.c0::bigint FROM (SELECT n FROM x WHERE a = $1) AS a(c0) \
             UNION ALL SELECT 1::bigint, a.c0::bigint FROM (SELECT $2) AS a(c0)"
        );
    }

    #[test]
    fn what_is_asked_of_nobody_has_no_part_in_the_tenant() {
        let own = part("SELECT n FROM x WHERE e = $1 AND i = $2", (1, 2), &[("n", 0)]);
        let global = part("SELECT m FROM y WHERE a = $1", (0, 1), &[("m", 0)]);
        let (text, _) = composed(&[global, own]);
        assert_eq!(
            text,
            "SELECT 0::bigint, a.c0::bigint FROM (SELECT m FROM y WHERE a = $2) AS a(c0) \
             UNION ALL SELECT 1::bigint, a.c0::bigint \
             FROM (SELECT n FROM x WHERE e = $1 AND i = $3) AS a(c0)"
        );
    }
}
