"""Who calls in a sandbox: an employer that anybody can be."""

from __future__ import annotations

import os
import pathlib
import re
import sys
from typing import Any

import schemathesis

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE), str(HERE.parent / "crash")]

from answers import count
from browser import Browser
from software import Software


class Anybody:
    """Asks for a key on the page of the sandbox."""

    def __init__(self, base: str, _: int) -> None:
        self.browser = Browser(base)

    def let_in(self, public_key: str) -> str:
        page = self.browser.get("/sandbox")
        page = self.browser.submit(page, page.form("kind", "key_text"), {"key_text": public_key})
        return page.url.rsplit("/", 1)[1]


software = Software(os.environ["FLA"], pathlib.Path(os.environ["FLA_FUZZ_KEYS"]), Anybody)


@schemathesis.auth(refresh_interval=None)
class Token:
    def get(self, case: Any, context: Any) -> str:
        return software.token()

    def set(self, case: Any, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """A date that a sandbox can have: today at the earliest, some years ahead at the most."""
    date = case.body.get("date") if isinstance(case.body, dict) else None
    if isinstance(date, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", date):
        case.body["date"] = f"2029{date[4:]}" if date[5:] != "02-29" else "2029-03-01"


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    count(case, response)
