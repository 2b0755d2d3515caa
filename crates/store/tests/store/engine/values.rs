//! Every type that goes in comes out the same, and nothing comes out that does not parse.

use fla_domain::access::Role;
use fla_domain::identifier::{EnterpriseNumber, JointCommittee, NssoNumber, Ssin};
use fla_domain::ids::TrainingId;
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::time::{Instant, Quarter};
use fla_store::engine::{Argument, Column, StoreError, Value};
use fla_store::{FOREVER, Tx, args, statements};
use jiff::civil::Date;
use uuid::Uuid;

use super::schema::{employer, stores};

statements! {
    employer PUT = "INSERT INTO credit (employer_id, id, n, t, u, b) VALUES ($1, $2, $3, $4, $5, $6)";
    employer FIND = "SELECT n, t, u, b FROM credit WHERE employer_id = $1 AND id = $2";
    employer SUMS = "SELECT COUNT(*) AS count, CAST(SUM(n) AS BIGINT) AS sum, MAX(t) AS longest \
        FROM credit WHERE employer_id = $1";
}

async fn there_and_back<T>(tx: &mut Tx, value: T, column: &'static str) -> Result<T, StoreError>
where
    T: Argument + Column,
{
    let id = Uuid::from_u128(fastrand());
    let mut row: Vec<Value> = args![id, None::<i64>, None::<String>, None::<Uuid>, None::<Vec<u8>>];
    let place = ["n", "t", "u", "b"].iter().position(|name| *name == column).unwrap() + 1;
    row[place] = value.into_value();
    let mut scope = tx.employer(employer(1));
    scope.execute(&PUT, row).await?;
    scope.fetch_one(&FIND, args![id]).await?.get(column)
}

/// Distinct ids without a source of randomness.
fn fastrand() -> u128 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(1);
    u128::from(NEXT.fetch_add(1, Ordering::Relaxed))
}

macro_rules! same {
    ($tx:expr, $column:literal: $($type:ty = $value:expr),+ $(,)?) => {$(
        let value: $type = $value;
        let back: $type = there_and_back($tx, value.clone(), $column).await.unwrap();
        assert_eq!(back, value);
        let back: Option<$type> = there_and_back($tx, Some(value.clone()), $column).await.unwrap();
        assert_eq!(back, Some(value));
        let back: Option<$type> = there_and_back($tx, None, $column).await.unwrap();
        assert_eq!(back, None);
    )+};
}

#[tokio::test]
async fn round_trip() {
    for (_, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let tx = &mut tx;
        same!(tx, "n":
            i64 = i64::MIN, i64 = FOREVER, i32 = -7, u32 = u32::MAX, i16 = -1, u8 = 255,
            bool = true, bool = false,
            Instant = Instant(1_790_000_000_000_000), Minutes = Minutes(-456),
            Quarter = Quarter::new(2026, 4).unwrap(),
            NssoNumber = "199999934".parse().unwrap(),
        );
        same!(tx, "t":
            String = String::new(), String = "Zoë “ß” 🎓 '\"\\\n".to_owned(),
            Date = Date::constant(2026, 2, 28), Date = Date::constant(9999, 12, 31),
            Ssin = "00.01.01-901.46".parse().unwrap(),
            EnterpriseNumber = "0884303369".parse().unwrap(),
            JointCommittee = "330.01.10".parse().unwrap(),
            Language = Language::De,
        );
        same!(tx, "u":
            Uuid = Uuid::nil(), Uuid = Uuid::max(),
            TrainingId = TrainingId(Uuid::from_u128(0x0123_4567_89ab_cdef_0000_ffff)),
        );
        same!(tx, "b": Vec<u8> = vec![], Vec<u8> = vec![0, 255, 16], [u8; 32] = [7; 32]);
    }
}

#[tokio::test]
async fn what_does_not_parse_is_corrupt() {
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let id = Uuid::from_u128(5);
        let row = args![id, 2_026_500, "0884303370", None::<Uuid>, vec![1_u8]];
        let mut scope = tx.employer(employer(1));
        scope.execute(&PUT, row).await.unwrap();
        let row = scope.fetch_one(&FIND, args![id]).await.unwrap();
        let wrong = [
            row.get::<Quarter>("n").unwrap_err(),
            row.get::<i16>("n").unwrap_err(),
            row.get::<bool>("n").unwrap_err(),
            row.get::<String>("n").unwrap_err(),
            row.get::<EnterpriseNumber>("t").unwrap_err(),
            row.get::<i64>("t").unwrap_err(),
            row.get::<Date>("t").unwrap_err(),
            row.get::<Role>("t").unwrap_err(),
            row.get::<Uuid>("u").unwrap_err(),
            row.get::<Uuid>("b").unwrap_err(),
            row.get::<[u8; 32]>("b").unwrap_err(),
            row.get::<i64>("absent").unwrap_err(),
            row.get::<i64>(9).unwrap_err(),
            row.code("t", |_| None::<()>).unwrap_err(),
            row.json::<Vec<i64>>("t").unwrap_err(),
        ];
        for error in wrong {
            let StoreError::Corrupt { place, .. } = &error else { panic!("{engine}: {error}") };
            assert_eq!(*place, "store::engine::values::FIND");
            assert!(!error.to_string().contains("0884303370"), "{error}");
        }
        assert_eq!(row.json::<u32>("t").ok(), None, "a leading zero is not JSON");
        let none = scope.fetch_one(&FIND, args![Uuid::nil()]).await.unwrap_err();
        assert!(matches!(none, StoreError::Corrupt { .. }));
    }
}

#[tokio::test]
async fn sums() {
    for (_, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        let mut scope = tx.employer(employer(1));
        let row = scope.fetch_one(&SUMS, args![]).await.unwrap();
        assert_eq!(row.get::<i64>("count").unwrap(), 0);
        assert_eq!(row.get::<Option<Minutes>>("sum").unwrap(), None);
        for n in 1..=3_u8 {
            let id = Uuid::from_u128(u128::from(n));
            scope.execute(&PUT, args![id, n, "x", None::<Uuid>, &[n][..]]).await.unwrap();
        }
        let row = scope.fetch_one(&SUMS, args![]).await.unwrap();
        assert_eq!(row.get::<u32>("count").unwrap(), 3);
        assert_eq!(row.get::<Minutes>("sum").unwrap(), Minutes(6));
    }
}
