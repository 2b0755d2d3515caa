"""C3: many write to the embedded store at once, and none hears that it is busy."""

from __future__ import annotations

import math
import time

from caller import Answer, Caller
from embedded import embedded
from field import Field
from findings import Findings, spread
from trainings import new

COUNT = 3000
WRITERS = 32
PACE = 50
"""Writes a second, of all together."""
SLOWEST = 0.25
"""Seconds within which 99 of 100 must be done."""


def play(field: Field) -> Findings:
    findings = Findings()
    with embedded(field.place, findings) as caller:
        write(field, findings, caller)
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
