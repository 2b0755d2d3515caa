//! Dates as people read them.

use std::borrow::Borrow;

use fla_domain::language::Language;
use fla_domain::time::{Instant, Quarter};
use jiff::civil::Date;

use super::T;

const MONTHS: [[&str; 12]; 4] = [
    [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
];

impl T {
    /// The name of a month, 1 to 12; any other number counts as January.
    pub fn month(self, month: i8) -> &'static str {
        let index = usize::try_from(month - 1).ok().filter(|i| *i < 12).unwrap_or(0);
        MONTHS[self.language() as usize][index]
    }

    /// `14 mei 2026`, `1er mai 2026`, `14. Mai 2026`, `14 May 2026`.
    pub fn date(self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        let (day, month, year) = (date.day(), self.month(date.month()), date.year());
        let day = match self.language() {
            Language::Fr if day == 1 => "1er".to_owned(),
            Language::De => format!("{day}."),
            _ => day.to_string(),
        };
        format!("{day}\u{a0}{month} {year}")
    }

    /// `14/05/2026` (`14.05.2026` in German), for tables.
    pub fn short_date(self, date: impl Borrow<Date>) -> String {
        let date = *date.borrow();
        let mark = if self.language() == Language::De { '.' } else { '/' };
        format!("{:02}{mark}{:02}{mark}{}", date.day(), date.month(), date.year())
    }

    /// The date and time of an instant in Brussels: `14 mei 2026, 09:05`.
    pub fn moment(self, instant: impl Borrow<Instant>) -> String {
        let timestamp =
            jiff::Timestamp::from_microsecond(instant.borrow().0).unwrap_or(jiff::Timestamp::MAX);
        let zone = jiff::tz::TimeZone::get("Europe/Brussels").unwrap_or(jiff::tz::TimeZone::UTC);
        let moment = zone.to_datetime(timestamp);
        format!("{}, {:02}:{:02}", self.date(moment.date()), moment.hour(), moment.minute())
    }

    /// The first and the last day of a period; without an end it goes on.
    pub fn period(self, from: impl Borrow<Date>, to: impl Borrow<Option<Date>>) -> String {
        let from = *from.borrow();
        match *to.borrow() {
            Some(to) => {
                self.two("period", "from", self.short_date(from), "to", self.short_date(to))
            }
            None => self.one("period-open", "from", self.short_date(from)),
        }
    }

    /// A quarter in words: `4e kwartaal 2026`.
    pub fn quarter(self, quarter: impl Borrow<Quarter>) -> String {
        let quarter = *quarter.borrow();
        self.two("quarter", "number", quarter.number(), "year", quarter.year().to_string())
    }
}
