"""C1: many clients change the accounts of the same people, each through any instance."""

from __future__ import annotations

import collections
import dataclasses
import random
import threading

from caller import Answer, Caller
from field import Field
from findings import Findings, spread
from lost_answers import balances
from trainings import YEAR, corrected, followed_in, new, participation, withdrawn

COUNT = 100_000
CLIENTS = 64
PEOPLE = 100
TRAININGS = 1000
HOT = 20
"""Trainings that everybody is after."""


@dataclasses.dataclass
class Shared:
    """A training that all clients change, and what was acknowledged of it."""

    person: str
    href: str
    participation: str
    states: dict[int, tuple[int, bool]]
    """By version: minutes, and whether it was withdrawn."""


class Pool:
    """What the clients found or made, and what they were promised."""

    def __init__(self, findings: Findings) -> None:
        self.findings, self.lock = findings, threading.Lock()
        self.trainings: list[Shared] = []
        self.lost: list[tuple[Shared, int]] = []
        """Who heard 412, for which version."""

    def add(self, training: Shared) -> None:
        with self.lock:
            self.trainings.append(training)

    def draw(self, chance: random.Random) -> Shared | None:
        with self.lock:
            if len(self.trainings) < HOT or (len(self.trainings) < TRAININGS and chance.random() < 0.5):
                return None
            hot = chance.random() < 0.3
            return chance.choice(self.trainings[:HOT] if hot else self.trainings)

    def won(self, training: Shared, version: int, state: tuple[int, bool]) -> None:
        with self.lock:
            if version + 1 in training.states:
                self.findings.fault(f"LOST UPDATE: {training.href}: version {version} was changed twice")
            training.states[version + 1] = state

    def judge_losers(self) -> None:
        """Who heard 412 was overtaken by somebody."""
        for training, version in self.lost:
            if version + 1 not in training.states:
                self.findings.fault(f"412: {training.href}: nobody else changed version {version}")


def play(field: Field) -> Findings:
    """In the end each account is the sum of what was acknowledged, and right in itself all the time."""
    findings, caller = Findings(), field.caller()
    people = field.chance("people").sample(field.people, PEOPLE)
    before = balances(field, findings, caller, people)
    pool = Pool(findings)
    client = Client(findings, caller, pool, people, field)
    spread(findings, range(field.share_of(COUNT)), CLIENTS, client.one)
    pool.judge_losers()
    findings.must_have_seen("losers told 412", "accounts read meanwhile", "corrected", "withdrawn", "restored")
    expected = collections.Counter(before)
    for training in pool.trainings:
        judge(findings, caller, training)
        minutes, gone = training.states[max(training.states)]
        expected[training.person] += 0 if gone else minutes
    for person, minutes in balances(field, findings, caller, people).items():
        if minutes != expected[person]:
            findings.fault(f"BALANCE: somebody followed {minutes} minutes in place of {expected[person]}")
    return findings


def judge(findings: Findings, caller: Caller, training: Shared) -> None:
    """What stands is what was acknowledged last, after as many changes as were acknowledged."""
    stands = caller.get(0, training.href)
    (one,) = stands["participants"]
    last = max(training.states)
    if stands["version"] != last or sorted(training.states) != list(range(1, last + 1)):
        findings.fault(f"VERSIONS: {training.href} is at {stands['version']}; acknowledged {sorted(training.states)}")
    if (one["minutes"], stands["withdrawn"]) != training.states[last]:
        findings.fault(f"STATE: {training.href}: {stands}; acknowledged {training.states[last]}")


class Client:
    """One operation after the other."""

    def __init__(
        self, findings: Findings, caller: Caller, pool: Pool, people: list[str], field: Field
    ) -> None:
        self.findings, self.caller, self.pool, self.people = findings, caller, pool, people
        self.field = field

    def one(self, number: int) -> None:
        chance = self.field.chance(number)
        key = f"{self.field.mark}-{number}"
        if chance.random() < 0.2:
            person = chance.choice(self.people)
            followed_in(self.caller.get(self.caller.any(chance), f"/employees/{person}/account?year={YEAR}"))
            self.findings.saw("accounts read meanwhile")
        elif training := self.pool.draw(chance):
            self._change(training, key, chance)
        else:
            self._register(key, chance)
        self.findings.done()

    def _register(self, key: str, chance: random.Random) -> None:
        person, minutes = chance.choice(self.people), chance.randrange(5, 60)
        at = self.caller.any(chance)
        made = self.caller.send(at, "POST", "/trainings", new(key, minutes, person), key).be(201)
        href = made.json()["href"]
        place = participation(self.caller, self.caller.any(chance), href)
        self.pool.add(Shared(person, href, place, {1: (minutes, False)}))
        self.findings.saw("registered")

    def _change(self, training: Shared, key: str, chance: random.Random) -> None:
        """Reads it at one instance and changes it at another."""
        stands = self.caller.get(self.caller.any(chance), training.href)
        version, (one,) = stands["version"], stands["participants"]
        at, minutes = self.caller.any(chance), one["minutes"]

        def send(method: str, path: str, body: object) -> Answer:
            return self.caller.send(at, method, path, body, key, version)

        if stands["withdrawn"]:
            what, state = "restored", (minutes, False)
            answer = send("POST", f"{training.href}/restore", {})
        elif chance.random() < 0.3:
            what, state = "withdrawn", (minutes, True)
            answer = send("POST", f"{training.href}/withdraw", withdrawn())
        else:
            minutes = chance.choice([n for n in range(5, 60) if n != minutes])
            what, state = "corrected", (minutes, False)
            answer = send("PUT", training.participation, corrected(minutes))
        if answer.status == 412:
            self.findings.saw("losers told 412")
            with self.pool.lock:
                self.pool.lost.append((training, version))
            return
        answer.be(200)
        self.pool.won(training, version, state)
        self.findings.saw(what)
