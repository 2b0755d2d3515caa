"""Who calls: software of an employer and of a training provider of the demonstration."""

from __future__ import annotations

import pathlib
import re
import sys
from typing import ClassVar

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "crash"))

from software import AccessManager, Software

SCOPES = [
    "register:read", "history:read", "mandate:read", "employee:write", "right:write", "training:write",
    "report:write", "question:write", "file:write",
]


class Chemistry(AccessManager):
    """Of an employer where there is some of everything."""

    employer = "Chemie Noordvaart"
    scopes: ClassVar[list[str]] = SCOPES

    def tell(self, address: str) -> str:
        """Has what changes told to an address; the id of that webhook."""
        page = self.page("/webhooks")
        values: dict[str, str | list[str]] = {"address": address, "topic": "trainings"}
        page = self.browser.submit(page, page.form("address"), values)
        return re.findall(r"/webhooks/([0-9a-f-]{36})", page.url + page.body.decode())[0]


class Provider(AccessManager):
    """Of a training provider."""

    who = "Fabien Clairièrelle"
    employer = ""
    scopes: ClassVar[list[str]] = SCOPES


class Callers:
    """Software of both. What lets it in lies in a folder, so that it is let in once, also where the
    register then moves to another store."""

    def __init__(self, base: str, folder: pathlib.Path) -> None:
        for name in ("employer", "provider"):
            (folder / name).mkdir(exist_ok=True)
        self.employer = Software(base, folder / "employer", Chemistry)
        self.provider = Software(base, folder / "provider", Provider)
        webhook = folder / "webhook"
        if not webhook.exists():
            webhook.write_text(Chemistry(base, 0).tell("https://hooks.example/fla"))
        self.webhook = webhook.read_text()
