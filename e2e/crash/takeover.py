"""Kills the instance that works on a batch file, many times, and lets another one take over.

    FLA_DATABASE_URL=postgres://… python3 e2e/crash/takeover.py --kills 200

A demonstration gets software and people on the embedded store, then moves to the empty database, and two
instances serve it. Files are sent one after the other;
the instance that is at work is killed, and the time until the other has carried out more forms is
taken; then the killed one is started again. At the end every form of every file must have one result
and one training. Fails where a form has none or two, or where the other took more than 30 seconds.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import random
import statistics
import sys
import tempfile
import time

from batch_files import PEOPLE, Sender, write
from browser import Cut
from instance import Instance, fill, move, settings
from server import Server

LIMIT = 30.0
EARLIEST = 5.0
"""The lease of whoever was killed runs longer; what went on earlier was not its work."""
ROOT = pathlib.Path(__file__).resolve().parents[2]


def prepare(instances: list[Instance], scratch: pathlib.Path) -> Sender:
    """A register on the database, with software and people."""
    database, first = os.environ.pop("FLA_DATABASE_URL"), instances[0]

    def people(demo: Server) -> Sender:
        sender = Sender(demo.base, scratch)
        sender.hire(scratch / "people.xml")
        return sender

    sender = fill(first, people)
    sender.reconnect()
    move(first, database)
    for one in instances:
        one.settings = settings(first.base, database)
    return sender


class Loop:
    """The instances, the sender, and what was seen."""

    def __init__(self, binary: pathlib.Path, scratch: pathlib.Path, forms: int, seed: int) -> None:
        self.scratch, self.forms, self.chance = scratch, forms, random.Random(seed)
        self.instances = [Instance(binary, scratch / "data") for _ in range(2)]
        self.sender = prepare(self.instances, scratch)
        self.took: list[float] = []
        self.idle = 0
        """Kills that met the one that was not at work."""
        self.faults: list[str] = []
        self.files = 0

    def run(self, kills: int) -> None:
        for one in self.instances:
            one.start()
        while len(self.took) < kills and not self.faults:
            self.one_file(kills)
            print(f"{len(self.took)} kills, {self.files} files, {max(self.took, default=0):.1f} s at most", flush=True)

    def one_file(self, kills: int) -> None:
        mark = f"t{self.files}"
        path = self.scratch / f"{mark}.xml"
        forms = write(path, self.sender.number, mark, self.forms * 700, 1)
        self.through(0)
        address = self.sender.post(path, None)
        self.files += 1
        while len(self.took) < kills:
            if not self.carried_on(address, 0, time.monotonic()):
                break
            time.sleep(self.chance.uniform(0, 1.5))
            worker = self.worker()
            before = self.ask(1 - worker, address)
            if "finishedAt" in before:
                break
            killed = time.monotonic()
            self.instances[worker].kill()
            # What it committed after it was asked is no doing of the other one.
            before = self.ask(1 - worker, address)
            went_on = self.carried_on(address, before.get("processed", 0), killed, 1 - worker)
            took = time.monotonic() - killed
            self.instances[worker].start()
            if not went_on:
                break
            if took < EARLIEST:
                self.idle += 1
            else:
                self.took.append(took)
        self.finish(address, mark, forms)

    def carried_on(self, address: str, processed: int, since: float, at: int = 0) -> bool:
        """Waits until more forms than these are carried out; false where the file is at its end."""
        while True:
            state = self.ask(at, address)
            if "finishedAt" in state:
                return False
            if state.get("processed", 0) > processed:
                return True
            if time.monotonic() - since > 4 * LIMIT:
                self.faults.append(f"TAKEOVER: nobody went on after {4 * LIMIT:.0f} s: {state}")
                return False
            time.sleep(0.1)

    def finish(self, address: str, mark: str, forms: int) -> None:
        """Each form has one result, and each training is there once."""
        while not self.faults and "finishedAt" not in self.ask(0, address):
            time.sleep(0.5)
        self.through(0)
        results, titles = self.sender.results(address), self.sender.titles(f"{mark}-")
        if sorted(position for position, _ in results) != list(range(1, forms + 1)):
            self.faults.append(f"RESULTS: {mark} has {len(results)} of {forms}")
        refused = [position for position, state in results if state == "refused"]
        if refused:
            self.faults.append(f"REFUSED: {mark}: {len(refused)} forms, the first {refused[0]}")
        if len(titles) != forms or len(set(titles)) != forms:
            self.faults.append(f"TRAININGS: {mark}: {len(titles)} registered, {forms} asked for")

    def worker(self) -> int:
        """Which one is at work: it uses the processor."""
        before = [one.ticks() for one in self.instances]
        time.sleep(0.3)
        used = [one.ticks() - was for one, was in zip(self.instances, before, strict=True)]
        return used.index(max(used))

    def ask(self, at: int, address: str) -> dict:
        """The state of a file, through one of the instances."""
        self.through(at)
        while True:
            try:
                return self.sender.state(address)
            except Cut:
                time.sleep(0.1)

    def through(self, at: int) -> None:
        """Further calls go to this instance; addresses name the one that was asked first."""
        base = self.instances[at].base
        if self.sender.through != base:
            self.sender.reconnect()
            self.sender.through = base


def main() -> int:
    parser = argparse.ArgumentParser(prog="e2e/crash/takeover.py", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--forms", type=int, default=20_000, help="of a file, about")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    binary = pathlib.Path(os.environ.get("FLA_BIN", ROOT / "target/debug/fla")).resolve()
    print(f"seed {options.seed}, {PEOPLE} people", flush=True)
    with tempfile.TemporaryDirectory(prefix="fla-takeover-") as scratch:
        loop = Loop(binary, pathlib.Path(scratch), options.forms, options.seed)
        try:
            loop.run(options.kills)
        finally:
            for one in loop.instances:
                one.stop()
    late = [seconds for seconds in loop.took if seconds > LIMIT]
    if loop.took:
        print(
            f"{len(loop.took)} kills in {loop.files} files: taken over after"
            f" {statistics.median(loop.took):.1f} s in the median, {max(loop.took):.1f} s at most,"
            f" {len(late)} later than {LIMIT:.0f} s; {loop.idle} kills of the one that was not at work"
        )
    for fault in loop.faults:
        print(fault)
    return 1 if late or loop.faults else 0


if __name__ == "__main__":
    sys.exit(main())
