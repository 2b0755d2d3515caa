"""I3: the same call, under the same key, from many senders at the same moment."""

from __future__ import annotations

import threading

from caller import Answer
from field import Field
from findings import Findings
from trainings import cursor, judge_keys, keys_carried_out, new

COUNT = 1000
SENDERS = 64


def play(field: Field) -> Findings:
    """One effect each; whoever is not answered like the others hears 409."""
    findings, caller = Findings(), field.caller()
    keys = [f"{field.mark}-{number}" for number in range(field.share_of(COUNT))]
    since = cursor(caller)
    together = threading.Barrier(SENDERS)
    answers: dict[str, list[Answer]] = {key: [] for key in keys}

    def sender(own: int) -> None:
        try:
            for number, key in enumerate(keys):
                person = field.people[number % len(field.people)]
                at = field.chance(number, own).randrange(len(caller.bases))
                together.wait(120)
                answers[key].append(caller.send(at, "POST", "/trainings", new(key, 30, person), key))
        except Exception as fault:
            findings.fault(f"{type(fault).__name__}: {fault}")
            together.abort()

    senders = [threading.Thread(target=sender, args=(own,), daemon=True) for own in range(SENDERS)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    for key, given in answers.items():
        judge(findings, key, given)
    judge_keys(findings, keys_carried_out(caller, field.chance("end"), since), keys)
    findings.done(len(keys))
    return findings


def judge(findings: Findings, key: str, given: list[Answer]) -> None:
    done = [answer for answer in given if answer.status == 201]
    findings.saw("answers 201", len(done))
    findings.saw("answers 409", sum(answer.status == 409 for answer in given))
    other = [answer for answer in given if answer.status not in (201, 409)]
    if other:
        findings.fault(f"ANSWERS: {key}: {other[0].status} {other[0].body[:300]!r}")
    if not done:
        findings.fault(f"ANSWERS: {key}: nobody heard that it was done")
    if len({answer.lasting() for answer in done}) > 1:
        findings.fault(f"ANSWERS: {key}: not all are the same")
