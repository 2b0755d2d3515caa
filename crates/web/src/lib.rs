//! fla-web
