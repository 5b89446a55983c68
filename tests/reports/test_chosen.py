"""Once the last list is out, the round plans with the works on it alone; money that moved is counted wherever it moved."""

from decimal import Decimal

import pytest

from sinergi.disclosure.models import ListMember, ListVersion
from sinergi.programmes.models import Undertaking
from sinergi.progress.models import Report
from sinergi.reports.queries import reckoning
from tests import make
from tests.funds import money

LISTS = "".join(f'[[lists]]\ncode = "{code}"\ntitle = {{ id = "{code}", en = "{code}" }}\nof = "work"\n' for code in ("candidates", "winners"))


@pytest.fixture
def work(pakem):
    made = money.work(pakem, extra=LISTS)
    Report.objects.create(undertaking=made, act="progress.report", happened_on=make.today, actual=Decimal(50))
    return made


def published(work, code, *members):
    version = ListVersion.objects.create(undertaking=work.cycle, act="disclosure.publish", happened_on=make.today, list=code, number=1, serial=1 if code == "candidates" else 2,
                                         content={}, canonical="", fingerprint=code.ljust(64, "0"), short_code=f"R1-{code[:4]}-0000")
    ListMember.objects.bulk_create(ListMember(version=version, work=each, place=place) for place, each in enumerate(members, 1))


def planned(work):
    cycle = Undertaking.objects.get(pk=work.cycle_id)
    return sum(purse.planned for purse in reckoning.purses(cycle).values()), reckoning.physical_of_round(cycle)


def test_before_the_last_list_every_proposal_is_planned_for(work):
    published(work, "candidates")
    assert planned(work) == (8_500_000, Decimal("50.0"))


def test_after_the_last_list_only_the_works_on_it(client, work):
    published(work, "winners", work)
    assert planned(work) == (8_500_000, Decimal("50.0"))
    ListMember.objects.all().delete()
    assert planned(work) == (0, None)
    assert work.title not in client.get(f"/dana/tahap/{work.cycle.code}/").content.decode()
