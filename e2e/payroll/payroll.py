"""Writes payroll declarations of people who do not exist, in the shape of the official files.

A DmfA declaration is one file per employer and quarter, a Dimona file holds one form per start or
end of employment. People are born between 1900 and 1910 and have a counter above 900: their
numbers check and belong to nobody.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from xml.sax.saxutils import escape

FULL_TIME = 3800
"""S of a 38-hour week, in hundredths of hours."""


@dataclasses.dataclass(frozen=True)
class Job:
    """An occupation: Q is `hours`, in hundredths of hours a week."""

    start: dt.date
    joint_committee: str
    hours: int = FULL_TIME
    end: dt.date | None = None
    full_time: int = FULL_TIME

    def within(self, first: dt.date, last: dt.date) -> bool:
        return self.start <= last and (self.end is None or self.end >= first)


@dataclasses.dataclass(frozen=True)
class Person:
    ssin: str
    family_name: str
    first_name: str
    jobs: tuple[Job, ...]


@dataclasses.dataclass(frozen=True)
class Employer:
    """Both numbers as digits; the enterprise number has ten."""

    nsso: str
    enterprise: str


@dataclasses.dataclass(frozen=True, order=True)
class Quarter:
    year: int
    number: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> dt.date:
        return self.next().first - dt.timedelta(days=1)

    def next(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)

    def __str__(self) -> str:
        return f"{self.year}{self.number}"


def ssin(born: dt.date, counter: int) -> str:
    """The number of a person born before 2000."""
    nine = f"{born:%y%m%d}{counter:03}"
    return f"{nine}{97 - int(nine) % 97:02}"


def people_numbers(first_born: dt.date) -> Iterable[str]:
    """Numbers that check and belong to nobody, from this birth date on."""
    born = first_born
    while born.year <= 1910:
        yield from (ssin(born, counter) for counter in range(901, 998))
        born += dt.timedelta(days=1)


def nsso_number(radix: int) -> str:
    """The nine-digit NSSO number with these first seven digits."""
    check = 96 - radix * 100 % 97
    return f"{radix:07}{check or 97:02}"


def enterprise_number(radix: int) -> str:
    """The ten-digit enterprise number with these first eight digits."""
    return f"{radix:08}{97 - radix % 97:02}"


def _form(kind: str, reference: str, created: dt.date, body: str) -> str:
    return f"""\t<Form>
\t\t<Identification>{kind}</Identification>
\t\t<FormCreationDate>{created}</FormCreationDate>
\t\t<FormCreationHour>08:45:00.000</FormCreationHour>
\t\t<AttestationStatus>0</AttestationStatus>
\t\t<TypeForm>SU</TypeForm>
\t\t<Reference>
\t\t\t<ReferenceType>1</ReferenceType>
\t\t\t<ReferenceOrigin>1</ReferenceOrigin>
\t\t\t<ReferenceNbr>{escape(reference)}</ReferenceNbr>
\t\t</Reference>
{body}\t</Form>
"""


def _file(root: str, version: str, forms: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<{root} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        f' xsi:noNamespaceSchemaLocation="{root}_{version}.xsd">\n{forms}</{root}>\n'
    )


def _occupation(number: int, job: Job, quarter: Quarter) -> str:
    ended = ""
    if job.end and job.end <= quarter.last:
        ended = f"\t\t\t\t\t\t<OccupationEndingDate>{job.end}</OccupationEndingDate>\n"
    return f"""\t\t\t\t\t<Occupation>
\t\t\t\t\t\t<OccupationSequenceNbr>{number:02}</OccupationSequenceNbr>
\t\t\t\t\t\t<OccupationStartingDate>{job.start}</OccupationStartingDate>
{ended}\t\t\t\t\t\t<JointCommissionNbr>{job.joint_committee}</JointCommissionNbr>
\t\t\t\t\t\t<WorkingDaysSystem>500</WorkingDaysSystem>
\t\t\t\t\t\t<ContractType>{int(job.hours < job.full_time)}</ContractType>
\t\t\t\t\t\t<RefMeanWorkingHours>{job.full_time:04}</RefMeanWorkingHours>
\t\t\t\t\t\t<MeanWorkingHours>{job.hours:04}</MeanWorkingHours>
\t\t\t\t\t\t<Retired>0</Retired>
\t\t\t\t\t\t<Service>
\t\t\t\t\t\t\t<ServiceSequenceNbr>01</ServiceSequenceNbr>
\t\t\t\t\t\t\t<ServiceCode>001</ServiceCode>
\t\t\t\t\t\t\t<ServiceNbrDays>06500</ServiceNbrDays>
\t\t\t\t\t\t</Service>
\t\t\t\t\t</Occupation>
"""


def dmfa(employer: Employer, quarter: Quarter, people: Iterable[Person]) -> str:
    """The declaration of the people under contract in this quarter."""
    persons = []
    for person in people:
        jobs = [job for job in person.jobs if job.within(quarter.first, quarter.last)]
        if not jobs:
            continue
        occupations = "".join(_occupation(n, job, quarter) for n, job in enumerate(jobs, 1))
        persons.append(
            f"""\t\t\t<NaturalPerson>
\t\t\t\t<NaturalPersonSequenceNbr>{len(persons) + 1:07}</NaturalPersonSequenceNbr>
\t\t\t\t<INSS>{person.ssin}</INSS>
\t\t\t\t<WorkerRecord>
\t\t\t\t\t<EmployerClass>001</EmployerClass>
\t\t\t\t\t<WorkerCode>495</WorkerCode>
\t\t\t\t\t<NOSSQuarterStartingDate>{quarter.first}</NOSSQuarterStartingDate>
\t\t\t\t\t<NOSSQuarterEndingDate>{quarter.last}</NOSSQuarterEndingDate>
\t\t\t\t\t<Border>0</Border>
{occupations}\t\t\t\t</WorkerRecord>
\t\t\t</NaturalPerson>
"""
        )
    body = f"""\t\t<EmployerDeclaration>
\t\t\t<Quarter>{quarter}</Quarter>
\t\t\t<NOSSRegistrationNbr>{employer.nsso}</NOSSRegistrationNbr>
\t\t\t<Trusteeship>0</Trusteeship>
\t\t\t<CompanyID>{employer.enterprise}</CompanyID>
\t\t\t<NetOwedAmount>00000000000000</NetOwedAmount>
{"".join(persons)}\t\t</EmployerDeclaration>
"""
    created = quarter.last + dt.timedelta(days=20)
    return _file("DmfAOriginal", "20223", _form("DMFA", f"Q{quarter}", created, body))


def dimona(employer: Employer, people: Iterable[Person]) -> str:
    """The start of each person's first job, with the name."""
    forms = []
    for person in people:
        job = person.jobs[0]
        ending = f"\t\t\t<EndingDate>{job.end}</EndingDate>\n" if job.end else ""
        body = f"""\t\t<DimonaIn>
\t\t\t<StartingDate>{job.start}</StartingDate>
{ending}\t\t\t<EmployerId>
\t\t\t\t<NOSSRegistrationNbr>{employer.nsso}</NOSSRegistrationNbr>
\t\t\t\t<CompanyID>{employer.enterprise}</CompanyID>
\t\t\t</EmployerId>
\t\t\t<NaturalPerson>
\t\t\t\t<INSS>{person.ssin}</INSS>
\t\t\t\t<WorkerName>{escape(person.family_name)}</WorkerName>
\t\t\t\t<WorkerFirstName>{escape(person.first_name)}</WorkerFirstName>
\t\t\t</NaturalPerson>
\t\t\t<DimonaFeatures>
\t\t\t\t<JointCommissionNbr>XXX</JointCommissionNbr>
\t\t\t\t<WorkerType>OTH</WorkerType>
\t\t\t</DimonaFeatures>
\t\t</DimonaIn>
"""
        forms.append(_form("DIMONA", f"IN{len(forms) + 1}", job.start, body))
    return _file("Dimona", "20231", "".join(forms))
