"""Kills the server without warning, many times, and looks for broken promises.

    python3 e2e/crash --cycles 200 --seed 7

Half of the kills are aimed: they fall when the store's log has just been written to. The last line
says how many cycles held. A seed gives the same load and the same delays again; what the machine
does in between, it does not.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time

from cycles import Loop, Plan, Tally
from officer import PayrollOfficer, TrainingOfficer
from server import Server
from software import Software

ROOT = pathlib.Path(__file__).resolve().parents[2]


def report(loop: Loop, tally: Tally, seconds: float) -> None:
    imports = loop.imports.acknowledged if loop.imports else 0
    print(
        f"{tally.cycles} kills, {tally.aimed} of them aimed, {tally.inside} inside a write,"
        f" {len(loop.batches.within)} within a batch;"
        f" {loop.book.acknowledged} changes, {imports} imports and {loop.batches.items} changes in"
        f" {loop.batches.sent} batches acknowledged;"
        f" mean start {tally.start_seconds / (tally.cycles + 1):.2f} s; {seconds:.0f} s in all"
    )
    for fault in tally.faults:
        print(fault)
    if tally.faults:
        print(f"Again: ./dev crash --seed {loop.plan.seed} --cycles {max(1, tally.cycles)}")
    bad = 1 if tally.faults else 0
    print(f"{max(0, tally.cycles - bad)} passed, {bad} failed")


def main() -> int:
    parser = argparse.ArgumentParser(prog="e2e/crash", description=__doc__.splitlines()[0])
    parser.add_argument("--cycles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    binary = pathlib.Path(os.environ.get("FLA_BIN", ROOT / "target/debug/fla")).resolve()
    plan = Plan(options.cycles, options.seed)
    # Short turns, so that the thread that aims is not kept waiting by those that load.
    sys.setswitchinterval(0.0005)
    print(f"seed {plan.seed}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fla-crash-") as scratch:
        data = pathlib.Path(scratch) / "data"
        if made := os.environ.get("FLA_E2E_DEMO_DATA"):
            shutil.copytree(made, data)
        server = Server(binary, data)
        loop = Loop(
            plan,
            server,
            lambda number: TrainingOfficer(server.base, number),
            lambda: PayrollOfficer(server.base),
            lambda: Software(server.base, pathlib.Path(scratch)),
            lambda text: print(text, flush=True),
        )
        tally = loop.tally
        try:
            loop.run()
        except Exception as fault:
            tally.faults.append(f"{type(fault).__name__}: {fault}\n{server.tail()}")
        finally:
            server.stop()
        if tally.faults:
            print(server.tail())
    report(loop, tally, time.monotonic() - began)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
