"""``run.py`` makes its environment whole or not at all, whatever cut it off; no network is needed to see that."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import time

import pytest

from sinergi.project.environment import CHECKOUT


@pytest.fixture
def run(tmp_path):
    """The file in a checkout of its own, with two locks and no environment."""
    shutil.copy(CHECKOUT / "run.py", tmp_path)
    for name in ("requirements.lock", "requirements-dev.lock"):
        (tmp_path / name).write_text(f"{name}\n")
    spec = importlib.util.spec_from_file_location("run_of_a_test", tmp_path / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make(run):
    """An environment that can be told from the one before."""
    def made(_uv):
        run.PYTHON.parent.mkdir(parents=True)
        run.PYTHON.write_text("new")
    return made


def install(_lock, _uv):
    """As if all of it were there."""


def test_what_was_set_up_is_not_set_up_again(run) -> None:
    assert not run._ready_for(run.RUNTIME_LOCK)
    assert run._set_up(run.RUNTIME_LOCK, make(run), install) == 0
    assert (run._ready_for(run.RUNTIME_LOCK), run._ready_for(run.DEV_LOCK)) == (True, False)
    started = time.perf_counter()
    assert run._ready_for(run.RUNTIME_LOCK)
    assert time.perf_counter() - started < 1


def test_the_development_lock_serves_an_office_too_until_either_changes(run) -> None:
    run._set_up(run.DEV_LOCK, make(run), install)
    assert run._ready_for(run.RUNTIME_LOCK)
    run.DEV_LOCK.write_text("newer\n")
    assert not run._ready_for(run.RUNTIME_LOCK)


def test_an_environment_whose_making_was_killed_is_made_again(run) -> None:
    """Python stands there, pip does not: nothing could be installed into it, ever."""
    run.PYTHON.parent.mkdir(parents=True)
    run.PYTHON.write_text("half")
    (run.VENV / "left").write_text("over")
    assert run._set_up(run.RUNTIME_LOCK, make(run), install) == 0
    assert (run.PYTHON.read_text(), (run.VENV / "left").exists(), run._ready_for(run.RUNTIME_LOCK)) == ("new", False, True)


@pytest.mark.parametrize("reason", [subprocess.CalledProcessError(1, ["pip", "install"]), KeyboardInterrupt()])
def test_a_first_start_that_fails_leaves_nothing_behind(run, reason, capsys) -> None:
    def failing(_lock, _uv):
        raise reason

    assert (run._set_up(run.RUNTIME_LOCK, make(run), failing), run.VENV.exists()) == (1, False)
    assert "Setting up" in capsys.readouterr().err


def test_a_failed_change_of_the_lock_keeps_the_environment_that_stood(run) -> None:
    run._set_up(run.RUNTIME_LOCK, make(run), install)
    run.RUNTIME_LOCK.write_text("newer\n")

    def failing(_lock, _uv):
        raise subprocess.CalledProcessError(1, ["pip", "install"])

    assert (run._set_up(run.RUNTIME_LOCK, make(run), failing), run.PYTHON.exists(), run._ready_for(run.RUNTIME_LOCK)) == (1, True, False)


def test_without_the_venv_module_one_sentence_says_what_to_install(run, capsys) -> None:
    def missing(_uv):
        raise run._MissingVenv("Python's venv module is missing. Install it with: apt install python3.11-venv")

    assert (run._set_up(run.RUNTIME_LOCK, missing, install), run.VENV.exists()) == (1, False)
    assert capsys.readouterr().err.splitlines()[-1] == "Python's venv module is missing. Install it with: apt install python3.11-venv"


@pytest.mark.parametrize(("words", "lock"), [
    (["demo"], "requirements.lock"), (["serve", "--port", "1"], "requirements.lock"), (["migrate"], "requirements.lock"), (["check", "--deploy"], "requirements.lock"),
    (["check"], "requirements-dev.lock"), (["test", "tests/audit"], "requirements-dev.lock"), (["bench"], "requirements-dev.lock"),
])
def test_only_the_words_of_developers_need_what_developers_need(run, words: list[str], lock: str) -> None:
    assert run._lock_for(words).name == lock


def test_the_locks_are_hashed_and_name_no_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (CHECKOUT / name).read_text()
        pinned = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert all(line.endswith("\\") and "==" in line for line in pinned), name
        assert not [line for line in text.splitlines() if "://" in line or line.lstrip().startswith(("-i ", "--index", "--extra-index", "--find-links"))], name
