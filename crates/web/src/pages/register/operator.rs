//! The employers of the installation, and adding one.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{Caller, Employer, NewEmployer};
use fla_domain::access::Role;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::language::Language;
use serde::Deserialize;

use super::Visit;
use crate::form::{Head, Posted, Reading, Stop, done, faults, see, status_of};
use crate::i18n::T;
use crate::page::{Page, Section, Width};
use crate::view::{Choice, Choosable, ErrorSummary, Field, Notice, Picker};

#[derive(Template)]
#[template(path = "pages/operator.html")]
struct Operator {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    employers: Vec<Employer>,
    head: Head,
    fields: Vec<Field>,
    language: Picker,
    first: Field,
    role: Choice,
}

impl Operator {
    fn language_of(&self, employer: &Employer) -> String {
        self.t.get(&format!("language-{}", employer.language.code())).into_owned()
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// The roles that the first person of an employer can get.
const ROLES: [Role; 2] = [Role::AccessManager, Role::Registrar];

async fn page(
    visit: Visit,
    caller: &Caller,
    posted: &Posted,
    anomalies: &[Anomaly],
    notice: Option<Notice>,
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let errors = ErrorSummary::from_anomalies(t, anomalies);
    let mut employers = visit.app.employers(caller).await?;
    employers.sort_by_key(|e| e.name.to_lowercase());
    let label = |name: &str| t.get(&format!("operator-{name}"));
    let fill = |field: Field, name: &str| field.value(posted.text(name)).error(errors.of(name));
    let digits = |name: &str| fill(Field::digits(name, label(name)), name);
    let fields = vec![
        digits("enterpriseNumber").hint(label("enterpriseNumber-hint")).required(),
        digits("nssoNumber").hint(label("nssoNumber-hint")).optional(t.get("optional")),
        fill(Field::text("name", label("name")), "name").required(),
    ];
    let language = Language::ALL.map(|l| {
        Choosable::new(l.code(), t.get(&format!("language-{}", l.code())), posted.text("language"))
    });
    let roles = ROLES.map(|role| {
        let current = posted.given("role").unwrap_or_else(|| ROLES[0].code().to_owned());
        Choosable::new(role.code(), t.get(&format!("role-{}", role.code())), &current)
    });
    let body = Operator {
        t,
        notice,
        employers,
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(anomalies)),
        fields,
        language: Picker {
            name: "language".to_owned(),
            label: label("language").into_owned(),
            hint: String::new(),
            error: errors.of("language").to_owned(),
            options: language.into(),
        },
        first: fill(Field::digits("ssin", label("ssin")), "ssin").hint(label("ssin-hint")),
        role: Choice::one("role", label("role"), roles.into()).error(errors.of("role")),
        errors,
    };
    Ok(Page::new(visit.viewer, t.get("operator-title"), body)
        .section(Section::Register)
        .width(Width::Wide)
        .status(status_of(anomalies))
        .into_response())
}

pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let caller = visit.app.act_as_operator(&visit.someone.person).await?;
    let notice = done(visit.viewer.t, &asked.done);
    page(visit, &caller, &Posted::default(), &[], notice).await
}

pub async fn add(visit: Visit, posted: Posted) -> Result<Response, Stop> {
    let caller = visit.app.act_as_operator(&visit.someone.person).await?;
    let (new, mut found) = read(&posted);
    if let Some((new, ssin, role)) = new {
        let key = posted.key()?;
        let first = ssin.as_ref().map(|ssin| (ssin, role));
        match visit.app.add_employer(&caller, &new, first, &key).await {
            Ok(_) => return Ok(see("/operator?done=employer-added")),
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    page(visit, &caller, &posted, &found, None).await
}

type New = (NewEmployer, Option<Ssin>, Role);

fn read(posted: &Posted) -> (Option<New>, Vec<Anomaly>) {
    let mut reading = Reading::of(posted);
    let number = reading.keep("enterpriseNumber", posted.text("enterpriseNumber").parse());
    let nsso = match posted.text("nssoNumber") {
        "" => Some(None),
        text => reading.keep("nssoNumber", text.parse()).map(Some),
    };
    let name = posted.text("name").to_owned();
    if name.is_empty() {
        reading.fault("name", Zone::EmployerName, Fault::Missing);
    }
    let language = reading.code("language", Zone::Language, Language::from_code);
    let ssin = match posted.text("ssin") {
        "" => Some(None),
        text => reading.keep("ssin", text.parse()).map(Some),
    };
    let role = reading.code("role", Zone::Access, |code| {
        Role::from_code(code).filter(|role| ROLES.contains(role))
    });
    let found = reading.faults();
    let new = (|| {
        let new = NewEmployer {
            enterprise_number: number?,
            nsso_number: nsso?,
            name: Some(name).filter(|n| !n.is_empty())?,
            language: language?,
        };
        Some((new, ssin?, role?))
    })();
    (new, found)
}
