#!/usr/bin/env python3
"""A long audit log on the embedded store: `benches/audit.py FLA DIR [ENTRIES]`, by default 100,000;
run by benches/run.sh. Needs the examples of fla-app beside FLA, and per million entries 3 GB in DIR,
all of which is removed at the end.

Fills a log (crates/app/examples/measure/audit.rs), then asks for proofs with the program itself, what
the pages ask, an export, and its verification. Yardsticks in the same run: starting the program and
opening the store (`fla audit checkpoint`), and `sha256sum` over the file of the entries."""

import os
import pathlib
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

ROUNDS = 20
REFERENCE = pathlib.Path(__file__).resolve().parent.parent / "reference" / "audit_log.py"


def main() -> None:
    fla, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve() / "audit"
    entries = int(sys.argv[3]) if len(sys.argv) > 3 else 100_000
    shutil.rmtree(folder, ignore_errors=True)
    try:
        print(f"entries {entries}", flush=True)
        run([fla.parent / "examples" / "measure", "audit", "fill", folder / "data", str(entries)])
        measure(fla, folder, entries)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(fla: pathlib.Path, folder: pathlib.Path, entries: int) -> None:
    data = folder / "data"
    example = fla.parent / "examples" / "measure"
    sizes(data, entries)
    env = dict(os.environ, FLA_DATA=str(data), FLA_LOG="warn")
    ids, checkpoints, last = ask(data)
    started = [Took([fla, "audit", "checkpoint"], env).seconds for _ in range(ROUNDS)]
    tell("yardstick_start", started)
    for name, task, option, values in (
        ("prove", "prove", "--proof", ids),
        ("consistency", "consistency", "--consistency", checkpoints),
    ):
        took = []
        for value in values:
            proof = Took([fla, "audit", task, value], env)
            took.append(proof.seconds)
            check(folder, proof.said, option)
        tell(name, took, started)
    run([example, "audit", "ask", data, str(ROUNDS)])
    whole(fla, folder, env, last)


def sizes(data: pathlib.Path, entries: int) -> None:
    size = sum(path.stat().st_size for path in data.glob("fla.db*"))
    print(f"store_mib {size >> 20} ({size // entries} bytes an entry)")
    store = sqlite3.connect(data / "fla.db")
    rows, tiles = store.execute("SELECT COUNT(*), SUM(LENGTH(hashes)) FROM audit_tile").fetchone()
    print(f"tiles {rows}, {tiles / 2**20:.1f} MiB", flush=True)
    store.close()


def ask(data: pathlib.Path) -> tuple[list[str], list[str], int]:
    """Ids of entries from all over the log, sizes of checkpoints, and how many of these there are."""
    lots = random.Random(1)
    store = sqlite3.connect(data / "fla.db")
    size = store.execute("SELECT size FROM audit_tree").fetchone()[0]
    places = [0, size - 1] + [lots.randrange(size) for _ in range(ROUNDS - 2)]
    by_place = "SELECT hex(entry_id) FROM audit_leaf WHERE n = ?"
    ids = [store.execute(by_place, [place]).fetchone()[0].lower() for place in places]
    some = "SELECT size FROM audit_checkpoint WHERE size >= ? AND size > 0 ORDER BY size LIMIT 1"
    checkpoints = [str(store.execute(some, [place]).fetchone()[0]) for place in places]
    count = store.execute("SELECT COUNT(*) FROM audit_checkpoint").fetchone()[0]
    store.close()
    return ids, checkpoints, count


def check(folder: pathlib.Path, proof: str, option: str) -> None:
    file = folder / "proof.json"
    file.write_text(proof)
    subprocess.run([sys.executable, REFERENCE, file, option], check=True, stdout=subprocess.DEVNULL)


def whole(fla: pathlib.Path, folder: pathlib.Path, env: dict, checkpoints: int) -> None:
    """Export and verification of all entries."""
    log = folder / "log"
    export = Took([fla, "audit", "export", "--to", log], env)
    print(f"export_s {export.seconds:.1f}, at most {export.mib} MiB")
    size = sum(path.stat().st_size for path in log.iterdir())
    print(f"export_mib {size >> 20}, {checkpoints} checkpoints", flush=True)
    yardstick = Took(["sha256sum", log / "entries.jsonl"], env).seconds
    print(f"yardstick_sha256sum_s {yardstick:.1f}")
    # On one core, whatever the machine has.
    verify = Took(["taskset", "-c", "0", fla, "audit", "verify", log], env)
    print(f"verify_s {verify.seconds:.1f}, of the processor {verify.processor:.1f}, "
          f"{verify.seconds / yardstick:.1f} times the yardstick, at most {verify.mib} MiB")
    print(verify.said.splitlines()[0], flush=True)


class Took:
    """How long a program took, of the clock and of the processor, with how much memory at most."""

    def __init__(self, command: list, env: dict) -> None:
        began = time.monotonic()
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as program:
            self.said = program.stdout.read()
            _, status, used = os.wait4(program.pid, 0)
            program.returncode = os.waitstatus_to_exitcode(status)
        if program.returncode != 0:
            raise SystemExit(f"{command} ended with {program.returncode}: {self.said}")
        self.seconds = time.monotonic() - began
        self.processor = used.ru_utime + used.ru_stime
        self.mib = used.ru_maxrss >> 10


def run(command: list) -> None:
    subprocess.run(command, check=True)


def tell(name: str, took: list[float], yardstick: list[float] | None = None) -> None:
    middle = statistics.median(took)
    beside = "" if yardstick is None else f", {middle / statistics.median(yardstick):.1f} times the yardstick"
    print(f"{name}_ms {middle * 1000:.1f} most {max(took) * 1000:.1f}{beside}", flush=True)


if __name__ == "__main__":
    main()
