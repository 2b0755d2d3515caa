//! The span of a transaction, for whoever looks into where time goes. It tells how long things took and
//! how many they were, never what was asked of whom.

use std::time::Instant;

use tracing::field::Empty;
use tracing::{Span, info_span};

use super::Engine;

/// The target of all spans that are meant for traces, and of nothing else: where no traces are sent, none
/// of them is made. No module has it as the beginning of its name, whose events would be lost with it.
pub const TRACES: &str = "fla_spans";

/// A transaction as traces show it: nothing at all outside of work that is traced, or whoever looks
/// every second whether there is something to do would fill them.
#[derive(Debug)]
pub(super) struct Traced {
    span: Span,
    began: Option<Instant>,
    statements: i64,
}

impl Traced {
    /// One that reads, and waits for a connection from now on.
    pub(super) fn read(engine: Engine) -> Self {
        Self::new(engine, "fla.store.read")
    }

    /// One that writes, and waits for a connection or its turn from now on.
    pub(super) fn write(engine: Engine) -> Self {
        Self::new(engine, "fla.store.write")
    }

    fn new(engine: Engine, name: &'static str) -> Self {
        let span = if Span::current().is_none() {
            Span::none()
        } else {
            let (system, kind) = match engine {
                Engine::Sqlite => ("sqlite", "internal"),
                Engine::Postgres => ("postgresql", "client"),
            };
            info_span!(
                target: TRACES,
                "fla.store",
                otel.name = name,
                otel.kind = kind,
                db.system.name = system,
                fla.store.wait_seconds = Empty,
                fla.store.statements = Empty,
                fla.store.committed = Empty,
            )
        };
        let began = (!span.is_disabled()).then(Instant::now);
        Self { span, began, statements: 0 }
    }

    /// The wait is over.
    pub(super) fn begun(&self) {
        if let Some(began) = self.began {
            self.span.record("fla.store.wait_seconds", began.elapsed().as_secs_f64());
        }
    }

    /// A statement was begun.
    pub(super) const fn statement(&mut self) {
        self.statements += 1;
    }

    /// It is on the disk.
    pub(super) fn committed(&self) {
        self.span.record("fla.store.committed", true);
    }
}

impl Drop for Traced {
    fn drop(&mut self) {
        self.span.record("fla.store.statements", self.statements);
    }
}
