from __future__ import annotations

from datetime import date, timedelta

import pytest

from sinergi.actors import actions, permissions, rules
from sinergi.actors.models import Member, Organisation, Person
from sinergi.audit.models import Row
from sinergi.kernel.decisions import NotAllowed, Refused
from tests import make

TODAY = make.today
SHEET = {"name": "Forum Peduli Kendal", "kind": "kelompok_peduli", "region_code": "33.24", "pillar": "caring",
         "decree_number": "412/07/2006", "decree_on": date(2006, 7, 1), "term_from": date(2006, 7, 1), "term_to": date(2009, 7, 1)}


def create(person, **given):
    return actions.create_organisation(person, actions.Sheet(**{**SHEET, **given}), on=TODAY)


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.decision.code


def test_a_body_is_put_on_record_with_its_decree(office_admin):
    body = create(office_admin)
    assert (body.name, body.region.code, body.decree_number, body.kind_title.en) == ("Forum Peduli Kendal", "33.24", "412/07/2006", "Caring group")
    row = Row.objects.get()
    assert (row.act, row.subject, row.changes["term_to"]) == ("actors.create_organisation", f"organisation:{body.pk}", "2009-07-01")


@pytest.mark.parametrize(("given", "code"), [
    ({"name": ""}, "actors.name_missing"),
    ({"name": "B" * 161}, "actors.name_too_long"),
    ({"name": "Forum 🌾"}, "actors.name_odd_sign"),
    ({"kind": "kerajaan"}, "actors.kind_unknown"),
    ({"pillar": "military"}, "actors.pillar_unknown"),
    ({"region_code": "88"}, "actors.region_unknown"),
    ({"region_code": "32.75"}, "actors.not_your_region"),
    ({"decree_on": date(2007, 6, 2)}, "actors.decree_ahead"),
    ({"decree_number": ""}, "actors.decree_without_number"),
    ({"decree_number": "4" * 121}, "actors.decree_number_too_long"),
    ({"term_to": date(2005, 1, 1)}, "actors.ends_before_it_begins"),
    ({"name": "lembaga SAMA", "kind": "lembaga"}, "actors.body_exists"),
])
def test_what_is_refused_about_a_body(office_admin, given, code):
    make.organisation(name="Lembaga Sama", kind="lembaga")
    assert code_of(lambda: create(office_admin, **given)) == code
    assert (Organisation.objects.count(), Row.objects.count()) == (1, 0)


def test_a_change_keeps_what_was(office_admin):
    body = create(office_admin)
    changed = actions.change_organisation(office_admin, body.pk, actions.Sheet(**{**SHEET, "name": "Forum Peduli Weleri", "region_code": "33.24.12"}), on=TODAY)
    assert (changed.name, changed.region.code) == ("Forum Peduli Weleri", "33.24.12")
    assert Row.objects.last().changes == {"name": ["Forum Peduli Kendal", "Forum Peduli Weleri"], "region": ["33.24", "33.24.12"]}


def test_a_change_of_nothing_leaves_no_trail(office_admin):
    body = create(office_admin)
    actions.change_organisation(office_admin, body.pk, actions.Sheet(**SHEET), on=TODAY)
    assert Row.objects.count() == 1


def test_a_body_is_not_moved_into_or_out_of_a_region_of_others(weleri_admin, office_admin):
    body = create(office_admin, region_code="33.24.12")
    assert code_of(lambda: actions.change_organisation(weleri_admin, body.pk, actions.Sheet(**SHEET), on=TODAY)) == "actors.not_your_region"
    other = create(office_admin)
    assert code_of(lambda: actions.change_organisation(weleri_admin, other.pk, actions.Sheet(**SHEET), on=TODAY)) == "actors.not_your_region"


# --- members ---


def seat(person, body, **given):
    return actions.add_member(person, body.pk, **{"name": "Siti Mulyani", "held_from": TODAY, **given}, on=TODAY)


def test_a_villager_named_for_the_first_time_has_no_login(office_admin):
    body = create(office_admin, region_code="33.24.12.2011", kind="lembaga")
    member = seat(office_admin, body, office="Bendahara", pillar="community")
    assert (member.person.name, member.person.email, member.person.home.code) == ("Siti Mulyani", None, "33.24.12.2011")
    assert (member.office, member.pillar, member.held_from) == ("Bendahara", "community", TODAY)


def test_somebody_known_is_seated_once(office_admin, bkm):
    body = create(office_admin)
    seat(office_admin, body, member_id=bkm.pk)
    assert code_of(lambda: seat(office_admin, body, member_id=bkm.pk)) == "actors.already_member"
    assert Person.objects.filter(name="Siti Mulyani").count() == 0


@pytest.mark.parametrize(("given", "code"), [
    ({"member_id": 999_999}, "actors.person_unknown"),
    ({"name": ""}, "actors.name_missing"),
    ({"name": "😀"}, "actors.name_odd_sign"),
    ({"office": "k" * 61}, "actors.office_too_long"),
    ({"pillar": "military"}, "actors.pillar_unknown"),
    ({"held_from": date(1900, 1, 1)}, "actors.too_long_ago"),
    ({"held_from": date(2020, 1, 1)}, "actors.too_far_ahead"),
    ({"held_to": date(2007, 5, 1)}, "actors.ends_before_it_begins"),
])
def test_what_is_refused_about_a_member(office_admin, given, code):
    body = create(office_admin)
    assert code_of(lambda: seat(office_admin, body, **given)) == code
    assert Member.objects.count() == 0


def test_a_seat_ends_and_the_body_misses_a_pillar_again(office_admin):
    body = create(office_admin)
    for pillar in rules.PILLARS:
        seat(office_admin, body, name=f"Wakil {pillar}", pillar=pillar)
    assert rules.missing_pillars(body.members.on(TODAY)) == []
    actions.end_member(office_admin, body.members.get(pillar="caring").pk, last_day=TODAY - timedelta(days=1), on=TODAY)
    assert rules.missing_pillars(body.members.on(TODAY)) == ["caring"]
    assert rules.overlap(body.members.all(), body.members.on(TODAY)) == set(body.members.on(TODAY).values_list("person", flat=True))


@pytest.mark.parametrize("who", ["weleri_admin", "pokja", "villager"])
def test_others_do_not_touch_the_members(request, office_admin, who):
    body = create(office_admin)
    member = seat(office_admin, body)
    other = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        seat(other, body, name="Orang Lain")
    with pytest.raises(NotAllowed):
        actions.end_member(other, member.pk, last_day=TODAY, on=TODAY)


# --- who sees which bodies and people ---


def test_bodies_are_seen_from_their_region_and_by_their_members(kendal, office_admin, admin, pokja, faskel, villager, stranger):
    village = make.organisation(region="33.24.12.2011")
    regency = make.organisation(region="33.24")
    Member.objects.create(organisation=regency, person=villager, held_from=TODAY)
    seen = {
        person: set(permissions.visible_organisations(person, TODAY).filter(kind="bkm")) for person in (office_admin, admin, pokja, faskel, villager, stranger, None)
    }
    both = {village, regency}
    assert seen == {office_admin: both, admin: both, pokja: both, faskel: {village}, villager: {regency}, stranger: set(), None: set()}


def test_people_are_seen_by_who_manages_their_region(office_admin, weleri_admin, admin, pokja, bkm, stranger, villager):
    def seen(person):
        return {each.name for each in permissions.visible_people(person, TODAY)}

    everybody = {"Kartini", "Sudirman", "Admin", "Bambang Setiawan", "Slamet Riyadi", "Orang Bekasi", "Warga Biasa"}
    assert seen(admin) == everybody
    assert seen(office_admin) == everybody - {"Admin", "Orang Bekasi", "Warga Biasa"}
    assert seen(weleri_admin) == {"Sudirman", "Slamet Riyadi"}
    assert seen(pokja) == {"Bambang Setiawan"}
    assert seen(None) == set()


def test_the_system_itself_is_nobody_to_manage(admin, kendal):
    make.person(name="Sistem", is_system=True)
    assert {each.name for each in permissions.visible_people(admin, TODAY)} == {"Admin"}


# --- the decree itself ---


def test_a_decree_is_kept_and_read_by_who_sees_the_body(office_admin, pokja, stranger):
    from django.core.files.uploadedfile import SimpleUploadedFile

    scan = SimpleUploadedFile("SK Bupati.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "application/pdf")
    body = actions.create_organisation(office_admin, actions.Sheet(**SHEET), decree=scan, on=TODAY)
    assert body.decree_file.name == "SK Bupati.pdf"
    assert [permissions.reads_decree(person, body.decree_file) for person in (pokja, stranger, None)] == [True, False, False]


def test_a_renamed_programme_is_no_decree(office_admin):
    from django.core.files.uploadedfile import SimpleUploadedFile

    upload = SimpleUploadedFile("SK.pdf", b"MZ\x90\x00\x03" + b"\x00" * 200, "application/pdf")
    assert code_of(lambda: actions.create_organisation(office_admin, actions.Sheet(**SHEET), decree=upload, on=TODAY)) == "files.wrong_kind"
    assert Organisation.objects.count() == 0
