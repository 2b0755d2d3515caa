"""What the worked examples leave open."""

import unittest

from calculation import scenario
from tests.support import account, employer, event, right, rights_in, span

OPEN = list(range(2023, 2040))


class Size(unittest.TestCase):
    def sizes(self, **facts):
        whole = {"employer": {"dayMinutes": 456}, "horizon": "2027-06-30", "people": [], **facts}
        return {r["year"]: r for r in scenario.run(whole)["size"]}

    def test_average_over_declared_quarters(self):
        quarters = {"2024Q4": "10", "2025Q1": "9", "2025Q3": "37/2", "2025Q4": "99"}
        row = self.sizes(quarters=list(quarters), fteByQuarter=quarters)[2026]
        self.assertEqual((row["average"], row["band"], row["source"]), ("25/2", "From10", "computed"))

    def test_two_years_share_a_period(self):
        quarters = {"2022Q4": "20", "2024Q4": "10"}
        rows = self.sizes(quarters=list(quarters), fteByQuarter=quarters)
        self.assertEqual([rows[y]["band"] for y in range(2023, 2028)],
                         ["Below10", "From20", "From20", "From10", "From10"])

    def test_manual_average_stands_over_the_computed_one(self):
        row = self.sizes(quarters=["2024Q4"], fteByQuarter={"2024Q4": "50"}, manualAverage={"2026": "19.99"})[2027]
        self.assertEqual((row["average"], row["computed"], row["source"], row["band"]),
                         ("1999/100", "50/1", "manual", "From10"))

    def test_fte_of_the_people(self):
        people = [
            {"id": "p1", "spans": [span("2024-12-31", percent=60), span("2024-12-31", jc="200", percent=60)]},
            {"id": "p2", "spans": [span("2024-01-01", "2024-12-30")]},
            {"id": "p3", "spans": [span("2024-12-31", "2024-12-31", percent=25)]},
        ]
        row = self.sizes(people=people, quarters=["2024Q4"])[2026]
        self.assertEqual(row["average"], "5/4")

    def test_headcount_without_declarations(self):
        people = [{"id": f"p{n}", "spans": [span("2025-11-30", percent=10)]} for n in range(10)]
        people.append({"id": "gone", "spans": [span("2025-10-01", "2025-12-30")]})
        row = self.sizes(people=people)[2026]
        self.assertEqual((row["average"], row["source"], row["band"]), ("10/1", "headcount", "From10"))
        given = self.sizes(people=people, headcountFallback={"2026": 20})[2026]
        self.assertEqual(given["band"], "From20")

    def test_nothing_known_is_below_10(self):
        row = self.sizes(fteByQuarter={})[2026]
        self.assertEqual((row["average"], row["source"], row["band"]), (None, "unknown", "Below10"))

    def test_declared_quarter_without_fte_is_refused(self):
        with self.assertRaises(ValueError):
            self.sizes(quarters=["2024Q4"], fteByQuarter={})


class Rights(unittest.TestCase):
    NESTED = [
        {"jc": "330", "band": "From20", "steps": [[2024, 1]]},
        {"jc": "330.01", "band": "From20", "steps": [[2026, 3]]},
        {"jc": "330.01.10", "band": "From10", "steps": [[2024, 9]]},
    ]

    def nested(self, year, jc):
        found = account([span("2020-01-01", jc=jc)], f"{year}-12-31", whole={"rules": self.NESTED})
        return {k: r["days"] for k, r in found["years"][year]["rights"].items() if r["days"] != "0/1"}

    def test_most_specific_valid_rule(self):
        self.assertEqual(self.nested(2026, "330.01.10"), {"sectoral": "3/1"})
        self.assertEqual(self.nested(2026, "330.04"), {"sectoral": "2/1"}, "never under 2 from 20 employees")
        self.assertEqual(self.nested(2025, "330.01"), {"sectoral": "2/1"}, "the specific rule is not valid yet")
        self.assertEqual(self.nested(2023, "330.01"), {"statutory": "4/1"})
        self.assertEqual(self.nested(2026, "33"), {"statutory": "5/1"})

    def test_unmet_condition_is_zero_even_from_20(self):
        rules = [{"jc": "124", "band": "From20", "steps": [[2023, 1]], "minMonths": 3}]
        for start, days in (("2026-11-30", "0/1"), ("2026-10-31", "1/2")):
            row = account([span(start)], "2026-12-31", whole={"rules": rules})["years"][2026]
            self.assertEqual(row["rights"]["sectoral"]["days"], days)
            self.assertEqual(row["rights"]["statutory"]["days"], "0/1")

    def test_more_than_full_time_is_shared(self):
        found = rights_in(2026, span("2026-01-01", percent=80), span("2026-01-01", jc="200", percent=40))
        self.assertEqual(found, {"statutory": ("10/3", 1520), "sectoral": ("4/3", 608)})

    def test_a_second_job_counts_from_the_next_month(self):
        found = rights_in(2026, span("2026-10-15", percent=50), span("2026-10-16", percent=50))
        self.assertEqual(found, {"statutory": ("25/24", 475)})

    def test_the_first_day_under_contract_of_a_month_decides(self):
        found = rights_in(2026, span("2026-12-10", "2026-12-10", percent=50), span("2026-12-12"))
        self.assertEqual(found, {"statutory": ("5/24", 95)})

    def test_minutes_round_half_up_once(self):
        for days, minutes in ((1, 5), (3, 14)):
            found = rights_in(2026, span("2020-01-01"), average="5",
                              companyDays=[{"year": 2026, "hundredths": days, "flat": True}])
            self.assertEqual(found["company"][1], minutes)
        half = account([span("2026-12-31")], "2026-12-31", average="10",
                       whole={"employer": {"dayMinutes": 450}})["years"][2026]["rights"]["statutory"]
        self.assertEqual((half["days"], half["computed"]), ("1/12", 38), "37.5 goes up")

    def test_flat_company_days(self):
        entries = [{"year": 2026, "hundredths": 150, "flat": True}, {"year": 2026, "hundredths": 100, "flat": False}]
        found = rights_in(2026, span("2026-12-31", percent=50), average="5", companyDays=entries)
        self.assertEqual(found, {"company": ("37/24", 703)})

    def test_opt_out_keeps_company_days_and_overrides(self):
        row = account([span("2020-01-01")], "2026-12-31", optOut=[2026], overrides=[right(2026, "sectoral", 7)],
                      companyDays=[{"year": 2026, "hundredths": 100, "flat": False}])["years"][2026]
        self.assertEqual(row["granted"], {"statutory": 0, "sectoral": 7, "company": 456})
        self.assertEqual(row["rights"]["statutory"], {"days": "5/1", "computed": 2280, "booked": 0})
        whole = account([span("2020-01-01")], "2026-12-31", whole={"employerOptOut": [2025]})["years"]
        self.assertEqual([whole[y]["granted"]["statutory"] for y in (2025, 2026)], [0, 2280])

    def test_override_of_zero_replaces(self):
        row = account([span("2020-01-01")], "2026-12-31", overrides=[right(2026, "statutory", 0)])["years"][2026]
        self.assertEqual(row["rights"]["statutory"], {"days": "5/1", "computed": 2280, "booked": 0})

    def test_rights_start_in_2023(self):
        years = account([span("2021-05-01")], "2023-12-31",
                        companyDays=[{"year": 2022, "hundredths": 100, "flat": True}])["years"]
        self.assertEqual([sum(years[y]["granted"].values()) for y in (2021, 2022, 2023)], [0, 0, 1824])


class Credit(unittest.TestCase):
    def test_year_edges_of_carrying(self):
        last_day = account([span("2024-01-01")], "2024-12-31")["years"][2024]
        self.assertEqual((last_day["carriedOut"], last_day["balance"]), (0, 2280))
        next_day = account([span("2024-01-01")], "2025-01-01")["years"]
        self.assertEqual((next_day[2024]["carriedOut"], next_day[2024]["balance"], next_day[2024]["left"]),
                         (2280, 0, 2280))
        self.assertEqual((next_day[2025]["carriedIn"], next_day[2025]["balance"]), (2280, 4560))

    def test_beyond_the_credit_stays_in_its_year(self):
        found = account([span("2024-01-01")], "2025-12-31", debits=[event("2024-03-01", 3000)])
        self.assertEqual(found["years"][2024]["balance"], -720)
        self.assertEqual(found["years"][2025]["carriedIn"], 0)
        self.assertEqual(found["origins"], {"2025": 2280})

    def test_a_later_grant_and_adjustment_fill_the_year(self):
        found = account([span("2024-07-01")], "2024-12-31",
                        debits=[event("2024-02-01", 100), event("2024-08-01", 1100)],
                        adjustments=[event("2024-09-01", 80)])
        self.assertEqual(found["years"][2024]["left"], 1140 - 1200 + 80)

    def test_grant_waits_for_the_first_day_of_service(self):
        before = account([span("2024-07-01")], "2024-06-30")["years"][2024]
        self.assertEqual(before["granted"]["statutory"], 0)
        self.assertEqual(before["rights"]["statutory"]["booked"], 1140)
        self.assertEqual(account([span("2024-07-01")], "2024-07-01")["years"][2024]["left"], 1140)

    def test_negative_adjustment_takes_the_oldest_first(self):
        found = account([span("2024-01-01")], "2025-12-31",
                        adjustments=[event("2025-01-01", -2000), event("2025-01-01", 10)])
        self.assertEqual(found["origins"], {"2024": 280, "2025": 2290})
        self.assertEqual(found["years"][2025]["adjusted"], -1990)

    def test_split_debits_are_brought_into_their_year(self):
        parts = [event("2025-01-20", 100, 2024), event("2023-12-30", 50, 2024)]
        found = account([span("2024-01-01")], "2025-01-10", debits=parts)
        self.assertEqual(found["years"][2024]["debited"], 150)
        early = account([span("2024-01-01")], "2024-12-30", debits=parts)
        self.assertEqual(early["years"][2024]["debited"], 50)

    def test_debit_on_the_last_day_of_a_period_goes_first(self):
        found = account([span("2025-06-15")], "2030-06-30", optOut=OPEN, debits=[event("2030-06-14", 100)],
                        overrides=[right(2029, "statutory", 300)])
        self.assertEqual(found["years"][2030]["lapsed"], 200)

    def test_periods_from_29_february(self):
        person = {"optOut": OPEN, "overrides": [right(2028, "company", 10)]}
        self.assertEqual(account([span("2024-02-29")], "2029-02-26", **person)["origins"], {"2028": 10})
        self.assertEqual(account([span("2024-02-29")], "2029-02-27", **person)["origins"], {})

    def test_second_period(self):
        person = {"optOut": OPEN, "overrides": [right(2033, "company", 10)]}
        self.assertEqual(account([span("2020-01-01")], "2033-12-30", **person)["origins"], {"2033": 10})
        self.assertEqual(account([span("2020-01-01")], "2034-01-01", **person)["years"][2034]["carriedIn"], 0)

    def test_end_of_service_lapses_after_the_debits_of_the_day(self):
        found = account([span("2024-01-01", "2025-05-31")], "2025-12-31",
                        debits=[event("2025-05-31", 1000), event("2025-06-01", 40)],
                        adjustments=[event("2025-07-01", 100)])
        row = found["years"][2025]
        self.assertEqual(row["lapsed"], 2280 + 950 - 1000)
        self.assertEqual(found["origins"], {"2025": 60})

    def test_the_last_day_itself_lapses(self):
        spans = [span("2024-01-01", "2025-05-31")]
        self.assertEqual(account(spans, "2025-05-30")["origins"], {"2024": 2280, "2025": 950})
        self.assertEqual(account(spans, "2025-05-31")["origins"], {})

    def test_rehired_in_the_same_year_keeps_the_account(self):
        spans = [span("2024-01-01", "2025-05-31"), span("2025-05-31"), ]
        self.assertEqual(account(spans, "2025-12-31")["years"][2025]["lapsed"], 0)
        gap = [span("2024-02-01", "2025-02-10"), span("2025-12-31", "2029-06-30")]
        found = account(gap, "2029-02-01")["years"]
        self.assertEqual(found[2025]["rights"]["statutory"]["days"], "5/4")
        self.assertEqual(found[2025]["lapsed"], 0)
        self.assertEqual(found[2029]["lapsed"], 2090 + 570 + 3 * 2280, "the period went on, until 31 January 2029")

    def test_a_month_left_and_begun_again_counts_once(self):
        found = rights_in(2026, span("2026-03-01", "2026-03-10"), span("2026-03-20", "2026-03-31"))
        self.assertEqual(found, {"statutory": ("5/12", 190)})

    def test_rehired_in_a_later_year_starts_anew(self):
        spans = [span("2024-01-01", "2025-12-30"), span("2026-01-01")]
        found = account(spans, "2031-01-01", optOut=OPEN, overrides=[right(y, "company", 7) for y in (2025, 2026)])
        self.assertEqual(found["years"][2025]["lapsed"], 7)
        self.assertEqual(found["years"][2028]["lapsed"], 0)
        self.assertEqual(found["years"][2030]["lapsed"], 7, "31 December 2030")

    def test_adjacent_days_are_one_service(self):
        spans = [span("2024-01-01", "2025-12-31"), span("2026-01-01")]
        self.assertEqual(account(spans, "2026-01-01")["years"][2025]["lapsed"], 0)

    def test_override_without_service(self):
        found = account([], "2025-06-01", overrides=[right(2025, "company", 7)])
        self.assertEqual(found["origins"], {"2025": 7})
        self.assertEqual(list(found["years"]), [2025])

    def test_years_after_the_horizon_are_not_shown(self):
        self.assertEqual(account([span("2027-01-01")], "2026-12-31")["years"], {})


class Input(unittest.TestCase):
    def test_contradictions_are_refused(self):
        twice = [right(2025, "company", 1), right(2025, "company", 2)]
        for person in ({"overrides": twice}, {"spans": [span("2025-02-01", "2025-01-31")]},
                       {"debits": [event("2025-01-01", -1)]}):
            with self.assertRaises(ValueError):
                scenario.run(employer([{"id": "p1", **person}], "2026-01-01"))


if __name__ == "__main__":
    unittest.main()
