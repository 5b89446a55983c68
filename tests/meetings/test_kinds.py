"""Meetings that no step waits for: where they are offered, that they are nobody's task, and what a duty still lacks."""

import pytest
from django.urls import reverse

from sinergi.engine import reading
from sinergi.meetings import conditions, invitations, permissions
from sinergi.meetings.models import Planned
from sinergi.meetings.queries import letter
from sinergi.programmes import editions, queries
from sinergi.project.models import DemoDay
from tests import make
from tests.meetings.preparing import prepared
from tests.meetings.recording import KINDS, held
from tests.meetings.test_pages import page_of, text

KIND = '[[meeting_kinds]]\ncode = "{0}"\ntitle = {{ id = "{0}", en = "{0}" }}\n'
FREE = '[[anytime]]\nact = "meetings.record"\nkind = "{}"\nscope = "site"\nrole = "bkm"\n'
EXTRA = KINDS + KIND.format("rakor") + KIND.format("fgd") + FREE.format("rakor") + FREE.format("fgd")


@pytest.fixture(autouse=True)
def _today(db, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal):
    return make.open_stage(acts=['{ act = "meetings.record", kind = "rembug", role = "bkm" }'], done_when=['{ is = "meetings.held", kind = "rembug" }'], scope="site", extra=EXTRA)


def test_the_kinds_of_the_steps_stand_first_and_the_others_after(client, bkm, site):
    assert permissions.kinds_here(bkm, site, make.today, preparing=True) == [("now", ["rembug"]), ("anytime", ["rakor", "fgd"])]
    client.force_login(bkm)
    for name in ("prepare", "record"):
        page = text(client.get(reverse(f"meetings:{name}", args=[site.code])))
        assert page.index("Untuk langkah yang sedang berjalan") < page.index("kind=rembug") < page.index("Rapat lain, kapan saja") < page.index("kind=rakor")


def test_a_step_that_is_done_leaves_the_meetings_of_any_time(bkm, site):
    held(bkm, site)
    assert permissions.kinds_here(bkm, site, make.today, preparing=True) == [("anytime", ["rakor", "fgd"])]
    meeting = held(bkm, site, kind="rakor", title="Rapat koordinasi")
    assert meeting.counts_for.get().stage == ""


def test_it_is_nobodys_task_and_one_line_among_what_is_possible(bkm, site):
    assert {dict(group.params).get("kind") for group in queries.my_tasks(bkm, make.today) if group.act == "meetings.record"} == {"rembug"}
    assert [one.url for one in queries.acts_here(bkm, site, make.today) if one.act == "meetings.record"] == [
        f"/rapat/{site.code}/catat/", f"/rapat/{site.code}/catat/?stage=trial&kind=rembug"]


@pytest.mark.parametrize("path", editions.shelf_files(), ids=lambda path: path.stem)
def test_every_programme_has_meetings_of_any_time_in_each_scope(path):
    edition = reading.read(path.read_text(encoding="utf-8"))
    free = {(entry.scope, entry.param("kind")) for entry in edition.anytime if entry.act == "meetings.record"}
    assert {scope for scope, _kind in free} == set(edition.scopes)
    assert {"rapat_koordinasi", "fgd", "rembug_warga", "rapat_pokja", "serah_terima"} <= {kind for _scope, kind in free}
    asked = {use.param("kind") for stage in edition.stages for use in (*stage.opens_when, *stage.done_when) if use.name == "meetings.held"}
    assert not asked & {kind for _scope, kind in free}    # so it can be nobody's task


DUTY = """
[[duties]]
code = "bulanan"
title = { id = "Rapat bulanan", en = "Monthly meeting" }
scope = "site"
every = "month"
from = "trial"
acts = [{ act = "meetings.record", kind = "lokakarya", role = "bkm" }]
met_when = [{ is = "meetings.held", kind = "lokakarya", participants = 40 }]
"""


def test_a_meeting_of_a_duty_says_what_it_lacks(client, bkm, kendal):
    site = make.open_stage(acts=['{ act = "meetings.record", kind = "rembug", role = "bkm" }'], done_when=['{ is = "meetings.held", kind = "rembug" }'], scope="site", extra=KINDS + DUTY)
    meeting = held(bkm, site, kind="lokakarya", signed=False)
    (one,) = conditions.not_counted(meeting, make.today)
    assert (one.duty.code, one.stage, one.lacks) == ("bulanan", None, ("peserta 29 dari 40", "notulen bertanda tangan belum diunggah"))
    client.force_login(bkm)
    page = text(client.get(page_of(meeting)))
    assert ("Belum dihitung untuk kewajiban berkala: Rapat bulanan" in page, "peserta 29 dari 40" in page) == (True, True)


def test_only_a_step_that_is_done_lets_a_series_go_on_as_another_kind(bkm, faskel, site):
    other = FREE.format("rapat_faskel").replace('"bkm"', '"faskel"')
    place = make.open_stage(acts=['{ act = "meetings.record", kind = "rembug", role = "bkm" }'], done_when=['{ is = "meetings.held", kind = "rembug" }'], scope="site",
                            extra=EXTRA + KIND.format("rapat_faskel") + other)
    series = Planned(undertaking=place, kind="rembug", stage="trial")
    assert (permissions.kind_after(bkm, series, make.today), permissions.kind_after(faskel, series, make.today)) == ("rembug", "")
    held(bkm, place)
    assert (permissions.kind_after(bkm, series, make.today), permissions.kind_after(faskel, series, make.today)) == ("rakor", "rapat_faskel")
    board = Planned(undertaking=place, kind="rakor")
    assert (permissions.kind_after(bkm, board, make.today), permissions.kind_after(faskel, board, make.today)) == ("rakor", "")


AIMED = KINDS.replace('[[meeting_kinds]]\ncode = "rembug"\n', '[[meeting_kinds]]\ncode = "rembug"\naims = [{ id = "Warga tahu haknya", en = "People know their rights" }, "Sepakat"]\n', 1)


def test_what_a_kind_of_meeting_is_for_stands_by_its_forms_and_in_its_invitation(client, bkm, kendal):
    site = make.open_stage(acts=['{ act = "meetings.record", kind = "rembug", role = "bkm" }'], done_when=['{ is = "meetings.held", kind = "rembug" }'], scope="site", extra=AIMED)
    client.force_login(bkm)
    forms = [text(client.get(reverse(f"meetings:{name}", args=[site.code]), {"kind": "rembug", "stage": "trial"})) for name in ("prepare", "record")]
    planned = prepared(bkm, site, stage="trial")
    forms.append(text(client.get(reverse("meetings:planned", args=[site.code, planned.number]))))
    assert [("Warga tahu haknya" in page, "Sepakat" in page) for page in forms] == [(True, True)] * 3
    assert invitations.facts(letter(planned), names=True)["aims"] == ["Warga tahu haknya", "Sepakat"]
