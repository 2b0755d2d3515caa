//! The rules of training rights as dated data: the act, sector agreements, conventions.
//!
//! A rule file is TOML and holds rules and conventions:
//!
//! ```toml
//! [[rule]]
//! id = "be.jc.200"            # stable; lower-case letters, digits, dots, hyphens
//! version = 1                 # a higher version takes the place of a lower one where both are valid
//! kind = "sectoral"           # or "statutory"
//! joint_committee = "200"     # of a sectoral rule
//! valid_from = 2024           # optional; else the first year of a step
//! valid_to = 2030             # optional, inclusive
//! as_statutory = ["from10"]   # optional: for these bands the rule follows the act
//!
//! [rule.days]                 # by size band, the growth path; "0.5" for part of a day
//! below10 = [{ from = 2024, days = 1 }]
//! from20 = [{ from = 2024, days = 3 }, { from = 2026, days = 4 }]
//!
//! [rule.min_months_in_year]   # optional: fewer months under contract in the year give 0
//! below10 = 6
//!
//! [rule.floor]                # of a statutory rule: no sector rule goes below
//! from20 = [{ from = 2023, days = 2 }]
//!
//! [rule.source]
//! name = "…"                  # the same for every reader, or a table with nl, fr, de and en
//! reference = "…"             # likewise, such as the number of the agreement
//!
//! [rule.title]                # and [rule.text], each in nl, fr, de and en
//! nl = "…"
//! ```
//!
//! A `[[convention]]` has `id`, `version`, `from` (a date), `day_minutes`,
//! `five_year_period`, `source`, `title` and `text`; see [`Conventions`]. A `[[retention]]` has `id`,
//! `version`, `kind` (a code of [`Kept`]), `keep_years` or `keep_days`, `source`, `title` and `text`.

mod book;
mod check;
mod choice;
mod exact;
mod fault;
mod model;
mod order;
mod read;
mod read_convention;
mod read_retention;
mod read_rule;
mod reader;
mod retention;

#[cfg(test)]
mod tests;

pub use book::RuleBook;
pub use choice::{Candidate, Choice, Outcome};
pub use exact::{Exact, NotExact};
pub use fault::RuleFault;
pub use model::{BandRule, Conventions, Rule, RuleKind, Source, Step, Texts};
pub use order::Versions;
pub use retention::{Kept, Retention, Term};
