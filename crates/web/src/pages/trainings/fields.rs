//! The questions about a training, with what was answered so far.

use fla_domain::duration::parse_duration;
use fla_domain::isced::FieldOfEducation;
use fla_domain::training::{NotCounting, Status, TrainingKind};
use jiff::civil::Date;

use super::{input, words};
use crate::form::Posted;
use crate::i18n::T;
use crate::view::{Choice, Choosable, ErrorSummary, Field};

/// The questions, each with its answer and what is wrong with it.
pub struct Fields {
    /// Name.
    pub title: Field,
    /// First day.
    pub start: Field,
    /// Duration.
    pub duration: Field,
    /// How the duration is understood; empty where it is not.
    pub understood: String,
    /// Planned or completed.
    pub status: Choice,
    /// Last day.
    pub end: Field,
    /// Formal or informal.
    pub kind: Choice,
    /// Field of education.
    pub field: Field,
    /// What is offered for it.
    pub education: Vec<String>,
    /// Who gives it.
    pub provider: Field,
    /// Where.
    pub place: Field,
    /// Nature.
    pub nature: Field,
    /// Who pays.
    pub funding: Field,
    /// Number of the collective agreement.
    pub cla: Field,
    /// Whether it counts.
    pub counts: Choice,
    /// Whether everybody gets a certificate.
    pub certificate: bool,
    /// Until when it is valid.
    pub valid_until: Field,
    /// Division over years.
    pub split: Field,
    /// Whether the questions that need no answer are shown.
    pub more_open: bool,
}

impl Fields {
    /// The questions of a form.
    pub fn new(
        t: T,
        posted: &Posted,
        errors: &ErrorSummary,
        day_minutes: u32,
        today: Date,
    ) -> Self {
        let label = |name: &str| t.get(&format!("training-{name}"));
        let hint = |name: &str| t.get(&format!("training-{name}-hint"));
        let fill = |field: Field, name: &str| field.value(posted.text(name)).error(errors.of(name));
        let text = |name: &str, key: &str| fill(Field::text(name, label(key)), name);
        let understood = parse_duration(posted.text("duration"), day_minutes)
            .map(|m| words::duration(t, m, day_minutes))
            .unwrap_or_default();
        let day = t.hours(fla_domain::quantity::Minutes(i64::from(day_minutes)));
        Self {
            title: text("title", "title").required().list("titles").width("long"),
            start: fill(Field::date("start", label("start")), "start").required(),
            duration: text("duration", "duration")
                .hint(t.one("training-duration-hint", "day", day))
                .required()
                .width("medium"),
            understood,
            status: status(t, posted, errors, today),
            end: fill(Field::date("end", label("end")), "end").hint(hint("end")),
            kind: kind(t, posted, errors),
            field: education_field(t, posted.text("field"), errors.of("field")),
            education: education(t),
            provider: text("provider", "provider"),
            place: text("place", "place"),
            nature: text("nature", "nature").hint(hint("nature")),
            funding: text("funding", "funding").hint(hint("funding")),
            cla: text("claNumber", "cla").hint(hint("cla")).width("medium"),
            counts: counts(t, posted, errors),
            certificate: posted.has("certificate"),
            valid_until: fill(Field::date("validUntil", label("valid-until")), "validUntil")
                .hint(hint("valid-until")),
            split: text("split", "split").hint(hint("split")).width("long"),
            more_open: input::MORE.iter().any(|name| {
                let given = posted.text(name);
                !errors.of(name).is_empty() || !(given.is_empty() || given == "yes")
            }),
        }
    }
}

/// The question for a field of education; `education` is offered for it.
pub fn education_field(t: T, given: &str, error: &str) -> Field {
    let label = FieldOfEducation::from_code(given).map(|f| f.label(t.language()));
    Field::text("field", t.get("training-field"))
        .hint(t.get("training-field-hint"))
        .list("education")
        .width("long")
        .value(label.unwrap_or_else(|| given.to_owned()))
        .error(error)
}

/// The broad and narrow fields of education, as they are offered.
pub fn education(t: T) -> Vec<String> {
    FieldOfEducation::all().map(|f| f.label(t.language())).collect()
}

fn status(t: T, posted: &Posted, errors: &ErrorSummary, today: Date) -> Choice {
    let given = match posted.text("status") {
        "" => likely_status(posted, today).map_or("", Status::code),
        given => given,
    };
    let option = |s: Status| {
        let hint = t.get(&format!("training-status-{}-hint", s.code()));
        Choosable::new(s.code(), words::status(t, s), given).hint(hint)
    };
    let options = [Status::Planned, Status::Completed].map(option);
    Choice::one("status", t.get("training-status"), options.into()).error(errors.of("status"))
}

fn kind(t: T, posted: &Posted, errors: &ErrorSummary) -> Choice {
    let given = posted.text("kind");
    let unknown = Choosable::new("", t.get("training-kind-unknown"), given);
    let option = |k: &TrainingKind| {
        let hint = t.get(&format!("training-kind-{}-hint", k.code()));
        Choosable::new(k.code(), words::kind(t, Some(*k)), given).hint(hint)
    };
    let options = std::iter::once(unknown).chain(TrainingKind::ALL.iter().map(option));
    Choice::one("kind", t.get("training-kind"), options.collect()).error(errors.of("kind"))
}

fn counts(t: T, posted: &Posted, errors: &ErrorSummary) -> Choice {
    let given = if posted.text("counts").is_empty() { "yes" } else { posted.text("counts") };
    let counting = Choosable::new("yes", words::counting(t, None), given);
    let option =
        |why: &NotCounting| Choosable::new(why.code(), words::counting(t, Some(*why)), given);
    let options = std::iter::once(counting).chain(NotCounting::ALL.iter().map(option));
    Choice::one("counts", t.get("training-counts"), options.collect()).error(errors.of("counts"))
}

/// The status that a start in the future or the past makes likely.
fn likely_status(posted: &Posted, today: Date) -> Option<Status> {
    let start: Date = posted.text("start").parse().ok()?;
    Some(if start > today { Status::Planned } else { Status::Completed })
}
