"""C3: many write to the embedded store at once, and none hears that it is busy."""

from __future__ import annotations

import math
import shutil
import time

from caller import Answer, Caller
from field import Field
from findings import Findings, spread
from instance import Instance, settings
from trainings import new

COUNT = 3000
WRITERS = 32
PACE = 50
"""Writes a second, of all together."""
SLOWEST = 0.25
"""Seconds within which 99 of 100 must be done."""


def play(field: Field) -> Findings:
    """On one instance with the store that the register had before it moved."""
    findings, place = Findings(), field.place
    data = place.scratch / "embedded" / "data"
    shutil.copytree(place.door.data, data)
    one = Instance(place.binary, data)
    own = {"FLA_LOG": "warn"}
    one.settings = settings(place.public, f"sqlite:{data}/fla.db", place.provider.settings) | own
    one.start()
    try:
        # Its store knows the software, but not the token that another store gave.
        place.own.forget(one.base)
        write(field, findings, Caller(place.own, [one.base]))
        if "database is locked" in one.log.read_text(errors="replace"):
            findings.fault("LOG: the database is locked")
    finally:
        one.stop()
        place.own.forget(place.bases[0])
        shutil.rmtree(data.parent)
    return findings


def write(field: Field, findings: Findings, caller: Caller) -> None:
    began, took = time.monotonic(), list[float]()
    caller.token()

    def one(number: int) -> None:
        key = f"{field.mark}-{number}"
        person = field.people[number % len(field.people)]
        time.sleep(max(0.0, began + number / PACE - time.monotonic()))
        sent = time.monotonic()
        answer = caller.send(0, "POST", "/trainings", new(key, 15, person), key)
        took.append(time.monotonic() - sent)
        judge(findings, answer)

    spread(findings, range(field.share_of(COUNT)), WRITERS, one)
    took.sort()
    slow = took[math.ceil(len(took) * 0.99) - 1]
    pace = len(took) / (time.monotonic() - began)
    half = took[len(took) // 2]
    findings.note(
        f"{pace:.0f} writes a second, half of them within {half * 1000:.0f} ms, 99 % within {slow * 1000:.0f} ms"
    )
    if slow > SLOWEST:
        findings.fault(f"SLOW: 99 % of the writes took up to {slow:.3f} s")


def judge(findings: Findings, answer: Answer) -> None:
    findings.done()
    if answer.status != 201 or b"locked" in answer.body:
        findings.fault(f"ANSWER: {answer.status} {answer.body[:300]!r}")
