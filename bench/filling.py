"""Rounds of the real edition in three sizes: 46 works in 23 villages, then 1,000 in 500 and 10,000 in 5,000."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django.db import connection, transaction

from bench import copying, story
from sinergi.actors.models import Person, RoleHeld
from sinergi.disclosure import queries as disclosure
from sinergi.disclosure.models import ListMember, ListVersion
from sinergi.disclosure.rules import short_code
from sinergi.kernel import chains
from sinergi.programmes import snapshot
from sinergi.programmes.models import Undertaking
from sinergi.project.models import DemoDay
from sinergi.proposals.models import ProposalFigures, Ranking, RankLine
from sinergi.proposals.queries import rank_entries
from sinergi.proposals.rules import ranked
from sinergi.regions.models import Level, Region

PROVINCE = "33"
THINGS = ("Rabat beton", "Talud", "Saluran irigasi", "Jembatan kecil", "Sumur gali", "MCK umum", "Rumah layak huni", "Jalan usaha tani", "Drainase", "Pipa air bersih",
          "Pelatihan menjahit", "Modal bergulir", "Kandang bersama", "Gudang panen", "Posyandu", "Beasiswa anak")
WAYS = ("RT 01", "RT 02–03", "RT 04 RW 02", "dusun Krajan", "dusun Ngadirejo", "sisi timur", "menuju sawah", "dekat balai desa", "lingkar barat", "tahap dua")
NAMES = ("Toyo", "Sender", "Makmur", "Sejahtera", "Rukun", "Mandiri", "Bangkit", "Lestari", "Mulyo", "Karya")
Say = Callable[[str], None]


@dataclass(frozen=True)
class Filled:
    """One round and how many works it has."""

    name: str
    cycle: Undertaking
    works: int


def fill(sizes: tuple[tuple[str, int], ...], say: Say) -> list[Filled]:
    """The pattern once, then a copy of every size."""
    with transaction.atomic():
        cycle = story.tell()
        DemoDay.objects.update_or_create(pk=1, defaults={"day": story.TODAY})
    say("pattern told through actions")
    pattern = copying.Pattern.of(cycle)
    filled = [_fill(pattern, turn, name, villages, say) for turn, (name, villages) in enumerate(sizes, 1)]
    copying.renumber()
    _hire_for_province()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return filled


def size() -> int:
    """Bytes of the SQLite file; 0 elsewhere."""
    name = connection.settings_dict["NAME"]
    return Path(name).stat().st_size if connection.vendor == "sqlite" else 0


def _fill(pattern: copying.Pattern, turn: int, name: str, villages: int, say: Say) -> Filled:
    with transaction.atomic():
        pk = copying.copy(pattern, turn, villages)
        copying.renumber()
        Undertaking.objects.filter(pk=pk).update(code=name, title=f"PAKET {villages * 2} pekerjaan", region=Region.objects.get(code=PROVINCE))
        cycle = Undertaking.objects.select_related("region", "edition").get(pk=pk)
        _named(cycle)
        _listed(cycle)
        say(f"{villages * 2} works copied")
        snapshot.renew_cycle(pk, on=story.TODAY)
    say(f"{villages * 2} works surveyed")
    return Filled(name, cycle, villages * 2)


def _named(cycle: Undertaking) -> None:
    """Each village in a place of its own; each work with a title, a committee, an amount and scores of its own."""
    chance = random.Random(cycle.code)  # noqa: S311 -- the same figures at every run
    places = list(Region.objects.filter(code__startswith=f"{PROVINCE}.", level=Level.VILLAGE).order_by("code"))
    sites = list(Undertaking.objects.filter(cycle=cycle, scope="site").order_by("pk"))
    step = max(1, len(places) // len(sites))
    where = {}
    for number, site in enumerate(sites):
        site.region = where[site.pk] = places[number * step % len(places)]
        site.code, site.title = f"{cycle.code}-D{number + 1:04}", f"Desa {site.region.name}"
    works = list(Undertaking.objects.filter(cycle=cycle, scope="work").order_by("pk"))
    for number, work in enumerate(works):
        work.region = where[work.parent_id or 0]
        work.code, work.title = f"{cycle.code}-{number + 1:05}", f"{chance.choice(THINGS)} {chance.choice(WAYS)}"
    fields = ("code", "title", "region_id", "id")
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE programmes_undertaking SET code = %s, title = %s, region_id = %s WHERE id = %s",
                           [tuple(getattr(each, name) for name in fields) for each in (*sites, *works)])
        cursor.execute("UPDATE assessments_sheet SET points = 5200 + (id * 37) %% 4600 WHERE undertaking_id IN (SELECT id FROM programmes_undertaking WHERE cycle_id = %s)", [cycle.pk])
    _figured(cycle, {work.pk: work for work in works}, chance)


def _figured(cycle: Undertaking, works: dict[int, Undertaking], chance: random.Random) -> None:
    rows = list(ProposalFigures.objects.filter(cycle=cycle))
    for row in rows:
        work, share = works[row.undertaking_id], chance.randint(60, 140)
        row.code, row.title, row.village = work.code, work.title, work.region.name
        row.proposer = f"PAKEM {work.region.name} {chance.choice(NAMES)}"
        row.words = f"{row.code} {row.title} {row.village} {row.proposer}".lower()
        row.by_source = {source: amount * share // 100 for source, amount in row.by_source.items()}
        row.total, row.community, row.grant = sum(row.by_source.values()), row.community * share // 100, row.grant * share // 100
        row.poor_share = Decimal(chance.randint(3000, 9500)) / 100
        row.community_of_total = Decimal(chance.randint(800, 4500)) / 100
        row.people = f"{chance.randint(20, 300)}/{chance.randint(10, 200)}/{chance.randint(50, 400)}/{chance.randint(50, 400)}/{chance.randint(0, 9)}"
    names = ("code", "title", "village", "proposer", "words", "total", "community", "grant", "poor_share", "community_of_total", "people")
    columns = ", ".join(f"{connection.ops.quote_name(name)} = %s" for name in names)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE proposals_proposalfigures SET {columns}, by_source = %s WHERE id = %s",  # noqa: S608 -- our own column names
                           [(*(str(getattr(row, name)) if isinstance(getattr(row, name), Decimal) else getattr(row, name) for name in names),
                             chains.canonical(row.by_source), row.pk) for row in rows])


def _listed(cycle: Undertaking) -> None:
    """The ranking and the two published lists, worked out for this size by the rules of the contexts."""
    ranking = Ranking.objects.filter(undertaking=cycle).get()
    placed = ranked(rank_entries(cycle), {}, {}, {})
    RankLine.objects.bulk_create([
        RankLine(ranking=ranking, work_id=each.entry.work_id, place=each.place, natural_place=each.natural_place, standing=each.standing, score=each.entry.score,
                 poor_share=each.entry.poor_share, amounts=dict(each.entry.amounts)) for each in placed], batch_size=500)
    pattern = Undertaking.objects.get(code="KDL06")
    for before in ListVersion.objects.filter(undertaking=pattern).order_by("pk"):
        found = disclosure.proposed(cycle, before.list, day=before.happened_on)
        mark = chains.fingerprint(found.content)
        version = ListVersion.objects.create(
            undertaking=cycle, act=before.act, stage=before.stage, person=before.person, happened_on=before.happened_on, list=before.list, number=found.number, serial=found.serial,
            content=found.content, canonical=chains.canonical(found.content), fingerprint=mark, short_code=short_code(found.number, mark), closes_on=found.closes_on)
        ListMember.objects.bulk_create([ListMember(version=version, work_id=pk, place=place) for place, pk in enumerate(found.member_ids, 1)], batch_size=500)


def _hire_for_province() -> None:
    """The working group of the example works in the whole province."""
    province = Region.objects.get(code=PROVINCE)
    for role in RoleHeld.objects.filter(person__in=Person.objects.filter(email__startswith="pokja"), role="pokja_paket"):
        RoleHeld.objects.create(person=role.person, role=role.role, region=province, held_from=role.held_from)
