//! right
