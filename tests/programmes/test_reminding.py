"""Who has late work, or work due within two days, is told once a day."""

from datetime import date, timedelta

from sinergi.notices.models import Notice
from sinergi.programmes import actions
from tests import make

ACT = ['{ act = "programmes.close_intake", intake = "work", role = "pokja_paket" }']
DONE = ['{ is = "programmes.intake_closed", intake = "work" }']


def _told():
    return list(Notice.objects.order_by("id").values_list("person__name", "values__late", "values__soon"))


def test_late_work_is_told_once_a_day(pokja, satker):
    make.open_stage(acts=ACT, done_when=DONE, scope="cycle", stage_extra="days = 10", on=date(2007, 5, 1))
    assert [actions.remind(make.today), actions.remind(make.today)] == [1, 0]
    assert _told() == [("Bambang Setiawan", 1, 0)]
    assert actions.remind(make.today + timedelta(days=1)) == 1


def test_work_due_later_is_not_told(pokja):
    make.open_stage(acts=ACT, done_when=DONE, scope="cycle", stage_extra="days = 60", on=date(2007, 5, 1))
    assert actions.remind(make.today) == 0
    assert _told() == []


def test_work_due_in_two_days_is_told(pokja):
    make.open_stage(acts=ACT, done_when=DONE, scope="cycle", stage_extra="days = 33", on=date(2007, 5, 1))
    assert actions.remind(make.today) == 1
    assert _told() == [("Bambang Setiawan", 0, 1)]
