//! fla-formats
