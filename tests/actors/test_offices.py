from __future__ import annotations

import pytest
from django.core.management import call_command

from sinergi.actors import actions, permissions, queries
from sinergi.actors.models import Office, Person
from sinergi.audit.models import Row
from sinergi.kernel.decisions import NotAllowed, Refused
from tests import make

TODAY = make.today
FIRST = {"email": "Admin@Kendal.go.id", "name": "Raden Ajeng", "password": "sawah luas di weleri", "office_name": "Bappeda Kendal", "region_code": "33.24"}


def test_the_first_page_makes_the_admin_and_the_office(kendal):
    admin = actions.set_up(actions.make_setup_key(), **FIRST, on=TODAY)
    assert (admin.email, admin.is_admin) == ("admin@kendal.go.id", True)
    assert queries.regional_roles(admin.pk, TODAY) == [("office_admin", "33.24")]
    assert Office.objects.values_list("name", "region__code", "opened_on").get() == ("Bappeda Kendal", "33.24", TODAY)
    assert Row.objects.last().act == "actors.set_up"


def code_of(token, **given):
    with pytest.raises(Refused) as refused:
        actions.set_up(token, **{**FIRST, **given}, on=TODAY)
    return refused.value.decision.code


def test_a_stranger_without_the_key_cannot_take_the_office(kendal):
    actions.make_setup_key()
    assert code_of("tebakan") == "actors.setup_key_wrong"
    assert Person.objects.count() == 0


def test_a_key_works_once(kendal):
    key = actions.make_setup_key()
    actions.set_up(key, **FIRST, on=TODAY)
    assert code_of(key, email="lain@contoh.id") == "actors.already_set_up"
    assert actions.make_setup_key() == ""


def test_a_newer_key_replaces_the_older(kendal):
    old, new = actions.make_setup_key(), actions.make_setup_key()
    assert [actions.setup_key_works(key).code for key in (old, new)] == ["actors.setup_key_wrong", "yes"]


@pytest.mark.parametrize(("given", "code"), [
    ({"email": "bukan"}, "actors.email_unsound"),
    ({"name": "😀"}, "actors.name_odd_sign"),
    ({"password": "12345"}, "actors.password_weak"),
    ({"office_name": ""}, "actors.name_missing"),
    ({"region_code": "77"}, "actors.region_unknown"),
])
def test_a_mistake_on_the_first_page_writes_nothing_and_keeps_the_key(kendal, given, code):
    key = actions.make_setup_key()
    assert code_of(key, **given) == code
    assert (Person.objects.count(), Office.objects.count(), Row.objects.count()) == (0, 0, 0)
    assert actions.setup_key_works(key)


def test_the_command_prints_the_address_until_there_is_an_admin(kendal, capsys, settings):
    settings.ROOT_URLCONF = "tests.actors.urls"
    call_command("setup_link", site="http://10.0.0.5:8000/")
    address = capsys.readouterr().out.split()[-1]
    key = address.removeprefix("http://10.0.0.5:8000/orang/mulai/").removesuffix("/")
    actions.set_up(key, **FIRST, on=TODAY)
    call_command("setup_link")
    assert capsys.readouterr().out == "Sinergi di sini sudah punya admin.\n"


def test_a_further_office_runs_itself(admin):
    office, _, token = actions.open_office(admin, "32.75", "dewi@bekasi.go.id", admin_name="Dewi", office_name="Bappeda Bekasi", on=TODAY)
    dewi = actions.accept(None, token, password="sungai besar di kota", on=TODAY)
    assert office.region.code == "32.75"
    assert permissions.managed_codes(dewi, TODAY) == ("32.75",)
    assert [bool(permissions.may_manage(dewi, code, TODAY)) for code in ("32.75", "32", "33.24")] == [True, False, False]


@pytest.mark.parametrize("who", ["office_admin", "pokja", "villager"])
def test_only_those_who_run_the_installation_open_offices(request, who):
    with pytest.raises(NotAllowed) as refused:
        actions.open_office(request.getfixturevalue(who), "32.75", "a@b.id", admin_name="A", office_name="B", on=TODAY)
    assert refused.value.decision.code == "actors.only_installation_admins"
    assert Office.objects.count() == 0


def test_one_office_per_region(admin):
    actions.open_office(admin, "32.75", "a@bekasi.go.id", admin_name="Ani", office_name="Bappeda", on=TODAY)
    with pytest.raises(Refused) as refused:
        actions.open_office(admin, "32.75", "b@bekasi.go.id", admin_name="Budi", office_name="Dinas", on=TODAY)
    assert refused.value.decision.code == "actors.office_exists"
