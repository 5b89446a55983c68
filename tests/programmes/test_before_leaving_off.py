"""What is said before members or a whole round are let go."""

import pytest

from sinergi.followups import actions as followups
from sinergi.followups.rules import Responsible
from sinergi.programmes import editions, snapshot
from sinergi.programmes.models import Undertaking
from tests import make
from tests.programmes.test_forming_pages import BODY, START, sent


@pytest.fixture
def paket():
    return next(edition for edition in editions.shelf() if edition.code == "paket-kendal-2007")


def test_the_page_that_closes_a_round_says_what_is_still_open(client, pokja, monkeypatch):
    from sinergi.project import clock

    monkeypatch.setattr(clock, "today", lambda: make.today)
    cycle = make.open_stage(acts=['{ act = "programmes.close", role = "pokja_paket" }', '{ act = "followups.open", role = "pokja_paket" }'],
                            done_when=['{ is = "programmes.closed" }'], scope="cycle")
    client.force_login(pokja)
    address = f"/lakukan/{cycle.code}/tutup/"
    assert "tindak lanjut yang belum selesai" not in client.get(address).content.decode()
    followups.lay(pokja, cycle.code, on=make.today, origin="other", what="Lengkapi arsip rapat", responsible=Responsible(text="Sekretaris"), due_on=make.today)
    assert "Masih ada 1 tindak lanjut yang belum selesai." in client.get(address).content.decode()


def test_what_the_auditor_found_at_the_working_group_holds_its_audit_open(paket):
    assert [(use.name, dict(use.params).get("origin")) for use in paket.by_code["pokja_audit"].done_when] == [("dossiers.filed", None), ("followups.done", "audit")]


def test_a_committee_without_a_pillar_leads_to_where_its_former_adds_members(client, bkm):
    assert "bkm" in next(entry.roles for entry in next(e for e in editions.shelf() if e.code == "paket-kendal-2007").anytime
                         if (entry.act, entry.param("body")) == ("actors.change", "pakem"))
    change = '[[anytime]]\nact = "actors.change"\nbody = "panitia"\nscope = "work"\nrole = "bkm"\n'
    text = make.edition_text(acts=[START], done_when=['{ is = "programmes.started", scope = "work", min = 3 }'], scope="site", extra=BODY + "\n" + change).replace(
        "[scopes.work]", '[scopes.work]\ncarried_by = "panitia"').replace('role = "pakem"\n', 'role = "pakem"\nelements = ["government"]\n', 1)
    site = make.child(make.cycle_of(text), "33.24.12.2011")
    snapshot.renew_cycle(site.cycle_id, on=make.today)
    client.force_login(bkm)
    page = client.post(f"/lakukan/{site.code}/mulai/?stage=trial&starts=work", sent(), follow=True).content.decode()
    made = Undertaking.objects.get(scope="work")
    assert f'href="/lakukan/{made.code}/anggota/?body=panitia">Tambahkan anggota</a>' in page
