"""The register that is played: three instances on one PostgreSQL, with software and people."""

from __future__ import annotations

import contextlib
import os
import pathlib
import random
import secrets
import subprocess
from collections.abc import Iterator
from typing import ClassVar

from batch_files import FileManager, Sender
from caller import Caller
from cluster import Cluster
from instance import Instance, fill, move, settings
from provider import MANAGER, SSINS, Provider
from server import Server
from software import AccessManager, Software
from traveller import Traveller

INSTANCES = 3


class Manager(FileManager):
    """Of the employer whose people are hired by file."""

    scopes: ClassVar[list[str]] = [*FileManager.scopes, "history:read", "mandate:read"]


class OtherManager(AccessManager):
    """Of another employer, that must never see anything of the first."""

    employer = "Chemie Noordvaart"


class SecretariatManager(AccessManager):
    """Of a social secretariat that serves the first under a mandate."""

    who = "Nele Loonsvelden"
    employer = ""


class Place:
    """Made once for all scenarios. `public` is the address that nobody listens to: callers choose an
    instance themselves, in place of a load balancer. `versions` are programs, the oldest first: with that
    one all begin."""

    def __init__(self, versions: list[pathlib.Path], scratch: pathlib.Path, cluster: Cluster) -> None:
        self.versions, self.scratch, self.cluster = versions, scratch, cluster
        self.binary = binary = versions[0]
        data = scratch / "data"
        self.instances = [Instance(binary, data) for _ in range(INSTANCES)]
        for number, one in enumerate(self.instances):
            one.log = scratch / f"instance-{number}.log"
        self.bases = [one.base for one in self.instances]
        door = Instance(binary, data)
        self.public, self.door = door.base, door
        self.provider = Provider(self.public)
        self.serving, self.owning = self._roles()
        self.people: list[str] = []
        """Of the employer, in an order that is always the same."""

    def _roles(self) -> tuple[str, str]:
        """As the operator's manual advises: one role owns the tables, another one serves."""
        parts = self.cluster.url().split("@")[1].split("/")[0]
        password = secrets.token_hex(16)
        for sql in (
            f"CREATE ROLE fla_owner LOGIN PASSWORD '{password}'",
            f"CREATE ROLE fla LOGIN PASSWORD '{password}' NOSUPERUSER NOBYPASSRLS",
            "CREATE DATABASE fla OWNER fla_owner",
        ):
            self.cluster.ask(sql)
        return tuple(f"postgres://{role}:{password}@{parts}/fla" for role in ("fla", "fla_owner"))

    def prepare(self) -> None:
        """A demonstration that gets software and people and then moves to PostgreSQL."""
        folders = [self.scratch / name for name in ("own", "other", "secretariat")]
        for folder in folders:
            folder.mkdir()

        def people(demo: Server) -> tuple[Sender, Software, Software]:
            sender = Sender(demo.base, folders[0], Manager)
            sender.hire(self.scratch / "people.xml")
            return (
                sender, Software(demo.base, folders[1], OtherManager),
                Software(demo.base, folders[2], SecretariatManager),
            )

        self.own, self.other, self.secretariat = fill(self.door, people)
        for one in (self.own, self.other, self.secretariat):
            one.reconnect()
            one.through = self.bases[0]
        for one in (self.own, self.secretariat):
            self._give_access(one.employer.rsplit("/", 1)[1])
        move(self.door, self.owning)
        self.serve(self.serving)

    def _give_access(self, number: str) -> None:
        """To the person who signs in at the provider, as access manager of an organisation."""
        command = [self.binary, "access", "give", "--role", "access-manager", "--employer", number, "--ssin-stdin"]
        env = {**os.environ, "FLA_DATA": str(self.door.data)}
        subprocess.run(command, env=env, input=SSINS[MANAGER].encode(), capture_output=True, check=True)

    def serve(self, database: str, **more: str) -> None:
        """What the instances are told from the next start on."""
        for one in self.instances:
            own = {"FLA_DATABASE_OWNER_URL": self.owning, "FLA_LOG": "warn"}
            one.settings = settings(self.public, database, self.provider.settings) | own | more

    def restart(self, database: str, **more: str) -> None:
        """All at once, told otherwise."""
        for one in self.instances:
            one.stop()
        self.serve(database, **more)
        for one in self.instances:
            one.start()

    def traveller(self, subject: str, chance: random.Random) -> Traveller:
        """A browser in which that person can sign in."""
        return Traveller(self.public, self.bases, self.provider.issuer, subject, chance)

    def caller(self, software: Software) -> Caller:
        return Caller(software, self.bases)

    @contextlib.contextmanager
    def up(self) -> Iterator[None]:
        """All instances, as long as they are needed."""
        try:
            for one in self.instances:
                one.start()
            listed = self.own.all(f"{self.own.employer}/employees?pageSize=200")
            self.people = sorted(one["employeeId"] for one in listed)
            yield
        finally:
            for one in self.instances:
                one.stop()
            self.provider.stop()
