"""The cast and the places of every test: the same people tell every permission story."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests import make

TODAY = date(2007, 6, 1)


@pytest.fixture(autouse=True)
def _files_apart(settings, tmp_path: Path) -> None:
    """Uploads of a test land in its own folder."""
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}}


@pytest.fixture(scope="session")
def django_db_use_migrations():
    """Tables are made directly: replaying the migrations takes minutes, and test_migrations holds both against each other."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """With the steps of our migrations that are written by hand: triggers, collations."""
    from django.test.utils import override_settings

    from sinergi.project import preparing

    with django_db_blocker.unblock(), override_settings(MIGRATION_MODULES={}):
        preparing.note_migrations()


@pytest.fixture
def kendal(db):
    """Jawa Tengah > Kendal > Weleri > Sambongsari, Weleri; Rowosari > Gempolsewu; and Bekasi outside."""
    return make.places()


def _cast(role, region="33.24", **fields):
    def fixture(kendal):
        return make.person(role=role, region=region, **fields)

    return pytest.fixture(fixture)


pokja = _cast("pokja_paket", name="Bambang Setiawan", pillar="government")
pokja2 = _cast("pokja_paket", name="Endang Purwanti", pillar="community")
pokja3 = _cast("pokja_paket", name="Agus Riyanto", pillar="caring")
kpkd = _cast("kpkd", name="Hartono")
satker = _cast("satker", name="Sri Wahyuni")
korkot = _cast("korkot", name="Dewi Lestari")
auditor = _cast("auditor", name="Rudi Hartanto")
pjok = _cast("pjok", "33.24.12", name="Suparman")
faskel = _cast("faskel", "33.24.12.2011", name="Nur Aini")
bkm = _cast("bkm", "33.24.12.2011", name="Slamet Riyadi")
stranger = _cast("pokja_paket", "32.75", name="Orang Bekasi")


@pytest.fixture
def admin(kendal):
    return make.person(name="Admin", is_admin=True)


@pytest.fixture
def pakem(kendal):
    """A committee member without a role yet; ``make.appoint`` gives it in an undertaking."""
    return make.person(name="Siti Nurhayati")


@pytest.fixture
def pengawas(kendal):
    return make.person(name="Wahyu Utomo")


@pytest.fixture(scope="session", autouse=True)
def _guarded_tables_can_be_flushed():
    """A transactional test ends by emptying every table; on SQLite the append-only triggers step aside for just that."""
    from django.db import connection

    if connection.vendor != "sqlite":
        yield
        return
    operations = type(connection.ops)
    original = operations.sql_flush

    def sql_flush(self, *args, **kwargs):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            triggers = cursor.fetchall()
        return [*(f'DROP TRIGGER "{name}"' for name, _ in triggers), *original(self, *args, **kwargs), *(sql for _, sql in triggers)]

    operations.sql_flush = sql_flush
    yield
    operations.sql_flush = original
