"""Software with a key of its own, let in by the access manager, that calls the REST API."""

from __future__ import annotations

import base64
import datetime as dt
import functools
import http.client
import json
import pathlib
import re
import secrets
import subprocess
import time
import urllib.parse
from collections.abc import Iterator
from typing import ClassVar

from batches import Found, Item, Outcome
from browser import Cut, Unexpected
from officer import Officer


class AccessManager(Officer):
    """Lets software in: gives it a name, what it may, and its public key."""

    who = "Ilse Zandloperts"
    employer = "Groep Zeegras"
    scopes: ClassVar[list[str]] = ["register:read", "history:read", "training:write"]

    def let_in(self, public_key: str) -> str:
        """Answers with the client id."""
        page = self.page("/software")
        values: dict[str, str | list[str]] = {
            "name": f"Learning platform {secrets.token_hex(3)}",
            "scope": [f"scope:fla:{scope}" for scope in self.scopes],
        }
        page = self.browser.submit(page, page.form("name", "scope"), values)
        client = re.search(r">(\d{10}\.[0-9a-f-]{36})<", page.body.decode("utf-8"))
        if not client:
            raise Unexpected(f"{page.url} shows no client ID: {page.text[:1500]}")
        page = self.browser.submit(page, page.form("key_text"), {"key_text": public_key})
        if "software-key-added" not in page.url:
            raise Unexpected(f"{page.url} took no key: {page.text[:1500]}")
        return client[1]


class Software:
    """One organisation's software. Key and token outlive the server, and the key this process too: it
    lies in a folder with the client ID, and is let in once."""

    _renew: ClassVar[float] = 300.0

    def __init__(
        self, base: str, scratch: pathlib.Path, manager: type[AccessManager] = AccessManager
    ) -> None:
        self.base, self.key = base, scratch / "software.pem"
        self.through = base
        """The instance that is called, where there are several."""
        client = scratch / "client"
        if not client.exists():
            openssl("genrsa", "-out", str(self.key), "2048")
            public = openssl("rsa", "-in", str(self.key), "-pubout").decode()
            client.write_text(manager(base, 0).let_in(public))
        self.client = client.read_text()
        self._connection: http.client.HTTPConnection | None = None
        self._token, self._asked = "", -self._renew
        self.employer = self.get(f"{base}/fla/v1/employers")["items"][0]["href"]

    @functools.cached_property
    def people(self) -> list[str]:
        answer = self.get(f"{self.employer}/employees?pageSize=200")
        return [one["employeeId"] for one in answer["items"]]

    def reconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def forget(self, through: str) -> None:
        """Goes on with another store: what the one before gave is of no use there."""
        self.reconnect()
        self.through, self._asked = through, float("-inf")

    def cursor(self) -> str:
        return self.get(f"{self.employer}/changes?start=now")["cursor"]

    def send(self, key: str, items: list[Item]) -> str:
        body = json.dumps({"items": [_written(item) for item in items]}).encode()
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        status, _, answer = self.call("POST", f"{self.employer}/batches", body, headers)
        if status != 202:
            raise Unexpected(f"the batch {key} was answered with {status}: {answer[:1500]!r}")
        return json.loads(answer)["href"]

    def is_done(self, address: str) -> bool:
        status, _, answer = self.call("GET", address)
        if status == 303:
            return True
        if status != 200 or json.loads(answer)["status"]["state"] != "processing":
            raise Unexpected(f"{address} answered {status}: {answer[:1500]!r}")
        return False

    def found(self, address: str, words: str, cursor: str) -> Found:
        outcomes = [
            Outcome(one["position"], one["state"], one.get("trainingId"), one.get("changeId"))
            for one in self.get(f"{address}/outcome")["items"]
        ]
        trainings = self.all(f"{self.employer}/trainings?q={words}&withdrawn=true")
        listed = [(one["title"], one["trainingId"]) for one in trainings]
        changes = [
            (one["changeId"], dt.datetime.fromisoformat(one["at"]).timestamp())
            for one in self.all(f"{self.employer}/changes?after={cursor}")
            if one["kind"] == "registerTraining"
        ]
        return Found(outcomes, listed, changes)

    def all(self, page: str | None) -> Iterator[dict]:
        """What stands on a page of a list, and on those after it."""
        while page:
            answer = self.get(page)
            yield from answer["items"]
            page = answer.get("next")

    def get(self, address: str) -> dict:
        status, _, answer = self.call("GET", address)
        if status != 200:
            raise Unexpected(f"{address} answered {status}: {answer[:1500]!r}")
        return json.loads(answer)

    def call(
        self, method: str, address: str, body: bytes | None = None, extra: dict | None = None
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        headers = {"Authorization": f"Bearer {self.token()}", **(extra or {})}
        return self._exchange(method, address, body, headers)

    def token(self) -> str:
        """One that is good for some minutes yet."""
        if time.monotonic() - self._asked >= self._renew:
            self._token, self._asked = self._new_token(), time.monotonic()
        return self._token

    def _new_token(self) -> str:
        """A token for an assertion signed with the own key (RFC 7523)."""
        now = int(time.time())
        address = f"{self.base}/oauth2/token"
        claims = {
            "iss": self.client, "sub": self.client, "aud": address,
            "jti": secrets.token_hex(16), "iat": now, "exp": now + 60,
        }
        head, claimed = (b64(json.dumps(part).encode()) for part in ({"alg": "RS256"}, claims))
        signature = openssl("dgst", "-sha256", "-sign", str(self.key), stdin=f"{head}.{claimed}".encode())
        form = {
            "grant_type": "client_credentials",
            "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "client_assertion": f"{head}.{claimed}.{b64(signature)}",
        }
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        body = urllib.parse.urlencode(form).encode()
        status, _, answer = self._exchange("POST", address, body, kind)
        if status != 200:
            raise Unexpected(f"no token: {status} {answer!r}")
        return json.loads(answer)["access_token"]

    def _exchange(
        self, method: str, address: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        parts = urllib.parse.urlsplit(address)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        try:
            if self._connection is None:
                host = urllib.parse.urlsplit(self.through).netloc
                self._connection = http.client.HTTPConnection(host, timeout=30)
            self._connection.request(method, target, body, headers)
            answer = self._connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException) as fault:
            self.reconnect()
            raise Cut(f"{method} {address}: {fault!r}") from fault


def _written(item: Item) -> dict:
    training = {
        "title": item.title,
        "startDate": f"{dt.date.today().year}-01-02",
        "minutes": 60,
        "participants": [{"employeeId": item.person}],
    }
    return {"newTraining": training} | ({"reference": item.reference} if item.reference else {})


def b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def openssl(*arguments: str, stdin: bytes = b"") -> bytes:
    done = subprocess.run(["openssl", *arguments], input=stdin, capture_output=True, check=True)
    return done.stdout
