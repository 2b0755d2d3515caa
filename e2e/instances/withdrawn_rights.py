"""C7: a role or a mandate is withdrawn while requests under it run at all instances."""

from __future__ import annotations

import dataclasses
import random
import secrets
import threading
import time
import urllib.parse
from collections.abc import Callable

from access import Manager, Withdrawal
from field import Field
from findings import Findings
from provider import MANAGER, OTHER
from trainings import YEAR, new

COUNT = 10_000
"""Requests that begin after the withdrawal was acknowledged."""
REQUESTS = 32
AFTER = 3
"""Requests that each of them begins at least after that."""
ALLOWED, REFUSED, BUSY = "allowed", "refused", "answered 503"
Request = Callable[[], str]
"""What became of it."""


@dataclasses.dataclass
class Tried:
    began: float
    ended: float
    outcome: str


def play(field: Field) -> Findings:
    findings = Findings()
    manager = Manager(field.place, field.place.traveller(MANAGER, field.chance("manager")))
    # The demonstration has one in force.
    manager.withdraw(manager.mandate())
    kinds = [Role(field, manager), Mandate(field, manager)]
    turn = 0
    while findings.operations < field.share_of(COUNT) and not findings.faults:
        kind = kinds[turn % len(kinds)]
        play_round(findings, manager, kind, field.chance(turn))
        turn += 1
    findings.must_have_seen("requests under way at the acknowledgement")
    findings.note(f"{turn} withdrawals")
    return findings


class Role:
    """Of a person, who works on the pages."""

    def __init__(self, field: Field, manager: Manager) -> None:
        self.field, self.manager, self.name = field, manager, "role"
        # The name is known from the first sign-in on.
        self.person = field.place.traveller(OTHER, field.chance("person"))
        self.person.sign_in("/")
        manager.give_role()
        self.form = self.person.get(f"{manager.employer}/trainings/new").form("key", "title")
        self.csrf = dict(self.form.defaults())["csrf"]
        manager.withdraw(manager.role())

    def give(self) -> Withdrawal:
        self.manager.give_role()
        return self.manager.role()

    def request(self, number: int, chance: random.Random) -> Request:
        browser = self.field.place.traveller(OTHER, chance)
        browser.cookies = dict(self.person.cookies)
        if number % 2:
            return lambda: outcome(*browser.send(f"{self.manager.employer}/employees", None))
        address = f"{self.manager.employer}/trainings/new"
        return lambda: outcome(*browser.send(address, self._training(chance)))

    def _training(self, chance: random.Random) -> list[tuple[str, str]]:
        return [
            ("csrf", self.csrf), ("key", secrets.token_hex(16)), ("title", f"{self.field.mark} {secrets.token_hex(4)}"),
            ("start", f"{YEAR}-01-05"), ("duration", "15 min"), ("status", "completed"),
            ("employee", chance.choice(self.field.people)), ("step", "do"),
        ]


class Mandate:
    """Of a secretariat, whose software calls."""

    def __init__(self, field: Field, manager: Manager) -> None:
        self.field, self.manager, self.name = field, manager, "mandate"
        self.caller = field.place.caller(field.place.secretariat)
        self.served = urllib.parse.urlsplit(field.place.own.employer).path

    def give(self) -> Withdrawal:
        self.manager.give_mandate()
        return self.manager.mandate()

    def request(self, number: int, chance: random.Random) -> Request:
        caller = self.caller

        def read() -> str:
            return outcome(caller.send(caller.any(chance), "GET", f"{self.served}/employees?pageSize=1").status)

        def write() -> str:
            body = new(f"{self.field.mark} {secrets.token_hex(4)}", 15, chance.choice(self.field.people))
            path = f"{self.served}/trainings"
            return outcome(caller.send(caller.any(chance), "POST", path, body, secrets.token_hex(8)).status)

        return read if number % 2 else write


def outcome(status: int, location: str = "") -> str:
    if status in (200, 201) or "done=" in location:
        return ALLOWED
    return BUSY if status == 503 else REFUSED


def play_round(findings: Findings, manager: Manager, kind: Role | Mandate, chance: random.Random) -> None:
    """Gives the right, lets everybody run, withdraws it and looks who got further."""
    prepared = kind.give()
    tried: list[list[Tried]] = [[] for _ in range(REQUESTS)]
    acknowledged = threading.Event()

    def runner(number: int, own: random.Random) -> None:
        try:
            request, left = kind.request(number, own), AFTER
            while left:
                # Who begins when it is acknowledged already, must be refused.
                left -= acknowledged.is_set()
                began = time.monotonic()
                became = request()
                tried[number].append(Tried(began, time.monotonic(), became))
        except Exception as fault:
            findings.fault(f"{kind.name}: {type(fault).__name__}: {fault}")

    runners = [
        threading.Thread(target=runner, args=(number, random.Random(chance.random())), daemon=True)
        for number in range(REQUESTS)
    ]
    for one in runners:
        one.start()
    # Each was allowed once, so that what is refused later is refused for the withdrawal.
    while not findings.faults and not all(any(one.outcome == ALLOWED for one in own) for own in tried):
        time.sleep(0.005)
    time.sleep(chance.uniform(0, 0.1))
    sent = time.monotonic()
    manager.withdraw(prepared)
    at = time.monotonic()
    acknowledged.set()
    for one in runners:
        one.join()
    for one in (one for own in tried for one in own):
        judge(findings, kind.name, one, sent, at)


def judge(findings: Findings, kind: str, one: Tried, sent: float, at: float) -> None:
    if one.outcome == BUSY:
        findings.saw(BUSY)
    elif one.ended < sent and one.outcome != ALLOWED:
        findings.fault(f"{kind}: refused {sent - one.ended:.4f} s before the withdrawal was sent")
    elif one.began > at:
        findings.done()
        if one.outcome == ALLOWED:
            findings.fault(f"{kind}: allowed {one.began - at:.4f} s after the withdrawal was acknowledged")
    elif one.ended > at:
        findings.saw("requests under way at the acknowledgement")
        findings.saw("of them allowed", int(one.outcome == ALLOWED))
