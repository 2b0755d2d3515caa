//! An application on an embedded store in a folder, or another, for the programs that measure.

use std::path::Path;
use std::sync::Arc;

use fla_app::{App, Setup};
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_store::Store;

#[expect(clippy::disallowed_methods, reason = "a program of its own: here the clock is read")]
fn now() -> Instant {
    Instant(jiff::Timestamp::now().as_microsecond())
}

pub async fn open(folder: &Path) -> (Store, App) {
    open_at(&format!("sqlite:{}", folder.join("fla.db").display()), folder).await
}

/// The same on any store; files go into the folder.
pub async fn open_at(database: &str, folder: &Path) -> (Store, App) {
    std::fs::create_dir_all(folder).expect("a folder");
    let store = Store::open(database).await.expect("a store");
    store.migrate().await.expect("a schema");
    let app = App::new(Setup {
        store: store.clone(),
        rules: RuleBook::builtin(),
        clock: Arc::new(now),
        random: Arc::new(|bytes: &mut [u8]| rand::RngCore::fill_bytes(&mut rand::rng(), bytes)),
        files: folder.join("files"),
    });
    (store, app)
}
