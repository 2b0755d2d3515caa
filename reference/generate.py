#!/usr/bin/env python3
"""Writes random but nasty scenarios as JSON lines, for `model.py` and others.

    python3 generate.py --seed 1 --scenarios 500 --operations 20000

The same arguments always give the same lines. People are ids, nothing more.
Sector rules, averages and histories are made up to hit edges.
"""

import argparse
import calendar
import json
import random
import sys
from datetime import date, timedelta

DAY = timedelta(days=1)
FIRST, LAST = 2020, 2032
COMMITTEES = ["200", "119", "116", "330", "330.01", "330.01.10", "330.04", "124"]
RULES = [
    {"jc": "200", "band": "Below10", "steps": [[2023, 1]]},
    {"jc": "200", "band": "From10", "steps": [[2023, 1]]},
    {"jc": "200", "band": "From20", "steps": [[2024, 3], [2026, 4], [2028, 5]]},
    {"jc": "116", "band": "Below10", "steps": [[2023, 1]], "minMonths": 6},
    {"jc": "116", "band": "From10", "steps": [[2023, 1]]},
    {"jc": "116", "band": "From20", "steps": [[2023, 4], [2024, 5]]},
    {"jc": "119", "band": "From20", "steps": [[2024, 3], [2025, 4], [2028, 5]]},
    # Made up: nested codes, a number under the floor, a condition at each size.
    {"jc": "330", "band": "From20", "steps": [[2024, 1], [2027, 6]]},
    {"jc": "330", "band": "From10", "steps": [[2023, 3]], "minMonths": 4},
    {"jc": "330.01", "band": "From20", "steps": [[2025, 4]]},
    {"jc": "330.01.10", "band": "From20", "steps": [[2026, 7]]},
    {"jc": "330.01.10", "band": "Below10", "steps": [[2024, 2]], "minMonths": 12},
]
AVERAGES = ["999/100", "10", "1001/100", "1999/100", "20", "2001/100", "59/3", "61/3", "3", "12", "37/2", "240"]
MANUAL = ["9.99", "10", "10.00", "19.99", "20", "20.00", "0", "150.25"]
MINUTES = [1, 15, 29, 30, 90, 91, 120, 228, 240, 456, 455, 457, 480, 912, 1368, 2280, 5000]
CAUSES = ["resignation", "urgent-cause", "dismissal", "agreement", "end-of-term"]


def five_years(start):
    """The last day of a five-year period."""
    last = calendar.monthrange(start.year + 5, start.month)[1]
    return date(start.year + 5, start.month, min(start.day, last)) - DAY


class Generator:
    def __init__(self, seed, people=None, horizon=None):
        self.random = random.Random(seed)
        self.people = people
        self.fixed_horizon = horizon

    def chance(self, share):
        return self.random.random() < share

    def day(self, first, last):
        """A day between two days, often at an edge of a month or year."""
        r = self.random
        year = r.randint(first.year, last.year)
        month = r.randint(1, 12)
        month_end = calendar.monthrange(year, month)[1]
        found = r.choice([
            date(year, 1, 1), date(year, 12, 31), date(year, month, 1), date(year, month, month_end),
            date(year, 2, calendar.monthrange(year, 2)[1]), date(year, 3, 1),
            date(year, month, r.randint(1, month_end)), date(year, month, r.randint(1, month_end)),
        ])
        return min(max(found, first), last)

    def start(self):
        r = self.random
        if self.chance(0.3):
            return r.choice([date(2020, 1, 1), date(2023, 1, 1), date(2023, 12, 31), date(2024, 1, 1),
                             date(2024, 1, 2), date(2024, 2, 29), date(2024, 3, 1), date(2025, 1, 1),
                             date(2025, 6, 15), date(2028, 2, 29)])
        return self.day(date(FIRST, 1, 1), date(2028, 12, 31))

    def occupation(self):
        r = self.random
        s = r.choice([3800, 3800, 3600, 4000, 3750])
        q = r.choice([s, s, s, s // 2, s * 4 // 5, s // 3, 1, 1267, 0 if self.chance(0.1) else s, s + 200])
        return {"jc": r.choice(COMMITTEES), "q": q, "s": s}

    def service(self, start, end):
        """Spans that together cover start to end (None: open)."""
        r = self.random
        spans, at, held = [], start, self.occupation()
        stop = end or date(LAST, 12, 31)
        for _ in range(r.choice([0, 0, 0, 1, 1, 2, 3])):
            if at >= stop:
                break
            change = self.day(at, stop - DAY)
            spans.append({"from": at, "to": change, **held})
            at = change + DAY
            other = self.occupation()
            held = other if self.chance(0.5) else {**other, "jc": held["jc"]}
        spans.append({"from": at, "to": end, **held})
        for _ in range(r.choice([0, 0, 0, 0, 1, 1, 2])):
            first = self.day(start, stop)
            last = end if self.chance(0.4) else self.day(first, stop)
            extra = self.occupation()
            if self.chance(0.5):
                extra["jc"] = r.choice(spans)["jc"]
            spans.append({"from": first, "to": last, **extra})
        return spans

    def career(self):
        """(services as (start, end), spans): one to four services."""
        r = self.random
        services, spans, start = [], [], self.start()
        for _ in range(4):
            final = self.chance(0.5)
            end = None if final and self.chance(0.6) else self.end_after(start)
            services.append((start, end))
            spans += self.service(start, end)
            if end is None or final:
                break
            year_end = date(end.year, 12, 31)
            start = r.choice([
                end + DAY, end + 2 * DAY, min(end + r.randint(2, 60) * DAY, year_end + DAY),
                year_end, year_end + DAY, year_end + 2 * DAY, self.day(year_end + DAY, year_end + 400 * DAY),
            ])
            if start <= end:
                start = end + DAY
            if start.year >= LAST:
                break
        r.shuffle(spans)
        return services, spans

    def end_after(self, start):
        r = self.random
        period_end = five_years(max(start, date(2024, 1, 1)))
        near = [period_end, period_end - DAY, period_end + DAY, start, start + 30 * DAY]
        if self.chance(0.3):
            return r.choice(near)
        return self.day(start, min(date(LAST, 12, 31), start + r.randint(1, 3000) * DAY))

    def edges(self, services):
        """Days on which something may happen to this career."""
        found = []
        for start, end in services:
            found.append(start)
            period = five_years(max(start, date(2024, 1, 1)))
            found += [period, period + DAY, period - DAY]
            if end is not None:
                found += [end, end - DAY, end + DAY]
        return found

    def person(self, number):
        r = self.random
        services, spans = self.career() if self.chance(0.97) else ([], [])
        for span in spans:
            span["from"] = span["from"].isoformat()
            span["to"] = span["to"] and span["to"].isoformat()
        person = {"id": f"p{number}", "spans": spans}
        ends = [end.isoformat() for _, end in services if end is not None]
        if ends:
            person["endCauses"] = {end: r.choice(CAUSES) for end in ends}
        years = range(2023, LAST)
        if self.chance(0.3):
            person["companyDays"] = [
                {"year": year, "hundredths": r.choice([50, 100, 150, 33, 1, 275]), "flat": self.chance(0.4)}
                for year in r.sample(years, r.randint(1, 4))
            ]
        if self.chance(0.3):
            taken = {(r.choice(years), r.choice(["statutory", "sectoral", "company"])) for _ in range(3)}
            person["overrides"] = [
                {"year": year, "kind": kind, "minutes": r.choice([0, *MINUTES])} for year, kind in sorted(taken)
            ]
        if self.chance(0.2):
            person["optOut"] = sorted(r.sample(years, r.randint(1, 4)))
        return person, self.edges(services)

    def operation(self, edges, horizon):
        """(year, date) of a debit or adjustment inside its year."""
        last = date(horizon.year, 12, 31)
        if edges and self.chance(0.25):
            day = self.random.choice(edges)
        elif edges and min(edges) < last and self.chance(0.8):
            day = self.day(max(min(edges), date(2023, 1, 1)), last)
        else:
            day = self.day(date(2023, 1, 1), last)
        return day.year, day

    def debits_and_adjustments(self, person, edges, horizon, count):
        r = self.random
        debits, adjustments = [], []
        # From thrifty to beyond the credit, however many operations there are.
        years = max(1, horizon.year - max(2023, min(edges).year if edges else 2023) + 1)
        usual = max(1, int(r.choice([0.1, 0.5, 0.9, 1.5, 3]) * 2000 * years / max(count, 1)))
        surprise = min(0.5, 4 / max(count, 1))
        for number in range(count):
            year, day = self.operation(edges, horizon)
            if self.chance(0.85):
                if self.chance(0.05):
                    year += r.choice([-1, 1])
                debits.append({"id": f"d{number}", "year": year, "date": day.isoformat(),
                               "minutes": r.choice(MINUTES) if self.chance(surprise) else r.randint(1, usual)})
            else:
                size = r.choice(MINUTES) if self.chance(surprise) else r.randint(1, usual)
                minutes = size * r.choice([-1, 1])
                adjustments.append(
                    {"id": f"a{number}", "year": year, "date": day.isoformat(), "minutes": minutes})
        person["debits"], person["adjustments"] = debits, adjustments

    def workforce(self, scenario):
        """Declared quarters, FTE, headcounts and manual averages."""
        r = self.random
        quarters = [f"{year}Q{n}" for year in range(2020, LAST) for n in range(1, 5)]
        keep = r.choice([1.0, 1.0, 0.7, 0.3, 0.0])
        declared = [q for q in quarters if r.random() < keep]
        scenario["quarters"] = declared
        if self.chance(0.75):
            near = r.choice(AVERAGES)
            scenario["fteByQuarter"] = {
                q: near if self.chance(0.8) else r.choice(AVERAGES) for q in declared}
            if self.chance(0.5):
                scenario["headcountFallback"] = {
                    str(year): r.choice([0, 1, 9, 10, 19, 20, 21]) for year in range(2022, LAST, 2)}
        else:
            scenario["fteByQuarter"] = None
        if self.chance(0.25):
            scenario["manualAverage"] = {
                str(year): r.choice(MANUAL) for year in range(2022, LAST, 2) if self.chance(0.5)}

    def horizon(self, edges):
        if self.fixed_horizon is not None:
            return self.fixed_horizon
        last = date(LAST - 1, 12, 31)
        if edges and self.chance(0.4):
            found = self.random.choice(edges) + self.random.choice([-1, 0, 0, 1]) * DAY
        else:
            found = self.day(date(2024, 1, 1), last)
        return min(max(found, date(2023, 1, 1)), last)

    def scenario(self, operations):
        r = self.random
        first_eight = 9_900_000 + r.randint(0, 99_999)
        scenario = {"employer": {
            "dayMinutes": r.choice([456, 456, 456, 480, 450, 432, 1, 455]),
            "enterprise": f"{first_eight:08}{97 - first_eight % 97:02}",
        }}
        self.workforce(scenario)
        scenario["rules"] = RULES if self.chance(0.8) else []
        count = self.people
        if count is None:
            # Averages from the people themselves need crowds near 10 and 20.
            count = r.randint(1, 5) if scenario["fteByQuarter"] else r.choice([1, 3, 12, 24, 40])
        made = [self.person(number) for number in range(1, count + 1)]
        horizon = self.horizon([day for _, edges in made for day in edges])
        for index, (person, edges) in enumerate(made):
            share = operations // count + (index < operations % count)
            self.debits_and_adjustments(person, edges, horizon, share)
        scenario["people"] = [person for person, _ in made]
        scenario["employerOptOut"] = sorted(r.sample(range(2023, LAST), 2)) if self.chance(0.2) else []
        scenario["horizon"] = horizon.isoformat()
        return scenario


def scenarios(seed, count, operations, people=None, horizon=None):
    """Yields `count` scenarios with `operations` debits and adjustments in all."""
    generator = Generator(seed, people, horizon)
    for index in range(count):
        yield generator.scenario(operations // count + (index < operations % count))


def main():
    parser = argparse.ArgumentParser(description="Random scenarios as JSON lines.")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--scenarios", type=int, required=True)
    parser.add_argument("--operations", type=int, required=True, help="debits and adjustments in all")
    parser.add_argument("--people", type=int, help="people per scenario (default: random)")
    parser.add_argument("--horizon", type=date.fromisoformat, help="one horizon for all (default: random)")
    options = parser.parse_args()
    for scenario in scenarios(
            options.seed, options.scenarios, options.operations, options.people, options.horizon):
        sys.stdout.write(json.dumps(scenario, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
