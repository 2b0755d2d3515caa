"""Roles and mandates as an access manager gives and withdraws them on the pages."""

from __future__ import annotations

import re
import urllib.parse
from typing import NamedTuple

from browser import Form, Page, Unexpected
from place import Place
from provider import OTHER, SSINS
from traveller import Traveller


class Withdrawal(NamedTuple):
    """A form that was opened and only has to be sent."""

    page: Page
    form: Form


class Manager:
    """Signed in, with two organisations to manage: the employer and the secretariat that serves it."""

    def __init__(self, place: Place, browser: Traveller) -> None:
        self.browser = browser
        page = browser.sign_in("/register")
        self.secretariat_number = place.secretariat.employer.rsplit("/", 1)[1]
        self.employer = self._register(page, "Groep Zeegras")
        self.secretariat = self._register(page, "Loonwijzer")

    def _register(self, page: Page, name: str) -> str:
        return "/".join(self.browser.get(page.link(name)).url.split("/")[:5])

    def give_role(self) -> None:
        """To the other person, for the employer."""
        page = self.browser.get(f"{self.employer}/access")
        self._done(self.browser.submit(page, page.form("ssin", "role"), {"ssin": SSINS[OTHER], "role": "registrar"}))

    def role(self) -> Withdrawal:
        """Of the other person, of whom the list may show nothing but the last digits."""
        page = self.browser.get(f"{self.employer}/access").body.decode()
        digits = f"{SSINS[OTHER][-4:-2]}.{SSINS[OTHER][-2:]}"
        rows = [row for row in re.findall(r"(?s)<tr>.*?</tr>", page) if digits in row]
        if len(rows) != 1:
            raise Unexpected(f"{len(rows)} roles of one person")
        return self._open(re.findall(r'href="([^"]+/end)"', rows[0])[0])

    def give_mandate(self) -> None:
        """To the secretariat, which confirms it."""
        page = self.browser.get(f"{self.employer}/mandates")
        values: dict[str, str | list[str]] = {"provider": self.secretariat_number, "scope": ["declare", "correct"]}
        self._done(self.browser.submit(page, page.form("provider", "from"), values))
        # Another employer's waits too; a page serves for one answer.
        while forms := self._waiting():
            self._done(self.browser.submit(*forms[0], button=("answer", "confirm")))

    def _waiting(self) -> list[tuple[Page, Form]]:
        page = self.browser.get(f"{self.secretariat}/mandates")
        return [(page, form) for form in page.forms if form.action.endswith("/answer")]

    def mandate(self) -> Withdrawal:
        page = self.browser.get(f"{self.employer}/mandates")
        return self._open(page.link("/end"))

    def withdraw(self, prepared: Withdrawal) -> None:
        """Returns with the acknowledgement, before the page that follows is asked for."""
        fields = [*prepared.form.defaults()]
        url = urllib.parse.urljoin(prepared.page.url, prepared.form.action)
        self.browser.send(url, fields, 303)

    def _open(self, address: str) -> Withdrawal:
        page = self.browser.get(address)
        return Withdrawal(page, next(form for form in page.forms if form.action.endswith("/end")))

    def _done(self, page: Page) -> None:
        if page.status != 200 or "done=" not in page.url:
            raise Unexpected(f"{page.url} answered {page.status}: {page.text[:800]}")
