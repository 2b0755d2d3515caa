//! One question, and the employer's answer: corrected, by a change that is linked, or explained.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, DisputeView};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::dispute::{About, DisputeState};
use fla_domain::ids::{ChangeId, DisputeId};

use super::{Shown, Side};
use crate::acting::Acting;
use crate::form::{Head, Posted, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, id, page};
use crate::view::{Choice, Choosable, ErrorSummary, TextArea};

/// What the form says where nothing was corrected.
const EXPLAINED: &str = "explained";

#[derive(Template)]
#[template(path = "pages/dispute.html")]
struct Question {
    t: T,
    errors: ErrorSummary,
    who: String,
    account: String,
    shown: Shown,
    form: Option<Form>,
}

struct Form {
    head: Head,
    action: String,
    correct: (String, String),
    outcome: Choice,
    words: TextArea,
}

#[derive(serde::Deserialize)]
pub struct OfDispute {
    dispute: String,
}

pub async fn show(acting: Acting, Path(path): Path<OfDispute>) -> Result<Response, Stop> {
    form(&acting, id(&path.dispute)?, &Posted::default(), &[]).await
}

pub async fn send(
    acting: Acting,
    Path(path): Path<OfDispute>,
    posted: Posted,
) -> Result<Response, Stop> {
    let dispute: DisputeId = id(&path.dispute)?;
    let mut found = Vec::new();
    let correction = match posted.text("correction") {
        EXPLAINED => None,
        text => {
            let change = text.parse::<ChangeId>().ok();
            if change.is_none() {
                found.push(Anomaly::new(Zone::Status, Fault::Missing).at("correction"));
            }
            change
        }
    };
    if found.is_empty() {
        let words = posted.text("words").to_owned();
        let command = Command::AnswerQuestion { dispute, words, correction };
        match acting.app.submit(&acting.caller, &command, &posted.key()?, None).await {
            Ok(_) => {
                let base = acting.base();
                return Ok(see(&format!("{base}/disputes?done=question-answered")));
            }
            Err(refused) => found = faults(refused)?,
        }
    }
    form(&acting, dispute, &posted, &found).await
}

async fn form(
    acting: &Acting,
    dispute: DisputeId,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let view = acting.app.dispute(&acting.caller, dispute).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let may = acting.caller.may(Action::AnswerQuestions);
    let open = view.dispute.state == DisputeState::Open;
    let shown = Shown::new(t, &view, Side::Employer);
    let title = shown.title.clone();
    let body = Question {
        t,
        who: view.name.clone(),
        account: format!("{base}/employees/{}", view.dispute.employee),
        shown,
        form: (may && open).then(|| answer(acting, &view, posted, &errors, found)),
        errors,
    };
    let back = (format!("{base}/disputes"), t.get("side-disputes").into_owned());
    Ok(page(acting, Place::Disputes, title, body)
        .crumbs(crumbs(acting, &[back]))
        .status(status_of(found))
        .into_response())
}

fn answer(
    acting: &Acting,
    view: &DisputeView,
    posted: &Posted,
    errors: &ErrorSummary,
    found: &[Anomaly],
) -> Form {
    let t = acting.viewer.t;
    let base = acting.base();
    let given = posted.text("correction");
    let correct = match (view.dispute.about, view.dispute.training) {
        (About::Participation, Some(training)) => (
            format!("{base}/trainings/{training}/correct"),
            t.get("question-correct-training").into_owned(),
        ),
        (About::Right, _) => (
            format!("{base}/employees/{}", view.dispute.employee),
            t.get("question-correct-right").into_owned(),
        ),
        _ => (
            format!("{base}/trainings/new?employee={}", view.dispute.employee),
            t.get("question-correct-missing").into_owned(),
        ),
    };
    let corrected = view.corrections.iter().take(10).map(|change| {
        let kind = t.get(&format!("history-{}", change.kind));
        let when = t.moment(change.at);
        let label = t.two("question-outcome-corrected", "what", kind, "when", when);
        Choosable::new(&change.id.to_string(), label, given).hint(change.by.clone())
    });
    let explained = Choosable::new(EXPLAINED, t.get("question-outcome-explained"), given)
        .hint(t.get("question-outcome-explained-hint"));
    let options: Vec<Choosable> = corrected.chain([explained]).collect();
    Form {
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{base}/disputes/{}", view.dispute.id),
        correct,
        outcome: Choice::one("correction", t.get("question-outcome"), options)
            .hint(t.get("question-outcome-hint"))
            .error(errors.of("correction")),
        words: TextArea {
            name: "words".to_owned(),
            label: t.get("question-answer").into_owned(),
            hint: t.get("question-answer-hint").into_owned(),
            error: errors.of("words").to_owned(),
            value: posted.text("words").to_owned(),
            rows: 5,
            optional: String::new(),
        },
    }
}
