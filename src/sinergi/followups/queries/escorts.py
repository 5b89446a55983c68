"""Who escorts what a round agreed: the team it named, or whoever holds the role of its edition."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sinergi.actors.models import Member
from sinergi.engine.definition import Edition, Title
from sinergi.programmes.editions import edition_of
from sinergi.programmes.models import Engagement, Undertaking


@dataclass(frozen=True)
class Escort:
    """The escort of one round. Without a team the role of the edition stands for it; without either, nobody escorts."""

    round: Undertaking
    body: str = ""              # the body that would be the team, where the edition knows one
    role: Title | None = None
    team: Engagement | None = None
    people: list[Member] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return bool(self.team or self.role)


def escorts(rounds: Collection[Undertaking]) -> list[Escort]:
    """One for each round, in the order given; two queries, whatever their number."""
    bodies = {each.pk: edition_of(each).followups.escort_body for each in rounds}
    teams: dict[int, Engagement] = {}
    rows = Engagement.objects.filter(ended_on=None, undertaking__in=rounds, body__in={body for body in bodies.values() if body}).select_related("organisation")
    for row in rows.order_by("id"):
        if row.body == bodies[row.undertaking_id]:
            teams[row.undertaking_id] = row
    seated: dict[int, list[Member]] = {}
    for member in Member.objects.filter(organisation__in=[team.organisation_id for team in teams.values()], held_to=None).select_related("person").order_by("id"):
        seated.setdefault(member.organisation_id, []).append(member)
    return [Escort(each, bodies[each.pk], _role(each), team := teams.get(each.pk), seated.get(team.organisation_id, []) if team else []) for each in rounds]


def escort_of(undertaking: Undertaking) -> Escort:
    """The escort of the round this belongs to."""
    return escorts([undertaking.cycle or undertaking])[0]


def _role(cycle: Undertaking) -> Title | None:
    edition = edition_of(cycle)
    known = edition.roles.get(edition.followups.escort)
    return known.title if known else None


def team_role(edition: Edition) -> str:
    """In which role the members of a named escort team act; empty where the edition knows no such team."""
    body = edition.followups.escort_body
    return str(edition.word("bodies", body).get("role", "")) if body else ""
