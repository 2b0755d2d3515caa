//! The web channel: pages in four languages, assets, security headers.
//!
//! | room | what it holds |
//! |---|---|
//! | [`i18n`] | every text, date, number and amount in four languages |
//! | [`page`], [`view`] | a page as a value, and the components of its body |
//! | [`viewer`] | language and colours of who looks, and the name in the frame |
//! | [`front`], [`state`] | what requests share, and the layers around every page |
//! | [`pages`] | the pages, one file for each noun |
//! | [`reference`] | the contract of the REST API, read for its reference pages |
//! | [`assets`], [`media`] | style sheets and scripts; pictures and films of the help |
//! | [`sensitive`] | acts before which a session may not be enough |
//! | [`tour`] | the steps that lead a newcomer over the real pages |
//! | [`form`] | forms of signed-in pages: reading, checking, confirming |
//! | [`address`] | what may not stand in an address |
//! | [`strict_json`] | JSON in which every name stands once |
//! | [`auth`] | sign-in, sessions, and what keeps strangers' requests out |

pub mod acting;
pub mod address;
pub mod assets;
pub mod auth;
pub mod batch_answer;
#[cfg(test)]
mod contrast;
pub mod form;
pub mod front;
pub mod i18n;
pub mod media;
pub mod page;
pub mod pages;
pub mod reference;
pub mod sensitive;
pub mod sessions;
pub mod state;
pub mod strict_json;
pub mod tour;
pub mod view;
pub mod viewer;

use axum::Router;
use axum::middleware::from_fn_with_state;

pub use front::{CALLS_PER_MINUTE, Clock, Front, Settings};
pub use pages::software;
pub use state::Site;

/// The whole site.
pub fn router(site: Site) -> Router {
    let pages = pages::public::<Site>().merge(pages::signed_in()).merge(auth::routes());
    let is_sandbox = site.app.sandbox().is_some();
    let pages = if is_sandbox { pages.merge(pages::sandbox::router()) } else { pages };
    let pages = pages.layer(from_fn_with_state(site.clone(), sensitive::guard));
    let known = from_fn_with_state(site.clone(), acting::recognise);
    site.front.around(pages, |pages| pages.layer(known)).with_state(site)
}
