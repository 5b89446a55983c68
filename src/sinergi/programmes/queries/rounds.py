"""Which rounds somebody has to do with, and which of them is meant while no page says so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q

from sinergi.actors.models import Person
from sinergi.audit.remembering import remembered
from sinergi.programmes.editions import edition_of, edition_with
from sinergi.programmes.models import CycleTick, Undertaking
from sinergi.programmes.queries.tasks import appointments_of, roles_of, touching, wanted
from sinergi.programmes.registry import registry

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


def roles_running(region_codes: Collection[str]) -> set[str]:
    """The roles held in a region that the texts of the rounds there name."""
    regions = Q(pk__in=[])
    for code in region_codes:
        regions |= touching(code)
    texts = set(Undertaking.objects.filter(regions, scope="cycle", voided_on=None).order_by().values_list("edition_id", flat=True))
    return {role.code for pk in texts for role in edition_with(pk).roles.values() if role.held == "region"}


def busiest_round(person: Person, on: date) -> str:
    """The round with most tasks for this person; empty where nothing waits anywhere."""
    days = tuple(CycleTick.objects.order_by("pk").values_list("cycle_id", "as_of"))     # a round that came to another day may want other things
    return remembered(("busiest_round", person.pk, on, days), lambda: _busiest(person, on))


def _busiest(person: Person, on: date) -> str:
    mine = wanted(roles_of(person, on), appointments_of(person, on))
    counted = mine.order_by().values_list("cycle__code").annotate(tasks=Count("pk")).order_by("-tasks", "-cycle__year", "-cycle")
    return next((code for code, _tasks in counted[:1]), "")


def chosen(cycle: Undertaking) -> frozenset[int] | None:
    """The works on the last list that the edition has of works, once it is out: the round goes on with them alone. None before, and without such a list."""
    codes = [code for code, word in edition_of(cycle).words("lists").items() if word.get("of") == "work"]
    versions = registry.lists(cycle.pk).get(codes[-1]) if codes and registry.lists else None
    return versions[-1][1] if versions else None
