"""A browser whose requests go to any of the instances, as behind a load balancer that keeps nobody."""

from __future__ import annotations

import http.client
import random
import urllib.parse

from browser import Browser, Page, Unexpected


class Traveller(Browser):
    """Sees one site, the public address, and its OpenID provider."""

    def __init__(self, public: str, bases: list[str], issuer: str, subject: str, chance: random.Random) -> None:
        super().__init__(public)
        self.bases, self.issuer, self.subject, self.chance = bases, issuer, subject, chance
        self.fixed: int | None = None
        """The one instance to ask, where it matters which."""
        self.visited: set[str] = set()
        self._at_provider: dict[str, str] = {}
        self._open: dict[str, http.client.HTTPConnection] = {}

    def sign_in(self, back: str) -> Page:
        """Through the provider, and to a page."""
        page = self.get(f"/sign-in?return={back}")
        if page.status != 200 or urllib.parse.urlsplit(page.url).path != back:
            raise Unexpected(f"sign-in led to {page.url}: {page.status} {page.text[:500]}")
        return page

    def close(self) -> None:
        for connection in self._open.values():
            connection.close()
        self._open.clear()

    def _exchange(
        self, method: str, url: str, body: bytes | None, extra: dict[str, str]
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        if url.startswith(f"{self.issuer}/interaction/"):
            url += f"?as={self.subject}"
        return super()._exchange(method, url, body, extra)

    def _jar(self, url: str) -> dict[str, str]:
        return self._at_provider if url.startswith(f"{self.issuer}/") else super()._jar(url)

    def _connect(self, url: str) -> http.client.HTTPConnection:
        if url.startswith(f"{self.issuer}/"):
            base = self.issuer
        else:
            base = self.bases[self.chance.randrange(len(self.bases)) if self.fixed is None else self.fixed]
            self.visited.add(base)
        if base not in self._open:
            self._open[base] = http.client.HTTPConnection(urllib.parse.urlsplit(base).netloc, timeout=self.timeout)
        return self._open[base]

    def send(self, url: str, fields: list[tuple[str, str]] | None, status: int | None = None) -> tuple[int, str]:
        """One request, whose answer is not followed: its status, and where it leads."""
        extra = {} if fields is None else {"Content-Type": "application/x-www-form-urlencoded"}
        body = None if fields is None else urllib.parse.urlencode(fields).encode()
        got, headers, content = self._exchange("GET" if fields is None else "POST", url, body, extra)
        if status not in (None, got):
            raise Unexpected(f"{url} answered {got}: {content[:500]!r}")
        return got, headers.get("Location") or ""
