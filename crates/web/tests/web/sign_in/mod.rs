//! A register that is nothing but sign-in, a browser, and what they go through together.

mod browser;
mod demo;
mod edges;
mod forms;
mod node;
mod register;
mod sessions;
