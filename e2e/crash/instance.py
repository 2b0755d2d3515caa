"""Instances of `fla serve` on one database, and a demonstration that moves there."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
from collections.abc import Callable
from typing import TypeVar

from server import Server

Filled = TypeVar("Filled")


class Instance(Server):
    """One of several on a database."""

    command = "serve"

    def ticks(self) -> int:
        """Processor time so far, in hundredths of a second."""
        fields = pathlib.Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])


def settings(public: str, database: str, provider: dict[str, str] | None = None) -> dict[str, str]:
    """What `fla serve` needs to know; without a provider nobody can sign in."""
    nobody = {"ISSUER": "https://idp.example", "CLIENT_ID": "x", "CLIENT_AUTH": "none"}
    oidc = {f"FLA_OIDC_{name}": value for name, value in (provider or nobody).items()}
    return {"FLA_PUBLIC_URL": public, "FLA_DATABASE_URL": database} | oidc


def fill(first: Server, fill_it: Callable[[Server], Filled]) -> Filled:
    """A demonstration at the address of an instance, with what is made there of it."""
    if made := os.environ.get("FLA_E2E_DEMO_DATA"):
        shutil.copytree(made, first.data)
    demo = Server(first.binary, first.data)
    demo.port, demo.base = first.port, first.base
    try:
        demo.start()
        return fill_it(demo)
    finally:
        demo.stop()


def move(first: Server, database: str) -> None:
    """From the embedded store to an empty database."""
    env = {**os.environ, "FLA_DATA": str(first.data), "FLA_MIGRATE_TO": database}
    done = subprocess.run([first.binary, "migrate-store"], env=env, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"fla migrate-store: {done.stderr[-2000:]}")
