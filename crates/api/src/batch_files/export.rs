//! What the register holds of an employer, as a batch file.

use axum::extract::State;
use axum::response::Response;
use fla_domain::access::Action;
use fla_web::batch_answer;

use crate::Api;
use crate::bearer::Acting;
use crate::problem::{Problem, refused};
use crate::query::Query;

/// All of it in one file, which changes nothing where it is sent in again.
pub async fn show(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Response, Problem> {
    query.none()?;
    acting.need(&api, Action::ReadRegister).await?;
    let exported = api.app.export_batch_file(&acting.caller).await;
    Ok(batch_answer::exported(exported.map_err(|fault| refused(fault, |_| String::new()))?))
}
