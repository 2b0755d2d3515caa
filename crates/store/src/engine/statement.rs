//! Statements: one text for both engines, bound to an employer, a person, or neither.

use std::marker::PhantomData;
use std::sync::OnceLock;

use super::Engine;
use super::check::{Bound, assert_sound};
use super::text;

/// Bound to one employer: `$1` is the employer's id.
#[derive(Debug)]
pub enum ByEmployer {}
/// Bound to one person: `$1` is the SSIN.
#[derive(Debug)]
pub enum ByPerson {}
/// Bound to nothing: names no table that belongs to an employer.
#[derive(Debug)]
pub enum Global {}

/// One SQL statement, made by [`statements!`](crate::statements).
pub struct Statement<S> {
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
    parameters: usize,
    texts: [OnceLock<String>; 2],
    scope: PhantomData<fn() -> S>,
}

impl<S> Statement<S> {
    const fn new(
        name: &'static str,
        sqlite: &'static str,
        postgres: &'static str,
        bound: Bound,
    ) -> Self {
        assert_sound(sqlite, bound);
        assert_sound(postgres, bound);
        let parameters = text::parameters(sqlite);
        assert!(
            parameters == text::parameters(postgres),
            "both texts of a pair have the same parameters"
        );
        let texts = [OnceLock::new(), OnceLock::new()];
        Self { name, sqlite, postgres, parameters, texts, scope: PhantomData }
    }
}

impl Statement<ByEmployer> {
    #[doc(hidden)]
    pub const fn employer(
        name: &'static str,
        sqlite: &'static str,
        postgres: &'static str,
    ) -> Self {
        Self::new(name, sqlite, postgres, Bound::Employer)
    }
}

impl Statement<ByPerson> {
    #[doc(hidden)]
    pub const fn person(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Self {
        Self::new(name, sqlite, postgres, Bound::Person)
    }
}

impl Statement<Global> {
    #[doc(hidden)]
    pub const fn global(name: &'static str, sqlite: &'static str, postgres: &'static str) -> Self {
        Self::new(name, sqlite, postgres, Bound::Global)
    }
}

/// A statement of any scope: what a test needs to prepare each of them on both engines.
pub trait AnyStatement: Sync {
    /// Module and name.
    fn name(&self) -> &'static str;
    /// The text as an engine gets it.
    fn text(&'static self, engine: Engine) -> &'static str;
    /// How many parameters it has.
    fn parameters(&self) -> usize;
}

impl<S> AnyStatement for Statement<S> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn text(&'static self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.texts[0].get_or_init(|| sets(self.sqlite, &SQLITE_SETS)),
            Engine::Postgres => self.texts[1].get_or_init(|| sets(self.postgres, &POSTGRES_SETS)),
        }
    }

    fn parameters(&self) -> usize {
        self.parameters
    }
}

/// What `IN ANY_…(` becomes, and what stands after the parameter.
type Sets = [(&'static str, &'static str, &'static str); 6];

const SQLITE_SETS: Sets = [
    ("NOT IN ANY_ID(", "NOT IN (SELECT unhex(value) FROM json_each(", "))"),
    ("NOT IN ANY_TEXT(", "NOT IN (SELECT value FROM json_each(", "))"),
    ("NOT IN ANY_INT(", "NOT IN (SELECT value FROM json_each(", "))"),
    ("IN ANY_ID(", "IN (SELECT unhex(value) FROM json_each(", "))"),
    ("IN ANY_TEXT(", "IN (SELECT value FROM json_each(", "))"),
    ("IN ANY_INT(", "IN (SELECT value FROM json_each(", "))"),
];

const POSTGRES_SETS: Sets = [
    ("NOT IN ANY_ID(", "<> ALL(", "::uuid[])"),
    ("NOT IN ANY_TEXT(", "<> ALL(", "::text[])"),
    ("NOT IN ANY_INT(", "<> ALL(", "::bigint[])"),
    ("IN ANY_ID(", "= ANY(", "::uuid[])"),
    ("IN ANY_TEXT(", "= ANY(", "::text[])"),
    ("IN ANY_INT(", "= ANY(", "::bigint[])"),
];

fn sets(text: &str, table: &Sets) -> String {
    let mut out = String::with_capacity(text.len() + 32);
    let mut rest = text;
    'text: while !rest.is_empty() {
        for (from, to, tail) in table {
            if let Some(after) = rest.strip_prefix(from)
                && let Some((parameter, after)) = after.split_once(')')
            {
                out.push_str(to);
                out.push_str(parameter);
                out.push_str(tail);
                rest = after;
                continue 'text;
            }
        }
        let mut chars = rest.chars();
        out.extend(chars.next());
        rest = chars.as_str();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_differ_by_engine() {
        let text = "a IN ANY_ID($2) AND b NOT IN ANY_TEXT($3) AND c IN ANY_INT($4)";
        assert_eq!(
            sets(text, &POSTGRES_SETS),
            "a = ANY($2::uuid[]) AND b <> ALL($3::text[]) AND c = ANY($4::bigint[])"
        );
        assert_eq!(
            sets(text, &SQLITE_SETS),
            "a IN (SELECT unhex(value) FROM json_each($2)) \
             AND b NOT IN (SELECT value FROM json_each($3)) \
             AND c IN (SELECT value FROM json_each($4))"
        );
    }
}
