"""What schemathesis does not know of the register: who calls, and what there is to ask about."""

from __future__ import annotations

import json
import os
import pathlib
import random
import re
import secrets
import sys
from typing import Any

import schemathesis

HERE = pathlib.Path(__file__).resolve().parent
sys.path.append(str(HERE))

from answers import count
from issuer import token_about_a_person
from known import UUID, Known
from people import Callers
from ready import Ready

BASE = os.environ["FLA"]
"""Where the register is."""
KEYS = pathlib.Path(os.environ["FLA_FUZZ_KEYS"])
"""The folder with the keys of those who call."""
ISSUER = os.environ.get("FLA_FUZZ_ISSUER")
"""The outside issuer of tokens, where a person calls."""

# `select` leaves out fields that the contract says are always there, as the guide wants (rule
# `res-repres`), so that no schema could say what is answered. The tests of crates/api try it.
SELECT = {"$ref": "#/components/parameters/Select"}
# Of a training provider; all else is of an employer.
OF_PROVIDERS = "/trainingReports"
# Mostly for some, and for one where nobody was named.
FOR_PEOPLE = {
    "setRights", "calculateRights", "giveCompanyDays", "optOut", "optIn", "verifyRights", "assignTeam",
}
# Of a client at a time; those beyond are called off, so that there is room for others.
UPLOADS = 12

known = Known(random.Random(int(os.environ.get("FLA_FUZZ_SEED", "7"))))
callers = Callers(BASE, KEYS)
employer, provider = callers.employer, callers.provider
of_person = token_about_a_person(ISSUER, KEYS, f"{BASE}/fla/v1") if ISSUER else None
uploads: list[str] = []


def ask(software: Any, address: str) -> Any:
    status, _, answer = software.call("GET", address)
    return json.loads(answer) if status == 200 else {}


def look_around() -> None:
    """What is there before the first call."""
    below = ["employees?pageSize=50", "trainings", "questions", "reportedParticipations", "companyDays",
             "changes?start=beginning", "batchFiles", "mandates"]
    for part in below:
        known.learn(ask(employer, f"{employer.employer}/{part}"))
    for training in list(known.all["trainingId"])[-20:]:
        see(training)
    reports = ask(provider, f"{provider.employer}/trainingReports").get("items", [])
    known.all["trainingReportId"].clear()
    known.all["trainingReportId"].extend(one["trainingReportId"] for one in reports)
    for path, field, name in [
        ("rules", "code", "ruleCode"), ("jointCommittees", "code", "jointCommitteeCode"),
        ("fieldsOfEducation", "code", "fieldOfEducationCode"), ("anomalies", "code", "anomalyCode"),
        ("problemTypes", "type", "problemTypeUrn"),
    ]:
        items = ask(employer, f"{BASE}/fla/v1/refData/{path}").get("items", [])
        known.all[name].extend(one[field] for one in items)
    known.all["enterpriseNumber"].append(employer.employer.rsplit("/", 1)[1])
    _, _, answer = employer.call("GET", f"{employer.employer}/batchFileExport")
    text = answer.decode()
    known.all["ssin"].extend(re.findall(r"<INSS>(\d{11})</INSS>", text))
    forms.extend(re.findall(r"(?s)\t<Form>.*?</Form>\n", text))
    known.all["webhookId"].append(callers.webhook)


def see(training: str) -> None:
    """Reads a training as it stands."""
    status, headers, answer = employer.call("GET", f"{employer.employer}/trainings/{training}")
    if status == 200:
        known.versions[training] = headers["ETag"]
        known.participations[training] = []
        known.learn(json.loads(answer))


forms: list[str] = []
look_around()
ready = Ready(callers, list(known.all["employeeId"]), list(known.all["ssin"]), known.chance)


@schemathesis.serializer("application/xml", "text/xml", "application/partial-upload")
def as_it_is(context: Any, value: Any) -> bytes:
    """A file is sent as the bytes that it is, not as XML of what was made of it."""
    if isinstance(value, str) and not hasattr(value, "data"):
        return value.encode("utf-8", "surrogatepass")
    return value if isinstance(value, bytes) else getattr(value, "data", str(value).encode())


def batch_file() -> str:
    """A file with some forms of the employer's own, as new ones."""
    some = known.chance.sample(forms, min(len(forms), known.chance.randint(1, 3)))
    text = "".join(re.sub(r"X-[0-9a-f]+", lambda _: f"Y-{secrets.token_hex(8)}", form) for form in some)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<FlaDeclaration>\n'
    return f"{head}{text}</FlaDeclaration>\n"


@schemathesis.hook
def before_load_schema(context: Any, raw_schema: Any) -> None:
    for item in raw_schema["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict) and "parameters" in operation:
                operation["parameters"] = [p for p in operation["parameters"] if p != SELECT]


@schemathesis.hook
def filter_case(context: Any, case: Any) -> bool:
    # The guide wants headers ignored that nobody knows (rule `req-valid`), where schemathesis wants them refused.
    data = case.meta.phase.data if case.meta else None
    scenario = str(getattr(data, "scenario", ""))
    location = str(getattr(data, "parameter_location", ""))
    return not ("unexpected" in scenario.lower() and "header" in location.lower())


@schemathesis.auth(refresh_interval=None)
class Token:
    """Software of the employer or a person there, or software of the provider where the operation is for
    one."""

    def get(self, case: Any, context: Any) -> str:
        return of_person if of_person and whose(case) is employer else whose(case).token()

    def set(self, case: Any, data: str, context: Any) -> None:
        case.headers["Authorization"] = f"Bearer {data}"


def whose(case: Any) -> Any:
    return provider if OF_PROVIDERS in case.path else employer


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    allowed = case.meta is None or case.meta.generation.mode.is_positive
    training = fit_path(case)
    fit_headers(case, training)
    if not allowed:
        return
    case.query = {name: known.parameter(name, value) for name, value in (case.query or {}).items()}
    if isinstance(case.body, dict | list):
        case.body = known.fit(case.body, training=training)
        identifier = case.operation.definition.raw.get("operationId")
        if identifier in FOR_PEOPLE and not case.body.get("employees") and not case.body.get("everybody"):
            case.body["employees"] = [{"employeeId": known.one("employeeId")}]
            case.body.pop("everybody", None)
        if known.often():
            ready.make(identifier, case)
    elif case.path.endswith(("/batchFiles", "/batchFileUploads")) and case.method == "POST":
        fit_file(case)
    elif case.method == "PATCH":
        upload = case.path_parameters.get("uploadId")
        if known.often() and upload in known.offsets:
            case.headers["Upload-Offset"] = str(known.offsets[upload])
            case.headers.pop("Upload-Length", None)


def fit_path(case: Any) -> str | None:
    """Puts what there is in the place of ids that the contract allows."""
    parameters = case.path_parameters or {}
    for name, value in parameters.items():
        if name == "enterpriseNumber":
            if re.fullmatch(r"[01]\d{9}", str(value)) and known.often(0.97):
                parameters[name] = whose(case).employer.rsplit("/", 1)[1]
        elif name == "participationId":
            continue
        elif UUID.fullmatch(str(value)) or re.fullmatch(r"[\w.@:-]+", str(value)) and not name.endswith("Id"):
            parameters[name] = known.parameter(name, value)
    training = parameters.get("trainingId")
    if training and UUID.fullmatch(str(parameters.get("participationId", ""))):
        parameters["participationId"] = known.chance.choice(
            known.participations.get(training) or [parameters["participationId"]]
        )
    return training


def fit_headers(case: Any, training: str | None) -> None:
    if re.fullmatch(r'"\d{1,18}"', case.headers.get("If-Match", "")) and training in known.versions:
        if known.often():
            see(training)
        case.headers["If-Match"] = known.versions[training]
    if re.fullmatch(r"[!-~]{1,100}", case.headers.get("Idempotency-Key", "")):
        case.headers["Idempotency-Key"] = known.parameter(
            "Idempotency-Key", case.headers["Idempotency-Key"]
        )


def fit_file(case: Any) -> None:
    if not known.often():
        return
    body = batch_file()
    if case.path.endswith("/batchFiles"):
        case.body = body
        return
    if case.headers.get("Upload-Complete") == "?0":
        case.headers["Upload-Length"] = str(len(body.encode()) + 1)
        body = body[: len(body) // 2]
    else:
        case.headers["Upload-Length"] = str(len(body.encode()))
    case.headers.pop("Repr-Digest", None)
    case.media_type, case.body = "application/xml", body


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    identifier = count(case, response)
    if not 200 <= response.status_code < 300:
        return
    kind = (response.headers.get("content-type") or [""])[0]
    if "json" not in kind:
        return
    answer = json.loads(response.content)
    # What a provider sends is about people of many employers.
    if whose(case) is employer:
        known.learn(answer)
    upload = answer.get("uploadId") if isinstance(answer, dict) else None
    upload = upload or (case.path_parameters or {}).get("uploadId")
    offset = response.headers.get("upload-offset")
    if upload and offset:
        known.offsets[upload] = int(offset[0])
    if identifier == "beginBatchFileUpload" and response.status_code == 201:
        uploads.append(upload)
        if len(uploads) > UPLOADS:
            oldest = uploads.pop(0)
            employer.call("DELETE", f"{employer.employer}/batchFileUploads/{oldest}")
