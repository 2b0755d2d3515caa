"""What the clients were promised, and the judgement of what the register shows after a crash.

Every client writes to trainings of its own, so a training's history is a line: states that were
acknowledged, and at most one change of which the answer never came. After a crash the register
must show either the last acknowledged state or the one in doubt, whole.
"""

from __future__ import annotations

import dataclasses
import threading


@dataclasses.dataclass(frozen=True)
class Training:
    """A training as its pages show it."""

    status: str
    """`planned`, `completed` or `withdrawn`."""
    minutes: int
    participants: frozenset[str]

    @property
    def debited(self) -> frozenset[str]:
        """Whose account must hold exactly one debit of `minutes`."""
        return self.participants if self.status == "completed" else frozenset()


@dataclasses.dataclass(frozen=True)
class Seen:
    """What the register shows of one title: each training with it, and each account's debits."""

    trainings: tuple[Training, ...]
    debits: tuple[tuple[str, int], ...]
    """Person and minutes, one for every entry that names the title."""


NOTHING = Seen((), ())


@dataclasses.dataclass
class Page:
    """One training's line of history."""

    settled: Training | None = None
    doubtful: Training | None = None
    in_doubt: bool = False


def shows(seen: Seen, training: Training | None) -> bool:
    """Whether the register shows exactly this, with its effect on the accounts."""
    if training is None:
        return seen == NOTHING
    debits = sorted((person, training.minutes) for person in training.debited)
    return seen.trainings == (training,) and sorted(seen.debits) == debits


class Book:
    """All promises. Safe to use from several threads."""

    def __init__(self) -> None:
        self._pages: dict[str, Page] = {}
        self._touched: set[str] = set()
        self._lock = threading.Lock()
        self.acknowledged = 0

    def begin(self, title: str, after: Training) -> None:
        """To be called before the first byte of the request leaves."""
        with self._lock:
            page = self._pages.setdefault(title, Page())
            if page.in_doubt:
                raise ValueError(f"{title} already has a change in doubt")
            page.doubtful, page.in_doubt = after, True
            self._touched.add(title)

    def acknowledge(self, title: str) -> None:
        """To be called once the whole answer said yes."""
        with self._lock:
            page = self._pages[title]
            page.settled, page.doubtful, page.in_doubt = page.doubtful, None, False
            self.acknowledged += 1

    def in_doubt(self) -> int:
        """How many requests are under way at this moment."""
        with self._lock:
            return sum(page.in_doubt for page in self._pages.values())

    def touched(self) -> list[str]:
        """Titles changed since the last call."""
        with self._lock:
            touched, self._touched = sorted(self._touched), set()
            return touched

    def titles(self) -> list[str]:
        with self._lock:
            return sorted(self._pages)

    def state(self, title: str) -> Training | None:
        """The last acknowledged state."""
        with self._lock:
            return self._pages[title].settled

    def judge(self, title: str, seen: Seen) -> str | None:
        """The fault, or `None`; what is seen then becomes the settled state."""
        with self._lock:
            page = self._pages[title]
            allowed = [page.settled, page.doubtful] if page.in_doubt else [page.settled]
            for training in allowed:
                if shows(seen, training):
                    page.settled, page.doubtful, page.in_doubt = training, None, False
                    return None
            promised = f"promised {page.settled}"
            if page.in_doubt:
                promised += f" or, not acknowledged, {page.doubtful}"
            return f"{name_of_fault(seen, page)}: {title}: {promised}; found {seen}"


def name_of_fault(seen: Seen, page: Page) -> str:
    if not seen.trainings and page.settled is not None:
        return "LOST"
    if len(seen.trainings) > 1:
        return "DUPLICATE"
    return "HALF DONE"
