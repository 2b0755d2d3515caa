//! Who wants a digest, how often, and the outbox of what was written.

use askama::Template;
use axum::Extension;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{Often, Refused, StoredMail};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Zone};
use fla_domain::language::Language;
use serde::Deserialize;

use crate::acting::Acting;
use crate::form::{Head, Posted, Reading, Stop, done, faults, see, status_of};
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, page};
use crate::view::{Choice, Choosable, Empty, ErrorSummary, Field, Notice, Tag, Tone};

/// Marks an installation that sends mail; set as a request extension where a mail server is
/// configured.
#[derive(Clone, Copy, Debug)]
pub struct MailIsSent;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

#[derive(Template)]
#[template(path = "pages/digest.html")]
struct Digest {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    head: Head,
    action: String,
    often: Choice,
    address: Field,
    language: Choice,
    sends: bool,
    outbox: Option<String>,
}

fn base(acting: &Acting) -> String {
    format!("{}/tasks", acting.base())
}

fn to_tasks(acting: &Acting) -> [(String, String); 1] {
    [(base(acting), acting.viewer.t.get("side-tasks").into_owned())]
}

pub async fn show(
    acting: Acting,
    sends: Option<Extension<MailIsSent>>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let notice = done(acting.viewer.t, &asked.done);
    let wish = acting.app.digest_wish(&acting.caller).await?;
    let language = acting.viewer.t.language();
    let known = match &wish {
        Some(wish) => [
            ("often", wish.often.code()),
            ("address", &wish.address),
            ("language", wish.language.code()),
        ],
        None => [("often", "off"), ("address", ""), ("language", language.code())],
    };
    Ok(form(&acting, sends.is_some(), &Posted::filled(known), &[], notice))
}

pub async fn send(
    acting: Acting,
    sends: Option<Extension<MailIsSent>>,
    posted: Posted,
) -> Result<Response, Stop> {
    let mut reading = Reading::of(&posted);
    let often = reading.code("often", Zone::Text, |code| match code {
        "off" => Some(None),
        code => Often::from_code(code).map(Some),
    });
    let language = reading.code("language", Zone::Language, Language::from_code);
    let mut found = reading.faults();
    if let (Some(often), Some(language), true) = (often, language, found.is_empty()) {
        let wanted = often.map(|often| (posted.text("address"), language, often));
        match acting.app.set_digest(&acting.caller, wanted, &posted.key()?).await {
            Ok(()) => return Ok(see(&format!("{}/digest?done=digest-set", base(&acting)))),
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    Ok(form(&acting, sends.is_some(), &posted, &found, None))
}

fn form(
    acting: &Acting,
    sends: bool,
    posted: &Posted,
    found: &[Anomaly],
    notice: Option<Notice>,
) -> Response {
    let t = acting.viewer.t;
    let errors = ErrorSummary::from_anomalies(t, found);
    let often = ["weekly", "daily", "off"]
        .map(|code| Choosable::new(code, t.get(&format!("digest-{code}")), posted.text("often")));
    let languages = Language::ALL.map(|l| {
        let words = t.get(&format!("language-{}", l.code()));
        Choosable::new(l.code(), words, posted.text("language"))
    });
    let action = format!("{}/digest", base(acting));
    let body = Digest {
        t,
        notice,
        head: Head::new(acting).again(posted.key_after(found)),
        often: Choice::one("often", t.get("digest-often"), often.into()).error(errors.of("often")),
        address: Field::email("address", t.get("digest-address"))
            .hint(t.get("digest-address-hint"))
            .value(posted.text("address"))
            .error(errors.of("address")),
        language: Choice::one("language", t.get("digest-language"), languages.into())
            .error(errors.of("language")),
        sends,
        outbox: acting.caller.may(Action::ReadHistory).then(|| format!("{}/outbox", base(acting))),
        errors,
        action,
    };
    let page = page(acting, Place::Tasks, t.get("digest-title"), body)
        .crumbs(crumbs(acting, &to_tasks(acting)))
        .status(status_of(found));
    page.into_response()
}

/// A mail as it is shown.
struct MailShown {
    address: String,
    subject: String,
    body: String,
    written: String,
    language: &'static str,
    state: Tag,
}

#[derive(Template)]
#[template(path = "pages/outbox.html")]
struct Outbox {
    t: T,
    sends: bool,
    mails: Vec<MailShown>,
    empty: Empty,
}

fn shown(t: T, mail: StoredMail) -> MailShown {
    let tone = match mail.state.as_str() {
        "sent" => Tone::Good,
        "failed" => Tone::Bad,
        _ => Tone::Neutral,
    };
    MailShown {
        state: Tag::new(tone, t.get(&format!("outbox-{}", mail.state))),
        written: t.moment(mail.created_at),
        language: mail.language.code(),
        address: mail.address,
        subject: mail.subject,
        body: mail.body,
    }
}

/// What was written about this employer, and whether it was sent.
pub async fn outbox(
    acting: Acting,
    sends: Option<Extension<MailIsSent>>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    if !acting.caller.may(Action::ReadHistory) {
        return Err(Refused::Forbidden(Action::ReadHistory).into());
    }
    let mails = acting.app.outbox(&acting.caller).await?;
    let body = Outbox {
        t,
        sends: sends.is_some(),
        mails: mails.into_iter().map(|mail| shown(t, mail)).collect(),
        empty: Empty {
            title: t.get("outbox-none").into_owned(),
            text: t.get("outbox-none-text").into_owned(),
            action: Some((format!("{}/digest", base(&acting)), t.get("digest-title").into_owned())),
        },
    };
    let page = page(&acting, Place::Tasks, t.get("outbox-title"), body)
        .crumbs(crumbs(&acting, &to_tasks(&acting)));
    Ok(page.into_response())
}
