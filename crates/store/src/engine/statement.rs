//! Statements: one text for both engines, bound to an employer, a person, or neither.

use std::marker::PhantomData;
use std::sync::OnceLock;

use super::check::{Bound, assert_sound};
use super::text::{self, Kind, Token};
use super::{Engine, Value};

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
    of_one: [OnceLock<Option<OfOne>>; 2],
    scope: PhantomData<fn() -> S>,
}

/// A statement for sets of one member each: the member itself is the argument.
struct OfOne {
    text: String,
    /// Which arguments are the sets, from 0.
    places: Vec<usize>,
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
        let of_one = [OnceLock::new(), OnceLock::new()];
        Self { name, sqlite, postgres, parameters, texts, of_one, scope: PhantomData }
    }

    /// The text for these arguments. Where each set has one member, that takes the place of the set: what
    /// is compared with one value comes in the order of the index, and no table is made of a set.
    pub(super) fn text_for(&'static self, engine: Engine, values: &mut [Value]) -> &'static str {
        let Some(of_one) = self.of_one(engine) else { return self.text(engine) };
        let alone = |at: &usize| values.get(*at).and_then(Value::only_member);
        let Some(members) = of_one.places.iter().map(alone).collect::<Option<Vec<_>>>() else {
            return self.text(engine);
        };
        for (at, member) in of_one.places.iter().zip(members) {
            values[*at] = member;
        }
        &of_one.text
    }

    fn of_one(&'static self, engine: Engine) -> Option<&'static OfOne> {
        let (at, text) = match engine {
            Engine::Sqlite => (0, self.sqlite),
            Engine::Postgres => (1, self.postgres),
        };
        self.of_one[at].get_or_init(|| OfOne::of(text)).as_ref()
    }
}

impl OfOne {
    /// `None` where a statement has no sets, or reads one otherwise than as a set.
    fn of(text: &str) -> Option<Self> {
        let (of_one, parameters) = sets(text, member);
        // One that is not written as a parameter would be compared with as a whole.
        let numbers = parameters.iter().map(|parameter| parameter.strip_prefix('$')?.parse().ok());
        let mut of_sets = numbers.collect::<Option<Vec<usize>>>()?;
        let read = numbers_in(text).filter(|number| of_sets.contains(number)).count();
        if of_sets.is_empty() || read > of_sets.len() {
            return None;
        }
        of_sets.sort_unstable();
        of_sets.dedup();
        let places = of_sets.into_iter().map(|number| number - 1).collect();
        Some(Self { text: of_one, places })
    }
}

/// The numbers of the parameters of a text, each as often as it is read.
fn numbers_in(text: &str) -> impl Iterator<Item = usize> {
    let mut token = Token::NONE;
    let tokens = std::iter::from_fn(move || {
        token = text::next(text.as_bytes(), token.end);
        (token.kind != Kind::End).then_some(token)
    });
    tokens
        .filter(|token| token.kind == Kind::Param)
        .filter_map(|token| text[token.start + 1..token.end].parse().ok())
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
    /// The text for sets of one member each, where that is another one.
    fn text_of_one(&'static self, _: Engine) -> Option<&'static str> {
        None
    }
    /// How many parameters it has.
    fn parameters(&self) -> usize;
}

impl<S> AnyStatement for Statement<S> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn text(&'static self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.texts[0].get_or_init(|| sets(self.sqlite, sqlite_set).0),
            Engine::Postgres => self.texts[1].get_or_init(|| sets(self.postgres, postgres_set).0),
        }
    }

    fn text_of_one(&'static self, engine: Engine) -> Option<&'static str> {
        self.of_one(engine).map(|of_one| &*of_one.text)
    }

    fn parameters(&self) -> usize {
        self.parameters
    }
}

/// `IN ANY_<kind>(<parameter>)`, or the same with `NOT` before it.
struct Set<'t> {
    negated: bool,
    kind: &'t str,
    parameter: &'t str,
}

fn sqlite_set(Set { negated, kind, parameter }: &Set<'_>) -> String {
    let not = if *negated { "NOT " } else { "" };
    let member = if *kind == "ID" { "unhex(value)" } else { "value" };
    format!("{not}IN (SELECT {member} FROM json_each({parameter}))")
}

fn postgres_set(Set { negated, kind, parameter }: &Set<'_>) -> String {
    let compared = if *negated { "<> ALL" } else { "= ANY" };
    let array = match *kind {
        "ID" => "uuid",
        "TEXT" => "text",
        _ => "bigint",
    };
    format!("{compared}({parameter}::{array}[])")
}

/// On either engine, where the set has one member.
fn member(Set { negated, parameter, .. }: &Set<'_>) -> String {
    let compared = if *negated { "<>" } else { "=" };
    format!("{compared} {parameter}")
}

/// A text with its sets written as an engine takes them, and their parameters.
fn sets(text: &str, written: fn(&Set<'_>) -> String) -> (String, Vec<&str>) {
    let (mut out, mut parameters, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once("IN ANY_")
        && let Some((kind, after)) = after.split_once('(')
        && let Some((parameter, after)) = after.split_once(')')
    {
        let positive = before.strip_suffix("NOT ");
        out.push_str(positive.unwrap_or(before));
        out.push_str(&written(&Set { negated: positive.is_some(), kind, parameter }));
        parameters.push(parameter);
        rest = after;
    }
    out.push_str(rest);
    (out, parameters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;

    #[test]
    fn sets_differ_by_engine() {
        let text = "a IN ANY_ID($2) AND b NOT IN ANY_TEXT($3) AND c IN ANY_INT($4)";
        assert_eq!(
            sets(text, postgres_set).0,
            "a = ANY($2::uuid[]) AND b <> ALL($3::text[]) AND c = ANY($4::bigint[])"
        );
        assert_eq!(
            sets(text, sqlite_set).0,
            "a IN (SELECT unhex(value) FROM json_each($2)) \
             AND b NOT IN (SELECT value FROM json_each($3)) \
             AND c IN (SELECT value FROM json_each($4))"
        );
    }

    static SETS: Statement<Global> = Statement::global(
        "sets",
        "SELECT 1 WHERE 1 IN ANY_INT($1) AND $2 = 'a' AND 'b' NOT IN ANY_TEXT($3)",
        "SELECT 2 WHERE 1 IN ANY_INT($1) AND $2 = 'a' AND 'b' NOT IN ANY_TEXT($3)",
    );

    #[test]
    fn sets_of_one_are_compared_with_it() {
        let mut values = args![&[1_i64][..], "a", &["b"][..]];
        let text = SETS.text_for(Engine::Postgres, &mut values);
        assert_eq!(text, "SELECT 2 WHERE 1 = $1 AND $2 = 'a' AND 'b' <> $3");
        assert!(values == args![1_i64, "a", "b"]);
        let mut values = args![&[1_i64][..], "a", &["b"][..]];
        let text = SETS.text_for(Engine::Sqlite, &mut values);
        assert_eq!(text, "SELECT 1 WHERE 1 = $1 AND $2 = 'a' AND 'b' <> $3");
    }

    #[test]
    fn sets_of_several_or_nobody_stay_sets() {
        for (numbers, texts) in [(&[1_i64, 2][..], &["b"][..]), (&[1], &[]), (&[], &["b", "c"])] {
            let mut values = args![numbers, "a", texts];
            let text = SETS.text_for(Engine::Sqlite, &mut values);
            assert_eq!(text, SETS.text(Engine::Sqlite));
            assert!(values == args![numbers, "a", texts]);
        }
    }

    #[test]
    fn a_set_that_is_read_otherwise_too_stays_a_set() {
        let text = "SELECT 1 WHERE 1 IN ANY_INT($1) OR (SELECT COUNT(*) FROM json_each($1)) = 0";
        assert!(OfOne::of(text).is_none());
        assert!(OfOne::of("SELECT $1").is_none());
        let text = "SELECT 1 WHERE 1 IN ANY_INT($1) AND 2 IN ANY_INT( $2)";
        assert!(OfOne::of(text).is_none());
    }
}
