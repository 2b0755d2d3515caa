//! The yardstick of PostgreSQL for what is written in sets: the rows that came in since an instant,
//! by `COPY` of its binary form into the empty tables of another database, with the same indexes, a
//! table after the other in one transaction, and nothing else.

use std::path::Path;
use std::time::Instant as Watch;

use fla_domain::time::Instant;
use futures::TryStreamExt as _;
use sqlx::Executor as _;
use tokio::io::AsyncWriteExt as _;

use crate::bare::{Bare, TABLES, server, server_table};

/// Copies what came since an instant; the folder holds the rows of each table meanwhile.
pub async fn copy(from: &str, to: &str, since: Instant, folder: &Path) -> Bare {
    let (mut source, mut target) = (server(from).await, server(to).await);
    target.execute("BEGIN").await.expect("a transaction");
    let mut copied = Bare { rows: 0, seconds: 0.0 };
    for (name, which, order) in TABLES {
        let which = which.replace('$', &since.0.to_string());
        let (columns, count) = server_table(from, name, &which).await;
        let tenant = (name != "audit_waiting").then_some("employer_id");
        let names = columns.iter().map(|(name, _)| name.as_str());
        let names: Vec<&str> = tenant.into_iter().chain(names).collect();
        let names = names.join(", ");
        let path = folder.join(format!("{name}.copy"));
        let text = format!(
            "COPY (SELECT {names} FROM {name} WHERE {which} ORDER BY {order}) TO STDOUT (FORMAT binary)"
        );
        let mut rows = source.copy_out_raw(&text).await.expect("rows");
        let mut file = tokio::fs::File::create(&path).await.expect("a file");
        while let Some(part) = rows.try_next().await.expect("rows") {
            file.write_all(&part).await.expect("room");
        }
        file.flush().await.expect("room");
        drop(rows);
        let file = tokio::fs::File::open(&path).await.expect("the file");
        let watch = Watch::now();
        let text = format!("COPY {name} ({names}) FROM STDIN (FORMAT binary)");
        let mut sink = target.copy_in_raw(&text).await.expect("the table");
        sink.read_from(file).await.expect("rows");
        let taken = sink.finish().await.expect("rows");
        copied.seconds += watch.elapsed().as_secs_f64();
        copied.rows += count;
        assert_eq!(usize::try_from(taken).expect("a number"), count, "{name}");
        std::fs::remove_file(path).expect("removed");
    }
    let watch = Watch::now();
    target.execute("COMMIT").await.expect("written");
    copied.seconds += watch.elapsed().as_secs_f64();
    copied
}
