//! The REST API: the register for software, as the contract `api/openapi.yaml` describes it, after
//! the REST guide of the Belgian government (Belgif). It calls the same application as the pages and
//! adds no rules of its own.
//!
//! | room | what it holds |
//! |---|---|
//! | [`bearer`] | who shows a token, and for which employer |
//! | [`token`] | the token endpoint: OAuth 2.0 client credentials by `private_key_jwt` |
//! | [`problem`] | what is answered where something is not done (RFC 9457) |
//! | [`body`], [`query`] | reading what was sent, every fault at once |
//! | [`around`] | headers of every answer, and problems in the caller's language |
//! | [`contract`] | the contract itself, and health |
//! | [`webhooks`] | where they may lead, taking messages there |
//! | the others | a noun each |

mod around;
mod bearer;
mod body;
mod changes;
mod contract;
mod employees;
mod employers;
mod links;
mod problem;
mod query;
mod ref_data;
mod token;
mod trainings;
pub mod webhooks;

use axum::Router;
use fla_app::App;
use fla_web::Front;

pub use contract::CONTRACT;

/// Where the API begins.
pub const BASE: &str = "/fla/v1";

/// What requests share.
#[derive(Clone)]
pub struct Api {
    /// The application behind it.
    pub app: App,
    /// Time, and the public address.
    pub front: Front,
}

impl Api {
    /// The public address without a slash at its end.
    fn public(&self) -> &str {
        self.front.settings.public_url.as_str().trim_end_matches('/')
    }
}

/// The API and its token endpoint.
pub fn router(api: Api) -> Router {
    let resources = contract::routes()
        .merge(employers::routes())
        .merge(employees::routes())
        .merge(trainings::routes())
        .merge(changes::routes())
        .merge(webhooks::routes())
        .merge(ref_data::routes());
    let resources = around::around(resources, &api);
    Router::new().nest(BASE, resources).merge(token::routes()).with_state(api)
}
