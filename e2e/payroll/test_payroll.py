"""The generator's numbers check, and its files say what they should."""

import datetime as dt
import json
import pathlib
import tempfile
import unittest
import xml.etree.ElementTree as xml

import new_employer
from payroll import Employer, Quarter, enterprise_number, nsso_number, people_numbers, ssin


class Numbers(unittest.TestCase):
    def test_published_vectors(self):
        self.assertEqual(nsso_number(1999999), "199999934")
        self.assertEqual(enterprise_number(8843033), "0884303369")
        self.assertEqual(ssin(dt.date(1985, 7, 30), 33), "85073003328")

    def test_people_belong_to_nobody(self):
        numbers = [n for n, _ in zip(people_numbers(dt.date(1910, 12, 1)), range(500))]
        self.assertEqual(len(set(numbers)), 500)
        self.assertTrue(all(int(n[6:9]) > 900 and int(n[:2]) <= 10 for n in numbers))

    def test_quarters(self):
        self.assertEqual(Quarter(2025, 4).next(), Quarter(2026, 1))
        self.assertEqual(Quarter(2025, 4).last, dt.date(2025, 12, 31))
        found = [str(q) for q in new_employer.quarters(dt.date(2026, 11, 23))]
        self.assertEqual((found[0], found[-1], len(found)), ("20244", "20263", 8))
        found = [str(q) for q in new_employer.quarters(dt.date(2027, 1, 2))]
        self.assertEqual((found[0], found[-1], len(found)), ("20244", "20264", 9))


class NewEmployer(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.out = pathlib.Path(scratch.name)
        employer = Employer(nsso_number(1234567), enterprise_number(1234567))
        new_employer.write(employer, dt.date(2026, 11, 23), self.out)
        self.expected = json.loads((self.out / "expected.json").read_text())

    def people_in(self, name):
        root = xml.parse(self.out / name).getroot()
        return [e.text for e in root.iter("INSS")]

    def test_who_is_in_which_quarter(self):
        self.assertEqual(len(self.expected["people"]), 26)
        self.assertEqual(len(self.people_in("dmfa-20244.xml")), 25)
        self.assertEqual(len(self.people_in("dmfa-20261.xml")), 26)
        self.assertEqual(len(self.people_in("dmfa-20262.xml")), 25)
        self.assertEqual(len(self.people_in("dimona.xml")), 26)

    def test_size_is_above_twenty(self):
        root = xml.parse(self.out / "dmfa-20253.xml").getroot()
        hours = sum(int(e.text) for e in root.iter("MeanWorkingHours"))
        self.assertEqual(hours, 3800 * 18 + 2 * 3040 + 1900 + 3 * 3800 + 1900 + 1140)

    def test_files_to_refuse(self):
        with self.assertRaises(xml.ParseError):
            xml.parse(self.out / "cut-off.xml")
        unreadable = set(self.people_in("dmfa-unreadable-person.xml"))
        self.assertEqual(len(unreadable - {p["ssin"] for p in self.expected["people"]}), 1)


if __name__ == "__main__":
    unittest.main()
