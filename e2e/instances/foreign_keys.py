"""I4: a key that another organisation used."""

from __future__ import annotations

import json
import secrets

from caller import Answer
from field import Field
from findings import Findings, spread
from trainings import cursor, judge_keys, keys_carried_out, new

COUNT = 1000
THREADS = 16


def play(field: Field) -> Findings:
    """Under it one's own call is carried out as under any other; the other's call stays the other's."""
    findings, caller, other = Findings(), field.caller(), field.place.caller(field.place.other)
    theirs = sorted(one["employeeId"] for one in other.all(0, "/employees?pageSize=200"))
    numbers = range(field.share_of(COUNT))
    since, since_theirs = cursor(caller), cursor(other)

    def one(number: int) -> None:
        chance = field.chance(number)
        key = f"{field.mark}-{number}"
        training = new(key, 30, chance.choice(field.people))
        first = caller.send(caller.any(chance), "POST", "/trainings", training, key).be(201)
        address = caller.employer + "/trainings"
        # The very call, and one under a key that nobody used: whether it was, must not be told.
        stolen = other.send(other.any(chance), "POST", address, training, key)
        fresh = other.send(other.any(chance), "POST", address, training, secrets.token_hex(8))
        if stolen.status not in (403, 404) or untold(stolen) != untold(fresh):
            told = f"{stolen.status} {stolen.body[:300]!r}, else {fresh.status} {fresh.body[:300]!r}"
            findings.fault(f"LEAKED: {key}: {told}")
        own = other.send(other.any(chance), "POST", "/trainings", new(key, 45, chance.choice(theirs)), key)
        if own.status != 201 or first.json()["trainingId"].encode() in own.body:
            findings.fault(f"OTHER: {key}: {own.status} {own.body[:300]!r}")
        again = caller.send(caller.any(chance), "POST", "/trainings", training, key)
        if again.lasting() != first.lasting():
            findings.fault(f"ANSWERS: {key}: {again.body[:300]!r} after {first.body[:300]!r}")
        findings.done()

    spread(findings, numbers, THREADS, one)
    keys = [f"{field.mark}-{number}" for number in numbers]
    for who, cursor_of in ((caller, since), (other, since_theirs)):
        judge_keys(findings, keys_carried_out(who, field.chance("end"), cursor_of), keys)
    return findings


def untold(answer: Answer) -> tuple[int, object]:
    """Without what names the request itself."""
    problem = json.loads(answer.body)
    problem.pop("instance", None)
    return answer.status, problem
