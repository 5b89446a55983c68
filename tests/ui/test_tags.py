"""The parts of pages: what they say, that they escape, and that the pictures measure what they should."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from sinergi.ui import charts, examples, journeys, pages, pictures, shapes

EVIL = "<script>alert(1)</script>"


def test_state_says_its_days(draw):
    assert "Terlambat 18 hari" in draw('{% state "late" days=18 %}')
    assert "Terbuka, 2 hari lagi" in draw('{% state "open" days=2 %}')
    assert 'aria-label="Selesai"' in draw('{% state "done" label=False %}')
    assert "Langkah 16" in draw('{% state "open" label="Langkah 16" %}')
    assert shapes.shape("unheard of").code == "out"


def test_purses_keep_their_order_and_colour():
    drawn = pictures.purse_segments([{"order": 3, "label": "APBN", "amount": 75}, {"order": 1, "label": "Swadaya", "amount": 25}])
    assert [(segment.css, segment.start, segment.width) for segment in drawn] == [("p-1", "0.00%", "25.00%"), ("p-3", "25.00%", "75.00%")]
    assert len(drawn[1].marks) == 3
    assert pictures.purse_segments([])  == []


def test_the_fifth_purse_carries_a_numeral(draw):
    assert ">5</text>" in draw('{% threads 5 "Zakat" %}')


def test_proof_adds_up_to_the_pledge():
    ladder = pictures.proof(1, (0, 17_360_000, 0, 15_180_000, 12_930_000), 16_000_000)
    assert [(step.kind, step.amount) for step in ladder.steps] == [("verified", 12_930_000), ("delivered", 2_250_000), ("pledged", 2_180_000)]
    assert sum(step.amount for step in ladder.steps) == ladder.whole
    assert ladder.steps[0].width == "74.48%"
    assert ladder.target == "92.17%"


def test_nothing_proven_yet_is_no_error(draw):
    assert "belum ada" in draw("{% proof_bar 1 %}")
    assert "Belum ada dana" in draw("{% purse_bar segments %}", segments=[])


def test_lurik_is_sixty_four_stripes():
    width, paths = pictures.lurik(examples.HASH)
    assert sum(path.count("M") for path in paths.values()) == 64
    assert width == "443.1"  # as in the drawing it was taken from


def test_qr_reads_as_segno_draws_it():
    side, path = pictures.qr("https://sinergi.example/")
    assert side == 33
    assert path.startswith("M4 4h7v1h-7z")


def test_loom_is_as_wide_as_the_money():
    cloth = pictures.loom([{"title": "a", "percent": 50, "url": "/a/", "purses": [(1, 100), (2, 100)]}, {"title": "b", "percent": 0, "url": "", "purses": [(1, 200)]}])
    assert (cloth.count, cloth.average) == (2, "25\u00a0%")
    assert [link["width"] for link in cloth.links] == ["596.8", "596.8"]
    assert set(cloth.cloths) == {"p-1", "p-2"}
    assert pictures.loom([]).count == 0


def test_curve_knows_plan_and_reality(draw):
    plan = [(date(2007, 1, 1), 0), (date(2007, 3, 1), 100)]
    assert charts.at_day(charts.points(plan), date(2007, 1, 31)) == pytest.approx(50.8, abs=0.1)
    page = draw("{% s_curve plan actual today %}", plan=plan, actual=[(date(2007, 1, 1), 0), (date(2007, 2, 1), 40)], today=date(2007, 2, 1))
    assert "kenyataan 40\u00a0%" in page
    assert page.count("<svg") == 2
    assert "Belum ada rencana" in draw("{% s_curve plan plan today %}", plan=[], today=date(2007, 2, 1))


def test_chapters_and_the_current_step():
    stages = [{"no": 1, "title": "A", "state": "done", "group": "x"}, {"no": 2, "title": "B", "state": "late", "group": "y"}, {"no": 3, "title": "C", "state": "waiting", "group": "y"}]
    assert [(chapter.title, chapter.done, chapter.total, chapter.when) for chapter in journeys.chapters(stages)] == [("x", 1, 1, "past"), ("y", 0, 2, "now")]
    assert [stop.current for stop in journeys.strip(stages)] == [False, True, False]


def test_board_runs_bands_together_and_greys_the_village():
    board = journeys.board([examples._row(*work) for work in examples.WORKS], examples._columns())
    assert [head.text for head in board.heads][:4] == ["1–2", "3", "4–5", "6"]
    assert [district.late for district in board.districts] == [0, 2]
    assert [row.repeated for row in board.districts[0].rows] == [False, True, False, False]
    assert board.districts[1].rows[0].late_days == 18


def test_board_cells_say_what_they_are(draw):
    page = draw("{% board rows columns %}", rows=[examples._row(*examples.WORKS[4])], columns=examples._columns())
    assert 'aria-label="KDL07-031 langkah 14: terlambat 18 hari"' in page


@pytest.mark.parametrize(
    "source",
    [
        "{% refusal evil reasons evil url=evil action=evil %}",
        "{% empty evil evil evil evil %}",
        "{% facts rows %}",
        "{% tabs items %}{% filter_chips items %}",
        "{% why items %}{% tasks items today %}",
        "{% purse_bar segments %}{% proof_bar 1 1 label=evil %}{% threads 1 evil %}",
        "{% fingerprint evil evil evil %}{% qr evil %}",
        "{% loom works %}{% bars items %}",
        "{% step_path stages %}{% step_strip stages %}{% board board columns %}",
        "{% state 'open' label=evil %}{{ evil|masked }}{{ evil|title_in }}{{ evil|groups_of_eight }}{{ evil|rupiah }}",
        "{% timeline items %}{% stats items %}{% s_curve plan plan today evil %}",
    ],
)
def test_everything_is_escaped(draw, source):
    item = {"label": EVIL, "url": EVIL, "text": EVIL, "how": EVIL, "title": EVIL, "count": EVIL, "by": EVIL, "figure": EVIL, "note": EVIL, "value": 1, "action": EVIL, "place": EVIL, "why": EVIL}
    row = {"district": EVIL, "village": EVIL, "title": EVIL, "url": EVIL, "code": EVIL, "note": EVIL, "cells": [{"state": EVIL, "url": EVIL, "label": EVIL, "days": EVIL}]}
    page = draw(
        source,
        evil=EVIL,
        reasons=[EVIL, item],
        rows=[(EVIL, EVIL, EVIL), item],
        items=[item],
        today=date(2007, 1, 1),
        segments=[{"order": 1, "label": EVIL, "amount": 1}],
        works=[{"title": EVIL, "url": EVIL, "percent": 1, "purses": [(1, 1)]}],
        stages=[{"no": EVIL, "title": EVIL, "state": EVIL, "dates": EVIL, "counts": EVIL, "group": EVIL, "url": EVIL}],
        board=[row],
        columns=[{"no": EVIL, "title": EVIL}],
        plan=[(date(2007, 1, 1), 5)],
    )
    assert "<script" not in page


def _get(path: str = "/", **headers: str) -> HttpRequest:
    return RequestFactory().get(path, headers=headers)


def test_pages_keep_the_query():
    cut = pages.paged(_get("/?desa=Weleri&halaman=3"), range(500), 50)
    assert (cut.number, cut.first_index, cut.last_index, cut.total) == (3, 101, 150, 500)
    assert cut.next_url == "?desa=Weleri&halaman=4"
    assert [link.label for link in cut.page_links] == ["1", "2", "3", "4", "…", "10"]
    assert cut.page_links[0].url == "?desa=Weleri"


@pytest.mark.parametrize("odd", ["0", "-1", "x", "999999", ""])
def test_odd_page_numbers_give_a_page(odd):
    assert pages.paged(_get(f"/?halaman={odd}"), range(120), 50).number in {1, 3}


def test_htmx_gets_fragments_but_boosted_links_get_pages():
    assert pages.asks_for_fragment(_get(HX_Request="true"))
    assert not pages.asks_for_fragment(_get(HX_Request="true", HX_Boosted="true"))
    assert not pages.asks_for_fragment(_get())


def test_side_and_head_vanish_when_empty(draw):
    assert draw("{% columns %}a{% beside %} {% endcolumns %}") == "<div class='content'>a</div>"
    assert "main-side" in draw("{% columns %}a{% beside %}b{% endcolumns %}")
    assert draw('{% wrapped "p" "x" %} {% endwrapped %}') == ""


def test_a_village_without_a_work_is_not_counted_among_the_works_of_its_district():
    rows = [{"district": "Weleri", "village": "Penyangkringan", "title": "—", "vacant": True, "cells": []}, {"district": "Weleri", "village": "Sambongsari", "title": "Paving", "cells": []}]
    drawn = journeys.board(rows, [])
    assert (drawn.works, drawn.districts[0].works, len(drawn.districts[0].rows)) == (1, 1, 2)
