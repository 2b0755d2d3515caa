"""C4: nobody is kept to an instance: sign-in, forms, files in pieces and sign-out, each request anywhere."""

from __future__ import annotations

import dataclasses
import random
import time

from batch_files import FORM, HEAD, TRAINING, ssin
from browser import Page, Unexpected
from caller import Caller
from field import Field
from findings import Findings, spread
from provider import MANAGER
from traveller import Traveller
from trainings import YEAR

COUNT = 10_000
VISITORS = 8
FILE_EACH = 10
"""Every so many journeys a file is sent in pieces."""
GONE = 1.0
"""Seconds after which a session that was ended must be of no use anywhere."""
SETTLED = 120.0


@dataclasses.dataclass
class Journey:
    number: int
    chance: random.Random
    browser: Traveller


def play(field: Field) -> Findings:
    findings, caller = Findings(), field.caller()
    latest: list[float] = []

    def one(number: int) -> None:
        chance = field.chance(number)
        browser = field.place.traveller(MANAGER, chance)
        try:
            register(field, Journey(number, chance, browser))
            if number % FILE_EACH == 0:
                pieces = upload(field, caller, number, chance)
                findings.saw("files in pieces")
                findings.saw("pieces", pieces)
            latest.append(sign_out(findings, browser))
            if len(browser.visited) > 1:
                findings.saw("journeys over several instances")
        finally:
            browser.close()
        findings.done()

    spread(findings, range(field.share_of(COUNT)), VISITORS, one)
    findings.must_have_seen("journeys over several instances", "files in pieces")
    findings.note(f"no use of a session later than {max(latest, default=0):.3f} s after its end")
    return findings


def register(field: Field, journey: Journey) -> None:
    """Signs in, and registers a training by the form; the page after it shows it."""
    browser, chance = journey.browser, journey.chance
    page = browser.sign_in("/register")
    employer = "/".join(browser.get(page.link("Groep Zeegras")).url.split("/")[:5])
    page = browser.get(f"{employer}/trainings/new")
    title = f"{field.mark}-{journey.number}"
    values: dict[str, str | list[str]] = {
        "title": title, "start": f"{YEAR}-01-05", "duration": "15 min", "status": "completed",
        "employee": [chance.choice(field.people)],
    }
    made = browser.submit(page, page.form("key", "title"), values, button=("step", "do"))
    expect(made, "done=" in made.url and title in made.text)
    expect(seen := browser.get(f"{employer}/trainings?title={title}"), title in seen.text)


def expect(page: Page, good: bool) -> None:
    if page.status != 200 or not good:
        raise Unexpected(f"{page.url} answered {page.status}: {page.text[:600]}")


def upload(field: Field, caller: Caller, number: int, chance: random.Random) -> int:
    """A batch file, each piece through any instance, until its form is carried out; how many pieces."""
    reference = f"{field.mark}-f{number}"
    training = TRAINING.format(reference=reference, day=f"{YEAR}-01-05", minutes=15, ssin=ssin(number % 2000))
    form = FORM.format(reference=reference, employer=caller.employer.rsplit("/", 1)[1], body=training)
    file = f"{HEAD}{form}</FlaDeclaration>\n".encode()
    begun = caller.send(
        caller.any(chance), "POST", f"/batchFileUploads?name={reference}.xml&environment=real", b"", reference,
        more={"Content-Type": "application/xml", "Upload-Complete": "?0", "Upload-Length": str(len(file))},
    ).be(201)
    address, offset, pieces = begun.header("location"), 0, 0
    while True:
        piece = file[offset : offset + chance.randrange(200, 500)]
        last = offset + len(piece) == len(file)
        kind = {"Content-Type": "application/partial-upload", "Upload-Complete": "?1" if last else "?0"}
        answer = caller.send(
            caller.any(chance), "PATCH", address, piece, more={**kind, "Upload-Offset": str(offset)}
        ).be(202 if last else 204)
        offset, pieces = offset + len(piece), pieces + 1
        if last:
            break
    until = time.monotonic() + SETTLED
    while (state := caller.send(caller.any(chance), "GET", answer.json()["href"])).status != 303:
        state.be(200)
        if time.monotonic() > until:
            raise Unexpected(f"{reference}.xml is not done after {SETTLED:.0f} s: {state.body[:500]!r}")
        time.sleep(0.2)
    (outcome,) = caller.get(caller.any(chance), state.header("location"))["items"]
    if outcome["state"] != "accepted":
        raise Unexpected(f"{reference}.xml: {outcome}")
    return pieces


def sign_out(findings: Findings, browser: Traveller) -> float:
    """Ends the session, and shows its cookie to each instance; when it was last of use after that."""
    page, cookies = browser.get("/account"), dict(browser.cookies)
    form = next(form for form in page.forms if form.action == "/sign-out")
    browser.send(f"{browser.base}/sign-out", form.defaults(), 303)
    ended, latest = time.monotonic(), 0.0
    for at in range(len(browser.bases)):
        browser.fixed = at
        while True:
            browser.cookies = dict(cookies)
            asked = time.monotonic() - ended
            if browser.send(f"{browser.base}/register", None)[0] != 200:
                break
            latest = max(latest, asked)
            if asked > GONE:
                findings.fault(f"SIGN-OUT: a session is of use {asked:.3f} s after its end")
                break
    return latest
