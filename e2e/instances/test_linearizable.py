"""The checker itself: it passes what can have happened in one order, and convicts what cannot."""

import pathlib
import sys
import unittest

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "crash"))

from histories import step
from linearizable import Call, linearizable

BEGIN = ((1, 30, False),)
"""One training, of half an hour."""


def judge(*calls):
    return linearizable([Call(*call) for call in calls], BEGIN, step)


class Linearizable(unittest.TestCase):
    def test_one_after_the_other(self):
        self.assertTrue(judge(
            (0, 1, ("correct", 0, 1, 45), ("done",)),
            (2, 3, ("account",), (45,)),
            (4, 5, ("withdraw", 0, 2), ("done",)),
            (6, 7, ("account",), (0,)),
            (8, 9, ("restore", 0, 3), ("done",)),
            (10, 11, ("training", 0), (4, 45, False)),
            (12, 13, ("register", 1, 10), ("done",)),
            (14, 15, ("account",), (55,)),
        ))

    def test_what_overlaps_may_have_come_in_either_order(self):
        for minutes in (30, 45):
            self.assertTrue(judge(
                (0, 5, ("correct", 0, 1, 45), ("done",)), (1, 2, ("account",), (minutes,))
            ))

    def test_a_read_of_before_after_the_answer(self):
        self.assertFalse(judge(
            (0, 1, ("correct", 0, 1, 45), ("done",)), (2, 3, ("account",), (30,))
        ))

    def test_two_reads_that_see_a_change_come_and_go(self):
        self.assertFalse(judge(
            (0, 9, ("correct", 0, 1, 45), ("done",)),
            (1, 2, ("account",), (45,)),
            (3, 4, ("account",), (30,)),
        ))

    def test_an_update_that_is_lost(self):
        self.assertFalse(judge(
            (0, 5, ("correct", 0, 1, 45), ("done",)), (1, 6, ("correct", 0, 1, 60), ("done",))
        ))

    def test_a_loser_whom_nobody_overtook(self):
        self.assertFalse(judge((0, 1, ("correct", 0, 1, 45), ("overtaken",))))
        self.assertTrue(judge(
            (0, 5, ("correct", 0, 1, 45), ("overtaken",)), (1, 6, ("withdraw", 0, 1), ("done",))
        ))

    def test_what_stands_so_already_makes_no_version(self):
        gone = (0, 1, ("withdraw", 0, 1), ("done",))
        again = (2, 3, ("withdraw", 0, 2), ("done",))
        self.assertTrue(judge(gone, again, (4, 5, ("training", 0), (2, 30, True))))
        self.assertFalse(judge(gone, again, (4, 5, ("training", 0), (3, 30, True))))
        self.assertTrue(judge(gone, (2, 3, ("correct", 0, 2, 45), ("done",)), (4, 5, ("account",), (0,))))
        same = (0, 1, ("correct", 0, 1, 30), ("done",))
        self.assertTrue(judge(same, (2, 3, ("training", 0), (2, 30, False))))

    def test_the_account_lags_behind_its_training(self):
        self.assertFalse(judge(
            (0, 9, ("correct", 0, 1, 45), ("done",)),
            (1, 2, ("training", 0), (2, 45, False)),
            (3, 4, ("account",), (30,)),
        ))

    def test_without_an_answer_it_may_have_happened_or_not_and_later_too(self):
        lost = (0, 1, ("correct", 0, 1, 45), None)
        self.assertTrue(judge(lost, (2, 3, ("account",), (30,))))
        self.assertTrue(judge(lost, (2, 3, ("account",), (45,))))
        self.assertTrue(judge(lost, (2, 3, ("account",), (30,)), (4, 5, ("account",), (45,))))
        self.assertFalse(judge(lost, (2, 3, ("account",), (45,)), (4, 5, ("account",), (30,))))


if __name__ == "__main__":
    unittest.main()
