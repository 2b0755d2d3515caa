"""D3: the machine of the database loses its power, again and again, while all instances write."""

from __future__ import annotations

import threading
import time
import urllib.request

from browser import Cut
from caller import Caller
from disk import Disk, on_disk
from field import Field
from findings import Findings
from place import Place
from trainings import cursor, keys_carried_out, new

COUNT = 500
CARELESS = 20
"""Cuts of a server that does not wait for its disk: where none of them loses anything, the cuts are none."""
LOST = "acknowledged writes lost by a server that does not wait for its disk"
WRITERS = 12
LONGEST = 1.5
"""A cut comes at most this many seconds after the first acknowledgement."""
SEEN, READY = 5.0, 30.0
"""Within which it must be told that the database is back, and after which nobody waits any more."""


def play(field: Field) -> Findings:
    findings, place = Findings(), field.place
    caller = field.caller()
    caller.new_token()
    since = cursor(caller)
    with on_disk(place.cluster, place.scratch) as disk:
        ready(place)
        acknowledged = set[str]()
        for number in range(field.share_of(COUNT)):
            acknowledged.update(cycle(field, findings, disk, caller, f"{field.mark}-{number}"))
            if findings.faults:
                break
            if number % 50 == 49:
                caller.new_token()
        judge(findings, caller, field, since, acknowledged)
        careless(field, findings, disk, caller)
    findings.must_have_seen("cuts within a write", LOST)
    findings.note("no page with a wrong checksum")
    ready(place)
    return findings


def cycle(field: Field, findings: Findings, disk: Disk, caller: Caller, mark: str) -> list[str]:
    """One cut: what was acknowledged before it must be there when the power is back."""
    since, load = cursor(caller), Load(field, caller, mark)
    cut(field, findings, disk, load)
    carried_out = keys_carried_out(caller, field.chance(mark, "after"), since)
    for key in load.acknowledged:
        if carried_out[key] != 1:
            findings.fault(f"LOST: {key} was acknowledged and carried out {carried_out[key]} times")
    findings.saw("acknowledged writes", len(load.acknowledged))
    findings.saw("writes in doubt, carried out", len(carried_out) - len(load.acknowledged))
    return load.acknowledged


def careless(field: Field, findings: Findings, disk: Disk, caller: Caller) -> None:
    """The same where a commit does not wait for the disk, of which the register warns its operator."""
    place = field.place
    for word in ("off", "on"):
        place.cluster.ask(f"ALTER ROLE fla SET synchronous_commit = {word}")
        # Connections that are open go on as they began.
        place.restart(place.serving)
        for number in range(field.share_of(CARELESS) if word == "off" else 0):
            mark = f"{field.mark}-careless{number}"
            since, load = cursor(caller), Load(field, caller, mark)
            cut(field, findings, disk, load)
            kept = keys_carried_out(caller, field.chance(mark, "after"), since)
            findings.saw(LOST, sum(not kept[key] for key in load.acknowledged))


def cut(field: Field, findings: Findings, disk: Disk, load: Load) -> None:
    """The disk goes first: what the server had not written until then, it never will."""
    cluster = field.place.cluster
    load.acknowledges()
    time.sleep(field.chance(load.mark).uniform(0, LONGEST))
    doomed, under_way = cluster.processes(), load.under_way
    disk.cut()
    cluster.kill(doomed)
    load.end()
    findings.done()
    findings.saw("cuts within a write", int(under_way > 0))
    disk.off()
    disk.again()
    cluster.start()
    # Who waited for a connection meanwhile may still be served.
    load.join()
    took = ready(field.place)
    if took > SEEN:
        findings.fault(f"READY: that the database is back was told after {took:.1f} s")


def judge(findings: Findings, caller: Caller, field: Field, since: str, acknowledged: set[str]) -> None:
    """At the end all of it once more, so that no later cut took what an earlier one had left."""
    carried_out = keys_carried_out(caller, field.chance("end"), since)
    for key in acknowledged:
        if carried_out[key] != 1:
            findings.fault(f"LOST LATER: {key} was acknowledged and carried out {carried_out[key]} times")


def ready(place: Place) -> float:
    """Waits until each instance says that it is; how long that took."""
    began = time.monotonic()
    for base in place.bases:
        while True:
            try:
                with urllib.request.urlopen(f"{base}/health/ready", timeout=5):
                    break
            except OSError:
                if time.monotonic() - began > READY:
                    raise
                time.sleep(0.02)
    return time.monotonic() - began


class Load:
    """Software that writes at all instances until the first call that fails."""

    def __init__(self, field: Field, caller: Caller, mark: str) -> None:
        self.field, self.caller, self.mark = field, caller, mark
        self.acknowledged: list[str] = []
        self.under_way = 0
        self._first, self._ends, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._run, args=(n,), daemon=True) for n in range(WRITERS)]
        for one in self._threads:
            one.start()

    def acknowledges(self) -> None:
        if not self._first.wait(READY):
            raise RuntimeError("nothing was acknowledged")

    def end(self) -> None:
        """No further call is begun."""
        self._ends.set()

    def join(self) -> None:
        for one in self._threads:
            one.join(60)

    def _run(self, number: int) -> None:
        chance, turn = self.field.chance(self.mark, number), 0
        while not self._ends.is_set():
            turn += 1
            key = f"{self.mark}-{number}-{turn}"
            if not self._write(self.caller.any(chance), key, chance.choice(self.field.people)):
                return

    def _write(self, at: int, key: str, person: str) -> bool:
        with self._lock:
            self.under_way += 1
        try:
            answer = self.caller.send(at, "POST", "/trainings", new(key, 15, person), key)
        except Cut:
            return False
        finally:
            with self._lock:
                self.under_way -= 1
        if answer.status != 201:
            return False
        self.acknowledged.append(key)
        self._first.set()
        return True
