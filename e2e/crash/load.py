"""The mixed load: clients that register and change trainings, one that imports declarations."""

from __future__ import annotations

import collections
import dataclasses
import random
import threading
from typing import Protocol

from book import Book, Seen, Training
from browser import Cut


class Register(Protocol):
    """What a signed-in HR officer does; every method is one or more pages and a form.

    All of them raise `Cut` when the answer did not come whole. Those that change something first
    call `leaving` with nothing left to do but the request that does it: requests before that
    (opening a form, a preview) change nothing.
    """

    people: list[str]

    def create(self, title: str, training: Training, leaving: Leaving) -> None: ...
    def change(self, title: str, was: Training, to: Training, leaving: Leaving) -> None: ...
    def see(self, titles: list[str]) -> dict[str, Seen]: ...


class Payroll(Protocol):
    """An HR officer of an employer whose declarations are imported again and again."""

    def upload(self, hours: int, leaving: Leaving) -> None:
        """Hands in a declaration in which everybody works this much."""

    def settle(self) -> None:
        """Waits until no import is under way."""

    def see(self) -> collections.Counter[int]:
        """How many employees work how much, in hundredths of hours a week."""


class Leaving(Protocol):
    def __call__(self) -> None: ...


def variation(chance: random.Random, people: list[str], was: Training | None) -> Training:
    """A training to register, or what a user may do next with one."""
    minutes = 15 * chance.randint(1, 40)
    if was is None:
        participants = frozenset(chance.sample(people, chance.randint(1, 4)))
        return Training(chance.choice(["planned", "completed"]), minutes, participants)
    if was.status == "withdrawn":
        return was
    if was.status == "planned" and chance.random() < 0.5:
        return dataclasses.replace(was, status="completed")
    if chance.random() < 0.3:
        return dataclasses.replace(was, status="withdrawn")
    return dataclasses.replace(was, minutes=minutes if minutes != was.minutes else minutes + 15)


class Client(threading.Thread):
    """Registers and changes trainings without a pause until the connection is cut."""

    def __init__(self, name: str, register: Register, book: Book, chance: random.Random) -> None:
        super().__init__(name=name, daemon=True)
        self.register, self.book, self.chance = register, book, chance
        self.own: list[str] = []
        self.fault: str | None = None
        self.cut: Cut | None = None

    def run(self) -> None:
        try:
            while True:
                self.one()
        except Cut as cut:
            self.cut = cut
        except Exception as fault:
            self.fault = f"{self.name}: {type(fault).__name__}: {fault}"

    def one(self) -> None:
        changing = bool(self.own) and self.chance.random() < 0.5
        title = self.chance.choice(self.own) if changing else f"{self.name}-{len(self.own)}"
        was = self.book.state(title) if changing else None
        to = variation(self.chance, self.register.people, was)
        if to == was:
            return

        def leaving() -> None:
            self.book.begin(title, to)

        if was is None:
            self.register.create(title, to, leaving)
            self.own.append(title)
        else:
            self.register.change(title, was, to, leaving)
        self.book.acknowledge(title)


class Imports:
    """What was promised about the employees' hours, over all cycles."""

    def __init__(self, hours: int, headcount: int) -> None:
        self.settled, self.headcount = hours, headcount
        self.doubtful: int | None = None
        self.acknowledged = 0
        self.used = hours

    def judge(self, seen: collections.Counter[int]) -> str | None:
        """An import is all or nothing: everybody works the hours of one declaration."""
        for hours in (self.settled, self.doubtful):
            if hours is not None and seen == collections.Counter({hours: self.headcount}):
                self.settled, self.doubtful = hours, None
                return None
        doubt = f" or, not acknowledged, {self.doubtful}" if self.doubtful is not None else ""
        return (
            f"HALF DONE: import: promised {self.headcount} people at {self.settled}{doubt};"
            f" found {dict(seen)}"
        )


class Importer(threading.Thread):
    """Hands in one declaration after the other until the connection is cut."""

    def __init__(self, payroll: Payroll, imports: Imports) -> None:
        super().__init__(name="importer", daemon=True)
        self.payroll, self.imports = payroll, imports
        self.fault: str | None = None
        self.cut: Cut | None = None

    def run(self) -> None:
        try:
            while True:
                self.one()
        except Cut as cut:
            self.cut = cut
        except Exception as fault:
            self.fault = f"{self.name}: {type(fault).__name__}: {fault}"

    def one(self) -> None:
        imports = self.imports
        imports.used = 1000 + (imports.used - 1000 + 1) % 2800

        def leaving() -> None:
            imports.doubtful = imports.used

        self.payroll.upload(imports.used, leaving)
        imports.settled, imports.doubtful = imports.used, None
        imports.acknowledged += 1
        self.payroll.settle()
