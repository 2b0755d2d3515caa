"""What the register said it holds, so that calls lead to something rather than to 404.

A call that schemathesis made from the contract stays one that the contract allows: values are put in
the place of others of the same form, and of two fields that exclude each other one is left out.
"""

from __future__ import annotations

import collections
import datetime as dt
import random
import re
import secrets
import uuid
from typing import Any

KEPT = 60
"""How many of a kind are remembered, the latest."""

COMMITTEES = ["200", "116", "207", "140.03"]
CHANGES = {
    "newEmployee", "newTraining", "trainingCorrection", "trainingCompletion", "trainingWithdrawal",
    "trainingRestoration",
}
PARTICIPATIONS = {"absent": "participationId", "participations": "participationId",
                  "reportedParticipations": "reportedParticipationId"}
UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class Known:
    """Ids and codes by the name under which the contract asks for them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.all: dict[str, collections.deque[str]] = collections.defaultdict(
            lambda: collections.deque(maxlen=KEPT)
        )
        self.versions: dict[str, str] = {}
        """The ETag of a training, as it was answered last."""
        self.participations: dict[str, list[str]] = {}
        """Of a training."""
        self.offsets: dict[str, int] = {}
        """How much of an upload came."""

    def often(self, share: float = 0.85) -> bool:
        return self.chance.random() < share

    def learn(self, answer: Any, training: str | None = None) -> None:
        """Remembers what an answer names."""
        if isinstance(answer, list):
            for one in answer:
                self.learn(one, training)
            return
        if not isinstance(answer, dict):
            return
        training = answer.get("trainingId", training)
        for name, value in answer.items():
            if name.endswith("Id") and isinstance(value, str) and value not in self.all[name]:
                self.all[name].append(value)
            if name == "participationId" and training:
                self.participations.setdefault(training, []).append(value)
            if name == "trainingEtag" and training:
                self.versions[training] = value
            self.learn(value, training)

    def one(self, name: str, otherwise: Any = None) -> Any:
        found = self.all.get(name)
        return self.chance.choice(list(found)) if found else otherwise

    def fit(self, value: Any, name: str = "", training: str | None = None) -> Any:
        """The same thing, mostly about what there is."""
        if isinstance(value, dict):
            return self._fit_object(value, training)
        if isinstance(value, list):
            kind = PARTICIPATIONS.get(name)
            if kind and all(isinstance(one, str) for one in value):
                return self._ids(kind, value, training)
            return [self.fit(one, name, training) for one in value]
        if not self.often():
            return value
        if isinstance(value, str):
            return self._fit_text(value, name)
        if isinstance(value, int) and not isinstance(value, bool):
            return self._fit_number(value, name)
        return value

    def _fit_object(self, value: dict[str, Any], training: str | None) -> dict[str, Any]:
        fitted = {}
        if isinstance(value.get("trainingId"), str):
            training = self.one("trainingId", value["trainingId"])
        for name, part in value.items():
            fitted[name] = self.fit(part, name, training)
        if "trainingId" in value and "version" in value and training in self.versions:
            fitted["trainingId"] = training
            fitted["version"] = int(self.versions[training].strip('"'))
        if {"employeeId", "ssin"} <= fitted.keys() and self.often(0.95):
            del fitted[self.chance.choice(["employeeId", "ssin"])]
        if fitted.get("everybody") and "employees" in fitted and self.often(0.95):
            del fitted["everybody"]
        if "validUntil" in fitted and self.often():
            fitted |= {"certificate": True, "validUntil": "2031-11-02"}
        if "split" in fitted and self.often():
            del fitted["split"]
        changes = sorted(CHANGES & fitted.keys())
        if len(changes) > 1 and self.often(0.95):
            for name in set(changes) - {self.chance.choice(changes)}:
                del fitted[name]
        start, end = fitted.get("startDate"), fitted.get("endDate")
        if isinstance(start, str) and isinstance(end, str) and end < start and self.often():
            fitted["startDate"], fitted["endDate"] = end, start
        return fitted

    def _ids(self, kind: str, value: list[str], training: str | None) -> list[str]:
        of_training = kind == "participationId" and training
        pool = self.participations.get(training, []) if of_training else list(self.all.get(kind, []))
        wanted = min(len(value), len(set(pool)), 5)
        return self.chance.sample(sorted(set(pool)), wanted) if wanted and self.often() else value

    def _fit_text(self, value: str, name: str) -> str:
        if UUID.fullmatch(value):
            return self.one("changeId" if name == "correctionId" else name, value)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return self.day().isoformat()
        if name == "ssin":
            return self.one("ssin", value) if self.often(0.6) else synthetic_ssin(self.chance)
        if name == "enterpriseNumber":
            return self.one("enterpriseNumber", value)
        if name == "jointCommittee":
            return self.chance.choice(COMMITTEES)
        if name == "fieldOfEducation":
            return self.one("fieldOfEducationCode", value)
        if name == "reference":
            return f"F-{secrets.token_hex(6)}"
        if name == "email":
            return "an.peeters@bedrijf.example"
        words = name in {"title", "familyName", "givenName", "reason", "words", "name", "team", "place",
                         "provider", "nature", "funding", "claNumber", "birthPlace", "address"}
        return self.chance.choice(["Peeters", "Heftruck", "Où ça ?"]) if words and self.often(0.7) else value

    def _fit_number(self, value: int, name: str) -> int:
        if name == "year":
            return self.chance.choice([2025, 2026, 2026])
        if name == "minutes" and value > 480:
            return self.chance.randint(1, 480)
        if name == "dayHundredths":
            return self.chance.randint(1, 400)
        if name in {"workingHours", "referenceHours"}:
            return 3800 if name == "referenceHours" else self.chance.choice([1900, 3800])
        return value

    def day(self) -> dt.date:
        return dt.date(2026, 1, 1) + dt.timedelta(days=self.chance.randrange(329))

    def parameter(self, name: str, value: Any) -> Any:
        """For a parameter that the contract allows."""
        if not self.often():
            return value
        if name in {"Idempotency-Key", "reference"}:
            return str(uuid.UUID(int=self.chance.getrandbits(128)))
        if name == "name":
            return f"FLA-{secrets.token_hex(6)}.xml"
        if name == "afterEmployee":
            return self.one("employeeId", value)
        if name == "afterTraining":
            return self.one("trainingId", value)
        if name == "year":
            return self.chance.choice([2025, 2026, 2027])
        return self.one(name, value)


def synthetic_ssin(chance: random.Random) -> str:
    """A number with the right check digits, of a birth in 1900 as no living person has."""
    first = f"00{chance.randint(1, 12):02}{chance.randint(1, 28):02}{chance.randint(901, 997)}"
    return f"{first}{97 - int(first) % 97:02}"
