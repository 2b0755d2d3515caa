"""A private PostgreSQL as it comes: what is committed is on the disk."""

from __future__ import annotations

import contextlib
import os
import pathlib
import secrets
import shutil
import signal
import subprocess
import time

from server import free_port


class Cluster:
    """A server of our own in a folder, at a port of this machine, until `remove`."""

    def __init__(self, folder: pathlib.Path, port: int | None = None) -> None:
        self.home, self.port = folder / "cluster", port or free_port()
        self.bin = pathlib.Path(os.environ.get("FLA_POSTGRES_BIN") or self._newest())
        # PostgreSQL refuses root.
        self._user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        password = self.home / "password"
        password.write_text(secrets.token_hex(16))
        if self._user:
            _passable(folder)
            subprocess.run(["chown", "-R", "postgres", self.home], check=True)
        self.run(
            "initdb", "-D", self.home / "data", "-U", "owner", f"--pwfile={password}",
            "--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8",
        )
        self._password = password.read_text()
        self.start()

    @staticmethod
    def _newest() -> pathlib.Path:
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
        if not found:
            raise SystemExit("no PostgreSQL below /usr/lib/postgresql; FLA_POSTGRES_BIN names its programs")
        return found[-1]

    def url(self, port: int | None = None) -> str:
        """The address of its superuser, or the same through somebody in between at another port."""
        return f"postgres://owner:{self._password}@127.0.0.1:{port or self.port}/postgres"

    def start(self) -> None:
        """Also after a crash: what it finds in its log it does again."""
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.home}"
            " -c max_connections=200"
        )
        log = self.home / "log"
        try:
            self.run("pg_ctl", "-D", self.home / "data", "-l", log, "-w", "-o", options, "start")
        except subprocess.CalledProcessError as fault:
            said = log.read_text(errors="replace").splitlines()[-40:]
            raise RuntimeError("\n".join(["the server did not start; the end of its log:", *said])) from fault

    def stop(self) -> None:
        """As an administrator does it: sessions are ended, what was committed is kept."""
        self.run("pg_ctl", "-D", self.home / "data", "-m", "fast", "-w", "stop")

    def processes(self) -> list[int]:
        """The server and each of its processes."""
        parent = int((self.home / "data" / "postmaster.pid").read_text().split()[0])
        return [parent, *_children(parent)]

    def kill(self, doomed: list[int] | None = None) -> None:
        """SIGKILL to the server and each of its processes at once; those found before, where it may have
        ended by itself meanwhile."""
        doomed = doomed or self.processes()
        for process in doomed:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        # Until nobody has fetched a dead one, its number stands for a server that runs.
        while any(pathlib.Path(f"/proc/{process}").exists() for process in doomed):
            time.sleep(0.01)

    def remove(self) -> None:
        """Nothing of it is needed any more."""
        subprocess.run(
            [*self._user, self.bin / "pg_ctl", "-D", self.home / "data", "-m", "immediate", "stop"],
            cwd=self.home, capture_output=True,
        )
        shutil.rmtree(self.home, ignore_errors=True)

    def ask(self, sql: str) -> list[list[str]]:
        """Rows of an answer, past whatever the register lets its callers see."""
        command = [self.bin / "psql", "-X", "-A", "-t", "-F", "\t", "-c", sql, self.url()]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return [line.split("\t") for line in done.stdout.splitlines()]

    def run(self, program: str, *arguments: object) -> None:
        """One of the programs of PostgreSQL, as the user who owns the server."""
        command = [*self._user, self.bin / program, *map(str, arguments)]
        # Not captured: the server would hold the pipe, and this would wait for its end.
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.home)


def _passable(folder: pathlib.Path) -> None:
    """Lets another user come by on the way to what is its own."""
    for place in (folder, *folder.parents):
        if place.stat().st_uid == os.geteuid() and not place.stat().st_mode & 0o001:
            place.chmod(place.stat().st_mode | 0o011)


def _children(parent: int) -> list[int]:
    found = []
    for status in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(status.parent.name))
    return found
