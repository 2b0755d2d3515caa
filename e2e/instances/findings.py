"""What a scenario saw: operations, how often which dangerous state came up, broken promises."""

from __future__ import annotations

import collections
import threading
import traceback
from collections.abc import Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")
SHOWN = 10
"""Of many faults that are alike the first tell enough."""


class Findings:
    """Filled by many threads."""

    def __init__(self) -> None:
        self.operations = 0
        self.seen: collections.Counter[str] = collections.Counter()
        self.notes: list[str] = []
        self.faults: list[str] = []
        self._lock = threading.Lock()

    def done(self, operations: int = 1) -> None:
        with self._lock:
            self.operations += operations

    def saw(self, what: str, times: int = 1) -> None:
        with self._lock:
            self.seen[what] += times

    def note(self, text: str) -> None:
        with self._lock:
            self.notes.append(text)

    def fault(self, text: str) -> None:
        with self._lock:
            self.faults.append(text)

    def must_have_seen(self, *states: str) -> None:
        """A run in which the danger never came up proves nothing."""
        for state in states:
            if not self.seen[state]:
                self.fault(f"VOID: there was never: {state}")

    def told(self) -> str:
        """One line of what was seen, and a line for each of the first faults."""
        seen = [f"{times} {what}" for what, times in sorted(self.seen.items())]
        line = "; ".join([f"{self.operations} operations", *seen, *self.notes])
        more = [f"… and {len(self.faults) - SHOWN} more"] if len(self.faults) > SHOWN else []
        return "\n".join([f"{line}; {len(self.faults)} violations", *self.faults[:SHOWN], *more])


def spread(findings: Findings, work: Iterable[Item], threads: int, do: Callable[[Item], None]) -> None:
    """Has it done by so many at once, each piece by whoever is free. Stops at the hundredth fault."""
    pieces, lock = iter(work), threading.Lock()

    def worker() -> None:
        while len(findings.faults) < 100:
            with lock:
                piece = next(pieces, None)
            if piece is None:
                return
            try:
                do(piece)
            except Exception as fault:
                where = traceback.extract_tb(fault.__traceback__)[-1]
                findings.fault(f"{type(fault).__name__} at {where.filename}:{where.lineno}: {fault}")

    workers = [threading.Thread(target=worker, daemon=True) for _ in range(threads)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
