//! Work as traces show it: how long it took and how much it was, never about whom.

use tracing::{Instrument as _, Span};

/// Does work within a span; where it breaks off, the span says so in its field `otel.status_code`. What
/// is to be done lies apart, so that whoever does it grows no larger.
pub(crate) fn within<T, E>(
    span: Span,
    work: impl Future<Output = Result<T, E>>,
) -> impl Future<Output = Result<T, E>> {
    let work = Box::pin(work.instrument(span.clone()));
    async move {
        let outcome = work.await;
        if outcome.is_err() {
            span.record("otel.status_code", "ERROR");
        }
        outcome
    }
}

/// A number of things as spans tell it.
pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
