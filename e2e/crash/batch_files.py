"""Batch files of trainings of people of one employer, and software that sends them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import pathlib
import time
from typing import ClassVar

from software import AccessManager, Software

PEOPLE = 2000
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<FlaDeclaration xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="FlaDeclaration_20264.xsd">
"""
FORM = (
    "<Form><Identification>FLAC001</Identification><FormCreationDate>2026-11-20</FormCreationDate>"
    "<FormCreationHour>14:05:09.250</FormCreationHour><AttestationStatus>0</AttestationStatus>"
    "<TypeForm>SU</TypeForm><Reference><ReferenceType>1</ReferenceType><ReferenceOrigin>1</ReferenceOrigin>"
    "<ReferenceNbr>{reference}</ReferenceNbr></Reference><EmployerId><CompanyID>{employer}</CompanyID>"
    "</EmployerId>{body}</Form>\n"
)
HIRING = (
    "<EmployeeDeclaration><NaturalPerson><INSS>{ssin}</INSS><WorkerName>Zandvliet</WorkerName>"
    "<WorkerFirstName>Noor</WorkerFirstName></NaturalPerson><StartingDate>2024-01-01</StartingDate><Occupation>"
    "<JointCommissionNbr>200</JointCommissionNbr><RefMeanWorkingHours>3800</RefMeanWorkingHours>"
    "<MeanWorkingHours>3800</MeanWorkingHours></Occupation></EmployeeDeclaration>"
)
TRAINING = (
    "<TrainingDeclaration><Training><TrainingUserReference>{reference}</TrainingUserReference>"
    "<Title>Veilig werken {reference}</Title><StartingDate>{day}</StartingDate><EndingDate>{day}</EndingDate>"
    "<Minutes>{minutes}</Minutes><TrainingKind>1</TrainingKind></Training><Participant><NaturalPersonId>"
    "<INSS>{ssin}</INSS></NaturalPersonId></Participant></TrainingDeclaration>"
)
COMMENT = "<!-- {} " + " Zandvliet" * 80 + " -->\n"
"""With some noise, so that a compressed file is no bomb."""


def ssin(n: int) -> str:
    """Of somebody born from 1900 on with a counter that nobody has."""
    born = dt.date(1904, 1, 1) + dt.timedelta(days=n % 2000)
    nine = int(f"{born:%y%m%d}{990 + n // 2000}")
    return f"{nine:09}{97 - nine % 97:02}"


def write(path: pathlib.Path, employer: str, mark: str, size: int, blown_up: int) -> int:
    """A file of at least so many bytes; the number of its forms."""
    n = written = 0
    with path.open("w") as file:
        written += file.write(HEAD)
        while written < size:
            day = dt.date(2024, 1, 1) + dt.timedelta(days=n * 7 % 700)
            reference = f"{mark}-{n}"
            body = TRAINING.format(
                reference=reference, day=day, minutes=30 + n % 90, ssin=ssin(n % PEOPLE)
            )
            written += file.write(FORM.format(reference=reference, employer=employer, body=body))
            if blown_up > 1:
                for part in range(blown_up - 1):
                    noise = hashlib.sha512(f"{n} {part}".encode()).hexdigest()
                    written += file.write(COMMENT.format(noise))
            n += 1
        file.write("</FlaDeclaration>\n")
    return n


def hirings(path: pathlib.Path, employer: str) -> None:
    with path.open("w") as file:
        file.write(HEAD)
        for n in range(PEOPLE):
            body = HIRING.format(ssin=ssin(n))
            file.write(FORM.format(reference=f"h-{n}", employer=employer, body=body))
        file.write("</FlaDeclaration>\n")


class FileManager(AccessManager):
    """Lets in software that sends files."""

    scopes: ClassVar[list[str]] = ["register:read", "training:write", "employee:write", "file:write"]


class Sender(Software):
    """Sends files and asks what came of them."""

    def __init__(
        self, base: str, scratch: pathlib.Path, manager: type[AccessManager] = FileManager
    ) -> None:
        super().__init__(base, scratch, manager)

    @property
    def number(self) -> str:
        """The enterprise number of its organisation."""
        return self.employer.rsplit("/", 1)[1]

    def post(self, path: pathlib.Path, encoding: str | None) -> str:
        address = f"{self.employer}/batchFiles?name={path.name}&environment=real"
        extra = {"Content-Type": "application/xml", "Content-Length": str(path.stat().st_size)}
        if encoding:
            extra["Content-Encoding"] = encoding
        self.reconnect()
        with path.open("rb") as file:
            self._asked = float("-inf")
            status, _, answer = self.call("POST", address, file, extra)
        if status != 202:
            raise RuntimeError(f"{path.name}: {status} {answer!r}")
        return json.loads(answer)["href"]

    def hire(self, path: pathlib.Path) -> None:
        """Everybody whom a file names, into the register."""
        hirings(path, self.number)
        address = self.post(path, None)
        while "finishedAt" not in self.state(address):
            time.sleep(0.2)

    def named(self, name: str) -> str:
        """The address of the file of this name, once it has come."""
        while True:
            for one in self.get(f"{self.employer}/batchFiles")["items"]:
                if name in one["name"]:
                    return one["href"]
            time.sleep(0.5)

    def state(self, address: str) -> dict:
        status, headers, answer = self.call("GET", address)
        if status == 303:
            return self.get(headers["Location"] + "?pageSize=1")["batchFile"]
        return json.loads(answer)

    def results(self, address: str) -> list[tuple[int, str]]:
        """Place and state of every form of which something came."""
        forms = self.all(f"{address}/outcome?pageSize=1000")
        return [(one["position"], one["state"]) for one in forms]

    def titles(self, words: str) -> list[str]:
        """Of the trainings that there are with these words."""
        trainings = self.all(f"{self.employer}/trainings?q={words}&withdrawn=true")
        return [one["title"] for one in trainings]
