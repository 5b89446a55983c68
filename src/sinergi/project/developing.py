"""``test``, ``check`` and ``bench``: what people who change Sinergi run, each step said before it starts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sinergi.project import messages
from sinergi.project.environment import CHECKOUT

POSTGRES_HOMES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
MUST = {part for part in os.environ.get("SINERGI_MUST_RUN", "").split(",") if part}  # postgres,browser: CI sets both


def run(word: str, arguments: list[str]) -> int:
    """Do it; the exit code is that of the first step that failed."""
    os.chdir(CHECKOUT)
    os.environ["SINERGI_MODE"] = "test"
    from sinergi.project import preparing

    preparing.folders()
    preparing.translations()
    return {"test": _test, "check": _check, "bench": _bench}[word](arguments)


# what asks no database, and the longest that ask it nothing of their own: every page for everybody, an office at random, the stories told through pages, a second robot, papers
ALIKE = ("tests/engine", "tests/ui", *(f"tests/architecture/test_{name}.py" for name in ("docs", "doors", "messages", "shape", "templates")),
         "tests/journeys/test_wild_office.py", "tests/journeys/test_*_pages.py", "tests/journeys/test_*_robot.py", "tests/printing", "tests/reports/test_guides.py")


def _test(arguments: list[str]) -> int:
    """SQLite and the browser first, then again on PostgreSQL, where it is installed, what may differ there."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not browser:
        print("Tanpa Chromium: uji peramban dilewati. / No Chromium: browser tests are left out.", flush=True)
        if "browser" in MUST:
            return 1
    os.environ["SINERGI_BROWSER"] = browser or ""
    print("== SQLite ==", flush=True)
    code = _pytest(["-n", "auto", *([] if browser else ["-m", "not browser"]), *arguments])
    return code or _test_on_postgres(arguments)


def _test_on_postgres(arguments: list[str]) -> int:
    given = os.environ.get("SINERGI_TEST_DATABASE_URL")
    if given:
        return _on_database(given, arguments)
    with _own_postgres() as url:
        if url:
            return _on_database(url, arguments)
    print("Tanpa PostgreSQL: uji di sana dilewati. / No PostgreSQL: its tests are left out.", flush=True)
    return 1 if "postgres" in MUST else 0


def _on_database(url: str, arguments: list[str]) -> int:
    print("== PostgreSQL ==", flush=True)
    os.environ["DATABASE_URL"] = url
    try:
        return _pytest(["-n", "auto", "-m", "not browser", *(f"--ignore-glob={path}" for path in ALIKE), *arguments])
    finally:
        del os.environ["DATABASE_URL"]


@contextmanager
def _own_postgres() -> Iterator[str]:
    """A PostgreSQL of our own in a temporary folder, gone afterwards; empty when none is installed."""
    home = next((home for home in POSTGRES_HOMES if (home / "initdb").exists()), None)
    if home is None:
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="sinergi-pg-") as folder:
        data = Path(folder) / "data"
        as_user = _as_postgres_user(Path(folder))
        subprocess.run([*as_user, str(home / "initdb"), "-D", str(data), "-U", "sinergi", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"],
                       check=True, stdout=subprocess.DEVNULL)
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c random_page_cost=1.1 -c max_connections=60"
        subprocess.run([*as_user, str(home / "pg_ctl"), "-D", str(data), "-o", options, "-w", "-l", f"{folder}/log", "start"], check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"postgresql://sinergi@/postgres?host={folder}"
        finally:
            subprocess.run([*as_user, str(home / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop"], check=False, stdout=subprocess.DEVNULL)


def _as_postgres_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: then the user that its package made does it."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres")
    folder.chmod(0o755)
    return ["runuser", "-u", "postgres", "--"]


def _pytest(arguments: list[str]) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode


def _check(_arguments: list[str]) -> int:
    """Style, layers, types, templates, migrations, translations: all of them run, the first failure is the exit code."""
    python = [sys.executable, "-m"]
    bin_ = Path(sys.executable).parent
    steps = [
        ("gaya / style", [str(bin_ / "ruff"), "check", "src", "tests", "run.py"]),
        ("lapisan / layers", [str(bin_ / "lint-imports"), "--no-cache"]),
        ("tipe / types", [*python, "mypy"]),
        ("templat / templates", [str(bin_ / "djlint"), "src", "--lint", "--quiet"]),
        ("migrasi / migrations", [*python, "django", "makemigrations", "--check", "--dry-run"]),
        ("keamanan / deployment", [*python, "django", "check", "--deploy", "--fail-level", "WARNING"]),
    ]
    secure = {**os.environ, "DJANGO_SETTINGS_MODULE": "sinergi.project.settings", "SINERGI_HTTPS": "1"}
    failed = [name for name, step in steps if not _step(name, step, secure)]
    print("== terjemahan / translations", flush=True)
    if lacking := messages.missing():
        print("\n".join(lacking))
        failed.append("terjemahan / translations")
    for name in failed:
        print(f"✗ {name}")
    return 1 if failed else 0


def _step(name: str, command: list[str], environment: dict[str, str]) -> bool:
    print(f"== {name}", flush=True)
    return subprocess.run(command, check=False, env=environment).returncode == 0


def _bench(arguments: list[str]) -> int:
    return subprocess.run([sys.executable, "-m", "bench", *arguments], check=False).returncode
