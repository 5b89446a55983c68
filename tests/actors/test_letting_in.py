"""The link to a first password: for whoever was written down with an address and never came, from whoever keeps all of that person's places."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from sinergi.actors import actions
from sinergi.actors.models import Member
from sinergi.audit.models import Row
from sinergi.kernel.decisions import Refused
from tests import make


@pytest.fixture
def newcomer(kendal):
    """The treasurer of a committee: written down with an address, nothing else."""
    person = make.person(name="Siti Aminah", email="siti@contoh.id")
    person.set_unusable_password()
    person.save()
    seat(person, "33.24.12.2011")
    return person


def seat(person, place):
    Member.objects.create(organisation=make.organisation(name=f"PAKEM {place}", region=place), person=person, held_from=make.today)


def test_the_keeper_sends_the_link_and_can_hand_it_over(client, office_admin, newcomer, django_capture_on_commit_callbacks):
    client.force_login(office_admin)
    page = client.get(reverse("actors:show", args=[newcomer.pk])).content.decode()
    assert "Belum pernah masuk" in page
    assert "Kirim tautan masuk" in page
    with django_capture_on_commit_callbacks(execute=True):
        shown = client.post(reverse("actors:let_in", args=[newcomer.pk]), follow=True)
    (letter,) = mail.outbox
    link = shown.context["sent"]
    assert (letter.to, link in letter.body, link in shown.content.decode()) == (["siti@contoh.id"], True, True)
    assert client.get(reverse("actors:show", args=[newcomer.pk])).context["sent"] == ""     # shown once
    assert [(row.act, row.changes) for row in Row.objects.all()] == [("actors.let_in", {})]
    client.logout()
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "sawah luas di weleri", "password2": "sawah luas di weleri"})
    assert client.login(email="siti@contoh.id", password="sawah luas di weleri")


def refused(person, other):
    with pytest.raises(Refused) as refusal:
        actions.let_in(person, other.pk, on=make.today)
    return refusal.value.decision.code


def test_whoever_came_already_gets_no_link_from_anybody(office_admin, newcomer):
    newcomer.last_login = timezone.now()
    newcomer.save()
    assert refused(office_admin, newcomer) == "actors.has_a_way_in"


def test_a_password_that_was_made_is_not_made_again(office_admin, newcomer):
    newcomer.set_password("sawah luas di weleri")
    newcomer.save()
    assert refused(office_admin, newcomer) == "actors.has_a_way_in"


def test_a_keeper_of_one_place_gets_no_way_into_another(office_admin, weleri_admin, newcomer, villager):
    assert actions.let_in(weleri_admin, newcomer.pk, on=make.today)
    seat(newcomer, "33.24.16.2015")
    assert refused(weleri_admin, newcomer) == "actors.roles_elsewhere"
    assert actions.let_in(office_admin, newcomer.pk, on=make.today)
    assert refused(villager, newcomer) == "actors.only_admins"
