"""One scenario in, one result out, both as plain JSON data."""

from . import account, dates, rights, service, size


class Person:
    """The parsed facts of one person with the employer."""

    def __init__(self, data):
        self.id = data["id"]
        self.spans = [service.Span(s) for s in data.get("spans") or ()]
        self.served = service.services(self.spans)
        self.company_days = {}
        for entry in data.get("companyDays") or ():
            self.company_days.setdefault(entry["year"], []).append(entry)
        self.overrides = {}
        for entry in data.get("overrides") or ():
            if entry["kind"] not in rights.KINDS or entry["minutes"] < 0:
                raise ValueError(f"override out of range: {entry}")
            kinds = self.overrides.setdefault(entry["year"], {})
            if entry["kind"] in kinds:
                raise ValueError(f"two overrides of one kind in {entry['year']} for {self.id}")
            kinds[entry["kind"]] = entry["minutes"]
        self.opt_out = set(data.get("optOut") or ())
        self.events = {}
        for entry in data.get("debits") or ():
            if entry["minutes"] < 0:
                raise ValueError(f"debit below zero: {entry}")
            self._event(entry, account.DEBIT)
        for entry in data.get("adjustments") or ():
            self._event(entry, account.ADJUST)

    def _event(self, entry, order):
        year = entry["year"]
        day = dates.clamp(dates.ordinal(entry["date"]), year)
        self.events.setdefault(year, []).append((day, order, entry["minutes"]))

    def first_year(self):
        """The first year with service, override, debit or adjustment, or None."""
        years = [*self.overrides, *self.events]
        if self.served:
            years.append(dates.year_of(self.served[0][0]))
        return min(years, default=None)


def fraction(value):
    return None if value is None else f"{value.numerator}/{value.denominator}"


def run(scenario, trace=False):
    """Calculate a scenario. `trace` adds every movement of every account."""
    horizon = dates.ordinal(scenario["horizon"])
    last_year = dates.year_of(horizon)
    people = [Person(p) for p in scenario.get("people") or ()]
    sizes = size.Sizes(scenario, [p.spans for p in people])
    rules = rights.Rules(scenario.get("rules") or ())
    return {
        "size": [size_row(year, sizes.of(year)) for year in range(rights.FIRST_YEAR, last_year + 1)],
        "people": [run_person(p, scenario, sizes, rules, horizon, trace) for p in people],
    }


def size_row(year, found):
    return {
        "year": year,
        "band": found.band,
        "average": fraction(found.average),
        "source": found.source,
        "computed": fraction(found.computed),
    }


def run_person(person, scenario, sizes, rules, horizon, trace):
    day_minutes = scenario["employer"]["dayMinutes"]
    employer_opt_out = scenario.get("employerOptOut") or ()
    last_year = dates.year_of(horizon)
    first_year = person.first_year()
    events = person.events
    if first_year is not None and first_year <= last_year:
        for day, order in account.lapse_days(service.careers(person.served), horizon):
            events.setdefault(dates.year_of(day), []).append((day, order, 0))
    else:
        first_year = last_year + 1
    ledger = account.Account(horizon, [] if trace else None)
    rows = []
    for year in range(first_year, last_year + 1):
        # No right and so no band before the individual right existed.
        band = sizes.of(year).band if year >= rights.FIRST_YEAR else size.BELOW_10
        found = rights.rights_of(person, year, band, rules, day_minutes, employer_opt_out)
        grant_day = service.first_day_in(person.served, year) or dates.year_start(year)
        moved = ledger.run_year(year, found, grant_day, events.get(year, ()))
        rows.append(year_row(year, found, moved))
    result = {
        "id": person.id,
        "years": rows,
        "origins": {str(year): rest for year, rest in ledger.pool.items() if rest},
    }
    if trace:
        result["entries"] = ledger.entries
    return result


def year_row(year, found, moved):
    return {
        "year": year,
        "rights": {
            kind: {"days": fraction(r.days), "computed": r.computed, "booked": r.booked}
            for kind, r in found.items()
        },
        "granted": moved.granted,
        "carriedIn": moved.carried_in,
        "debited": moved.debited,
        "adjusted": moved.adjusted,
        "lapsed": moved.lapsed,
        "carriedOut": moved.carried_out,
        "balance": moved.balance,
        "left": moved.left,
    }
