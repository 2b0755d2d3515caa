//! How many calls a client may make, over all instances.

use fla_domain::access::Quality;

use crate::support::{House, every_scope};

/// Calls in a minute; the store gives them in blocks of three.
const CALLS: u32 = 60;

#[tokio::test]
async fn a_client_makes_so_many_calls_in_a_minute_on_all_instances_together() {
    for (engine, store) in fla_store::testing::test_stores().await {
        let house = House::on(store, CALLS);
        let employer = house.organisation(1, &[Quality::Employer]).await;
        let software = house.software(1, employer, every_scope()).await;
        let other = house.software(1, employer, every_scope()).await;
        let (token, others) = (house.token(&software).await, house.token(&other).await);
        let instances = [house.twin(0), house];
        let mut answered = 0;
        let mut refused = None;
        for call in 0..80 {
            let answer = instances[call % 2].get(&token, "/employers").await;
            match answer.status.as_u16() {
                200 => answered += 1,
                429 => refused = Some(answer),
                other => panic!("{engine}: {other}"),
            }
        }
        assert_eq!(answered, CALLS, "{engine}");
        let refused = refused.unwrap();
        let body = refused.json();
        assert_eq!(body["type"], "urn:problem-type:belgif:tooManyRequests", "{engine}");
        assert_eq!((&body["limit"], &body["status"]), (&60.into(), &429.into()), "{engine}");
        let wait: i64 = refused.headers["retry-after"].to_str().unwrap().parse().unwrap();
        assert_eq!(body["retryAfterSec"], wait, "{engine}");
        assert!((1..=60).contains(&wait), "{engine}: {wait}");
        // Another client has calls of its own, and the next minute brings more.
        instances[0].get(&others, "/employers").await.is(200);
        for house in &instances {
            house.wait(wait);
            house.get(&token, "/employers").await.is(200);
        }
    }
}
