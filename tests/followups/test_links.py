""""Jadikan RKTL": where something is late, found or complained about, a person who may open a line finds the link, and nobody else does."""

import pytest
from django.urls import reverse

from sinergi.complaints import actions as complaints
from sinergi.programmes import snapshot
from sinergi.programmes.actions import undo
from sinergi.project.models import DemoDay
from tests import make
from tests.followups import opening

pytestmark = pytest.mark.django_db
ANYTIME = "".join(
    f'[[anytime]]\nact = "{act}"\nscope = "work"\nrole = {role}\n'
    for act, role in (("followups.open", '["faskel", "korkot"]'), ("complaints.ask", '"public"'), ("complaints.answer", '"bkm"'), ("followups.report", '"bkm"'))
)


@pytest.fixture
def work(kendal, settings):
    """A work whose only step is late."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    found = make.open_stage(acts=opening.ACTS[:1], done_when=['{ is = "meetings.held", kind = "rembug" }'], extra=opening.KINDS + "\n" + ANYTIME, stage_extra="days = 5")
    snapshot.renew_cycle(found.cycle_id, on=make.today)
    return found


def linked(client, person, address):
    if person is not None:
        client.force_login(person)
    text = client.get(address).content.decode()
    client.logout()
    return "Jadikan RKTL" in text


@pytest.mark.parametrize("page", ["late", "why", "complaints"])
def test_the_link_is_for_those_who_may_open_a_line(client, work, page, faskel, korkot, bkm, stranger):
    complaints.ask(None, work.code, on=make.today, dedupe_key="a" * 64, kind="complaint", matter="Pasir berserakan", text="Pasir menutup jalan sejak Senin.")
    address = {"late": reverse("programmes:late", args=[work.cycle.code]), "why": f"/mengapa/{work.code}/trial/", "complaints": reverse("complaints:about", args=[work.code])}[page]
    assert [linked(client, person, address) for person in (faskel, korkot, bkm, stranger, None)] == [True, True, False, False, False]


def test_the_late_list_asks_no_more_questions_for_the_links(client, work, faskel, django_assert_num_queries):
    client.force_login(faskel)
    address = reverse("programmes:late", args=[work.cycle.code])
    client.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        asked.append(len(caught))
        make.child(work.parent, "33.24.12.2011")
        snapshot.renew_cycle(work.cycle_id, on=make.today)
    assert asked[0] == asked[1]


def test_the_link_carries_what_it_is_about_into_the_form(client, work, faskel):
    client.force_login(faskel)
    text = client.get(f"/mengapa/{work.code}/trial/").content.decode()
    there = text.split('href="')
    address = next(part.split('"')[0] for part in there if part.startswith("/tindak-lanjut/")).replace("&amp;", "&")
    form = client.get(address).content.decode()
    assert ("Selesaikan langkah 1: Uji" in form, f'value="/mengapa/{work.code}/trial/"' in form) == (True, True)


def test_who_opened_a_line_finds_how_to_withdraw_it(client, work, faskel, bkm):
    from sinergi.followups import actions, queries
    from sinergi.followups.rules import Responsible

    line = actions.lay(faskel, work.code, on=make.today, origin="delay", what="Bersihkan jalan", responsible=Responsible(person_id=bkm.pk), due_on=make.today)
    address = reverse("followups:show", args=[work.code, line.number])
    found = []
    for person in (faskel, bkm):
        client.force_login(person)
        found.append("Cabut tindak lanjut ini" in client.get(address).content.decode())
    assert found == [True, False]
    undo(faskel, "followups.Followup", line.pk, on=make.today, reason="Salah tempat")
    assert (queries.my_work(bkm, make.today).count, queries.panel(work, bkm, make.today)) == (0, None)
