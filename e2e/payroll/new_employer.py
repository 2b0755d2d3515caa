"""Writes what a new employer of 26 people would import, and what is to be found in it.

    python3 new_employer.py --nsso 123456789 --enterprise 0123456789 --today 2026-11-23 OUT

OUT then holds the DmfA files of every quarter from the first reference quarter of the two-year
period to the last one that has ended, a Dimona file with the names, two files that must be
refused, and `expected.json`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import pathlib

from payroll import Employer, Job, Person, Quarter, dimona, dmfa, people_numbers

COMMITTEE = "111"
"""No sector rule is shipped for it, so the number of the act stands: 5 days from 20 employees."""

FIRST_NAMES = (
    "Aline Bram Céline Dirk Élise Femke Gaëtan Hanne Ivo Jana Karel Lotte Maïté Noah Odile Pieter "
    "Quinten Rosa Sander Tine Ugo Veerle Wout Xenia Yann Zoë"
).split()
FAMILY_NAMES = (
    "Aerts Bogaert Claes Dubois Engelen Fontaine Goossens Hendrickx Istas Janssens Lambert Maes "
    "Nijs Ooms Peeters Renard Simon Thijs Urbain Vermeulen Wauters Xhonneux Ysebaert Zwaenepoel "
    "D'Hondt De_Smet"
).split()


def staff(year: int) -> list[Person]:
    """Full-timers, part-timers, one who left, one who came, one who changed, one with two jobs."""
    before = dt.date(2019, 9, 1)
    half = 1900

    def job(hours: int = 3800, start: dt.date = before, end: dt.date | None = None) -> Job:
        return Job(start, COMMITTEE, hours, end)

    jobs: list[tuple[Job, ...]] = [(job(),) for _ in range(18)]
    jobs += [(job(3040),), (job(3040),), (job(half),)]
    jobs.append((job(end=dt.date(year, 3, 31)),))
    jobs.append((job(start=dt.date(year, 2, 10)),))
    jobs.append((job(end=dt.date(year - 1, 12, 31)), job(half, start=dt.date(year, 1, 1))))
    jobs.append((job(half), job(1140)))
    jobs.append((job(),))
    numbers = people_numbers(dt.date(1910, 3, 1))
    return [
        Person(number, family.replace("_", " "), first, each)
        for number, family, first, each in zip(numbers, FAMILY_NAMES, FIRST_NAMES, jobs, strict=False)
    ]


def quarters(today: dt.date) -> list[Quarter]:
    """From the first reference quarter of the two-year period of `today` to the last ended one."""
    even = today.year - today.year % 2
    all_quarters = [Quarter(even - 2, 4)]
    while all_quarters[-1].next().last < today:
        all_quarters.append(all_quarters[-1].next())
    return all_quarters


def write(employer: Employer, today: dt.date, out: pathlib.Path) -> None:
    people = staff(today.year)
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for quarter in quarters(today):
        text = dmfa(employer, quarter, people)
        files.append(f"dmfa-{quarter}.xml")
        (out / files[-1]).write_text(text, encoding="utf-8")
    wrong_check = people[0].ssin[:-2] + f"{(int(people[0].ssin[-2:]) + 1) % 97:02}"
    (out / "dmfa-unreadable-person.xml").write_text(
        text.replace(people[0].ssin, wrong_check), encoding="utf-8"
    )
    (out / "cut-off.xml").write_text(text[: len(text) // 2], encoding="utf-8")
    (out / "dimona.xml").write_text(dimona(employer, people), encoding="utf-8")
    expected = {
        "year": today.year,
        "committee": COMMITTEE,
        "files": files,
        "people": [
            {
                "ssin": p.ssin,
                "firstName": p.first_name,
                "familyName": p.family_name,
                "hours": [j.hours for j in p.jobs],
                "start": str(p.jobs[0].start),
                "end": str(p.jobs[-1].end) if p.jobs[-1].end else None,
            }
            for p in people
        ],
    }
    (out / "expected.json").write_text(
        json.dumps(expected, ensure_ascii=False, indent=1), encoding="utf-8"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nsso", required=True)
    parser.add_argument("--enterprise", required=True)
    parser.add_argument("--today", type=dt.date.fromisoformat, required=True)
    parser.add_argument("out", type=pathlib.Path)
    arguments = parser.parse_args()
    employer = Employer(arguments.nsso, arguments.enterprise)
    write(employer, arguments.today, arguments.out)


if __name__ == "__main__":
    main()
