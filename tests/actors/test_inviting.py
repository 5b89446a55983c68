from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from sinergi.actors import actions, queries
from sinergi.actors.models import Invitation, Person
from sinergi.audit.models import Row
from sinergi.kernel.decisions import NotAllowed, NotPossible, NotSound, Refused
from tests import make

TODAY = make.today
PASSWORD = "sawah luas di weleri"


def invite(person, **given):
    wanted = {"email": "siti@contoh.id", "name": "Siti Mulyani", "role": "office_admin", "region_code": "33.24.12", **given}
    return actions.invite(person, **wanted, on=TODAY)


def test_an_invitation_gives_an_account_and_its_role(office_admin):
    invitation, token = invite(office_admin)
    siti = actions.accept(None, token, name="Siti Mulyani, S.Sos.", password=PASSWORD, on=TODAY)
    assert (siti.name, siti.email, siti.check_password(PASSWORD)) == ("Siti Mulyani, S.Sos.", "siti@contoh.id", True)
    assert queries.regional_roles(siti.pk, TODAY) == [("office_admin", "33.24.12")]
    assert siti.roles.get().given_by == office_admin
    assert list(EmailAddress.objects.values_list("email", "user", "primary", "verified")) == [("siti@contoh.id", siti.pk, True, True)]
    invitation.refresh_from_db()
    assert invitation.accepted_by == siti
    assert list(Row.objects.values_list("act", "person")) == [
        ("actors.invite", office_admin.pk), ("actors.give_role", office_admin.pk), ("actors.accept_invitation", siti.pk),
    ]


def test_only_the_digest_of_the_token_is_kept(office_admin):
    invitation, token = invite(office_admin)
    assert token not in str(list(Invitation.objects.values())) + str(list(Row.objects.values()))
    assert len(invitation.token_digest) == 64


def test_the_link_goes_out_by_mail_once_it_is_written(office_admin, mailoutbox, django_capture_on_commit_callbacks):
    invitation, token = invite(office_admin)
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_link(invitation, f"https://sinergi.example/orang/undangan/{token}/")
    assert [mail.to for mail in mailoutbox] == [["siti@contoh.id"]]
    assert token in mailoutbox[0].body
    assert "Kartini mengundang Anda ke Sinergi sebagai Admin kantor untuk Weleri." in mailoutbox[0].body


def test_a_mail_server_that_is_down_does_not_undo_the_invitation(office_admin, settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    invitation, _ = invite(office_admin)
    with django_capture_on_commit_callbacks(execute=True):
        actions.send_link(invitation, "https://sinergi.example/")
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(("given", "refusal", "code"), [
    ({"region_code": "32.75"}, NotAllowed, "actors.not_your_region"),
    ({"region_code": "33.24.99"}, NotSound, "actors.region_unknown"),
    ({"role": "raja"}, NotSound, "actors.role_unknown"),
    ({"email": "bukan surel"}, NotSound, "actors.email_unsound"),
    ({"email": ""}, NotSound, "actors.email_unsound"),
    ({"email": f"{'a' * 300}@contoh.id"}, NotSound, "actors.email_too_long"),
    ({"name": ""}, NotSound, "actors.name_missing"),
    ({"name": "Siti 🌸"}, NotSound, "actors.name_odd_sign"),
    ({"name": "S" * 121}, NotSound, "actors.name_too_long"),
    ({"email": "kartini@contoh.id"}, NotSound, "actors.email_taken"),
    ({"email": "KARTINI@Contoh.ID"}, NotSound, "actors.email_taken"),
    ({"email": "pensiun@contoh.id"}, NotSound, "actors.email_of_deactivated"),
])
def test_what_is_refused_when_inviting(office_admin, given, refusal, code):
    make.person(email="kartini@contoh.id")
    make.person(email="pensiun@contoh.id", is_active=False)
    with pytest.raises(refusal) as refused:
        invite(office_admin, **given)
    assert refused.value.decision.code == code
    assert (Invitation.objects.count(), Row.objects.count()) == (0, 0)


def test_the_same_invitation_twice_is_sent_again_instead(office_admin):
    invite(office_admin)
    with pytest.raises(NotSound) as refused:
        invite(office_admin)
    assert refused.value.decision.code == "actors.already_invited"


def code_of(token, on=TODAY, person=None, **given):
    with pytest.raises(Refused) as refused:
        actions.accept(person, token, on=on, **{"name": "Siti", "password": PASSWORD, **given})
    return refused.value.decision.code


def test_a_used_link_says_so(office_admin):
    _, token = invite(office_admin)
    actions.accept(None, token, password=PASSWORD, on=TODAY)
    assert code_of(token) == "actors.link_used"
    assert Person.objects.filter(email="siti@contoh.id").count() == 1


def test_a_withdrawn_link_says_so_and_cannot_be_withdrawn_twice(office_admin):
    invitation, token = invite(office_admin)
    actions.withdraw(office_admin, invitation.pk, on=TODAY)
    assert code_of(token) == "actors.link_withdrawn"
    with pytest.raises(NotPossible):
        actions.withdraw(office_admin, invitation.pk, on=TODAY)


def test_a_link_works_through_its_fourteenth_day(office_admin):
    _, token = invite(office_admin)
    assert code_of(token, on=TODAY + timedelta(days=15)) == "actors.link_expired"
    assert actions.accept(None, token, password=PASSWORD, on=TODAY + timedelta(days=14)).name == "Siti Mulyani"


def test_an_unknown_link_says_so(kendal):
    assert [code_of("tidak-ada"), code_of("\ud800"), code_of("x" * 5000)] == ["actors.link_unknown"] * 3


def test_a_link_sent_again_replaces_the_old_one(office_admin):
    invitation, old = invite(office_admin)
    _, new = actions.resend(office_admin, invitation.pk, on=TODAY + timedelta(days=20))
    assert code_of(old) == "actors.link_unknown"
    assert actions.accept(None, new, password=PASSWORD, on=TODAY + timedelta(days=30)).email == "siti@contoh.id"


def test_an_invitation_of_another_region_is_not_touched(weleri_admin, office_admin):
    invitation, _ = invite(office_admin, region_code="33.24.16")
    for act in (actions.resend, actions.withdraw):
        with pytest.raises(NotAllowed):
            act(weleri_admin, invitation.pk, on=TODAY)


def test_an_invitation_dies_with_the_office_of_who_invited(office_admin):
    _, token = invite(office_admin)
    office_admin.roles.update(held_to=TODAY)
    assert code_of(token, on=TODAY + timedelta(days=1)) == "actors.inviter_left"


@pytest.mark.parametrize("password", ["pendek", "1234567890123", "password123", "siti mulyani"])
def test_a_weak_password_is_refused_with_its_reason_and_the_link_stays_good(office_admin, password):
    _, token = invite(office_admin)
    assert code_of(token, password=password, name="Siti Mulyani") == "actors.password_weak"
    assert actions.accept(None, token, password=PASSWORD, on=TODAY).is_active


def test_two_invitations_to_one_address_make_one_person_with_two_roles(office_admin):
    _, first = invite(office_admin)
    _, second = invite(office_admin, region_code="33.24.16")
    siti = actions.accept(None, first, password=PASSWORD, on=TODAY)
    assert code_of(second) == "actors.sign_in_first"
    assert code_of(second, person=office_admin) == "actors.sign_in_first"
    assert actions.accept(siti, second, on=TODAY) == siti
    assert queries.regional_roles(siti.pk, TODAY) == [("office_admin", "33.24.12"), ("office_admin", "33.24.16")]
