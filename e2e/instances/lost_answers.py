"""I1: answers are lost and calls sent again, under the same key, to another instance."""

from __future__ import annotations

import collections
import dataclasses
import random
from typing import Any

from caller import Answer, Caller
from field import Field
from findings import Findings, spread
from trainings import corrected, cursor, followed, judge_keys, keys_carried_out, new, participation, withdrawn

COUNT = 100_000
THREADS = 16
PEOPLE = 2000
GIVE_UP = 60
"""Tries of one call."""


@dataclasses.dataclass
class Kept:
    """What was acknowledged of one training."""

    person: str
    minutes: int = 0
    operations: int = 0
    href: str = ""


def play(field: Field) -> Findings:
    """Effects must be as many as operations, and answers the same each time."""
    findings, caller = Findings(), field.caller()
    count = field.share_of(COUNT)
    people = field.people[: max(20, PEOPLE * count // COUNT)]
    before = balances(field, findings, caller, people)
    since = cursor(caller)
    trainings: dict[int, Kept] = {}
    keys: list[str] = []

    def one(number: int) -> None:
        chance = field.chance(number)
        kept = trainings[number] = Kept(people[number % len(people)])
        for key in life(findings, caller, field.mark, number, kept, chance):
            keys.append(key)

    # A training lives through two operations in the mean.
    spread(findings, range(count // 2), THREADS, one)
    findings.must_have_seen("answers lost", "answers given again")
    chance = field.chance("end")
    judge_keys(findings, keys_carried_out(caller, chance, since), keys)
    expected = collections.Counter(before)
    for kept in trainings.values():
        expected[kept.person] += kept.minutes
    for person, minutes in balances(field, findings, caller, people).items():
        if minutes != expected[person]:
            findings.fault(f"BALANCE: somebody followed {minutes} minutes in place of {expected[person]}")
    return findings


def balances(field: Field, findings: Findings, caller: Caller, people: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    chance = field.chance("balances")

    def one(person: str) -> None:
        found[person] = followed(caller, chance.randrange(len(caller.bases)), person)

    spread(findings, people, THREADS, one)
    return found


def life(
    findings: Findings, caller: Caller, mark: str, number: int, kept: Kept, chance: random.Random
) -> list[str]:
    """Registered, mostly corrected, sometimes withdrawn; the keys of what was acknowledged."""
    title, minutes = f"{mark}-{number}", chance.randrange(15, 60)
    keys = [f"{title}-register"]
    persist = Persist(findings, caller, chance)
    answer = persist.until_answered("POST", "/trainings", new(title, minutes, kept.person), keys[0], None, 201)
    kept.href, kept.minutes = answer.json()["href"], minutes
    if chance.random() < 0.7:
        minutes = chance.randrange(60, 120)
        keys.append(f"{title}-correct")
        place = participation(caller, caller.any(chance), kept.href)
        persist.until_answered("PUT", place, corrected(minutes), keys[-1], 1, 200)
        kept.minutes = minutes
    if chance.random() < 0.3:
        keys.append(f"{title}-withdraw")
        persist.until_answered("POST", f"{kept.href}/withdraw", withdrawn(), keys[-1], len(keys) - 1, 200)
        kept.minutes = 0
    findings.done(len(keys))
    return keys


class Persist:
    """Sends a call until an answer comes, to another instance each time."""

    def __init__(self, findings: Findings, caller: Caller, chance: random.Random) -> None:
        self.findings, self.caller, self.chance = findings, caller, chance
        self.loss = chance.uniform(0.3, 0.5)

    def until_answered(
        self, method: str, path: str, body: Any, key: str, version: int | None, status: int
    ) -> Answer:
        at, answers = self.caller.any(self.chance), []
        for _ in range(GIVE_UP):
            if self.chance.random() < self.loss:
                self.findings.saw("answers lost")
                if answer := self._lose(at, method, path, body, key, version):
                    answers.append(answer)
                at = self._another(at)
                continue
            answers.append(self.caller.send(at, method, path, body, key, version))
            if self.chance.random() < 0.2:
                at = self._another(at)
                answers.append(self.caller.send(at, method, path, body, key, version))
            break
        for answer in answers:
            answer.be(status)
            if answer.lasting() != answers[0].lasting():
                self.findings.fault(f"ANSWERS: {key}: {answer.lasting()} after {answers[0].lasting()}")
        self.findings.saw("answers given again", len(answers) - 1)
        return answers[-1]

    def _lose(
        self, at: int, method: str, path: str, body: Any, key: str, version: int | None
    ) -> Answer | None:
        """Before it is given, while it is, or after: then it is known what nobody acted on."""
        if self.chance.random() < 0.4:
            return self.caller.send(at, method, path, body, key, version)
        self.caller.send_and_go(at, method, path, body, key, version, self.chance.choice([0, 0.002, 0.02]))
        return None

    def _another(self, at: int) -> int:
        return (at + self.chance.randrange(1, len(self.caller.bases))) % len(self.caller.bases)
