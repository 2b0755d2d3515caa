"""C6: the database goes away in every way that it can, and comes back."""

from __future__ import annotations

import collections
import contextlib
import dataclasses
import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from between import Between
from browser import Cut
from caller import Caller
from field import Field
from findings import Findings
from place import Place
from trainings import YEAR, cursor, keys_carried_out, new

SECONDS = 60.0
"""Of each outage."""
LEAST = 15.0
WRITERS, READERS = 9, 6
SEEN, FAST = 5.0, 10.0
"""Within which it must be told that the database went or is back, and within which a call is answered."""
BOUND = 20
"""Connections of an instance to the database."""


@dataclasses.dataclass(frozen=True)
class Outage:
    name: str
    begin: Callable[[], None]
    end: Callable[[], None]
    gone: bool = True
    """Whether the database cannot be reached for a time."""


def outages(place: Place, between: Between) -> list[Outage]:
    def late(seconds: float) -> Callable[[], None]:
        return lambda: setattr(between, "delay", seconds)

    def back_in_time() -> None:
        between.delay = 0.0

    return [
        Outage("killed", place.cluster.kill, place.cluster.start),
        Outage("stopped", place.cluster.stop, place.cluster.start),
        Outage("connections reset", between.reset, lambda: None, gone=False),
        Outage("half-open", between.pause, between.go_on),
        Outage("5 s late", late(5.0), back_in_time),
    ]


def play(field: Field) -> Findings:
    findings, place = Findings(), field.place
    between = Between(place.cluster.port)
    place.restart(place.serving.replace(f":{place.cluster.port}/", f":{between.port}/"))
    caller = field.caller()
    since, load = cursor(caller), Load(field, findings, caller)
    watch = Watch(place, between)
    played = outages(place, between)
    try:
        for outage in played:
            # Time enough for connections to be opened and accounts to be read.
            time.sleep(3)
            suffered(field, findings, watch, load, outage)
    finally:
        load.stop()
        watch.stop()
    judge_calls(findings, load)
    findings.must_have_seen("calls done", *(f"503 while {one.name}" for one in played if one.gone))
    carried_out = keys_carried_out(caller, field.chance("end"), since)
    for key in load.acknowledged:
        if carried_out[key] != 1:
            findings.fault(f"LOST: {key} was acknowledged and carried out {carried_out[key]} times")
    for key, times in carried_out.items():
        if times > 1:
            findings.fault(f"TWICE: {key} was carried out {times} times")
    if watch.most > BOUND * len(place.instances):
        findings.fault(f"POOL: {watch.most} connections to the database")
    if not all(one.lives() for one in place.instances):
        findings.fault("RESTARTS: an instance ended")
    findings.note(f"{watch.most} connections to the database at most")
    place.restart(place.serving)
    return findings


def suffered(field: Field, findings: Findings, watch: Watch, load: Load, outage: Outage) -> None:
    """One outage: how long until it was told, and until its end was."""
    watch.wait(True, 60)
    load.phase = outage.name
    outage.begin()
    if outage.gone:
        gone = watch.wait(False, 3 * SEEN)
        time.sleep(max(LEAST, SECONDS * min(1.0, field.share)) - min(LEAST, gone))
        outage.end()
        back = watch.wait(True, 12 * SEEN)
        findings.note(f"{outage.name}: told after {gone:.1f} s, back after {back:.1f} s")
        for what, seconds in (("gone", gone), ("back", back)):
            if seconds > SEEN:
                findings.fault(f"READY: {outage.name}: that it is {what} was told after {seconds:.1f} s")
    else:
        time.sleep(3)
    # Calls that came into it may take as long as they may.
    time.sleep(FAST)
    load.phase = ""


@dataclasses.dataclass(frozen=True)
class Call:
    phase: str
    took: float
    status: int | None
    """None where no answer came."""
    problem: str


class Load:
    """Software that writes and reads without a pause at all instances."""

    def __init__(self, field: Field, findings: Findings, caller: Caller) -> None:
        self.field, self.findings, self.caller = field, findings, caller
        self.phase = ""
        self.calls: list[Call] = []
        self.acknowledged: list[str] = []
        self._ends = threading.Event()
        self._token = caller.new_token()
        self._threads = [
            threading.Thread(target=self._run, args=(number,), daemon=True) for number in range(WRITERS + READERS)
        ]
        for one in self._threads:
            one.start()

    def stop(self) -> None:
        self._ends.set()
        for one in self._threads:
            one.join(60)

    def _run(self, number: int) -> None:
        chance, turn = self.field.chance(number), 0
        while not self._ends.is_set():
            turn += 1
            at, person = self.caller.any(chance), chance.choice(self.field.people)
            if number < WRITERS:
                key = f"{self.field.mark}-{number}-{turn}"
                if self._call(at, "POST", "/trainings", new(key, 15, person), key) == 201:
                    self.acknowledged.append(key)
            else:
                self._call(at, "GET", f"/employees/{person}/account?year={YEAR}", None, None)

    def _call(self, at: int, method: str, path: str, body: object, key: str | None) -> int | None:
        phase, began, status, problem = self.phase, time.monotonic(), None, ""
        try:
            answer = self.caller.send(at, method, path, body, key, token=self._token)
            status = answer.status
            if status >= 400:
                problem = answer.json()["type"]
        except (Cut, json.JSONDecodeError, KeyError) as fault:
            problem = repr(fault)
        self.calls.append(Call(phase, time.monotonic() - began, status, problem))
        self.findings.done()
        return status


def judge_calls(findings: Findings, load: Load) -> None:
    """Answered in time, and with a problem that says what is the matter."""
    faults: collections.Counter[str] = collections.Counter()
    for call in load.calls:
        phase = call.phase or "it came back"
        if call.status in (200, 201):
            findings.saw("calls done")
        elif call.status == 503 and call.problem.startswith("urn:"):
            findings.saw(f"503 while {phase}")
        else:
            faults[f"ANSWER: {phase}: {call.status} {call.problem}"] += 1
        if call.took > FAST:
            faults[f"SLOW: {phase}: {call.took:.0f} s until {call.status} {call.problem}"] += 1
    for text, times in faults.most_common():
        findings.fault(f"{text} ({times} times)")
    slowest = max(load.calls, key=lambda call: call.took)
    findings.note(f"the slowest call took {slowest.took:.1f} s (while {slowest.phase or 'it came back'})")


class Watch:
    """Asks each instance ten times a second whether it is ready."""

    def __init__(self, place: Place, between: Between) -> None:
        self.between, self.most = between, 0
        self._ends = threading.Event()
        self._ready: dict[str, bool] = {}
        self._threads = [threading.Thread(target=self._ask, args=(one.base,), daemon=True) for one in place.instances]
        self._threads.append(threading.Thread(target=self._count, daemon=True))
        for one in self._threads:
            one.start()

    def wait(self, ready: bool, limit: float) -> float:
        """Until all say it, or so many seconds; how long that took."""
        began = time.monotonic()
        while time.monotonic() - began < limit:
            if len(self._ready) == len(self._threads) - 1 and set(self._ready.values()) == {ready}:
                break
            time.sleep(0.02)
        return time.monotonic() - began

    def stop(self) -> None:
        self._ends.set()
        for one in self._threads:
            one.join(10)

    def _ask(self, base: str) -> None:
        while not self._ends.wait(0.1):
            ready = False
            with contextlib.suppress(urllib.error.HTTPError, OSError), urllib.request.urlopen(
                f"{base}/health/ready", timeout=SEEN
            ):
                ready = True
            self._ready[base] = ready

    def _count(self) -> None:
        while not self._ends.wait(0.2):
            self.most = max(self.most, self.between.connections())
