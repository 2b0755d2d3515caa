#!/usr/bin/env python3
"""Reads scenarios as JSON lines and writes one result line for each.

    python3 model.py [--entries] [scenarios.jsonl]

Without a file, reads standard input. `--entries` adds every movement of every
account, to find out where two calculations part. A scenario that cannot be
calculated gives {"error": …} on its line and exit status 1.
"""

import argparse
import gc
import json
import sys
from fractions import Fraction

from calculation import scenario


def main():
    parser = argparse.ArgumentParser(description="Independent calculation of rights and credit.")
    parser.add_argument("file", nargs="?", help="scenarios, one JSON object per line")
    parser.add_argument("--entries", action="store_true", help="add every movement")
    options = parser.parse_args()
    # Nothing here makes reference cycles; collection only costs time.
    gc.disable()
    source = open(options.file, encoding="utf-8") if options.file else sys.stdin
    failed = False
    with source:
        for line in source:
            if not line.strip():
                continue
            try:
                result = scenario.run(json.loads(line, parse_float=Fraction), options.entries)
            except (ArithmeticError, KeyError, TypeError, ValueError) as fault:
                result = {"error": f"{type(fault).__name__}: {fault}"}
                failed = True
            sys.stdout.write(json.dumps(result, separators=(",", ":")) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
