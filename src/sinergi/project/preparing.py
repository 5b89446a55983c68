"""What has to be made once from the sources: compiled translations, styles, fonts. Nothing is made twice."""

from __future__ import annotations

import hashlib
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from sinergi.project.environment import CHECKOUT

PACKAGE = Path(__file__).resolve().parents[1]


def folders() -> None:
    """Where styles and font will be built; Django looks for it at every start."""
    (CHECKOUT / "var" / "build" / "static").mkdir(parents=True, exist_ok=True)


def translations() -> int:
    """Compile every catalogue whose text changed; returns how many."""
    made = 0
    for source in PACKAGE.glob("*/locale/*/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        partial = target.with_suffix(".partial")
        with partial.open("wb") as file:
            write_mo(file, catalogue)
        partial.replace(target)
        made += 1
    return made


def statics() -> None:
    """Build styles, script and font, and collect them, when one of them changed since the last time."""
    from django.conf import settings
    from django.core.management import call_command

    from sinergi.ui import build

    target = Path(settings.BUILD) / "static"
    target.mkdir(parents=True, exist_ok=True)
    build.build(target)
    digest = _digest([target, *PACKAGE.glob("*/static")])
    mark = Path(settings.STATIC_ROOT) / ".digest"
    if not mark.exists() or mark.read_text() != digest:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        mark.write_text(digest)


def _digest(folders: list[Path]) -> str:
    seen = hashlib.sha256()
    for folder in sorted(folders):
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                seen.update(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}\n".encode())
    return seen.hexdigest()


def has_tables() -> bool:
    """Whether this office was ever started: its database has tables."""
    from django.db import connection

    return bool(connection.introspection.table_names())


def tables() -> None:
    """Bring the database to today's tables; an empty one is made in one go."""
    from django.core.management import call_command

    if has_tables():
        call_command("migrate", verbosity=0, interactive=False)
    else:
        fresh_database()
    call_command("createcachetable", verbosity=0)


def fresh_database() -> None:
    """All tables of an empty database at once, our hand-written steps (triggers, collations), every migration noted as applied.

    Replaying each migration's history of model states takes some 17 s of processor time for a hundred tables; this takes
    two. A test holds the result against the one that replaying gives.
    """
    from django.core.management import call_command
    from django.test.utils import override_settings

    with override_settings(MIGRATION_MODULES=_NoMigrations()):
        call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)
    with override_settings(MIGRATION_MODULES={}):
        note_migrations()


def note_migrations() -> None:
    """In a database whose tables were just made: take our hand-written steps, and note every migration as applied."""
    from django.db import connection
    from django.db.migrations import RunPython, RunSQL
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.recorder import MigrationRecorder

    loader, recorder = MigrationLoader(connection), MigrationRecorder(connection)
    recorder.ensure_schema()
    state = loader.project_state()
    for label, name in dict.fromkeys(key for target in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(target)):
        migration = loader.graph.nodes[label, name]
        ours = [step for step in migration.operations if isinstance(step, RunPython | RunSQL) and type(migration).__module__.startswith("sinergi.")]
        with connection.schema_editor(atomic=True) as editor:
            for step in ours:
                step.database_forwards(label, editor, state, state)
        recorder.record_applied(label, name)


class _NoMigrations:
    """Says of every app that it has no migrations, so that its tables are made directly."""

    def __contains__(self, label: object) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None
