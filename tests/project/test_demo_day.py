"""Letting days pass in the demo reminds of what was agreed, as the tick does in an office, but sends no e-mail."""

from datetime import date

import pytest

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
