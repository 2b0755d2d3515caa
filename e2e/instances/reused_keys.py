"""I2: a key that was used is used again for something else."""

from __future__ import annotations

from field import Field
from findings import Findings, spread
from trainings import cursor, judge_keys, keys_carried_out, new, withdrawn

COUNT = 1000
THREADS = 16
REUSED = "urn:problem-type:fla:idempotencyKeyReused"


def play(field: Field) -> Findings:
    """Each must be refused with 422, wherever it arrives, and change nothing."""
    findings, caller = Findings(), field.caller()
    pairs = range(field.share_of(COUNT))
    since = cursor(caller)

    def one(number: int) -> None:
        chance = field.chance(number)
        key, person = f"{field.mark}-{number}", chance.choice(field.people)
        training = new(key, 30, person)
        at = caller.any(chance)
        href = caller.send(at, "POST", "/trainings", training, key).be(201).json()["href"]
        kind = chance.choice(["title", "minutes", "person", "operation"])
        findings.saw(f"with another {kind}")
        at = caller.any(chance)
        if kind == "operation":
            answer = caller.send(at, "POST", f"{href}/withdraw", withdrawn(), key, 1)
        else:
            other = {
                "title": new(f"{key} bis", 30, person),
                "minutes": new(key, 31, person),
                "person": new(key, 30, next(p for p in field.people if p != person)),
            }
            answer = caller.send(at, "POST", "/trainings", other[kind], key)
        if answer.status != 422 or answer.json()["type"] != REUSED:
            findings.fault(f"ANSWER: {key} with another {kind}: {answer.status} {answer.body[:300]!r}")
        findings.done()

    spread(findings, pairs, THREADS, one)
    keys = [f"{field.mark}-{number}" for number in pairs]
    judge_keys(findings, keys_carried_out(caller, field.chance("end"), since), keys)
    return findings
