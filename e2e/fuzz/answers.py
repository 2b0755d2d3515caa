"""What was answered, by operation, told to the file that the environment names."""

from __future__ import annotations

import atexit
import collections
import json
import os
import pathlib
from typing import Any

_counted: collections.Counter[tuple[str, int]] = collections.Counter()


def count(case: Any, response: Any) -> str:
    """The operation that was called."""
    operation = case.operation.definition.raw.get("operationId", case.operation.label)
    as_told = case.method.lower() == case.operation.method.lower()
    _counted[operation if as_told else "(other methods)", response.status_code] += 1
    return operation


@atexit.register
def tell() -> None:
    told: dict[str, dict[str, int]] = collections.defaultdict(dict)
    for (operation, status), times in sorted(_counted.items()):
        told[operation][str(status)] = times
    if file := os.environ.get("FLA_FUZZ_COUNTS"):
        pathlib.Path(file).write_text(json.dumps(told, indent=1))
