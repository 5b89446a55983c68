"""One template, two answers: the whole page, or the fragment htmx asked for with its toasts."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from sinergi.ui.pages import page

LINES = "<html>{% partialdef lines inline %}<ul>{{ line }}</ul>{% endpartialdef %}</html>"


@pytest.fixture
def lines(settings, tmp_path: Path) -> str:
    """A page with a fragment called ``lines``."""
    (tmp_path / "lines.html").write_text(LINES, encoding="utf-8")
    templates = copy.deepcopy(settings.TEMPLATES)
    loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
    templates[0] |= {"DIRS": [tmp_path]}
    templates[0]["OPTIONS"] |= {"loaders": [("template_partials.loader.Loader", loaders)], "context_processors": []}
    settings.TEMPLATES = templates
    return "lines.html"


def _get(**headers: str):
    request = RequestFactory().get("/", headers=headers)
    request._messages = CookieStorage(request)
    return request


def test_a_browser_gets_the_page(lines):
    response = page(_get(), lines, {"line": "<b>"}, fragment="lines")
    assert response.content.decode() == "<html><ul>&lt;b&gt;</ul></html>"
    assert response["Vary"] == "HX-Request"


def test_htmx_gets_the_fragment(lines):
    response = page(_get(HX_Request="true"), lines, {"line": "1"}, fragment="lines", status=422)
    assert (response.status_code, response.content.decode()) == (422, "<ul>1</ul>")


def test_waiting_messages_travel_with_the_fragment(lines):
    request = _get(HX_Request="true")
    messages.success(request, "Nota tersimpan.")
    text = page(request, lines, {"line": "1"}, fragment="lines").content.decode()
    assert text.startswith("<ul>1</ul>")
    assert 'hx-swap-oob="true"' in text
    assert "Nota tersimpan." in text


def test_without_a_fragment_htmx_gets_the_page(lines):
    assert page(_get(HX_Request="true"), lines, {"line": "1"}).content.decode().startswith("<html>")
