//! Who gets what at which address (T1): every route × every kind of actor × own, foreign and absent
//! objects. What is expected follows from the table of the domain, not from what is answered.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it should be")]

#[expect(dead_code, reason = "these tests use a part of it")]
mod support;

use std::collections::BTreeSet;

use axum::http::{HeaderMap, StatusCode};
use fla_app::{Key, NewEmployer, NewMandate};
use fla_domain::access::{
    Action, Ground, Qualities, Quality, Role, Scope, Scopes, allowed, allowed_on,
};
use fla_domain::ids::{EmployerId, MandateId};
use fla_domain::language::Language;
use fla_domain::time::Quarter;
use jiff::civil::date;
use support::{Browser, House, Page, person, ssin};

/// What an address asks of whoever comes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Door {
    /// Nothing: anybody may read it.
    Open,
    /// Somebody who is signed in.
    SignedIn,
    /// A role of the installation that may do this.
    Installation(Action),
    /// A role with the employer of the address that may do this.
    Employer(Action),
    /// The role of an inspector.
    Inspection,
}

/// A route: its methods, its pattern, what it asks of a reader and of a sender.
struct Route(&'static str, Option<Door>, Option<Door>);

const READ: Option<Door> = Some(Door::Employer(Action::ReadRegister));
const TRAIN: Option<Door> = Some(Door::Employer(Action::RegisterTrainings));
const CORRECT: Option<Door> = Some(Door::Employer(Action::CorrectTrainings));
const MANDATES: Option<Door> = Some(Door::Employer(Action::ReadMandates));
const GIVE: Option<Door> = Some(Door::Employer(Action::GiveMandates));
const HOLD: Option<Door> = Some(Door::Employer(Action::HoldMandates));
const SERVE: Option<Door> = Some(Door::Employer(Action::ServeEmployers));
const REPORT: Option<Door> = Some(Door::Employer(Action::ReportTrainings));
const VERIFY: Option<Door> = Some(Door::Employer(Action::VerifyReports));
const INSPECT: Option<Door> = Some(Door::Inspection);
const IMPORT: Option<Door> = Some(Door::Employer(Action::ImportDeclarations));
const ACCESS: Option<Door> = Some(Door::Employer(Action::ManageAccess));
const HISTORY: Option<Door> = Some(Door::Employer(Action::ReadHistory));
const ANSWER: Option<Door> = Some(Door::Employer(Action::AnswerQuestions));
const JUDGE: Option<Door> = Some(Door::Employer(Action::JudgeRecords));
const MANAGE: Option<Door> = Some(Door::Employer(Action::ManageEmployees));
const OPERATE: Option<Door> = Some(Door::Installation(Action::Operate));
const ANYBODY: Option<Door> = Some(Door::Open);
const SOMEBODY: Option<Door> = Some(Door::SignedIn);

/// Every route of the pages; sign-in itself has tests of its own.
const ROUTES: &[Route] = &[
    Route("/", ANYBODY, None),
    Route("/regime", ANYBODY, None),
    Route("/counts", ANYBODY, None),
    Route("/codes", ANYBODY, None),
    Route("/help", ANYBODY, None),
    Route("/help/faq", ANYBODY, None),
    Route("/help/keep-your-fla", ANYBODY, None),
    Route("/accessibility", ANYBODY, None),
    Route("/account", SOMEBODY, None),
    Route("/account/looks", SOMEBODY, None),
    Route("/account/sessions", SOMEBODY, SOMEBODY),
    Route("/register", SOMEBODY, None),
    Route("/operator", OPERATE, Some(Door::Installation(Action::AddEmployer))),
    Route("/operator/{employer}", OPERATE, Some(Door::Installation(Action::AddEmployer))),
    Route("/invitation/{employer}/{secret}", SOMEBODY, SOMEBODY),
    Route("/inspection", INSPECT, INSPECT),
    Route("/inspection/{inspection}/close", None, INSPECT),
    Route("/register/{employer}/mandates", MANDATES, GIVE),
    Route("/register/{employer}/mandates/{mandate}/answer", None, HOLD),
    Route("/register/{employer}/mandates/{mandate}/end", GIVE, GIVE),
    Route("/register/{employer}/clients", SERVE, None),
    Route("/register/{employer}/start", ACCESS, None),
    Route("/register/{employer}/history/log.zip", HISTORY, None),
    Route("/register/{employer}/given", REPORT, None),
    Route("/register/{employer}/given/new", REPORT, REPORT),
    Route("/register/{employer}/given/{report}", REPORT, None),
    Route("/register/{employer}/given/{report}/withdraw", None, REPORT),
    Route("/register/{employer}/reported", READ, VERIFY),
    Route("/register/{employer}/reported/{part}/merge", None, VERIFY),
    Route("/register/{employer}/reported/{part}/reopen", None, VERIFY),
    Route("/attend/{provider}/{secret}", SOMEBODY, SOMEBODY),
    Route("/register/{employer}/access/invitations", None, ACCESS),
    Route("/register/{employer}/access/invitations/{invitation}/end", None, ACCESS),
    Route("/register/{employer}", READ, None),
    Route("/register/{employer}/employees", READ, None),
    Route("/register/{employer}/employees/find", None, READ),
    Route(
        "/register/{employer}/employees/new",
        Some(Door::Employer(Action::ManageEmployees)),
        Some(Door::Employer(Action::ManageEmployees)),
    ),
    Route("/register/{employer}/employees/{employee}", READ, None),
    Route("/register/{employer}/employees/{employee}/history", READ, None),
    Route("/register/{employer}/access", ACCESS, ACCESS),
    Route("/register/{employer}/access/{grant}/end", ACCESS, ACCESS),
    Route("/register/{employer}/rights", READ, None),
    Route("/register/{employer}/import", IMPORT, IMPORT),
    Route("/register/{employer}/import/{job}", IMPORT, None),
    Route("/register/{employer}/import/{job}/progress", IMPORT, None),
    Route("/register/{employer}/jobs/{job}", READ, None),
    Route("/register/{employer}/history", Some(Door::Employer(Action::ReadHistory)), None),
    Route("/register/{employer}/trainings", READ, None),
    Route("/register/{employer}/trainings/find", None, READ),
    Route("/register/{employer}/trainings/new", TRAIN, TRAIN),
    Route("/register/{employer}/trainings/duration", READ, None),
    Route("/register/{employer}/trainings/{training}", READ, None),
    Route("/register/{employer}/trainings/{training}/history", READ, None),
    Route("/register/{employer}/trainings/{training}/correct", CORRECT, CORRECT),
    Route("/register/{employer}/trainings/{training}/correct/find", None, CORRECT),
    Route("/register/{employer}/trainings/{training}/complete", TRAIN, TRAIN),
    Route("/register/{employer}/trainings/{training}/withdraw", CORRECT, CORRECT),
    Route("/register/{employer}/trainings/{training}/restore", CORRECT, CORRECT),
    Route("/register/{employer}/trainings/{training}/checked", None, TRAIN),
    Route("/account/career", SOMEBODY, None),
    Route("/account/records", SOMEBODY, None),
    Route("/account/records/new", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}", SOMEBODY, None),
    Route("/account/records/{record}/change", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}/withdraw", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}/share", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}/unshare", SOMEBODY, SOMEBODY),
    Route("/account/records/{record}/files", None, SOMEBODY),
    Route("/account/files/{file}", SOMEBODY, None),
    Route("/account/files/{file}/remove", SOMEBODY, SOMEBODY),
    Route("/account/evidence/{file}", SOMEBODY, None),
    Route("/account/copies", SOMEBODY, SOMEBODY),
    Route("/account/copies/{copy}", SOMEBODY, None),
    Route("/account/copies/{copy}/columns", None, SOMEBODY),
    Route("/account/copies/{copy}/take", None, SOMEBODY),
    Route("/account/copies/{copy}/undo", None, SOMEBODY),
    Route("/account/copies/{copy}/file", SOMEBODY, None),
    Route("/account/copies/{copy}/remove", None, SOMEBODY),
    Route("/account/questions", SOMEBODY, None),
    Route("/account/questions/new", SOMEBODY, SOMEBODY),
    Route("/account/questions/{dispute}", SOMEBODY, SOMEBODY),
    Route("/account/questions/{dispute}/back", SOMEBODY, SOMEBODY),
    Route("/account/copy.pdf", SOMEBODY, None),
    Route("/account/copy.json", SOMEBODY, None),
    Route("/account/{employer}/account.pdf", SOMEBODY, None),
    Route("/register/{employer}/figures/people", READ, None),
    Route("/register/{employer}/figures/trainings", READ, None),
    Route("/register/{employer}/figures/certificates", READ, None),
    Route("/register/{employer}/figures/incomplete", READ, None),
    Route("/register/{employer}/figures/{list}/export", READ, None),
    Route("/register/tasks", SOMEBODY, None),
    Route("/register/{employer}/tasks", READ, None),
    Route("/register/{employer}/tasks/settle", TRAIN, TRAIN),
    Route("/register/{employer}/tasks/digest", READ, READ),
    Route("/register/{employer}/tasks/outbox", HISTORY, None),
    Route("/register/{employer}/disputes", READ, None),
    Route("/register/{employer}/disputes/{dispute}", READ, ANSWER),
    Route("/register/{employer}/records", READ, None),
    Route("/register/{employer}/records/{record}", READ, JUDGE),
    Route("/register/{employer}/records/{record}/files/{file}", READ, None),
    Route("/register/{employer}/certificates", READ, None),
    Route("/register/{employer}/courses", READ, None),
    Route("/register/{employer}/courses/new", TRAIN, TRAIN),
    Route("/register/{employer}/courses/{course}", TRAIN, TRAIN),
    Route("/register/{employer}/trainings/quick", TRAIN, TRAIN),
    Route("/register/{employer}/trainings/series", TRAIN, TRAIN),
    Route("/register/{employer}/trainings/{training}/files", READ, TRAIN),
    Route("/register/{employer}/trainings/{training}/files/{file}", READ, None),
    Route("/register/{employer}/trainings/{training}/files/{file}/remove", TRAIN, TRAIN),
    Route("/register/{employer}/sheets", IMPORT, IMPORT),
    Route("/register/{employer}/sheets/export/{list}", READ, None),
    Route("/register/{employer}/sheets/{sheet}", IMPORT, None),
    Route("/register/{employer}/sheets/{sheet}/progress", IMPORT, None),
    Route("/register/{employer}/sheets/{sheet}/columns", IMPORT, IMPORT),
    Route("/register/{employer}/sheets/{sheet}/take", None, IMPORT),
    Route("/register/{employer}/sheets/{sheet}/undo", None, IMPORT),
    Route("/register/{employer}/sheets/{sheet}/returned", IMPORT, None),
    Route("/register/{employer}/sheets/{sheet}/file", IMPORT, None),
    Route("/register/{employer}/papers", READ, None),
    Route("/register/{employer}/papers/bundle", None, READ),
    Route("/register/{employer}/papers/{job}/file", READ, None),
    Route("/register/{employer}/papers/notices/make", None, TRAIN),
    Route("/register/{employer}/papers/notices/mark", None, TRAIN),
    Route("/register/{employer}/papers/notices/send", None, MANAGE),
    Route("/register/{employer}/papers/notices/proof.pdf", READ, None),
    Route("/register/{employer}/notices/{notice}/letter.pdf", READ, None),
    Route("/register/{employer}/employees/{employee}/account.pdf", READ, None),
    Route("/register/{employer}/reports", READ, None),
    Route("/register/{employer}/reports/social-balance", READ, None),
    Route("/register/{employer}/reports/social-balance/export", READ, None),
    Route("/register/{employer}/reports/cost", None, TRAIN),
    Route("/register/{employer}/reports/leave", READ, None),
    Route("/register/{employer}/reports/leave/export", READ, None),
    Route("/register/{employer}/reports/plan", READ, None),
    Route("/register/{employer}/reports/plan/export", READ, None),
];

/// Objects of which the matrix has none: whoever may see them finds nothing there.
const NONE_HERE: &[&str] = &[
    "{record}",
    "{file}",
    "{dispute}",
    "{course}",
    "{sheet}",
    "{list}",
    "{notice}",
    "{copy}",
    "{mandate}",
    "{invitation}",
    "{inspection}",
    "{secret}",
    "{report}",
    "{part}",
    "/operator/{employer}",
];

/// Addresses that tell nothing of anybody, or that have tests of their own.
const ELSEWHERE: &[&str] = &[
    "/language",
    "/theme",
    "/tour",
    "/help/{manual}",
    "/help/films/{film}/{recorded}/{language}",
    "/media/{digest}/{*path}",
    "/sign-in",
    "/sign-in/callback",
    "/sign-out",
    "/sign-out/back-channel",
    "/favicon.ico",
    "/assets/{digest}/{*path}",
    "/register/{employer}/act/{act}",
    "/{*__private__axum_fallback}",
];

/// The acts under `/register/{employer}/act/{act}`, and what each needs.
const ACTS: &[(&str, Action)] = &[
    ("person", Action::ManageEmployees),
    ("team", Action::ManageEmployees),
    ("occupations", Action::ManageEmployees),
    ("end", Action::ManageEmployees),
    ("right", Action::SetRights),
    ("right-back", Action::SetRights),
    ("company-days", Action::SetRights),
    ("days-back", Action::SetRights),
    ("opt-out", Action::SetRights),
    ("opt-in", Action::SetRights),
    ("verify", Action::VerifyRights),
    ("adjust", Action::SetRights),
    ("adjust-back", Action::SetRights),
    ("average", Action::SetRights),
    ("average-back", Action::SetRights),
    ("settings", Action::ManageSettings),
];

/// Who comes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Actor {
    /// Nobody is signed in.
    Stranger,
    /// Signed in, known to no employer.
    Nobody,
    /// Employed by the first employer, without a role.
    Worker,
    /// With a role for the first employer.
    With(Role),
    /// The registrar of the second employer.
    Other,
    /// The operator of the installation.
    Operator,
    /// Of a provider to which the first employer gave a mandate with one scope besides reading.
    Under(Role, Scope),
    /// Of the same provider, under a mandate that is not in force: this one of them.
    Out(usize),
    /// An inspector with an inspection of the first employer that is open.
    Inspector,
    /// An inspector without one.
    Idle,
}

const ACTORS: [Actor; 20] = [
    Actor::With(Role::Verifier),
    Actor::Under(Role::AccessManager, Scope::Read),
    Actor::Under(Role::AccessManager, Scope::Declare),
    Actor::Under(Role::AccessManager, Scope::Correct),
    Actor::Under(Role::AccessManager, Scope::Verify),
    Actor::Under(Role::Reader, Scope::Declare),
    Actor::Under(Role::Verifier, Scope::Correct),
    Actor::Out(0),
    Actor::Out(1),
    Actor::Out(2),
    Actor::Inspector,
    Actor::Idle,
    Actor::Stranger,
    Actor::Nobody,
    Actor::Worker,
    Actor::With(Role::Reader),
    Actor::With(Role::Registrar),
    Actor::With(Role::AccessManager),
    Actor::Other,
    Actor::Operator,
];

/// Whose objects the address names.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Whose {
    /// The first employer's, under its own address.
    Own,
    /// The second employer's, under the address of the first.
    Foreign,
    /// Objects that are not there, under the address of the first.
    Absent,
    /// Everything of an employer that is not there.
    NoEmployer,
}

/// What comes back.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Answer {
    /// The page, or what the form of it answers to what was sent.
    In,
    /// The way to sign-in.
    SignIn,
    /// 403: known here, and not for this.
    Forbidden,
    /// 404: as if it were not there.
    Hidden,
}

/// What the house rules say, read off the table of the domain.
fn expected(door: Door, actor: Actor, whose: Whose, names_object: bool) -> Answer {
    if door == Door::Open {
        return Answer::In;
    }
    if actor == Actor::Stranger {
        return Answer::SignIn;
    }
    match door {
        Door::Open | Door::SignedIn => Answer::In,
        Door::Installation(action) => {
            let may = actor == Actor::Operator && allowed(Role::Operator, action);
            if may { Answer::In } else { Answer::Hidden }
        }
        Door::Inspection => {
            let may = matches!(actor, Actor::Inspector | Actor::Idle);
            if may { Answer::In } else { Answer::Hidden }
        }
        Door::Employer(action) => match (authority(actor), whose) {
            (_, Whose::NoEmployer) | (None, _) => Answer::Hidden,
            (Some((role, ground)), _) if !allowed_on(role, ground, action) => Answer::Forbidden,
            (Some(_), Whose::Own) => Answer::In,
            (Some(_), _) => {
                if names_object {
                    Answer::Hidden
                } else {
                    Answer::In
                }
            }
        },
    }
}

/// In which role and on what ground somebody comes to the first employer; `None` on no ground.
fn authority(actor: Actor) -> Option<(Role, Ground)> {
    match actor {
        Actor::With(role) => Some((role, Ground::Own(Qualities::EMPLOYER))),
        Actor::Under(role, scope) => Some((role, Ground::Mandate(Scopes::READ.with(scope)))),
        Actor::Inspector => Some((Role::Inspector, Ground::Inspection)),
        _ => None,
    }
}

/// The addresses by which those come to the first employer who have no role there.
struct Ways {
    /// A mandate for each scope.
    mandates: Vec<(Scope, MandateId)>,
    /// Mandates that are not in force: not answered, refused, coming, ended.
    out: [MandateId; 3],
    inspection: String,
}

impl Ways {
    async fn of(house: &House, employer: EmployerId) -> Self {
        let app = &house.app;
        let key = |n: usize| Key::new(&format!("ways{n}")).unwrap();
        let giver = house.caller(&ssin(HR + 102), employer).await;
        let now = Quarter::of(app.today());
        let mut mandates = Vec::new();
        for (n, scope) in Scope::ALL.iter().enumerate() {
            let provider = Self::provider(house, n).await;
            let id = Self::mandate(house, &giver, n, now, *scope).await;
            let holder = house.caller(&ssin(HR + 200), provider).await;
            app.answer_mandate(&holder, id, true, &key(100 + n)).await.unwrap();
            mandates.push((*scope, id));
        }
        let mut out = Vec::new();
        for n in 4..7 {
            let provider = Self::provider(house, n).await;
            let from = if n == 5 { now.next() } else { now };
            let id = Self::mandate(house, &giver, n, from, Scope::Declare).await;
            let holder = house.caller(&ssin(HR + 200), provider).await;
            if n > 4 {
                app.answer_mandate(&holder, id, true, &key(100 + n)).await.unwrap();
            }
            if n > 5 {
                app.end_mandate(&giver, id, &key(200 + n)).await.unwrap();
            }
            out.push(id);
        }
        let inspector = ssin(HR + 104);
        house.give(employer, &inspector, Role::Inspector).await;
        house.give(employer, &ssin(HR + 105), Role::Inspector).await;
        let inspector = app.act_as_inspector(&support::visitor(&inspector)).await.unwrap();
        let number = fla_formats::synthetic::enterprise(1);
        let inspection = app.open_inspection(&inspector, &number, "A file", 1, &key(300)).await;
        Self { mandates, out: out.try_into().unwrap(), inspection: inspection.unwrap().to_string() }
    }

    /// Provider number `n`, with a person in each role.
    async fn provider(house: &House, n: usize) -> EmployerId {
        let number = 40 + u32::try_from(n).unwrap();
        let new = NewEmployer {
            enterprise_number: fla_formats::synthetic::enterprise(number),
            nsso_number: None,
            name: format!("Provider {n}"),
            language: Language::Nl,
            qualities: vec![Quality::ServiceProvider],
        };
        let first = ssin(HR + 200);
        let first = Some((&first, Role::AccessManager));
        let key = Key::new(&format!("provider{n}")).unwrap();
        let installation = house.app.installation();
        let id = house.app.add_employer(&installation, &new, first, &key).await.unwrap();
        house.give(id, &ssin(HR + 201), Role::Reader).await;
        house.give(id, &ssin(HR + 202), Role::Verifier).await;
        id
    }

    async fn mandate(
        house: &House,
        giver: &fla_app::Caller,
        n: usize,
        from: Quarter,
        scope: Scope,
    ) -> MandateId {
        let new = NewMandate {
            provider: fla_formats::synthetic::enterprise(40 + u32::try_from(n).unwrap()),
            from: from.yyyyq(),
            until: None,
            scopes: vec![scope],
        };
        let key = Key::new(&format!("mandate{n}")).unwrap();
        house.app.give_mandate(giver, &new, &key).await.unwrap()
    }

    /// Under what somebody finds the first employer: the employer itself, or the way to it.
    fn at(&self, actor: Actor, employer: &str) -> String {
        match actor {
            Actor::Under(_, scope) => {
                let found = self.mandates.iter().find(|(one, _)| *one == scope);
                found.unwrap().1.to_string()
            }
            Actor::Out(n) => self.out[n].to_string(),
            Actor::Inspector => self.inspection.clone(),
            _ => employer.to_owned(),
        }
    }
}

fn answer(page: &Page) -> Answer {
    match page.status {
        StatusCode::FORBIDDEN => Answer::Forbidden,
        StatusCode::NOT_FOUND => Answer::Hidden,
        StatusCode::SEE_OTHER if page.location().starts_with("/sign-in") => Answer::SignIn,
        StatusCode::UNAUTHORIZED => Answer::SignIn,
        status => {
            assert!(!status.is_server_error(), "{status}: {}", page.body);
            Answer::In
        }
    }
}

/// The objects of an employer.
struct Objects {
    employer: String,
    employee: String,
    training: String,
    job: String,
    grant: String,
}

const ABSENT: &str = "00000000-0000-4000-8000-000000000000";
const HR: u32 = 300_000;
/// A form that is not whole is sent back.
const UNREAD: [StatusCode; 2] = [StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY];

impl Objects {
    /// A person, a planned training, an import, and a grant that nobody uses.
    async fn of(house: &House, n: u32) -> Self {
        let hr = ssin(HR + n);
        let employer = house.employer(n, &hr).await;
        house.give(employer, &ssin(HR + 500 + n), Role::Reader).await;
        let caller = house.caller(&hr, employer).await;
        let employee = house.hire(&caller, 10 * n, date(2024, 1, 1), "200", 3800).await;
        let browser = house.sign_in(&hr, Language::En).await;
        let base = format!("/register/{employer}");
        let new = format!("{base}/trainings/new");
        let form = browser.open(&new).await;
        let (employee, title) = (employee.to_string(), format!("Secret course {n}"));
        let fields = [
            ("employee", employee.as_str()),
            ("title", &title),
            ("start", "2026-12-01"),
            ("duration", "1:00"),
            ("status", "planned"),
            ("step", "do"),
        ];
        let training = browser.submit(&form, &new, &fields).await;
        let import = format!("{base}/import");
        let form = browser.open(&import).await;
        let file = support::dmfa(n, "2026Q3", &[(10 * n, "200", 3800)]);
        let job = browser.upload(&form, &import, &[("q3.xml", &file)]).await;
        let manager = house.app.act_as_installation(employer).await.unwrap();
        let grants = house.app.grants(&manager).await.unwrap();
        let grant = grants.iter().find(|g| g.role == Role::Reader).unwrap().id;
        Self {
            training: last_id(training.location()),
            job: last_id(job.location()),
            grant: grant.to_string(),
            employer: employer.to_string(),
            employee,
        }
    }

    fn absent(employer: &str) -> Self {
        let absent = || ABSENT.to_owned();
        let employer = employer.to_owned();
        Self { employer, employee: absent(), training: absent(), job: absent(), grant: absent() }
    }

    fn under(&self, employer: &str) -> Self {
        Self {
            employer: employer.to_owned(),
            employee: self.employee.clone(),
            training: self.training.clone(),
            job: self.job.clone(),
            grant: self.grant.clone(),
        }
    }

    fn fill(&self, pattern: &str) -> String {
        pattern
            .replace("{employer}", &self.employer)
            .replace("{employee}", &self.employee)
            .replace("{training}", &self.training)
            .replace("{job}", &self.job)
            .replace("{grant}", &self.grant)
            .replace("{record}", ABSENT)
            .replace("{file}", ABSENT)
            .replace("{dispute}", ABSENT)
            .replace("{course}", ABSENT)
            .replace("{sheet}", ABSENT)
            .replace("{notice}", ABSENT)
            .replace("{list}", ABSENT)
            .replace("{mandate}", ABSENT)
            .replace("{invitation}", ABSENT)
            .replace("{inspection}", ABSENT)
            .replace("{secret}", ABSENT)
            .replace("{report}", ABSENT)
            .replace("{part}", ABSENT)
            .replace("{provider}", ABSENT)
    }
}

/// The last path segment that is an id.
fn last_id(location: &str) -> String {
    let path = location.split('?').next().unwrap();
    let id = path.rsplit('/').find(|part| part.len() == 36);
    id.unwrap_or_else(|| panic!("no id in {location}")).to_owned()
}

async fn browser(house: &House, actor: Actor) -> Browser {
    let who = match actor {
        Actor::Stranger => return house.stranger(),
        Actor::Nobody => ssin(HR + 900),
        Actor::Worker => ssin(10),
        Actor::With(Role::Reader) => ssin(HR + 101),
        Actor::With(Role::Registrar) => ssin(HR + 1),
        Actor::Other => ssin(HR + 2),
        Actor::Operator => ssin(HR + 103),
        Actor::With(Role::Verifier) => ssin(HR + 106),
        Actor::With(_) => ssin(HR + 102),
        Actor::Under(Role::Reader, _) => ssin(HR + 201),
        Actor::Under(Role::Verifier, _) => ssin(HR + 202),
        Actor::Under(..) | Actor::Out(_) => ssin(HR + 200),
        Actor::Inspector => ssin(HR + 104),
        Actor::Idle => ssin(HR + 105),
    };
    house.sign_in(&who, Language::En).await
}

/// The token that the forms of a signed-in page carry.
async fn token(browser: &Browser) -> String {
    let page = browser.get("/account/sessions").await;
    let found = page.body.split_once("name=\"csrf\" value=\"").map(|(_, rest)| rest);
    found.and_then(|rest| rest.split_once('"')).map(|(t, _)| t.to_owned()).unwrap_or_default()
}

/// Sends a form with nothing but its token and of whom it is.
async fn sent(browser: &Browser, token: &str, address: &str, employee: &str) -> Page {
    if ["/import", "/sheets", "/files"].iter().any(|end| address.ends_with(end)) {
        let body = format!("<main><input name=\"csrf\" value=\"{token}\">");
        let form = Page { status: StatusCode::OK, headers: HeaderMap::new(), body };
        return browser.upload(&form, address, &[]).await;
    }
    browser.post(address, &[("csrf", token), ("key", "k1"), ("employee", employee)]).await
}

/// What nobody may read who is not let in to the objects of an employer.
fn leaks(page: &Page, n: u32) -> bool {
    let person = person(10 * n);
    page.body.contains(&format!("Secret course {n}"))
        || page.body.contains(&person.family_name)
        || page.body.contains(ssin(10 * n).digits())
}

#[tokio::test]
async fn everybody_gets_what_the_table_says_and_nothing_else() {
    let house = House::new().await;
    let (own, foreign) = (Objects::of(&house, 1).await, Objects::of(&house, 2).await);
    house.work().await;
    let employer = own.employer.parse().unwrap();
    house.give(employer, &ssin(HR + 101), Role::Reader).await;
    house.give(employer, &ssin(HR + 102), Role::AccessManager).await;
    house.give(employer, &ssin(HR + 103), Role::Operator).await;
    house.give(employer, &ssin(HR + 106), Role::Verifier).await;
    let ways = Ways::of(&house, employer).await;
    let absent = Objects::absent(&own.employer);
    let places = [
        (Whose::Own, own.under(&own.employer)),
        (Whose::Foreign, foreign.under(&own.employer)),
        (Whose::Absent, absent),
        (Whose::NoEmployer, Objects::absent(ABSENT)),
    ];
    let mut routes: Vec<(String, Option<Door>, Option<Door>)> =
        ROUTES.iter().map(|r| (r.0.to_owned(), r.1, r.2)).collect();
    for (code, action) in ACTS {
        let door = Some(Door::Employer(*action));
        let company = ["average", "average-back", "settings"].contains(code);
        let of = if company { "" } else { "?employee={employee}" };
        routes.push((format!("/register/{{employer}}/act/{code}{of}"), door, door));
    }
    let mut asked = 0;
    for actor in ACTORS {
        let browser = browser(&house, actor).await;
        let token = token(&browser).await;
        for (pattern, read, send) in &routes {
            let mut foreign_answer = [String::new(), String::new()];
            for (whose, objects) in &places {
                // A search leads on to its list, which says what is there.
                let object =
                    pattern.replace("{employer}", "").contains('{') && !pattern.ends_with("/find");
                let at = match whose {
                    Whose::NoEmployer => ABSENT.to_owned(),
                    _ => ways.at(actor, &own.employer),
                };
                let address = objects.under(&at).fill(pattern);
                for (door, sends) in [(read, false), (send, true)] {
                    let Some(door) = *door else { continue };
                    let page = if sends {
                        sent(&browser, &token, &address, &objects.employee).await
                    } else {
                        browser.get(&address).await
                    };
                    let wanted = expected(door, actor, *whose, object);
                    let place = format!("{actor:?} {whose:?} sends={sends} {pattern}");
                    // A form that is not whole may be sent back before anything is looked for.
                    let unread = sends && matches!(wanted, Answer::Hidden | Answer::Forbidden);
                    let nothing = pattern.starts_with("/account/")
                        || pattern.ends_with("/papers/{job}/file")
                        || NONE_HERE.iter().any(|none| pattern.contains(none));
                    if nothing && wanted != Answer::SignIn {
                        let got = answer(&page);
                        assert!(wanted == Answer::In || got != Answer::In || unread, "{place}");
                    } else if !(unread && UNREAD.contains(&page.status)) {
                        assert_eq!(answer(&page), wanted, "{place}: {}", page.status);
                    }
                    assert!(!leaks(&page, 2) || actor == Actor::Other, "{place} tells of another");
                    // Whoever has a role may read the register, and a form sent back shows it.
                    let reads = wanted == Answer::In || authority(actor).is_some();
                    assert!(reads || !leaks(&page, 1), "{place} tells too much");
                    let answered = &mut foreign_answer[usize::from(sends)];
                    if *whose == Whose::Foreign {
                        *answered = page.text();
                    } else if *whose == Whose::Absent && object {
                        assert_eq!(page.text(), *answered, "{place}: it was noticed");
                    }
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 9_000, "{asked}");
}

#[tokio::test]
async fn every_address_is_in_the_matrix() {
    let known: BTreeSet<&str> =
        ROUTES.iter().map(|r| r.0).chain(ELSEWHERE.iter().copied()).collect();
    let served = House::new().await.routes();
    let served: BTreeSet<&str> = served.iter().map(String::as_str).collect();
    assert_eq!(served, known);
}
