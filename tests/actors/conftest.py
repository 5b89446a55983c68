"""The admins of these stories, and the pages under test."""

from __future__ import annotations

import copy

import pytest
from django.core.cache import cache

from tests import make


@pytest.fixture
def office_admin(kendal):
    return make.person(role="office_admin", region="33.24", name="Kartini")


@pytest.fixture
def weleri_admin(kendal):
    return make.person(role="office_admin", region="33.24.12", name="Sudirman")


@pytest.fixture
def villager(kendal):
    """Signed in, without any role."""
    return make.person(name="Warga Biasa")


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Rate limits count in the cache; every test begins with none used."""
    cache.clear()


@pytest.fixture
def pages(settings, client):
    """A client on the real pages of this context."""
    from tests.actors import urls  # here: the addresses are read once Django is ready

    settings.ROOT_URLCONF = "tests.actors.urls"
    templates = copy.deepcopy(settings.TEMPLATES)
    if not urls.WHOLE:  # the menu names pages of every context; without them it cannot be drawn
        templates[0]["OPTIONS"]["context_processors"].remove("sinergi.project.menu.menu")
    settings.TEMPLATES = templates
    return client
