"""Tries every operation of the contract, with calls that schemathesis makes from it.

    python3 e2e/fuzz --engine sqlite --engine postgres --examples 50

On each engine as software and as a person with a token of an outside issuer, and what only a sandbox
has on one. PostgreSQL is the cluster at FLA_TEST_POSTGRES_URL, of which this is a superuser. It ends
with 1 where an answer is not as the contract says.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import json
import os
import pathlib
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator

from issuer import PERSON, Issuer
from people import Callers

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BINARY = os.environ.get("FLA_BIN", str(ROOT / "target/debug/fla"))
START_LIMIT = 300.0


@dataclasses.dataclass
class Place:
    """Where a register lies and listens."""

    scratch: pathlib.Path
    issuer: str
    port: int = dataclasses.field(default_factory=lambda: free_port())
    database: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self, command: str) -> dict[str, str]:
        made = os.environ | {
            "FLA_LISTEN": f"127.0.0.1:{self.port}", "FLA_DATA": str(self.scratch / "data"),
            "FLA_API_CALLS_PER_MINUTE": "0", "FLA_WEBHOOKS": "on", "FLA_LOG": "warn",
        }
        if command in ("demo", "sandbox"):
            return made
        return made | self.database | {
            "FLA_OIDC_ISSUER": self.issuer, "FLA_OIDC_CLIENT_ID": "fla", "FLA_OIDC_CLIENT_AUTH": "none",
            "FLA_OIDC_ACR_VALUES": "any", "FLA_OIDC_ACR_ACCEPTED": "any",
            "FLA_API_ISSUER": self.issuer, "FLA_API_OWN_TOKENS": "on", "FLA_API_ACR_ACCEPTED": "any",
        }

    def run(self, *command: str, stdin: str = "") -> None:
        done = subprocess.run(
            [BINARY, *command], env=self.environment(command[0]), input=stdin.encode(), capture_output=True
        )
        if done.returncode != 0:
            raise SystemExit(f"fla {command[0]}: {done.stderr.decode()}")

    @contextlib.contextmanager
    def up(self, command: str) -> Iterator[None]:
        """The server, until it is no longer needed."""
        with (self.scratch / "server.log").open("ab") as log:
            server = subprocess.Popen([BINARY, command], env=self.environment(command), stdout=log, stderr=log)
        try:
            self._ready(server)
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)

    def _ready(self, server: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START_LIMIT
        while time.monotonic() < until and server.poll() is None:
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.base}/fla/v1/health"):
                return
            time.sleep(0.1)
        raise SystemExit(f"no server: {(self.scratch / 'server.log').read_text()[-2000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def move(place: Place) -> None:
    """To a new database of the cluster, with one role that owns it and one that serves."""
    cluster = urllib.parse.urlsplit(os.environ["FLA_TEST_POSTGRES_URL"])
    name, password = f"fla_fuzz_{secrets.token_hex(4)}", secrets.token_hex(16)
    for text in (
        f"CREATE ROLE {name}_owner LOGIN PASSWORD '{password}'",
        f"CREATE ROLE {name} LOGIN PASSWORD '{password}' NOSUPERUSER NOBYPASSRLS",
        f"CREATE DATABASE {name} OWNER {name}_owner",
    ):
        subprocess.run(["psql", cluster.geturl(), "-qc", text], check=True)
    where = f"{cluster.hostname}:{cluster.port}/{name}"
    owner = f"postgres://{name}_owner:{password}@{where}"
    place.run("migrate-store", "--to", owner)
    place.database = {
        "FLA_DATABASE_URL": f"postgres://{name}:{password}@{where}", "FLA_DATABASE_OWNER_URL": owner,
    }


def tried(
    place: Place, called: str, examples: int, *arguments: str, hooks: str = "hooks.py", issuer: str = ""
) -> bool:
    """Whether every answer was as the contract says; tells what was answered."""
    counts = place.scratch / "counts.json"
    counts.unlink(missing_ok=True)
    own = {"FLA": place.base, "FLA_FUZZ_COUNTS": str(counts), "FLA_FUZZ_KEYS": str(place.scratch),
           "SCHEMATHESIS_HOOKS": str(HERE / hooks), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        ["schemathesis", "--config-file", str(HERE / "schemathesis.toml"), "run",
         str(ROOT / "api/openapi.yaml"), "--url", f"{place.base}/fla/v1", "--checks", "all",
         "--phases", "examples,coverage,fuzzing", "--continue-on-failure",
         "--max-examples", str(examples), *arguments],
        env=os.environ | own | {"FLA_FUZZ_ISSUER": issuer}, cwd=place.scratch,
    )
    told = json.loads(counts.read_text())
    statuses = [pair for one in told.values() for pair in one.items()]
    calls, faults = (sum(times for status, times in statuses if status[0] in of) for of in ("12345", "5"))
    told.pop("(other methods)", None)
    well = {name for name, one in told.items() if any(status < "400" for status in one)}
    print(f"{called}: {calls} calls; {len(well)} of {len(told)} operations done; {faults} answers 5xx")
    print(f"  never: {', '.join(sorted(set(told) - well)) or '-'}", flush=True)
    return done.returncode == 0 and faults == 0


def engine(name: str, examples: int) -> bool:
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        place = Place(folder, Issuer(folder).address)
        with place.up("demo"):
            number = Callers(place.base, folder).employer.employer.rsplit("/", 1)[1]
        place.database = {"FLA_DATABASE_URL": f"sqlite:{folder / 'data/fla.db'}"}
        place.run("access", "give", "--role", "access-manager", "--employer", number, "--ssin-stdin", stdin=PERSON)
        if name == "postgres":
            move(place)
        with place.up("serve"):
            software = tried(place, f"{name}, software", examples)
            person = tried(place, f"{name}, person", examples, issuer=place.issuer)
        return software and person


def sandbox(examples: int) -> bool:
    with tempfile.TemporaryDirectory() as scratch:
        place = Place(pathlib.Path(scratch), "")
        with place.up("sandbox"):
            return tried(place, "sandbox", examples, "--include-tag", "Sandbox", hooks="sandbox_hooks.py")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", action="append", choices=["sqlite", "postgres"])
    parser.add_argument("--examples", type=int, default=50, help="calls that are made up for each operation")
    asked = parser.parse_args()
    done = [engine(name, asked.examples) for name in asked.engine or ["sqlite", "postgres"]]
    done.append(sandbox(asked.examples))
    return 0 if all(done) else 1


if __name__ == "__main__":
    sys.exit(main())
