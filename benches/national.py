#!/usr/bin/env python3
"""The register at the size of a country: list, dashboard, account and registration over the REST API,
on PostgreSQL, at a tenth of a size and then at that size in the same run.

    benches/national.py TARGET DIR [EMPLOYERS] [PEOPLE] [TRAININGS]

TARGET holds the release binaries, DIR is written in. An employer of PEOPLE (2,000) with TRAININGS (30)
each in 2026 is made through the register's own intake. The others, up to EMPLOYERS (500), are copies
of its rows under ids, enterprise numbers and SSINs of their own, made by the database: what the audit log
says of them is copied too, but is no part of its tree. The defaults are a million people with thirty
million participations, and need some 50 GB.

Each call goes to an employer and a person drawn by chance. 8474 is the port of the database, 8471 that
of the register.
"""

from __future__ import annotations

import contextlib
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from api import PORTS, Key, loaded, started, stopped
from cluster import Cluster

CONNECTIONS = (1, 8)
TOGETHER = 5
"""Copies that one statement makes."""

LOADING = ("fsync = off", "full_page_writes = off", "autovacuum = off", "max_wal_size = '4GB'", "shared_buffers = '4GB'")
IN_USE = ("fsync", "full_page_writes", "autovacuum")

TABLES = """SELECT r.relname, string_agg(a.attname, ',' ORDER BY a.attnum)
FROM pg_class r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_index p ON p.indrelid = r.oid AND p.indisprimary
WHERE r.relkind = 'r' AND r.relnamespace = CAST('public' AS regnamespace) GROUP BY r.relname
HAVING bool_or(a.attname = 'employer_id' AND a.attnum = ANY (p.indkey)) ORDER BY r.relname"""

SSIN = """(SELECT lpad(nine::text, 9, '0') || lpad((97 - nine % 97)::text, 2, '0') FROM (SELECT
    to_char(DATE '1900-01-01' + (m % 14600)::int, 'YYMMDD')::bigint * 1000 + 901 + m / 14600 AS nine
    FROM (SELECT c.place * {people} + p.n AS m) AS number) AS made)"""
"""Of the m-th person: numbers that check, with counters above 900, which nobody alive has."""

LISTED = 'wrk.format("GET", "/fla/v1/employers/" .. door[1] .. "/employees?pageSize=50")'
OVERVIEW = 'wrk.format("GET", "/fla/v1/employers/" .. door[1] .. "/overview")'
ACCOUNT = 'wrk.format("GET", "/fla/v1/employers/" .. door[1] .. "/employees/" .. person .. "/account")'
REGISTER = "register(door, person)"
CALLS = {"list": LISTED, "dashboard": OVERVIEW, "account": ACCOUNT, "register": REGISTER}

SCRIPT = """
local doors, people = {{ {doors} }}, {{ {people} }}
local n, thread = 0, tostring({{}}):gsub("[^%w]", "")
math.randomseed(os.time() + tonumber(thread:sub(-6), 16))
local function register(door, person)
  n = n + 1
  local body = string.format('{{"title": "Course %d", "startDate": "2026-06-02", "minutes": 5, "participants": [{{"employeeId": "%s"}}]}}', n, person)
  wrk.headers["Content-Type"] = "application/json"
  wrk.headers["Idempotency-Key"] = "{run}" .. thread .. n
  return wrk.format("POST", "/fla/v1/employers/" .. door[1] .. "/trainings", wrk.headers, body)
end
request = function()
  local door, person = doors[math.random(#doors)], people[math.random(#people)]
  wrk.headers["Authorization"] = "Bearer " .. door[2]
  return {call}
end
"""


def enterprise(n: int) -> str:
    """The n-th synthetic enterprise number."""
    return f"{1_000_000 + n:08}{97 - (1_000_000 + n) % 97:02}"


class National:
    """A register that grows by copies of its first employer."""

    def __init__(self, target: pathlib.Path, folder: pathlib.Path, cluster: Cluster, people: int, trainings: int) -> None:
        self.target, self.folder, self.cluster, self.people = target, folder, cluster, people
        self.key = Key(folder)
        self.loading()
        command = [target / "examples/measure", "api", self.cluster.url(), folder, self.key.public, people, trainings, 2026]
        out = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
        self.filled = json.loads(out.stdout.splitlines()[-1])
        self.numbers = [self.filled["enterpriseNumber"]]
        # What a day brings is worked out once, for the employer that is copied.
        with self.register():
            while self.cluster.ask("SELECT count(*) FROM system_state WHERE name = 'rolled'") != [["1"]]:
                time.sleep(1)
            while self.cluster.ask("SELECT count(*) FROM job_queue") != [["0"]]:
                time.sleep(1)
        self.tables = [(name, columns.split(",")) for name, columns in self.cluster.ask(TABLES)]
        self.prepare()

    def loading(self) -> None:
        """What is copied need not outlast a crash."""
        for setting in LOADING:
            self.cluster.ask(f"ALTER SYSTEM SET {setting}")
        self.again()

    def in_use(self) -> None:
        """As it comes, but for the memory."""
        for setting in IN_USE:
            self.cluster.ask(f"ALTER SYSTEM RESET {setting}")
        self.again()

    def again(self) -> None:
        self.cluster.stop()
        self.cluster.start()

    def prepare(self) -> None:
        """Numbers the people, so that each copy has persons of its own."""
        self.cluster.ask(
            "CREATE UNLOGGED TABLE numbered AS SELECT id, row_number() OVER (ORDER BY id) - 1 AS n"
            f" FROM (SELECT DISTINCT id FROM employee WHERE employer_id = '{self.filled['employer']}') AS people;"
            " CREATE UNLOGGED TABLE copy (place bigint PRIMARY KEY, id uuid, number text)"
        )

    def grow(self, employers: int) -> None:
        """Makes copies until there are so many employers."""
        self.loading()
        first, places = len(self.numbers), range(len(self.numbers), employers)
        rows = ",".join(f"({place}, gen_random_uuid(), '{enterprise(place + 1)}')" for place in places)
        self.cluster.ask(f"INSERT INTO copy VALUES {rows}; ANALYZE copy, numbered")
        self.cluster.ask(
            "INSERT INTO employer (id, enterprise_number, nsso_number, created_at) SELECT c.id, c.number, NULL, e.created_at"
            f" FROM employer e, copy c WHERE e.id = '{self.filled['employer']}' AND c.place >= {first}"
        )
        with ThreadPoolExecutor(2) as both:
            list(both.map(self.copied, range(first, employers, TOGETHER)))
        self.numbers += [enterprise(place + 1) for place in places]

    def copied(self, first: int) -> None:
        """A few employers, all tables of each in one transaction."""
        steps = ["SET session_replication_role = replica", "SET synchronous_commit = off", "BEGIN"]
        for name, columns in self.tables:
            taken, beside = ["c.id" if column == "employer_id" else f"t.{column}" for column in columns], ""
            if name == "employee":
                taken[columns.index("ssin")] = SSIN.format(people=self.people)
                beside = " JOIN numbered p ON p.id = t.id"
            steps.append(
                f"INSERT INTO {name} ({','.join(columns)}) SELECT {','.join(taken)} FROM copy c CROSS JOIN {name} t{beside}"
                f" WHERE t.employer_id = '{self.filled['employer']}' AND c.place >= {first} AND c.place < {first + TOGETHER}"
                " ORDER BY c.place"
            )
        self.cluster.ask("; ".join([*steps, "COMMIT"]))

    @contextlib.contextmanager
    def register(self) -> Iterator[str]:
        """`fla serve` on the database, as long as it is used; its address."""
        base = f"http://127.0.0.1:{PORTS['fla']}"
        settings = {
            "FLA_DATABASE_URL": self.cluster.url(), "FLA_DATA": str(self.folder),
            "FLA_LISTEN": base[7:], "FLA_PUBLIC_URL": base, "FLA_API_CALLS_PER_MINUTE": "0", "FLA_LOG": "error",
            "FLA_OIDC_ISSUER": "http://127.0.0.1:9/", "FLA_OIDC_CLIENT_ID": "fla", "FLA_OIDC_CLIENT_SECRET": "none",
        }
        program = started([self.target / "fla", "serve"], base + "/health", **settings)
        try:
            yield base
        finally:
            stopped(program)

    def measure(self) -> None:
        """Tidied up as a database in use is, written to the disk, and asked."""
        self.in_use()
        command = [self.cluster.bin / "vacuumdb", "-q", "-z", "-j", "2", "--disable-page-skipping", self.cluster.url()]
        subprocess.run(command, check=True)
        self.cluster.ask("CHECKPOINT")
        subprocess.run(["sync"], check=True)
        said = "SELECT pg_size_pretty(pg_database_size('postgres')), (SELECT reltuples::bigint FROM pg_class WHERE relname = 'participation'), (SELECT reltuples::bigint FROM pg_class WHERE relname = 'employee')"
        size, participations, people = self.cluster.ask(said)[0]
        print(f"{len(self.numbers)} employers, {people} people, {participations} participations, {size}", flush=True)
        with self.register() as base:
            for call, asked in CALLS.items():
                script = self.script(base, asked)
                # Once to warm up, which is not told.
                runs = [loaded(self.folder, base, script, n, "--timeout", "30s") for n in (CONNECTIONS[-1], *CONNECTIONS)]
                each = [f"{n} at once {told(out)}" for n, out in zip(CONNECTIONS, runs[1:], strict=True)]
                print(f"  {call}: " + "; ".join(each), flush=True)

    def script(self, base: str, call: str) -> str:
        """What wrk does; each employer's software has a token of its own."""
        # What is registered of the first one would be copied with it.
        names = {number: self.filled["client"].replace(self.numbers[0], number) for number in self.numbers[1:]}
        doors = ", ".join(f'{{"{number}", "{self.key.token(base, name)}"}}' for number, name in names.items())
        people = ", ".join(f'"{person}"' for person in self.filled["employees"])
        return SCRIPT.format(doors=doors, people=people, call=call, run=f"{random.randrange(16**6):06x}")


def told(out: str) -> str:
    """The middle and the slowest of a hundred."""
    p50, p99 = (re.search(rf"{part}%\s+([\d.]+\w+)", out)[1] for part in (50, 99))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)[1]
    return f"p50 {p50}, p99 {p99}, {rate} a second"


def main() -> None:
    target, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    employers, people, trainings = (int(n) for n in (*sys.argv[3:], *(500, 2000, 30)[len(sys.argv) - 3 :]))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cluster = Cluster(folder, PORTS["postgres"])
    try:
        national = National(target, folder, cluster, people, trainings)
        for size in (max(2, employers // 10), employers):
            since = time.monotonic()
            national.grow(size)
            print(f"grown in {time.monotonic() - since:.0f} s", flush=True)
            national.measure()
    finally:
        cluster.remove()


if __name__ == "__main__":
    main()
