"""What is measured: pages through the whole stack, conditions and the survey by themselves, acts with their snapshot."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.test import Client

from bench import story
from bench.filling import Filled
from bench.timing import Measure, timed
from sinergi.actors.models import Person
from sinergi.engine.plan import needed
from sinergi.engine.survey import survey
from sinergi.programmes import editions, snapshot, worlds
from sinergi.programmes.models import Appointment, Cell, Subjects, Undertaking
from sinergi.progress import actions as progress
from sinergi.regions import queries as regions

PAGE, PUBLIC, SURVEY, CONDITION, ACT, PDF, SIZE, GROWTH, FIND = 150, 50, 1000, 100, 150, 150, 60, 1.3, 50
KIB = 1024
FEW, MANY, FINE = 1000, 10_000, 200
Pages = list[tuple[str, str, str, bool, float, bool]]  # key, what, address, signed in, target, sized


def pages_of(filled: Filled) -> Pages:
    """The pages of one round that grow, or must not grow, with it."""
    code, works = filled.cycle.code, Undertaking.objects.filter(cycle=filled.cycle, scope="work").order_by("code")
    work, title = works[works.count() // 2].code, "talud"
    return [
        ("proposals", "proposal list", f"/usulan/tahap/{code}/", True, PAGE, True),
        ("proposals_search", "proposal list, searched and sorted", f"/usulan/tahap/{code}/?cari={title}&urut=jumlah", True, PAGE, True),
        ("ranking", "ranking page", f"/usulan/tahap/{code}/peringkat/?list=candidates", True, PAGE, True),
        ("search", "search over everything", f"/cari/?q={title}", True, PAGE, True),
        ("board", "round board", f"/tahap/{code}/papan/", True, PAGE, True),
        ("my_work", "my work (Pokja)", "/pekerjaan-saya/", True, PAGE, True),
        ("round", "round page, public", f"/tahap/{code}/", False, PUBLIC, True),
        ("work", "work page, public", f"/usulan/{work}/", False, PUBLIC, True),
        ("announcement", "announcement page, public", f"/pengumuman/{code}/candidates/", False, PUBLIC, True),
        ("home", "home, public", "/", False, PUBLIC, True),
    ]


def pages(filled: Filled) -> Iterator[Measure]:
    """Every page of a round, signed in as a member of the working group or not at all."""
    public, staff = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    staff.force_login(Person.objects.get(email="pokja@sinergi.example"))
    for key, what, address, signed, target, sized in pages_of(filled):
        client = staff if signed else public
        cache.clear()
        answer = client.get(address, headers={"accept-encoding": "gzip"})
        if answer.status_code != FINE:
            raise RuntimeError(f"{address}: {answer.status_code}")
        size = len(answer.content) / KIB
        found = timed(lambda client=client, address=address: client.get(address, headers={"accept-encoding": "gzip"}))
        yield Measure(key, what, filled.works, target, *found)
        if sized:
            yield Measure(f"{key}_size", f"{what}: size", filled.works, SIZE, size, size, size, 0, "KiB")


def first_load(filled: Filled) -> Iterator[Measure]:
    """Home with its styles and script, as a new visitor's browser gets them; the font is swapped in later and not counted."""
    del filled
    answer = Client(SERVER_NAME="localhost").get("/", headers={"accept-encoding": "gzip"})
    text = gzip.decompress(answer.content).decode() if answer.headers.get("Content-Encoding") == "gzip" else answer.content.decode()
    assets = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', text))
    size = len(answer.content) + sum(_compressed(address) for address in assets)
    yield Measure("first_load", f"first load: home, {len(assets)} files of styles and script", 0, SIZE, size / KIB, size / KIB, size / KIB, 0, "KiB")
    fonts = [path for path in Path(settings.STATIC_ROOT).rglob("*.woff2") if re.search(r"\.[0-9a-f]{12}\.woff2$", path.name)]
    font = max((path.stat().st_size for path in fonts), default=0) / KIB
    yield Measure("font", "font, largest file", 0, 45, font, font, font, 0, "KiB")


def _compressed(address: str) -> int:
    path = Path(settings.STATIC_ROOT) / address.removeprefix(staticfiles_storage.base_url)
    return len(gzip.compress(path.read_bytes(), 9))


def engine(filled: Filled) -> Iterator[Measure]:
    """The survey by itself, then each question the edition asks."""
    edition = editions.edition_of(filled.cycle)
    world = worlds.world_of_cycle(filled.cycle.pk, edition)
    yield Measure("survey", f"survey of {len(world.nodes):,} undertakings x {len(edition.stages)} stages", filled.works, SURVEY, *timed(lambda: survey(edition, world), runs=7, warm=1))
    for question in needed(edition):
        ids = [node.id for node in world.nodes.values() if node.scope == question.scope]
        subjects = Subjects.of_cycle(ids, filled.cycle.pk)
        what = f"{question.use.key}{' here: ' + question.here if question.here else ''} ({question.scope})"
        yield Measure(f"condition {what}", what, filled.works, CONDITION, *timed(lambda question=question, subjects=subjects: worlds.ask(question, subjects), runs=7, warm=1))


def acts(filled: Filled) -> Iterator[Measure]:
    """Acts on works that are just being built, each of a run on another work, with trail and snapshot."""
    pokja = Person.objects.get(email="pokja@sinergi.example")
    open_now = list(Undertaking.objects.filter(pk__in=Cell.objects.filter(cycle=filled.cycle, stage="swadaya_works", state="open").values("undertaking")).order_by("code")[:40])
    turn = count()
    on = story.TODAY

    def visit() -> None:
        work = open_now[next(turn) % len(open_now)]
        progress.visit(pokja, work.code, on=on, happened_on=on, stage="swadaya_works", purpose="pemantauan", note="Pengukuran.")

    def report() -> None:
        work = open_now[next(turn) % len(open_now)]
        chair = Appointment.objects.filter(undertaking=work, role="pakem").select_related("person").order_by("pk")[0].person
        progress.report(chair, work.code, on=on, happened_on=on, actual=Decimal(10), planned=Decimal(10), note="Pengukuran.")

    yield Measure("act_visit", "act: monitoring visit of a work", filled.works, ACT, *timed(visit))
    yield Measure("act_report", "act: progress report of a work", filled.works, ACT, *timed(report))
    yield Measure("new_day", "the first page of a new day renews the snapshot", filled.works, None, *_days(filled))


def _days(filled: Filled) -> tuple[float, float, float, float]:
    days = count(1)
    found = timed(lambda: snapshot.ensure(filled.cycle.pk, story.TODAY + timedelta(days=next(days))), runs=1 if filled.works > FEW else 3, warm=0)
    snapshot.ensure(filled.cycle.pk, story.TODAY)
    return found


def printing(filled: Filled) -> Iterator[Measure]:
    """A document of about three pages."""
    client = Client(SERVER_NAME="localhost")
    for key, address in (("pdf", f"/pengumuman/{filled.cycle.code}/candidates/versi/1/cetak.pdf"),):
        content = b"".join(client.get(address))
        found = len(re.findall(rb"/Type\s*/Page\b", content))
        yield Measure(key, f"PDF of {found} pages (announcement of {filled.works} works)", filled.works, PDF, *timed(lambda address=address: b"".join(client.get(address))))


def places() -> Iterator[Measure]:
    """Finding a place as one types."""
    texts = ("ke", "wel", "weleri", "sambongsari", "sambong, kendal", "33.24.12", "suka")
    found = [timed(lambda text=text: regions.with_paths(regions.find(text))) for text in texts]
    worst = max(found)
    yield Measure("find", f"finding a region as one types (the slowest of {len(texts)})", 0, FIND, *worst)


def growth(measures: list[Measure]) -> Iterator[Measure]:
    """What the same page costs at 10,000 works against 1,000, in processor time and wall."""
    by_place = {(each.key, each.works): each for each in measures if each.unit == "ms"}
    for (key, works), large in by_place.items():
        small = by_place.get((key, FEW))
        if works == MANY and small is not None and large.target in {PAGE, PUBLIC} and not key.startswith(("survey", "condition")):
            ratio, processor = large.median / small.median, large.processor / max(small.processor, 0.001)
            yield Measure(f"{key}_growth", f"growth 1,000 → 10,000: {large.what}", 0, GROWTH, ratio, ratio, ratio, processor, "×")


def once(act: Callable[[], Any]) -> tuple[float, float, float, float]:
    """What cannot be repeated."""
    wall, processor = time.perf_counter(), time.process_time()
    act()
    found = (time.perf_counter() - wall) * 1000
    return found, found, found, (time.process_time() - processor) * 1000
