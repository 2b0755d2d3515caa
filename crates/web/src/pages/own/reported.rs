//! What training providers reported of the person, and what the employer made of it.

use fla_app::OwnReportedView;
use fla_domain::quantity::DEFAULT_DAY_MINUTES;
use fla_domain::reported::PartState;
use jiff::civil::Date;

use crate::i18n::T;
use crate::pages::given;
use crate::pages::reported::{changes, standing};
use crate::pages::trainings::Difference;

/// What was reported, in a line.
pub struct Line {
    pub title: String,
    pub when: String,
    pub provider: String,
    pub state: String,
    pub tone: &'static str,
    /// By when the employer answers, or why it does not agree.
    pub more: String,
    /// What was registered instead.
    pub changes: Vec<Difference>,
}

pub fn line(t: T, view: &OwnReportedView, today: Date) -> Line {
    let part = &view.part;
    let more = match part.state {
        PartState::Waiting => {
            let key = if view.due < today { "own-reported-late" } else { "own-reported-due" };
            t.two(key, "employer", view.employer.as_str(), "date", t.date(view.due))
        }
        PartState::Disputed => format!("{}{} {}", view.employer, t.colon(), part.words),
        PartState::Accepted | PartState::Merged | PartState::Withdrawn => view.employer.clone(),
    };
    Line {
        title: part.details.title.clone(),
        when: given::when(t, &part.details, part.details.minutes),
        provider: view.provider.clone(),
        state: t.get(&standing(part.state, part.changed.is_some())).into_owned(),
        changes: changes(t, &part.details, part.changed.as_ref(), DEFAULT_DAY_MINUTES),
        tone: given::tone(part.state),
        more,
    }
}
