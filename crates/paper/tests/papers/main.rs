//! The papers as whoever opens them finds them, looked at with the tools of others.

mod conformance;
mod sample;
mod text;
mod tool;
