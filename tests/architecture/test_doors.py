"""Every address has a line in the table of doors, everybody gets the answer that stands there, and nothing ever breaks."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver

from sinergi.audit.models import Row
from tests.architecture import doors_world
from tests.architecture.doors import CAST, DOORS

pytestmark = pytest.mark.django_db
REFUSALS = {403, 409, 422}
WORDS = {404: "missing", 405: "method"}
INSIDES = (b"Title(id=", b" object at 0x", b"__proxy__", b"%(")  # what a page never says: how things are called inside
PUBLIC_FORMS = {"disclosure:object", "complaints:ask"}
FOREIGN_PAGES = {"actors:acquainted", "api:openapi-view", "followups:names"}  # drawn by the library of the API; pieces of a page


@pytest.fixture(autouse=True)
def _files_apart():
    """The files of this module live as long as its world (instead of one test, as elsewhere)."""


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Somebody signed in for each of the cast, and the sample arguments; gone after the last test."""
    from django.conf import settings

    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path_factory.mktemp("doors")}}
    with django_db_blocker.unblock(), override_settings(STORAGES={**settings.STORAGES, "default": storage}), transaction.atomic():
        people, sample = doors_world.build()
        yield {name: _client(people.get(name)) for name in CAST}, sample
        transaction.set_rollback(True)


def _client(person):
    client = Client(raise_request_exception=False)
    if person is not None:
        client.force_login(person)
    return client


def test_every_address_stands_in_the_table():
    known, there = [door.name for door in DOORS], set(_names(get_resolver().url_patterns))
    assert len(known) == len(set(known)), f"twice in tests/architecture/doors.py: {sorted({name for name in known if known.count(name) > 1})}"
    new, gone = sorted(there - set(known)), sorted(set(known) - there)
    assert not new, f"new addresses without a decision who may pass: {new}. Write a line for each in tests/architecture/doors.py."
    assert not gone, f"addresses that no longer exist, take them out of tests/architecture/doors.py: {gone}"


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_everybody_gets_the_answer_of_the_table(world, door):
    clients, sample = world
    url = _url(door, sample)
    asked = {name: _asked(clients[name], url) for name in CAST}
    answers = {name: _word(answer) for name, answer in asked.items()}
    other = {name: f"{answers[name]}, the table says {door.answers[name]}" for name in CAST if answers[name] != door.answers[name]}
    assert not other, f"{door.name} at {url}: {other}"
    assert [(name, inside) for name, answer in asked.items() for inside in INSIDES if "html" in answer["Content-Type"] and inside in answer.said] == []
    headings = {name: answer.said.count(b"<h1") for name, answer in asked.items() if "html" in answer["Content-Type"] and not answer.has_header("Location") and answer.said}
    assert door.name in FOREIGN_PAGES or set(headings.values()) <= {1}, f"{door.name}: a page has one h1, a page that says no too: {headings}"


CLOSED = {"login", "refused", "missing"}


@pytest.mark.parametrize("who", CAST)
def test_whoever_may_not_open_a_page_may_not_press_its_button_either(world, who):
    """Refused, sent to sign in, told that there is no such page, or what an empty form lacks; never led on, and no trace of an act."""
    clients, sample = world
    own = Client(raise_request_exception=False)
    own.cookies = clients[who].cookies.copy()
    passed = []
    before = Row.objects.count()
    for door in DOORS:
        if door.answers[who] not in CLOSED:
            continue
        with transaction.atomic():
            answer = own.post(_url(door, sample), HTTP_ACCEPT="text/html")
            answer.said = _read(answer)
            word = _word(answer)
            if word not in CLOSED | {"method", "ok", "told"} or Row.objects.count() != before:
                passed.append((door.name, word, answer.status_code))
            transaction.set_rollback(True)
    assert passed == []


@pytest.mark.parametrize("who", ["anonymous", "ordinary"])
def test_pressing_every_button_without_data_changes_nothing(world, who):
    """No broken page and no trace of an act; only the public forms answer with what is missing."""
    clients, sample = world
    own = Client(raise_request_exception=False)
    own.cookies = clients[who].cookies.copy()
    before, broken = Row.objects.count(), []
    for door in DOORS:
        with transaction.atomic():
            answer = own.post(_url(door, sample), HTTP_ACCEPT="text/html")
            acted = Row.objects.count() - before
            if answer.status_code >= 500 or acted or (who == "anonymous" and door.name in PUBLIC_FORMS and answer.status_code not in {200, 422}):
                broken.append((door.name, answer.status_code, acted))
            _read(answer)
            transaction.set_rollback(True)
    assert broken == []


def _names(patterns, above=()):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, (*above, pattern.namespace) if pattern.namespace else above)
        else:
            yield ":".join((*above, pattern.name or f"(without a name) {pattern.pattern}"))


def _url(door, sample):
    return reverse(door.name, kwargs=door.arguments(sample)) + door.query


def _asked(client, url):
    """The answer of one request, its traces undone."""
    with transaction.atomic():
        answer = client.get(url)
        answer.said = _read(answer)
        transaction.set_rollback(True)
    return answer


def _read(answer):
    """Everything that was answered; reading to the end also closes the file behind it."""
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def _word(answer):
    status = answer.status_code
    if status == 200:
        return "told" if b'<section class="refusal">' in answer.said else "ok"
    if status in {301, 302}:
        return "login" if answer["Location"].startswith("/akun/login/") else "moved"
    if status in REFUSALS:
        return "refused" if len(answer.said) > 0 else f"refused without a word ({status})"
    return WORDS.get(status, str(status))
