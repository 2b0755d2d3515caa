//! The employers of the installation, and adding one.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{Caller, CbeEntry, InspectionView, NewEmployer, Organisation, Refused};
use fla_domain::access::{Qualities, Quality, Role};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, Ssin};
use fla_domain::ids::EmployerId;
use fla_domain::language::Language;
use serde::Deserialize;

use super::join::{Waiting, waiting};
use super::{Visit, id};
use crate::form::{Head, Posted, Reading, Stop, done, faults, see, status_of};
use crate::i18n::T;
use crate::page::{Page, Section, Width};
use crate::pages::cbe::{beside_name, beside_number};
use crate::view::{
    Choice, ChoiceKind, Choosable, Crumbs, ErrorSummary, Field, Notice, Pager, Picker, Tone,
};

#[derive(Template)]
#[template(path = "pages/operator.html")]
struct Operator {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    search: Field,
    employers: Vec<Line>,
    /// What is said where there are none.
    none: &'static str,
    pager: Pager,
    requests: Vec<Waiting>,
    /// What is wrong with the words of a refusal.
    refusal: String,
    inspections: Vec<Inspected>,
    head: Head,
    fields: Vec<Field>,
    language: Picker,
    qualities: Choice,
    first: Field,
    role: Choice,
}

/// An organisation in the list.
struct Line {
    href: String,
    name: String,
    number: String,
    nsso: String,
    qualities: String,
    language: String,
}

fn line(t: T, organisation: &Organisation, qualities: Qualities) -> Line {
    Line {
        href: format!("/operator/{}", organisation.id),
        name: organisation.name.clone(),
        number: organisation.enterprise_number.to_string(),
        nsso: organisation.nsso_number.map_or_else(|| "–".to_owned(), |n| n.to_string()),
        qualities: quality_words(t, qualities),
        language: t.get(&format!("language-{}", organisation.language.code())).into_owned(),
    }
}

/// "employer, training provider".
pub(super) fn quality_words(t: T, qualities: Qualities) -> String {
    let words = qualities.list().into_iter().map(|q| t.get(&format!("quality-{}", q.code())));
    words.collect::<Vec<_>>().join(", ")
}

/// An inspection, open or closed.
struct Inspected {
    employer: String,
    inspector: String,
    reason: String,
    from: String,
    until: String,
}

fn inspected(t: T, view: &InspectionView) -> Inspected {
    let one = &view.inspection;
    Inspected {
        employer: view.employer.name.clone(),
        inspector: one.inspector_name.clone(),
        reason: one.reason.clone(),
        from: t.moment(one.opened_at),
        until: t.moment(one.closed_at.unwrap_or(one.until)),
    }
}

/// The qualities to tick, with those that hold.
pub(super) fn qualities(t: T, held: Qualities, error: &str) -> Choice {
    let options = Quality::GIVEN.map(|quality| {
        let code = quality.code();
        let mut option = Choosable::new(code, t.get(&format!("quality-{code}")), "")
            .hint(t.get(&format!("quality-{code}-hint")));
        option.chosen = held.has(quality);
        option
    });
    let choice = Choice::one("quality", t.get("operator-qualities"), options.into()).error(error);
    Choice { kind: ChoiceKind::Several, ..choice }
}

pub(super) fn ticked(posted: &Posted) -> Vec<Quality> {
    posted.all("quality").into_iter().filter_map(Quality::from_code).collect()
}

#[derive(Template)]
#[template(path = "pages/operator_one.html")]
struct One {
    t: T,
    errors: ErrorSummary,
    name: String,
    facts: Vec<(String, String)>,
    head: Head,
    action: String,
    qualities: Choice,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
    /// The organisation that was just added.
    added: String,
    /// Part of a name or number that is looked for.
    q: String,
    page: String,
}

/// Organisations on a page.
const PAGE: u64 = 50;

/// Inspections that are shown, the last ones.
const INSPECTIONS: usize = 100;

/// The organisations that were asked for, one page of them.
struct Listed {
    search: Field,
    lines: Vec<Line>,
    /// What is said where there are none.
    none: &'static str,
    pager: Pager,
}

async fn listed(visit: &Visit, caller: &Caller, asked: &Asked) -> Result<Listed, Stop> {
    let t = visit.viewer.t;
    let words = asked.q.trim();
    let page = asked.page.parse::<u64>().unwrap_or(1).max(1);
    let search = async |page: u64| {
        let window = (PAGE, page.saturating_sub(1).saturating_mul(PAGE));
        visit.app.search_organisations(caller, words, window).await
    };
    let (mut found, all) = search(page).await?;
    if found.is_empty() && all > 0 {
        // The list has become shorter: its last page.
        (found, _) = search(all.div_ceil(PAGE)).await?;
    }
    let base = match words {
        "" => "/operator?".to_owned(),
        words => {
            let mut query = url::form_urlencoded::Serializer::new(String::new());
            format!("/operator?{}&", query.append_pair("q", words).finish())
        }
    };
    Ok(Listed {
        search: Field::search("q", t.get("clients-search")).value(words),
        lines: found.iter().map(|(one, held)| line(t, one, *held)).collect(),
        none: if words.is_empty() { "operator-none" } else { "operator-none-found" },
        pager: Pager::new(t, base, page, PAGE, all),
    })
}

/// The roles that the first person of an employer can get.
const ROLES: [Role; 2] = [Role::AccessManager, Role::Registrar];

async fn page(
    visit: Visit,
    caller: &Caller,
    posted: &Posted,
    anomalies: &[Anomaly],
    (asked, notice): (&Asked, Option<Notice>),
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let errors = ErrorSummary::from_anomalies(t, anomalies);
    let Listed { search, lines: employers, none, pager } = listed(&visit, caller, asked).await?;
    let inspections = visit.app.last_inspections(caller, INSPECTIONS).await?;
    let requests = visit.app.organisation_requests(caller).await?;
    let numbers: Vec<_> = requests.iter().map(|r| r.enterprise_number.clone()).collect();
    let registered = visit.app.cbe_entries(&numbers, t.language()).await?;
    let held: Qualities = if posted.text("enterpriseNumber").is_empty() {
        Qualities::EMPLOYER
    } else {
        ticked(posted).into_iter().collect()
    };
    let label = |name: &str| t.get(&format!("operator-{name}"));
    let fill = |field: Field, name: &str| field.value(posted.text(name)).error(errors.of(name));
    let digits = |name: &str| fill(Field::digits(name, label(name)), name);
    let name = fill(Field::text("name", label("name")), "name");
    let fields = vec![
        digits("enterpriseNumber").hint(label("enterpriseNumber-hint")).required(),
        digits("nssoNumber").hint(label("nssoNumber-hint")).optional(t.get("optional")),
        match (cbe_of(&visit, posted).await?, visit.app.cbe_snapshot().await?) {
            (Some(entry), _) => name.hint(beside_number(t, &entry).1).optional(t.get("optional")),
            (None, Some(day)) => name
                .hint(t.one("operator-name-cbe", "date", t.date(day)))
                .optional(t.get("optional")),
            (None, None) => name.required(),
        },
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
        requests: requests
            .iter()
            .map(|request| waiting(t, request, registered.get(&request.enterprise_number)))
            .collect(),
        refusal: errors.of("reason").to_owned(),
        inspections: inspections.iter().map(|view| inspected(t, view)).collect(),
        search,
        employers,
        none,
        pager,
        qualities: qualities(t, held, errors.of("quality")),
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
    let notice = match asked.added.parse() {
        Ok(added) => added_notice(&visit, &caller, added).await?,
        Err(_) => done(visit.viewer.t, &asked.done),
    };
    page(visit, &caller, &Posted::default(), &[], (&asked, notice)).await
}

/// What the CBE says of the number that was filled in.
pub(super) async fn cbe_of(visit: &Visit, posted: &Posted) -> Result<Option<CbeEntry>, Stop> {
    let Ok(number) = posted.text("enterpriseNumber").parse::<EnterpriseNumber>() else {
        return Ok(None);
    };
    let language = Language::from_code(posted.text("language"));
    let language = language.unwrap_or_else(|| visit.viewer.t.language());
    Ok(visit.app.cbe_entry(&number, language).await?)
}

/// That an organisation was added, and what the CBE says of it.
async fn added_notice(
    visit: &Visit,
    caller: &Caller,
    added: EmployerId,
) -> Result<Option<Notice>, Stop> {
    let t = visit.viewer.t;
    let one = match visit.app.organisation(caller, added).await {
        Ok((one, _)) => one,
        Err(Refused::Hidden) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    let entry = visit.app.cbe_entry(&one.enterprise_number, one.language).await?;
    let told = entry.map(|entry| beside_name(t, &entry, &one.name));
    let (tone, text) = told.unwrap_or((Tone::Good, String::new()));
    let tone = if tone == Tone::Info { Tone::Good } else { tone };
    Ok(Some(Notice::new(tone, t.get("done-employer-added"), text).live()))
}

pub async fn add(visit: Visit, posted: Posted) -> Result<Response, Stop> {
    let caller = visit.app.act_as_operator(&visit.someone.person).await?;
    let registered = cbe_of(&visit, &posted).await?.and_then(|entry| entry.name);
    let (new, mut found) = read(&posted, registered.is_some());
    if let Some((new, ssin, role)) = new {
        let key = posted.key()?;
        let first = ssin.as_ref().map(|ssin| (ssin, role));
        match visit.app.add_employer(&caller, &new, first, &key).await {
            Ok(id) => return Ok(see(&format!("/operator?done=employer-added&added={id}"))),
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    page(visit, &caller, &posted, &found, (&Asked::default(), None)).await
}

/// Adds an organisation that somebody asked for.
pub async fn grant(
    visit: Visit,
    Path(request): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let caller = visit.app.act_as_operator(&visit.someone.person).await?;
    match visit.app.grant_request(&caller, id(&request)?, &posted.key()?).await {
        Ok(added) => Ok(see(&format!("/operator?done=employer-added&added={added}"))),
        Err(refused) => {
            let found = faults(refused)?;
            page(visit, &caller, &Posted::default(), &found, (&Asked::default(), None)).await
        }
    }
}

/// Refuses one.
pub async fn refuse(
    visit: Visit,
    Path(request): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let caller = visit.app.act_as_operator(&visit.someone.person).await?;
    let (id, key) = (id(&request)?, posted.key()?);
    match visit.app.refuse_request(&caller, id, posted.text("reason"), &key).await {
        Ok(()) => Ok(see("/operator?done=request-refused")),
        Err(refused) => {
            let found = faults(refused)?;
            page(visit, &caller, &Posted::default(), &found, (&Asked::default(), None)).await
        }
    }
}

/// One organisation: in which qualities it acts.
pub async fn one(visit: Visit, Path(organisation): Path<String>) -> Result<Response, Stop> {
    let caller = visit.app.act_as_operator(&visit.someone.person).await?;
    one_page(visit, &caller, id(&organisation)?, None, &[]).await
}

pub async fn set(
    visit: Visit,
    Path(organisation): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let caller = visit.app.act_as_operator(&visit.someone.person).await?;
    let organisation: EmployerId = id(&organisation)?;
    let wanted = ticked(&posted);
    let set = visit.app.set_qualities(&caller, organisation, &wanted, &posted.key()?).await;
    match set {
        Ok(()) => Ok(see("/operator?done=qualities-set")),
        Err(refused) => {
            let found = faults(refused)?;
            one_page(visit, &caller, organisation, Some(&posted), &found).await
        }
    }
}

async fn one_page(
    visit: Visit,
    caller: &Caller,
    id: EmployerId,
    posted: Option<&Posted>,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let (organisation, held) = visit.app.organisation(caller, id).await?;
    let held = posted.map_or(held, |posted| ticked(posted).into_iter().collect());
    let errors = ErrorSummary::from_anomalies(t, found);
    let Line { href, name, number, nsso, language, .. } = line(t, &organisation, held);
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let entry = visit.app.cbe_entry(&organisation.enterprise_number, organisation.language).await?;
    let cbe = entry.map(|entry| beside_name(t, &entry, &organisation.name).1);
    let key = posted.map(|posted| posted.key_after(found)).unwrap_or_default();
    let body = One {
        t,
        facts: vec![
            fact("operator-enterpriseNumber", number),
            fact("operator-nssoNumber", nsso),
            fact("operator-language", language),
        ]
        .into_iter()
        .chain(cbe.map(|cbe| fact("cbe", cbe)))
        .collect(),
        name: name.clone(),
        head: Head::of_someone(&visit.app, &visit.someone).again(key),
        action: href,
        qualities: qualities(t, held, errors.of("quality")),
        errors,
    };
    let back = ("/operator".to_owned(), t.get("operator-title").into_owned());
    let crumbs = Crumbs { label: t.get("here").into_owned(), links: vec![back] };
    Ok(Page::new(visit.viewer, name, body)
        .section(Section::Register)
        .crumbs(crumbs)
        .status(status_of(found))
        .into_response())
}

type New = (NewEmployer, Option<Ssin>, Role);

/// Reads the form; the name may be left empty where the CBE knows it.
fn read(posted: &Posted, registered: bool) -> (Option<New>, Vec<Anomaly>) {
    let mut reading = Reading::of(posted);
    let number = reading.keep("enterpriseNumber", posted.text("enterpriseNumber").parse());
    let nsso = match posted.text("nssoNumber") {
        "" => Some(None),
        text => reading.keep("nssoNumber", text.parse()).map(Some),
    };
    let name = posted.text("name").to_owned();
    if name.is_empty() && !registered {
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
            name: Some(name).filter(|n| registered || !n.is_empty())?,
            language: language?,
            qualities: ticked(posted),
        };
        Some((new, ssin?, role?))
    })();
    (new, found)
}
