#!/usr/bin/env python3
"""The dashboard, the tasks, the list of employees and an account under wrk, at 50,000 employees with
three participations each, beside nginx that serves the same bytes as files. `benches/pages.py FLA DIR`; run by benches/run.sh.

Every answer of the register has been authorised and noted in the audit log on disk before it
leaves; nginx only sends a file. That is the point of the comparison: what the register's work costs.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import urllib.request
from urllib.parse import urlsplit

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "e2e" / "crash"))
from officer import Officer  # noqa: E402

PORT, NGINX = 8461, 8462
PEOPLE = int(os.environ.get("FLA_BENCH_LIST_PEOPLE", "50000"))


def wrk(url: str, cookie: str = "", connections: int = 8) -> str:
    command = ["wrk", f"-t{min(2, connections)}", f"-c{connections}", "-d10s", "--latency", "-H", f"Cookie: {cookie}", url]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    p99 = re.search(r"99%\s+([\d.]+\w+)", out)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", out)
    return f"{rate[1]} requests/s, p99 {p99[1]}, {bad[1] if bad else 0} refused"


def wait(url: str) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.5)
    raise SystemExit("the server does not answer")


def main() -> None:
    fla, folder = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    data = folder / "demo"
    env = dict(os.environ, FLA_DATA=str(data), FLA_LISTEN=f"127.0.0.1:{PORT}", FLA_LOG="warn")
    base = f"http://127.0.0.1:{PORT}"
    server = start(fla, env)
    try:
        officer = NewEmployer(base, 0)
        enterprise = fill(fla, env, folder, officer)
        stop(server)
        adder = pathlib.Path(fla).parent / "examples" / "measure"
        subprocess.run([adder, "dashboard", "fill", data, enterprise], check=True, stdout=subprocess.DEVNULL)
        server = start(fla, env)
        register = urlsplit(officer.page("").url).path
        employees = officer.page("/employees")
        account = next(a for _, a in employees.links if re.search(r"/employees/[0-9a-f-]{36}", a))
        pages = {
            "dashboard": f"{register}?year=2026",
            "tasks": f"{register}/tasks",
            "employees": urlsplit(employees.url).path,
            "account": account,
        }
        cookie = "; ".join(f"{name}={value}" for name, value in officer.browser.cookies.items())
        beside(folder, base, pages, cookie)
    finally:
        stop(server)


def start(fla: str, env: dict) -> subprocess.Popen:
    server = subprocess.Popen([fla, "demo"], env=env)
    wait(f"http://127.0.0.1:{PORT}/health")
    return server


def stop(server: subprocess.Popen) -> None:
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=30)


class NewEmployer(Officer):
    """Registers for the employer without data; its numbers stand on the card at sign-in."""

    who = "Wout Klaverweydt"


def fill(fla: str, env: dict, folder: pathlib.Path, officer: NewEmployer) -> str:
    """Imports a declaration of 50,000 people for the employer without data; gives its number."""
    enterprise = re.search(r"0\d{3}\.\d{3}\.\d{3}", officer.card)[0].replace(".", "")
    nsso = re.search(r"\b1\d{8}\b", officer.card)[0]
    file = folder / f"list-{PEOPLE}.xml"
    generator = pathlib.Path(fla).parent / "examples" / "generate_dmfa"
    subprocess.run([generator, str(PEOPLE), "2026Q3", enterprise, file], check=True)
    text = file.read_text()
    declared = re.search(r"<NOSSRegistrationNbr>(\d+)", text)[0]
    file.write_text(text.replace(declared, f"<NOSSRegistrationNbr>{nsso}"))
    subprocess.run([fla, "import", enterprise, file], env=env, check=True, stdout=subprocess.DEVNULL)
    return enterprise


def beside(folder: pathlib.Path, base: str, pages: dict, cookie: str) -> None:
    root = folder / "nginx"
    root.mkdir(exist_ok=True)
    for name, path in pages.items():
        request = urllib.request.Request(base + path, headers={"Cookie": cookie})
        (root / f"{name}.html").write_bytes(urllib.request.urlopen(request).read())
    conf = root / "nginx.conf"
    conf.write_text(
        f"worker_processes 2; daemon off; pid {root}/pid; error_log {root}/error.log;\n"
        "events { worker_connections 1024; }\n"
        f"http {{ access_log off; client_body_temp_path {root}/b; proxy_temp_path {root}/p;\n"
        f"fastcgi_temp_path {root}/f; uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;\n"
        f"server {{ listen 127.0.0.1:{NGINX}; root {root}; }} }}\n"
    )
    nginx = subprocess.Popen(["nginx", "-c", str(conf), "-e", str(root / "error.log")])
    try:
        wait(f"http://127.0.0.1:{NGINX}/employees.html")
        for name, path in pages.items():
            size = (root / f"{name}.html").stat().st_size
            if name in ("dashboard", "tasks"):
                print(f"{name} ({size} bytes), one at a time: {wrk(base + path, cookie, 1)}")
            print(f"{name} ({size} bytes): {wrk(base + path, cookie)}")
            print(f"  nginx, same bytes: {wrk(f'http://127.0.0.1:{NGINX}/{name}.html')}")
    finally:
        nginx.terminate()
        nginx.wait()


if __name__ == "__main__":
    main()
