"""A browser without scripting: pages, links, forms, cookies, redirects. Standard library only."""

from __future__ import annotations

import dataclasses
import html.parser
import http.client
import mimetypes
import secrets
import urllib.parse


class Cut(Exception):
    """The connection broke before the whole answer had come."""


class Unexpected(Exception):
    """An answer or a page that is not what a user would need to go on."""


@dataclasses.dataclass
class Upload:
    filename: str
    content: bytes


@dataclasses.dataclass
class Field:
    name: str
    kind: str
    value: str = ""
    checked: bool = False
    options: list[str] = dataclasses.field(default_factory=list)


@dataclasses.dataclass
class Form:
    action: str
    method: str
    multipart: bool
    fields: list[Field] = dataclasses.field(default_factory=list)

    def names(self) -> set[str]:
        return {field.name for field in self.fields}

    def defaults(self) -> list[tuple[str, str]]:
        """What a browser would send if nothing was touched; buttons are left out."""
        silent = {"submit", "button", "image", "reset", "file"}
        tickable = {"checkbox", "radio"}
        return [
            (f.name, f.value)
            for f in self.fields
            if f.name and f.kind not in silent and (f.kind not in tickable or f.checked)
        ]


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.links: list[tuple[str, str]] = []
        self.title = ""
        self.text: list[str] = []
        self._open: list[str] = []
        self._form: Form | None = None
        self._field: Field | None = None
        self._link: list[str] | None = None
        self._href = ""

    def _add(self, field: Field, attributes: dict[str, str | None]) -> None:
        form = self.by_id.get(attributes.get("form") or "", self._form)
        if form is not None and "disabled" not in attributes:
            form.fields.append(field)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        name, value = at.get("name") or "", at.get("value") or ""
        if tag in ("script", "style", "title"):
            self._open.append(tag)
        elif tag == "form":
            multipart = at.get("enctype") == "multipart/form-data"
            self._form = Form(at.get("action") or "", (at.get("method") or "get").lower(), multipart)
            self.forms.append(self._form)
            self.by_id[at.get("id") or ""] = self._form
        elif tag == "input":
            kind = at.get("type") or "text"
            default = "on" if kind in ("checkbox", "radio") and "value" not in at else value
            self._add(Field(name, kind, default, "checked" in at), at)
        elif tag == "button":
            self._add(Field(name, at.get("type") or "submit", value), at)
        elif tag in ("select", "textarea"):
            self._field = Field(name, tag)
            self._add(self._field, at)
        elif tag == "option" and self._field is not None:
            self._field.options.append(value)
            if "selected" in at or len(self._field.options) == 1:
                self._field.value = value
        elif tag == "a":
            self._link, self._href = [], at.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        elif tag == "form":
            self._form = None
        elif tag in ("select", "textarea"):
            if self._field is not None and self._field.kind == "textarea":
                self._field.value = self._field.value.removeprefix("\n")
            self._field = None
        elif tag == "a" and self._link is not None:
            self.links.append((" ".join("".join(self._link).split()), self._href))
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._open:
            if self._open[-1] == "title":
                self.title += data
            return
        if self._field is not None and self._field.kind == "textarea":
            self._field.value += data
            return
        if self._link is not None:
            self._link.append(data)
        self.text.append(data)


class Page:
    """An answer, read as a person would read it."""

    def __init__(self, url: str, status: int, kind: str, body: bytes) -> None:
        self.url, self.status, self.body = url, status, body
        reader = _Reader()
        if kind.startswith("text/html"):
            reader.feed(body.decode("utf-8"))
            reader.close()
        self.title = " ".join(reader.title.split())
        self.forms, self.links = reader.forms, reader.links
        self.text = " ".join("".join(reader.text).split())

    def form(self, *names: str) -> Form:
        """The form that has all these fields."""
        for form in self.forms:
            if form.names() >= set(names):
                return form
        raise Unexpected(f"{self.url} ({self.title}) has no form with {', '.join(names)}")

    def link(self, part: str) -> str:
        """The address of the first link whose text or address contains this."""
        for text, address in self.links:
            if part in text or part in address:
                return address
        raise Unexpected(f"{self.url} ({self.title}) has no link with {part!r}")


class Browser:
    """One visitor of one server. Not for use by several threads."""

    def __init__(self, base: str, language: str = "en", timeout: float = 30) -> None:
        self.base = base.rstrip("/")
        self.language, self.timeout = language, timeout
        self.cookies: dict[str, str] = {}
        self._connection: http.client.HTTPConnection | None = None

    def get(self, address: str) -> Page:
        return self._follow("GET", address, None, {})

    def submit(
        self,
        page: Page,
        form: Form,
        values: dict[str, str | list[str]] | None = None,
        *,
        button: tuple[str, str] | None = None,
        files: list[tuple[str, Upload]] | None = None,
    ) -> Page:
        """Sends a form as filled in on the page, with these fields changed."""
        values = values or {}
        pairs = [(name, value) for name, value in form.defaults() if name not in values]
        for name, value in values.items():
            pairs += [(name, each) for each in ([value] if isinstance(value, str) else value)]
        if button:
            pairs.append(button)
        action = urllib.parse.urljoin(page.url, form.action)
        if form.method != "post":
            return self.get(urllib.parse.urljoin(action, "?" + urllib.parse.urlencode(pairs)))
        if form.multipart:
            body, kind = _multipart(pairs, files or [])
        else:
            body = urllib.parse.urlencode(pairs).encode()
            kind = "application/x-www-form-urlencoded"
        return self._follow("POST", action, body, {"Content-Type": kind})

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _follow(self, method: str, address: str, body: bytes | None, extra: dict[str, str]) -> Page:
        url = urllib.parse.urljoin(self.base + "/", address)
        for _ in range(10):
            status, headers, content = self._exchange(method, url, body, extra)
            if status not in (301, 302, 303, 307, 308):
                return Page(url, status, headers.get("Content-Type") or "", content)
            url = urllib.parse.urljoin(url, headers.get("Location") or "")
            if status in (301, 302, 303):
                method, body, extra = "GET", None, {}
        raise Unexpected(f"more than ten redirects, the last to {url}")

    def _exchange(
        self, method: str, url: str, body: bytes | None, extra: dict[str, str]
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        jar = self._jar(url)
        headers = {
            "Accept": "text/html",
            "Accept-Language": self.language,
            "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "document",
            **extra,
        }
        parts = urllib.parse.urlsplit(url)
        if method == "POST":
            headers["Origin"] = f"{parts.scheme}://{parts.netloc}"
        if jar:
            headers["Cookie"] = "; ".join(f"{n}={v}" for n, v in jar.items())
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection = self._connect(url)
            connection.request(method, target, body, headers)
            answer = connection.getresponse()
            content = answer.read()
        except (OSError, http.client.HTTPException) as fault:
            self.close()
            raise Cut(f"{method} {url}: {fault!r}") from fault
        for line in answer.headers.get_all("Set-Cookie") or []:
            _keep(jar, line)
        return answer.status, answer.headers, content

    def _jar(self, url: str) -> dict[str, str]:
        """The cookies of a site."""
        if not url.startswith(self.base + "/") and url != self.base:
            raise Unexpected(f"led to another host: {url}")
        return self.cookies

    def _connect(self, url: str) -> http.client.HTTPConnection:
        """To whom an address leads."""
        if self._connection is None:
            host = urllib.parse.urlsplit(url).netloc
            self._connection = http.client.HTTPConnection(host, timeout=self.timeout)
        return self._connection


def _keep(jar: dict[str, str], line: str) -> None:
    first, *attributes = line.split(";")
    name, _, value = first.strip().partition("=")
    ages = [a.strip().lower() for a in attributes]
    if not value or "max-age=0" in ages:
        jar.pop(name, None)
    else:
        jar[name] = value


def _multipart(pairs: list[tuple[str, str]], files: list[tuple[str, Upload]]) -> tuple[bytes, str]:
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in pairs
    ]
    for name, upload in files:
        kind = mimetypes.guess_type(upload.filename)[0] or "application/octet-stream"
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}";'
            f' filename="{upload.filename}"\r\nContent-Type: {kind}\r\n\r\n'
        )
        parts += [head.encode(), upload.content, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"
