//! fla-app
