"""Whether what several clients saw can have happened in one order (Wing and Gong's search).

Each call happened at one moment between when it was sent and when it was answered. The search tries the
orders that this allows against a model that does one call after the other, and remembers where it was.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable
from typing import TypeVar

State = TypeVar("State", bound=Hashable)


@dataclasses.dataclass(frozen=True)
class Call:
    sent: float
    answered: float
    what: tuple
    result: tuple | None
    """None where no answer says what became of it: it may have happened, also later, or not."""


def linearizable(calls: list[Call], state: State, step: Callable[[State, tuple], tuple[tuple, State]]) -> bool:
    """`step` does a call on a state: what is answered, and the state after it."""
    ends = [call.answered if call.result is not None else float("inf") for call in calls]
    must = sum(1 << n for n, call in enumerate(calls) if call.result is not None)
    seen: set[tuple[int, State]] = set()
    todo = [(0, state)]
    while todo:
        done, now = todo.pop()
        if done & must == must:
            return True
        if (done, now) in seen:
            continue
        seen.add((done, now))
        left = [n for n in range(len(calls)) if not done >> n & 1]
        first_end = min(ends[n] for n in left)
        for n in left:
            # Sent after another was answered: it cannot come before that one.
            if calls[n].sent > first_end:
                continue
            result, after = step(now, calls[n].what)
            if calls[n].result in (None, result):
                todo.append((done | 1 << n, after))
    return False
