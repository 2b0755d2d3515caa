"""The referee itself: it passes a register that keeps its word and convicts each that does not."""

import collections
import dataclasses
import threading
import time
import unittest

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

    def start(self):
        self.alive = True
        return 0.0

    def await_commit(self, limit, chance):
        time.sleep(0.002)

    def kill(self):
        with self.lock:
            self.alive, self.kills = False, self.kills + 1
            if self.fault and self.kills == 3:
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


class PayrollOfficer(Officer):
    def settle(self):
        time.sleep(0.001)

    def see(self):
        return collections.Counter(self.store.hours.values())


def verdict(fault=None, **plan):
    store = Store(fault)
    settings = {"cycles": 6, "seed": 1, "longest": 0.02, "inside": 0.0} | plan
    loop = Loop(
        Plan(**settings), store, lambda _: Officer(store), lambda: PayrollOfficer(store),
        say=lambda _: None,
    )
    return loop.run().faults, loop


class Referee(unittest.TestCase):
    def test_an_honest_register_passes(self):
        faults, loop = verdict()
        self.assertEqual(faults, [])
        self.assertGreater(loop.book.acknowledged, 20)

    def test_each_broken_promise_is_named(self):
        for fault, name in [
            ("lose", "LOST"),
            ("duplicate", "DUPLICATE"),
            ("half_debit", "HALF DONE"),
            ("half_participants", "HALF DONE"),
            ("half_import", "HALF DONE: import"),
            ("lost_employee", "HALF DONE: import"),
        ]:
            with self.subTest(fault):
                faults, _ = verdict(fault)
                self.assertTrue(any(f.startswith(name) for f in faults), faults)

    def test_kills_that_hit_nothing_prove_nothing(self):
        faults, _ = verdict(inside=1.01)
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
