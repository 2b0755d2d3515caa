//! Showing an employer something of one's own: what that means is said before, who sees it is
//! said after, and it can be stopped at any time.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{Command, RecordView, Refused, SharingView};
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::{EmployerId, OwnRecordId};
use fla_domain::own::Standing;
use serde::Deserialize;

use super::{below, records, standing_tag};
use crate::form::{Head, Posted, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::pages::evidence::Sure;
use crate::pages::register::{Visit, id};
use crate::view::{ErrorSummary, Tag};

/// An employer to whom a record is or was shown.
pub(super) struct Shown {
    /// Its name.
    pub(super) employer: String,
    /// Since when, or from when until when.
    pub(super) when: String,
    /// What it found: a tag, and when and in what words.
    pub(super) found: Vec<(Tag, String)>,
    /// Where showing is stopped; empty where it was.
    pub(super) stop: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Whom {
    employer: String,
}

/// To whom a record is or was shown, and what they found of it.
pub(super) fn shown_to(t: T, view: &RecordView) -> Vec<Shown> {
    let record = view.record.id;
    let one = |sharing: &SharingView| {
        let times = sharing.times.iter().map(|(from, until)| {
            let from = t.date(from.date_in_brussels());
            match until {
                None => t.one("own-shown-since", "date", from),
                Some(until) => {
                    let until = t.date(until.date_in_brussels());
                    t.two("own-shown-until", "from", from, "to", until)
                }
            }
        });
        let found = sharing.judgements.iter().map(|j| {
            let mut words = t.date(j.at.date_in_brussels());
            if j.version != view.record.version {
                words = format!("{words} – {}", t.get("own-found-earlier"));
            }
            if !j.words.is_empty() {
                words = t.says(words, &j.words);
            }
            let tag = match j.standing {
                Standing::Declared => Tag::new(crate::view::Tone::Neutral, t.get("own-found-back")),
                standing => standing_tag(t, standing, &sharing.employer.name),
            };
            (tag, words)
        });
        let stop = format!("/account/records/{record}/unshare?employer={}", sharing.employer.id);
        Shown {
            employer: sharing.employer.name.clone(),
            when: times.collect::<Vec<_>>().join("; "),
            found: found.collect(),
            stop: if sharing.is_open() { stop } else { String::new() },
        }
    };
    view.sharing.iter().map(one).collect()
}

/// The employers of the person to whom a record is not shown: address and name.
pub(super) async fn others(
    visit: &Visit,
    view: &RecordView,
) -> Result<Vec<(String, String)>, Stop> {
    let accounts = visit.app.own_accounts(&visit.someone.person).await?;
    let open = |employer: EmployerId| {
        view.sharing.iter().any(|s| s.employer.id == employer && s.is_open())
    };
    let record = view.record.id;
    Ok(accounts
        .into_iter()
        .filter(|account| !open(account.employer.id))
        .map(|account| {
            let address =
                format!("/account/records/{record}/share?employer={}", account.employer.id);
            (address, account.employer.name)
        })
        .collect())
}

/// What is done with a record.
#[derive(Clone, Copy)]
enum Act {
    Share,
    Stop,
}

impl Act {
    const fn path(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Stop => "unshare",
        }
    }

    const fn command(self, record: OwnRecordId) -> Command {
        match self {
            Self::Share => Command::ShareRecord { record },
            Self::Stop => Command::StopSharing { record },
        }
    }
}

pub async fn ask(
    visit: Visit,
    Path(record): Path<String>,
    Query(whom): Query<Whom>,
) -> Result<Response, Stop> {
    sure(&visit, Act::Share, id(&record)?, &whom, &Posted::default(), &[]).await
}

pub async fn ask_stop(
    visit: Visit,
    Path(record): Path<String>,
    Query(whom): Query<Whom>,
) -> Result<Response, Stop> {
    sure(&visit, Act::Stop, id(&record)?, &whom, &Posted::default(), &[]).await
}

pub async fn share(
    visit: Visit,
    Path(record): Path<String>,
    Query(whom): Query<Whom>,
    posted: Posted,
) -> Result<Response, Stop> {
    go(&visit, Act::Share, id(&record)?, &whom, &posted).await
}

pub async fn stop(
    visit: Visit,
    Path(record): Path<String>,
    Query(whom): Query<Whom>,
    posted: Posted,
) -> Result<Response, Stop> {
    go(&visit, Act::Stop, id(&record)?, &whom, &posted).await
}

async fn go(
    visit: &Visit,
    act: Act,
    record: OwnRecordId,
    whom: &Whom,
    posted: &Posted,
) -> Result<Response, Stop> {
    let employer: EmployerId = id(&whom.employer)?;
    let caller = visit.app.act_as_employee(&visit.someone.person, employer).await?;
    match visit.app.submit(&caller, &act.command(record), &posted.key()?, None).await {
        Ok(_) => Ok(see(&format!("/account/records/{record}?done=own-{}", act.path()))),
        Err(refused) => sure(visit, act, record, whom, posted, &faults(refused)?).await,
    }
}

async fn sure(
    visit: &Visit,
    act: Act,
    record: OwnRecordId,
    whom: &Whom,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let view = visit.app.own_record(&visit.someone.person, record).await?.view;
    let employer: EmployerId = id(&whom.employer)?;
    let accounts = visit.app.own_accounts(&visit.someone.person).await?;
    let account = accounts.into_iter().find(|a| a.employer.id == employer);
    let name = account.ok_or(Refused::Hidden)?.employer.name;
    let here = format!("/account/records/{record}");
    let mut facts = vec![(t.get("own-name").into_owned(), view.record.details.title.clone())];
    facts.extend(records::facts(t, &view));
    if !view.files.is_empty() {
        let names: Vec<&str> = view.files.iter().map(|f| f.name.as_str()).collect();
        facts.push((t.get("evidence").into_owned(), names.join(", ")));
    }
    let mut errors = ErrorSummary::new(t);
    for fault in found {
        errors.add_anomaly("", fault);
    }
    let key = |end: &str| format!("own-{}{end}", act.path());
    let title = t.one(&key(""), "employer", name.as_str());
    let body = Sure {
        t,
        title: title.clone(),
        text: t.one(&key("-text"), "employer", name.as_str()),
        facts,
        errors,
        head: Head::of_someone(&visit.app, &visit.someone).again(posted.key_after(found)),
        action: format!("{here}/{}?employer={employer}", act.path()),
        button: t.get(&key("-do")).into_owned(),
        leave: here.clone(),
        known: String::new(),
    };
    let over = vec![
        ("/account/records", t.get("own-records").into_owned()),
        (here.as_str(), view.record.details.title),
    ];
    Ok(below(visit, title, over, body).status(status_of(found)).into_response())
}
