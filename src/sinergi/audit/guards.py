"""Triggers that make a table append-only in the database itself, on SQLite and on PostgreSQL.

A migration that later alters a guarded table must end with ``append_only`` again: SQLite rebuilds the table, and
its triggers go with the old one. ``missing`` tells which guards are gone; ``sinergi audit verify`` asks it.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_VERBS = ("update", "delete")
_FUNCTION = """
CREATE OR REPLACE FUNCTION sinergi_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
_SQLITE = """
CREATE TRIGGER IF NOT EXISTS "{name}" BEFORE {verb} ON "{table}"
BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed or deleted'); END
"""
_POSTGRESQL = 'CREATE OR REPLACE TRIGGER "{name}" BEFORE {verb} ON "{table}" FOR EACH ROW EXECUTE FUNCTION sinergi_append_only()'
_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}



def append_only(*tables: str) -> migrations.RunPython:
    """A reversible migration step: from here on the database refuses UPDATE and DELETE on these tables."""

    def set_up(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _statements(editor.connection.vendor, tables):
            editor.execute(statement, params=None)  # a bare % in the statement is no placeholder

    def take_down(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _removals(editor.connection.vendor, tables):
            editor.execute(statement, params=None)  # a bare % in the statement is no placeholder

    return migrations.RunPython(set_up, take_down)


def missing(*tables: str) -> list[str]:
    """The names of triggers that should be there for these tables and are not, or are switched off."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    return [name for table in tables for name in _names(table).values() if name not in present]


def _statements(vendor: str, tables: tuple[str, ...]) -> list[str]:
    shape = _POSTGRESQL if vendor == "postgresql" else _SQLITE
    made = [shape.format(name=name, verb=verb.upper(), table=table) for table in tables for verb, name in _names(table).items()]
    return [_FUNCTION, *made] if vendor == "postgresql" else made


def _removals(vendor: str, tables: tuple[str, ...]) -> list[str]:
    where = ' ON "{table}"' if vendor == "postgresql" else ""
    return [f'DROP TRIGGER IF EXISTS "{name}"' + where.format(table=table) for table in tables for name in _names(table).values()]


def _names(table: str) -> dict[str, str]:
    return {verb: f"{table}_no_{verb}" for verb in _VERBS}
