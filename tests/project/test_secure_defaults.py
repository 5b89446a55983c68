"""What holds without anybody having set it: the policy of every answer, the cookies, and how SQLite is opened."""

from __future__ import annotations

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from sinergi.project import environment
from tests import make

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "font-src": "'self'", "connect-src": "'self'",
    "manifest-src": "'self'", "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
}


@pytest.mark.parametrize("address", ["/", "/akun/login/", "/akun/password/reset/", "/pengumuman/", "/wilayah/cari/?q=x", "/api/v1/rounds", "/sehat/", "/tidak-ada/", "/pekerjaan-saya/"])
def test_every_answer_forbids_scripts_and_styles_that_are_not_our_own_files(address: str, client, kendal) -> None:
    answer = client.get(address)
    rules = dict(rule.strip().split(" ", 1) for rule in answer["Content-Security-Policy"].split(";"))
    assert rules == POLICY
    assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"], answer["Referrer-Policy"]) == ("DENY", "nosniff", "same-origin")


@pytest.mark.parametrize("address", ["/", "/akun/login/", "/akun/password/reset/", "/akun/password/set/", "/akun/2fa/", "/akun/email/", "/akun/sessions/", "/orang/saya/"])
def test_no_page_has_anything_inline_that_the_policy_would_stop(address: str, client, satker) -> None:
    client.force_login(satker)
    shown = client.get(address, follow=True).content.decode()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", shown) == []
    assert [each for each in re.findall(r"<script[^>]*>", shown) if "src=" not in each and "application/json" not in each] == []


def test_a_foreign_page_cannot_post_with_somebodys_session(satker) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(satker)
    assert strict.post(reverse("notices:read_all")).status_code == 403


def test_cookies_of_sessions_are_not_for_scripts(client, satker, settings) -> None:
    satker.set_password("sawah hijau pagi")
    satker.save()
    client.post("/akun/login/", {"login": satker.email, "password": "sawah hijau pagi"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


# --- SQLite ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(tmp_path, django_db_blocker):
    """A database of its own, opened with the settings an office gets."""
    from django.db.backends.sqlite3.base import DatabaseWrapper

    settings = environment.read({"SINERGI_DATA": str(tmp_path)}).database()
    wrapper = DatabaseWrapper({**connection.settings_dict, **settings}, alias="office")
    with django_db_blocker.unblock():
        yield wrapper
        wrapper.close()


@pytest.mark.parametrize(("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)])
def test_sqlite_writes_ahead_and_keeps_foreign_keys(opened, pragma: str, value: object) -> None:
    with opened.cursor() as cursor:
        assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_a_transaction_takes_its_turn_when_it_begins(opened) -> None:
    """IMMEDIATE: who will write waits at the start, instead of failing in the middle because somebody else wrote first."""
    seen: list[str] = []
    opened.ensure_connection()
    opened.connection.set_trace_callback(seen.append)
    opened._start_transaction_under_autocommit()
    opened.rollback()
    assert seen[0] == "BEGIN IMMEDIATE"


def test_a_row_that_points_nowhere_is_refused(db) -> None:
    from django.db import IntegrityError

    from sinergi.actors.models import RoleHeld

    with transaction.atomic():
        RoleHeld.objects.create(person_id=10**9, role="satker", region_id=10**9, held_from=make.today)
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)
