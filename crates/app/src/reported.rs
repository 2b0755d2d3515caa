//! Trainings that training providers report: sending them, confirming oneself by a link, and what
//! the employer makes of them.
//!
//! | room | what it holds |
//! |---|---|
//! | [`send`] | the provider reports a training for people of many employers |
//! | [`join`] | a participant confirms by a link, so that the provider never sees the number |
//! | [`answer`] | the employer accepts, merges, disputes |
//! | [`steps`] | what each of these does |
//! | [`trial`] | what it would do |
//! | [`view`] | what each of the three sees |

mod answer;
mod join;
mod send;
mod steps;
mod trial;
mod view;

pub use answer::Accepted;
pub use join::JoinView;
pub use send::{NewParticipant, NewReport, PARTICIPANTS, SentReport};
pub use trial::Answering;
pub use view::{
    ANSWERED, AlikeView, OwnReportedView, REPORTS, ReportView, ReportedPage, ReportedSession,
    ReportedView, SentPartView,
};
