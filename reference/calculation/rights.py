"""The rights of one person with one employer in one year."""

from fractions import Fraction

from . import service
from .size import FROM_10, FROM_20

KINDS = ("statutory", "sectoral", "company")
FIRST_YEAR = 2023


def half_up(days, day_minutes):
    """Minutes of exact days, rounded half up."""
    exact = days * day_minutes
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def statutory_days(year, band):
    """Days of a full-time employee for the whole year under the act."""
    if year < FIRST_YEAR:
        return Fraction(0)
    if band == FROM_20:
        return Fraction(4 if year == FIRST_YEAR else 5)
    return Fraction(1 if band == FROM_10 else 0)


class Rules:
    """The sector rules of a scenario."""

    def __init__(self, rules):
        self.rules = [
            (r["jc"], r["band"], sorted((int(y), Fraction(d)) for y, d in r["steps"]), r.get("minMonths") or 0)
            for r in rules
        ]
        if len({(jc, band) for jc, band, _, _ in self.rules}) < len(self.rules):
            raise ValueError("two sector rules for one joint committee and band")
        self.found = {}

    def find(self, committee, band, year):
        """(days, min months) of the most specific valid rule, or None."""
        key = (committee, band, year)
        if key not in self.found:
            self.found[key] = self._find(*key)
        return self.found[key]

    def _find(self, committee, band, year):
        best = None
        for code, rule_band, steps, min_months in self.rules:
            if rule_band != band or not f"{committee}.".startswith(f"{code}."):
                continue
            valid = [days for start, days in steps if start <= year]
            if valid and (best is None or len(code) > len(best[0])):
                best = (code, valid[-1], min_months)
        if best is None:
            return None
        floor = 2 if band == FROM_20 else 0
        return max(best[1], Fraction(floor)), best[2]

    def days(self, committee, band, year, months):
        """(kind, A) for a month in that joint committee; `months` are the begun
        months under contract in the year."""
        rule = self.find(committee, band, year)
        if rule is None:
            return "statutory", statutory_days(year, band)
        days, min_months = rule
        return "sectoral", days if months >= min_months else Fraction(0)


class Right:
    """One kind of right: exact days, computed minutes and booked minutes."""

    __slots__ = ("days", "computed", "booked")

    def __init__(self, days, computed, booked):
        self.days, self.computed, self.booked = days, computed, booked


NOTHING = dict.fromkeys(KINDS, Right(Fraction(0), 0, 0))


def rights_of(person, year, band, rules, day_minutes, employer_opt_out):
    """The three rights of a person in a year, by kind."""
    overrides = person.overrides.get(year)
    counts = service.months_of(person.spans, year) if year >= FIRST_YEAR else {}
    if not counts and not overrides:
        return NOTHING
    days = dict.fromkeys(KINDS, Fraction(0))
    begun = sum(counts.values())
    work = Fraction(0)
    for held, count in counts.items():
        for committee, share in service.shares(held):
            kind, full = rules.days(committee, band, year, begun)
            days[kind] += full * share * count
            work += share * count
    for entry in person.company_days.get(year, ()) if counts else ():
        days["company"] += Fraction(entry["hundredths"], 100) * (12 if entry.get("flat") else work)
    opted_out = year in employer_opt_out or year in person.opt_out
    rights = {}
    for kind in KINDS:
        exact = days[kind] / 12
        computed = half_up(exact, day_minutes)
        booked = 0 if opted_out and kind != "company" else computed
        if overrides and kind in overrides:
            booked = overrides[kind]
        rights[kind] = Right(exact, computed, booked)
    return rights
