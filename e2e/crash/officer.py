"""HR officers of the demonstration, who work through the pages as people do: sign in, forms, answers."""

from __future__ import annotations

import collections
import datetime as dt
import html
import pathlib
import re
import sys
import time
from typing import ClassVar

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "payroll"))

import payroll
from book import Seen, Training
from browser import Browser, Form, Page, Unexpected, Upload
from load import Leaving

SETTLE_LIMIT = 120.0
STATUSES = {"Planned": "planned", "Completed": "completed", "Not followed": "notFollowed"}


class Officer:
    """Somebody signed in for one employer. The session outlives the server, as it must."""

    who: ClassVar[str]
    employer: ClassVar[str] = ""
    """For whom, where there are several to choose from."""
    _cookies: ClassVar[dict[tuple[str, int], dict[str, str]]] = {}

    def __init__(self, base: str, number: int) -> None:
        self.browser = Browser(base)
        kept = self._cookies.get((self.who, number))
        if kept is None:
            self._sign_in()
            self._cookies[self.who, number] = self.browser.cookies
        else:
            self.browser.cookies = kept
        page = self.browser.get("/register")
        if self.employer and "/register/" not in page.url:
            page = self.browser.get(page.link(self.employer))
        if "/register/" not in page.url:
            raise Unexpected(f"LOST: the session of {self.who}: led to {page.url}")
        # Some begin on a page below that of the employer.
        self.register = "/".join(page.url.split("/")[:5])

    def _sign_in(self) -> None:
        page = self.browser.get("/sign-in?return=/register")
        card = re.search(rf'value="(\d+)">[^<]*<strong>{self.who}</strong> <span>([^<]*)', _text(page))
        if not card:
            raise Unexpected(f"{page.url} has no card of {self.who}")
        self.card = card[2]
        page = self.browser.submit(page, page.form("person"), button=("person", card[1]))
        self.browser.submit(page, page.form("language", "back"), button=("language", "en"))

    def page(self, address: str) -> Page:
        """A page below the employer's address."""
        page = self.browser.get(self.register + address)
        if page.status != 200:
            raise Unexpected(f"{page.url} answered {page.status}: {page.title}")
        return page

    def employees(self) -> list[tuple[str, str]]:
        """Id and work of everybody in service."""
        found: list[tuple[str, str]] = []
        page = self.page("/employees")
        while True:
            rows = re.findall(r"(?s)<tr>.*?</tr>", _between(page, '<table id="employees"', "</table>"))
            for row in rows:
                person = re.search(r'/employees/([0-9a-f-]{36})', row)
                if person:
                    found.append((person[1], html.unescape(_cell(row, "Work"))))
            after = re.search(r'<a rel="next" href="([^"]+)"', _text(page))
            if not after:
                return found
            page = self.browser.get(html.unescape(after[1]))


class TrainingOfficer(Officer):
    """Registers and changes trainings."""

    who = "Katrien Duinhoevens"
    _attempted: ClassVar[dict[str, frozenset[str]]] = {}
    _known: ClassVar[list[str]] = []

    def __init__(self, base: str, number: int) -> None:
        super().__init__(base, number)
        if not self._known:
            self._known.extend(person for person, _ in self.employees()[:40])
        self.people = self._known
        self.where: dict[str, str] = {}

    def create(self, title: str, training: Training, leaving: Leaving) -> None:
        page = self.page("/trainings/new")
        self._attempted[title] = training.participants
        values: dict[str, str | list[str]] = {
            "title": title,
            "start": f"{dt.date.today().year}-01-02",
            "duration": f"{training.minutes} min",
            "status": training.status,
            "employee": sorted(training.participants),
        }
        answer = self._do(page, page.form("key", "title"), values, leaving)
        self.where[title] = answer.url.removeprefix(self.register).split("?")[0]

    def change(self, title: str, was: Training, to: Training, leaving: Leaving) -> None:
        at = self.where[title]
        if to.status == "withdrawn":
            page = self.page(f"{at}/withdraw")
            self._do(page, page.form("key", "whom"), {"reason": "withdrawn", "whom": "all"}, leaving)
        elif to.status != was.status:
            page = self.page(f"{at}/complete")
            self._do(page, page.form("key", "part"), {}, leaving)
        else:
            page = self.page(f"{at}/correct")
            values = {"duration": f"{to.minutes} min", "reason": "corrected"}
            self._do(page, page.form("key", "known"), values, leaving)

    def _do(self, page: Page, form: Form, values: dict, leaving: Leaving) -> Page:
        leaving()
        answer = self.browser.submit(page, form, values, button=("step", "do"))
        if answer.status != 200 or "?done=" not in answer.url:
            raise Unexpected(f"{answer.url} answered {answer.status}: {answer.text[:1500]}")
        return answer

    def see(self, titles: list[str]) -> dict[str, Seen]:
        trainings: dict[str, list[Training]] = {title: [] for title in titles}
        for prefix in sorted({title.split("-")[0] for title in titles}):
            for title, address in self._listed(f"{prefix}-"):
                if title in trainings:
                    trainings[title].append(self._training(address))
        people = {p for title in titles for p in self._attempted.get(title, ())}
        people |= {p for found in trainings.values() for each in found for p in each.participants}
        debits: dict[str, list[tuple[str, int]]] = {title: [] for title in titles}
        for person in sorted(people):
            for title, minutes in self._debits(person).items():
                if title in debits and minutes:
                    debits[title].append((person, minutes))
        return {t: Seen(tuple(trainings[t]), tuple(sorted(debits[t]))) for t in titles}

    def _listed(self, words: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        page = self.page(f"/trainings?title={words}&withdrawn=yes")
        while True:
            rows = re.findall(r'<th scope="row"><a href="([^"]+)">([^<]*)</a>', _text(page))
            found += [(html.unescape(title), address) for address, title in rows]
            after = re.search(r'<a rel="next" href="([^"]+)"', _text(page))
            if not after:
                return found
            page = self.browser.get(html.unescape(after[1]))

    def _training(self, address: str) -> Training:
        page = self.browser.get(address)
        withdrawn = "tag tone-bad" in _between(page, "<h1>", "</h1>")
        duration = re.search(r"<dt>Duration</dt><dd>([^<]*)</dd>", _text(page))
        table = _between(page, '<table aria-labelledby="participants"', "</table>")
        people, statuses = set(), set()
        for row in re.findall(r"(?s)<tr>.*?</tr>", table):
            person = re.search(r'/employees/([0-9a-f-]{36})', row)
            if person:
                people.add(person[1])
                words = re.sub(r"<[^>]*>", " ", _cell(row, "Status")).split()
                gone = words[:1] == ["Withdrawn"]
                statuses.add("withdrawn" if gone else STATUSES.get(" ".join(words), str(words)))
        status = " and ".join(sorted(statuses | ({"withdrawn"} if withdrawn else set())))
        return Training(status, _minutes(duration[1] if duration else ""), frozenset(people))

    def _debits(self, person: str) -> dict[str, int]:
        """Minutes taken off in all by each training: one may draw on the credit of several years."""
        page = self.page(f"/employees/{person}")
        taken: collections.Counter[str] = collections.Counter()
        for row in re.findall(r"(?s)<tr>.*?</tr>", _between(page, 'id="entries"', "</section>")):
            title = re.search(r'<a href="[^"]*/trainings/[^"]*">([^<]*)</a>', row)
            if title:
                taken[html.unescape(title[1])] -= _minutes(_cell(row, "Hours"))
        return dict(taken)


class PayrollOfficer(Officer):
    """Of an employer without data: 40 people whose declaration of one quarter is handed in again."""

    who = "Wout Klaverweydt"
    _employer: ClassVar[payroll.Employer | None] = None

    def __init__(self, base: str) -> None:
        super().__init__(base, 0)
        cls = type(self)
        if cls._employer is None:
            numbers = re.search(r"ondernemingsnummer ([\d.]+), RSZ-nummer ([\d-]+)", self.card)
            if not numbers:
                raise Unexpected(f"no numbers in {self.card}")
            enterprise, nsso = (re.sub(r"\D", "", number) for number in numbers.groups())
            cls._employer = payroll.Employer(nsso, enterprise)
            self.upload(3800, lambda: None)
            self.settle()

    def upload(self, hours: int, leaving: Leaving) -> None:
        page = self.page("/import")
        form = next(form for form in page.forms if form.multipart)
        file = Upload("dmfa.xml", self._declaration(hours).encode())
        leaving()
        answer = self.browser.submit(page, form, files=[("files", file)])
        if answer.status != 200 or "/import/" not in answer.url:
            raise Unexpected(f"{answer.url} answered {answer.status}: {answer.text[:1500]}")

    def _declaration(self, hours: int) -> str:
        assert self._employer is not None
        year = dt.date.today().year
        numbers = payroll.people_numbers(dt.date(1910, 11, 1))
        job = payroll.Job(dt.date(2019, 9, 1), "111", hours)
        people = [
            payroll.Person(ssin, "Ann", f"Person {n}", (job,)) for n, ssin in zip(range(40), numbers)
        ]
        text = payroll.dmfa(self._employer, payroll.Quarter(year - 1, 4), people)
        # The declaration that was made last wins.
        now = dt.datetime.now()
        made = f"<FormCreationDate>{now:%Y-%m-%d}</FormCreationDate>"
        text = re.sub(r"<FormCreationDate>.*?</FormCreationDate>", made, text)
        return text.replace("08:45:00.000", f"{now:%H:%M:%S}.{now.microsecond // 1000:03}")

    def settle(self) -> None:
        until = time.monotonic() + SETTLE_LIMIT
        while True:
            states = re.findall(r'data-label="Status">([^<]*)</td>', _text(self.page("/import")))
            if not {"waiting", "under way"} & set(states):
                return
            if time.monotonic() > until:
                raise Unexpected(f"an import is still under way after {SETTLE_LIMIT:.0f} s: {states}")
            time.sleep(0.05)

    def see(self) -> collections.Counter[int]:
        works = (re.search(r"([\d.]+) / 38 h", work) for _, work in self.employees())
        return collections.Counter(round(float(w[1]) * 100) if w else -1 for w in works)


def _text(page: Page) -> str:
    return page.body.decode("utf-8")


def _between(page: Page, start: str, end: str) -> str:
    """From the first `start` to the `end` after it; empty where there is none."""
    _, found, after = _text(page).partition(start)
    return after.partition(end)[0] if found else ""


def _cell(row: str, label: str) -> str:
    found = re.search(rf'(?s)data-label="{label}">(.*?)</td>', row)
    return found[1].strip() if found else ""


def _minutes(text: str) -> int:
    """Of an amount such as `−7 h 36` or `30 min (0.07 days)`."""
    found = re.match(r"[+−-]?\s*(?:(\d+)\s*h\s*(\d+)|(\d+)\s*min)", html.unescape(text))
    if not found:
        raise Unexpected(f"no amount in {text!r}")
    hours, rest, only = (int(each or 0) for each in found.groups())
    amount = hours * 60 + rest + only
    return -amount if text.startswith(("-", "−")) else amount
