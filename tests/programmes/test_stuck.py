"""Nobody stands still without being told: a date that has to be set is asked for, *Mengapa belum?* names whose turn it is, and who left is out."""

import pytest

from sinergi.kernel.decisions import NotSound
from sinergi.notices.models import Notice
from sinergi.programmes import actions, permissions, queries
from sinergi.programmes.models import Cell
from tests import make

DATES = '[[dates]]\ncode = "tutup"\ntitle = { id = "Batas pembentukan", en = "Closing date" }\n[[anytime]]\nact = "programmes.set_date"\nscope = "cycle"\nrole = "pokja_paket"\n'
RATING = """[[forms]]
code = "berdaya"
title = { id = "Penilaian BKM", en = "Rating" }
items = [{ code = "rapat", title = { id = "Rapat rutin", en = "Meetings" } }]
verdicts = [{ code = "ya", passes = true, title = { id = "Ya", en = "Yes" } }]
[[anytime]]
act = "assessments.decide"
form = "berdaya"
scope = "site"
role = "korkot"
"""
LEAVING = '[[anytime]]\nact = "programmes.leave"\nscope = "site"\nrole = "pokja_paket"\n'
REACHED = '{ is = "programmes.day_reached", date = "tutup", of = "cycle" }'
START = '{ act = "programmes.start", starts = "work", role = "bkm" }'


def asked(person):
    return [group.act for group in queries.my_tasks(person, make.today)]


def test_a_date_is_asked_for_while_a_step_waits_for_it_and_none_is_set(pokja):
    site = make.open_stage(acts=[START], done_when=[REACHED], scope="site", extra=DATES)
    assert asked(pokja) == ["programmes.set_date"]
    actions.set_date(pokja, site.cycle.code, on=make.today, which="tutup", day=make.today.replace(day=30))
    assert asked(pokja) == []


def test_a_step_that_offers_dates_asks_for_them_until_every_one_is_set_and_lets_them_be_changed_later(pokja):
    two = DATES.partition("[[anytime]]")[0] + '[[dates]]\ncode = "serah"\ntitle = { id = "Batas penyerahan", en = "Handing in" }\n'
    cycle = make.open_stage(acts=['{ act = "programmes.set_date", role = "pokja_paket", asked = true }'],
                            done_when=['{ is = "programmes.started", scope = "work", min = 9 }'], scope="cycle", extra=two)
    for which in ("tutup", "serah"):
        assert asked(pokja) == ["programmes.set_date"]
        actions.set_date(pokja, cycle.code, on=make.today, which=which, day=make.today.replace(day=30))
    assert asked(pokja) == []
    assert [(act.act, act.ok) for act in queries.acts_here(pokja, cycle, make.today)] == [("programmes.set_date", True)]


def test_a_date_before_the_round_is_refused(pokja):
    site = make.open_stage(acts=[START], done_when=[REACHED], scope="site", extra=DATES)
    with pytest.raises(NotSound, match="date_before_start"):
        actions.set_date(pokja, site.cycle.code, on=make.today, which="tutup", day=site.cycle.started_on.replace(year=2006))


def test_why_names_whose_turn_it_is_outside_the_step_and_leads_there(pokja, korkot):
    site = make.open_stage(acts=[START], done_when=[], opens_when=['{ is = "assessments.passed", form = "berdaya" }'], scope="site", extra=RATING)
    (said,) = queries.why_page(site, "trial", make.today, pokja).conditions
    assert (said["how"], "url" in said) == ("Tugas korkot.", False)
    (said,) = queries.why_page(site, "trial", make.today, korkot).conditions
    assert (said["how"], said["url"]) == ("Tugas korkot.", f"/penilaian/{site.code}/putuskan/?form=berdaya")


def test_why_says_nothing_more_where_the_steps_own_acts_bring_it_or_the_day_is_set(pokja):
    site = make.open_stage(acts=[START], done_when=[REACHED, '{ is = "programmes.started", scope = "work", min = 3 }'], scope="site", extra=DATES)
    first = queries.why_page(site, "trial", make.today, pokja).conditions
    assert [said["how"] for said in first] == ["Tugas pokja_paket.", ""]
    actions.set_date(pokja, site.cycle.code, on=make.today, which="tutup", day=make.today.replace(day=30))
    assert [said["how"] for said in queries.why_page(site, "trial", make.today, pokja).conditions] == ["", ""]


def test_who_leaves_on_the_day_it_began_is_out(pokja):
    cycle = make.open_stage(acts=[START], done_when=[], scope="site", extra=LEAVING).cycle
    site = make.child(cycle, "33.24.12.2007", on=make.today)
    actions.leave(pokja, site.code, on=make.today, reason="postponed", note="BKM belum berdaya.")
    assert Cell.objects.get(undertaking=site).state == "out"


def test_whose_village_leaves_is_told_why_and_not_the_one_who_put_it_out(pokja):
    cycle = make.open_stage(acts=[START], done_when=[], scope="site", extra=LEAVING).cycle
    site = make.child(cycle, "33.24.12.2007", on=make.today)
    board, neighbour, chair = (make.person(role=role, region=f"33.24.12.{village}") for role, village in (("bkm", 2007), ("bkm", 2011), ("", 2011)))
    make.appoint(chair, "pakem", make.child(site, "33.24.12.2007", on=make.today))
    colleague = make.person(role="pokja_paket")
    actions.leave(pokja, site.code, on=make.today, reason="postponed", note="BKM belum berdaya.")
    told = Notice.objects.filter(code="notice.left", values__note="BKM belum berdaya.")
    assert {row.person for row in told} == {board, chair, colleague}
    assert (told.count(), neighbour.pk in told.values_list("person", flat=True)) == (3, False)


def test_the_board_of_the_village_is_told_of_a_work_that_lies_elsewhere_in_it(pokja):
    cycle = make.open_stage(acts=[START], done_when=[], scope="site").cycle
    village = make.child(cycle, "33.24.12.2007", on=make.today)
    work = make.child(village, "33.24.12.2011", on=make.today)
    board = make.person(role="bkm", region="33.24.12.2007")
    assert permissions.those_of(work, make.today, besides=pokja) == [board]


def test_work_of_one_day_stands_in_the_order_of_the_file_and_says_what_is_started(pokja):
    make.open_stage(acts=['{ act = "programmes.start", starts = "site", role = "pokja_paket" }', '{ act = "programmes.set_date", date = "later", role = "pokja_paket" }'],
                    done_when=['{ is = "programmes.day_reached", date = "later" }', '{ is = "programmes.started", scope = "site", min = 3 }'], scope="cycle",
                    extra='[[dates]]\ncode = "later"\ntitle = { id = "Hari terakhir", en = "Last day" }\n')
    assert [(group.act, group.object_title.id) for group in queries.my_tasks(pokja, make.today)] == [("programmes.start", "Desa"), ("programmes.set_date", "Hari terakhir")]
