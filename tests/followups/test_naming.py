"""Saying whom a line means that was laid on a name in words: by whoever opened it, or the escort; they are told, and the trail says so."""

from datetime import date

import pytest
from django.urls import reverse

from sinergi.audit.models import Row
from sinergi.followups import actions, permissions, queries
from sinergi.followups.rules import Responsible
from sinergi.kernel.decisions import Refused
from sinergi.notices.models import Notice
from sinergi.project.models import DemoDay
from tests import make
from tests.followups import opening
from tests.followups.test_escorts import TEAM


@pytest.fixture(autouse=True)
def _today(db, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)


@pytest.fixture
def site(kendal, korkot):
    return make.open_stage(acts=opening.ACTS, done_when=['{ is = "followups.done" }', '{ is = "meetings.held", kind = "rembug" }'], scope="site", extra=opening.KINDS + TEAM)


@pytest.fixture
def line(bkm, site):
    """Agreed in a meeting that the BKM wrote down, laid on "Pak Lurah"."""
    return opening.opened(bkm, site, responsible=Responsible(text="Pak Lurah"), due_on=date(2007, 6, 20))


def test_whoever_is_named_finds_it_among_the_own_work_and_is_told(line, site, bkm, faskel):
    assert queries.my_work(faskel, make.today).shown["many"] == 0
    actions.name(bkm, site.code, line.pk, on=make.today, responsible=Responsible(person_id=faskel.pk))
    line.refresh_from_db()
    assert (line.who_person, line.who_text, queries.my_work(faskel, make.today).shown["many"]) == (faskel, "Pak Lurah", 1)
    assert list(Notice.objects.filter(code="notice.followups_laid").values_list("person", flat=True)) == [faskel.pk]
    assert {name: Row.objects.latest("pk").changes[name] for name in ("followup", "person")} == {"followup": line.number, "person": faskel.pk}


def test_the_opener_and_the_escort_name_and_nobody_else(line, bkm, korkot, faskel, pokja, stranger):
    assert [bool(permissions.may_name(person, queries.one(line.undertaking, line.number), make.today)) for person in (bkm, korkot, faskel, pokja, stranger, None)] == [
        True, True, False, False, False, False]  # fmt: skip


@pytest.mark.parametrize(("who", "code"), [(Responsible(text="Entah siapa"), "followups.unknown_name"), (Responsible(), "followups.unknown_name")])
def test_only_whom_the_round_knows_is_named(line, site, bkm, who, code):
    with pytest.raises(Refused) as refused:
        actions.name(bkm, site.code, line.pk, on=make.today, responsible=who)
    assert refused.value.decision.code == code


def test_a_line_laid_on_somebody_or_settled_is_not_laid_on_another(line, site, bkm, faskel):
    known = opening.opened(bkm, site, responsible=Responsible(person_id=faskel.pk))
    actions.report(bkm, site.code, line.pk, on=make.today, happened_on=make.today, status="cancelled", note="Tidak jadi")
    found = [permissions.may_name(bkm, queries.one(site, row.number), make.today).code for row in (known, line)]
    assert found == ["followups.named_already", "followups.already_settled"]


def test_it_is_done_on_a_page(client, line, site, bkm, faskel):
    client.force_login(bkm)
    there = reverse("followups:assign", args=[site.code, line.number])
    assert there in client.get(reverse("followups:show", args=[site.code, line.number])).content.decode()
    assert "Pilih orang atau lembaga dari daftar" in client.post(there, {"who": "Entah siapa"}).content.decode()
    label = next(name for name, who in queries.known_responsibles(site, make.today).items() if who.person_id == faskel.pk)
    page = client.post(there, {"who": label}, follow=True).content.decode()
    assert (faskel.name in page, "semula tertulis: Pak Lurah" in page, there in page) == (True, True, True)
