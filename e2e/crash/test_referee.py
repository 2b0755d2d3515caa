"""The referee itself: it passes a register that keeps its word and convicts each that does not."""

import collections
import dataclasses
import threading
import time
import unittest

from batches import Batch, Found, Item, Outcome, judge, kills_within
from book import NOTHING, Book, Seen, Training
from browser import Cut, Page
from cycles import Loop, Plan

PEOPLE = [f"person {n}" for n in range(8)]


class Store:
    """A register in memory whose kill can be made to break a promise."""

    def __init__(self, fault=None):
        self.fault, self.alive, self.kills = fault, False, 0
        self.lock = threading.RLock()
        self.trainings, self.debits, self.last = [], [], None
        self.hours = dict.fromkeys(range(40), 3800)
        self.batches, self.registered, self.made = {}, [], []

    def start(self):
        self.alive = True
        return 0.0

    def await_commit(self, limit, chance):
        time.sleep(0.002)

    def kill(self):
        with self.lock:
            self.alive, self.kills = False, self.kills + 1
            if self.fault and self.kills == 3 and not self.fault.endswith("batch"):
                getattr(self, self.fault)()

    # The training not touched for longest stands first: its last change was acknowledged.

    def lose(self):
        title, _ = self.trainings.pop(0)
        self.debits = [d for d in self.debits if d[0] != title]

    def duplicate(self):
        self.trainings.append(self.trainings[0])

    def half_debit(self):
        self.debits.append((self.trainings[0][0], PEOPLE[0], 1))

    def half_participants(self):
        title, training = self.trainings.pop(0)
        fewer = frozenset(list(training.participants)[1:])
        self.trainings.append((title, dataclasses.replace(training, participants=fewer)))

    def half_import(self):
        self.hours[0] = 1

    def lost_employee(self):
        del self.hours[0]

    # Of a batch that was just carried out.

    def lose_of_batch(self):
        self.registered.pop()

    def duplicate_of_batch(self):
        self.registered.append((self.registered[-1][0], "another"))

    def lose_batch(self):
        next(reversed(self.batches.values())).clear()

    def write(self, leaving, act):
        leaving()
        time.sleep(0.001)
        with self.lock:
            if not self.alive:
                raise Cut("dead")
            act()
        time.sleep(0.001)
        if not self.alive:
            raise Cut("dead")

    def put(self, title, training):
        self.trainings = [t for t in self.trainings if t[0] != title] + [(title, training)]
        self.debits = [d for d in self.debits if d[0] != title]
        self.debits += [(title, person, training.minutes) for person in training.debited]


class Officer:
    people = PEOPLE

    def __init__(self, store):
        self.store = store

    def create(self, title, training, leaving):
        self.store.write(leaving, lambda: self.store.put(title, training))

    def change(self, title, was, to, leaving):
        self.store.write(leaving, lambda: self.store.put(title, to))

    def see(self, titles):
        store = self.store
        return {
            title: Seen(
                tuple(t for name, t in store.trainings if name == title),
                tuple((p, m) for name, p, m in store.debits if name == title),
            )
            for title in titles
        }

    def upload(self, hours, leaving):
        self.store.write(leaving, lambda: self.store.hours.update(dict.fromkeys(range(40), hours)))


class Software:
    people = PEOPLE

    def __init__(self, store):
        self.store = store

    def reconnect(self):
        pass

    def cursor(self):
        with self.store.lock:
            return str(len(self.store.made))

    def send(self, key, items):
        self.store.write(lambda: None, lambda: self.take(key, items))
        return key

    def take(self, key, items):
        store, outcomes = self.store, []
        if key in store.batches:
            return
        for n, item in enumerate(items):
            training, change = f"{item.title}-id", f"{item.title}-change"
            if item.refused:
                outcomes.append(Outcome(n, "refused", None, None))
                continue
            store.registered.append((item.title, training))
            store.made.append((change, time.time()))
            outcomes.append(Outcome(n, "done", training, change))
        store.batches[key] = outcomes
        if store.fault and store.fault.endswith("batch"):
            getattr(store, store.fault)()

    def is_done(self, address):
        time.sleep(0.02)
        return self.store.write(lambda: None, lambda: None) is None

    def found(self, address, words, cursor):
        store = self.store
        with store.lock:
            if not store.alive:
                raise Cut("dead")
            registered = [one for one in store.registered if one[0].startswith(words)]
            return Found(list(store.batches[address]), registered, store.made[int(cursor):])


class PayrollOfficer(Officer):
    def settle(self):
        time.sleep(0.001)

    def see(self):
        return collections.Counter(self.store.hours.values())


def verdict(fault=None, **plan):
    store = Store(fault)
    settings = {"cycles": 6, "seed": 1, "longest": 0.02, "inside": 0.0, "within": 0.0} | plan
    loop = Loop(
        Plan(**settings), store, lambda _: Officer(store), lambda: PayrollOfficer(store),
        lambda: Software(store), say=lambda _: None,
    )
    return loop.run().faults, loop


class Referee(unittest.TestCase):
    def test_an_honest_register_passes(self):
        faults, loop = verdict()
        self.assertEqual(faults, [])
        self.assertGreater(loop.book.acknowledged, 20)
        self.assertGreater(loop.batches.sent, 0)
        self.assertIsNone(loop.batches.open)

    def test_each_broken_promise_is_named(self):
        for fault, name in [
            ("lose", "LOST"),
            ("duplicate", "DUPLICATE"),
            ("half_debit", "HALF DONE"),
            ("half_participants", "HALF DONE"),
            ("half_import", "HALF DONE: import"),
            ("lost_employee", "HALF DONE: import"),
            ("lose_of_batch", "LOST"),
            ("duplicate_of_batch", "DUPLICATE"),
            ("lose_batch", "OUTCOME"),
        ]:
            with self.subTest(fault):
                faults, _ = verdict(fault)
                self.assertTrue(any(f.startswith(name) for f in faults), faults)

    def test_kills_that_hit_nothing_prove_nothing(self):
        for aim in ("inside", "within"):
            faults, _ = verdict(**{aim: 1.01})
            self.assertIn("proves nothing", faults[0])


class Judgement(unittest.TestCase):
    old = Training("completed", 60, frozenset({"a", "b"}))
    new = Training("completed", 90, frozenset({"a", "b"}))

    def seen(self, training):
        return Seen((training,), tuple((p, training.minutes) for p in training.debited))

    def in_doubt(self):
        book = Book()
        book.begin("t", self.old)
        book.acknowledge("t")
        book.begin("t", self.new)
        return book

    def test_a_change_in_doubt_may_have_happened_or_not(self):
        for outcome in (self.old, self.new):
            book = self.in_doubt()
            self.assertIsNone(book.judge("t", self.seen(outcome)))
            self.assertEqual(book.state("t"), outcome)

    def test_but_not_in_part(self):
        mixed = Seen((self.new,), self.seen(self.old).debits)
        self.assertIn("HALF DONE", self.in_doubt().judge("t", mixed))
        self.assertIn("LOST", self.in_doubt().judge("t", NOTHING))


class BatchJudgement(unittest.TestCase):
    def setUp(self):
        self.batch = Batch("b0", "0", [
            Item("b0-0", None, "a", False), Item("b0-1", None, "nobody", True),
            Item("b0-2", "b0-2", "b", False),
        ])
        self.outcomes = [
            Outcome(0, "done", "t0", "c0"), Outcome(1, "refused", None, None),
            Outcome(2, "done", "t2", "c2"),
        ]
        self.trainings = [("b0-0", "t0"), ("b0-2", "t2")]
        self.changes = [("c0", 10.0), ("c2", 20.0)]

    def verdict(self):
        return judge(self.batch, Found(self.outcomes, self.trainings, self.changes))

    def test_what_was_promised_passes(self):
        self.assertIsNone(self.verdict())

    def test_each_broken_promise_is_named(self):
        for what, wrong, name in [
            ("outcomes", lambda has: has.pop(), "OUTCOME"),
            ("outcomes", lambda has: has.append(has[0]), "OUTCOME"),
            ("outcomes", lambda has: has.append(Outcome(3, "done", "t3", "c3")), "DUPLICATE"),
            ("outcomes", lambda has: has.__setitem__(0, Outcome(0, "waiting", None, None)), "OUTCOME"),
            ("outcomes", lambda has: has.__setitem__(0, Outcome(0, "done", "t2", "c0")), "LOST"),
            ("outcomes", lambda has: has.__setitem__(2, Outcome(2, "done", "t2", "c0")), "OUTCOME"),
            ("trainings", lambda has: has.pop(), "LOST"),
            ("trainings", lambda has: has.append(("b0-0", "t9")), "DUPLICATE"),
            ("trainings", lambda has: has.append(("b0-1", "t9")), "DUPLICATE"),
            ("trainings", lambda has: has.append(("b0-9", "t9")), "DUPLICATE"),
            ("changes", lambda has: has.pop(), "OUTCOME"),
            ("changes", lambda has: has.append(("c9", 20.0)), "DUPLICATE"),
        ]:
            self.setUp()
            wrong(getattr(self, what))
            with self.subTest(f"{what} {getattr(self, what)}"):
                self.assertTrue((self.verdict() or "").startswith(name), self.verdict())

    def test_a_kill_within_a_batch_comes_before_its_last_change(self):
        self.batch.taken = 7.0
        found = Found(self.outcomes, self.trainings, self.changes)
        self.assertEqual(kills_within(self.batch, found, [5.0, 15.0, 30.0, 50.0]), {15.0})


class Reading(unittest.TestCase):
    def test_forms_as_a_browser_would_send_them(self):
        body = b"""<title>A  b</title><form id=f method=post action="/x" enctype="multipart/form-data">
        <input type=hidden name=token value=abc><input name=title value="">
        <input type=checkbox name=p value=1><input type=checkbox name=p value=2 checked>
        <input type=file name=file><select name=s><option value=a>A<option value=b selected>B</select>
        <textarea name=note>hi</textarea><input name=off value=1 disabled>
        <button name=go value=now>Go</button></form>
        <input form=f name=outside value=3><script>var x = "<a>";</script><a href="/y">Next <b>page</b></a>"""
        page = Page("http://h/", 200, "text/html; charset=utf-8", body)
        form = page.form("token", "p")
        self.assertEqual(page.title, "A b")
        self.assertTrue(form.multipart)
        self.assertEqual(
            form.defaults(),
            [("token", "abc"), ("title", ""), ("p", "2"), ("s", "b"), ("note", "hi"), ("outside", "3")],
        )
        self.assertEqual(page.link("Next page"), "/y")
        self.assertNotIn("var x", page.text)


if __name__ == "__main__":
    unittest.main()
