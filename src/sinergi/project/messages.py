"""Which sentences the code and the templates say, and what each app's English catalogue lacks or carries for nothing.

Sentences are written in Indonesian; each app keeps its own translations in ``locale/en/LC_MESSAGES/django.po``. Nothing here
guesses: Python is read as a syntax tree, templates as Django itself reads them for its catalogues.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
TRANSLATION = "django.utils.translation"
# what each function's leading arguments are: c a context, s the sentence, p its plural
ARGUMENTS = {
    "gettext": "s", "gettext_lazy": "s", "gettext_noop": "s",
    "ngettext": "sp", "ngettext_lazy": "sp",
    "pgettext": "cs", "pgettext_lazy": "cs",
    "npgettext": "csp", "npgettext_lazy": "csp",
}  # fmt: skip
IN_TEMPLATES = {"_": "s", "gettext": "s", "ngettext": "sp", "pgettext": "cs", "npgettext": "csp"}
CALL = re.compile(r"(?<![\w.])(_|n?p?gettext)\(")
TEXT = re.compile(r"""\s*,?\s*(?:u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))""", re.DOTALL)
COMMENT = re.compile(r"(?: #\n)+")  # Django writes one line more than a comment has
PLACE = re.compile(r"%\((\w+)\)")

Key = tuple[str, str]  # context ("" when none) and the Indonesian sentence


@dataclass
class Message:
    """One sentence of an app: its plural ("" when it has none) and everywhere it is said."""

    context: str
    text: str
    plural: str = ""
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.context, self.text


def apps() -> list[str]:
    """Every package of Sinergi, whether or not it has something to say."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def said(app: str) -> dict[Key, Message]:
    """Every sentence in the app's code and templates."""
    found: dict[Key, Message] = {}
    for path in sorted((PACKAGE / app).rglob("*.py")):
        if "migrations" not in path.parts:
            _gather(found, path, in_python(path.read_text(encoding="utf-8")))
    for path in sorted((PACKAGE / app).glob("templates/**/*.*")):
        _gather(found, path, in_template(path.read_text(encoding="utf-8")))
    return found


def _gather(found: dict[Key, Message], path: Path, sentences: Iterator[tuple[int, str, str, str]]) -> None:
    for line, context, text, plural in sentences:
        message = found.setdefault((context, text), Message(context, text))
        message.plural = message.plural or plural
        message.places.append(f"{path.relative_to(PACKAGE).as_posix()}:{line}")


def in_python(source: str) -> Iterator[tuple[int, str, str, str]]:
    """Line, context, sentence and plural of each call whose sentence is written in place."""
    tree = ast.parse(source)
    names = {
        each.asname or each.name: ARGUMENTS[each.name]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == TRANSLATION
        for each in node.names
        if each.name in ARGUMENTS
    }
    for node in ast.walk(tree):
        shape = names.get(node.func.id) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else None
        if shape and isinstance(node, ast.Call):
            texts = [each.value for each in node.args[: len(shape)] if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if len(texts) == len(shape):
                yield node.lineno, *_sorted(shape, texts)


def in_template(source: str) -> Iterator[tuple[int, str, str, str]]:
    """The same for ``translate``, ``blocktranslate`` and ``_("…")`` in a template."""
    code = COMMENT.sub(lambda lines: "\n" * (lines[0].count("\n") - 1), templatize(source))
    for call in CALL.finditer(code):
        shape, at = IN_TEMPLATES[call[1]], call.end()
        texts: list[str] = []
        while len(texts) < len(shape) and (text := TEXT.match(code, at)):
            texts.append(ast.literal_eval(text[1]))
            at = text.end()
        if len(texts) == len(shape):
            yield code.count("\n", 0, call.start()) + 1, *_sorted(shape, texts)


def _sorted(shape: str, texts: list[str]) -> tuple[str, str, str]:
    parts = dict(zip(shape, texts, strict=True))
    return parts.get("c", ""), parts["s"], parts.get("p", "")


def catalogue_path(app: str) -> Path:
    return PACKAGE / app / "locale" / "en" / "LC_MESSAGES" / "django.po"


def translated(app: str) -> dict[Key, polib.POEntry]:
    """The app's English catalogue; empty when it has none."""
    path = catalogue_path(app)
    entries = polib.pofile(path.as_posix()) if path.exists() else []
    return {(entry.msgctxt or "", entry.msgid): entry for entry in entries if not entry.obsolete}


def faults(message: Message, entry: polib.POEntry | None) -> list[str]:
    """What is wrong with one translation; nothing when it may be shown."""
    if entry is None:
        return ["not translated"]
    texts = list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
    expected = set(PLACE.findall(message.text)) | set(PLACE.findall(message.plural))
    found = {place for text in texts for place in PLACE.findall(text)}
    wrong = []
    if (entry.msgid_plural or "") != message.plural:
        wrong.append("the plural of the catalogue is not the plural of the code")
    elif len(texts) != (2 if message.plural else 1) or not all(texts):
        wrong.append("empty translation")
    elif found != expected:
        wrong.append(f"places {sorted(found)} instead of {sorted(expected)}")
    elif expected and not all(_can_be_filled(text, expected) for text in texts):
        wrong.append("a lone percent sign")
    if entry.fuzzy:
        wrong.append("marked fuzzy")
    return wrong


def _can_be_filled(text: str, places: set[str]) -> bool:
    try:
        text % dict.fromkeys(places, 0)
    except (TypeError, ValueError):
        return False
    return True


def missing(*only: str) -> list[str]:
    """One line for each sentence without a sound English translation."""
    return [
        f"{app}: {message.text!r} ({message.places[0]}): {fault}"
        for app in only or apps()
        for entries in [translated(app)]
        for message in said(app).values()
        for fault in faults(message, entries.get(message.key))
    ]


def unused(app: str) -> list[str]:
    """Translations of sentences that the app no longer says."""
    return sorted(text for _, text in translated(app).keys() - said(app).keys())
