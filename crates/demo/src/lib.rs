//! fla-demo
