"""Letting days pass in the demo reminds of what was agreed, as the tick does in an office, but sends no e-mail."""

from datetime import date

import pytest

from sinergi.audit import actions as audit
from sinergi.followups.rules import Responsible
from sinergi.notices.models import Notice
from sinergi.project import clock
from sinergi.project.models import DemoDay
from tests import make
from tests.followups import opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(kendal, settings, bkm, faskel):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    return opening.opened(bkm, opening.stage(), due_on=date(2007, 6, 20), responsible=Responsible(person_id=faskel.pk))


def reminded():
    return list(Notice.objects.filter(code="notice.followups_due").values_list("person__name", "mail_due_at"))


def test_days_that_pass_remind_without_mail(client, line, faskel):
    client.post("/contoh/hari/", {"days": "7"})
    assert reminded() == []
    client.post("/contoh/hari/", {"days": "7"})
    assert (clock.today(), reminded()) == (date(2007, 6, 15), [(faskel.name, None)])
    client.post("/contoh/hari/", {"days": "1"})
    assert len(reminded()) == 1


def test_going_back_reminds_nobody(client, line):
    clock.set_demo_day(date(2030, 1, 1))
    client.post("/contoh/hari/", {"to": "2007-10-02"})
    assert reminded() == []


@pytest.mark.parametrize("days", ["²", "-3", "0", "9" * 5000, "61", "besok"])
def test_days_that_are_no_such_number_pass_nothing(client, line, days):
    assert client.post("/contoh/hari/", {"days": days}).status_code == 302
    assert clock.today() == make.today


# --- a day before the last record ------------------------------------------------------------------------------------------

EARLIER = "Anda melihat hari yang lebih awal dari catatan terakhir"


@pytest.fixture
def recorded(line, bkm):
    """Something happened in the round on 6 June."""
    clock.set_demo_day(date(2007, 6, 6))
    audit.record(bkm, "funds.spend", line.undertaking.code, happened_on=date(2007, 6, 6), changes={})
    return line.undertaking


@pytest.mark.parametrize(("day", "said"), [(date(2007, 6, 5), True), (date(2007, 6, 6), False), (date(2007, 6, 7), False), (date(2006, 1, 1), True)])
def test_pages_of_a_round_say_when_their_day_lies_before_its_last_record_and_lead_there(client, recorded, day, said):
    clock.set_demo_day(day)
    for page in (f"/tahap/{recorded.cycle.code}/", f"/dana/tahap/{recorded.cycle.code}/", f"/tahap/{recorded.cycle.code}/papan/"):
        text = client.get(page).content.decode()
        assert (EARLIER in text, 'name="to" value="2007-06-06"' in text) == (said, said), page
    client.post("/contoh/hari/", {"to": "2007-06-06", "next": "/"})
    assert clock.today() == date(2007, 6, 6)


def test_the_front_page_speaks_of_the_rounds_that_have_begun(client, recorded):
    clock.set_demo_day(date(2007, 6, 5))
    assert EARLIER in client.get("/").content.decode()
    clock.set_demo_day(date(2006, 1, 1))
    assert EARLIER not in client.get("/").content.decode()


@pytest.mark.parametrize("to", ["2007-06-08", "kemarin", "", "2007-13-45"])
def test_a_day_without_a_record_is_no_day_to_go_to(client, recorded, to):
    client.post("/contoh/hari/", {"to": to, "days": "0"})
    assert clock.today() == date(2007, 6, 6)


def test_an_office_at_work_says_nothing_of_the_kind(client, recorded, settings):
    settings.DEMO = False
    assert EARLIER not in client.get(f"/tahap/{recorded.cycle.code}/").content.decode()
