"""Migrations are complete, and a fresh database made in one go is the one that replaying them gives."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DESCRIBE = r"""
import re, sqlite3, sys
c = sqlite3.connect(sys.argv[1])
for kind, name, table, sql in sorted(c.execute("select type, name, tbl_name, sql from sqlite_master where name not like 'sqlite_%'")):
    if kind == "table":
        print("table", name, sorted((r[1], r[2], r[3], r[5]) for r in c.execute(f"pragma table_info('{name}')")))
        print("keys", name, sorted((r[2], r[3], r[4]) for r in c.execute(f"pragma foreign_key_list('{name}')")), sorted(re.findall(r'CONSTRAINT "(\w+)"', sql)))
    elif kind == "index":
        print("index", table, tuple(r[2] for r in c.execute(f"pragma index_info('{name}')")))
    else:
        print(kind, name, sql)
print("applied", sorted(c.execute("select app, name from django_migrations")))
"""


def _run(code: str, database: Path) -> str:
    environment = {**os.environ, "SINERGI_MODE": "test", "DJANGO_SETTINGS_MODULE": "sinergi.project.settings", "DATABASE_URL": f"sqlite:///{database}", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code, str(database)], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _described(database: Path) -> list[str]:
    return sorted(re.sub(r"\s+", " ", line) for line in _run(DESCRIBE, database).splitlines())


@pytest.mark.slow
def test_one_go_equals_replaying(tmp_path):
    replayed, direct = tmp_path / "replayed.sqlite3", tmp_path / "direct.sqlite3"
    _run("import django; django.setup(); from django.core.management import call_command; call_command('migrate', verbosity=0)", replayed)
    _run("import django; django.setup(); from sinergi.project import preparing; preparing.fresh_database()", direct)
    assert _described(direct) == _described(replayed)


def test_no_migration_is_missing(tmp_path):
    _run("import django; django.setup(); from django.core.management import call_command; call_command('makemigrations', check=True, dry_run=True, verbosity=0)", tmp_path / "none.sqlite3")
