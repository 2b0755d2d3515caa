"""An outside issuer of tokens on this machine, and tokens of it about a person (RFC 9068)."""

from __future__ import annotations

import http.server
import json
import pathlib
import secrets
import sys
import threading
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "crash"))

from people import SCOPES
from software import b64, openssl

PERSON = "00010190146"
"""Born in 1900 with a counter above 900: a number that checks and belongs to nobody."""


class Issuer:
    """Tells its keys over HTTP until the process ends."""

    def __init__(self, folder: pathlib.Path) -> None:
        key = folder / "issuer.pem"
        openssl("genrsa", "-out", str(key), "2048")
        modulus = openssl("rsa", "-in", str(key), "-noout", "-modulus").decode().strip().split("=")[1]
        keys = {"keys": [{"kty": "RSA", "kid": "1", "use": "sig", "n": b64(bytes.fromhex(modulus)), "e": "AQAB"}]}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                base = f"http://127.0.0.1:{self.server.server_port}"
                told = keys if self.path == "/keys" else {"issuer": base, "jwks_uri": f"{base}/keys"}
                body = json.dumps(told).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{server.server_port}"


def token_about_a_person(issuer: str, folder: pathlib.Path, audience: str) -> str:
    """With every scope, good for an hour."""
    now = int(time.time())
    claims = {
        "iss": issuer, "aud": audience, "sub": "person-1", "client_id": "an-application", "iat": now,
        "exp": now + 3600, "jti": secrets.token_hex(16), "egovNRN": PERSON, "givenName": "Ada",
        "surname": "Peeters", "acr": "any", "scope": " ".join(f"scope:fla:{scope}" for scope in SCOPES),
    }
    head = {"alg": "RS256", "typ": "at+jwt", "kid": "1"}
    signed = ".".join(b64(json.dumps(part).encode()) for part in (head, claims))
    key = str(folder / "issuer.pem")
    return f"{signed}.{b64(openssl('dgst', '-sha256', '-sign', key, stdin=signed.encode()))}"
