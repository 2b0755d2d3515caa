//! The relying party against a provider that does whatever a test scripts.

mod attack_list;
mod browser_side;
mod client;
mod hostile;
mod key_cases;
mod logout_cases;
mod logout_desk;
mod person_cases;
mod scene;
mod sure_cases;
mod token_cases;
mod transport_cases;
