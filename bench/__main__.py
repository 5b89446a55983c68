"""``python3 run.py bench``: a database of its own on SQLite and on PostgreSQL, filled, measured, and thrown away. Speed is measured, never asserted."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import tables
from bench.hall import hall
from bench.timing import Measure

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Measure and print; the exit code is 1 only when the bench itself broke."""
    given = _arguments()
    results: dict[str, list[Measure]] = {}
    if not given.postgres:
        results["SQLite"] = _measured(given, "")
        print(tables.terminal("SQLite", results["SQLite"]), flush=True)
    if not given.sqlite:
        with _postgres(given.postgres) as url:
            if url:
                results["PostgreSQL"] = _measured(given, url)
                print(tables.terminal("PostgreSQL", results["PostgreSQL"]), flush=True)
            else:
                print("No PostgreSQL here: measured on SQLite only.")
    if given.markdown:
        given.markdown.write_text(tables.markdown(results) + "\n", encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="1,000 works only")
    parser.add_argument("--sqlite", action="store_true", help="SQLite only")
    parser.add_argument("--postgres", nargs="?", const="own", default="", help="PostgreSQL only; with an address: there (an empty database)")
    parser.add_argument("--keep", type=Path, help="keep the SQLite data in this folder and use it again")
    parser.add_argument("--only", default="", help="pages, printing, first_load, engine, acts, gatherings, figures, hall, plans; with commas")
    parser.add_argument("--markdown", type=Path, help="write the table into this file")
    return parser.parse_args()


def _measured(given: argparse.Namespace, url: str) -> list[Measure]:
    """One database in a process of its own; demo mode, because there the day can be set."""
    with tempfile.TemporaryDirectory(prefix="sinergi-bench-") as folder:
        data = given.keep if given.keep and not url else Path(folder)
        result = Path(folder) / "measures.json"
        environment = {**os.environ, "SINERGI_MODE": "demo", "SINERGI_DATA": str(data), "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "sinergi.project.settings",
                       "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
        arguments = ["--sizes", "23,500" if given.quick else "23,500,5000", "--only", given.only]
        subprocess.run([sys.executable, "-m", "bench.worker", str(result), *arguments], check=True, env=environment, cwd=ROOT)  # noqa: S603 -- our own module
        measures = [Measure(**each) for each in json.loads(result.read_text())]
    return measures + (hall(url) if not given.only or "hall" in given.only.split(",") else [])


@contextmanager
def _postgres(wanted: str) -> Iterator[str]:
    if wanted not in {"", "own"}:
        yield wanted
        return
    sys.path.insert(0, str(ROOT / "src"))
    from sinergi.project import developing

    with developing._own_postgres() as url:  # noqa: SLF001 -- the same one as the tests'
        yield url


if __name__ == "__main__":
    sys.exit(main())
