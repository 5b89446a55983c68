"""The house rules that only a test can say."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sinergi"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
LONGEST = 450
# from the bottom upwards; a relation may point to the same context or a lower one
ORDER = ["auth", "contenttypes", "sessions", "ui", "printing", "audit", "files", "notices", "regions", "actors", "programmes", "followups", "meetings", "workplans", "dossiers",
         "assessments", "funds", "progress", "proposals", "disclosure", "complaints", "reports", "project"]
WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}
# where writing is the point of the module, with the reason
MAY_WRITE = {
    "programmes/snapshot": "the snapshot is renewed inside every act",
    "programmes/editions.py": "keeping the text a round pins",
    "audit/chains.py": "the head of a chain is moved by the one function that seals",
    "notices/jobs.py": "finished background jobs are swept up",
    "project/clock.py": "the demo's day",
    "project/unsent.py": "what a browser could not send waits for its writer: no act, and not in the trail",
    "project/views.py": "language of the signed-in person",
    "project/demo": "the demo is loaded through actions, and people are made for it",
    "actors/models.py": "Django's own create_user",
    "actors/adapters.py": "allauth saves the account it was asked to make",
}


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_says_what_it_is_for_and_can_be_held_in_mind(path):
    text = path.read_text(encoding="utf-8")
    if not text.strip():
        return
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert text.count("\n") <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_silenced_check_has_a_reason(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if re.search(r"#\s*(noqa|type:\s*ignore)", line):
            assert re.search(r"(noqa|ignore).*--\s*\S", line), line.strip()


def _is_action(path: Path) -> bool:
    return "actions" in path.parts or path.name == "actions.py" or any(_name(path).startswith(allowed) for allowed in MAY_WRITE)


@pytest.mark.parametrize("path", [path for path in MODULES if not _is_action(path) and path.parts[len(SOURCE.parts)] not in {"kernel", "engine", "ui", "printing"}], ids=_name)
def test_rows_are_written_in_actions_only(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            owner = ast.unparse(node.func.value)
            assert not re.search(r"objects|_set\b", owner), f"{owner}.{node.func.attr} on line {node.lineno}"


@pytest.mark.parametrize("path", [path for path in MODULES if {path.stem, *path.parts} & {"actions", "queries", "permissions", "models", "rules"}], ids=_name)
def test_what_lies_below_the_pages_knows_no_web(path):
    if _name(path) == "programmes/permissions.py":
        return  # visible_or_404 is the one gate every page uses to load an undertaking
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            assert not name.startswith(("django.http", "django.shortcuts", "django.forms")), f"{name} on line {node.lineno}"


def test_relations_point_downwards_and_show_no_reverse_across_contexts():
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("sinergi."):
            continue
        for field in model._meta.get_fields():
            if not isinstance(field, ForeignKey | ManyToManyField):
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            sanctioned = there == "actors" and field.related_model.__name__ == "Person"     # AUTH_USER_MODEL is Django's one upward pointer
            if ORDER.index(there) > ORDER.index(here) and not sanctioned:
                wrong.append(f"{model.__name__}.{field.name} points up to {there}")
            if here != there and not field.remote_field.related_name:
                wrong.append(f"{model.__name__}.{field.name} shows a reverse in {there}")
    assert wrong == []


PROGRAMME_NAMES = re.compile(r"plp-?bk|\bpnpm|kotaku|\bkat-2018|\bkat 2018|kendal|cinunuk|bekasi", re.IGNORECASE)
MAY_NAME_A_PROGRAMME = {
    "actors/forms.py": "an office as an example of what to type",
    "ui/examples.py": "the page of components shows made-up content",
    "project/management/commands/demo.py": "loads the examples",
}


def test_nothing_in_python_knows_the_name_of_a_programme():
    """A programme is data: no text or name in the code is one's. Docstrings may tell of places; the examples are told in ``project.demo``."""
    found = {}
    for path in SOURCE.rglob("*.py"):
        where = path.relative_to(SOURCE).as_posix()
        if where.startswith("project/demo/") or where in MAY_NAME_A_PROGRAMME:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
        words = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings]
        words += [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
        known = sorted({match.group(0) for word in words for match in [PROGRAMME_NAMES.search(word)] if match})
        if known:
            found[where] = known
    assert found == {}
