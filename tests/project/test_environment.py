"""What the environment says is typed and checked; a wrong value is one sentence that names it, and the end."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from sinergi.project import cli, environment, wiring


def test_nothing_said_is_an_office_on_sqlite_for_this_machine_alone() -> None:
    read = environment.read({})
    assert (read.mode, read.hosts, read.port, read.bind, read.workers, read.https) == ("office", ("127.0.0.1", "localhost", "[::1]"), 8000, "127.0.0.1", 1, False)
    assert (read.time_zone, read.upload_limit_mb, read.second_factor_roles, read.data.name) == ("Asia/Jakarta", 10, (), "office")


def test_what_is_said_is_read(tmp_path) -> None:
    read = environment.read({"SINERGI_MODE": "demo", "SINERGI_DATA": str(tmp_path), "SINERGI_HOSTS": "a.go.id, b.go.id", "SINERGI_SITE": "https://a.go.id/", "SINERGI_HTTPS": "1",
                             "SINERGI_TIME_ZONE": "Asia/Jayapura", "SINERGI_SECOND_FACTOR_ROLES": "satker,admin", "SINERGI_PORT": "9000", "SINERGI_WORKERS": "4",
                             "EMAIL_URL": "smtp://kantor:p%40ss@surat.go.id:587?tls=1", "DATABASE_URL": "postgresql://s:p%2Fw@db.go.id:6432/sinergi?sslmode=require"})
    assert (read.mode, read.data, read.hosts, read.site, read.https) == ("demo", tmp_path, ("a.go.id", "b.go.id"), "https://a.go.id", True)
    assert (read.time_zone, read.second_factor_roles, read.port, read.workers) == ("Asia/Jayapura", ("satker", "admin"), 9000, 4)
    mail, database = read.email(), read.database()
    assert [mail[key] for key in ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS")] == ["surat.go.id", 587, "kantor", "p@ss", True]
    assert [database[key] for key in ("HOST", "PORT", "NAME", "PASSWORD", "OPTIONS")] == ["db.go.id", "6432", "sinergi", "p/w", {"sslmode": "require"}]


@pytest.mark.parametrize(("name", "value", "said"), [
    ("SINERGI_MODE", "prod", "it may be office, demo or test"),
    ("SINERGI_HTTPS", "ja", "it may be 1 or 0"),
    ("SINERGI_TIME_ZONE", "Mars/Base", "a zone like Asia/Jakarta"),
    ("SINERGI_TIME_ZONE", "Asia", "a zone like Asia/Jakarta"),
    ("SINERGI_TIME_ZONE", "../etc/passwd", "a zone like Asia/Jakarta"),
    ("SINERGI_PORT", "http", "a whole number from 1 to 65535"),
    ("SINERGI_PORT", "65536", "a whole number from 1 to 65535"),
    ("SINERGI_PORT", "²", "a whole number from 1 to 65535"),
    ("SINERGI_WORKERS", "0", "a whole number from 1 to 256"),
    ("SINERGI_WORKERS", "-1", "a whole number from 1 to 256"),
    ("SINERGI_UPLOAD_LIMIT_MB", "1e3", "a whole number from 1"),
    ("SINERGI_SITE", "sinergi.example.go.id", "the whole address, like https://"),
])
def test_a_wrong_value_is_refused_in_one_sentence_that_names_it(name: str, value: str, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=f"^{name} is .*{said}"):
        environment.read({name: value})


@pytest.mark.parametrize("url", ["postgresql://a:b@host:abc/x", "postgresql://a:b@host:70000/x", "postgresql://a:p[w@host/x"])
def test_an_unreadable_database_address_is_refused_without_repeating_its_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"^DATABASE_URL cannot be read") as refused:
        environment.read({"DATABASE_URL": url}).database()
    assert "p[w" not in str(refused.value)


@pytest.mark.parametrize(("read", "said"), [
    (lambda: environment.read({"DATABASE_URL": "mysql://a/b"}).database(), "sqlite:// and postgresql:// are known"),
    (lambda: environment.read({"EMAIL_URL": "imap://a"}).email(), "must look like smtp://"),
    (lambda: environment.read({"EMAIL_URL": "smtp://a:b"}).email(), "EMAIL_URL cannot be read"),
    (lambda: wiring.check_roles(["satkerr", "admin"]), "SINERGI_SECOND_FACTOR_ROLES names satkerr; the roles are: admin, .*satker"),
])
def test_so_are_other_kinds_of_addresses_and_unknown_roles(read, said: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=said):
        read()


def test_roles_of_the_programmes_the_office_and_whoever_runs_it_may_need_a_second_factor() -> None:
    wiring.check_roles(["satker", "pakem", "office_admin", "admin"])


@pytest.mark.parametrize("name", ["secret_key", "trail_key"])
def test_a_key_is_made_once_and_only_its_owner_reads_it(name: str, tmp_path) -> None:
    read = environment.read({"SINERGI_DATA": str(tmp_path / "data")})
    key = getattr(read, name)
    assert (getattr(read, name), len(key) >= 64, stat.S_IMODE((tmp_path / "data" / name).stat().st_mode)) == (key, True, 0o600)
    assert read.secret_key != read.trail_key


# --- the command as somebody starts it --------------------------------------------------------------------------------


def started(tmp_path: Path, *words: str, **said: str) -> subprocess.CompletedProcess[str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("SINERGI_") and name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    source = str(environment.CHECKOUT / "src")
    return subprocess.run([sys.executable, "-m", "sinergi.project.cli", *words], env={**given, "PYTHONPATH": source, "SINERGI_DATA": str(tmp_path), **said},
                          capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("name", "value"), [("SINERGI_TIME_ZONE", "Mars/Base"), ("DATABASE_URL", "postgresql://a:b@host:abc/x"), ("SINERGI_SECOND_FACTOR_ROLES", "satkerr")])
def test_a_start_with_a_wrong_setting_says_one_sentence_and_ends_with_1(name: str, value: str, tmp_path) -> None:
    done = started(tmp_path, "round", "list", **{name: value})
    assert (done.returncode, done.stdout, len(done.stderr.splitlines()), done.stderr.startswith(name)) == (1, "", 1, True)


def test_check_with_arguments_is_djangos_and_has_nothing_to_say_of_production(tmp_path) -> None:
    done = started(tmp_path, "check", "--deploy", "--fail-level", "WARNING", SINERGI_HTTPS="1", SINERGI_HOSTS="sinergi.example.go.id")
    assert (done.returncode, done.stdout, done.stderr) == (0, "System check identified no issues (0 silenced).\n", "")


@pytest.mark.parametrize("words", [("round", "list"), ("audit", "verify"), ("tick",), ("setup_link",)])
def test_what_asks_an_office_that_never_started_is_told_how_to_begin(words: tuple[str, ...], tmp_path) -> None:
    done = started(tmp_path, *words)
    assert (done.returncode, done.stdout, done.stderr.splitlines()[0]) == (1, "", cli.NOTHING_YET.splitlines()[0])


def test_demo_before_a_word_asks_the_example(tmp_path) -> None:
    said = {words: started(tmp_path, *words, "diffsettings", "--all").stdout for words in [(), ("demo",)]}
    assert [("\nDEMO = True" in text, "DEMO = False" in text) for text in said.values()] == [(False, True), (True, False)]
