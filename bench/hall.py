"""A village hall: 200 people sign in from 50 phones on one wireless network, all at once, some pressing twice. Nobody lost, nobody double.

A server of its own is started the way an office starts it, on a database of its own; the phones are threads with the standard library.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.timing import Measure

ROOT = Path(__file__).resolve().parents[1]
PHONES, EACH, MINUTE = 50, 4, 60
TWICE = 3  # every third person presses again
OK = {200, 302}
DATABASE = "sinergi_hall"


def hall(url: str) -> list[Measure]:
    """Measure one database; ``url`` is empty for SQLite."""
    with tempfile.TemporaryDirectory(prefix="sinergi-hall-") as folder:
        environment = {**os.environ, "SINERGI_MODE": "demo", "SINERGI_DATA": folder, "DATABASE_URL": _empty(url) if url else "", "DJANGO_SETTINGS_MODULE": "sinergi.project.settings",
                       "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}  # fmt: skip
        token = _ask(environment, "prepare")
        port = _free_port()
        server = subprocess.Popen([sys.executable, "-m", "sinergi.project.cli", "serve", "--port", str(port)], env=environment, cwd=ROOT, start_new_session=True,  # noqa: S603 -- our own command
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
        try:
            _wait(port)
            took, answers, refused = _crowd(port, token)
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=20)
        kept = json.loads(_ask(environment, "count"))
    people = PHONES * EACH
    lost, double = people - kept["people"], kept["notes"] - kept["people"]
    middle, slow = statistics.median(answers), max(answers)
    return [
        Measure("hall", f"{people} people sign in from {PHONES} phones, pressing {len(answers)} times", 0, MINUTE * 1000, took * 1000, took * 1000, took * 1000, 0),
        Measure("hall_answer", "the answer to one of them", 0, None, middle, min(answers), slow, 0),
        Measure("hall_lost", "people lost", 0, 0, lost, lost, lost, 0, "people"),
        Measure("hall_double", "people counted twice", 0, 0, double, double, double, 0, "people"),
        Measure("hall_refused", "requests that failed", 0, 0, refused, refused, refused, 0, "requests"),
    ]


def _empty(url: str) -> str:
    """An empty database beside the one that was measured before."""
    import psycopg

    parts = urlsplit(url)
    with psycopg.connect(url, autocommit=True) as line:
        line.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        line.execute(f"CREATE DATABASE {DATABASE}")
    return parts._replace(path=f"/{DATABASE}").geturl()


def _crowd(port: int, token: str) -> tuple[float, list[float], int]:
    """How long it took, how long each answer took, how many failed."""
    ready, answers, refused = threading.Barrier(PHONES + 1), [], []

    def phone(number: int) -> None:
        line = HTTPConnection("127.0.0.1", port, timeout=30)
        ready.wait()
        for place in range(EACH):
            _request(line, "GET", f"/rapat/hadir/{token}/", "", {}, refused)
            for _press in range(2 if (number + place) % TWICE == 0 else 1):
                body, headers = _slip(number, place, as_json=place % 2 == 0)
                began = time.perf_counter()
                _request(line, "POST", f"/rapat/hadir/{token}/", body, headers, refused)
                answers.append((time.perf_counter() - began) * 1000)
        line.close()

    phones = [threading.Thread(target=phone, args=(number,)) for number in range(PHONES)]
    for each in phones:
        each.start()
    ready.wait()
    began = time.perf_counter()
    for each in phones:
        each.join()
    return time.perf_counter() - began, answers, len(refused)


def _slip(number: int, place: int, *, as_json: bool) -> tuple[str, dict[str, str]]:
    """One person, as the page sends it with scripts and without."""
    fields = {"name": f"Peserta {number}-{place}", "sex": ("woman", "man")[place % 2], "organisation": f"RW {number % 9 + 1:02}", "device": f"ponsel-{number}"}
    if as_json:
        note = {"uuid": str(uuid.uuid4()), "kind": "checkin", "fields": fields}
        return json.dumps({"notes": [note]}), {"Content-Type": "application/json"}
    return urlencode({**fields, "kind": "checkin"}), {"Content-Type": "application/x-www-form-urlencoded"}


def _request(line: HTTPConnection, method: str, address: str, body: str, headers: dict[str, str], refused: list[str]) -> None:
    try:
        line.request(method, address, body or None, headers)
        answer = line.getresponse()
        answer.read()
        if answer.status not in OK:
            refused.append(f"{method} {answer.status}")
    except OSError as error:
        refused.append(f"{method} {error}")
        line.close()


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _wait(port: int) -> None:
    for _second in range(240):
        try:
            line = HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/sehat/")
            if line.getresponse().status in OK:
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("the server did not start")


def _ask(environment: dict[str, str], word: str) -> str:
    found = subprocess.run([sys.executable, "-m", "bench.hall", word], check=True, env=environment, cwd=ROOT, capture_output=True, text=True)  # noqa: S603 -- our own module
    return found.stdout.strip().splitlines()[-1]


def _prepare() -> str:
    """A round in Kendal with a workshop of today; the key of its door."""
    from datetime import date
    from importlib import resources

    from django.utils import timezone

    from sinergi.actors.models import Person, RoleHeld
    from sinergi.meetings import actions
    from sinergi.meetings.rules import Invited, Plan
    from sinergi.programmes import actions as programmes
    from sinergi.project import preparing
    from sinergi.regions.models import Region

    preparing.translations()
    preparing.statics()
    preparing.tables()
    above = None
    for code, name, level in (("", "Indonesia", "nation"), ("33", "Jawa Tengah", "province"), ("33.24", "Kabupaten Kendal", "regency")):
        above = Region.objects.create(code=code, name=name, level=level, parent=above, words=name.lower())
    pokja = Person.objects.create_user("pokja@contoh.id", name="Bambang Setiawan")
    RoleHeld.objects.create(person=pokja, role="pokja_paket", region=above, held_from=date(2006, 1, 1))
    today = timezone.localdate()
    text = (resources.files("sinergi.programmes") / "editions" / "paket-kendal-2007.toml").read_text(encoding="utf-8")
    programmes.open_cycle(pokja, edition_text=text, code="BALAI", title="PAKET", region_code="33.24", year=today.year, on=today)
    plan = Plan("Lokakarya", today, place="Balai desa", invited=[Invited(category="Warga", expected=PHONES * EACH)])
    return actions.prepare(pokja, "BALAI", on=today, kind="lokakarya_pokja", plan=plan).token


def _count() -> str:
    from sinergi.meetings.models import Note

    names = [payload["name"] for payload in Note.objects.filter(kind="checkin").values_list("payload", flat=True)]
    return json.dumps({"notes": len(names), "people": len(set(names))})


if __name__ == "__main__":
    import django

    django.setup()
    print({"prepare": _prepare, "count": _count}[sys.argv[1]]())
