"""The OpenID provider of `e2e/oidc`, in a process that ends with this one."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess

FOLDER = pathlib.Path(__file__).resolve().parents[1] / "oidc"
MANAGER, OTHER = "person-1", "person-2"
SSINS = {MANAGER: "00010190146", OTHER: "00010190245"}
"""Born in 1900 with counters above 900: numbers that check and belong to nobody."""


class Provider:
    """Signs in whom it is told to, without a question."""

    def __init__(self, public: str) -> None:
        if not (FOLDER / "node_modules/oidc-provider").is_dir():
            raise SystemExit("the OpenID provider is not installed: npm ci in e2e/oidc (`./dev instances` does)")
        other = {"egovNRN": SSINS[OTHER], "givenName": "Ben", "surname": "Peeters", "prefLanguage": "en"}
        env = {
            "REDIRECT_URI": f"{public}/sign-in/callback",
            "POST_LOGOUT_REDIRECT_URI": f"{public}/",
            "BACKCHANNEL_LOGOUT_URI": f"{public}/sign-out/back-channel",
            "OTHERS": json.dumps({OTHER: other}),
        }
        self._process = subprocess.Popen(
            ["node", "provider.mjs"], cwd=FOLDER, env={**os.environ, **env}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )
        self.issuer = json.loads(self._process.stdout.readline())["issuer"]

    @property
    def settings(self) -> dict[str, str]:
        return {"ISSUER": self.issuer, "CLIENT_ID": "public", "CLIENT_AUTH": "none"}

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
