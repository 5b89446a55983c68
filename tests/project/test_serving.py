"""Serving after loading: the processes that serve are no copies of the one that loaded the example."""

from __future__ import annotations

import os
import subprocess
import sys

from sinergi.project.environment import CHECKOUT

SCRIPT = """
import multiprocessing, sys
from datetime import UTC, datetime

def paper():
    from sinergi.printing import pdf
    facts = {"subject": "Undangan", "agenda": [[number, "08.00", "Pembukaan", "Lurah", 15] for number in range(400)]}     # many pages: set by many threads
    return pdf.render("meetings/invitation", facts, language="id", made_at=datetime(2007, 6, 1, tzinfo=UTC))

if __name__ == "__main__":
    import django
    django.setup()
    from sinergi.project.management.commands.serve import start_clean
    assert paper().startswith(b"%PDF")
    start_clean()
    child = multiprocessing.Process(target=paper)
    child.start()
    child.join(30)
    ended = child.exitcode      # None: it is waiting still
    child.kill()
    sys.exit("waits" if ended is None else ended)
"""


def test_a_process_that_serves_sets_papers_after_its_parent_did(tmp_path) -> None:
    path = tmp_path / "parent.py"
    path.write_text(SCRIPT, encoding="utf-8")
    given = {**os.environ, "PYTHONPATH": str(CHECKOUT / "src"), "DJANGO_SETTINGS_MODULE": "sinergi.project.settings"}
    assert subprocess.run([sys.executable, str(path)], env=given, check=False, timeout=120).returncode == 0
