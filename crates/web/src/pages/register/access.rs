//! Who has access for an employer: the list, giving a role, ending one.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{Behalf, GrantView, INVITED, InvitationView, NewInvitation, Refused};
use fla_domain::access::{Action, Role};
use fla_domain::anomaly::{Anomaly, Zone};
use fla_domain::identifier::Ssin;
use fla_domain::ids::GrantId;
use serde::Deserialize;

use super::{Place, crumbs, id, page, section};
use crate::acting::Acting;
use crate::form::{Head, Posted, Reading, Stop, done, faults, see, status_of};
use crate::front::Front;
use crate::i18n::T;
use crate::view::{Choice, Choosable, ErrorSummary, Field, Notice, Picker};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// A role that somebody holds, as it is shown.
pub(super) struct Line {
    pub name: String,
    pub ssin: String,
    pub role: String,
    pub since: String,
    pub by: String,
    pub own: bool,
    /// Where it is ended.
    pub end: String,
}

#[derive(Template)]
#[template(path = "pages/access.html")]
struct Access {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    lines: Vec<Line>,
    head: Head,
    action: String,
    ssin: Field,
    role: Choice,
    /// A link that was just made: the only time it can be read.
    link: Option<(String, String)>,
    invite: String,
    invited: Choice,
    section: Option<Picker>,
    invited_section: Option<Picker>,
    invitations: Vec<Invited>,
    /// Where the software is that has access.
    software: String,
    /// Where the addresses are to which messages are sent.
    webhooks: String,
}

/// An invitation that can still be used.
struct Invited {
    role: String,
    by: String,
    until: String,
    /// Where it is taken back.
    take_back: String,
}

fn invited(t: T, base: &str, view: &InvitationView) -> Invited {
    Invited {
        role: section::role(t, view.role, view.section.as_ref()),
        by: format!("{}, {}", view.made_by, t.moment(view.made_at)),
        until: t.moment(view.expires_at),
        take_back: format!("{base}/invitations/{}/end", view.id),
    }
}

#[derive(Template)]
#[template(path = "pages/access_end.html")]
struct End {
    t: T,
    errors: ErrorSummary,
    facts: Vec<(String, String)>,
    own: bool,
    head: Head,
    action: String,
    leave: String,
}

/// The roles that an access manager gives.
const ROLES: [Role; 4] = INVITED;

fn base(acting: &Acting) -> String {
    format!("{}/access", acting.base())
}

fn permit(acting: &Acting) -> Result<(), Stop> {
    if acting.caller.may(Action::ManageAccess) {
        Ok(())
    } else {
        Err(Refused::Forbidden(Action::ManageAccess).into())
    }
}

/// A role in a line; `base` is where the pages of access are.
pub(super) fn line(t: T, grant: &GrantView, base: &str) -> Line {
    Line {
        name: grant.name.clone().unwrap_or_else(|| t.get("access-not-yet").into_owned()),
        ssin: grant.ssin.clone(),
        role: section::role(t, grant.role, grant.section.as_ref()),
        since: t.date(grant.since.date_in_brussels()),
        by: super::history::who(t, &grant.by, &grant.by_role, &Behalf::default()),
        own: grant.own,
        end: format!("{base}/{}/end", grant.id),
    }
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    permit(&acting)?;
    let notice = done(acting.viewer.t, &asked.done);
    form(&acting, &Posted::default(), &[], Shown { notice, link: None }).await
}

/// What is shown above the form.
#[derive(Default)]
struct Shown {
    notice: Option<Notice>,
    link: Option<(String, String)>,
}

/// Makes a link that gives a role once. It is shown in the answer itself, as it is kept nowhere.
pub async fn invite(
    acting: Acting,
    State(front): State<Front>,
    posted: Posted,
) -> Result<Response, Stop> {
    let mut reading = Reading::of(&posted);
    let role = reading.code("invited", Zone::Access, |code| {
        Role::from_code(code).filter(|role| ROLES.contains(role))
    });
    let section = reading.keep("invitedSection", section::read(posted.text("invitedSection")));
    let mut found = reading.faults();
    if let (Some(role), Some(section)) = (role, section) {
        match acting.app.invite(&acting.caller, role, section, &posted.key()?).await {
            Ok(new) => {
                let link = Some(link(acting.viewer.t, &front, &new));
                return form(&acting, &Posted::default(), &[], Shown { notice: None, link }).await;
            }
            Err(refused) => {
                found.extend(faults(refused)?.into_iter().map(|fault| match fault.path.as_str() {
                    "section" => fault.at("invitedSection"),
                    _ => fault.at("invited"),
                }));
            }
        }
    }
    permit(&acting)?;
    form(&acting, &posted, &found, Shown::default()).await
}

fn link(t: T, front: &Front, new: &NewInvitation) -> (String, String) {
    let base = front.settings.public_url.as_str().trim_end_matches('/');
    let address = format!("{base}/invitation/{}/{}", new.organisation, new.secret);
    (address, t.moment(new.expires_at))
}

pub async fn take_back(
    acting: Acting,
    Path((_, invitation)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let key = posted.key()?;
    acting.app.take_back_invitation(&acting.caller, id(&invitation)?, &key).await?;
    Ok(see(&format!("{}?done=invitation-ended", base(&acting))))
}

pub async fn give(acting: Acting, posted: Posted) -> Result<Response, Stop> {
    // Whoever may not is refused by the application, which notes it.
    let mut reading = Reading::of(&posted);
    let ssin = reading.keep("ssin", posted.text("ssin").parse::<Ssin>());
    let role = reading.code("role", Zone::Access, |code| {
        Role::from_code(code).filter(|role| ROLES.contains(role))
    });
    let section = reading.keep("section", section::read(posted.text("section")));
    let mut found = reading.faults();
    if let (Some(ssin), Some(role), Some(section)) = (ssin, role, section) {
        let key = posted.key()?;
        match acting.app.give_access(&acting.caller, &ssin, role, section, &key).await {
            Ok(_) => return Ok(see(&format!("{}?done=access-given", base(&acting)))),
            Err(refused) => found.extend(faults(refused)?),
        }
    }
    permit(&acting)?;
    form(&acting, &posted, &found, Shown::default()).await
}

async fn form(
    acting: &Acting,
    posted: &Posted,
    found: &[Anomaly],
    Shown { notice, link }: Shown,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = base(acting);
    let grants = acting.app.grants(&acting.caller).await?;
    let open = acting.app.invitations(&acting.caller).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let option = |role: Role, name: &str| {
        let hint = t.get(&format!("access-{}-hint", role.code()));
        let label = t.get(&format!("role-{}", role.code()));
        Choosable::new(role.code(), label, posted.text(name)).hint(hint)
    };
    let roles = |name: &'static str| {
        let options = ROLES.map(|role| option(role, name));
        Choice::one(name, t.get("settings-role"), options.into()).error(errors.of(name))
    };
    let picked = |name: &str, picker: Option<Picker>| {
        picker.map(|picker| Picker { error: errors.of(name).to_owned(), ..picker })
    };
    let body = Access {
        t,
        notice,
        lines: grants.iter().map(|grant| line(t, grant, &base)).collect(),
        head: Head::new(acting).again(posted.key_after(found)),
        role: roles("role"),
        link,
        invite: format!("{base}/invitations"),
        invited: roles("invited"),
        section: picked("section", section::picker(acting, "section", posted).await?),
        invited_section: picked(
            "invitedSection",
            section::picker(acting, "invitedSection", posted).await?,
        ),
        invitations: open.iter().map(|view| invited(t, &base, view)).collect(),
        software: format!("{}/software", acting.base()),
        webhooks: format!("{}/webhooks", acting.base()),
        action: base,
        ssin: Field::digits("ssin", t.get("person-ssin"))
            .hint(t.get("person-ssin-hint"))
            .required()
            .value(posted.text("ssin"))
            .error(errors.of("ssin")),
        errors,
    };
    let page = page(acting, Place::Access, t.get("side-access"), body).status(status_of(found));
    Ok(page.into_response())
}

pub async fn ask_end(
    acting: Acting,
    Path((_, grant)): Path<(String, String)>,
) -> Result<Response, Stop> {
    permit(&acting)?;
    end_form(&acting, id(&grant)?, &Posted::default(), &[]).await
}

pub async fn end(
    acting: Acting,
    Path((_, grant)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let grant: GrantId = id(&grant)?;
    match acting.app.end_access(&acting.caller, grant, &posted.key()?).await {
        // Whoever ended the own access sees where else there is something to do.
        Ok(()) if posted.has("own") => Ok(see("/register")),
        Ok(()) => Ok(see(&format!("{}?done=access-ended", base(&acting)))),
        Err(refused) => end_form(&acting, grant, &posted, &faults(refused)?).await,
    }
}

async fn end_form(
    acting: &Acting,
    id: GrantId,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = base(acting);
    let grants = acting.app.grants(&acting.caller).await?;
    let grant = grants.iter().find(|g| g.id == id).ok_or(StatusCode::NOT_FOUND)?;
    let Line { name, ssin, role, since, by, own, end } = line(t, grant, &base);
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        // There is no field to change.
        errors.add_anomaly("", fault);
    }
    let body = End {
        t,
        errors,
        facts: vec![
            fact("access-who", format!("{name} ({ssin})")),
            fact("settings-role", role),
            fact("settings-since", since),
            fact("access-by", by),
        ],
        own,
        head: Head::new(acting).again(posted.key_after(found)),
        action: end,
        leave: base.clone(),
    };
    let back = (base, t.get("side-access").into_owned());
    Ok(page(acting, Place::Access, t.get("access-end"), body)
        .crumbs(crumbs(acting, &[back]))
        .status(status_of(found))
        .into_response())
}
