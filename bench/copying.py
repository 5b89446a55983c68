"""Copies the pattern inside the database: rows about the round once, rows about the village and its works as often as wanted.

Numbers of copies are the numbers of the pattern plus a stride, so that every reference between copied rows can be worked out
in the database itself. A million rows take seconds. The ledger is sealed anew, link by link, so its chain stays true.
"""

# ruff: noqa: S608, SLF001 -- statements are made of table and column names of our own models, nothing typed gets in

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import Max

from bench import story
from sinergi.funds.models import Balance, Claim, Course, Entry, Posting, Purse, Seal
from sinergi.funds.queries.ledger import sealed
from sinergi.kernel import chains
from sinergi.programmes.models import Undertaking

CONTEXTS = ("programmes", "followups", "meetings", "dossiers", "assessments", "funds", "progress", "proposals", "disclosure", "complaints")
LEFT_OUT = {"programmes.EditionText", "programmes.CycleTick", "programmes.Cell", "programmes.Task", "funds.Price", "funds.Seal",
            "proposals.RankLine", "disclosure.ListVersion", "disclosure.ListMember", "disclosure.ListMedium"}
LEDGER = (Entry, Posting, Balance, Claim)
FIGURES = ("planned", "hoped", "pledged", "budgeted", "delivered", "released", "used", "balance")
FEW = 20_000


@dataclass
class Pattern:
    """What is to be copied: the rows of each table, and which of them are about the round itself."""

    cycle: Undertaking
    round_rows: Mapping[type[models.Model], frozenset[int]] = field(default_factory=dict)
    copied_rows: Mapping[type[models.Model], frozenset[int]] = field(default_factory=dict)
    strides: Mapping[type[models.Model], int] = field(default_factory=dict)

    @classmethod
    def of(cls, cycle: Undertaking) -> Pattern:
        """Everything there is: nothing but the pattern has been written yet."""
        tables = [model for model in apps.get_models() if model._meta.app_label in CONTEXTS and model._meta.label not in LEFT_OUT]
        top: dict[type[models.Model], set[int]] = defaultdict(set, {Undertaking: {cycle.pk}})
        below: dict[type[models.Model], set[int]] = defaultdict(set, {Undertaking: set(Undertaking.objects.filter(cycle=cycle).values_list("pk", flat=True))})
        while _spread(tables, top, below):
            pass
        strides = {model: int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0) for model in tables}
        return cls(cycle, {model: frozenset(top[model] - below[model]) for model in tables}, {model: frozenset(below[model]) for model in tables}, strides)


def _spread(tables: Iterable[type[models.Model]], top: dict[type[models.Model], set[int]], below: dict[type[models.Model], set[int]]) -> bool:
    """A row that points at something below the round is copied with it; one that points only at the round is not."""
    grown = False
    for model in tables:
        links = [each for each in model._meta.concrete_fields if each.related_model in {*top, *below, *tables}]
        for pk, *targets in model._default_manager.values_list("pk", *(each.attname for each in links)):
            pairs = [(each.related_model, target) for each, target in zip(links, targets, strict=True) if target is not None]
            for known in (below, top):
                if pk not in below[model] and pk not in known[model] and any(target in known[other] for other, target in pairs):
                    known[model].add(pk)
                    grown = True
    return grown


def copy(pattern: Pattern, turn: int, times: int) -> int:
    """Copy the round once and what lies below it ``times`` times; returns the number of the new round."""
    counts = {model: int(model._default_manager.aggregate(last=Max("pk"))["last"] or 0) for model in pattern.strides}
    before = counts[Entry]
    with connection.cursor() as cursor:
        _prepare(cursor, times)
        for model in pattern.strides:
            for wanted, everywhere in ((pattern.round_rows[model], False), (pattern.copied_rows[model], True)):
                if wanted:
                    cursor.execute(_statement(pattern, model, counts, wanted, everywhere=everywhere, turn=turn))
    _seal(before)
    return counts[Undertaking] + pattern.cycle.pk


def renumber() -> None:
    """PostgreSQL must be told which numbers are taken."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in apps.get_models():
            key = model._meta.pk
            if isinstance(key, models.AutoField | models.BigAutoField):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('\"{model._meta.db_table}\"', '{key.column}'), (SELECT coalesce(max({key.column}), 0) + 1 FROM \"{model._meta.db_table}\"))")


def _prepare(cursor: Any, times: int) -> None:
    """The copies: each with its number, and with its number among those that have money moved."""
    cursor.execute("DROP TABLE IF EXISTS bench_copy")
    cursor.execute("CREATE TEMPORARY TABLE bench_copy (n bigint, f bigint)")
    funded = 0
    rows = []
    for number in range(times):
        rows.append((number, None if number % 3 == 0 else funded))
        funded += number % 3 != 0
    cursor.executemany("INSERT INTO bench_copy VALUES (%s, %s)", rows)


def _statement(pattern: Pattern, model: type[models.Model], counts: Mapping[type[models.Model], int], wanted: Iterable[int], *, everywhere: bool, turn: int) -> str:
    """INSERT … SELECT of one table."""
    table, fields = model._meta.db_table, model._meta.concrete_fields
    values = [_value(pattern, model, each, counts, everywhere=everywhere, turn=turn) for each in fields]
    key = model._meta.pk.column
    where = [f"t.{key} IN ({', '.join(map(str, sorted(wanted)))})"]
    names = {each.name for each in fields}
    if everywhere and model in LEDGER:
        where.append("c.f IS NOT NULL")
    elif everywhere and "stage" in names:
        stages = ", ".join(f"'{stage}'" for stage in story.LAST_STEPS)
        where.append(f"(c.f IS NOT NULL OR t.stage NOT IN ({stages}))")
    for link in (each for each in fields if everywhere and each.related_model in pattern.strides):
        other = link.related_model
        if "stage" in {each.name for each in other._meta.concrete_fields} and other not in LEDGER and other in pattern.copied_rows:
            late = other._default_manager.filter(stage__in=story.LAST_STEPS, pk__in=pattern.copied_rows[other]).values_list("pk", flat=True)
            if late:
                where.append(f"(c.f IS NOT NULL OR t.{link.column} IS NULL OR t.{link.column} NOT IN ({', '.join(map(str, late))}))")
    copies = " CROSS JOIN bench_copy c" if everywhere else ""
    columns = ", ".join(f'"{each.column}"' for each in fields)
    return f'INSERT INTO "{table}" ({columns}) SELECT {", ".join(values)} FROM "{table}" t{copies} WHERE {" AND ".join(where)}'


def _value(pattern: Pattern, model: type[models.Model], each: models.Field[Any, Any], counts: Mapping[type[models.Model], int], *, everywhere: bool, turn: int) -> str:
    column, copy_no = f't."{each.column}"', "c.n" if everywhere else "0"
    target = model if each.primary_key else each.related_model
    if target in pattern.strides:
        moved = _moved(pattern, target, column, counts, everywhere=everywhere)
        return moved if each.primary_key else f"CASE WHEN {column} IN ({_ids(pattern.round_rows[target])}) THEN {column} + {counts[target]} ELSE {moved} END"
    if target is Seal:
        return _moved(pattern, Entry, column, counts, everywhere=everywhere)
    if model is Undertaking and each.name == "code":
        return f"'B{turn}-' || t.id || '-' || {copy_no}"
    if each.name == "token" or (each.unique and each.null):
        return "NULL" if each.null else "''"
    if each.unique:
        return f"{column} || '-{turn}-' || {copy_no}"
    if model is Purse and each.name in FIGURES and everywhere:
        used = column if each.name == "planned" else f"CASE WHEN c.f IS NULL THEN 0 ELSE {column} END"
        return f"{used} * (70 + (c.n * 37) % 60) / 100"
    if model is Course and each.name == "steps" and everywhere:
        return f"CASE WHEN c.f IS NULL THEN '[]' ELSE {column} END"
    return column


def _moved(pattern: Pattern, model: type[models.Model], column: str, counts: Mapping[type[models.Model], int], *, everywhere: bool) -> str:
    if not everywhere:
        return f"{column} + {counts[model]}"
    return f"{column} + {counts[model]} + {'c.f' if model is Entry else 'c.n'} * {pattern.strides[model]}"


def _ids(pks: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(pks))) or "-1"


def _seal(after: int) -> None:
    """Seal the new entries in their order, each over the one before."""
    marks = dict(Entry.objects.filter(number__gt=after).exclude(evidence=None).values_list("number", "evidence__sha256"))
    legs: dict[int, list[tuple[str, str, int, str]]] = defaultdict(list)
    for number, *leg in Posting.objects.filter(entry__gt=after).order_by("id").values_list("entry_id", "account", "source", "amount", "line"):
        legs[number].append((leg[0], leg[1], leg[2], leg[3]))
    previous = Seal.objects.order_by("-number").values_list("seal", flat=True).first() or chains.GENESIS
    seals = []
    for entry in Entry.objects.filter(number__gt=after).order_by("number").iterator(FEW):
        mark = chains.seal(previous, sealed(entry, marks.get(entry.number), legs[entry.number]))
        seals.append(Seal(number=entry.number, previous_seal=previous, seal=mark))
        previous = mark
    Seal.objects.bulk_create(seals, batch_size=2000)
    if seals:
        from sinergi.audit.models import Head
        from sinergi.funds.queries.ledger import CHAIN

        Head.objects.filter(chain=CHAIN).update(number=seals[-1].number, seal=previous)
