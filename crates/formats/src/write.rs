//! Writers of `DmfA` and Dimona files of the official shape. They serve demonstrations, tests and
//! measurements; the amounts they write are made up.

mod dimona;
mod dmfa;
pub(crate) mod tree;

pub use self::dimona::DimonaWriter;
pub use self::dmfa::{DmfaHeader, DmfaWriter};
