"""Short ways to write scenarios."""

from calculation import scenario

SECTORS = [
    {"jc": "200", "band": "Below10", "steps": [[2023, 1]]},
    {"jc": "200", "band": "From10", "steps": [[2023, 1]]},
    {"jc": "200", "band": "From20", "steps": [[2024, 3], [2026, 4], [2028, 5]]},
    {"jc": "116", "band": "Below10", "steps": [[2023, 1]], "minMonths": 6},
    {"jc": "116", "band": "From10", "steps": [[2023, 1]]},
    {"jc": "116", "band": "From20", "steps": [[2023, 4], [2024, 5]]},
    {"jc": "119", "band": "From20", "steps": [[2024, 3], [2025, 4], [2028, 5]]},
]


def span(first, last=None, jc="124", percent=100):
    return {"from": first, "to": last, "jc": jc, "q": 38 * percent, "s": 3800}


def right(year, kind, minutes):
    return {"year": year, "kind": kind, "minutes": minutes}


def event(day, minutes, year=None):
    return {"id": f"{day}/{minutes}", "year": year or int(day[:4]), "date": day, "minutes": minutes}


def employer(people, horizon, average="25", **more):
    """A scenario whose average stands for every period."""
    periods = {str(year): average for year in range(2022, 2040, 2)}
    return {
        "employer": {"dayMinutes": 456, "enterprise": "0990000014"},
        "quarters": [], "fteByQuarter": {}, "manualAverage": periods,
        "rules": SECTORS, "people": people, "horizon": horizon, **more,
    }


def account(spans, horizon, average="25", whole=None, **person):
    """The result of one person, with rows by year."""
    result = scenario.run(employer([{"id": "p1", "spans": spans, **person}], horizon, average, **(whole or {})))
    found = result["people"][0]
    found["years"] = {row["year"]: row for row in found["years"]}
    return found


def rights_in(year, *spans, average="25", **person):
    """{kind: (days, minutes)} without the zero kinds."""
    rights = account(list(spans), f"{year}-12-31", average, **person)["years"][year]["rights"]
    return {k: (r["days"], r["booked"]) for k, r in rights.items() if r["days"] != "0/1" or r["booked"]}
