//! The REST API: the register for software, as the contract `api/openapi.yaml` describes it, after
//! the REST guide of the Belgian government (Belgif). It calls the same application as the pages and
//! adds no rules of its own.
//!
//! | room | what it holds |
//! |---|---|
//! | [`bearer`] | who shows a token, and for which employer |
//! | [`token`] | the token endpoint: OAuth 2.0 client credentials by `private_key_jwt`; who else gives tokens |
//! | [`problem`] | what is answered where something is not done (RFC 9457) |
//! | [`body`], [`query`] | reading what was sent, every fault at once |
//! | [`change`], [`people`] | what changes have in common: key, trial, receipt, and for whom |
//! | [`around`] | headers of every answer, and problems in the caller's language |
//! | [`deprecation`] | what is said in answers of operations that are to go |
//! | [`origins`] | pages of other sites that may call from a browser |
//! | [`limits`] | how many calls software may make |
//! | [`select`] | answers of which only some fields are asked for |
//! | [`conditional`], [`negotiation`] | reads of what did not change; forms that a caller takes |
//! | [`sent`] | the values that problems show |
//! | [`contract`] | the contract itself, and health |
//! | [`webhooks`] | where they may lead, taking messages there |
//! | the others | a noun each |

mod account;
mod around;
mod batch_files;
mod batches;
mod bearer;
mod body;
mod change;
mod changes;
mod conditional;
mod contract;
mod deprecation;
mod employees;
mod employers;
mod employments;
mod form;
mod limits;
mod links;
mod mandates;
mod negotiation;
mod origins;
mod people;
mod problem;
mod query;
mod questions;
mod ref_data;
mod regime;
mod reported;
mod rights;
mod sandbox;
mod select;
mod sent;
mod tasks;
mod token;
mod training_reports;
mod trainings;
mod undertaking;

use std::sync::Arc;
pub mod webhooks;

use axum::Router;
use fla_app::App;
use fla_web::Front;
use fla_web::auth::oidc::access::Issuer;

use limits::Limits;

pub use contract::CONTRACT;
pub use fla_web::pages::reference::BASE;

/// What requests share.
#[derive(Clone)]
pub struct Api {
    /// The application behind it.
    app: App,
    /// Time, and the public address.
    front: Front,
    limits: Arc<Limits>,
    /// Who else gives tokens.
    issuer: Option<Arc<Issuer>>,
}

impl Api {
    /// The API of an application.
    pub fn new(app: App, front: Front) -> Self {
        Self { app, front, limits: Arc::default(), issuer: None }
    }

    /// The same with an outside issuer of tokens.
    #[must_use]
    pub fn with_issuer(self, issuer: Issuer) -> Self {
        Self { issuer: Some(Arc::new(issuer)), ..self }
    }

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
        .merge(employments::routes())
        .merge(account::routes())
        .merge(trainings::routes())
        .merge(sandbox::routes())
        .merge(batches::routes())
        .merge(batch_files::routes())
        .merge(rights::routes())
        .merge(training_reports::routes())
        .merge(reported::routes())
        .merge(questions::routes())
        .merge(tasks::routes())
        .merge(mandates::routes())
        .merge(undertaking::routes())
        .merge(regime::routes())
        .merge(changes::routes())
        .merge(webhooks::routes())
        .merge(ref_data::routes());
    let resources = around::around(resources, &api);
    let cors = origins::layer(&api.front.settings);
    let tokens = token::routes(api.front.settings.own_tokens);
    let all = Router::new().nest(BASE, resources).merge(tokens).with_state(api);
    match cors {
        Some(cors) => all.layer(cors),
        None => all,
    }
}
