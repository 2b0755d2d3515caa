//! The demonstration: invented employers and people, and a sign-in without keys.
//!
//! | room | what it holds |
//! |---|---|
//! | [`provider`] | the identity provider at which one picks a person |
//! | [`data`] | the employers, their people and what happened to them, made through the doors of the product |

pub mod data;
pub mod provider;
