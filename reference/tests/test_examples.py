"""The worked examples, by number."""

import unittest

from calculation import scenario
from tests.support import account, employer, event, right, rights_in, span

ALWAYS = "2020-01-01"
OPEN = range(2023, 2040)


class Rights(unittest.TestCase):
    def test_01_statutory_whole_year(self):
        self.assertEqual(rights_in(2026, span(ALWAYS)), {"statutory": ("5/1", 2280)})

    def test_02_twelve_fte(self):
        self.assertEqual(rights_in(2026, span(ALWAYS), average="12"), {"statutory": ("1/1", 456)})

    def test_03_bands_do_not_round(self):
        minutes = [
            rights_in(2026, span(ALWAYS), average=average).get("statutory", (None, 0))[1]
            for average in ("9.99", "10", "19.99", "20")
        ]
        self.assertEqual(minutes, [0, 456, 456, 2280])

    def test_04_half_time_from_july(self):
        found = rights_in(2026, span("2026-07-01", percent=50), average="5",
                          companyDays=[{"year": 2026, "hundredths": 200, "flat": False}])
        self.assertEqual(found, {"company": ("1/2", 228)})

    def test_05_joint_committee_200_at_80_percent(self):
        self.assertEqual(rights_in(2026, span(ALWAYS, jc="200", percent=80)), {"sectoral": ("16/5", 1459)})

    def test_06_regime_changes_in_may(self):
        found = rights_in(2026, span(ALWAYS, "2026-05-14", jc="200"), span("2026-05-15", jc="200", percent=50))
        self.assertEqual(found, {"sectoral": ("17/6", 1292)})

    def test_07_starts_on_31_march(self):
        self.assertEqual(rights_in(2026, span("2026-03-31")), {"statutory": ("25/6", 1900)})

    def test_08_growth_path_of_119(self):
        found = [rights_in(year, span(ALWAYS, jc="119")) for year in (2024, 2025, 2028)]
        self.assertEqual(found, [
            {"sectoral": ("3/1", 1368)}, {"sectoral": ("4/1", 1824)}, {"sectoral": ("5/1", 2280)}])

    def test_09_116_needs_six_months(self):
        self.assertEqual(rights_in(2026, span("2026-08-01", jc="116"), average="8"), {})
        self.assertEqual(rights_in(2026, span("2026-07-01", jc="116"), average="8"), {"sectoral": ("1/2", 228)})

    def test_10_two_occupations_add_up(self):
        found = rights_in(2026, span(ALWAYS, jc="200", percent=50), span(ALWAYS, jc="200", percent=30))
        self.assertEqual(found, {"sectoral": ("16/5", 1459)})

    def test_11_joint_committee_changes_in_july(self):
        found = rights_in(2026, span(ALWAYS, "2026-06-30", jc="200"), span("2026-07-01", jc="119"))
        self.assertEqual(found, {"sectoral": ("4/1", 1824)})


class Credit(unittest.TestCase):
    def test_12_oldest_credit_first(self):
        found = account([span("2024-01-01")], "2025-12-31",
                        debits=[event("2024-06-01", 1368), event("2025-06-01", 2736)])
        first, second = found["years"][2024], found["years"][2025]
        self.assertEqual((first["left"], first["carriedOut"], first["balance"]), (912, 912, 0))
        self.assertEqual((second["carriedIn"], second["granted"]["statutory"], second["left"]), (912, 2280, 456))
        self.assertEqual(found["origins"], {"2025": 456})

    def test_13_five_years_end_on_31_december(self):
        found = account([span(ALWAYS)], "2029-01-01", overrides=[right(2028, "statutory", 456)],
                        optOut=list(range(2023, 2029)))
        self.assertEqual(found["years"][2028]["lapsed"], 456)
        self.assertEqual(found["years"][2029]["carriedIn"], 0)
        self.assertEqual(found["origins"], {"2029": 2280})

    def test_14_period_from_the_first_day_of_employment(self):
        person = {"optOut": list(OPEN),
                  "overrides": [right(2029, "statutory", 300), right(2030, "statutory", 500)]}
        before = account([span("2025-06-15")], "2030-06-13", **person)
        after = account([span("2025-06-15")], "2030-06-14", **person)
        self.assertEqual(before["origins"], {"2029": 300, "2030": 500})
        self.assertEqual(after["origins"], {"2030": 500})
        self.assertEqual(after["years"][2030]["lapsed"], 300)

    def test_15_a_shared_talk_counts_in_full_for_each(self):
        people = [{"id": f"p{n}", "spans": [span(ALWAYS)], "debits": [event("2026-03-02", 15)]} for n in range(60)]
        rows = [p["years"][-1] for p in scenario.run(employer(people, "2026-12-31"))["people"]]
        self.assertEqual({row["debited"] for row in rows}, {15})
        self.assertEqual(sum(row["debited"] for row in rows), 900)


if __name__ == "__main__":
    unittest.main()
