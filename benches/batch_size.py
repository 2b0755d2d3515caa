#!/usr/bin/env python3
"""Memory and disk of batch files of any size: `benches/batch_size.py FLA DIR WAY FILE[:zstd]…`, with WAY
`http` or `folder`, and FILE a size in MB, or `SIZExN` for one whose forms are blown up N times by
comments. Needs Linux, openssl, and zstd where a file is to be compressed.

Starts a demonstration, gives an employer 2,000 people by a batch file, then sends files of trainings of
them, one after the other, each carried out to its last answer. Prints, of each, how far the memory of
the process went above what it used before the first file, and what the folder of files held at most
beside the file itself. `FLA_BENCH_CGROUP` names a memory cgroup (v1 or v2) that the server is put into.
`FLA_BENCH_MINUTES` bounds how long a file may be carried out; what came until then is told."""

import datetime as dt
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "e2e" / "crash"))

from batch_files import PEOPLE, Sender, hirings, write
from server import Server

FOLDER = "123456"


class Watched(Server):
    """A server of which memory and disk are watched."""

    def start(self) -> float:
        took = super().start()
        if group := os.environ.get("FLA_BENCH_CGROUP"):
            (pathlib.Path(group) / "cgroup.procs").write_text(str(self._process.pid))
        return took

    def memory(self, what: str) -> int:
        """KiB."""
        status = pathlib.Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.search(rf"^{what}:\s+(\d+)", status, re.M)[1])

    def count_anew(self) -> None:
        pathlib.Path(f"/proc/{self._process.pid}/clear_refs").write_text("5")

    def lives(self) -> bool:
        return self._process.poll() is None


def disk(folders: list[pathlib.Path]) -> int:
    total = 0
    for folder in folders:
        for path in folder.rglob("*"):
            try:
                if path.is_file():
                    total += path.stat().st_size
            except OSError:
                pass
    return total


def carried_out(server: Watched, sender: Sender, address: str, folders: list[pathlib.Path]) -> tuple[dict, int]:
    """What came of it, and the most that the folders held meanwhile."""
    until = time.monotonic() + 60 * float(os.environ.get("FLA_BENCH_MINUTES", "600"))
    most = 0
    while True:
        most = max(most, disk(folders))
        if not server.lives():
            raise RuntimeError(f"the server ended: {server.tail()}")
        state = sender.state(address)
        if "finishedAt" in state or time.monotonic() > until:
            return state, most
        time.sleep(1)


def drop(root: pathlib.Path, path: pathlib.Path, number: int) -> str:
    """Leaves it in the sender's folder; its name without the part that says what it is."""
    name = f"FLAC.{FOLDER}.{dt.date.today():%Y%m%d}.{number:05}.R.1"
    target = root / FOLDER / "in"
    kind = "CO" if path.suffix == ".zst" else "FI"
    shutil.move(path, target / f"{kind}.{name}.1")
    (target / f"GO.{name}").touch()
    return name


def main() -> None:
    fla, folder, way, files = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), sys.argv[3], sys.argv[4:]
    folder.mkdir(parents=True, exist_ok=True)
    root = folder / "drop"
    for part in (f"{FOLDER}/in", f"{FOLDER}/out", "taken"):
        (root / part).mkdir(parents=True, exist_ok=True)
    os.environ["FLA_DROP_DIR"] = str(root)
    server = Watched(pathlib.Path(fla).resolve(), folder / "data")
    try:
        server.start()
        measure(server, folder, root, way, files)
    finally:
        server.stop()


def measure(server: Watched, folder: pathlib.Path, root: pathlib.Path, way: str, files: list[str]) -> None:
    sender = Sender(server.base, folder)
    env = dict(os.environ, FLA_DATA=str(server.data))
    give = [server.binary, "folder", "give", FOLDER, "--client", sender.client, "--language", "nl"]
    subprocess.run(give, env=env, check=True, stdout=subprocess.DEVNULL)
    path = folder / "people.xml"
    hirings(path, sender.number)
    state, _ = carried_out(server, sender, sender.post(path, None), [])
    print(f"people {state['accepted'] + state['warned']} of {PEOPLE}", flush=True)
    server.stop()
    server.start()
    sender.reconnect()
    sender.state(sender.employer)
    # What it does by itself each minute belongs to what it uses before.
    time.sleep(130)
    idle = server.memory("VmRSS")
    print(f"idle_mib {idle / 1024:.0f}", flush=True)
    for number, asked in enumerate(files, 1):
        size, zstd = asked.removesuffix(":zstd"), asked.endswith(":zstd")
        size, _, blown_up = size.partition("x")
        path = folder / f"file-{number}.xml"
        forms = write(path, sender.number, f"f{number}", int(float(size) * 1e6), int(blown_up or 1))
        if zstd:
            subprocess.run(["zstd", "-q", "-f", "--rm", path, "-o", f"{path}.zst"], check=True)
            path = pathlib.Path(f"{path}.zst")
        sent = path.stat().st_size
        server.count_anew()
        began = time.monotonic()
        folders = [server.data / "files", root]
        if way == "http":
            address = sender.post(path, "zstd" if zstd else None)
            path.unlink()
        else:
            address = sender.named(drop(root, path, number))
        came = time.monotonic() - began
        state, most = carried_out(server, sender, address, folders)
        print(
            f"{way} {asked}: {forms} forms, {sent} bytes sent, came in {came:.0f} s, {state['state']}"
            f" after {time.monotonic() - began:.0f} s: {state['accepted']} accepted, {state['warned']} warned,"
            f" {state['refused']} refused of {state['forms']}; memory"
            f" {(server.memory('VmHWM') - idle) / 1024:.0f} MiB above idle; disk {most / sent:.2f} times",
            flush=True,
        )


main()
