"""Every sentence that people read is said in Indonesian in the code and exists in English, once and the same everywhere."""

import ast
import re
from collections import defaultdict
from html import unescape

import pytest
from django.apps import apps
from django.db.models import TextChoices
from django.template.base import Lexer, TokenType
from django.utils.functional import Promise

from sinergi.programmes import editions, snapshot
from sinergi.project import messages
from sinergi.project.messages import PACKAGE
from tests import make

APPS = [app for app in messages.apps() if messages.said(app)]
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.*"))
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if not {"migrations", "demo"} & set(path.parts) and path.name not in {"apps.py", "examples.py", "api.py"}]
# the same in both languages: names, abbreviations
NAMES = {"Sinergi", "Rp", "PAKEM", "BKM", "RAB", "LPJ", "RT", "RW", "HOK", "KB", "MB", "PDF", "XLSX", "CSV", "TOML", "JSON", "API", "Excel", "SHA"}
# templates that may say more, with the reason
MAY_SAY = {
    "ui/templates/ui/components.html": "the style guide shows made-up data",
    "ui/templates/ui/guide.html": "the style guide shows made-up data",
    "ui/templates/ui/specimen.html": "the style guide shows made-up data",
    "ui/templates/ui/preferences.html": "each language is named in itself",
    "ui/templates/ui/masthead.html": "each language is named in itself",
}
SHOWN = {"label", "help_text", "heading", "lede", "submit", "placeholder", "caption", "verb", "empty_text"}
# (context, sentence): why it is translated in more than one way
TRANSLATED_DIFFERENTLY: dict[messages.Key, str] = {}
# (app, sentence): why it stays in the catalogue although nothing says it in place
SAID_ELSEWHERE: dict[tuple[str, str], str] = {}


def _name(path):
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("app", APPS)
def test_all_is_translated(app):
    assert messages.missing(app) == []


@pytest.mark.parametrize("app", APPS)
def test_nothing_is_translated_for_nothing(app):
    assert [text for text in messages.unused(app) if (app, text) not in SAID_ELSEWHERE] == []


def test_a_sentence_is_translated_the_same_way_everywhere():
    """Django merges all catalogues: of two translations of one sentence, only one would ever be seen. A context tells them apart."""
    ways = defaultdict(set)
    for app in APPS:
        for key, entry in messages.translated(app).items():
            ways[key].add(entry.msgstr or tuple(entry.msgstr_plural.values()))
    assert {key: found for key, found in ways.items() if len(found) > 1 and key not in TRANSLATED_DIFFERENTLY} == {}


@pytest.mark.parametrize("path", [path for path in TEMPLATES if _name(path) not in MAY_SAY], ids=_name)
def test_a_template_says_nothing_without_translation(path):
    assert [word for text in _texts(path.read_text(encoding="utf-8")) for word in re.findall(r"[^\W\d_]{2,}", text) if word not in NAMES] == []


def _texts(source):
    """What a reader sees of a template's own text: between HTML tags, and in the attributes that are shown or read aloud."""
    kept, inside = [], ""
    for token in Lexer(source).tokenize():
        word = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = "" if word == f"end{inside}" else inside
        elif word in {"blocktranslate", "comment"} or token.contents == "block body_class":
            inside = word
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
            continue
        kept.append("\0")
    html = re.sub(r"(?s)<(script|style|code)\b[^>]*>.*?</\1>", "", "".join(kept))
    yield from re.sub(r"<[^<>]*>", "\0", re.sub(r"&#?\w+;", " ", html)).split("\0")
    for tag in re.findall(r"<[^<>]*>", html):
        yield from re.findall(r"\s(?:alt|aria-label|placeholder|title)=\"([^\"]*)\"", tag)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_nothing_without_translation(path):
    """Labels of forms and pages, and the sentences shown after an act, are never plain text."""
    bare = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            bare += [word.value for word in node.keywords if word.arg in SHOWN and _is_text(word.value)]
            if isinstance(node.func, ast.Name) and node.func.id in {"_", *messages.ARGUMENTS}:
                bare += [given for given in node.args if isinstance(given, ast.JoinedStr | ast.BinOp)]  # no catalogue can hold what is put together
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name) and node.func.value.id == "messages":
                bare += [given for given in node.args[1:2] if _is_text(given)]
        elif isinstance(node, ast.Dict):
            bare += [value for key, value in zip(node.keys, node.values, strict=True) if isinstance(key, ast.Constant) and key.value in SHOWN and _is_text(value)]
    assert [f"{ast.unparse(node)} on line {node.lineno}" for node in bare] == []


def _is_text(node):
    """A written-out text or an f-string with words of its own."""
    texts = [node] if isinstance(node, ast.Constant) else node.values if isinstance(node, ast.JoinedStr) else []
    return any(isinstance(text, ast.Constant) and isinstance(text.value, str) and re.search(r"[A-Z]?[a-z]{3,}", text.value) for text in texts)


def test_choices_are_translated():
    bare = []
    for model in apps.get_models():
        for kind in vars(model).values() if model.__module__.startswith("sinergi.") else ():
            if isinstance(kind, type) and issubclass(kind, TextChoices):
                bare += [f"{model.__name__}.{kind.__name__}.{one.name}" for one in kind if not isinstance(one._label_, Promise) and one.label != one.name.replace("_", " ").title()]
    assert bare == []


def test_every_sentence_of_an_edition_has_english():
    bare = []
    for edition in editions.shelf():
        titles = [edition.title, *(stage.title for stage in edition.stages), *(role.title for role in edition.roles.values()), *(scope.title for scope in edition.scopes.values())]
        bare += [f"{edition.code}: {title.id}" for title in titles if not title.en]
    assert bare == []


EDITION = next(edition for edition in editions.shelf() if edition.code == "paket-kendal-2007")


def _indonesian():
    """Sentences and titles of three words or more that read differently in English, by what they would show."""
    pairs = [(text, entry.msgstr) for app in APPS for (_, text), entry in messages.translated(app).items()]
    titles = [EDITION.title, *(stage.title for stage in EDITION.stages), *(role.title for role in EDITION.roles.values())]
    pairs += [(title.id, title.en) for title in titles]
    english = " ".join(translated for _, translated in pairs)
    return {text for text, translated in pairs if text != translated and len(text.split()) > 1 and "%" not in text and text not in english}


@pytest.fixture
def round_of_kendal(kendal):
    """A round of a real programme with one village and one work, as they stand on the first day."""
    cycle = make.cycle_of((PACKAGE / "programmes" / "editions" / f"{EDITION.code}.toml").read_text(encoding="utf-8"), code="KDL07")
    make.child(make.child(cycle, "33.24.12.2011"), "33.24.12.2011")
    snapshot.renew_cycle(cycle.pk, on=make.today)
    return cycle


@pytest.mark.slow
@pytest.mark.parametrize("signed_in", [False, True], ids=["public", "pokja"])
def test_pages_in_english_keep_no_indonesian_sentence(client, round_of_kendal, request, signed_in):
    """Follow every link from the first pages; what the programme's own words and ours say must all be English."""
    client.cookies["language"] = "en"
    if signed_in:
        person = request.getfixturevalue("pokja")
        person.language = "en"
        person.save()
        client.force_login(person)
    indonesian, seen, left = _indonesian(), set(), {}
    waiting = ["/", f"/tahap/{round_of_kendal.code}/", f"/tahap/{round_of_kendal.code}/papan/", "/orang/", "/pekerjaan-saya/"]
    while waiting and len(seen) < 120:
        url = waiting.pop(0)
        kind = re.sub(r"\d+", "0", url.split("?")[0])
        kind = re.sub(r"^(/tahap/.*/langkah/|/mengapa/[^/]*/|/program/).*", r"\1", kind)
        if kind in seen or re.match(r"/(akun/logout|bahasa|tampilan|komponen|unggahan|api|contoh|static)|.*(pdf|xlsx|excel/|toml)$", url.split("?")[0]):
            continue
        seen.add(kind)
        answer = client.get(url)
        if "html" not in answer.headers["Content-Type"]:
            continue
        text = answer.content.decode()
        waiting += [unescape(link) for link in re.findall(r'href="(/[^"#]*)', text)]
        page = unescape(re.sub(r'\bvalue="[^"]*"', "", text))  # what is typed and kept stays in the language it is typed in
        found = sorted(text for text in indonesian if text in page)
        if found:
            left[url] = found
    assert left == {}
    assert len(seen) > 30
