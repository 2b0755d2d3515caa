//! fla-store
