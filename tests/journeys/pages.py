"""What a browser does without scripts: it follows links that are on the page, and sends the forms it finds there with everything in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Box:
    """One field of a form, all its radio buttons and options together."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)     # what is sent when nobody touches it
    choices: list[str] = field(default_factory=list)    # what may be chosen, for lists and buttons


@dataclass
class Form:
    method: str
    action: str
    is_multipart: bool
    boxes: dict[str, Box] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def fill(self, values: dict[str, Any]) -> dict[str, Any]:
        """What is sent: all that stands there, with these values typed or chosen; only what a person could do."""
        sent: dict[str, Any] = {box.name: list(box.values) for box in self.boxes.values() if box.kind != "file"}
        for name, value in values.items():
            assert name in self.boxes, f"no field {name} among {sorted(self.boxes)}"
            box, given = self.boxes[name], value if isinstance(value, list) else [value]
            assert box.kind != "hidden", f"{name} is hidden"
            if box.kind == "file":
                assert self.is_multipart, f"{name} is a file, but the form cannot send files"
            if box.kind in {"select", "radio", "checkbox"}:
                assert set(given) <= set(box.choices), f"{name} offers {box.choices}, not {given}"
            sent[name] = given
        return sent


class Page(HTMLParser):
    """A page taken apart: its forms, its links with their words, its text."""

    def __init__(self, url: str, html: str) -> None:
        super().__init__()
        self.url, self.forms, self.links, self.words = url, [], [], []
        self._form: Form | None = None
        self._select: Box | None = None
        self._textarea: Box | None = None
        self._link: list[str] | None = None
        self._plain = ""
        self.feed(html)
        self.text = " ".join(" ".join(self.words).split())

    forms: list[Form]
    links: list[tuple[str, str]]
    words: list[str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("method", "get").lower(), urljoin(self.url, given.get("action") or self.url), "multipart" in given.get("enctype", ""))
            self.forms.append(self._form)
        elif tag == "a" and "href" in given:
            self._link = [urljoin(self.url, given["href"]), ""]
        elif tag in {"script", "style"}:
            self._plain = tag
        elif self._form is not None and "disabled" not in given:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "button" and kind != "button":
            self._form.buttons.append((name, given.get("value", "")))
        elif tag == "option" and self._select is not None:
            _offer(self._select, given, "selected")
        elif tag == "select" and name:
            self._select = self._form.boxes.setdefault(name, Box(name, "select"))
        elif tag == "textarea" and name:
            self._textarea = self._form.boxes.setdefault(name, Box(name, "textarea", [""]))
        elif tag == "input" and name:
            box = self._form.boxes.setdefault(name, Box(name, kind))
            if kind in {"radio", "checkbox"}:
                _offer(box, {"value": "on", **given}, "checked")
            else:
                box.values.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select is not None:
            if not self._select.values:
                self._select.values = self._select.choices[:1]
            self._select = None
        elif tag == "textarea" and self._textarea is not None:
            self._textarea.values = [self._textarea.values[0].removeprefix("\r").removeprefix("\n")]     # the first line break is not typed
            self._textarea = None
        elif tag == "a" and self._link is not None:
            self.links.append((self._link[0], " ".join(self._link[1].split())))
            self._link = None
        elif tag == self._plain:
            self._plain = ""

    def handle_data(self, data: str) -> None:
        if self._textarea is not None:
            self._textarea.values = [self._textarea.values[0] + data]
        elif not self._plain:
            self.words.append(data)
            if self._link is not None:
                self._link[1] += data

    def form(self, *names: str) -> Form:
        """The form on this page that has these fields and is sent, not searched with; first the page's own, not those of the masthead."""
        found = [each for each in self.forms if each.method == "post" and set(names) <= set(each.boxes)]
        assert found, f"no form with {names} on {self.url}: {self.text[:1500]}"
        return next((each for each in found if urlsplit(each.action).path == urlsplit(self.url).path), found[0])

    def link(self, part: str, words: str = "") -> str:
        """The address on this page that holds ``part``, behind these words when given."""
        found = [href for href, said in self.links if part in href and words in {"", said}]
        assert found, f"no link to {part} {words} on {self.url}: {self.text[:1500]}"
        return found[0]

    def has_link(self, part: str) -> bool:
        return any(part in href for href, _words in self.links)

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.url).query).items()}


def _offer(box: Box, given: dict[str, str], chosen: str) -> None:
    box.choices.append(given.get("value", ""))
    if chosen in given:
        box.values.append(given.get("value", ""))


class Pages:
    """One person before a browser of his or her own; None is a citizen without an account."""

    def __init__(self, person: Any = None) -> None:
        self.person = person
        self.client = Client(enforce_csrf_checks=True)
        if person is not None:
            self.client.force_login(person, backend=BACKEND)

    def open(self, url: str) -> Page:
        """A page that must be there."""
        return self._landed(self.client.get(url, follow=True), url)

    def download(self, url: str) -> Any:
        return self.client.get(url)

    def send(self, page: Page, *names: str, press: tuple[str, str] = ("", ""), **values: Any) -> Page:
        """Fill in the form that has these fields, press the button, and land where it leads; being asked again fails with what the page says."""
        answer = self.try_sending(page, *names, press=press, **values)
        assert answer.redirect_chain, f"{self.person} was asked again on {page.url}: {_troubles(answer)}"
        return self._landed(answer, page.url)

    def try_sending(self, page: Page, *names: str, press: tuple[str, str] = ("", ""), **values: Any) -> Any:
        """The same, whatever comes back."""
        typed = {name.replace("__", "-"): value for name, value in values.items()}
        form = page.form(*(name.replace("__", "-") for name in (*names, *typed)))
        sent = form.fill(typed)
        if press[0]:
            assert press in form.buttons, f"no button {press} among {form.buttons}"
            sent[press[0]] = [press[1]]
        if form.is_multipart:
            return self.client.post(form.action, sent, follow=True)
        return self.client.post(form.action, urlencode(sent, doseq=True), content_type="application/x-www-form-urlencoded", follow=True)

    def _landed(self, answer: Any, url: str) -> Page:
        last = answer.redirect_chain[-1][0] if answer.redirect_chain else url
        at = urljoin(url, last)
        assert answer.status_code == 200, f"{self.person} got {answer.status_code} at {at}: {_troubles(answer)}"
        return Page(at, answer.content.decode())


def _troubles(answer: Any) -> str:
    """The words of the page from the first sentence of refusal on."""
    text = Page("/", answer.content.decode()).text
    at = text.find("Langsung ke isi")
    return text[max(at, 0):][:2500]


def photo(shade: int = 90) -> SimpleUploadedFile:
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), (shade % 255, 120, 80)).save(buffer, "JPEG")
    return SimpleUploadedFile("foto.jpg", buffer.getvalue(), "image/jpeg")


def scan() -> SimpleUploadedFile:
    """A PDF of one page."""
    text = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")
    return SimpleUploadedFile("berkas.pdf", text, "application/pdf")
