"""Who has the database but not the key can work out seals, and is found all the same; a seal kept elsewhere proves the rest."""

from __future__ import annotations

from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from sinergi.audit import actions, chains, queries
from sinergi.audit.models import Head, Mark, Row
from sinergi.audit.queries import Break, Known
from sinergi.kernel.chains import seal
from tests.audit.test_trail import grow, tamper

pytestmark = pytest.mark.django_db


def breaks(*known: Known) -> list[Break]:
    return [found for found in queries.verify(known) if found.why != "guard"]


def set_back(row: Row) -> None:
    """Delete everything after this row, and make the head say that this was the end."""
    tamper("DELETE FROM audit_row WHERE number > %s", row.number)
    tamper("UPDATE audit_head SET number = %s, seal = %s", row.number, row.seal)


def forge(number: int, act: str) -> None:
    """Change one row, and work out its seal, all later seals and the head anew: everything that needs no key."""
    previous = Row.objects.get(number=number).previous_seal
    for row in Row.objects.filter(number__gte=number).order_by("number"):
        done = act if row.number == number else row.act
        made = seal(previous, actions.sealed(row.number, row.person_id, done, row.subject, row.happened_on, row.recorded_at, row.changes))
        tamper("UPDATE audit_row SET act = %s, previous_seal = %s, seal = %s WHERE number = %s", done, previous, made, row.number)
        previous = made
    tamper("UPDATE audit_head SET seal = %s", previous)


def test_the_last_row_deleted_and_the_head_set_back_is_found() -> None:
    rows = grow(5)
    set_back(rows[3])
    assert breaks() == [Break(4, "end"), Break(5, "missing", last=5)]


def test_so_it_is_when_its_mark_was_deleted_too() -> None:
    rows = grow(5)
    set_back(rows[3])
    tamper("DELETE FROM audit_mark WHERE number = 5")
    assert breaks() == [Break(4, "end")]


def test_a_later_act_does_not_hide_it() -> None:
    rows = grow(5)
    set_back(rows[3])
    grow(1)
    assert breaks() == [Break(5, "resealed"), Break(5, "end")]


def test_a_row_altered_with_all_later_seals_and_the_head_is_named() -> None:
    grow(5)
    forge(3, "funds.release")
    assert breaks() == [Break(3, "resealed", last=5), Break(5, "end")]


def test_rows_from_before_there_were_marks_are_vouched_for_by_the_head() -> None:
    """As the migration leaves an office that has long been at work."""
    grow(3)
    tamper("DELETE FROM audit_mark")
    Head.objects.update(mark="", marked_from=1)
    import_module("sinergi.audit.migrations.0002_marks").mark_the_heads(apps, connection.schema_editor())
    assert (Head.objects.get().marked_from, breaks()) == (4, [])
    grow(2)
    assert (list(Mark.objects.order_by("number").values_list("number", flat=True)), breaks()) == ([4, 5], [])
    forge(2, "funds.release")
    assert breaks() == [Break(4, "resealed", last=5), Break(5, "end")]  # the first row that has a mark of its own


def test_without_the_right_key_no_mark_fits(settings) -> None:
    grow(2)
    settings.TRAIL_KEY = "another"
    assert breaks() == [Break(1, "resealed", last=2), Break(2, "end")]


def test_a_whole_chain_put_back_as_it_was_earlier_is_found_by_a_seal_kept_elsewhere() -> None:
    rows = grow(3)
    earlier = Head.objects.get()
    rows += grow(2)
    kept = [Known("audit", 2, rows[1].seal), Known("audit", 5, rows[4].seal)]
    assert breaks(*kept) == []
    set_back(rows[2])
    tamper("DELETE FROM audit_mark WHERE number > 3")
    tamper("UPDATE audit_head SET mark = %s", earlier.mark)
    assert (breaks(), breaks(*kept)) == ([], [Break(5, "gone")])
    assert breaks(Known("audit", 2, rows[0].seal)) == [Break(2, "known")]


def test_what_is_written_while_the_chain_is_walked_is_no_break() -> None:
    grow(2)
    chain = chains._registered["audit"]

    def meanwhile():
        found = list(chain.rows())
        grow(1)
        return [*found, *list(chain.rows())[2:]]

    queries.register_chain("audit", meanwhile, tables=chain.tables)
    try:
        assert breaks() == []
    finally:
        queries.register_chain("audit", chain.rows, tables=chain.tables)


# --- the command ------------------------------------------------------------------------------------------------------


def told(*arguments: str) -> tuple[int, list[str]]:
    """Exit code and lines of ``sinergi audit verify``, guards apart."""
    out, err = StringIO(), StringIO()
    try:
        call_command("audit", "verify", *arguments, stdout=out, stderr=err)
    except CommandError as refused:
        return refused.returncode, [line for line in err.getvalue().splitlines() if "_no_" not in line]
    return 0, out.getvalue().splitlines()


def test_a_whole_trail_tells_its_newest_seal_to_keep() -> None:
    last = grow(3)[-1]
    kept = f"audit:3:{last.seal}"
    assert told() == (0, ["Utuh: setiap baris jejak dan buku besar cocok dengan rantainya.",
                          "Segel terbaru. Simpan di luar server; berikan kepada --known pada pemeriksaan berikutnya:", kept])
    assert told("--known", kept, "--known", f"audit:3:{last.seal.upper()}", "--language", "en")[1][0] == "Whole: every row of trail and ledger fits its chain."
    grow(1)
    assert told("--known", kept)[0] == 0


@pytest.mark.parametrize(("language", "said"), [
    ("id", ["Jejak perbuatan: isi baris 2 diubah.", "Jejak perbuatan: baris 4 sampai 5 dihapus.", "Jejak perbuatan: baris 5, yang segelnya Anda simpan, tidak ada lagi."]),
    ("en", ["Trail: the content of row 2 was altered.", "Trail: rows 4 to 5 were deleted.", "Trail: row 5, whose seal you kept, is no longer there."]),
])
def test_each_break_is_one_plain_sentence(language: str, said: list[str]) -> None:
    kept = f"audit:5:{grow(5)[-1].seal}"
    tamper("UPDATE audit_row SET act = 'funds.release' WHERE number = 2")
    tamper("DELETE FROM audit_row WHERE number > 3")
    assert told("--known", kept, "--language", language) == (1, said)


@pytest.mark.parametrize("odd", ["audit", "audit:2", "audit:two:" + "0" * 64, "audit:2:abc", "book:2:" + "0" * 64, f"audit:{'9' * 40}:{'0' * 64}"])
def test_a_seal_written_wrongly_is_refused_before_anything_is_read(odd: str) -> None:
    with pytest.raises(CommandError, match="CHAIN:NUMBER:SEAL"):
        call_command("audit", "verify", "--known", odd)
