"""Whoever has an office in the line of places is found by name and linked; what names nobody we know still stands on somebody's page."""

from datetime import date

import pytest
from django.urls import reverse

from sinergi.actors.models import RoleHeld
from sinergi.followups import actions, queries
from sinergi.followups.models import Followup
from sinergi.followups.queries import people, responsibles
from sinergi.followups.rules import Responsible
from sinergi.notices.models import Notice
from sinergi.programmes.models import Engagement
from sinergi.project.models import DemoDay
from tests import make
from tests.followups import opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(kendal):
    return opening.stage()


@pytest.mark.parametrize(("role", "place"), [("korkot", "33.24"), ("bkm", "33.24.12.2011"), ("pokja_paket", "33"), ("faskel", "")])
def test_whoever_holds_a_role_here_or_above_is_linked(site, role, place):
    person = make.person(name="Wahyu Hidayat", role=role, region=place)
    title = RoleHeld.objects.get(person=person).title.id
    assert queries.known_responsibles(site, make.today)[f"Wahyu Hidayat, {title}"] == Responsible(person_id=person.pk)


def test_who_holds_it_for_a_body_is_linked_with_the_body(site):
    person, body = make.person(name="Widodo", role="korkot", region="33.24"), make.organisation(name="Dinas PU", region="33.24")
    person.roles.update(organisation=body)
    known = queries.known_responsibles(site, make.today)
    assert (known["Dinas PU"], known["Widodo, Dinas PU"]) == (Responsible(organisation_id=body.pk), Responsible(person_id=person.pk, organisation_id=body.pk))


def test_a_round_knows_the_boards_of_its_villages_and_a_village_not_those_of_others(site):
    make.organisation(name="BKM Sambongsari", region="33.24.12.2011")
    make.organisation(name="BKM lain", region="33.24.12.2007")
    offered = [[name for name in queries.known_responsibles(each, make.today) if name.startswith("BKM")] for each in (site.cycle, site)]
    assert offered == [["BKM lain", "BKM Sambongsari"], ["BKM Sambongsari"]]


def test_who_left_office_is_not_offered(site):
    person = make.person(name="Wahyu Hidayat", role="korkot", region="33.24")
    person.roles.update(held_to=date(2007, 1, 1))
    assert not any("Wahyu" in name for name in queries.known_responsibles(site, make.today))


@pytest.mark.parametrize(("since", "until", "found"), [
    (date(2006, 1, 1), date(2008, 5, 31), True), (date(2008, 1, 1), None, False), (date(2006, 1, 1), date(2007, 5, 30), False),
])  # fmt: skip
def test_a_term_with_a_last_day_is_offered_while_it_runs_and_not_before(site, since, until, found):
    officer, member, body = make.person(name="Wahyu Hidayat", role="korkot", region="33.24"), make.person(name="Ratna"), make.organisation(name="Tim teknis", region="33.24")
    officer.roles.update(held_from=since, held_to=until)
    body.members.create(person=member, held_from=since, held_to=until)
    Engagement.objects.create(undertaking=site.cycle, body="tim", organisation=body, happened_on=date(2007, 1, 1))
    names = queries.known_responsibles(site, make.today)
    assert [any(name.startswith(who) for name in names) for who in ("Wahyu Hidayat, ", "Ratna, Tim teknis")] == [found, found]


def test_what_is_near_comes_first_and_a_page_lists_so_many(site, monkeypatch):
    monkeypatch.setattr(responsibles, "MOST_OFFERED", 2)
    make.organisation(name="BKM Sambongsari", region="33.24.12.2011")
    make.organisation(name="Bappeda", region="33.24")
    known = queries.known_responsibles(site.cycle, make.today)
    assert queries.offered(known)[0] == "Bappeda"
    assert len(queries.offered(known)) == 2
    assert queries.offered(known, "sambong bkm") == ["BKM Sambongsari"]


def test_names_come_as_one_types_for_those_who_work_there(client, site, bkm, stranger):
    make.organisation(name="Bappeda Kendal", region="33.24")
    there = reverse("followups:names", args=[site.code])
    answers = {}
    for person in (None, stranger, bkm):
        if person is not None:
            client.force_login(person)
        response = client.get(there, {"aksi-0-who": "bappe"})
        answers[person and person.name] = ("Bappeda Kendal" in response.content.decode(), response.headers.get("HX-Reswap"))
    assert answers == {None: (False, "none"), stranger.name: (False, "none"), bkm.name: (True, None)}


def test_a_line_opened_with_a_name_from_the_list_reminds_that_person(client, site, korkot, faskel, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    name = next(name for name in queries.known_responsibles(site, make.today) if name.startswith(faskel.name))
    client.force_login(korkot)
    client.post(reverse("followups:open", args=[site.code]), {"origin": "other", "what": "Cek lokasi", "who": name, "due_on": "2007-06-20"})
    assert (Followup.objects.get().who_person, Notice.objects.get().person) == (faskel, faskel)


@pytest.mark.parametrize("written", ["Dinas PU", "dinas pu ", "Dinas yang lain"])
def test_a_finding_is_linked_by_the_name_written(site, written):
    body = make.organisation(name="Dinas PU", region="33.24")
    linked = Responsible(organisation_id=body.pk) if written != "Dinas yang lain" else Responsible(text="Dinas yang lain")
    assert queries.meant(site, written, make.today) == linked


def committee(work, *names):
    body = make.organisation(name="PAKEM Rukun", region="33.24.12.2011")
    body.formed_for = work.code
    body.save()
    for name in names:
        body.members.create(person=make.person(name=name), held_from=date(2007, 1, 1))
    Engagement.objects.create(undertaking=work, body="pakem", organisation=body, happened_on=date(2007, 1, 1))
    return body


def test_a_committee_is_the_one_of_this_work_and_not_its_namesake_of_another_year(kendal):
    """Whoever writes a finding picks one name; it has to reach those who sit there now."""
    before, now = opening.stage(scope="work"), opening.stage(scope="work")
    committee(before, "Pak Lama")
    meant = committee(now, "Siti Aminah")
    assert queries.meant(now, "PAKEM Rukun", make.today) == Responsible(organisation_id=meant.pk)
    assert [name for name in queries.known_responsibles(now, make.today) if "Lama" in name] == []
    (siti,) = meant.members.all()
    assert queries.meant(now, "siti aminah", make.today) == Responsible(person_id=siti.person_id, organisation_id=meant.pk)     # the only one of that name
    make.person(name="Siti Aminah", role="korkot", region="33.24")
    assert queries.meant(now, "siti aminah", make.today) == Responsible(text="siti aminah")


def test_names_cost_the_same_however_many(site, django_assert_num_queries):
    for many in (1, 4):
        for number in range(many):
            make.organisation(name=f"Lembaga {many}-{number}", region="33.24")
            make.person(name=f"Orang {many}-{number}", role="korkot", region="33.24")
        with django_assert_num_queries(5):      # bodies, holders, own members, those of the round, and the text of the edition
            queries.known_responsibles(site, make.today)


# --- lines whose doer is named in words alone -------------------------------------------------------------------------


def loose(person):
    return [line.what for line in queries.my_work(person, make.today).shown["loose"]]


def test_a_line_on_nobody_we_know_stands_with_its_asker_and_the_askers_body(site, bkm, faskel):
    opening.opened(bkm, site, what="Oleh SKPD", responsible=Responsible(text="SKPD"))
    opening.opened(bkm, site, what="Oleh faskel", responsible=Responsible(person_id=faskel.pk))
    assert (loose(bkm), loose(faskel)) == (["Oleh SKPD"], [])
    body = make.organisation(name="BKM Sambongsari")
    for person in (bkm, faskel):
        body.members.create(person=person, held_from=date(2006, 1, 1))
    assert loose(faskel) == ["Oleh SKPD"]
    assert [queries.my_work(person, make.today).count for person in (bkm, faskel)] == [queries.my_work_count(person, make.today) for person in (bkm, faskel)] == [1, 2]


def test_and_with_whoever_escorts_the_round(kendal, bkm, korkot, pokja):
    site = make.open_stage(acts=opening.ACTS, done_when=['{ is = "followups.done" }', '{ is = "meetings.held", kind = "rembug" }'], scope="site",
                           extra=opening.KINDS + '\n[followups]\nescort = "korkot"\n')
    line = opening.opened(bkm, site, what="Oleh SKPD", responsible=Responsible(text="SKPD"))
    assert (loose(korkot), loose(pokja)) == (["Oleh SKPD"], [])
    actions.report(bkm, site.code, line.pk, on=make.today, happened_on=make.today, status="done", note="Sudah")
    assert loose(korkot) == []


def test_the_link_to_the_rest_leads_to_exactly_what_was_counted(client, site, bkm, faskel, stranger, monkeypatch, settings):
    settings.DEMO = True
    DemoDay.objects.create(pk=1, day=make.today)
    monkeypatch.setattr(people, "MOST_SHOWN", 1)
    body, elsewhere = make.organisation(name="BKM Sambongsari"), opening.stage()
    mate = make.person(name="Rekan", role="bkm", region="33.24.12.2007")
    for person in (stranger, mate):
        body.members.create(person=person, held_from=date(2006, 1, 1))
    for number in range(2):
        opening.opened(bkm, site, what=f"Orang lain {number}", responsible=Responsible(text="SKPD"))
        for what, responsible in (("Kerja", Responsible(person_id=stranger.pk)), ("Lepas", Responsible(text="SKPD")), ("Minta", Responsible(person_id=faskel.pk))):
            row = opening.opened(bkm, elsewhere, what=f"{what} {number}", responsible=responsible)
            Followup.objects.filter(pk=row.pk).update(person=mate if what == "Lepas" else stranger)
            if what == "Minta":
                actions.report(faskel, elsewhere.code, row.pk, on=make.today, happened_on=make.today, status="done", note="Sudah")
    opening.opened(bkm, elsewhere, what="Orang tanpa lembaga", responsible=Responsible(person_id=faskel.pk))
    client.force_login(stranger)
    page, shown = client.get("/pekerjaan-saya/").content.decode(), queries.my_work(stranger, make.today).shown
    for part, count, what in (("persetujuan", "asked_many", "Minta"), ("kerjakan", "many", "Kerja"), ("tanpa-akun", "loose_many", "Lepas")):
        there = f"{reverse('followups:mine')}?milik={part}"
        listed = [row.what for row in client.get(there).context["rows"].object_list]
        assert (f'href="{there}"' in page, shown[count], sorted(listed)) == (True, 2, [f"{what} 0", f"{what} 1"])


def test_whoever_sits_in_a_body_of_the_round_is_listed_with_it_alone_and_still_understood_by_the_role(site):
    person, body = make.person(name="Fitri Astuti", role="pokja_paket", region="33.24"), make.organisation(name="Pokja PAKET Kabupaten Kendal", region="33.24")
    body.members.create(person=person, held_from=date(2006, 1, 1))
    Engagement.objects.create(undertaking=site.cycle, body="pokja", organisation=body, happened_on=date(2007, 1, 1))
    known, title = queries.known_responsibles(site, make.today), RoleHeld.objects.get(person=person).title.id
    assert [name for name in queries.offered(known) if "Fitri" in name] == ["Fitri Astuti, Pokja PAKET Kabupaten Kendal"]
    assert known[f"Fitri Astuti, {title}"] == Responsible(person_id=person.pk)
