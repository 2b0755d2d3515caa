"""Generated scenarios: what must hold whatever happens."""

import json
import unittest
from datetime import date, timedelta
from fractions import Fraction

import generate
from calculation import scenario
from calculation.rights import KINDS, Rules


class Random(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cases = [
            (given, scenario.run(json.loads(json.dumps(given)), trace=True))
            for given in generate.scenarios(20261, 300, 12000)
        ]

    def people(self):
        for given, result in self.cases:
            for person, found in zip(given["people"], result["people"], strict=True):
                yield given, result, person, found

    def test_generator_repeats_itself(self):
        again = [json.dumps(s) for s in generate.scenarios(20261, 300, 12000)]
        self.assertEqual(again, [json.dumps(given) for given, _ in self.cases])

    def test_years_add_up_and_hang_together(self):
        for _, _, _, found in self.people():
            carried = 0
            for row in found["years"]:
                self.assertEqual(row["carriedIn"], carried)
                carried = row["carriedOut"]
                self.assertEqual(row["balance"], sum(row["granted"].values()) + row["carriedIn"]
                                 + row["adjusted"] - row["debited"] - row["lapsed"] - row["carriedOut"])
                self.assertEqual(row["left"], row["balance"] + row["carriedOut"])
                self.assertGreaterEqual(min(row["carriedOut"], row["lapsed"]), 0)
                if row["left"] > 0 and row is not found["years"][-1]:
                    self.assertEqual(row["balance"], 0)
            self.assertEqual(carried, 0)
            if found["years"]:
                self.assertEqual(sum(found["origins"].values()), found["years"][-1]["balance"])
                self.assertTrue(all(minutes > 0 for year, minutes in found["origins"].items()
                                    if int(year) < found["years"][-1]["year"]))

    def test_entries_tell_the_same_story(self):
        for _, _, _, found in self.people():
            for row in found["years"]:
                of_year = [e for e in found["entries"] if e["date"].startswith(f"{row['year']}-")]
                for what, total in (("debit", -row["debited"]), ("lapse", -row["lapsed"]),
                                    ("adjustment", row["adjusted"]), *row["granted"].items()):
                    self.assertEqual(sum(e["minutes"] for e in of_year if e["what"] == what), total)

    def test_no_credit_older_than_five_years_remains(self):
        for given, _, person, found in self.people():
            if person["spans"] and not person["adjustments"] and "overrides" not in person:
                horizon = date.fromisoformat(given["horizon"])
                self.assertTrue(all(int(year) >= horizon.year - 5 for year in found["origins"]))

    def test_rights_day_by_day(self):
        """Rights once more, walking every day of the year."""
        checked = 0
        for given, result, person, found in list(self.people())[::7]:
            bands = {row["year"]: row["band"] for row in result["size"]}
            rules = Rules(given["rules"])
            for row in found["years"]:
                if row["year"] < 2023:
                    continue
                days = walk(person, row["year"], bands[row["year"]], rules)
                for kind in ("statutory", "sectoral"):
                    self.assertEqual(Fraction(row["rights"][kind]["days"]), days[kind])
                    exact = days[kind] * given["employer"]["dayMinutes"]
                    error = row["rights"][kind]["computed"] - exact
                    self.assertTrue(Fraction(-1, 2) < error <= Fraction(1, 2))
                    checked += bool(exact)
        self.assertGreater(checked, 300)

    def test_the_scenarios_are_nasty_enough(self):
        """Every movement occurs often, or the other tests prove little."""
        rows = [row for _, _, _, found in self.people() for row in found["years"]]
        for name, many in (
                ("lapses", sum(row["lapsed"] > 0 for row in rows)),
                ("carried", sum(row["carriedIn"] > 0 for row in rows)),
                ("beyond", sum(row["left"] < 0 for row in rows)),
                ("taken back", sum(row["adjusted"] < 0 for row in rows)),
                ("unbooked", sum(r["computed"] != r["booked"] for row in rows for r in row["rights"].values())),
                ("two origins", sum(len(found["origins"]) > 1 for _, _, _, found in self.people()))):
            self.assertGreater(many, 50, name)
        for values in ("band", "source"):
            seen = {row[values] for _, result in self.cases for row in result["size"]}
            self.assertGreaterEqual(len(seen), 3, values)


def walk(person, year, band, rules):
    """Statutory and sectoral days of a year from single days."""
    firsts = {}
    day = date(year, 1, 1)
    while day.year == year:
        text = day.isoformat()
        held = [s for s in person["spans"] if s["from"] <= text and (s["to"] is None or text <= s["to"])]
        if held:
            firsts.setdefault(day.month, held)
        day += timedelta(days=1)
    days = dict.fromkeys(KINDS, Fraction(0))
    for held in firsts.values():
        total = sum(Fraction(s["q"], s["s"]) for s in held)
        for s in held:
            kind, full = rules.days(s["jc"], band, year, len(firsts))
            days[kind] += full * Fraction(s["q"], s["s"]) / max(total, 1) / 12
    return days


if __name__ == "__main__":
    unittest.main()
