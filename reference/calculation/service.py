"""Spans of contract, service and what is in force when."""

from fractions import Fraction
from functools import lru_cache

from . import dates


class Span:
    """One occupation: joint committee and Q over S between two days."""

    __slots__ = ("first", "last", "occupation")

    def __init__(self, data):
        self.first = dates.ordinal(data["from"])
        to = data.get("to")
        self.last = dates.FOREVER if to is None else dates.ordinal(to)
        if self.last < self.first:
            raise ValueError(f"span ends before it starts: {data}")
        if data["s"] <= 0 or data["q"] < 0:
            raise ValueError(f"Q/S out of range: {data}")
        self.occupation = (data["jc"], data["q"], data["s"])

    def covers(self, day):
        return self.first <= day <= self.last


@lru_cache(maxsize=None)
def shares(occupations):
    """B per joint committee for occupations held side by side.

    The same joint committee adds up; a total above 1 is scaled down to 1.
    """
    by_committee = {}
    for committee, q, s in occupations:
        by_committee[committee] = by_committee.get(committee, 0) + Fraction(q, s)
    total = sum(by_committee.values())
    if total > 1:
        by_committee = {jc: part / total for jc, part in by_committee.items()}
    return tuple(sorted(by_committee.items()))


def in_force(spans, day):
    """The occupations in force on a day, in a stable order."""
    return tuple(sorted(s.occupation for s in spans if s.first <= day <= s.last))


def fte(spans, day):
    """The full-time equivalent of one person on a day, at most 1."""
    return sum((part for _, part in shares(in_force(spans, day))), Fraction(0))


def months_of(spans, year):
    """How many months of the year each set of occupations counts for.

    A month counts for the occupations in force on its first day under contract.
    """
    counts = {}
    alive = [s for s in spans
             if s.first <= dates.year_end(year) and s.last >= dates.year_start(year)]
    if not alive:
        return counts
    for first, last in dates.months(year):
        starts = [max(s.first, first) for s in alive if s.first <= last and s.last >= first]
        if starts:
            held = in_force(alive, min(starts))
            counts[held] = counts.get(held, 0) + 1
    return counts


def services(spans):
    """The union of the spans as (first, last); adjacent days merge."""
    merged = []
    for first, last in sorted((s.first, s.last) for s in spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def careers(served):
    """Services joined into one career when the next one starts in the calendar
    year in which the one before ended: such a gap ends nothing."""
    joined = []
    for first, last in served:
        if joined and dates.year_of(joined[-1][1]) == dates.year_of(first):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def first_day_in(served, year):
    """The first day of service in a year, or None."""
    start, end = dates.year_start(year), dates.year_end(year)
    for first, last in served:
        if first <= end and last >= start:
            return max(first, start)
    return None
