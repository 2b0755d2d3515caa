"""One instance with an embedded store: the one that the register had before it moved."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator

from caller import Caller
from findings import Findings
from instance import Instance, settings
from place import Place


@contextlib.contextmanager
def embedded(place: Place, findings: Findings) -> Iterator[Caller]:
    """Who calls it, as the same software."""
    data = place.scratch / "embedded" / "data"
    shutil.copytree(place.door.data, data)
    one = Instance(place.binary, data)
    store = f"sqlite:{data}/fla.db"
    one.settings = settings(place.public, store, place.provider.settings) | {"FLA_LOG": "warn"}
    one.start()
    try:
        # Its store knows the software, but not the token that another store gave.
        place.own.forget(one.base)
        yield Caller(place.own, [one.base])
        if "database is locked" in one.log.read_text(errors="replace"):
            findings.fault("LOG: the database is locked")
    finally:
        one.stop()
        place.own.forget(place.bases[0])
        shutil.rmtree(data.parent)
