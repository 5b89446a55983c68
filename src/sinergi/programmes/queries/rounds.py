"""Which rounds somebody has to do with, and which of them is meant while no page says so."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from sinergi.actors.models import Person
from sinergi.audit.remembering import remembered
from sinergi.programmes.models import CycleTick, Undertaking
from sinergi.programmes.queries.tasks import appointments_of, roles_of, touching, wanted

MOST_ROUNDS = 200


def rounds_of(person: Person, on: date) -> list[tuple[str, str]]:
    """Code and title of the rounds within reach of the roles held, the newest first."""
    roles, appointed = roles_of(person, on), appointments_of(person, on)
    if not roles and not appointed:
        return []
    regions = Q()
    for _role, code in roles:
        regions |= touching(code)
    cycles = Undertaking.objects.filter(scope="cycle", voided_on=None).filter(
        (regions if roles else Q(pk__in=[])) | Q(pk__in=[root for _r, _pk, root in appointed]))
    return list(cycles.order_by("-year", "-pk").values_list("code", "title")[:MOST_ROUNDS])


def busiest_round(person: Person, on: date) -> str:
    """The round with most tasks for this person; empty where nothing waits anywhere."""
    days = tuple(CycleTick.objects.order_by("pk").values_list("cycle_id", "as_of"))     # a round that came to another day may want other things
    return remembered(("busiest_round", person.pk, on, days), lambda: _busiest(person, on))


def _busiest(person: Person, on: date) -> str:
    mine = wanted(roles_of(person, on), appointments_of(person, on))
    counted = mine.order_by().values_list("cycle__code").annotate(tasks=Count("pk")).order_by("-tasks", "-cycle__year", "-cycle")
    return next((code for code, _tasks in counted[:1]), "")
