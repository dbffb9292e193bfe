"""Reads the forms of a page and sends them as a browser without JavaScript would.

Standard library only, so that it can talk to the real server of an installed copy. Nothing
here knows the product's pages: a test finds the form, says what to press, and looks.
"""

from __future__ import annotations

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str]


@dataclass
class Form:
    """One form: where it goes, what it sends unasked, and what can be pressed or picked."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    options: dict[str, list[str]] = field(default_factory=dict)

    def __contains__(self, name: str) -> bool:
        return name in self.options or any(name == known for known, _ in self.fields)

    def __getitem__(self, name: str) -> str:
        """The value that the field has now. Raises KeyError where there is none."""
        return dict(self.fields)[name]

    def filled(self, **answers: str) -> list[tuple[str, str]]:
        """What a browser sends: the fields, with `answers` in place of those they name."""
        kept = [(name, value) for name, value in self.fields if name not in answers]
        return [*kept, *answers.items()]


@dataclass
class Page:
    """What the server answered."""

    status: int
    url: str
    headers: dict[str, str]
    text: str
    forms: list[Form]
    links: list[str]

    def form(self, *names: str) -> Form:
        """The first posted form that has all these fields; AssertionError where none has."""
        posted = (form for form in self.forms if form.method == "post")
        found = next((form for form in posted if all(name in form for name in names)), None)
        assert found, f"{self.url} ({self.status}) has no posted form with {names}"
        return found


class Visitor:
    """One browser with its own cookies; it follows no redirect by itself."""

    def __init__(self, base: str) -> None:
        self.base = base
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        no_proxy = urllib.request.ProxyHandler({})
        self._opener = urllib.request.build_opener(cookies, no_proxy, _StayPut)

    def get(self, url: str) -> Page:
        return self._send(urllib.request.Request(self._absolute(url)))

    def submit(self, page: Page, form: Form, **answers: str) -> Page:
        """Press a button of `form`: `answers` holds its name and value."""
        target = urllib.parse.urljoin(page.url, form.action or page.url)
        body = urllib.parse.urlencode(form.filled(**answers)).encode()
        return self._send(urllib.request.Request(target, body, {"Origin": self.base}))

    def follow(self, page: Page) -> Page:
        """Go where a redirect points; AssertionError if the answer was none."""
        assert page.status in {301, 302, 303, 307, 308}, f"{page.status}, no redirect: {page.text}"
        return self.get(urllib.parse.urljoin(page.url, page.headers["location"]))

    def _absolute(self, url: str) -> str:
        return urllib.parse.urljoin(self.base, url)

    def _send(self, request: urllib.request.Request) -> Page:
        try:
            with self._opener.open(request, timeout=20) as answer:
                return page_from(answer.status, request.full_url, answer.headers, answer.read())
        except urllib.error.HTTPError as answer:
            with answer:
                return page_from(answer.code, request.full_url, answer.headers, answer.read())


class _StayPut(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def page_from(status: int, url: str, headers: object, body: bytes) -> Page:
    """An answer as a Page; `headers` is anything with `items()`."""
    text = body.decode("utf-8", "replace")
    reader = _Reader()
    reader.feed(text)
    reader.belong()
    lowered = {name.lower(): value for name, value in headers.items()}  # type: ignore[attr-defined]
    return Page(status, url, lowered, text, reader.forms, reader.links)


class _Reader(HTMLParser):
    """Collects links and forms; controls that are disabled or have no name send nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._named: dict[str, Form] = {}
        self._elsewhere: list[tuple[str, str, Attributes]] = []

    def belong(self) -> None:
        """Controls that stand outside their form name it; a browser sends them with it."""
        for name, tag, given in self._elsewhere:
            if name in self._named:
                _read_control(self._named[name], tag, given)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._form)
            self._named[given.get("id", "")] = self._form
        elif given.get("form") and given.get("name") and "disabled" not in given:
            self._elsewhere.append((given["form"], tag, given))
        elif self._form and given.get("name") and "disabled" not in given:
            _read_control(self._form, tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None


def _read_control(form: Form, tag: str, given: Attributes) -> None:
    """Add one control. A textarea starts empty; the product has no select element."""
    kind = given.get("type", "submit" if tag == "button" else "text").lower()
    name, value = given["name"], given.get("value", "")
    if tag not in {"input", "button", "textarea"} or kind in {"button", "reset"}:
        return
    if kind in {"submit", "radio", "checkbox"}:
        form.options.setdefault(name, []).append(value)
    if kind not in {"submit", "radio", "checkbox"} or "checked" in given:
        form.fields.append((name, value))
