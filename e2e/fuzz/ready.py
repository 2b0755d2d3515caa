"""What must stand before a call can do its work: a planned training to complete, a report to answer."""

from __future__ import annotations

import json
import random
import secrets
from collections.abc import Callable
from typing import Any

from people import Callers
from software import Software

TRAINING = {"title": "Heftruck", "startDate": "2026-03-02", "minutes": 240}


class Ready:
    """Makes it through the API, and leads a call there."""

    def __init__(self, callers: Callers, people: list[str], ssins: list[str], chance: random.Random) -> None:
        self.callers, self.people, self.ssins, self.chance = callers, people, ssins, chance
        self.all: dict[str, Callable[[Any], None]] = {
            "completeTraining": self._planned,
            "addParticipations": self._more,
            "correctParticipation": self._participation,
            "correctTraining": self._training,
            "withdrawTraining": self._training,
            "withdrawCreditAdjustment": self._adjustment,
            "acceptReported": self._selection,
            "disputeReported": self._selection,
            "mergeReported": self._merge,
            "reopenReported": self._reopen,
            "answerQuestion": self._question,
        }

    def make(self, operation: str, case: Any) -> None:
        make = self.all.get(operation)
        if make and isinstance(case.body, dict):
            make(case)

    def _send(self, software: Software, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Idempotency-Key": secrets.token_hex(12)}
        status, _, answer = software.call("POST", software.employer + path, json.dumps(body).encode(), headers)
        if not 200 <= status < 300:
            raise RuntimeError(f"{path} answered {status}: {answer!r}")
        return json.loads(answer)

    def _register(self, case: Any, person: str, status: str = "completed") -> str:
        """A training of somebody, to which the call then leads; its address."""
        body = TRAINING | {"participants": [{"employeeId": person, "status": status}]}
        made = self._send(self.callers.employer, "/trainings", body)
        if "trainingId" in case.path_parameters:
            case.path_parameters["trainingId"] = made["trainingId"]
            case.headers["If-Match"] = '"1"'
        return made["href"]

    def _participation_of(self, address: str) -> str:
        return self.callers.employer.get(address)["participants"][0]["participationId"]

    def _training(self, case: Any) -> None:
        self._register(case, self.chance.choice(self.people))

    def _planned(self, case: Any) -> None:
        address = self._register(case, self.chance.choice(self.people), "planned")
        if case.body.get("absent"):
            case.body["absent"] = [self._participation_of(address)]

    def _more(self, case: Any) -> None:
        one, two = self.chance.sample(self.people, 2)
        self._register(case, one)
        case.body["participants"] = [{"employeeId": two, "status": "completed", "minutes": 60}]

    def _participation(self, case: Any) -> None:
        address = self._register(case, self.chance.choice(self.people))
        case.path_parameters["participationId"] = self._participation_of(address)

    def _adjustment(self, case: Any) -> None:
        person = self.chance.choice(self.people)
        body = {"year": 2026, "date": "2026-03-02", "minutes": 60, "reason": "Overgedragen"}
        made = self._send(self.callers.employer, f"/employees/{person}/creditAdjustments", body)
        case.path_parameters |= {"employeeId": person, "adjustmentId": made["adjustmentId"]}

    def _reported(self) -> dict[str, Any]:
        """What a provider reported of an employee just now. The numbers of some were corrected since."""
        while True:
            reported = self._report()
            if "employeeId" in reported:
                return reported

    def _report(self) -> dict[str, Any]:
        number = self.callers.employer.employer.rsplit("/", 1)[1]
        title = f"Heftruck {secrets.token_hex(4)}"
        person = {"enterpriseNumber": number, "ssin": self.chance.choice(self.ssins), "name": "An Peeters"}
        self._send(self.callers.provider, "/trainingReports", TRAINING | {"title": title, "participants": [person]})
        page = f"{self.callers.employer.employer}/reportedParticipations"
        while page:
            answer = self.callers.employer.get(page)
            found = [one for one in answer["items"] if one["training"]["title"] == title]
            if found:
                return found[0]
            page = answer.get("next")
        raise RuntimeError("what was reported does not wait")

    def _selection(self, case: Any) -> None:
        case.body["reportedParticipations"] = [self._reported()["reportedParticipationId"]]

    def _merge(self, case: Any) -> None:
        reported = self._reported()
        case.path_parameters["reportedParticipationId"] = reported["reportedParticipationId"]
        address = self._register(case, reported["employeeId"])
        case.body["participationId"] = self._participation_of(address)

    def _reopen(self, case: Any) -> None:
        reported = self._reported()["reportedParticipationId"]
        body = {"reportedParticipations": [reported], "reason": "Onbekend"}
        self._send(self.callers.employer, "/reportedParticipations/dispute", body)
        case.path_parameters["reportedParticipationId"] = reported

    def _question(self, case: Any) -> None:
        """Questions are asked on the pages; those of the demonstration that wait."""
        case.body.pop("correctionId", None)
        all_of_them = self.callers.employer.get(f"{self.callers.employer.employer}/questions")["items"]
        waiting = [one["questionId"] for one in all_of_them if one["status"] == "open"]
        if waiting:
            case.path_parameters["questionId"] = self.chance.choice(waiting)
