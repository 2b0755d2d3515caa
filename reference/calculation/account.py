"""The account of a person with an employer, year by year."""

from . import dates
from .rights import KINDS

PERIODS_BEGIN = dates.ordinal("2024-01-01")

# The order of movements within one date, after the carry-in.
GRANT, ADJUST, DEBIT, LAPSE_OLD, LAPSE_ALL = range(5)


def lapse_days(careers, horizon):
    """(day, order) of the lapses of all careers up to the horizon."""
    found = []
    for first, last in careers:
        until = min(last, horizon)
        start = max(first, PERIODS_BEGIN)
        while True:
            next_start = dates.five_years_later(start)
            if next_start - 1 > until:
                break
            found.append((next_start - 1, LAPSE_OLD))
            start = next_start
        if last <= horizon:
            found.append((last, LAPSE_ALL))
    return found


class Year:
    """What moved in one calendar year, in minutes."""

    __slots__ = ("granted", "carried_in", "debited", "adjusted", "lapsed", "carried_out")

    def __init__(self, carried_in):
        self.granted = dict.fromkeys(KINDS, 0)
        self.carried_in = carried_in
        self.debited = self.adjusted = self.lapsed = self.carried_out = 0

    @property
    def left(self):
        return sum(self.granted.values()) + self.carried_in + self.adjusted - self.debited - self.lapsed

    @property
    def balance(self):
        return self.left - self.carried_out


class Account:
    """Credit by year of origin, moved forward one calendar year at a time.

    `pool` holds the origins oldest first, the own year last; only the own year
    may go below zero. `entries`, when a list, collects every movement.
    """

    def __init__(self, horizon, entries=None):
        self.horizon = horizon
        self.pool = {}
        self.entries = entries

    def note(self, day, what, origin, minutes):
        if self.entries is not None and minutes:
            self.entries.append(
                {"date": dates.iso(day), "what": what, "origin": origin, "minutes": minutes})

    def consume(self, day, what, own, minutes):
        """Take from the oldest origin first; the rest goes against the own year."""
        pool = self.pool
        for origin, rest in pool.items():
            if rest > 0:
                taken = min(rest, minutes)
                pool[origin] = rest - taken
                minutes -= taken
                self.note(day, what, origin, -taken)
                if not minutes:
                    return
        pool[own] -= minutes
        self.note(day, what, own, -minutes)

    def lapse(self, day, before):
        """Drop positive credit of origins below `before`; returns the minutes."""
        total = 0
        for origin, rest in self.pool.items():
            if rest > 0 and origin < before:
                self.pool[origin] = 0
                total += rest
                self.note(day, "lapse", origin, -rest)
        return total

    def run_year(self, year, rights, grant_day, events):
        """Run one calendar year. `events` are (day, order, minutes)."""
        moved = Year(sum(self.pool.values()))
        pool = self.pool
        pool[year] = 0
        for day, order, minutes in sorted([(grant_day, GRANT, 0), *events]):
            if day > self.horizon:
                break
            if order == GRANT:
                for kind in KINDS:
                    booked = rights[kind].booked
                    moved.granted[kind] = booked
                    pool[year] += booked
                    self.note(day, kind, year, booked)
            elif order == ADJUST:
                moved.adjusted += minutes
                if minutes < 0:
                    self.consume(day, "adjustment", year, -minutes)
                else:
                    pool[year] += minutes
                    self.note(day, "adjustment", year, minutes)
            elif order == DEBIT:
                moved.debited += minutes
                self.consume(day, "debit", year, minutes)
            elif order == LAPSE_OLD:
                before = year + 1 if day == dates.year_end(year) else year
                moved.lapsed += self.lapse(day, before)
            else:
                moved.lapsed += self.lapse(day, year + 1)
        if dates.year_end(year) < self.horizon:
            self.pool = {origin: rest for origin, rest in pool.items() if rest > 0}
            moved.carried_out = sum(self.pool.values())
        return moved
