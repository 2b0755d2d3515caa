"""Plays the invariants of several instances on one PostgreSQL.

    python3 e2e/instances --only I1,C1 --share 0.01 --seed 7

Three instances of `fla serve` on a private PostgreSQL that writes to the disk; nobody is kept to one of
them. Without --share the counts are those of the invariants, which takes hours. Ends with 1 where one did
not hold; a seed draws the same again.
"""

from __future__ import annotations

import argparse
import os
import pathlib
import random
import signal
import sys
import tempfile
import time
import traceback

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "e2e/crash"))

import busy_store
import foreign_keys
import histories
import journeys
import lost_answers
import outages
import parallel_keys
import power_cuts
import reused_keys
import roll
import same_accounts
import withdrawn_rights
from cluster import Cluster
from field import Field
from findings import Findings
from place import Place

SCENARIOS = {
    "I1": lost_answers.play,
    "I2": reused_keys.play,
    "I3": parallel_keys.play,
    "I4": foreign_keys.play,
    "C1": same_accounts.play,
    "C2": histories.play,
    "C3": busy_store.play,
    "C4": journeys.play,
    "C5": roll.play,
    "C6": outages.play,
    "C7": withdrawn_rights.play,
    "D3": power_cuts.play,
}


def played(place: Place, name: str, seed: int, share: float) -> Findings:
    """Tells what was seen as soon as it is known."""
    began = time.monotonic()
    try:
        findings = SCENARIOS[name](Field(place, seed, share, name))
    except Exception as fault:
        findings = Findings()
        findings.fault("".join(traceback.format_exception(fault)))
    print(f"{name}: {findings.told()} ({time.monotonic() - began:.0f} s)", flush=True)
    return findings


def main() -> int:
    parser = argparse.ArgumentParser(prog="e2e/instances", description=__doc__.splitlines()[0])
    # A disk that loses its power is mounted, which only root may.
    usual = ",".join(name for name in SCENARIOS if name != "D3" or os.geteuid() == 0)
    parser.add_argument("--only", default=usual, help=f"of {','.join(SCENARIOS)}")
    parser.add_argument("--share", type=float, default=1.0, help="of the counts of the invariants")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--before", type=pathlib.Path, help="program of the version before; C5 rolls from it and back to it")
    options = parser.parse_args()
    names = options.only.split(",")
    if unknown := [name for name in names if name not in SCENARIOS]:
        parser.error(f"no scenario {', '.join(unknown)}")
    binary = pathlib.Path(os.environ.get("FLA_BIN", ROOT / "target/debug/fla")).resolve()
    print(f"seed {options.seed}, share {options.share}", flush=True)
    faults = 0
    # So that nothing stays behind where it is ended from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="fla-instances-") as scratch:
        folder = pathlib.Path(scratch)
        cluster = Cluster(folder)
        try:
            before = [options.before.resolve()] if options.before else []
            place = Place([*before, binary], folder, cluster)
            place.prepare()
            with place.up():
                faults = sum(len(played(place, name, options.seed, options.share).faults) for name in names)
        finally:
            cluster.remove()
    if faults:
        print(f"Again: ./dev instances --only {options.only} --share {options.share} --seed {options.seed}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
