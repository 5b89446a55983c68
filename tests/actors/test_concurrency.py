"""Two people with one link: one account; two strangers on the first-run page: one admin."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from sinergi.actors import actions
from sinergi.actors.models import Office, Person
from sinergi.kernel.decisions import Refused
from tests import make

TODAY = make.today
PASSWORD = "sawah luas di weleri"


def at_once(*acts):
    """What each of the acts came to, begun together where the database lets them."""
    def tried(act):
        try:
            act()
        except Refused as refused:
            return refused.decision.code
        finally:
            if connection.vendor != "sqlite":
                connection.close()
        return "yes"

    if connection.vendor == "sqlite":  # one writer at a time (IMMEDIATE), and the test database in memory has one connection
        return sorted(tried(act) for act in acts)
    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(tried, acts))


@pytest.mark.django_db(transaction=True)
def test_one_link_makes_one_account():
    make.places()
    office_admin = make.person(role="office_admin", region="33.24")
    _, token = actions.invite(office_admin, email="siti@contoh.id", name="Siti", role="office_admin", region_code="33.24.12", on=TODAY)
    came_to = at_once(*[lambda: actions.accept(None, token, password=PASSWORD, on=TODAY)] * 3)
    assert came_to == ["actors.link_used", "actors.link_used", "yes"]
    assert Person.objects.filter(email="siti@contoh.id").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_key_makes_one_admin():
    make.places()
    key = actions.make_setup_key()

    def set_up(email, region_code):
        return lambda: actions.set_up(
            key, email=email, name="Admin", password=PASSWORD, office_name="Bappeda", region_code=region_code, on=TODAY
        )

    assert at_once(set_up("a@contoh.id", "33.24"), set_up("b@contoh.id", "32.75")) == ["actors.already_set_up", "yes"]
    assert (Person.objects.filter(is_admin=True).count(), Office.objects.count()) == (1, 1)
