"""Kill -9, start again, compare: the loop and its verdict."""

from __future__ import annotations

import dataclasses
import random
import time
from collections.abc import Callable
from typing import Protocol

from batches import Batches, Sender, Sending
from book import Book
from load import Client, Importer, Imports, Payroll, Register


class Killable(Protocol):
    """A server that can be ended without warning and started again on the same data."""

    def start(self) -> float: ...
    def kill(self) -> None: ...
    def await_commit(self, limit: float, chance: random.Random) -> None: ...


@dataclasses.dataclass(frozen=True)
class Plan:
    cycles: int
    seed: int
    clients: int = 3
    longest: float = 0.5
    """A kill comes at most this many seconds after the load has begun."""
    every: int = 50
    """All trainings ever acknowledged are looked at again after this many cycles."""
    inside: float = 0.3
    """The least share of kills that must fall into a write, or the run proves nothing."""
    within: float = 0.1
    """The same of kills while a batch was under way."""


@dataclasses.dataclass
class Tally:
    cycles: int = 0
    inside: int = 0
    aimed: int = 0
    start_seconds: float = 0.0
    faults: list[str] = dataclasses.field(default_factory=list)


class Loop:
    """`open_register(n)` signs in the n-th client, `open_payroll()` the importing officer,
    `open_software()` lets software in, once."""

    def __init__(
        self,
        plan: Plan,
        server: Killable,
        open_register: Callable[[int], Register],
        open_payroll: Callable[[], Payroll],
        open_software: Callable[[], Sending],
        say: Callable[[str], None] = print,
    ) -> None:
        self.plan, self.server, self.say = plan, server, say
        self.open_register, self.open_payroll = open_register, open_payroll
        self.open_software = open_software
        self.book, self.batches, self.tally = Book(), Batches(), Tally()
        self.imports: Imports | None = None
        self.software: Sending | None = None

    def run(self) -> Tally:
        """Until the cycles are done or the first fault."""
        self.tally.start_seconds += self.server.start()
        payroll = self.open_payroll()
        payroll.settle()
        ((hours, headcount),) = payroll.see().items()
        self.imports = Imports(hours, headcount)
        self.software = self.open_software()
        for number in range(1, self.plan.cycles + 1):
            self.cycle(number)
            self.tally.cycles = number
            if self.tally.faults:
                break
            if number % 20 == 0:
                self.say(self.progress())
        if not self.tally.faults:
            self.verify(self.book.titles())
            last = self.sender(0)
            last.finish()
            self.tally.faults += [last.fault] if last.fault else []
        for fell, least, into in [
            (self.tally.inside, self.plan.inside, "a write"),
            (len(self.batches.within), self.plan.within, "a batch"),
        ]:
            share = fell / max(1, self.tally.cycles)
            if not self.tally.faults and share < least:
                self.tally.faults.append(
                    f"only {share:.0%} of the kills fell into {into}: this run proves nothing"
                )
        return self.tally

    def sender(self, number: int) -> Sender:
        assert self.software is not None
        chance = random.Random(f"{self.plan.seed}/{number}/batch")
        return Sender(self.software, self.batches, chance)

    def cycle(self, number: int) -> None:
        chance = random.Random(f"{self.plan.seed}/{number}")
        assert self.imports is not None
        clients = [
            Client(
                f"c{number}-{index}", self.open_register(index), self.book,
                random.Random(f"{self.plan.seed}/{number}/{index}"),
            )
            for index in range(self.plan.clients)
        ]
        importer = Importer(self.open_payroll(), self.imports)
        workers = [*clients, importer]
        # A batch takes longer than a cycle, so that not every cycle sends one.
        if number % 5 in (1, 3) or self.batches.open:
            sender = self.sender(number)
            workers.append(sender)
            sender.start()
            # Mostly the kill is to fall while it is carried out, sometimes while it is sent.
            if chance.random() < 0.75:
                sender.taken.wait(2)
        for worker in workers:
            if not worker.ident:
                worker.start()
        time.sleep(chance.uniform(0, self.plan.longest))
        if number % 2:
            self.server.await_commit(self.plan.longest, chance)
            self.tally.aimed += 1
        early = [f"{w.name}: {w.cut}" for w in workers if w.cut]
        under_way = self.unanswered()
        self.server.kill()
        self.batches.kills.append(time.time())
        for worker in workers:
            worker.join(60)
        stuck = [f"{w.name} got neither an answer nor an end" for w in workers if w.is_alive()]
        failed = [w.fault for w in workers if w.fault]
        self.tally.inside += under_way and self.unanswered()
        self.tally.faults += [*early, *stuck, *failed]
        self.tally.start_seconds += self.server.start()
        if self.software:
            self.software.reconnect()
        self.verify(self.book.titles() if number % self.plan.every == 0 else self.book.touched())

    def unanswered(self) -> bool:
        """Whether a request that writes has left and its answer has not come."""
        assert self.imports is not None
        return self.book.in_doubt() > 0 or self.imports.doubtful is not None

    def verify(self, titles: list[str]) -> None:
        """What the register shows now against what was promised."""
        assert self.imports is not None
        payroll = self.open_payroll()
        payroll.settle()
        found = self.imports.judge(payroll.see())
        if found:
            self.tally.faults.append(found)
        sender = self.sender(self.tally.cycles)
        sender.judged()
        self.tally.faults += [sender.fault] if sender.fault else []
        seen = self.open_register(0).see(titles)
        judged = (self.book.judge(title, seen[title]) for title in titles)
        self.tally.faults += [fault for fault in judged if fault]

    def progress(self) -> str:
        tally, imports = self.tally, self.imports
        assert imports is not None
        return (
            f"cycle {tally.cycles}: {self.book.acknowledged} changes and {imports.acknowledged}"
            f" imports acknowledged, {self.batches.sent} batches ended, {tally.inside} kills inside"
            f" a write, {len(self.batches.within)} within a batch"
        )
