"""A duty runs where its kind or its list says, also when these belong to what lies above; one meaning for full and partial renewals."""

import pytest

from sinergi.programmes import snapshot
from sinergi.programmes.models import Classified, Task
from sinergi.programmes.snapshot import renewing
from tests import make

EXTRA = """
[[kinds]]
code = "pesisir"
title = { id = "Desa pesisir", en = "Coastal village" }
scope = "site"
[[duties]]
code = "weekly"
title = { id = "Laporan mingguan", en = "Weekly report" }
scope = "work"
kinds = ["pesisir"]
every = "week"
acts = [{ act = "progress.report", role = "bkm" }]
met_when = [{ is = "progress.reported" }]
"""


@pytest.fixture
def work(kendal):
    acts = ['{ act = "programmes.classify", kind = "pesisir", role = "pokja_paket" }']
    site = make.open_stage(acts=acts, done_when=['{ is = "programmes.classified" }'], scope="site", extra=EXTRA)
    return make.child(site, "33.24.12.2011")


@pytest.mark.parametrize("alone", [False, True], ids=["whole round", "one by one"])
@pytest.mark.parametrize(("kinds", "duties"), [((), []), (("pesisir",), ["weekly"])], ids=["of no kind", "of the kind"])
def test_a_duty_of_works_may_ask_for_the_kind_of_their_village(work, pokja, monkeypatch, alone, kinds, duties):
    for kind in kinds:
        Classified.objects.create(undertaking=work.parent, act="programmes.classify", stage="trial", person=pokja, happened_on=make.today, kind=kind)
    if alone:
        monkeypatch.setattr(renewing, "ALONE", 0)
        snapshot.renew([work.parent_id], on=make.today)
    else:
        snapshot.renew_cycle(work.cycle_id, on=make.today)
    assert list(Task.objects.filter(wanted=work).values_list("duty", flat=True)) == duties
