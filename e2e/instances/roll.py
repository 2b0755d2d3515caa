"""C5: the instances are stopped and started again one after the other, under load; where there is a
version before this one, all of it at first, then all of this one, and so on by turns."""

from __future__ import annotations

import contextlib
import random
import threading
import time
import urllib.error
import urllib.request

from browser import Cut
from caller import Answer, Caller, Refused
from field import Field
from findings import Findings
from place import Place
from trainings import YEAR, cursor, keys_carried_out, new

COUNT = 10_000
CLIENTS = 12
TURNS = 2
"""How often each instance is replaced at least."""
ASKED = 0.5
"""Seconds between two questions whether an instance is ready."""
RENEWED = 240.0
"""Seconds after which software asks for another token."""
NOTICE = str(round(4 * ASKED))
"""For how long a process that was asked to stop still takes requests; the manual says twice that at least."""


def play(field: Field) -> Findings:
    """No request fails but those that nobody took, which go elsewhere as behind a load balancer."""
    findings, place = Findings(), field.place
    place.restart(place.serving, FLA_DRAIN_NOTICE_SECONDS=NOTICE)
    since = cursor(field.caller())
    balancer = Balancer(place)
    load = Load(field, findings, balancer)
    rolled, slowest = 0, 0.0
    while (load.running() or rolled < TURNS * len(place.instances)) and not findings.faults:
        one = place.instances[rolled % len(place.instances)]
        balancer.wait(one.base)
        slowest = max(slowest, one.end())
        rolled += 1
        one.binary = place.versions[-(-rolled // len(place.instances)) % len(place.versions)]
        one.start()
    load.stop()
    balancer.stop()
    findings.note(f"{rolled} instances ended by themselves, after {slowest:.1f} s at most")
    findings.must_have_seen("requests while an instance was away")
    carried_out = keys_carried_out(field.caller(), field.chance("end"), since)
    for key in load.acknowledged:
        if carried_out[key] != 1:
            findings.fault(f"EFFECTS: {key} was carried out {carried_out[key]} times")
    if len(place.versions) > 1:
        findings.must_have_seen("requests while versions ran side by side")
    for one in place.instances:
        one.binary = place.versions[-1]
    place.restart(place.serving)
    return findings


class Balancer:
    """Asks the instances, and sends to those that say they are ready."""

    def __init__(self, place: Place) -> None:
        self._ready = {one.base: True for one in place.instances}
        self._ends = threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(base,), daemon=True) for base in self._ready]
        for one in self._threads:
            one.start()

    def ready(self) -> list[int]:
        return [at for at, ready in enumerate(self._ready.values()) if ready]

    def wait(self, base: str) -> None:
        """Until one is among those to which is sent; else the next of a roll goes too early."""
        while not self._ready[base] or len(self.ready()) < len(self._ready):
            time.sleep(0.05)

    def stop(self) -> None:
        self._ends.set()
        for one in self._threads:
            one.join(10)

    def _ask(self, base: str) -> None:
        while not self._ends.wait(ASKED):
            ready = False
            with contextlib.suppress(urllib.error.HTTPError, OSError), urllib.request.urlopen(
                f"{base}/health/ready", timeout=5
            ):
                ready = True
            self._ready[base] = ready


class Load:
    """Clients that go on until so many requests were answered and the roll is over."""

    def __init__(self, field: Field, findings: Findings, balancer: Balancer) -> None:
        self.field, self.findings, self.balancer = field, findings, balancer
        self.count = field.share_of(COUNT)
        self.acknowledged: list[str] = []
        self._ends = threading.Event()
        caller = field.caller()
        self._lock, self._token, self._asked = threading.Lock(), "", float("-inf")
        self._threads = [
            threading.Thread(target=self._run, args=(caller, number), daemon=True) for number in range(CLIENTS)
        ]
        for one in self._threads:
            one.start()

    def running(self) -> bool:
        return self.findings.operations < self.count

    def stop(self) -> None:
        self._ends.set()
        for one in self._threads:
            one.join(60)

    def _run(self, caller: Caller, number: int) -> None:
        chance, turn = self.field.chance(number), 0
        while not self._ends.is_set() and not self.findings.faults:
            turn += 1
            person = chance.choice(self.field.people)
            try:
                if turn % 2:
                    key = f"{self.field.mark}-{number}-{turn}"
                    answer = self._send(caller, chance, "POST", "/trainings", new(key, 15, person), key)
                    answer.be(201)
                    self.acknowledged.append(key)
                else:
                    path = f"/employees/{person}/account?year={YEAR}"
                    self._send(caller, chance, "GET", path, None, None).be(200)
            except Exception as fault:
                self.findings.fault(f"FAILED: {type(fault).__name__}: {fault}")
            self.findings.done()

    def _fresh(self, caller: Caller) -> str:
        """A token, asked of an instance that is ready."""
        with self._lock:
            if time.monotonic() - self._asked > RENEWED:
                self._token = caller.new_token(self.balancer.ready()[0])
                self._asked = time.monotonic()
            return self._token

    def _send(
        self, caller: Caller, chance: random.Random, method: str, path: str, body: object, key: str | None
    ) -> Answer:
        """To an instance that takes it."""
        ready, token = self.balancer.ready(), self._fresh(caller)
        if len(ready) < len(caller.bases):
            self.findings.saw("requests while an instance was away")
        if len({one.binary for one in self.field.place.instances}) > 1:
            self.findings.saw("requests while versions ran side by side")
        for at in chance.sample(ready, len(ready)):
            try:
                return caller.send(at, method, path, body, key, token=token)
            except Refused:
                self.findings.saw("requests sent elsewhere")
        raise Cut(f"{method} {path}: no instance takes it")
