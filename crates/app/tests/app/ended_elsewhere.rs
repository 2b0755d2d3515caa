//! Sessions that the identity provider ends.

use crate::support::World;
use fla_app::{ProviderNames, SessionLimits, SessionToOpen};
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::date;

const HOUR: i64 = 3_600_000_000;
const LIMITS: SessionLimits = SessionLimits { idle: HOUR };

fn named(subject: Option<u8>, session: Option<u8>) -> ProviderNames {
    let digest = |byte: u8| vec![byte; 32];
    ProviderNames { subject: subject.map(digest), session: session.map(digest) }
}

#[tokio::test]
async fn it_ends_what_it_names_and_each_token_counts_once() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let now = world.tick();
        let until = Instant(now.0 + 10 * HOUR);
        let sessions = [
            (1, named(Some(1), Some(11))),
            (2, named(Some(1), Some(12))),
            (3, named(Some(2), Some(13))),
            (4, named(Some(2), None)),
            (5, named(None, None)),
        ];
        for (token, named) in sessions {
            let new = SessionToOpen {
                token_hash: vec![token; 32],
                ssin: synthetic::ssin(1),
                body: "{}".to_owned(),
                opened_at: now,
                expires_at: until,
                named,
            };
            world.app.open_session(new).await.unwrap();
        }
        let open = async || {
            let mut open = Vec::new();
            for token in 1..=5_u8 {
                let found = world.app.find_session(&[token; 32], LIMITS, now).await.unwrap();
                open.extend(found.map(|_| token));
            }
            open
        };
        let end = async |names: ProviderNames, jti: u8| {
            world.app.end_sessions_named(&names, &[jti; 32], until).await.unwrap()
        };
        assert_eq!(end(named(Some(1), Some(13)), 1).await, Some(0), "{engine}");
        assert_eq!(end(named(None, Some(99)), 2).await, Some(0), "{engine}");
        assert_eq!(end(named(None, None), 3).await, Some(0), "{engine}");
        assert_eq!(open().await, [1, 2, 3, 4, 5], "{engine}");
        assert_eq!(end(named(Some(1), Some(12)), 4).await, Some(1), "{engine}");
        assert_eq!(open().await, [1, 3, 4, 5], "{engine}");
        assert_eq!(end(named(Some(1), None), 4).await, None, "{engine}: taken before");
        assert_eq!(open().await, [1, 3, 4, 5], "{engine}");
        assert_eq!(end(named(None, Some(11)), 5).await, Some(1), "{engine}");
        // The provider never named this session: it may be the one.
        assert_eq!(end(named(Some(2), Some(77)), 6).await, Some(1), "{engine}");
        assert_eq!(open().await, [3, 5], "{engine}");
        assert_eq!(end(named(Some(2), None), 7).await, Some(1), "{engine}");
        assert_eq!(open().await, [5], "{engine}");
        // Once the token could not be taken again it is forgotten.
        world.app.purge_sessions(LIMITS, Instant(until.0)).await.unwrap();
        assert_eq!(end(named(None, None), 7).await, None, "{engine}");
        world.app.purge_sessions(LIMITS, Instant(until.0 + 1)).await.unwrap();
        assert_eq!(end(named(None, None), 7).await, Some(0), "{engine}");
    }
}
