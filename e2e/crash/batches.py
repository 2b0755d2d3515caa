"""Batches of software: hundreds of trainings in one call, carried out over as many kills as it takes.

A batch outlives the server that took it. The sender keeps a list of its own of what it asked for,
and when the register says that the batch is done, holds it against three things that the register
shows: the outcome of each item, the trainings that there are, and the changes that were made.
"""

from __future__ import annotations

import collections
import dataclasses
import random
import threading
import time
from typing import Protocol

from browser import Cut

ITEMS = 240
"""Of one batch: a step of the register, in one transaction, and the beginning of another."""


@dataclasses.dataclass(frozen=True)
class Item:
    """What is asked for in one place of a batch."""

    title: str
    reference: str | None
    person: str
    refused: bool
    """Whether the register must refuse it."""


@dataclasses.dataclass(frozen=True)
class Outcome:
    """What the register says came of the item in a place."""

    position: int
    state: str
    training: str | None
    change: str | None


@dataclasses.dataclass(frozen=True)
class Found:
    """What the register shows when a batch is done."""

    outcomes: list[Outcome]
    trainings: list[tuple[str, str]]
    """Title and id of each training whose title is of the batch."""
    changes: list[tuple[str, float]]
    """Id and instant of each registration since before the batch was sent."""


class Sending(Protocol):
    """Software of an organisation. Every method raises `Cut` where the answer did not come whole."""

    people: list[str]

    def reconnect(self) -> None:
        """The server is another one: what was open to the one before leads nowhere."""

    def cursor(self) -> str:
        """Where the list of changes ends now."""

    def send(self, key: str, items: list[Item]) -> str:
        """Sends a batch, once under its key; the address where it is."""

    def is_done(self, address: str) -> bool: ...
    def found(self, address: str, words: str, cursor: str) -> Found: ...


@dataclasses.dataclass
class Batch:
    name: str
    cursor: str
    items: list[Item]
    address: str | None = None
    """Where it is; until then nobody promised anything."""
    taken: float | None = None
    """When the register had said so."""


def make(name: str, cursor: str, people: list[str], chance: random.Random) -> Batch:
    """Most are to be done; some name nobody of the employer, some a reference that is taken."""
    items: list[Item] = []
    for n in range(ITEMS):
        # Half without a reference: nothing but its key keeps such an item from being done twice.
        reference = f"{name}-{n}" if chance.random() < 0.5 else None
        person, refused = chance.choice(people), chance.random() < 0.05
        taken = [item.reference for item in items if item.reference and not item.refused]
        if refused and taken and chance.random() < 0.5:
            reference = chance.choice(taken)
        elif refused:
            person = "00000000-0000-4000-8000-000000000000"
        items.append(Item(f"{name}-{n}", reference, person, refused))
    return Batch(name, cursor, items)


def judge(batch: Batch, found: Found) -> str | None:
    """The first broken promise about a batch that is done."""
    by_place = collections.defaultdict(list)
    for outcome in found.outcomes:
        by_place[outcome.position].append(outcome)
    by_title = collections.defaultdict(list)
    for title, training in found.trainings:
        by_title[title].append(training)
    changes = collections.Counter(change for change, _ in found.changes)
    for place, item in enumerate(batch.items):
        outcomes, trainings = by_place.pop(place, []), by_title.pop(item.title, [])
        if len(outcomes) != 1:
            return f"OUTCOME: {item.title} has {len(outcomes)} outcomes: {outcomes}"
        (outcome,) = outcomes
        must = "refused" if item.refused else "done"
        if outcome.state != must:
            return f"OUTCOME: {item.title} must be {must}: {outcome}"
        if len(trainings) > (0 if item.refused else 1):
            return f"DUPLICATE: {item.title}: {outcome}; found {trainings}"
        if item.refused:
            continue
        if trainings != [outcome.training]:
            return f"LOST: {item.title}: {outcome}; found {trainings}"
        if changes.pop(outcome.change or "", 0) != 1:
            return f"OUTCOME: {item.title} tells no change that was made: {outcome}"
    if by_place or by_title or changes:
        return f"DUPLICATE: {batch.name}: nobody asked for {dict(by_place)} {dict(by_title)} {changes}"
    return None


def kills_within(batch: Batch, found: Found, kills: list[float]) -> set[float]:
    """Kills that fell while it was under way: it was taken before, and not all carried out."""
    instants = dict(found.changes)
    made = [instants[outcome.change] for outcome in found.outcomes if outcome.change]
    if batch.taken is None or not made:
        return set()
    return {kill for kill in kills if batch.taken < kill < max(made)}


class Batches:
    """The sender's own list, over all cycles."""

    def __init__(self) -> None:
        self.open: Batch | None = None
        self.kills: list[float] = []
        self.within: set[float] = set()
        self.sent = self.items = 0

    def settle(self, batch: Batch, found: Found) -> str | None:
        fault = judge(batch, found)
        if fault is None:
            self.within |= kills_within(batch, found, self.kills)
            self.sent, self.items, self.open = self.sent + 1, self.items + len(batch.items), None
        return fault


class Sender(threading.Thread):
    """Sends a batch, or goes on after a kill with the one that was under way."""

    def __init__(self, software: Sending, batches: Batches, chance: random.Random) -> None:
        super().__init__(name="sender", daemon=True)
        self.software, self.batches, self.chance = software, batches, chance
        self.taken = threading.Event()
        """When the register has said that it took it."""
        self.fault: str | None = None
        self.cut: Cut | None = None

    def run(self) -> None:
        try:
            self.one()
        except Cut as cut:
            self.cut = cut
        except Exception as fault:
            self.fault = f"{self.name}: {type(fault).__name__}: {fault}"

    def one(self) -> None:
        """One batch to its end."""
        batches, software = self.batches, self.software
        if batches.open is None:
            name = f"b{batches.sent}"
            batches.open = make(name, software.cursor(), software.people, self.chance)
        batch = batches.open
        if batch.address is None:
            # The same key as before the kill: whether it was taken then is no longer known.
            batch.address = software.send(batch.name, batch.items)
            batch.taken = time.time()
        self.taken.set()
        while not self.judged():
            time.sleep(0.05)

    def judged(self) -> bool:
        """Judges what is under way, if it is at its end."""
        batch = self.batches.open
        if batch is None or batch.address is None or not self.software.is_done(batch.address):
            return False
        found = self.software.found(batch.address, f"{batch.name}-", batch.cursor)
        self.fault = self.batches.settle(batch, found)
        return True

    def finish(self) -> None:
        """Waits for the end of what is under way, with a server that lives."""
        if self.batches.open:
            self.one()
