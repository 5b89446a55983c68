"""One cast for every role: whoever the edition of a demo round lets act, somebody in its table can sign in as them."""

from __future__ import annotations

from datetime import date

import pytest

from sinergi.programmes import actions as programmes
from sinergi.programmes import editions, snapshot
from sinergi.project.demo import bekasi, cast, cinunuk, first_round, opening, second_round, steps
from sinergi.project.models import DemoDay
from sinergi.regions.models import Region
from tests import make
from tests.journeys import cinunuk as places

pytestmark = pytest.mark.django_db
BODIES = "\n".join(f'[[bodies]]\ncode = "{code}"\ntitle = {{ id = "{code}", en = "{code}" }}\nrole = "{code}"\none = true' for code in ("pakem", "pengawas", "tim_pengawal"))


def roles_of(edition):
    return {role.code for role in edition.roles.values() if role.held != "anyone"}


def signing_in(domain):
    return {held.role for person, _roles in cast.cast(domain) for held in (*person.roles.all(), *person.appointments.all())}


def test_the_newcomer_who_takes_bekasi_finds_the_committee_and_the_office_to_go_on(kendal):
    for code, name, level, above in (("32.75.03", "Bekasi Utara", "district", "32.75"), ("32.75.03.1002", "Perwira", "village", "32.75.03")):
        kendal[code] = Region.objects.create(code=code, name=name, level=level, parent=kendal[above], words=name.lower())
    bekasi.opened(bekasi.hire())
    assert {"pakem", "office_admin"} <= signing_in(bekasi.DOMAIN)
    assert "pakem" not in signing_in(cast.DOMAIN)


def shelved(code):
    return next(edition for edition in editions.shelf() if edition.code == code)


def where(scope, act, on):
    """A place of the edition's bodies where this act may be done."""
    text = make.edition_text(acts=[act], done_when=['{ is = "programmes.started", scope = "work", min = 9 }'], scope=scope, extra=BODIES)
    cycle = make.cycle_of(text.replace('en = "Proposal" }', 'en = "Proposal" }\ncarried_by = "pakem"'), on=on)
    site = make.child(cycle, cast.VILLAGES[0], on=on)
    found = {"cycle": cycle, "site": site, "work": make.child(site, cast.VILLAGES[0], on=on)}[scope]
    snapshot.renew_cycle(cycle.pk, on=on)
    return found


@pytest.fixture
def people(kendal):
    for code in (*cast.DISTRICTS, *cast.VILLAGES):
        above, level = Region.objects.get(code=code.rpartition(".")[0]), "village" if code.count(".") == 3 else "district"
        Region.objects.get_or_create(code=code, defaults={"name": f"Tempat {code}", "level": level, "parent": above, "words": code})
    return cast.hire()


def test_somebody_can_sign_in_for_every_role_of_the_rounds_of_kendal(people):
    """Those hired, and whom the steps of the two rounds put into committees, supervising bodies and the escort team."""
    begin, later = date(2006, 3, 6), date(2006, 7, 6)
    steps.start_work(people["bkm"], people["pokja"], where("site", '{ act = "programmes.start", starts = "work", role = "bkm" }', begin), begin, 100, login=True)
    first_round.supervised(people, where("work", '{ act = "actors.form", body = "pengawas", role = "bkm" }', later), 0)
    second_round.escorted(people, where("cycle", '{ act = "actors.form", body = "tim_pengawal", role = "pokja_paket" }', date(2007, 9, 3)))
    assert roles_of(shelved(opening.EDITION)) - signing_in(cast.DOMAIN) == set()


def test_the_table_names_the_supervisor_and_lets_sign_in_as_one(people, client, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=second_round.TODAY)
    first_round.supervised(people, where("work", '{ act = "actors.form", body = "pengawas", role = "bkm" }', date(2006, 7, 6)), 0)
    page = client.get("/contoh/masuk/").content.decode()
    assert shelved(opening.EDITION).roles["pengawas"].title.id in page
    assert client.post("/contoh/masuk/", {"email": f"pengawas.kdl06{cast.DOMAIN}"}).headers["Location"] == "/pekerjaan-saya/"


def test_whoever_the_visitor_writes_down_signs_in_with_one_click_too(people, client, settings):
    """A committee formed in a round that the visitor opened; a member without an address stays a name."""
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    site = where("site", '{ act = "programmes.start", starts = "work", role = "bkm" }', make.today)
    members = (programmes.NewMember(name="Sutarno Baru", email="sutarno@desa.id"), programmes.NewMember(name="Parti Tanpa Surel"))
    work = programmes.start(people["bkm"], site.code, on=make.today, scope="work", title="Paving", body=programmes.NewBody(name="PAKEM Baru", members=members))
    page = client.get("/contoh/masuk/").content.decode()
    added = page.split("Orang yang Anda tambahkan")[1]
    assert ("Sutarno Baru" in added, work.code in added, "Parti Tanpa Surel" in page) == (True, True, False)
    assert client.post("/contoh/masuk/", {"email": "sutarno@desa.id"}).headers["Location"] == "/pekerjaan-saya/"


def test_somebody_can_sign_in_for_every_role_of_the_round_of_cinunuk(kendal):
    """It stands before the works, whose groups (ksm) are not formed yet; nobody is named to its escort team."""
    places.places()
    cinunuk.load(cinunuk.hire(), lambda _said: None)
    assert roles_of(shelved(cinunuk.EDITION)) - signing_in(cinunuk.DOMAIN) == {"ksm", "tim_pengawal"}
