"""Two people release the same tranche at the same moment: it is paid once. Two connections on PostgreSQL, two processes on SQLite."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from sinergi.audit import queries as audit
from sinergi.funds.models import Entry, Release
from sinergi.kernel.decisions import Refused
from tests.funds import money

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs PostgreSQL")
def test_two_connections_pay_a_release_once(pakem, satker):
    work = money.work(pakem)
    ready, outcomes = threading.Barrier(2), []

    def pay(number):
        try:
            ready.wait(timeout=20)
            money.released(satker, work, number=f"SP2D-{number}", reason="pindaian menyusul")
            outcomes.append("paid")
        except Refused as refused:
            outcomes.append(refused.decision.code)
        finally:
            connections.close_all()

    people = [threading.Thread(target=pay, args=(number,)) for number in (1, 2)]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=60)
    assert sorted(outcomes) == ["funds.all_released", "paid"]
    assert [row.amount for row in Release.objects.all()] == [3_000_000]
    assert Entry.objects.count() == 1
    assert audit.verify() == []


PAY = """
    import sys, time
    from pathlib import Path
    import django
    django.setup()
    from datetime import date
    from sinergi.actors.models import Person
    from sinergi.funds import actions
    from sinergi.kernel.decisions import Refused
    folder, number = Path(sys.argv[1]), sys.argv[2]
    satker = Person.objects.get(email="satker@contoh.id")
    code = (folder / "code").read_text()
    (folder / f"ready-{number}").write_text("")
    while len(list(folder.glob("ready-*"))) < 2:
        time.sleep(0.005)
    try:
        actions.release(satker, code, on=date(2007, 6, 1), happened_on=date(2007, 6, 1), source="apbd", number=f"SP2D-{number}", reason="pindaian menyusul")
        (folder / f"said-{number}").write_text("paid")
    except Refused as refused:
        (folder / f"said-{number}").write_text(refused.decision.code)
"""
PREPARE = """
    import sys
    from pathlib import Path
    import django
    django.setup()
    from sinergi.project import preparing
    preparing.tables()
    from tests import make
    from tests.funds import money
    make.places()
    make.person(role="satker", name="Sri", email="satker@contoh.id")
    work = money.work(make.person(name="Siti"))
    Path(sys.argv[1], "code").write_text(work.code)
"""
COUNT = """
    import django
    django.setup()
    from sinergi.audit import queries as audit
    from sinergi.funds.models import Balance, Entry
    print(Entry.objects.count(), *Balance.objects.filter(account="bank").values_list("amount", flat=True), audit.verify())
"""


def test_two_processes_pay_a_release_once(tmp_path):
    _python(PREPARE, tmp_path).communicate(timeout=300)
    people = [_python(PAY, tmp_path, str(number)) for number in (1, 2)]
    for person in people:
        person.communicate(timeout=120)
    said = sorted(each.read_text() for each in tmp_path.glob("said-*"))
    assert said == ["funds.all_released", "paid"]
    assert _python(COUNT, tmp_path).communicate(timeout=60)[0].strip() == "1 3000000 []"


def _python(text, folder, *arguments):
    """A process of its own with a database file of its own."""
    given = {**os.environ, "SINERGI_MODE": "test", "SINERGI_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "sinergi.project.settings",
             "DATABASE_URL": f"sqlite:////{folder / 'sinergi.sqlite3'}", "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    return subprocess.Popen([sys.executable, "-c", textwrap.dedent(text), str(folder), *arguments], env=given, cwd=ROOT, text=True, stdout=subprocess.PIPE)


