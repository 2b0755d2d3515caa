//! Things kept for a few minutes under an unguessable name.

use std::collections::HashMap;

use fla_domain::time::Instant;

/// The most things on one shelf; beyond it the oldest goes.
const MOST: usize = 1_000;

pub(super) struct Shelf<T> {
    life: i64,
    things: HashMap<String, (Instant, T)>,
}

impl<T> Shelf<T> {
    /// A shelf whose things last `life` microseconds.
    pub(super) fn new(life: i64) -> Self {
        Self { life, things: HashMap::new() }
    }

    pub(super) fn put(&mut self, name: String, thing: T, now: Instant) {
        let life = self.life;
        self.things.retain(|_, (since, _)| now.0 - since.0 < life);
        if self.things.len() >= MOST {
            let oldest = self.things.iter().min_by_key(|(_, (since, _))| *since);
            if let Some(name) = oldest.map(|(name, _)| name.clone()) {
                self.things.remove(&name);
            }
        }
        self.things.insert(name, (now, thing));
    }

    pub(super) fn get(&mut self, name: &str, now: Instant) -> Option<&mut T> {
        let life = self.life;
        let (since, thing) = self.things.get_mut(name)?;
        (now.0 - since.0 < life).then_some(thing)
    }

    pub(super) fn take(&mut self, name: &str, now: Instant) -> Option<T> {
        let (since, thing) = self.things.remove(name)?;
        (now.0 - since.0 < self.life).then_some(thing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_go_when_old_and_when_crowded() {
        let mut shelf = Shelf::new(10);
        shelf.put("a".into(), 1, Instant(0));
        assert_eq!(shelf.get("a", Instant(9)), Some(&mut 1));
        assert_eq!(shelf.get("a", Instant(10)), None);
        for count in 0..1_500_i64 {
            shelf.put(count.to_string(), 2, Instant(count / 1_000));
        }
        assert_eq!(shelf.things.len(), MOST);
        assert_eq!(shelf.take("1499", Instant(2)), Some(2));
        assert_eq!(shelf.take("1499", Instant(2)), None);
    }
}
