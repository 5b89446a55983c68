"""Invitations: how every account begins."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation

from sinergi.actors import permissions, phrases, rules
from sinergi.actors.actions import checking, rolegiving
from sinergi.actors.models import Invitation, Organisation, Person
from sinergi.audit import actions as audit
from sinergi.kernel.decisions import Decision, NotPossible


@transaction.atomic
def invite(
    person: Person,
    *,
    email: str,
    name: str,
    role: str,
    region_code: str,
    organisation: Organisation | None = None,
    on: date,
) -> tuple[Invitation, str]:
    """Invite somebody to an account with a role. The token is given back once and only its digest kept."""
    region = checking.region_of(region_code)
    permissions.may_manage(person, region.code, on).enforce()
    checking.known_role(role)
    checking.role_fits(role, region)
    email, name = checking.address(email), rules.tidy(name)
    rules.sound_name(name).enforce()
    _not_taken(email)
    if Invitation.objects.filter(email=email, role=role, region=region, accepted_at=None, withdrawn_at=None, expires_on__gte=on).exists():
        Decision.unsound("actors.already_invited", field="email", email=email).enforce()
    token, digest = checking.new_token()
    invitation = Invitation.objects.create(
        token_digest=digest, email=email, name=name, role=role, region=region, organisation=organisation,
        invited_by=person, expires_on=on + timedelta(days=rules.DAYS_INVITED),
    )
    changes = {"email": email, "role": role, "region": region.code, "expires": invitation.expires_on}
    audit.record(person, "actors.invite", invitation.audit_code, happened_on=on, changes=changes)
    return invitation, token


@transaction.atomic
def resend(person: Person, invitation_id: int, *, on: date) -> tuple[Invitation, str]:
    """A new link for another fortnight; the old one stops working."""
    invitation = _managed(person, invitation_id, on)
    _not_taken(invitation.email)
    token, invitation.token_digest = checking.new_token()
    invitation.expires_on = on + timedelta(days=rules.DAYS_INVITED)
    invitation.save(update_fields=["token_digest", "expires_on"])
    audit.record(person, "actors.resend", invitation.audit_code, happened_on=on, changes={"expires": invitation.expires_on})
    return invitation, token


@transaction.atomic
def withdraw(person: Person, invitation_id: int, *, on: date) -> Invitation:
    """Take an invitation back before it is used."""
    invitation = _managed(person, invitation_id, on)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    audit.record(person, "actors.withdraw_invitation", invitation.audit_code, happened_on=on, changes={})
    return invitation


def find_invitation(token: str, *, on: date) -> Invitation:
    """The invitation of a link that still works, or the refusal that says why it does not."""
    invitation = Invitation.objects.select_related("region", "invited_by").filter(token_digest=checking.digest(token)).first()
    if invitation is None:
        raise NotPossible(Decision.no("actors.link_unknown"))
    rules.link_works(
        is_used=invitation.accepted_at is not None, is_withdrawn=invitation.withdrawn_at is not None, expires_on=invitation.expires_on, on=on
    ).enforce()
    if not permissions.may_manage(invitation.invited_by, invitation.region.code, on):
        Decision.no("actors.inviter_left").enforce()
    return invitation


@transaction.atomic
def accept(person: Person | None, token: str, *, name: str = "", password: str = "", on: date) -> Person:
    """Begin the account (or, signed in with the invited address, take the further role)."""
    invitation = Invitation.objects.select_for_update().get(pk=find_invitation(token, on=on).pk)
    find_invitation(token, on=on)  # again, now that nobody else can take it
    newcomer = _newcomer(person, invitation, name, password)
    rolegiving.hold(
        invitation.invited_by, newcomer, invitation.role, invitation.region.code, on=on, held_from=on, organisation=invitation.organisation
    )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), newcomer
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record(newcomer, "actors.accept_invitation", invitation.audit_code, happened_on=on, changes={"person": newcomer.pk})
    return newcomer


def send_link(invitation: Invitation, link: str) -> None:
    """Mail the link once the invitation is safely written; a mail server that is down does not undo the invitation."""
    transaction.on_commit(partial(_mail, invitation, link))


def begin_account(email: str, name: str, password: str) -> Person:
    """Write a person who can sign in with an address that is known to be theirs."""
    name = rules.tidy(name)
    rules.sound_name(name).enforce()
    checking.strong_password(password, Person(email=email, name=name))
    newcomer = Person.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=newcomer, email=email, primary=True, verified=True)
    return newcomer


def _newcomer(person: Person | None, invitation: Invitation, name: str, password: str) -> Person:
    known = Person.objects.select_for_update().filter(email=invitation.email).first()
    if known is None:
        return begin_account(invitation.email, name or invitation.name, password)
    if person is None or person.pk != known.pk:
        Decision.not_allowed("actors.sign_in_first", email=invitation.email).enforce()
    return known


def _not_taken(email: str) -> None:
    known = Person.objects.filter(email=email).first()
    if known is not None:
        Decision.unsound("actors.email_taken" if known.is_active else "actors.email_of_deactivated", field="email", email=email).enforce()


def _managed(person: Person, invitation_id: int, on: date) -> Invitation:
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("region").get(pk=invitation_id)
    permissions.may_manage(person, invitation.region.code, on).enforce()
    if invitation.accepted_at is not None:
        Decision.no("actors.link_used").enforce()
    if invitation.withdrawn_at is not None:
        Decision.no("actors.link_withdrawn").enforce()
    return invitation


def _mail(invitation: Invitation, link: str) -> bool:
    language = translation.get_language() or "id"
    values = {
        "name": invitation.name,
        "inviter": invitation.invited_by.name,
        "role": invitation.title.in_language(language),
        "region": invitation.region.name,
        "link": link,
        "days": rules.DAYS_INVITED,
    }
    return mail(invitation.email, phrases.INVITATION_SUBJECT, phrases.INVITATION_BODY, values)


def mail(email: str, subject: Any, body: Any, values: Mapping[str, Any]) -> bool:
    """One letter with a link in it, at once and never kept; False when the mail server is down."""
    message = EmailMessage(subject=str(subject), body=str(body) % values, to=[email])
    try:
        return bool(message.send())
    except (smtplib.SMTPException, OSError):
        return False  # the page shows the link, so that it can be passed on by hand
