from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from sinergi.actors import actions, permissions, queries
from sinergi.audit.models import Row
from sinergi.kernel.decisions import Refused
from tests import make

TODAY = make.today
PROFILE = {"name": "Siti Mulyani", "phone": "0812 3456 7890", "language": "en", "home_code": "33.24.12.2011"}


def code_of(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.decision.code


def test_everybody_keeps_the_own_particulars(villager):
    me = actions.change_profile(villager, **PROFILE, on=TODAY)
    assert (me.name, me.phone, me.language, me.home.code) == ("Siti Mulyani", "0812 3456 7890", "en", "33.24.12.2011")


def test_the_trail_says_what_changed_but_keeps_no_phone_number(villager):
    actions.change_profile(villager, **PROFILE, on=TODAY)
    actions.change_profile(villager, **PROFILE, on=TODAY)
    assert [row.changes for row in Row.objects.all()] == [{"fields": ["name", "phone", "language", "home"]}]


@pytest.mark.parametrize(("given", "code"), [
    ({"name": ""}, "actors.name_missing"),
    ({"name": "Siti 🌸"}, "actors.name_odd_sign"),
    ({"name": "S" * 121}, "actors.name_too_long"),
    ({"phone": "telepon saya"}, "actors.phone_unsound"),
    ({"phone": "0" * 40}, "actors.phone_unsound"),
    ({"language": "fr"}, "actors.language_unknown"),
    ({"home_code": "1.2.3"}, "actors.region_unknown"),
])
def test_what_is_refused_in_a_profile(villager, given, code):
    before = villager.name
    assert code_of(lambda: actions.change_profile(villager, **{**PROFILE, **given}, on=TODAY)) == code
    villager.refresh_from_db()
    assert (villager.name, Row.objects.count()) == (before, 0)


def test_a_closed_account_keeps_its_history_and_holds_nothing(office_admin, bkm):
    actions.deactivate(office_admin, bkm.pk, reason="Masa tugas selesai", on=TODAY)
    bkm.refresh_from_db()
    assert (bkm.is_active, bkm.left_on, bkm.left_reason) == (False, TODAY, "Masa tugas selesai")
    assert queries.roles_on(bkm.pk, "33.24.12.2011", TODAY) == set()
    assert [held.role for held in queries.roles_of(bkm)] == ["bkm"]
    actions.reactivate(office_admin, bkm.pk, on=TODAY)
    assert queries.roles_on(bkm.pk, "33.24.12.2011", TODAY) == {"bkm"}
    assert [row.act for row in queries.history(bkm.audit_code)] == ["actors.reactivate", "actors.deactivate"]


@pytest.mark.parametrize(("who", "whom", "code"), [
    ("weleri_admin", "pokja", "actors.roles_elsewhere"),  # holds a role in the whole regency
    ("office_admin", "stranger", "actors.roles_elsewhere"),
    ("office_admin", "admin", "actors.only_installation_admins"),
    ("office_admin", "office_admin", "actors.not_yourself"),
    ("admin", "admin", "actors.not_yourself"),
    ("pokja", "bkm", "actors.roles_elsewhere"),
    ("villager", "pakem", "actors.only_admins"),
])
def test_who_may_not_close_whose_account(request, who, whom, code):
    person, other = request.getfixturevalue(who), request.getfixturevalue(whom)
    assert code_of(lambda: actions.deactivate(person, other.pk, reason="Alasan", on=TODAY)) == code
    other.refresh_from_db()
    assert other.is_active


@pytest.mark.parametrize(("reason", "code"), [("", "actors.reason_missing"), ("  ", "actors.reason_missing"), ("a" * 301, "actors.reason_too_long")])
def test_closing_an_account_needs_a_reason(office_admin, bkm, reason, code):
    assert code_of(lambda: actions.deactivate(office_admin, bkm.pk, reason=reason, on=TODAY)) == code


def test_an_account_closes_once_and_opens_once(admin, bkm):
    actions.deactivate(admin, bkm.pk, reason="Pindah", on=TODAY)
    assert code_of(lambda: actions.deactivate(admin, bkm.pk, reason="Pindah", on=TODAY)) == "actors.is_deactivated"
    actions.reactivate(admin, bkm.pk, on=TODAY)
    assert code_of(lambda: actions.reactivate(admin, bkm.pk, on=TODAY)) == "actors.is_active"


def test_there_is_always_somebody_who_runs_the_installation(admin, bkm, pokja):
    assert code_of(lambda: actions.end_admin(admin, admin.pk, on=TODAY)) == "actors.last_admin"
    assert code_of(lambda: actions.make_admin(pokja, bkm.pk, on=TODAY)) == "actors.only_installation_admins"
    actions.make_admin(admin, bkm.pk, on=TODAY)
    actions.end_admin(admin, admin.pk, on=TODAY)
    bkm.refresh_from_db()
    assert bkm.is_admin
    assert queries.is_set_up()


def test_somebody_who_cannot_sign_in_does_not_run_the_installation(admin, kendal):
    nameless = make.person(email=None)
    assert code_of(lambda: actions.make_admin(admin, nameless.pk, on=TODAY)) == "actors.cannot_sign_in"


# --- second factor ---


@pytest.mark.parametrize(("roles", "who", "needed"), [
    ((), "satker", False),
    (("satker",), "satker", True),
    (("satker",), "bkm", False),
    (("office_admin", "satker"), "office_admin", True),
    (("admin",), "admin", True),
    (("admin",), "office_admin", False),
])
def test_a_second_factor_is_compulsory_per_role(request, settings, roles, who, needed):
    settings.SECOND_FACTOR_ROLES = roles
    assert permissions.needs_second_factor(request.getfixturevalue(who), TODAY) is needed


@pytest.mark.parametrize(("kind", "needed"), [
    (Authenticator.Type.TOTP, False), (Authenticator.Type.WEBAUTHN, False), (Authenticator.Type.RECOVERY_CODES, True),
])
def test_an_app_or_a_key_is_a_second_factor_recovery_codes_alone_are_none(settings, satker, kind, needed):
    settings.SECOND_FACTOR_ROLES = ("satker",)
    Authenticator.objects.create(user=satker, type=kind, data={})
    assert permissions.needs_second_factor(satker, TODAY) is needed


def test_a_role_that_is_over_asks_for_nothing(settings, satker):
    settings.SECOND_FACTOR_ROLES = ("satker",)
    satker.roles.update(held_to=TODAY - timedelta(days=1))
    assert permissions.needs_second_factor(satker, TODAY) is False
    assert permissions.needs_second_factor(None, TODAY) is False


def test_without_the_setting_nothing_is_asked_of_the_database(settings, satker, django_assert_num_queries):
    settings.SECOND_FACTOR_ROLES = ()
    with django_assert_num_queries(0):
        assert permissions.needs_second_factor(satker, TODAY) is False
