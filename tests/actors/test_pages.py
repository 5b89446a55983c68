"""Every page of this context, for everybody; the table is the permission document."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from sinergi.actors import actions, forms, phrases
from sinergi.actors.models import Invitation, Member, Person
from tests import make

TODAY = timezone.localdate()


@pytest.fixture
def scene(kendal, bkm, office_admin, admin):
    """One of everything in the village of Sambongsari."""
    body = make.organisation(name="BKM Sambong Makmur", region="33.24.12.2011")
    member = Member.objects.create(organisation=body, person=bkm, held_from=make.today)
    invitation, token = actions.invite(
        office_admin, email="siti@contoh.id", name="Siti", role="office_admin", region_code="33.24.12", on=TODAY
    )
    gone = make.person(name="Pensiunan", role="bkm", region="33.24.12.2011", is_active=False, left_on=TODAY, left_reason="Pindah")
    return {"person": bkm.pk, "held": bkm.roles.get().pk, "body": body.pk, "member": member.pk, "invitation": invitation.pk, "token": token, "gone": gone.pk}


# address, method, then the status for: anonymous, ordinary (no role), office admin of Kendal, office admin of Bekasi, admin
DOORS = [
    ("index", (), "get", 302, 403, 200, 200, 200),
    ("me", (), "get", 302, 200, 200, 200, 200),
    ("invite", (), "get", 302, 403, 200, 200, 200),
    ("resend", ("invitation",), "post", 403, 404, 302, 404, 302),
    ("resend", ("invitation",), "get", 405, 405, 405, 405, 405),
    ("withdraw", ("invitation",), "post", 403, 404, 302, 404, 302),
    ("accept", ("token",), "get", 200, 200, 200, 200, 200),
    ("set_up_help", (), "get", 409, 409, 409, 409, 409),
    ("set_up", ("token",), "get", 409, 409, 409, 409, 409),
    ("offices", (), "get", 302, 403, 403, 403, 200),
    ("open_office", (), "get", 302, 403, 403, 403, 200),
    ("organisations", (), "get", 302, 200, 200, 200, 200),
    ("new_organisation", (), "get", 302, 403, 200, 200, 200),
    ("organisation", ("body",), "get", 302, 404, 200, 404, 200),
    ("edit_organisation", ("body",), "get", 302, 404, 200, 404, 200),
    ("add_member", ("body",), "get", 302, 404, 200, 404, 200),
    ("acquainted", ("body",), "get", 302, 404, 200, 404, 200),
    ("end_member", ("member",), "get", 302, 403, 200, 403, 200),
    ("end_role", ("held",), "get", 302, 403, 200, 403, 200),
    ("show", ("person",), "get", 302, 404, 200, 404, 200),
    ("show", ("gone",), "get", 302, 404, 200, 404, 200),
    ("give_role", ("person",), "get", 302, 403, 200, 404, 200),
    ("deactivate", ("person",), "get", 302, 404, 200, 404, 200),
    ("reactivate", ("gone",), "post", 403, 404, 302, 404, 302),
    ("let_in", ("person",), "post", 403, 404, 302, 404, 302),
    ("make_admin", ("person",), "post", 403, 404, 403, 404, 302),
    ("end_admin", ("person",), "post", 403, 404, 403, 404, 302),
]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: f"{door[2]} {door[0]}")
def test_doors(pages, scene, office_admin, admin, villager, door):
    name, names, method, *expected = door
    bekasi = make.person(name="Admin Bekasi", role="office_admin", region="32.75")
    url = reverse(f"actors:{name}", args=[scene[each] for each in names])
    statuses = []
    for person in (None, villager, office_admin, bekasi, admin):
        Person.objects.filter(pk=scene["gone"]).update(is_active=False)  # what one of them did, the next may do again
        Invitation.objects.update(withdrawn_at=None)
        pages.logout()
        if person:
            pages.force_login(person)
        statuses.append(getattr(pages, method)(url).status_code)
    assert statuses == expected


def test_every_address_has_a_door():
    from sinergi.actors.urls import urlpatterns

    assert {pattern.name for pattern in urlpatterns} == {name for name, *_ in DOORS}


@pytest.mark.parametrize("name", ["index", "me", "organisations", "invite"])
def test_a_stranger_is_asked_to_sign_in_and_comes_back(pages, kendal, name):
    url = reverse(f"actors:{name}")
    assert pages.get(url).headers["Location"] == f"/akun/login/?next={url}"


# --- people ---


def test_the_list_shows_roles_and_contact_of_the_managed_region(pages, scene, office_admin, stranger):
    pages.force_login(office_admin)
    html = pages.get(reverse("actors:index")).content.decode()
    assert "Slamet Riyadi" in html
    assert Person.objects.get(pk=scene["person"]).email in html
    assert "Orang Bekasi" not in html
    assert "Pensiunan" not in html


@pytest.mark.parametrize(("query", "names"), [
    ({}, ["Bambang Setiawan", "Kartini", "Slamet Riyadi"]),
    ({"cari": "slamet"}, ["Slamet Riyadi"]),
    ({"cari": "riyadi SLAMET"}, ["Slamet Riyadi"]),
    ({"peran": "bkm"}, ["Slamet Riyadi"]),
    ({"wilayah": "33.24.12"}, ["Slamet Riyadi"]),
    ({"wilayah": "sambongsari", "peran": "bkm"}, ["Slamet Riyadi"]),
    ({"wilayah": "33.24.16"}, []),
    ({"wilayah": "Atlantis"}, []),
    ({"peran": "raja"}, []),
    ({"akun": "nonaktif"}, ["Pensiunan"]),
    ({"akun": "ada"}, ["Bambang Setiawan", "Kartini", "Slamet Riyadi"]),
    ({"akun": "tanpa"}, []),
    ({"cari": "sambongsari"}, ["Slamet Riyadi"]),
    ({"cari": "sambong makmur"}, ["Slamet Riyadi"]),
    ({"halaman": "999", "cari": "%_'\"<script>"}, []),
])
def test_the_list_is_narrowed_by_the_address(pages, scene, office_admin, pokja, query, names):
    pages.force_login(office_admin)
    answer = pages.get(reverse("actors:index"), query)
    assert [person.name for person in answer.context["people"]] == names
    assert b"<script>'" not in answer.content


def test_people_of_one_name_are_told_apart_by_village_body_and_work(pages, kendal, office_admin):
    for village, work in (("33.24.12.2011", "KDL07-001"), ("33.24.16.2015", "KDL07-002")):
        body = make.organisation(name="PAKEM", kind="pakem", region=village)
        body.formed_for = work
        body.save()
        named = Person.objects.create(name="Agung Widodo", home=body.region)
        Member.objects.create(organisation=body, person=named, office="ketua", held_from=make.today)
    pages.force_login(office_admin)
    html = pages.get(reverse("actors:index"), {"cari": "Agung"}).content.decode()
    assert [html.count(said) for said in ("ketua, PAKEM KDL07-001, Sambongsari", "ketua, PAKEM KDL07-002,")] == [1, 1]
    found = pages.get(reverse("actors:index"), {"cari": "agung kdl07-002"}).context["people"]
    assert [person.home.code for person in found] == ["33.24.16.2015"]


def test_the_gap_between_pages_is_no_link(pages, office_admin):
    for number in range(6 * 50):
        Person.objects.create(name=f"Warga {number:03}", home=office_admin.roles.get().region)
    pages.force_login(office_admin)
    html = pages.get(reverse("actors:index")).content.decode()
    assert '<li class="gap" aria-hidden="true">…</li>' in html
    assert "halaman=%E2%80%A6" not in html


def test_invitations_that_wait_are_told_above_the_people(pages, scene, office_admin):
    pages.force_login(office_admin)
    assert f'<a href="{reverse("actors:invite")}#menunggu">1 undangan belum diterima</a>' in pages.get(reverse("actors:index")).content.decode()
    actions.withdraw(office_admin, scene["invitation"], on=TODAY)
    assert "belum diterima" not in pages.get(reverse("actors:index")).content.decode()


def test_roles_of_what_runs_here_are_offered_first_each_with_its_level(pages, kendal, office_admin):
    make.open_stage(acts=[], done_when=[])
    pages.force_login(office_admin)
    (_none, _empty), (here, first), (elsewhere, others) = pages.get(reverse("actors:invite")).context["form"].fields["role"].choices
    assert (here, elsewhere) == ("Program yang berjalan di sini", "Program lain")
    assert ("bkm", "BKM – Desa/Kelurahan") in [(code, label.replace("BKM / LKM", "BKM")) for code, label in first]
    assert {"bkm", "pjok", "office_admin"} <= {code for code, _ in first}
    assert "menteri" in {code for code, _ in others}


def test_the_list_costs_the_same_for_one_and_three(pages, office_admin):
    pages.force_login(office_admin)
    costs = []
    for _ in range(2):
        with _counted() as counted:
            pages.get(reverse("actors:index"))
        costs.append(len(counted))
        for _ in range(3):
            make.person(role="bkm", region="33.24.12.2011")
    assert costs[0] == costs[1]


def test_the_organisations_cost_the_same_for_one_and_three(pages, office_admin):
    pages.force_login(office_admin)
    costs = []
    for _ in range(2):
        make.organisation()
        with _counted() as counted:
            pages.get(reverse("actors:organisations"))
        costs.append(len(counted))
        make.organisation()
        make.organisation()
    assert costs[0] == costs[1]


def _counted():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def test_a_member_of_a_body_sees_names_but_no_contact(pages, scene, faskel):
    pages.force_login(faskel)
    html = pages.get(reverse("actors:organisation", args=[scene["body"]])).content.decode()
    assert "Slamet Riyadi" in html
    assert Person.objects.get(pk=scene["person"]).email not in html
    assert pages.get(reverse("actors:show", args=[scene["person"]])).status_code == 404


def test_everybody_sees_the_own_page_with_contact(pages, bkm):
    pages.force_login(bkm)
    assert bkm.email in pages.get(reverse("actors:show", args=[bkm.pk])).content.decode()


# --- forms ---


def test_giving_and_ending_a_role_on_the_pages(pages, scene, office_admin):
    pages.force_login(office_admin)
    url = reverse("actors:give_role", args=[scene["person"]])
    given = {"role": "office_admin", "region": "33.24.12", "held_from": "2026-01-05", "held_to": ""}
    assert pages.post(url, given).headers["Location"] == reverse("actors:show", args=[scene["person"]])
    held = Person.objects.get(pk=scene["person"]).roles.get(role="office_admin")
    ended = pages.post(reverse("actors:end_role", args=[held.pk]), {"last_day": "31/01/2026"})
    assert ended.status_code == 302
    held.refresh_from_db()
    assert held.held_to.isoformat() == "2026-01-31"


@pytest.mark.parametrize(("given", "said"), [
    ({"region": "32.75"}, "Anda belum bisa mengatur orang di wilayah Kota Bekasi."),
    ({"region": "99.99"}, "Tidak ada wilayah dengan kode atau nama"),
    ({"role": "raja"}, "Pilihan ini tidak ada di daftar."),
    ({"held_from": "31 Februari 2026"}, "Februari 2026 hanya sampai tanggal 28."),
    ({"held_from": "1946-01-01", "held_to": "1945-12-31"}, "lebih awal daripada mulainya"),
    ({"held_from": "2099-01-01"}, "terlalu jauh ke depan"),
    ({"held_from": ""}, "Bagian ini perlu diisi."),
])
def test_a_mistake_is_said_beside_its_field_and_what_was_typed_stays(pages, scene, office_admin, given, said):
    pages.force_login(office_admin)
    typed = {"role": "office_admin", "region": "33.24.12", "held_from": "2026-01-05", **given}
    answer = pages.post(reverse("actors:give_role", args=[scene["person"]]), typed)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert all(value in html for field, value in given.items() if field != "role")


def test_an_invitation_from_page_to_account(pages, scene, office_admin, mailoutbox, django_capture_on_commit_callbacks):
    pages.force_login(office_admin)
    given = {"email": "Rini@Contoh.id", "name": "Rini", "role": "office_admin", "region": "Rowosari", "organisation": ""}
    with django_capture_on_commit_callbacks(execute=True):
        assert pages.post(reverse("actors:invite"), given).status_code == 302
    shown = pages.get(reverse("actors:invite"))
    link = shown.context["sent"]["link"]
    assert link in mailoutbox[0].body
    assert pages.get(reverse("actors:invite")).context["sent"] is None  # shown once
    pages.logout()
    assert b"rini@contoh.id" in pages.get(link).content
    answer = pages.post(link, {"name": "Rini Astuti", "password": "sawah luas di weleri"})
    assert answer.headers["Location"] == "/pekerjaan-saya/"
    assert b"Rini Astuti" in pages.get(reverse("actors:me")).content
    assert Person.objects.get(email="rini@contoh.id").roles.get().region.code == "33.24.16"


def test_a_bad_link_is_a_page_with_a_sentence(pages, scene, office_admin):
    actions.withdraw(office_admin, scene["invitation"], on=TODAY)
    for token, status, said in ((scene["token"], 410, "Undangan ini sudah ditarik."), ("salah", 404, "Tautan ini tidak dikenal.")):
        answer = pages.get(reverse("actors:accept", args=[token]))
        assert answer.status_code == status
        assert said in answer.content.decode()


def test_inviting_an_address_that_has_an_account_gives_the_role_at_once(pages, scene, office_admin, stranger):
    pages.force_login(office_admin)
    given = {"email": stranger.email.upper(), "name": "siapa saja", "role": "office_admin", "region": "33.24.12", "organisation": ""}
    assert pages.post(reverse("actors:invite"), given).status_code == 302
    assert stranger.roles.filter(role="office_admin", region__code="33.24.12").count() == 1


def test_inviting_outside_the_own_region_is_refused_whoever_the_address_belongs_to(pages, scene, office_admin, stranger):
    pages.force_login(office_admin)
    for email in (stranger.email, "baru@contoh.id"):
        given = {"email": email, "name": "Baru", "role": "office_admin", "region": "32.75", "organisation": ""}
        answer = pages.post(reverse("actors:invite"), given)
        assert "Anda belum bisa mengatur orang di wilayah Kota Bekasi." in answer.content.decode()
    assert stranger.roles.count() == 1


def test_the_first_run_from_the_printed_link_to_a_working_office(pages, kendal):
    assert "run.py setup_link" in pages.get(reverse("actors:set_up_help")).content.decode()
    assert pages.get(reverse("actors:set_up", args=["tebakan"])).status_code == 403
    url = reverse("actors:set_up", args=[actions.make_setup_key()])
    given = {"office_name": "Bappeda Kendal", "region": "33.24", "name": "Kartini", "email": "kartini@kendal.go.id", "password": "sawah luas di weleri"}
    assert pages.post(url, {**given, "password": "1234"}).status_code == 422
    assert pages.post(url, given).status_code == 302
    assert pages.get(reverse("actors:index")).status_code == 200
    assert pages.get(url).status_code == 409


def test_closing_an_account_ends_its_open_pages(pages, scene, office_admin):
    from django.test import Client

    theirs = Client()
    theirs.force_login(Person.objects.get(pk=scene["person"]))
    assert theirs.get(reverse("actors:me")).status_code == 200
    pages.force_login(office_admin)
    pages.post(reverse("actors:deactivate", args=[scene["person"]]), {"reason": "Pindah tugas"})
    assert theirs.get(reverse("actors:me")).status_code == 302
    shown = pages.get(reverse("actors:show", args=[scene["person"]])).content.decode()
    assert "Pindah tugas" in shown


def test_the_profile_keeps_what_was_typed_and_changes_the_language(pages, villager):
    pages.force_login(villager)
    url = reverse("actors:me")
    assert "hapus tanda 🌸" in pages.post(url, {"name": "Siti 🌸", "phone": "", "language": "id", "home": ""}).content.decode()
    answer = pages.post(url, {"name": "Siti", "phone": "0812345678", "language": "en", "home": "Sambongsari"})
    assert answer.cookies["language"].value == "en"
    villager.refresh_from_db()
    assert (villager.name, villager.language, villager.home.code) == ("Siti", "en", "33.24.12.2011")


def test_a_body_with_members_on_the_pages(pages, scene, office_admin):
    pages.force_login(office_admin)
    sheet = {"name": "Forum Peduli", "kind": "kelompok_peduli", "region": "33.24.12", "pillar": "caring", "decree_number": "1/2006", "decree_on": "1 Mei 2006"}
    made = pages.post(reverse("actors:new_organisation"), sheet)
    url = made.headers["Location"]
    body_id = int(url.rstrip("/").rpartition("/")[2])
    pages.post(reverse("actors:add_member", args=[body_id]), {"name": "Siti Mulyani", "pillar": "caring", "held_from": "2006-05-01"})
    html = pages.get(url).content.decode()
    assert "Siti Mulyani" in html
    assert "Belum ada wakil dari: Pemerintah, Masyarakat." in html
    changed = pages.post(reverse("actors:edit_organisation", args=[body_id]), {**sheet, "name": "Forum Peduli Weleri"})
    assert changed.status_code == 302
    assert "Forum Peduli Weleri" in pages.get(url).content.decode()


def test_a_bkm_is_recorded_as_a_bkm(pages, kendal, office_admin):
    pages.force_login(office_admin)
    url = pages.post(reverse("actors:new_organisation"), {"name": "BKM Baru", "kind": "bkm", "region": "33.24.12.2011"}).headers["Location"]
    assert "<span>BKM" in pages.get(url).content.decode()
    assert "bkm" in dict(pages.get(reverse("actors:organisations")).context["kinds"])


@pytest.mark.parametrize(("typed", "said"), [
    ("Agung Widodo", "Ada beberapa orang bernama “Agung Widodo”."),
    ("Orang Asing", "“Orang Asing” belum tercatat di wilayah ini."),
    ("Orang Bekasi", "“Orang Bekasi” belum tercatat di wilayah ini."),
])
def test_whom_a_name_leaves_open_is_asked(pages, scene, office_admin, stranger, typed, said):
    for _ in range(2):
        Person.objects.create(name="Agung Widodo", home_id=make.organisation(region="33.24.12.2011").region_id)
    pages.force_login(office_admin)
    answer = pages.post(reverse("actors:add_member", args=[scene["body"]]), {"member": typed, "held_from": "2007-06-01"})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_member_is_found_as_one_types_by_name_or_body(pages, scene, office_admin):
    other = Person.objects.create(name="Agung Widodo", home_id=make.organisation(region="33.24.12.2011").region_id)
    Member.objects.create(organisation_id=make.organisation(name="Karang Taruna", region="33.24.12.2011").pk, person=other, held_from=make.today)
    Person.objects.create(name="Agung Widodo", home_id=make.organisation(region="33.24.12.2011").region_id)
    pages.force_login(office_admin)
    asked = {"field": "member", "member": "agung karang"}
    html = pages.get(reverse("actors:acquainted", args=[scene["body"]]), asked).content.decode()
    assert html.strip() == f'<option value="Agung Widodo, Karang Taruna, Sambongsari — {other.pk}"></option>'
    chosen = pages.post(reverse("actors:add_member", args=[scene["body"]]), {"member": f"Agung Widodo, Karang Taruna, Sambongsari — {other.pk}", "held_from": "2007-06-01"})
    assert chosen.status_code == 302
    assert Member.objects.filter(organisation=scene["body"], person=other).count() == 1


def test_every_reason_has_a_sentence_that_its_values_fill():
    import re
    from pathlib import Path

    root = Path(forms.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in root.rglob("*.py") if "migrations" not in path.parts)
    used = set(re.findall(r"(?:no|not_allowed|unsound|raise_unsound)\(\s*(?:\"(actors\.[a-z_]+)\")", code))
    used |= {"actors.email_taken", "actors.email_of_deactivated"}
    assert used == set(phrases.PHRASES)
