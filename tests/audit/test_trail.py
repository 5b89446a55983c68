"""The trail only grows, and says which of its rows was altered, deleted or inserted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string

from sinergi.audit import actions, chains, guards, queries
from sinergi.audit.models import Head, Row
from sinergi.audit.queries import Break
from sinergi.audit.remembering import remembered
from sinergi.kernel.chains import GENESIS
from tests import make

DAY = date(2007, 6, 1)
pytestmark = pytest.mark.django_db


def grow(times: int, subject: str = "KDL07-001") -> list[Row]:
    return [actions.record(None, "meetings.record", subject, happened_on=DAY, changes={"participants": number}) for number in range(times)]


def tamper(sql: str, *values: object) -> None:
    """What somebody with the database's own password could do."""
    with connection.cursor() as cursor:
        for statement in guards._removals(connection.vendor, ("audit_row", "audit_mark", "funds_seal", "funds_posting", "funds_entry")):
            cursor.execute(statement)
        cursor.execute(sql, values)


def test_each_row_is_sealed_to_the_row_before() -> None:
    first, second = grow(2)
    assert (first.number, first.previous_seal) == (1, GENESIS)
    assert (second.number, second.previous_seal) == (2, first.seal)
    assert (Head.objects.get(chain="audit").number, Head.objects.get(chain="audit").seal) == (2, second.seal)
    assert queries.verify() == []


def test_who_what_and_both_days_are_kept() -> None:
    somebody = make.person(name="Bambang Setiawan")
    row = actions.record(somebody, "funds.release", "KDL07-001", happened_on=DAY, changes={"amount": 104_118_000})
    kept = Row.objects.get(pk=row.pk)
    assert (kept.person, kept.act, kept.subject, kept.happened_on, kept.changes) == (somebody, "funds.release", "KDL07-001", DAY, {"amount": 104_118_000})
    assert kept.recorded_at.date() > DAY


def test_whatever_is_recorded_still_verifies_when_read_back() -> None:
    changes = {
        "day": DAY, "moment": datetime(2007, 6, 1, 8, 0, tzinfo=UTC), "share": Decimal("33.30"), "part": 0.1, "whole": 1e20, "odd": float("nan"),
        "name": "Sri 🌾 \x00Wahyuni \ud800", "list": (1, 2), "set": {"b", "a"}, 7: None, "nested": {"yes": True}, "large": 10**15,
    }
    actions.record(None, "proposals.write", "KDL07-001", happened_on=DAY, changes=changes)
    assert queries.verify() == []
    kept = Row.objects.get().changes
    assert (kept["day"], kept["share"], kept["part"], kept["whole"], kept["set"]) == ("2007-06-01", "33.30", "0.1", 10**20, ["a", "b"])
    assert kept["name"] == "Sri 🌾 Wahyuni ?"


@pytest.mark.parametrize("statement", ["UPDATE audit_row SET act = 'x'", "DELETE FROM audit_row"])
def test_the_database_itself_refuses_changes(statement: str) -> None:
    grow(1)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Row.objects.get().act == "meetings.record"


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE audit_row SET act = 'funds.release' WHERE number = 3", [Break(3, "content")]),
        ("UPDATE audit_row SET subject = 'KDL07-002' WHERE number = 1", [Break(1, "content")]),
        ("UPDATE audit_row SET happened_on = '2007-05-01' WHERE number = 5", [Break(5, "content")]),
        ("UPDATE audit_row SET changes = '{\"participants\": 99}' WHERE number = 2", [Break(2, "content")]),
        ("UPDATE audit_row SET recorded_at = '2007-06-01 00:00:00' WHERE number = 2", [Break(2, "content")]),
        ("DELETE FROM audit_row WHERE number = 3", [Break(3, "missing", last=3)]),
        ("DELETE FROM audit_row WHERE number = 1", [Break(1, "missing", last=1)]),
        ("DELETE FROM audit_row WHERE number > 3", [Break(4, "missing", last=5)]),
        ("DELETE FROM audit_row", [Break(1, "missing", last=5)]),
        ("UPDATE audit_head SET number = 4", [Break(4, "end")]),
        ("UPDATE audit_head SET mark = ''", [Break(5, "end")]),
        ("UPDATE audit_mark SET mark = 'x' WHERE number = 4", [Break(4, "resealed")]),
        ("DELETE FROM audit_mark WHERE number < 3", [Break(1, "resealed", last=2)]),
        ("DELETE FROM audit_head", [Break(0, "head")]),
    ],
)
def test_tampering_is_found_and_named(sql: str, expected: list[Break]) -> None:
    grow(5)
    tamper(sql)
    assert [found for found in queries.verify() if found.why != "guard"] == expected


def test_a_row_altered_together_with_its_seal_is_found() -> None:
    rows = grow(3)
    content = actions.sealed(2, None, "funds.release", "KDL07-001", DAY, rows[1].recorded_at, rows[1].changes)
    tamper("UPDATE audit_row SET act = 'funds.release', seal = %s WHERE number = 2", chains.kernel_chains.seal(rows[0].seal, content))
    assert [found for found in queries.verify() if found.why != "guard"] == [Break(2, "resealed")]


def test_an_inserted_row_is_found() -> None:
    last = grow(2)[-1]
    content = actions.sealed(3, None, "funds.release", "KDL07-001", DAY, last.recorded_at, {})
    seal = chains.kernel_chains.seal(last.seal, content)
    Row.objects.create(number=3, act="funds.release", subject="KDL07-001", happened_on=DAY, recorded_at=last.recorded_at, changes={},
                       previous_seal=last.seal, seal=seal)
    assert queries.verify() == [Break(3, "inserted")]


def test_a_missing_guard_is_reported() -> None:
    grow(1)
    tamper("SELECT 1")
    assert {(found.why, found.detail) for found in queries.verify()} >= {("guard", "audit_row_no_update"), ("guard", "audit_row_no_delete"), ("guard", "audit_mark_no_update")}


def test_a_further_chain_is_verified_by_the_same_command() -> None:
    with transaction.atomic():
        link = chains.extend("trial", lambda number: {"number": number, "amount": 500})
    altered = chains.Link(link.number, link.previous_seal, link.seal, {"number": 1, "amount": 900})
    queries.register_chain("trial", lambda: [altered])
    try:
        assert queries.verify() == [Break(1, "content", "trial")]
    finally:
        chains._registered.pop("trial")


def test_of_gives_the_rows_of_one_subject_newest_first() -> None:
    grow(2)
    grow(1, "KDL07-0011")
    grow(1, "KDL07-001-T1")
    assert [row.number for row in queries.of("KDL07-001")] == [2, 1]
    assert [row.number for row in queries.of("KDL07-001", below=True)] == [4, 2, 1]
    assert list(queries.of("KDL07-001", since=date(2007, 6, 2))) == []


def test_a_code_is_shown_with_its_title_and_stays_what_was_sealed() -> None:
    actions.record(make.person(), "meetings.record", "KDL07-001", happened_on=DAY, changes={"kind": "rembug", "people": 4, "names": ["rembug"]})
    shown = queries.lines(queries.of("KDL07-001"), titles={"rembug": "Rembug warga (rembug)"})[0]
    assert (shown.changes, Row.objects.get().changes["kind"]) == ([("kind", "Rembug warga (rembug)"), ("names", ["rembug"]), ("people", 4)], "rembug")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lines_cost_one_query(rows: int, django_assert_num_queries) -> None:
    somebody = make.person(name="Endang <b>")
    for _ in range(rows):
        actions.record(somebody, "meetings.record", "KDL07-001", happened_on=DAY, changes={"kind": "rembug"})
    with django_assert_num_queries(1):
        shown = queries.lines(queries.of("KDL07-001"), {"meetings.record": "Catat rapat"})
    text = render_to_string("audit/rows.html", {"rows": shown})
    assert text.count("Catat rapat") == rows
    assert "Endang &lt;b&gt;" in text


def test_what_is_remembered_holds_until_the_next_act(settings):
    settings.TESTING = False
    key, made = (uuid4(),), []

    def make_anew():
        made.append(len(made))
        return made[-1]

    grow(1)
    assert [remembered((*key, 1), make_anew), remembered((*key, 1), make_anew), remembered((*key, 2), make_anew)] == [0, 0, 1]
    grow(1)
    assert [remembered((*key, 1), make_anew), remembered((*key, 1), make_anew)] == [2, 2]
