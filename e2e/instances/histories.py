"""C2: what clients see of one account can have happened in one order, on several instances and on the
embedded store."""

from __future__ import annotations

import threading
import time

from caller import Answer, Caller
from embedded import embedded
from field import Field
from findings import Findings, spread
from linearizable import Call, linearizable
from trainings import corrected, followed, new, participation, withdrawn

COUNT = 2000
CALLS = 20
CLIENTS = 4
AT_ONCE = 4
"""Histories, of different people."""
State = tuple[tuple[int, int, bool] | None, ...]
"""Version and minutes of each training, and whether it was withdrawn."""


def step(state: State, call: tuple) -> tuple[tuple, State]:
    """A register of one person that does one call after the other."""
    kind, *of = call
    if kind == "account":
        return (sum(minutes for _, minutes, gone in filter(None, state) if not gone),), state
    if kind == "training":
        return state[of[0]] or ("absent",), state
    if kind == "register":
        number, minutes = of
        padded = state + (None,) * (number + 1 - len(state))
        return ("done",), put(padded, number, (1, minutes, False))
    number, known, *to = of
    stands = state[number]
    if stands is None or stands[0] != known:
        return ("overtaken",), state
    minutes = to[0] if to else stands[1]
    gone = stands[2] if kind == "correct" else kind == "withdraw"
    # A correction is one even to the same; what is withdrawn or stands already makes no version.
    changed = kind == "correct" or gone != stands[2]
    return ("done",), put(state, number, (known + changed, minutes, gone))


def put(state: State, number: int, training: tuple[int, int, bool]) -> State:
    return state[:number] + (training,) + state[number + 1 :]


def play(field: Field) -> Findings:
    """As many on the embedded store as through the three instances."""
    findings = Findings()
    through(field, findings, field.caller())
    with embedded(field.place, findings) as caller:
        through(field, findings, caller)
    findings.must_have_seen("calls that overlap", "overtaken", "done")
    return findings


def through(field: Field, findings: Findings, caller: Caller) -> None:
    def one(number: int) -> None:
        # Nobody else touches this one while the history lasts: those at work are of other numbers.
        history = History(field, findings, caller, number, field.people[number % len(field.people)])
        history.run()

    spread(findings, range(field.share_of(COUNT)), AT_ONCE, one)


class History:
    """Of one person with one training, which several clients change and read."""

    def __init__(self, field: Field, findings: Findings, caller: Caller, number: int, person: str) -> None:
        self.field, self.findings, self.caller = field, findings, caller
        self.number, self.person = number, person
        self.title = f"{field.mark}-{number}"
        self.before = followed(caller, 0, person)
        self.calls: list[Call] = []
        self.hrefs: dict[int, str] = {}
        self._register(0, 0, 30)
        self.place = participation(caller, 0, self.hrefs[0])

    def run(self) -> None:
        clients = [threading.Thread(target=self._client, args=(n,), daemon=True) for n in range(CLIENTS)]
        for one in clients:
            one.start()
        for one in clients:
            one.join()
        self.findings.done(len(self.calls))
        begin: State = ((1, 30, False),)
        if not linearizable(self.calls, begin, step):
            told = "\n".join(f"  {call}" for call in sorted(self.calls, key=lambda call: call.sent))
            self.findings.fault(f"ORDER: history {self.number} can have happened in no order:\n{told}")
        ordered = sorted(self.calls, key=lambda call: call.sent)
        overlaps = sum(two.sent < one.answered for one, two in zip(ordered, ordered[1:]))
        self.findings.saw("calls that overlap", overlaps)

    def _client(self, client: int) -> None:
        chance = self.field.chance(self.number, client)
        known = 1
        try:
            for turn in range(CALLS // CLIENTS):
                kind = chance.choice(["account", "training", "correct", "correct", "withdraw", "restore", "register"])
                at, key = self.caller.any(chance), f"{self.title}-{client}-{turn}"
                what: tuple = (kind,)
                if kind == "training":
                    what = (kind, 0)
                elif kind == "register":
                    what = (kind, 1 + client * CALLS + turn, chance.randrange(5, 60))
                elif kind == "correct":
                    what = (kind, 0, known, chance.randrange(5, 60))
                elif kind != "account":
                    what = (kind, 0, known)
                result = self._call(at, key, what)
                if kind == "training" and result:
                    known = result[0]
        except Exception as fault:
            self.findings.fault(f"{type(fault).__name__}: {fault}")

    def _call(self, at: int, key: str, what: tuple) -> tuple | None:
        sent = time.monotonic()
        result = self._do(at, key, what)
        answered = time.monotonic()
        self.calls.append(Call(sent, answered, what, result))
        self.findings.saw(result[0] if result and isinstance(result[0], str) else "read" if result else "answered 503")
        return result

    def _do(self, at: int, key: str, what: tuple) -> tuple | None:
        kind, *of = what
        caller, href = self.caller, self.hrefs[0]
        if kind == "account":
            return (followed(caller, at, self.person) - self.before,)
        if kind == "training":
            stands = caller.get(at, href)
            (one,) = stands["participants"]
            return stands["version"], one["minutes"], stands["withdrawn"]
        if kind == "register":
            return self._register(at, of[0], of[1])
        if kind == "correct":
            return changed(caller.send(at, "PUT", self.place, corrected(of[2]), key, of[1]))
        body = withdrawn() if kind == "withdraw" else {}
        return changed(caller.send(at, "POST", f"{href}/{kind}", body, key, of[1]))

    def _register(self, at: int, number: int, minutes: int) -> tuple | None:
        title = f"{self.title}-n{number}"
        answer = self.caller.send(at, "POST", "/trainings", new(title, minutes, self.person), title)
        if answer.status == 503:
            return None
        self.hrefs[number] = answer.be(201).json()["href"]
        return ("done",)


def changed(answer: Answer) -> tuple | None:
    if answer.status == 503:
        return None
    if answer.status == 412:
        return ("overtaken",)
    answer.be(200)
    return ("done",)
