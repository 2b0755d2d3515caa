"""Calls of the REST API, each at an instance of one's choice, and answers that get lost."""

from __future__ import annotations

import dataclasses
import http.client
import json
import random
import select
import threading
import time
import urllib.parse
from collections.abc import Iterator
from typing import Any

from browser import Cut, Unexpected
from software import Software

OF_THIS_ANSWER = {"date", "belgov-trace-id"}
"""Headers that say when it was given and to which request."""


@dataclasses.dataclass(frozen=True)
class Answer:
    """As it came."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def header(self, name: str) -> str:
        return dict(self.headers)[name]

    def lasting(self) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        """What must be the same each time it is given."""
        kept = tuple(pair for pair in self.headers if pair[0] not in OF_THIS_ANSWER)
        return self.status, kept, self.body

    def be(self, status: int) -> Answer:
        if self.status != status:
            raise Unexpected(f"{self.status} in place of {status}: {self.body[:500]!r}")
        return self


class Whole(http.client.HTTPConnection):
    """Sends head and body in one piece. Who is refused for the head alone gets to read why, which a
    connection that is closed between the two would not tell."""

    def request(self, *of: Any, **named: Any) -> None:
        if self.sock and select.select([self.sock], [], [], 0)[0]:
            # Ended by the other side while nobody used it, as pools of connections look too.
            self.close()
        self._pieces: list[bytes] = []
        super().request(*of, **named)
        super().send(b"".join(self._pieces))

    def send(self, data: Any) -> None:
        self._pieces.append(data)


class Refused(Cut):
    """Nobody took the connection: nothing was sent."""


class Caller:
    """Software that calls several instances from many threads, with the token that all take."""

    def __init__(self, software: Software, bases: list[str], timeout: float = 60) -> None:
        self.software, self.bases, self.timeout = software, bases, timeout
        self.employer = urllib.parse.urlsplit(software.employer).path
        self._lock, self._own = threading.Lock(), threading.local()

    def any(self, chance: random.Random) -> int:
        return chance.randrange(len(self.bases))

    def send(
        self, at: int, method: str, path: str, body: object = None, key: str | None = None,
        version: int | None = None, token: str | None = None, more: dict[str, str] | None = None,
    ) -> Answer:
        """The answer to a call below the employer's address, or at an address of its own. A body that is
        not bytes goes as JSON."""
        connection = self._connection(at)
        try:
            self._ask(connection, method, path, body, key, version, token, more)
            answer = connection.getresponse()
            content = answer.read()
        except ConnectionRefusedError as fault:
            self._forget(at)
            raise Refused(f"{method} {path}") from fault
        except (OSError, http.client.HTTPException) as fault:
            self._forget(at)
            raise Cut(f"{method} {path}: {fault!r}") from fault
        headers = tuple(sorted((name.lower(), value) for name, value in answer.headers.items()))
        return Answer(answer.status, headers, content)

    def send_and_go(
        self, at: int, method: str, path: str, body: object, key: str, version: int | None, wait: float
    ) -> None:
        """Sends a call and hangs up after so many seconds, whatever became of it."""
        self._ask(self._connection(at), method, path, body, key, version)
        time.sleep(wait)
        self._forget(at)

    def get(self, at: int, path: str) -> Any:
        return self.send(at, "GET", path).be(200).json()

    def all(self, at: int, path: str) -> Iterator[dict[str, Any]]:
        """What stands on a page of a list and on those after it."""
        page: str | None = path
        while page:
            answer = self.get(at, page)
            yield from answer["items"]
            page = answer.get("next")

    def token(self) -> str:
        with self._lock:
            return self.software.token()

    def new_token(self, at: int = 0) -> str:
        """One that is good for ten minutes, of an instance of one's choice."""
        with self._lock:
            self.software.forget(self.bases[at])
            return self.software.token()

    def _ask(
        self, connection: http.client.HTTPConnection, method: str, path: str, body: object,
        key: str | None, version: int | None, token: str | None = None, more: dict[str, str] | None = None,
    ) -> None:
        headers = {"Authorization": f"Bearer {token or self.token()}", "Accept-Language": "nl"} | (more or {})
        if key:
            headers["Idempotency-Key"] = key
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        sent = body if isinstance(body, bytes) else None
        if body is not None and sent is None:
            headers["Content-Type"] = "application/json"
            sent = json.dumps(body).encode()
        parts = urllib.parse.urlsplit(path)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        below = target if parts.scheme or target.startswith("/fla/") else self.employer + target
        connection.request(method, below, sent, headers)

    def _connection(self, at: int) -> http.client.HTTPConnection:
        """Each thread has its own to each instance."""
        own = self._own.__dict__.setdefault("connections", {})
        if at not in own:
            host = urllib.parse.urlsplit(self.bases[at]).netloc
            own[at] = Whole(host, timeout=self.timeout)
        return own[at]

    def _forget(self, at: int) -> None:
        self._connection(at).close()
        del self._own.connections[at]
