//! The form by which a provider reports a training.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use fla_app::{NewReport, Refused, SentReport};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::quantity::DEFAULT_DAY_MINUTES;
use fla_domain::training::TrainingKind;
use qrcode::QrCode;
use qrcode::render::svg;

use super::people;
use crate::acting::Acting;
use crate::form::{Head, Posted, Reading, Stop, faults, see, status_of};
use crate::front::Front;
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, page};
use crate::pages::trainings::read_details;
use crate::view::{Choice, ChoiceKind, Choosable, ErrorSummary, Field, TextArea};

#[derive(Template)]
#[template(path = "pages/given_new.html")]
struct New {
    t: T,
    errors: ErrorSummary,
    head: Head,
    action: String,
    leave: String,
    fields: Vec<Field>,
    kind: Choice,
    certificate: Choice,
    valid_until: Field,
    participants: TextArea,
    link: Choice,
}

/// The link by which participants confirm themselves, shown once.
#[derive(Template)]
#[template(path = "pages/given_link.html")]
struct Link {
    t: T,
    title: String,
    address: String,
    /// The same as a picture to put on the wall.
    code: String,
    on: String,
}

fn permit(acting: &Acting) -> Result<(), Stop> {
    if acting.caller.may(Action::ReportTrainings) {
        Ok(())
    } else {
        Err(Refused::Forbidden(Action::ReportTrainings).into())
    }
}

pub async fn new(acting: Acting) -> Result<Response, Stop> {
    permit(&acting)?;
    Ok(form(&acting, &Posted::default(), &[]))
}

pub async fn send(
    acting: Acting,
    State(front): State<Front>,
    posted: Posted,
) -> Result<Response, Stop> {
    // Whoever may not is refused by the application, which notes it.
    let (new, mut found) = read(&posted);
    if found.is_empty() {
        match acting.app.report_training(&acting.caller, &new, &posted.key()?).await {
            Ok(sent) => return Ok(answer(&acting, &front, &new, &sent)),
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    permit(&acting)?;
    Ok(form(&acting, &posted, &found))
}

fn read(posted: &Posted) -> (NewReport, Vec<Anomaly>) {
    let details = read_details(posted, DEFAULT_DAY_MINUTES);
    let mut found = details.faults;
    let mut reading = Reading::of(posted);
    let valid_until = reading.optional_date("validUntil", Zone::ValidUntil).flatten();
    found.extend(reading.faults());
    let (participants, wrong) = people::read(posted.text("participants"));
    let link = posted.has("link");
    if participants.is_empty() && wrong.is_empty() && !link {
        found.push(Anomaly::new(Zone::Participants, Fault::Missing).at("participants"));
    }
    found.extend(wrong);
    let certificate = posted.has("certificate");
    let details = details.details;
    (NewReport { details, certificate, valid_until, participants, link }, found)
}

fn answer(acting: &Acting, front: &Front, new: &NewReport, sent: &SentReport) -> Response {
    let t = acting.viewer.t;
    let on = format!("{}/given/{}", acting.base(), sent.id);
    let Some(secret) = &sent.secret else { return see(&format!("{on}?done=given-sent")) };
    let base = front.settings.public_url.as_str().trim_end_matches('/');
    let address = format!("{base}/attend/{}/{secret}", acting.caller.employer());
    let body = Link {
        t,
        title: new.details.title.clone(),
        code: picture(&address).unwrap_or_default(),
        address,
        on,
    };
    let back = (format!("{}/given", acting.base()), t.get("side-given").into_owned());
    page(acting, Place::Given, t.get("given-link"), body)
        .crumbs(crumbs(acting, &[back]))
        .into_response()
}

/// A QR code as SVG elements; `None` for an address that is too long for one.
fn picture(address: &str) -> Option<String> {
    let code = QrCode::new(address).ok()?;
    let text = code.render::<svg::Color<'_>>().min_dimensions(240, 240).build();
    // The page is HTML: the declaration of XML has no place in it.
    text.split_once("?>").map(|(_, svg)| svg.to_owned())
}

fn form(acting: &Acting, posted: &Posted, found: &[Anomaly]) -> Response {
    let t = acting.viewer.t;
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        match fault.args.get("line") {
            Some(line) => {
                let text = t.anomaly(fault);
                let words = format!("{} {}", text.message, text.mend);
                let place = t.two("given-line", "line", line.as_str(), "text", words);
                errors.add(&fault.path, place);
            }
            None => errors.add_anomaly(&fault.path, fault),
        }
    }
    let fill = |field: Field, name: &str| field.value(posted.text(name)).error(errors.of(name));
    let label = |name: &str| t.get(name);
    let optional = || t.get("optional");
    let fields = vec![
        fill(Field::text("title", label("training-title")), "title").required(),
        fill(Field::date("start", label("training-start")), "start").required(),
        fill(Field::date("end", label("training-end")), "end").optional(optional()),
        fill(Field::text("duration", label("training-duration")), "duration")
            .hint(label("given-duration-hint"))
            .required(),
        fill(Field::text("place", label("training-place")), "place").optional(optional()),
    ];
    let kinds = TrainingKind::ALL.iter().map(|kind| {
        let label = t.get(&format!("training-kind-{}", kind.code()));
        Choosable::new(kind.code(), label, posted.text("kind"))
    });
    let tick = |name: &str, question: &str, words: &str| {
        let mut option = Choosable::new("yes", t.get(words), "");
        option.chosen = posted.has(name);
        let choice = Choice::one(name, t.get(question), vec![option]).error(errors.of(name));
        Choice { kind: ChoiceKind::Several, ..choice }
    };
    let base = acting.base();
    let body = New {
        t,
        head: Head::new(acting).again(posted.key_after(found)),
        action: format!("{base}/given/new"),
        leave: format!("{base}/given"),
        fields,
        kind: Choice::one("kind", t.get("training-kind"), kinds.collect()).error(errors.of("kind")),
        certificate: tick("certificate", "given-certificate", "given-certificate-yes"),
        valid_until: fill(Field::date("validUntil", label("given-valid-until")), "validUntil")
            .optional(optional()),
        participants: TextArea {
            name: "participants".to_owned(),
            label: label("given-participants").into_owned(),
            hint: label("given-participants-hint").into_owned(),
            error: errors.of("participants").to_owned(),
            value: posted.text("participants").to_owned(),
            rows: 8,
            optional: String::new(),
        },
        link: tick("link", "given-link-question", "given-link-yes"),
        errors,
    };
    let back = (format!("{base}/given"), t.get("side-given").into_owned());
    page(acting, Place::Given, t.get("given-new"), body)
        .crumbs(crumbs(acting, &[back]))
        .status(status_of(found))
        .into_response()
}
