"""The second verifier of the audit log: signatures against RFC 8032, roots against known ones."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))

import audit_log
import ed25519

# RFC 8032, section 7.1, tests 1 to 3: key, message, signature.
SIGNED = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        "f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
        "4dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]

# The roots of the known trees of Certificate Transparency with one to four leaves.
LEAVES = [b"", b"\x00", b"\x10", b"\x20\x21"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
]

NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngo"
    "tpRZb6KE6RyyBwJnAM=\n"
)
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"


class AuditLog(unittest.TestCase):
    def test_signatures(self):
        for key, message, signature in SIGNED:
            parts = [bytes.fromhex(part) for part in (key, message, signature)]
            self.assertTrue(ed25519.verify(*parts))
            for part in range(3):
                for bit in (0, 7):
                    changed = [bytearray(value) for value in parts]
                    if changed[part]:
                        changed[part][-1] ^= 1 << bit
                        self.assertFalse(ed25519.verify(*map(bytes, changed)))

    def test_roots(self):
        tree = audit_log.Verifier(b"", [audit_log.parse_key(KEY)], b"", [])
        for leaf, root in zip(LEAVES, ROOTS):
            tree.append(audit_log.leaf_hash(leaf))
            self.assertEqual(tree.root().hex(), root)

    def test_notes(self):
        keys = [audit_log.parse_key(KEY)]
        self.assertTrue(audit_log.open_note(NOTE, keys, strict=True).endswith("is.\n"))
        for wrong in (NOTE.replace("answer", "Answer"), NOTE[:-1], NOTE.replace("x08", "x09")):
            with self.assertRaises(audit_log.Wrong):
                audit_log.open_note(wrong, keys, strict=True)
        with self.assertRaises(audit_log.Wrong):
            audit_log.parse_key(KEY.replace("c74f", "c74e"))


if __name__ == "__main__":
    unittest.main()
