"""The size band of an employer in a year."""

from fractions import Fraction

from . import dates, service

BELOW_10, FROM_10, FROM_20 = "Below10", "From10", "From20"


def band_of(average):
    """The band of an exact average; nothing known is below 10."""
    if average is None or average < 10:
        return BELOW_10
    return FROM_10 if average < 20 else FROM_20


def period_of(year):
    """The two-year period a year lies in, named by its even first year."""
    return year - year % 2


def reference_quarters(period):
    return (f"{period - 2}Q4", f"{period - 1}Q1", f"{period - 1}Q2", f"{period - 1}Q3")


class Size:
    """The average of a period and where it comes from."""

    __slots__ = ("computed", "manual", "source", "average", "band")

    def __init__(self, computed, source, manual):
        self.computed = computed
        self.manual = manual
        self.source = source if manual is None else "manual"
        self.average = computed if manual is None else manual
        self.band = band_of(self.average)


class Sizes:
    """Sizes of one employer by year, worked out once per period."""

    def __init__(self, scenario, people_spans):
        self.declared = set(scenario.get("quarters") or ())
        for quarter in self.declared:
            dates.quarter_key(quarter)
        given = scenario.get("fteByQuarter")
        self.given = None if given is None else {q: Fraction(n) for q, n in given.items()}
        self.manual = {int(y): Fraction(n) for y, n in (scenario.get("manualAverage") or {}).items()}
        self.fallback = {int(y): n for y, n in (scenario.get("headcountFallback") or {}).items()}
        for period in (*self.manual, *self.fallback):
            if period % 2:
                raise ValueError(f"a two-year period starts in an even year, not {period}")
        self.people_spans = people_spans
        self.by_period = {}

    def of(self, year):
        period = period_of(year)
        if period not in self.by_period:
            self.by_period[period] = self._period(period)
        return self.by_period[period]

    def _period(self, period):
        quarters = [q for q in reference_quarters(period) if q in self.declared]
        if quarters:
            computed = sum(map(self._fte, quarters)) / len(quarters)
            source = "computed"
        else:
            heads = self._headcount(period)
            computed = None if heads is None else Fraction(heads)
            source = "unknown" if heads is None else "headcount"
        return Size(computed, source, self.manual.get(period))

    def _fte(self, quarter):
        if self.given is not None:
            if quarter not in self.given:
                raise ValueError(f"declared quarter without FTE: {quarter}")
            return self.given[quarter]
        last = dates.quarter_days(quarter)[1]
        return sum((service.fte(spans, last) for spans in self.people_spans), Fraction(0))

    def _headcount(self, period):
        """People on the last day of the quarter of first employment after the
        reference period; None when nothing tells."""
        if period in self.fallback:
            return self.fallback[period]
        if self.given is not None:
            # The people of the scenario are then not the whole workforce.
            return None
        after = dates.quarter_days(f"{period - 1}Q3")[1] + 1
        starts = [max(s.first, after) for spans in self.people_spans for s in spans if s.last >= after]
        if not starts:
            return None
        last = dates.quarter_days(dates.quarter_of(min(starts)))[1]
        return sum(any(s.covers(last) for s in spans) for spans in self.people_spans)
