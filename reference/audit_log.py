#!/usr/bin/env python3
"""A second verifier of exports of the audit log, doing what docs/audit-log.md says with the
standard library only, so that nobody has to trust the program that made an export.

    python3 audit_log.py EXPORT [--witness FILE]... [--key KEY]...
    python3 audit_log.py PROOF --proof [--key KEY]...
    python3 audit_log.py PROOF --consistency [--witness FILE]... [--key KEY]...
    python3 audit_log.py --many DIR     # every export below DIR: its name, and its first fault

Ends with 0 where nothing is wrong, with 1 where something is, with 2 where it could not read."""

import argparse
import base64
import binascii
import functools
import hashlib
import json
import pathlib
import re
import sys

import ed25519

POSITION = re.compile(rb'\{"v":1,"n":(0|[1-9][0-9]*),.*\}', re.DOTALL)
HASH = re.compile(rb"[0-9a-f]{64}")
DASH = "\u2014 "
MOST = 2**64 - 1


class Wrong(Exception):
    """Something is not in its form, or not signed as it must be."""


def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong from None
    if base64.b64encode(data).decode() != text:
        raise Wrong
    return data


def is_name(name):
    return bool(name) and "+" not in name and not any(c.isspace() or is_control(c) for c in name)


def is_control(c):
    return ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0


def parse_key(text):
    """`name+id+base64` as (name, id, key)."""
    parts = text.split("+", 2)
    if len(parts) < 3 or not is_name(parts[0]):
        raise Wrong
    name, data = parts[0], unbase64(parts[2])
    key = data[1:]
    identity = hashlib.sha256(name.encode() + b"\n\x01" + key).digest()[:4]
    if data[:1] != b"\x01" or not ed25519.is_key(key) or identity.hex() != parts[1]:
        raise Wrong
    return name, identity, key


@functools.lru_cache(maxsize=100_000)
def verifies(key, text, signature):
    return ed25519.verify(key, text.encode(), signature)


def open_note(note, keys, strict):
    """The text of a signed note. `strict`: nobody but the known keys signed it."""
    text, gap, signed = note.rpartition("\n\n")
    if not gap or not signed.endswith("\n"):
        raise Wrong
    if any(is_control(c) and c != "\n" for c in note):
        raise Wrong
    text += "\n"
    known, lines = 0, signed[:-1].split("\n")
    for line in lines:
        name, space, signature = line.removeprefix(DASH).partition(" ")
        if not line.startswith(DASH) or not space or not is_name(name):
            raise Wrong
        data = unbase64(signature)
        if len(data) < 5:
            raise Wrong
        for key_name, identity, key in keys:
            if key_name == name and identity == data[:4]:
                if not verifies(key, text, data[4:]):
                    raise Wrong
                known += 1
                break
    if known == 0 or (strict and known != len(lines)):
        raise Wrong
    return text


def open_checkpoint(note, keys, strict):
    """(origin, size, root) of a signed checkpoint."""
    lines = open_note(note, keys, strict).split("\n")
    if len(lines) < 4 or not lines[0] or not re.fullmatch("0|[1-9][0-9]*", lines[1], re.ASCII):
        raise Wrong
    size, root = int(lines[1]), unbase64(lines[2])
    if size > MOST or len(root) != 32:
        raise Wrong
    return lines[0], size, root


def several(text):
    """The notes of a file with several, each after an empty line behind the one before."""
    blocks = text.split("\n\n")
    notes = ["\n\n".join(blocks[i : i + 2]) for i in range(0, len(blocks), 2)]
    whole = [note if note.endswith("\n") else note + "\n" for note in notes]
    if not text.endswith("\n"):
        whole[-1] = whole[-1][:-1]
    return whole


class Verifier:
    def __init__(self, keys, trusted, checkpoints, witnesses):
        self.faults = []
        self.size, self.peaks = 0, []
        self.wanted = []
        self.agreed, self.broken = [0, 0], [False, False]
        self.signed = self.known = 0
        found = self.read_keys(keys)
        keys = trusted or found
        self.origin = None
        self.read_checkpoints(keys, checkpoints)
        self.read_witnesses(keys, witnesses)
        self.wanted.sort(key=lambda wanted: wanted[0])
        self.compare()

    def fault(self, kind, first, last):
        place = f"entry {first}" if first == last else f"entries {first} to {last}"
        self.faults.append((kind, place))

    def read_keys(self, data):
        keys, text = [], data.decode(errors="replace")
        for number, line in enumerate((text[:-1] if text.endswith("\n") else "").split("\n"), 1):
            try:
                keys.append(parse_key(line))
            except Wrong:
                self.faults.append(("key", f"key {number}"))
        return keys

    def read_checkpoints(self, keys, data):
        for number, note in enumerate(several(data.decode(errors="replace")), 1):
            try:
                origin, size, root = open_checkpoint(note, keys, strict=True)
                if self.origin is not None and (origin != self.origin or size <= self.signed):
                    raise Wrong
            except Wrong:
                self.faults.append(("checkpoint", f"checkpoint {number}"))
                continue
            self.origin, self.signed = origin, size
            self.wanted.append((size, root, 0))

    def read_witnesses(self, keys, witnesses):
        for name, data in witnesses:
            for number, note in enumerate(several(data.decode(errors="replace")), 1):
                try:
                    origin, size, root = open_checkpoint(note, keys, strict=False)
                    if self.origin is not None and origin != self.origin:
                        raise Wrong
                except Wrong:
                    self.faults.append(("witness", f"{name} {number}"))
                    continue
                self.known = max(self.known, size)
                self.wanted.append((size, root, 1))

    def root(self):
        if not self.peaks:
            return hashlib.sha256().digest()
        root = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            root = node_hash(left, root)
        return root

    def append(self, leaf):
        size = self.size
        while size & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            size >>= 1
        self.peaks.append(leaf)
        self.size += 1
        self.compare()

    def compare(self):
        while self.wanted and self.wanted[0][0] <= self.size:
            size, root, whose = self.wanted.pop(0)
            if self.broken[whose]:
                continue
            if size == self.size and root == self.root():
                self.agreed[whose] = size
                continue
            self.broken[whose] = True
            last = max(size - 1, 0)
            self.fault(("root", "forked")[whose], min(self.agreed[whose], last), last)

    def leaf(self, leaf, entry):
        told = None
        if leaf is not None and leaf.endswith(b"\n") and HASH.fullmatch(leaf[:-1]):
            told = bytes.fromhex(leaf[:-1].decode())
        made = None if entry is None else leaf_hash(entry)
        if told is None:
            self.fault("leaf", self.size, self.size)
        elif made is not None and told != made:
            self.fault("changed", self.size, self.size)
        self.append(told or made or bytes(32))

    def entry(self, line, leaves):
        match = POSITION.fullmatch(line[:-1]) if line.endswith(b"\n") else None
        said = int(match.group(1)) if match and len(match.group(1)) <= 20 else MOST + 1
        if said > MOST:
            self.fault("form", self.size, self.size)
            self.leaf(next(leaves, None), None)
            return
        if said < self.size:
            self.fault("order", said, said)
            return
        if said > self.size:
            self.fault("missing", self.size, said - 1)
        while self.size < said:
            leaf = next(leaves, None)
            if leaf is None:
                self.fault("order", said, said)
                return
            self.leaf(leaf, None)
        self.leaf(next(leaves, None), line[:-1])

    def finish(self, leaves):
        read = self.size
        for leaf in leaves:
            self.leaf(leaf, None)
        if self.size > read:
            self.fault("missing", read, self.size - 1)
        if self.signed > self.size:
            self.fault("cut", self.size, self.signed - 1)
        if self.signed < self.size:
            self.fault("unsigned", self.signed, self.size - 1)
        if self.known > self.size:
            self.fault("rolled-back", self.size, self.known - 1)


def verify(export, witnesses, trusted):
    """Checks the export in a folder; answers with the verifier, whose faults say what is wrong."""
    verifier = Verifier(
        (export / "keys.txt").read_bytes(),
        trusted,
        (export / "checkpoints.txt").read_bytes(),
        witnesses,
    )
    with (export / "entries.jsonl").open("rb") as entries:
        with (export / "leaves.txt").open("rb") as leaves:
            for line in entries:
                verifier.entry(line, leaves)
            verifier.finish(leaves)
    return verifier


def check_proof(text, trusted):
    """Checks the proof that an entry is in the log; answers with the entry."""
    try:
        proof = json.loads(text)
        entry, position, size = proof["entry"], proof["position"], proof["size"]
        keys = trusted or [parse_key(key) for key in proof["keys"]]
        path = [bytes.fromhex(step) for step in proof["path"]]
        _, signed, root = open_checkpoint(proof["checkpoint"], keys, strict=False)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Wrong from None
    match = POSITION.fullmatch(entry.encode())
    if not match or int(match.group(1)) != position or size != signed or position >= size:
        raise Wrong
    here, last, value = position, size - 1, leaf_hash(entry.encode())
    for step in path:
        if last == 0:
            raise Wrong
        if here & 1 or here == last:
            value = node_hash(step, value)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            value = node_hash(value, step)
        here, last = here >> 1, last >> 1
    if last or value != root:
        raise Wrong
    return position


def grows(earlier, size, path):
    """The roots of the earlier and of the later tree that a proof of consistency says."""
    if not 0 < earlier <= size:
        raise Wrong
    path = list(path)
    here, last = earlier - 1, size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    if not path:
        raise Wrong
    old = new = path.pop(0)
    for step in path:
        if last == 0:
            raise Wrong
        if here & 1 or here == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new = node_hash(new, step)
        here, last = here >> 1, last >> 1
    if last:
        raise Wrong
    return old, new


def check_consistency(text, witnesses, trusted):
    """Checks the proof that a log goes on from an earlier checkpoint, which must be that of each
    witness; answers with both sizes."""
    try:
        proof = json.loads(text)
        keys = trusted or [parse_key(key) for key in proof["keys"]]
        path = [bytes.fromhex(step) for step in proof["path"]]
        known = open_checkpoint(proof["earlier"], keys, strict=False)
        origin, size, root = open_checkpoint(proof["checkpoint"], keys, strict=False)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Wrong from None
    for data in witnesses:
        for note in several(data.decode(errors="replace")):
            if open_checkpoint(note, keys, strict=False) != known:
                raise Wrong
    name, earlier, before = known
    if name != origin:
        raise Wrong
    if earlier == size:
        holds = not path and before == root
    else:
        # A full earlier tree is a node of the later one, and not repeated in the proof.
        repeated = [before] if earlier and earlier & (earlier - 1) == 0 else []
        holds = grows(earlier, size, repeated + path) == (before, root)
    if not holds:
        raise Wrong
    return earlier, size


def many(folder):
    for export in sorted(path for path in folder.iterdir() if path.is_dir()):
        witness = export / "witness.txt"
        witnesses = [("witness", witness.read_bytes())] if witness.exists() else []
        faults = verify(export, witnesses, []).faults
        print(export.name, " ".join(faults[0]) if faults else "ok")


def say_proof(arguments, witnesses, trusted):
    try:
        text = arguments.export.read_text(encoding="utf-8")
        if arguments.proof:
            print(f"ok: entry {check_proof(text, trusted)} is in the log")
        else:
            earlier, size = check_consistency(text, witnesses, trusted)
            print(f"ok: the log of {size} entries goes on from that of {earlier}")
    except Wrong:
        print("the proof does not hold")
        return 1
    return 0


def main():
    parser = argparse.ArgumentParser(description="Checks an export of the audit log.")
    parser.add_argument("export", type=pathlib.Path)
    parser.add_argument("--witness", type=pathlib.Path, action="append", default=[])
    parser.add_argument("--key", action="append", default=[], help="trust this key only")
    parser.add_argument("--proof", action="store_true", help="EXPORT is a proof")
    parser.add_argument("--consistency", action="store_true", help="EXPORT is such a proof")
    parser.add_argument("--many", action="store_true", help="EXPORT holds many exports")
    arguments = parser.parse_args()
    try:
        if arguments.many:
            many(arguments.export)
            return 0
        trusted = [parse_key(key) for key in arguments.key]
        witnesses = [(path.name, path.read_bytes()) for path in arguments.witness]
        if arguments.proof or arguments.consistency:
            return say_proof(arguments, [data for _, data in witnesses], trusted)
        verifier = verify(arguments.export, witnesses, trusted)
    except OSError as error:
        print(f"cannot read: {error}", file=sys.stderr)
        return 2
    except Wrong:
        print("a key given with --key is no public key", file=sys.stderr)
        return 2
    for kind, place in verifier.faults:
        print(f"{kind} {place}")
    if verifier.faults:
        return 1
    print(f"ok: {verifier.size} entries of {verifier.origin}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
