//! The components of which pages are made. Each is a value with a small template of its own; a
//! page holds it and writes `{{ name }}`. Markup without logic (buttons, notices, cards, plain
//! tables) is HTML with the classes of `assets/css/components.css`.
//!
//! | component | for |
//! |---|---|
//! | [`Field`], [`Choice`], [`Picker`], [`TextArea`], [`Upload`] | a labelled question with hint and error |
//! | [`ErrorSummary`] | what is wrong on this form, linking to each field |
//! | [`Tag`] | a state in one or two words |
//! | [`Chart`], [`RowBar`] | hours as bars, beside the table that says the same |
//! | [`CreditMeter`] | a year's credit in blocks of a day |
//! | [`Working`] | a figure that opens to its working |
//! | [`Pager`], [`Tabs`], [`Crumbs`], [`SideNav`] | moving about |
//! | [`Steps`], [`Progress`] | where one is in a task; how far work has come |
//! | [`TourStep`] | where one is in the tour |
//! | [`Exports`] | a list to take out as a spreadsheet |
//! | [`Empty`], [`Notice`] | nothing here yet; something to know |

mod chart;
mod choice;
mod exports;
mod field;
mod meter;
mod movement;
mod right;
mod state;
mod summary;
mod tour;
mod validated;
mod working;

pub use chart::{Bar, Chart, RowBar};
pub use choice::{Choice, ChoiceKind, Choosable, Picker};
pub use exports::Exports;
pub use field::{Field, TextArea, Upload};
pub use meter::{CreditMeter, CreditParts};
pub use movement::{Crumbs, Pager, SideGroup, SideLink, SideNav, Tabs};
pub use right::{
    base_notes, committee_code, right_working, rule_version, source_of, unmet_condition,
};
pub use state::{Empty, Notice, Progress, Step, StepState, Steps, Tag, Tone};
pub use summary::ErrorSummary;
pub use tour::TourStep;
pub use validated::{batch_stage, batch_verdict};
pub use working::{Line, Working};
