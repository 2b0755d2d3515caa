//! The event of a change: a `CloudEvent` (1.0) in JSON that says what changed and where to read it. It
//! holds opaque ids and addresses, never a name or a number of a person.

use fla_domain::identifier::EnterpriseNumber;
use fla_domain::time::Instant;
use fla_domain::webhook::{Happened, SERVICE};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Telling, event_id};
use crate::FeedItem;

/// Most employees named in an event; the change itself names all.
const NAMED: usize = 100;

/// An event that is about to be told.
pub(super) struct Event {
    /// Its id.
    pub id: String,
    /// It, as JSON.
    pub body: String,
}

impl Telling {
    /// The event of a change of an employer.
    pub(super) fn event(
        &self,
        number: &EnterpriseNumber,
        happened: Happened,
        item: &FeedItem,
    ) -> Event {
        let source = format!("{}/employers/{}", self.api, number.digits());
        let change = item.change.id;
        let id = event_id(number, change);
        let employees: Vec<_> = item
            .employees
            .iter()
            .take(NAMED)
            .map(|one| json!({ "employeeId": one, "href": format!("{source}/employees/{one}") }))
            .collect();
        let subject = match (item.training, item.employees.as_slice()) {
            (Some(training), _) => training.0,
            (None, [one]) => one.0,
            (None, _) => change.0,
        };
        let mut data = json!({
            "changeId": change,
            "kind": item.change.kind,
            "href": format!("{source}/changes/{change}"),
            "employees": employees,
            "employeeCount": item.employees.len(),
        });
        if let Some(training) = item.training {
            let href = format!("{source}/trainings/{training}");
            data["training"] = json!({ "trainingId": training, "href": href });
        }
        let kind = happened.kind();
        let body = self.body(&id, &source, &kind, subject, item.change.at, &data);
        Event { id, body }
    }

    /// The event that says nothing but that it is a test.
    pub(super) fn test(&self, number: &EnterpriseNumber, id: Uuid, at: Instant) -> Event {
        let source = format!("{}/employers/{}", self.api, number.digits());
        let kind = format!("{SERVICE}.webhooks.notify.tested");
        let id_of_event = format!("{}.{id}", number.digits());
        let body = self.body(&id_of_event, &source, &kind, id, at, &json!({}));
        Event { id: id_of_event, body }
    }

    fn body(
        &self,
        id: &str,
        source: &str,
        kind: &str,
        subject: Uuid,
        at: Instant,
        data: &Value,
    ) -> String {
        json!({
            "specversion": "1.0",
            "id": id,
            "source": source,
            "type": kind,
            "service": SERVICE,
            "subject": subject,
            "time": at.rfc3339(),
            "datacontenttype": "application/json",
            "dataschema": format!("{}/doc/openapi.yaml#/components/schemas/ChangeNotification", self.api),
            "data": data,
        })
        .to_string()
    }
}
