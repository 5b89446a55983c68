"""The field for a place, its pages, and adding RW, RT and hamlets."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django import forms

from sinergi.audit.models import Row
from sinergi.kernel.decisions import NotAllowed, NotPossible, NotSound
from sinergi.regions import actions, permissions, queries
from sinergi.regions.forms import RegionField
from sinergi.regions.models import Region
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kendal")]
DAY = date(2007, 6, 1)


def asking(**limits: str) -> type[forms.Form]:
    class PlaceForm(forms.Form):
        place = RegionField(**limits)

    return PlaceForm


@pytest.mark.parametrize(
    "text",
    ["33.24.12.2011", " 33.24.12.2011 ", "3324122011", "Sambongsari — 33.24.12.2011", "Sambongsari, Kec. Weleri, Kab. Kendal, Jawa Tengah — 33.24.12.2011",
     "sambongsari"],
)
def test_a_place_is_taken_by_code_by_suggestion_and_by_its_only_name(text: str) -> None:
    form = asking(level="village")({"place": text})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"].code == "33.24.12.2011"


@pytest.mark.parametrize(
    ("limits", "text", "code", "says"),
    [
        ({}, "", "required", "Pilih wilayah dulu."),
        ({}, "99.99", "unknown", "99.99"),
        ({}, "Atlantis 🌾", "unknown", "Atlantis 🌾"),
        ({}, "33.24.12.2011'--", "unknown", "Tidak ada wilayah"),
        ({}, "x" * 5000, "unknown", "xxx"),
        ({}, "\x00", "unknown", "Tidak ada wilayah"),
        ({}, "Weleri", "many", "Kec. Weleri, Kab. Kendal, Jawa Tengah — 33.24.12"),
        ({"level": "village"}, "33.24", "level", "Kabupaten Kendal adalah Kabupaten/Kota"),
        ({"within": "33.24"}, "32.75", "outside", "Kota Bekasi tidak berada di Kabupaten Kendal."),
    ],
)
def test_what_is_no_place_is_refused_with_a_sentence(limits: dict, text: str, code: str, says: str) -> None:
    form = asking(**limits)({"place": text})
    assert not form.is_valid()
    (mistake,) = form.errors.as_data()["place"]
    assert mistake.code == code
    assert says in str(mistake.messages[0])


def test_the_field_shows_a_place_with_where_it_lies() -> None:
    shown = str(asking()(initial={"place": make.region("33.24.12.2011")})["place"])
    assert 'value="Sambongsari, Kec. Weleri, Kab. Kendal, Jawa Tengah — 33.24.12.2011"' in shown
    assert 'hx-get="/wilayah/cari/"' in shown


def test_suggestions_come_as_options(client) -> None:
    answer = client.get("/wilayah/cari/", {"field": "place", "place": "sambong", "level": "village"}, headers={"HX-Request": "true"})
    assert answer.content.decode().strip() == '<option value="Sambongsari, Kec. Weleri, Kab. Kendal, Jawa Tengah — 33.24.12.2011"></option>'


def test_the_page_finds_without_script_and_goes_back_with_the_choice(client) -> None:
    text = client.get("/wilayah/cari/", {"q": "weleri", "field": "place", "kembali": "/usulan/baru/?jenis=a"}).content.decode()
    assert 'action="/usulan/baru/?jenis=a"' in text
    assert '<input type="hidden" name="jenis" value="a">' in text
    assert 'name="place" value="33.24.12"' in text


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "/\\elsewhere.example"])
def test_the_page_never_goes_back_elsewhere(client, back: str) -> None:
    addresses = re.findall(r'(?:href|action|value)="([^"]*elsewhere[^"]*)"', client.get("/wilayah/cari/", {"q": "weleri", "kembali": back}).content.decode())
    assert [address for address in addresses if not address.startswith(("/bahasa/?", "/tampilan/?"))] == []     # those come back to this very page


@pytest.mark.parametrize("query", [{"q": "\x00"}, {"level": "nonsense", "q": "a"}, {"within": "x" * 999, "q": "a"}, {"field": "q" * 999}, {"q": "<script>"}])
def test_odd_questions_to_the_page_are_answered(client, query: dict) -> None:
    answer = client.get("/wilayah/cari/", query)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().split("<main", 1)[-1]


def test_the_sources_are_named(client) -> None:
    text = client.get("/wilayah/sumber/").content.decode()
    assert "idn-area-data" in text
    assert "ODbL" in text


def test_rw_rt_and_hamlet_are_added_below_a_village() -> None:
    admin = make.person(is_admin=True)
    hamlet = actions.add_below(admin, "33.24.12.2011", level="hamlet", number=1, name="Krajan", on=DAY)
    rw = actions.add_below(admin, hamlet.code, level="rw", number=1, on=DAY)
    rt = actions.add_below(admin, rw.code, level="rt", number=12, on=DAY)
    assert [(place.code, place.name) for place in (hamlet, rw, rt)] == [
        ("33.24.12.2011.ds01", "Krajan"), ("33.24.12.2011.ds01.rw01", "RW 01"), ("33.24.12.2011.ds01.rw01.rt12", "RT 12")]
    assert rt in Region.objects.below("33.24.12.2011")
    assert queries.path(rt) == "RT 12, RW 01, Krajan, Sambongsari, Kec. Weleri, Kab. Kendal, Jawa Tengah"
    assert [row.subject for row in Row.objects.all()] == [hamlet.code, rw.code, rt.code]


@pytest.mark.parametrize(
    ("code", "given", "refusal", "why"),
    [
        ("99", {"level": "rw", "number": 1}, NotSound, "regions.unknown"),
        ("33.24.12", {"level": "rw", "number": 1}, NotSound, "regions.not_there"),
        ("33.24.12.2011", {"level": "village", "number": 1}, NotSound, "regions.not_there"),
        ("33.24.12.2011", {"level": "rw", "number": 0}, NotSound, "regions.number"),
        ("33.24.12.2011", {"level": "rw", "number": 10**9}, NotSound, "regions.number"),
        ("33.24.12.2011", {"level": "hamlet", "number": 1}, NotSound, "regions.nameless"),
        ("33.24.12.2011", {"level": "hamlet", "number": 1, "name": "x" * 121}, NotSound, "regions.long_name"),
        ("33.24.12.2011", {"level": "rw", "number": 7}, NotPossible, "regions.taken"),
    ],
)
def test_what_cannot_be_added(code: str, given: dict, refusal: type, why: str) -> None:
    admin = make.person(is_admin=True)
    actions.add_below(admin, "33.24.12.2011", level="rw", number=7, on=DAY)
    before = Region.objects.count()
    with pytest.raises(refusal) as refused:
        actions.add_below(admin, code, on=DAY, **given)
    assert (refused.value.decision.code, Region.objects.count()) == (why, before)


def test_only_who_may_adds() -> None:
    somebody = make.person()
    with pytest.raises(NotAllowed):
        actions.add_below(somebody, "33.24.12.2011", level="rw", number=1, on=DAY)
    permissions.adders.append(lambda person, _region: person == somebody)
    try:
        assert actions.add_below(somebody, "33.24.12.2011", level="rw", number=1, on=DAY).name == "RW 01"
    finally:
        permissions.adders.pop()
