"""Naming who is to do it, after a line was opened with a name in words alone."""

from __future__ import annotations

from datetime import date

from sinergi.actors.models import Person
from sinergi.followups import permissions
from sinergi.followups.actions.opening import tell
from sinergi.followups.actions.reporting import here
from sinergi.followups.models import Followup
from sinergi.followups.rules import Responsible
from sinergi.kernel.decisions import Decision
from sinergi.programmes.models import Undertaking
from sinergi.programmes.performing import perform


def name(person: Person, code: str, followup_id: int, *, on: date, responsible: Responsible) -> Followup:
    """Link a line to the person or body it means; what was written stays, and whoever is named hears of it."""
    act = permissions.naming_act(person, Undertaking.objects.filter(code=code).first(), on)
    with perform(person, act, code, on=on) as doing:
        followup = here(doing, followup_id)
        permissions.may_name(person, followup, on).enforce()
        if not (responsible.person_id or responsible.organisation_id):
            Decision.unsound("followups.unknown_name", field="who").enforce()
        followup.who_person_id, followup.who_organisation_id = responsible.person_id, responsible.organisation_id
        followup.save(update_fields=["who_person", "who_organisation"])
        doing.changed(followup=followup.number, person=responsible.person_id, organisation=responsible.organisation_id)
        tell(doing, [followup])
    return followup
