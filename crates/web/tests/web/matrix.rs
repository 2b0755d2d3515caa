//! Who gets what at which address (T1): every route × every kind of actor × own, foreign and absent
//! objects. What is expected follows from the table of the domain, not from what is answered.

use std::collections::BTreeSet;

use crate::doors::actors::{ACTORS, Actor, HR, Ways, authority, browser};
use crate::doors::{ACTS, Door, ELSEWHERE, NONE_HERE, ROUTES};
use crate::support::{Browser, House, Page, person, ssin};
use axum::http::{HeaderMap, StatusCode};
use fla_app::{Caller, Key};
use fla_domain::access::{ApiScope, ApiScopes, Role, allowed, allowed_on};
use fla_domain::language::Language;
use jiff::civil::date;

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
        Door::Whole(_) if matches!(actor, Actor::Limited(_) | Actor::Elsewhere) => {
            if whose == Whose::NoEmployer { Answer::Hidden } else { Answer::Forbidden }
        }
        Door::Employer(action) | Door::Whole(action) => match (authority(actor), whose) {
            (_, Whose::NoEmployer) | (None, _) => Answer::Hidden,
            (Some((role, ground)), _) if !allowed_on(role, ground, action) => Answer::Forbidden,
            // Who is in another section is as good as absent.
            (Some(_), Whose::Own) if actor == Actor::Elsewhere && names_object => Answer::Hidden,
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
    client: String,
    client_key: String,
}

const ABSENT: &str = "00000000-0000-4000-8000-000000000000";
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
        let file = crate::support::dmfa(n, "2026Q3", &[(10 * n, "200", 3800)]);
        let job = browser.upload(&form, &import, &[("q3.xml", &file)]).await;
        let manager = house.app.act_as_installation(employer).await.unwrap();
        let grants = house.app.grants(&manager).await.unwrap();
        let grant = grants.iter().find(|g| g.role == Role::Reader).unwrap().id;
        let (client, client_key) = software(house, &manager, n).await;
        Self {
            training: last_id(training.location()),
            job: last_id(job.location()),
            grant: grant.to_string(),
            client,
            client_key,
            employer: employer.to_string(),
            employee,
        }
    }

    fn absent(employer: &str) -> Self {
        let absent = || ABSENT.to_owned();
        let employer = employer.to_owned();
        Self {
            employer,
            employee: absent(),
            training: absent(),
            job: absent(),
            grant: absent(),
            client: absent(),
            client_key: absent(),
        }
    }

    fn under(&self, employer: &str) -> Self {
        Self {
            employer: employer.to_owned(),
            employee: self.employee.clone(),
            training: self.training.clone(),
            job: self.job.clone(),
            grant: self.grant.clone(),
            client: self.client.clone(),
            client_key: self.client_key.clone(),
        }
    }

    fn fill(&self, pattern: &str) -> String {
        pattern
            .replace("{employer}", &self.employer)
            .replace("{employee}", &self.employee)
            .replace("{training}", &self.training)
            .replace("{job}", &self.job)
            .replace("{grant}", &self.grant)
            .replace("{client}", &self.client)
            .replace("{key}", &self.client_key)
            .replace("{webhook}", ABSENT)
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
            .replace("{request}", ABSENT)
            .replace("{provider}", ABSENT)
            .replace("{operation}", "getEmployees")
            .replace("{urn}", "urn:problem-type:belgif:badRequest")
    }
}

/// Software with a key, which nobody uses.
async fn software(house: &House, manager: &Caller, n: u32) -> (String, String) {
    let key = |what: &str| Key::new(&format!("{what}{n}")).unwrap();
    let scopes = ApiScopes::default().with(ApiScope::RegisterRead);
    let name = format!("Secret software {n}");
    let client = house.app.add_client(manager, &name, scopes, &key("client")).await.unwrap();
    let jwk = format!(r#"{{"kty":"EC","kid":"{n}"}}"#);
    let added = house.app.add_client_key(manager, client, &jwk, &key("clientKey")).await.unwrap();
    (client.to_string(), added.to_string())
}

/// The last path segment that is an id.
fn last_id(location: &str) -> String {
    let path = location.split('?').next().unwrap();
    let id = path.rsplit('/').find(|part| part.len() == 36);
    id.unwrap_or_else(|| panic!("no id in {location}")).to_owned()
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
                    let reads = (wanted == Answer::In || authority(actor).is_some())
                        && actor != Actor::Elsewhere;
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
    assert!(asked > 10_000, "{asked}");
}

#[tokio::test]
async fn every_address_is_in_the_matrix() {
    let known: BTreeSet<&str> =
        ROUTES.iter().map(|r| r.0).chain(ELSEWHERE.iter().copied()).collect();
    let served = House::new().await.routes();
    let served: BTreeSet<&str> = served.iter().map(String::as_str).collect();
    assert_eq!(served, known);
}
