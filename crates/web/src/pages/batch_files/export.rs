//! What the register holds of the employer, as a batch file to keep.

use axum::response::Response;
use fla_domain::access::Action;

use super::{Asked, form};
use crate::acting::Acting;
use crate::batch_answer;
use crate::form::{Posted, Stop, faults};

/// Where it is given out; empty for whom there is nothing to give.
pub fn href(acting: &Acting) -> String {
    let may = acting.caller.may(Action::ReadRegister);
    if may { format!("{}/files/export.xml", acting.base()) } else { String::new() }
}

/// Gives it out. Whoever may read the register may have it, also who sends no files.
pub async fn export(acting: Acting) -> Result<Response, Stop> {
    match acting.app.export_batch_file(&acting.caller).await {
        Ok(exported) => Ok(batch_answer::exported(exported)),
        // Where nothing is in the register yet, the page says so to whom it is for.
        Err(refused) if acting.caller.may(Action::SendFiles) => {
            let found = faults(refused)?;
            form(&acting, &Asked::default(), &Posted::default(), &found).await
        }
        Err(refused) => Err(refused.into()),
    }
}
