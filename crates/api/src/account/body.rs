//! What is answered of an account. It is read most of all: but for what was set by hand, it is written
//! without a tree of values between, which would take as long to make as the rest.

use std::fmt::Display;

use fla_app::{AccountView, EntryView, RightView, YearView};
use fla_domain::account::{EntryKind, LapseCause, Source};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{EmployeeId, ParticipationId};
use fla_domain::right::{Run, Term, Working};
use fla_domain::rules::Exact;
use fla_domain::time::Year;
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::Api;
use crate::rights::{adjustment_json, company_days_json};

/// An account, of the years that are asked for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AccountBody<'a> {
    employee_id: EmployeeId,
    day_minutes: u32,
    years: Vec<YearBody<'a>>,
    company_days: Vec<Value>,
    adjustments: Vec<Value>,
    #[serde(rename = "self")]
    own: String,
}

impl<'a> AccountBody<'a> {
    pub(super) fn of(
        api: &Api,
        number: &EnterpriseNumber,
        view: &'a AccountView,
        asked: impl Fn(&YearView) -> bool,
    ) -> Self {
        let years = view.years.iter().filter(|year| asked(year));
        let place = format!("/employees/{}/account", view.employee.id);
        Self {
            employee_id: view.employee.id,
            day_minutes: view.employer.day_minutes,
            years: years.map(|year| YearBody::of(api, number, year)).collect(),
            company_days: view.company_days.iter().map(company_days_json).collect(),
            adjustments: view.adjustments.iter().map(adjustment_json).collect(),
            own: api.of_employer(number, &place),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct YearBody<'a> {
    year: Year,
    granted_minutes: i64,
    carried_in_minutes: i64,
    adjusted_minutes: i64,
    followed_minutes: i64,
    lapsed_minutes: i64,
    carried_out_minutes: i64,
    planned_minutes: i64,
    left_minutes: i64,
    opted_out: bool,
    rights: Vec<RightBody<'a>>,
    entries: Vec<EntryBody<'a>>,
}

impl<'a> YearBody<'a> {
    fn of(api: &Api, number: &EnterpriseNumber, year: &'a YearView) -> Self {
        let balance = &year.balance;
        let entries = year.entries.iter().map(|entry| EntryBody::of(api, number, entry));
        Self {
            year: year.year,
            granted_minutes: balance.granted_in_all().0,
            carried_in_minutes: balance.carried_in.0,
            adjusted_minutes: balance.adjusted.0,
            followed_minutes: balance.debited.0,
            lapsed_minutes: balance.lapsed.0,
            carried_out_minutes: balance.carried_out.0,
            planned_minutes: year.planned.0,
            left_minutes: balance.left().0,
            opted_out: year.opted_out,
            rights: year.rights.iter().map(RightBody::of).collect(),
            entries: entries.collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RightBody<'a> {
    kind: &'static str,
    state: &'static str,
    computed_minutes: i64,
    booked_minutes: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    working: Option<WorkingBody<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> RightBody<'a> {
    fn of(view: &'a RightView) -> Self {
        let right = &view.right;
        Self {
            kind: right.kind.code(),
            state: right.state.code(),
            computed_minutes: right.computed.0,
            booked_minutes: right.booked.0,
            working: view.working.as_ref().map(WorkingBody::of),
            reason: view.by_hand.as_ref().map(|by_hand| &*by_hand.reason),
        }
    }
}

/// How a right was worked out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkingBody<'a> {
    months_under_contract: u8,
    day_minutes: u32,
    days: Shown<&'a Exact>,
    minutes: i64,
    terms: Vec<TermBody<'a>>,
}

/// Part of the sum: A × B × months ÷ 12 for a joint committee and a stretch of months.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TermBody<'a> {
    from_month: u8,
    to_month: u8,
    joint_committee: &'a str,
    days: Shown<&'a Exact>,
    fraction: Shown<&'a Exact>,
}

/// Written as it is shown.
struct Shown<T>(T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

impl<'a> WorkingBody<'a> {
    /// That of a working.
    pub fn of(working: &'a Working) -> Self {
        let of_run = |run: &'a Run| run.terms.iter().map(move |term| TermBody::of(run, term));
        Self {
            months_under_contract: working.months_under_contract,
            day_minutes: working.day_minutes,
            days: Shown(&working.sum),
            minutes: working.minutes.0,
            terms: working.runs.iter().flat_map(of_run).collect(),
        }
    }
}

impl<'a> TermBody<'a> {
    fn of(run: &Run, term: &'a Term) -> Self {
        Self {
            from_month: run.from,
            to_month: run.to,
            joint_committee: term.joint_committee.code(),
            days: Shown(&term.a),
            fraction: Shown(&term.b),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct EntryBody<'a> {
    date: Shown<Date>,
    origin_year: Year,
    kind: &'static str,
    minutes: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    right_kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    participation_id: Option<ParticipationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    training_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    training_href: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl<'a> EntryBody<'a> {
    fn of(api: &Api, number: &EnterpriseNumber, view: &'a EntryView) -> Self {
        let entry = &view.entry;
        let (mut right_kind, mut cause) = (None, None);
        let kind = match entry.kind {
            EntryKind::CarriedIn => "carriedIn",
            EntryKind::Granted(kind) => {
                right_kind = Some(kind.code());
                "granted"
            }
            EntryKind::Adjustment => "adjustment",
            EntryKind::Debit => "debit",
            EntryKind::Lapse(of) => {
                cause = Some(match of {
                    LapseCause::FiveYears => "fiveYears",
                    LapseCause::EndOfService(cause) => cause.code(),
                });
                "lapse"
            }
            EntryKind::CarriedOut => "carriedOut",
        };
        let participation_id = match entry.source {
            Some(Source::Participation(participation)) => Some(participation),
            _ => None,
        };
        let training = view.training.as_ref();
        Self {
            date: Shown(entry.date),
            origin_year: entry.origin_year,
            kind,
            minutes: entry.minutes.0,
            right_kind,
            cause,
            participation_id,
            training_title: training.map(|(_, title)| &**title),
            training_href: training
                .map(|(id, _)| api.of_employer(number, &format!("/trainings/{id}"))),
            reason: view.reason.as_deref(),
        }
    }
}
