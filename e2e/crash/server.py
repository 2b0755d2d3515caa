"""The server under test: started, watched, killed without warning."""

from __future__ import annotations

import os
import pathlib
import random
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

START_LIMIT = 120.0
END_LIMIT = 60.0


class Server:
    """`fla demo` on a directory that outlives it."""

    command = "demo"

    def __init__(
        self, binary: pathlib.Path, data: pathlib.Path, settings: dict[str, str] | None = None
    ) -> None:
        self.binary, self.data, self.settings = binary, data, settings or {}
        self.log = data.parent / "server.log"
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Returns once it answers; the seconds that took."""
        began = time.monotonic()
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [self.binary, self.command],
                env={
                    **os.environ,
                    "FLA_LISTEN": f"127.0.0.1:{self.port}",
                    "FLA_DATA": str(self.data),
                    # The sender asks more often than software should.
                    "FLA_API_CALLS_PER_MINUTE": "0",
                    **self.settings,
                },
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        while not self._answers():
            if self._process.poll() is not None:
                raise RuntimeError(f"the server ended with {self._process.returncode}; {self.tail()}")
            if time.monotonic() - began > START_LIMIT:
                raise RuntimeError(f"no answer within {START_LIMIT:.0f} s; {self.tail()}")
            time.sleep(0.005)
        took = time.monotonic() - began
        return took

    def kill(self) -> None:
        """SIGKILL: nothing in the process gets to run again."""
        if self._process is None or self._process.poll() is not None:
            raise RuntimeError(f"the server was no longer running; {self.tail()}")
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """Whatever state it is in."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()

    def end(self) -> float:
        """SIGTERM, as at an update; the seconds until it had ended by itself."""
        assert self._process is not None
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        status = self._process.wait(END_LIMIT)
        if status != 0:
            raise RuntimeError(f"the server ended with {status}; {self.tail()}")
        return time.monotonic() - began

    def lives(self) -> bool:
        """Whether the process is the one that was started."""
        return self._process is not None and self._process.poll() is None

    def await_commit(self, limit: float, chance: random.Random) -> None:
        """Returns within microseconds of a write to the store's log, or after `limit` seconds.

        The kill then falls before, in or just after the commit the write belongs to.
        """
        until = time.monotonic() + limit
        before = self._log_size()
        while time.monotonic() < until and self._log_size() == before:
            pass
        time.sleep(chance.choice([0, 0, chance.uniform(0, 0.001), chance.uniform(0, 0.005)]))

    def _log_size(self) -> tuple[int, int]:
        total = newest = 0
        for path in self.data.glob("*-wal"):
            status = path.stat()
            total, newest = total + status.st_size, max(newest, status.st_mtime_ns)
        return total, newest

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(self.base + "/", timeout=5) as answer:
                return answer.status < 500
        except urllib.error.HTTPError as refused:
            refused.close()
            return refused.code < 500
        except OSError:
            return False

    def tail(self) -> str:
        """The end of what it printed."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "the end of its output:\n" + "\n".join(text.splitlines()[-20:])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
