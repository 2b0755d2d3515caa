//! Chance that comes out the same for the same seed.

use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};

pub struct Dice(StdRng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// Below `n`, which is not 0.
    pub fn below(&mut self, n: usize) -> usize {
        self.0.random_range(0..n)
    }

    /// Whether something happens that does in so many of a hundred cases.
    pub fn percent(&mut self, of: usize) -> bool {
        self.below(100) < of
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
