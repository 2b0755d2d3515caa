//! What a ledger that is only ever added to must take back and book to become another.

use std::cmp::Ordering;

use super::entry::Entry;

/// What to reverse of the booked entries, and what to book, so that they become the wanted ones: a
/// multiset difference over all fields, both parts sorted. Equal entries stand for each other.
pub fn diff(booked: &[Entry], wanted: &[Entry]) -> (Vec<Entry>, Vec<Entry>) {
    let sorted = |entries: &[Entry]| {
        let mut entries = entries.to_vec();
        entries.sort_unstable();
        entries.into_iter().peekable()
    };
    let (mut booked, mut wanted) = (sorted(booked), sorted(wanted));
    let (mut reverse, mut book) = (Vec::new(), Vec::new());
    while let (Some(have), Some(want)) = (booked.peek(), wanted.peek()) {
        match have.cmp(want) {
            Ordering::Less => reverse.extend(booked.next()),
            Ordering::Greater => book.extend(wanted.next()),
            Ordering::Equal => {
                booked.next();
                wanted.next();
            }
        }
    }
    reverse.extend(booked);
    book.extend(wanted);
    (reverse, book)
}
