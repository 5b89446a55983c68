"""The first way in for somebody who is known by an address and never signed in: a link to a first password."""

from __future__ import annotations

from datetime import date
from functools import partial

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse

from sinergi.actors import permissions, phrases
from sinergi.actors.actions import inviting
from sinergi.actors.models import Person
from sinergi.audit import actions as audit
from sinergi.kernel.decisions import Decision


def first_link(person: Person) -> str:
    """Where a first password is made; empty for whoever signed in before or has no address. Made anew each time, and kept nowhere."""
    if not person.never_came:
        return ""
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)})


@transaction.atomic
def let_in(person: Person, other_id: int, *, on: date) -> str:
    """The link for somebody who never signed in, to be mailed or handed over. The trail says that it was made, not what it is."""
    other = Person.objects.select_for_update().get(pk=other_id)
    permissions.may_let_in(person, other, on).enforce()
    if not other.never_came:
        Decision.no("actors.has_a_way_in", name=other.name).enforce()
    audit.record(person, "actors.let_in", other.audit_code, happened_on=on, changes={})
    return first_link(other)


def send_first_link(person: Person, other: Person, link: str) -> None:
    """Mail it once the trail is written; a mail server that is down does not undo it, the page shows the link too."""
    values = {"name": other.name, "inviter": person.name, "link": link}
    transaction.on_commit(partial(inviting.mail, str(other.email), phrases.FIRST_LINK_SUBJECT, phrases.FIRST_LINK_BODY, values))
