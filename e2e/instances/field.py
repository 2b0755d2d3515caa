"""What each scenario gets: the register, who calls it, and the seed of all that is left to chance."""

from __future__ import annotations

import dataclasses
import random

from caller import Caller
from place import Place


@dataclasses.dataclass(frozen=True)
class Field:
    place: Place
    seed: int
    share: float
    """Of the counts that the invariants name."""
    name: str

    @property
    def mark(self) -> str:
        """What the titles of a scenario begin with."""
        return f"{self.name}x{self.seed}"

    @property
    def people(self) -> list[str]:
        return self.place.people

    def caller(self) -> Caller:
        return self.place.caller(self.place.own)

    def share_of(self, count: int) -> int:
        return max(1, round(count * self.share))

    def chance(self, *of: object) -> random.Random:
        """The same draws for the same piece of work, whichever thread comes to it when."""
        return random.Random("/".join(map(str, (self.seed, self.name, *of))))
