//! Asking the operator to add an organisation.

use askama::Template;
use axum::response::{IntoResponse, Response};
use fla_app::{CbeEntry, NewEmployer, OrganisationRequest, RequestState};
use fla_domain::access::{Qualities, Quality};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::language::Language;

use super::Visit;
use super::operator::{cbe_of, qualities, quality_words, ticked};
use crate::form::{Head, Posted, Reading, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::pages::cbe::{beside_name, beside_number};
use crate::view::{
    Choice, ChoiceKind, Choosable, Crumbs, ErrorSummary, Field, Notice, Picker, Tag, Tone,
};

#[derive(Template)]
#[template(path = "pages/join.html")]
struct Join {
    t: T,
    errors: ErrorSummary,
    head: Head,
    fields: Vec<Field>,
    language: Picker,
    qualities: Choice,
    stand: Choice,
}

/// A request of one's own, as it is shown.
pub(super) struct Own {
    pub title: String,
    pub asked: String,
    pub state: Tag,
    pub words: String,
}

pub(super) fn own(t: T, request: &OrganisationRequest) -> Own {
    let tone = match request.state {
        RequestState::Waiting => Tone::Info,
        RequestState::Added => Tone::Good,
        RequestState::Refused => Tone::Warning,
    };
    Own {
        title: format!("{} ({})", request.name, request.enterprise_number),
        asked: t.date(request.asked_at.date_in_brussels()),
        state: Tag::new(tone, t.get(&format!("join-state-{}", request.state.code()))),
        words: request.words.clone(),
    }
}

/// A request that waits for the operator.
pub(super) struct Waiting {
    pub title: String,
    pub who: String,
    pub qualities: String,
    pub asked: String,
    /// What the CBE says of the number: whoever asks chose the name.
    pub cbe: Option<Notice>,
    pub grant: String,
    pub refuse: String,
}

pub(super) fn waiting(
    t: T,
    request: &OrganisationRequest,
    registered: Option<&CbeEntry>,
) -> Waiting {
    let at = |act: &str| format!("/operator/requests/{}/{act}", request.id);
    Waiting {
        title: format!("{} ({})", request.name, request.enterprise_number),
        who: format!("{} ({})", request.person_name, request.ssin.masked()),
        qualities: quality_words(t, request.qualities.iter().copied().collect()),
        asked: t.date(request.asked_at.date_in_brussels()),
        cbe: registered.map(|entry| {
            let (tone, words) = beside_name(t, entry, &request.name);
            Notice::new(if tone == Tone::Good { tone } else { Tone::Warning }, words, "")
        }),
        grant: at("grant"),
        refuse: at("refuse"),
    }
}

pub async fn show(visit: Visit) -> Result<Response, Stop> {
    page(visit, &Posted::default(), &[]).await
}

pub async fn ask(visit: Visit, posted: Posted) -> Result<Response, Stop> {
    let registered = cbe_of(&visit, &posted).await?;
    let (new, mut found) = read(&posted, registered.as_ref());
    if let Some(new) = new {
        let person = &visit.someone.person;
        match visit.app.ask_for_organisation(person, &new, &posted.key()?).await {
            Ok(_) => return Ok(see("/register?done=organisation-asked")),
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    page(visit, &posted, &found).await
}

fn read(posted: &Posted, registered: Option<&CbeEntry>) -> (Option<NewEmployer>, Vec<Anomaly>) {
    let mut reading = Reading::of(posted);
    let number = reading.keep("enterpriseNumber", posted.text("enterpriseNumber").parse());
    let named = registered.is_some_and(|entry| entry.name.is_some());
    if posted.text("name").is_empty() && !named {
        reading.fault("name", Zone::EmployerName, Fault::Missing);
    }
    let language = reading.code("language", Zone::Language, Language::from_code);
    if posted.all("stand").is_empty() {
        reading.fault("stand", Zone::Access, Fault::Missing);
    }
    let found = reading.faults();
    let new = (|| {
        Some(NewEmployer {
            enterprise_number: number?,
            nsso_number: None,
            name: posted.text("name").to_owned(),
            language: language?,
            qualities: ticked(posted),
        })
    })();
    (new.filter(|_| found.is_empty()), found)
}

async fn page(visit: Visit, posted: &Posted, found: &[Anomaly]) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let errors = ErrorSummary::from_anomalies(t, found);
    let fill = |field: Field, name: &str| field.value(posted.text(name)).error(errors.of(name));
    let label = |name: &str| t.get(&format!("operator-{name}"));
    let name = fill(Field::text("name", label("name")), "name");
    let name = match (cbe_of(&visit, posted).await?, visit.app.cbe_snapshot().await?) {
        (Some(entry), _) => name.hint(beside_number(t, &entry).1).optional(t.get("optional")),
        (None, Some(day)) => {
            name.hint(t.one("operator-name-cbe", "date", t.date(day))).optional(t.get("optional"))
        }
        (None, None) => name.required(),
    };
    let number = Field::digits("enterpriseNumber", label("enterpriseNumber"));
    let number = fill(number.hint(label("enterpriseNumber-hint")).required(), "enterpriseNumber");
    let current = posted.given("language").unwrap_or_else(|| t.language().code().to_owned());
    let language = Language::ALL
        .map(|l| Choosable::new(l.code(), t.get(&format!("language-{}", l.code())), &current));
    let held = match posted.text("enterpriseNumber") {
        "" => Qualities::NONE.with(Quality::Employer),
        _ => ticked(posted).into_iter().collect(),
    };
    let mut stand = Choosable::new("yes", t.get("join-stand"), "");
    stand.chosen = !posted.all("stand").is_empty();
    let stand = Choice::one("stand", t.get("join-stand-legend"), vec![stand]);
    let body = Join {
        t,
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        fields: vec![number, name],
        language: Picker {
            name: "language".to_owned(),
            label: label("language").into_owned(),
            hint: String::new(),
            error: errors.of("language").to_owned(),
            options: language.into(),
        },
        qualities: qualities(t, held, errors.of("quality")),
        stand: Choice { kind: ChoiceKind::Several, ..stand.error(errors.of("stand")) },
        errors,
    };
    let back = ("/register".to_owned(), t.get("capacity-title").into_owned());
    let crumbs = Crumbs { label: t.get("here").into_owned(), links: vec![back] };
    Ok(Page::new(visit.viewer, t.get("join"), body)
        .section(Section::Register)
        .crumbs(crumbs)
        .status(status_of(found))
        .into_response())
}
