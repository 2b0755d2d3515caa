//! How long is waited before a webhook that did not take an event is tried again.

use fla_domain::time::Instant;
use jiff::fmt::rfc2822::DateTimeParser;

use super::{Answered, NoAnswer};

const SECOND: i64 = 1_000_000;
/// After the first failure it is tried again after this long, then twice as long each time,
const FIRST: i64 = 5 * SECOND;
/// but no longer than this.
const LONGEST: i64 = 3_600 * SECOND;

/// How long until the next try, in microseconds: twice as long each time, a fifth more or less by
/// `chance`, so that those who failed together do not come back together. Never sooner than the
/// receiver asked for, and where that is longer up to a fifth later.
pub(super) fn pause(tries: i64, asked: i64, chance: u16) -> i64 {
    let doubled = u32::try_from(tries - 1).unwrap_or(u32::MAX).min(20);
    let own = FIRST.saturating_mul(1 << doubled).min(LONGEST);
    let chance = i64::from(chance);
    let own = own * (800 + chance * 400 / 65_535) / 1_000;
    own.max(asked * (1_000 + chance * 200 / 65_535) / 1_000)
}

/// How long a receiver that has too much to do wants to be left alone (RFC 9110 section 10.2.3), in
/// microseconds, an hour at most: one that asks for a year would be asked no more.
pub(super) fn asked(answer: &Result<Answered, NoAnswer>, now: Instant) -> i64 {
    let Ok(Answered { status: 429 | 503, retry_after: Some(wish) }) = answer else { return 0 };
    let wish = wish.trim();
    let wait = if !wish.is_empty() && wish.bytes().all(|byte| byte.is_ascii_digit()) {
        wish.parse().unwrap_or(i64::MAX).saturating_mul(SECOND)
    } else {
        let at = DateTimeParser::new().parse_timestamp(wish);
        at.map_or(0, |at| at.as_microsecond().saturating_sub(now.0))
    };
    wait.clamp(0, LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_an_hour() {
        let middle = |tries| pause(tries, 0, 32_768) / SECOND;
        let seen: Vec<_> = (1..=12).map(middle).collect();
        assert_eq!(seen, [5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600, 3_600]);
        assert_eq!((pause(1, 0, 0), pause(1, 0, u16::MAX)), (4 * SECOND, 6 * SECOND));
        assert_eq!(pause(i64::MAX, 0, u16::MAX), 4_320 * SECOND);
    }

    #[test]
    fn a_receiver_that_asks_for_time_gets_it() {
        let (least, most) = (pause(1, 100 * SECOND, 0), pause(1, 100 * SECOND, u16::MAX));
        assert_eq!((least, most), (100 * SECOND, 120 * SECOND));
        // What has failed for long is not tried more often for that.
        assert_eq!(pause(8, 100 * SECOND, 0), 512 * SECOND);
    }

    #[test]
    fn how_long_is_read_as_http_says_it() {
        let now = Instant(1_795_694_400 * SECOND);
        let wait = |status, wish: &str| {
            let answer = Ok(Answered { status, retry_after: Some(wish.to_owned()) });
            asked(&answer, now) / SECOND
        };
        for (wish, seconds) in [
            ("120", 120),
            (" 7 ", 7),
            ("0", 0),
            ("3601", 3_600),
            ("99999999999999999999", 3_600),
            ("Thu, 26 Nov 2026 12:01:30 GMT", 90),
            ("Thu, 26 Nov 2026 11:00:00 GMT", 0),
            ("Fri, 26 Nov 2027 12:00:00 GMT", 3_600),
            ("-5", 0),
            ("1.5", 0),
            ("soon", 0),
            ("", 0),
        ] {
            assert_eq!(wait(429, wish), seconds, "{wish}");
            assert_eq!(wait(503, wish), seconds, "{wish}");
        }
        // Of other answers it means something else, or nothing.
        assert_eq!((wait(500, "120"), wait(301, "120"), wait(200, "120")), (0, 0, 0));
        assert_eq!(asked(&Ok(Answered { status: 429, retry_after: None }), now), 0);
        assert_eq!(asked(&Err(NoAnswer::Timeout), now), 0);
    }
}
