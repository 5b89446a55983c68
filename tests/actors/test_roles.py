from __future__ import annotations

from datetime import date, timedelta

import pytest

from sinergi.actors import actions, forms, queries
from sinergi.actors.models import RoleHeld
from sinergi.audit.models import Row
from sinergi.kernel.decisions import NotAllowed, NotPossible, NotSound, Refused
from tests import make

TODAY = make.today


def give(person, other, role="bkm", region="33.24.12.2011", **term):
    return actions.give_role(person, other, role, region, on=TODAY, **{"held_from": TODAY, **term})


@pytest.fixture(autouse=True)
def _titles():
    from sinergi.actors import roles
    from sinergi.engine.definition import Title

    before = dict(roles.role_titles)
    for code in ("bkm", "faskel", "pokja_paket"):
        roles.register(code, Title(code.upper()))
    yield
    roles.role_titles.clear()
    roles.role_titles.update(before)


def test_an_office_admin_gives_a_role_below_the_own_region(office_admin, villager):
    held = give(office_admin, villager)
    assert (held.role, held.region.code, held.held_from, held.held_to, held.given_by) == ("bkm", "33.24.12.2011", TODAY, None, office_admin)
    row = Row.objects.get()
    assert (row.person, row.act, row.subject, row.happened_on) == (office_admin, "actors.give_role", f"person:{villager.pk}", TODAY)
    assert row.changes == {"role": "bkm", "region": "33.24.12.2011", "from": "2007-06-01", "to": None, "organisation": None}


def test_an_admin_of_the_installation_gives_a_role_anywhere_the_nation_too(admin, villager):
    assert give(admin, villager, role="office_admin", region="").region.code == ""


@pytest.mark.parametrize(("role", "region"), [("bkm", "33.24"), ("bkm", ""), ("pokja_paket", "33.24.12.2011"), ("faskel", "33.24")])
def test_a_role_is_given_at_its_own_level_only(admin, villager, role, region):
    with pytest.raises(NotSound) as refused:
        give(admin, villager, role=role, region=region)
    assert refused.value.decision.code == "actors.role_of_another_level"
    with pytest.raises(NotSound):
        actions.invite(admin, email="siti@contoh.id", name="Siti", role=role, region_code=region, on=TODAY)
    assert (villager.roles.count(), Row.objects.count()) == (0, 0)


def test_a_facilitator_may_have_a_whole_sub_district(admin, villager):
    assert give(admin, villager, role="faskel", region="33.24.12").region.level == "district"


def test_the_refusal_names_the_levels_and_the_place(admin, villager):
    with pytest.raises(NotSound) as refused:
        give(admin, villager, role="faskel", region="33.24")
    assert forms.sentence(refused.value.decision) == (
        "FASKEL diberikan untuk Kecamatan atau Desa/Kelurahan, sedangkan Kabupaten Kendal adalah Kabupaten/Kota. Pilih wilayah lain, atau peran lain.")


@pytest.mark.parametrize(("who", "region", "refusal", "code"), [
    ("office_admin", "32.75", NotAllowed, "actors.not_your_region"),
    ("office_admin", "33", NotAllowed, "actors.not_your_region"),
    ("office_admin", "", NotAllowed, "actors.not_your_region"),
    ("weleri_admin", "33.24.16.2015", NotAllowed, "actors.not_your_region"),
    ("weleri_admin", "33.24", NotAllowed, "actors.not_your_region"),
    ("pokja", "33.24", NotAllowed, "actors.not_your_region"),
    ("villager", "33.24.12.2011", NotAllowed, "actors.not_your_region"),
    ("admin", "99.99", NotSound, "actors.region_unknown"),
    ("admin", "33.24.12.2011'; DROP", NotSound, "actors.region_unknown"),
])
def test_who_may_not_give_roles_where(request, who, region, refusal, code, auditor):
    with pytest.raises(refusal) as refused:
        give(request.getfixturevalue(who), auditor, region=region)
    assert refused.value.decision.code == code
    assert Row.objects.count() == 0
    assert RoleHeld.objects.filter(person=auditor).count() == 1


def test_an_office_admin_whose_role_has_ended_gives_nothing_any_more(office_admin, villager):
    office_admin.roles.update(held_to=TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed):
        give(office_admin, villager)


@pytest.mark.parametrize(("given", "code"), [
    ({"role": "raja"}, "actors.role_unknown"),
    ({"held_from": date(1800, 1, 1)}, "actors.too_long_ago"),
    ({"held_from": date(2012, 1, 1)}, "actors.too_far_ahead"),
    ({"held_to": date(2007, 5, 31)}, "actors.ends_before_it_begins"),
])
def test_what_is_refused_when_a_role_is_given(admin, villager, given, code):
    with pytest.raises(Refused) as refused:
        give(admin, villager, **given)
    assert refused.value.decision.code == code


def test_the_same_role_twice_at_the_same_time_is_refused_but_a_later_term_is_not(admin, villager):
    give(admin, villager, held_to=date(2007, 12, 31))
    with pytest.raises(NotPossible) as refused:
        give(admin, villager, held_from=date(2007, 12, 31))
    assert refused.value.decision.code == "actors.role_already_held"
    give(admin, villager, held_from=date(2008, 1, 1))
    assert villager.roles.count() == 2


def test_a_deactivated_person_gets_no_role(admin, villager):
    actions.deactivate(admin, villager.pk, reason="Pindah tugas", on=TODAY)
    with pytest.raises(NotPossible) as refused:
        give(admin, villager)
    assert refused.value.decision.code == "actors.is_deactivated"


def test_a_role_ends_at_once_when_yesterday_was_its_last_day(office_admin, bkm):
    held = actions.end_role(office_admin, bkm.roles.get().pk, last_day=TODAY - timedelta(days=1), on=TODAY)
    assert (held.held_to, held.ended_by) == (date(2007, 5, 31), office_admin)
    assert queries.roles_on(bkm.pk, "33.24.12.2011", TODAY) == set()
    assert queries.roles_on(bkm.pk, "33.24.12.2011", TODAY - timedelta(days=1)) == {"bkm"}
    assert Row.objects.get().changes == {"role": "bkm", "region": "33.24.12.2011", "to": "2007-05-31"}


def test_a_role_given_by_mistake_today_can_end_before_it_took_effect(admin, villager):
    held = give(admin, villager)
    actions.end_role(admin, held.pk, last_day=TODAY - timedelta(days=1), on=TODAY)
    assert queries.regional_roles(villager.pk, TODAY) == []


def test_a_role_of_another_region_is_not_ended_from_here(weleri_admin, pokja):
    with pytest.raises(NotAllowed):
        actions.end_role(weleri_admin, pokja.roles.get().pk, last_day=TODAY, on=TODAY)
    assert pokja.roles.get().held_to is None


# --- what upper contexts ask ---


def test_a_role_holds_in_its_region_and_everything_below_and_nowhere_else(pokja, faskel):
    asked = ["", "33", "33.24", "33.24.12", "33.24.12.2011", "33.24.16.2015", "32.75", "33.2"]
    assert [queries.roles_on(pokja.pk, code, TODAY) for code in asked] == [set(), set(), *[{"pokja_paket"}] * 4, set(), set()]
    assert queries.roles_on(faskel.pk, "33.24.12.2007", TODAY) == set()


def test_a_role_holds_on_its_first_and_last_day(villager, kendal):
    make.give(villager, "bkm", "33.24.12.2011", held_from=date(2007, 1, 10)).__class__.objects.update(held_to=date(2007, 1, 20))
    days = [date(2007, 1, day) for day in (9, 10, 20, 21)]
    assert [queries.roles_on(villager.pk, "33.24.12.2011", day) for day in days] == [set(), {"bkm"}, {"bkm"}, set()]


def test_people_with_a_role_for_a_place(pokja, pokja2, stranger, bkm):
    assert list(queries.people_with_role("pokja_paket", "33.24.12.2011", TODAY)) == [pokja, pokja2]
    assert list(queries.people_with_role("bkm", "33.24.12", TODAY)) == []
    pokja2.is_active = False
    pokja2.save()
    assert list(queries.people_with_role("pokja_paket", "33.24", TODAY)) == [pokja]


def test_all_regional_roles_in_one_query(pokja, django_assert_num_queries):
    make.give(pokja, "korkot", "33.24.12")
    with django_assert_num_queries(1):
        assert queries.regional_roles(pokja.pk, TODAY) == [("korkot", "33.24.12"), ("pokja_paket", "33.24")]
