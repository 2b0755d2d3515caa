//! Builds an account from what it follows from.

use jiff::civil::Date;

use super::Account;
use super::book::Book;
use super::events::events;
use super::input::AccountInput;

/// The account as far as `horizon`: what is dated later is not booked, and what is left on
/// 31 December is carried over once the horizon has reached the next year.
///
/// Pure, and the same whatever the order of services, debits and adjustments. Rights and debits
/// are trusted to be sound; dates and years of any kind are taken without failing. The sums hold
/// as far as they fit 64 bits.
pub fn build(input: &AccountInput, horizon: Date) -> Account {
    let Some((first, events)) = events(input, horizon) else { return Account::default() };
    let mut events = events.into_iter().peekable();
    let mut book = Book::default();
    for year in first..=horizon.year() {
        book.open(year);
        while let Some(event) = events.next_if(|event| event.date.year() <= year) {
            book.book(event);
        }
        book.close(year < horizon.year());
    }
    book.finish()
}
