#!/usr/bin/env python3
"""The one door to Sinergi: sets up what is missing, then does what the word says.

    python3 run.py demo     load the Kendal example and serve it on http://127.0.0.1:8000
    python3 run.py serve    serve this office's own data
    python3 run.py test     the whole suite: SQLite, PostgreSQL and a real browser where they are installed
    python3 run.py check    style, types, layers, templates, migrations, translations (with arguments: Django's own, check --deploy)
    python3 run.py bench    measure the speed table

Any other words go to the ``sinergi`` command: ``python3 run.py programme check FILE``.
Standard library only, so that it runs before anything is installed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME_LOCK = HERE / "requirements.lock"
DEV_LOCK = HERE / "requirements-dev.lock"
DEV_WORDS = {"test", "check", "bench"}
OLDEST = (3, 11)


def main(words: list[str]) -> int:
    """Set up, then hand over; returns the exit code of the work done."""
    if sys.version_info < OLDEST:
        return _refuse(f"Sinergi needs Python {OLDEST[0]}.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")
    if not words or words[0] in {"-h", "--help", "help"}:
        print(__doc__)
        return 0
    lock = _lock_for(words)
    if not _ready_for(lock):
        code = _set_up(lock)
        if code:
            return code
    command = [str(PYTHON), "-m", "sinergi.project.cli", *words]
    os.chdir(HERE)
    return os.execve(str(PYTHON), command, _environment())  # noqa: S606 -- the point of this file is to become that program


def _environment() -> dict[str, str]:
    """The caller's environment, with the checkout importable and every file written as UTF-8."""
    paths = [str(HERE / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}


def _lock_for(words: list[str]) -> Path:
    """The development lock for the developers' words; ``check`` with arguments is Django's, and an office has only the other lock."""
    djangos = words[0] == "check" and len(words) > 1
    return DEV_LOCK if words[0] in DEV_WORDS and not djangos else RUNTIME_LOCK


def _digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _mark(lock: Path) -> Path:
    """Where the digest of an installed lock is remembered."""
    return VENV / f".installed-{lock.stem}"


def _ready_for(lock: Path) -> bool:
    """Whether this lock, or the larger development lock, is what is installed."""
    return PYTHON.exists() and any(
        _mark(each).exists() and _mark(each).read_text() == _digest(each) for each in {lock, DEV_LOCK}
    )


def _is_fresh() -> bool:
    """No lock was ever installed here to its end: there is no environment, or one whose making was cut off in the middle."""
    return not PYTHON.exists() or not any(_mark(each).exists() for each in (RUNTIME_LOCK, DEV_LOCK))


def _set_up(lock: Path, make: Callable[[str | None], None] | None = None, install: Callable[[Path, str | None], None] | None = None) -> int:
    """Make the virtual environment and install the lock, hashes checked; on failure leave nothing half made."""
    fresh = _is_fresh()
    uv = shutil.which("uv")
    try:
        if fresh:
            print("Setting up (once): virtual environment in .venv", file=sys.stderr)
            shutil.rmtree(VENV, ignore_errors=True)  # a killed start leaves one without pip
            (make or _make_environment)(uv)
        print(f"Installing what {lock.name} names, hashes checked ...", file=sys.stderr)
        (install or _install)(lock, uv)
    except subprocess.CalledProcessError as failure:
        if fresh:
            shutil.rmtree(VENV, ignore_errors=True)
        return _refuse(f"Setting up failed: {' '.join(map(str, failure.cmd[:4]))} ... ended with {failure.returncode}.")
    except (KeyboardInterrupt, _MissingVenv) as reason:
        if fresh:
            shutil.rmtree(VENV, ignore_errors=True)
        return _refuse(str(reason) or "Setting up was interrupted; nothing was left behind.")
    _mark(lock).write_text(_digest(lock))
    return 0


class _MissingVenv(Exception):  # noqa: N818 -- a reason, told in a sentence
    """Debian splits ensurepip off; without it no environment can be made."""


def _make_environment(uv: str | None) -> None:
    if uv:
        subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], check=True)
        return
    try:
        import ensurepip  # noqa: F401 -- only asked whether it is there
        import venv  # noqa: F401 -- only asked whether it is there
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise _MissingVenv(
            f"Python's venv module is missing. Install it with: apt install python{version}-venv"
        ) from None
    subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)


def _install(lock: Path, uv: str | None) -> None:
    if uv:
        subprocess.run(
            [uv, "pip", "install", "--quiet", "--python", str(PYTHON), "--require-hashes", "-r", str(lock)], check=True
        )
        return
    subprocess.run(
        [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)],
        check=True,
    )


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
