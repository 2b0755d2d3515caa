"""Trainings as the scenarios register, correct and withdraw them, and what must then stand in the accounts."""

from __future__ import annotations

import collections
import datetime as dt
import random
from typing import Any

from caller import Caller
from findings import Findings

YEAR = dt.date.today().year
LIST = "/trainings"


def new(title: str, minutes: int, person: str) -> dict[str, Any]:
    return {
        "title": title, "startDate": f"{YEAR}-01-05", "minutes": minutes,
        "participants": [{"employeeId": person}],
    }


def corrected(minutes: int) -> dict[str, Any]:
    """Of the one who took part; the training says what was planned."""
    return {"minutes": minutes, "reason": "Andere duur"}


def participation(caller: Caller, at: int, href: str) -> str:
    """The address of the one participation of a training, as another instance shows it."""
    (one,) = caller.get(at, href)["participants"]
    return f"{href}/participations/{one['participationId']}"


def withdrawn() -> dict[str, Any]:
    return {"reason": "Dubbel geregistreerd"}


def followed(caller: Caller, at: int, person: str) -> int:
    """Minutes that somebody's trainings of the year took, once the account was found to be right in
    itself: the sum of its entries, and what is left by the rule."""
    return followed_in(caller.get(at, f"/employees/{person}/account?year={YEAR}"))


def followed_in(account: dict[str, Any]) -> int:
    """The same, of an account that was read."""
    (year,) = account["years"]
    left = (
        year["grantedMinutes"] + year["carriedInMinutes"] + year["adjustedMinutes"]
        - year["followedMinutes"] - year["lapsedMinutes"]
    )
    debits = -sum(entry["minutes"] for entry in year["entries"] if entry["kind"] == "debit")
    all_of_them = sum(entry["minutes"] for entry in year["entries"] if entry["kind"] != "carriedOut")
    if (year["leftMinutes"], year["followedMinutes"], year["leftMinutes"]) != (left, debits, all_of_them):
        figures = {name: value for name, value in year.items() if name.endswith("Minutes")}
        raise BrokenAccount(f"entries sum up to {all_of_them}, debits to {debits}, the rule to {left}: {figures}")
    return year["followedMinutes"]


def judge_keys(findings: Findings, carried_out: collections.Counter[str], keys: list[str]) -> None:
    """Each was carried out once, and nothing else was."""
    for key in keys:
        if carried_out[key] != 1:
            findings.fault(f"EFFECTS: {key} was carried out {carried_out[key]} times")
    for key in carried_out.keys() - set(keys):
        findings.fault(f"EFFECTS: {key!r} was carried out and not acknowledged")


class BrokenAccount(Exception):
    """An account whose figures do not follow from each other."""


def keys_carried_out(caller: Caller, chance: random.Random, cursor: str) -> collections.Counter[str]:
    """Under which keys something was changed since then, and how often."""
    path = f"/changes?after={cursor}&pageSize=200"
    return collections.Counter(
        one.get("idempotencyKey", "") for one in caller.all(caller.any(chance), path)
    )


def cursor(caller: Caller) -> str:
    return caller.get(0, "/changes?start=now")["cursor"]
