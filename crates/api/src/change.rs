//! What every change has in common: who makes it, under which key, and whether it is only to be
//! tried (`validateOnly`).

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use fla_app::{Command, Key, Preview, Receipt};
use fla_domain::access::Action;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Once};
use crate::problem::{Problem, refused};
use crate::query::Query;

/// A change that is asked for.
pub struct Change {
    pub api: Api,
    pub acting: Acting,
    key: Key,
    validate_only: bool,
}

impl FromRequestParts<Api> for Change {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let acting = Acting::from_request_parts(parts, api).await?;
        let Once(key) = Once::from_request_parts(parts, api).await?;
        let query = Query::from_request_parts(parts, api).await?;
        let validate_only = query.read(|q| q.flag("validateOnly"))?;
        Ok(Self { api: api.clone(), acting, key, validate_only })
    }
}

impl Change {
    /// Refuses what the token does not reach.
    pub async fn need(&self, action: Action) -> Result<(), Problem> {
        self.acting.need(&self.api, action).await
    }

    /// The address of something below the employer.
    pub fn address(&self, path: &str) -> String {
        self.api.of_employer(&self.acting.number, path)
    }

    /// Carries the command out, or says what it would do. `named` gives the places at which the
    /// register finds something their names in the contract; `answer` adds to the receipt what is
    /// known of the object that was made or changed.
    pub async fn carry_out(
        self,
        command: &Command,
        reason: Option<&str>,
        named: impl Fn(&str) -> String,
        answer: impl FnOnce(&Self, &Receipt, &mut Value),
    ) -> Result<Response, Problem> {
        let caller = &self.acting.caller;
        if self.validate_only {
            // What it answers with is people's credit.
            self.need(Action::ReadPeople).await?;
            let preview = self.api.app.preview(caller, command, reason).await;
            let preview = preview.map_err(|fault| refused(fault, named))?;
            return Ok(Json(preview_json(&preview)).into_response());
        }
        let receipt = self.api.app.submit(caller, command, &self.key, reason).await;
        let receipt = receipt.map_err(|fault| refused(fault, named))?;
        let mut body = json!({
            "changeId": receipt.change,
            "affected": receipt.affected,
            "deferred": receipt.job.is_some(),
        });
        answer(&self, &receipt, &mut body);
        Ok(Json(body).into_response())
    }
}

/// What a command would do, as it is answered.
pub fn preview_json(preview: &Preview) -> Value {
    let effects: Vec<_> = preview
        .effects
        .iter()
        .map(|effect| {
            json!({
                "employeeId": effect.employee,
                "year": effect.year,
                "leftMinutesBefore": effect.before.0,
                "leftMinutesAfter": effect.after.0,
            })
        })
        .collect();
    json!({
        "affected": preview.affected,
        "effects": effects,
        "notInService": preview.not_in_service,
    })
}
