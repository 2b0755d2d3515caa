//! One step of the tour further, back, or out of it.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use crate::front::Front;
use crate::pages::failure::Failure;
use crate::pages::preference::remember;
use crate::tour::Tour;
use crate::viewer::Choice;

#[derive(Deserialize)]
pub struct TourForm {
    /// A step such as `officer.3`, or `stop`.
    to: String,
    /// Where one is.
    #[serde(default)]
    back: String,
}

pub async fn go(
    State(front): State<Front>,
    Form(form): Form<TourForm>,
) -> Result<Response, Failure> {
    if form.to == "stop" {
        return Ok(remember(&front, Choice::Tour, "", &form.back));
    }
    let tour = Tour::read(&form.to).ok_or(Failure::BadRequest)?;
    Ok(remember(&front, Choice::Tour, &tour.code(), &tour.address(&form.back)))
}
