"""What readers see of a proposal: papers to open, the point on a map, means below the amount, changes in their own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation

from sinergi.programmes import snapshot
from sinergi.programmes.models import Undertaking
from sinergi.programmes.queries.boards import purse_of
from sinergi.project import clock
from sinergi.proposals import actions, documents, queries, rules
from sinergi.proposals.models import Proposal
from sinergi.proposals.rules import PartnerRow, ScheduleRow, Split
from tests import make
from tests.assessments import sheets
from tests.engine.world import shipped
from tests.proposals import build
from tests.proposals.test_pages import words

pytestmark = pytest.mark.django_db
TODAY = make.today


@pytest.fixture(autouse=True)
def _day(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def work(kendal, pakem):
    found = build.stage()
    make.appoint(pakem, "pakem", found)
    return found


def url(name, work, *more):
    return reverse(f"proposals:{name}", args=[work.code, *more])


def beside(work, pakem, *titles):
    made = [make.child(work.parent, "33.24.12.2011", title=title) for title in titles]
    for each in made:
        make.appoint(pakem, "pakem", each)
    snapshot.renew_cycle(work.root_id, on=TODAY)
    return made


def page(client, address, person=None):
    client.logout()
    if person:
        client.force_login(person)
    return client.get(address).content.decode()


# --- attachments ---------------------------------------------------------------------------------------------------------------


def test_who_appraises_opens_every_paper_from_the_proposal_and_others_read_only_its_kinds(client, work, pakem, pokja, stranger):
    build.complete(pakem, work)
    photo = build.file("depan.jpg", pakem)
    photo.kind = "image/jpeg"
    photo.save()
    actions.attach(pakem, work.code, on=TODAY, kind="photo_0", file=photo, note="dari gapura")
    actions.submit(pakem, work.code, on=TODAY)
    for somebody in (pakem, pokja):
        seen = page(client, url("show", work), somebody)
        assert ('id="lampiran"' in seen, "dari gapura" in seen) == (True, True)
        assert all(paper.file.get_absolute_url() in seen for paper in queries.attachments_of(queries.proposal_of(work)))
        assert reverse("files:thumb", args=[photo.pk, photo.name]) in seen
    for somebody in (None, stranger):
        seen = page(client, url("show", work), somebody)
        assert ("Foto 0 %" in seen, "/unggahan/" in seen, 'id="lampiran"' in seen) == (True, False, False)


def test_versions_and_their_differences_lead_to_the_papers(client, work, pakem, pokja):
    build.complete(pakem, work)
    actions.submit(pakem, work.code, on=TODAY)
    shown = url("show", work) + "#lampiran"
    assert [shown in page(client, address, pokja) for address in (url("versions", work), url("diff", work, 1))] == [True, True]
    assert [shown in page(client, address) for address in (url("versions", work), url("diff", work, 1))] == [False, False]
    client.force_login(pokja)
    assert shown in client.get(url("papers", work)).content.decode()     # she does not write, so she is led to where they are


def test_sheet_verdict_and_result_lead_to_the_papers(client, kendal, pokja):
    work = sheets.work()
    asked = [f"/penilaian/{work.code}/isi/?form=kelayakan&stage=trial", f"/penilaian/{work.code}/putuskan/?form=verifikasi&stage=trial", f"/penilaian/{work.code}/hasil/?form=kelayakan"]
    assert [f'href="/usulan/{work.code}/proposal/#lampiran"' in page(client, address, pokja) for address in asked] == [True, True, True]


# --- the point -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("latitude", "longitude"), [("-6,921", "110,203"), ("-6.921", "110.203"), ("−6,921", " 110,203 ")])
def test_a_point_is_written_with_a_comma_or_a_point(client, work, pakem, latitude, longitude):
    client.force_login(pakem)
    assert client.post(url("write", work), {"latitude": latitude, "longitude": longitude}).status_code == 302
    assert Proposal.objects.values_list("latitude", "longitude").get() == (Decimal("-6.921"), Decimal("110.203"))


@pytest.mark.parametrize(("latitude", "longitude", "said"), [
    ("51,5", "-0,1", "di luar Indonesia"), ("110,2", "-6,9", "di luar Indonesia"), ("6,921", "200", "derajat desimal"), ("utara", "110", "derajat desimal"),
    ("-6,921", "", "isi keduanya"),
])
def test_a_point_elsewhere_is_no_point(client, work, pakem, latitude, longitude, said):
    client.force_login(pakem)
    response = client.post(url("write", work), {"latitude": latitude, "longitude": longitude})
    assert (response.status_code, said in words(response)) == (422, True)
    assert not Proposal.objects.exclude(latitude=None).exists()


def test_the_point_stands_on_a_map_among_what_was_handed_in(client, work, pakem):
    build.complete(pakem, work, latitude=Decimal("-6.972"), longitude=Decimal("110.071"))
    near, draft = beside(work, pakem, "Talud", "Sumur")
    for other in (near, draft):
        build.complete(pakem, other, latitude=Decimal("-6.963"), longitude=Decimal("110.071"))
    for each in (work, near):
        actions.submit(pakem, each.code, on=TODAY)
    seen = page(client, url("show", work))
    assert "−6,972; 110,071" in seen
    assert (f"{near.code} Talud" in seen, "1 km ke utara" in seen.replace("\u00a0", " ")) == (True, True)
    assert "Sumur" not in seen                                        # a draft stays with those who write it
    assert all(part in seen for part in ('href="geo:-6.972000,110.071000"', '<svg viewBox="0 0 320 320"', "https://www.openstreetmap.org/?mlat=-6.972000"))
    with translation.override("en"):
        assert ("Point", "−6.972; 110.071") in documents.text_rows(work, queries.sheet_of(queries.proposal_of(work)))


def test_the_map_costs_one_question_however_many_are_near(client, work, pakem, django_assert_num_queries):
    build.complete(pakem, work, latitude=Decimal("-6.972"), longitude=Decimal("110.071"))
    for number, other in enumerate(beside(work, pakem, "Talud 0", "Talud 1", "Talud 2")):
        build.complete(pakem, other, latitude=Decimal("-6.96") - number, longitude=Decimal("110.071"))
        actions.submit(pakem, other.code, on=TODAY)
    asked = Undertaking.objects.get(pk=work.pk)
    with django_assert_num_queries(1):
        found = queries.nearby(asked, (-6.972, 110.071))
    assert [each["title"][-7:] for each in found] == ["Talud 0", "Talud 1", "Talud 2"]


# --- in which form the community pays ------------------------------------------------------------------------------------------


MEANS = (build.line(10_000, group="A", splits=(Split("swadaya", 4_000, "material"), Split("swadaya", 1_000, "cash"), Split("apbn", 5_000))),
         build.line(7_000, group="C", item="Pekerja", splits=(Split("swadaya", 7_000, "labour"),)))


def test_below_what_the_community_pays_stands_in_which_form(client, work, pakem):
    build.complete(pakem, work, lines=MEANS)
    actions.submit(pakem, work.code, on=TODAY)
    seen = page(client, url("show", work))
    assert [seen.count(f'<span class="sub">{each}</span>') for each in ("bahan 4.000", "uang 1.000", "tenaga 7.000")] == [2, 2, 2]  # at the line and in the total
    table = documents.facts(work, queries.sheet_of(queries.proposal_of(work)))["sections"][0]["parts"][0]["table"]
    assert [row[5] for row in table["rows"]] == [{"value": 5_000, "small": "bahan 4.000\nuang 1.000"}, {"value": 7_000, "small": "tenaga 7.000"}]
    assert table["total"][5:] == [{"value": 12_000, "small": "bahan 4.000\nuang 1.000\ntenaga 7.000"}, 0, 5_000]
    assert documents.proposal_pdf(work, queries.sheet_of(queries.proposal_of(work)))[:5] == b"%PDF-"


# --- what changed --------------------------------------------------------------------------------------------------------------


OLD = build.sheet(lines=(build.line(4_650_000, key="a", number="A1", splits=(Split("swadaya", 4_650_000, "material"),)),))
NEW = build.sheet(
    field="social", volume=Decimal("1640.5"),
    lines=(build.line(4_650_000, key="a", number="D1", group="D", price_source="agreed", splits=(Split("swadaya", 650_000, "labour"), Split("apbn", 4_000_000))),),
    partners=(PartnerRow("Forum Peduli", "caring", "Rp 5 juta"),), schedule=(ScheduleRow("Pasang paving", date(2007, 7, 2), date(2007, 8, 1)),),
)


def told(work, old, new):
    found = documents.worded_changes(work, rules.changes(rules.content_of(old, build.PURSES), rules.content_of(new, build.PURSES)))
    return {(each["section"], each["name"]): tuple(str(each[side]).replace("\u00a0", " ") if each[side] is not None else None for side in ("before", "after")) for each in found}


def test_changes_are_told_in_the_readers_words(work):
    found = told(work, OLD, NEW)
    assert found["Isian", "Bidang"] == ("Lingkungan", "Sosial")
    assert found["Isian", "Volume"] == ("640", "1.640,5")
    assert found["RAB", "Kelompok"] == ("A Bahan", "D Operasional")
    assert found["RAB", "Sumber harga"] == ("Survei harga", "Kesepakatan warga")
    assert found["RAB", "Pembagian sumber"] == ("SWADAYA (bahan) Rp 4.650.000", "APBN Rp 4.000.000\nSWADAYA (tenaga) Rp 650.000")
    assert found["Mitra", "Forum Peduli"] == (None, "Forum Peduli · Kelompok peduli · Rp 5 juta")
    assert found["Jadwal", "Pasang paving"] == (None, "Pasang paving, 2 Juli 2007 – 1 Agustus 2007")
    with translation.override("en"):
        found = told(work, OLD, NEW)
    assert found["RAB", "Price source"] == ("Price survey", "Agreed by residents")
    assert found["RAB", "Group"] == ("A Materials", "D Operations")
    assert found["Schedule", "Pasang paving"][1] == "Pasang paving, 2 July 2007 – 1 August 2007"


def test_a_line_moved_to_another_group_is_a_change():
    moved = replace(OLD, lines=(replace(OLD.lines[0], group="D", number="D1"),))
    found = rules.changes(rules.content_of(OLD, build.PURSES), rules.content_of(moved, build.PURSES))
    assert [(each.name, each.before, each.after) for each in found] == [("group", "A", "D")]


# --- a purse of caring groups ----------------------------------------------------------------------------------------------------


def test_a_line_can_be_paid_by_a_caring_group_without_opening_or_holding_up_a_step():
    paket = shipped("paket-kendal-2007")
    purses = queries.purses_of(paket)
    assert purses.codes == ("swadaya", "apbd", "apbn", "peduli")
    sums = rules.totals([build.line(100, splits=(Split("swadaya", 20, "cash"), Split("apbn", 70), Split("peduli", 10)))], purses)
    assert (sums.total, sums.unsplit, sums.community, sums.grant, sums.by_source["peduli"]) == (100, 0, 20, 70, 10)
    assert not [where for where, use in paket.uses() if use.param("source") == "peduli" and where != "swadaya_works"]
    entries = [(stage.code, entry.act, entry.roles, entry.until) for stage in paket.stages for entry in stage.acts if entry.param("source") == "peduli"]
    assert entries == [("swadaya_works", "funds.release", ("pakem",), "lpj"), ("swadaya_works", "funds.spend", ("pakem",), "lpj")]
    assert [purse_of(paket.by_code[code], paket) for code in ("swadaya_works", "apbd_works", "apbn_works", "lpj")] == [1, 2, 3, 0]
