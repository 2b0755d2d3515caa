"""Calendar arithmetic on day ordinals."""

from datetime import date
from functools import lru_cache

# The end of an open span. No real date reaches it.
FOREVER = date.max.toordinal()


@lru_cache(maxsize=None)
def ordinal(iso):
    """Ordinal of an ISO date such as `2026-03-01`."""
    return date.fromisoformat(iso).toordinal()


def iso(day):
    """ISO text of an ordinal."""
    return date.fromordinal(day).isoformat()


@lru_cache(maxsize=None)
def year_of(day):
    return date.fromordinal(day).year


@lru_cache(maxsize=None)
def year_start(year):
    return date(year, 1, 1).toordinal()


@lru_cache(maxsize=None)
def year_end(year):
    return date(year, 12, 31).toordinal()


@lru_cache(maxsize=None)
def months(year):
    """The twelve (first day, last day) pairs of a year."""
    firsts = [date(year, month, 1).toordinal() for month in range(1, 13)]
    lasts = [first - 1 for first in firsts[1:]] + [year_end(year)]
    return tuple(zip(firsts, lasts))


@lru_cache(maxsize=None)
def quarter_days(quarter):
    """(first day, last day) of a quarter written `2024Q4`."""
    year, number = quarter_key(quarter)
    return months(year)[number * 3 - 3][0], months(year)[number * 3 - 1][1]


@lru_cache(maxsize=None)
def quarter_key(quarter):
    """(year, 1..4) of a quarter written `2024Q4`."""
    year, _, number = quarter.partition("Q")
    if len(year) != 4 or number not in ("1", "2", "3", "4"):
        raise ValueError(f"not a quarter: {quarter}")
    return int(year), int(number)


def quarter_of(day):
    """The quarter a day lies in, as `2024Q4`."""
    there = date.fromordinal(day)
    return f"{there.year}Q{(there.month + 2) // 3}"


@lru_cache(maxsize=None)
def five_years_later(day):
    """The same day five years on; 29 February becomes 28 February."""
    there = date.fromordinal(day)
    try:
        return there.replace(year=there.year + 5).toordinal()
    except ValueError:
        return there.replace(year=there.year + 5, day=28).toordinal()


def clamp(day, year):
    """The day, brought into the year when it lies outside it."""
    return min(max(day, year_start(year)), year_end(year))
